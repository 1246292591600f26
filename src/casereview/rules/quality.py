"""The 18 quality markers: evidence in words, by two assessors who do not see each other's before both have written.

What another wrote on a marker is seen once two people have written on it, so that neither follows the other. No score.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from casereview.rules.facts import CaseFile, MarkerEvidence
from casereview.rules.involvement_codes import Marker

ASSESSORS = 2
E = TypeVar("E", bound=MarkerEvidence)


def seen_by(username: str, evidence: Sequence[E]) -> list[E]:
    """The evidence that somebody may see: their own, and that on markers of which enough people have written."""
    writers: dict[str, set[str]] = {}
    for one in evidence:
        writers.setdefault(one.marker, set()).add(one.recorded_by)
    return [one for one in evidence if one.recorded_by == username or len(writers[one.marker]) >= ASSESSORS]


@dataclass(frozen=True, slots=True)
class Compared:
    """A marker with what each assessor wrote last of it."""

    marker: Marker
    evidence: tuple[MarkerEvidence, ...]

    @property
    def both(self) -> bool:
        return len(self.evidence) >= ASSESSORS


def compared(file: CaseFile) -> list[Compared]:
    """Each marker with the latest evidence of each assessor, as far as the file shows it."""
    latest: dict[tuple[str, str], MarkerEvidence] = {(one.marker, one.recorded_by): one for one in file.marker_evidence}
    return [Compared(marker, tuple(one for (of, _), one in latest.items() if of == marker)) for marker in Marker]
