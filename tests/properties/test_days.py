"""Laws of counting days, from 2010 to 2028."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casereview.guidance.days import Span, after, before, explain, holidays, is_working_day, moved_by

dates = st.dates(date(2010, 3, 1), date(2028, 9, 30))
working = st.integers(1, 40).map(lambda n: Span(n, "working_days"))
spans = st.one_of(
    working,
    st.integers(1, 60).map(lambda n: Span(n, "calendar_days")),
    st.integers(1, 8).map(lambda n: Span(n, "weeks")),
    st.integers(1, 2).map(lambda n: Span(n, "months")),
)
known = st.one_of(st.none(), st.dates(date(2009, 1, 1), date(2028, 12, 31)))


@given(dates, working, known)
def test_a_clock_of_working_days_never_ends_on_a_weekend_or_a_holiday(
    start: date, span: Span, known_on: date | None
) -> None:
    held = {holiday.day for holiday in holidays(known_on)}
    for end in (after(start, span, known_on), before(start, span, known_on)):
        assert end.weekday() < 5
        assert end not in held
        assert is_working_day(end, known_on)


@given(dates, dates, spans, known)
def test_a_later_start_never_has_an_earlier_end(one: date, other: date, span: Span, known_on: date | None) -> None:
    first, second = sorted((one, other))
    assert after(first, span, known_on) <= after(second, span, known_on)
    assert before(first, span, known_on) <= before(second, span, known_on)


@given(dates, spans, known)
def test_the_end_is_after_the_start_and_the_latest_day_before_is_before_it(
    start: date, span: Span, known_on: date | None
) -> None:
    assert before(start, span, known_on) < start < after(start, span, known_on)


@given(dates, st.integers(1, 40), known)
def test_one_working_day_more_ends_later(start: date, n: int, known_on: date | None) -> None:
    shorter, longer = Span(n, "working_days"), Span(n + 1, "working_days")
    assert after(start, shorter, known_on) < after(start, longer, known_on)
    assert before(start, longer, known_on) < before(start, shorter, known_on)


@given(dates, working, known)
def test_counting_forward_then_back_from_a_working_day_returns_to_it(
    start: date, span: Span, known_on: date | None
) -> None:
    if is_working_day(start, known_on):
        assert before(after(start, span, known_on), span, known_on) == start


@given(dates, working, known)
def test_the_working_days_up_to_the_end_are_as_many_as_the_span(start: date, span: Span, known_on: date | None) -> None:
    end = after(start, span, known_on)
    passed = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(is_working_day(day, known_on) for day in passed) == span.n


@given(dates, st.integers(1, 24))
def test_a_month_later_is_the_same_day_of_the_month_or_its_last(start: date, n: int) -> None:
    end = after(start, Span(n, "months"))
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == n
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@given(dates, spans, st.booleans(), known)
def test_an_explanation_ends_where_the_count_ends_and_counts_as_many_as_the_span(
    start: date, span: Span, backwards: bool, known_on: date | None
) -> None:
    steps = explain(start, span, backwards, known_on)
    end = before(start, span, known_on) if backwards else after(start, span, known_on)
    assert steps[0].day == start
    assert steps[-1].day == end
    assert [step.number for step in steps if step.counted] == list(range(1, span.n + 1))


@given(dates, working, st.booleans(), known)
def test_an_explanation_skips_no_day_and_never_counts_a_weekend_or_a_holiday(
    start: date, span: Span, backwards: bool, known_on: date | None
) -> None:
    steps = explain(start, span, backwards, known_on)
    stride = timedelta(days=-1 if backwards else 1)
    assert [step.day for step in steps] == [start + n * stride for n in range(len(steps))]
    for step in steps[1:]:
        assert step.counted == is_working_day(step.day, known_on)
        assert step.counted != bool(step.why)


@given(dates, spans)
def test_a_deadline_moved_exactly_where_a_holiday_says_so(start: date, span: Span) -> None:
    moved = after(start, span, known_on=start) != after(start, span)
    assert bool(moved_by(start, span)) == moved


@given(dates, working)
def test_what_is_known_on_the_last_day_held_is_all_that_is_known(start: date, span: Span) -> None:
    assert after(start, span, known_on=date(2028, 12, 31)) == after(start, span)
