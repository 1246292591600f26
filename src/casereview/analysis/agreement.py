"""How far people who judge the same things agree beyond chance: Fleiss' kappa.

Fleiss (1971), "Measuring nominal scale agreement among many raters", Psychological Bulletin 76, 378-382. Where the number of
raters differs from thing to thing, as it does when a member takes no part, each thing's own number is used.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """Kappa, with what it is made of. None where it cannot be said: too few ratings, or all of one category."""

    kappa: float | None
    observed: float | None
    by_chance: float | None
    things: int
    ratings: int

    @property
    def words(self) -> str:
        """Landis and Koch's (1977) words for a kappa, which are a convention and no more."""
        if self.kappa is None:
            return "cannot be said"
        for least, words in ((0.81, "almost perfect"), (0.61, "substantial"), (0.41, "moderate"), (0.21, "fair")):
            if round(self.kappa, 2) >= least:
                return words
        return "slight" if self.kappa >= 0 else "poor"


def fleiss(things: Iterable[Mapping[str, int]]) -> Agreement:
    """Agreement over things, each given as how many raters put it in each category. Things with one rater tell nothing."""
    rated = [thing for thing in things if sum(thing.values()) >= 2]
    ratings = sum(sum(thing.values()) for thing in rated)
    if not rated:
        return Agreement(None, None, None, 0, 0)
    observed = sum(_pairs_agreeing(list(thing.values())) for thing in rated) / len(rated)
    totals: dict[str, int] = {}
    for thing in rated:
        for category, count in thing.items():
            totals[category] = totals.get(category, 0) + count
    by_chance = sum((count / ratings) ** 2 for count in totals.values())
    kappa = None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)
    return Agreement(kappa, observed, by_chance, len(rated), ratings)


def _pairs_agreeing(counts: Sequence[int]) -> float:
    """Of the pairs of raters of one thing, the share that agree."""
    raters = sum(counts)
    return sum(count * (count - 1) for count in counts) / (raters * (raters - 1))
