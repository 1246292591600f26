"""The papers on a matter: item by item, what is missing, and sending them to the panel."""

import re
from datetime import date

import pytest

from casereview.casework import acts
from casereview.casework.models import Draft, PackItem, Submission
from casereview.rules import packs
from casereview.rules.codes import Matter
from tests.factories import (
    CHAIR,
    MANAGER,
    MEMBER,
    NOTIFIER,
    OTHER_MANAGER,
    SECRETARY,
    a_case,
    a_notification,
    the_file,
)

pytestmark = pytest.mark.django_db

DECIDED = "2015-04-20"
REVIEWED = {"decided_to_initiate": "2015-04-20", "told": "2015-04-21"}
REASONS = "None of the limbs.\n\nCost played no part in this decision."


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("&#39;", "'")


def answer(client, case, item, supplied="yes", text="Here it is.", matter="non_initiation"):
    path = f"/cases/{case}/papers/{matter}/items/{item}"
    was = re.search(r'name="was" value="(\w*)"', client.get(path).content.decode())[1]
    return client.post(path, {f"supplied_{item}": supplied, f"text_{item}": text, "was": was})


def sent_on(client, case, day, month="4", matter="non_initiation"):
    path = f"/cases/{case}/papers/{matter}/items/day"
    was = re.search(r'name="was" value="(\w*)"', client.get(path).content.decode())[1]
    return client.post(path, {"sent_on-day": day, "sent_on-month": month, "sent_on-year": "2015", "was": was})


def send(client, case, matter="non_initiation", **posted):
    page = client.get(f"/cases/{case}/papers/{matter}").content.decode()
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("seen", "token")}
    return client.post(
        f"/cases/{case}/papers/{matter}", {name: found[1] for name, found in hidden.items() if found} | posted
    )


def missing(page: str) -> str:
    return page.split('id="missing"')[1].split('id="asked"')[0]


@pytest.fixture
def case() -> str:
    return a_case(decided_not_to_initiate=DECIDED)


def test_the_papers_say_what_the_file_has_and_what_is_missing_of_them(case, client_of):
    page = client_of(MANAGER).get(f"/cases/{case}/papers/non_initiation").content.decode()
    assert "What the family has been told" in missing(page)
    assert "A copy of the notification" not in missing(page)
    pack = packs.pack(the_file(case), Matter.NON_INITIATION, date(2015, 4, 21))
    assert f"{pack.score.supplied} of the {pack.score.needed} things needed are supplied" in page
    assert "27 April 2015" in page  # the day by which the panel is told


def test_an_item_is_kept_as_soon_as_it_is_answered_and_no_longer_missing(case, client_of):
    manager = client_of(MANAGER)
    assert answer(manager, case, "family", text="Her mother was told on 2 May.").status_code == 302
    page = client_of(CHAIR).get(f"/cases/{case}/papers/non_initiation").content.decode()
    assert "What the family has been told" not in missing(page)
    assert "Her mother was told on 2 May." in page
    assert "Last changed by Mina Manager" in page


def test_an_item_that_is_not_supplied_says_why_and_stays_missing(case, client_of):
    manager = client_of(MANAGER)
    assert "say why" in text_of(answer(manager, case, "family", supplied="no", text=""))
    assert answer(manager, case, "family", supplied="no", text="They are not found yet.").status_code == 302
    page = manager.get(f"/cases/{case}/papers/non_initiation").content.decode()
    assert "What the family has been told" in missing(page)
    assert "They are not found yet." in page


def test_what_does_not_apply_needs_no_words_and_what_is_always_needed_always_applies(case, client_of):
    manager = client_of(MANAGER)
    assert answer(manager, case, "peer_challenge", supplied="does_not_apply", text="").status_code == 302
    assert "Does not apply" in text_of(manager.get(f"/cases/{case}/papers/non_initiation"))
    response = answer(manager, case, "family", supplied="does_not_apply")
    assert "Select whether it is supplied" in text_of(response)


