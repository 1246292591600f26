"""A decision: prepared by the board, read with what gives pause about it, signed by the Chair, told to the panel."""

import re
from datetime import date

import pytest

from casereview.casework import acts
from casereview.casework.models import Decision, Draft, LimbFinding
from casereview.guidance.editions import edition
from casereview.ledger import chain
from casereview.ledger.models import Refused
from casereview.people.models import Organisation
from casereview.rules.permits import Who
from casereview.web.decisions.prepared import decision_draft
from casereview.web.preparing import digest
from tests.factories import (
    ANALYST,
    CHAIR,
    MANAGER,
    MEMBER,
    NOTIFIER,
    OTHER_CHAIR,
    OTHER_MANAGER,
    SECRETARY,
    a_case,
    a_notification,
    the_file,
)

pytestmark = pytest.mark.django_db

SECOND_MANAGER = Who("mona", "Mona Manager", MANAGER.role, "B1", "Aldermarsh Board")
LIMBS = ("abuse_or_neglect", "death", "serious_harm", "joint_working")


def on(day: str, name: str = "on") -> dict[str, str]:
    year, month, number = day.split("-")
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}


def a_limb(code: str, finding: str = "not_met", reason: str = "") -> dict[str, str]:
    return {f"finding_{code}": finding, f"reason_{code}": reason or f"What is known of {code}."}


def answers(decided: str = "2015-04-30", **given: dict[str, str]) -> dict[str, dict[str, str]]:
    """What is posted on each page of a decision not to hold a review, of a child who has died."""
    return {
        "day": on(decided),
        "post-mortem": {"post_mortem": "confirmed"},
        **{f"limb-{code}": a_limb(code) for code in LIMBS},
        "review": {"initiate": "no"},
        "reasons": {"reasons": "No limb of the criteria is met."},
        "cost": {"cost": "no_part"},
        **given,
    }


def prepare(client, case: str, pages: dict[str, dict[str, str]]) -> None:
    """Answer pages, each as it was shown last."""
    for key, posted in pages.items():
        kept = Draft.objects.filter(case=case).values_list("answers", flat=True).first() or {}
        was = digest({name: kept.get(name) for name in {name.partition("-")[0] for name in posted}})
        response = client.post(f"/cases/{case}/decision/prepare/{key}", {**posted, "was": was})
        assert response.status_code == 302, (key, text_of(response))


def sign(client, case: str, **posted):
    seen = re.search(r'name="seen" value="([^"]*)"', client.get(f"/cases/{case}/decision").content.decode())
    return client.post(f"/cases/{case}/decision", {"seen": seen[1] if seen else "", **posted})


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("&#39;", "'")


@pytest.fixture
def case() -> str:
    return a_case()


# ── Preparing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_board_prepares_a_decision_a_page_at_a_time_and_says_that_it_is_ready(case, client_of):
    manager = client_of(MANAGER)
    text = text_of(manager.get(f"/cases/{case}/decision/prepare"))
    assert "Nothing is prepared yet" in text
    assert "Begun, not finished" not in text
    prepare(manager, case, answers())
    response = manager.post(f"/cases/{case}/decision/prepare", follow=True)
    assert response.redirect_chain[-1][0] == f"/cases/{case}"
    assert "Mina Manager has said that it is ready" in text_of(client_of(CHAIR).get(f"/cases/{case}/decision"))
    draft = decision_draft(CHAIR, case)
    assert draft is not None
    assert (draft.changed_by, draft.ready) == (MANAGER.username, True)


def test_each_page_leads_to_the_next_without_an_answer_and_the_last_to_the_whole(case, client_of):
    manager = client_of(MANAGER)
    pages = list(answers().items())
    for (key, posted), (following, _) in zip(pages, [*pages[1:], ("", {})], strict=True):
        response = manager.post(f"/cases/{case}/decision/prepare/{key}", posted)
        expected = f"/prepare/{following}" if following else "/prepare"
        assert response["Location"] == f"/cases/{case}/decision{expected}"


def test_for_the_chair_the_last_page_leads_to_signing(case, client_of):
    chair = client_of(CHAIR)
    prepare(chair, case, {key: posted for key, posted in answers().items() if key != "cost"})
    response = chair.post(f"/cases/{case}/decision/prepare/cost", {"cost": "no_part"})
    assert response["Location"] == f"/cases/{case}/decision"


