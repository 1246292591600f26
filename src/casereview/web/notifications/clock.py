"""The clock that runs against a notification not yet sent: from the day the authority became aware, by that day's edition."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from casereview.guidance.contents import Clock, Edition
from casereview.guidance.days import NoCalendar, Step, explain
from casereview.guidance.editions import in_force


@dataclass(frozen=True, slots=True)
class Limit:
    """Until when to notify. Where no day can be counted, `due` is None and `why_not` says why."""

    aware_on: date
    edition: Edition | None = None
    clock: Clock | None = None
    due: date | None = None
    why_not: str = ""

    @classmethod
    def of(cls, aware_on: date, partners_from: date | None = None) -> Self:
        """`partners_from` is the day on which safeguarding partners took over from the board that leads, if they did."""
        edition = in_force(aware_on, partners_from)
        if edition is None:
            return cls(aware_on, why_not="No edition of the guidance that is held here was in force on that day.")
        clock = edition.clocks.get("notify")
        if clock is None:
            why = f"{edition.short} gives no number of days for notifying an incident. Notify it as soon as you can."
            return cls(aware_on, edition, why_not=why)
        try:
            return cls(aware_on, edition, clock, clock.due(aware_on))
        except NoCalendar:
            return cls(aware_on, edition, clock, why_not="The bank holidays of those years are not held here.")

    def is_late(self, today: date) -> bool:
        return self.due is not None and today > self.due

    def steps(self) -> tuple[Step, ...]:
        """How the days were counted, day by day."""
        return explain(self.aware_on, self.clock.within) if self.clock and self.due else ()
