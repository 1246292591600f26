"""Days as agencies write them are kept as uncertain as they are; entries are merged, compared and measured."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casereview.rules import chronology
from casereview.rules.chronology import time_of, when
from tests.factories import a_fact


@pytest.mark.parametrize(
    ("said", "first", "last", "certain"),
    [
        ("12/03/2014", "2014-03-12", "2014-03-12", True),
        ("12.3.14", "2014-03-12", "2014-03-12", True),
        ("2014-03-12", "2014-03-12", "2014-03-12", True),
        ("12 March 2014", "2014-03-12", "2014-03-12", True),
        ("3rd of Sept 2014", "2014-09-03", "2014-09-03", True),
        ("12/03/2014?", "2014-03-12", "2014-03-12", False),
        ("approx 12 March 2014", "2014-03-12", "2014-03-12", False),
        ("12-14 March 2014", "2014-03-12", "2014-03-14", False),
        ("12/03/2014 to 14/04/2014", "2014-03-12", "2014-04-14", False),
        ("March 2014", "2014-03-01", "2014-03-31", False),
        ("late February 2012", "2012-02-21", "2012-02-29", False),
        ("?/03/2014", "2014-03-01", "2014-03-31", False),
        ("??.03.2014", "2014-03-01", "2014-03-31", False),
        ("early 2014", "2014-01-01", "2014-04-30", False),
        ("2014", "2014-01-01", "2014-12-31", False),
    ],
)
def test_what_was_written_of_a_day_is_read_and_made_no_surer(said, first, last, certain):
    found = when(said)
    assert (str(found.first), str(found.last), found.certain) == (first, last, certain)
    assert found.said == said


@pytest.mark.parametrize("said", ["", "?", "unknown", "31/02/2014", "12/13/2014", "last summer", "99999"])
def test_what_cannot_be_read_is_kept_as_it_was_written(said):
    assert (when(said).said, when(said).first, when(said).certain) == (said, None, False)


@given(st.dates(date(1950, 1, 1), date(2040, 1, 1)))
def test_a_day_written_out_is_that_day(day):
    for said in (f"{day:%d/%m/%Y}", day.isoformat(), f"{day.day} {day:%B %Y}"):
        assert (when(said).first, when(said).last, when(said).certain) == (day, day, True)


@given(st.text(max_size=40))
def test_whatever_is_written_is_read_or_kept_and_a_range_is_in_order(said):
    found = when(said)
    assert (found.first is None) == (found.last is None)
    assert found.first is None or found.first <= found.last


def test_a_time_of_day_is_found():
    assert [time_of(said) for said in ("14:05", "9.30am", "12/03/2014 08:15", "teatime", "")] == [
        "14:05",
        "09:30",
        "08:15",
        "",
        "",
    ]


# ── Entries of several agencies ─────────────────────────────────────────────────────────────────────────────────────


def told(agency: str, first: str, event: str, last: str = "", time: str = ""):
    days = {"first": date.fromisoformat(first), "last": date.fromisoformat(last or first)} if first else {}
    return a_fact("chronology_entries", "2015-06-01", agency=agency, event=event, time=time, **days)


POLICE = told("Police", "2014-03-12", "Called to the flat; the child was seen and was well")
HOSPITAL = told(
    "Hospital", "2014-03-01", "Told by police that the child was seen at the flat and was well", "2014-03-31"
)
SCHOOL = told("School", "2014-09-01", "Started in reception")
UNDATED = told("School", "", "The mother telephoned")


def test_entries_stand_in_order_and_those_without_a_day_come_last():
    assert chronology.merged([UNDATED, SCHOOL, POLICE, HOSPITAL]) == [HOSPITAL, POLICE, SCHOOL, UNDATED]


def test_entries_of_two_agencies_that_may_be_one_event_are_proposed_until_somebody_decides():
    [pair] = chronology.alike([POLICE, HOSPITAL, SCHOOL], [])
    assert (pair.one, pair.other) == (HOSPITAL, POLICE)
    decided = a_fact("entry_matches", "2015-06-02", entry=HOSPITAL.id, other=POLICE.id, same=True)
    assert chronology.alike([POLICE, HOSPITAL, SCHOOL], [decided]) == []
    assert chronology.same_as([POLICE, HOSPITAL], [decided]) == {HOSPITAL.id: [POLICE], POLICE.id: [HOSPITAL]}


def test_entries_of_one_agency_are_not_taken_for_one_event():
    assert chronology.alike([POLICE, told("Police", "2014-03-12", POLICE.event)], []) == []


def test_the_days_in_which_nobody_recorded_anything_are_counted_from_the_latest_day_known():
    [gap] = chronology.gaps([POLICE, HOSPITAL, SCHOOL, UNDATED])
    assert (gap.after, gap.before, gap.days) == (HOSPITAL, SCHOOL, 154)


def test_each_entry_has_the_days_since_the_one_before():
    found = chronology.intervals([POLICE, SCHOOL, UNDATED])
    assert found == [(POLICE, None), (SCHOOL, 173), (UNDATED, None)]
