"""What a board is told of itself, beside the middle of the others: no ranking, and no board given away."""

import pytest

from casereview.rules.feedback import BOARDS_AT_LEAST, feedback
from casereview.rules.figures import Period
from tests.factories import ABoard, a_file, advised, checked, day, decided, notified, submitted

YEARS = Period(day("2013-01-01"), day("2016-01-01"))


def a_case_of(board, decided_on, *, complete=True, view="agree", number=0):
    papers = submitted("2015-06-10")
    return a_file(
        notified("2015-04-07", aware_on="2015-04-06"),
        decided(decided_on, told=decided_on),
        papers,
        checked("2015-06-11", papers, "complete" if complete else "incomplete"),
        advised("2015-07-13", view),
        board=ABoard(code=board, name=board),
        reference=f"{board}-{number}",
        as_at="2016-01-01",
    )


def told(files, board="OWN"):
    return {one.measure.key: one for one in feedback(files, board, YEARS)}


def test_each_measure_is_of_the_boards_own_cases():
    own = [
        a_case_of("OWN", "2015-05-01"),
        a_case_of("OWN", "2015-05-11", view="refer_back"),
        a_case_of("OWN", "2015-06-01", complete=False, view="disagree"),
    ]
    found = told(own)
    assert {key: round(one.value) for key, one in found.items()} == {
        "days_to_decide": 34,
        "decided_in_time": 33,
        "days_to_send_papers": 30,
        "complete_at_first": 67,
        "sent_back": 67,
    }
    assert {one.cases for one in found.values()} == {3}
    assert {one.national for one in found.values()} == {None}


def others(boards, cases=3):
    return [a_case_of(f"B{b}", f"2015-05-{10 + b:02}", number=n) for b in range(boards) for n in range(cases)]


@pytest.mark.parametrize(
    ("boards", "cases", "said"),
    [(BOARDS_AT_LEAST - 1, 3, False), (BOARDS_AT_LEAST, 2, False), (BOARDS_AT_LEAST, 3, True)],
    ids=["too few boards", "boards with too few cases", "enough"],
)
def test_the_middle_is_told_only_where_it_gives_none_away(boards, cases, said):
    found = told([a_case_of("OWN", "2015-05-01"), *others(boards, cases)])["days_to_decide"]
    assert (found.national is not None) is said


def test_the_middle_leaves_ones_own_board_out_and_is_rounded():
    without = told(others(11))
    mine = told([*[a_case_of("OWN", "2015-12-01", number=n) for n in range(50)], *others(11)])
    assert mine["days_to_decide"].national == without["days_to_decide"].national == 38
    assert mine["sent_back"].national == 0
    shares = [
        a_case_of(f"B{b}", "2015-05-11", number=n, view="disagree" if n < 1 else "agree")
        for b in range(12)
        for n in range(3)
    ]
    assert told(shares)["sent_back"].national == 35


def test_a_board_with_nothing_in_the_time_has_nothing_to_tell_of():
    assert {one.value for one in told(others(12)).values()} == {None}
