"""The clocks of each edition on a case file: when each starts, is due and is met, with days worked out by hand."""

from datetime import date

import pytest

from casereview.guidance.editions import edition, editions
from casereview.rules.clocks import clock, clocks
from tests.factories import (
    ABoard,
    AFact,
    a_file,
    advised,
    decided,
    notified,
    published,
    reported,
    submitted,
    withdrawn,
)

BOARD_LED = ABoard(partners_from=date(2019, 9, 29))
"""A board that led until the last day on which boards could."""
PARTNERS = ABoard(partners_from=date(2018, 7, 4))


def aware(on: str, sent: str | None = None, told: str | None = None) -> AFact:
    return notified(sent or on, aware_on=on, board_told_on=told or sent or on)


def reviewing(on: str, told: str | None = None) -> AFact:
    return decided(on, initiate=True, told=told)


TABLE = [
    # edition, clock, what happened, and the days on which it starts, is due and is met, and how many days late
    ("WT2010", "decide", [aware("2010-09-13", "2010-09-15"), decided("2010-10-18")], "2010-09-15 2010-10-15 2010-10-18 3"),
    ("WT2010", "complete", [reviewing("2010-08-31"), reported("2011-02-28")], "2010-08-31 2011-02-28 2011-02-28 0"),
    ("WT2010", "complete", [reviewing("2010-08-31"), published("2011-03-01")], "2010-08-31 2011-02-28 2011-03-01 1"),
    ("WT2013", "decide", [notified("2014-01-31"), decided("2014-02-28")], "2014-01-31 2014-02-28 2014-02-28 0"),
    ("WT2013", "tell_panel_non_init", [decided("2014-07-01", told="2014-07-20")], "2014-07-01 2014-07-15 2014-07-20 5"),
    ("WT2013", "complete", [reviewing("2014-08-31"), reported("2015-03-10")], "2014-08-31 2015-02-28 2015-03-10 10"),
    ("WT2013", "copy_to_panel", [published("2014-09-08"), reported("2014-09-01")], "2014-09-08 2014-09-01 2014-09-01 0"),
    # over Good Friday and Easter Monday
    ("WT2015", "notify", [aware("2015-04-02", "2015-04-15")], "2015-04-02 2015-04-13 2015-04-15 2"),
    # over the early May holiday
    ("WT2015", "report_to_lscb", [aware("2015-05-01", "2015-05-05", "2015-05-11")], "2015-05-01 2015-05-11 2015-05-11 0"),
    ("WT2015", "decide", [aware("2015-04-09", "2015-04-10", "2015-04-13"), decided("2015-05-14")],
        "2015-04-13 2015-05-13 2015-05-14 1"),
    ("WT2015", "tell_decision", [decided("2015-08-28", told="2015-09-07")], "2015-08-28 2015-09-07 2015-09-07 0"),
    ("WT2015", "tell_decision", [reviewing("2015-08-28", told="2015-09-08")], "2015-08-28 2015-09-07 2015-09-08 1"),
    ("WT2015", "complete", [reviewing("2015-05-12"), reported("2015-11-13")], "2015-05-12 2015-11-12 2015-11-13 1"),
    ("WT2015", "copy_to_panel", [published("2016-01-04"), reported("2015-12-30")], "2016-01-04 2015-12-28 2015-12-30 2"),
    ("TRANS2018", "notify", [aware("2018-06-29", "2018-07-06")], "2018-06-29 2018-07-06 2018-07-06 0"),
    ("TRANS2018", "report_to_lscb", [aware("2018-08-23", "2018-08-24", "2018-09-03")], "2018-08-23 2018-08-31 2018-09-03 3"),
    # over Christmas, Boxing Day and New Year
    ("TRANS2018", "rapid_review", [aware("2018-12-17"), decided("2019-01-07", told="2019-01-11")],
        "2018-12-17 2019-01-10 2019-01-11 1"),
    ("TRANS2018", "decide", [aware("2018-07-02"), decided("2018-07-23")], "2018-07-02 2018-07-23 2018-07-23 0"),
    ("TRANS2018", "tell_decision", [decided("2019-04-23", told="2019-04-30")], "2019-04-23 2019-04-30 2019-04-30 0"),
    ("TRANS2018", "complete", [reviewing("2018-11-30"), reported("2019-05-31")], "2018-11-30 2019-05-30 2019-05-31 1"),
    ("TRANS2018", "copy_to_panel", [published("2018-10-08"), reported("2018-09-27")], "2018-10-08 2018-09-27 2018-09-27 0"),
    # the early May holiday moved to VE day
    ("WT2018", "notify", [aware("2020-05-06", "2020-05-15")], "2020-05-06 2020-05-14 2020-05-15 1"),
    # the spring holiday moved, and the Platinum Jubilee
    ("WT2018", "report_to_lscb", [aware("2022-06-01", "2022-06-01", "2022-06-10")], "2022-06-01 2022-06-10 2022-06-10 0"),
    # the state funeral
    ("WT2018", "rapid_review", [aware("2022-09-12"), decided("2022-09-30", told="2022-10-04")],
        "2022-09-12 2022-10-04 2022-10-04 0"),
    ("WT2018", "complete", [reviewing("2021-03-31"), reported("2021-10-02")], "2021-03-31 2021-09-30 2021-10-02 2"),
    ("WT2018", "copy_to_panel", [published("2022-09-02"), reported("2022-08-23")], "2022-09-02 2022-08-23 2022-08-23 0"),
    ("WT2023", "notify", [aware("2024-03-28", "2024-04-08")], "2024-03-28 2024-04-08 2024-04-08 0"),
    ("WT2023", "report_to_lscb", [aware("2024-12-20", "2024-12-20", "2025-01-02")], "2024-12-20 2024-12-31 2025-01-02 2"),
    ("WT2023", "rapid_review", [aware("2023-12-18"), decided("2024-01-09", told="2024-01-11")],
        "2023-12-18 2024-01-11 2024-01-11 0"),
    ("WT2023", "complete", [reviewing("2024-02-29"), reported("2024-08-29")], "2024-02-29 2024-08-29 2024-08-29 0"),
    ("WT2023", "copy_to_panel", [published("2024-01-04"), reported("2023-12-22")], "2024-01-04 2023-12-21 2023-12-22 1"),
]  # fmt: skip


