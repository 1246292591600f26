"""How days are counted. A working day is ours to define, and each date below was counted by hand on a calendar."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casereview.guidance import days
from casereview.guidance.days import NoCalendar, Span, after, before, explain, is_working_day, moved_by
from casereview.guidance.holidays import EXTRA, HolidayErrors


def working_days(n: int) -> Span:
    return Span(n, "working_days")


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2015-04-02", 5, "2015-04-13"),  # Good Friday, Easter Monday
        ("2014-12-23", 5, "2015-01-02"),  # Christmas, Boxing Day, New Year
        ("2015-05-01", 5, "2015-05-11"),  # early May
        ("2015-06-20", 5, "2015-06-26"),  # starts on a Saturday
        ("2015-08-28", 5, "2015-09-07"),  # summer
        ("2020-05-06", 5, "2020-05-14"),  # early May, moved to VE day
        ("2022-06-01", 5, "2022-06-10"),  # spring holiday moved, Platinum Jubilee
        ("2022-09-12", 15, "2022-10-04"),  # state funeral
        ("2018-12-17", 15, "2019-01-10"),
        ("2023-04-28", 15, "2023-05-23"),  # early May, coronation
    ],
)
def test_working_days_after(start: str, n: int, due: str) -> None:
    assert after(day(start), working_days(n)) == day(due)


@pytest.mark.parametrize(
    ("end", "span", "due"),
    [
        ("2018-10-08", working_days(7), "2018-09-27"),
        ("2018-10-08", Span(1, "weeks"), "2018-10-01"),
        ("2016-01-04", working_days(7), "2015-12-21"),
        ("2016-01-04", Span(1, "weeks"), "2015-12-28"),
        ("2015-03-31", Span(1, "months"), "2015-02-28"),
    ],
)
def test_a_span_before_a_day(end: str, span: Span, due: str) -> None:
    assert before(day(end), span) == day(due)


@pytest.mark.parametrize(
    ("start", "span", "due"),
    [
        ("2015-01-31", Span(1, "months"), "2015-02-28"),
        ("2014-08-31", Span(6, "months"), "2015-02-28"),
        ("2016-01-31", Span(1, "months"), "2016-02-29"),
        ("2015-12-31", Span(1, "months"), "2016-01-31"),
        ("2015-04-03", Span(14, "calendar_days"), "2015-04-17"),
        ("2015-04-03", Span(2, "weeks"), "2015-04-17"),
    ],
)
def test_months_weeks_and_calendar_days_take_no_account_of_holidays(start: str, span: Span, due: str) -> None:
    assert after(day(start), span) == day(due)


def test_a_weekend_alone_or_a_holiday_alone_is_enough_not_to_be_a_working_day() -> None:
    assert not is_working_day(day("2015-06-20"))
    assert not is_working_day(day("2015-04-06"))
    assert is_working_day(day("2015-04-07"))


def test_a_span_says_itself() -> None:
    assert working_days(5).words == "5 working days"
    assert f"{Span(1, 'months')}, {Span(14, 'calendar_days')}" == "1 month, 14 calendar days"


@pytest.mark.parametrize("n", [0, -1, True, 1.0])
def test_a_span_is_a_whole_number_of_1_or_more(n: int) -> None:
    with pytest.raises(ValueError, match="a whole number of 1 or more would be right"):
        working_days(n)


def test_a_span_has_a_unit_that_is_known() -> None:
    with pytest.raises(ValueError, match="“fortnights” is not a unit of time"):
        Span(1, "fortnights")  # type: ignore[arg-type]


def test_an_explanation_says_of_each_day_whether_it_counts_and_why_not() -> None:
    steps = explain(day("2015-04-02"), working_days(3))
    assert [(step.day.isoformat(), step.number, step.why) for step in steps] == [
        ("2015-04-02", None, "the day it starts from"),
        ("2015-04-03", None, "Good Friday"),
        ("2015-04-04", None, "Saturday"),
        ("2015-04-05", None, "Sunday"),
        ("2015-04-06", None, "Easter Monday"),
        ("2015-04-07", 1, ""),
        ("2015-04-08", 2, ""),
        ("2015-04-09", 3, ""),
    ]


def test_an_explanation_can_count_backwards() -> None:
    steps = explain(day("2018-10-08"), working_days(2), backwards=True)
    assert [(step.day.isoformat(), step.number, step.why) for step in steps] == [
        ("2018-10-08", None, "the day it counts back from"),
        ("2018-10-07", None, "Sunday"),
        ("2018-10-06", None, "Saturday"),
        ("2018-10-05", 1, ""),
        ("2018-10-04", 2, ""),
    ]


def test_an_explanation_in_months_goes_month_by_month_and_says_where_one_is_too_short() -> None:
    steps = explain(day("2015-01-31"), Span(2, "months"))
    assert [(step.day.isoformat(), step.number, step.why) for step in steps] == [
        ("2015-01-31", None, "the day it starts from"),
        ("2015-02-28", 1, "the last day of February, which has no day 31"),
        ("2015-03-31", 2, ""),
    ]


def test_a_holiday_counts_from_the_day_it_was_proclaimed() -> None:
    start = day("2022-09-07")
    assert after(start, working_days(15), known_on=day("2022-09-09")) == day("2022-09-28")
    assert after(start, working_days(15), known_on=day("2022-09-10")) == day("2022-09-29")
    assert is_working_day(day("2022-09-19"), known_on=day("2022-09-09"))


def test_a_holiday_that_was_moved_was_expected_on_its_old_day_until_then() -> None:
    start = day("2020-04-30")
    assert after(start, working_days(5), known_on=day("2019-06-06")) == day("2020-05-08")
    assert after(start, working_days(5), known_on=day("2019-06-07")) == day("2020-05-07")
    assert after(day("2022-05-27"), working_days(1), known_on=day("2020-11-11")) == day("2022-05-31")
    assert after(day("2022-05-27"), working_days(1)) == day("2022-05-30")
    assert not is_working_day(day("2012-05-28"), known_on=day("2010-01-04"))


def test_a_deadline_that_moved_says_which_holiday_moved_it() -> None:
    (funeral,) = moved_by(day("2022-09-07"), working_days(15))
    assert funeral.title == "Bank Holiday for the State Funeral of Queen Elizabeth II"
    assert funeral.proclaimed == day("2022-09-10")


def test_a_holiday_known_when_the_clock_started_did_not_move_it() -> None:
    assert moved_by(day("2022-09-12"), working_days(15)) == ()
    assert moved_by(day("2022-09-07"), working_days(15), known_on=day("2022-09-09")) == ()


def test_a_holiday_proclaimed_after_the_end_did_not_move_it() -> None:
    assert moved_by(day("2022-09-07"), working_days(5)) == ()


def test_bank_holidays_do_not_move_a_clock_that_runs_in_months() -> None:
    assert moved_by(day("2022-09-07"), Span(1, "months")) == ()


@pytest.mark.parametrize("outside", ["2009-12-31", "2029-01-01"])
def test_a_day_outside_the_years_held_is_refused(outside: str) -> None:
    with pytest.raises(NoCalendar, match="Bank holidays are held for 2010 to 2028"):
        is_working_day(day(outside))


def test_a_count_that_leaves_the_years_held_is_refused_with_what_to_do() -> None:
    with pytest.raises(NoCalendar) as refused:
        after(day("2028-12-27"), working_days(5))
    assert str(refused.value) == (
        "Bank holidays are held for 2010 to 2028, and 5 working days after 27 December 2028 is outside those years."
        " Add the missing years to the file of bank holidays that CASEREVIEW_BANK_HOLIDAYS names."
    )
    with pytest.raises(NoCalendar, match="5 working days before 6 January 2010"):
        before(day("2010-01-06"), working_days(5))


def test_months_need_no_calendar() -> None:
    assert after(day("2031-05-01"), Span(6, "months")) == day("2031-11-01")


def test_counting_is_fast_enough_for_national_figures() -> None:
    span, start = working_days(15), day("2018-12-17")
    began = time.process_time()
    for _ in range(100_000):
        after(start, span)
    assert time.process_time() - began < 1


HEADER = "date,title,proclaimed,withdrawn,notes\n"


@pytest.fixture
def extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of holidays proclaimed since our last release; what it says is forgotten after the test."""
    path = tmp_path / "extra.csv"
    monkeypatch.setenv(EXTRA, str(path))
    days.reload()
    yield path
    monkeypatch.delenv(EXTRA)
    days.reload()


