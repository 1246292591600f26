"""What an edition of the guidance contains. These classes are the schema of its file; each checks its own values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from . import days
from .days import Span

Event = Literal[
    "authority_aware",
    "notified",
    "board_told",
    "decided",
    "panel_told",
    "decided_to_review",
    "report_received",
    "published",
]
ClockKey = Literal[
    "notify",
    "report_to_lscb",
    "rapid_review",
    "decide",
    "tell_panel_non_init",
    "tell_decision",
    "complete",
    "copy_to_panel",
]
Body = Literal["ofsted", "department", "secretary_of_state", "panel", "board"]
Kind = Literal["limb", "consideration"]
Leader = Literal["board", "partners"]
Matter = Literal["non_initiation", "non_publication", "rapid_review"]
Needed = Literal["always", "if_death", "if_alive", "if_late", "if_relied_on"]
Route = Literal["full", "redacted", "anonymous", "summary"]


class Faults(ValueError):
    """What is wrong with a value, field by field, and what would be right."""

    def __init__(self, faults: Iterable[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{field}: {fault}" for field, fault in self.faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A value beside the place where it is said, and whether anyone has checked it there.

    `source` names the document in which we read it, where that was not the place itself. What nobody has checked must
    have one, so that whoever checks it knows how far to trust it meanwhile.
    """

    paragraph: str
    confirmed: bool
    source: str = ""

    def __post_init__(self) -> None:
        faults = []
        if not self.paragraph.strip():
            faults.append(("paragraph", "empty; write where it is said, such as “reg 5(2)(a), SI 2006/90”"))
        if not self.confirmed and not self.source.strip():
            faults.append(("source", "missing; what nobody has checked must say where it comes from"))
        if faults:
            raise Faults(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Cited):
    """Something that an edition says."""

    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Statement):
    """Something to be done for which the edition gives no number of days, such as “promptly”."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Cited):
    """A name that the edition has for something, and its usual short form."""

    name: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    review: Term
    board: Term
    decision_maker: Term
    national_body: Term
    notification: Term
    notified_to: Term
    inspectorate: Term
    department: Term
    report: Term
    repository: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Cited):
    """One of the circumstances that make an incident notifiable."""

    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Cited):
    """A body to which the authority notifies an incident."""

    code: Body
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """Which incidents are notified, and to whom."""

    combine: Statement
    criteria: tuple[Criterion, ...]
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limb(Cited):
    """One limb of the review criteria (it is met or not), or a consideration to be weighed.

    `words` are those of the law or the guidance itself, to be set beside the question.
    """

    code: str
    kind: Kind
    question: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance(Cited):
    """A circumstance that the criteria name apart. `always` where it calls for a review even if no limb is met."""

    code: str
    words: str
    always: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Statement):
    """A definition, with what it is said to include."""

    includes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """When a case is reviewed. `national` are the criteria for a national review, which no edition had before 2018."""

    combine: Statement
    limbs: tuple[Limb, ...]
    circumstances: tuple[Circumstance, ...]
    national: tuple[Limb, ...]
    joint_working: Statement
    serious_harm: Definition
    perpetrator: Statement
    unborn: Statement
    many_children: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock(Statement):
    """Something to be done within a number of days, weeks or months of an event, or (`before`) ahead of one.

    `normally` where the guidance allows for longer; `applies` where the clock runs on some decisions only.
    """

    starts: Event
    met: Event
    within: Span
    to: tuple[Body, ...] = ()
    before: bool = False
    normally: bool = False
    applies: Literal["non_initiation"] | None = None

    def due(self, start: date, known_on: date | None = None) -> date:
        count = days.before if self.before else days.after
        return count(start, self.within, known_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Cited):
    """Something to be sent with a submission. `when` says in words on what condition, where it is not always needed."""

    code: str
    asks: str
    help: str
    needed: Needed
    when: str = ""

    def __post_init__(self) -> None:
        Cited.__post_init__(self)
        if (self.needed == "always") == bool(self.when):
            right = "leave it out" if self.when else "say in words on what condition"
            raise Faults([("when", f"does not go with needed = “{self.needed}”; {right}")])


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing(Statement):
    """The route by which a report is published unless there is reason against it."""

    route: Route


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSite(Statement):
    """How many months a report stays on the site; no number where the edition gives none."""

    months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Override(Publishing):
    """A change of the route by a later letter, for reviews begun on or after a day."""

    code: str
    initiated_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    default: Publishing
    on_site: OnSite
    exceptions: Statement
    copy_in_advance: Statement
    deadline: Statement
    anonymous: Statement
    overrides: tuple[Override, ...]

    def route(self, initiated: date) -> Publishing:
        """The route by which a review begun on a day is to be published."""
        later = [override for override in self.overrides if override.initiated_from <= initiated]
        return max(later, key=lambda override: override.initiated_from, default=self.default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Cited):
    """A view that the national body has stated. `ground` is the ground for referring back that rests on it, if any."""

    code: str
    words: str
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What follows from a decision: who leads, who hears of it, what the national body does, what is reported."""

    lead_area: Statement
    who_is_told: Statement
    national_response: Statement
    reviewers: Statement
    annual_report: Statement


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edition:
    """One edition of the guidance, complete."""

    id: str
    title: str
    short: str
    since: date
    until: date | None = None
    led_by: Leader
    period: Statement
    who_leads: Statement
    legal_basis: Statement
    terms: Terms
    notification: Notification
    criteria: Criteria
    clocks: Mapping[ClockKey, Clock]
    duties: tuple[Duty, ...]
    must_send: Mapping[Matter, tuple[Item, ...]]
    publication: Publication
    panel_rules: tuple[Rule, ...]
    consequences: Consequences

    def __post_init__(self) -> None:
        if self.until and self.until < self.since:
            right = "a later day is right, or none while the edition is in force"
            raise Faults([("until", f"{self.until} is before since, {self.since}; {right}")])

    def body(self, body: Body) -> str:
        """What this edition calls a body."""
        if body == "secretary_of_state":
            return "the Secretary of State for Education"
        named = {
            "ofsted": self.terms.inspectorate,
            "department": self.terms.department,
            "panel": self.terms.national_body,
            "board": self.terms.board,
        }
        return named[body].name
