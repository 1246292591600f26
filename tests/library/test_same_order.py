"""The same hits in the same order, whichever database holds the records: what is written here holds on both."""

import random

import pytest

from casereview.library.search import Sort, search
from tests.library.shelves import an_entry, recommending

WORDS = """
    baby bruise neglect school police mother father optimism threshold referral home violence sleep sofa doctor nurse
    housing worker review family visit assessment supervision alcohol curiosity
""".split()  # noqa: SIM905 - as they are read


@pytest.fixture(scope="module")
def shelf(tmp_path_factory, kept_for_the_module):
    """Forty reports drawn by lot, always the same; some of them alike to the word."""
    from django.test import override_settings

    with override_settings(HOME=tmp_path_factory.mktemp("home")):
        rng = random.Random(7)
        for number in range(40):
            pages = (
                tuple(" ".join(rng.choices(WORDS, k=60)) for _ in range(3)) if number % 5 else ("neglect of a baby",)
            )
            an_entry(
                title=f"Child {number}: {rng.choice(WORDS)}",
                published_on=f"{2005 + number % 7}",
                pages=pages,
                points=recommending(" ".join(rng.choices(WORDS, k=6))),
                themes={rng.choice(WORDS): True},
            )
        yield


def serials(query, **how):
    found = search(query, size=12, **how)
    return found.total, [int(hit.review.id[1:]) for hit in found.hits], [hit.page for hit in found.hits]


FOUND = [
    ("baby", {}, (40, [3, 28, 37, 12, 11, 22, 15, 19, 30, 4, 8, 9], [1, 2, 1, 1, 1, 1, 1, 3, 3, 3, 3, 2])),
    ("neglect", {}, (40, [13, 25, 34, 9, 28, 29, 39, 27, 8, 24, 26, 1], [1, 2, 2, 2, 2, 3, 1, 1, 1, 1, 1, 1])),
    ("bruise baby", {}, (34, [3, 28, 30, 37, 23, 12, 15, 4, 22, 32, 10, 18], [2, 2, 1, 2, 3, 2, 3, 1, 2, 1, 3, 3])),
    (
        "police school threshold",
        {},
        (32, [29, 18, 12, 4, 24, 39, 22, 2, 8, 23, 7, 13], [1, 1, 1, 3, 3, 3, 3, 2, 2, 2, 2, 2]),
    ),
    ('"mother father"', {}, (11, [38, 35, 34, 19, 5, 32, 17, 3, 9, 29, 8], [3, 1, 1, 1, 1, 2, 3, 3, 3, 3, 2])),
    ("nurse -sofa", {}, (1, [11], [None])),
    (
        "neglect",
        {"sort": Sort.DAY},
        (40, [35, 28, 21, 14, 7, 34, 27, 20, 13, 6, 40, 33], [2, 2, 1, 1, 3, 2, 1, 2, 1, 1, 2, 3]),
    ),
    (
        "",
        {},
        (
            40,
            [35, 28, 21, 14, 7, 34, 27, 20, 13, 6, 40, 33],
            [None, None, None, None, None, None, None, None, None, None, None, None],
        ),
    ),
    (
        "assessment",
        {"sort": Sort.RECOMMENDATIONS},
        (33, [35, 14, 22, 38, 23, 40, 4, 13, 7, 11, 19, 20], [3, 1, 2, 2, 2, 2, 1, 1, 1, None, 3, 1]),
    ),
    (
        "what did the nurse and the doctor say of the baby and the mother at home",
        {"some": True},
        (40, [28, 37, 23, 8, 38, 3, 33, 7, 20, 12, 15, 18], [3, 1, 3, 3, 3, 1, 2, 1, 2, 2, 1, 3]),
    ),
    (
        "visit",
        {"filters": {"year": ["2007", "2008"]}},
        (11, [10, 24, 25, 31, 4, 39, 38, 18, 17, 3, 32], [2, 1, 2, None, 2, 2, 3, 1, 2, 1, 2]),
    ),
    (
        "superviison",
        {},
        (34, [6, 7, 25, 16, 9, 27, 13, 28, 37, 35, 40, 38], [None, 2, 1, None, 1, 1, 3, 1, 1, 2, 3, 3]),
    ),
]
"""Queries with how many reviews answer, the first of them in order, and the page of each. On PostgreSQL it is the same."""


@pytest.mark.parametrize(("query", "how", "expected"), FOUND)
def test_a_query_has_the_same_hits_in_the_same_order_on_every_database(shelf, db, query, how, expected):
    assert serials(query, **how) == expected
