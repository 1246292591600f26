"""Whether a rate changed: what chance does is not called a change, and what is one is found where it is."""

import random

from hypothesis import given
from hypothesis import strategies as st

from casereview.analysis.change import change, changes, exact

YEARS = range(2005, 2020)


def drawn(rng, before, after, turn, of=60):
    """A series of years, the rate another from a year on."""
    return [(year, sum(rng.random() < (after if year >= turn else before) for _ in range(of)), of) for year in YEARS]


def test_a_rate_that_doubles_is_found_in_the_year_in_which_it_does():
    found = change(drawn(random.Random(1), 0.2, 0.45, 2012))
    assert (found.sure, found.rises) == (True, True)
    assert abs(found.year - 2012) <= 1
    assert found.before < 0.3 < found.after


def test_a_rate_that_falls_is_found_too():
    found = change(drawn(random.Random(2), 0.5, 0.2, 2010))
    assert (found.sure, found.rises) == (True, False)


def test_of_many_themes_that_do_not_change_hardly_ever_is_one_flagged():
    rng = random.Random(3)
    wrong = 0
    for _ in range(60):
        series = {f"t{n}": drawn(rng, rate, rate, 2012, of=20) for n, rate in enumerate((0.1, 0.3, 0.5, 0.2, 0.6))}
        wrong += any(one and one.sure for one in changes(series).values())
    assert wrong <= 6  # at most one in twenty, and with sixty tries hardly more than six


def test_where_there_is_nothing_to_compare_there_is_no_change():
    assert change([]) is None
    assert change([(2015, 3, 10)]) is None
    assert change([(2015, 0, 10), (2016, 0, 10)]) is None
    assert change([(2015, 10, 10), (2016, 10, 10)]) is None
    assert change([(2015, 3, 10), (2016, 0, 0)]) is None


def test_the_exact_test_is_fishers():
    # the lady tasting tea: 3 of 4 right by chance, one way 17/70, and all four 1/70
    assert round(exact(4, 4, 4, 8), 4) == round(2 / 70, 4)
    assert round(exact(3, 4, 4, 8), 4) == round(34 / 70, 4)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=12))
def test_a_chance_is_a_chance_and_more_to_look_at_makes_nothing_surer(told):
    years = [(2000 + place, min(one, other), max(one, other)) for place, (one, other) in enumerate(told)]
    found = change(years)
    if found:
        assert 0 < found.chance <= 1
        beside = changes({"this": years, "other": years[::-1], "third": years})
        assert beside["this"].chance >= found.chance