def test_looking_writes_nothing(case, client_of):
    clients = [client_of(who) for who in (MANAGER, CHAIR)]
    before = chain.head()
    for client in clients:
        for page in ("prepare", "prepare/day", "prepare/cost", ""):
            client.get(f"/cases/{case}/decision/{page}".rstrip("/"))
    assert Draft.objects.count() == 0
    assert chain.head() == before


def test_an_answer_is_kept_as_it_was_typed_also_a_wrong_one(case, client_of):
    manager = client_of(MANAGER)
    response = manager.post(f"/cases/{case}/decision/prepare/day", {**on("2015-31-12")})
    assert response.status_code == 200
    assert "must be a real date" in text_of(response)
    again = client_of(SECOND_MANAGER).get(f"/cases/{case}/decision/prepare/day").content.decode()
    assert 'value="31"' in again
    assert "Begun, not finished" in text_of(manager.get(f"/cases/{case}/decision/prepare"))


def test_a_wrong_answer_can_be_put_right_on_the_same_page(case, client_of):
    manager = client_of(MANAGER)
    response = manager.post(f"/cases/{case}/decision/prepare/day", on("2015-31-12"))
    was = re.search(r'name="was" value="(\w*)"', response.content.decode())
    response = manager.post(f"/cases/{case}/decision/prepare/day", {**on("2015-04-30"), "was": was[1]})
    assert response.status_code == 302


def test_what_is_saved_for_later_need_not_be_right_and_waits_on_any_device(case, client_of):
    manager = client_of(MANAGER)
    prepare(manager, case, {"day": on("2015-04-30")})
    posted = {"reason_death": "To be filled in.", "later": "yes"}
    response = manager.post(f"/cases/{case}/decision/prepare/limb-death", posted)
    assert response["Location"] == f"/cases/{case}"
    assert "To be filled in." in text_of(client_of(CHAIR).get(f"/cases/{case}/decision/prepare/limb-death"))


def test_what_a_board_prepares_is_its_own(case, client_of):
    prepare(client_of(MANAGER), case, {"day": on("2015-04-30")})
    for who in (OTHER_MANAGER, OTHER_CHAIR):
        for page in ("", "/prepare", "/prepare/day", "/recorded"):
            assert client_of(who).get(f"/cases/{case}/decision{page}").status_code == 404
    assert decision_draft(OTHER_CHAIR, case) is None


@pytest.mark.parametrize("who", [NOTIFIER, ANALYST], ids=lambda who: who.role)
def test_those_who_see_the_case_and_do_not_decide_are_told_why(case, client_of, who):
    for page in ("", "/prepare", "/prepare/day", "/recorded"):
        response = client_of(who).get(f"/cases/{case}/decision{page}")
        assert response.status_code == 403
        assert "of Aldermarsh Board" in text_of(response)


def test_a_manager_prepares_and_does_not_decide(case, client_of):
    prepare(client_of(MANAGER), case, answers())
    for response in (client_of(MANAGER).get(f"/cases/{case}/decision"), sign(client_of(MANAGER), case)):
        assert response.status_code == 403
        assert "Only the Chair decides whether to hold a review. You can prepare the decision." in text_of(response)
    assert Decision.objects.count() == 0


def test_two_who_answer_one_question_see_both_answers(case, client_of):
    manager, chair = client_of(MANAGER), client_of(CHAIR)
    prepare(manager, case, answers())
    path = f"/cases/{case}/decision/prepare/reasons"
    shown = re.search(r'name="was" value="(\w*)"', chair.get(path).content.decode())[1]
    prepare(manager, case, {"reasons": {"reasons": "What the manager wrote."}})
    response = chair.post(path, {"reasons": "What the Chair wrote.", "was": shown})
    assert "Mina Manager changed this while you had the page open" in text_of(response)
    assert "What the manager wrote." in text_of(response)
    assert "What the Chair wrote." in text_of(response)
    assert "What the manager wrote." in text_of(chair.get(path))
    now = re.search(r'name="was" value="(\w*)"', response.content.decode())[1]
    assert chair.post(path, {"reasons": "What the Chair wrote.", "was": now}).status_code == 302
    assert "What the Chair wrote." in text_of(manager.get(path))


