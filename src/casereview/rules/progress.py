"""How far a review has come: each stage with the day on which it is expected and the day on which it was done.

A stage is done when somebody says so, or when what it consists of is on the file: terms agreed, a reviewer appointed, the
report copied to the panel, the report published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casereview.rules.delay import Lateness, lateness
from casereview.rules.facts import CaseFile, ParallelProcess
from casereview.rules.review_codes import ProcessState, ReviewStage
from casereview.rules.stages import Stage, stage


@dataclass(frozen=True, slots=True)
class Reached:
    """A stage of a review: when it is expected, when it was done, and what it waits for."""

    stage: ReviewStage
    expected: date | None
    done: date | None
    as_at: date
    blocked_by: tuple[ParallelProcess, ...] = ()

    @property
    def days_behind(self) -> int:
        """Days after the day on which it was expected: until it was done or, while it is not, until the day of the file."""
        return max(0, ((self.done or self.as_at) - self.expected).days) if self.expected else 0


def stages_of(file: CaseFile) -> list[Reached]:
    """Every stage of the review, in the order of the road."""
    standing = [process for process in processes(file) if process.state != ProcessState.ENDED]
    return [
        Reached(
            stage=one,
            expected=expected(file, one),
            done=done(file, one),
            as_at=file.as_at,
            blocked_by=tuple(p for p in standing if one in p.blocks.split(";")),
        )
        for one in ReviewStage
    ]


def expected(file: CaseFile, what: str) -> date | None:
    """The day on which something is expected: as was said last."""
    return next((planned.day for planned in reversed(file.planned_days) if planned.what == what), None)


def done(file: CaseFile, one: ReviewStage) -> date | None:
    """The day on which a stage was first done."""
    return min(_days(file, one), default=None)


def _days(file: CaseFile, one: ReviewStage) -> Iterator[date]:
    yield from (fact.on for fact in file.stages_done if fact.stage == one)
    shown_by = {
        ReviewStage.TERMS: file.commissions,
        ReviewStage.REVIEWER: file.engagements,
        ReviewStage.PANEL_COPY: file.reports,
        ReviewStage.PUBLICATION: file.publications,
    }
    yield from (fact.on for fact in shown_by.get(one, ()))


def processes(file: CaseFile) -> list[ParallelProcess]:
    """Each process beside the review, as was said of it last, in the order in which they came up."""
    latest: dict[tuple[str, str], ParallelProcess] = {}
    for fact in file.processes:
        latest[fact.process, fact.owner.strip().casefold()] = fact
    return list(latest.values())


@dataclass(frozen=True, slots=True)
class Age:
    """How an open review stands: its age, the stage that comes next, and how late it is by what."""

    file: CaseFile
    begun: date
    next: Reached | None
    lateness: Lateness | None

    @property
    def days(self) -> int:
        return (self.file.as_at - self.begun).days


def age(file: CaseFile) -> Age | None:
    """How a review stands that was begun and is neither published nor settled not to be; None for every other case."""
    if file.first_initiation is None or stage(file) in (Stage.PUBLISHED, Stage.NOT_PUBLISHED):
        return None
    if not (file.decision and file.decision.initiate):
        return None
    to_come = [one for one in stages_of(file) if one.done is None]
    after = [one for one in to_come if one.expected] or to_come
    return Age(file, file.first_initiation.on, after[0] if after else None, lateness(file))
