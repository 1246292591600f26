"""Whether the criteria for a review are met, by what was found on each limb. One function for each wording of them."""

from collections.abc import Callable, Mapping

from casereview.guidance.contents import Edition
from casereview.rules.codes import Finding

MET, NOT_MET, NOT_KNOWN = Finding.MET, Finding.NOT_MET, Finding.NOT_KNOWN


def met(edition: Edition, findings: Mapping[str, str]) -> Finding:
    """Whether an edition's criteria are met by the findings on its limbs; a limb not answered is not known."""
    return _RULES[edition.id]({limb: Finding(finding) for limb, finding in findings.items() if finding})


def regulation_5(findings: Mapping[str, Finding]) -> Finding:
    """Abuse or neglect known or suspected, and a death, or serious harm with cause for concern about joint working.

    Regulation 5(2) of the Local Safeguarding Children Boards Regulations 2006.
    """
    harm = _both(_limb(findings, "serious_harm"), _limb(findings, "joint_working"))
    return _both(_limb(findings, "abuse_or_neglect"), _either(_limb(findings, "death"), harm))


def chapter_8_of_2010(findings: Mapping[str, Finding]) -> Finding:
    """Always where a child has died and abuse or neglect is known or suspected; for serious harm, to be considered.

    What is only to be considered is not known until somebody has considered it.
    """
    if _both(_limb(findings, "abuse_or_neglect"), _limb(findings, "death")) == MET:
        return MET
    return NOT_MET if regulation_5(findings) == NOT_MET else NOT_KNOWN


def regulation_5_unless_no_concerns(findings: Mapping[str, Finding]) -> Finding:
    """The same, save that serious harm is reviewed unless there is definite evidence of no concern about joint working."""
    joint_working = _limb(findings, "joint_working")
    return regulation_5({**findings, "joint_working": NOT_MET if joint_working == NOT_MET else MET})


def serious_child_safeguarding_case(findings: Mapping[str, Finding]) -> Finding:
    """Abuse or neglect known or suspected, and a death or serious harm: then there is a rapid review.

    Whether a review follows is the safeguarding partners' judgement (regulation 11, SI 2018/789), not a rule.
    """
    return _both(
        _limb(findings, "abuse_or_neglect"), _either(_limb(findings, "death"), _limb(findings, "serious_harm"))
    )


_RULES: Mapping[str, Callable[[Mapping[str, Finding]], Finding]] = {
    "WT2010": chapter_8_of_2010,
    "WT2013": regulation_5,
    "WT2015": regulation_5_unless_no_concerns,
    "TRANS2018": regulation_5_unless_no_concerns,
    "WT2018": serious_child_safeguarding_case,
    "WT2023": serious_child_safeguarding_case,
}


def _limb(findings: Mapping[str, Finding], limb: str) -> Finding:
    return findings.get(limb, NOT_KNOWN)


def _both(one: Finding, other: Finding) -> Finding:
    if NOT_MET in (one, other):
        return NOT_MET
    return MET if one == other == MET else NOT_KNOWN


def _either(one: Finding, other: Finding) -> Finding:
    if MET in (one, other):
        return MET
    return NOT_MET if one == other == NOT_MET else NOT_KNOWN