def test_two_who_answer_two_questions_are_not_in_each_others_way(case, client_of):
    manager, chair = client_of(MANAGER), client_of(CHAIR)
    prepare(manager, case, answers())
    shown = chair.get(f"/cases/{case}/decision/prepare/reasons").content.decode()
    prepare(manager, case, {"review": {"initiate": "yes"}})
    was = re.search(r'name="was" value="(\w*)"', shown)[1]
    response = chair.post(f"/cases/{case}/decision/prepare/reasons", {"reasons": "Two.", "was": was})
    assert response.status_code == 302
    text = text_of(chair.get(f"/cases/{case}/decision"))
    assert "Two." in text
    assert "to hold a serious case review" in text


# ── The words of the edition in force ───────────────────────────────────────────────────────────────────────────────

A_BOARD_LED_DAY = {"WT2010": "2012-05-10", "WT2013": "2014-05-10", "WT2015": "2016-05-10", "TRANS2018": "2018-09-10"}


@pytest.mark.parametrize(("held", "day"), A_BOARD_LED_DAY.items())
def test_the_words_of_the_edition_in_force_stand_beside_each_question(client_of, held, day):
    case = a_case(notified=day)
    with chain.writing():
        was = Organisation.objects.get(id="board:B1")
        partners = Organisation(
            id="board:B1+",
            kind="board",
            code="B1",
            name=was.name,
            authorities="A1",
            partners_from=date(2019, 9, 1),
            corrects=was,
        )
        chain.append([partners], act="begin", by="tests")
    manager = client_of(MANAGER)
    prepare(manager, case, {"day": on(day)})
    for limb in edition(held).criteria.limbs:
        text = text_of(manager.get(f"/cases/{case}/decision/prepare/limb-{limb.code}"))
        assert limb.question in text
        assert limb.words in text
        assert limb.paragraph[1:] in text
        assert ("Nobody has checked this against the published guidance" in text) or limb.confirmed


@pytest.mark.parametrize(("day", "held"), [("2021-03-01", "WT2018"), ("2024-03-01", "WT2023")])
def test_since_2018_nothing_speaks_of_serious_case_reviews(client_of, day, held):
    case = a_case(notified=day)
    manager, chair = client_of(MANAGER), client_of(CHAIR)
    codes = [limb.code for limb in edition(held).criteria.limbs]
    pages = {key: posted for key, posted in answers(day).items() if not key.startswith("limb")}
    prepare(manager, case, {**pages, **{f"limb-{code}": a_limb(code, "met") for code in codes}})
    seen = [manager.get(f"/cases/{case}/decision/prepare/{key}") for key in pages]
    seen += [manager.get(f"/cases/{case}/decision/prepare/limb-{code}") for code in codes]
    seen += [manager.get(f"/cases/{case}/decision/prepare"), chair.get(f"/cases/{case}/decision")]
    assert "local child safeguarding practice review" in text_of(seen[-1])
    assert "Whether a local child safeguarding practice review follows is a judgement" in text_of(seen[-1])
    seen.append(sign(chair, case, read="yes"))
    assert seen[-1].status_code == 302
    seen += [chair.get(f"/cases/{case}/decision/recorded"), chair.get(f"/cases/{case}/tell-panel")]
    for response in seen:
        assert "serious case review" not in text_of(response).lower()
        assert "LSCB" not in text_of(response)


def test_the_definition_and_the_circumstances_are_at_hand_where_they_are_needed(case, client_of):
    manager = client_of(MANAGER)
    prepare(manager, case, {"day": on("2015-04-30")})
    harm = text_of(manager.get(f"/cases/{case}/decision/prepare/limb-serious_harm"))
    assert "a potentially life-threatening injury" in harm
    assert "in police custody" in text_of(manager.get(f"/cases/{case}/decision/prepare/limb-death"))
    joint = text_of(manager.get(f"/cases/{case}/decision/prepare/limb-joint_working"))
    assert "unless there is definite evidence that there are no concerns" in joint


def test_the_clock_is_on_every_page_with_how_it_counts(case, client_of):
    manager = client_of(MANAGER)
    prepare(manager, case, answers())
    for page in ("", "/day", "/limb-death", "/reasons"):
        text = text_of(manager.get(f"/cases/{case}/decision/prepare{page}"))
        assert "7 May 2015" in text
        assert "1 month from 7 April 2015, the day Aldermarsh Board was told" in text
        assert "Not confirmed" in text


