"""Whether what the rows of an import name is there, and belongs to the same case."""

from collections.abc import Iterable, Iterator

from casereview.casework.exchange.faults import Fault
from casereview.casework.exchange.format import Column
from casereview.casework.exchange.known import Known, names, naming
from casereview.casework.exchange.reading import Entry, Table
from casereview.casework.models import FACTS
from casereview.spreadsheets.tables import shown

ONE = {
    "authorities": "authority",
    "boards": "board",
    "cases": "case",
    "notifications": "notification",
    "decisions": "decision",
    "submissions": "submission",
    "publications": "publication",
    "advice": "piece of advice",
    "planned_meetings": "planned meeting",
    "agency_requests": "request",
}
"""What one row of a file is called."""


def reference_faults(table: Table, entries: Iterable[Entry], known: Known) -> Iterator[Fault]:
    """Each fault of a cell that names a row of another file."""
    for column in naming(table.file):
        for entry in entries:
            if not (entry.faulty and column.name in entry.faulty):
                for key in names(column, entry.row):
                    if wrong := _wrong_with_name(column, key, entry, known):
                        yield Fault(table.shown, entry.line, column.name, wrong)


def _wrong_with_name(column: Column, key: str, entry: Entry, known: Known) -> str:
    found = known.find(column.names, key)
    if found is None:
        return _unknown(column, key, known) if known.tables[column.names].whole else ""
    if column.names in FACTS and found.case_id and entry.row.case_id and found.case_id != entry.row.case_id:
        one = ONE[column.names]
        return f"{one} {shown(key)} belongs to case {shown(found.case_id)}; write a {one} of case {shown(entry.row.case_id)}"
    return ""


def _unknown(column: Column, key: str, known: Known) -> str:
    """What is wrong with naming something that is not there; nothing where that is the fault of something else."""
    if column.names == "children":
        case, _, number = key.rpartition("/")
        if known.find("cases", case) is None:
            return ""
        named = f"child {number} of case {shown(case)}"
    else:
        named = f"{ONE[column.names]} {shown(key)}"
    return f"there is no {named}, in this import or on record; write one that there is, or add it to {column.names}"
