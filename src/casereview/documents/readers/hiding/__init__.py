"""What hides in a file, kind by kind of file. Each module answers with a list of `Hiding`."""

from typing import NamedTuple


class Hiding(NamedTuple):
    what: str
    where: str
    """As a person finds it: “page 3”, “comment by Anna Field”, “sheet “Notes””."""

    words: str
    page: int = 0
    """From 1; 0 where it is on no page."""


MOST_WORDS = 600
"""Of each find, as many characters as show what it is."""


def said(text: object) -> str:
    line = " ".join(str(text).split())
    return line if len(line) <= MOST_WORDS else line[: MOST_WORDS - 1] + "…"
