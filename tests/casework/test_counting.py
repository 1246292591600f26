"""Counting: what is given to machines, what moved between two counts, what one left out, and who may ask."""

from datetime import date

import pytest

from casereview.casework import acts, counting
from casereview.casework.counting import Moved
from casereview.casework.models import Look
from casereview.rules.figures import Member, Period, panel_year
from casereview.rules.permits import Refusal
from tests.factories import (
    ANALYST,
    CHAIR,
    EVERYONE,
    MEMBER,
    SECRETARY,
    a_case,
    a_notification,
    day,
    moment,
    organisations,
)

pytestmark = pytest.mark.django_db

YEAR = panel_year(2014)
LATER = date(2026, 6, 30)


@pytest.fixture(autouse=True)
def places(db):
    organisations()


# ── For machines ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_figures_for_a_machine_are_these_to_the_letter():
    a_case(notified="2014-09-01", decided_to_initiate="2014-09-20", told="2014-09-21")
    counted = counting.count(YEAR, as_at=date(2015, 10, 31), known_at=moment("2099-01-01T01:00:00+01:00"))
    assert counting.as_json(counted) == {
        "period": ["2014-07-01", "2015-06-30"],
        "as_at": "2015-10-31",
        "known_at": "2099-01-01T00:00:00+00:00",
        "figures": {
            "notifications": {
                "total": 1,
                "piles": {"notifications": 1},
                "percentages": {"notifications": 100},
                "by": {"incident_kind": {"death": 1}, "region": {"Northmoor": 1}},
            },
            "initiations": {"total": 1, "piles": {"initiations": 1}, "percentages": {"initiations": 100}},
            "non_initiations": {
                "total": 0,
                "piles": dict.fromkeys(["agreed", "initiated", "satisfied", "not_accepted", "awaited"], 0),
                "percentages": dict.fromkeys(["agreed", "initiated", "satisfied", "not_accepted", "awaited"]),
            },
            "completed_reports": {
                "total": 0,
                "piles": {"completed_reports": 0},
                "percentages": {"completed_reports": None},
            },
            "non_publications": {
                "total": 0,
                "piles": dict.fromkeys(PUBLICATION, 0),
                "percentages": dict.fromkeys(PUBLICATION),
                "disagreed": 0,
            },
            "boards": {
                "total": 2,
                "piles": {"contacted": 1, "silent": 1},
                "percentages": {"contacted": 50, "silent": 50},
                "never": 1,
            },
            "out_of_remit": {"total": 0, "piles": {"out_of_remit": 0}, "percentages": {"out_of_remit": None}},
            "published_of_initiated": {
                "total": 1,
                "piles": {"published": 0, "not_published": 1},
                "percentages": {"published": 0, "not_published": 100},
            },
        },
    }


PUBLICATION = (
    "agreed_not_published",
    "agreed_anonymous",
    "agreed_summary",
    "disagreed_published",
    "disagreed_not_published",
    "disagreed_awaited",
)


def test_the_members_of_one_figure_are_listed_by_pile_and_those_of_no_other():
    reference = a_case(notified="2014-09-01", decided_to_initiate="2014-09-20", told="2014-09-21")
    found = counting.as_json(counting.count(YEAR, as_at=LATER), "published_of_initiated")["figures"]
    assert found["published_of_initiated"]["members"] == {
        "published": [],
        "not_published": [{"case": reference, "member": reference}],
    }
    assert [key for key, figure in found.items() if "members" in figure] == ["published_of_initiated"]
    boards = counting.as_json(counting.count(YEAR, as_at=LATER), "boards")["figures"]["boards"]["members"]
    assert boards == {
        "contacted": [{"case": None, "member": "B1"}],
        "silent": [{"case": None, "member": "B2"}],
        "never": [{"case": None, "member": "B2"}],
    }


def test_without_a_moment_there_is_none_in_the_answer():
    assert counting.as_json(counting.count(YEAR, as_at=LATER))["known_at"] is None


def test_the_year_before_is_counted_beside():
    a_notification(on="2013-09-01")
    counted = counting.count(YEAR, as_at=LATER)
    assert (counted.figures["notifications"].total, counted.before["notifications"].total) == (0, 1)


# ── Kept only until the next write ──────────────────────────────────────────────────────────────────────────────────


