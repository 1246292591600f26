"""The case file, and the few attributes of each fact that rules read.

`CaseFile` holds the recorded rows themselves. What a rule may ask of a row is said here by Protocol, so that rules stay
pure Python: they never learn how or where a fact is kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol, TypeVar

from casereview.rules.codes import Matter


class Fact(Protocol):
    """Something that happened on a day, and came to be known at a moment."""

    @property
    def id(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def recorded_by(self) -> str: ...
    @property
    def corrects_id(self) -> str | None: ...
    @property
    def number(self) -> int: ...


class Incident(Fact, Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def abuse_or_neglect(self) -> str: ...
    @property
    def joint_working_concern(self) -> str: ...
    @property
    def looked_after(self) -> bool | None: ...
    @property
    def regulated_setting(self) -> bool | None: ...
    @property
    def in_custody(self) -> bool | None: ...
    @property
    def suspected_suicide(self) -> bool | None: ...
    @property
    def in_utero(self) -> bool | None: ...
    @property
    def many_children(self) -> bool | None: ...


class Notification(Fact, Protocol):
    @property
    def authority(self) -> str: ...
    @property
    def aware_on(self) -> date | None: ...
    @property
    def recipient(self) -> str: ...
    @property
    def board_told_on(self) -> date | None: ...


class Withdrawal(Fact, Protocol):
    @property
    def notification(self) -> str: ...


class Decision(Fact, Protocol):
    @property
    def initiate(self) -> bool: ...
    @property
    def reasons(self) -> str: ...
    @property
    def post_mortem(self) -> str: ...
    @property
    def delay_explained(self) -> bool | None: ...
    @property
    def told_panel_on(self) -> date | None: ...


class LimbFinding(Fact, Protocol):
    @property
    def decision(self) -> str: ...
    @property
    def limb(self) -> str: ...
    @property
    def finding(self) -> str: ...
    @property
    def reason(self) -> str: ...


class Submission(Fact, Protocol):
    @property
    def matter(self) -> str: ...
    @property
    def proposed_route(self) -> str: ...


class PackItem(Fact, Protocol):
    @property
    def submission(self) -> str: ...
    @property
    def item(self) -> str: ...
    @property
    def supplied(self) -> bool | None: ...
    @property
    def text(self) -> str: ...


class Check(Fact, Protocol):
    @property
    def submission(self) -> str: ...
    @property
    def result(self) -> str: ...
    @property
    def missing(self) -> str: ...


class Advice(Fact, Protocol):
    @property
    def matter(self) -> str: ...
    @property
    def view(self) -> str: ...
    @property
    def route(self) -> str: ...
    @property
    def grounds(self) -> str: ...


class Response(Fact, Protocol):
    @property
    def matter(self) -> str: ...
    @property
    def position(self) -> str: ...


class Countersignature(Fact, Protocol):
    @property
    def draft(self) -> str: ...
    @property
    def sha256(self) -> str: ...


class Letter(Fact, Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def about(self) -> str: ...


class Chaser(Fact, Protocol):
    @property
    def advice(self) -> str: ...
    @property
    def step(self) -> int: ...


class Report(Fact, Protocol):
    @property
    def title(self) -> str: ...
    @property
    def document(self) -> str: ...


class Publication(Fact, Protocol):
    @property
    def route(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def document(self) -> str: ...


class Recusal(Fact, Protocol):
    @property
    def member(self) -> str: ...
    @property
    def until(self) -> date | None: ...


class PlannedDay(Fact, Protocol):
    @property
    def what(self) -> str: ...
    @property
    def day(self) -> date | None: ...


class Commission(Fact, Protocol):
    @property
    def method(self) -> str: ...


class Engagement(Fact, Protocol):
    @property
    def reviewer(self) -> str: ...
    @property
    def username(self) -> str: ...
    @property
    def contract_until(self) -> date | None: ...


class StageDone(Fact, Protocol):
    @property
    def stage(self) -> str: ...


class ParallelProcess(Fact, Protocol):
    @property
    def process(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def blocks(self) -> str: ...
    @property
    def next_on(self) -> date | None: ...


class Delay(Fact, Protocol):
    @property
    def cause(self) -> str: ...
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...


class ReportVersion(Fact, Protocol):
    @property
    def document(self) -> str: ...
    @property
    def kind(self) -> str: ...


class ReportPoint(Fact, Protocol):
    @property
    def document(self) -> str: ...
    @property
    def point(self) -> str: ...


class IdentifiabilityCheck(Fact, Protocol):
    @property
    def document(self) -> str: ...
    @property
    def hits(self) -> str: ...


class HitDecision(Fact, Protocol):
    @property
    def hit(self) -> str: ...
    @property
    def action(self) -> str: ...


class RedactedPassage(Fact, Protocol):
    @property
    def document(self) -> str: ...


class Approval(Fact, Protocol):
    @property
    def document(self) -> str: ...
    @property
    def route(self) -> str: ...


class Notice(Fact, Protocol):
    @property
    def to(self) -> str: ...


class Embargo(Fact, Protocol):
    @property
    def until(self) -> date | None: ...


class OfAPublication(Fact, Protocol):
    @property
    def publication(self) -> str: ...


class KeptOut(Fact, Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def withdrawn(self) -> bool | None: ...


class PressText(Fact, Protocol):
    @property
    def withdrawn(self) -> bool | None: ...


class ExpertAdvice(Fact, Protocol):
    @property
    def expert(self) -> str: ...
    @property
    def independent(self) -> bool | None: ...
    @property
    def threatened(self) -> str: ...
    @property
    def threat(self) -> str: ...
    @property
    def alternatives(self) -> str: ...


class SubmissionWithdrawal(Fact, Protocol):
    @property
    def submission(self) -> str: ...


class Attachment(Fact, Protocol):
    @property
    def submission(self) -> str: ...
    @property
    def item(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...


class Listing(Fact, Protocol):
    @property
    def meeting(self) -> str: ...
    @property
    def matter(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def taken_off(self) -> bool | None: ...


class Opinion(Fact, Protocol):
    @property
    def member(self) -> str: ...
    @property
    def matter(self) -> str: ...
    @property
    def view(self) -> str: ...
    @property
    def grounds(self) -> str: ...


class Unsealing(Fact, Protocol):
    @property
    def matter(self) -> str: ...


class Vote(Fact, Protocol):
    @property
    def advice(self) -> str: ...
    @property
    def member(self) -> str: ...
    @property
    def cast(self) -> str: ...


class Request(Fact, Protocol):
    @property
    def matter(self) -> str: ...
    @property
    def asked(self) -> str: ...


class AgencyRequest(Fact, Protocol):
    @property
    def agency(self) -> str: ...
    @property
    def asked(self) -> str: ...
    @property
    def due(self) -> date | None: ...


class AgencyReturn(Fact, Protocol):
    @property
    def request(self) -> str: ...


class AgencyReminder(Fact, Protocol):
    @property
    def request(self) -> str: ...


class ChronologyEntry(Fact, Protocol):
    @property
    def agency(self) -> str: ...
    @property
    def first(self) -> date | None: ...
    @property
    def last(self) -> date | None: ...
    @property
    def time(self) -> str: ...
    @property
    def event(self) -> str: ...


class EntryMatch(Fact, Protocol):
    @property
    def entry(self) -> str: ...
    @property
    def other(self) -> str: ...
    @property
    def same(self) -> bool | None: ...


class Involvement(Fact, Protocol):
    @property
    def person(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def took(self) -> str: ...
    @property
    def contact(self) -> str: ...


class Cost(Fact, Protocol):
    @property
    def item(self) -> str: ...
    @property
    def pounds(self) -> int | None: ...
    @property
    def hours(self) -> int | None: ...


class MarkerEvidence(Fact, Protocol):
    @property
    def marker(self) -> str: ...


class Contact(Fact, Protocol):
    @property
    def board(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Child(Protocol):
    """A child of the case, with what is known of them on the day and at the moment of the file."""

    @property
    def child(self) -> int: ...
    @property
    def sex(self) -> str: ...
    @property
    def born(self) -> date | None: ...
    @property
    def died(self) -> date | None: ...
    @property
    def role(self) -> str: ...


class Board(Protocol):
    """A Local Safeguarding Children Board, later the safeguarding partners. `until` is its last day."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...
    @property
    def partners_from(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as it stood on a day, as known at a moment. Each tuple is in order of (on, recorded_at)."""

    reference: str
    board: Board
    as_at: date
    known_at: datetime | None = None
    children: Sequence[Child] = ()
    incidents: Sequence[Incident] = ()
    notifications: Sequence[Notification] = ()
    withdrawals: Sequence[Withdrawal] = ()
    decisions: Sequence[Decision] = ()
    limb_findings: Sequence[LimbFinding] = ()
    submissions: Sequence[Submission] = ()
    pack_items: Sequence[PackItem] = ()
    checks: Sequence[Check] = ()
    advice: Sequence[Advice] = ()
    responses: Sequence[Response] = ()
    reports: Sequence[Report] = ()
    publications: Sequence[Publication] = ()
    recusals: Sequence[Recusal] = ()
    planned_days: Sequence[PlannedDay] = ()
    commissions: Sequence[Commission] = ()
    engagements: Sequence[Engagement] = ()
    stages_done: Sequence[StageDone] = ()
    processes: Sequence[ParallelProcess] = ()
    delays: Sequence[Delay] = ()
    report_versions: Sequence[ReportVersion] = ()
    report_points: Sequence[ReportPoint] = ()
    identifiability_checks: Sequence[IdentifiabilityCheck] = ()
    hit_decisions: Sequence[HitDecision] = ()
    redacted_passages: Sequence[RedactedPassage] = ()
    approvals: Sequence[Approval] = ()
    notices: Sequence[Notice] = ()
    embargoes: Sequence[Embargo] = ()
    publication_withdrawals: Sequence[OfAPublication] = ()
    sightings: Sequence[OfAPublication] = ()
    harms: Sequence[OfAPublication] = ()
    expert_advice: Sequence[ExpertAdvice] = ()
    kept_out: Sequence[KeptOut] = ()
    press_texts: Sequence[PressText] = ()
    countersignatures: Sequence[Countersignature] = ()
    letters: Sequence[Letter] = ()
    chasers: Sequence[Chaser] = ()
    attachments: Sequence[Attachment] = ()
    submission_withdrawals: Sequence[SubmissionWithdrawal] = ()
    listings: Sequence[Listing] = ()
    opinions: Sequence[Opinion] = ()
    unsealings: Sequence[Unsealing] = ()
    votes: Sequence[Vote] = ()
    requests: Sequence[Request] = ()
    agency_requests: Sequence[AgencyRequest] = ()
    agency_returns: Sequence[AgencyReturn] = ()
    agency_reminders: Sequence[AgencyReminder] = ()
    chronology_entries: Sequence[ChronologyEntry] = ()
    entry_matches: Sequence[EntryMatch] = ()
    involvements: Sequence[Involvement] = ()
    costs: Sequence[Cost] = ()
    marker_evidence: Sequence[MarkerEvidence] = ()
    corrected: Sequence[Fact] = field(default=())
    """Facts no longer in force: a later one corrects each of them."""

    @property
    def standing_notifications(self) -> list[Notification]:
        """Notifications not withdrawn."""
        if not self.withdrawals:
            return list(self.notifications)
        withdrawn = {withdrawal.notification for withdrawal in self.withdrawals}
        return [one for one in self.notifications if withdrawn.isdisjoint(self.versions(one))]

    @property
    def decision(self) -> Decision | None:
        """The Chair's decision: the latest, since a Chair may reconsider."""
        return self.decisions[-1] if self.decisions else None

    @property
    def first_initiation(self) -> Decision | None:
        """The first decision to hold a review."""
        return next((decision for decision in self.decisions if decision.initiate), None)

    def versions(self, fact: Fact) -> set[str]:
        """The ids of a fact and of those that it corrects: what belongs to it was recorded under one of them."""
        replaced = {earlier.id: earlier for earlier in self.corrected}
        found, version = {fact.id}, fact
        while version.corrects_id and version.corrects_id not in found:
            found.add(version.corrects_id)
            version = replaced.get(version.corrects_id, version)
        return found

    def findings_on(self, decision: Decision) -> list[LimbFinding]:
        """What was found on each limb for a decision, also where that was set down again since."""
        versions = self.versions(decision)
        return [finding for finding in self.limb_findings if finding.decision in versions]

    def advice_on(self, matter: Matter) -> list[Advice]:
        return [advice for advice in self.advice if advice.matter == matter]

    def responses_on(self, matter: Matter) -> list[Response]:
        return [response for response in self.responses if response.matter == matter]

    def submissions_on(self, matter: Matter) -> list[Submission]:
        """The papers on a matter that the board has not taken back."""
        back = {one.submission for one in self.submission_withdrawals}
        own = [submission for submission in self.submissions if submission.matter == matter]
        return [one for one in own if back.isdisjoint(self.versions(one))] if back else own

    def letters_about(self, fact: Fact) -> list[Letter]:
        """The letters issued that convey a fact, also as it stood before it was corrected."""
        versions = self.versions(fact)
        return [letter for letter in self.letters if letter.about in versions]

    @property
    def recused(self) -> frozenset[str]:
        """Who takes no part in the case on the day of the file, by username."""
        return frozenset(r.member for r in self.recusals if r.until is None or self.as_at <= r.until)

    @property
    def reviewing(self) -> frozenset[str]:
        """Who holds a post on the review on the day of the file, by username: of those reviewers who sign in."""
        return frozenset(
            one.username
            for one in self.engagements
            if one.username and (one.contract_until is None or self.as_at <= one.contract_until)
        )

    @property
    def reached_panel(self) -> bool:
        """Whether anything of the case has come to the national panel by the day of the file."""
        return bool(
            self.submissions
            or self.advice
            or self.reports
            or any(decision.told_panel_on for decision in self.decisions)
            or any(notification.recipient == "panel" for notification in self.notifications)
        )

    def facts(self) -> Iterator[tuple[str, Fact]]:
        """Every fact in force with the name of its kind, in no order."""
        for kind in KINDS:
            for fact in getattr(self, kind):
                yield kind, fact


KINDS = (
    "incidents",
    "notifications",
    "withdrawals",
    "decisions",
    "limb_findings",
    "submissions",
    "pack_items",
    "checks",
    "advice",
    "responses",
    "reports",
    "publications",
    "recusals",
    "planned_days",
    "commissions",
    "engagements",
    "stages_done",
    "processes",
    "delays",
    "report_versions",
    "report_points",
    "identifiability_checks",
    "hit_decisions",
    "redacted_passages",
    "approvals",
    "notices",
    "embargoes",
    "publication_withdrawals",
    "sightings",
    "harms",
    "expert_advice",
    "kept_out",
    "press_texts",
    "countersignatures",
    "letters",
    "chasers",
    "attachments",
    "submission_withdrawals",
    "listings",
    "opinions",
    "unsealings",
    "votes",
    "requests",
    "agency_requests",
    "agency_returns",
    "agency_reminders",
    "chronology_entries",
    "entry_matches",
    "involvements",
    "costs",
    "marker_evidence",
)
"""The kinds of fact that a case file holds, in the order of the main road."""

F = TypeVar("F", bound=Fact)


def when(fact: Fact) -> tuple[date, datetime]:
    """Where a fact stands in the order of events: same-day facts go by the moment they came to be known."""
    return fact.on, fact.recorded_at


def after(facts: Sequence[F], earlier: Fact) -> list[F]:
    """Those of the facts that came after another."""
    return [fact for fact in facts if when(fact) > when(earlier)]