def errors_of(extra: Path, text: str) -> list[str]:
    extra.write_text(text, encoding="utf-8")
    with pytest.raises(HolidayErrors) as refused:
        is_working_day(day("2026-07-20"))
    return list(refused.value.errors)


def test_a_holiday_proclaimed_late_is_added_without_a_release(extra: Path) -> None:
    extra.write_text(HEADER + "2026-07-20,Holiday for the World Cup,2026-07-19,,\n", encoding="utf-8")
    assert not is_working_day(day("2026-07-20"))
    assert is_working_day(day("2026-07-20"), known_on=day("2026-07-18"))
    assert [holiday.title for holiday in moved_by(day("2026-07-17"), working_days(1))] == ["Holiday for the World Cup"]


def test_a_row_of_the_extra_file_takes_the_place_of_ours_so_that_a_holiday_can_be_moved(extra: Path) -> None:
    moved = "2027-05-03,Early May bank holiday,,2026-06-01,\n2027-05-10,Early May bank holiday,2026-06-01,,\n"
    extra.write_text(HEADER + moved, encoding="utf-8")
    assert is_working_day(day("2027-05-03"))
    assert not is_working_day(day("2027-05-03"), known_on=day("2026-05-31"))
    assert not is_working_day(day("2027-05-10"))


