"""Whether the corrections of an import can be: of a row of the same file and case, once, and not before it was recorded."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.utils import timezone

from casereview.casework.exchange.faults import Fault
from casereview.casework.exchange.format import File
from casereview.casework.exchange.known import Known
from casereview.casework.exchange.reading import Entry, Table
from casereview.spreadsheets.tables import shown


def correction_faults(table: Table, entries: Iterable[Entry], known: Known) -> Iterator[Fault]:
    """Each fault of a row that corrects another."""
    correcting = [entry for entry in entries if entry.row.corrects_id and "corrects" not in entry.faulty]
    later = _corrected_on_record(table.file, (entry.row.corrects_id for entry in correcting), known)
    now = timezone.now()
    for entry in correcting:
        for column, wrong in _wrong_with_correction(table, entry, known, later, now):
            yield Fault(table.shown, entry.line, column, wrong)
        later.setdefault(entry.row.corrects_id, f"{shown(entry.key)} in line {entry.line}")
    for entry in _going_round(correcting, known.incoming[table.file.name]):
        right = "leave the cell empty where nothing is corrected"
        wrong = f"{shown(entry.key)} would correct itself by way of others; {right}"
        yield Fault(table.shown, entry.line, "corrects", wrong)


def _wrong_with_correction(
    table: Table, entry: Entry, known: Known, later: Mapping[str, str], now: datetime
) -> Iterator[tuple[str, str]]:
    row, name = entry.row, shown(entry.row.corrects_id)
    was = known.find(table.file.name, row.corrects_id)
    if was is None:
        if table.whole:
            right = "in this import or on record; write the id of the row that this one replaces"
            yield "corrects", f"there is no row {name} in {table.file.name}, {right}"
        return
    if row.corrects_id == entry.key:
        yield "corrects", f"{name} is this row itself; write the id of the row that it replaces"
        return
    if (case := getattr(was, "case_id", None)) and row.case_id and case != row.case_id:
        right = "a correction keeps the case; correct a row of the same case"
        yield "corrects", f"{name} belongs to case {shown(case)}, and {right}"
    if other := later.get(row.corrects_id):
        yield "corrects", f"{name} is already corrected by {other}; correct that one instead"
    if not _unread(entry) and not _unread(known.incoming[table.file.name].get(row.corrects_id)):
        at, was_at = row.recorded_at or now, was.recorded_at or now
        if at < was_at:
            right = f"which was recorded at {was_at.isoformat()}; write that moment or a later one"
            yield "recorded_at", f"{at.isoformat()} is before the row that this one corrects, {name}, {right}"


def _unread(entry: Entry | None) -> bool:
    """Whether it could not be read when the row was recorded."""
    return entry is not None and "recorded_at" in entry.faulty


def _corrected_on_record(file: File, keys: Iterable[str], known: Known) -> dict[str, str]:
    """Which of the facts on record are corrected there already, and by which fact."""
    held = [key for key in dict.fromkeys(keys) if key in known.held[file.name]]
    found: dict[str, str] = {}
    for start in range(0, len(held), 500):
        rows = file.model._default_manager.filter(corrects__in=held[start : start + 500])
        found.update(rows.values_list("corrects_id", "pk"))
    return {was: shown(by) for was, by in found.items()}


def _going_round(correcting: Iterable[Entry], incoming: Mapping[str, Entry]) -> Iterator[Entry]:
    """The first entry of each round of corrections; of a fact that corrects itself nothing, since that is said already."""
    settled: set[str] = set()
    for entry in correcting:
        path: dict[str, Entry] = {}
        at: Entry | None = entry
        while at and at.row.corrects_id and at.key not in settled and at.key not in path:
            path[at.key] = at
            at = incoming.get(at.row.corrects_id)
        if at and at.key in path and at.row.corrects_id != at.key:
            members = list(path.values())
            yield min(members[list(path).index(at.key) :], key=lambda one: one.line)
        settled.update(path)
