"""Putting an export where it belongs, whole or not at all, readable by its owner alone."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


class NotWritten(Exception):
    """Nothing was written; the message says why, and what to do."""


@contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[Path]:
    """A place to write a file, which becomes `path` when all of it is written."""
    if path.is_dir():
        raise NotWritten(f"{path} is a folder. Give the name of a file.")
    if path.exists() and not force:
        raise NotWritten(f"{path} exists already. Give another name, or --force to replace it.")
    with _beside(path) as made:
        yield made
        made.chmod(0o600)
        made.replace(path)


@contextmanager
def new_folder(path: Path, *, force: bool, ours: Collection[str]) -> Iterator[Path]:
    """A place to write a folder, which becomes `path` when all of it is written.

    A folder that is there is replaced only with `force`, and only where it holds nothing but files that we write.
    """
    path = path.resolve()
    if path.exists() and not path.is_dir():
        raise NotWritten(f"{path} is a file. Give the name of a folder, or of an .xlsx workbook.")
    held = sorted(found.name for found in path.iterdir()) if path.exists() else []
    if held and not force:
        raise NotWritten(f"{path} is not empty. Give another folder, or --force to replace what is in it.")
    if other := next((name for name in held if name not in ours), None):
        raise NotWritten(f"{path} holds {other}, which is not part of an export. Give another folder.")
    with _beside(path) as made:
        made.mkdir(mode=0o700)
        yield made
        if path.exists():
            path.rename(made.with_name("replaced"))
        made.rename(path)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A place on the same disk, so that renaming is all that is left to do; it is taken away whatever happens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as held:
        yield Path(held) / "new"
