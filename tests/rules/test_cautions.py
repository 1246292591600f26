"""What gives pause before a decision: the panel's own rules, paragraphs 14 to 18 and 35 of its second report."""

from datetime import date

import pytest

from casereview.rules.cautions import (
    COST_PLAYED_NO_PART,
    PARAGRAPHS,
    Caution,
    Proposed,
    is_late,
    mentions_cost,
    on_decision,
)
from tests.factories import ABoard, AChild, AFact, a_file, decided, incident, notified

PARTNERS = ABoard(partners_from=date(2018, 7, 4))
NOTIFIED = notified("2015-04-07", aware_on="2015-04-06")


def proposed(**answers) -> Proposed:
    given = {
        "on": date(2015, 5, 5),
        "initiate": False,
        "post_mortem": "confirmed",
        "delay_explained": None,
        "reasons": "The limbs are not met.",
        "findings": {},
    }
    return Proposed(**{**given, **answers})


def cautions(*facts: AFact, board: ABoard | None = None, children=(), **answers) -> list[Caution]:
    return on_decision(a_file(*facts, board=board, children=children), proposed(**answers))


def test_a_sound_decision_gives_no_pause():
    assert cautions(NOTIFIED, incident("2015-04-05")) == []
    assert cautions() == []


def test_every_caution_says_where_it_is_said():
    assert set(PARAGRAPHS) == set(Caution)
    for caution in Caution:
        assert caution.words.endswith(".")


# ── Before the post-mortem ──────────────────────────────────────────────────────────────────────────────────────────

DIED, HARMED = incident("2015-04-05", kind="death"), incident("2015-04-05", kind="serious_harm")


@pytest.mark.parametrize(
    ("facts", "children", "answers", "expected"),
    [
        ([DIED], (), {"post_mortem": "pending"}, [Caution.PREMATURE]),
        ([HARMED], [AChild(died=date(2015, 4, 20))], {"post_mortem": "pending"}, [Caution.PREMATURE]),
        ([HARMED], [AChild()], {"post_mortem": "pending"}, []),
        ([DIED], (), {"post_mortem": "confirmed"}, []),
        ([DIED], (), {"post_mortem": "not_applicable"}, []),
        ([DIED], (), {"post_mortem": "pending", "initiate": True}, []),
    ],
)
def test_a_decision_not_to_review_before_the_post_mortem_is_confirmed_is_premature(facts, children, answers, expected):
    assert cautions(*facts, children=children, **answers) == expected


# ── Delay ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("on", "explained", "expected"),
    [
        ("2015-05-07", None, []),
        ("2015-05-08", None, [Caution.LATE]),
        ("2015-05-08", False, [Caution.LATE]),
        ("2015-05-08", True, []),
    ],
)
@pytest.mark.parametrize("initiate", [True, False])
def test_delay_that_nothing_explains_is_challenged(on, explained, expected, initiate):
    answers = {"on": date.fromisoformat(on), "delay_explained": explained, "initiate": initiate}
    assert cautions(NOTIFIED, **answers) == expected


def test_a_chair_who_decides_again_is_not_late_for_that():
    assert not is_late(a_file(NOTIFIED, decided("2015-05-01")), date(2015, 9, 1))


def test_a_first_decision_stays_late_when_it_is_read_again_later():
    file = a_file(NOTIFIED, decided("2015-06-01"), decided("2015-09-01", initiate=True))
    assert is_late(file, date(2015, 6, 1))


def test_partners_are_late_where_the_rapid_review_is():
    file = a_file(notified("2024-03-04", aware_on="2024-03-04"), board=PARTNERS)
    assert not is_late(file, date(2024, 3, 25))
    assert is_late(file, date(2024, 3, 26))


def test_where_no_clock_runs_nothing_is_late():
    assert not is_late(a_file(), date(2024, 3, 26))


# ── Cost ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "reasons",
    [
        "A review would cost too much.",
        "The costs are high.",
        "It would be costly.",
        "Costed at three reviews a year.",
        "£20,000 would be needed.",
        "Some £ 20,000.",
        "(£5k)",
        "It is EXPENSIVE.",
        "The expense is not justified.",
        "The budget is spent.",
        "No budgetary provision was made.",
        "There is no funding.",
        "The board could not fund a third.",
        "It was not funded this year.",
        "It is unaffordable.",
        "We cannot afford another.",
        "The board's finances do not allow it.",
        "For financial reasons.",
        "There are not the resources.",
        "The board is under-resourced.",
        "It would not be value for money.",
        "Value\nfor money: value for money.",
    ],
)
def test_reasons_that_mention_cost_give_pause(reasons):
    assert mentions_cost(reasons)
    assert cautions(NOTIFIED, reasons=reasons) == [Caution.COST]


