"""The triggers by which the database itself refuses to change a recorded row, on SQLite and PostgreSQL alike."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from casereview.ledger.models import Link, Recorded

MESSAGE = "recorded rows are never changed"


def tables() -> list[tuple[str, str]]:
    """Every table that is only ever added to, with its primary key."""
    models: list[Any] = [*(model for model in apps.get_models() if issubclass(model, Recorded)), Link]
    return [(model._meta.db_table, model._meta.pk.column) for model in models]


def guard(using: str = "default", only: Collection[str] | None = None, **_: Any) -> None:
    """Put the triggers in place; called after every migration, since rebuilding a table drops its triggers."""
    connection = connections[using]
    present = set(connection.introspection.table_names()) if only is None else set(only)
    with connection.cursor() as cursor:
        for table, key in tables():
            if table in present:
                for statement in _statements(connection, table, key):
                    cursor.execute(statement)


def unguarded(using: str = "default") -> list[str]:
    """The names of triggers that should be there and are not."""
    connection = connections[using]
    wanted = {f"{table}_{kind}" for table, _ in tables() for kind in _kinds(connection)}
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(wanted - {name for (name,) in cursor.fetchall()})


@contextmanager
def lifted(using: str = "default", only: Collection[str] | None = None) -> Iterator[None]:
    """For tests that must empty the tables: the triggers, of some tables or of all, are taken away, and put back."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in [table for table, _ in tables() if only is None or table in only]:
            for kind in _kinds(connection):
                on = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{kind}{on}")
    try:
        yield
    finally:
        guard(using, only)


def _kinds(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    return ("update", "delete", "replace") if connection.vendor == "sqlite" else ("change", "truncate")


def _statements(connection: BaseDatabaseWrapper, table: str, key: str) -> list[str]:
    if connection.vendor == "sqlite":
        # REPLACE deletes without firing a delete trigger, unless recursive_triggers is on: so it is met on its way in.
        exists = f'EXISTS (SELECT 1 FROM "{table}" WHERE "{key}" = NEW."{key}" OR "number" = NEW."number")'  # noqa: S608
        return [
            f'CREATE TRIGGER IF NOT EXISTS "{table}_{kind}" BEFORE {event} ON "{table}" {condition}'
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            for kind, event, condition in (
                ("update", "UPDATE", ""),
                ("delete", "DELETE", ""),
                ("replace", "INSERT", f"WHEN {exists} "),
            )
        ]
    return [
        "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$",
        f'CREATE OR REPLACE TRIGGER "{table}_change" BEFORE UPDATE OR DELETE ON "{table}" '
        "FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
        f'DROP TRIGGER IF EXISTS "{table}_truncate" ON "{table}"',
        f'CREATE TRIGGER "{table}_truncate" BEFORE TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()",
    ]
