"""What belongs to no case: approaches, silent boards and their nil returns, and the panel's own recommendations."""

import pytest
from django.core import mail
from django.utils import timezone

from casereview.casework import acts, feedback, outside, recommendations
from casereview.casework.models import Despatch, Recommendation
from casereview.ledger import chain
from casereview.ledger.models import Link, Refused
from casereview.rules.permits import Refusal
from tests.factories import (
    ANALYST,
    CHAIR,
    MANAGER,
    MEMBER,
    OTHER_CHAIR,
    SECRETARY,
    a_case,
    a_user,
    day,
    moment,
    organisations,
    the_file,
)


@pytest.fixture
def asked(db):
    return acts.contact(
        by=SECRETARY, on=day("2015-06-02"), kind="out_of_remit", approacher="relative", subject="About a decision."
    )


def test_an_approach_is_answered_once_with_where_to_turn_to(asked):
    reply = acts.reply(by=SECRETARY, contact=asked.id, on=day("2015-06-03"), signpost="complaints", token="t")
    assert (
        acts.reply(by=SECRETARY, contact=asked.id, on=day("2015-06-03"), signpost="complaints", token="t").id
        == reply.id
    )
    assert "Local Government and Social Care Ombudsman" in reply.text
    assert reply.board == ""
    with pytest.raises(Refused, match="answered already"):
        acts.reply(by=SECRETARY, contact=asked.id, on=day("2015-06-04"), signpost="police")
    [one] = outside.approaches(SECRETARY)
    assert (one.contact.approacher, one.reply.id) == ("relative", reply.id)
    assert mail.outbox == []


def test_what_is_no_approach_is_not_answered_so(db):
    organisations()
    letter = acts.contact(by=SECRETARY, on=day("2015-06-02"), kind="letter", board="B1")
    with pytest.raises(Refused, match="no such approach"):
        acts.reply(by=SECRETARY, contact=letter.id, on=day("2015-06-03"), signpost="complaints")
    with pytest.raises(Refusal):
        acts.reply(by=MEMBER, contact=letter.id, on=day("2015-06-03"), signpost="complaints")


def test_boards_are_in_contact_silent_or_never_heard_of_at_any_day(db):
    a_case(decided_not_to_initiate="2015-05-12", told="2015-05-12")
    then = outside.contacts(SECRETARY, day("2014-07-01"), day("2015-05-01"))
    later = outside.contacts(SECRETARY, day("2015-05-02"), day("2015-06-30"))
    assert {name: [m.name for m in members] for name, members in later.piles.items()} == {
        "contacted": ["B1"],
        "silent": ["B2"],
    }
    assert [member.name for member in then.piles["silent"]] == ["B1", "B2"]
    assert [member.name for member in later.subsets["never"]] == ["B2"]


def test_the_panels_own_letter_is_no_contact_and_the_boards_nil_return_is(db):
    organisations()
    a_user(OTHER_CHAIR)
    today = timezone.localdate()
    acts.write_to_silent(by=SECRETARY, boards=["B1", "B2"], on=today, token="t")
    acts.write_to_silent(by=SECRETARY, boards=["B1", "B2"], on=today, token="t")
    assert Despatch.objects.count() == 2
    assert [one.name for one in outside.contacts(SECRETARY, today, today).piles["silent"]] == ["B1", "B2"]
    from casereview.casework import post

    assert (post.send(today).went, [message.to for message in mail.outbox]) == (1, [["opal@example.org"]])
    assert "Brackenford Board" in outside.written_to(OTHER_CHAIR)["B2"][0].text
    assert "B1" not in outside.written_to(OTHER_CHAIR)
    acts.nil_return(by=OTHER_CHAIR, on=today, subject="This year")
    assert [one.name for one in outside.contacts(SECRETARY, today, today).piles["contacted"]] == ["B2"]
    with pytest.raises(Refusal):
        acts.nil_return(by=SECRETARY, on=today)


