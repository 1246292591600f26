"""The panel's members: their terms, what they declare, and the cases in which they take no part, then closed to them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from casereview.casework.acts.act import act, written
from casereview.casework.acts.checks import keepable, new, new_id, no_impossible_days
from casereview.casework.files import Opened, organisations
from casereview.casework.models import Interest, Recusal
from casereview.ledger.models import Recorded, Refused
from casereview.people import acts as people
from casereview.people import capacities
from casereview.people.models import Appointment, User
from casereview.rules import permits
from casereview.rules.codes import OrganisationKind, Role
from casereview.rules.permits import Who


def appoint_member(
    *,
    by: Who,
    on: date,
    member: str,
    until: date | None = None,
    token: str = "",
    recorded_at: datetime | None = None,
) -> Appointment:
    """Appoint a person who can sign in to the panel: from a day, which may be to come, and until one if that is known."""

    def rows() -> Sequence[Recorded]:
        permits.seats(by).require()
        if member == by.username:
            raise Refused("Nobody appoints themselves. A colleague in the secretariat does.", field="member")
        person = User.objects.filter(username=member).first()
        if person is None:
            wrong = f"Nobody signs in as “{member}”. Ask whoever runs the system to add the person first."
            raise Refused(wrong, field="member")
        for term in capacities.terms(Role.MEMBER):
            if term.username == member and on <= (term.until or on) and term.since <= (until or term.since):
                raise Refused(f"{term.name} is a member in that time already: extend that term.", field="on")
        return [people.appointed(person, Role.MEMBER, people.PANEL, since=on, until=until)]

    found: Appointment = written(rows, act="appoint_member", by=by, token=token, recorded_at=recorded_at)
    return found


def extend_term(
    *, by: Who, term: str, until: date, why: str, token: str = "", recorded_at: datetime | None = None
) -> Appointment:
    """A member's term, not yet over, gets a later last day."""

    def rows() -> Sequence[Recorded]:
        held = _term(by, term, why)
        if held.until is None:
            raise Refused("No last day is set for this term, so there is nothing to extend.")
        if held.until < timezone.localdate():
            raise Refused(f"This term ended on {held.until}. Appoint the person again, for a new one.")
        if until <= held.until:
            raise Refused(f"The term lasts until {held.until} as it is. Enter a later day.", field="until")
        return [_until(held, until, why)]

    found: Appointment = written(rows, act="extend_term", by=by, token=token, recorded_at=recorded_at)
    return found


def step_down(
    *, by: Who, term: str, until: date, why: str, token: str = "", recorded_at: datetime | None = None
) -> Appointment:
    """A member leaves the panel before their term is over. All that they might see and do ends with the last day."""

    def rows() -> Sequence[Recorded]:
        held = _term(by, term, why)
        if held.until and until >= held.until:
            raise Refused(f"The term ends on {held.until} as it is. Enter an earlier day.", field="until")
        return [_until(held, until, why)]

    found: Appointment = written(rows, act="step_down", by=by, token=token, recorded_at=recorded_at)
    return found


def _term(by: Who, term: str, why: str) -> Appointment:
    """A term on the panel that is to have another last day, for a reason."""
    permits.seats(by).require()
    held = Appointment.objects.filter(id=term, role=Role.MEMBER).first()
    if held is None:
        raise Refused("There is no such term.")
    if held.user.username == by.username:
        raise Refused("Nobody changes their own term. A colleague in the secretariat does.")
    if not why.strip():
        raise Refused("Say why: the reason is shown beside the term.", field="why")
    return held


def _until(held: Appointment, until: date, why: str) -> Appointment:
    row = people.ended(held, until=until, why=why)
    keepable(row)
    return row


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
