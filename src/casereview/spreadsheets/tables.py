"""Tables as CSV, and what any cell of a table may hold. `workbooks` writes the same cells as .xlsx; nothing else writes tables.

A spreadsheet takes a text that begins with =, +, -, @, tab or return for a formula, and some look for it behind leading
spaces and invisible characters as well. Such a text gets an apostrophe, which reading takes off again. A text that
already begins with apostrophes before such a beginning gets one more, so that taking one off always gives back what was.
"""

import csv
import io
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TextIO

csv.field_size_limit(sys.maxsize)  # a text may be as long as it is

FORMULA_BEGINS = frozenset("=+-@\t\r＝＋－＠")
"""The full-width ones as well: some spreadsheets take them for the narrow."""

INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Categories of characters that do not show: control, format (a byte-order mark is one), and every kind of space."""


class Row(NamedTuple):
    """A row as it was read: the line on which it starts, its cells, and what makes a cell (None: the row) unreadable."""

    line: int
    cells: list[str]
    faults: Sequence[tuple[int | None, str]] = ()


# ── What a cell may hold ────────────────────────────────────────────────────────────────────────────────────────────


def protected(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    if not text or text[0].isalnum():  # most often, and quick
        return text
    return f"'{text}" if _begins_a_formula(text.lstrip("'")) else text


def unprotected(cell: str) -> str:
    """The text that a cell holds: without the apostrophe that `protected` put on."""
    return cell[1:] if cell.startswith("'") and _begins_a_formula(cell.lstrip("'")) else cell


def plain(value: Any) -> str | int | float:
    """A value as a cell: a number as it is, everything else as protected text."""
    if isinstance(value, str):
        return protected(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return protected(str(value))


def unholdable(cells: Sequence[str]) -> list[tuple[int | None, str]]:
    """The cells with a character that no record can hold, and what to do about each."""
    if not _suspect("".join(cells)):
        return []
    return [(index, wrong) for index, cell in enumerate(cells) if (wrong := _unholdable(cell))]


def shown(text: str, most: int = 60) -> str:
    """A text in quotation marks as an error shows it: on one line, and shortened where it is long."""
    return f"“{escaped(text if len(text) <= most else f'{text[: most - 1]}…')}”"


def escaped(text: str) -> str:
    """The text without line breaks and without characters that a terminal obeys."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _begins_a_formula(text: str) -> bool:
    for character in text:
        if character in FORMULA_BEGINS:
            return True
        if unicodedata.category(character) not in INVISIBLE:
            return False
    return False


def _suspect(text: str) -> bool:
    return "\0" in text or (not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text))


def _unholdable(cell: str) -> str:
    if found := next((character for character in cell if "\ud800" <= character <= "\udfff"), ""):
        if "\udc80" <= found <= "\udcff":  # a byte carried along by `read_csv`
            return f"has the byte 0x{ord(found) - 0xDC00:02X}, which is not UTF-8; save the file again as “CSV UTF-8”"
        return "has half of a character, which cannot be kept; type the text again"
    return "has a character with the code 0, which cannot be kept; delete it" if "\0" in cell else ""


# ── CSV ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def write_csv(stream: TextIO, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table as CSV, by RFC 4180. Open the stream with `newline=""`."""
    writer = csv.writer(stream)
    writer.writerow([plain(name) for name in header])
    writer.writerows([plain(value) for value in row] for row in rows)


def csv_pieces(header: Sequence[str], rows: Iterable[Sequence[Any]], most: int = 64_000) -> Iterator[str]:
    """The same in pieces of about `most` characters, for an answer that is sent while it is being written."""
    held = io.StringIO(newline="")
    write_csv(held, header, ())
    writer = csv.writer(held)
    for row in rows:
        writer.writerow([plain(value) for value in row])
        if held.tell() > most:
            yield held.getvalue()
            held.seek(0)
            held.truncate()
    yield held.getvalue()


def read_csv(path: Path) -> Iterator[Row]:
    """The rows of a CSV file, its header first, without blank lines and with the protection taken off."""
    # Bytes that are not UTF-8 are carried along, so that each cell that has some can be named.
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield Row(line, [], [(None, _MISQUOTED)])
                continue
            if any(cells):
                yield Row(line, [unprotected(cell) for cell in cells], unholdable(cells))


_MISQUOTED = (
    "the quotation marks do not pair; put a value that holds a comma, a quotation mark or a line break between "
    "quotation marks, and write each quotation mark inside it twice"
)
