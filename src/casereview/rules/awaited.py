"""What is awaited on a case, of whom, and until when. Derived from the facts; the work lists are made of it."""

from dataclasses import dataclass
from datetime import date

from casereview.guidance.contents import ClockKey
from casereview.rules.answers import owed
from casereview.rules.clocks import Running, clock, clocks, panel_is_told
from casereview.rules.codes import Asked, CheckResult, Code, Matter, Position, PostMortem, View
from casereview.rules.facts import CaseFile, Fact, after, when
from casereview.rules.publishing import copy_due
from casereview.rules.stages import before_the_panel, latest_check, papers_due, promised, requested


class What(Code):
    TELL_BOARD = "tell_board", "Tell the board of the incident"
    DECISION = "decision", "Decide whether to hold a review"
    TELL_PANEL = "tell_panel", "Tell the national panel of the decision"
    PAPERS = "papers", "Send the panel the papers on the decision not to review"
    MISSING_PAPERS = "missing_papers", "Send what is missing from the submission"
    REQUEST = "request", "Answer what the panel has asked for"
    POST_MORTEM = "post_mortem", "Reconsider once the post-mortem results are confirmed"
    CHECK = "check", "Check the submission"
    ADVICE = "advice", "Advise on the submission"
    VIEW_ON_ANSWER = "view_on_answer", "Consider the board's answer"
    ANSWER = "answer", "Answer the panel's advice"
    REPORT = "report", "Complete the review"
    PANEL_COPY = "panel_copy", "Copy the new file of the report to the panel"
    PUBLICATION = "publication", "Publish the report"


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something awaited since a day of those in a scope, and the clock that runs on it, if one does."""

    what: What
    scope: str
    since: date
    clock: Running | None = None
    by: date | None = None
    """By when the panel asks for it, where no statutory clock runs."""

    @property
    def due(self) -> date | None:
        return self.clock.due if self.clock else self.by

    @property
    def urgency(self) -> tuple[date, date]:
        """What work lists are sorted by: the day it is due, what has no such day last; then how long it has waited."""
        return self.due or date.max, self.since


def awaited(file: CaseFile) -> list[Awaited]:
    """Everything that is awaited on a case, most urgent first."""
    found = [*_of_authorities(file), *_of_the_board(file), *_of_the_panel(file)]
    return sorted(found, key=lambda one: one.urgency)


def _of_authorities(file: CaseFile) -> list[Awaited]:
    if file.decisions:
        return []
    running = {c.started_by.id: c for c in clocks(file) if c.key == "report_to_lscb"}
    return [
        Awaited(What.TELL_BOARD, f"authority:{n.authority}", n.on, running.get(n.id))
        for n in file.standing_notifications
        if n.board_told_on is None
    ]


def _of_the_board(file: CaseFile) -> list[Awaited]:
    board = f"board:{file.board.code}"

    def one(what: What, since: Fact, *keys: ClockKey) -> Awaited:
        return Awaited(what, board, since.on, clock(file, *keys) if keys else None)

    found = []
    decision = file.decision
    if decision is None:
        found += [one(What.DECISION, n, "decide", "rapid_review") for n in file.standing_notifications[:1]]
    elif decision.told_panel_on is None and panel_is_told(file, decision):
        running = next((c for c in clocks(file) if c.started_by.id == decision.id and c.key.startswith("tell")), None)
        found.append(Awaited(What.TELL_PANEL, board, decision.on, running or clock(file, "rapid_review")))
    if decision and not decision.initiate:
        if papers_due(file):
            found.append(one(What.PAPERS, decision, "tell_panel_non_init"))
        if decision.post_mortem == PostMortem.PENDING and not after(file.advice_on(Matter.NON_INITIATION), decision):
            found.append(one(What.POST_MORTEM, decision))
    if (latest := latest_check(file)) and latest.result == CheckResult.INCOMPLETE:
        found.append(one(What.MISSING_PAPERS, latest))
    if answer_owed := owed(file):
        found.append(Awaited(What.ANSWER, board, answer_owed.advice.on, by=answer_owed.due))
    found += [one(What.REQUEST, request) for matter in Matter if (request := requested(file, matter))]
    if answer := promised(file, Matter.NON_INITIATION):
        found.append(one(What.DECISION, answer))
    if decision and decision.initiate and not _completed(file):
        found.append(one(What.REPORT, decision, "complete"))
    answer = promised(file, Matter.NON_PUBLICATION)
    if answer or (file.reports and not file.publications and not _publication_settled(file)):
        found.append(one(What.PUBLICATION, answer or file.reports[0]))
        if uncopied := copy_due(file):
            found.append(one(What.PANEL_COPY, uncopied))
    return found


def _of_the_panel(file: CaseFile) -> list[Awaited]:
    if not (matter := before_the_panel(file)):
        return []
    submissions, advice = file.submissions_on(matter), file.advice_on(matter)
    latest = latest_check(file)
    if latest and latest.result == CheckResult.INCOMPLETE:
        return []
    if (request := requested(file, matter)) and request.asked == Asked.INFORMATION:
        return []
    if advice:
        answers = sorted(after([*submissions, *file.responses_on(matter)], advice[-1]), key=when)
        return [Awaited(What.VIEW_ON_ANSWER, "panel", answers[0].on)]
    return [Awaited(What.ADVICE if latest else What.CHECK, "panel", submissions[-1].on)]


def _completed(file: CaseFile) -> bool:
    """Whether the review is complete: its report came, was published, or is what a proposal not to publish is about."""
    return bool(file.reports or file.publications or file.submissions_on(Matter.NON_PUBLICATION))


def _publication_settled(file: CaseFile) -> bool:
    """Whether a proposal not to publish is before the panel, agreed, or insisted upon by the board."""
    advice = file.advice_on(Matter.NON_PUBLICATION)
    responses = file.responses_on(Matter.NON_PUBLICATION)
    return bool(
        before_the_panel(file) == Matter.NON_PUBLICATION
        or any(a.view == View.AGREE for a in advice)
        or (responses and responses[-1].position == Position.DECLINES)
    )
