"""The national figures of a period, counted from the case files, and kept only until the next write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Max, Min, Q

from casereview.casework import files
from casereview.casework.models import FACTS, Contact, Notification
from casereview.ledger import chain
from casereview.rules import figures, permits
from casereview.rules.figures import Figure, Member, Period, panel_year
from casereview.rules.permits import Sight, Who


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many facts a count left out: those that happened after its day, and those that came to be known too late."""

    later: int = 0
    learned: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """Every figure of a period, and of the year before, as at a day and as known at a moment."""

    period: Period
    as_at: date
    known_at: datetime | None
    figures: Mapping[str, Figure]
    before: Mapping[str, Figure]
    left_out: LeftOut = LeftOut()
    without_recused: bool = False
    """Whether cases in which the person takes no part are left out: to them, those cases are not there."""


def count(period: Period, *, as_at: date, known_at: datetime | None = None, by: Who | None = None) -> Counted:
    """Count the figures. `by` is None on the command line, which is not a person; a person's look is logged."""
    if by is not None:
        permits.figures(by).require()
        files.log(by, "figures")
    return _counted(period, as_at, known_at, chain.head(), files.closed_to(by) if by else frozenset())


@lru_cache(maxsize=32)
def _counted(
    period: Period, as_at: date, known_at: datetime | None, head: tuple[int, str], closed: frozenset[str]
) -> Counted:
    """The same head of the ledger is the same record, and so the same figures; save where cases are closed to whoever asks."""
    read = files.read(None, as_at=as_at, known_at=known_at, sight=Sight(words=False, names=False))
    read = [file for file in read if file.reference not in closed]
    national = files.count_from(read, as_at=as_at, known_at=known_at)
    return Counted(
        period=period,
        as_at=as_at,
        known_at=known_at,
        figures=figures.figures(national, period),
        before=figures.figures(national, period.year_before()),
        left_out=_left_out(as_at, known_at, closed),
        without_recused=bool(closed),
    )


COUNTED = [
    "notifications",
    "withdrawals",
    "incidents",
    "decisions",
    "submissions",
    "advice",
    "responses",
    "reports",
    "publications",
]
"""The kinds of fact that figures are counted from, beside contacts."""


def _left_out(as_at: date, known_at: datetime | None, closed: frozenset[str]) -> LeftOut:
    known = Q(recorded_at__lte=known_at) if known_at else Q()
    rows = [FACTS[kind].objects.exclude(case__in=closed) for kind in COUNTED] + [Contact.objects.all()]
    return LeftOut(
        later=sum(held.filter(known, on__gt=as_at).count() for held in rows),
        learned=sum(held.exclude(known).count() for held in rows) if known_at else 0,
    )


# ── What lies behind a count ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Moved:
    """One that two counts of the same period put into different piles; None where it was not counted."""

    member: Member
    was: str | None
    now: str | None


def moved(then: Figure, now: Figure) -> list[Moved]:
    """Which members lie in another pile now than then, in the order of their names."""
    was, became = dict(_pile_of(then)), dict(_pile_of(now))
    latest = {member: member for member in (*was, *became)}
    return [
        Moved(member, was.get(member), became.get(member))
        for member in sorted(latest.values(), key=lambda member: (member.reference, member.name))
        if was.get(member) != became.get(member)
    ]


def _pile_of(figure: Figure) -> Iterator[tuple[Member, str]]:
    for pile, members in figure.piles.items():
        for member in members:
            yield member, pile


def years(today: date) -> list[Period]:
    """The panel years in which anything was notified, latest first; those to come and those before 1990 apart."""
    return list(_years(today, chain.head()))


@lru_cache(maxsize=16)
def _years(today: date, head: tuple[int, str]) -> tuple[Period, ...]:
    found = Notification.objects.aggregate(first=Min("on"), last=Max("on"))
    if found["first"] is None:
        return ()
    first, last = max(_begins(found["first"]), 1990), min(_begins(found["last"]), _begins(today))
    return tuple(panel_year(beginning) for beginning in range(last, first - 1, -1))


def latest_year(today: date) -> Period:
    """The latest panel year that is over and in which anything was notified; where there is none, the latest over."""
    over = [period for period in years(today) if period.last < today]
    return over[0] if over else panel_year(_begins(today) - 1)


def _begins(day: date) -> int:
    """The calendar year in which the panel year of a day began."""
    return day.year if day >= date(day.year, 7, 1) else day.year - 1


# ── For machines ────────────────────────────────────────────────────────────────────────────────────────────────────


def as_json(counted: Counted, members: str = "") -> dict[str, Any]:
    """The figures as they are given to machines. `members` names a figure whose members are to be listed."""
    return {
        "period": [counted.period.first.isoformat(), counted.period.last.isoformat()],
        "as_at": counted.as_at.isoformat(),
        "known_at": counted.known_at.astimezone(UTC).isoformat() if counted.known_at else None,
        "figures": {key: _figure(figure, listed=key == members) for key, figure in counted.figures.items()},
    }


def _figure(figure: Figure, *, listed: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "total": figure.total,
        "piles": {name: len(members) for name, members in figure.piles.items()},
        "percentages": {name: figure.percentage(name) for name in figure.piles},
        **{name: len(members) for name, members in figure.subsets.items()},
    }
    if figure.breakdowns:
        found["by"] = {
            name: {part: len(members) for part, members in parts.items()} for name, parts in figure.breakdowns.items()
        }
    if listed:
        groups = {**figure.piles, **figure.subsets}
        found["members"] = {
            name: [{"case": m.reference or None, "member": m.name} for m in members] for name, members in groups.items()
        }
    return found
