"""The pages of the themes: what each means, how often reviews tell of it by year, and where that has changed."""

from collections.abc import Sequence
from functools import lru_cache

from django.http import HttpRequest, HttpResponseBase

from casereview.analysis.change import Change
from casereview.library import gate, skos, themes
from casereview.library.themes import Theme, Trend
from casereview.web.public import charts
from casereview.web.public.asked import Query
from casereview.web.public.door import data, page
from casereview.web.public.entries import Site
from casereview.web.public.shown import answer, shown
from casereview.web.public.views import absent

OFTEN = (1_000_000, 100_000, 10_000, 1_000, 500, 200, 100, 50, 20)


def trends() -> dict[str, Trend]:
    """Every theme that a public review has, by its code. They are counted anew whenever what is public has changed."""
    return _trends(gate.state(), tuple(themes.vocabulary().values()))


@lru_cache(maxsize=1)
def _trends(_state: str, _vocabulary: tuple[Theme, ...]) -> dict[str, Trend]:
    return {trend.theme.code: trend for trend in themes.trends()}


@page
def every(request: HttpRequest) -> HttpResponseBase:
    """The vocabulary by its headings, and the themes whose share has changed: for national policy."""
    told = trends()
    counted = {code: sum(have for _, have, _ in trend.years) for code, trend in told.items()}
    top = [theme for theme in themes.vocabulary().values() if not theme.broader and not theme.retired]
    context = {
        "changed": [(trend, how_sure(trend.change)) for trend in told.values() if trend.change and trend.change.sure],
        "headings": [(theme, themes.narrower(theme.code)) for theme in top],
        "counted": counted,
    }
    return shown(request, "themes", context)


@page
def one(request: HttpRequest, theme: str) -> HttpResponseBase:
    """One theme: its definition, and the reviews that tell of it by year, drawn and in a table."""
    known = themes.vocabulary()
    found = known.get(theme)
    if found is None:
        return absent(request)
    trend = trends().get(theme)
    change = trend.change if trend and trend.change and trend.change.sure else None
    context = {
        "theme": found,
        "broader": [known[code] for code in found.broader if code in known],
        "narrower": [one for one in themes.narrower(theme) if not one.retired],
        "trend": trend,
        "chart": _chart(found, trend, change) if trend and trend.years else "",
        "titles": _titles(trend),
        "change": change,
        "sure": how_sure(change) if change else "",
        "search": Query(filters={"theme": (theme,)}).address,
    }
    return shown(request, "theme", context)


def _chart(theme: Theme, trend: Trend, change: Change | None) -> str:
    bars = [
        charts.Bar(f"{year}", round(100 * have / every) if every else 0, strong=bool(change and year >= change.year))
        for year, have, every in trend.years
    ]
    return charts.bars(f"Share of the reviews of each year that tell of “{theme.label}”, in per cent", bars)


def _titles(trend: Trend | None) -> dict[str, str]:
    ids: Sequence[str] = [id for of_year in trend.reports.values() for id in of_year] if trend else []
    return {review.id: review.title for review in gate.reviews(ids)}


def how_sure(change: Change) -> str:
    """How seldom chance alone would show as much: fit to read aloud."""
    often = next((often for often in OFTEN if change.chance * often < 1), 0)
    return f"less than once in {often:,} times" if often else "more than once in 20 times"


@data(cost=5)
def as_skos(request: HttpRequest) -> HttpResponseBase:
    """The vocabulary in SKOS, for other catalogues."""
    return answer(skos.exported(Site.of(request).to("repository_themes")), "application/rdf+xml; charset=utf-8")
