"""How a review goes on: days expected, stages done, processes beside it, and what holds it up. Report paragraphs 15, 29."""

from collections.abc import Collection, Sequence
from datetime import date

from casereview.casework.acts.act import act
from casereview.casework.acts.checks import chosen, new, no_impossible_days
from casereview.casework.acts.commissioning import under_review
from casereview.casework.files import Opened
from casereview.casework.models import Delay, ParallelProcess, PlannedDay, StageDone
from casereview.ledger.models import Recorded, Refused
from casereview.rules import permits
from casereview.rules.permits import Who
from casereview.rules.review_codes import DelayCause, Process, ProcessState, ReviewStage


@act
def plan(file: Opened, *, by: Who, on: date, what: str, day: date, reason: str = "") -> Sequence[Recorded]:
    """Say on which day a stage of the review is expected. The days said earlier are kept, with why they moved."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    chosen(ReviewStage, what, "what")
    if any(earlier.what == what for earlier in file.planned_days) and not reason.strip():
        raise Refused("Another day was expected before. Say why it moves.", field="reason")
    row = new(PlannedDay, file, on=on, what=what, day=day, reason=reason)
    no_impossible_days([row])
    return [row]


@act
def reach(file: Opened, *, by: Who, on: date, stage: str, text: str = "") -> Sequence[Recorded]:
    """Put a stage of the review on record as done."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    chosen(ReviewStage, stage, "stage")
    row = new(StageDone, file, on=on, stage=stage, text=text)
    no_impossible_days([row])
    return [row]


@act
def note_process(
    file: Opened,
    *,
    by: Who,
    on: date,
    process: str,
    state: str,
    owner: str = "",
    blocks: Collection[str] = (),
    next_on: date | None = None,
    text: str = "",
) -> Sequence[Recorded]:
    """Say how a process beside the review stands, and which stages wait for it."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    chosen(Process, process, "process")
    chosen(ProcessState, state, "state")
    for one in blocks:
        chosen(ReviewStage, one, "blocks")
    if state == ProcessState.ENDED and blocks:
        raise Refused("A process that has ended holds up nothing. Leave the stages out.", field="blocks")
    row = new(
        ParallelProcess,
        file,
        on=on,
        process=process,
        owner=owner,
        state=state,
        blocks=";".join(blocks),
        next_on=next_on,
        text=text,
    )
    no_impossible_days([row])
    return [row]


@act
def explain_delay(
    file: Opened, *, by: Who, on: date, cause: str, since: date, until: date | None = None, text: str = ""
) -> Sequence[Recorded]:
    """Say on which days the review stood still, and why. A delay that goes on has no last day yet; correct it when it ends."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    chosen(DelayCause, cause, "cause")
    if until and until < since:
        raise Refused("It cannot have ended before it began.", field="until")
    row = new(Delay, file, on=on, cause=cause, since=since, until=until, text=text)
    no_impossible_days([row])
    return [row]