def test_a_holiday_withdrawn_while_a_clock_ran_is_told_also_where_the_clock_now_ends_on_it(extra: Path) -> None:
    moved = "2027-05-03,Early May bank holiday,,2027-04-29,\n2027-05-10,Early May bank holiday,2027-04-29,,\n"
    extra.write_text(HEADER + moved, encoding="utf-8")
    assert after(day("2027-04-28"), working_days(3), known_on=day("2027-04-28")) == day("2027-05-04")
    assert after(day("2027-04-28"), working_days(3)) == day("2027-05-03")
    assert [holiday.day for holiday in moved_by(day("2027-04-28"), working_days(3))] == [day("2027-05-03")]


def test_the_files_are_read_again_when_asked(extra: Path) -> None:
    extra.write_text(HEADER, encoding="utf-8")
    assert is_working_day(day("2026-07-20"))
    extra.write_text(HEADER + "2026-07-20,Holiday for the World Cup,,,\n", encoding="utf-8")
    assert is_working_day(day("2026-07-20"))
    days.reload()
    assert not is_working_day(day("2026-07-20"))


def test_columns_that_may_be_empty_may_be_left_out(extra: Path) -> None:
    extra.write_text("title,date\nHoliday for the World Cup,2026-07-20\n", encoding="utf-8-sig")
    assert not is_working_day(day("2026-07-20"))


def test_every_error_of_the_extra_file_is_told_at_once_with_its_line_and_column(extra: Path) -> None:
    assert errors_of(
        extra,
        HEADER
        + "20 July 2026,Holiday for the World Cup,,,\n"
        + "2026-07-19,,,,\n"
        + "2026-07-20,Holiday for the World Cup,2026-07-21,,\n"
        + "2026-07-20,Again,,,\n"
        + "2026-07-22,Holiday, with a comma,,,,\n",
    ) == [
        "extra.csv:2: date: “20 July 2026” is not a day; write it as 2022-09-19",
        "extra.csv:3: title: empty; write the holiday’s name, such as Good Friday",
        "extra.csv:3: date: 2026-07-19 is a Sunday; list the weekday on which the holiday is kept",
        "extra.csv:4: proclaimed: 2026-07-21 is after the holiday itself, 2026-07-20; an earlier day would be right",
        "extra.csv:5: date: 2026-07-20 is on line 4 already; each day is listed once",
        "extra.csv:6: notes: more cells than columns; put a text with commas in quotation marks",
        "extra.csv:6: proclaimed: “with a comma” is not a day; write it as 2022-09-19",
    ]


def test_an_unknown_or_missing_column_is_an_error(extra: Path) -> None:
    assert errors_of(extra, "date,name\n2026-07-20,Holiday for the World Cup\n") == [
        "extra.csv:1: name: unknown column; the columns are date, title, proclaimed, withdrawn, notes",
        "extra.csv:1: title: missing column; date and title are needed",
    ]


def test_a_year_that_cannot_be_complete_is_an_error_since_it_would_be_counted_wrong(extra: Path) -> None:
    assert errors_of(extra, HEADER + "2029-01-01,New Year’s Day,,,\n") == [
        "extra.csv: 2029: bank holidays listed: 1 of at least 8; list them all"
    ]


def test_a_file_that_is_not_there_is_an_error(extra: Path) -> None:
    with pytest.raises(HolidayErrors, match=r"extra\.csv: cannot be read"):
        is_working_day(day("2026-07-20"))
