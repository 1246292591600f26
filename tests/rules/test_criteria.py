"""Whether the criteria are met, by what was found on each limb: yes, no, or not known yet."""

from itertools import product

import pytest

from casereview.guidance.editions import edition, editions
from casereview.rules.codes import Finding
from casereview.rules.criteria import met

ANSWERS = {"y": Finding.MET, "n": Finding.NOT_MET, "?": Finding.NOT_KNOWN}

REGULATION_5 = [
    # abuse or neglect, death, serious harm, joint working: met?
    ("yy??", "y"),  # a child died, and abuse or neglect is suspected
    ("yynn", "y"),
    ("ny??", "n"),  # a child died, and nobody suspects abuse or neglect
    ("nnyy", "n"),
    ("?y??", "?"),
    ("ynyy", "y"),  # seriously harmed, and agencies did not work well together
    ("ynyn", "n"),
    ("yny?", "?"),
    ("yn?y", "?"),
    ("yn?n", "n"),
    ("ynn?", "n"),  # neither died nor was seriously harmed
    ("y?yy", "y"),  # whether the child will live is not known, and it is enough that the harm was serious
    ("y?nn", "?"),
    ("y???", "?"),
    ("????", "?"),
    ("n???", "n"),
    ("?n?n", "n"),
    ("?nyy", "?"),
]

UNLESS_NO_CONCERNS = [
    ("yy??", "y"),
    ("ny??", "n"),
    ("ynyy", "y"),
    ("yny?", "y"),  # not known whether there was concern: only definite evidence of none is enough
    ("ynyn", "n"),
    ("yn?y", "?"),
    ("yn??", "?"),
    ("yn?n", "n"),
    ("ynn?", "n"),
    ("y?y?", "y"),
    ("?ny?", "?"),
    ("????", "?"),
    ("n???", "n"),
]

SERIOUS_CHILD_SAFEGUARDING_CASE = [
    ("yy?n", "y"),
    ("ynyn", "y"),  # how agencies worked together is no limb of it
    ("yny?", "y"),
    ("ynny", "n"),
    ("nyyy", "n"),
    ("?yyy", "?"),
    ("y?n?", "?"),
    ("????", "?"),
]

CHAPTER_8_OF_2010 = [
    ("yy??", "y"),
    ("yynn", "y"),
    ("ynyy", "?"),  # to be considered, not always held
    ("y?yy", "?"),
    ("ynny", "n"),
    ("ynyn", "n"),
    ("nyyy", "n"),
    ("?yyy", "?"),
    ("????", "?"),
]

TABLES = {
    "WT2010": CHAPTER_8_OF_2010,
    "WT2013": REGULATION_5,
    "WT2015": UNLESS_NO_CONCERNS,
    "TRANS2018": UNLESS_NO_CONCERNS,
    "WT2018": SERIOUS_CHILD_SAFEGUARDING_CASE,
    "WT2023": SERIOUS_CHILD_SAFEGUARDING_CASE,
}
LIMBS = ("abuse_or_neglect", "death", "serious_harm", "joint_working")


def found(answers: str) -> dict[str, Finding]:
    return {limb: ANSWERS[answer] for limb, answer in zip(LIMBS, answers, strict=True)}


def test_every_edition_that_is_held_has_a_rule():
    assert set(TABLES) == {edition.id for edition in editions()}
    for one in editions():
        assert met(one, {}) == Finding.NOT_KNOWN


@pytest.mark.parametrize(("id", "answers", "expected"), [(id, *row) for id, rows in TABLES.items() for row in rows])
def test_the_criteria_are_met_by_these_findings(id, answers, expected):
    assert met(edition(id), found(answers)) == ANSWERS[expected]


@pytest.mark.parametrize("id", TABLES)
def test_a_limb_not_answered_is_not_known(id):
    for answers in ("yy??", "yny?", "y???", "????"):
        known = {limb: finding for limb, finding in found(answers).items() if finding != Finding.NOT_KNOWN}
        blank = {**dict.fromkeys(LIMBS, ""), **known}
        assert met(edition(id), known) == met(edition(id), blank) == met(edition(id), found(answers))


@pytest.mark.parametrize("id", TABLES)
def test_learning_more_never_turns_a_yes_into_a_no_or_the_other_way(id):
    for answers in product("yn?", repeat=4):
        before = met(edition(id), found("".join(answers)))
        for position in (position for position, answer in enumerate(answers) if answer == "?"):
            for learned in "yn":
                more = [*answers[:position], learned, *answers[position + 1 :]]
                after = met(edition(id), found("".join(more)))
                # by the guidance of 2015, what is not known of joint working counts as concern until there is evidence
                presumed = id in ("WT2015", "TRANS2018") and LIMBS[position] == "joint_working"
                assert before in (Finding.NOT_KNOWN, after) or presumed


@pytest.mark.parametrize("id", TABLES)
def test_without_abuse_or_neglect_the_criteria_are_never_met(id):
    for rest in product("yn?", repeat=3):
        assert met(edition(id), found("n" + "".join(rest))) == Finding.NOT_MET


def test_a_finding_that_is_none_of_the_answers_is_an_error():
    with pytest.raises(ValueError, match="perhaps"):
        met(edition("WT2015"), {"death": "perhaps"})
