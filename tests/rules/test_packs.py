"""What the panel asks to be sent: what of it a file needs, what is there already, and what is missing. Paragraph 12."""

from dataclasses import replace

import pytest

from casereview.guidance.editions import editions
from casereview.rules import packs
from casereview.rules.cautions import COST_PLAYED_NO_PART
from casereview.rules.codes import Matter
from casereview.rules.packs import Said
from tests.factories import (
    ABoard,
    AChild,
    a_fact,
    a_file,
    advised,
    checked,
    day,
    decided,
    incident,
    notified,
    reported,
    submitted,
)

NI, NP = Matter.NON_INITIATION, Matter.NON_PUBLICATION
LIMBS = ("abuse_or_neglect", "death", "serious_harm", "joint_working")
TODAY = day("2015-05-12")


def found_on(decision, **findings):
    """Findings on the limbs of a decision, each with a reason."""
    return [
        a_fact("limb_findings", decision.on, decision=decision.id, limb=limb, finding=finding, reason=f"About {limb}.")
        for limb, finding in findings.items()
    ]


def a_death(*facts, decision=None, **findings):
    """A death of which the board was told on 7 April 2015, and the decision not to review it."""
    decision = decision or decided("2015-04-30", reasons="None of the limbs.", post_mortem="confirmed")
    told = notified("2015-04-07", aware_on="2015-04-05")
    return a_file(incident("2015-04-05", kind="death"), told, decision, *found_on(decision, **findings), *facts)


def a_harm(*facts, **findings):
    """The same of a child who is alive."""
    decision = decided("2015-04-30", reasons="None of the limbs.")
    told = notified("2015-04-07", aware_on="2015-04-05")
    return a_file(incident("2015-04-05", kind="serious_harm"), told, decision, *found_on(decision, **findings), *facts)


def codes(parts):
    return {part.item.code for part in parts}


def supplied(pack):
    return codes(part for part in pack.parts if part.supplied)


@pytest.mark.parametrize("matter", Matter)
@pytest.mark.parametrize("edition", editions(), ids=lambda edition: edition.id)
def test_every_edition_asks_for_something_on_each_matter(edition, matter):
    assert packs.asked(edition, matter)


def test_where_an_edition_knows_no_papers_on_a_decision_not_to_review_it_asks_for_those_of_the_rapid_review():
    partners = ABoard(partners_from=day("2019-09-01"))
    told = notified("2020-03-02", aware_on="2020-03-02")
    file = a_file(incident("2020-03-01"), told, decided("2020-03-16"), board=partners)
    pack = packs.pack(file, NI, day("2020-03-17"))
    assert pack.edition.id == "WT2018"
    assert "immediate_action" in codes(pack.parts)


def test_before_the_first_edition_that_is_held_nothing_in_particular_is_asked_for():
    file = a_file(notified("2009-03-01"), decided("2009-04-01"))
    assert packs.pack(file, NI, day("2009-04-02")).parts == []
    assert packs.pack(file, NI, day("2009-04-02")).score == (0, 0)


def test_the_papers_are_those_of_the_edition_under_which_the_decision_was_made():
    file = a_file(notified("2015-03-02"), decided("2015-03-20"))
    assert packs.pack(file, NI, day("2015-04-02")).edition.id == "WT2013"


def test_a_proposal_not_to_publish_is_asked_about_by_the_edition_of_the_day_on_which_it_is_sent():
    file = a_file(notified("2014-03-02"), decided("2014-03-20", initiate=True))
    assert packs.pack(file, NP, day("2015-04-02")).edition.id == "WT2015"


# ── What is needed ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_needed_depends_on_whether_the_child_has_died():
    of_a_death, of_a_harm = packs.pack(a_death(), NI, TODAY), packs.pack(a_harm(), NI, TODAY)
    assert {"post_mortem"} <= codes(of_a_death.asked)
    assert not {"serious_harm", "joint_working"} & codes(of_a_death.asked)
    assert {"serious_harm", "joint_working"} <= codes(of_a_harm.asked)
    assert "post_mortem" not in codes(of_a_harm.asked)


