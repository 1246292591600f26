"""Reviews like one."""

import pytest

from casereview.library import gate
from casereview.library.likeness import like
from tests.library.shelves import an_entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.HOME = tmp_path


def test_reviews_that_share_rare_words_are_alike_and_a_review_is_not_like_itself():
    first = an_entry(title="Child A", abstract="Bruising of a premature baby was missed by the hospital.", pages=("a",))
    second = an_entry(title="Child B", abstract="A premature baby with bruising left the hospital.", pages=("b",))
    for number in range(20):
        an_entry(title=f"Child C{number}", abstract="A school saw neglect over years.", pages=(f"c{number}",))
    assert [review.id for review in like(gate.find(first))] == [second]
    assert [review.id for review in like(gate.find(second))] == [first]


def test_what_is_withdrawn_is_like_nothing():
    first = an_entry(title="Child A", abstract="Bruising of a premature baby.", pages=("a",))
    an_entry(title="Child B", abstract="A premature baby with bruising.", pages=("b",), withdrawn="x")
    assert like(gate.find(first)) == []


def test_a_review_alone_is_like_none():
    assert like(gate.find(an_entry(title="Alone"))) == []
