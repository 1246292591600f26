"""Which past submissions are most like one, by the criteria and the facts: so that like cases are advised on alike.

Gower's (1971) coefficient: of what is known of both, the share that is the same, each by its weight. What is not known of
one of them counts neither way, but a likeness that rests on little is worth less.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casereview.rules.codes import Matter
from casereview.rules.facts import CaseFile

Traits = Mapping[str, str]

WEIGHTS = {
    "What happened": 3.0,
    "Abuse or neglect": 2.0,
    "Concern about joint working": 2.0,
    "Post-mortem": 1.5,
    "Proposed route": 3.0,
    "Expert advice": 2.0,
    "Part in the incident": 1.5,
    "Age": 1.0,
}
"""How much a trait counts; a finding on a limb of the criteria counts 2, anything else 1."""
LIMB = "Limb: "
BANDS = ((1, "under 1"), (6, "1 to 5"), (11, "6 to 10"), (16, "11 to 15"), (18, "16 to 17"))


@dataclass(frozen=True, slots=True)
class Like:
    """A past case, how like it is (0 to 1), what is the same and what is not."""

    reference: str
    likeness: float
    same: tuple[str, ...]
    different: tuple[str, ...]


def traits(file: CaseFile, matter: Matter) -> dict[str, str]:
    """What a submission is compared by. What is not known is left out."""
    found: dict[str, str] = {}
    if file.incidents:
        incident = file.incidents[-1]
        found |= {
            "What happened": incident.kind,
            "Abuse or neglect": incident.abuse_or_neglect,
            "Concern about joint working": incident.joint_working_concern,
        }
        for name, said in (
            ("Looked after", incident.looked_after),
            ("In a regulated setting", incident.regulated_setting),
            ("In custody", incident.in_custody),
            ("Suspected suicide", incident.suspected_suicide),
            ("Harm before birth", incident.in_utero),
            ("Harm to many children", incident.many_children),
        ):
            if said is not None:
                found[name] = "yes" if said else "no"
    if file.decision:
        found["Post-mortem"] = file.decision.post_mortem
        found |= {f"{LIMB}{one.limb}": one.finding for one in file.findings_on(file.decision)}
    victims = [child for child in file.children if child.role != "perpetrator"] or list(file.children)
    if victims:
        found["Part in the incident"] = victims[0].role
        if victims[0].born and file.incidents:
            found["Age"] = _band((file.incidents[0].on - victims[0].born).days / 365.25)
    found["Children"] = "one" if len(file.children) == 1 else "several" if file.children else ""
    if matter == Matter.NON_PUBLICATION and file.submissions_on(matter):
        found["Proposed route"] = file.submissions_on(matter)[-1].proposed_route
    return {name: value for name, value in found.items() if value and value != "not_known"}


def likeness(one: Traits, other: Traits) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    """How like two are, what is the same, and what is not."""
    shared = [name for name in one if name in other]
    same = tuple(name for name in shared if one[name] == other[name])
    different = tuple(name for name in shared if one[name] != other[name])
    compared = sum(map(_weight, shared))
    known = sum(map(_weight, one))
    if not compared:
        return 0.0, same, different
    return sum(map(_weight, same)) / compared * (compared / known) ** 0.5, same, different


def nearest(file: CaseFile, matter: Matter, among: Iterable[CaseFile], most: int = 5) -> list[Like]:
    """The past submissions on the matter that are most like this one and were advised on: most like first, then latest."""
    own = traits(file, matter)
    found = [
        Like(past.reference, *likeness(own, traits(past, matter)))
        for past in among
        if past.reference != file.reference and past.advice_on(matter)
    ]
    latest_first = sorted(found, key=lambda like: like.reference, reverse=True)
    return sorted(latest_first, key=lambda like: -like.likeness)[:most]


def _weight(name: str) -> float:
    return 2.0 if name.startswith(LIMB) else WEIGHTS.get(name, 1.0)


def _band(years: float) -> str:
    if years < 0:
        return "before birth"
    return next((words for limit, words in BANDS if years < limit), "18 or over")
