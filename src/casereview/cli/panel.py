"""The panel's papers, from the command line."""

import sys
from datetime import date
from pathlib import Path

import click
from django.utils import timezone

from casereview.cli import database
from casereview.cli.parameters import Day
from casereview.rules.permits import Who


@click.group()
def panel() -> None:
    """The national panel: the pack of a meeting, for one reader."""
    database.require()


@panel.command()
@click.argument("day", type=Day())
@click.option(
    "--member", "username", metavar="USER", required=True, help="Whose copy: a member's, or the secretariat's."
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The PDF to write.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def pack(day: date, username: str, out: Path, force: bool) -> None:
    """Write the pack of the meeting planned for DAY as one accessible PDF: without what is closed to its reader.

    That it was made is put on record for each case in it, as if the reader had opened it.
    """
    from casereview.casework import meetings, packing

    if out.exists() and not force:
        raise click.ClickException(f"{out} exists already. Give another name, or --force to replace it.")
    if (planned := meetings.meeting_on(day)) is None:
        raise click.ClickException(f"No meeting is planned for {day}. {_planned()}")
    reader = _reader(username)
    steps = packing.steps(planned, by=reader)
    with click.progressbar(length=steps, label="Packing", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        made = packing.pack(planned, by=reader, tick=bar.update)
    out.touch(mode=0o600)
    out.write_bytes(made)
    click.echo(f"{steps} case{'s' * (steps != 1)} in {out}, {len(made) // 1024} kB, for {reader.name}.")


def _planned() -> str:
    from casereview.casework import meetings

    days = [one.day.isoformat() for one in meetings.planned_meetings() if one.day >= timezone.localdate()]
    return f"Planned are: {', '.join(days)}." if days else "None is planned at all."


def _reader(username: str) -> Who:
    """The person in their capacity on the panel."""
    from casereview.people.capacities import capacities
    from casereview.people.models import User
    from casereview.rules import permits

    user = User.objects.filter(username=username).first()
    held = capacities(user, timezone.localdate()) if user else []
    found = next((who for who in held if permits.panel_room(who)), None)
    if found is None:
        raise click.ClickException(f"“{username}” is neither a member of the panel nor in its secretariat today.")
    return found


commands = [panel]
