"""The stage that a case has reached: derived from its facts, never kept."""

from casereview.rules.clocks import panel_is_told
from casereview.rules.codes import Code, Matter, Position, View
from casereview.rules.facts import CaseFile, Check, Request, Response, after, when
from casereview.rules.figures import non_publication


class Stage(Code):
    OPENED = "opened", "Opened"
    WITHDRAWN = "withdrawn", "Notification withdrawn"
    AWAITING_DECISION = "awaiting_decision", "Awaiting the decision"
    NOT_SUBMITTED = "not_submitted", "Decided not to review; papers awaited"
    BEFORE_THE_PANEL = "before_the_panel", "Before the panel"
    REFERRED_BACK = "referred_back", "Back with the board"
    NOT_REVIEWED = "not_reviewed", "Not reviewed"
    UNDER_REVIEW = "under_review", "Under review"
    REPORT_RECEIVED = "report_received", "Report completed"
    PUBLISHED = "published", "Published"
    NOT_PUBLISHED = "not_published", "Not to be published in full"


PROMISES = (Position.INITIATES, Position.WILL_PUBLISH)
"""Answers that leave the panel nothing to consider: the board does what was advised."""


def stage(file: CaseFile) -> Stage:
    """Where the case stands on the day of the file."""
    if open_matter := _open_matter(file):
        return open_matter
    if file.publications:
        return Stage.PUBLISHED
    if (outcome := non_publication(file)) and (outcome.startswith("agreed") or outcome == "disagreed_not_published"):
        return Stage.NOT_PUBLISHED
    if file.reports:
        return Stage.REPORT_RECEIVED
    decision = file.decision
    if decision and decision.initiate:
        return Stage.UNDER_REVIEW
    if decision:
        return Stage.NOT_SUBMITTED if papers_due(file) else Stage.NOT_REVIEWED
    if file.standing_notifications:
        return Stage.AWAITING_DECISION
    return Stage.WITHDRAWN if file.notifications else Stage.OPENED


def papers_due(file: CaseFile) -> bool:
    """Whether the panel has yet to be sent papers on the latest decision not to review."""
    decision = file.decision
    if decision is None or decision.initiate or not panel_is_told(file, decision) or _open_matter(file):
        return False
    passed = [*file.submissions_on(Matter.NON_INITIATION), *file.advice_on(Matter.NON_INITIATION)]
    return not any(fact.on >= decision.on for fact in passed)


def before_the_panel(file: CaseFile) -> Matter | None:
    """The matter on which the panel's view is awaited: a submission, or an answer to advice, that it has not met."""
    for matter in Matter:
        advice = file.advice_on(matter)
        answers = [r for r in file.responses_on(matter) if advice and r.position not in PROMISES]
        papers = [*file.submissions_on(matter), *answers]
        if papers and (not advice or after(papers, advice[-1])) and not _settled(file, matter):
            return matter
    return None


def latest_check(file: CaseFile) -> Check | None:
    """The latest check of the papers that are before the panel; none where what came last is an answer, not papers."""
    matter = before_the_panel(file)
    if matter is None:
        return None
    advice, submissions = file.advice_on(matter), file.submissions_on(matter)
    latest = max([*submissions, *(file.responses_on(matter) if advice else [])], key=when)
    fresh = latest in submissions and not (advice and when(latest) < when(advice[-1]))
    versions = file.versions(latest) if fresh else set()
    return next((check for check in reversed(file.checks) if check.submission in versions), None)


def requested(file: CaseFile, matter: Matter) -> Request | None:
    """What the panel has asked the board for, on which nothing has come since, and on which it has not advised."""
    asked = [one for one in file.requests if one.matter == matter]
    since = [*file.submissions_on(matter), *file.responses_on(matter), *file.advice_on(matter)]
    return asked[-1] if asked and not after(since, asked[-1]) else None


def with_the_board(file: CaseFile) -> Matter | None:
    """The matter that the panel has sent back, and on which nothing has come from the board since."""
    for matter in Matter:
        advice = file.advice_on(matter)
        if advice and advice[-1].view in (View.REFER_BACK, View.DISAGREE) and not _settled(file, matter):
            answers = [*file.submissions_on(matter), *file.responses_on(matter)]
            if not after(answers, advice[-1]):
                return matter
    return None


def promised(file: CaseFile, matter: Matter) -> Response | None:
    """The board's answer to the latest advice, where it is to do what was advised and that is not yet done."""
    advice, answers = file.advice_on(matter), file.responses_on(matter)
    latest = after(answers, advice[-1])[-1:] if advice else []
    return next((answer for answer in latest if answer.position in PROMISES and not _settled(file, matter)), None)


def _open_matter(file: CaseFile) -> Stage | None:
    if before_the_panel(file):
        return Stage.BEFORE_THE_PANEL
    if with_the_board(file) or any(promised(file, matter) for matter in Matter):
        return Stage.REFERRED_BACK
    return None


def _settled(file: CaseFile, matter: Matter) -> bool:
    """Whether nothing more is expected on a matter: the review was begun, or the report published, after all."""
    if matter == Matter.NON_INITIATION:
        return bool(file.decision and file.decision.initiate)
    return bool(file.publications)
