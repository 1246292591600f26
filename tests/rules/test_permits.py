"""Who may see and do what: role by act, set out by hand, and each refusal fit to read aloud."""

import inspect
from dataclasses import replace
from datetime import date

import pytest

from casereview.rules import permits
from casereview.rules.codes import Role
from casereview.rules.facts import KINDS
from casereview.rules.permits import Permit, Refusal, Who
from tests.factories import (
    ANALYST,
    CHAIR,
    EVERYONE,
    MANAGER,
    MEMBER,
    NOTIFIER,
    OTHER_CHAIR,
    OTHER_MANAGER,
    OTHER_NOTIFIER,
    REVIEWER,
    SECRETARY,
    a_fact,
    a_file,
    advised,
    decided,
    notified,
    published,
    reported,
    submitted,
    withdrawn,
)

NOBODY = Who("nina", "Nina Nobody")
PEOPLE = (*EVERYONE, NOBODY)

SENT = notified("2015-04-07")
OPENED = a_file(SENT)
UNTOLD = a_file(SENT, decided("2015-05-12"))
TOLD = a_file(SENT, decided("2015-05-12", told="2015-05-13"))
SUBMITTED = a_file(SENT, decided("2015-05-12", told="2015-05-13"), submitted("2015-05-20"))
ADVISED = a_file(
    SENT, decided("2015-05-12", told="2015-05-13"), submitted("2015-05-20"), advised("2015-06-08", "refer_back")
)

TABLE = {
    # act: who may do it on a case that has been through everything
    "see": {NOTIFIER, MANAGER, CHAIR, SECRETARY, MEMBER, ANALYST},
    "looks": {MANAGER, CHAIR},
    "withdraw": {NOTIFIER},
    "prepare": {MANAGER, CHAIR},
    "decide": {CHAIR},
    "tell_panel": {MANAGER, CHAIR},
    "submit": {MANAGER, CHAIR},
    "check": {SECRETARY},
    "advise": {SECRETARY},
    "respond": {SECRETARY},
    "answer": {MANAGER, CHAIR},
    "write_letter": {SECRETARY},
    "read_letter": {MANAGER, CHAIR, SECRETARY, MEMBER},
    "receive_report": {SECRETARY},
    "record_publication": {SECRETARY, MANAGER},
    "recuse": {SECRETARY, MEMBER},
    "review": {MANAGER, CHAIR},
    "read_report": {MANAGER},
    "manage_review": {MANAGER},
    "approve_report": {MANAGER, CHAIR},
    "document": {MANAGER, CHAIR, SECRETARY, MEMBER},
    "record_harm": {MANAGER, SECRETARY},
    "opine": {MEMBER},
    "unseal": {SECRETARY},
    "ask": {SECRETARY},
    "costs": {MANAGER},
    "assess": {MANAGER, CHAIR},
}
WITHOUT_A_CASE = {
    "notify": {NOTIFIER, OTHER_NOTIFIER},
    "contact": {SECRETARY},
    "agenda": {SECRETARY},
    "panel_room": {SECRETARY, MEMBER},
    "seats": {SECRETARY},
    "correspond": {SECRETARY},
    "nil_return": {MANAGER, CHAIR, OTHER_MANAGER, OTHER_CHAIR},
    "own_board": {MANAGER, CHAIR, OTHER_MANAGER, OTHER_CHAIR},
    "recommendations": {SECRETARY, MEMBER, ANALYST},
    "grade_recommendation": {SECRETARY},
    "register": {MANAGER, CHAIR, OTHER_MANAGER, OTHER_CHAIR, SECRETARY, MEMBER, ANALYST},
    "figures": {SECRETARY, MEMBER, ANALYST},
    "ageing": {SECRETARY, MANAGER, CHAIR, OTHER_MANAGER, OTHER_CHAIR},
    "reviewers": {MANAGER, CHAIR, OTHER_MANAGER, OTHER_CHAIR},
    "keep_reviewers": {MANAGER, OTHER_MANAGER},
    "harms": {SECRETARY, MEMBER, MANAGER, CHAIR, OTHER_MANAGER, OTHER_CHAIR},
}
CORRECTIONS = {
    "incidents": {NOTIFIER, MANAGER, CHAIR},
    "notifications": {NOTIFIER},
    "withdrawals": {NOTIFIER},
    "decisions": {CHAIR},
    "limb_findings": {CHAIR},
    "submissions": {MANAGER, CHAIR},
    "pack_items": {MANAGER, CHAIR},
    "checks": {SECRETARY},
    "advice": {SECRETARY},
    "responses": {SECRETARY},
    "reports": {SECRETARY},
    "publications": {SECRETARY, MANAGER},
    "recusals": {SECRETARY},
    "countersignatures": set(),
    "letters": set(),
    "chasers": set(),
    "attachments": {MANAGER, CHAIR},
    "submission_withdrawals": {MANAGER, CHAIR},
    "listings": {SECRETARY},
    "opinions": set(),
    "unsealings": {SECRETARY},
    "votes": {SECRETARY},
    "requests": {SECRETARY},
    "particulars": {NOTIFIER, MANAGER, CHAIR},
    "identities": {NOTIFIER, MANAGER, CHAIR},
    "planned_days": {MANAGER},
    "commissions": {MANAGER},
    "engagements": {MANAGER},
    "stages_done": {MANAGER},
    "processes": {MANAGER},
    "delays": {MANAGER},
    "report_versions": {MANAGER},
    "report_points": {MANAGER},
    "identifiability_checks": {MANAGER},
    "hit_decisions": {MANAGER},
    "redacted_passages": {MANAGER},
    "approvals": {MANAGER, CHAIR},
    "notices": {MANAGER},
    "embargoes": {MANAGER},
    "publication_withdrawals": {MANAGER},
    "sightings": {MANAGER, SECRETARY},
    "harms": {MANAGER, SECRETARY},
    "expert_advice": {MANAGER},
    "kept_out": {MANAGER},
    "press_texts": {MANAGER},
    "agency_requests": {MANAGER},
    "agency_returns": {MANAGER},
    "agency_reminders": {MANAGER},
    "chronology_entries": {MANAGER},
    "entry_matches": {MANAGER},
    "involvements": {MANAGER},
    "costs": {MANAGER},
    "marker_evidence": {MANAGER, CHAIR},
}