def test_a_child_who_was_harmed_and_then_died_has_died():
    file = replace(a_harm(), children=[AChild(died=day("2015-04-20"))])
    assert "post_mortem" in codes(packs.pack(file, NI, TODAY).asked)


@pytest.mark.parametrize(("on", "asked"), [("2015-05-07", False), ("2015-05-08", True)])
def test_why_it_took_so_long_is_asked_only_of_a_late_decision(on, asked):
    file = a_death(decision=decided(on))
    assert ("delay" in codes(packs.pack(file, NI, day(on)).asked)) == asked


@pytest.mark.parametrize(("on", "asked"), [("2020-03-23", False), ("2020-03-24", True)])
def test_a_rapid_review_is_late_by_the_day_on_which_it_is_sent(on, asked):
    told = notified("2020-03-02", aware_on="2020-03-02")
    file = a_file(incident("2020-03-01"), told, decided("2020-03-16"), board=ABoard(partners_from=day("2019-09-01")))
    assert ("delay" in codes(packs.pack(file, NI, day(on)).asked)) == asked


def test_what_is_needed_only_if_it_is_relied_on_is_asked_about_and_not_missing():
    pack = packs.pack(a_death(), NI, TODAY)
    assert "peer_challenge" in codes(pack.asked)
    assert "peer_challenge" not in codes(pack.missing)
    said = packs.pack(a_death(), NI, TODAY, {"peer_challenge": Said(False, "It is to come.")})
    assert "peer_challenge" in codes(said.missing)
    assert "peer_challenge" not in codes(packs.pack(a_death(), NI, TODAY, {"peer_challenge": Said(None)}).missing)


def test_definite_evidence_is_needed_where_serious_harm_is_not_reviewed_for_want_of_concern():
    assert "definite_evidence" in codes(packs.pack(a_harm(joint_working="not_met"), NI, TODAY).missing)
    assert "definite_evidence" not in codes(packs.pack(a_harm(joint_working="not_known"), NI, TODAY).missing)
    assert "definite_evidence" not in codes(packs.pack(a_death(joint_working="not_met"), NI, TODAY).missing)


def test_without_findings_the_notification_says_whether_concern_is_ruled_out():
    told = notified("2015-04-07")
    no_concern = incident("2015-04-05", kind="serious_harm", joint_working_concern="no")
    file = a_file(no_concern, told, decided("2015-04-30"))
    assert "definite_evidence" in codes(packs.pack(file, NI, TODAY).missing)


# ── What is there ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_file_supplies_what_it_holds():
    findings = dict.fromkeys(LIMBS, "not_met")
    reasons = f"None of the limbs.\n\n{COST_PLAYED_NO_PART}"
    file = a_death(decision=decided("2015-04-30", reasons=reasons), **findings)
    expected = {"notification_copy", "explanation", "dates", "abuse_or_neglect", "cost"}
    assert expected <= supplied(packs.pack(file, NI, TODAY))


def test_reasons_that_pass_over_a_limb_are_not_an_explanation_limb_by_limb():
    pack = packs.pack(a_death(abuse_or_neglect="not_met", death="met", serious_harm="not_met"), NI, TODAY)
    [explanation] = [part for part in pack.parts if part.item.code == "explanation"]
    assert explanation.missing
    assert "worked together" in explanation.on_file.words


def test_days_that_nobody_recorded_are_named():
    told = notified("2015-04-07", aware_on=None)
    pack = packs.pack(a_file(incident("2015-04-05", kind="death"), told, decided("2015-04-30")), NI, TODAY)
    [dates] = [part for part in pack.parts if part.item.code == "dates"]
    assert dates.missing
    assert "the authority became aware: not recorded" in dates.on_file.words


