"""A published review as every page, feed and format is written from it: plain, and only what the gate let through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Theme:
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Point:
    """A recommendation or a learning point. `number` stays its own; `page` is where it stands, where that is known."""

    number: int
    text: str
    address: str = ""
    addressed_to: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of the catalogue. `board` is a name fit to print, also where the board is not named.

    `published` is the day of publication as far as it is known: 2015, 2015-03 or 2015-03-04.
    """

    id: str
    address: str
    title: str
    board: str
    kind: str
    updated: datetime
    published: str = ""
    anonymous: bool = False
    version: int = 1
    abstract: str = ""
    author: str = ""
    outcome: str = ""
    age_band: str = ""
    method: str = ""
    themes: Sequence[Theme] = ()
    learning: Sequence[Point] = ()
    recommendations: Sequence[Point] = ()
    pages: int = 0
    licence: str = ""
    file: str = ""
    media_type: str = ""

    @property
    def year(self) -> str:
        return self.published[:4]

    @property
    def month(self) -> int | None:
        return int(self.published[5:7]) if len(self.published) >= 7 else None

    @property
    def published_in_words(self) -> str:
        """7 April 2015, April 2015 or 2015: as much as is known."""
        if not self.published:
            return "on a day that is not known"
        if len(self.published) == 10:
            whole = date.fromisoformat(self.published)
            return f"{whole.day} {whole:%B %Y}"
        return f"{date(2000, self.month, 1):%B} {self.year}" if self.month else self.year