@pytest.mark.parametrize(
    "reasons",
    [
        "",
        "The limbs are not met.",
        "The child was afforded every protection.",
        "The placement affords the child stability.",
        "The mother was resourceful.",
        "The injury was found under a costume.",
        "There are fundamental differences.",
        "He refunded nothing.",
        "The family had financial worries.",
        "Contact was to be avoided at all costs.",
        "Adults were heard at the expense of the child.",
        "The Costa family moved.",
        "The coastguard was called.",
    ],
)
def test_words_that_only_look_like_cost_do_not(reasons):
    assert not mentions_cost(reasons)


def test_to_declare_that_cost_played_no_part_is_not_to_cite_it():
    assert not mentions_cost(f"The limbs are not met. {COST_PLAYED_NO_PART}")
    assert mentions_cost(f"It would cost too much. {COST_PLAYED_NO_PART}")


# ── The criteria ────────────────────────────────────────────────────────────────────────────────────────────────────

ALL_MET = {"abuse_or_neglect": "met", "death": "met"}


def test_findings_that_meet_the_criteria_give_pause_before_a_decision_not_to_review():
    assert cautions(NOTIFIED, findings=ALL_MET) == [Caution.CRITERIA_MET]
    assert cautions(NOTIFIED, findings=ALL_MET, initiate=True) == []
    assert cautions(NOTIFIED, findings={**ALL_MET, "abuse_or_neglect": "not_known"}) == []


def test_since_2018_whether_to_review_is_a_judgement_though_the_criteria_are_met():
    sent = notified("2024-03-04", aware_on="2024-03-04")
    assert cautions(sent, findings=ALL_MET, on=date(2024, 3, 20), board=PARTNERS) == []


@pytest.mark.parametrize(
    ("joint_working", "expected"),
    [("not_known", [Caution.CRITERIA_MET]), ("not_met", []), ("met", [Caution.CRITERIA_MET])],
)
def test_by_the_edition_of_2015_serious_harm_is_reviewed_unless_there_is_evidence_of_no_concern(
    joint_working, expected
):
    findings = {"abuse_or_neglect": "met", "death": "not_met", "serious_harm": "met", "joint_working": joint_working}
    assert cautions(NOTIFIED, findings=findings) == expected


# ── Outside the definition ──────────────────────────────────────────────────────────────────────────────────────────

PERPETRATOR, VICTIM = AChild(1, role="perpetrator"), AChild(2, role="victim")


def test_the_criteria_are_about_the_victim():
    assert cautions(children=[PERPETRATOR]) == [Caution.PERPETRATOR]
    assert cautions(children=[PERPETRATOR, VICTIM]) == []
    assert cautions(children=[PERPETRATOR, AChild(2, role="")]) == []


@pytest.mark.parametrize(
    ("answer", "caution"), [("many_children", Caution.MANY_CHILDREN), ("in_utero", Caution.IN_UTERO)]
)
def test_harm_to_many_and_harm_before_birth_fall_outside_the_definition(answer, caution):
    assert cautions(incident("2015-04-05", **{answer: True})) == [caution]
    assert cautions(incident("2015-04-05", **{answer: False})) == []
    assert cautions(incident("2015-04-05", **{answer: None})) == []


def test_later_guidance_takes_another_view_of_what_falls_outside():
    facts = [incident("2024-03-01", many_children=True, in_utero=True), notified("2024-03-04", aware_on="2024-03-04")]
    assert cautions(*facts, children=[PERPETRATOR], on=date(2024, 3, 20), board=PARTNERS) == []


def test_several_cautions_are_given_together():
    found = cautions(
        NOTIFIED, DIED, post_mortem="pending", on=date(2015, 9, 1), reasons="It would cost too much.", findings=ALL_MET
    )
    assert found == [Caution.PREMATURE, Caution.LATE, Caution.COST, Caution.CRITERIA_MET]
