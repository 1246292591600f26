"""Importing: everything in an exchange is put on record, or nothing is."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casereview.casework import standing
from casereview.casework.exchange import checking, documents, reading
from casereview.casework.exchange.checking import Checked
from casereview.casework.exchange.faults import NotImported
from casereview.casework.exchange.format import FILES
from casereview.casework.exchange.progress import Progress, in_silence
from casereview.casework.rows import collecting_no_garbage
from casereview.ledger import chain


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows of each file were added, and how many were there already."""

    added: Mapping[str, int]
    there: Mapping[str, int]


def import_records(path: Path, *, by: str, dry_run: bool = False, progress: Progress = in_silence) -> Imported:
    """Put what a folder or a workbook holds on record. A dry run checks all of it and writes nothing.

    Raises `NotImported` with every fault that was found, and then writes nothing.
    """
    with collecting_no_garbage():
        with progress("Reading", len(FILES)) as tick:
            found = reading.read(path, tick)
        with chain.writing():
            checked = checking.check(found.tables)
            if faults := found.faults + checked.faults:
                raise NotImported(faults)
            if not dry_run:
                documents.keep(path)
                _write(checked, by, progress)
    return Imported({name: len(entries) for name, entries in checked.new.items()}, checked.there)


def _write(checked: Checked, by: str, progress: Progress) -> None:
    rows = [entry.row for entries in checked.new.values() for entry in entries]
    cases = sorted({row.case_id for row in rows if hasattr(row, "case_id")} | {e.key for e in checked.new["cases"]})
    with progress("Writing", len(rows) + len(cases)) as tick:
        chain.append(rows, act="import", by=by, tick=tick)
        for start in range(0, len(cases), standing.BATCH):
            batch = cases[start : start + standing.BATCH]
            standing.keep(batch)
            tick(len(batch))