def test_what_was_found_still_counts_once_the_panel_has_been_told_of_the_decision():
    was = decided("2015-04-30", reasons="None of the limbs.")
    now = was.but(id="told", corrects_id=was.id, told_panel_on=TODAY)
    file = replace(a_death(decision=was, abuse_or_neglect="not_met"), decisions=[now], corrected=[was])
    assert "abuse_or_neglect" in supplied(packs.pack(file, NI, TODAY))


def test_where_the_file_tells_only_part_its_words_are_there_to_begin_with():
    pack = packs.pack(a_death(), NI, TODAY)
    [post_mortem] = [part for part in pack.parts if part.item.code == "post_mortem"]
    assert post_mortem.on_file.words == "Post-mortem: Confirmed."
    assert post_mortem.missing
    assert post_mortem.text == ""


def test_a_report_that_came_is_on_the_file():
    file = a_file(notified("2014-03-02"), decided("2014-03-20", initiate=True), reported("2015-04-01"))
    assert supplied(packs.pack(file, NP, day("2015-04-02"))) == {"report"}


def test_what_the_board_says_goes_before_what_the_file_tells():
    pack = packs.pack(a_death(), NI, TODAY, {"notification_copy": Said(False, "It is lost.")})
    [copy] = [part for part in pack.parts if part.item.code == "notification_copy"]
    assert copy.missing
    assert copy.text == "It is lost."


# ── The score ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_score_limb_by_limb_adds_up_to_the_whole():
    pack = packs.pack(a_harm(abuse_or_neglect="not_met"), NI, TODAY, {"family": Said(True, "Told on 2 May.")})
    limbs = pack.by_limb().values()
    assert (sum(one.supplied for one in limbs), sum(one.needed for one in limbs)) == pack.score
    assert pack.score.needed - pack.score.supplied == len(pack.missing)


def test_nothing_is_missing_once_everything_is_supplied():
    said = {part.item.code: Said(True, "Here.") for part in packs.pack(a_death(), NI, TODAY).asked}
    pack = packs.pack(a_death(), NI, TODAY, said)
    assert pack.missing == []
    assert pack.score.supplied == pack.score.needed


def test_papers_as_they_came_are_read_from_their_own_items():
    first, second = submitted("2015-05-12"), submitted("2015-06-12")
    item = a_fact("pack_items", "2015-05-12", submission=first.id, item="family", supplied=True, text="Told.")
    file = a_death(first, second, item)
    assert "family" in supplied(packs.sent(file, first))
    assert "family" in codes(packs.sent(file, second).missing)


def test_papers_are_about_the_decision_that_stood_when_they_came():
    first, later = decided("2015-04-30"), decided("2015-07-30", initiate=True)
    file = a_file(notified("2015-04-07"), first, later)
    assert packs.decision_behind(file, TODAY) == first
    assert packs.decision_behind(file, day("2015-08-30")) == first
    assert packs.decision_behind(file, day("2015-04-29")) is None


# ── What was sent back before ───────────────────────────────────────────────────────────────────────────────────────


def test_what_was_sent_back_is_counted_in_words():
    papers = submitted("2015-05-12")
    lacking = checked("2015-05-14", papers, "incomplete", missing="family;delay")
    doubt = advised("2015-06-08", "refer_back", grounds="unexplained_delay")
    counted = packs.sent_back([a_death(papers, lacking, doubt), a_death(papers, lacking)], NI)
    assert counted == {"What the family has been told": 2, "Why the decision took so long": 2, "Unexplained delay": 1}


def test_what_was_sent_back_on_the_other_matter_is_left_out():
    papers = submitted("2015-05-12", "non_publication")
    file = a_death(papers, checked("2015-05-14", papers, "incomplete", missing="report"))
    assert packs.sent_back([file], NI) == {}
    assert packs.sent_back([file], NP) == {"The completed report": 1}


def test_an_agreement_is_no_sending_back():
    assert packs.sent_back([a_death(submitted("2015-05-12"), advised("2015-06-08", "agree", grounds=""))], NI) == {}
