"""Agencies' chronologies: taken out of the tables that they send, merged, drawn, and handed over as a Word document.

Columns are known by what they are called, as Chronolator and boards' own forms call them. A day is kept as it was written.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from casereview.casework.files import Opened
from casereview.documents import grids
from casereview.documents.readers.refusing import Unreadable
from casereview.rules import chronology

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "said": ("date", "day", "date of event", "date of contact", "when", "event date"),
    "time": ("time", "time of event", "time of contact"),
    "event": ("event", "significant event", "what happened", "contact", "details", "description", "event details"),
    "source": ("source", "source of information", "record", "source of evidence", "document"),
    "comment": ("comment", "comments", "analysis", "response", "outcome", "action", "professional involved"),
    "agency": ("agency", "organisation"),
}
"""By field, what its column may be called."""

LAST_SERIAL = 60_000


def entries(document: bytes) -> list[tuple[str, dict[str, Any]]]:
    """The entries of a file, each with the agency that its row names, if it does. Raises `Unreadable` where there are none."""
    found = [one for table in grids.read(document) for one in of_rows(table)]
    if not found:
        known = "a column called Date and one called Event"
        raise Unreadable(f"has no table with {known}; name the columns so in its first row")
    return found


def of_rows(table: Sequence[Sequence[str]]) -> list[tuple[str, dict[str, Any]]]:
    """The entries of a table, of which the first row names the columns."""
    places = _places(table[0]) if table else {}
    if not {"said", "event"} <= places.keys():
        return []
    return [one for row in table[1:] if (one := _entry(row, places))]


def _places(header: Sequence[str]) -> dict[str, int]:
    names = [" ".join(cell.lower().replace("/", " ").split()) for cell in header]
    found: dict[str, int] = {}
    for field, known in COLUMNS.items():
        place = next((names.index(name) for name in known if name in names), None)
        if place is not None:
            found[field] = place
    return found


def _entry(row: Sequence[str], places: Mapping[str, int]) -> tuple[str, dict[str, Any]] | None:
    cell = {field: row[place].strip() if place < len(row) else "" for field, place in places.items()}
    if not cell["event"]:
        return None
    said = _serial(cell["said"])
    when = chronology.when(said)
    return cell.get("agency", ""), {
        "said": when.said,
        "first": when.first,
        "last": when.last,
        "certain": when.certain,
        "time": chronology.time_of(cell.get("time", "") or said),
        "event": cell["event"],
        "source": cell.get("source", ""),
        "comment": cell.get("comment", ""),
    }


def _serial(said: str) -> str:
    """A day that a workbook keeps as a number, as it is shown there."""
    number = said.removesuffix(".0")
    if number.isdigit() and 15_000 < int(number) < LAST_SERIAL:
        return f"{date(1899, 12, 30) + timedelta(days=int(number)):%d/%m/%Y}"
    return said


# ── The picture ─────────────────────────────────────────────────────────────────────────────────────────────────────

WIDTH, ROW, LEFT, TOP = 960, 34, 190, 34


def picture(file: Opened) -> dict[str, Any] | None:
    """Where to draw what: a line for each agency, a mark for each entry, as wide as its day is unsure; None with no days."""
    dated: list[Any] = [one for one in chronology.merged(file.chronology_entries) if one.first and one.last]
    if not dated:
        return None
    agencies = list(dict.fromkeys(one.agency for one in dated))
    begins, ends = min(one.first for one in dated), max(one.last for one in dated)
    days = max(1, (ends - begins).days)

    def across(on: date) -> float:
        return round(LEFT + (WIDTH - LEFT - 20) * (on - begins).days / days, 1)

    marks = [
        {
            "x": across(one.first),
            "width": max(6.0, round(across(one.last) - across(one.first), 1)),
            "y": TOP + ROW * agencies.index(one.agency),
            "unsure": not one.certain,
        }
        for one in dated
    ]
    years = [{"x": across(max(begins, date(year, 1, 1))), "year": year} for year in range(begins.year, ends.year + 1)]
    height = TOP + ROW * len(agencies) + 10
    lines = [{"y": TOP + ROW * place, "agency": agency[:28]} for place, agency in enumerate(agencies)]
    return {"width": WIDTH, "height": height, "left": LEFT, "marks": marks, "years": years, "lines": lines}


# ── The Word document ───────────────────────────────────────────────────────────────────────────────────────────────


def as_word(file: Opened) -> bytes:
    """The merged chronology as a table in a Word document."""
    from docx import Document

    made = Document()
    made.core_properties.author = ""
    made.add_heading(f"Chronology, case {file.reference}", level=1)
    entries: list[Any] = chronology.merged(file.chronology_entries)
    same = chronology.same_as(file.chronology_entries, file.entry_matches)
    table = made.add_table(rows=1, cols=5, style="Table Grid")
    for cell, name in zip(table.rows[0].cells, ("Date", "Time", "Agency", "Event", "Source and comment"), strict=True):
        cell.text = name
    for one in entries:
        others = "; ".join(sorted({f"also told by {other.agency}" for other in same.get(one.id, ())}))
        said = " ".join(part for part in (one.source, one.comment, others) if part)
        shown = one.said if one.certain or not one.first else f"{one.said} (not certain)"
        for cell, text in zip(table.add_row().cells, (shown, one.time, one.agency, one.event, said), strict=True):
            cell.text = _holdable(text)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _holdable(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(letter for letter in text if letter in "\t\n" or letter >= " ")
