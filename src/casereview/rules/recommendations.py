"""How each recommendation of the panel's stands with each of those to whom it is addressed. Report paragraphs 9 to 40.

The grade is the panel's: an addressee answers and sets a day, and does not grade itself. What is open is looked at again
every year; a day that is moved for the third time is proposed as unacceptable.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from casereview.rules.codes import Grade

OPEN = (Grade.AWAITING, Grade.ACCEPTABLE, Grade.ALTERNATIVE, Grade.UNACCEPTABLE)
YEAR = timedelta(days=365)
MOVES_TO_BE_UNACCEPTABLE = 3


class OfAddressee(Protocol):
    """A fact about a recommendation and one of those to whom it is addressed."""

    @property
    def on(self) -> date: ...
    @property
    def recommendation(self) -> str: ...
    @property
    def addressee(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Followed:
    """A recommendation with one of its addressees, and all that has passed on it, in order."""

    recommendation: Any
    addressee: str
    answers: Sequence[Any]
    targets: Sequence[Any]
    grades: Sequence[Any]
    as_at: date

    @property
    def grade(self) -> Grade:
        """The latest that the panel gave; until it gave one, an answer is awaited."""
        return Grade(self.grades[-1].grade) if self.grades else Grade.AWAITING

    @property
    def open(self) -> bool:
        return self.grade in OPEN

    @property
    def target(self) -> date | None:
        return self.targets[-1].target if self.targets else None

    @property
    def moves(self) -> int:
        """How often the day was moved."""
        return max(0, len(self.targets) - 1)

    @property
    def proposed(self) -> Grade | None:
        """The grade that the rule proposes: unacceptable, once a day has been moved for the third time."""
        moved = self.moves >= MOVES_TO_BE_UNACCEPTABLE
        return Grade.UNACCEPTABLE if moved and self.open and self.grade != Grade.UNACCEPTABLE else None

    @property
    def looked_at(self) -> date:
        """When the panel last graded it; before that, when it was made."""
        on: date = self.grades[-1].on if self.grades else self.recommendation.on
        return on

    @property
    def reassess_on(self) -> date | None:
        """By when the panel looks at it again; None of what is closed."""
        return self.looked_at + YEAR if self.open else None

    @property
    def to_reassess(self) -> bool:
        return self.reassess_on is not None and self.reassess_on <= self.as_at


def followed(
    recommendations: Iterable[Any],
    answers: Sequence[OfAddressee],
    targets: Sequence[OfAddressee],
    grades: Sequence[OfAddressee],
    as_at: date,
) -> list[Followed]:
    """Every recommendation with each of its addressees, as at a day, in the order in which they were made."""
    found = []
    for recommendation in sorted(recommendations, key=lambda one: (one.on, one.known_as)):
        for addressee in recommendation.addressees.split(";"):

            def of(facts: Sequence[OfAddressee], r: Any = recommendation, a: str = addressee) -> list[OfAddressee]:
                return [f for f in facts if (f.recommendation, f.addressee) == (r.known_as, a) and f.on <= as_at]

            found.append(Followed(recommendation, addressee, of(answers), of(targets), of(grades), as_at))
    return [one for one in found if one.recommendation.on <= as_at]
