"""What passes between a board and the national panel: papers, their check, advice, and the board's answer.

The panel's second report, paragraphs 4, 6, 12, 14 to 19, 21 and 24.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from casereview.casework.acts.act import act
from casereview.casework.acts.checks import (
    chosen,
    first_decision_to_review,
    new,
    no_impossible_days,
    not_before,
)
from casereview.casework.acts.deciding import told
from casereview.casework.acts.meetings import known_grounds, votes_on
from casereview.casework.files import Opened
from casereview.casework.models import (
    Advice,
    Attachment,
    Check,
    PackItem,
    Response,
    Submission,
    SubmissionWithdrawal,
)
from casereview.guidance.proceedings import proceedings
from casereview.ledger.models import Recorded, Refused
from casereview.rules import advising, permits
from casereview.rules.codes import (
    CheckResult,
    Matter,
    Position,
    PostMortem,
    Role,
    View,
)
from casereview.rules.facts import after
from casereview.rules.permits import Who
from casereview.rules.stages import before_the_panel, latest_check, requested

DOUBTS = (View.REFER_BACK, View.DISAGREE)
BINDING = (Position.INITIATES, Position.WILL_PUBLISH, Position.DECLINES)
"""Answers by which the board binds itself, or refuses to."""


class Attached(NamedTuple):
    """A document that goes with papers: for which thing, what it is called, and where its bytes are kept."""

    item: str
    name: str
    sha256: str
    size: int


@act
def submit(
    file: Opened,
    *,
    by: Who,
    matter: str,
    on: date,
    proposed_route: str = "",
    expert_advice: bool | None = None,
    items: Mapping[str, tuple[bool, str]] | None = None,
    attachments: Sequence[Attached] = (),
) -> Sequence[Recorded]:
    """Send the panel papers on a decision not to review, or on a proposal not to publish.

    `items` gives for each thing that the panel asks for whether it is supplied and what the board says to it. The panel
    is told of the decision by the same act, where it had not been. Answers with the submission.
    """
    permits.submit(by, file).require()
    asked = chosen(Matter, matter, "matter")
    rows: list[Recorded] = []
    if asked == Matter.NON_INITIATION:
        decision = file.decision
        if decision is None or decision.initiate:
            raise Refused("There is no decision not to review on this case to send papers on.")
        not_before(on, decision, words="the decision")
        if decision.told_panel_on is None:
            rows.append(told(file, on))
    else:
        not_before(on, first_decision_to_review(file, "not to publish"), words="the decision to hold a review")
        if not proposed_route:
            raise Refused("Choose what you propose in place of full publication.", field="proposed_route")
    if before_the_panel(file) == asked and not _sent_back_incomplete(file) and not requested(file, asked):
        raise Refused("The panel has your latest papers on this already, and has not advised on them yet.")
    submission = new(
        Submission,
        file,
        on=on,
        matter=matter,
        proposed_route=proposed_route if asked == Matter.NON_PUBLICATION else "",
        expert_advice=expert_advice,
    )
    packed: list[Recorded] = [
        new(PackItem, file, on=on, submission=submission.id, item=item, supplied=supplied, text=text)
        for item, (supplied, text) in (items or {}).items()
    ]
    packed += [new(Attachment, file, on=on, submission=submission.id, **one._asdict()) for one in attachments]
    rows = [submission, *packed, *rows]
    no_impossible_days(rows)
    return rows


@act
def withdraw_papers(file: Opened, *, by: Who, on: date, submission: str, reason: str) -> Sequence[Recorded]:
    """The board takes its papers back, before the panel has advised on them. They stay on the file."""
    permits.submit(by, file).require()
    found = next((one for matter in Matter for one in file.submissions_on(matter) if one.id == submission), None)
    if found is None:
        raise Refused("There are no such papers on this case, or they have been taken back already.")
    if after(file.advice_on(Matter(found.matter)), found):
        raise Refused("The panel has advised on these papers. Answer its advice instead.")
    if not reason.strip():
        raise Refused("Say why the papers are taken back: the panel may have them on its agenda.", field="reason")
    not_before(on, found, words="the papers were sent")
    row = new(SubmissionWithdrawal, file, on=on, submission=submission, reason=reason)
    no_impossible_days([row])
    return [row]


@act
def check(
    file: Opened, *, by: Who, submission: str, on: date, result: str, missing: Collection[str] = (), text: str = ""
) -> Sequence[Recorded]:
    """The secretariat checks a submission: complete, or what is missing by name, which the board is then awaited for."""
    permits.check(by, file).require()
    found = next((s for s in file.submissions if s.id == submission), None)
    if found is None:
        raise Refused("There is no such submission on this case.", field="submission")
    not_before(on, found, words="the submission came")
    if result == CheckResult.INCOMPLETE and not missing and not text.strip():
        raise Refused("Name what is missing, so that the board knows what to send.", field="missing")
    chosen(CheckResult, result, "result")
    kept = ";".join(missing) if result == CheckResult.INCOMPLETE else ""
    row = new(Check, file, on=on, submission=submission, result=result, missing=kept, text=text)
    no_impossible_days([row])
    return [row]


@act
def advise(
    file: Opened,
    *,
    by: Who,
    on: date,
    matter: str,
    view: str,
    route: str = "",
    grounds: Collection[str] = (),
    text: str = "",
    override: str = "",
    votes: Mapping[str, tuple[str, str]] | None = None,
) -> Sequence[Recorded]:
    """Put the panel's view on a submission on record, with its grounds, and how each member voted.

    `votes` gives by username the vote and, of a member who dissents, what they hold. `override` says why the panel goes
    against its own rules, or advises without a quorum.
    """
    permits.advise(by, file).require()
    asked, found = chosen(Matter, matter, "matter"), chosen(View, view, "view")
    submissions, earlier = file.submissions_on(asked), file.advice_on(asked)
    if not submissions:
        raise Refused(f"The board has sent no papers on {asked.words.lower()}.", field="matter")
    not_before(on, submissions[0], words="the submission came")
    if earlier:
        not_before(on, earlier[-1], words="the panel's latest advice")
    if found in (View.SATISFIED, View.NOTED) and not any(advice.view in DOUBTS for advice in earlier):
        raise Refused(
            f"“{found.words}” follows earlier advice that the board has answered; there is none. "
            "Choose whether the panel agrees, disagrees or refers it back.",
            field="view",
        )
    if found in DOUBTS and not grounds:
        raise Refused("Choose at least one ground, so that the board knows what to answer.", field="grounds")
    known_grounds(grounds)
    if asked == Matter.NON_PUBLICATION and found == View.AGREE and not route:
        raise Refused("Say to which route the panel agrees.", field="route")
    if premature(file, asked, found) and not (text.strip() or override.strip()):
        raise Refused(
            "The post-mortem results were not confirmed when the Chair decided. Say why the panel agrees nonetheless.",
            field="text",
        )
    if votes and not override.strip() and (against := advising.warnings(file, asked, found)):
        raise Refused(f"{against[0].words} Say why the panel advises so nonetheless.", field="override")
    kept = route if asked == Matter.NON_PUBLICATION and found == View.AGREE else ""
    row = new(
        Advice,
        file,
        on=on,
        matter=matter,
        view=view,
        route=kept,
        grounds=";".join(grounds),
        text=text,
        override=override,
    )
    cast = votes_on(file, row, on, votes or {}, override, proceedings(on).quorum)
    no_impossible_days([row, *cast])
    return [row, *cast]


def premature(file: Opened, matter: Matter, view: View) -> bool:
    """Whether to agree would be to agree with a decision made before the post-mortem was confirmed (paragraph 14)."""
    decision = file.decision
    pending = decision is not None and decision.post_mortem == PostMortem.PENDING
    return matter == Matter.NON_INITIATION and view == View.AGREE and pending


@act
def respond(file: Opened, *, by: Who, on: date, matter: str, position: str, text: str = "") -> Sequence[Recorded]:
    """The board's answer to the panel's advice: from the board itself, or recorded by the secretariat that received it.

    What binds the board is its Chair's to say; the manager explains and sends information.
    """
    of_the_board = by.role in (Role.MANAGER, Role.CHAIR)
    (permits.answer if of_the_board else permits.respond)(by, file).require()
    asked, answer = chosen(Matter, matter, "matter"), chosen(Position, position, "position")
    if by.role == Role.MANAGER and answer in BINDING:
        raise Refused(
            f"Only the Chair can answer “{answer.words}”. You can explain, or send information.", field="position"
        )
    advice = file.advice_on(asked)
    if not advice or advice[-1].view not in DOUBTS:
        raise Refused("The panel's latest advice on this asks for no answer.", field="matter")
    not_before(on, advice[-1], words="the advice")
    if earlier := after(file.responses_on(asked), advice[-1]):
        raise Refused(
            f"The board's answer of {earlier[-1].on} is on record already, and the panel has not advised since. "
            "Correct that answer if it is wrong.",
            field="position",
        )
    fitting = {Matter.NON_INITIATION: Position.WILL_PUBLISH, Matter.NON_PUBLICATION: Position.INITIATES}
    if answer == fitting[asked]:
        raise Refused(f"“{answer.words}” is no answer to advice on {asked.words.lower()}.", field="position")
    row = new(Response, file, on=on, matter=matter, position=position, text=text)
    no_impossible_days([row])
    return [row]


def _sent_back_incomplete(file: Opened) -> bool:
    latest = latest_check(file)
    return latest is not None and latest.result == CheckResult.INCOMPLETE