def test_a_count_is_made_again_after_every_write():
    assert counting.count(YEAR, as_at=LATER).figures["notifications"].total == 0
    a_notification(on="2014-09-01")
    counted = counting.count(YEAR, as_at=LATER)
    assert counted.figures["notifications"].total == 1
    assert counting.count(YEAR, as_at=LATER) is counted


def test_a_write_that_was_undone_leaves_no_figure_behind():
    from django.db import transaction

    before = counting.count(YEAR, as_at=LATER)
    with transaction.atomic():
        a_notification(on="2014-09-01")
        assert counting.count(YEAR, as_at=LATER).figures["notifications"].total == 1
        transaction.set_rollback(True)
    assert counting.count(YEAR, as_at=LATER) is before


# ── Who may ask ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", EVERYONE, ids=lambda who: who.username)
def test_the_national_figures_are_for_analysts_and_the_panel_and_each_look_is_on_record(who):
    if who in (ANALYST, SECRETARY, MEMBER):
        counting.count(YEAR, as_at=LATER, by=who)
        counting.count(YEAR, as_at=LATER, by=who)
        assert list(Look.objects.values_list("by", "purpose")) == [(who.username, "figures")] * 2
    else:
        with pytest.raises(Refusal, match="analysts and the national panel"):
            counting.count(YEAR, as_at=LATER, by=who)
        assert not Look.objects.exists()


# ── What moved, and what was left out ───────────────────────────────────────────────────────────────────────────────


def test_what_moved_between_two_counts_is_listed_with_where_it_was_and_is():
    story = {"notified": "2014-09-01", "decided_not_to_initiate": "2014-09-20", "submitted": "2014-10-01"}
    one = a_case(**story, advised=("2014-10-13", "refer_back"), then_advised=("2015-11-09", "satisfied"))
    a_case(**story, advised=("2014-10-13", "agree"))
    then, now = (
        counting.count(YEAR, as_at=day(as_at)).figures["non_initiations"] for as_at in ("2015-10-31", "2016-06-30")
    )
    assert counting.moved(then, now) == [Moved(Member(one, one), "awaited", "satisfied")]
    assert counting.moved(then, then) == []


def test_what_was_not_counted_before_moved_from_nowhere():
    reference = a_case(notified="2014-09-01", decided_to_initiate="2014-09-20", told="2015-01-20")
    then, now = (
        counting.count(YEAR, as_at=day(as_at)).figures["initiations"] for as_at in ("2015-01-19", "2015-01-20")
    )
    assert counting.moved(then, now) == [Moved(Member(reference, reference), None, "initiations")]


def test_a_count_says_how_many_facts_came_too_late_for_it():
    early, late = moment("2014-10-01T09:00:00+00:00"), moment("2015-10-01T09:00:00+00:00")
    reference = a_notification(on="2014-09-01", recorded_at=early).case_id
    decision = {"initiate": True, "reasons": "As set out.", "post_mortem": "confirmed"}
    acts.decide(reference, by=CHAIR, on=day("2014-09-20"), recorded_at=late, **decision)
    acts.contact(by=SECRETARY, on=day("2015-12-01"), kind="letter", board="B1", recorded_at=early)
    left = counting.count(YEAR, as_at=date(2015, 10, 31)).left_out
    assert (left.later, left.learned) == (1, 0)
    left = counting.count(YEAR, as_at=date(2015, 10, 31), known_at=moment("2015-09-01T00:00:00+00:00")).left_out
    assert (left.later, left.learned) == (1, 1)
    assert counting.count(YEAR, as_at=LATER).left_out == counting.LeftOut(0, 0)


def test_the_years_are_those_in_which_anything_was_notified_latest_first():
    assert counting.years(date(2016, 1, 1)) == []
    assert counting.latest_year(date(2016, 1, 1)) == panel_year(2014)
    a_notification(on="2013-06-30")
    a_notification(on="2014-07-01")
    assert counting.years(date(2016, 1, 1)) == [panel_year(2014), panel_year(2013), panel_year(2012)]
    assert counting.latest_year(date(2016, 1, 1)) == panel_year(2014)
    assert counting.latest_year(date(2015, 6, 30)) == panel_year(2013)
    assert counting.latest_year(date(2015, 7, 1)) == panel_year(2014)


def test_a_period_need_not_be_a_year():
    a_notification(on="2014-09-01")
    for period, total in ((Period(day("2014-09-01"), day("2014-09-01")), 1), (Period(day("2014-09-02"), LATER), 0)):
        assert counting.count(period, as_at=LATER).figures["notifications"].total == total
