"""What gives pause before a decision is put on record: warnings in the panel's own terms, that never forbid.

The panel's second report, paragraphs 14 to 18 and 34 to 35. A caution can be overridden by going on; what was warned of
is shown again to whoever reads the decision, since it follows from the facts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casereview.guidance.contents import Edition
from casereview.rules import criteria
from casereview.rules.clocks import clock, edition_on
from casereview.rules.codes import ChildRole, Code, Finding, IncidentKind, PostMortem
from casereview.rules.facts import CaseFile, Decision


class Caution(Code):
    PREMATURE = (
        "premature",
        "The post-mortem results are not confirmed. The panel considers a decision not to review premature until they "
        "are, and will send it back.",
    )
    LATE = (
        "late",
        "The decision is late and nothing explains the delay. The panel challenges unexplained delay.",
    )
    COST = (
        "cost",
        "The reasons mention cost. Cost should not be a factor in the decision whether or not to hold a review.",
    )
    CRITERIA_MET = (
        "criteria_met",
        "By the findings on each limb the criteria for a review are met, and the decision is not to hold one.",
    )
    ALWAYS = (
        "always",
        "A child died in custody. The guidance has a review held in every such case.",
    )
    PERPETRATOR = (
        "perpetrator",
        "No child is recorded as a victim. The criteria are about the victim, not the perpetrator.",
    )
    MANY_CHILDREN = (
        "many_children",
        "Harm to many children, not serious to any one of them, falls outside the definition of serious harm.",
    )
    IN_UTERO = (
        "in_utero",
        "Harm to an unborn child who was stillborn falls outside the definition of serious harm.",
    )


PARAGRAPHS: Mapping[Caution, str] = {
    Caution.PREMATURE: "panel's second report, paragraph 14",
    Caution.LATE: "panel's second report, paragraph 15",
    Caution.COST: "panel's second report, paragraph 35",
    Caution.CRITERIA_MET: "the edition's criteria for a review",
    Caution.ALWAYS: "the edition's circumstances in which a review is always held",
    Caution.PERPETRATOR: "panel's second report, paragraph 16",
    Caution.MANY_CHILDREN: "panel's second report, paragraph 17",
    Caution.IN_UTERO: "panel's second report, paragraph 18",
}
"""Where each caution is said."""

COST_PLAYED_NO_PART = "Cost played no part in this decision."
"""What a Chair declares, and is kept with the reasons."""

_COST = re.compile(
    r"£\s?\d|\b(?:(?<!at all )(?<!at any )costs?|costed|costly|costings?|(?<!at the )expenses?|expensive|"
    r"budget(?:s|ed|ary)?|fund(?:s|ed|ing)?|(?:un)?afford(?:able|ability)?|finances?|financing|value for money|"
    r"financial(?:ly)? (?:reasons?|grounds|constraints?|pressures?|implications?|position)|"
    r"(?:under-?)?resourc(?:es?|ed|ing))\b",
    re.IGNORECASE,
)
"""Not every word that begins so: a child is afforded protection, a mother is resourceful, a family has financial worries."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A decision as it is about to be put on record, or as it was."""

    on: date
    initiate: bool
    post_mortem: str
    delay_explained: bool | None
    reasons: str
    findings: Mapping[str, str]


def on_decision(file: CaseFile, proposed: Proposed) -> list[Caution]:
    """What gives pause about a decision on this file."""
    found: list[Caution] = []
    if not proposed.initiate and proposed.post_mortem == PostMortem.PENDING and has_died(file):
        found.append(Caution.PREMATURE)
    if is_late(file, proposed.on) and not proposed.delay_explained:
        found.append(Caution.LATE)
    if mentions_cost(proposed.reasons):
        found.append(Caution.COST)
    edition = edition_on(file, proposed.on)
    must_review = edition is not None and edition.led_by == "board"  # later guidance leaves it to judgement
    if edition and must_review and not proposed.initiate and criteria.met(edition, proposed.findings) == Finding.MET:
        found.append(Caution.CRITERIA_MET)
    if edition and not proposed.initiate and _always_reviewed(file, edition):
        found.append(Caution.ALWAYS)
    return found + _outside_the_definition(file, edition.led_by if edition else "")


def as_recorded(file: CaseFile, decision: Decision) -> Proposed:
    """A decision on record, as `on_decision` takes it: whoever reads it is warned of what the Chair was."""
    return Proposed(
        on=decision.on,
        initiate=decision.initiate,
        post_mortem=decision.post_mortem,
        delay_explained=decision.delay_explained,
        reasons=decision.reasons,
        findings={found.limb: found.finding for found in file.findings_on(decision)},
    )


def is_late(file: CaseFile, on: date) -> bool:
    """Whether a decision on a day is past the day on which it was due. To reconsider one made before is never late."""
    running = clock(file, "decide", "rapid_review")
    made_before = any(decision.on < on for decision in file.decisions)
    return running is not None and on > running.due and not made_before


def mentions_cost(reasons: str) -> bool:
    """Whether reasons speak of cost, funds or resources, otherwise than to declare that these played no part."""
    return bool(_COST.search(reasons.replace(COST_PLAYED_NO_PART, "")))


def has_died(file: CaseFile) -> bool:
    """Whether a child of the case has died."""
    return any(i.kind == IncidentKind.DEATH for i in file.incidents) or any(child.died for child in file.children)


def _always_reviewed(file: CaseFile, edition: Edition) -> bool:
    """Whether a child died in custody, where the edition says that such a death is always reviewed."""
    always = {circumstance.code for circumstance in edition.criteria.circumstances if circumstance.always}
    return "in_custody" in always and has_died(file) and any(incident.in_custody for incident in file.incidents)


def _outside_the_definition(file: CaseFile, led_by: str) -> list[Caution]:
    """What the panel said of the definition in the years of serious case reviews; later guidance takes another view."""
    if led_by != "board":
        return []
    found = []
    if file.children and all(child.role == ChildRole.PERPETRATOR for child in file.children):
        found.append(Caution.PERPETRATOR)
    if any(incident.many_children for incident in file.incidents):
        found.append(Caution.MANY_CHILDREN)
    if any(incident.in_utero for incident in file.incidents):
        found.append(Caution.IN_UTERO)
    return found
