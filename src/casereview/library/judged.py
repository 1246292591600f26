"""How well the ranking that serves the site does on public test collections, in BEIR's form."""

import csv
import json
import math
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casereview.library import ranking
from casereview.library.index import Document, Index, Open
from casereview.library.words import read

FIRST, REACH = 10, 100


class NotACollection(ValueError):
    """A folder that is no test collection; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What a ranking scored over the queries that were judged."""

    documents: int
    queries: int
    ndcg: float
    recall: float


def score(folder: Path) -> Scores:
    """Rank a collection's documents for each of its queries, and score that by its judgements.

    A document is taken as a report of one page. Its words count where some of them are there, as they do for a question.
    """
    queries, judged = _queries(folder), _judgements(folder)
    with tempfile.TemporaryDirectory() as place:
        index = Index(Path(place))
        names: list[str] = []
        index.take_in(_documents(folder, names))
        opened = index.opened()
        scored = [
            _scored([names[serial - 1] for serial in ranks(opened, text)], judged[query])
            for query, text in queries.items()
            if judged.get(query)
        ]
    if not scored:
        raise NotACollection("None of the queries has a judgement.")
    ndcg, recall = (sum(values) / len(scored) for values in zip(*scored, strict=True))
    return Scores(len(names), len(scored), ndcg, recall)


def ranks(opened: Open, query: str) -> list[int]:
    """The documents that answer a query, the best first."""
    asked = read(query)
    found = ranking.reports(asked, filters={}, some=True)
    return [one.serial for one in ranking.ranked(opened, asked, found)[1]]


def _scored(ranked: Sequence[str], judged: Mapping[str, int]) -> tuple[float, float]:
    """nDCG of the first ten, and how many of what was judged to answer are among the first hundred."""
    gain = sum(judged.get(name, 0) / math.log2(place + 2) for place, name in enumerate(ranked[:FIRST]))
    ideal = sorted(judged.values(), reverse=True)[:FIRST]
    best = sum(value / math.log2(place + 2) for place, value in enumerate(ideal))
    return gain / best, len(set(ranked[:REACH]) & set(judged)) / len(judged)


def _documents(folder: Path, names: list[str]) -> Iterator[Document]:
    """The collection's documents, numbered; `names` is given their names in order."""
    for one in _lines(folder / "corpus.jsonl"):
        names.append(str(one["_id"]))
        title = str(one.get("title", ""))
        yield Document(len(names), len(names), title, "", "", (str(one.get("text", "")),), {})


def _queries(folder: Path) -> dict[str, str]:
    return {str(one["_id"]): str(one["text"]) for one in _lines(folder / "queries.jsonl")}


def _judgements(folder: Path) -> dict[str, dict[str, int]]:
    """For each query the documents that answer it, each by how well. Those that do not (0, or less) are left out."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    place = next((p for p in (folder / "qrels.tsv", folder / "qrels" / "test.tsv") if p.exists()), None)
    if place is None:
        raise NotACollection(f"There is no qrels.tsv in {folder}.")
    with place.open(encoding="utf-8", newline="") as file:
        for query, document, how_well in list(csv.reader(file, delimiter="\t"))[1:]:
            if int(how_well) > 0:
                found[query][document] = int(how_well)
    return found


def _lines(place: Path) -> Iterator[dict[str, object]]:
    if not place.exists():
        raise NotACollection(f"There is no {place.name} in {place.parent}.")
    with place.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
