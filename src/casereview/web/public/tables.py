"""The whole catalogue as CSV and as JSON Lines, and the dictionary of what its columns mean.

The columns are said once, here: both files, the API's answer and the page that explains them are made from them.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from casereview.spreadsheets.tables import csv_pieces
from casereview.web.public.records import Point, Record


class Column(NamedTuple):
    name: str
    meaning: str
    holds: str
    """What kind of value: text, a day, a number, a list of texts …"""
    of: Callable[[Record], Any]


COLUMNS = (
    Column("id", "The entry’s permanent identifier. It is never given to another.", "text", lambda r: r.id),
    Column("address", "Where the entry is read. The address stays.", "address", lambda r: r.address),
    Column("title", "The report’s title.", "text", lambda r: r.title),
    Column("board", "Who published it, or that the board is not named.", "text", lambda r: r.board),
    Column("anonymous", "Whether it was published without the board’s name.", "yes or no", lambda r: r.anonymous),
    Column("author", "Who wrote it, where that is said.", "text", lambda r: r.author),
    Column(
        "published",
        "The day of publication as far as it is known: 2015, 2015-03 or 2015-03-04.",
        "day, month or year",
        lambda r: r.published,
    ),
    Column("kind", "The kind of review.", "text, from a list", lambda r: r.kind),
    Column("outcome", "Whether a child died or was seriously harmed.", "text, from a list", lambda r: r.outcome),
    Column("age_band", "How old the child was.", "text, from a list", lambda r: r.age_band),
    Column("method", "How the review was done.", "text, from a list", lambda r: r.method),
    Column("abstract", "What the report is about.", "text", lambda r: r.abstract),
    Column(
        "themes",
        "The themes that a person gave it, by the labels of the vocabulary.",
        "list of texts",
        lambda r: [theme.label for theme in r.themes],
    ),
    Column("learning_points", "Its learning points.", "list of points", lambda r: [_point(p) for p in r.learning]),
    Column(
        "recommendations",
        "Its recommendations.",
        "list of points",
        lambda r: [_point(p) for p in r.recommendations],
    ),
    Column("pages", "How many pages the report has; 0 where only the entry is held.", "number", lambda r: r.pages),
    Column("file", "The address of the report’s file.", "address", lambda r: r.file),
    Column("media_type", "What kind of file that is.", "text", lambda r: r.media_type),
    Column("licence", "On what terms the report may be used again.", "text, from a list", lambda r: r.licence),
    Column("version", "Which version of the entry this is, counted from 1.", "number", lambda r: r.version),
    Column("updated", "When this version became public.", "moment, UTC", lambda r: r.updated.isoformat()),
)

POINT = {
    "number": "Its number in the entry. It stays.",
    "address": "Where it is read.",
    "text": "Its words.",
    "addressed_to": "To whom it is addressed, where that is said.",
    "page": "The page that it stands on, where that is known.",
}
"""What a list of points says of each."""


def _point(point: Point) -> dict[str, Any]:
    return {name: getattr(point, name) for name in POINT}


def row(record: Record) -> dict[str, Any]:
    """All that is published of a record, by the names of the columns."""
    return {column.name: column.of(record) for column in COLUMNS}


def as_json_lines(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield json.dumps(row(record), ensure_ascii=False) + "\n"


def as_csv(records: Iterable[Record]) -> Iterator[str]:
    """Comma-separated, with a heading; lists are joined by “ | ”. No cell begins as a formula would."""
    return csv_pieces([column.name for column in COLUMNS], (list(map(_cell, row(one).values())) for one in records))


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return " | ".join(one["text"] if isinstance(one, dict) else one for one in value)
    return value
