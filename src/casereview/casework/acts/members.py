"""What the panel's members declare, and the cases in which they take no part: whose files are then closed to them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from casereview.casework.acts.act import act, written
from casereview.casework.acts.checks import new, new_id, no_impossible_days
from casereview.casework.files import Opened, organisations
from casereview.casework.models import Interest, Recusal
from casereview.ledger.models import Recorded, Refused
from casereview.people import capacities
from casereview.rules import permits
from casereview.rules.codes import OrganisationKind, Role
from casereview.rules.permits import Who


@act
def recuse(
    file: Opened, *, by: Who, on: date, member: str, reason: str, until: date | None = None
) -> Sequence[Recorded]:
    """Somebody on the panel takes no part in a case: its file is closed to them in every list, count and paper."""
    permits.recuse(by, file).require()
    if by.role == Role.MEMBER and member != by.username:
        raise Refused(
            "Each member says for themselves that they take no part; or the secretariat does.", field="member"
        )
    if not reason.strip():
        raise Refused("Say why they take no part: letter and report say that they did not.", field="reason")
    on_the_panel(member, on)
    if member in file.recused:
        raise Refused("They take no part in this case already.", field="member")
    if until and until < on:
        raise Refused("The last day comes before the first.", field="until")
    row = new(Recusal, file, on=on, member=member, reason=reason, until=until)
    no_impossible_days([row])
    return [row]


def declare(
    *,
    by: Who,
    on: date,
    member: str,
    interest: str,
    board: str = "",
    until: date | None = None,
    token: str = "",
    recorded_at: datetime | None = None,
) -> Interest:
    """Declare an interest, held from a day and until one if that is known. It closes no file: a recusal does."""

    def rows() -> Sequence[Recorded]:
        permits.declare(by, member).require()
        row = Interest(id=new_id(), on=on, member=member, interest=interest, board=board, until=until)
        return [sound_interest(row)]

    found: Interest = written(rows, act="declare", by=by, token=token, recorded_at=recorded_at)
    return found


def sound_interest(row: Interest) -> Interest:
    """The interest, if it can be."""
    if not row.interest.strip():
        raise Refused("Say what the interest is.", field="interest")
    if row.board and not organisations(OrganisationKind.BOARD, [row.board]):
        raise Refused("Choose the board that it concerns, or none.", field="board")
    if row.until and row.until < row.on:
        raise Refused("The last day comes before the first.", field="until")
    on_the_panel(row.member, row.on)
    no_impossible_days([row])
    return row


def on_the_panel(member: str, on: date) -> None:
    """Refuse somebody who holds no seat on the panel, nor in its secretariat, on a day or today."""
    days = {on, timezone.localdate()}
    if not any(capacities.holds(member, role, day) for role in (Role.MEMBER, Role.SECRETARY) for day in days):
        raise Refused("Choose somebody who is on the panel, or in its secretariat.", field="member")
