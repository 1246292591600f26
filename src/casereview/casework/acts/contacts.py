"""Dealings with the panel that belong to no case, and its meetings. The panel's second report, paragraphs 4, 8 and 19."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from casereview.casework.acts.act import written
from casereview.casework.acts.checks import chosen, new_id, no_impossible_days
from casereview.casework.acts.correcting import set_down_again
from casereview.casework.acts.meetings import in_office, sound_meeting
from casereview.casework.acts.members import sound_interest
from casereview.casework.files import organisations
from casereview.casework.models import LOOSE, Contact, Interest, Meeting, PlannedMeeting
from casereview.ledger.models import Recorded, Refused
from casereview.rules import permits
from casereview.rules.codes import ContactKind, OrganisationKind
from casereview.rules.permits import Who

KINDS: Mapping[str, Any] = {kind: LOOSE[kind] for kind in ("contacts", "meetings", "interests", "planned_meetings")}
"""Those of the facts that belong to no case which are corrected here."""


def contact(
    *,
    by: Who,
    on: date,
    kind: str,
    board: str = "",
    subject: str = "",
    approacher: str = "",
    token: str = "",
    recorded_at: datetime | None = None,
) -> Contact:
    """Log a letter, a meeting, a nil return, or an approach by a person with no board (out of remit)."""

    def rows() -> Sequence[Recorded]:
        permits.contact(by).require()
        return [_sound(Contact(id=new_id(), on=on, kind=kind, board=board, subject=subject, approacher=approacher))]

    found: Contact = written(rows, act="contact", by=by, token=token, recorded_at=recorded_at)
    return found


def meet(
    *,
    by: Who,
    on: date,
    attended: Collection[str],
    present: Collection[str] = (),
    token: str = "",
    recorded_at: datetime | None = None,
) -> Meeting:
    """Record a meeting of the panel and who attended. `present` are the members among them, by username."""

    def rows() -> Sequence[Recorded]:
        permits.contact(by).require()
        in_office(present, on)
        return [_sound(Meeting(id=new_id(), on=on, attended=";".join(attended), present=";".join(present)))]

    found: Meeting = written(rows, act="meet", by=by, token=token, recorded_at=recorded_at)
    return found


def correct_contact(
    *,
    by: Who,
    kind: str,
    fact: str,
    why: str,
    changes: Mapping[str, Any],
    token: str = "",
    recorded_at: datetime | None = None,
) -> Any:
    """Correct a contact or a meeting: it is set down again with what is changed and why, and both are kept."""

    def rows() -> Sequence[Recorded]:
        permits.contact(by).require()
        was = KINDS[kind].objects.filter(pk=fact).first() if kind in KINDS else None
        if was is None:
            raise Refused("There is no such entry.")
        row = set_down_again(was, needed=("kind",), why=why, changes=changes)
        if isinstance(row, PlannedMeeting):
            return [sound_meeting(row)]
        return [sound_interest(row) if isinstance(row, Interest) else _sound(row)]

    return written(rows, act="correct_contact", by=by, token=token, recorded_at=recorded_at)


def _sound(row: Contact | Meeting) -> Contact | Meeting:
    """The row, if it says what can be."""
    if isinstance(row, Contact):
        chosen(ContactKind, row.kind, "kind")
        if row.kind == ContactKind.OUT_OF_REMIT and row.board:
            wrong = "An approach out of remit comes from a person with no board. Leave the board out."
            raise Refused(wrong, field="board")
        if row.kind != ContactKind.OUT_OF_REMIT and not organisations(OrganisationKind.BOARD, [row.board]):
            raise Refused("Choose the board that was in contact.", field="board")
    no_impossible_days([row])
    return row
