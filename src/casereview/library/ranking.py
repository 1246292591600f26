"""In what order reports answer a query: BM25 over whole reports and over their pages, and how near the words stand.

First the engine finds the reports, and the pages that have most of the words; both take it a moment however many there
are. Only those are then weighed by all that makes an answer good. A question in several words is weighed again with the
words of the pages that answer it best (RM3). No number here was fitted to a collection; docs/adr/0006 says what each brings.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tantivy import DocAddress, Occur, Query, Schema, Searcher

from casereview.library import synonyms
from casereview.library.index import FACETS, MOST_PAGES, PAGE, REPORT, Open, numbers
from casereview.library.words import Asked, paired, stems

FIELDS = {"body": 1.0, "title": 1.0, "abstract": 0.7, "points": 0.5}
"""What a word weighs by the part of the report in which it stands."""

PAIRS, APART = 0.3, 1
"""What two neighbouring words weigh that stand as near each other on a page (sequential dependence)."""

WITHIN = 8_000
"""On how many pages it is looked whether words stand together. Of words that are on more, that says little and takes long."""

SYNONYM = 0.7
"""What another word for the same thing weighs."""

A_QUESTION = 5
"""A query of as many words that say something is a question, and is weighed again with the words of its best pages."""

FEEDBACK_PAGES, FEEDBACK_WORDS, FEEDBACK = 5, 40, 0.6

WINDOW = 300
"""How many of the best reports are weighed by their pages as well. Those after them stay in the order of whole reports."""

PAGES = 300
PAGES_OF_ONE = 8
"""How many pages of a report are looked at for the best of them, when some are looked for at once."""

RECOMMENDED = 1_000.0

Clause = tuple[Occur, Query]
Weights = Mapping[str, float]


class Place(NamedTuple):
    """A page, by its number and by where the index has it."""

    page: int
    address: DocAddress


class Ranked(NamedTuple):
    """A report that answers, with the page that answers best, where that is known."""

    serial: int
    score: float
    place: Place | None


Hits = Sequence[tuple[float, DocAddress]]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What is weighed: reports, with their order by day, and pages, each with what it scored so far."""

    reports: Mapping[int, float]
    orders: Mapping[int, int]
    pages: Hits


def reports(
    asked: Asked, *, filters: Mapping[str, Collection[str]], some: bool = False, recommended: bool = False
) -> Query:
    """The query by which reports are found and counted. All of the words must be there, or some of them."""
    clauses: list[Clause] = []
    groups = _groups(asked.words)
    for words, others in groups:
        clauses.append((Occur.Should if some and len(groups) > 1 else Occur.Must, _in_report(words, others)))
    if some and len(groups) > 1:
        clauses = [(Occur.Must, Query.boolean_query(clauses))]
    clauses += [(Occur.Must, _stands(phrase)) for phrase in asked.phrases]
    if not clauses:
        clauses.append((Occur.Must, Query.all_query()))
    if recommended and (wanted := [_term(REPORT, "points", stem) for words, _ in groups for stem in _stems(words)]):
        in_points = Query.boolean_query([(Occur.Must, one) for one in wanted])
        clauses.append((Occur.Should, Query.const_score_query(in_points, RECOMMENDED)))
    clauses += [(Occur.MustNot, _stands(phrase)) for phrase in asked.without]
    for name, values in filters.items():
        if name in FACETS and values:
            chosen = [(Occur.Should, _term(REPORT, name, value)) for value in values]
            clauses.append((Occur.Must, Query.const_score_query(Query.boolean_query(chosen), 0.0)))
    return Query.boolean_query(clauses)


def ranked(opened: Open, asked: Asked, query: Query, *, narrowed: bool = False) -> tuple[int, list[Ranked]]:
    """How many reports a query finds, and the best of them in order.

    `narrowed` says that reports were left out for more than having none of the words.
    """
    result = opened.reports.search(query, WINDOW)
    addresses = [address for _, address in result.hits]
    serials = numbers(opened.reports, "serial", addresses)
    candidates = Candidates(
        reports={serial: score for serial, (score, _) in zip(serials, result.hits, strict=True)},
        orders=dict(zip(serials, numbers(opened.reports, "order", addresses), strict=True)),
        pages=_pages(opened, asked, serials if narrowed else ()),
    )
    weights = Counter(_stems(asked.words))
    found = _weighed(opened, asked, candidates, weights)
    if len(weights) >= A_QUESTION and found:
        more = _fed_back(opened.pages, weights, found[:FEEDBACK_PAGES])
        found = _weighed(opened, asked, _weighed_anew(opened, candidates, more), more)
    return int(result.count), found  # type: ignore[attr-defined]  # its stubs have forgotten it


