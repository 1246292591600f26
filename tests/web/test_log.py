"""The log of contacts and meetings: corrected like any fact, with both versions shown."""

import pytest

from casereview.casework import acts
from casereview.casework.models import Contact
from casereview.ledger.models import Refused
from tests.factories import MANAGER, SECRETARY, day, organisations


@pytest.fixture
def contact(db):
    organisations()
    return acts.contact(by=SECRETARY, on=day("2015-06-01"), kind="letter", board="B1", subject="About a review")


ANSWERS = {
    "on-day": "2",
    "on-month": "6",
    "on-year": "2015",
    "kind": "nil_return",
    "board": "B2",
    "subject": "None to tell",
}


def test_a_contact_is_corrected_and_both_versions_are_shown(client_of, contact):
    client = client_of(SECRETARY)
    address = f"/panel/log/contacts/{contact.pk}/correct"
    assert "About a review" in client.get(address).content.decode()
    for _ in range(2):
        assert client.post(address, {**ANSWERS, "why": "Misfiled.", "token": "once"}).status_code == 302
    html = client.get("/panel/log").content.decode()
    for told in (
        "Nil return. Brackenford Board. None to tell",
        "It said before: Letter. Aldermarsh Board",
        "Misfiled.",
    ):
        assert told in html
    assert Contact.objects.count() == 2


def test_a_correction_asks_why_and_keeps_what_was_typed(client_of, contact):
    html = client_of(SECRETARY).post(f"/panel/log/contacts/{contact.pk}/correct", ANSWERS).content.decode()
    assert "Say why this is corrected" in html
    assert "None to tell" in html


def test_a_meeting_is_corrected(client_of, contact):
    meeting = acts.meet(by=SECRETARY, on=day("2015-06-08"), attended=["Milo Member"])
    answers = {
        "on-day": "8",
        "on-month": "6",
        "on-year": "2015",
        "attended": "Milo Member;Mary Member",
        "why": "Left out.",
    }
    assert client_of(SECRETARY).post(f"/panel/log/meetings/{meeting.pk}/correct", answers).status_code == 302
    assert "Milo Member, Mary Member" in client_of(SECRETARY).get("/panel/log").content.decode()


def test_the_log_is_the_secretariats(client_of, contact):
    assert client_of(MANAGER).get("/panel/log").status_code == 403
    assert client_of(MANAGER).get(f"/panel/log/contacts/{contact.pk}/correct").status_code == 403
    assert client_of(SECRETARY).get("/panel/log/contacts/nonsense/correct").status_code == 404
    assert client_of(SECRETARY).get("/panel/log/nonsense/nonsense/correct").status_code == 404


def test_an_empty_log_says_so(client_of, db):
    assert "Nothing is logged yet" in client_of(SECRETARY).get("/panel/log").content.decode()


@pytest.mark.parametrize(
    "changes",
    [{"kind": ""}, {"kind": "nonsense"}, {"board": "B9"}, {"kind": "out_of_remit"}, {"on": day("2999-01-01")}, {}],
)
def test_what_a_contact_may_not_say_a_correction_may_not_either(contact, changes):
    with pytest.raises(Refused):
        acts.correct_contact(by=SECRETARY, kind="contacts", fact=contact.pk, why="x", changes=changes)
    assert Contact.objects.count() == 1
