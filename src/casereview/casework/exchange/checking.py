"""Holding an import against the record: what is new, what is there already, and what is wrong. Nobody else writes meanwhile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casereview.casework.exchange.corrections import correction_faults
from casereview.casework.exchange.days import day_faults, first_incidents
from casereview.casework.exchange.faults import Fault
from casereview.casework.exchange.format import File
from casereview.casework.exchange.known import Known
from casereview.casework.exchange.reading import Entry, Table
from casereview.casework.exchange.references import reference_faults
from casereview.spreadsheets.tables import shown


@dataclass(slots=True)
class Checked:
    """An import held against the record: by file the entries that are new, and how many are there already."""

    new: dict[str, list[Entry]] = field(default_factory=dict)
    there: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def check(tables: Mapping[str, Table]) -> Checked:
    """Hold what was read against the record."""
    known = Known(tables)
    checked = Checked()
    for name, table in tables.items():
        checked.new[name], checked.there[name] = _sift(table, known, checked.faults)
    incidents = first_incidents(checked.new["incidents"], checked.new["decisions"], known)
    for name, table in tables.items():
        checked.faults += reference_faults(table, checked.new[name], known)
        if table.file.holds_facts:
            checked.faults += correction_faults(table, checked.new[name], known)
        checked.faults += day_faults(table, checked.new[name], incidents)
    return checked


def _sift(table: Table, known: Known, faults: list[Fault]) -> tuple[list[Entry], int]:
    """The entries that are new, and how many are on record; faults where one is twice, or on record otherwise."""
    new, there = [], 0
    first, held = known.incoming[table.file.name], known.held[table.file.name]
    for entry in table.entries:
        if entry.key and first[entry.key] is not entry:
            right = "give each row an id of its own" if table.file.holds_facts else "keep one of them"
            wrong = f"{shown(entry.key)} is line {first[entry.key].line} as well; {right}"
            faults.append(Fault(table.shown, entry.line, table.file.keys[-1], wrong))
        elif was := held.get(entry.key):
            there += 1
            faults += _differences(table, entry, was)
        else:
            new.append(entry)
    return new, there


def _differences(table: Table, entry: Entry, was: Any) -> Iterator[Fault]:
    """Where a row says something else than the same row on record. Who recorded it and when may be left open."""
    for column in table.file.columns:
        held, says = getattr(was, column.field), getattr(entry.row, column.field)
        if held == says or column.name in entry.faulty or (column.field in ("recorded_at", "recorded_by") and not says):
            continue
        wrong = f"is {_said(says) or 'empty'}, where {shown(entry.key)} on record has {_said(held) or 'nothing'}"
        yield Fault(table.shown, entry.line, column.name, f"{wrong}; {_remedy(table.file, entry)}")


def _remedy(file: File, entry: Entry) -> str:
    if file.holds_facts:
        return f"to correct it, add a row with an id of its own that has {shown(entry.key)} under corrects"
    if file.name == "children":
        return "what was learned of a child later is a row of particulars"
    return "an import adds and does not change; write what is on record"


def _said(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return shown(value) if isinstance(value, str) else str(value)
