"""Questions asked of the record: the figures, and a case's clocks."""

import json
from datetime import date, datetime
from typing import Any

import click
from django.utils import timezone

from casereview.cli import database
from casereview.cli.parameters import Day, Days, Moment
from casereview.rules.figures import Period, panel_year


@click.command()
@click.option(
    "--period", type=Days(), help="First and last day; by default the latest whole panel year (July to June)."
)
@click.option("--as-at", type=Day(), help="Count what had happened by this day; by default today.")
@click.option("--known-at", type=Moment(), help="Count what was known at this moment; by default all that is known.")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@click.option("--members", metavar="KEY", help="List the cases behind a figure, such as non_initiations.")
def figures(
    period: Period | None, as_at: date | None, known_at: datetime | None, as_json: bool, members: str | None
) -> None:
    """Count the figures of the panel's annual report.

    For example: casereview figures --period 2014-07-01:2015-06-30 --as-at 2015-10-31
    """
    from casereview.casework import counting

    database.require()
    today = timezone.localdate()
    latest = panel_year(today.year - (2 if today < date(today.year, 7, 1) else 1))
    counted = counting.count(period or latest, as_at=as_at or today, known_at=known_at)
    if members and members not in counted.figures:
        raise click.ClickException(f"There is no figure “{members}”. There are: {', '.join(counted.figures)}.")
    found = counting.as_json(counted, members or "")
    click.echo(json.dumps(found, indent=2, ensure_ascii=False) if as_json else _table(found, members))


def _table(found: dict[str, Any], members: str | None) -> str:
    lines = [f"{found['period'][0]} to {found['period'][1]}, as at {found['as_at']}"]
    if found["known_at"]:
        lines[0] += f", as known at {found['known_at']}"
    for key, figure in found["figures"].items():
        if members in (None, key):
            lines += ["", f"{key:<40}{figure['total']:>8}"]
            piles = figure["piles"] if len(figure["piles"]) > 1 else {}
            lines += [f"  {name:<38}{size:>8}{_percent(figure, name)}" for name, size in piles.items()]
            extra = {name: n for name, n in figure.items() if isinstance(n, int) and name != "total"}
            lines += [f"  of whom {name:<30}{size:>8}" for name, size in extra.items()]
            for name, listed in figure.get("members", {}).items():
                lines += ["", f"  {name}", *(f"    {_member(member)}" for member in listed)]
    return "\n".join(lines)


def _percent(figure: dict[str, Any], name: str) -> str:
    return "" if figure["percentages"][name] is None else f"{figure['percentages'][name]:>6}%"


def _member(member: dict[str, str]) -> str:
    return " ".join(dict.fromkeys(part for part in (member["case"], member["member"]) if part))


@click.command()
@click.argument("case")
@click.option("--as-at", type=Day(), help="As the clocks stood on this day; by default today.")
@click.option("--known-at", type=Moment(), help="By what was known at this moment; by default all that is known.")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
def clocks(case: str, as_at: date | None, known_at: datetime | None, as_json: bool) -> None:
    """Show a case's statutory clocks: when each started, when it is due and whether it was met."""
    from casereview.casework import files
    from casereview.rules.clocks import clocks as running

    database.require()
    found = files.read([case], as_at=as_at, known_at=known_at)
    if not found:
        raise click.ClickException(f"There is no case “{case}”.")
    rows = [_clock(clock) for clock in running(found[0])]
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for row in rows:
        met = f"met {row['met']}" if row["met"] else "not met"
        late = f", {row['days_late']} days late" if row["days_late"] else ""
        unsure = "" if row["confirmed"] else " (not confirmed)"
        click.echo(
            f"{row['clock']:<20} from {row['starts']} due {row['due']} {met}{late}  "
            f"{row['edition']}, {row['paragraph']}{unsure}"
        )
    if not rows:
        click.echo("No clock runs on this case.")


def _clock(clock: Any) -> dict[str, Any]:
    return {
        "clock": clock.key,
        "edition": clock.edition.id,
        "paragraph": clock.clock.paragraph,
        "starts": clock.starts.isoformat(),
        "due": clock.due.isoformat(),
        "met": clock.met.isoformat() if clock.met else None,
        "days_late": clock.days_late,
        "confirmed": clock.clock.confirmed,
    }


commands = [figures, clocks]
