"""What the panel asks to be sent, what of it is supplied, and what is missing. Report paragraph 12.

The board asks before it sends its papers, and the secretariat when they have come: both are told the same.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from casereview.guidance.contents import Edition, Item
from casereview.rules.cautions import COST_PLAYED_NO_PART, has_died, is_late
from casereview.rules.clocks import clock, edition_on
from casereview.rules.codes import ChildRole, Concern, Finding, Ground, Matter, PostMortem, View
from casereview.rules.facts import CaseFile, Decision, Submission

AS_A_WHOLE = "The case as a whole"
"""What an item belongs to that is about no one limb of the criteria."""

LIMBS = {
    "abuse_or_neglect": "abuse_or_neglect",
    "post_mortem": "death",
    "serious_harm": "serious_harm",
    "joint_working": "joint_working",
    "definite_evidence": "joint_working",
    "agency_summaries": "joint_working",
}
"""The limb of the criteria that an item is about."""


class Said(NamedTuple):
    """What the board says to an item: that it is supplied, or is not; None where it does not apply to the case."""

    supplied: bool | None
    text: str = ""


class OnFile(NamedTuple):
    """What the file itself tells of an item, and whether that is all that is asked for."""

    words: str = ""
    enough: bool = False


class Score(NamedTuple):
    """How much of what is needed is supplied."""

    supplied: int
    needed: int


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked for: whether this file needs it, what it already tells of it, and what the board says."""

    item: Item
    relied_on: bool
    on_file: OnFile
    said: Said | None = None

    @property
    def needed(self) -> bool:
        """What may apply, and nobody says does, is not needed."""
        if self.item.needed != "if_relied_on" or self.said is None:
            return self.relied_on
        return self.said.supplied is not None

    @property
    def supplied(self) -> bool:
        return bool(self.said.supplied) if self.said else self.on_file.enough

    @property
    def missing(self) -> bool:
        return self.needed and not self.supplied

    @property
    def text(self) -> str:
        """What the board says; until it has, what the file tells, where that is enough."""
        return self.said.text if self.said else self.on_file.words if self.on_file.enough else ""


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that an edition asks for in a submission on a matter, as it stands on a file."""

    edition: Edition | None
    matter: Matter
    parts: Sequence[Part]

    @property
    def asked(self) -> list[Part]:
        """What is to be answered on this file: what it needs, and what it may."""
        return [part for part in self.parts if part.needed or part.item.needed == "if_relied_on"]

    @property
    def missing(self) -> list[Part]:
        return [part for part in self.parts if part.missing]

    @property
    def score(self) -> Score:
        return _score(self.parts)

    def by_limb(self) -> dict[str, Score]:
        """The score limb by limb; each item counts once, so that they add up to the whole."""
        limbs = {limb.code: limb.question for limb in self.edition.criteria.limbs} if self.edition else {}
        groups: dict[str, list[Part]] = {name: [] for name in (*limbs.values(), AS_A_WHOLE)}
        for part in self.parts:
            about = LIMBS.get(part.item.code, "") if self.matter == Matter.NON_INITIATION else ""
            groups[limbs.get(about, AS_A_WHOLE)].append(part)
        scores = {name: _score(parts) for name, parts in groups.items()}
        return {name: score for name, score in scores.items() if score.needed}


def asked(edition: Edition | None, matter: Matter) -> tuple[Item, ...]:
    """What an edition asks for; where it knows no papers on a decision not to review, those of the rapid review."""
    if edition is None:
        return ()
    if matter == Matter.NON_PUBLICATION:
        return edition.must_send.get("non_publication", ())
    return edition.must_send.get("non_initiation") or edition.must_send.get("rapid_review", ())


def pack(file: CaseFile, matter: Matter, on: date, said: Mapping[str, Said] | None = None) -> Pack:
    """The papers on a matter as they would be sent on a day.

    Those on a decision are asked for by the edition under which it was made: the duty to send them began with it.
    """
    decision = decision_behind(file, on) if matter == Matter.NON_INITIATION else None
    edition = edition_on(file, decision.on if decision else on)
    parts = [
        Part(
            item,
            _needed(item, file, decision, on),
            _on_file(item, file, decision, edition),
            (said or {}).get(item.code),
        )
        for item in asked(edition, matter)
    ]
    return Pack(edition, matter, parts)


def sent(file: CaseFile, submission: Submission) -> Pack:
    """The papers as they came with a submission."""
    said = {
        item.item: Said(item.supplied, item.text)
        for item in file.pack_items
        if item.submission in file.versions(submission)
    }
    return pack(file, Matter(submission.matter), submission.on, said)


def decision_behind(file: CaseFile, on: date) -> Decision | None:
    """The decision not to review that papers sent on a day are about."""
    return next((d for d in reversed(file.decisions) if not d.initiate and d.on <= on), None)


def sent_back(files: Iterable[CaseFile], matter: Matter) -> Counter[str]:
    """For what papers were found wanting before, in words, with how many cases each: items, and the panel's grounds."""
    found: Counter[str] = Counter()
    for file in files:
        found.update({*_items_missed(file, matter), *_grounds(file, matter)})
    return found


