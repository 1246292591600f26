"""Who may see and do what: one function for each act, asked by pages, acts, exports and templates alike.

Everything not said here is refused. A person acts in one capacity at a time, so the rights of two appointments never
add up. Pure: no database and no request; a permit is asked of a person and of an opened case file.
"""

from dataclasses import dataclass

from casereview.rules.codes import Addressee, Role
from casereview.rules.facts import KINDS, CaseFile


@dataclass(frozen=True, slots=True)
class Who:
    """A person in the capacity in which they act now: one role in one organisation, or none."""

    username: str
    name: str = ""
    role: Role | None = None
    organisation: str = ""
    organisation_name: str = ""

    @property
    def scope(self) -> str:
        """The scope of the lists that this person sees; see `scopes`."""
        match self.role:
            case Role.NOTIFIER:
                return f"authority:{self.organisation}"
            case Role.MANAGER | Role.CHAIR:
                return f"board:{self.organisation}"
            case Role.SECRETARY:
                return "panel"
            case Role.MEMBER:
                return "members"
            case Role.ANALYST:
                return "national"
            case Role.REVIEWER:
                return f"reviewer:{self.organisation}:{self.username}"
            case Role.CATALOGUER | None:
                return ""

    @property
    def closable(self) -> bool:
        """Whether a recusal closes files to this person: to whoever acts nationally, and not for a child's own area."""
        return self.scope in ("panel", "members", "national")


class Refusal(Exception):
    """A permit was not given; the message is the reason, fit to read aloud."""


@dataclass(frozen=True, slots=True)
class Permit:
    """Whether something is allowed; where not, why not. True in a template or an `if` where it is allowed."""

    reason: str | None = None

    def __bool__(self) -> bool:
        return self.reason is None

    def require(self) -> None:
        """Go on where it is allowed; raise `Refusal` with the reason where it is not."""
        if self.reason is not None:
            raise Refusal(self.reason)


ALLOWED = Permit()


@dataclass(frozen=True, slots=True)
class Sight:
    """How much of a file a role sees: which kinds of fact, whether free text, and whether who the children are."""

    kinds: frozenset[str] = frozenset(KINDS)
    words: bool = True
    names: bool = True


OF_THE_BOARD = frozenset({"commissions", "engagements", "report_versions", "report_points", "identifiability_checks"})
OF_THE_BOARD |= {
    "hit_decisions",
    "redacted_passages",
    "approvals",
    "agency_requests",
    "agency_returns",
    "agency_reminders",
    "kept_out",
    "press_texts",
}
OF_THE_BOARD |= {"chronology_entries", "entry_matches", "involvements", "costs", "marker_evidence"}
"""What a board works with while a review goes on, which is no business of the panel nor of statistics."""

PANELS_OWN = frozenset({"listings", "opinions", "unsealings", "votes"})
"""What is said in the panel's room, and is shown to nobody outside it: to a board the panel speaks by its advice."""

OF_THE_REVIEWER = frozenset({"incidents", "decisions", "commissions", "engagements", "planned_days", "stages_done"})
OF_THE_REVIEWER |= {"processes", "delays", "agency_requests", "agency_returns", "agency_reminders", "involvements"}
OF_THE_REVIEWER |= {
    "chronology_entries",
    "entry_matches",
    "report_versions",
    "report_points",
    "reports",
    "publications",
}
"""What a reviewer works with: neither what it costs, nor what the check found, nor what was between the board and the panel."""

SIGHTS = {
    Role.NOTIFIER: Sight(kinds=frozenset({"incidents", "notifications", "withdrawals"})),
    Role.MANAGER: Sight(kinds=frozenset(KINDS) - PANELS_OWN),
    Role.CHAIR: Sight(kinds=frozenset(KINDS) - PANELS_OWN - {"costs"}),  # no reason for or against it (paragraph 35)
    Role.SECRETARY: Sight(kinds=frozenset(KINDS) - OF_THE_BOARD),
    Role.MEMBER: Sight(kinds=frozenset(KINDS) - OF_THE_BOARD, names=False),
    Role.ANALYST: Sight(kinds=frozenset(KINDS) - OF_THE_BOARD - PANELS_OWN, words=False, names=False),
    Role.REVIEWER: Sight(kinds=OF_THE_REVIEWER, names=False),
}
"""Names are for those who act for the child's area, and for the secretariat that answers it; never for statistics."""


