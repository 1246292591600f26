"""How the national panel works, as data: how often it meets, what makes a quorum."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True, slots=True)
class Said:
    """A rule of proceedings: its words, where it is said, and whether anybody has confirmed it there."""

    says: str
    paragraph: str
    confirmed: bool
    source: str


@dataclass(frozen=True, slots=True)
class Proceedings:
    """The proceedings that hold from a day on."""

    since: date
    every_months: int
    week: int
    weekday: str
    quorum: int
    meets_said: Said
    quorum_said: Said

    def __post_init__(self) -> None:
        if not (1 <= self.every_months <= 12 and 1 <= self.week <= 4 and self.weekday in WEEKDAYS and self.quorum > 0):
            raise ValueError(f"The proceedings since {self.since} say what cannot be.")

    def in_month(self, year: int, month: int) -> date:
        """The day of that month on which the panel would meet."""
        first = date(year, month, 1)
        ahead = (WEEKDAYS.index(self.weekday) - first.weekday()) % 7
        return first + timedelta(days=ahead + 7 * (self.week - 1))


def proceedings(on: date) -> Proceedings:
    """Those that hold on a day; before the panel began, its first."""
    held = _read()
    return next((one for one in reversed(held) if one.since <= on), held[0])


def meeting_days(since: date) -> Iterator[date]:
    """The days on which the panel would meet from a day on, by its cadence alone."""
    year, month = since.year, since.month
    while True:
        rules = proceedings(date(year, month, 1))
        day = rules.in_month(year, month)
        if day >= since and (month - 1) % rules.every_months == 0:
            yield day
        year, month = year + month // 12, month % 12 + 1


@cache
def _read() -> tuple[Proceedings, ...]:
    found = tomllib.loads(Path(__file__).with_name("panel").joinpath("proceedings.toml").read_text(encoding="utf-8"))
    return tuple(sorted((_one(one) for one in found["proceedings"]), key=lambda one: one.since))


def _one(given: Mapping[str, Any]) -> Proceedings:
    meets, quorum = given["meets"], given["quorum"]
    return Proceedings(
        since=given["since"],
        every_months=meets["every_months"],
        week=meets["week"],
        weekday=meets["weekday"],
        quorum=quorum["members"],
        meets_said=_said(meets),
        quorum_said=_said(quorum),
    )


def _said(given: Mapping[str, Any]) -> Said:
    return Said(given["says"], given["paragraph"], given["confirmed"], given["source"])