def test_saved_for_later_an_item_need_not_be_finished(case, client_of):
    manager = client_of(MANAGER)
    path = f"/cases/{case}/papers/non_initiation/items/family"
    response = manager.post(path, {"text_family": "Her mother", "later": "yes"})
    assert response["Location"] == f"/cases/{case}"
    assert "Her mother" in text_of(client_of(CHAIR).get(path))


def test_two_who_answer_one_item_see_both_answers(case, client_of):
    manager, chair = client_of(MANAGER), client_of(CHAIR)
    path = f"/cases/{case}/papers/non_initiation/items/family"
    was = re.search(r'name="was" value="(\w*)"', chair.get(path).content.decode())[1]
    answer(manager, case, "family", text="What the manager wrote.")
    response = chair.post(path, {"supplied_family": "yes", "text_family": "What the Chair wrote.", "was": was})
    for words in ("Mina Manager changed this", "What the manager wrote.", "What the Chair wrote."):
        assert words in text_of(response)


def test_the_words_of_what_is_asked_stand_beside_it_with_where_they_are_from(case, client_of):
    text = text_of(client_of(MANAGER).get(f"/cases/{case}/papers/non_initiation/items/post_mortem"))
    assert "Give the day on which the results were fully confirmed." in text
    assert "second report (2015), paragraph 14" in text
    assert "Post-mortem: Confirmed." in text
    text = text_of(client_of(MANAGER).get(f"/cases/{case}/papers/non_initiation/items/family"))
    assert "Not in the guidance: recommended by this system" in text


def test_incomplete_papers_are_sent_only_after_a_warning_that_names_what_is_missing(case, client_of):
    manager = client_of(MANAGER)
    page = manager.get(f"/cases/{case}/papers/non_initiation").content.decode()
    assert "What the family has been told" in page.split('id="warned"')[1]
    assert "Tick the box to send them although something is missing" in text_of(send(manager, case))
    assert Submission.objects.count() == 0
    response = send(manager, case, incomplete="yes")
    assert response["Location"] == f"/cases/{case}/papers/non_initiation/sent"
    file = the_file(case)
    assert packs.sent(file, file.submissions[0]).missing
    assert "Not supplied:" in text_of(manager.get(response["Location"]))


def test_complete_papers_are_sent_without_a_warning_with_every_item_on_record(case, client_of):
    manager = client_of(MANAGER)
    pack = packs.pack(the_file(case), Matter.NON_INITIATION, date(2015, 4, 21))
    for part in pack.missing:
        answer(manager, case, part.item.code)
    assert "Nothing is missing." in text_of(manager.get(f"/cases/{case}/papers/non_initiation"))
    assert send(manager, case).status_code == 302
    file = the_file(case)
    assert packs.sent(file, file.submissions[0]).missing == []
    items = {item.item: (item.supplied, item.text) for item in file.pack_items}
    assert items["family"] == (True, "Here it is.")
    assert items["notification_copy"] == (True, "The notification of 7 April 2015 is on the file.")
    assert file.decision.told_panel_on == file.submissions[0].on
    assert Draft.objects.count() == 0


def test_sending_twice_is_once(case, client_of):
    manager = client_of(MANAGER)
    answer(manager, case, "family")
    page = manager.get(f"/cases/{case}/papers/non_initiation").content.decode()
    posted = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("seen", "token")}
    for _ in range(2):
        response = manager.post(f"/cases/{case}/papers/non_initiation", {**posted, "incomplete": "yes"})
        assert response["Location"] == f"/cases/{case}/papers/non_initiation/sent"
    assert Submission.objects.count() == 1
    assert PackItem.objects.filter(item="family").count() == 1


def test_nobody_sends_what_they_have_not_read(case, client_of):
    manager, chair = client_of(MANAGER), client_of(CHAIR)
    answer(manager, case, "family")
    page = chair.get(f"/cases/{case}/papers/non_initiation").content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)[1]
    answer(manager, case, "parallel_processes")
    response = chair.post(f"/cases/{case}/papers/non_initiation", {"seen": seen, "incomplete": "yes"})
    assert "The papers were changed while you had the page open" in text_of(response)
    assert Submission.objects.count() == 0


