"""The files of a report, read: the text of each, and the findings and recommendations that it seems to make."""

from functools import lru_cache
from typing import Any

from casereview.casework.files import Opened
from casereview.documents import extract, readability, store, structure
from casereview.documents.extract import Text
from casereview.documents.readability import Readability
from casereview.documents.structure import Structure
from casereview.rules import permits
from casereview.rules.permits import Who


class NoSuchDocument(LookupError):
    """There is no such file on the case, or none that this person may have."""


@lru_cache(maxsize=8)
def text(document: str) -> Text:
    """The text of a file, page by page. The same hash is the same text."""
    return extract.read(store.read(document))


@lru_cache(maxsize=8)
def measured(document: str) -> Readability:
    return readability.measure(text(document).pages)


@lru_cache(maxsize=8)
def proposed(document: str) -> Structure:
    """The findings and recommendations that a file seems to make. A person confirms."""
    return structure.propose(text(document).pages)


def named(file: Opened) -> dict[str, str]:
    """The files of a case that this file names, each with a name to save it under."""
    found: dict[str, str] = {}
    for version in file.report_versions:
        held: Any = version
        found[held.document] = held.file_name or "report"
    for document in (*(one.document for one in file.reports), *(one.document for one in file.publications)):
        if document:
            found.setdefault(document, "report")
    return found


def content(file: Opened, document: str, *, by: Who) -> tuple[bytes, str]:
    """The bytes of a file, hashed again now, and a name to save it under."""
    permits.document(by, file).require()
    if document not in (names := named(file)):
        raise NoSuchDocument(document)
    return store.read(document), names[document]
