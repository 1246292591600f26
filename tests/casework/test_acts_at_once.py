"""People at once: each with a connection of their own, to one database. Promises B7 and B8."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections

from casereview.casework import acts, drafts, standing
from casereview.casework.drafts import ChangedMeanwhile, NoSuchDraft
from casereview.casework.models import Case, Decision, Draft, Response
from casereview.ledger import chain
from casereview.ledger.models import Done, Link, Refused
from casereview.people import acts as people
from casereview.people.models import Appointment, User
from casereview.rules.codes import Role
from tests.factories import (
    CHAIR,
    MANAGER,
    NOTIFIER,
    SECRETARY,
    Who,
    a_case,
    a_notification,
    day,
    organisations,
    the_file,
)

COLLEAGUE = Who("cora", "Cora Chair", Role.CHAIR, "B1", "Aldermarsh Board")


pytestmark = pytest.mark.django_db(transaction=connection.vendor != "sqlite")


@pytest.fixture(autouse=True)
def one_database(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One database that many can connect to: on SQLite a file, as in use, since that of the tests is in memory."""
    if connection.vendor == "sqlite":
        path = tmp_path / "shared.sqlite3"
        with connection.cursor() as cursor, closing(sqlite3.connect(path)) as copy:
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%%' ORDER BY rowid", []
            )
            copy.executescript(";".join(sql for (sql,) in cursor.fetchall()))
        monkeypatch.setitem(connection.settings_dict, "NAME", str(path))
    alone(organisations)
    yield
    assert alone(lambda: list(chain.faults())) == []
    assert alone(standing.differences) == []
    assert alone(lambda: Link.objects.count() == chain.head()[0])


