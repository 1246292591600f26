"""The ledger that proves the record unchanged, and the index of long lists."""

import json
import os
import sys
from pathlib import Path

import click

from casereview.cli import database


class Head(click.ParamType):
    """A head of the ledger, written NUMBER:HASH as `casereview ledger head` prints it."""

    name = "number:hash"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, str]:
        number, _, hashed = str(value).partition(":")
        if not number.isdecimal() or len(hashed) != 64:
            self.fail(f"“{value}” is not a head; write it as `casereview ledger head` prints it.", param, ctx)
        return int(number), hashed


@click.group()
def ledger() -> None:
    """The hash-chained ledger of everything recorded."""
    database.require()


@ledger.command()
def head() -> None:
    """Print the ledger's head: keep it elsewhere, and nothing recorded before it can be changed without trace."""
    from casereview.ledger import chain

    number, hashed = chain.head()
    click.echo(f"{number}:{hashed}")


@ledger.command()
@click.option("--head", "earlier", type=Head(), help="An earlier head that you hold: shows a lost tail or a new chain.")
def verify(earlier: tuple[int, str] | None) -> None:
    """Check that every recorded row is as it was written. Prints each fault; the exit status is 1 where there are any."""
    from casereview.ledger import chain

    found = 0
    for fault in chain.faults(earlier):
        click.echo(fault)
        found += 1
    number, hashed = chain.head()
    click.echo(f"{number} links, {f'{found} faults' if found else 'no fault found'}; head {number}:{hashed}")
    sys.exit(1 if found else 0)


@ledger.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
def export(path: Path) -> None:
    """Write the ledger and what it speaks for to a file, which anyone can verify with `python verify.py PATH`.

    The program is src/casereview/ledger/verify.py: it needs nothing but Python. The file holds the record itself, in
    full: keep it as safe as the database.
    """
    from casereview.ledger import chain

    try:
        with open(path, "x", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            for link in chain.export():
                file.write(json.dumps(link, ensure_ascii=False) + "\n")
    except OSError as wrong:
        raise click.ClickException(f"{path} cannot be written: {wrong.strerror}.") from wrong
    click.echo(f"Written to {path}")


@click.command()
@click.option("--rebuild", is_flag=True, help="Make the index again.")
def standing(rebuild: bool) -> None:
    """Compare the index of long lists with the record it is made of, or make it again."""
    from casereview.casework import standing as index

    database.require()
    if rebuild:
        click.echo(f"{index.rebuild()} cases.")
        return
    differences = index.differences()
    for difference in differences:
        click.echo(difference)
    click.echo(f"{len(differences)} differences." if differences else "The index agrees with the record.")
    sys.exit(1 if differences else 0)


@click.group()
def receipt() -> None:
    """Receipts that boards are given for answers that they gave offline."""
    database.require()


@receipt.command("verify")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify_receipt(path: Path) -> None:
    """Check that this system gave the receipt in PATH, to the letter, and still has the ledger of which it names the head.

    The exit status is 1 where it did not.
    """
    from casereview.casework import receipts

    wrong = receipts.fault(path.read_text(encoding="utf-8", errors="replace"))
    click.echo(wrong or "This system gave this receipt, and nothing in it was changed.")
    sys.exit(1 if wrong else 0)


commands = [ledger, standing, receipt]
