"""Counting days: the only place where it is done.

A working day is a Monday to Friday that is no bank holiday in England and Wales: our convention, for no text of the
guidance that we have read defines it. Day 0 is the day something happens; counting starts on the next day that counts.
A month later is the same day of the month, or the month's last where it has none such. `known_on` counts as anyone
would have on that day, before later holidays were proclaimed; without it, every holiday now held is used.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

from .holidays import EXTRA, Holiday, read_holidays

Unit = Literal["working_days", "calendar_days", "weeks", "months"]
UNITS: tuple[Unit, ...] = get_args(Unit)

_LENGTH = {"calendar_days": 1, "weeks": 7}
_ONE_DAY = timedelta(days=1)


class NoCalendar(LookupError):
    """A count of working days that leaves the years whose bank holidays are held. A wrong day would be worse."""


@dataclass(frozen=True, slots=True)
class Span:
    """How long a clock runs: 5 working days, 1 month."""

    n: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"“{self.unit}” is not a unit of time; {', '.join(UNITS)} are")
        if type(self.n) is not int or self.n < 1:
            raise ValueError(f"{self.n!r} {self.unit}: a whole number of 1 or more would be right")

    @property
    def words(self) -> str:
        unit = self.unit.replace("_", " ")
        return f"{self.n} {unit if self.n > 1 else unit.removesuffix('s')}"

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Step:
    """One day in the explanation of a count: its number where it was counted, and why where it was not."""

    day: date
    counted: bool
    number: int | None
    why: str = ""


def is_working_day(day: date, known_on: date | None = None) -> bool:
    _require_held(day)
    return not _why_not(day, _view(known_on))


def after(start: date, span: Span, known_on: date | None = None) -> date:
    """The last day of a span that starts to run on a day."""
    return _count(start, span, 1, known_on)


def before(end: date, span: Span, known_on: date | None = None) -> date:
    """The last day that is a whole span ahead of a day: what must be done 7 working days before is done by then."""
    return _count(end, span, -1, known_on)


def explain(start: date, span: Span, backwards: bool = False, known_on: date | None = None) -> tuple[Step, ...]:
    """How the count goes: each day of a count in days, each week or month of one in weeks or months."""
    sign = -1 if backwards else 1
    end = _count(start, span, sign, known_on)
    origin = Step(start, False, None, "the day it counts back from" if backwards else "the day it starts from")
    if span.unit in ("weeks", "months"):
        return (origin, *_strides(start, span, sign))
    return (origin, *_days(start, end, _view(known_on) if span.unit == "working_days" else None))


def moved_by(start: date, span: Span, known_on: date | None = None) -> tuple[Holiday, ...]:
    """The holidays proclaimed or withdrawn since the start day that moved the end: why it is not what it was."""
    known_on = max(start, known_on or _last_news())
    end = after(start, span, known_on)
    if end == after(start, span, start):
        return ()
    passed = (holiday for holiday in _holidays() if start < holiday.day <= end)
    return tuple(holiday for holiday in passed if holiday.stands(start) != holiday.stands(known_on))


def holidays(known_on: date | None = None) -> tuple[Holiday, ...]:
    """Those that stand, by what is known now or was on a day."""
    return tuple(_view(known_on).holidays.values())


def held_years() -> tuple[int, int]:
    """The first and the last year whose bank holidays are held."""
    return _holidays()[0].day.year, _holidays()[-1].day.year


def reload() -> None:
    """Read the files of bank holidays again, where an extra holiday has been added while the process runs."""
    for kept in (_holidays, _news, _view_after):
        kept.cache_clear()


@dataclass(frozen=True, slots=True)
class _View:
    """The calendar as it was known at one time: working days by ordinal number, for bisection, and the holidays."""

    working: tuple[int, ...]
    holidays: Mapping[date, Holiday]


@cache
def _holidays() -> tuple[Holiday, ...]:
    return read_holidays()


@cache
def _news() -> tuple[date, ...]:
    """The days on which the calendar changed: between two of them everyone counted alike."""
    known = (day for holiday in _holidays() for day in (holiday.proclaimed, holiday.withdrawn))
    return tuple(sorted({day for day in known if day}))


def _last_news() -> date:
    return _news()[-1] if _news() else date.min


def _view(known_on: date | None) -> _View:
    return _view_after(len(_news()) if known_on is None else bisect_right(_news(), known_on))


@cache
def _view_after(changes: int) -> _View:
    known_on = _news()[changes - 1] if changes else date.min
    standing = {holiday.day: holiday for holiday in _holidays() if holiday.stands(known_on)}
    first, last = held_years()
    ordinals = range(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1)
    closed = {day.toordinal() for day in standing}
    working = tuple(ordinal for ordinal in ordinals if ordinal % 7 not in (6, 0) and ordinal not in closed)
    return _View(working, MappingProxyType(standing))


def _count(start: date, span: Span, sign: int, known_on: date | None) -> date:
    n = sign * span.n
    if span.unit == "working_days":
        return _working_day(start, n, known_on)
    if span.unit == "months":
        return _month(start, n)
    return start + timedelta(days=n * _LENGTH[span.unit])


def _working_day(start: date, n: int, known_on: date | None) -> date:
    """The nth working day after a day, or before it where n is negative."""
    _require_held(start)
    working = _view(known_on).working
    index = bisect_right(working, start.toordinal()) + n - 1 if n > 0 else bisect_left(working, start.toordinal()) + n
    if not 0 <= index < len(working):
        raise _no_calendar(f"{abs(n)} working days {'after' if n > 0 else 'before'} {_long(start)}")
    return date.fromordinal(working[index])


def _month(start: date, n: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _strides(start: date, span: Span, sign: int) -> Iterator[Step]:
    for number in range(1, span.n + 1):
        day = _count(start, Span(number, span.unit), sign, None)
        clamped = span.unit == "months" and day.day != start.day
        yield Step(day, True, number, f"the last day of {day:%B}, which has no day {start.day}" if clamped else "")


def _days(start: date, end: date, view: _View | None) -> Iterator[Step]:
    day, number, step = start, 0, _ONE_DAY if end > start else -_ONE_DAY
    while day != end:
        day += step
        why = _why_not(day, view) if view else ""
        counted = not why
        number += counted
        yield Step(day, counted, number if counted else None, why)


def _why_not(day: date, view: _View) -> str:
    if day.weekday() > 4:
        return f"{day:%A}"
    return view.holidays[day].title if day in view.holidays else ""


def _require_held(day: date) -> None:
    first, last = held_years()
    if not first <= day.year <= last:
        raise _no_calendar(_long(day))


def _no_calendar(what: str) -> NoCalendar:
    first, last = held_years()
    return NoCalendar(
        f"Bank holidays are held for {first} to {last}, and {what} is outside those years."
        f" Add the missing years to the file of bank holidays that {EXTRA} names."
    )


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
