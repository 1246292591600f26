"""The statutory clocks that run on a case file. Nothing here is stored.

A clock takes its limit from the edition in force on the day it starts, and is met by the first fact that answers it:
a Chair who decides again does not start it afresh. Report paragraph 15; domain notes on each edition's clocks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from casereview.guidance.contents import Clock, ClockKey, Edition, Event
from casereview.guidance.days import Step, explain, moved_by
from casereview.guidance.editions import in_force
from casereview.guidance.holidays import Holiday
from casereview.rules.codes import Matter
from casereview.rules.facts import CaseFile, Decision, Fact, Notification, when

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Running:
    """A clock on a file: when it started, when it is or was due, and when it was met, if it has been."""

    key: ClockKey
    clock: Clock
    edition: Edition
    starts: date
    due: date
    met: date | None
    as_at: date
    known_on: date | None
    started_by: Fact

    @property
    def is_met(self) -> bool:
        return self.met is not None

    @property
    def days_late(self) -> int:
        """Calendar days after the day it was due: until it was met or, while it is not, until the day of the file."""
        return max(0, ((self.met or self.as_at) - self.due).days)

    @property
    def days_left(self) -> int:
        """Calendar days until it is due, while it runs."""
        return max(0, (self.due - self.as_at).days)

    def steps(self) -> tuple[Step, ...]:
        """How the days were counted, day by day."""
        return explain(self.starts, self.clock.within, backwards=self.clock.before, known_on=self.known_on)

    def moved_by(self) -> tuple[Holiday, ...]:
        """Holidays proclaimed after the clock started that moved its end."""
        return () if self.clock.before else moved_by(self.starts, self.clock.within, known_on=self.known_on)


def clocks(file: CaseFile) -> list[Running]:
    """Every clock that has started on a file, in the order in which they started."""
    return sorted(_running(file), key=lambda running: running.starts)


def clock(file: CaseFile, *keys: ClockKey) -> Running | None:
    """The first clock of any of these keys that has started."""
    return next((running for running in clocks(file) if running.key in keys), None)


def edition_on(file: CaseFile, day: date) -> Edition | None:
    """The edition that binds the case's board on a day."""
    return in_force(day, file.board.partners_from)


EACH_NOTIFICATION: tuple[ClockKey, ...] = ("notify", "report_to_lscb")
"""Clocks that run on each notification of a case; the others run once on the case, from its first."""


def _running(file: CaseFile) -> Iterator[Running]:
    known_on = file.known_at.astimezone(LONDON).date() if file.known_at else None
    for event, starts, fact in _events(file):
        edition = edition_on(file, starts)
        for key, limit in edition.clocks.items() if edition else ():
            if limit.starts == event and _applies(key, limit, file, fact):
                met = _met(key, file, fact)
                if met is None and key == "report_to_lscb" and file.decisions:
                    continue  # the board knew, since it decided; on which day it was told nobody recorded
                due = limit.due(starts, known_on)
                assert edition is not None
                yield Running(key, limit, edition, starts, due, met, file.as_at, known_on, fact)


def _events(file: CaseFile) -> Iterator[tuple[Event, date, Fact]]:
    """What happened that starts a clock in any edition, the day on which it did, and the fact that says so.

    A day that nobody recorded is taken to be that of the notification, the first that is known.
    """
    for notification in file.standing_notifications:
        yield "authority_aware", notification.aware_on or notification.on, notification
        yield "board_told", notification.board_told_on or notification.on, notification
    for decision in file.decisions:
        yield "decided", decision.on, decision
    initiation = file.first_initiation
    if initiation and (_done(file) or file.decisions[-1].initiate):  # not where a Chair has since decided against it
        yield "decided_to_review", initiation.on, initiation
    if file.publications:
        yield "published", file.publications[0].on, file.publications[0]


def _applies(key: ClockKey, limit: Clock, file: CaseFile, fact: Fact) -> bool:
    if limit.applies == "non_initiation":
        return not _decision(fact).initiate
    if key in EACH_NOTIFICATION:
        return _notification(fact).aware_on is not None
    return limit.starts not in ("authority_aware", "board_told") or fact is file.standing_notifications[0]


def _met(key: ClockKey, file: CaseFile, fact: Fact) -> date | None:
    """The day on which the clock that a fact started was met."""
    match key:
        case "notify":
            return fact.on
        case "report_to_lscb":
            return _notification(fact).board_told_on
        case "decide":
            return file.decisions[0].on if file.decisions else None
        case "rapid_review":
            return _told(file.decisions)
        case "tell_panel_non_init" | "tell_decision":
            return _told(decision for decision in file.decisions if when(decision) >= when(fact))
        case "complete":
            return min(_done(file), default=None)
        case "copy_to_panel":
            return file.reports[0].on if file.reports else None


def _done(file: CaseFile) -> list[date]:
    """The days that show the review complete: a report came, was published, or is proposed not to be."""
    about_a_report = file.submissions_on(Matter.NON_PUBLICATION)
    return [fact.on for facts in (file.reports, file.publications, about_a_report) for fact in facts]


def panel_is_told(file: CaseFile, decision: Decision) -> bool:
    """Whether the edition of a decision has the panel told of any: before that of 2013 there was no panel."""
    edition = edition_on(file, decision.on)
    return edition is not None and any(limit.met == "panel_told" for limit in edition.clocks.values())


def _told(decisions: Iterable[Decision]) -> date | None:
    """The day the panel was first told of any of these decisions: to tell it of a later one answers for the earlier."""
    return min((decision.told_panel_on for decision in decisions if decision.told_panel_on), default=None)


def _decision(fact: Fact) -> Decision:
    return fact  # type: ignore[return-value]


def _notification(fact: Fact) -> Notification:
    return fact  # type: ignore[return-value]
