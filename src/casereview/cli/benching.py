"""How good it is, measured by anyone."""

from pathlib import Path

import click


@click.group()
def bench() -> None:
    """Measure on data of your own. `make bench` measures the rest."""


@bench.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def ranking(folder: Path) -> None:
    """Score the repository's ranking on a test collection in BEIR's form.

    FOLDER holds corpus.jsonl, queries.jsonl and qrels.tsv. The code that serves the site does the ranking. Nothing of the
    collection is kept.
    """
    from casereview.library.judged import NotACollection, score

    try:
        scores = score(folder)
    except NotACollection as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo(f"documents    {scores.documents}")
    click.echo(f"queries      {scores.queries}")
    click.echo(f"nDCG@10      {scores.ndcg:.3f}")
    click.echo(f"recall@100   {scores.recall:.3f}")


commands = [bench]
