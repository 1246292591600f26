"""The pages of what belongs to no case: each tried as the people whose they are."""

import re

import pytest

from casereview.casework import acts
from casereview.casework.models import Contact, Despatch, Outgoing, RecommendationGrade
from tests.factories import ANALYST, CHAIR, MANAGER, MEMBER, OTHER_CHAIR, SECRETARY, a_case, day, organisations


@pytest.fixture
def secretary(client_of):
    return client_of(SECRETARY)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_an_approach_is_logged_answered_and_counted_and_is_on_no_case(secretary, client_of):
    case = a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20")
    day_of = {"on-day": "2", "on-month": "6", "on-year": "2015"}
    secretary.post(
        "/panel/contacts/new",
        {**day_of, "kind": "out_of_remit", "approacher": "journalist", "subject": "Zq7 asks about a decision."},
    )
    listed = page(secretary, "/panel/approaches")
    assert "A journalist" in listed
    assert "<strong>1 approach</strong> to be answered" in listed
    address = re.search(r'href="(/panel/approaches/[^"]+)"', listed)[1]
    assert "Select where the person can turn to" in secretary.post(address, {}).content.decode()
    secretary.post(address, {"signpost": "press_office", "token": "t"})
    secretary.post(address, {"signpost": "press_office", "token": "t"})
    assert Despatch.objects.count() == 1
    assert "The press office of the Department for Education" in page(secretary, address)
    assert "Answered" in page(secretary, "/panel/approaches")
    assert "Zq7" not in page(secretary, f"/cases/{case}")
    assert "Zq7" not in page(secretary, f"/cases/{case}/advice/non_initiation")
    figures = secretary.get("/figures.json?from=2014-07-01&to=2015-06-30").json()["figures"]
    assert figures["out_of_remit"]["total"] == 1


def test_nothing_is_sent_to_a_person_who_asked_not_to_be_contacted(secretary):
    organisations()
    asked = acts.contact(by=SECRETARY, on=day("2015-06-02"), kind="out_of_remit", approacher="relative")
    address = f"/panel/approaches/{asked.pk}"
    typed = secretary.post(address, {"signpost": "left_alone", "text": "Thank you."}).content.decode()
    assert "Take out what you have added" in typed
    assert "Thank you." in typed
    told = secretary.post(address, {"signpost": "left_alone"}, follow=True).content.decode()
    assert "Nothing is to be sent." in told
    assert "No answer was sent." in told
    assert "Thank you for writing" not in Despatch.objects.get().text
    assert not Outgoing.objects.exists()
    assert "<strong>0 approaches</strong> to be answered" in page(secretary, "/panel/approaches")


def test_silent_boards_are_written_to_in_a_batch_and_answer_themselves(secretary, client_of):
    organisations()
    silent = page(
        secretary, "/panel/boards?since-day=1&since-month=7&since-year=2014&until-day=30&until-month=6&until-year=2015"
    )
    assert "Aldermarsh Board" in silent
    assert "2 silent" in silent
    form = page(secretary, "/panel/boards/write")
    assert form.count("checked") == 2
    secretary.post("/panel/boards/write", {"boards": ["B2"], "token": "t"})
    secretary.post("/panel/boards/write", {"boards": ["B2"], "token": "t"})
    assert [one.board for one in Despatch.objects.all()] == ["B2"]
    chair = client_of(OTHER_CHAIR)
    assert "please tell the panel, or send a nil return" in page(chair, "/board")
    assert "please tell the panel, or send a nil return" not in page(client_of(CHAIR), "/board")
    chair.post("/board/nil-return", {"subject": "July 2014 to June 2015", "token": "n"})
    chair.post("/board/nil-return", {"subject": "July 2014 to June 2015", "token": "n"})
    [returned] = Contact.objects.all()
    assert (returned.kind, returned.board, returned.recorded_by) == ("nil_return", "B2", "opal")
    assert "July 2014 to June 2015" in page(chair, "/board")


def test_days_that_cannot_be_are_said_to_be(secretary):
    organisations()
    html = page(
        secretary, "/panel/boards?since-day=1&since-month=7&since-year=2015&until-day=30&until-month=6&until-year=2015"
    )
    assert "The last day must be the first day or a later one" in html


def test_a_boards_own_page_ranks_nobody(client_of):
    a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20")
    html = page(client_of(MANAGER), "/board")
    assert "Too few boards to say" in html
    assert "Brackenford" not in html
    assert client_of(SECRETARY).get("/board").status_code == 403


def test_a_recommendation_is_answered_by_its_addressee_and_graded_by_the_panel(secretary, client_of):
    acts.recommend_as_reported(by="tests")
    analyst = client_of(ANALYST)
    assert "2015-7" in page(client_of(MEMBER), "/recommendations")
    assert "The panel’s grade</a>" not in page(analyst, "/recommendations/2015-1/dfe")
    on = {"on-day": "11", "on-month": "1", "on-year": "2016"}
    analyst.post("/recommendations/2015-1/dfe/answer", {**on, "position": "accepts", "text": "Agreed."})
    assert analyst.get("/recommendations/2015-1/dfe/grade").status_code == 403
    wrong = secretary.post("/recommendations/2015-1/dfe/grade", {**on, "grade": "acceptable", "text": ""})
    assert "Say on what the panel rests this" in wrong.content.decode()
    grade = {**on, "grade": "acceptable", "text": "It is under way.", "token": "t"}
    secretary.post("/recommendations/2015-1/dfe/grade", grade)
    secretary.post("/recommendations/2015-1/dfe/grade", grade)
    assert RecommendationGrade.objects.count() == 1
    html = page(client_of(MEMBER), "/recommendations/2015-1/dfe")
    assert "The addressee: accepts it" in html
    assert "The panel: open: acceptable" in html
    assert secretary.get("/recommendations/2015-1/ailc").status_code == 404


def test_a_member_records_nothing_of_it(client_of):
    acts.recommend_as_reported(by="tests")
    assert client_of(MEMBER).get("/recommendations/2015-1/dfe/answer").status_code == 403


def test_lists_are_paged(secretary):
    for n in range(30):
        acts.contact(by=SECRETARY, on=day("2015-06-02"), kind="out_of_remit", subject=f"Number {n}")
    assert "page 1 of 2" in page(secretary, "/panel/approaches")
