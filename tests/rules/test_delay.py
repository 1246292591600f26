"""How late a review is and by what: the days by cause add up to the days late, whatever was recorded. Report paragraph 29."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casereview.rules.delay import NOT_GIVEN, causes, lateness
from casereview.rules.progress import age, processes, stages_of
from casereview.rules.review_codes import DelayCause, ReviewStage
from tests.factories import a_fact, a_file, decided, published, reported

BEGUN = decided("2015-04-20", initiate=True)
"""Its limit, six months after, is 20 October 2015."""


def stood_still(cause: str, since: str, until: str | None, *, told: str = "", **answers):
    last = date.fromisoformat(until) if until else None
    return a_fact("delays", told or until or since, cause=cause, since=date.fromisoformat(since), until=last, **answers)


def by_cause(*facts, as_at="2015-12-31"):
    return dict(lateness(a_file(BEGUN, *facts, as_at=as_at)).by_cause)


def test_a_review_in_time_has_lost_no_days():
    found = lateness(a_file(BEGUN, reported("2015-10-20")))
    assert (found.days, found.by_cause) == (0, [])


def test_days_late_of_which_nobody_has_said_why_are_said_to_be_such():
    assert by_cause(as_at="2015-10-30") == {NOT_GIVEN: 10}


def test_days_late_have_the_cause_that_was_recorded_of_them():
    assert by_cause(stood_still("criminal", "2015-10-21", "2015-10-25"), as_at="2015-10-30") == {
        "criminal": 5,
        NOT_GIVEN: 5,
    }


def test_days_lost_before_the_limit_are_paid_for_after_it():
    found = by_cause(stood_still("agency", "2015-06-01", "2015-06-07"), as_at="2015-10-30")
    assert found == {"agency": 7, NOT_GIVEN: 3}


def test_a_delay_that_goes_on_has_every_day_until_the_report_came():
    facts = stood_still("inquest", "2015-10-21", None, told="2015-10-21"), reported("2015-11-20")
    found = lateness(a_file(BEGUN, *facts))
    assert (found.ended, found.days, dict(found.by_cause)) == (True, 31, {"inquest": 31})


def test_of_a_day_with_two_causes_that_recorded_first_has_it():
    facts = (
        stood_still("criminal", "2015-10-21", "2015-10-24", told="2015-11-01"),
        stood_still("agency", "2015-10-23", "2015-10-26", told="2015-11-02"),
    )
    assert by_cause(*facts, as_at="2015-11-02") == {"criminal": 4, "agency": 2, NOT_GIVEN: 7}


days = st.dates(date(2015, 1, 1), date(2017, 1, 1))


@given(
    days,
    st.integers(0, 400),
    st.integers(0, 600),
    st.lists(st.tuples(st.sampled_from([*DelayCause]), days, st.none() | days), max_size=6),
)
def test_the_days_by_cause_add_up_to_the_days_late(starts, limit, until, delays):
    due, end = starts + timedelta(days=limit), starts + timedelta(days=until)
    facts = [a_fact("delays", since, cause=cause, since=since, until=last) for cause, since, last in delays]
    found = causes(starts, due, end, facts)
    assert len(found) == max(0, (end - due).days)
    assert set(found.values()) <= {NOT_GIVEN, *(cause for cause, *_ in delays)}
    lost = {
        since + timedelta(days=n)
        for _, since, last in delays
        for n in range(((last or end) - since).days + 1)
        if starts <= since + timedelta(days=n) <= end
    }
    assert sum(1 for cause in found.values() if cause) == min(len(found), len(lost))


# ── Stages and what they wait for ───────────────────────────────────────────────────────────────────────────────────


def stage(found, wanted: ReviewStage):
    return next(one for one in found if one.stage == wanted)


def test_a_stage_has_the_day_expected_last_and_the_day_it_was_done():
    facts = (
        a_fact("planned_days", "2015-05-01", what="draft", day=date(2015, 8, 1)),
        a_fact("planned_days", "2015-07-01", what="draft", day=date(2015, 9, 1)),
        a_fact("stages_done", "2015-09-11", stage="draft"),
    )
    found = stage(stages_of(a_file(BEGUN, *facts)), ReviewStage.DRAFT)
    assert (found.expected, found.done, found.days_behind) == (date(2015, 9, 1), date(2015, 9, 11), 10)
    was = stage(stages_of(a_file(BEGUN, *facts, as_at="2015-06-01")), ReviewStage.DRAFT)
    assert (was.expected, was.done, was.days_behind) == (date(2015, 8, 1), None, 0)


def test_what_is_on_the_file_shows_a_stage_done():
    found = stages_of(
        a_file(BEGUN, a_fact("commissions", "2015-05-01"), reported("2015-10-01"), published("2015-11-01"))
    )
    assert [(one.stage, str(one.done)) for one in found if one.done] == [
        ("terms", "2015-05-01"),
        ("panel_copy", "2015-10-01"),
        ("publication", "2015-11-01"),
    ]


def test_a_stage_waits_for_a_process_until_it_has_ended():
    trial = a_fact("processes", "2015-05-01", blocks="family;publication", owner="Aldermarsh Crown Court")
    ended = a_fact("processes", "2015-09-01", state="ended", owner="aldermarsh crown court ")
    file = a_file(BEGUN, trial, ended, as_at="2015-08-31")
    assert stage(stages_of(file), ReviewStage.PUBLICATION).blocked_by == (trial,)
    file = a_file(BEGUN, trial, ended)
    assert processes(file) == [ended]
    assert stage(stages_of(file), ReviewStage.PUBLICATION).blocked_by == ()


def test_an_open_review_has_an_age_and_a_published_one_has_none():
    assert age(a_file(BEGUN, as_at="2015-05-20")).days == 30
    assert age(a_file(BEGUN, reported("2015-10-01"), published("2015-11-01"))) is None
    assert age(a_file(decided("2015-04-20"))) is None
