"""The field's words for the same thing, from a file that people can edit."""

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from casereview.library.words import exact

OURS = Path(__file__).with_name("vocabulary") / "synonyms.txt"

Phrase = tuple[str, ...]
"""A word or several, as the index has them."""


def file() -> Path:
    """The file in force: the repository's own in the data folder, or else the one that comes with the software."""
    own = Path(settings.HOME) / "vocabulary" / "synonyms.txt"
    return own if own.exists() else OURS


def rings() -> dict[Phrase, list[Phrase]]:
    """For each word or phrase the others of its ring. The file is read again when it has changed."""
    place = file()
    return _rings(place, place.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _rings(place: Path, _changed: int) -> dict[Phrase, list[Phrase]]:
    found: dict[Phrase, list[Phrase]] = defaultdict(list)
    for line in place.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            ring = list(dict.fromkeys(filter(None, (tuple(exact().analyze(term)) for term in line.split(",")))))
            for term in ring:
                found[term] += [other for other in ring if other != term and other not in found[term]]
    return dict(found)


def grouped(words: Phrase) -> list[tuple[Phrase, list[Phrase]]]:
    """The words of a query in order: each alone, or several together that have a ring; with the others of the ring."""
    known = rings()
    longest = max(map(len, known), default=1)
    groups: list[tuple[Phrase, list[Phrase]]] = []
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            here = words[at : at + size]
            if here in known or size == 1:
                groups.append((here, known.get(here, [])))
                at += size
                break
    return groups