def places_of(opened: Open, asked: Asked, serials: Sequence[int]) -> dict[int, Place]:
    """The page of each of some reports that answers best; nothing of one no page of which has any of the words."""
    if not serials:
        return {}
    within = Query.const_score_query(Query.term_set_query(PAGE, "serial", list(serials)), 0.0)
    whole = [
        (Occur.Should, Query.boost_query(_together(one), 10.0)) for phrase in asked.phrases if (one := _placed(phrase))
    ]
    query = Query.boolean_query([(Occur.Must, within), *_boosted(_words(asked)), *whole])
    most = PAGES_OF_ONE * len(serials)
    hits = [hit for hit in opened.pages.search(query, most, count=False).hits if hit[0] > 0]
    if len(hits) < most or len(serials) == 1:
        return {serial: place for serial, (_, place) in _best(opened, hits).items()}
    # those of the last score may not be all there are of it; and a report may have none among so many
    sure = [hit for hit in hits if hit[0] > hits[-1][0]]
    found = {serial: place for serial, (_, place) in _best(opened, sure).items()}
    for serial in serials:
        if serial not in found:
            found |= places_of(opened, asked, [serial])
    return found


# ── Finding pages, and weighing them ────────────────────────────────────────────────────────────────────────────────


def _pages(opened: Open, asked: Asked, only: Collection[int]) -> Hits:
    """The pages that have most of the words, or of other words for the same."""
    weights = _words(asked)
    if not weights:
        return []
    query = Query.boolean_query(_boosted(weights))
    if only:
        within = Query.const_score_query(Query.term_set_query(PAGE, "serial", list(only)), 0.0)
        query = Query.boolean_query([(Occur.Must, query), (Occur.Must, within)])
    return opened.pages.search(query, PAGES, count=False).hits


def _weighed(opened: Open, asked: Asked, candidates: Candidates, weights: Weights) -> list[Ranked]:
    """The reports in order, each by what the whole scored and by its best page."""
    hits = _by_all(opened, asked, candidates.pages, weights)
    best = _best(opened, hits)
    least = min((score for score, _ in hits), default=0.0) if len(hits) == PAGES else 0.0
    none = (least, None)
    orders = candidates.orders
    found = [
        (-round(score + on_page, 4), -orders[serial], serial, place)
        for serial, score in candidates.reports.items()
        for on_page, place in (best.get(serial, none),)
    ]
    found.sort()  # no two reports have one order
    return [Ranked(serial, -score, place) for score, _, serial, place in found]


def _best(opened: Open, hits: Hits) -> dict[int, tuple[float, Place]]:
    """By report, its page that answers best, with what that scored; of pages that answer alike the first."""
    on = numbers(opened.pages, "number", [address for _, address in hits])
    best: dict[int, tuple[float, Place]] = {}
    for number, (score, address) in sorted(zip(on, hits, strict=True), key=lambda one: (-one[1][0], one[0])):
        serial = number // MOST_PAGES
        if serial not in best:
            best[serial] = score, Place(number % MOST_PAGES, address)
    return best


def _by_all(opened: Open, asked: Asked, pages: Hits, weights: Weights) -> Hits:
    """The same pages, each by all that makes it a good answer; as they are where the words were all that there is to it."""
    near = _near(opened, asked, weights)
    if not pages or (not near and len(weights) <= len(asked.words)):
        return pages
    these = Query.term_set_query(PAGE, "number", numbers(opened.pages, "number", [address for _, address in pages]))
    clauses = [(Occur.Must, Query.const_score_query(these, 0.0)), *_boosted(weights), *near]
    return opened.pages.search(Query.boolean_query(clauses), len(pages), count=False).hits


def _near(opened: Open, asked: Asked, weights: Weights) -> list[Clause]:
    """What makes a page a good answer besides the words: that they stand together, or other words for the same do."""
    said = _stems(asked.words)
    heaviest = sum(weights.get(stem, 0) for stem in set(said)) / (len(set(said)) or 1)
    near: list[tuple[Placed, float, int]] = [
        (((0, one), (1, other)), PAIRS * heaviest, APART)
        for one, other in dict.fromkeys(pairwise(said))
        if one != other
    ]
    near += [(_placed(other), SYNONYM * (heaviest or 1), 0) for _, others in _groups(asked.words) for other in others]
    rarest = sorted((_rarest(opened.pages, placed), weight, placed, apart) for placed, weight, apart in near if placed)
    left, clauses = WITHIN, []
    for pages, weight, placed, apart in rarest:
        left -= pages
        if left >= 0 and pages:
            clauses.append((Occur.Should, Query.boost_query(_together(placed, apart), weight)))
    return clauses


def _weighed_anew(opened: Open, candidates: Candidates, weights: Weights) -> Candidates:
    """The same reports, each by what it scores with other weights."""
    serials = list(candidates.reports)
    these = Query.const_score_query(Query.term_set_query(REPORT, "serial", serials), 0.0)
    wanted = [(Occur.Should, Query.boost_query(anywhere(stem), weight)) for stem, weight in weights.items()]
    hits = opened.reports.search(Query.boolean_query([(Occur.Must, these), *wanted]), len(serials), count=False).hits
    on = numbers(opened.reports, "serial", [address for _, address in hits])
    scores = {serial: score for serial, (score, _) in zip(on, hits, strict=True)}
    return Candidates(scores, candidates.orders, candidates.pages)