def test_before_the_day_is_known_no_edition_is_guessed(case, client_of):
    manager = client_of(MANAGER)
    assert "depends on the day" in text_of(manager.get(f"/cases/{case}/decision/prepare"))
    response = manager.get(f"/cases/{case}/decision/prepare/limb-death")
    assert response["Location"] == f"/cases/{case}/decision/prepare/day"


def test_no_post_mortem_is_asked_about_where_nobody_has_died(client_of):
    case = a_case(incident={"kind": "serious_harm"})
    manager = client_of(MANAGER)
    prepare(manager, case, {"day": on("2015-04-30")})
    assert manager.get(f"/cases/{case}/decision/prepare/post-mortem").status_code == 404


def test_a_day_that_cannot_be_is_refused_at_once(client_of):
    case = a_case(decided_not_to_initiate="2015-04-20")
    manager = client_of(MANAGER)
    for day, wrong in (("2015-04-01", "before the incident of 5 April 2015"), ("2015-04-19", "cannot be earlier")):
        assert wrong in text_of(manager.post(f"/cases/{case}/decision/prepare/day", {**on(day), "was": ""}))


# ── Deciding ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_chair_signs_what_was_prepared(case, client_of):
    prepare(client_of(MANAGER), case, answers())
    chair = client_of(CHAIR)
    shown = text_of(chair.get(f"/cases/{case}/decision"))
    assert "By these findings the criteria for a serious case review are not met." in shown
    assert "warning" not in shown
    response = sign(chair, case)
    assert response["Location"] == f"/cases/{case}/decision/recorded"
    file = the_file(case)
    assert (file.decision.on, file.decision.initiate) == (date(2015, 4, 30), False)
    assert file.decision.post_mortem == "confirmed"
    assert {f.limb: f.finding for f in file.findings_on(file.decision)} == dict.fromkeys(LIMBS, "not_met")
    assert "No limb of the criteria is met." in file.decision.reasons
    assert "Cost played no part in this decision." in file.decision.reasons
    assert Draft.objects.count() == 0
    recorded = text_of(chair.get(f"/cases/{case}/decision/recorded"))
    assert "not to hold a serious case review" in recorded
    assert "8 May 2015" in recorded
    assert "What the panel asks to be sent" in recorded


def test_to_hold_a_review_starts_its_own_clock(case, client_of):
    chair = client_of(CHAIR)
    prepare(chair, case, answers(review={"initiate": "yes"}))
    sign(chair, case)
    recorded = text_of(chair.get(f"/cases/{case}/decision/recorded"))
    assert "30 October 2015" in recorded
    assert "Prepare the papers" not in recorded


def test_signing_twice_is_once(case, client_of):
    chair = client_of(CHAIR)
    prepare(chair, case, answers())
    shown = chair.get(f"/cases/{case}/decision").content.decode()
    posted = {name: re.search(rf'name="{name}" value="([^"]*)"', shown)[1] for name in ("seen", "token")}
    for _ in range(2):
        response = chair.post(f"/cases/{case}/decision", posted)
        assert response["Location"] == f"/cases/{case}/decision/recorded"
    assert Decision.objects.count() == 1
    assert LimbFinding.objects.count() == len(LIMBS)


def test_nobody_signs_what_they_have_not_read(case, client_of):
    manager, chair = client_of(MANAGER), client_of(CHAIR)
    prepare(manager, case, answers())
    seen = re.search(r'name="seen" value="([^"]*)"', chair.get(f"/cases/{case}/decision").content.decode())[1]
    prepare(manager, case, {"review": {"initiate": "yes"}})
    response = chair.post(f"/cases/{case}/decision", {"seen": seen})
    assert "The decision was changed while you had the page open" in text_of(response)
    assert Decision.objects.count() == 0
    now = re.search(r'name="seen" value="([^"]*)"', response.content.decode())[1]
    assert chair.post(f"/cases/{case}/decision", {"seen": now}).status_code == 302


@pytest.mark.parametrize("left_out", ["post-mortem", "limb-death", "review", "reasons", "cost"])
def test_nothing_is_signed_before_every_question_is_answered(case, client_of, left_out):
    chair = client_of(CHAIR)
    prepare(chair, case, {key: posted for key, posted in answers().items() if key != left_out})
    assert "Sign the decision" not in text_of(chair.get(f"/cases/{case}/decision"))
    assert "Answer every question first" in text_of(sign(chair, case))
    assert Decision.objects.count() == 0


