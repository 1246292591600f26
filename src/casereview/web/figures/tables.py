"""The figures as rows: of the tables on the page, and of the CSV file. Each number of the page leads to its members."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from django.urls import reverse

from casereview.casework.counting import Counted
from casereview.rules.codes import IncidentKind
from casereview.rules.definitions import DEFINITIONS, Definition
from casereview.rules.figures import Figure, Member, percentage
from casereview.web.figures.asked import Question, written

Members = Sequence[Member]

TOTAL = "total"
OF_WHICH = "of_which"
"""What subsets go by, beside the names of a figure's breakdowns."""


# ── Which groups a figure has ───────────────────────────────────────────────────────────────────────────────────────


def groups(figure: Figure) -> dict[tuple[str, str], Members]:
    """Everything of a figure that has a number, by what it is sorted by and its name: the total comes last of its piles."""
    everybody = [member for members in figure.piles.values() for member in members]
    piles = figure.piles if len(figure.piles) > 1 else {}
    found: dict[tuple[str, str], Members] = {("", pile): members for pile, members in piles.items()}
    found |= {(OF_WHICH, pile): members for pile, members in figure.subsets.items()}
    found["", TOTAL] = everybody
    for by, parts in figure.breakdowns.items():
        found |= {(by, part): members for part, members in parts.items()}
    return found


def words(key: str, by: str, pile: str) -> str:
    """What a group is called."""
    definition = DEFINITIONS[key]
    if by == "incident_kind":
        return IncidentKind.words_for(pile) if pile != "not_known" else "Not known"
    if by not in ("", OF_WHICH):
        return pile[:1].upper() + pile[1:]
    return definition.total if pile == TOTAL else definition.words(pile)


# ── The page ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Row:
    """A number, the same number of the year before, and the addresses of the members of each."""

    by: str
    pile: str
    words: str
    number: int
    before: int
    percentage: int | None
    href: str
    href_before: str

    @property
    def change(self) -> str:
        """+45, −16 or 0, with a true minus sign."""
        return f"{self.number - self.before:+,}".replace("-", "−") if self.number != self.before else "0"


@dataclass(frozen=True, slots=True)
class Section:
    """A figure on the page: its headline number, and its tables, the first that of its piles where it has several."""

    key: str
    definition: Definition
    headline: Row
    tables: Mapping[str, Sequence[Row]]


def sections(counted: Counted, question: Question) -> list[Section]:
    """Every figure, in the order of the report."""
    queries = question.query(), question.year_before().query()
    return [_section(key, list(_rows(key, counted, *queries))) for key in counted.figures]


def _section(key: str, rows: Sequence[Row]) -> Section:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault("" if row.by == OF_WHICH else row.by, []).append(row)
    headline = next(row for row in rows if not row.by and row.pile == DEFINITIONS[key].headline)
    if len(found[""]) == 1:
        del found[""]
    return Section(key, DEFINITIONS[key], headline, found)


def _rows(key: str, counted: Counted, query: str, query_before: str) -> Iterator[Row]:
    now, before = groups(counted.figures[key]), groups(counted.before[key])
    whole, address = counted.figures[key].total, reverse("figure", args=[key])
    for by, pile in now | before:
        number = len(now.get((by, pile), ()))
        part = "" if pile == TOTAL else f"{by and f'&by={by}'}&pile={quote_plus(pile)}"
        yield Row(
            by=by,
            pile=pile,
            words=words(key, by, pile),
            number=number,
            before=len(before.get((by, pile), ())),
            percentage=None if pile == TOTAL else percentage(number, whole),
            href=f"{address}?{query}{part}",
            href_before=f"{address}?{query_before}{part}",
        )


# ── The file ────────────────────────────────────────────────────────────────────────────────────────────────────────

HEADER = ("from", "to", "as_at", "known_at", "figure", "by", "pile", "number", "percentage", "year_before")


def csv_rows(counted: Counted) -> Iterator[Sequence[Any]]:
    """A row for each number of the page."""
    asked = (
        counted.period.first,
        counted.period.last,
        counted.as_at,
        written(counted.known_at) if counted.known_at else "",
    )
    for key in counted.figures:
        for row in _rows(key, counted, "", ""):
            yield (*asked, key, row.by, row.pile, row.number, row.percentage, row.before)
