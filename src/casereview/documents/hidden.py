"""What hides in a file, and would go out with it: properties, comments, changes, earlier versions, text under a box.

Everything is found with its words, so that a person sees what would have been published; and the words can be read against the
case's record as the text is (`identifiability.check([find.words …], record)`).
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casereview.documents import apart
from casereview.documents.identifiability import Hit, Record, Sure, What, check
from casereview.documents.readers.hiding import kinds

__all__ = ["Find", "find", "hits"]


@dataclass(frozen=True, slots=True)
class Find:
    what: str
    """One of `readers.hiding.kinds`, in words: “comment”, “text under a box” …"""

    where: str
    words: str
    page: int = 0
    """From 1; 0 where it is on no page."""

    @property
    def why(self) -> str:
        return kinds.WHY[self.what]

    @property
    def must_go(self) -> bool:
        """Whether the file is not clean until this is gone. The rest is to be read: good files have it as well."""
        return self.what not in kinds.TO_READ


def find(source: Path | bytes, name: str = "") -> tuple[Find, ...]:
    """Everything that hides in a file. Raises `Unreadable` as `extract.read` does."""
    head, _ = apart.run(
        "hidden", source, seconds=SECONDS, name=name or (source.name if isinstance(source, Path) else "")
    )
    return tuple(Find(*one) for one in head)


SECONDS = 120
"""Each page is drawn, to see what does not show: a tenth of a second a page, so this is for the longest of reports."""


def hits(finds: Sequence[Find], record: Record, name: str = "") -> tuple[Hit, ...]:
    """What hides as hits of the check, to be decided on like them: all that has to go, and of the rest what tells who it is.

    `name` is the file's own, read like the rest.
    """
    named = [Find(kinds.FILE_NAME, "the file’s name", name)] if name else []
    return tuple(dict.fromkeys(hit for find in (*finds, *named) for hit in _hits(find, record)))


def _hits(find: Find, record: Record) -> Iterator[Hit]:
    if find.must_go:
        why = f"in the file as {find.what} ({find.where}). {find.why.removesuffix('.')}"
        yield Hit(What.HIDDEN, find.page, 0, 0, find.words, why, "", Sure.UNSEEN, _key(find, find.words))
        return
    for hit in check([find.words], record):
        if hit.sure is not Sure.BY_FORM:
            why = f"{hit.why}, in the file’s {find.what} ({find.where})"
            yield replace(hit, page=find.page, start=0, end=0, why=why, key=_key(find, hit.words))


def _key(find: Find, words: str) -> str:
    return hashlib.sha256("\0".join(["hidden", find.what, find.where, words]).encode()).hexdigest()[:24]