PAUSES = {
    "premature": ({"post-mortem": {"post_mortem": "pending"}}, "Post-mortem", "paragraph 14"),
    "late": ({"day": on("2015-06-12"), "delay": {"delay": ""}}, "Why it is late", "paragraph 15"),
    "cost": ({"reasons": {"reasons": "It would not be value for money."}}, "Reasons", "paragraph 35"),
    "criteria_met": (
        {"limb-abuse_or_neglect": a_limb("abuse_or_neglect", "met"), "limb-death": a_limb("death", "met")},
        "Hold a serious case review",
        "criteria",
    ),
}


@pytest.mark.parametrize(("caution", "pages", "beside", "paragraph"), [(c, *p) for c, p in PAUSES.items()], ids=PAUSES)
def test_what_gives_pause_stands_beside_what_it_concerns_and_never_forbids(
    case, client_of, caution, pages, beside, paragraph
):
    chair = client_of(CHAIR)
    prepare(chair, case, answers() | pages)
    page = chair.get(f"/cases/{case}/decision").content.decode()
    rows = {
        row.split("</dt>")[0].split(">")[-1].strip(): row for row in page.split('<dt class="govuk-summary-list__key">')
    }
    assert [name for name, row in rows.items() if f'id="{caution}"' in row] == [beside]
    assert paragraph in rows[beside]
    response = sign(chair, case)
    assert "Tick the box once you have read the warnings" in text_of(response)
    assert Decision.objects.count() == 0
    assert sign(chair, case, read="yes").status_code == 302


def test_cost_beside_one_limb_is_warned_of_there(case, client_of):
    chair = client_of(CHAIR)
    prepare(
        chair, case, answers(**{"limb-joint_working": a_limb("joint_working", reason="There is no budget for it.")})
    )
    page = chair.get(f"/cases/{case}/decision").content.decode()
    assert 'id="cost"' in page.split("worked together to safeguard the child?")[1].split("govuk-summary-list__key")[0]


def test_an_explained_delay_is_kept_with_the_reasons_and_gives_no_pause(case, client_of):
    chair = client_of(CHAIR)
    pages = answers("2015-06-12", delay={"delay": "The inquest was opened in June."})
    prepare(chair, case, pages)
    assert "warning" not in text_of(chair.get(f"/cases/{case}/decision"))
    sign(chair, case)
    decision = the_file(case).decision
    assert decision.delay_explained is True
    assert "Why the decision is late: The inquest was opened in June." in decision.reasons


def test_that_cost_was_considered_is_put_on_record_and_warned_of(case, client_of):
    chair = client_of(CHAIR)
    prepare(chair, case, answers(cost={"cost": "considered"}))
    assert "1 warning to read before you sign" in text_of(chair.get(f"/cases/{case}/decision"))
    sign(chair, case, read="yes")
    assert "Cost was among what was considered." in the_file(case).decision.reasons


def test_a_chair_who_decides_again_leaves_the_earlier_decision_on_the_file(client_of):
    case = a_case(decided_not_to_initiate="2015-04-20")
    chair = client_of(CHAIR)
    assert "A decision of 20 April 2015 not to hold a review stands on the file" in text_of(
        chair.get(f"/cases/{case}/decision")
    )
    prepare(chair, case, answers("2015-09-01", review={"initiate": "yes"}))
    assert "Why it is late" not in text_of(chair.get(f"/cases/{case}/decision"))
    assert sign(chair, case).status_code == 302
    assert [decision.initiate for decision in the_file(case).decisions] == [False, True]


def test_a_case_whose_notification_was_withdrawn_is_not_decided_on(case, client_of):
    notification = the_file(case).notifications[0]
    acts.withdraw(case, by=NOTIFIER, notification=notification.id, on=date(2015, 4, 20), reason="Not met after all.")
    for who, page in ((CHAIR, ""), (MANAGER, "/prepare"), (MANAGER, "/prepare/day")):
        response = client_of(who).get(f"/cases/{case}/decision{page}")
        assert response.status_code == 403
        assert "The notification was withdrawn" in text_of(response)


