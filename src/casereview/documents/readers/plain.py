"""Plain text. Its pages are those of its form feeds; where it has none, cut between paragraphs."""

import codecs
from collections.abc import Iterator
from typing import Any

PAGE = 3_000
"""About as many characters as a printed page holds."""


def read(data: bytes) -> dict[str, Any]:
    text = decoded(data)
    if "\f" in text:
        return {"pages": [page.strip("\n") for page in text.rstrip("\f").split("\f")]}
    return {"pages": pages(text), "problems": []}


def decoded(data: bytes) -> str:
    """The text: as its byte-order mark says, as UTF-8, or as Windows wrote Western European."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def pages(text: str) -> list[str]:
    """A text without pages, cut at the end of a paragraph, or of a line, once a page is full."""
    found: list[str] = []
    lines: list[str] = []
    size = 0
    for line in _lines(text):
        if size >= PAGE and (not line.strip() or size > PAGE * 1.5) and lines:
            found.append("\n".join(lines).strip("\n"))
            lines, size = [], 0
        lines.append(line)
        size += len(line) + 1
    found.append("\n".join(lines).strip("\n"))
    return found


def _lines(text: str) -> Iterator[str]:
    """The lines; one longer than a page, as texts have whose layout is lost, cut after a sentence or a word."""
    for line in text.split("\n"):
        while len(line) > PAGE:
            at = max(line.rfind(". ", PAGE // 2, PAGE) + 1, 0) or line.rfind(" ", PAGE // 2, PAGE)
            at = at if at > 0 else PAGE
            yield line[:at]
            yield ""
            line = line[at:].lstrip()
        yield line
