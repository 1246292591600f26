"""Case records in bulk: importing and exporting them, and an empty workbook to fill in. See docs/exchange-format.md."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from casereview.cli import database
from casereview.cli.parameters import operator

Place = click.Path(path_type=Path)


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--by", metavar="USER", default=operator, help="Who imports; by default your user name on this machine.")
@click.option("--dry-run", is_flag=True, help="Check everything, say what would be added, and add nothing.")
def import_(path: Path, by: str, dry_run: bool) -> None:
    """Put the records of PATH on record: a folder of .csv files, or an .xlsx workbook.

    All of them or, where anything is wrong, none: then every error is listed and the exit status is 1. What is on record
    already is left as it is.
    """
    from casereview.casework.exchange.faults import NotImported
    from casereview.casework.exchange.importing import import_records

    database.require()
    try:
        done = import_records(path, by=_user(by), dry_run=dry_run, progress=_bar)
    except NotImported as found:
        for fault in found.faults:
            click.echo(fault, err=True)
        count = len(found.faults)
        click.echo(f"{count:,} error{'s' * (count > 1)}; nothing was imported.", err=True)
        sys.exit(1)
    except OSError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    for name in done.added:
        if done.added[name] or done.there[name]:
            click.echo(f"{name:<16}{done.added[name]:>10,} added{done.there[name]:>10,} there already")
    added, there = sum(done.added.values()), sum(done.there.values())
    click.echo(f"{_rows(added)} {'would be added' if dry_run else 'added'}; {_rows(there)} there already.")


@click.command()
@click.argument("path", type=Place)
@click.option("--force", is_flag=True, help="Replace an export that is there.")
def export(path: Path, force: bool) -> None:
    """Write all records to PATH: a folder of .csv files or, where it ends in .xlsx, a workbook.

    It holds everything that is known of the children. Keep it where only those may read it who may read all of that.
    """
    from casereview.casework.exchange.exporting import export_records
    from casereview.casework.exchange.placing import NotWritten

    database.require()
    try:
        done = export_records(path, force=force, progress=_bar)
    except (NotWritten, OSError) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    _list(done.rows)
    number, hashed = done.head
    if done.missing:
        click.echo(
            f"{len(done.missing)} documents are named and not in the store: {', '.join(done.missing)}.", err=True
        )
    click.echo(f"{_rows(sum(done.rows.values()))} in {path}, as of the ledger's head {number}:{hashed}.")


@click.command()
@click.argument("path", type=Place)
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def template(path: Path, force: bool) -> None:
    """Write an empty workbook to PATH, an .xlsx file, to be filled in and imported.

    It has a sheet for each kind of record, drop-downs where a column takes codes, and says what each column means.
    """
    from casereview.casework.exchange.placing import NotWritten
    from casereview.casework.exchange.template import write_template

    if path.suffix.lower() != ".xlsx":
        raise click.BadParameter(f"{path} does not end in .xlsx; name a workbook.", param_hint="PATH")
    try:
        write_template(path, force=force)
    except (NotWritten, OSError) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo(f"{path} is ready to be filled in; `casereview import {path}` reads it.")


commands = [import_, export, template]


def _user(by: str) -> str:
    if not by.strip() or len(by) > 150 or not by.isprintable():
        raise click.BadParameter("Give a user name of 1 to 150 characters.", param_hint="--by")
    return by


def _rows(count: int) -> str:
    return f"{count:,} row{'s' * (count != 1)}"


def _list(rows: Mapping[str, int]) -> None:
    for name, count in rows.items():
        if count:
            click.echo(f"{name:<16}{count:>10,}")


@contextmanager
def _bar(label: str, steps: int) -> Iterator[Any]:
    """A progress bar, on a terminal only."""
    with click.progressbar(length=steps, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield bar.update
