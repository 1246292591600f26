"""What stands before the panel, and so belongs on its agenda. Derived from the file; the secretariat confirms it.

The panel's second report, paragraphs 4, 6 and 14.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casereview.rules.answers import owed
from casereview.rules.codes import Asked, CheckResult, Code, Ground, Matter, PostMortem
from casereview.rules.facts import CaseFile, Listing, after, when
from casereview.rules.stages import before_the_panel, latest_check, requested, with_the_board


class Standing(Code):
    """Why a case stands before the panel."""

    NEW = "new", "New papers, checked complete"
    SENT_AGAIN = "sent_again", "Papers sent again since the panel advised"
    ANSWERED = "answered", "The board has answered the panel’s advice"
    OVERDUE = "overdue", "The board has not answered in time"
    REMINDED = "reminded", "The board has been reminded to no avail"
    POST_MORTEM = "post_mortem", "Premature before, and the post-mortem results have come"


@dataclass(frozen=True, slots=True)
class Stands:
    """A matter of a case that stands before the panel: why, and since when."""

    matter: Matter
    why: Standing
    since: date


def stands(file: CaseFile) -> Stands | None:
    """Why a case belongs on the next agenda; None where nothing of it does."""
    if matter := before_the_panel(file):
        return _come_in(file, matter)
    if matter := with_the_board(file):
        return _with_the_board(file, matter)
    return None


def listed(file: CaseFile, matter: Matter) -> list[Listing]:
    """Where the matter is on an agenda, since the panel last advised on it; what was taken off again is on none."""
    advice = file.advice_on(matter)
    on = [one for one in file.listings if one.matter == matter and not one.taken_off]
    return after(on, advice[-1]) if advice else on


def withdrawn(file: CaseFile, listing: Listing) -> bool:
    """Whether the papers that a case is on an agenda for have been taken back by the board since."""
    return not file.submissions_on(Matter(listing.matter)) and bool(file.submission_withdrawals)


def _come_in(file: CaseFile, matter: Matter) -> Stands | None:
    """Papers or an answer on which the panel's view is awaited; papers are not ready until they are checked complete."""
    if (request := requested(file, matter)) and request.asked == Asked.INFORMATION:
        return None
    submissions, advice = file.submissions_on(matter), file.advice_on(matter)
    answers = after(file.responses_on(matter), advice[-1]) if advice else []
    latest = max([*submissions, *answers], key=when)
    if latest in answers:
        return Stands(matter, Standing.ANSWERED, latest.on)
    check = latest_check(file)
    if check is None or check.result != CheckResult.COMPLETE:
        return None
    return Stands(matter, Standing.SENT_AGAIN if advice else Standing.NEW, latest.on)


def _with_the_board(file: CaseFile, matter: Matter) -> Stands | None:
    """Advice that the board has not answered: the results it waited for have come, or the time to answer is over."""
    advice = file.advice_on(matter)[-1]
    if matter == Matter.NON_INITIATION and Ground.POST_MORTEM_PENDING in advice.grounds.split(";"):
        decision = file.decision
        fresh = decision is not None and decision.recorded_at > advice.recorded_at
        if decision and fresh and decision.post_mortem == PostMortem.CONFIRMED:
            return Stands(matter, Standing.POST_MORTEM, max(decision.on, advice.on))
    answer = owed(file)
    if answer is None or not answer.late:
        return None
    return Stands(matter, Standing.REMINDED if answer.exhausted else Standing.OVERDUE, answer.due)


def order(found: Sequence[tuple[str, Stands]]) -> list[tuple[str, Stands]]:
    """Those that have waited longest first."""
    return sorted(found, key=lambda one: (one[1].since, one[0]))
