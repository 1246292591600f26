"""What is asked of a case file by every rule: which facts stand, in which order, and which are versions of one."""

from dataclasses import replace

from casereview.rules.codes import Matter
from casereview.rules.facts import after, when
from tests.factories import AFact, a_fact, a_file, advised, decided, notified, responded, submitted, withdrawn


def correcting(was: AFact, **changes) -> AFact:
    """The fact that corrects another, with what is different."""
    return was.but(id=f"{was.id}+", corrects_id=was.id, **changes)


def test_same_day_facts_go_by_the_moment_at_which_they_came_to_be_known():
    early, late = advised("2015-06-08", at="09:00"), advised("2015-06-08", at="17:00")
    next_day = advised("2015-06-09", at="08:00")
    assert sorted([next_day, late, early], key=when) == [early, late, next_day]
    assert after([early, late, next_day], early) == [late, next_day]
    assert after([early], early) == []


def test_the_decision_is_the_latest_since_a_chair_may_reconsider():
    first, second = decided("2015-05-12"), decided("2015-06-12", initiate=True)
    assert a_file(second, first).decision == second
    assert a_file(second, first).first_initiation == second
    assert a_file(first).first_initiation is None
    assert a_file().decision is None


def test_what_belongs_to_one_matter_is_told_apart_from_the_other():
    one, other = submitted("2015-05-20"), submitted("2015-12-01", "non_publication")
    view, answer = advised("2015-06-08"), responded("2016-01-10", "declines", "non_publication")
    file = a_file(one, other, view, answer)
    assert file.submissions_on(Matter.NON_INITIATION) == [one]
    assert file.submissions_on(Matter.NON_PUBLICATION) == [other]
    assert (file.advice_on(Matter.NON_INITIATION), file.advice_on(Matter.NON_PUBLICATION)) == ([view], [])
    assert (file.responses_on(Matter.NON_INITIATION), file.responses_on(Matter.NON_PUBLICATION)) == ([], [answer])


def test_a_withdrawn_notification_does_not_stand_and_is_still_on_the_file():
    first, second = notified("2015-04-07"), notified("2015-04-08")
    file = a_file(first, second, withdrawn("2015-04-09", first))
    assert file.notifications == [first, second]
    assert file.standing_notifications == [second]


def test_a_withdrawn_notification_that_is_corrected_stays_withdrawn():
    was = notified("2015-04-07")
    now = correcting(was, authority="A2")
    file = replace(a_file(now, withdrawn("2015-04-09", was)), corrected=[was])
    assert file.standing_notifications == []


def test_a_withdrawal_of_the_corrected_notification_withdraws_it():
    was = notified("2015-04-07")
    now = correcting(was, authority="A2")
    assert replace(a_file(now, withdrawn("2015-04-09", now)), corrected=[was]).standing_notifications == []


def test_the_versions_of_a_fact_are_itself_and_those_that_it_corrects():
    first = decided("2015-05-12")
    second = correcting(first, reasons="Better.")
    third = correcting(second, reasons="Best.")
    file = replace(a_file(third), corrected=[first, second])
    assert file.versions(third) == {first.id, second.id, third.id}
    assert file.versions(first) == {first.id}


def test_the_findings_of_a_decision_are_those_of_its_earlier_versions_too():
    was, other = decided("2015-05-12"), decided("2015-06-12")
    now = correcting(was, told_panel_on=None, reasons="Better.")
    mine = a_fact("limb_findings", "2015-05-12", decision=was.id, limb="death", finding="met")
    theirs = a_fact("limb_findings", "2015-06-12", decision=other.id, limb="death", finding="not_met")
    file = replace(a_file(now, other, mine, theirs), corrected=[was])
    assert file.findings_on(now) == [mine]
    assert file.findings_on(other) == [theirs]


def test_the_facts_of_a_file_are_named_by_their_kind():
    sent, made = notified("2015-04-07"), decided("2015-05-12")
    assert list(a_file(sent, made).facts()) == [("notifications", sent), ("decisions", made)]
