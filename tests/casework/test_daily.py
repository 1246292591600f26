"""What is done every day, and does no harm when it is done twice."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from casereview.casework import acts, drafts, standing
from casereview.casework.daily import DRAFTS_KEPT, TOKENS_KEPT, tick
from casereview.casework.models import Awaited, Draft
from casereview.ledger import chain
from casereview.ledger.models import Done
from casereview.people.models import User
from tests.factories import CHAIR, MANAGER, a_case, a_notification, day, organisations

pytestmark = pytest.mark.django_db


@pytest.fixture
def heads(tmp_path):
    return tmp_path / "ledger-heads.txt"


def done(heads, today: date = date(2026, 7, 1)) -> list[str]:
    return list(tick(today=today, heads=heads))


def test_the_ledger_s_head_is_noted_outside_the_database_once_a_day(heads):
    organisations()
    number, hashed = chain.head()
    done(heads)
    done(heads)
    assert heads.read_text() == f"2026-07-01 {number}:{hashed}\n"
    done(heads, date(2026, 7, 2))
    assert heads.read_text().splitlines()[1] == f"2026-07-02 {number}:{hashed}"


def test_a_head_noted_earlier_proves_that_nothing_before_it_was_changed(heads):
    a_case()
    done(heads)
    noted = heads.read_text().split()[1]
    a_case()
    number, _, hashed = noted.partition(":")
    assert list(chain.faults((int(number), hashed))) == []
    assert list(chain.faults((int(number), "0" * 64)))


def test_the_index_is_brought_up_to_date_with_the_calendar(heads, time_machine):
    reference = a_case()
    given = {"initiate": True, "reasons": "As set out.", "post_mortem": "confirmed"}
    tomorrow = timezone.localdate() + timedelta(days=1)
    acts.decide(reference, by=CHAIR, on=day("2015-05-12"), told_panel_on=tomorrow, **given)
    assert Awaited.objects.filter(what="tell_panel").exists()
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert standing.differences() != []
    assert "1 cases brought up to date" in done(heads, tomorrow)[0]
    assert standing.differences() == []
    assert not Awaited.objects.filter(what="tell_panel").exists()


def test_drafts_that_nobody_touches_and_old_tokens_are_thrown_away_and_others_are_not(heads):
    User.objects.create(username="mina", name="Mina")
    old, new = (drafts.begin("decide", by=MANAGER) for _ in range(2))
    Draft.objects.filter(pk=old.pk).update(changed_at=timezone.now() - DRAFTS_KEPT - timedelta(minutes=1))
    a_notification(token="old")
    Done.objects.update(at=timezone.now() - TOKENS_KEPT - timedelta(minutes=1))
    a_notification(token="new")
    lines = done(heads)
    assert list(Draft.objects.all()) == [new]
    assert Done.objects.count() == 1
    assert any(line.startswith("1 drafts") for line in lines)
    assert any(line.startswith("0 drafts") for line in done(heads))


@pytest.mark.parametrize(("today", "warned"), [(date(2027, 6, 30), False), (date(2027, 7, 1), True)])
def test_somebody_is_told_in_time_that_the_bank_holidays_run_out(heads, today, warned):
    assert (
        any("ATTENTION: bank holidays are held only to the end of 2028" in line for line in done(heads, today))
        == warned
    )


def test_on_an_empty_system_there_is_little_to_do(heads):
    assert done(heads)[0] == "0 cases brought up to date with the calendar."
    assert heads.read_text() == f"2026-07-01 0:{'0' * 64}\n"
