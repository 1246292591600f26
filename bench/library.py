"""The repository: indexing, search with its total, facets and ten passages, and the catalogue's first page.

`make bench ARGS=library` does it at 2,000 reports; `LIBRARY_REPORTS=20000` at as many.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date

import django

from bench.measuring import table

REPORTS = int(os.environ.get("LIBRARY_REPORTS", "2000"))
FEW = 20
SHORTEST, LONGEST, A_PAGE = 15_000, 60_000, 500
ROUNDS = 3

FIELD = """
    child neglect baby mother father injury bruise visitor health school police worker family home assessment
    threshold referral review board agency information supervision curiosity optimism compliance violence alcohol
    mental partner sleep sofa infant death harm plan conference strategy meeting record practice learning
    recommendation housing probation doctor nurse""".split()  # noqa: SIM905 - as they are read
PHRASES = """rule of optimism;disguised compliance;professional curiosity;domestic abuse;voice of the child;sudden infant death;
child protection plan;information sharing;health visitor;did not attend""".replace("\n", "").split(";")
RARE = ["trampoline", "quarry", "hammock", "aquarium", "lighthouse"]
THEMES = ["neglect", "domestic-abuse", "men", "information-sharing", "supervision", "sleep"]

QUERIES: list[tuple[str, dict[str, list[str]]]] = [
    *((word, {}) for word in ("neglect", "supervision", "bruise", "sofa", "housing", "optimism")),
    *((word, {}) for word in RARE),
    *(
        (words, {})
        for words in ("bruise baby", "alcohol mother violence", "school referral threshold", "sofa sleep infant")
    ),
    *((f'"{phrase}"', {}) for phrase in PHRASES),
    *((f'"{phrase}"', {"year": ["2012"]}) for phrase in PHRASES[:4]),
    *((words, {"theme": ["neglect"]}) for words in ("baby", "curiosity")),
    ("neglekt", {}),
    ("SUDI", {}),
]
QUESTIONS: list[tuple[str, dict[str, list[str]]]] = [
    ("what did the health visitor record when the mother and her partner drank alcohol", {}),
    ("how was information about violence shared between the police and the school", {}),
]
"""Weighed twice, the second time by some forty words more; on a row of their own."""


def main() -> None:
    django.setup()
    from casereview.cli import database
    from casereview.library import gate
    from casereview.library.index import index

    database.make()
    _fill(FEW)
    few = _p95(lambda: gate.catalogue(0, 20), 60)
    began = time.perf_counter()
    _fill(REPORTS - FEW)
    filled = time.perf_counter() - began
    began = time.perf_counter()
    index().rebuild()
    indexed = time.perf_counter() - began
    many = _p95(lambda: gate.catalogue(0, 20), 60)
    ours, bare, engine = _searches(QUERIES)
    questions, _, _ = _searches(QUESTIONS)
    table(
        f"The repository of {REPORTS:,} reports",
        f"Reports of {SHORTEST:,} to {LONGEST:,} invented words. Each search gives its total, facets and ten passages. The bare "
        "query asks the same of the engine by its own parser and its own snippets, with nothing read from the record.",
        ["what", "measured"],
        [
            ["indexing", f"{REPORTS / indexed:.1f} reports a second"],
            ["putting into the record", f"{(REPORTS - FEW) / filled:.1f} reports a second"],
            ["search, p50", f"{statistics.median(ours):.1f} ms"],
            ["search, p95", f"{_at(ours, 0.95):.1f} ms"],
            ["a question of a dozen words, p95", f"{_at(questions, 0.95):.1f} ms"],
            ["bare query, p95", f"{_at(bare, 0.95):.1f} ms"],
            ["search against bare, p95", f"{_at(ours, 0.95) / _at(bare, 0.95):.2f} ×"],
            ["search against bare, median of pairs", f"{engine:.2f} ×"],
            [f"catalogue page of {FEW}, p95", f"{few:.2f} ms"],
            [f"catalogue page of {REPORTS:,}, p95", f"{many:.2f} ms"],
        ],
    )


def _searches(queries: list[tuple[str, dict[str, list[str]]]]) -> tuple[list[float], list[float], float]:
    """The times of our searches and of the bare engine's, in turn, and the median of their ratios."""
    from casereview.library.index import index
    from casereview.library.search import search

    opened = index().current()
    engines = index().engines()
    ours, bare, ratios = [], [], []
    for turn in range(ROUNDS + 1):
        for query, filters in queries:
            one = _time(lambda: search(query, filters=filters))  # noqa: B023 - called at once
            other = _time(lambda: _bare(opened, engines, query, filters))  # noqa: B023
            if turn:
                ours.append(one)
                bare.append(other)
                ratios.append(one / other)
            if turn == ROUNDS and os.environ.get("LIBRARY_SAY"):
                print(f"{one:7.2f} {other:7.2f}  {query} {filters}", file=sys.stderr)
    return ours, bare, statistics.median(ratios)


