"""Small functions that turn what the system knows into the words and the parameters of components.

Templates call them as `tags.…`; those for dates and numbers are filters too: `{{ case.on | day }}`.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from casereview.guidance.contents import Cited, Edition
from casereview.ledger import chain
from casereview.rules.codes import Role

MENUS: dict[Role, tuple[tuple[str, str], ...]] = {
    Role.NOTIFIER: (("Notifications", "notifications"), ("Cases", "cases"), ("Guidance", "guidance")),
    Role.MANAGER: (
        ("Work list", "work"),
        ("Cases", "cases"),
        ("Your board", "own_board"),
        ("Reviews", "ageing"),
        ("Reviewers", "reviewers"),
        ("Advice not accepted", "register"),
        ("Guidance", "guidance"),
    ),
    Role.CHAIR: (
        ("Work list", "work"),
        ("Cases", "cases"),
        ("Your board", "own_board"),
        ("Reviews", "ageing"),
        ("Reviewers", "reviewers"),
        ("Advice not accepted", "register"),
        ("Guidance", "guidance"),
    ),
    Role.SECRETARY: (
        ("What has come in", "panel"),
        ("Meetings", "meetings"),
        ("Cases", "cases"),
        ("Reviews", "ageing"),
        ("Figures", "figures"),
        ("Advice not accepted", "register"),
        ("Guidance", "guidance"),
    ),
    Role.MEMBER: (
        ("Cases with papers", "panel"),
        ("Meetings", "meetings"),
        ("Cases", "cases"),
        ("Members", "members"),
        ("Figures", "figures"),
        ("Recommendations", "recommendations"),
        ("Advice not accepted", "register"),
        ("Guidance", "guidance"),
    ),
    Role.ANALYST: (
        ("Figures", "figures"),
        ("Cases", "cases"),
        ("Recommendations", "recommendations"),
        ("Advice not accepted", "register"),
        ("Guidance", "guidance"),
    ),
    Role.REVIEWER: (("Cases", "cases"), ("Guidance", "guidance")),
    Role.CATALOGUER: (("Catalogue", "catalogue"), ("Entries", "catalogue_entries"), ("Themes", "catalogue_themes")),
}
"""The pages in the menu of each role: their words and the names of their routes. The first is where the role begins."""

EVERYBODY = (("Published reviews", "repository"),)
"""What every role has at the end of its menu."""


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The menu of the person who is asking, in the capacity in which they act."""
    menu = MENUS.get(request.who.role, ())  # type: ignore[attr-defined]
    links = [(text, reverse(route)) for text, route in (*menu, *(EVERYBODY if menu else ()))]
    within = [href for _, href in links if request.path == href or request.path.startswith(f"{href}/")]
    nearest = max(within, key=len, default="")
    return [
        {"text": text, "href": href, "current": request.path == href, "active": href == nearest != request.path}
        for text, href in links
    ]


def cited(value: Cited, edition: Edition | None = None) -> str:
    """Where something is said and, where nobody has checked it there, that nobody has."""
    if value.paragraph == "not in the guidance":
        return f"Not in the guidance: {value.source}" if value.source else "Not in the guidance"
    place = f"{value.paragraph} ({edition.short})" if edition else value.paragraph
    place = place[0].upper() + place[1:]
    if value.confirmed:
        return place
    return f"{place}. Nobody has checked this against the published guidance. It is taken from: {value.source}."


def ledger_head() -> str:
    """The latest link of the ledger, for the foot of each page: who keeps a page can prove what had been recorded."""
    number, digest = chain.head()
    return f"{number:,}:{digest[:16]}"


def clock(limit: date, met: date | None, as_at: date) -> dict[str, str]:
    """A clock as a tag: met, met late, due or late. The words say it all; the colour only repeats it."""
    if met is not None:
        late = (met - limit).days
        return (
            {"text": f"Met {counted(late, 'day')} late", "classes": "govuk-tag--yellow"}
            if late > 0
            else {"text": "Met", "classes": "govuk-tag--green"}
        )
    if as_at > limit:
        return {"text": due(limit, as_at).capitalize(), "classes": "govuk-tag--red"}
    return {"text": f"Due {due(limit, as_at)}", "classes": "govuk-tag--blue"}


def rows(pairs: Iterable[tuple[str, Any]]) -> list[dict[str, Any]]:
    """Names and values as the rows of a summary list. A value that is missing is said to be."""
    return [
        {"key": {"text": key}, "value": {"text": "Not recorded" if value in (None, "") else value}}
        for key, value in pairs
    ]


def cells(items: Iterable[Mapping[str, Any]], *names: str) -> list[list[Any]]:
    """The rows of a table from the named values of each item."""
    return [[item[name] for name in names] for item in items]


def pages(page: Page[Any], request: HttpRequest) -> dict[str, Any]:
    """The links between the pages of a list, keeping its filters."""

    def href(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "items": [
            {"number": number, "href": href(number), "current": number == page.number}
            if isinstance(number, int)
            else {"ellipsis": True}
            for number in numbers
        ],
        "previous": {"href": href(page.previous_page_number())} if page.has_previous() else None,
        "next": {"href": href(page.next_page_number())} if page.has_next() else None,
    }


def qr(svg: str) -> Markup:
    """A QR code that we have drawn, inside the page: an image by its address would need a looser content policy."""
    return Markup(svg.partition("?>")[2])  # noqa: S704


# ── Dates and numbers in words ──────────────────────────────────────────────────────────────────────────────────────


def day(value: date) -> str:
    """7 April 2015. Of a moment, its day in London."""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return f"{value.day} {value:%B %Y}"


def days_in_words(text: str) -> str:
    """A sentence with its days written out: acts say 2015-04-07, which suits a terminal, and pages 7 April 2015."""
    return re.sub(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b", _day_in_words, text)


def _day_in_words(found: re.Match[str]) -> str:
    """The day written out; what only looks like a day stays as it is."""
    try:
        return day(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def moment(value: datetime) -> str:
    """10 November 2015 at 9:30am, in London."""
    local = timezone.localtime(value)
    return f"{day(local)} at {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def due(value: date, as_at: date) -> str:
    """How far off a day is, seen from another: "in 3 days", "today", "2 days late"."""
    days = (value - as_at).days
    if days == 0:
        return "today"
    return f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} late"


def counted(count: int, one: str, many: str = "") -> str:
    """1 case, 2 cases, 1,204 cases."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def number(value: int) -> str:
    return f"{value:,}"


def percent(share: float | Decimal, places: int = 0) -> str:
    """A share as a percentage, a half rounded up as readers expect: 0.125 is 13%."""
    exponent = Decimal(1).scaleb(-places)
    return f"{(Decimal(str(share)) * 100).quantize(exponent, ROUND_HALF_UP)}%"
