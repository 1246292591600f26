"""The themes that reports are coded with: a vocabulary with definitions, what the machine suggests, and how rates change.

The vocabulary comes with the software (`vocabulary/themes.toml`); a term that is set down in the catalogue takes the place
of the one that came, or joins it.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from casereview.analysis import change
from casereview.analysis.change import Change
from casereview.library import gate
from casereview.library.models import Term

OURS = Path(__file__).with_name("vocabulary") / "themes.toml"

LEAST, MOST_SUGGESTED = 3, 12
"""How often a theme's words must stand in a report for it to be suggested, and how many are suggested at most."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A term of the vocabulary. `used_for` are other words for it; `seen_as` words by which the machine knows it."""

    code: str
    label: str
    definition: str = ""
    scope_note: str = ""
    broader: tuple[str, ...] = ()
    used_for: tuple[str, ...] = ()
    seen_as: tuple[str, ...] = ()
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """A theme by year: of how many reports published in a year how many tell of it, and which."""

    theme: Theme
    years: tuple[tuple[int, int, int], ...]
    """Year, reports with the theme, all reports."""

    reports: Mapping[int, tuple[str, ...]]
    """The reports with the theme by year."""

    change: Change | None
    """Where its rate changed most, and how sure it is that it did."""


def vocabulary() -> dict[str, Theme]:
    """Every theme by its code, in the order of their labels; those no longer used as well."""
    return _vocabulary(Term.objects.order_by("-number").values_list("id", flat=True).first())


@lru_cache(maxsize=4)
def _vocabulary(_latest: str | None) -> dict[str, Theme]:
    found = dict(_ours())
    for term in Term.objects.order_by("number"):
        before = found.get(term.code)
        found[term.code] = Theme(
            code=term.code,
            label=term.label,
            definition=term.definition,
            scope_note=term.scope_note,
            broader=_split(term.broader),
            used_for=_split(term.used_for),
            seen_as=before.seen_as if before else (),
            retired=term.retired,
        )
    return dict(sorted(found.items(), key=lambda one: one[1].label.lower()))


def in_use() -> list[Theme]:
    """The themes that a report can be coded with: those that stand for something themselves, and not only above others."""
    headings = {above for theme in vocabulary().values() for above in theme.broader}
    return [theme for theme in vocabulary().values() if not theme.retired and theme.code not in headings]


def label(code: str) -> str:
    """A theme in words; its code, where the vocabulary does not have it."""
    theme = vocabulary().get(code)
    return theme.label if theme else code


def narrower(code: str) -> list[Theme]:
    """The themes that are directly beneath one."""
    return [theme for theme in vocabulary().values() if code in theme.broader]


# ── What the machine suggests ───────────────────────────────────────────────────────────────────────────────────────


def suggest(pages: Sequence[str]) -> list[dict[str, Any]]:
    """The themes that a text seems to tell of, with the words that say so, on which page they are thickest, and how often."""
    pattern, meant = _pattern(tuple(in_use()))
    times: Counter[str] = Counter()
    words: dict[str, Counter[str]] = defaultdict(Counter)
    on: dict[str, Counter[int]] = defaultdict(Counter)
    for number, text in enumerate(pages, 1):
        for match in pattern.finditer(text.lower().replace("’", "'")):
            said = " ".join(match[0].split())
            for code in meant[said]:
                times[code] += 1
                words[code][said] += 1
                on[code][number] += 1
    found = [code for code, count in times.most_common() if count >= LEAST][:MOST_SUGGESTED]
    return [
        {
            "theme": code,
            "words": [word for word, _ in words[code].most_common(4)],
            "page": min(on[code], key=lambda page: (-on[code][page], page)),
            "times": times[code],
        }
        for code in found
    ]


@lru_cache(maxsize=4)
def _pattern(known: tuple[Theme, ...]) -> tuple[re.Pattern[str], Mapping[str, list[str]]]:
    """One pattern for the words of all themes, and what each word means."""
    meant: dict[str, list[str]] = defaultdict(list)
    for theme in known:
        for said in {theme.label.lower(), *map(str.lower, theme.used_for), *map(str.lower, theme.seen_as)}:
            meant[" ".join(said.replace("’", "'").split())].append(theme.code)
    longest = sorted(meant, key=lambda said: (-len(said), said))
    alternatives = "|".join(r"\s+".join(map(re.escape, said.split())) for said in longest)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)"), dict(meant)


# ── Rates by year ───────────────────────────────────────────────────────────────────────────────────────────────────


def trends() -> list[Trend]:
    """Every theme that a public report has, by year, those whose rate changed most surely first.

    Years are those of publication. A theme tells of reports, not of children: reports are published years after.
    """
    of_year: Counter[int] = Counter()
    having: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for id, year, codes in gate.years():
        if year:
            of_year[int(year)] += 1
            for code in codes:
                having[code][int(year)].append(id)
    years = range(min(of_year), max(of_year) + 1) if of_year else range(0)
    known = vocabulary()
    series = {
        code: [(year, len(by_year.get(year, ())), of_year[year]) for year in years] for code, by_year in having.items()
    }
    changes = change.changes(series)
    found = [
        Trend(
            theme=known.get(code, Theme(code, code)),
            years=tuple(series[code]),
            reports={year: tuple(ids) for year, ids in sorted(having[code].items())},
            change=changes[code],
        )
        for code in having
    ]
    return sorted(found, key=lambda trend: (trend.change.chance if trend.change else 2.0, trend.theme.label))


def flagged() -> list[Trend]:
    """The themes whose rate changed, as surely as is worth saying: for national policy (recommendation seven)."""
    return [trend for trend in trends() if trend.change and trend.change.sure]


@cache
def _ours() -> dict[str, Theme]:
    told: dict[str, dict[str, Any]] = tomllib.loads(OURS.read_text(encoding="utf-8"))
    return {
        code: Theme(
            code,
            said["label"],
            said["definition"],
            said.get("scope_note", ""),
            tuple(said.get("broader", ())),
            tuple(said.get("used_for", ())),
            tuple(said.get("seen_as", ())),
        )
        for code, said in told.items()
    }


def _split(joined: str) -> tuple[str, ...]:
    return tuple(one for one in joined.split(";") if one)
