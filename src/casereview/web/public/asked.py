"""A search as its address says it: the address bar is the query, for pages, feeds, e-mail and the interface alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from casereview.library.codes import AgeBand, Method, Outcome, ReviewKind
from casereview.library.search import Results, Sort, search
from casereview.library.themes import label

CODES: dict[str, Any] = {"kind": ReviewKind, "outcome": Outcome, "age_band": AgeBand, "method": Method}
FACETS = {
    "theme": "Theme",
    "year": "Year of publication",
    "kind": "Kind of review",
    "outcome": "What happened",
    "age_band": "Age of the child",
    "board": "Published by",
    "method": "Method",
}
"""What the results can be narrowed by, in the order of the page."""

SORTS = {
    Sort.RELEVANCE: "Best match first",
    Sort.RECOMMENDATIONS: "In recommendations and learning points first",
    Sort.DAY: "Latest published first",
}
SIZE = 10
LONGEST = 400
DEEPEST = 100
"""The last page of results that is given: nobody reads so far, and programs take the whole catalogue."""

SHOWN = 25
"""Values of a facet on the page, the commonest; those chosen besides."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for. Whatever an address says becomes a query: what means nothing is left out."""

    words: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    @classmethod
    def of(cls, given: QueryDict) -> "Query":
        filters = {name: tuple(dict.fromkeys(v[:200] for v in given.getlist(name)[:20] if v)) for name in FACETS}
        number = given.get("page", "")
        return cls(
            words=" ".join(given.get("q", "")[:LONGEST].replace("\0", "").split()),
            filters={name: values for name, values in filters.items() if values},
            sort=next((sort for sort in Sort if sort == given.get("sort")), Sort.RELEVANCE),
            page=min(max(int(number), 1), DEEPEST) if number.isascii() and number.isdigit() else 1,
        )

    def __bool__(self) -> bool:
        return bool(self.words or self.filters)

    def found(self, size: int = SIZE) -> Results:
        return search(self.words, filters=self.filters, sort=self.sort, start=(self.page - 1) * size, size=size)

    @property
    def address(self) -> str:
        """The query part of an address: always the same for the same question."""
        said = [("q", self.words)] if self.words else []
        said += [(name, value) for name in FACETS for value in sorted(self.filters.get(name, ()))]
        said += [("sort", self.sort.value)] if self.sort is not Sort.RELEVANCE else []
        return urlencode([*said, *([("page", str(self.page))] if self.page > 1 else [])])

    def at(self, page: int) -> "Query":
        return replace(self, page=page)

    def without(self, name: str, value: str) -> "Query":
        """The query with one choice taken back."""
        filters = {key: tuple(v for v in values if (key, v) != (name, value)) for key, values in self.filters.items()}
        return replace(self, filters={key: values for key, values in filters.items() if values}, page=1)

    @property
    def in_words(self) -> str:
        """“neglect”, Theme: Hidden men, Year of publication: 2015."""
        chosen = [f"{FACETS[name]}: {in_words(name, value)}" for name, value in self.chosen]
        return ", ".join([*([f"“{self.words}”"] if self.words else []), *chosen]) or "all reviews"

    @property
    def chosen(self) -> list[tuple[str, str]]:
        return [(name, value) for name in FACETS for value in self.filters.get(name, ())]


def in_words(name: str, value: str) -> str:
    """A facet's value as it is read on the page."""
    if name == "theme":
        return label(value)
    codes = CODES.get(name)
    return codes(value).words if codes and value in set(codes) else value


@dataclass(frozen=True, slots=True)
class Value:
    value: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    values: Sequence[Value]
    left_out: int

    @property
    def open(self) -> bool:
        return any(value.chosen for value in self.values)


def facets(query: Query, results: Results) -> list[Facet]:
    """What the results can be narrowed by, each value with how many of them have it."""
    return [found for name in FACETS if (found := _facet(name, query, results)).values]


def _facet(name: str, query: Query, results: Results) -> Facet:
    counted = dict(results.facets.get(name, ()))
    chosen = query.filters.get(name, ())
    kept = [*chosen, *(value for value in list(counted)[:SHOWN] if value not in chosen)]
    values = [Value(value, in_words(name, value), counted.get(value, 0), value in chosen) for value in kept]
    return Facet(name, FACETS[name], values, max(0, len(counted) - len(kept)))
