"""Combinations: what a text says of the child that singles it out among the children of the board's area.

How many children fit is the number of children times the share that has each trait, as if the traits had nothing to do
with each other. That is rough, and said to be. Where a combination fits fewer than five, somebody of the area may know the child.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any

from casereview.documents.identifying.days import number_of
from casereview.documents.identifying.record import Found, Pages, Population, Record, Sure, What, numbered

FEW = 5
"""Fewer children than this, and a combination is shown. It is the smallest count that the panel's figures publish."""


@dataclass(frozen=True, slots=True)
class Said:
    """A trait of the child that the text gives away, with the first passage that does."""

    trait: str
    value: str
    page: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Combination:
    said: tuple[Said, ...]
    fits: float
    """How many children of the area are expected to fit, the child itself among them: less than one is one."""

    of: int

    @property
    def in_words(self) -> str:
        return ", ".join(_SHOWN.get(one.trait, "{}").format(one.value) for one in self.said)


_SHOWN = {
    "age": "aged {}",
    "siblings": "with {} brothers and sisters",
    "twin": "a {}",
    "death": "who died by {}",
    "place": "of {}",
}


def find(pages: Pages, record: Record) -> Iterator[tuple[Found, str]]:
    for one in singled_out(pages, record):
        first = min(one.said, key=lambda said: (said.page, said.start))
        fits = "no other child" if one.fits < 1 else f"about {one.fits:.0f}" if one.fits >= 1.5 else "one or two"
        others = "; ".join(f"“{said.words}” on page {said.page}" for said in one.said)
        fit = "fits" if one.fits < 1 else "fit"
        why = f"a combination: of {one.of:,} children of the area {fits} {fit} {one.in_words}"
        yield (
            Found(What.COMBINATION, first.page, first.start, first.end, f"{why} ({others})", "", Sure.BY_FORM),
            one.in_words,
        )


def singled_out(pages: Pages, record: Record) -> list[Combination]:
    """The smallest sets of traits, told anywhere in the text, that few children of the area share."""
    population = record.population
    if population is None or not record.traits:
        return []
    said = list(_said(pages, record))
    found: list[Combination] = []
    # That a child died so is known of few by itself; it is counted with the rest only where the rest single nobody out.
    for traits in ([one for one in said if one.trait != "death"], said):
        for size in range(2, len(traits) + 1):
            for chosen in combinations(traits, size):
                if any(set(small.said) <= set(chosen) for small in found):
                    continue  # fewer traits do already
                fits = float(population.children)
                for one in chosen:
                    fits *= share(population, one.trait, record.traits[one.trait])
                if fits < FEW:
                    found.append(Combination(chosen, fits, population.children))
        if found:
            break
    return found


def share(population: Population, trait: str, value: str) -> float:
    """The share of children that has a trait: of the area where it is known, else of the country."""
    value = value.lower()
    own = population.shares.get(trait, {})
    if value in own:
        return own[value]
    country = _country().get(trait, {})
    if trait == "age":
        value = next((f"{unit}s" for unit in ("month", "week", "day") if unit in value), value)
    return float(country.get(value, country.get("other", 1.0)))


@cache
def _country() -> dict[str, dict[str, float]]:
    text = (resources.files(__package__) / "population.toml").read_text(encoding="utf-8")
    read: dict[str, Any] = tomllib.loads(text)
    return {
        trait: {key: value for key, value in shares.items() if isinstance(value, int | float)}
        for trait, shares in read.items()
    }


# ── What the text says ──────────────────────────────────────────────────────────────────────────────────────────────

