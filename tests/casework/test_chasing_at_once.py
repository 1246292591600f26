"""Two daily runs at once, each with a connection of its own, send a reminder once."""

import pytest
from django.core import mail
from django.db import connection

from casereview.casework import chasing
from casereview.casework.models import Chaser
from tests.casework.test_acts_at_once import alone, at_once, one_database  # noqa: F401 (a fixture)
from tests.factories import CHAIR, a_case, a_user, day

pytestmark = pytest.mark.django_db(transaction=connection.vendor != "sqlite")


def test_two_daily_runs_at_once_send_a_reminder_once():
    def story():
        a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20", advised=("2015-06-08", "refer_back"))
        a_user(CHAIR)

    alone(story)
    runs = at_once(*[lambda: list(chasing.chase(day("2015-07-07")))] * 4)
    assert sorted(run[0][0] for run in runs) == ["0", "0", "0", "1"]
    assert alone(Chaser.objects.count) == 1
    assert len(mail.outbox) == 1
