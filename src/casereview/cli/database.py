"""Whether there is a database to work on, and making one."""

import click
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from casereview.ledger.models import SampleData
from casereview.ledger.triggers import unguarded


def where() -> str:
    """The database in words, without its password."""
    details = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(details["NAME"])
    return f"{details['NAME']} on {details['HOST'] or 'this machine'}"


def exists() -> bool:
    """Whether the tables of this version are there."""
    try:
        with connection.cursor():
            executor = MigrationExecutor(connection)
            return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as wrong:
        raise click.ClickException(f"The database {where()} cannot be opened: {wrong}") from wrong


def make() -> None:
    """Make the tables, or bring those of an earlier version up to date."""
    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def require() -> None:
    """Go on only where there is a database whose record is guarded."""
    if not exists():
        raise click.ClickException(
            f"There is no database of this version in {where()}. "
            "Run `casereview init` for an empty one or to bring an older one up to date, or `casereview sample` for sample data."
        )
    if missing := unguarded():
        raise click.ClickException(
            f"The record is not guarded: {len(missing)} triggers are missing from the database, such as {missing[0]}. "
            "Somebody took them away. Run `casereview ledger verify` with a head that you hold, then `casereview init`."
        )


def holds_sample_data() -> bool:
    return SampleData.objects.exists()