_SEX = {
    "girl": r"\b(?:girl|daughter|schoolgirl|granddaughter)\b|\bsister of\b",
    "boy": r"\b(?:boy|son|schoolboy|grandson)\b|\bbrother of\b",
}
_YEARS = re.compile(
    r"\b(?:aged?\s+(?:of\s+)?(?P<a>\d{1,2}|[a-z]+(?:-[a-z]+)?)|(?P<b>\d{1,2}|[a-z]+(?:-[a-z]+)?)[\s-]+(?:years?|"
    r"yrs?)(?:[\s-]+and[\s\w-]{1,20}?months)?[\s-]+old)\b",
    re.I,
)
_MONTHS = re.compile(r"\b(?P<n>\d{1,2}|[a-z]+(?:-[a-z]+)?)[\s-]+(?P<unit>month|week|day)s?[\s-]+old\b", re.I)
_SIBLINGS = re.compile(
    r"\b(?:(?P<n>\d|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:(?:older|younger|elder|half|step|"
    r"full|other|surviving)[\s-]+)*(?:siblings?|brothers?|sisters?)"
    r"|(?:one|eldest|oldest|youngest|middle|second|third|fourth)\s+(?:child\s+)?of\s+(?P<of>\d|two|three|four|"
    r"five|six|seven|eight|nine|ten)(?:\s+(?:children|siblings))?"
    r"|(?P<only>only child))\b",
    re.I,
)
_TWIN = re.compile(r"\b(?:twins?|triplets?|quadruplets?)\b", re.I)
_DEATHS = {
    "shaking": r"shak(?:en|ing)|abusive head|subdural",
    "head injury": r"head injur|skull fractur|blow to the head",
    "drowning": r"drown",
    "poisoning": r"poison|overdose|methadone|ingest",
    "suffocation": r"suffocat|smother|asphyxia|strangl",
    "stabbing": r"stab|knife",
    "starvation": r"starv|malnutrition|malnourish",
    "fire": r"\bfire\b|house fire|burn(?:ed|t) to death|arson",
    "suicide": r"suicide|took (?:his|her|their) own life|hang(?:ed|ing)",
    "sudden unexpected death": r"sudden (?:unexpected|infant) death|SUDI|cot death|co-sleep|overlay",
    "scalding": r"scald",
    "dog attack": r"\bdog\b.{0,40}(?:attack|bit|maul)|maul",
    "fall": r"fell from|fall from",
    "road": r"collision|hit by a (?:car|lorry|bus|train)",
    "shooting": r"\bshot\b|gunshot|firearm",
    "neglect": r"neglect",
}


def _said(pages: Pages, record: Record) -> Iterator[Said]:
    """The traits of the record that the text gives away, each by its first passage. What is said of others does not fit."""
    for trait, value in record.traits.items():
        if value and (pattern := _pattern(trait, value.lower())):
            for number, page in numbered(pages):
                match = next((match for match in pattern.finditer(page) if _fits(trait, value.lower(), match)), None)
                if match:
                    yield Said(trait, value, number, match.start(), match.end(), " ".join(match.group().split()))
                    break


def _pattern(trait: str, value: str) -> re.Pattern[str] | None:
    match trait:
        case "sex":
            return re.compile(_SEX[value], re.I) if value in _SEX else None
        case "age":
            return _MONTHS if re.search(r"month|week|day", value) else _YEARS
        case "siblings":
            return _SIBLINGS
        case "twin":
            return _TWIN if value not in ("", "no") else None
        case "death":
            return re.compile(_DEATHS.get(value, r"\b" + re.escape(value)), re.I)
        case "ethnicity" | "place" | "language" | "religion" | "country" | "disability":
            words = [re.escape(word) for word in re.split(r"\s*[/|]\s*", value) if word]
            return re.compile(r"\b(?:" + "|".join(words) + r")\b", re.I) if words else None
    return re.compile(r"\b" + re.escape(value) + r"\b", re.I)


def _fits(trait: str, value: str, match: re.Match[str]) -> bool:
    if trait == "age":
        said = match["n"] if "n" in match.re.groupindex else match["a"] or match["b"]
        unit = match["unit"].lower() if "unit" in match.re.groupindex else "year"
        number = re.search(r"\d+", value)
        return number is not None and number_of(said) == int(number.group()) and (unit == "year" or unit in value)
    if trait == "siblings":
        if match["only"]:
            return value == "0"
        counted = number_of(match["n"]) if match["n"] else (number_of(match["of"]) or 0) - 1
        return str(counted) == value
    return True
