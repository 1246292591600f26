"""The board answers the panel's advice itself; the panel sees what it awaits; the register lists what was not accepted."""

import pytest

from casereview.casework import acts
from tests.factories import (
    ANALYST,
    CHAIR,
    MANAGER,
    MEMBER,
    OTHER_CHAIR,
    SECRETARY,
    a_case,
    a_letter,
    day,
    the_file,
)

STORY = {
    "notified": "2015-04-07",
    "decided_not_to_initiate": "2015-05-12",
    "submitted": "2015-05-20",
    "advised": ("2015-06-08", "disagree"),
}


@pytest.fixture
def case(db):
    return a_case(**STORY)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_chair_answers_and_it_is_once_however_often_it_is_posted(case, client_of):
    chair = client_of(CHAIR)
    assert "Answer the panel&#39;s advice" in page(chair, f"/cases/{case}")
    html = page(chair, f"/cases/{case}/answer/non_initiation")
    assert "Disagrees" in html
    assert "Not confirmed" in html
    answers = {"position": "explains", "text": "The harm was found to be accidental.", "token": "t1"}
    chair.post(f"/cases/{case}/answer/non_initiation", answers)
    chair.post(f"/cases/{case}/answer/non_initiation", answers)
    [response] = the_file(case).responses
    assert (response.position, response.recorded_by) == ("explains", "carl")
    assert "none was asked for, or what you sent last is with the panel" in page(
        chair, f"/cases/{case}/answer/non_initiation"
    )


def test_an_explanation_without_words_is_asked_for_and_nothing_typed_is_lost(case, client_of):
    html = client_of(CHAIR).post(f"/cases/{case}/answer/non_initiation", {"position": "explains"}).content.decode()
    assert "Enter what the board says to the panel" in html
    assert 'value="explains" checked' in html


def test_a_manager_is_offered_what_a_manager_may_answer(case, client_of):
    html = page(client_of(MANAGER), f"/cases/{case}/answer/non_initiation")
    assert "Explains its decision further" in html
    assert "Does not accept the advice" not in html


def test_the_secretariat_sees_what_it_awaits(case, client_of):
    assert case in page(client_of(SECRETARY), "/panel/answers")
    acts.respond(case, by=CHAIR, on=day("2015-06-20"), matter="non_initiation", position="informs", text="More.")
    assert "No answer is awaited." in page(client_of(SECRETARY), "/panel/answers")


def test_the_register_tells_others_which_board_and_never_which_case(case, client_of):
    acts.respond(case, by=CHAIR, on=day("2015-06-20"), matter="non_initiation", position="declines", text="We do not.")
    secretary = page(client_of(SECRETARY), "/register")
    assert "No notice given yet" in secretary
    assert "Nothing is on the register." in page(client_of(OTHER_CHAIR), "/register")
    assert case in page(client_of(CHAIR), "/register")
    a_letter(case, the_file(case).responses[0].id, on="2015-06-22")
    for who, sees in ((SECRETARY, True), (MEMBER, True), (ANALYST, True), (CHAIR, True), (OTHER_CHAIR, False)):
        html = page(client_of(who), "/register")
        assert "Aldermarsh Board" in html
        assert (case in html) is sees, who.username
        assert "We do not." not in html