def _items_missed(file: CaseFile, matter: Matter) -> list[str]:
    submissions = {id: s for s in file.submissions_on(matter) for id in file.versions(s)}
    missed = []
    for check in file.checks:
        if submission := submissions.get(check.submission):
            names = {part.item.code: part.item.asks for part in sent(file, submission).parts}
            missed += [names.get(code, code) for code in check.missing.split(";") if code]
    return missed


def _grounds(file: CaseFile, matter: Matter) -> list[str]:
    doubts = [a for a in file.advice_on(matter) if a.view in (View.REFER_BACK, View.DISAGREE)]
    return [Ground.words_for(code) for advice in doubts for code in advice.grounds.split(";") if code]


def _score(parts: Iterable[Part]) -> Score:
    needed = [part for part in parts if part.needed]
    return Score(sum(part.supplied for part in needed), len(needed))


# ── What is needed on a file ────────────────────────────────────────────────────────────────────────────────────────


def _needed(item: Item, file: CaseFile, decision: Decision | None, on: date) -> bool:
    match item.needed:
        case "always":
            return True
        case "if_death":
            return has_died(file)
        case "if_alive":
            return not has_died(file)
        case "if_late":
            return _late(file, decision, on)
        case "if_relied_on":
            return item.code == "definite_evidence" and _rests_on_no_concern(file, decision)


def _late(file: CaseFile, decision: Decision | None, on: date) -> bool:
    """Whether the decision came late or, where the limit is the rapid review's, the papers would."""
    running = clock(file, "decide", "rapid_review")
    if running and running.key == "rapid_review":
        return on > running.due
    return decision is not None and is_late(file, decision.on)


def _rests_on_no_concern(file: CaseFile, decision: Decision | None) -> bool:
    """Whether serious harm is not reviewed because of definite evidence of no concern about joint working."""
    found = {f.limb: f.finding for f in file.findings_on(decision)} if decision else {}
    if "joint_working" in found:
        return found["joint_working"] == Finding.NOT_MET and not has_died(file)
    return not has_died(file) and any(incident.joint_working_concern == Concern.NO for incident in file.incidents)


# ── What the file itself tells ──────────────────────────────────────────────────────────────────────────────────────


def _on_file(item: Item, file: CaseFile, decision: Decision | None, edition: Edition | None) -> OnFile:
    if told := _OF_THE_FILE.get(item.code):
        return told(file)
    if decision and edition and (of_decision := _OF_THE_DECISION.get(item.code)):
        return of_decision(file, decision, edition)
    return OnFile()


def _notification(file: CaseFile) -> OnFile:
    sent = [f"The notification of {_day(n.on)} is on the file." for n in file.standing_notifications]
    return OnFile(" ".join(sent), bool(sent))


def _victim(file: CaseFile) -> OnFile:
    """Who was harmed is on the file; by whom is not."""
    roles = [f"Child {c.child}: {ChildRole.words_for(c.role).lower()}." for c in file.children if c.role]
    return OnFile(" ".join(roles))


