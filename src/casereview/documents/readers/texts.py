"""The text of a file, page by page, with what is known of it."""

import re
from typing import Any

from casereview.documents.readers import excel, html, kinds, pdf, plain, word
from casereview.documents.readers.refusing import Unreadable

MOST_LETTERS = 30_000_000
"""About 100 times the longest report."""

READERS = {
    kinds.PDF: pdf.read,
    kinds.WORD: word.read,
    kinds.EXCEL: excel.read,
    kinds.HTML: html.read,
    kinds.TEXT: plain.read,
}


def read(data: bytes, name: str = "", pictures: bool = False) -> tuple[Any, bytes]:
    kind = kinds.kind(data)
    found = READERS[kind](data)
    if sum(map(len, found["pages"])) > MOST_LETTERS:
        raise Unreadable("holds far more text than any report does; it is damaged, or made to do harm")
    problems = [kinds.misnamed(name, kind), *found.get("problems", [])]
    if not any(page.strip() for page in found["pages"]) and not found.get("scanned"):
        problems.append("It holds no text.")
    title, sure = titled(found)
    answer = {
        "kind": kind,
        "pages": found["pages"],
        "title": title,
        "metadata": found.get("metadata", {}),
        "scanned": found.get("scanned", []),
        "problems": [problem for problem in problems if problem],
        "title_from": sure,
    }
    blob = pdf.pictures(data, answer["scanned"]) if pictures and kind == kinds.PDF and answer["scanned"] else b""
    return answer, blob


_NOT_TITLES = re.compile(
    r"^(microsoft (word|powerpoint)\b.*|untitled.*|document\d*|title|.*\.(docx?|pdf|indd|qxd|rtf)|[\W\d_]*)$", re.I
)

_FOLLOWS = re.compile(
    r"\s(?=(?:\d\s)?Contents\b|Publication date|(?:Statutory |Departmental )?[Gg]uidance for|Revision date"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December) (?:19|20)\d\d\b)"
)


def titled(found: dict[str, Any]) -> tuple[str, str]:
    """The title as far as can be seen, and where: the largest words of the first page, the file's own, its first line."""
    largest = " ".join(found.get("largest", "").split())
    own = " ".join(str(found.get("metadata", {}).get("title") or "").split())
    if largest and len(largest) > 4 and not _NOT_TITLES.match(largest):
        return largest[:300], "largest words of the first page"
    if own and not _NOT_TITLES.match(own):
        return own[:300], "the file's properties"
    for page in found["pages"][:2]:
        for line in page.splitlines():
            line = " ".join(line.split())
            if len(line) > 150:  # the layout is lost, and the title runs on into what follows it
                line = _FOLLOWS.split(line, maxsplit=1)[0]
            if len(line) > 8 and not _NOT_TITLES.match(line):
                return line[:300], "the first line"
    return largest or own, "the file's properties" if own else ""
