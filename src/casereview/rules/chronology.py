"""Days as agencies write them, kept as uncertain as they are; and entries of several agencies that may tell of one event.

"12/03/2014" is a day. "March 2014", "12-14 March 2014", "early 2014" are ranges. "12/03/2014?" is a day that is doubted, and
what cannot be read is kept as it was written, with no day at all. Nothing is made surer than it was said.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Protocol

MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
_MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS) + "|sept"
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")
_WORDED = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\.?,?\s+(\d{{4}}|\d{{2}})", re.I)
_RANGE = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|–|to|and|or)\s*(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\.?\s+(\d{{4}})", re.I
)
_OF_MONTH = re.compile(rf"(early|mid|late)?[\s-]*({_MONTH})\.?,?\s+(\d{{4}})", re.I)
_MONTH_NUMBER = re.compile(r"(?:[?x]{1,2}[/.-])?(\d{1,2})[/.-](\d{4})")
_YEAR = re.compile(r"(early|mid|late)?[\s-]*(\d{4})", re.I)
_DOUBT = re.compile(r"\?|\b(?:approx|approximately|about|around|circa|c\.|unclear|not sure|possibly)", re.I)
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.h]([0-5]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class When:
    """A day or a range of days, as surely as it was said. With no first day it could not be read."""

    said: str
    first: date | None = None
    last: date | None = None
    certain: bool = False

    @property
    def is_a_day(self) -> bool:
        return self.first is not None and self.first == self.last


def when(said: str) -> When:
    """What was written of a day, read."""
    text = " ".join(said.split())
    doubted = bool(_DOUBT.search(text))
    span = next(_spans(_DOUBT.sub("", text).strip(" ().,") if not _MONTH_NUMBER.fullmatch(text) else text), None)
    if span is None:
        return When(text)
    return When(text, *span, certain=not doubted and span[0] == span[1])


def time_of(said: str) -> str:
    """A time of day in what was written, as 14:05; nothing where there is none."""
    found = _TIME.search(said)
    return f"{int(found[1]):02}:{found[2]}" if found else ""


def _spans(text: str) -> Iterator[tuple[date, date]]:
    """What a text may mean, the surest reading first."""
    if found := _ISO.fullmatch(text):
        yield from _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _RANGE.fullmatch(text):
        month, year = _number(found[3]), int(found[4])
        for first in _day(year, month, int(found[1])):
            for last in _day(year, month, int(found[2])):
                if first[0] <= last[0]:
                    yield first[0], last[0]
    if found := _NUMERIC.fullmatch(text):
        yield from _day(_century(found[3]), int(found[2]), int(found[1]))
    if found := _WORDED.fullmatch(text):
        yield from _day(_century(found[3]), _number(found[2]), int(found[1]))
    both = [part.strip() for part in re.split(r"\s+(?:to|until|and|or)\s+|\s+[-–]\s+", text)]
    if len(both) == 2:
        for first in _spans(both[0]):
            for last in _spans(both[1]):
                if first[0] <= last[1]:
                    yield first[0], last[1]
    if found := _OF_MONTH.fullmatch(text):
        yield _part(found[1], int(found[3]), _number(found[2]))
    if (found := _MONTH_NUMBER.fullmatch(text)) and 1 <= int(found[1]) <= 12:
        yield _part("", int(found[2]), int(found[1]))
    if found := _YEAR.fullmatch(text):
        year, (begin, end) = (
            int(found[2]),
            {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get((found[1] or "").lower(), (1, 12)),
        )
        if 1900 <= year <= 2100:
            yield date(year, begin, 1), date(year, end, monthrange(year, end)[1])


def _day(year: int, month: int, day: int) -> Iterator[tuple[date, date]]:
    try:
        found = date(year, month, day)
    except ValueError:
        return
    if 1900 <= year <= 2100:
        yield found, found


def _part(part: str | None, year: int, month: int) -> tuple[date, date]:
    last = monthrange(year, month)[1]
    begin, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get((part or "").lower(), (1, last))
    return date(year, month, begin), date(year, month, end)


def _number(month: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(month.lower()[:3]))


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year) if int(year) < 50 else 1900 + int(year)


# ── Entries of several agencies ─────────────────────────────────────────────────────────────────────────────────────


class Entry(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def first(self) -> date | None: ...
    @property
    def last(self) -> date | None: ...
    @property
    def time(self) -> str: ...
    @property
    def event(self) -> str: ...
    @property
    def number(self) -> int: ...


class Match(Protocol):
    @property
    def entry(self) -> str: ...
    @property
    def other(self) -> str: ...
    @property
    def same(self) -> bool | None: ...


def merged(entries: Sequence[Entry]) -> list[Entry]:
    """Entries of all agencies in order of their first day and time; those whose day could not be read come last."""
    return sorted(entries, key=lambda one: (one.first or date.max, one.last or date.max, one.time or "99", one.number))


@dataclass(frozen=True, slots=True)
class Alike:
    """Two entries of different agencies that may tell of one event."""

    one: Entry
    other: Entry
    likeness: float


ALIKE = 0.45
"""Of the words of two entries, in their order: from which they are proposed as one. A person decides."""


def alike(entries: Sequence[Entry], matches: Sequence[Match]) -> list[Alike]:
    """Pairs of entries that may be one event and on which nobody has decided, the likest first."""
    decided = {frozenset((match.entry, match.other)) for match in matches}
    dated = [one for one in merged(entries) if one.first and one.last]
    found = []
    for place, one in enumerate(dated):
        for other in dated[place + 1 :]:
            if _span(other)[0] > _span(one)[1]:
                break
            if other.agency != one.agency and frozenset((one.id, other.id)) not in decided:
                likeness = _likeness(one.event, other.event)
                if likeness >= ALIKE or (one.time and one.time == other.time):
                    found.append(Alike(one, other, likeness))
    return sorted(found, key=lambda pair: -pair.likeness)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower().split(), other.lower().split()).ratio()


def same_as(entries: Sequence[Entry], matches: Sequence[Match]) -> dict[str, list[Entry]]:
    """By entry, the others that somebody decided tell of the same event."""
    by_id = {one.id: one for one in entries}
    found: dict[str, list[Entry]] = {}
    for match in matches:
        if match.same and match.entry in by_id and match.other in by_id:
            found.setdefault(match.entry, []).append(by_id[match.other])
            found.setdefault(match.other, []).append(by_id[match.entry])
    return found


@dataclass(frozen=True, slots=True)
class Gap:
    """Days between two entries in which no agency recorded anything."""

    after: Entry
    before: Entry

    @property
    def days(self) -> int:
        return (_span(self.before)[0] - _span(self.after)[1]).days


def gaps(entries: Sequence[Entry], least: int = 28) -> list[Gap]:
    """Where nobody recorded anything for so many days, the longest first."""
    dated = [one for one in merged(entries) if one.first and one.last]
    found: list[Gap] = []
    latest = dated[0] if dated else None
    for one in dated[1:]:
        if latest and _span(one)[0] - _span(latest)[1] >= timedelta(days=least):
            found.append(Gap(latest, one))
        if latest and _span(one)[1] >= _span(latest)[1]:
            latest = one
    return sorted(found, key=lambda gap: -gap.days)


def intervals(entries: Sequence[Entry]) -> list[tuple[Entry, int | None]]:
    """Each entry in order with the days since the one before; None where either has no day."""
    ordered = merged(entries)
    return [(one, _since(before, one)) for before, one in zip([None, *ordered], ordered, strict=False)]


def _since(before: Entry | None, one: Entry) -> int | None:
    if before is None or not (before.last and one.first):
        return None
    return max(0, (one.first - before.last).days)


def _span(one: Entry) -> tuple[date, date]:
    """The days between which an entry lies; beyond all others where it has none."""
    return one.first or date.max, one.last or date.max
