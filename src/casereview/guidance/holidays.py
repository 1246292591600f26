"""The bank holidays of England and Wales, and from which day each was known."""

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

TOO_MANY = "cells beyond the last column"
COLUMNS = ("date", "title", "proclaimed", "withdrawn", "notes")
HELD = Path(__file__).with_name("bank_holidays.csv")
EXTRA = "CASEREVIEW_BANK_HOLIDAYS"
"""The environment variable that names a second file of the same columns: holidays proclaimed since our last release."""

FEWEST_IN_A_YEAR = 8
"""No year since 1978 has had fewer. A year with fewer is not all there, and to count by it would be quietly wrong."""


class HolidayErrors(ValueError):
    """All that is wrong with the files of bank holidays, at once."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = tuple(errors)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A bank holiday as it was known: expected always, or from `proclaimed`; and until `withdrawn`, where it moved."""

    day: date
    title: str
    proclaimed: date | None = None
    withdrawn: date | None = None
    notes: str = ""

    def stands(self, known_on: date) -> bool:
        """Whether the day was a holiday, by what was known on another day."""
        proclaimed = self.proclaimed is None or self.proclaimed <= known_on
        withdrawn = self.withdrawn is not None and self.withdrawn <= known_on
        return proclaimed and not withdrawn


def read_holidays() -> tuple[Holiday, ...]:
    """Ours, then those of the extra file, which take the place of ours of the same day; or every error at once."""
    extra = os.environ.get(EXTRA)
    files = [HELD, Path(extra)] if extra else [HELD]
    errors: list[str] = []
    by_day: dict[date, Holiday] = {}
    for path in files:
        by_day |= {holiday.day: holiday for holiday in _rows(path, errors)}
    holidays = tuple(by_day[day] for day in sorted(by_day))
    if errors := errors or _thin_years(files[-1], holidays):
        raise HolidayErrors(errors)
    return holidays


def _rows(path: Path, errors: list[str]) -> list[Holiday]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, restkey=TOO_MANY, strict=True)
            numbered = [(rows.line_num, row) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        errors.append(f"{path}: cannot be read: {error}")
        return []
    if wrong := _header_faults(rows.fieldnames or ()):
        errors += [f"{path.name}:1: {fault}" for fault in wrong]
        return []
    lines: dict[date, int] = {}
    holidays = []
    for line, row in numbered:
        holiday, faults = _holiday(row)
        if holiday and (first := lines.setdefault(holiday.day, line)) != line:
            faults.append(f"date: {holiday.day} is on line {first} already; each day is listed once")
        errors += [f"{path.name}:{line}: {fault}" for fault in faults]
        holidays += [holiday] if holiday else []
    return holidays


def _header_faults(names: Sequence[str]) -> list[str]:
    unknown = [f"{name}: unknown column; the columns are {', '.join(COLUMNS)}" for name in names if name not in COLUMNS]
    missing = [f"{name}: missing column; date and title are needed" for name in COLUMNS[:2] if name not in names]
    return unknown + missing


def _holiday(row: dict[str, str]) -> tuple[Holiday | None, list[str]]:
    faults: list[str] = []
    if row.pop(TOO_MANY, None):
        faults.append("notes: more cells than columns; put a text with commas in quotation marks")
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    day, proclaimed, withdrawn = (_day(cells, name, faults) for name in ("date", "proclaimed", "withdrawn"))
    if not cells["title"]:
        faults.append("title: empty; write the holiday’s name, such as Good Friday")
    if day is None:
        return None, faults
    if day.weekday() > 4:
        faults.append(f"date: {day} is a {day:%A}; list the weekday on which the holiday is kept")
    for name, known in (("proclaimed", proclaimed), ("withdrawn", withdrawn)):
        if known and known > day:
            faults.append(f"{name}: {known} is after the holiday itself, {day}; an earlier day would be right")
    return Holiday(day, cells["title"], proclaimed, withdrawn, cells["notes"]), faults


def _day(cells: dict[str, str], name: str, faults: list[str]) -> date | None:
    text = cells[name]
    if not text and name != "date":
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        faults.append(f"{name}: “{text}” is not a day; write it as 2022-09-19")
        return None
    return day


def _thin_years(path: Path, holidays: tuple[Holiday, ...]) -> list[str]:
    """The years between the first and the last that cannot be complete."""
    kept = [holiday.day.year for holiday in holidays if holiday.withdrawn is None]
    return [
        f"{path.name}: {year}: bank holidays listed: {kept.count(year)} of at least {FEWEST_IN_A_YEAR}; list them all"
        for year in range(holidays[0].day.year, holidays[-1].day.year + 1)
        if kept.count(year) < FEWEST_IN_A_YEAR
    ]
