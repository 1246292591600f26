"""The people who use the system, and their appointments."""

from datetime import date, timedelta
from typing import Any

import click
from django.utils import timezone

from casereview.cli import database
from casereview.cli.parameters import Day, operator
from casereview.rules.codes import SERVES, Role

ROLES = click.Choice([role.value for role in Role])


@click.group()
def user() -> None:
    """People who can sign in, and their dated appointments."""
    database.require()


@user.command()
@click.argument("username")
@click.option("--name", required=True, help="The name that colleagues see.")
@click.option("--email", required=True)
@click.option("--role", type=ROLES, help="What the person is appointed to do.")
@click.option("--organisation", help="The code of the authority or board; not needed for national ones.")
@click.option("--from", "since", type=Day(), help="The appointment's first day; by default today.")
@click.option("--until", type=Day(), help="The appointment's last day, if it is known.")
@click.password_option(help="At least 15 characters. Asked for when it is not given.")
def add(username: str, name: str, email: str, role: str | None, password: str, **appointment: Any) -> None:
    """Add a person who can sign in, and appoint them if --role is given."""
    from django.db import transaction

    from casereview.ledger.models import Refused
    from casereview.people import acts

    try:
        with transaction.atomic():
            person = acts.add_user(username, name=name, email=email, password=password)
            if role:
                _appoint(person, role, **appointment)
    except Refused as refused:
        raise click.ClickException(refused.message) from refused
    click.echo(f"{name} can sign in as {username}.")


@user.command()
@click.argument("username")
@click.option("--role", type=ROLES, required=True)
@click.option("--organisation", help="The code of the authority or board; not needed for national ones.")
@click.option("--from", "since", type=Day(), help="The first day; by default today.")
@click.option("--until", type=Day(), help="The last day, if it is known.")
def appoint(username: str, role: str, **appointment: Any) -> None:
    """Appoint a person to a further role."""
    from casereview.ledger.models import Refused

    try:
        _appoint(_person(username), role, **appointment)
    except Refused as refused:
        raise click.ClickException(refused.message) from refused
    click.echo(f"{username} is appointed.")


@user.command()
@click.argument("username")
@click.option("--role", type=ROLES, required=True)
@click.option("--until", type=Day(), help="The last day; by default yesterday, so that the rights end at once.")
@click.option("--why", required=True, help="The reason, which is kept.")
def end(username: str, role: str, until: date | None, why: str) -> None:
    """End a person's appointments to a role."""
    from django.db import transaction

    from casereview.ledger.models import Refused
    from casereview.people import acts
    from casereview.people.models import Appointment

    last = until or timezone.localdate() - timedelta(days=1)
    held = Appointment.objects.filter(user=_person(username), role=role, corrected_by=None).exclude(until__lte=last)
    if not held:
        raise click.ClickException(f"{username} holds no appointment to that role that would not have ended by {last}.")
    try:
        with transaction.atomic():
            for appointment in held:
                acts.end(appointment, until=last, why=why, by=operator())
    except Refused as refused:
        raise click.ClickException(refused.message) from refused
    click.echo(f"The appointment of {username} ends.")


@user.command("list")
def list_() -> None:
    """List the people and their appointments."""
    from casereview.people.models import Appointment, User

    for person in User.objects.order_by("username"):
        click.echo(f"{person.username}\t{person.name}")
        for held in Appointment.objects.filter(user=person, corrected_by=None).order_by("on"):
            until = f" until {held.until}" if held.until else ""
            click.echo(f"\t{Role(held.role).words}, {held.organisation}, from {held.on}{until}")


def _person(username: str) -> Any:
    from casereview.people.models import User

    person = User.objects.filter(username=username).first()
    if person is None:
        raise click.ClickException(f"There is no user called “{username}”. `casereview user list` lists them.")
    return person


def _appoint(person: Any, role: str, organisation: str | None, since: date | None, until: date | None) -> None:
    from casereview.people import acts
    from casereview.rules.codes import OrganisationKind

    national = {
        OrganisationKind.PANEL: acts.PANEL,
        OrganisationKind.DEPARTMENT: acts.DEPARTMENT,
        OrganisationKind.REPOSITORY: acts.REPOSITORY,
    }
    code = organisation or national.get(SERVES[Role(role)])
    if code is None:
        raise click.ClickException(f"Say of which {SERVES[Role(role)].words.lower()}, with --organisation CODE.")
    acts.appoint(person, Role(role), code, since=since or timezone.localdate(), until=until, by=operator())


commands = [user]
