"""What a cell says, by the kind of its column. A reader takes a cell that is not empty; what it cannot take is `Wrong`."""

import re
from calendar import month_name, monthrange
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from difflib import get_close_matches
from functools import lru_cache

from casereview.spreadsheets.tables import shown

LARGEST_WHOLE = 2_147_483_647
"""The largest number that both databases keep in a column of whole numbers."""


class Wrong(ValueError):
    """A cell that cannot be taken; the message says what is wrong with it and what would be right."""


Reader = Callable[[str], object]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    _DAY.pattern + r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(?P<offset>Z|[+-][0-9]{2}:[0-9]{2})?"
)


@lru_cache(maxsize=50_000)
def day(text: str) -> date:
    """A day, written 2015-04-07."""
    if not _DAY.fullmatch(text):
        raise Wrong(f"{shown(text)} is not a day; write year-month-day, such as 2015-04-07")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Wrong(f"{text} is not a day; {_why_not_a_day(text)}") from None


def moment(text: str) -> datetime:
    """A moment with its offset, written 2015-11-10T09:30:00+00:00."""
    if not (found := _MOMENT.fullmatch(text)):
        raise Wrong(f"{shown(text)} is not a moment; write day, T, time and offset, such as 2015-11-10T09:30:00+00:00")
    if not found["offset"]:
        raise Wrong(f"{text} has no offset; write {text}+00:00, or {text}+01:00 for British Summer Time")
    day(text[:10])
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Wrong(f"{text} is not a moment; check its time and offset, as in 2015-11-10T09:30:00+00:00") from None


def yes_or_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise Wrong(f"{shown(text)} is not an answer to yes or no; write yes or no")
    return text == "yes"


def whole(text: str) -> int:
    """A whole number, of pages or the like."""
    if not re.fullmatch("[0-9]+", text):
        raise Wrong(f"{shown(text)} is not a whole number; write digits only, such as 12")
    if len(text) > 20 or int(text) > LARGEST_WHOLE:
        raise Wrong(f"{shown(text)} is too large; write {LARGEST_WHOLE} or less")
    return int(text)


def as_it_stands(text: str) -> str:
    """Any text, of any length."""
    return text


def text_of(longest: int) -> Reader:
    """A reader of texts of no more than so many characters."""

    def text(text: str) -> str:
        if len(text) > longest:
            raise Wrong(f"{shown(text, 40)} has {len(text)} characters; use {longest} or fewer")
        return text

    return text


def reference_of(longest: int, without: str = "") -> Reader:
    """A reader of references, which people type and read out: nothing in them that does not show."""
    within = text_of(longest)

    def reference(text: str) -> object:
        if text != text.strip(" "):
            raise Wrong(f"{shown(text)} begins or ends with a space; leave the space out")
        if not text.isprintable():
            raise Wrong(f"{shown(text)} has a character that does not show; leave it out")
        if without and without in text:
            raise Wrong(f"{shown(text)} has a {without} in it, which parts the codes of a list; choose another code")
        return within(text)

    return reference


def one_of(codes: Sequence[str]) -> Reader:
    """A reader of the codes of a list."""
    known = frozenset(codes)

    def code(text: str) -> str:
        if text not in known:
            raise Wrong(f"{shown(text)} is not one of {', '.join(codes)}{nearest(text, codes)}")
        return text

    return code


def some_of(codes: Sequence[str]) -> Reader:
    """A reader of codes of a list joined by `;`, each checked."""
    code = one_of(codes)

    def joined(text: str) -> str:
        for part in text.split(";"):
            if not part:
                raise Wrong(
                    f"{shown(text)} has an empty place between its semicolons; write codes joined by single ones"
                )
            code(part)
        return text

    return joined


@lru_cache(maxsize=1_000)
def _nearest(text: str, known: tuple[str, ...]) -> str:
    return next(iter(get_close_matches(text.strip().lower(), known, n=1, cutoff=0.7)), "")


def nearest(text: str, known: Sequence[str]) -> str:
    """The end of an error that names the nearest known one, if one is near."""
    found = _nearest(text[:100], tuple(known))
    return f"; did you mean {found}?" if found else ""


def _why_not_a_day(text: str) -> str:
    year, month = int(text[:4]), int(text[5:7])
    if not 1 <= month <= 12:
        return "the month is a number from 01 to 12"
    if not year:
        return "the year is a number from 0001"
    return f"{month_name[month]} {year} has {monthrange(year, month)[1]} days"