# ── Seeing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def scopes(file: CaseFile) -> frozenset[str]:
    """The scopes that a case falls in: its board, each authority that notified it, and the national ones it reached."""
    reached = {f"board:{file.board.code}", "national"}
    reached.update(f"authority:{sent.authority}" for sent in file.notifications if sent.authority)
    reached.update(f"reviewer:{file.board.code}:{one.username}" for one in file.engagements if one.username)
    if file.reached_panel:
        reached.add("panel")
    if file.submissions:
        reached.add("members")
    return frozenset(reached)


def see(who: Who, file: CaseFile) -> Permit:
    """Whether the case exists for this person. A case that one may not see is answered as one that is not there.

    For a reviewer it does while they hold a post on its review, and no longer.
    """
    closed = who.closable and who.username in file.recused
    closed = closed or (who.role == Role.REVIEWER and who.username not in file.reviewing)
    return ALLOWED if who.scope and who.scope in scopes(file) and not closed else Permit("There is no such case.")


def sight(who: Who) -> Sight | None:
    """How much this person sees of the files that they may open; None where they may open none."""
    return SIGHTS.get(who.role) if who.role else None


def figures(who: Who) -> Permit:
    """The national figures, and the lists of cases behind them."""
    return _for(who, Role.ANALYST, Role.SECRETARY, Role.MEMBER, words="the DfE's analysts and the national panel")


def looks(who: Who, file: CaseFile) -> Permit:
    """Who has looked at a case: for its board."""
    return _own_board(who, file, Role.MANAGER, Role.CHAIR)


# ── Doing ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def notify(who: Who) -> Permit:
    return _for(who, Role.NOTIFIER, words="a local authority's notifier")


def withdraw(who: Who, file: CaseFile) -> Permit:
    """Withdraw a notification: for the authority that sent it, until a decision stands on it."""
    if permit := _for(who, Role.NOTIFIER, words="a local authority's notifier"):
        own = [n for n in file.standing_notifications if n.authority == who.organisation]
        return ALLOWED if own else Permit("There is no notification of yours on this case that could be withdrawn.")
    return permit


def prepare(who: Who, file: CaseFile) -> Permit:
    """Prepare a decision, or a submission, for the Chair."""
    return _own_board(who, file, Role.MANAGER, Role.CHAIR)


def decide(who: Who, file: CaseFile) -> Permit:
    """Decide whether to hold a review: the Chair's alone (Working Together 2015, chapter 4)."""
    if who.role == Role.MANAGER:
        return Permit("Only the Chair decides whether to hold a review. You can prepare the decision.")
    return _own_board(who, file, Role.CHAIR)


def tell_panel(who: Who, file: CaseFile) -> Permit:
    """Tell the national panel of the Chair's decision."""
    return _own_board(who, file, Role.MANAGER, Role.CHAIR)


def submit(who: Who, file: CaseFile) -> Permit:
    """Send the panel the papers on a decision not to review, or on a proposal not to publish."""
    return _own_board(who, file, Role.MANAGER, Role.CHAIR)


def check(who: Who, file: CaseFile) -> Permit:
    """Check a submission for completeness."""
    if permit := _secretariat(who, file):
        return ALLOWED if file.submissions else Permit("There is no submission on this case to check.")
    return permit


def advise(who: Who, file: CaseFile) -> Permit:
    """Put the panel's advice on record: for the secretariat, once there is a submission to advise on."""
    if permit := _secretariat(who, file):
        return ALLOWED if file.submissions else Permit("There is no submission on this case to advise on.")
    return permit


def agenda(who: Who) -> Permit:
    """Plan meetings, and put cases on their agendas: for the secretariat."""
    return _for(who, Role.SECRETARY, words="the panel's secretariat")


def opine(who: Who, file: CaseFile) -> Permit:
    """Give one's own view on a submission before the meeting: for a member, once there is a submission."""
    if permit := _for(who, Role.MEMBER, words="the panel's members"):
        return ALLOWED if file.submissions and see(who, file) else Permit("There is no submission on this case.")
    return permit