def test_while_the_panel_has_the_papers_none_are_sent(client_of):
    case = a_case(decided_not_to_initiate=DECIDED, submitted="2015-04-21")
    page = text_of(client_of(MANAGER).get(f"/cases/{case}/papers/non_initiation"))
    assert "The panel has your papers of 21 April 2015, and has not advised on them yet." in page
    assert "Send the papers" not in page


def test_papers_that_are_sent_back_are_offered_again_with_what_was_said(case, client_of):
    manager = client_of(MANAGER)
    answer(manager, case, "family", text="Her mother was told on 2 May.")
    send(manager, case, incomplete="yes")
    submission = the_file(case).submissions[0]
    today = submission.on
    acts.check(case, by=SECRETARY, submission=submission.id, on=today, result="incomplete", missing=["delay"])
    page = text_of(manager.get(f"/cases/{case}/papers/non_initiation"))
    assert "What was said to each thing then is offered here again" in page
    assert "Her mother was told on 2 May." in page
    answer(manager, case, "parallel_processes", text="The coroner is to sit in June.")
    assert send(manager, case, incomplete="yes").status_code == 302
    file = the_file(case)
    assert {"family", "parallel_processes"} <= {
        part.item.code for part in packs.sent(file, file.submissions[-1]).parts if part.supplied
    }


def test_what_the_file_tells_is_told_anew_when_papers_go_again(case, client_of):
    manager = client_of(MANAGER)
    assert "Why the case does not meet the criteria" in missing(
        manager.get(f"/cases/{case}/papers/non_initiation").content.decode()
    )
    sent_on(manager, case, "21")
    send(manager, case, incomplete="yes")
    submission = the_file(case).submissions[0]
    acts.check(case, by=SECRETARY, submission=submission.id, on=submission.on, result="incomplete", text="Why?")
    limbs = ("abuse_or_neglect", "death", "serious_harm", "joint_working")
    findings = dict.fromkeys(limbs, ("not_met", "As is known."))
    again = {"initiate": False, "reasons": REASONS, "post_mortem": "confirmed", "findings": findings}
    acts.decide(case, by=CHAIR, on=submission.on, **again)
    page = manager.get(f"/cases/{case}/papers/non_initiation").content.decode()
    assert "Why the case does not meet the criteria" not in missing(page)


def test_a_board_is_told_what_it_was_sent_back_for_before(case, client_of):
    other = a_case(notified="2015-02-02", decided_not_to_initiate="2015-02-20", submitted="2015-02-21")
    submission = the_file(other).submissions[0]
    acts.check(
        other, by=SECRETARY, submission=submission.id, on=date(2015, 2, 24), result="incomplete", missing=["family"]
    )
    page = text_of(client_of(MANAGER).get(f"/cases/{case}/papers/non_initiation"))
    assert "What the family has been told (1 time)" in page


def test_the_day_of_sending_may_be_an_earlier_one_but_not_before_the_decision(case, client_of):
    manager = client_of(MANAGER)
    refused = sent_on(manager, case, "19")
    assert "The papers cannot be sent before the decision of 20 April 2015" in text_of(refused)
    assert sent_on(manager, case, "22").status_code == 302
    send(manager, case, incomplete="yes")
    assert the_file(case).submissions[0].on == date(2015, 4, 22)


# ── A proposal not to publish ───────────────────────────────────────────────────────────────────────────────────────


def test_a_proposal_not_to_publish_says_what_is_proposed_beside_the_panels_test(client_of):
    case = a_case(**REVIEWED, reported="2015-10-01")
    manager = client_of(MANAGER)
    sent_on(manager, case, "5", "10", matter="non_publication")
    for item in ("route", "expert_advice", "threat"):
        text = text_of(manager.get(f"/cases/{case}/papers/non_publication/items/{item}"))
        assert "a particular and serious threat to specific individuals" in text
        assert "paragraphs 24 and 26" in text
    refused = text_of(send(manager, case, "non_publication", incomplete="yes"))
    assert "Choose what you propose in place of full publication" in refused
    manager.post(f"/cases/{case}/papers/non_publication/items/route", {"proposed_route": "summary"})
    answer(manager, case, "expert_advice", text="A psychiatrist, 3 May 2015.", matter="non_publication")
    assert send(manager, case, "non_publication", incomplete="yes").status_code == 302
    [submission] = the_file(case).submissions
    assert (submission.matter, submission.proposed_route) == ("non_publication", "summary")
    assert submission.expert_advice is True
    assert submission.on == date(2015, 10, 5)


