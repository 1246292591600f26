"""Writing who people are: users, organisations and appointments. Each appointment and organisation has its ledger link."""

import secrets
from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from casereview.ledger import chain
from casereview.ledger.models import Refused
from casereview.people.models import Appointment, Organisation, User
from casereview.rules.codes import SERVES, OrganisationKind, Role

PANEL, DEPARTMENT, REPOSITORY = "PANEL", "DFE", "REPOSITORY"
"""The codes of the national organisations, of which there is one each."""


def begin(*, by: str) -> None:
    """The national organisations that every system has: the panel, the department, and the repository."""
    with chain.writing():
        held = set(Organisation.objects.values_list("id", flat=True))
        rows = [
            Organisation(id=f"{kind}:{code}", kind=kind, code=code, name=name)
            for kind, code, name in (
                (OrganisationKind.PANEL, PANEL, "National panel"),
                (OrganisationKind.DEPARTMENT, DEPARTMENT, "Department for Education"),
                (OrganisationKind.REPOSITORY, REPOSITORY, "National repository"),
            )
            if f"{kind}:{code}" not in held
        ]
        chain.append(rows, act="begin", by=by)


def add_user(username: str, *, name: str, email: str, password: str) -> User:
    """A person who can sign in, and may do nothing until appointed. Raises `Refused` with what is wrong."""
    user = User(username=username, name=name, email=email)
    try:
        user.full_clean(exclude=["password"])
        validate_password(password, user)
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from wrong
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(f"There is already a user called “{username}”, but for capital letters.")
    if User.objects.filter(email__iexact=email).exists():
        raise Refused(f"Somebody else signs in with {email}. Give each person an address of their own.", field="email")
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as taken:
        raise Refused(f"There is already a user called “{username}”.") from taken
    return user


def appoint(
    user: User, role: Role, organisation: str, *, since: date, until: date | None = None, by: str
) -> Appointment:
    """Appoint a person to a role in an organisation from a day, and until one if that is known."""
    with chain.writing():
        row = appointed(user, role, organisation, since=since, until=until)
        chain.append([row], act="appoint", by=by)
    return row


def appointed(user: User, role: Role, organisation: str, *, since: date, until: date | None = None) -> Appointment:
    """The row of an appointment, if it can be; not yet written."""
    kind = SERVES[role]
    if until and until < since:
        raise Refused(f"The appointment would end ({until}) before it begins ({since}).", field="until")
    if not Organisation.objects.filter(kind=kind, code=organisation).exists():
        raise Refused(f"There is no {kind.words.lower()} with the code “{organisation}”.", field="organisation")
    return Appointment(id=secrets.token_hex(8), user=user, role=role, organisation=organisation, on=since, until=until)


def end(appointment: Appointment, *, until: date, why: str, by: str) -> Appointment:
    """End an appointment on a day, its last: set down again with that day. The rights end with it.

    To end it at once, also one that begins today, the last day is yesterday.
    """
    with chain.writing():
        row = ended(appointment, until=until, why=why)
        chain.append([row], act="end", by=by)
    return row


def ended(appointment: Appointment, *, until: date, why: str) -> Appointment:
    """The row by which an appointment has another last day, if it can; not yet written."""
    if until < appointment.on - timedelta(days=1):
        raise Refused(f"The appointment began on {appointment.on}; it cannot end before that.", field="until")
    if Appointment.objects.filter(corrects=appointment).exists():
        raise Refused("Somebody else has changed this appointment meanwhile.")
    return Appointment(
        id=secrets.token_hex(8),
        user_id=appointment.user_id,
        role=appointment.role,
        organisation=appointment.organisation,
        on=appointment.on,
        until=until,
        corrects=appointment,
        why=why,
    )
