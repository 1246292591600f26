"""The index that search reads: a copy of what is public, by report and by page, which can always be made again.

It lies in the data folder. What goes into it is decided by the gate, and it is never the record: whenever the gate's
state is another than the index was made for, the difference is taken in before anything is answered.
"""

import fcntl
import hashlib
import json
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import tantivy
from django.conf import settings
from django.db import connection

from casereview.library import gate
from casereview.library.gate import Review
from casereview.library.words import as_cut, exact, paired, stems

FORM = 4
"""Raised when the fields change; an index of another form is made again."""

FACETS = ("kind", "outcome", "age_band", "method", "year", "board", "theme")

MOST_PAGES = 100_000
"""A page's number is its report's serial, times this, and its own."""

BATCH = 100
MOST_KNOWN = 2_000
HEAP = 256_000_000
THREADS = 2


def _schemas() -> tuple[tantivy.Schema, tantivy.Schema]:
    """The fields of reports and of pages. Only pages keep their text; a whole report's would be read for each hit."""
    report = tantivy.SchemaBuilder()
    report.add_unsigned_field("serial", indexed=True, fast=True)
    report.add_unsigned_field("order", fast=True)
    for name in ("title", "abstract", "points", "body"):
        report.add_text_field(name, tokenizer_name="stems", index_option="freq")
    report.add_text_field("exact", tokenizer_name="exact", index_option="basic")
    report.add_text_field("pairs", tokenizer_name="pairs", index_option="position")
    for name in FACETS:
        report.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
    page = tantivy.SchemaBuilder()
    page.add_unsigned_field("serial", indexed=True, fast=True)
    page.add_unsigned_field("number", indexed=True, fast=True)
    page.add_text_field("text", tokenizer_name="stems", index_option="position", stored=True)
    return report.build(), page.build()


REPORT, PAGE = _schemas()


@dataclass(frozen=True, slots=True)
class Open:
    """The two indexes as they were at a state of the gate, with reviews that were read at the gate in that state."""

    reports: tantivy.Searcher
    pages: tantivy.Searcher
    known: dict[str, Review] = field(default_factory=dict)
    likely: dict[str, str | None] = field(default_factory=dict)
    """Words that no report has, each with the one that it most likely stands for, as they were looked up."""

    def reviews(self, ids: Sequence[str]) -> list[Review]:
        """Reviews as the gate hands them out, in this order; those read already are not read again."""
        if len(self.known) > MOST_KNOWN:
            self.known.clear()
        if unread := [id for id in ids if id not in self.known]:
            self.known.update({review.id: review for review in gate.reviews(unread)})
        return [self.known[id] for id in ids if id in self.known]


@dataclass(frozen=True, slots=True)
class Document:
    """A report as the index takes it. `order` sorts by the day of publication, and tells reports apart."""

    serial: int
    order: int
    title: str
    abstract: str
    points: str
    pages: Sequence[str]
    facets: Mapping[str, Sequence[str]]


def serial_of(id: str) -> int:
    return int(id[1:])


def identifier(serial: int) -> str:
    return f"R{serial}"


def document(review: Review, pages: Sequence[str]) -> Document:
    """A public review as the index takes it."""
    serial = serial_of(review.id)
    said = (*review.recommendations, *review.learning)
    return Document(
        serial=serial,
        order=int((review.published_on.replace("-", "") or "0").ljust(8, "0")) * 10**8 + serial,
        title=review.title,
        abstract=review.abstract,
        points="\n".join(f"{one.text} {one.addressed_to}" for one in said),
        pages=pages,
        facets={
            "kind": [review.kind],
            "outcome": [review.outcome],
            "age_band": [review.age_band],
            "method": [review.method],
            "year": [review.year] if review.year else [],
            "board": [review.board_words],
            "theme": review.themes,
        },
    )


def numbers(searcher: tantivy.Searcher, field: str, addresses: Sequence[tantivy.DocAddress]) -> list[int]:
    """A number that each document has."""
    return [int(value or 0) for value in searcher.fast_field_values(field, list(addresses))]


