"""Each act of casework: what it puts on record, that it is done once, and by whom."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from casereview.casework import acts
from casereview.casework.files import NoSuchCase
from casereview.casework.models import Case, Child, Decision, Identity, LimbFinding, PackItem
from casereview.ledger import chain
from casereview.ledger.models import Done, Link, Refused
from casereview.people.models import Appointment
from casereview.rules import cautions
from casereview.rules.permits import Refusal, Who
from tests.casework import ready_letters, ready_publishing, ready_reviews
from tests.factories import (
    CHAIR,
    MANAGER,
    MEMBER,
    NOTIFIER,
    OTHER_NOTIFIER,
    SECRETARY,
    a_case,
    a_notification,
    a_user,
    day,
    moment,
    on_the_panel,
    organisations,
    the_file,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(db):
    organisations()


# ── What each act puts on record ────────────────────────────────────────────────────────────────────────────────────


def test_to_notify_opens_a_case_with_its_children_its_incident_and_its_notification():
    sent = a_notification(
        on="2015-04-07",
        aware_on=date(2015, 4, 2),
        incident_on=date(2015, 4, 1),
        incident={"kind": "serious_harm", "looked_after": True},
        children=[
            {"sex": "female", "born": date(2012, 3, 4), "role": "victim", "forenames": "Ada", "surname": "Vale"},
            {"sex": "male", "role": "also_harmed"},
        ],
        late_reason="A weekend.",
    )
    file = the_file("2015-0001")
    assert (sent.case_id, file.board.code) == ("2015-0001", "B1")
    [notification] = file.notifications
    assert (notification.authority, notification.aware_on, notification.recipient) == ("A1", date(2015, 4, 2), "ofsted")
    assert (notification.board_told_on, notification.late_reason) == (date(2015, 4, 7), "A weekend.")
    [incident] = file.incidents
    assert (incident.on, incident.kind, incident.looked_after) == (date(2015, 4, 1), "serious_harm", True)
    assert [(child.child, child.sex, child.role) for child in file.children] == [
        (1, "female", "victim"),
        (2, "male", "also_harmed"),
    ]
    assert [(one.child, one.forenames, one.surname) for one in file.identities] == [(1, "Ada", "Vale")]
    assert {fact.recorded_by for _, fact in file.facts()} == {"nora"}


def test_who_a_child_is_is_kept_apart_from_what_is_known_of_the_child():
    a_notification()
    assert not {"forenames", "surname", "also_known_as"} & {field.name for field in Child._meta.fields}
    assert Identity.objects.get().surname == "Vale"


def test_references_count_up_within_the_year_of_the_incident_s_becoming_known():
    assert a_notification(on="2015-04-07").case_id == "2015-0001"
    assert a_notification(on="2015-04-08").case_id == "2015-0002"
    assert a_notification(on="2016-01-01", aware_on=date(2015, 12, 31)).case_id == "2015-0003"
    assert a_notification(on="2016-01-02", aware_on=date(2016, 1, 1)).case_id == "2016-0001"


def test_references_given_by_others_are_not_counted_and_not_taken():
    a_notification(reference="2015-0009")
    a_notification(reference="2015-0042x")
    a_notification(reference="2015/7")
    assert a_notification(on="2015-04-07").case_id == "2015-0010"


def test_more_than_ten_thousand_cases_of_a_year_have_references():
    a_notification(reference="2015-9999")
    assert a_notification(on="2015-04-07").case_id == "2015-10000"
    assert a_notification(on="2015-04-07").case_id == "2015-10001"


def test_another_board_may_lead_than_the_one_that_serves_the_authority():
    assert the_file(a_notification(board="B2").case_id).board.code == "B2"
    assert the_file(a_notification(OTHER_NOTIFIER).case_id).board.code == "B2"


def test_to_withdraw_leaves_the_notification_on_the_file_and_uncounted():
    sent = a_notification()
    row = acts.withdraw(sent.case_id, by=NOTIFIER, notification=sent.id, on=day("2015-04-20"), reason="Not met.")
    file = the_file(sent.case_id)
    assert (row.notification, row.reason, row.on) == (sent.id, "Not met.", day("2015-04-20"))
    assert len(file.notifications) == 1
    assert file.standing_notifications == []


def test_to_decide_puts_on_record_the_decision_its_reasons_and_what_was_found_on_each_limb():
    reference = a_case()
    decision = decide(reference, findings={"death": ("met", "The child died."), "joint_working": ("not_known", "")})
    assert (decision.initiate, decision.post_mortem, decision.reasons) == (False, "confirmed", "As set out.")
    file = the_file(reference)
    assert {(one.limb, one.finding, one.reason) for one in file.findings_on(decision)} == {
        ("death", "met", "The child died."),
        ("joint_working", "not_known", ""),
    }


def test_a_chair_who_decides_again_leaves_both_decisions_on_the_file_and_the_latest_in_effect():
    reference = a_case()
    decide(reference)
    decide(reference, on="2015-06-01", initiate=True)
    file = the_file(reference)
    assert [one.initiate for one in file.decisions] == [False, True]
    assert file.decision.initiate


def test_to_tell_the_panel_sets_the_decision_down_again_with_the_day():
    reference = a_case()
    first = decide(reference, findings={"death": ("met", "The child died.")})
    told = acts.tell_panel(reference, by=MANAGER, on=day("2015-05-15"))
    file = the_file(reference)
    assert [one.pk for one in file.decisions] == [told.pk]
    assert (told.told_panel_on, told.on, told.corrects_id) == (day("2015-05-15"), first.on, first.pk)
    assert (told.recorded_by, first.recorded_by) == ("mina", "carl")
    assert [one.pk for one in file.corrected] == [first.pk]


def test_findings_belong_to_the_decision_after_the_panel_was_told_of_it():
    reference = a_case()
    decide(reference, findings={"death": ("met", "The child died."), "abuse_or_neglect": ("met", "It is suspected.")})
    acts.tell_panel(reference, by=MANAGER, on=day("2015-05-15"))
    file = the_file(reference)
    assert [one.limb for one in file.findings_on(file.decision)] == ["death", "abuse_or_neglect"]
    assert cautions.Caution.CRITERIA_MET in cautions.on_decision(file, cautions.as_recorded(file, file.decision))


def test_to_submit_sends_the_papers_and_tells_the_panel_where_it_had_not_been_told():
    reference = a_case(decided_not_to_initiate="2015-05-12")
    acts.submit(
        reference,
        by=MANAGER,
        matter="non_initiation",
        on=day("2015-05-20"),
        items={"explanation": (True, "Enclosed."), "dates": (False, "")},
    )
    file = the_file(reference)
    assert file.decision.told_panel_on == day("2015-05-20")
    assert {(one.item, one.supplied, one.text) for one in file.pack_items} == {
        ("explanation", True, "Enclosed."),
        ("dates", False, ""),
    }
    assert {one.submission for one in file.pack_items} == {file.submissions[0].pk}


def test_to_submit_leaves_the_day_on_which_the_panel_was_told_before():
    reference = a_case(decided_not_to_initiate="2015-05-12", told="2015-05-13", submitted="2015-05-20")
    assert the_file(reference).decision.told_panel_on == day("2015-05-13")


def test_a_proposal_not_to_publish_says_what_is_proposed_and_a_decision_not_to_review_does_not():
    reference = a_case(decided_not_to_initiate="2015-05-12")
    row = acts.submit(reference, by=MANAGER, matter="non_initiation", on=day("2015-05-20"), proposed_route="summary")
    assert row.proposed_route == ""
    reference = a_case(decided_to_initiate="2015-05-12")
    row = acts.submit(
        reference,
        by=CHAIR,
        matter="non_publication",
        on=day("2015-11-02"),
        proposed_route="summary",
        expert_advice=True,
    )
    assert (row.proposed_route, row.expert_advice) == ("summary", True)


@pytest.mark.parametrize(
    ("result", "missing", "kept"), [("complete", ["dates"], ""), ("incomplete", ["dates", "family"], "dates;family")]
)
def test_a_check_says_what_is_missing_only_where_something_is(result, missing, kept):
    reference = a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20")
    submission = the_file(reference).submissions[0].pk
    row = acts.check(
        reference, by=SECRETARY, submission=submission, on=day("2015-05-21"), result=result, missing=missing
    )
    assert (row.result, row.missing) == (result, kept)


def test_papers_that_were_found_incomplete_can_be_sent_again():
    reference = a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20")
    first = the_file(reference).submissions[0].pk
    acts.check(reference, by=SECRETARY, submission=first, on=day("2015-05-21"), result="incomplete", missing=["dates"])
    acts.submit(reference, by=MANAGER, matter="non_initiation", on=day("2015-05-22"))
    assert len(the_file(reference).submissions) == 2


def test_advice_has_its_grounds_and_a_route_only_where_the_panel_agrees_to_one():
    reference = a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20")
    row = advise(reference, view="refer_back", route="summary", grounds=["serious_harm", "other"])
    assert (row.view, row.route, row.grounds) == ("refer_back", "", "serious_harm;other")
    assert row.ground_words == ["The definition of serious harm", "Other"]
    reference = a_case(decided_to_initiate="2015-05-12", proposed_not_to_publish=("2015-11-02", "summary"))
    row = advise(reference, on="2015-12-14", matter="non_publication", view="agree", route="anonymous")
    assert row.route == "anonymous"


def test_the_panel_may_agree_before_the_post_mortem_is_confirmed_if_it_says_why():
    reference = a_case(decided_not_to_initiate="2015-05-12", post_mortem="pending", submitted="2015-05-20")
    assert advise(reference, text="The cause is beyond doubt.").view == "agree"


def test_a_board_answers_advice_once_and_again_when_the_panel_has_spoken_again():
    reference = a_case(
        decided_not_to_initiate="2015-05-12",
        submitted="2015-05-20",
        advised=("2015-06-08", "refer_back"),
        responded=("2015-06-20", "explains"),
    )
    advise(reference, on="2015-07-13", view="disagree", grounds=["other"])
    row = acts.respond(reference, by=SECRETARY, on=day("2015-07-20"), matter="non_initiation", position="declines")
    assert [one.position for one in the_file(reference).responses] == ["explains", row.position]


def test_a_report_and_its_publication_are_put_on_record():
    reference = a_case(decided_to_initiate="2015-05-12", told="2015-05-13")
    report = acts.receive_report(reference, by=SECRETARY, on=day("2015-11-02"), title="Child A", pages=40, redactions=0)
    assert (report.title, report.pages, report.redactions) == ("Child A", 40, 0)
    row = acts.publish(
        reference,
        by=MANAGER,
        on=day("2015-12-01"),
        route="full",
        url="https://example.org/a",
        checked_on=day("2015-12-02"),
    )
    assert (row.route, row.url, row.checked_on) == ("full", "https://example.org/a", day("2015-12-02"))


def test_what_is_learned_of_a_child_is_laid_over_what_was_known():
    reference = a_case(incident={"kind": "serious_harm"})
    acts.learn(reference, by=MANAGER, on=day("2015-06-01"), child=1, died=day("2015-05-30"), ethnicity="White")
    [child] = the_file(reference).children
    assert (child.died, child.ethnicity, child.sex, child.born) == (
        day("2015-05-30"),
        "White",
        "female",
        date(2012, 3, 4),
    )
    [before] = the_file(reference, as_at="2015-05-31").children
    assert (before.died, before.ethnicity) == (None, "")


def test_who_a_child_is_can_be_put_on_record_later():
    reference = a_case(children=[{"role": "victim"}])
    acts.identify(reference, by=NOTIFIER, on=day("2015-04-10"), child=1, forenames="Ada", surname="Vale")
    assert [one.surname for one in the_file(reference).identities] == ["Vale"]


def test_contacts_and_meetings_belong_to_no_case():
    letter = acts.contact(by=SECRETARY, on=day("2015-05-01"), kind="letter", board="B2", subject="A question.")
    stranger = acts.contact(by=SECRETARY, on=day("2015-05-02"), kind="out_of_remit")
    meeting = acts.meet(by=SECRETARY, on=day("2015-06-08"), attended=["Milo Member", "Mary Member"])
    assert (letter.board, stranger.board, meeting.attended) == ("B2", "", "Milo Member;Mary Member")
    assert Case.objects.count() == 0


def test_a_correction_is_the_fact_set_down_again_with_why_and_both_are_on_the_file():
    reference = a_case(decided_not_to_initiate="2015-05-12")
    was = the_file(reference).decision
    row = acts.correct(reference, by=CHAIR, kind="decisions", fact=was.pk, why="Misread.", on=day("2015-05-13"))
    file = the_file(reference)
    assert (row.on, row.reasons, row.initiate, row.why) == (day("2015-05-13"), was.reasons, was.initiate, "Misread.")
    assert [one.pk for one in file.decisions] == [row.pk]
    assert [one.pk for one in file.corrected] == [was.pk]
    assert Decision.objects.get(pk=was.pk).on == day("2015-05-12")


def test_an_answer_whose_name_is_also_a_word_of_the_act_s_own_can_be_corrected():
    reference = a_case()
    was = the_file(reference).incidents[0]
    given = {"kind": "incidents", "fact": was.pk, "why": "The child lives.", "changes": {"kind": "serious_harm"}}
    assert acts.correct(reference, by=NOTIFIER, **given).kind == "serious_harm"


def test_a_correction_can_be_corrected_and_all_three_are_on_the_file():
    reference = a_case(decided_not_to_initiate="2015-05-12")
    first = the_file(reference).decision
    second = acts.correct(reference, by=CHAIR, kind="decisions", fact=first.pk, why="Misread.", on=day("2015-05-13"))
    third = acts.correct(reference, by=CHAIR, kind="decisions", fact=second.pk, why="Again.", on=day("2015-05-14"))
    file = the_file(reference)
    assert [one.pk for one in file.decisions] == [third.pk]
    assert {one.pk for one in file.corrected} == {first.pk, second.pk}


def test_a_withdrawn_notification_stays_withdrawn_when_it_is_corrected():
    sent = a_notification()
    acts.withdraw(sent.case_id, by=NOTIFIER, notification=sent.id, on=day("2015-04-20"), reason="Not met.")
    acts.correct(sent.case_id, by=NOTIFIER, kind="notifications", fact=sent.id, why="A slip.", recipient="panel")
    assert the_file(sent.case_id).standing_notifications == []


def test_findings_papers_and_checks_follow_what_they_belong_to_when_it_is_corrected():
    reference = a_case()
    decide(reference, findings={"death": ("met", "The child died.")})
    submission = acts.submit(
        reference, by=MANAGER, matter="non_initiation", on=day("2015-05-20"), items={"dates": (True, "")}
    )
    acts.check(reference, by=SECRETARY, submission=submission.pk, on=day("2015-05-21"), result="complete")
    acts.correct(reference, by=MANAGER, kind="submissions", fact=submission.pk, why="A slip.", on=day("2015-05-19"))
    file = the_file(reference)
    [now] = file.submissions
    assert {one.submission for one in (*file.pack_items, *file.checks)} <= file.versions(now)
    assert file.stage is not None


# ── Once ────────────────────────────────────────────────────────────────────────────────────────────────────────────

Do = Callable[[str], Any]


def decide(reference: str, *, on: str = "2015-05-12", **answers: Any) -> Any:
    answers = {"initiate": False, "reasons": "As set out.", "post_mortem": "confirmed", **answers}
    return acts.decide(reference, by=CHAIR, on=day(on), **answers)


def advise(reference: str, *, on: str = "2015-06-08", **answers: Any) -> Any:
    answers = {"matter": "non_initiation", "view": "agree", **answers}
    return acts.advise(reference, by=SECRETARY, on=day(on), **answers)


READY = {**ready_publishing.READY, **ready_reviews.READY, **ready_letters.READY}
OF_NO_CASE = {"notify", "contact", "meet", "correct_contact", "declare", "plan_meeting"}
OF_NO_CASE |= {"appoint_member", "extend_term", "step_down"}
OF_NO_CASE |= ready_publishing.OF_NO_CASE | ready_reviews.OF_NO_CASE | ready_letters.OF_NO_CASE
"""The acts that are about no case, or open one."""


def ready_to(act: str) -> tuple[Who, Callable[..., Any]]:
    """Whoever does an act, and the act ready to be done, on a case that has come so far."""
    given: dict[str, Any]
    match act:
        case "notify":
            return NOTIFIER, lambda by, **more: a_notification(by, **more)
        case "contact":
            return SECRETARY, lambda **more: acts.contact(on=day("2015-05-01"), kind="letter", board="B1", **more)
        case "meet":
            return SECRETARY, lambda **more: acts.meet(on=day("2015-05-01"), attended=["Milo"], **more)
        case "correct_contact":
            organisations()
            was = acts.contact(by=SECRETARY, on=day("2015-05-01"), kind="letter", board="B1")
            given = {"kind": "contacts", "fact": was.pk, "why": "A slip.", "changes": {"board": "B2"}}
            return SECRETARY, lambda **more: acts.correct_contact(**given, **more)
        case "withdraw":
            sent = a_notification()
            given = {"on": "2015-04-20", "notification": sent.id, "reason": "Not met."}
            return on_case(act, sent.case_id, NOTIFIER, given)
        case "decide":
            given = {"on": "2015-05-12", "initiate": False, "reasons": "As set out.", "post_mortem": "confirmed"}
            return on_case(act, a_case(), CHAIR, given)
        case "tell_panel":
            return on_case(act, a_case(decided_not_to_initiate="2015-05-12"), MANAGER, {"on": "2015-05-13"})
        case "submit":
            given = {"on": "2015-05-20", "matter": "non_initiation"}
            return on_case(act, a_case(decided_not_to_initiate="2015-05-12"), MANAGER, given)
        case "check":
            reference = a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20")
            given = {"submission": the_file(reference).submissions[0].pk, "on": "2015-05-21", "result": "complete"}
            return on_case(act, reference, SECRETARY, given)
        case "advise":
            reference = a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20")
            return on_case(act, reference, SECRETARY, {"on": "2015-06-08", "matter": "non_initiation", "view": "agree"})
        case "respond":
            reference = a_case(
                decided_not_to_initiate="2015-05-12", submitted="2015-05-20", advised=("2015-06-08", "disagree")
            )
            given = {"on": "2015-06-20", "matter": "non_initiation", "position": "explains"}
            return on_case(act, reference, SECRETARY, given)
        case "receive_report":
            reference = a_case(decided_to_initiate="2015-05-12", told="2015-05-13")
            return on_case(act, reference, SECRETARY, {"on": "2015-11-02", "title": "Child A"})
        case "publish":
            return on_case(
                act, a_case(decided_to_initiate="2015-05-12"), MANAGER, {"on": "2015-12-01", "route": "full"}
            )
        case "learn":
            return on_case(act, a_case(), MANAGER, {"on": "2015-06-01", "child": 1, "ethnicity": "White"})
        case "identify":
            return on_case(act, a_case(), NOTIFIER, {"on": "2015-06-01", "child": 1, "surname": "Vail"})
        case "correct":
            reference = a_case(decided_not_to_initiate="2015-05-12")
            given = {
                "kind": "decisions",
                "fact": the_file(reference).decision.pk,
                "why": "A slip.",
                "reasons": "Better.",
            }
            return on_case(act, reference, CHAIR, given)
        case "plan_meeting":
            given = {"day": day("2015-06-08"), "on": day("2015-05-01")}
            return SECRETARY, lambda **more: acts.plan_meeting(**given, **more)
        case "declare":
            on_the_panel()
            given = {"on": day("2015-05-01"), "member": "milo", "interest": "A charity."}
            return SECRETARY, lambda **more: acts.declare(**given, **more)
        case "appoint_member":
            a_user(CHAIR)
            given = {"on": day("2015-04-01"), "member": CHAIR.username}
            return SECRETARY, lambda **more: acts.appoint_member(**given, **more)
        case "extend_term" | "step_down":
            on_the_panel(until=day("2099-05-31"))
            given = {"term": Appointment.objects.get().id, "why": "So decided."}
            given["until"] = day("2099-12-31" if act == "extend_term" else "2015-05-31")
            return SECRETARY, lambda **more: getattr(acts, act)(**given, **more)
        case "recuse" | "put_on" | "take_off" | "opine" | "unseal" | "ask" | "withdraw_papers":
            return on_case(act, *before_the_panel(act))
    assert act in READY, f"Say how to make a case ready for {act}."
    return READY[act]()


def before_the_panel(act: str) -> tuple[str, Who, dict[str, Any]]:
    """A case whose papers are checked and before the panel: who does the act on it, and with what answers."""
    on_the_panel()
    reference = a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20")
    sent = the_file(reference).submissions[0].pk
    acts.check(reference, by=SECRETARY, submission=sent, on=day("2015-05-21"), result="complete")
    meeting = acts.plan_meeting(by=SECRETARY, on=day("2015-05-22"), day=day("2015-06-08")).pk
    matter = {"on": "2015-06-01", "matter": "non_initiation"}
    match act:
        case "recuse":
            return reference, SECRETARY, {"on": "2015-06-01", "member": "milo", "reason": "Knows them."}
        case "put_on":
            return reference, SECRETARY, matter | {"meeting": meeting}
        case "take_off":
            about = {"on": day("2015-06-01"), "matter": "non_initiation", "meeting": meeting}
            listing = acts.put_on(reference, by=SECRETARY, **about)
            return reference, SECRETARY, {"listing": listing.pk, "why": "Put off."}
        case "opine":
            return reference, MEMBER, matter | {"view": "agree", "text": "Clear enough."}
        case "unseal":
            about = {"on": day("2015-06-01"), "matter": "non_initiation", "view": "agree", "text": "Clear."}
            acts.opine(reference, by=MEMBER, **about)
            return reference, SECRETARY, matter
        case "ask":
            return reference, SECRETARY, matter | {"asked": "information", "text": "More, please."}
    return reference, MANAGER, {"on": "2015-06-01", "submission": sent, "reason": "Too soon."}


def on_case(act: str, reference: str, by: Who, given: dict[str, Any]) -> tuple[Who, Callable[..., Any]]:
    if "on" in given:
        given = {**given, "on": day(given["on"])}
    return by, lambda **more: getattr(acts, act)(reference, **given, **more)


EVERY_ACT = sorted({*acts.__all__} - ready_letters.OF_NOBODY)


@pytest.mark.parametrize("act", EVERY_ACT)
def test_the_same_form_posted_twice_is_one_act_and_the_second_answer_is_the_first(act):
    by, do = ready_to(act)
    first = do(by=by, token="a token")
    after = chain.head()
    again = do(by=by, token="a token")
    assert (type(again), again.pk) == (type(first), first.pk)
    assert chain.head() == after
    assert list(chain.faults()) == []


@pytest.mark.parametrize("act", EVERY_ACT)
def test_another_person_s_form_with_the_same_token_is_another_form(act):
    by, do = ready_to(act)
    first = do(by=by, token="a token")
    before = chain.head()
    with suppress(Refused, Refusal):  # some acts are not done a second time, whoever does them
        second = do(by=replace(by, username="colleague"), token="a token")
        assert second.pk != first.pk
        assert second.recorded_by == "colleague"
        assert chain.head() != before


@pytest.mark.parametrize("act", EVERY_ACT)
def test_without_a_token_nothing_is_remembered_of_the_form(act):
    by, do = ready_to(act)
    do(by=by)
    assert Done.objects.count() == 0


@pytest.mark.parametrize("act", EVERY_ACT)
def test_what_came_to_be_known_elsewhere_earlier_keeps_its_moment_and_the_ledger_says_when_it_was_written(act):
    by, do = ready_to(act)
    links = Link.objects.count()
    row = do(by=by, recorded_at=moment("2015-12-24T10:00:00+00:00"))
    assert row.recorded_at == datetime(2015, 12, 24, 10, tzinfo=UTC)
    written = Link.objects.order_by("number")[links:]
    assert written
    for link in written:
        assert '"at": "2015-' not in link.body
        assert f'"act": "{act}"' in link.body
        assert f'"by": "{by.username}"' in link.body


@pytest.mark.parametrize("act", EVERY_ACT)
def test_every_row_of_an_act_has_its_link(act):
    by, do = ready_to(act)
    do(by=by)
    assert list(chain.faults()) == []


@pytest.mark.parametrize("token", ["x" * 10_000, "null \x00", "half \ud800", "' OR 1=1 --", "☃"])
def test_whatever_a_browser_sends_as_a_token_is_a_token(token):
    by, do = ready_to("notify")
    assert do(by=by, token=token).pk == do(by=by, token=token).pk
    assert Case.objects.count() == 1


def test_a_token_of_a_form_that_was_refused_can_be_posted_again_when_it_is_right():
    reference = a_case()
    with pytest.raises(Refused):
        decide(reference, reasons=" ", token="a token")
    assert decide(reference, token="a token").pk == decide(reference, token="a token").pk


def test_one_form_writes_one_answer_of_many_rows():
    reference = a_case()
    decide(reference, token="t", findings={"death": ("met", ""), "abuse_or_neglect": ("met", "")})
    decide(reference, token="t", findings={"death": ("met", ""), "abuse_or_neglect": ("met", "")})
    assert (Decision.objects.count(), LimbFinding.objects.count(), PackItem.objects.count()) == (1, 2, 0)


# ── Whose ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("act", sorted({*EVERY_ACT} - OF_NO_CASE))
def test_an_act_on_a_case_that_one_may_not_see_is_answered_as_on_one_that_is_not_there(act):
    _, do = ready_to(act)
    before = chain.head()
    with pytest.raises(NoSuchCase) as unseen:
        do(by=OTHER_NOTIFIER)
    answers = {"decide": {"on": day("2015-05-12"), "initiate": True, "reasons": "x", "post_mortem": "confirmed"}}
    with pytest.raises(NoSuchCase) as absent:
        getattr(acts, act)("2099-0001", by=OTHER_NOTIFIER, **answers.get(act, {}))
    assert type(unseen.value) is type(absent.value)
    assert chain.head() == before


@pytest.mark.parametrize("act", EVERY_ACT)
def test_an_act_of_somebody_with_no_appointment_is_refused(act):
    _, do = ready_to(act)
    before = chain.head()
    with pytest.raises((NoSuchCase, Refusal)):
        do(by=Who("nina", "Nina Nobody"))
    assert chain.head() == before
