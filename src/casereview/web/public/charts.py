"""Small charts drawn here, as SVG inside the page: nothing to load, nothing to run, and a table says the same beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

BAR, GAP, TALL, FOOT, TOP = 36, 10, 140, 22, 18


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: int
    strong: bool = False


def bars(title: str, values: Sequence[Bar]) -> Markup:
    """Bars with their numbers above and their names below. It is as wide as it needs, and shrinks to the screen."""
    most = max((bar.value for bar in values), default=0) or 1
    width = max(len(values) * (BAR + GAP) + GAP, 60)
    drawn = Markup().join(_bar(place, bar, most) for place, bar in enumerate(values))
    return Markup(
        '<svg class="app-chart" viewBox="0 0 {} {}" width="{}" role="img" aria-label="{}" '
        'xmlns="http://www.w3.org/2000/svg"><title>{}</title>{}</svg>'
    ).format(width, TOP + TALL + FOOT, width, title, title, drawn)


def _bar(place: int, bar: Bar, most: int) -> Markup:
    x = GAP + place * (BAR + GAP)
    tall = round(bar.value / most * TALL)
    y = TOP + TALL - tall
    return Markup(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="app-chart__number" x="{}" y="{}">{}</text>'
        '<text class="app-chart__name" x="{}" y="{}">{}</text>'
    ).format(
        "app-chart__bar app-chart__bar--strong" if bar.strong else "app-chart__bar",
        x, y, BAR, tall,
        x + BAR // 2, y - 4, bar.value,
        x + BAR // 2, TOP + TALL + 15, bar.label,
    )  # fmt: skip
