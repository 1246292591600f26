"""Reviews like one: those that share its rarest words. Nothing but what is public is looked at."""

from functools import lru_cache

from casereview.library import gate
from casereview.library.gate import Review
from casereview.library.index import index
from casereview.library.search import search
from casereview.library.words import exact, stems

WORDS = 15
"""So many of a review's words are looked for in others: the rarest that any other has."""

COMMON = 0.6
"""What stands in a larger share of reports tells nothing of one. The rarest are taken first, so it seldom matters."""


def like(review: Review, size: int = 3) -> list[Review]:
    """The reviews most like one, the likest first; none where it says nothing that others say."""
    return gate.reviews(_like(gate.state(), review.id, " ".join((review.title, review.abstract, *_said(review))), size))


def _said(review: Review) -> list[str]:
    return [one.text for one in (*review.learning, *review.recommendations)]


@lru_cache(maxsize=500)
def _like(_state: str, id: str, text: str, size: int) -> tuple[str, ...]:
    words = _telling(text)
    found = search(" ".join(words), some=True, size=size + 1).hits if words else ()
    return tuple(hit.review.id for hit in found if hit.review.id != id)[:size]


def _telling(text: str) -> list[str]:
    """The rarest words of a text that some other report has as well."""
    opened = index().current().reports
    most = max(2, int(COMMON * opened.num_docs))
    counted = {word: opened.doc_freq("exact", word) for word in dict.fromkeys(exact().analyze(text)) if len(word) > 3}
    known = [word for word, count in counted.items() if 2 <= count <= most and stems().analyze(word)]
    return sorted(known, key=lambda word: (counted[word], word))[:WORDS]
