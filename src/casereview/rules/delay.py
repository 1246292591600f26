"""How late a review is, and by what: each day of it has one cause, so that the days by cause add up to the total.

A day on which the review stood still after its limit is a day late by that cause. A day on which it stood still before
its limit cost a day too, which is paid for after it: such days are set, in their order, against the late days for which
nothing of their own was recorded. What is left has no cause given yet, and is said to.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casereview.rules.clocks import clock
from casereview.rules.facts import CaseFile, Delay, when

NOT_GIVEN = ""
"""The cause of a late day of which nobody has said why."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """The days that a review is or was late after its limit, each with its cause."""

    limit: date
    until: date
    ended: bool
    causes: Mapping[date, str]

    @property
    def days(self) -> int:
        """Days after the limit: until the review was complete or, while it is not, until the day of the file."""
        return len(self.causes)

    @property
    def by_cause(self) -> list[tuple[str, int]]:
        """Days by cause, most first; those of which nobody has said why come last."""
        counted = Counter(self.causes.values())
        return sorted(counted.items(), key=lambda one: (one[0] == NOT_GIVEN, -one[1], one[0]))

    @property
    def not_given(self) -> int:
        return dict(self.by_cause).get(NOT_GIVEN, 0)


def lateness(file: CaseFile) -> Lateness | None:
    """How late the review of a case is, by the limit of the edition under which it began; None where no clock runs."""
    running = clock(file, "complete")
    if running is None:
        return None
    until = running.met or file.as_at
    return Lateness(
        limit=running.due,
        until=until,
        ended=running.is_met,
        causes=causes(running.starts, running.due, until, file.delays),
    )


def causes(starts: date, limit: date, until: date, delays: Sequence[Delay]) -> dict[date, str]:
    """The cause of each day after the limit up to a day. Where two were recorded of one day, that recorded first has it."""
    standing = dict(_standing_still(starts, until, delays))
    carried = iter([standing[day] for day in sorted(standing) if day <= limit])
    late = (limit + timedelta(days=n) for n in range(1, (until - limit).days + 1))
    return {day: standing.get(day) or next(carried, NOT_GIVEN) for day in late}


def _standing_still(starts: date, until: date, delays: Sequence[Delay]) -> Iterator[tuple[date, str]]:
    """Each day on which the review stood still, with why. Of a day that is given twice, the first given comes last."""
    for delay in sorted(delays, key=when, reverse=True):
        day, last = max(delay.since or delay.on, starts), min(delay.until or until, until)
        while day <= last:
            yield day, delay.cause
            day += timedelta(days=1)
