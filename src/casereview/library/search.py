"""Search: what a person types, answered from the index with counts, facets, pages and the words marked.

`search` is the only way in. What it shows was read at the gate, in the very state of it that the index was made for.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA
from tantivy import Query

from casereview.library import gate, ranking, synonyms
from casereview.library.gate import Review, Said
from casereview.library.index import FACETS, Index, Open, identifier, index, numbers, serial_of
from casereview.library.models import PAGE_END
from casereview.library.words import Asked, holds, marked, read, stems

MOST_VALUES = 200
MOST_LETTERS = 25
"""No word that is longer is looked up for what it might stand for."""

MOST_LOOKED_UP = 5_000

Filters = Mapping[str, Collection[str]]
Phrases = tuple[tuple[str, ...], ...]


class Sort(StrEnum):
    RELEVANCE = "relevance"
    DAY = "day"
    RECOMMENDATIONS = "recommendations"


@dataclass(frozen=True, slots=True)
class Hit:
    """A review that answers: the page on which it does so best, with the words there, and what it says that answers.

    `parts` are pieces of the page's text in order, each with whether it is to be marked. `said` are the recommendations
    and learning points that hold all of the words.
    """

    review: Review
    page: int | None
    parts: tuple[tuple[str, bool], ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found. `total` and `facets` count reviews, exactly."""

    query: str
    asked: Asked
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    corrected: tuple[tuple[str, str], ...] = ()
    """Words that no report has, each with the one that was looked for in its place."""

    sort: Sort = Sort.RELEVANCE
    """In which order they are: by day, where no word was asked for."""

    some: bool = False
    """Whether the hits need have some of the words only: no report has all of them, or that was asked for."""


def search(
    query: str = "",
    *,
    filters: Filters | None = None,
    sort: Sort = Sort.RELEVANCE,
    start: int = 0,
    size: int = 10,
    some: bool = False,
    source: Index | None = None,
) -> Results:
    """The reviews that answer a query, from the `start`-th; all of them, by day, where nothing is asked for."""
    opened = (source or index()).current()
    filters = {name: tuple(values) for name, values in (filters or {}).items() if values}
    asked, corrected = _corrected(opened, read(query))
    sort = Sort.DAY if sort is Sort.RELEVANCE and not (asked.words or asked.phrases) else sort
    total, shown, found = _found(opened, asked, filters, sort, start, size, some)
    if not total and not some and len(asked.words) > 1:
        some = True
        total, shown, found = _found(opened, asked, filters, sort, start, size, some)
    return Results(
        query=query,
        asked=asked,
        total=total,
        hits=_hits(opened, asked, shown),
        facets=_facets(opened, found) if total else dict.fromkeys(FACETS, ()),
        corrected=corrected,
        sort=sort,
        some=some,
    )


Shown = list[tuple[int, ranking.Place | None]]


def _found(
    opened: Open, asked: Asked, filters: Filters, sort: Sort, start: int, size: int, some: bool
) -> tuple[int, Shown, Query]:
    """How many reviews answer, the serials to be shown, each with its best page where that is known, and the query."""
    query = ranking.reports(asked, filters=filters, some=some, recommended=sort is Sort.RECOMMENDATIONS)
    if sort is not Sort.DAY and start + size <= ranking.WINDOW:
        narrowed = bool(filters or asked.without or asked.phrases)
        total, best = ranking.ranked(opened, asked, query, narrowed=narrowed)
        return total, [(one.serial, one.place) for one in best[start : start + size]], query
    order = "order" if sort is Sort.DAY else None
    result = opened.reports.search(query, max(1, size), order_by_field=order, offset=start)
    serials = numbers(opened.reports, "serial", [address for _, address in result.hits])
    return int(result.count), [(serial, None) for serial in serials[:size]], query  # type: ignore[attr-defined]


def _hits(opened: Open, asked: Asked, shown: Shown) -> tuple[Hit, ...]:
    """The hits as the public may see them. One that is public no more is left out, whatever the index says."""
    places = dict(shown)
    reviews = opened.reviews([identifier(serial) for serial in places])
    if not (asked.words or asked.phrases):
        return tuple(Hit(one, None, ((one.abstract, False),) if one.abstract else (), ()) for one in reviews)
    also = tuple(other for _, others in synonyms.grouped(asked.words) for other in others)
    unplaced = [serial for serial, place in shown if place is None or asked.phrases]
    places |= ranking.places_of(opened, asked, unplaced)
    return tuple(_hit(opened, asked, also, review, places[serial_of(review.id)]) for review in reviews)