def every_permit() -> list[Permit]:
    """What each person is answered of each act on files of each age."""
    files = [a_file(), OPENED, UNTOLD, TOLD, SUBMITTED, ADVISED]
    found = [getattr(permits, act)(who, file) for act in TABLE for who in PEOPLE for file in files]
    found += [getattr(permits, act)(who) for act in WITHOUT_A_CASE for who in PEOPLE]
    found += [
        permits.correct(who, file, kind) for kind in [*CORRECTIONS, "meetings"] for who in PEOPLE for file in files
    ]
    return found


def test_the_tables_name_every_permit():
    asked = {
        name
        for name, function in inspect.getmembers(permits, inspect.isfunction)
        if function.__module__ == permits.__name__ and function.__annotations__.get("return") is Permit
    }
    of_two = {"correct", "declare", "answer_recommendation"}
    assert {name for name in asked if not name.startswith("_")} == {*TABLE, *WITHOUT_A_CASE, *of_two}
    assert {*KINDS, "particulars", "identities"} == set(CORRECTIONS)


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.username)
@pytest.mark.parametrize("act", TABLE)
def test_who_may_do_what_on_a_case(act, who):
    assert bool(getattr(permits, act)(who, ADVISED)) == (who in TABLE[act])


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.username)
@pytest.mark.parametrize("act", WITHOUT_A_CASE)
def test_who_may_do_what_without_a_case(act, who):
    assert bool(getattr(permits, act)(who)) == (who in WITHOUT_A_CASE[act])


def test_a_member_declares_their_own_interests_and_the_secretariat_anybodys():
    assert {who.username for who in PEOPLE if permits.declare(who, "milo")} == {"milo", "sara"}
    assert {who.username for who in PEOPLE if permits.declare(who, "mira")} == {"sara"}


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.username)
@pytest.mark.parametrize("kind", CORRECTIONS)
def test_a_fact_is_corrected_by_those_whose_word_it_was(kind, who):
    assert bool(permits.correct(who, ADVISED, kind)) == (who in CORRECTIONS[kind])


def test_what_is_no_kind_of_fact_is_corrected_by_nobody():
    assert {permits.correct(who, ADVISED, "links").reason for who in PEOPLE} == {"This is not corrected here."}


# ── Seeing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

