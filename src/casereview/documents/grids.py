"""The tables of a file that somebody sent, as rows of cells. They are read in a process that can do no harm (`apart`)."""

from pathlib import Path

from casereview.documents import apart


def read(source: Path | bytes) -> list[list[list[str]]]:
    """The tables of a file. Raises `Unreadable` with a reason that goes on from “The file …”."""
    head, _ = apart.run("tables", source)
    found: list[list[list[str]]] = head
    return found
