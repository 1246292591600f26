"""What cannot be is refused in words fit to read aloud, and leaves nothing half done."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from casereview.casework import acts
from casereview.casework.files import NoSuchCase
from casereview.casework.models import FACTS, Awaited, Case, Child, Standing
from casereview.ledger import chain
from casereview.ledger.models import Done, Link, Refused
from casereview.rules.permits import Refusal
from tests.factories import (
    ANALYST,
    CHAIR,
    MANAGER,
    MEMBER,
    NOTIFIER,
    OTHER_CHAIR,
    OTHER_NOTIFIER,
    SECRETARY,
    a_case,
    a_notification,
    day,
    organisations,
    the_file,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(db):
    organisations()


def everything() -> dict[str, Any]:
    """All that an act might have left behind."""
    models = [Case, Child, Standing, Awaited, Done, Link, *FACTS.values()]
    return {"head": chain.head(), **{model.__name__: model._default_manager.count() for model in models}}


def refused(words: str, field: str | None, do: Callable[..., Any], *given: Any, **answers: Any) -> None:
    """Assert that an act is refused with these words, at this answer, and left nothing behind."""
    before = everything()
    with pytest.raises((Refused, Refusal, NoSuchCase)) as raised:
        do(*given, token="a token", **answers)
    assert everything() == before
    message = str(raised.value)
    assert words in message
    assert getattr(raised.value, "field", None) == field
    assert message[0].isupper() or message[0] in "“"
    assert message.endswith(".")
    assert "None" not in message
    assert "  " not in message


TOMORROW = timezone.localdate() + timedelta(days=1)

# ── Notifying ───────────────────────────────────────────────────────────────────────────────────────────────────────

NOTIFYING = [
    ({"on": TOMORROW}, "is in the future; enter today's date", "on"),
    ({"on": day("1915-04-07"), "aware_on": day("1915-04-06")}, "is before any case held here; check the year", "on"),
    ({"aware_on": day("2015-04-08")}, "2015-04-08 is after the notification was sent, 2015-04-07", "aware_on"),
    ({"incident_on": TOMORROW}, "is in the future", "on"),
    (
        {"aware_on": day("2015-04-02"), "incident_on": day("2015-04-03")},
        "The authority cannot have become aware (2015-04-02) before the incident (2015-04-03)",
        "aware_on",
    ),
    (
        {"incident_on": day("2015-04-03"), "aware_on": day("2015-04-04"), "board_told_on": day("2015-04-02")},
        "The board cannot have been told (2015-04-02) before the incident (2015-04-03)",
        "board_told_on",
    ),
    ({"board_told_on": TOMORROW}, "is in the future", "board_told_on"),
    ({"children": []}, "Add at least one child.", "children"),
    ({"children": [{"born": TOMORROW}]}, "is in the future", "born"),
    (
        {"children": [{"born": day("2014-05-02"), "died": day("2014-05-01")}]},
        "2014-05-01 is before the date of birth, 2014-05-02",
        "died",
    ),
    ({"children": [{"forenames": "A" * 201}]}, "Use 200 characters or fewer.", "forenames"),
    ({"children": [{"surname": "Vale\x00"}]}, "The text has a character that cannot be kept.", "surname"),
    ({"children": [{"surname": "Vale\ud800"}]}, "The text has a character that cannot be kept.", "surname"),
    ({"children": [{"role": "bystander"}]}, "“bystander” is none of them", "role"),
    ({"board": "B9"}, "There is no board with the code “B9”.", "board"),
    ({"recipient": ""}, "Choose one of the answers given.", "recipient"),
    ({"recipient": "police"}, "“police” is none of them", "recipient"),
    ({"incident": {"kind": ""}}, "Choose one of the answers given.", "kind"),
    ({"incident": {"kind": "mishap"}}, "“mishap” is none of them", "kind"),
    ({"incident": {"abuse_or_neglect": "perhaps"}}, "“perhaps” is none of them", "abuse_or_neglect"),
    ({"incident": {"description": "\x00"}}, "The text has a character that cannot be kept.", "description"),
    ({"reference": "2" * 61}, "Use 60 characters or fewer.", "reference"),
]


@pytest.mark.parametrize(
    ("answers", "words", "field"), NOTIFYING, ids=[f"{n} {row[2]}" for n, row in enumerate(NOTIFYING)]
)
def test_a_notification_that_cannot_be_is_refused(answers, words, field):
    refused(words, field, a_notification, **answers)


@pytest.mark.parametrize(
    ("moment", "today"),
    [
        ("2026-06-30T22:59:00+00:00", "2026-06-30"),
        ("2026-06-30T23:01:00+00:00", "2026-07-01"),
        ("2026-12-31T23:59:00+00:00", "2026-12-31"),
        ("2028-02-28T23:59:00+00:00", "2028-02-28"),
        ("2028-02-29T00:01:00+00:00", "2028-02-29"),
        ("2026-03-29T00:30:00+00:00", "2026-03-29"),  # an hour before the clocks go forward
        ("2026-10-25T23:30:00+00:00", "2026-10-25"),  # on the evening after they went back
    ],
)
def test_today_is_london_s_and_goes_on_while_the_server_runs(moment, today, time_machine):
    for later in (moment, "2028-06-01T12:00:00+00:00"):
        time_machine.move_to(datetime.fromisoformat(later), tick=False)
        last = day(today) if later == moment else day("2028-06-01")
        assert a_notification(on=last).on == last
        refused("is in the future", "on", a_notification, on=last + timedelta(days=1))


def test_a_reference_that_is_taken_is_not_given_again():
    reference = a_case()
    refused(f"There is already a case {reference}.", "reference", a_notification, reference=reference)


def test_an_authority_that_no_board_serves_is_told_whom_to_ask():
    stranger = OTHER_NOTIFIER.__class__("xena", "Xena", NOTIFIER.role, "A9", "Nowhere")
    refused("No board is recorded as serving your authority. Ask the operator", "board", a_notification, stranger)


@pytest.mark.parametrize("who", [MANAGER, CHAIR, SECRETARY, MEMBER, ANALYST], ids=lambda who: who.username)
def test_only_an_authority_notifies(who):
    refused("This is for a local authority's notifier.", None, a_notification, who)


# ── Withdrawing ─────────────────────────────────────────────────────────────────────────────────────────────────────


def withdraw(**answers: Any) -> tuple[Callable[..., Any], Any, dict[str, Any]]:
    sent = a_notification()
    return (
        acts.withdraw,
        sent,
        {"by": NOTIFIER, "notification": sent.pk, "on": day("2015-04-20"), "reason": "No.", **answers},
    )


@pytest.mark.parametrize(
    ("answers", "words", "field"),
    [
        ({"on": TOMORROW}, "is in the future", "on"),
        ({"on": day("2015-04-06")}, "A notification of 2015-04-07 cannot be withdrawn before that day.", "on"),
        ({"reason": "  "}, "Say why the criteria for notifying are not met.", "reason"),
        ({"notification": "another"}, "There is no such notification of yours on this case.", "notification"),
        ({"by": MANAGER}, "This is for a local authority's notifier.", None),
    ],
)
def test_a_withdrawal_that_cannot_be_is_refused(answers, words, field):
    act, sent, given = withdraw(**answers)
    refused(words, field, act, sent.case_id, **given)


def test_a_notification_is_withdrawn_once():
    act, sent, given = withdraw()
    act(sent.case_id, **given)
    refused("There is no notification of yours on this case that could be withdrawn.", None, act, sent.case_id, **given)


def test_a_notification_that_was_decided_on_is_no_longer_withdrawn():
    reference = a_case(decided_not_to_initiate="2015-05-12")
    given = {"notification": the_file(reference).notifications[0].pk, "on": day("2015-05-13"), "reason": "Not met."}
    refused("so it can no longer be withdrawn", None, acts.withdraw, reference, by=NOTIFIER, **given)


# ── Deciding ────────────────────────────────────────────────────────────────────────────────────────────────────────


def decide(reference: str, **answers: Any) -> Any:
    given = {
        "by": CHAIR,
        "on": day("2015-05-12"),
        "initiate": False,
        "reasons": "As set out.",
        "post_mortem": "confirmed",
    }
    return acts.decide(reference, **{**given, **answers})


DECIDING = [
    ({"on": TOMORROW}, "is in the future", "on"),
    ({"on": day("2015-04-04")}, "the decision (2015-04-04) is before the incident (2015-04-05)", "on"),
    ({"reasons": " \n"}, "Give the reasons for the decision.", "reasons"),
    ({"reasons": "\x00"}, "The text has a character that cannot be kept.", "reasons"),
    ({"post_mortem": ""}, "Choose one of the answers given.", "post_mortem"),
    ({"post_mortem": "soon"}, "“soon” is none of them", "post_mortem"),
    ({"initiate": None}, "This is needed: answer it.", "initiate"),
    (
        {"told_panel_on": day("2015-05-11")},
        "The panel cannot have been told (2015-05-11) before the decision (2015-05-12).",
        "told_panel_on",
    ),
    ({"findings": {"cost": ("met", "")}}, "“cost” is not a limb of the criteria in force on 2015-05-12.", "findings"),
    ({"findings": {"death": ("perhaps", "")}}, "“perhaps” is none of them", "finding"),
    ({"by": MANAGER}, "Only the Chair decides whether to hold a review. You can prepare the decision.", None),
    ({"by": NOTIFIER}, "This is for the board chair of Aldermarsh Board.", None),
]


@pytest.mark.parametrize(
    ("answers", "words", "field"), DECIDING, ids=[f"{n} {row[2]}" for n, row in enumerate(DECIDING)]
)
def test_a_decision_that_cannot_be_is_refused(answers, words, field):
    refused(words, field, decide, a_case(), **answers)


def test_a_decision_on_a_withdrawn_notification_is_refused():
    act, sent, given = withdraw()
    act(sent.case_id, **given)
    refused("The notification was withdrawn, so there is nothing to decide", None, decide, sent.case_id)


def test_a_decision_before_a_later_one_is_refused():
    reference = a_case(decided_not_to_initiate="2015-05-12")
    refused("A later decision, of 2015-05-12, is on the file already.", "on", decide, reference, on=day("2015-05-11"))


@pytest.mark.parametrize("come", [{"reported": "2015-11-02"}, {"published": "2015-12-01"}])
def test_once_a_review_s_report_came_it_is_not_decided_that_there_is_none(come):
    reference = a_case(decided_to_initiate="2015-05-12", told="2015-05-13", **come)
    refused("it can no longer be decided that there is none", None, decide, reference, on=day("2016-01-01"))


def test_the_panel_is_told_once_and_of_a_decision_that_was_made():
    reference = a_case()
    refused(
        "There is no decision on this case to tell the panel of.",
        None,
        acts.tell_panel,
        reference,
        by=CHAIR,
        on=day("2015-05-13"),
    )
    decide(reference)
    tell = {"by": CHAIR, "on": day("2015-05-11")}
    refused("This cannot have happened before the decision on 2015-05-12.", "on", acts.tell_panel, reference, **tell)
    refused("is in the future. Tell the panel first", "on", acts.tell_panel, reference, by=CHAIR, on=TOMORROW)
    acts.tell_panel(reference, by=CHAIR, on=day("2015-05-13"))
    tell = {"by": CHAIR, "on": day("2015-05-14")}
    refused("The panel was told of this decision on 2015-05-13.", None, acts.tell_panel, reference, **tell)


# ── Papers and advice ───────────────────────────────────────────────────────────────────────────────────────────────

SUBMITTED = {"decided_not_to_initiate": "2015-05-12", "submitted": "2015-05-20"}
REFERRED = {**SUBMITTED, "advised": ("2015-06-08", "refer_back")}
REVIEWING = {"decided_to_initiate": "2015-05-12", "told": "2015-05-13"}
PROPOSED = {**REVIEWING, "proposed_not_to_publish": ("2015-11-02", "summary")}


def submit(reference: str, **answers: Any) -> Any:
    given = {"by": MANAGER, "on": day("2015-05-20"), "matter": "non_initiation"}
    return acts.submit(reference, **{**given, **answers})


SUBMITTING = [
    ({}, {}, "There is no decision not to review on this case to send papers on.", None),
    (REVIEWING, {}, "There is no decision not to review on this case to send papers on.", None),
    ({"decided_not_to_initiate": "2015-05-12"}, {"on": TOMORROW}, "is in the future", "on"),
    (
        {"decided_not_to_initiate": "2015-05-12"},
        {"on": day("2015-05-11")},
        "This cannot have happened before the decision on 2015-05-12.",
        "on",
    ),
    (SUBMITTED, {}, "The panel has your latest papers on this already, and has not advised on them yet.", None),
    ({"decided_not_to_initiate": "2015-05-12"}, {"matter": "cost"}, "“cost” is none of them", "matter"),
    ({"decided_not_to_initiate": "2015-05-12"}, {"matter": ""}, "Choose one of the answers given.", "matter"),
    (
        {"decided_not_to_initiate": "2015-05-12"},
        {"items": {"x" * 41: (True, "")}},
        "Use 40 characters or fewer.",
        "item",
    ),
    (
        {"decided_not_to_initiate": "2015-05-12"},
        {"matter": "non_publication", "proposed_route": "summary"},
        "No review was decided on in this case, so there is no report of one not to publish.",
        None,
    ),
    (
        REVIEWING,
        {"matter": "non_publication"},
        "Choose what you propose in place of full publication.",
        "proposed_route",
    ),
    (REVIEWING, {"matter": "non_publication", "proposed_route": "burnt"}, "“burnt” is none of them", "proposed_route"),
    (
        REVIEWING,
        {"matter": "non_publication", "proposed_route": "summary", "on": day("2015-05-11")},
        "This cannot have happened before the decision to hold a review on 2015-05-12.",
        "on",
    ),
    (SUBMITTED, {"by": SECRETARY}, "This is for the board business manager or board chair of Aldermarsh Board.", None),
]


@pytest.mark.parametrize(("story", "answers", "words", "field"), SUBMITTING, ids=range(len(SUBMITTING)))
def test_papers_that_cannot_be_are_refused(story, answers, words, field):
    refused(words, field, submit, a_case(**story), **answers)


CHECKING = [
    ({"submission": "another"}, "There is no such submission on this case.", "submission"),
    ({"on": day("2015-05-19")}, "This cannot have happened before the submission came on 2015-05-20.", "on"),
    ({"on": TOMORROW}, "is in the future", "on"),
    ({"result": "incomplete"}, "Name what is missing, so that the board knows what to send.", "missing"),
    ({"result": ""}, "Choose one of the answers given.", "result"),
    ({"result": "fine"}, "“fine” is none of them", "result"),
    ({"by": MANAGER}, "This is for the panel's secretariat.", None),
]


@pytest.mark.parametrize(("answers", "words", "field"), CHECKING, ids=range(len(CHECKING)))
def test_a_check_that_cannot_be_is_refused(answers, words, field):
    reference = a_case(**SUBMITTED)
    given = {
        "by": SECRETARY,
        "submission": the_file(reference).submissions[0].pk,
        "on": day("2015-05-21"),
        "result": "complete",
    }
    refused(words, field, acts.check, reference, **{**given, **answers})


def advise(reference: str, **answers: Any) -> Any:
    given = {"by": SECRETARY, "on": day("2015-06-08"), "matter": "non_initiation", "view": "agree"}
    return acts.advise(reference, **{**given, **answers})


ADVISING = [
    (SUBMITTED, {"on": TOMORROW}, "is in the future", "on"),
    (SUBMITTED, {"on": day("2015-05-19")}, "This cannot have happened before the submission came on 2015-05-20.", "on"),
    (
        REFERRED,
        {"on": day("2015-06-07")},
        "This cannot have happened before the panel's latest advice on 2015-06-08.",
        "on",
    ),
    (SUBMITTED, {"matter": "non_publication"}, "The board has sent no papers on a proposal not to publish.", "matter"),
    (SUBMITTED, {"matter": "weather"}, "“weather” is none of them", "matter"),
    (SUBMITTED, {"view": "shrug"}, "“shrug” is none of them", "view"),
    (SUBMITTED, {"view": ""}, "Choose one of the answers given.", "view"),
    (SUBMITTED, {"view": "satisfied"}, "follows earlier advice that the board has answered; there is none.", "view"),
    (SUBMITTED, {"view": "noted"}, "follows earlier advice that the board has answered; there is none.", "view"),
    (SUBMITTED, {"view": "refer_back"}, "Choose at least one ground", "grounds"),
    (SUBMITTED, {"view": "disagree", "grounds": ["whim"]}, "“whim” is not a ground.", "grounds"),
    (PROPOSED, {"matter": "non_publication", "on": day("2015-12-14")}, "Say to which route the panel agrees.", "route"),
    (
        PROPOSED,
        {"matter": "non_publication", "on": day("2015-12-14"), "route": "burnt"},
        "“burnt” is none of them",
        "route",
    ),
    ({**SUBMITTED, "post_mortem": "pending"}, {}, "Say why the panel agrees nonetheless.", "text"),
    (SUBMITTED, {"by": MEMBER}, "This is for the panel's secretariat.", None),
    (REVIEWING, {}, "There is no submission on this case to advise on.", None),
]


@pytest.mark.parametrize(("story", "answers", "words", "field"), ADVISING, ids=range(len(ADVISING)))
def test_advice_that_cannot_be_is_refused(story, answers, words, field):
    refused(words, field, advise, a_case(**story), **answers)


def respond(reference: str, **answers: Any) -> Any:
    given = {"by": SECRETARY, "on": day("2015-06-20"), "matter": "non_initiation", "position": "explains"}
    return acts.respond(reference, **{**given, **answers})


RESPONDING = [
    (REFERRED, {"on": TOMORROW}, "is in the future", "on"),
    (REFERRED, {"on": day("2015-06-07")}, "This cannot have happened before the advice on 2015-06-08.", "on"),
    (REFERRED, {"matter": "non_publication"}, "The panel's latest advice on this asks for no answer.", "matter"),
    (REFERRED, {"matter": "x"}, "“x” is none of them", "matter"),
    (REFERRED, {"position": "sulks"}, "“sulks” is none of them", "position"),
    (REFERRED, {"position": ""}, "Choose one of the answers given.", "position"),
    (
        REFERRED,
        {"position": "will_publish"},
        "“Will publish” is no answer to advice on a decision not to review.",
        "position",
    ),
    (
        {**SUBMITTED, "advised": ("2015-06-08", "agree")},
        {},
        "The panel's latest advice on this asks for no answer.",
        "matter",
    ),
    (
        {**REFERRED, "responded": ("2015-06-19", "explains")},
        {},
        "The board's answer of 2015-06-19 is on record already, and the panel has not advised since.",
        "position",
    ),
    (SUBMITTED, {}, "The panel has given no advice on this case to be answered.", None),
    (REFERRED, {"by": MEMBER}, "This is for the panel's secretariat.", None),
    (
        REFERRED,
        {"by": MANAGER, "position": "declines"},
        "Only the Chair can answer “Does not accept the advice”.",
        "position",
    ),
    (SUBMITTED, {"by": CHAIR}, "The panel has given no advice on this case to be answered.", None),
]


@pytest.mark.parametrize(("story", "answers", "words", "field"), RESPONDING, ids=range(len(RESPONDING)))
def test_an_answer_that_cannot_be_is_refused(story, answers, words, field):
    refused(words, field, respond, a_case(**story), **answers)


def test_a_review_is_no_answer_to_advice_on_publication():
    reference = a_case(**PROPOSED, advised_on_publication=("2015-12-14", "disagree", ""))
    given = {"matter": "non_publication", "position": "initiates", "on": day("2016-01-04")}
    refused("is no answer to advice on a proposal not to publish.", "position", respond, reference, **given)


# ── The review ──────────────────────────────────────────────────────────────────────────────────────────────────────

REPORTING = [
    (REVIEWING, {"on": TOMORROW}, "is in the future", "on"),
    (
        REVIEWING,
        {"on": day("2015-05-11")},
        "The report cannot have come before the review was decided on, 2015-05-12.",
        "on",
    ),
    (REVIEWING, {"pages": -1}, "Use a whole number, such as 40.", "pages"),
    (REVIEWING, {"pages": 2**31}, "Use a whole number, such as 40.", "pages"),
    (SUBMITTED, {}, "No review was decided on in this case, so there is no report of one to receive.", None),
    (REVIEWING, {"by": MANAGER}, "This is for the panel's secretariat.", None),
]


@pytest.mark.parametrize(("story", "answers", "words", "field"), REPORTING, ids=range(len(REPORTING)))
def test_a_report_that_cannot_be_is_refused(story, answers, words, field):
    given = {"by": SECRETARY, "on": day("2015-11-02"), "title": "Child A"}
    refused(words, field, acts.receive_report, a_case(**story), **{**given, **answers})


PUBLISHING = [
    (REVIEWING, {"on": TOMORROW}, "is in the future", "on"),
    (
        REVIEWING,
        {"on": day("2015-05-11")},
        "Publication cannot come before the review was decided on, 2015-05-12.",
        "on",
    ),
    (REVIEWING, {"route": ""}, "Choose one of the answers given.", "route"),
    (REVIEWING, {"route": "billboard"}, "“billboard” is none of them", "route"),
    (REVIEWING, {"url": "javascript:alert(1)"}, "Write the address of the report with https:// in front.", "url"),
    (REVIEWING, {"checked_on": TOMORROW}, "is in the future", "checked_on"),
    (SUBMITTED, {}, "No review was decided on in this case, so there is no report of one to publish.", None),
    (REVIEWING, {"by": CHAIR}, "This is for the board business manager of Aldermarsh Board.", None),
]


@pytest.mark.parametrize(("story", "answers", "words", "field"), PUBLISHING, ids=range(len(PUBLISHING)))
def test_a_publication_that_cannot_be_is_refused(story, answers, words, field):
    given = {"by": MANAGER, "on": day("2015-12-01"), "route": "full"}
    refused(words, field, acts.publish, a_case(**story), **{**given, **answers})


LEARNING = [
    ({"child": 2}, "There is no such child on this case.", "child"),
    ({"died": TOMORROW}, "is in the future", "died"),
    (
        {"died": day("2012-03-03")},
        "The child cannot have died (2012-03-03) before the day of birth (2012-03-04).",
        "died",
    ),
    ({"role": "bystander"}, "“bystander” is none of them", "role"),
    ({"ethnicity": ""}, "Say what is now known of the child.", None),
    ({"by": SECRETARY}, "This is corrected by the", None),
]


@pytest.mark.parametrize(("answers", "words", "field"), LEARNING, ids=range(len(LEARNING)))
def test_what_cannot_be_learned_of_a_child_is_refused(answers, words, field):
    given = {"by": MANAGER, "on": day("2015-06-01"), "child": 1, "ethnicity": "White"}
    refused(words, field, acts.learn, a_case(**REVIEWING), **{**given, **answers})


IDENTIFYING = [
    ({"child": 2}, "There is no such child on this case.", "child"),
    ({"on": TOMORROW}, "is in the future", "on"),
    ({"surname": "V" * 201}, "Use 200 characters or fewer.", "surname"),
    ({"surname": "Vale\x00"}, "The text has a character that cannot be kept.", "surname"),
    ({"surname": ""}, "Give a name.", "forenames"),
]


@pytest.mark.parametrize(("answers", "words", "field"), IDENTIFYING, ids=range(len(IDENTIFYING)))
def test_a_name_that_cannot_be_is_refused(answers, words, field):
    given = {"by": NOTIFIER, "on": day("2015-06-01"), "child": 1, "surname": "Vail"}
    refused(words, field, acts.identify, a_case(), **{**given, **answers})


CONTACTS = [
    ({"board": "B9"}, "Choose the board that was in contact.", "board"),
    ({"board": ""}, "Choose the board that was in contact.", "board"),
    ({"kind": "out_of_remit"}, "Leave the board out.", "board"),
    ({"kind": "postcard"}, "“postcard” is none of them", "kind"),
    ({"kind": ""}, "Choose one of the answers given.", "kind"),
    ({"on": TOMORROW}, "is in the future", "on"),
    ({"by": MANAGER}, "This is for the panel's secretariat.", None),
]


@pytest.mark.parametrize(("answers", "words", "field"), CONTACTS, ids=range(len(CONTACTS)))
def test_a_contact_that_cannot_be_is_refused(answers, words, field):
    refused(
        words,
        field,
        acts.contact,
        **{"by": SECRETARY, "on": day("2015-05-01"), "kind": "letter", "board": "B1", **answers},
    )


def test_a_meeting_that_cannot_be_is_refused():
    refused("is in the future", "on", acts.meet, by=SECRETARY, on=TOMORROW, attended=[])
    refused("This is for the panel's secretariat.", None, acts.meet, by=MEMBER, on=day("2015-05-01"), attended=[])


# ── Correcting ──────────────────────────────────────────────────────────────────────────────────────────────────────

CORRECTING = [
    ("decisions", CHAIR, {"why": " ", "reasons": "Better."}, "Say why this is corrected", "why"),
    ("decisions", CHAIR, {}, "Nothing is different from what is on the file.", None),
    ("decisions", CHAIR, {"reasons": "As set out against each limb."}, "Nothing is different", None),
    ("decisions", CHAIR, {"reasons": ""}, "This is needed: answer it.", "reasons"),
    ("decisions", CHAIR, {"initiate": None}, "This is needed: answer it.", "initiate"),
    ("decisions", CHAIR, {"on": TOMORROW}, "is in the future", "on"),
    ("decisions", CHAIR, {"on": day("2015-04-04")}, "is before the incident (2015-04-05)", "on"),
    ("decisions", CHAIR, {"told_panel_on": day("2015-05-11")}, "The panel cannot have been told", "told_panel_on"),
    ("decisions", CHAIR, {"case_id": "2015-0002"}, "“case_id” cannot be corrected here.", None),
    ("decisions", CHAIR, {"recorded_by": "nobody"}, "“recorded_by” cannot be corrected here.", None),
    ("decisions", CHAIR, {"corrects_id": None}, "“corrects_id” cannot be corrected here.", None),
    ("decisions", MANAGER, {"reasons": "Better."}, "This is corrected by the board Chair.", None),
    (
        "incidents",
        NOTIFIER,
        {"on": day("2015-05-13")},
        "The incident cannot have happened after the decision of 2015-05-12.",
        "on",
    ),
    (
        "incidents",
        NOTIFIER,
        {"on": day("2015-04-08")},
        "The incident cannot have happened after its notification",
        "on",
    ),
    ("incidents", NOTIFIER, {"changes": {"kind": ""}}, "This is needed: answer it.", "kind"),
    (
        "notifications",
        NOTIFIER,
        {"aware_on": day("2015-04-04")},
        "cannot have become aware (2015-04-04) before",
        "aware_on",
    ),
    ("notifications", NOTIFIER, {"aware_on": day("2015-04-08")}, "is after the notification was sent", "aware_on"),
    ("notifications", NOTIFIER, {"authority": "A9"}, "There is no such authority.", "authority"),
    ("notifications", NOTIFIER, {"recipient": "police"}, "“police” is none of them", "recipient"),
    ("identities", NOTIFIER, {"child": 99}, "There is no such child.", "child"),
    ("advice", SECRETARY, {"view": ""}, "This is needed: answer it.", "view"),
    ("advice", SECRETARY, {"view": "shrug"}, "“shrug” is none of them", "view"),
    ("meetings", SECRETARY, {}, "This is not corrected here.", None),
]


@pytest.mark.parametrize(("kind", "by", "answers", "words", "field"), CORRECTING, ids=range(len(CORRECTING)))
def test_a_correction_that_cannot_be_is_refused(kind, by, answers, words, field):
    reference = a_case(**REFERRED)
    fact = next(iter(getattr(the_file(reference), kind, ())), None)
    given = {"by": by, "kind": kind, "fact": fact.pk if fact else "none", "why": "A slip.", **answers}
    refused(words, field, acts.correct, reference, **given)


def test_what_a_fact_belongs_to_must_be_on_the_file():
    reference = a_case()
    decide(reference, findings={"death": ("met", "")})
    [finding] = the_file(reference).limb_findings
    given = {"by": CHAIR, "kind": "limb_findings", "fact": finding.pk, "why": "A slip."}
    refused("There is no such decision.", "decision", acts.correct, reference, **given, decision="another")


def test_a_fact_of_another_case_is_not_corrected_by_way_of_one_s_own():
    mine, other = a_case(**REFERRED), a_case(**REFERRED)
    fact = the_file(other).decision.pk
    given = {"by": CHAIR, "kind": "decisions", "fact": fact, "why": "A slip.", "reasons": "Better."}
    refused("There is no such fact on this case.", None, acts.correct, mine, **given)


def test_another_authority_s_notification_on_the_same_case_is_not_corrected():
    reference = a_case()
    sent = the_file(reference).notifications[0]
    joint = sent.__class__(id="joint", case_id=reference, on=sent.on, authority="A2", recipient="ofsted")
    with chain.writing():
        chain.append([joint], act="import", by="tests")
    given = {"kind": "notifications", "why": "A slip.", "recipient": "panel"}
    refused(
        "This notification is another authority's.", None, acts.correct, reference, by=NOTIFIER, fact="joint", **given
    )
    refused(
        "This notification is another authority's.",
        None,
        acts.correct,
        reference,
        by=OTHER_NOTIFIER,
        fact=sent.pk,
        **given,
    )
    acts.correct(reference, by=OTHER_NOTIFIER, fact="joint", **given)


def test_whoever_is_second_to_correct_is_told_who_was_first_and_why():
    reference = a_case(**REFERRED)
    fact = the_file(reference).decision.pk
    given = {"by": CHAIR, "kind": "decisions", "fact": fact}
    acts.correct(reference, **given, why="I misread the letter.", reasons="Better.")
    words = "Somebody else has corrected this meanwhile: carl, saying “I misread the letter.”"
    refused(words, None, acts.correct, reference, **given, why="Me too.", reasons="Best.")


def test_nothing_is_done_on_a_case_that_one_may_not_see_nor_said_of_it():
    reference = a_case()
    with pytest.raises(NoSuchCase) as unseen:
        decide(reference, by=OTHER_CHAIR)
    with pytest.raises(NoSuchCase) as absent:
        decide("2099-0001", by=OTHER_CHAIR)
    assert str(unseen.value).replace(reference, "") == str(absent.value).replace("2099-0001", "")


def test_an_act_that_fails_half_way_leaves_nothing_behind(monkeypatch):
    reference = a_case()
    before = everything()

    def fails(_):
        raise RuntimeError("The power went.")

    monkeypatch.setattr("casereview.casework.acts.act.standing.keep", fails)
    with pytest.raises(RuntimeError):
        decide(reference, token="a token")
    assert everything() == before
