"""Laws of the figures on whatever files."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from casereview.rules import figures
from casereview.rules.codes import Matter
from casereview.rules.figures import Figure, Member, Period
from tests.factories import ABoard, the_nation
from tests.properties.worlds import contacts, days, many_files, modest

periods = st.tuples(days, days).map(lambda two: Period(*sorted(two)))
BOARDS = [ABoard("B1"), ABoard("B2"), ABoard("B3", until=date(2015, 4, 20))]


@given(many_files(), contacts(), periods)
@modest
def test_no_case_is_in_two_piles_of_a_figure_and_the_piles_add_up(files, contacts, period):
    for figure in figures.figures(the_nation(*files, boards=BOARDS, contacts=contacts), period).values():
        members = [member for pile in figure.piles.values() for member in pile]
        assert len(members) == len(set(members)) == figure.total
        for subset in figure.subsets.values():
            assert set(subset) <= set(members)
        for parts in figure.breakdowns.values():
            assert sorted((m for part in parts.values() for m in part), key=str) == sorted(members, key=str)


@given(many_files(), contacts(), periods)
@modest
def test_every_case_counted_is_one_of_the_cases(files, contacts, period):
    known = {file.reference for file in files} | {""}
    for figure in figures.figures(the_nation(*files, boards=BOARDS, contacts=contacts), period).values():
        assert {member.reference for pile in figure.piles.values() for member in pile} <= known


@given(many_files(), days, days, days)
@modest
def test_two_periods_side_by_side_count_what_the_whole_counts(files, one, two, three):
    first, middle, last = sorted((one, two, three))
    if middle == last:
        return
    nation = the_nation(*files, boards=BOARDS)
    halves = Period(first, middle), Period(date.fromordinal(middle.toordinal() + 1), last)
    for function in figures.FIGURES:
        if function is not figures.boards:
            whole = function(nation, Period(first, last))
            assert whole.total == sum(function(nation, half).total for half in halves)


@given(many_files(), contacts(), periods)
@modest
def test_the_same_files_in_another_order_give_the_same_numbers(files, contacts, period):
    def numbers(files, contacts):
        counted = figures.figures(the_nation(*files, boards=BOARDS, contacts=contacts), period)
        return {key: figures.sizes(figure.piles) for key, figure in counted.items()}

    assert numbers(files, contacts) == numbers(files[::-1], contacts[::-1])


@given(many_files(), periods)
@modest
def test_every_case_with_advice_has_an_outcome_and_no_other_has(files, period):
    for file in files:
        assert (figures.non_initiation(file) is not None) == bool(file.advice_on(Matter.NON_INITIATION))
        assert (figures.non_publication(file) is not None) == bool(file.advice_on(Matter.NON_PUBLICATION))


@given(many_files(), periods)
@modest
def test_a_completed_report_and_a_proposal_not_to_publish_are_never_one_case(files, period):
    nation = the_nation(*files, boards=BOARDS)
    completed = figures.completed_reports(nation, period).piles["completed_reports"]
    proposed = {file.reference for file in files if file.submissions_on(Matter.NON_PUBLICATION)}
    assert not proposed & {member.reference for member in completed}


@given(many_files(), periods)
@modest
def test_a_review_begun_after_doubts_is_in_no_initiations(files, period):
    nation = the_nation(*files, boards=BOARDS)
    on_advice = {member.reference for member in figures.non_initiations(nation, period).piles["initiated"]}
    initiated = {member.reference for member in figures.initiations(nation, period).piles["initiations"]}
    before = {file.reference for file in files if file.first_initiation and file.advice_on(Matter.NON_INITIATION)}
    assert on_advice <= before
    assert initiated <= {file.reference for file in files if file.first_initiation}


@given(many_files(), contacts(), periods)
@modest
def test_every_board_in_being_is_counted_once(files, contacts, period):
    figure = figures.boards(the_nation(*files, boards=BOARDS, contacts=contacts), period)
    in_being = {board.code for board in BOARDS if board.until is None or period.last <= board.until}
    assert {member.name for pile in figure.piles.values() for member in pile} == in_being
    assert set(figure.subsets["never"]) <= set(figure.piles["silent"])


@given(st.integers(0, 400), st.integers(0, 400))
@modest
def test_percentages_are_what_long_division_gives(part, rest):
    members = [Member("", str(number)) for number in range(part + rest)]
    found = Figure("key", "Title", {"part": members[:part], "rest": members[part:]}).percentage("part")
    if part + rest == 0:
        assert found is None
    else:
        exact = 100 * part / (part + rest)
        assert exact - 0.5 < found <= exact + 0.5
