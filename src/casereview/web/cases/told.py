"""Facts in words: what a case page says of each, by what its own fields are called."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casereview.casework import reviewers
from casereview.casework.files import Opened
from casereview.guidance.contents import Edition
from casereview.people.capacities import name_of
from casereview.rules.agenda import Standing
from casereview.rules.clocks import edition_on
from casereview.rules.codes import Ground, Matter
from casereview.rules.facts import Fact, when
from casereview.rules.review_codes import ReviewStage
from casereview.web.tags import day

TITLES = {
    "incidents": "Incident",
    "notifications": "Notification of a serious incident",
    "withdrawals": "Notification withdrawn",
    "decisions": "Decision",
    "limb_findings": "Finding on a limb of the criteria",
    "submissions": "Papers sent to the panel",
    "pack_items": "Sent with the papers",
    "checks": "Papers checked by the secretariat",
    "advice": "The panel's advice",
    "responses": "The board's answer",
    "reports": "Completed report received by the panel",
    "publications": "Report published",
    "particulars": "Learned of a child",
    "identities": "Who a child is",
    "recusals": "Takes no part in this case",
    "planned_days": "Day expected",
    "commissions": "Terms of reference agreed",
    "engagements": "Reviewer appointed",
    "stages_done": "Stage of the review done",
    "processes": "A process beside the review",
    "delays": "The review stood still",
    "report_versions": "File of the report",
    "report_points": "Found in the report",
    "identifiability_checks": "Report checked for what would identify somebody",
    "hit_decisions": "Decided of what was found",
    "redacted_passages": "Passage taken out",
    "approvals": "Report approved for publication",
    "notices": "Told of the publication",
    "embargoes": "Embargo",
    "publication_withdrawals": "Report taken down",
    "sightings": "Looked where the report is published",
    "harms": "Harm after publication",
    "expert_advice": "Expert advice on publishing",
    "kept_out": "To be kept out of the report",
    "press_texts": "Published by the press or a court",
    "countersignatures": "Letter countersigned",
    "letters": "Letter issued to the board",
    "chasers": "Reminder sent to the board",
    "attachments": "Document sent with the papers",
    "submission_withdrawals": "Papers taken back by the board",
    "listings": "Put on the agenda",
    "opinions": "A member's view",
    "unsealings": "Members' views opened",
    "votes": "Vote",
    "requests": "Asked by the panel",
    "agency_requests": "Agency asked",
    "agency_returns": "Agency answered",
    "agency_reminders": "Agency reminded",
    "chronology_entries": "Entry of a chronology",
    "entry_matches": "Entries compared",
    "involvements": "Somebody's part in the review",
    "costs": "Cost of the review",
    "marker_evidence": "Evidence of quality",
}

PARTS = {
    "decisions": (("limb_findings", "decision"),),
    "submissions": (("pack_items", "submission"), ("attachments", "submission")),
    "advice": (("votes", "advice"),),
}
"""Kinds of fact that are told as parts of another kind, and the field that names the whole."""

ON_PAGES_OF_THEIR_OWN = {"report_points", "identifiability_checks", "hit_decisions", "redacted_passages"}
ON_PAGES_OF_THEIR_OWN |= {"chronology_entries", "entry_matches", "costs", "marker_evidence"}
ON_PAGES_OF_THEIR_OWN |= {"kept_out", "press_texts"}
"""Kinds of which there may be hundreds: they are shown on the pages of the review, and would hide all else here."""

NOT_TOLD = {"id", "number", "salt", "recorded_at", "recorded_by", "corrects_id", "why", "case_id", "on", "child"}
NOT_TOLD |= {"sha256", "head"}
IN_THE_TITLE = {"initiate", "matter"}
NOES = "No to"
"""Under which answers of no are told together: a list of them one by one hides the rest."""
BELONGS_TO = {"decision", "submission", "notification", "advice", "meeting", "about", "draft"}
"""Names of other facts, which a page tells by where it stands and nobody could read."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as it is told on a page. `before` are the versions that it corrects, latest first."""

    fact: Any
    kind: str
    title: str
    rows: Sequence[tuple[str, str]]
    parts: Sequence["Told"] = ()
    before: Sequence["Told"] = ()
    changes: Sequence[tuple[str, str, str]] = ()
    """What the latest correction changed: the field, what it said, what it says."""
    withdrawn: bool = False

    @property
    def corrected(self) -> bool:
        """Whether anything that was said is now said otherwise; otherwise something was only added."""
        return any(before for _, before, _ in self.changes)


def history(file: Opened, authorities: Mapping[str, str]) -> list[Told]:
    """Everything that happened, in order, with the versions that were corrected. `authorities` are names by code."""
    wholes = {part for parts in PARTS.values() for part, _ in parts}
    facts = [(kind, fact) for kind, fact in file.facts() if kind not in wholes and kind not in ON_PAGES_OF_THEIR_OWN]
    facts += [("particulars", fact) for fact in file.particulars]
    told = _Telling(file, authorities)
    return [told.fact(kind, fact) for kind, fact in sorted(facts, key=lambda one: (*when(one[1]), one[1].number))]


