"""What changed between two editions, and which values of one nobody has checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from .contents import Cited, Edition
from .days import Span

CITATION = {field.name for field in fields(Cited)}
NAMES = {"id", "title", "short"}


@dataclass(frozen=True, slots=True)
class Change:
    """A value that differs: what it was and what it became, None where an edition has no such value."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A value that nobody has checked against the document: where it should be said, and where we have it from."""

    path: str
    says: str
    paragraph: str
    source: str


def compare(before: Edition, after: Edition) -> tuple[Change, ...]:
    """Every difference in what two editions say. Where each says it is left out, since that differs throughout."""
    was, became = dict(_said(before)), dict(_said(after))
    changed = (path for path in was | became if was.get(path) != became.get(path))
    return tuple(Change(path, was.get(path), became.get(path)) for path in changed)


def unconfirmed(edition: Edition) -> tuple[Unconfirmed, ...]:
    return tuple(
        Unconfirmed(path, _gist(value), value.paragraph, value.source)
        for path, value in walk("", edition)
        if isinstance(value, Cited) and not value.confirmed
    )


def _said(edition: Edition) -> Iterator[tuple[str, str]]:
    """Each single thing that an edition says, as words."""
    for path, value in walk("", edition):
        unsaid = path in NAMES or path.rpartition(".")[2] in CITATION | {"code"}
        if not unsaid and not _parts(value) and value not in (None, "", ()):
            yield path, _words(value)


def walk(path: str, value: object) -> Iterator[tuple[str, object]]:
    """A value and everything within it, each by its place, as in the file."""
    yield path, value
    for key, part in _parts(value):
        yield from walk(f"{path}.{key}" if path else key, part)


def _parts(value: object) -> list[tuple[str, object]]:
    """The values within a value, by name; an entry of a list goes by its code."""
    if isinstance(value, Mapping):
        return list(value.items())
    if isinstance(value, tuple):
        return [(entry.code, entry) for entry in value if not isinstance(entry, str)]
    if is_dataclass(value) and not isinstance(value, Span):
        return [(field.name, getattr(value, field.name)) for field in fields(value)]
    return []


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _gist(value: Cited) -> str:
    return next(str(getattr(value, name)) for name in ("says", "words", "asks", "name") if hasattr(value, name))