def _bare(opened, engines, query: str, filters: dict[str, list[str]]) -> object:  # type: ignore[no-untyped-def]
    """What the engine does for the same answer, asked by nothing but itself."""
    import tantivy

    from casereview.library.index import FACETS, PAGE
    from casereview.library.words import paired

    reports, pages = engines
    phrase = query.strip('"').split()
    asked = f'pairs:"{" ".join(paired(phrase))}"' if '"' in query else query
    text = asked + "".join(f' +{name}:"{value}"' for name, values in filters.items() for value in values)
    fields = ["title", "abstract", "points", "body"]
    found, _ = reports.parse_query_lenient(text, fields, conjunction_by_default=len(query.split()) < 5)
    hits = opened.reports.search(found, 10)
    opened.reports.aggregate(found, {name: {"terms": {"field": name, "size": 200}} for name in FACETS})
    on_pages, _ = pages.parse_query_lenient(query, ["text"])
    best = opened.pages.search(on_pages, 10, count=False)
    snippets = tantivy.SnippetGenerator.create(opened.pages, on_pages, PAGE, "text")
    return hits.count, [snippets.snippet_from_doc(opened.pages.doc(address)).to_html() for _, address in best.hits]


def _fill(count: int) -> None:
    """So many invented reports, put into the record as the acts would, many at a time."""
    from casereview.ledger import chain
    from casereview.library import shelf
    from casereview.library.acts import _text
    from casereview.library.models import Coding, Entry, Point, Version

    first = Entry.objects.count() + 1
    rng = random.Random(first)
    sentences = _sentences(rng)
    for start in range(first, first + count, 100):
        rows: list = []
        for serial in range(start, min(start + 100, first + count)):
            pages = list(_pages(rng, sentences))
            text = _text(pages)
            entry = Entry(id=f"R{serial}", serial=serial)
            version = Version(
                id=f"v{serial}",
                on=date(2020, 1, 1),
                entry=entry,
                version=1,
                title=f"Child {serial}: {rng.choice(PHRASES)}",
                board=f"Board {serial % 90}",
                abstract=" ".join(rng.choices(sentences, k=5)),
                published_on=f"{rng.randint(2005, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
                kind=rng.choice(["scr", "lcspr"]),
                outcome=rng.choice(["death", "serious_harm"]),
                age_band=rng.choice(["under_1", "1_to_5", "11_to_15"]),
                text=text.sha256,
                pages=len(pages),
            )
            points = [
                Point(id=f"p{serial}-{n}", version=version, kind="recommendation", place=n, text=rng.choice(sentences))
                for n in range(1, 9)
            ]
            codings = [
                Coding(id=f"c{serial}-{theme}", on=date(2020, 1, 1), entry=entry, theme=theme, applies=True)
                for theme in rng.sample(THEMES, 2)
            ]
            rows += [entry, text, version, *points, *codings]
        with chain.writing():
            chain.append(rows, act="bench", by="bench")
            shelf.keep({row.id for row in rows if isinstance(row, Entry)})


def _sentences(rng: random.Random) -> list[str]:
    """Sentences of which reports are made: common words by Zipf's law, the field's own, and phrases."""
    common = ["".join(rng.choices("abcdefghilmnoprstuvw", k=rng.randint(3, 9))) for _ in range(15_000)]
    words = ["the", "of", "and", "to", "was", *FIELD, *common]
    weights = [1 / (place + 8) for place in range(len(words))]
    found = []
    for number in range(20_000):
        told = rng.choices(words, weights, k=rng.randint(8, 22))
        if number % 12 == 0:
            told.insert(4, PHRASES[number // 12 % len(PHRASES)])
        if number % 997 == 0:
            told.insert(2, rng.choice(RARE))
        found.append(" ".join(told).capitalize() + ".")
    return found


def _pages(rng: random.Random, sentences: list[str]) -> Iterator[str]:
    for _ in range(rng.randint(SHORTEST, LONGEST) // A_PAGE):
        yield " ".join(rng.choices(sentences, k=A_PAGE // 15))


def _time(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1_000


def _p95(act: Callable[[], object], times: int) -> float:
    return _at([_time(act) for _ in range(times)], 0.95)


def _at(times: list[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


if __name__ == "__main__":
    main()
