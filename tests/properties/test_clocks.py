"""Laws of the clocks on whatever file."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casereview.guidance.days import is_working_day
from casereview.rules.awaited import awaited
from casereview.rules.clocks import clock, clocks
from casereview.rules.stages import Stage, stage
from tests.factories import ABoard, AFact, a_file
from tests.properties.worlds import FIRST, days, files, modest, stories

PARTNERS = ABoard(partners_from=date(2018, 7, 4))
NINE_YEARS = timedelta(days=9 * 365)


def in_2024(fact: AFact) -> AFact:
    """The same fact nine years later, under another edition."""
    named = {name: value + NINE_YEARS for name, value in vars(fact).items() if type(value) is date}
    return fact.but(**named)


@given(files())
@modest
def test_a_clock_is_never_early_by_being_late_and_never_both(file):
    for running in clocks(file):
        assert running.days_late >= 0
        assert running.days_left >= 0
        assert not (running.days_late and running.days_left and not running.is_met)
        assert running.met is None or running.met <= file.as_at
        assert running.starts <= file.as_at


@given(stories(), days, days, st.booleans())
@modest
def test_a_met_clock_never_reopens(story, one, other, since_2018):
    if since_2018:
        story, one, other = [in_2024(fact) for fact in story], one + NINE_YEARS, other + NINE_YEARS
    board = PARTNERS if since_2018 else None
    then, later = (a_file(*story, as_at=day, board=board) for day in sorted((one, other)))
    standing = {notification.id for notification in later.standing_notifications}
    now = {(c.key, c.started_by.id): c for c in clocks(later)}
    for was in clocks(then):
        if was.is_met and (was.started_by.kind_of_fact != "notifications" or was.started_by.id in standing):
            became = now.get((was.key, was.started_by.id)) or clock(later, was.key)
            assert became is not None
            assert became.met == was.met or became.met < was.met


@given(stories(), days, st.booleans())
@modest
def test_a_clock_in_working_days_never_ends_on_a_weekend_or_a_holiday(story, as_at, since_2018):
    if since_2018:
        story, as_at = [in_2024(fact) for fact in story], as_at + NINE_YEARS
    for running in clocks(a_file(*story, as_at=as_at, board=PARTNERS if since_2018 else None)):
        if running.clock.within.unit == "working_days":
            assert is_working_day(running.due)


@given(files())
@modest
def test_each_clock_starts_once_for_what_starts_it(file):
    started = [(running.key, running.started_by.id) for running in clocks(file)]
    assert len(started) == len(set(started))


@given(files())
@modest
def test_a_clock_explains_itself_to_the_day_it_is_due(file):
    for running in clocks(file):
        assert running.steps()[-1].day == running.due


# ── Where a case stands, and what is awaited ────────────────────────────────────────────────────────────────────────


@given(files())
@modest
def test_every_file_has_a_stage_and_nothing_is_awaited_twice(file):
    assert stage(file) in Stage
    found = [(one.what, one.scope, one.since) for one in awaited(file)]
    assert len(found) == len(set(found)) or len(file.notifications) > 1


@given(files())
@modest
def test_what_is_awaited_has_waited_since_a_day_that_has_come(file):
    for one in awaited(file):
        assert FIRST <= one.since <= file.as_at


@given(files())
@modest
def test_a_case_before_the_panel_awaits_the_panel_or_what_is_missing_for_it_and_never_both(file):
    whats = {one.what.value for one in awaited(file)}
    panel = whats & {"check", "advice", "view_on_answer"}
    if stage(file) == Stage.BEFORE_THE_PANEL:
        assert len(panel) + ("missing_papers" in whats) == 1
    else:
        assert not panel | whats & {"missing_papers"}


@given(files())
@modest
def test_a_case_back_with_the_board_awaits_the_board(file):
    if stage(file) == Stage.REFERRED_BACK:
        assert {one.what.value for one in awaited(file)} & {"answer", "decision", "publication"}
