"""Whether a rate changed from one year on, and how sure that is. Pure."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEVEL = 0.05
"""A change is said to be sure where chance alone would show one as great, among all that was looked at, once in twenty."""

Year = tuple[int, int, int]
"""A year, how many had the thing, and of how many."""


@dataclass(frozen=True, slots=True)
class Change:
    """The likeliest change of a rate: from which year on, from what to what.

    `chance` is how likely chance alone would show a change as great in any year of any of the series looked at together,
    at most (an exact test for each year, corrected for the years and the series by Holm's and Bonferroni's rules).
    """

    year: int
    before: float
    after: float
    chance: float

    @property
    def sure(self) -> bool:
        return self.chance < LEVEL

    @property
    def rises(self) -> bool:
        return self.after > self.before


def changes(series: Mapping[str, Sequence[Year]]) -> dict[str, Change | None]:
    """The likeliest change of each series, its chance corrected for all that was looked at."""
    found = {name: change(years) for name, years in series.items()}
    looked_at = sorted((one.chance, name) for name, one in found.items() if one)
    worst = 0.0
    for place, (chance, name) in enumerate(looked_at):
        worst = max(worst, min(1.0, chance * (len(looked_at) - place)))
        one = found[name]
        assert one is not None
        found[name] = Change(one.year, one.before, one.after, worst)
    return found


def change(years: Sequence[Year]) -> Change | None:
    """The likeliest year of change of one series; None where there are no two years, or nothing or everything has the thing."""
    told = [year for year in years if year[2]]
    had, of = sum(year[1] for year in told), sum(year[2] for year in told)
    if len(told) < 2 or had in (0, of):
        return None
    best: tuple[float, int] | None = None
    k = n = 0
    for place, (_, with_it, total) in enumerate(told[:-1]):
        k, n = k + with_it, n + total
        chance = exact(k, n, had, of)
        if best is None or chance < best[0]:
            best = chance, place + 1
    assert best is not None
    chance, place = best
    k, n = sum(year[1] for year in told[:place]), sum(year[2] for year in told[:place])
    return Change(told[place][0], k / n, (had - k) / (of - n), min(1.0, chance * (len(told) - 1)))


def exact(k: int, n: int, had: int, of: int) -> float:
    """How likely chance alone gives `k` or a more extreme number of `had` to `n` drawn of `of`: Fisher's test, both ways."""
    least, most = max(0, n - (of - had)), min(n, had)
    low = _tail(k, range(k, least - 1, -1), n, had, of)
    high = _tail(k, range(k, most + 1), n, had, of)
    return min(1.0, 2 * min(low, high))


def _tail(first: int, numbers: range, n: int, had: int, of: int) -> float:
    """The probability of a row of numbers, each less likely than the one before once they leave the middle."""
    total = 0.0
    whole = _choose(of, n)
    for number in numbers:
        one = math.exp(_choose(had, number) + _choose(of - had, n - number) - whole)
        total += one
        if one < total * 1e-12 and number != first:
            break
    return min(1.0, total)


def _choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