def test_where_the_edition_asks_for_no_expert_advice_none_is_said_to_be_missing(client_of):
    case = a_case(**REVIEWED)
    manager = client_of(MANAGER)
    manager.post(f"/cases/{case}/papers/non_publication/items/route", {"proposed_route": "anonymous"})
    send(manager, case, "non_publication", incomplete="yes")
    assert the_file(case).submissions[0].expert_advice is None


# ── Who, and when ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_a_decision_not_to_review_there_are_no_papers_on_one(client_of):
    for case in (a_case(), a_case(**REVIEWED)):
        response = client_of(MANAGER).get(f"/cases/{case}/papers/non_initiation")
        assert "There is no decision not to review on this case" in text_of(response)
        response = client_of(MANAGER).post(f"/cases/{case}/papers/non_initiation", {"incomplete": "yes"})
        assert Submission.objects.count() == 0
    assert client_of(MANAGER).get(f"/cases/{case}/papers/non_initiation/sent").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [(NOTIFIER, 403), (SECRETARY, 403), (MEMBER, 404), (OTHER_MANAGER, 404)], ids=str
)
def test_papers_are_the_boards_to_send(client_of, who, status):
    case = a_case(decided_not_to_initiate=DECIDED, told="2015-04-21")
    for page in ("", "/items/family", "/sent"):
        assert client_of(who).get(f"/cases/{case}/papers/non_initiation{page}").status_code == status
    assert client_of(who).post(f"/cases/{case}/papers/non_initiation", {"incomplete": "yes"}).status_code == status


def test_there_are_no_papers_on_what_is_no_matter_and_no_item_that_is_not_asked_for(case, client_of):
    manager = client_of(MANAGER)
    for page in ("nothing", "non_initiation/items/nothing", "non_initiation/items/serious_harm", "rapid_review"):
        assert manager.get(f"/cases/{case}/papers/{page}").status_code == 404


def test_since_2018_the_papers_are_those_of_the_rapid_review(client_of):
    case = a_case(notified="2021-03-01", decided_not_to_initiate="2021-03-15")
    page = client_of(MANAGER).get(f"/cases/{case}/papers/non_initiation").content.decode()
    assert "What the Panel asks for, under Working Together 2018" in page
    assert "Action taken at once" in page
    assert "serious case review" not in page.lower()


def test_a_case_older_than_every_edition_has_papers_that_nobody_asks_for(client_of):
    case = a_notification(on="2009-03-05").case_id
    acts.decide(case, by=CHAIR, on=date(2009, 4, 1), initiate=False, reasons="None.", post_mortem="confirmed")
    manager = client_of(MANAGER)
    assert "No edition of the guidance that is held asks" in text_of(
        manager.get(f"/cases/{case}/papers/non_initiation")
    )
    assert send(manager, case).status_code == 302


def test_no_answer_however_absurd_breaks_a_page(case, client_of):
    manager = client_of(MANAGER)
    pages = {
        "items/family": ["supplied_family", "text_family", "was"],
        "items/day": ["sent_on-day", "sent_on-month", "sent_on-year", "was"],
        "": ["seen", "incomplete"],
    }
    for value in ("", "a\0b", "x" * 20_000, "yes", "99999999999999999999", "٣"):
        for page, names in pages.items():
            path = f"/cases/{case}/papers/non_initiation/{page}".rstrip("/")
            assert manager.post(path, dict.fromkeys([*names, "token"], value)).status_code < 500
            assert manager.get(path).status_code == 200