SIGHT_OF = {
    "opened": (OPENED, {NOTIFIER, MANAGER, CHAIR, ANALYST}),
    "decided, the panel not told": (UNTOLD, {NOTIFIER, MANAGER, CHAIR, ANALYST}),
    "the panel was told": (TOLD, {NOTIFIER, MANAGER, CHAIR, ANALYST, SECRETARY}),
    "notified to the panel": (
        a_file(notified("2024-04-07", recipient="panel")),
        {NOTIFIER, MANAGER, CHAIR, ANALYST, SECRETARY},
    ),
    "the report came": (a_file(SENT, reported("2015-12-01")), {NOTIFIER, MANAGER, CHAIR, ANALYST, SECRETARY}),
    "published without the panel": (a_file(SENT, published("2015-12-01")), {NOTIFIER, MANAGER, CHAIR, ANALYST}),
    "submitted": (SUBMITTED, {NOTIFIER, MANAGER, CHAIR, ANALYST, SECRETARY, MEMBER}),
    "proposed not to publish": (
        a_file(submitted("2015-12-01", "non_publication")),
        {MANAGER, CHAIR, ANALYST, SECRETARY, MEMBER},
    ),
    "notified by two authorities": (
        a_file(SENT, notified("2015-04-09", authority="A2")),
        {NOTIFIER, OTHER_NOTIFIER, MANAGER, CHAIR, ANALYST},
    ),
    "withdrawn": (a_file(SENT, withdrawn("2015-04-09", SENT)), {NOTIFIER, MANAGER, CHAIR, ANALYST}),
    "nothing is on it": (a_file(), {MANAGER, CHAIR, ANALYST}),
}


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.username)
@pytest.mark.parametrize(("file", "expected"), SIGHT_OF.values(), ids=SIGHT_OF)
def test_a_case_is_seen_by_its_board_its_authority_and_those_whom_it_reached(file, expected, who):
    assert bool(permits.see(who, file)) == (who in expected)


def test_the_panel_sees_a_case_from_the_day_on_which_it_was_told():
    facts = SENT, decided("2015-05-12", told="2015-05-20")
    assert not permits.see(SECRETARY, a_file(*facts, as_at="2015-05-19"))
    assert permits.see(SECRETARY, a_file(*facts, as_at="2015-05-20"))


def test_an_organisation_of_one_kind_sees_nothing_of_another_s_by_having_its_code():
    same_code = Who("x", role=Role.NOTIFIER, organisation="B1")
    assert not permits.see(same_code, OPENED)
    assert not permits.see(Who("x", role=Role.MANAGER, organisation="A1"), OPENED)


def test_whoever_holds_no_appointment_sees_nothing():
    assert permits.sight(NOBODY) is None
    assert not any(permits.see(NOBODY, file) for file, _ in SIGHT_OF.values())


def test_a_role_with_no_organisation_sees_no_case_without_one():
    assert not permits.see(Who("x", role=Role.NOTIFIER), a_file(notified("2015-04-07", authority="")))


SIGHTS = {
    # names, words, and whether every kind of fact
    NOTIFIER: (True, True, False),
    MANAGER: (True, True, False),
    CHAIR: (True, True, False),
    SECRETARY: (True, True, False),
    MEMBER: (False, True, False),
    ANALYST: (False, False, False),
}


@pytest.mark.parametrize(("who", "expected"), SIGHTS.items(), ids=[who.username for who in SIGHTS])
def test_how_much_of_a_file_a_role_sees(who, expected):
    sight = permits.sight(who)
    assert (sight.names, sight.words, sight.kinds == frozenset(KINDS)) == expected


@pytest.mark.parametrize("who", [SECRETARY, MEMBER, ANALYST], ids=lambda who: who.username)
def test_the_panel_and_statistics_see_what_happened_and_not_what_a_board_works_with(who):
    unseen = permits.OF_THE_BOARD if who is not ANALYST else permits.OF_THE_BOARD | permits.PANELS_OWN
    assert frozenset(KINDS) - permits.sight(who).kinds == unseen


@pytest.mark.parametrize("who", [MANAGER, CHAIR], ids=lambda who: who.username)
def test_a_board_sees_all_of_its_cases_but_what_is_said_in_the_panels_room(who):
    kept = permits.PANELS_OWN | ({"costs"} if who is CHAIR else set())
    assert frozenset(KINDS) - permits.sight(who).kinds == kept


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.username)
def test_nobody_who_decides_whether_to_hold_a_review_or_advises_on_it_sees_what_it_costs(who):
    """Paragraph 35: what a review costs is no reason for or against it."""
    sight = permits.sight(who)
    decides = any(permits.decide(who, file) or permits.advise(who, file) for file in (OPENED, SUBMITTED, ADVISED))
    weighs = decides or who.role in (Role.MEMBER, Role.SECRETARY, Role.ANALYST, Role.NOTIFIER)
    sees = bool(sight and "costs" in sight.kinds)
    assert not (weighs and sees)
    assert sees == (who in {MANAGER, OTHER_MANAGER})
    assert not (weighs and any(permits.costs(who, file) for file in (OPENED, SUBMITTED, ADVISED)))