def title(kind: str, fact: Any) -> str:
    """What a fact is called on the page."""
    match kind:
        case "decisions":
            return "Decision to hold a review" if fact.initiate else "Decision not to hold a review"
        case "submissions" | "advice" | "responses" | "listings" | "opinions" | "requests" | "unsealings":
            return f"{TITLES[kind]}: {Matter.words_for(fact.matter).lower()}"
        case "particulars" | "identities":
            return f"{TITLES[kind]} (child {fact.child})"
    return TITLES[kind]


class _Telling:
    """Telling the facts of one file."""

    def __init__(self, file: Opened, authorities: Mapping[str, str]):
        self.file = file
        self.authorities = authorities
        self.replaced: Mapping[str | None, Fact] = {fact.id: fact for fact in file.corrected}

    def fact(self, kind: str, fact: Any) -> Told:
        edition = edition_on(self.file, fact.on)
        before = list(self.before(fact))
        return Told(
            fact=fact,
            kind=kind,
            title=title(kind, fact),
            rows=self.rows(fact, edition),
            parts=[self.fact(*part) for part in self.parts(kind, fact, before)],
            before=[Told(one, kind, title(kind, one), self.rows(one, edition)) for one in before],
            changes=self.changes(before[0], fact, edition) if before else (),
            withdrawn=kind == "notifications" and fact not in self.file.standing_notifications,
        )

    def before(self, fact: Any) -> Iterator[Any]:
        """The versions that a fact corrects, latest first."""
        while (fact := self.replaced.get(fact.corrects_id)) is not None:
            yield fact

    def parts(self, kind: str, fact: Any, before: Sequence[Any]) -> Iterator[tuple[str, Any]]:
        """The facts that belong to this one, or to a version of it that was corrected."""
        versions = {one.id for one in (fact, *before)}
        for part, whole in PARTS.get(kind, ()):
            yield from ((part, one) for one in getattr(self.file, part) if getattr(one, whole) in versions)

    def rows(self, fact: Any, edition: Edition | None) -> list[tuple[str, str]]:
        said = [one for one in self.fields(fact, edition) if one[2] and one[0] not in IN_THE_TITLE]
        noes = [label[0].lower() + label[1:] for name, label, value in said if value == "No" and name != "supplied"]
        told = [(label, value) for name, label, value in said if value != "No" or name == "supplied"]
        return told + ([(NOES, "; ".join(noes))] if noes else [])

    def changes(self, was: Any, now: Any, edition: Edition | None) -> list[tuple[str, str, str]]:
        earlier = {name: value for name, _, value in self.fields(was, edition)}
        dates = [("Date", day(was.on), day(now.on))] if was.on != now.on else []
        return dates + [
            (label, earlier[name], value) for name, label, value in self.fields(now, edition) if earlier[name] != value
        ]

    def fields(self, fact: Any, edition: Edition | None) -> Iterator[tuple[str, str, str]]:
        """Each field that tells something: its name, what it is called, and its value in words."""
        for column in fact._meta.concrete_fields:
            if column.attname not in NOT_TOLD and column.attname not in BELONGS_TO:
                label = str(column.verbose_name)
                value = self.words(column, getattr(fact, column.attname), edition)
                yield column.attname, label[0].upper() + label[1:], value

    def words(self, column: Any, value: Any, edition: Edition | None) -> str:
        match column.attname, value:
            case _, None | "":
                return ""
            case _, bool():
                return "Yes" if value else "No"
            case _, date():
                return day(value)
            case (("member" | "username"), _):
                return name_of(value)
            case "reviewer", _:
                return reviewers.name_of(value)
            case "request", _:
                return next(
                    (one.agency for one in self.file.agency_requests if value in self.file.versions(one)), value
                )
            case "authority", _:
                return self.authorities.get(value, value)
            case "reason", _ if value in Standing._value2member_map_:
                return Standing(value).words
            case "grounds", _:
                return "; ".join(Ground.words_for(code) for code in value.split(";"))
            case (("what" | "blocks"), _):
                return "; ".join(ReviewStage.words_for(code) for code in value.split(";"))
            case (("limb" | "item" | "missing"), _):
                asked = _asked(edition)
                return "; ".join(asked.get(code, code) for code in value.split(";"))
        return str(dict(column.choices or ()).get(value, value))


def _asked(edition: Edition | None) -> dict[str, str]:
    """What an edition asks, by the codes under which the answers are kept."""
    if edition is None:
        return {}
    items = {item.code: item.asks for items in edition.must_send.values() for item in items}
    return items | {limb.code: limb.question for limb in edition.criteria.limbs}