def test_the_table_has_every_clock_of_every_edition():
    assert {(id, key) for id, key, *_ in TABLE} == {(e.id, key) for e in editions() for key in e.clocks}


@pytest.mark.parametrize(("id", "key", "facts", "expected"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_a_clock_starts_is_due_and_is_met_on_these_days(id, key, facts, expected):
    file = a_file(*facts, board=PARTNERS if id in ("WT2018", "WT2023") else BOARD_LED)
    running = clock(file, key)
    assert running is not None
    assert f"{running.starts} {running.due} {running.met} {running.days_late}" == expected
    assert running.is_met
    assert running.edition.id == id
    assert running.clock is edition(id).clocks[key]


@pytest.mark.parametrize(("id", "key", "facts", "expected"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_a_clock_explains_itself_from_its_start_to_the_day_it_is_due(id, key, facts, expected):
    running = clock(a_file(*facts, board=PARTNERS if id in ("WT2018", "WT2023") else BOARD_LED), key)
    steps = running.steps()
    assert expected.startswith(f"{steps[0].day} {steps[-1].day}")
    assert sum(step.counted for step in steps) == running.clock.within.n


def keys(*facts: AFact, **options) -> list[str]:
    return [running.key for running in clocks(a_file(*facts, **options))]


# ── While it runs ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("as_at", "left", "late"), [("2015-05-06", 6, 0), ("2015-05-12", 0, 0), ("2015-05-13", 0, 1), ("2015-06-01", 0, 20)]
)
def test_while_it_is_not_met_a_clock_counts_to_the_day_of_the_file(as_at, left, late):
    running = clock(a_file(notified("2015-04-12"), as_at=as_at), "decide")
    assert (running.due, running.met) == (date(2015, 5, 12), None)
    assert (running.days_left, running.days_late) == (left, late)


def test_a_clock_that_is_met_counts_no_further_days():
    facts = notified("2015-04-12"), decided("2015-05-20")
    assert clock(a_file(*facts, as_at="2015-05-20"), "decide").days_late == 8
    assert clock(a_file(*facts, as_at="2020-05-20"), "decide").days_late == 8


def test_a_clock_met_early_is_not_late():
    assert clock(a_file(notified("2015-04-12"), decided("2015-04-13")), "decide").days_late == 0


def test_before_anything_happened_no_clock_runs():
    assert keys() == []
    assert keys(notified("2015-04-07"), as_at="2015-04-06") == []


def test_clocks_come_in_the_order_in_which_they_started():
    facts = [
        aware("2015-04-01", "2015-04-07"),
        reviewing("2015-05-01", told="2015-05-05"),
        reported("2015-12-01"),
        published("2016-02-01"),
    ]
    assert keys(*facts) == ["notify", "report_to_lscb", "decide", "tell_decision", "complete", "copy_to_panel"]


# ── Joint events ────────────────────────────────────────────────────────────────────────────────────────────────────

FIRST = aware("2015-04-07", "2015-04-10")
SECOND = notified("2015-04-20", aware_on="2015-04-08", board_told_on="2015-04-20", authority="A2")


def test_each_authority_of_a_joint_event_has_its_own_clocks_of_notifying():
    running = [c for c in clocks(a_file(FIRST, SECOND)) if c.key in ("notify", "report_to_lscb")]
    assert [(c.key, c.started_by.authority, str(c.due), c.days_late) for c in running] == [
        ("notify", "A1", "2015-04-14", 0),
        ("report_to_lscb", "A1", "2015-04-14", 0),
        ("notify", "A2", "2015-04-15", 5),
        ("report_to_lscb", "A2", "2015-04-15", 5),
    ]


def test_the_decision_on_a_joint_event_has_one_clock_from_the_first_notification():
    running = [c for c in clocks(a_file(FIRST, SECOND)) if c.key == "decide"]
    assert [(str(c.starts), c.started_by.id) for c in running] == [("2015-04-10", FIRST.id)]


def test_a_rapid_review_of_a_joint_event_has_one_clock_from_the_first_notification():
    facts = [aware("2024-03-04", "2024-03-06"), aware("2024-03-05", "2024-03-08")]
    assert [str(c.starts) for c in clocks(a_file(*facts)) if c.key == "rapid_review"] == ["2024-03-04"]


def test_where_the_first_notification_is_withdrawn_the_next_one_s_clock_runs():
    running = clock(a_file(FIRST, SECOND, withdrawn("2015-04-21", FIRST)), "decide")
    assert (str(running.starts), running.started_by.id) == ("2015-04-20", SECOND.id)


def test_a_withdrawn_notification_has_no_clocks():
    assert keys(FIRST, withdrawn("2015-04-21", FIRST)) == []


def test_a_notification_withdrawn_later_still_had_its_clocks_on_an_earlier_day():
    facts = FIRST, withdrawn("2015-04-21", FIRST)
    assert keys(*facts, as_at="2015-04-20") == ["notify", "report_to_lscb", "decide"]


# ── Reconsidered decisions ──────────────────────────────────────────────────────────────────────────────────────────


def test_lateness_counts_from_the_chair_s_first_decision_not_the_latest():
    running = clock(
        a_file(notified("2015-04-13"), decided("2015-05-13"), decided("2015-09-01", initiate=True)), "decide"
    )
    assert (str(running.met), running.days_late) == ("2015-05-13", 0)


def test_a_review_is_to_be_complete_six_months_after_the_first_decision_to_hold_one():
    running = clock(a_file(decided("2015-05-01"), reviewing("2015-06-01"), reviewing("2015-08-01")), "complete")
    assert str(running.due) == "2015-12-01"


def test_each_decision_is_to_be_told_to_the_panel():
    facts = [decided("2015-05-01", told="2015-05-05"), reviewing("2015-06-01", told="2015-06-22")]
    running = [c for c in clocks(a_file(*facts)) if c.key == "tell_decision"]
    assert [(str(c.due), str(c.met), c.days_late) for c in running] == [
        ("2015-05-11", "2015-05-05", 0),
        ("2015-06-08", "2015-06-22", 14),
    ]


def test_telling_the_panel_of_a_later_decision_answers_for_an_earlier_that_it_was_never_told_of():
    facts = [decided("2015-05-01"), reviewing("2015-05-20", told="2015-05-21")]
    running = [c for c in clocks(a_file(*facts)) if c.key == "tell_decision"]
    assert [(str(c.due), str(c.met), c.days_late) for c in running] == [
        ("2015-05-11", "2015-05-21", 10),
        ("2015-05-28", "2015-05-21", 0),
    ]


def test_telling_the_panel_of_an_earlier_decision_does_not_answer_for_a_later():
    facts = [decided("2015-05-01", told="2015-05-05"), reviewing("2015-05-20")]
    running = [c for c in clocks(a_file(*facts, as_at="2015-06-01")) if c.key == "tell_decision"]
    assert [c.is_met for c in running] == [True, False]


def test_by_the_edition_of_2013_only_a_decision_not_to_review_has_fourteen_days_to_be_told():
    assert "tell_panel_non_init" not in keys(reviewing("2014-07-01", told="2014-07-02"))
    assert "tell_panel_non_init" in keys(decided("2014-07-01"))


def test_a_rapid_review_is_met_when_the_panel_is_first_told():
    facts = [aware("2024-03-04"), decided("2024-03-18", told="2024-03-20"), decided("2024-05-01", told="2024-05-02")]
    assert str(clock(a_file(*facts), "rapid_review").met) == "2024-03-20"


# ── Days that nobody recorded ───────────────────────────────────────────────────────────────────────────────────────


def test_where_nobody_recorded_when_the_authority_became_aware_its_clocks_do_not_run():
    assert keys(notified("2015-04-07")) == ["decide"]


def test_where_nobody_recorded_when_the_board_was_told_its_month_runs_from_the_notification():
    running = clock(a_file(notified("2015-04-07", board_told_on=None)), "decide")
    assert str(running.due) == "2015-05-07"


def test_where_nobody_recorded_when_the_authority_became_aware_a_rapid_review_runs_from_the_notification():
    assert str(clock(a_file(notified("2024-03-04")), "rapid_review").starts) == "2024-03-04"


def test_a_board_that_has_not_been_told_is_late_to_hear_until_it_is_told():
    unheard = notified("2015-04-10", aware_on="2015-04-07", board_told_on=None)
    running = clock(a_file(unheard, as_at="2015-04-20"), "report_to_lscb")
    assert (str(running.due), running.met, running.days_late) == ("2015-04-14", None, 6)


def test_a_board_that_decided_had_been_told_though_nobody_recorded_when():
    unheard = notified("2015-04-10", aware_on="2015-04-07", board_told_on=None)
    assert "report_to_lscb" not in keys(unheard, decided("2015-05-01"))


def test_a_telling_of_the_board_still_to_come_has_not_come():
    sent = notified("2015-04-10", aware_on="2015-04-07", board_told_on="2015-04-16")
    assert clock(a_file(sent, as_at="2015-04-15"), "report_to_lscb").met is None
    assert str(clock(a_file(sent, as_at="2015-04-16"), "report_to_lscb").met) == "2015-04-16"


def test_only_what_was_published_first_and_received_first_counts_for_the_copy():
    facts = [published("2015-09-14"), published("2016-09-14"), reported("2015-09-07"), reported("2016-09-10")]
    running = clock(a_file(*facts), "copy_to_panel")
    assert (str(running.due), str(running.met)) == ("2015-09-07", "2015-09-07")


def test_a_report_published_without_a_copy_to_the_panel_is_late_until_one_comes():
    assert clock(a_file(published("2015-09-14"), as_at="2015-09-14"), "copy_to_panel").days_late == 7


def test_papers_and_advice_start_no_clock():
    assert keys(submitted("2015-05-20"), advised("2015-06-08")) == []


# ── Which edition ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("started", "id"),
    [
        ("2010-03-17", "WT2010"),
        ("2013-04-14", "WT2010"),
        ("2013-04-15", "WT2013"),
        ("2015-03-25", "WT2013"),
        ("2015-03-26", "WT2015"),
        ("2018-06-28", "WT2015"),
    ],
)
def test_a_clock_takes_its_limit_from_the_edition_in_force_on_the_day_it_starts(started, id):
    assert clock(a_file(notified(started), decided("2020-01-01")), "decide").edition.id == id


def test_a_clock_keeps_its_edition_though_another_came_into_force_while_it_ran():
    facts = [notified("2015-03-20"), decided("2015-04-20", told="2015-04-22")]
    running = {c.key: c.edition.id for c in clocks(a_file(*facts))}
    assert running == {"decide": "WT2013", "tell_decision": "WT2015"}


def test_before_the_first_edition_that_is_held_no_clock_runs():
    assert keys(aware("2010-03-16"), decided("2010-03-16")) == []


@pytest.mark.parametrize(
    ("partners_from", "on", "id"),
    [
        (None, "2018-07-03", "TRANS2018"),
        (None, "2018-07-04", "WT2018"),
        ("2019-09-01", "2019-08-31", "TRANS2018"),
        ("2019-09-01", "2019-09-01", "WT2018"),
        ("2019-09-01", "2023-12-15", "WT2023"),
    ],
)
def test_a_board_keeps_to_the_transition_until_its_partners_begin(partners_from, on, id):
    board = ABoard(partners_from=partners_from and date.fromisoformat(partners_from))
    assert clock(a_file(aware(on), board=board), "rapid_review").edition.id == id


def test_a_board_that_still_led_had_a_decision_to_make_and_partners_have_none():
    assert "decide" in keys(aware("2019-01-07"), board=BOARD_LED)
    assert "decide" not in keys(aware("2019-01-07"), board=PARTNERS)


# ── Holidays that were proclaimed late ──────────────────────────────────────────────────────────────────────────────

STATE_FUNERAL = aware("2022-09-08")
"""Fifteen working days from it end on 29 September, or on 30 September by what was proclaimed on 10 September."""


@pytest.mark.parametrize(
    ("known_at", "due"),
    [
        (None, "2022-09-30"),
        ("2022-09-09T12:00:00+00:00", "2022-09-29"),
        ("2022-09-10T12:00:00+00:00", "2022-09-30"),
        ("2022-09-09T22:59:00+00:00", "2022-09-29"),
        ("2022-09-09T23:01:00+00:00", "2022-09-30"),  # one minute past midnight in London
        ("2022-09-10T08:00:00+10:00", "2022-09-29"),  # in London it is still the evening before
    ],
)
def test_a_deadline_is_counted_by_the_holidays_known_at_the_moment_by_london_s_calendar(known_at, due):
    assert str(clock(a_file(STATE_FUNERAL, known_at=known_at), "rapid_review").due) == due


def test_a_deadline_that_moved_says_which_holiday_moved_it():
    moved = clock(a_file(STATE_FUNERAL), "rapid_review").moved_by()
    assert [holiday.day for holiday in moved] == [date(2022, 9, 19)]
    assert clock(a_file(STATE_FUNERAL, known_at="2022-09-09T12:00:00+00:00"), "rapid_review").moved_by() == ()


def test_a_clock_that_counts_back_is_not_said_to_have_moved():
    assert clock(a_file(published("2022-09-26")), "copy_to_panel").moved_by() == ()


def test_the_steps_of_a_clock_are_those_of_the_moment():
    steps = clock(a_file(STATE_FUNERAL, known_at="2022-09-09T12:00:00+00:00"), "rapid_review").steps()
    assert str(steps[-1].day) == "2022-09-29"
