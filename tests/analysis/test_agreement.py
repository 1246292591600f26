"""Fleiss' kappa, against values worked out by hand and the one that its literature gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casereview.analysis.agreement import fleiss

TEXTBOOK = [
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
]
"""Ten things, fourteen raters, five categories: the worked example that is commonly given, with a kappa of 0.210."""


def test_the_textbook_example_comes_out():
    found = fleiss(dict(zip("abcde", row, strict=True)) for row in TEXTBOOK)
    assert found.kappa == pytest.approx(0.210, abs=0.0005)
    assert found.observed == pytest.approx(0.378, abs=0.0005)
    assert found.by_chance == pytest.approx(0.213, abs=0.0005)
    assert (found.things, found.ratings, found.words) == (10, 140, "fair")


@pytest.mark.parametrize(
    ("things", "kappa"),
    [
        ([{"agree": 3}, {"refer": 3}], 1.0),
        ([{"agree": 1, "refer": 1}], -1.0),
        # three raters, then two since one takes no part: observed (1/3 + 1) / 2 = 2/3, by chance (4/5)² + (1/5)² = 17/25
        ([{"agree": 2, "refer": 1}, {"agree": 2}], (2 / 3 - 17 / 25) / (8 / 25)),
        ([{"agree": 4}, {"agree": 4}], None),
        ([{"agree": 1}, {"refer": 1}], None),
        ([], None),
    ],
)
def test_by_hand(things, kappa):
    found = fleiss(things).kappa
    assert found == (None if kappa is None else pytest.approx(kappa))


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(0, 5)), max_size=8))
def test_it_is_never_more_than_one_and_does_not_depend_on_the_order(things):
    found = fleiss(things)
    assert found.kappa is None or found.kappa <= 1 + 1e-9
    assert fleiss(reversed(things)).kappa == (None if found.kappa is None else pytest.approx(found.kappa))
