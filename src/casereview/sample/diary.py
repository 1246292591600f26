"""When things happen in the sample: working days, office hours in London, and the panel's meetings."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

from casereview.guidance.days import held_years, is_working_day
from casereview.rules.figures import Period

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)


def moment(on: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day by the clock in London."""
    return datetime.combine(on, time(hour, minute), LONDON)


def in_office_hours(on: date, rng: Random) -> datetime:
    """Some moment between nine and half past five."""
    hour, minute = divmod(rng.randrange(9 * 60, 17 * 60 + 30), 60)
    return moment(on, hour, minute)


@lru_cache(maxsize=20_000)
def working_day(on: date) -> date:
    """The day itself where it is a working day; else the next one."""
    while not _worked(on):
        on += DAY
    return on


@lru_cache(maxsize=20_000)
def working_days_after(on: date, days: int) -> date:
    for _ in range(days):
        on = working_day(on + DAY)
    return on


def _worked(on: date) -> bool:
    """Whether offices are open. Stories run on into years whose holidays nobody knows yet; those parts are never played."""
    return is_working_day(on) if on.year <= held_years()[1] else on.weekday() < 5


@lru_cache(maxsize=2_000)
def meeting_in(year: int, month: int) -> date:
    """The panel's meeting of a month: on the second Monday, or the day after where that is a holiday."""
    first = date(year, month, 1)
    return working_day(first + timedelta(days=(7 - first.weekday()) % 7 + 7))


def meeting_from(on: date) -> date:
    """The first meeting on a day or after it."""
    this_month = meeting_in(on.year, on.month)
    if this_month >= on:
        return this_month
    return meeting_in(on.year + on.month // 12, on.month % 12 + 1)


def meetings(period: Period) -> Iterator[date]:
    """Every meeting of a period."""
    day = meeting_from(period.first)
    while day in period:
        yield day
        day = meeting_from(day + DAY)


def some_day(period: Period, rng: Random) -> date:
    """A working day of a period, drawn by lot."""
    while True:
        day = working_day(period.first + timedelta(days=rng.randrange((period.last - period.first).days + 1)))
        if day in period:
            return day