def unseal(who: Who, file: CaseFile) -> Permit:
    """Close the turn of the members' views, which are then shown."""
    if permit := _secretariat(who, file):
        return ALLOWED if file.submissions else Permit("There is no submission on this case.")
    return permit


def ask(who: Who, file: CaseFile) -> Permit:
    """Put on record what the panel asks of a board before it advises."""
    return advise(who, file)


def respond(who: Who, file: CaseFile) -> Permit:
    """Record the board's answer: for the secretariat that receives it."""
    if permit := _secretariat(who, file):
        return ALLOWED if file.advice else Permit("The panel has given no advice on this case to be answered.")
    return permit


def answer(who: Who, file: CaseFile) -> Permit:
    """Answer the panel's advice itself: for the board, without the secretariat in between."""
    if permit := _own_board(who, file, Role.MANAGER, Role.CHAIR):
        return ALLOWED if file.advice else Permit("The panel has given no advice on this case to be answered.")
    return permit


def correspond(who: Who) -> Permit:
    """The panel's letters to boards, and which are still to be written."""
    return _for(who, Role.SECRETARY, words="the panel's secretariat")


def nil_return(who: Who) -> Permit:
    """Send the panel a nil return: for a board."""
    return _for(who, Role.MANAGER, Role.CHAIR, words="a board's manager and Chair")


def own_board(who: Who) -> Permit:
    """How one's own board does beside the middle of all others: for that board, before it is anybody else's."""
    return _for(who, Role.MANAGER, Role.CHAIR, words="a board's manager and Chair")


def recommendations(who: Who) -> Permit:
    """The panel's own recommendations and what came of them."""
    return _for(who, Role.SECRETARY, Role.MEMBER, Role.ANALYST, words="the national panel and the department")


def answer_recommendation(who: Who, addressee: str) -> Permit:
    """Record what an addressee answers: for the secretariat and, of the department's own, for the department."""
    if who.role == Role.ANALYST and addressee == Addressee.DFE:
        return ALLOWED
    return _for(who, Role.SECRETARY, words="the panel's secretariat")


def grade_recommendation(who: Who) -> Permit:
    """Put the panel's grade on record: for its secretariat, never for an addressee."""
    return _for(who, Role.SECRETARY, words="the panel's secretariat")


def register(who: Who) -> Permit:
    """The register of advice not accepted: for boards, the panel and the department."""
    roles = (Role.MANAGER, Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.ANALYST)
    return _for(who, *roles, words="boards, the national panel and the DfE's analysts")


def write_letter(who: Who, file: CaseFile) -> Permit:
    """Write a letter to the board, countersign one that somebody else wrote, and issue it."""
    return _secretariat(who, file)


def read_letter(who: Who, file: CaseFile) -> Permit:
    """Read a letter as it was issued: for those whose role sees what people write."""
    seen = sight(who)
    if seen is None or not seen.words or "letters" not in seen.kinds:
        return Permit("What is written in letters is not shown to your role.")
    return see(who, file)


def receive_report(who: Who, file: CaseFile) -> Permit:
    """Record a completed report received by the panel."""
    return _secretariat(who, file)


def record_publication(who: Who, file: CaseFile) -> Permit:
    """Record that a report was published, by which route and where."""
    return ALLOWED if _secretariat(who, file) else _own_board(who, file, Role.MANAGER)


def review(who: Who, file: CaseFile) -> Permit:
    """See how a review is commissioned and goes on: for the board that holds it, and for its reviewers."""
    return see(who, file) if who.role == Role.REVIEWER else _own_board(who, file, Role.MANAGER, Role.CHAIR)


def manage_review(who: Who, file: CaseFile) -> Permit:
    """Commission a review and see it through: the business manager's work."""
    return _own_board(who, file, Role.MANAGER)


def approve_report(who: Who, file: CaseFile) -> Permit:
    """Approve a report for publication: for somebody of the board who decided nothing of what its check found."""
    if any(decision.recorded_by == who.username for decision in file.hit_decisions):
        return Permit("You decided what may stay in this report. Two others approve it.")
    return _own_board(who, file, Role.MANAGER, Role.CHAIR)


