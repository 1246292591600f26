"""Notifying a serious incident, and withdrawing a notification. Working Together 2015, chapter 4; report paragraph 2."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from casereview.casework.acts.act import act, written
from casereview.casework.acts.checks import chosen, in_order, new, no_impossible_days
from casereview.casework.files import Opened, boards_of, organisations
from casereview.casework.models import Case, Child, Identity, Incident, Notification, Withdrawal
from casereview.ledger import chain
from casereview.ledger.models import Recorded, Refused
from casereview.people.models import Organisation
from casereview.rules import permits
from casereview.rules.codes import IncidentKind, OrganisationKind, Recipient
from casereview.rules.figures import in_being
from casereview.rules.permits import Who


def notify(
    *,
    by: Who,
    on: date,
    aware_on: date,
    incident_on: date,
    incident: Mapping[str, Any],
    children: Sequence[Mapping[str, Any]],
    recipient: str,
    board: str = "",
    board_told_on: date | None = None,
    late_reason: str = "",
    reference: str = "",
    token: str = "",
    recorded_at: datetime | None = None,
) -> Notification:
    """Notify an incident: opens a case with its children, and puts the incident and the notification on it.

    `incident` holds the fields of `Incident`, each of `children` those of `Child` and `Identity`. `board` is the code of
    the board that leads; by default the one that serves the authority. Answers with the notification.
    """

    def rows() -> Sequence[Recorded]:
        permits.notify(by).require()
        if not children:
            raise Refused("Add at least one child.", field="children")
        chosen(Recipient, recipient, "recipient")
        chosen(IncidentKind, incident.get("kind", ""), "kind")
        if reference and Case.objects.filter(pk=reference).exists():
            raise Refused(f"There is already a case {reference}.", field="reference")
        serving = board_for(by.organisation, board, on)
        case = Case(reference=reference or next_reference(aware_on), board=serving.code)
        notification = new(
            Notification,
            case,
            on=on,
            authority=by.organisation,
            aware_on=aware_on,
            recipient=recipient,
            board_told_on=board_told_on,
            late_reason=late_reason,
        )
        found: list[Recorded] = [
            notification,
            case,
            new(Incident, case, on=incident_on, **incident),
            *_children(case, children, on),
        ]
        no_impossible_days(found, incident_on=incident_on)
        in_order(notification, incident_on)
        return found

    notification: Notification = written(rows, act="notify", by=by, token=token, recorded_at=recorded_at)
    return notification


def already_sent(token: str, *, by: Who) -> Notification | None:
    """The notification that a form with this token has sent, if it has: its draft is then no longer there to be read."""
    row = chain.once(token, by=by.username, act="notify")
    return row if isinstance(row, Notification) else None


@act
def withdraw(file: Opened, *, by: Who, notification: str, on: date, reason: str) -> Sequence[Recorded]:
    """Withdraw a notification because the criteria were not met after all. It stays on the file, and is not counted."""
    permits.withdraw(by, file).require()
    found = next((n for n in file.notifications if n.id == notification), None)
    if found is None or found.authority != by.organisation:
        raise Refused("There is no such notification of yours on this case.", field="notification")
    if found not in file.standing_notifications:
        raise Refused("This notification has already been withdrawn.", field="notification")
    if file.decisions:
        raise Refused(
            "The board has decided on this notification, so it can no longer be withdrawn. "
            "Tell the board's business manager what you have learned."
        )
    if not reason.strip():
        raise Refused("Say why the criteria for notifying are not met.", field="reason")
    if on < found.on:
        raise Refused(f"A notification of {found.on} cannot be withdrawn before that day.", field="on")
    withdrawal = new(Withdrawal, file, on=on, notification=notification, reason=reason)
    no_impossible_days([withdrawal])
    return [withdrawal]


def board_for(authority: str, code: str = "", on: date | None = None) -> Organisation:
    """The board that serves an authority on a day; or the one of this code, which must exist."""
    day = on or timezone.localdate()
    if code:
        if not (named := organisations(OrganisationKind.BOARD, [code])):
            raise Refused(f"There is no board with the code “{code}”.", field="board")
        return named[code]
    serving = [board for board in boards_of(authority) if in_being(board, day)]
    if not serving:
        raise Refused("No board is recorded as serving your authority. Ask the operator to add it.", field="board")
    return serving[-1]


def next_reference(on: date) -> str:
    """The next free reference of a year, such as 2015-0042. Call it inside an act, where nobody else takes it."""
    of_the_year = Case.objects.filter(reference__startswith=f"{on.year}-")
    numbers = (re.fullmatch(r"\d{4}-(\d{4,9})", reference) for reference in of_the_year.values_list("pk", flat=True))
    return f"{on.year}-{max((int(number[1]) for number in numbers if number), default=0) + 1:04d}"


IDENTIFYING = ("forenames", "surname", "also_known_as")


def _children(case: Case, children: Sequence[Mapping[str, Any]], on: date) -> list[Recorded]:
    """A row for each child and, where a name is known, one that says who the child is, kept apart."""
    rows: list[Recorded] = []
    for number, answers in enumerate(children, start=1):
        described = {name: value for name, value in answers.items() if name not in IDENTIFYING}
        named = {name: value for name, value in answers.items() if name in IDENTIFYING and value}
        rows.append(Child(id=f"{case.reference}/{number}", case_id=case.reference, child=number, **described))
        if named:
            rows.append(new(Identity, case, on=on, child=number, **named))
    return rows