class Index:
    """Two indexes in a folder, written to by one process at a time and read by any number."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._guard = threading.Lock()
        self._opened: tuple[str, Open] | None = None
        self._engines: tuple[tantivy.Index, tantivy.Index] | None = None

    def current(self) -> Open:
        """The index as the public now is; what has changed since it was made is taken in first."""
        state = gate.state()
        with self._guard:
            if self._opened is None or self._opened[0] != state:
                self._opened = (state, self._brought_to(state))
            return self._opened[1]

    def rebuild(self, tick: Callable[[int], object] = lambda _: None) -> int:
        """Make the index again from the record; answers with how many reports are in it."""
        with self._guard, self._locked():
            self._made_empty()
            state = gate.state()
            stamps = gate.stamps()
            self.take_in((document(review, pages) for review, pages in _public(list(stamps))), tick=tick)
            self._write_down(state, stamps)
            self._opened = None
            return len(stamps)

    def take_in(
        self, documents: Iterator[Document], gone: Sequence[int] = (), tick: Callable[[int], object] = lambda _: None
    ) -> None:
        """Put documents into the index, in place of those of the same serial; take out those that are gone."""
        reports, pages = self.engines()
        writers = reports.writer(HEAP // 2, THREADS), pages.writer(HEAP, THREADS)
        for writer, schema in zip(writers, (REPORT, PAGE), strict=True):
            for (
                serial
            ) in gone:  # by query: `delete_documents_by_term` takes a number for a signed one, and finds nothing
                writer.delete_documents_by_query(tantivy.Query.term_query(schema, "serial", serial))
        for one in documents:
            writers[0].add_document(_report(one))
            for number, text in enumerate(one.pages, 1):
                page = tantivy.Document()
                page.add_unsigned("serial", one.serial)
                page.add_unsigned("number", one.serial * MOST_PAGES + number)
                page.add_text("text", text)
                writers[1].add_document(page)
            tick(1)
        for writer in reversed(writers):
            writer.commit()
            writer.wait_merging_threads()

    def opened(self) -> Open:
        """The index as it was last written."""
        reports, pages = self.engines()
        reports.reload()
        pages.reload()
        return Open(reports.searcher(), pages.searcher())

    def engines(self) -> tuple[tantivy.Index, tantivy.Index]:
        if self._engines is None:
            self._engines = self._engine("reports", REPORT), self._engine("pages", PAGE)
        return self._engines

    def _engine(self, name: str, schema: tantivy.Schema) -> tantivy.Index:
        place = self.folder / name
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        engine = tantivy.Index(schema, path=str(place), reuse=True)
        engine.register_tokenizer("stems", stems())
        engine.register_tokenizer("exact", exact())
        engine.register_tokenizer("pairs", as_cut())
        engine.config_reader("manual", 1)
        return engine

    def _brought_to(self, state: str) -> Open:
        """The index at a state: as another process left it, or with the difference taken in by this one."""
        with self._locked():
            kept = self._written_down()
            if kept.get("form") != FORM:
                self._made_empty()
                kept = {"state": "", "stamps": {}}
            if kept["state"] != state:
                self._write_down(state, self._taken_in(kept["stamps"]))
        return self.opened()

    def _taken_in(self, kept: Mapping[str, str]) -> Mapping[str, str]:
        """Take in the difference from what the index was made of to what is public; answers with what that is."""
        stamps = gate.stamps()
        gone = [serial_of(id) for id in kept if stamps.get(id) != kept[id]]
        new = [id for id in stamps if stamps[id] != kept.get(id)]
        if gone or new:
            serials = [*gone, *(serial_of(id) for id in new)]
            self.take_in((document(review, pages) for review, pages in _public(new)), gone=serials)
        return stamps

    def _written_down(self) -> dict:
        try:
            found: dict = json.loads((self.folder / "state.json").read_text(encoding="utf-8"))
            return found
        except (OSError, ValueError):
            return {}

    def _write_down(self, state: str, stamps: Mapping[str, str]) -> None:
        coming = self.folder / "state.coming"
        coming.write_text(json.dumps({"form": FORM, "state": state, "stamps": stamps}), encoding="utf-8")
        coming.replace(self.folder / "state.json")

    def _made_empty(self) -> None:
        self._engines = None
        for name in ("reports", "pages"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / "state.json").unlink(missing_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Nobody else writes meanwhile, in this process or another."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _report(one: Document) -> tantivy.Document:
    """A whole report: its words by the part of it in which they stand, and as they stand, across the ends of pages."""
    body = " ".join(one.pages)
    found = tantivy.Document()
    found.add_unsigned("serial", one.serial)
    found.add_unsigned("order", one.order)
    found.add_text("title", one.title)
    found.add_text("abstract", one.abstract)
    found.add_text("points", one.points)
    found.add_text("body", body)
    for text in (one.title, one.abstract, one.points, body):
        found.add_text("exact", text)
        found.add_text("pairs", " ".join(paired(exact().analyze(text))))
    for name, values in one.facets.items():
        for value in values:
            found.add_text(name, value)
    return found


def _public(ids: Sequence[str]) -> Iterator[tuple[Review, list[str]]]:
    """Public reviews with their pages, read from the record in batches."""
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        texts = gate.texts(batch)
        for review in gate.reviews(batch):
            yield review, texts.get(review.id, [])


_indexes: dict[Path, Index] = {}


def index() -> Index:
    """The index of this database, in this data folder: an index of another database is never taken for ours."""
    database = hashlib.sha256(str(connection.settings_dict["NAME"]).encode()).hexdigest()[:12]
    place = Path(settings.HOME) / "index" / database
    return _indexes.setdefault(place, Index(place))
