"""What no recorded row may say, whoever records it: days that cannot be. Asked by the acts and by an import alike."""

from collections.abc import Iterator
from datetime import date

from django.db import models

from casereview.ledger.models import Fact, Recorded

MAY_BE_TO_COME = {"target", "told_panel_on", "until", "partners_from"}
"""Days that can be known before they come."""

EARLIEST = date(1950, 1, 1)
"""No record of the system is older; an earlier day is a slip of the hand."""

EARLIER = {("keptout", "born"): date(1900, 1, 1)}
"""Days that may lie further back: a grandparent is entered so as to be kept out of a report."""


def impossible_days(row: Recorded, *, today: date, incident_on: date | None = None) -> Iterator[tuple[str, str]]:
    """Each field whose day cannot be, with what is wrong. `incident_on` is the day of the case's first incident."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if type(field) is not models.DateField or value is None:
            continue
        if value > today and field.attname not in MAY_BE_TO_COME:
            yield field.attname, f"{value} is in the future; enter today's date ({today}) or an earlier one"
        elif value < EARLIER.get((row._meta.model_name or "", field.attname), EARLIEST):
            yield field.attname, f"{value} is before any case held here; check the year"
    born, died = getattr(row, "born", None), getattr(row, "died", None)
    if born and died and died < born:
        yield "died", f"{died} is before the date of birth, {born}"
    if isinstance(row, Fact) and incident_on and row._meta.model_name == "decision" and row.on < incident_on:
        yield "on", f"the decision ({row.on}) is before the incident ({incident_on})"
    aware = getattr(row, "aware_on", None)
    if aware and isinstance(row, Fact) and row.on < aware:
        yield "aware_on", f"{aware} is after the notification was sent, {row.on}"
