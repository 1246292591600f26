"""In which capacities a person may act, from their appointments."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from casereview.people.models import Appointment, Organisation, User
from casereview.rules.codes import SERVES, Role
from casereview.rules.permits import Who


def capacities(user: User, on: date) -> list[Who]:
    """Each role that a person holds on a day, in the order of their appointments. The rights end with the day."""
    held = [
        appointment
        for appointment in Appointment.objects.filter(user=user, corrected_by=None).order_by("number")
        if appointment.holds(on)
    ]
    if not held or not user.is_active:
        return []
    found = Organisation.objects.filter(code__in={a.organisation for a in held}, corrected_by=None)
    names = {(organisation.kind, organisation.code): organisation.name for organisation in found}
    return [
        Who(
            username=user.username,
            name=user.name,
            role=Role(appointment.role),
            organisation=appointment.organisation,
            organisation_name=names.get((SERVES[Role(appointment.role)], appointment.organisation), ""),
        )
        for appointment in held
    ]


def name_of(username: str) -> str:
    """What a person is called; the username, where nobody has it."""
    return names_of([username]).get(username, username)


def names_of(usernames: Collection[str]) -> dict[str, str]:
    """What people are called, by username, of those who have a name here."""
    return dict(User.objects.filter(username__in=usernames).exclude(name="").values_list("username", "name"))


def holders(role: Role, organisation: str, on: date) -> dict[str, str]:
    """Who holds a role in an organisation on a day: names by username, in the order in which they were appointed."""
    return {user.username: str(user) for user in _holding(role, organisation, on)}


def addresses(organisation: str, on: date, *roles: Role) -> list[str]:
    """The e-mail addresses of those who hold any of some roles in an organisation on a day; none of them twice."""
    held = (user.email for role in roles for user in _holding(role, organisation, on))
    return list(dict.fromkeys(address for address in held if address))


def _holding(role: Role, organisation: str, on: date) -> list[User]:
    held = Appointment.objects.filter(
        role=role, organisation=organisation, corrected_by=None, user__is_active=True
    ).order_by("number")
    return [one.user for one in held.select_related("user") if one.holds(on)]


@dataclass(frozen=True, slots=True)
class Term:
    """A person's time in a role: from a day, and until its last if that is known; as it was set down, first and last."""

    id: str
    username: str
    name: str
    since: date
    until: date | None
    told: Sequence[Appointment]
    """The appointment, and each time that its last day was changed, with the reason; in order."""

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def terms(role: Role) -> list[Term]:
    """Every term in a role, as last set down: those of the past too, in the order in which they began."""
    told: dict[str, list[Appointment]] = {}
    for one in Appointment.objects.filter(role=role).select_related("user").order_by("number"):
        told[one.id] = [*told.pop(one.corrects_id or "", []), one]
    latest = sorted(told.values(), key=lambda rows: (rows[-1].on, rows[-1].number))
    return [
        Term(now.id, now.user.username, str(now.user), now.on, now.until, (*before, now)) for *before, now in latest
    ]


def holds(username: str, role: Role, on: date) -> bool:
    """Whether somebody holds a role on a day."""
    held = Appointment.objects.filter(user__username=username, role=role, corrected_by=None)
    return any(one.holds(on) for one in held)
