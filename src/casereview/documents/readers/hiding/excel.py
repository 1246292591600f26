"""What hides in a workbook."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from casereview.documents.readers import excel, word
from casereview.documents.readers import kinds as files
from casereview.documents.readers.excel import M
from casereview.documents.readers.hiding import Hiding, kinds, said
from casereview.documents.readers.hiding.word import pieces, properties


def find(data: bytes) -> Iterator[Hiding]:
    archive = files.unpacked(data)
    yield from properties(archive)
    strings, unseen = excel.shared(archive), _unseen_styles(archive)
    for name, place, state in excel.sheets(archive):
        rows = excel.rows(archive, place, strings)
        if state != "visible":
            yield Hiding(
                kinds.HIDDEN_SHEET,
                f"sheet “{name}” ({state})",
                said(" ".join(cell for _, row in rows for _, cell in row)) or name,
            )
            continue
        hidden = _hidden_columns(word.part(archive, place))
        for row, cells in rows:
            if row.get("hidden") in ("1", "true"):
                yield Hiding(
                    kinds.HIDDEN_TEXT,
                    f"sheet “{name}”, hidden row {row.get('r', '')}",
                    said(" ".join(cell for _, cell in cells)),
                )
                continue
            for cell, words in cells:
                if words and (why := _why(cell, hidden, unseen)):
                    yield Hiding(kinds.HIDDEN_TEXT, f"sheet “{name}”, cell {cell.get('r', '')}, {why}", said(words))
    yield from _parts(archive)
    yield from pieces(archive, "xl/")


def _why(cell: Any, hidden: list[tuple[int, int]], unseen: dict[str, str]) -> str:
    letters = re.match(r"[A-Z]+", cell.get("r", ""))
    column = 0
    for letter in letters.group() if letters else "":
        column = column * 26 + ord(letter) - 64
    if any(first <= column <= last for first, last in hidden):
        return "in a hidden column"
    return unseen.get(cell.get("s", ""), "")


def _hidden_columns(root: Any) -> list[tuple[int, int]]:
    columns = root.iter(f"{M}col") if root is not None else ()
    return [(int(one.get("min", 0)), int(one.get("max", 0))) for one in columns if one.get("hidden") in ("1", "true")]


def _unseen_styles(archive: Any) -> dict[str, str]:
    """The styles, by number, whose cells nobody sees: white on nothing, tiny, or with a format that shows nothing."""
    root = word.part(archive, "xl/styles.xml")
    if root is None:
        return {}
    formats = {one.get("numFmtId"): one.get("formatCode", "") for one in root.iter(f"{M}numFmt")}
    fonts = list(root.iterfind(f"{M}fonts/{M}font"))
    found = {}
    for number, style in enumerate(root.iterfind(f"{M}cellXfs/{M}xf")):
        font = fonts[int(style.get("fontId", 0))] if int(style.get("fontId", 0)) < len(fonts) else None
        colour, size = (font.find(f"{M}{name}") if font is not None else None for name in ("color", "sz"))
        if formats.get(style.get("numFmtId"), "").strip() == ";;;":
            found[str(number)] = "with a format that shows nothing"
        elif (
            style.get("fillId", "0") == "0"
            and colour is not None
            and (colour.get("rgb") or "").upper().endswith("FFFFFF")
        ):
            found[str(number)] = "white on white"
        elif size is not None and float(size.get("val", 11)) < 3:
            found[str(number)] = "tiny"
    return found


def _parts(archive: Any) -> Iterator[Hiding]:
    """Comments, names, connections and what pivot tables remember."""
    for name in archive.namelist():
        if not name.startswith("xl/") or not name.endswith(".xml"):
            continue
        short = name.removeprefix("xl/").removesuffix(".xml")
        if (
            re.match(r"xl/(?:threadedComments/|comments|persons/)", name)
            and (root := word.part(archive, name)) is not None
        ):
            for one in root.iter():
                if isinstance(one.tag, str) and etree.QName(one).localname in ("comment", "threadedComment"):
                    yield Hiding(kinds.COMMENT, f"cell {one.get('ref', '')}", said("".join(one.itertext())))
                elif isinstance(one.tag, str) and etree.QName(one).localname in ("author", "person"):
                    yield Hiding(kinds.METADATA, "who commented", said(one.get("displayName") or one.text))
        elif re.match(r"xl/(?:pivotCache/pivotCacheRecords|connections|queryTables/)", name):
            yield Hiding(kinds.CUSTOM_DATA, short, "data that a pivot table or a connection remembers")
        elif name == "xl/workbook.xml" and (root := word.part(archive, name)) is not None:
            for one in root.iter(f"{M}definedName"):
                yield Hiding(kinds.BOOKMARK, f"name {one.get('name')}", said(one.text or one.get("name")))
        elif name.startswith("xl/drawings/") and (root := word.part(archive, name)) is not None:
            for one in root.iter():
                if (
                    isinstance(one.tag, str)
                    and etree.QName(one).localname == "cNvPr"
                    and (words := one.get("descr") or one.get("title"))
                ):
                    yield Hiding(kinds.ALT_TEXT, short, said(words))
