"""Reminders go out by the daily run: each is a fact, none goes twice, whoever is stopped and however many run at once."""

from contextlib import suppress
from datetime import date

import pytest
from django.core import mail

from casereview.casework import acts, chasing, post
from casereview.casework.models import Chaser, Outgoing
from casereview.ledger import chain
from casereview.ledger.models import Link, Refused
from tests.factories import CHAIR, MANAGER, SECRETARY, a_case, a_user, day, the_file

FIRST, SECOND, THIRD = day("2015-07-07"), day("2015-07-20"), day("2015-08-03")


@pytest.fixture
def referred(db):
    reference = a_case(
        decided_not_to_initiate="2015-05-12", submitted="2015-05-20", advised=("2015-06-08", "refer_back")
    )
    a_user(CHAIR)
    return reference


def told(today: date) -> list[str]:
    return list(chasing.chase(today))


def test_a_reminder_is_a_fact_and_goes_to_the_board_once(referred):
    assert told(day("2015-07-06"))[0] == "0 reminders put on record; 0 e-mails sent."
    assert told(FIRST)[0] == "1 reminders put on record; 1 e-mails sent."
    assert told(FIRST)[0] == "0 reminders put on record; 0 e-mails sent."
    [chaser] = the_file(referred).chasers
    assert (chaser.step, chaser.on, chaser.recorded_by) == (1, FIRST, "casereview")
    [message] = mail.outbox
    assert message.subject == f"Reminder from the national panel: case {referred}"
    assert "on 8 June 2015, and asked for an answer by 6 July 2015" in message.body
    assert "Ada" not in message.subject + message.body
    assert '"act": "remind"' in Link.objects.latest("number").body
    assert list(chain.faults()) == []


def test_they_come_to_an_end(referred):
    for on in (FIRST, SECOND, THIRD, day("2015-09-01"), day("2015-10-01")):
        told(on)
    assert [chaser.step for chaser in the_file(referred).chasers] == [1, 2, 3]
    assert "This is the last reminder" in the_file(referred).chasers[-1].text
    assert [(file.reference, answer.exhausted) for file, answer in chasing.awaited(SECRETARY)] == [(referred, True)]


def test_a_board_that_answers_is_reminded_no_more(referred):
    told(FIRST)
    acts.respond(referred, by=CHAIR, on=day("2015-07-10"), matter="non_initiation", position="explains", text="So.")
    assert told(SECOND)[0].startswith("0 reminders")
    assert chasing.awaited(SECRETARY) == []


def test_a_run_that_is_killed_between_the_fact_and_the_mail_sends_it_once_later(referred, monkeypatch):
    monkeypatch.setattr(post, "send", _killed)
    with pytest.raises(KeyboardInterrupt):
        told(FIRST)
    assert Chaser.objects.count() == 1
    monkeypatch.undo()
    assert told(FIRST)[0] == "0 reminders put on record; 1 e-mails sent."
    assert told(FIRST)[0] == "0 reminders put on record; 0 e-mails sent."
    assert len(mail.outbox) == 1


def test_a_run_that_is_killed_as_it_writes_leaves_neither_fact_nor_envelope(referred, monkeypatch):
    monkeypatch.setattr("casereview.casework.acts.writing.written", _killed)
    with suppress(KeyboardInterrupt):
        told(FIRST)
    assert not Chaser.objects.exists()
    assert not Outgoing.objects.exists()


def test_a_run_that_is_killed_as_it_sends_says_so_and_sends_nothing_again(referred, monkeypatch):
    monkeypatch.setattr("django.core.mail.EmailMessage.send", _killed)
    with suppress(KeyboardInterrupt):
        told(FIRST)
    monkeypatch.undo()
    assert told(FIRST)[-1].startswith("ATTENTION: 1 e-mails may or may not have gone")
    assert mail.outbox == []


def _killed(*_, **__):
    raise KeyboardInterrupt


def test_a_manager_explains_and_does_not_decline(referred):
    with pytest.raises(Refused, match="Only the Chair"):
        acts.respond(
            referred, by=MANAGER, on=day("2015-07-10"), matter="non_initiation", position="declines", text="No."
        )
    acts.respond(referred, by=MANAGER, on=day("2015-07-10"), matter="non_initiation", position="informs", text="More.")
    assert the_file(referred).responses[0].recorded_by == "mina"