def test_a_reviewer_sees_their_own_review_while_they_hold_a_post_on_it():
    post = a_fact("engagements", "2015-06-01", username=REVIEWER.username)
    until = post.but(contract_until=date(2015, 12, 31))
    begun = decided("2015-05-05", initiate=True)
    file = a_file(begun, post)
    for permit in (permits.see, permits.review, permits.document, permits.read_report):
        assert permit(REVIEWER, file)
        assert not permit(replace(REVIEWER, username="another"), file)
        assert not permit(replace(REVIEWER, organisation="B2"), file)
        assert permit(REVIEWER, a_file(begun, until, as_at="2015-12-31"))
        assert not permit(REVIEWER, a_file(begun, until, as_at="2016-01-01"))
    for permit in (permits.manage_review, permits.costs, permits.assess, permits.approve_report, permits.looks):
        assert not permit(REVIEWER, file)
    unseen = {"costs", "advice", "opinions", "submissions", "identifiability_checks", "kept_out", "marker_evidence"}
    assert not unseen & permits.sight(REVIEWER).kinds


def test_an_authority_sees_what_it_notified_and_not_what_others_decided():
    assert permits.sight(NOTIFIER).kinds == {"incidents", "notifications", "withdrawals"}


# ── Doing, by what is on the file ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("act", "file"),
    [
        (permits.check, TOLD),
        (permits.advise, TOLD),
        (permits.respond, SUBMITTED),
        (permits.receive_report, OPENED),
        (permits.record_publication, OPENED),
    ],
)
def test_the_secretariat_acts_on_what_has_come_to_the_panel(act, file):
    assert not act(SECRETARY, file)


def test_an_authority_withdraws_its_own_notification_once():
    other = notified("2015-04-09", authority="A2")
    assert permits.withdraw(OTHER_NOTIFIER, a_file(SENT, other))
    assert not permits.withdraw(OTHER_NOTIFIER, a_file(SENT))
    assert not permits.withdraw(NOTIFIER, a_file(SENT, other, withdrawn("2015-04-10", SENT)))


def test_an_authority_corrects_its_own_notification_and_not_that_of_another_on_the_same_case():
    other = notified("2015-04-09", authority="A2")
    gone = withdrawn("2015-04-10", other)
    file = a_file(SENT, other, gone)
    assert permits.correct(NOTIFIER, file, "notifications", SENT.id)
    assert not permits.correct(NOTIFIER, file, "notifications", other.id)
    assert not permits.correct(NOTIFIER, file, "withdrawals", gone.id)
    assert permits.correct(OTHER_NOTIFIER, file, "notifications", other.id)
    assert permits.correct(OTHER_NOTIFIER, file, "withdrawals", gone.id)


def test_a_board_does_nothing_on_another_board_s_case():
    for act in ("looks", "prepare", "decide", "tell_panel", "submit", "record_publication"):
        assert not any(getattr(permits, act)(who, ADVISED) for who in (OTHER_MANAGER, OTHER_CHAIR))


# ── Words ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_refusal_is_a_sentence_fit_to_read_aloud():
    reasons = {permit.reason for permit in every_permit() if not permit}
    assert len(reasons) > 15
    for reason in reasons:
        assert reason[0].isupper(), reason
        assert reason.endswith("."), reason
        assert not set("_{}[]<>|\n") & set(reason), reason
        assert "  " not in reason
        assert "None" not in reason
        assert "the nobody" not in reason


def test_a_manager_is_told_what_they_may_do_instead_of_deciding():
    reason = "Only the Chair decides whether to hold a review. You can prepare the decision."
    assert permits.decide(MANAGER, ADVISED).reason == reason


def test_a_permit_hides_and_refuses_by_the_same_answer():
    assert permits.ALLOWED
    permits.ALLOWED.require()
    refused = Permit("This is for the Chair.")
    assert not refused
    with pytest.raises(Refusal, match=r"^This is for the Chair\.$"):
        refused.require()


def test_the_answer_for_an_unseen_case_is_the_answer_for_none():
    assert {permits.see(who, OPENED).reason for who in (OTHER_MANAGER, SECRETARY, NOBODY)} == {"There is no such case."}
