"""The tables of a file, as rows of cells: of a Word document, a workbook, or a text whose values are parted by commas or tabs."""

import csv
import io
import re
from typing import Any

from lxml import etree

from casereview.documents.readers import excel, kinds, word
from casereview.documents.readers.refusing import Unreadable
from casereview.documents.readers.word import W

MOST_ROWS = 20_000


def read(data: bytes) -> tuple[Any, bytes]:
    kind = kinds.kind(data)
    if kind == kinds.WORD:
        found = _of_word(data)
    elif kind == kinds.EXCEL:
        found = _of_workbook(data)
    elif kind == kinds.TEXT:
        found = [_of_text(data)]
    else:
        raise Unreadable("holds no table that could be read; send a CSV file, a workbook or a Word document")
    if sum(map(len, found)) > MOST_ROWS:
        raise Unreadable(f"has more than {MOST_ROWS:,} rows; send it in parts")
    return [table for table in found if table], b""


def _of_word(data: bytes) -> list[list[list[str]]]:
    body = word.part(kinds.unpacked(data), "word/document.xml")
    tables = body.iter(f"{W}tbl") if body is not None else ()
    return [[[_cell(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")] for table in tables]


def _cell(cell: etree._Element) -> str:
    return "\n".join(word._paragraph(one) for one in cell.iter(f"{W}p")).strip()


def _of_workbook(data: bytes) -> list[list[list[str]]]:
    archive = kinds.unpacked(data)
    strings = excel.shared(archive)
    return [
        [_in_places(cells) for _, cells in excel.rows(archive, place, strings)]
        for _, place, state in excel.sheets(archive)
        if state == "visible"
    ]


def _in_places(cells: list[tuple[Any, str]]) -> list[str]:
    """The cells of a row, each in its column: a file leaves empty ones out."""
    found: list[str] = []
    for cell, text in cells:
        letters = re.match("[A-Z]{1,3}", cell.get("r") or "")
        place = _column(letters[0]) if letters else len(found)
        found += [""] * (place - len(found))
        found.append(text.strip())
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _of_text(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8-sig", errors="replace")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return [
            [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as fault:
        raise Unreadable(f"is damaged ({fault}); save it again") from fault
