"""How a recommendation stands with each of its addressees: the panel grades, looks again every year, and counts moves."""

from datetime import date
from types import SimpleNamespace

import pytest

from casereview.rules.codes import Grade
from casereview.rules.recommendations import followed


def on(day, **fields):
    return SimpleNamespace(on=date.fromisoformat(day), recommendation="2015-1", addressee="dfe", **fields)


MADE = SimpleNamespace(on=date(2015, 11, 1), known_as="2015-1", addressees="dfe;ofsted", text="Keep it under review.")


def stands(*, answers=(), targets=(), grades=(), as_at="2016-10-01"):
    found = followed([MADE], answers, targets, grades, date.fromisoformat(as_at))
    assert [one.addressee for one in found] == ["dfe", "ofsted"]
    assert found[1].grade == Grade.AWAITING
    return found[0]


def test_until_the_panel_grades_it_an_answer_is_awaited_whatever_the_addressee_says():
    assert stands(answers=[on("2016-01-01", position="accepts")]).grade == Grade.AWAITING
    assert stands(grades=[on("2016-01-01", grade="done")]).grade == Grade.DONE
    assert stands(grades=[on("2016-01-01", grade="done")], as_at="2015-12-01").grade == Grade.AWAITING


@pytest.mark.parametrize(
    ("grades", "as_at", "due"),
    [
        ([], "2016-10-30", False),
        ([], "2016-10-31", True),
        ([on("2016-02-08", grade="acceptable")], "2017-02-06", False),
        ([on("2016-02-08", grade="acceptable")], "2017-02-07", True),
        ([on("2016-02-08", grade="done")], "2026-02-07", False),
    ],
)
def test_what_is_open_is_looked_at_again_every_year(grades, as_at, due):
    assert stands(grades=grades, as_at=as_at).to_reassess is due


def test_a_day_moved_for_the_third_time_is_proposed_as_unacceptable_and_not_graded_so_by_itself():
    days = [on("2016-01-0" + str(n), target=date(2016, 6 + n, 1)) for n in range(1, 5)]
    assert stands(targets=days[:3]).proposed is None
    moved = stands(targets=days)
    assert (moved.moves, moved.target, moved.proposed, moved.grade) == (
        3, date(2016, 10, 1), Grade.UNACCEPTABLE, Grade.AWAITING,
    )  # fmt: skip
    assert stands(targets=days, grades=[on("2016-02-01", grade="unacceptable")]).proposed is None
    assert stands(targets=days, grades=[on("2016-02-01", grade="overtaken")]).proposed is None


def test_what_is_not_yet_made_is_not_there():
    assert followed([MADE], [], [], [], date(2015, 10, 31)) == []
