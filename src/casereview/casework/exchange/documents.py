"""The documents that records name by their hash: beside the files of an export, in a folder of their own, and in again."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from casereview.casework.exchange.faults import Fault
from casereview.documents import store

FOLDER = "documents"
COLUMNS = ("sha256", "document")
"""The columns that name a document by its hash."""


def write(folder: Path, named: Iterable[str]) -> list[str]:
    """Write the documents into a folder of theirs; answers with those that the store has not, or no longer as they were."""
    missing = []
    for sha256 in sorted(set(named)):
        try:
            held = store.read(sha256)
        except (store.Changed, ValueError):
            missing.append(sha256)
            continue
        (folder / FOLDER).mkdir(mode=0o700, exist_ok=True)
        (folder / FOLDER / sha256).write_bytes(held)
    return missing


def faults(path: Path) -> Iterator[Fault]:
    """Documents of an import that are not what their names say."""
    for found in _held(path):
        if store.hash_of(found) != found.name:
            wrong = "is not the document that its name says; its bytes have been changed"
            yield Fault(f"{FOLDER}/{found.name}", 1, "file", wrong)


def keep(path: Path) -> int:
    """Put the documents of an import into the store; answers with how many there are."""
    held = list(_held(path))
    for found in held:
        with found.open("rb") as stream:
            store.keep(stream)
    return len(held)


def _held(path: Path) -> Iterator[Path]:
    folder = path / FOLDER
    if folder.is_dir():
        yield from (found for found in sorted(folder.iterdir()) if not found.name.startswith("."))
