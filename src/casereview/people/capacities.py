"""In which capacities a person may act, from their appointments."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

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
    """A person's time in a role: from a day, and until its last if that is known. `why` tells why it was changed."""

    username: str
    name: str
    since: date
    until: date | None
    why: str
    recorded_at: datetime

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def terms(role: Role) -> list[Term]:
    """Every term in a role, as last set down: those of the past too, in the order in which they began."""
    held = Appointment.objects.filter(role=role, corrected_by=None).select_related("user").order_by("on", "number")
    return [Term(one.user.username, str(one.user), one.on, one.until, one.why, one.recorded_at) for one in held]


def holds(username: str, role: Role, on: date) -> bool:
    """Whether somebody holds a role on a day."""
    held = Appointment.objects.filter(user__username=username, role=role, corrected_by=None)
    return any(one.holds(on) for one in held)