def at_once(*tasks: Callable[[], Any]) -> list[Any]:
    """Do all of it at once, each by a connection of its own; what each answered, or what it was refused with."""
    found: list[Any] = [None] * len(tasks)
    start = Barrier(len(tasks))

    def work(n: int, task: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            found[n] = task()
        except Exception as raised:
            found[n] = raised
        finally:
            connections.close_all()

    threads = [Thread(target=work, args=one) for one in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


def alone(task: Callable[[], Any]) -> Any:
    [found] = at_once(task)
    if isinstance(found, Exception):
        raise found
    return found


def test_of_two_who_correct_one_fact_one_wins_and_the_other_is_told_who_and_why():
    reference = alone(lambda: a_case(decided_not_to_initiate="2015-05-12"))
    fact = alone(lambda: the_file(reference).decision.pk)

    def correct(by: Who) -> Callable[[], Any]:
        given = {"kind": "decisions", "fact": fact, "why": f"Says {by.name}.", "reasons": f"As {by.name} has it."}
        return lambda: acts.correct(reference, by=by, **given)

    found = at_once(correct(CHAIR), correct(COLLEAGUE))
    [won] = [one for one in found if isinstance(one, Decision)]
    [lost] = [one for one in found if isinstance(one, Refused)]
    winner = CHAIR if won.recorded_by == "carl" else COLLEAGUE
    assert (
        f"Somebody else has corrected this meanwhile: {winner.username}, saying “Says {winner.name}.”" in lost.message
    )
    assert alone(lambda: the_file(reference).decision.reasons) == f"As {winner.name} has it."
    assert alone(lambda: Decision.objects.filter(corrects=fact).count()) == 1


@pytest.mark.parametrize("times", [2, 5])
def test_the_same_form_posted_in_parallel_is_one_act_with_one_answer(times):
    def send() -> Any:
        return a_notification(token="one form")

    found = at_once(*[send] * times)
    assert {type(one).__name__ for one in found} == {"Notification"}
    assert len({one.pk for one in found}) == 1
    assert alone(lambda: (Case.objects.count(), Done.objects.count())) == (1, 1)


def test_different_forms_posted_in_parallel_are_as_many_acts_with_a_reference_each():
    found = at_once(*[lambda n=n: a_notification(token=f"form {n}") for n in range(6)])
    assert sorted(one.case_id for one in found) == [f"2015-000{n}" for n in range(1, 7)]


def test_of_two_who_record_one_answer_the_second_is_told_that_it_is_there():
    story = {"decided_not_to_initiate": "2015-05-12", "submitted": "2015-05-20", "advised": ("2015-06-08", "disagree")}
    reference = alone(lambda: a_case(**story))
    given = {"on": day("2015-06-20"), "matter": "non_initiation"}
    found = at_once(
        *[lambda p=p: acts.respond(reference, by=SECRETARY, position=p, **given) for p in ("explains", "declines")]
    )
    assert sorted(type(one).__name__ for one in found) == ["Refused", "Response"]
    assert alone(Response.objects.count) == 1


def test_a_decision_and_a_withdrawal_at_once_are_never_both():
    sent = alone(a_notification)
    decision = {"on": day("2015-05-12"), "initiate": False, "reasons": "As set out.", "post_mortem": "confirmed"}
    withdrawal = {"on": day("2015-05-12"), "notification": sent.pk, "reason": "Not met."}
    found = at_once(
        lambda: acts.decide(sent.case_id, by=CHAIR, **decision),
        lambda: acts.withdraw(sent.case_id, by=NOTIFIER, **withdrawal),
    )
    assert sum(isinstance(one, Refused) for one in found) == 1


def test_papers_sent_twice_at_once_tell_the_panel_once():
    reference = alone(lambda: a_case(decided_not_to_initiate="2015-05-12"))
    given = {"matter": "non_initiation", "on": day("2015-05-20")}
    found = at_once(*[lambda: acts.submit(reference, by=MANAGER, **given)] * 2)
    assert sorted(type(one).__name__ for one in found) == ["Refused", "Submission"]
    assert alone(lambda: Decision.objects.filter(case=reference).count()) == 2


# ── Drafts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def draft() -> Draft:
    def begin() -> Draft:
        for who in (MANAGER, CHAIR):
            User.objects.create(username=who.username, name=who.name)
        return drafts.begin("decide", by=MANAGER, case="2015-0001", answers={"reasons": ""})

    return alone(begin)


def test_of_two_who_write_in_one_draft_neither_overwrites_the_other_unseen(draft):
    def write(by: Who) -> Callable[[], Any]:
        return lambda: drafts.keep(draft, {"reasons": by.name}, by=by, version=0)

    found = at_once(write(MANAGER), write(CHAIR))
    [won] = [one for one in found if isinstance(one, Draft)]
    [lost] = [one for one in found if isinstance(one, ChangedMeanwhile)]
    assert lost.draft.answers == won.answers
    assert str(lost) == f"{won.changed_by} has changed this meanwhile."
    kept = alone(lambda: Draft.objects.get(pk=draft.pk))
    assert (kept.answers, kept.version) == (won.answers, 1)


def test_answers_to_different_questions_are_both_kept_where_nobody_minds_the_version(draft):
    found = at_once(*[lambda n=n: drafts.keep(draft, {f"answer {n}": n}, by=MANAGER) for n in range(4)])
    assert all(isinstance(one, Draft) for one in found)
    kept = alone(lambda: Draft.objects.get(pk=draft.pk))
    assert kept.answers == {"reasons": "", **{f"answer {n}": n for n in range(4)}}
    assert kept.version == 4


def test_a_draft_is_finished_once(draft):
    def finish() -> str:
        with drafts.finishing(draft, by=CHAIR, version=0):
            return "done"

    found = at_once(finish, finish)
    assert sorted(type(one).__name__ for one in found) == [NoSuchDraft.__name__, "str"]


def test_one_draft_of_a_journey_on_a_case_is_begun_by_whoever_is_first(draft):
    found = at_once(*[lambda: drafts.sole("papers", by=MANAGER, case="2015-0001")] * 3)
    assert len({one.pk for one in found}) == 1


# ── People ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_appointment_is_ended_once():
    def appoint() -> Appointment:
        person = User.objects.create(username="paula", name="Paula")
        return people.appoint(person, Role.CHAIR, "B1", since=day("2015-01-01"), by="tests")

    held = alone(appoint)
    found = at_once(*[lambda: people.end(held, until=day("2015-06-01"), why="Left.", by="tests")] * 2)
    assert sorted(type(one).__name__ for one in found) == ["Appointment", "Refused"]


def test_of_two_who_add_a_user_of_one_name_one_is_told_that_it_is_taken():
    given = {"name": "Paula", "email": "p@example.org", "password": "correct horse battery"}
    found = at_once(*[lambda: people.add_user("paula", **given)] * 2)
    assert sorted(type(one).__name__ for one in found) == ["Refused", "User"]