def document(who: Who, file: CaseFile) -> Permit:
    """Have a file of a report: for its board and its reviewers; and for the panel, those that were copied to it or published."""
    if who.role == Role.REVIEWER:
        return see(who, file)
    return ALLOWED if _panel(who, file) and see(who, file) else _own_board(who, file, Role.MANAGER, Role.CHAIR)


def read_report(who: Who, file: CaseFile) -> Permit:
    """See how a report reads: for whoever manages its review, and for its reviewers."""
    return see(who, file) if who.role == Role.REVIEWER else manage_review(who, file)


def record_harm(who: Who, file: CaseFile) -> Permit:
    """Put on record what a publication did to somebody (recommendation four)."""
    return ALLOWED if _secretariat(who, file) else _own_board(who, file, Role.MANAGER)


def harms(who: Who) -> Permit:
    """What publication has done to people, year by year: on the cases that one may see (report paragraph 25)."""
    return _for(who, Role.SECRETARY, Role.MEMBER, Role.MANAGER, Role.CHAIR, words="boards and the national panel")


def costs(who: Who, file: CaseFile) -> Permit:
    """What a review costs: for whoever manages it, and for nobody who decides whether to hold it (report paragraph 35)."""
    return _own_board(who, file, Role.MANAGER)


def assess(who: Who, file: CaseFile) -> Permit:
    """Write of the quality of a review, marker by marker."""
    return _own_board(who, file, Role.MANAGER, Role.CHAIR)


def ageing(who: Who) -> Permit:
    """All open reviews by age and by what holds them up: of one's board, or of those that the panel has heard of."""
    return _for(who, Role.MANAGER, Role.CHAIR, Role.SECRETARY, words="boards and the panel's secretariat")


def reviewers(who: Who) -> Permit:
    """The register of reviewers, which all boards share. The panel has no part in vetting anybody (report paragraph 33)."""
    return _for(who, Role.MANAGER, Role.CHAIR, words="boards, which find reviewers in it")


def keep_reviewers(who: Who) -> Permit:
    """Enter reviewers, their posts and what a board says of their work."""
    return _for(who, Role.MANAGER, words="boards' business managers")


def contact(who: Who) -> Permit:
    """Log a letter, a meeting, a nil return or an approach out of remit; or a meeting of the panel."""
    return _for(who, Role.SECRETARY, words="the panel's secretariat")


def recuse(who: Who, file: CaseFile) -> Permit:
    """Close a case to somebody on the panel: for themselves, or for the secretariat that they tell."""
    if not see(who, file):
        return Permit("There is no such case.")
    return panel_room(who)


def panel_room(who: Who) -> Permit:
    """What the panel keeps for itself: its members' terms and interests, its meetings and agendas."""
    return _for(who, Role.SECRETARY, Role.MEMBER, words="the panel and its secretariat")


def seats(who: Who) -> Permit:
    """Appoint the panel's members, extend their terms, and put on record that they step down: for the secretariat."""
    return _for(who, Role.SECRETARY, words="the panel's secretariat")


def declare(who: Who, member: str) -> Permit:
    """Declare an interest: one's own or, for the secretariat, that of any member."""
    if permit := panel_room(who):
        own = who.role == Role.SECRETARY or who.username == member
        return ALLOWED if own else Permit("Each member declares their own interests.")
    return permit


