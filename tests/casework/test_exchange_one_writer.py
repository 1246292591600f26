"""One writer for all tables, and so one place that keeps a formula from going out. docs/threat-model.md, T22."""

import ast
import csv
import io
from datetime import date
from pathlib import Path

import casereview
from casereview.spreadsheets.tables import write_csv

SOURCE = Path(casereview.__file__).parent
READ_LISTS_OF_THEIR_OWN = {
    "guidance/holidays.py",
    "people/england.py",
    "documents/identifying/names.py",
    "documents/readers/grids.py",
    "library/judged.py",
}
"""They read a list that is kept beside them, or one that somebody else wrote in another form, and write none."""


def importers(library: str) -> set[str]:
    """The modules that import a library."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.partition(".")[0] == library for name in names):
                found.add(path.relative_to(SOURCE).as_posix())
    return found


def test_openpyxl_is_imported_by_one_module():
    assert importers("openpyxl") == {"spreadsheets/workbooks.py"}


def test_csv_is_imported_by_one_module_and_by_those_that_read_a_list_of_their_own():
    assert importers("csv") - READ_LISTS_OF_THEIR_OWN == {"spreadsheets/tables.py"}


def test_those_that_read_a_list_of_their_own_write_none():
    for path in READ_LISTS_OF_THEIR_OWN:
        text = (SOURCE / path).read_text(encoding="utf-8")
        assert "csv.writer" not in text
        assert "csv.DictWriter" not in text


def test_the_writer_types_values_and_protects_texts():
    stream = io.StringIO(newline="")
    write_csv(stream, ["figure", "=name"], [[-5, "=1+1"], [0.5, None], [True, date(2015, 6, 30)]])
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == [
        ["figure", "'=name"],
        ["-5", "'=1+1"],
        ["0.5", ""],
        ["yes", "2015-06-30"],
    ]