def _report(file: CaseFile) -> OnFile:
    reports = [f"The report received on {_day(report.on)} is on the file." for report in file.reports[-1:]]
    return OnFile(" ".join(reports), bool(reports))


def _expert_advice(file: CaseFile) -> OnFile:
    """Advice of an expert who is independent (report paragraph 24); of one who is not it is told, and is not enough."""
    if not file.expert_advice:
        return OnFile()
    latest = file.expert_advice[-1]
    independent = "independent" if latest.independent else "not independent"
    words = (
        f"The advice of {_day(latest.on)} is on the file: {latest.expert}, {independent} of the board and its agencies."
    )
    return OnFile(words, bool(latest.independent))


def _threat(file: CaseFile) -> OnFile:
    found = [f"To {one.threatened}: {one.threat}" for one in file.expert_advice[-1:] if one.threat]
    return OnFile(" ".join(found), bool(found))


def _alternatives(file: CaseFile) -> OnFile:
    found = [one.alternatives for one in file.expert_advice[-1:] if one.alternatives]
    return OnFile(" ".join(found), bool(found))


def _dates(file: CaseFile, decision: Decision, edition: Edition) -> OnFile:
    first = file.standing_notifications[0] if file.standing_notifications else None
    days = {
        "the incident": file.incidents[0].on if file.incidents else None,
        "the authority became aware": first and first.aware_on,
        f"{edition.terms.board.short} told": first and first.board_told_on,
        "decision": decision.on,
    }
    told = [f"{name}: {_day(on) if on else 'not recorded'}" for name, on in days.items()]
    words = "; ".join(told) + "."
    return OnFile(words[0].upper() + words[1:], all(days.values()))


def _explanation(file: CaseFile, decision: Decision, edition: Edition) -> OnFile:
    """The decision's reasons and, on each limb, what was found and why."""
    found = {f.limb for f in file.findings_on(decision) if f.reason}
    without = [limb.question for limb in edition.criteria.limbs if limb.code not in found]
    if not decision.reasons:
        return OnFile()
    words = f"The decision of {_day(decision.on)} and its reasons are on the file"
    if without:
        return OnFile(f"{words}, but nothing is on: {' '.join(without)}")
    return OnFile(f"{words}, with a finding on each limb of the criteria.", True)


def _finding(limb: str) -> Callable[[CaseFile, Decision, Edition], OnFile]:
    def told(file: CaseFile, decision: Decision, edition: Edition) -> OnFile:
        found = [f for f in file.findings_on(decision) if f.limb == limb]
        words = " ".join(f"{Finding.words_for(f.finding)}. {f.reason}".strip() for f in found)
        return OnFile(words, any(f.reason for f in found))

    return told


def _post_mortem(file: CaseFile, decision: Decision, edition: Edition) -> OnFile:
    """How it stands is on the file; the cause of death, and the day, are not."""
    return OnFile(f"Post-mortem: {PostMortem.words_for(decision.post_mortem)}." if decision.post_mortem else "")


def _delay(file: CaseFile, decision: Decision, edition: Edition) -> OnFile:
    explained = bool(decision.delay_explained)
    return OnFile("It is explained in the reasons for the decision." if explained else "", explained)


def _cost(file: CaseFile, decision: Decision, edition: Edition) -> OnFile:
    declared = COST_PLAYED_NO_PART in decision.reasons
    return OnFile(COST_PLAYED_NO_PART if declared else "", declared)


_OF_THE_FILE: Mapping[str, Callable[[CaseFile], OnFile]] = {
    "notification_copy": _notification,
    "victim": _victim,
    "report": _report,
    "expert_advice": _expert_advice,
    "threat": _threat,
    "alternatives": _alternatives,
}
_OF_THE_DECISION: Mapping[str, Callable[[CaseFile, Decision, Edition], OnFile]] = {
    "explanation": _explanation,
    "next_steps": _explanation,
    "dates": _dates,
    "abuse_or_neglect": _finding("abuse_or_neglect"),
    "serious_harm": _finding("serious_harm"),
    "joint_working": _finding("joint_working"),
    "post_mortem": _post_mortem,
    "delay": _delay,
    "cost": _cost,
}


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
