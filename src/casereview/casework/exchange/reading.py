"""Reading an exchange: the rows of a folder of CSV files or of a workbook, not yet written, and what is wrong in their cells.

A row with a fault is kept with what could be read of it, so that what names it is not at fault as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casereview.casework.exchange import documents
from casereview.casework.exchange.cells import Wrong, nearest
from casereview.casework.exchange.faults import Fault
from casereview.casework.exchange.format import FILES, Column, File
from casereview.casework.exchange.progress import Tick
from casereview.spreadsheets import tables, workbooks
from casereview.spreadsheets.tables import Row, shown


@dataclass(slots=True)
class Entry:
    """A row that is to be imported: where it stands, the row not yet written, and the columns that are at fault in it."""

    line: int
    row: Any
    key: str
    faulty: frozenset[str] = frozenset()


@dataclass(slots=True)
class Table:
    """A file as it was read. It is `whole` unless some row of it, and so what names that row, could not be read at all."""

    file: File
    shown: str
    entries: list[Entry] = field(default_factory=list)
    whole: bool = True


@dataclass(slots=True)
class Reading:
    """Everything that was read, by the names of the files in the order of writing, and every fault found so far."""

    tables: dict[str, Table]
    faults: list[Fault]


def read(path: Path, tick: Tick = lambda _: None) -> Reading:
    """Read a folder or a workbook. `tick` is told of each file that is done; there are `len(FILES)` at most."""
    reading = Reading({name: Table(file, name) for name, file in FILES.items()}, [])
    if path.is_dir():
        _read_folder(path, reading, tick)
    elif path.suffix.lower() == ".xlsx":
        _read_workbook(path, reading, tick)
    else:
        wrong = "is neither a folder of .csv files nor an .xlsx workbook; give the folder that holds the files"
        reading.faults.append(Fault(path.name, 1, "file", wrong))
    return reading


def _read_folder(path: Path, reading: Reading, tick: Tick) -> None:
    known = [f"{name}.csv" for name in FILES]
    for found in sorted(path.iterdir()):
        if found.name.startswith("."):  # the computer's own, such as .DS_Store
            continue
        if found.name == documents.FOLDER and found.is_dir():
            reading.faults += documents.faults(path)
            continue
        if found.name not in known or not found.is_file():
            reading.faults.append(Fault(found.name, 1, "file", _unknown("file", found.name, known)))
            continue
        _read_table(reading.tables[found.stem], found.name, tables.read_csv(found), reading.faults, ragged=False)
        tick(1)


def _read_workbook(path: Path, reading: Reading, tick: Tick) -> None:
    try:
        for name, rows in workbooks.read_workbook(path):
            if name not in FILES:
                reading.faults.append(Fault(name, 1, "file", _unknown("sheet", name, list(FILES))))
                continue
            _read_table(reading.tables[name], name, iter(rows), reading.faults, ragged=True)
            tick(1)
    except workbooks.NotAWorkbook as wrong:
        reading.faults.append(Fault(path.name, 1, "file", str(wrong)))


def _read_table(table: Table, name: str, rows: Iterator[Row], faults: list[Fault], *, ragged: bool) -> None:
    """Read the header and the rows of a table. Those of a `ragged` one lack the empty cells at their ends."""
    table.shown = name
    if (header := next(rows, None)) is None:
        return
    found = list(_header_faults(table, header))
    faults += found
    table.whole = not header.faults and set(table.file.keys) <= set(header.cells)
    if header.faults:
        return
    places: list[Column | None] = [None] * len(header.cells)
    for place, title in enumerate(header.cells):
        if title in table.file.by_name and title not in header.cells[:place]:
            places[place] = table.file.by_name[title]
    read = _Rows(table, places, faults, ragged)
    for row in rows:
        read(row)


def _header_faults(table: Table, header: Row) -> Iterator[Fault]:
    if header.faults:
        yield Fault(table.shown, header.line, "header", header.faults[0][1])
        return
    names = list(table.file.by_name)
    for place, title in enumerate(header.cells):
        if title in header.cells[:place]:
            yield Fault(table.shown, header.line, title, "is the name of two columns; keep one of them")
        elif title not in names:
            yield Fault(table.shown, header.line, title or "header", _unknown("column", title, names))
    for column in table.file.columns:
        if column.needed and column.name not in header.cells:
            wrong = f"is missing from the header, and every row needs it; add a column for it: {_asked(column)}"
            yield Fault(table.shown, header.line, column.name, wrong)


class _Rows:
    """Reads the rows of one table into entries, by the columns of its header."""

    def __init__(self, table: Table, places: Sequence[Column | None], faults: list[Fault], ragged: bool) -> None:
        self.table, self.faults, self.ragged = table, faults, ragged
        self.width = len(places)
        self.places = [(place, column) for place, column in enumerate(places) if column]
        self.titles = {place: column.name for place, column in self.places}
        self.keys = [place for place, column in self.places if column.name in table.file.keys]
        self.missing = frozenset(c.name for c in table.file.columns if c.needed).difference(self.titles.values())
        self.empties = {column.field: column.empty for column in table.file.columns}

    def __call__(self, row: Row) -> None:
        found = [(self.titles.get(place, "row") if place is not None else "row", wrong) for place, wrong in row.faults]
        if row.cells:
            found = self._read(row, found)
        else:
            self.table.whole = False
        self.faults += [Fault(self.table.shown, row.line, column, wrong) for column, wrong in found]

    def _misaligned(self, cells: int) -> str:
        if cells == self.width or (self.ragged and cells < self.width):
            return ""
        if cells < self.width:
            right = "write a comma for each empty cell"
        elif self.ragged:
            right = "clear the cells beyond the header, or give their column a name"
        else:
            right = "put a value that holds a comma between quotation marks"
        return f"has {cells} cell{'s' * (cells != 1)}, and the header {self.width}; {right}"

    def _read(self, row: Row, unreadable: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Add an entry for the row; returns all that is wrong in it, but nothing of cells that are out of their places."""
        cells, width = row.cells, len(row.cells)
        found = unreadable.copy()
        unread = {column for column, _ in found}
        values = self.empties.copy()
        for place, column in self.places:
            if text := cells[place] if place < width else "":
                if unread and column.name in unread:
                    continue
                try:
                    values[column.field] = column.read(text)
                except Wrong as wrong:
                    found.append((column.name, str(wrong)))
            elif column.needed:
                found.append((column.name, f"is empty; write {_asked(column)}"))
        misaligned = self._misaligned(width)
        faulty = frozenset(self.titles.values() if misaligned else (column for column, _ in found)) | self.missing
        self._add(row, values, faulty)
        return [("row", misaligned)] if misaligned else found

    def _add(self, row: Row, values: dict[str, Any], faulty: frozenset[str]) -> None:
        file = self.table.file
        made = file.row(values)
        key = file.key_of(made)
        if faulty.intersection(file.keys):  # others name the row as it is written, right or wrong
            key = "/".join(row.cells[place] for place in self.keys if place < len(row.cells))
        self.table.entries.append(Entry(row.line, made, key, faulty))


def _unknown(what: str, name: str, known: Sequence[str]) -> str:
    near = nearest(name, known) or f"; there are: {', '.join(known)}"
    return f"there is no {what} {shown(name)} in the exchange{near}"


def _asked(column: Column) -> str:
    """What a column asks for, as an error says it."""
    if column.codes == ("yes", "no"):
        return "yes or no"
    if column.codes:
        return f"one of {', '.join(column.codes)}"
    first = column.meaning.partition(".")[0]
    return first[0].lower() + first[1:]
