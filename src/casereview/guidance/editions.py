"""The editions of the guidance that are held, and which of them is in force on a day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from .comparing import Change, Unconfirmed, compare, unconfirmed
from .contents import Clock, Criteria, Duty, Edition, Item, Limb, Publication, Rule, Statement, Term, Terms
from .reading import EditionErrors, read

__all__ = [
    "Change",
    "Clock",
    "Criteria",
    "Duty",
    "Edition",
    "EditionErrors",
    "Item",
    "Limb",
    "Publication",
    "Rule",
    "Statement",
    "Term",
    "Terms",
    "Unconfirmed",
    "check",
    "compare",
    "edition",
    "editions",
    "held_files",
    "in_force",
    "unconfirmed",
]


@cache
def editions() -> tuple[Edition, ...]:
    """Every edition held, oldest first."""
    found, errors = _read_all(held_files())
    if errors:
        raise EditionErrors(errors)
    return tuple(sorted(found.values(), key=lambda edition: edition.since))


def edition(id: str) -> Edition:
    """The edition of an id, such as the one that a decision was made under."""
    found = {edition.id: edition for edition in editions()}
    if id not in found:
        raise LookupError(f"No edition “{id}” is held; {', '.join(found)} are.")
    return found[id]


def in_force(on: date, partners_from: date | None = None) -> Edition | None:
    """The edition in force on a day; none before the first that is held.

    Where safeguarding partners began only on a later day, `partners_from`, the board still led: then it is the latest
    edition for boards, since what was written for partners did not bind it.
    """
    board_leads = partners_from is not None and on < partners_from
    begun = (e for e in editions() if e.since <= on and (e.led_by == "board" or not board_leads))
    return max(begun, key=lambda e: e.since, default=None)


def held_files() -> list[Path]:
    """The files of the editions held. A new edition is a new file beside the others, and nothing else."""
    return sorted(Path(__file__).parent.glob("*.toml"))


def check(paths: Iterable[Path]) -> list[str]:
    """All that is wrong with some editions' files, as “file: place: what is wrong; what would be right”."""
    return _read_all(paths)[1]


def _read_all(paths: Iterable[Path]) -> tuple[dict[Path, Edition], list[str]]:
    """The editions that could be read, by their files, and the errors of all."""
    found: dict[Path, Edition] = {}
    errors: list[str] = []
    for path in paths:
        try:
            found[path] = read(path)
        except EditionErrors as wrong:
            errors += wrong.errors
    return found, errors + _clashes(found)


def _clashes(found: dict[Path, Edition]) -> list[str]:
    """Editions of one id, or that begin on one day: neither could be chosen."""
    ids = Counter(edition.id for edition in found.values())
    days = Counter(edition.since for edition in found.values())
    own = "is another edition’s as well; one of its own would be right"
    return [f"{path.name}: id: {e.id} {own}" for path, e in found.items() if ids[e.id] > 1] + [
        f"{path.name}: since: {e.since} {own}" for path, e in found.items() if days[e.since] > 1
    ]