CORRECTED_BY = {
    "incidents": {Role.NOTIFIER, Role.MANAGER, Role.CHAIR},
    "notifications": {Role.NOTIFIER},
    "withdrawals": {Role.NOTIFIER},
    "particulars": {Role.NOTIFIER, Role.MANAGER, Role.CHAIR},
    "identities": {Role.NOTIFIER, Role.MANAGER, Role.CHAIR},
    "decisions": {Role.CHAIR},
    "limb_findings": {Role.CHAIR},
    "submissions": {Role.MANAGER, Role.CHAIR},
    "pack_items": {Role.MANAGER, Role.CHAIR},
    "checks": {Role.SECRETARY},
    "advice": {Role.SECRETARY},
    "responses": {Role.SECRETARY},
    "reports": {Role.SECRETARY},
    "publications": {Role.SECRETARY, Role.MANAGER},
    "recusals": {Role.SECRETARY},
    "planned_days": {Role.MANAGER},
    "commissions": {Role.MANAGER},
    "engagements": {Role.MANAGER},
    "stages_done": {Role.MANAGER},
    "processes": {Role.MANAGER},
    "delays": {Role.MANAGER},
    "report_versions": {Role.MANAGER},
    "report_points": {Role.MANAGER},
    "identifiability_checks": {Role.MANAGER},
    "hit_decisions": {Role.MANAGER},
    "redacted_passages": {Role.MANAGER},
    "approvals": {Role.MANAGER, Role.CHAIR},
    "notices": {Role.MANAGER},
    "embargoes": {Role.MANAGER},
    "publication_withdrawals": {Role.MANAGER},
    "sightings": {Role.MANAGER, Role.SECRETARY},
    "harms": {Role.MANAGER, Role.SECRETARY},
    "expert_advice": {Role.MANAGER},
    "kept_out": {Role.MANAGER},
    "press_texts": {Role.MANAGER},
    "attachments": {Role.MANAGER, Role.CHAIR},
    "submission_withdrawals": {Role.MANAGER, Role.CHAIR},
    "listings": {Role.SECRETARY},
    "opinions": {Role.MEMBER},
    "unsealings": {Role.SECRETARY},
    "votes": {Role.SECRETARY},
    "requests": {Role.SECRETARY},
    "agency_requests": {Role.MANAGER},
    "agency_returns": {Role.MANAGER},
    "agency_reminders": {Role.MANAGER},
    "chronology_entries": {Role.MANAGER},
    "entry_matches": {Role.MANAGER},
    "involvements": {Role.MANAGER},
    "costs": {Role.MANAGER},
    "marker_evidence": {Role.MANAGER, Role.CHAIR},
}
"""Who corrects which kind of fact: those whose word it was."""


def correct(who: Who, file: CaseFile, kind: str, fact: str = "") -> Permit:
    """Correct facts of a kind, or one of them: for those whose word it was, on a case that they may see."""
    roles = CORRECTED_BY.get(kind, set())
    if who.role not in roles or not see(who, file):
        words = " or ".join(sorted(role.words[0].lower() + role.words[1:] for role in roles))
        return Permit(f"This is corrected by the {words}." if words else "This is not corrected here.")
    if kind == "opinions" and not any(one.id == fact and one.member == who.username for one in file.opinions if fact):
        return ALLOWED if not fact and file.opinions else Permit("Each member corrects their own view, and no other's.")
    if kind in ("notifications", "withdrawals") and not _own_notification(who, file, fact):
        return Permit("This notification is another authority's.")
    return ALLOWED


# ── Parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _for(who: Who, *roles: Role, words: str) -> Permit:
    return ALLOWED if who.role in roles else Permit(f"This is for {words}.")


def _own_board(who: Who, file: CaseFile, *roles: Role) -> Permit:
    if who.role in roles and who.organisation == file.board.code:
        return ALLOWED
    words = " or ".join(role.words.lower() for role in roles)
    return Permit(f"This is for the {words} of {file.board.name}.")


def _own_notification(who: Who, file: CaseFile, fact: str) -> bool:
    """Whether a notification, or what a withdrawal withdraws, is one's authority's own; without `fact`, whether any is."""
    own = {id for n in file.notifications if n.authority == who.organisation for id in file.versions(n)}
    withdrawn = {one.id: getattr(one, "notification", one.id) for one in (*file.withdrawals, *file.corrected)}
    return withdrawn.get(fact, fact) in own if fact else bool(own)


def _secretariat(who: Who, file: CaseFile) -> Permit:
    if who.role == Role.SECRETARY and file.reached_panel:
        return ALLOWED
    return Permit("This is for the panel's secretariat.")


def _panel(who: Who, file: CaseFile) -> bool:
    """Whether this is one of the panel, on a case of which papers or a report have come to it."""
    return who.role in (Role.SECRETARY, Role.MEMBER) and bool(file.reports or file.submissions)
