"""Notifications that may be of the same incident: found by the day, the name and the birth date, and only one's own."""

from datetime import date, timedelta

import pytest

from casereview.casework import acts, duplicates
from casereview.casework.models import Look
from tests.factories import MANAGER, NOTIFIER, OTHER_NOTIFIER, a_notification, day, organisations, the_file

INCIDENT = date(2015, 4, 5)
CHILD = {"sex": "female", "born": date(2012, 3, 4), "role": "victim", "forenames": "Catherine", "surname": "Smith"}


@pytest.fixture(autouse=True)
def notified(db):
    organisations()
    return a_notification(incident_on=INCIDENT, children=[CHILD])


def reasons(on: date = INCIDENT, **child) -> list[str]:
    """Why the case may be of the same incident; nothing where it is not thought so."""
    found = duplicates.likely(by=NOTIFIER, incident_on=on, children=[{**CHILD, **child}])
    return list(found[0].reasons) if found else []


ALL = [
    "a child has the same or a similar name",
    "a child has the same or a similar date of birth",
    "the incidents were on the same day",
]


def test_the_same_child_on_the_same_day_is_likely_the_same_and_each_reason_is_given():
    assert reasons() == ALL


@pytest.mark.parametrize(
    ("forenames", "surname"),
    [
        ("Katherine", "Smith"),
        ("Catherine", "Smyth"),
        ("catherine", "SMITH"),
        ("Catherine Anne", "Smith"),
        ("Cathrine", "Smiht"),
        ("", "Smith"),
        ("Catherine", ""),
    ],
)
def test_names_are_the_same_but_for_a_slip_or_another_spelling(forenames, surname):
    assert reasons(forenames=forenames, surname=surname, born=None) == [ALL[0], ALL[2]]


@pytest.mark.parametrize(
    ("forenames", "surname"), [("Robert", "Smith"), ("Catherine", "Okafor"), ("", ""), ("", "Jones")]
)
def test_other_names_are_not(forenames, surname):
    assert reasons(forenames=forenames, surname=surname, born=None) == []


@pytest.mark.parametrize("born", ["2012-03-04", "2012-03-07", "2012-03-01", "2012-04-03", "2013-03-04", "2012-03-14"])
def test_birth_dates_are_the_same_but_for_a_slip(born):
    assert reasons(forenames="Zoe", surname="Quill", born=date.fromisoformat(born)) == [ALL[1], ALL[2]]


@pytest.mark.parametrize("born", ["2012-03-19", "2011-09-17", "2002-04-05"])
def test_other_birth_dates_are_not(born):
    assert reasons(forenames="Zoe", surname="Quill", born=date.fromisoformat(born)) == []


def test_a_child_of_the_other_sex_is_another_child_and_one_not_known_may_be_the_same():
    assert reasons(sex="male") == []
    assert reasons(sex="") == ALL
    assert reasons(sex="not_known") == ALL


@pytest.mark.parametrize(
    ("apart", "said"), [(1, "1 day apart"), (-45, "45 days apart"), (45, "45 days apart"), (46, None), (-46, None)]
)
def test_incidents_are_near_within_forty_five_days(apart, said):
    found = reasons(on=INCIDENT + timedelta(days=apart))
    assert found == ([*ALL[:2], f"the incidents were {said}"] if said else [])


def test_a_name_by_which_a_child_is_also_known_is_a_name(notified):
    acts.identify(notified.case_id, by=NOTIFIER, on=day("2015-04-10"), child=1, also_known_as="Kitty", surname="Smith")
    assert reasons(forenames="Kitty", born=None) == [ALL[0], ALL[2]]


def test_the_day_of_an_incident_is_that_to_which_it_was_corrected(notified):
    [incident] = the_file(notified.case_id).incidents
    correction = {"kind": "incidents", "fact": incident.pk, "why": "The year.", "on": date(2014, 4, 5)}
    acts.correct(notified.case_id, by=NOTIFIER, **correction)
    assert reasons() == []
    assert reasons(on=date(2014, 4, 5)) == ALL


def test_the_likeliest_comes_first(notified):
    twin = a_notification(incident_on=INCIDENT, children=[{**CHILD, "forenames": "Zoe", "surname": "Quill"}])
    found = duplicates.likely(by=NOTIFIER, incident_on=INCIDENT, children=[CHILD])
    assert [one.file.reference for one in found] == [notified.case_id, twin.case_id]


def test_only_one_s_own_authority_s_cases_are_looked_at_and_the_look_is_on_record():
    assert duplicates.likely(by=OTHER_NOTIFIER, incident_on=INCIDENT, children=[CHILD]) == []
    assert not Look.objects.exists()
    assert reasons()
    assert list(Look.objects.values_list("by", "purpose", "cases")) == [("nora", "duplicates", 1)]


def test_several_children_alike_are_said_once(notified):
    found = duplicates.likely(by=NOTIFIER, incident_on=INCIDENT, children=[CHILD, CHILD])
    assert list(found[0].reasons) == ALL


def test_a_child_of_whom_nothing_is_known_is_like_nobody():
    assert duplicates.likely(by=NOTIFIER, incident_on=INCIDENT, children=[{}]) == []
    assert duplicates.likely(by=NOTIFIER, incident_on=INCIDENT, children=[]) == []


def test_a_withdrawn_notification_is_still_met(notified):
    acts.withdraw(notified.case_id, by=NOTIFIER, notification=notified.pk, on=day("2015-04-20"), reason="Not met.")
    assert reasons() == ALL


def test_a_child_learned_of_later_is_compared_as_now_known(notified):
    acts.learn(notified.case_id, by=MANAGER, on=day("2015-04-20"), child=1, born=date(2010, 10, 10))
    assert reasons(forenames="Zoe", surname="Quill", born=date(2010, 10, 10)) == [ALL[1], ALL[2]]
