"""The text of a workbook: a page for each sheet that is shown, a line for each row."""

from typing import Any

from casereview.documents.readers import kinds, word

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read(data: bytes) -> dict[str, Any]:
    archive = kinds.unpacked(data)
    strings = shared(archive)
    pages = [
        f"{name}\n" + "\n".join("\t".join(cell for _, cell in row) for _, row in rows(archive, place, strings))
        for name, place, state in sheets(archive)
        if state == "visible"
    ]
    return {"pages": pages or [""], "metadata": word.core(archive)}


def sheets(archive: Any) -> list[tuple[str, str, str]]:
    """Each sheet: its name, its part, and whether it is visible, hidden or veryHidden."""
    book, links = word.part(archive, "xl/workbook.xml"), word.part(archive, "xl/_rels/workbook.xml.rels")
    places = {link.get("Id"): link.get("Target", "") for link in links} if links is not None else {}
    found = []
    for sheet in book.iter(f"{M}sheet") if book is not None else ():
        place = places.get(sheet.get(f"{R}id"), "")
        place = place.lstrip("/") if place.startswith("/") else f"xl/{place}"
        found.append((sheet.get("name", ""), place, sheet.get("state", "visible")))
    return found


def shared(archive: Any) -> list[str]:
    root = word.part(archive, "xl/sharedStrings.xml")
    if root is None:
        return []
    return ["".join(text.text or "" for text in one.iter(f"{M}t")) for one in root.iter(f"{M}si")]


def rows(archive: Any, place: str, strings: list[str]) -> list[tuple[Any, list[tuple[Any, str]]]]:
    """The rows of a sheet, each as its element and its cells: the element of each and its words."""
    root = word.part(archive, place)
    if root is None:
        return []
    return [(row, [(cell, _cell(cell, strings)) for cell in row.iter(f"{M}c")]) for row in root.iter(f"{M}row")]


def _cell(cell: Any, strings: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{M}t"))
    value = cell.find(f"{M}v")
    if value is None or not value.text:
        return ""
    if cell.get("t") == "s":
        place = int(value.text)
        return strings[place] if 0 <= place < len(strings) else ""
    return str(value.text)