def _hit(opened: Open, asked: Asked, also: Phrases, review: Review, place: ranking.Place | None) -> Hit:
    page = place.page if place else None
    text = str(opened.pages.doc(place.address).get_first("text") or "") if place else ""
    if asked.phrases and not holds(text, asked):
        in_abstract = (None, review.abstract) if holds(review.abstract, asked) else (page, text)
        page, text = _across(review, asked) or in_abstract
    return Hit(review, page, marked(text or review.abstract, asked, also), _said(review, asked))


def _across(review: Review, asked: Asked) -> tuple[int, str] | None:
    """The page on which a phrase begins that goes on over the page's end, with its text and the next one's."""
    pages = gate.texts([review.id]).get(review.id, [])
    whole = PAGE_END.join(pages)
    begins = holds(whole, asked)
    if begins is None:
        return None
    page = whole[: begins.start()].count(PAGE_END) + 1
    return page, " ".join(pages[page - 1 : page + 1])


def _said(review: Review, asked: Asked) -> tuple[Said, ...]:
    """The recommendations and learning points of a review that hold every word, recommendations first."""
    wanted = set(stems().analyze(" ".join((*asked.words, *(word for phrase in asked.phrases for word in phrase)))))
    begun = [stem[:4] for stem in wanted]
    likely = [
        one
        for one in (*review.recommendations, *review.learning)
        for text in (one.text.lower(),)
        if wanted and (not text.isascii() or all(beginning in text for beginning in begun))
    ]
    return tuple(one for one in likely if wanted <= set(stems().analyze(one.text)))


def _facets(opened: Open, found: Query) -> dict[str, tuple[tuple[str, int], ...]]:
    """How many of the reviews have each value, the commonest first; years the latest first."""
    asked = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in FACETS}
    told = opened.reports.aggregate(found, asked)
    facets = {name: [(str(one["key"]), int(one["doc_count"])) for one in told[name]["buckets"]] for name in FACETS}
    ordered = {name: sorted(values, key=lambda one: (-one[1], one[0])) for name, values in facets.items()}
    ordered["year"] = sorted(facets["year"], reverse=True)
    return {name: tuple(values) for name, values in ordered.items()}


def _corrected(opened: Open, asked: Asked) -> tuple[Asked, tuple[tuple[str, str], ...]]:
    """The query with each word that no report has replaced by the likeliest that reports have."""
    changed = {}
    for word in dict.fromkeys(asked.words):
        if stems().analyze(word) and not _held(opened, word) and (likely := _likeliest(opened, word)):
            changed[word] = likely
    words = tuple(changed.get(word, word) for word in asked.words)
    return replace(asked, words=words), tuple(changed.items())


def _held(opened: Open, word: str) -> bool:
    if opened.reports.doc_freq("exact", word):
        return True
    return any(
        opened.reports.doc_freq(name, stem) for stem in stems().analyze(word) for name in ("body", "title", "abstract")
    )


def _likeliest(opened: Open, word: str) -> str | None:
    """The word of the reports that a misspelt one most likely stands for: the nearest, and of those the commonest."""
    if len(word) < 4 or len(word) > MOST_LETTERS or word.isdigit():
        return None
    if word not in opened.likely:
        if len(opened.likely) > MOST_LOOKED_UP:
            opened.likely.clear()
        opened.likely[word] = _nearest(opened, word)
    return opened.likely[word]


def _nearest(opened: Open, word: str) -> str | None:
    most = 1 if len(word) < 6 else 2
    for prefix in (word[0], ""):
        common = dict(opened.reports.terms_with_prefix("exact", prefix, limit=50_000))
        near = process.extract(word, list(common), scorer=OSA.distance, score_cutoff=most, limit=50)
        if near:
            return min(near, key=lambda one: (one[1], -common[one[0]], one[0]))[0]
    return None
