"""The text of a file that somebody sent, page by page: a PDF, Word document, web page, workbook or plain text.

What it is, is found by its content. It is read in a process of its own that can do no harm (`apart`).
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from casereview.documents import apart, recognition
from casereview.documents.readers.refusing import Unreadable

__all__ = ["Text", "Unreadable", "read", "read_several"]


@dataclass(frozen=True, slots=True)
class Text:
    kind: str
    """PDF, Word document, Excel workbook, web page or plain text."""

    pages: tuple[str, ...]
    """As the file has them; where it has none (a web page, many Word documents), cut where a printed page would be full."""

    title: str = ""
    title_from: str = ""
    """Where the title was found: the surer, the larger it was set. Proposed only; a person decides."""

    metadata: dict[str, str] = field(default_factory=dict)
    """What the file says of itself, by lower-case name: title, author or creator, creationdate …"""

    scanned: tuple[int, ...] = ()
    """The pages, from 1, that are pictures without text."""

    problems: tuple[str, ...] = ()
    """Sentences for the person who sent it. None keeps the text from being used."""

    @property
    def words(self) -> int:
        return sum(len(page.split()) for page in self.pages)


def read(source: Path | bytes, name: str = "", *, scans: bool = False) -> Text:
    """The text of a file. Raises `Unreadable` with a reason that goes on from “The file …”.

    With `scans`, pages that are pictures are read by Tesseract where it is installed: some seconds a page.
    """
    name = name or (source.name if isinstance(source, Path) else "")
    head, pictures = apart.run("read", source, name=name, pictures=scans and recognition.installed())
    text = Text(
        head["kind"],
        tuple(head["pages"]),
        head["title"],
        head["title_from"],
        head["metadata"],
        tuple(head["scanned"]),
        tuple(head["problems"]),
    )
    return _recognised(text, pictures) if scans and text.scanned else text


def read_several(sources: Iterable[Path], *, scans: bool = False) -> Iterator[tuple[Path, Text | Unreadable]]:
    """Several files at once, in the order given. One that cannot be read, or is not there, stops none of the others."""
    with ThreadPoolExecutor(apart.AT_ONCE) as pool:
        yield from pool.map(lambda source: _tried(source, scans), sources)


def _tried(source: Path, scans: bool) -> tuple[Path, Text | Unreadable]:
    try:
        return source, read(source, scans=scans)
    except Unreadable as refusal:
        return source, refusal
    except OSError as fault:
        return source, Unreadable(f"could not be opened ({fault.strerror})")


def _recognised(text: Text, pictures: bytes) -> Text:
    """The text with its scanned pages as Tesseract read them; or that it could not."""
    if not recognition.installed():
        return replace(text, problems=(*text.problems, "Tesseract is not installed here, so they were not read."))
    pages = list(text.pages)
    for number, words in recognition.recognised(pictures):
        pages[number - 1] = words
    return replace(
        text, pages=tuple(pages), problems=(*text.problems, "They were read by Tesseract, which makes mistakes.")
    )
