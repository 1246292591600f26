"""The index of long lists: whose cases it lists, in which order, and what is awaited of whom."""

from datetime import timedelta

import pytest

from casereview.casework import acts, standing
from casereview.casework.models import Awaited, Standing
from casereview.ledger.models import Refused
from casereview.rules.permits import Who
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
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(db):
    organisations()


def listed(who: Who, **given) -> list[str]:
    return [row.case for row in standing.cases(who, **given)]


def test_a_list_is_of_one_s_own_cases_latest_first():
    first = a_case(notified="2015-04-07")
    second = a_case(notified="2015-04-09")
    theirs = a_notification(OTHER_NOTIFIER, on="2015-04-08").case_id
    assert listed(CHAIR) == listed(MANAGER) == listed(NOTIFIER) == [second, first]
    assert listed(OTHER_CHAIR) == listed(OTHER_NOTIFIER) == [theirs]
    assert listed(ANALYST) == [second, theirs, first]
    assert listed(SECRETARY) == listed(MEMBER) == listed(Who("nina")) == []


def test_a_case_comes_into_the_panel_s_list_and_then_into_the_members():
    reference = a_case(decided_not_to_initiate="2015-05-12")
    assert (listed(SECRETARY), listed(MEMBER)) == ([], [])
    acts.tell_panel(reference, by=MANAGER, on=day("2015-05-13"))
    assert (listed(SECRETARY), listed(MEMBER)) == ([reference], [])
    acts.submit(reference, by=MANAGER, matter="non_initiation", on=day("2015-05-20"))
    assert (listed(SECRETARY), listed(MEMBER)) == ([reference], [reference])


def test_a_list_can_be_of_one_stage_or_of_references_that_begin_alike():
    awaiting, deciding = a_case(), a_case(decided_not_to_initiate="2015-05-12")
    assert listed(CHAIR, stage="awaiting_decision") == [awaiting]
    assert listed(CHAIR, stage="not_submitted") == [deciding]
    assert listed(CHAIR, reference=awaiting) == [awaiting]
    assert listed(CHAIR, reference="2015-") == [deciding, awaiting]
    assert listed(CHAIR, reference="%") == listed(CHAIR, reference="_015") == listed(CHAIR, stage="none") == []


def test_a_row_says_when_a_case_began_and_what_happened_last():
    a_case(notified="2015-04-07", decided_not_to_initiate="2015-05-12")
    row = standing.cases(CHAIR).get()
    assert (row.opened_on, row.latest_on, row.stage, row.board) == (
        day("2015-04-05"),
        day("2015-05-12"),
        "not_submitted",
        "B1",
    )


def test_the_work_of_an_organisation_is_what_is_due_first_and_then_what_has_waited_longest():
    told_last = a_case(decided_not_to_initiate="2015-05-12", told="2015-05-13")
    told_first = a_case(decided_not_to_initiate="2015-04-20", told="2015-04-21")
    early = a_case(notified="2015-04-07")
    late = a_case(notified="2015-05-07")
    disagreed = a_case(
        notified="2014-06-02",
        decided_not_to_initiate="2014-07-01",
        submitted="2014-07-07",
        advised=("2014-08-11", "disagree"),
    )
    referred = a_case(
        notified="2014-01-07",
        decided_not_to_initiate="2014-02-03",
        submitted="2014-02-10",
        advised=("2014-03-10", "refer_back"),
    )
    assert [(row.case, row.what) for row in standing.work(CHAIR)] == [
        (referred, "answer"),
        (disagreed, "answer"),
        (early, "decision"),
        (late, "decision"),
        (told_first, "papers"),
        (told_last, "papers"),
    ]
    assert [row.what for row in standing.work(SECRETARY)] == []
    assert [row.what for row in standing.work(OTHER_CHAIR)] == []


def test_a_list_is_paged_and_a_page_that_there_is_not_is_the_nearest():
    for _ in range(5):
        a_case()
    rows = standing.cases(CHAIR)
    assert [len(standing.page(rows, number, size=2)) for number in ("1", "3", "99", "x", None, "0")] == [
        2,
        1,
        1,
        2,
        2,
        1,
    ]
    assert standing.page(rows, "1", size=2).paginator.count == 5


def test_an_act_that_is_refused_leaves_the_index_as_it_was():
    reference = a_case()
    with pytest.raises(Refused):
        acts.tell_panel(reference, by=MANAGER, on=day("2015-05-13"))
    assert standing.differences() == []


def test_many_acts_in_one_go_bring_the_index_up_to_date_once_at_the_end():
    with standing.kept_at_the_end():
        reference = a_case(decided_not_to_initiate="2015-05-12")
        assert not Standing.objects.exists()
    assert listed(CHAIR) == [reference]
    assert standing.differences() == []


def test_what_fails_among_many_acts_leaves_no_later_act_unlisted():
    with pytest.raises(RuntimeError), standing.kept_at_the_end():
        raise RuntimeError("Half way.")
    reference = a_case()
    assert listed(CHAIR) == [reference]


def test_a_notification_that_moves_to_another_authority_moves_in_the_lists():
    sent = a_notification()
    correction = {"kind": "notifications", "fact": sent.pk, "why": "Another area.", "authority": "A2"}
    acts.correct(sent.case_id, by=NOTIFIER, **correction)
    assert (listed(NOTIFIER), listed(OTHER_NOTIFIER)) == ([], [sent.case_id])
    assert standing.differences() == []


def test_an_index_is_empty_only_where_there_is_no_case():
    assert standing.is_empty()
    a_case()
    Standing.objects.all().delete()
    assert not standing.is_empty()


def test_what_has_no_day_on_which_it_is_due_is_kept_with_none():
    a_case(decided_not_to_initiate="2015-05-12", told="2015-05-13")
    row = Awaited.objects.get()
    assert (row.what, row.due, row.since) == ("papers", None, day("2015-05-12"))
    assert row.urgency - day("2015-05-12") > timedelta(days=365_000)
