"""The repository's catalogue, from the command line."""

import sys
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from casereview.cli import database
from casereview.cli.parameters import operator


@click.group()
def library() -> None:
    """The national repository: what is published, and the index that finds it."""
    database.require()


def _by() -> Any:
    """Whoever is at the command line acts as a cataloguer: who may run commands may do so."""
    from casereview.people.acts import REPOSITORY
    from casereview.rules.codes import Role
    from casereview.rules.permits import Who

    return Who(operator(), operator(), Role.CATALOGUER, REPOSITORY, "National repository")


def _found_from_now_on(published: bool) -> None:
    """Take what was published into the index now, so that no reader's search waits for it."""
    from casereview.library.index import index as ours

    if published:
        ours().current()


PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))


@library.command()
@PATHS
@click.option("--publish", is_flag=True, help="Publish each as it was read, in place of leaving it for a cataloguer.")
def add(paths: tuple[Path, ...], publish: bool) -> None:
    """Take reports in from files and folders: PDF, Word, HTML and text.

    Each is read in a limited process of its own. What it seems to be is proposed, with the passage for each answer, for a
    cataloguer to decide on. What the repository has already is left alone, and a broken file stops none of the others.
    """
    from casereview.library import adding

    found = adding.files(paths)
    with click.progressbar(length=len(found), label="Reading", file=sys.stderr) as bar:
        added = adding.add(found, by=_by(), on=timezone.localdate(), publish=publish, tick=bar.update)
    _found_from_now_on(publish)
    for path, what in added.taken.items():
        unsure = ", ".join(added.unsure[path]).replace("_", " ")
        click.echo(f"{what}\t{path.name}" + (f"\tunsure: {unsure}" if unsure else ""))
    said = "published" if publish else "drafts for a cataloguer"
    click.echo(f"{len(added.taken)} {said}, {len(added.held)} there already, {len(added.broken)} not read.", err=True)
    for path, why in (*added.held.items(), *added.scanned.items(), *added.withheld.items()):
        click.echo(f"{path.name}: {why}.", err=True)
    for path, why in added.broken.items():
        click.echo(f"{path}: {why}.", err=True)
    if added.broken:
        raise click.exceptions.Exit(1)


@library.command("import")
@PATHS
@click.option("--publish", is_flag=True, help="Publish each record, in place of leaving it for a cataloguer.")
def import_(paths: tuple[Path, ...], publish: bool) -> None:
    """Take in the records of another catalogue: CSV, Excel workbook (.xlsx), BibTeX (.bib) or RIS (.ris).

    A record whose title and board are there already is left alone. One with a fault is named, and stops none of the others.
    """
    from casereview.library import importing

    taken, held, faults = 0, 0, []
    for path in paths:
        try:
            found = importing.take_in(path, by=_by(), on=timezone.localdate(), publish=publish)
        except importing.NotACatalogue as wrong:
            faults.append(f"{path.name} {wrong}.")
            continue
        taken, held, faults = taken + len(found.taken), held + found.held, faults + found.faults
    _found_from_now_on(publish)
    said = "published" if publish else "drafts for a cataloguer"
    click.echo(f"{taken} {said}, {held} there already, {len(faults)} not taken.")
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.exceptions.Exit(1)


@library.group()
def themes() -> None:
    """The vocabulary of themes, and how their rates change."""


@themes.command("export")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def export_themes(file: Path) -> None:
    """Write the vocabulary to FILE, as SKOS in RDF/XML."""
    from casereview.library import skos

    file.write_bytes(skos.exported())
    click.echo(f"Written: {file}")


@themes.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_themes(file: Path) -> None:
    """Take a vocabulary in, from SKOS in RDF/XML. A term takes the place of ours that has its code; what is the same is left."""
    from casereview.ledger.models import Refused
    from casereview.library import skos

    try:
        terms = skos.taken_in(file.read_bytes(), by=_by(), on=timezone.localdate())
    except Refused as refused:
        raise click.ClickException(refused.message) from refused
    click.echo(f"{len(terms)} terms set down.")


@themes.command("flagged")
def flagged_themes() -> None:
    """Say which themes' rates have changed, and how sure that is: for national policy."""
    from casereview.library import themes

    trends = themes.flagged()
    for trend in trends:
        change = trend.change
        assert change is not None
        way = "rose" if change.rises else "fell"
        click.echo(
            f"{trend.theme.label} {way} from {change.before:.0%} of reports to {change.after:.0%} from {change.year} on "
            f"(chance alone: {change.chance:.2g})"
        )
    if not trends:
        click.echo("No theme's rate has changed more than chance would have it.")


@library.command()
def index() -> None:
    """Make the search index again from the record. Nothing is lost by it: the index is a copy."""
    from casereview.library import gate
    from casereview.library.index import index as ours

    with click.progressbar(length=gate.count(), label="Indexing", file=sys.stderr) as bar:
        count = ours().rebuild(tick=bar.update)
    click.echo(f"{count} reviews are in the index.")


@library.command()
@click.argument("query")
@click.option("--size", default=10, show_default=True, type=click.IntRange(1, 300))
def search(query: str, size: int) -> None:
    """Search what is published: words, "exact phrases", -without."""
    from casereview.library.search import search as ask

    found = ask(query, size=size)
    for typed, meant in found.corrected:
        click.echo(f"No review has “{typed}”; looked for “{meant}”.", err=True)
    for hit in found.hits:
        page = f", page {hit.page}" if hit.page else ""
        click.echo(f"{hit.review.id}\t{hit.review.published_on}\t{hit.review.board_words}\t{hit.review.title}{page}")
    click.echo(f"{found.total} review{'' if found.total == 1 else 's'}", err=True)


commands = [library]
