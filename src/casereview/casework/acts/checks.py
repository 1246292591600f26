"""Making a fact's row, and the checks that every act makes of its rows before they are written."""

import re
import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from casereview.casework.files import Opened
from casereview.casework.models import Case, CaseFact, Decision, Notification
from casereview.casework.soundness import impossible_days
from casereview.ledger.models import Recorded, Refused
from casereview.rules.codes import Code
from casereview.rules.facts import Child
from casereview.rules.facts import Decision as Decided
from casereview.rules.facts import Fact as Happened

F = TypeVar("F", bound=CaseFact)
C = TypeVar("C", bound=Code)

MOST = 2_147_483_647
"""The largest whole number that every database keeps."""


def new_id() -> str:
    """An id for a fact: unique, and telling nothing."""
    return secrets.token_hex(8)


def new(model: type[F], case: Case | Opened, **fields: Any) -> F:
    """A row of a fact on a case, not yet written."""
    return model(id=new_id(), case_id=case.reference, **fields)


def no_impossible_days(rows: Iterable[Recorded], *, incident_on: date | None = None) -> None:
    """Refuse rows with a day that cannot be, in words that name the first of them."""
    for row in rows:
        for field, wrong in impossible_days(row, today=timezone.localdate(), incident_on=incident_on):
            name = str(getattr(row._meta.get_field(field), "verbose_name", field))
            raise Refused(f"{name.capitalize()}: {wrong}.", field=field)
        keepable(row)


def keepable(row: Recorded) -> None:
    """Refuse a row of which some field is empty that must not be, or holds what no database keeps."""
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if value is None and column.editable and not column.null:
            raise Refused("This is needed: answer it.", field=column.attname)
        if isinstance(value, str) and _cannot_be_kept(value):
            raise Refused("The text has a character that cannot be kept. Type it again.", field=column.attname)
        if isinstance(column, models.PositiveIntegerField) and value is not None and not 0 <= value <= MOST:
            raise Refused("Use a whole number, such as 40.", field=column.attname)
        if isinstance(column, models.CharField) and value is not None and len(str(value)) > (column.max_length or 0):
            raise Refused(f"Use {column.max_length} characters or fewer.", field=column.attname)
        if column.choices and value and value not in dict(column.flatchoices):
            raise Refused(f"Choose one of the answers given; “{value}” is none of them.", field=column.attname)


_NEVER_KEPT = re.compile("[\x00\ud800-\udfff]")


def _cannot_be_kept(text: str) -> bool:
    """Whether a text has the null character, or half of one that takes two, which a database keeps in no text."""
    return bool(_NEVER_KEPT.search(text))


def chosen(codes: type[C], value: str, field: str) -> C:
    """The code that was chosen from a list; refused where none was, or one that is not in it."""
    if value not in codes._value2member_map_:
        none = f"; “{value}” is none of them" if value else ""
        raise Refused(f"Choose one of the answers given{none}.", field=field)
    return codes(value)


def in_order(notification: Notification, incident_on: date) -> None:
    """Refuse a notification of which some day is before the incident."""
    for field, told, words in (
        ("aware_on", notification.aware_on, "The authority cannot have become aware"),
        ("board_told_on", notification.board_told_on, "The board cannot have been told"),
        ("on", notification.on, "The notification cannot have been sent"),
    ):
        if told and told < incident_on:
            raise Refused(f"{words} ({told}) before the incident ({incident_on}). Check both days.", field=field)


def told_after(decision: Decision) -> None:
    """Refuse a decision of which the panel would have been told before it was made."""
    if decision.told_panel_on and decision.told_panel_on < decision.on:
        raise Refused(
            f"The panel cannot have been told ({decision.told_panel_on}) before the decision ({decision.on}).",
            field="told_panel_on",
        )


def first_decision_to_review(file: Opened, words: str) -> Decided:
    """The decision by which a review began that is still to be held; refused where there is no report of one."""
    if not (file.first_initiation and file.decision and file.decision.initiate):
        raise Refused(f"No review was decided on in this case, so there is no report of one {words}.")
    return file.first_initiation


def child_of(file: Opened, number: int) -> Child:
    """The child of a number on a file; refused where there is none."""
    found = next((child for child in file.children if child.child == number), None)
    if found is None:
        raise Refused("There is no such child on this case.", field="child")
    return found


def first_incident_on(file: Opened) -> date | None:
    """The day of the first incident on a file."""
    return file.incidents[0].on if file.incidents else None


def not_before(day: date, earlier: Happened, *, words: str, field: str = "on") -> None:
    """Refuse a day that comes before the fact that it answers."""
    if day < earlier.on:
        raise Refused(f"This cannot have happened before {words} on {earlier.on}.", field=field)