def _fed_back(pages: Searcher, weights: Weights, best: Sequence[Ranked]) -> dict[str, float]:
    """The words of a query with those of the pages that answer it best, each by how much it says (RM3)."""
    said: dict[str, float] = defaultdict(float)
    for one in best:
        if one.place:
            words = stems().analyze(str(pages.doc(one.place.address).get_first("text")))
            for word, times in Counter(words).items():
                said[word] += one.score * times / len(words)
    likely = sorted(said, key=lambda word: (-said[word], word))[: 4 * FEEDBACK_WORDS]
    rare = {word: said[word] * rarity(pages, "text", word) for word in likely if len(word) > 1}
    chosen = sorted(rare, key=lambda word: (-rare[word], word))[:FEEDBACK_WORDS]
    total, asked = sum(rare[word] for word in chosen) or 1.0, sum(weights.values())
    # the query's own words keep their weight, so that pairs weigh as they did
    mixed = dict(weights)
    for word in chosen:
        mixed[word] = mixed.get(word, 0.0) + FEEDBACK / (1 - FEEDBACK) * asked * rare[word] / total
    return mixed


def rarity(searcher: Searcher, field: str, word: str) -> float:
    """How much a word says: the more, the fewer have it."""
    held = min(searcher.doc_freq(field, word), searcher.num_docs)
    return math.log(1 + (searcher.num_docs - held + 0.5) / (held + 0.5))


# ── Parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _groups(words: tuple[str, ...]) -> list[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """The words of a query, each with the other words for it; without those that say nothing, unless there are no others."""
    groups = synonyms.grouped(words)
    return [group for group in groups if _stems(group[0]) or group[1]] or groups


def _stems(words: Iterable[str]) -> list[str]:
    return list(stems().analyze(" ".join(words)))


def _in_report(words: tuple[str, ...], others: list[tuple[str, ...]]) -> Query:
    """That a report has these words, or another word for the same."""
    wanted = _stems(words)
    each = [anywhere(stem) for stem in wanted] or [_stands((word,)) for word in words]
    whole = each[0] if len(each) == 1 else Query.boolean_query([(Occur.Must, one) for one in each])
    if not others:
        return whole
    same = [(Occur.Should, Query.boost_query(_stands(other), SYNONYM)) for other in others]
    return Query.boolean_query([(Occur.Should, whole), *same])


def anywhere(stem: str) -> Query:
    """That a report has a word, in whatever part of it."""
    return Query.boolean_query(
        [(Occur.Should, Query.boost_query(_term(REPORT, name, stem), weight)) for name, weight in FIELDS.items()]
    )


def _stands(phrase: tuple[str, ...]) -> Query:
    """That a report has a phrase as it stands."""
    if len(phrase) == 1:
        return _term(REPORT, "exact", phrase[0])
    pairs = paired(phrase)
    if len(pairs) == 1:
        return _term(REPORT, "pairs", pairs[0])
    last = len(pairs) - 1
    every_word_once: list[str | tuple[int, str]] = [(at, pairs[at]) for at in sorted({*range(0, last, 2), last})]
    return Query.phrase_query(REPORT, "pairs", every_word_once)


Placed = tuple[tuple[int, str], ...]
"""Stems, each with its place in a phrase; words that say nothing leave their places free."""


def _placed(phrase: tuple[str, ...]) -> Placed:
    found = [(place, stem) for place, word in enumerate(phrase) for stem in _stems([word])[:1]]
    return tuple((place - found[0][0], stem) for place, stem in found)


def _together(placed: Placed, apart: int = 0) -> Query:
    """That a page has stems in their places."""
    if len(placed) == 1:
        return _term(PAGE, "text", placed[0][1])
    return Query.phrase_query(PAGE, "text", list(placed), slop=apart)


def _rarest(pages: Searcher, placed: Placed) -> int:
    """On how many pages the rarest of some stems is: on so many it must be looked whether they stand together."""
    return min(pages.doc_freq("text", stem) for _, stem in placed)


def _words(asked: Asked) -> dict[str, float]:
    """The stems of a query by weight, with those of other words for the same."""
    weights: dict[str, float] = dict(Counter(_stems(asked.words)))
    for _, others in _groups(asked.words):
        for other in others:
            for stem in (found := _stems(other)):
                weights.setdefault(stem, SYNONYM / len(found))
    return weights


def _boosted(weights: Weights) -> list[Clause]:
    return [
        (Occur.Should, Query.boost_query(_term(PAGE, "text", stem), float(weight))) for stem, weight in weights.items()
    ]


def _term(schema: Schema, field: str, value: str) -> Query:
    return Query.term_query(schema, field, value)


def _number(schema: Schema, field: str, value: int) -> Query:
    return Query.term_query(schema, field, value)
