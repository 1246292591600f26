"""Tables as the sheets of an .xlsx workbook, cell for cell as `tables` has them. Nothing else uses openpyxl."""

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from casereview.spreadsheets.tables import Row, plain, unholdable, unprotected

LONGEST = 32_767
"""The most characters that a cell of a workbook holds; a longer text would be cut without a word."""

LAST_ROW = 1_048_576
LARGEST = 1_000_000_000
"""The most bytes that a workbook may unpack to: ten times that of the national record, and less than a machine has."""


class TooLong(ValueError):
    """A text that no cell of a workbook holds."""

    def __init__(self, text: str) -> None:
        super().__init__(f"a text of {len(text):,} characters, where a cell of a workbook holds {LONGEST:,}")


class NotAWorkbook(ValueError):
    """A file that cannot be read as a workbook; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """How a column is filled in: what it means, and the only values that it takes, if it takes only some."""

    meaning: str
    kind: type = str
    codes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be written. Prompts, one for each column, make it a form to be filled in."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Any]] = ()
    prompts: Sequence[Prompt] = ()


# ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def write_workbook(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write the sheets in order. Raises `TooLong`, and then has written nothing."""
    workbook = Workbook(write_only=True)
    try:
        for sheet in sheets:
            _write_sheet(workbook.create_sheet(sheet.name), sheet)
        workbook.save(path)
    finally:
        for made in workbook.worksheets:
            if not made.closed:  # after a failure: openpyxl is in the middle of its file
                made.close()


def _write_sheet(made: Any, sheet: Sheet) -> None:
    made.freeze_panes = "A2"
    for number, (name, prompt) in enumerate(zip(sheet.header, sheet.prompts, strict=False), start=1):
        _prepare(made, get_column_letter(number), name, prompt)
    made.append([_bold(made, name) for name in sheet.header])
    for row in sheet.rows:
        made.append([_cell(made, value) for value in row])


def _cell(sheet: Any, value: Any) -> Any:
    content = plain(value)
    if not isinstance(content, str):
        return content
    text = escaped(content)
    if len(text) > LONGEST:
        raise TooLong(content)
    return _typed_as_text(sheet, text) if text in ERROR_CODES else text or None


def _typed_as_text(sheet: Any, text: str) -> Any:
    """A text that openpyxl would take for something else."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _bold(sheet: Any, name: str) -> Any:
    cell = WriteOnlyCell(sheet, escaped(str(plain(name))))
    cell.font = Font(bold=True)
    return cell


FORMATS = {str: "@", date: "yyyy-mm-dd", int: "0"}
"""Cells of text are formatted as such, so that a spreadsheet leaves 0012 and =1 as they were typed."""


def _prepare(sheet: Any, letter: str, name: str, prompt: Prompt) -> None:
    """Format a column, say what it means where it is filled in, and offer its codes as a drop-down."""
    sheet.column_dimensions[letter].width = max(12, len(name) + 2)
    sheet.column_dimensions[letter].number_format = FORMATS[prompt.kind]
    rule = DataValidation(sqref=f"{letter}1:{letter}{LAST_ROW}", allow_blank=True, showInputMessage=True)
    rule.promptTitle, rule.prompt = name, prompt.meaning
    if prompt.codes:
        rule.type, rule.formula1 = "list", f'"{",".join(prompt.codes)}"'
        rule.error = "Choose one from the list, or leave the cell empty."
    elif prompt.kind is date:
        rule.type, rule.operator, rule.formula1 = "date", "greaterThan", "0"
        rule.error = "Enter a day, such as 2015-04-07."
    elif prompt.kind is int:
        rule.type, rule.operator, rule.formula1 = "whole", "greaterThanOrEqual", "0"
        rule.error = "Enter a whole number, such as 12."
    rule.showErrorMessage = rule.error is not None
    sheet.data_validations.append(rule)


# ── Characters that XML cannot hold are written as _xHHHH_, as Excel itself does ────────────────────────────────────

_UNWRITABLE = "\x00-\x08\x0b-\x1f\ufffe\uffff"
_ESCAPABLE = re.compile(f"[{_UNWRITABLE}]|_(?=x[0-9A-Fa-f]{{4}}[_{_UNWRITABLE}])")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """The text as XML can hold it. An underscore that would begin an escape is escaped, so that each text comes back."""
    if text.isspace():  # or openpyxl writes it as if its spaces did not matter
        return f"_x{ord(text[0]):04X}_{_ESCAPABLE.sub(_escape, text[1:])}"
    return _ESCAPABLE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return f"_x{ord(match[0]):04X}_"


def unescaped(text: str) -> str:
    """The text that `escaped`, or Excel, wrote so."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


# ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_workbook(path: Path) -> Iterator[tuple[str, list[Row]]]:
    """Each sheet's name with its rows, its header first, without blank rows. Raises `NotAWorkbook`."""
    with _quietly(path):
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise NotAWorkbook("unpacks to more than 1 GB; give its tables as a folder of CSV files")
        reader = _Reader(path, read_only=True)
        reader.read()
    try:
        for sheet in reader.wb.worksheets:
            with _quietly(path):
                rows = list(_rows(sheet))
            yield sheet.title, rows
    finally:
        reader.archive.close()


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # some programs write wrong ones, and what lies beyond them would be lost
    for line, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW + 1), start=1):
        if line > LAST_ROW:  # openpyxl makes up all the rows before it, however far it is
            raise NotAWorkbook(
                f"has rows in {sheet.title} beyond the last that a sheet can have, {LAST_ROW:,}; delete them"
            )
        texts = [_text(cell.value) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield Row(line, texts, [*_unreadable(cells), *unholdable(texts)])


def _text(value: Any) -> str:
    """What a cell says. People type real dates, numbers and TRUE or FALSE; they count as what is written for them."""
    if isinstance(value, str):
        return unprotected(unescaped(value))
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return (value.date() if value.time() == time.min else value).isoformat()
    return str(value)


def _unreadable(cells: Sequence[Any]) -> Iterator[tuple[int, str]]:
    for index, cell in enumerate(cells):
        if cell.data_type == "f":
            yield index, "is a formula; copy the cell and paste it as a value"
        elif cell.data_type == "e":
            yield index, f"is an error of the spreadsheet, {cell.value}; type the value that is meant"


class _Reader(ExcelReader):
    """Reads shared texts as they stand: openpyxl takes each x005F_ out of them, which escapes an underscore."""

    def read_strings(self) -> None:
        if (part := self.package.find(SHARED_STRINGS)) is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            for _, node in iterparse(source):
                if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                    text: Any = Text.from_tree(node)
                    self.shared_strings.append(text.content)
                    node.clear()


@contextmanager
def _quietly(path: Path) -> Iterator[None]:
    """openpyxl warns of what it does not keep, which is nothing to us, and fails on a broken file in many ways."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except NotAWorkbook:
            raise
        except Exception as wrong:
            raise NotAWorkbook(
                f"cannot be read as a workbook ({wrong}); open {path.name} in a spreadsheet and save it again as .xlsx"
            ) from wrong