def test_the_fourteen_recommendations_are_put_on_record_once(db):
    assert acts.recommend_as_reported(by="tests") == 14
    assert acts.recommend_as_reported(by="tests") == 0
    assert sorted({one.known_as[:4] for one in Recommendation.objects.all()}) == ["2014", "2015"]
    assert Recommendation.objects.filter(known_as__startswith="2015").count() == 7
    found = recommendations.every(MEMBER, timezone.localdate())
    assert {one.addressee for one in found} == {"ministers", "dfe", "ofsted", "ailc", "chairs", "lscbs"}


def test_recommendations_put_on_record_as_of_their_report_keep_their_moment_and_each_has_its_link(db):
    then = moment("2015-11-12T10:00:00+00:00")
    acts.recommend_as_reported(by="tests", until=day("2014-12-31"), recorded_at=then)
    rows = Recommendation.objects.all()
    assert {(one.known_as[:4], one.recorded_at, one.recorded_by) for one in rows} == {("2014", then, "tests")}
    links = [link.body for link in Link.objects.all() if '"act": "recommend"' in link.body]
    assert len(links) == len(rows)
    assert not [body for body in links if '"at": "2015-' in body]
    assert list(chain.faults()) == []


ABOUT = {"recommendation": "2015-1", "addressee": "dfe"}


def test_an_addressee_answers_for_itself_and_does_not_grade_itself(db):
    acts.recommend_as_reported(by="tests")
    acts.answer_recommendation(by=ANALYST, on=day("2016-01-11"), position="accepts", **ABOUT)
    with pytest.raises(Refusal):
        acts.grade(by=ANALYST, on=day("2016-01-12"), grade="done", text="We say so.", **ABOUT)
    with pytest.raises(Refusal):
        acts.answer_recommendation(
            by=ANALYST, on=day("2016-01-11"), position="accepts", recommendation="2015-1", addressee="ofsted"
        )
    with pytest.raises(Refused, match="no such recommendation to this addressee"):
        acts.answer_recommendation(
            by=SECRETARY, on=day("2016-01-11"), position="accepts", recommendation="2015-1", addressee="ailc"
        )


def test_a_day_is_moved_with_a_reason_and_both_stay(db):
    acts.recommend_as_reported(by="tests")
    acts.set_target(by=SECRETARY, on=day("2016-01-11"), target=day("2016-07-01"), **ABOUT)
    with pytest.raises(Refused, match="Say why the day is moved"):
        acts.set_target(by=SECRETARY, on=day("2016-06-11"), target=day("2016-12-01"), **ABOUT)
    with pytest.raises(Refused, match="has passed already"):
        acts.set_target(by=SECRETARY, on=day("2016-06-11"), target=day("2016-06-10"), text="So.", **ABOUT)
    acts.set_target(by=SECRETARY, on=day("2016-06-11"), target=day("2016-12-01"), text="Staff left.", **ABOUT)
    found = recommendations.one(SECRETARY, timezone.localdate(), **ABOUT)
    assert ([one.target.isoformat() for one in found.targets], found.moves) == (["2016-07-01", "2016-12-01"], 1)


def test_a_boards_page_is_its_own(db):
    reference = a_case(decided_not_to_initiate="2026-05-12", notified="2026-04-07", submitted="2026-05-20")
    submission = the_file(reference).submissions[0].id
    acts.check(
        reference, by=SECRETARY, submission=submission, on=day("2026-05-21"), result="incomplete", missing=["family"]
    )
    told = {one.measure.key: one for one in feedback.own_board(MANAGER, day("2026-06-30"))}
    assert (told["days_to_decide"].value, told["complete_at_first"].value) == (35, 0)
    assert told["days_to_decide"].national is None
    assert sum(feedback.sent_back_for(CHAIR)["non_initiation"].values()) == 1
    assert {one.cases for one in feedback.own_board(OTHER_CHAIR, day("2026-06-30"))} == {0}
    with pytest.raises(Refusal):
        feedback.own_board(SECRETARY, day("2026-06-30"))