def test_what_the_act_refuses_is_said_in_its_words_and_what_was_prepared_stays(case, client_of, monkeypatch):
    def refuse(*_, **__):
        raise Refused("A later decision, of 2015-05-01, is on the file already.", field="on")

    chair = client_of(CHAIR)
    prepare(chair, case, answers())
    monkeypatch.setattr(acts, "decide", refuse)
    assert "A later decision, of 1 May 2015, is on the file already." in text_of(sign(chair, case))
    assert Draft.objects.count() == 1


def test_a_decision_made_meanwhile_has_the_day_asked_for_again(case, client_of):
    chair = client_of(CHAIR)
    prepare(chair, case, answers())
    later = {"initiate": True, "reasons": "By other means.", "post_mortem": "confirmed"}
    acts.decide(case, by=CHAIR, on=date(2015, 5, 1), **later)
    assert "Begun, not finished" in text_of(chair.get(f"/cases/{case}/decision"))
    assert "Answer every question first" in text_of(sign(chair, case))


def test_a_case_older_than_every_edition_can_still_be_decided(client_of):
    case = a_notification(on="2009-03-05").case_id
    chair = client_of(CHAIR)
    pages = {key: posted for key, posted in answers("2009-04-01").items() if not key.startswith("limb")}
    prepare(chair, case, pages)
    assert "No edition of the guidance is held for that day" in text_of(chair.get(f"/cases/{case}/decision"))
    assert sign(chair, case).status_code == 302
    assert chair.get(f"/cases/{case}/decision/recorded").status_code == 200


# ── Telling the panel ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_day_on_which_the_panel_was_told_is_put_on_record(client_of):
    case = a_case(decided_not_to_initiate="2015-04-20")
    manager = client_of(MANAGER)
    assert "27 April 2015" in text_of(manager.get(f"/cases/{case}/tell-panel"))
    response = manager.post(f"/cases/{case}/tell-panel", on("2015-04-22"))
    assert response["Location"] == f"/cases/{case}"
    assert the_file(case).decision.told_panel_on == date(2015, 4, 22)
    assert "It is on record already: 22 April 2015" in text_of(manager.get(f"/cases/{case}/tell-panel"))


def test_the_panel_is_not_told_before_there_is_a_decision(case, client_of):
    assert client_of(MANAGER).get(f"/cases/{case}/tell-panel").status_code == 404
    decided = a_case(decided_not_to_initiate="2015-04-20")
    response = client_of(MANAGER).post(f"/cases/{decided}/tell-panel", on("2015-04-19"))
    assert "before the decision on 20 April 2015" in text_of(response)


@pytest.mark.parametrize(("who", "status"), [(NOTIFIER, 403), (SECRETARY, 404), (MEMBER, 404), (OTHER_MANAGER, 404)])
def test_only_the_board_says_that_it_told_the_panel(client_of, who, status):
    case = a_case(decided_not_to_initiate="2015-04-20")
    assert client_of(who).post(f"/cases/{case}/tell-panel", on("2015-04-22")).status_code == status
    assert the_file(case).decision.told_panel_on is None


# ── Bad input ───────────────────────────────────────────────────────────────────────────────────────────────────────

ABSURD = ["", "a\0b", "x" * 20_000, "99999999999999999999", "-1", "٣"]


def test_no_answer_however_absurd_breaks_a_page(case, client_of):
    chair = client_of(CHAIR)
    prepare(chair, case, {"day": on("2015-04-30")})
    pages = {f"decision/prepare/{key}": [*posted, "was"] for key, posted in answers().items() if key != "day"}
    pages |= {
        key: [*on("2015-04-30"), "seen"]
        for key in ("decision", "decision/prepare", "tell-panel", "decision/prepare/day")
    }
    for value in ABSURD:
        for page, names in pages.items():
            response = chair.post(f"/cases/{case}/{page}", dict.fromkeys([*names, "token"], value))
            assert response.status_code < 500
    for page in (*pages, "decision"):
        assert chair.get(f"/cases/{case}/{page}").status_code < 500


@pytest.mark.parametrize("key", ["nothing", "limb-", "limb-nothing", "0", "-"])
def test_there_is_no_page_for_a_question_that_is_not_asked(case, client_of, key):
    manager = client_of(MANAGER)
    prepare(manager, case, {"day": on("2015-04-30")})
    assert manager.get(f"/cases/{case}/decision/prepare/{key}").status_code == 404
