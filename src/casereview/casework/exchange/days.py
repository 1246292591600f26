"""Whether the days of an import can be."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from casereview.casework.exchange.faults import Fault
from casereview.casework.exchange.format import File
from casereview.casework.exchange.known import Known
from casereview.casework.exchange.reading import Entry, Table
from casereview.casework.models import Incident
from casereview.casework.soundness import impossible_days


def day_faults(table: Table, entries: Iterable[Entry], incidents: Mapping[str, date]) -> Iterator[Fault]:
    """Each day of a row that cannot be. `incidents` are the days of the cases' first incidents."""
    now, today = timezone.now(), timezone.localdate()
    names = {column.field: column.name for column in table.file.columns}
    corrected = {entry.row.corrects_id for entry in entries} if table.file.holds_facts else set()
    for entry in entries:
        # a decision that was corrected since may well have had a day that could not be
        incident_on = None if entry.key in corrected else incidents.get(getattr(entry.row, "case_id", ""))
        for attname, wrong in _impossible(table.file, entry.row, today, incident_on):
            if names[attname] not in entry.faulty:
                yield Fault(table.shown, entry.line, names[attname], wrong)
        if table.file.holds_facts and (at := entry.row.recorded_at) and at > now:
            wrong = f"{at.isoformat()} is in the future; write when it came to be known, or leave it empty for now"
            yield Fault(table.shown, entry.line, "recorded_at", wrong)


def _impossible(file: File, row: Any, today: date, incident_on: date | None) -> Iterator[tuple[str, str]]:
    if file.kind:  # an organisation may be older than any case, and its days may be to come
        if row.since and row.until and row.until < row.since:
            yield "until", f"{row.until} is before its first day, {row.since}; check both days"
        return
    if file.holds_facts and row.on is None:  # it could not be read; the row's other days are looked at all the same
        row.on = today
    yield from impossible_days(row, today=today, incident_on=incident_on)


def first_incidents(incidents: Iterable[Entry], decisions: Iterable[Entry], known: Known) -> dict[str, date]:
    """The day of the first incident in force of each case that the import has a decision on."""
    rows = [entry.row for entry in incidents if "on" not in entry.faulty]
    cases = [case for case in dict.fromkeys(entry.row.case_id for entry in decisions) if case in known.held["cases"]]
    for start in range(0, len(cases), 500):
        rows += Incident.objects.filter(case__in=cases[start : start + 500]).only("on", "case", "corrects")
    corrected = {row.corrects_id for row in rows}
    found: dict[str, date] = {}
    for row in rows:
        if row.id not in corrected and row.on:
            found[row.case_id] = min(row.on, found.get(row.case_id, row.on))
    return found
