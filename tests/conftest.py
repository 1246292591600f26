"""What the whole suite needs."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop in the thread that the tests run in

pytest_plugins = ["tests.browser", "tests.signed_in"]

KEPT = {"django_migrations", "django_content_type", "auth_permission"}
"""Tables whose rows Django made once, and would make again after every test."""


def _fixture_teardown(self: TransactionTestCase) -> None:
    """Empty the tables that a test wrote to, and those alone: Django's own way empties and fills every one.

    Recorded rows are never deleted: for the tables that have any, the triggers that see to it are lifted meanwhile.
    """
    from casereview.ledger import triggers

    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in KEPT]
        written = []
        for table in tables:
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
            if cursor.fetchone():
                written.append(table)
        if connection.vendor == "postgresql":
            with transaction.atomic():
                cursor.execute("SET LOCAL session_replication_role = replica")  # neither triggers nor references
                for table in written:
                    cursor.execute(f'DELETE FROM "{table}"')
            return
        with triggers.lifted(only=written), transaction.atomic():
            for table in written:
                cursor.execute(f'DELETE FROM "{table}"')


TransactionTestCase._fixture_teardown = _fixture_teardown  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_hashed_quickly() -> None:
    """A hash takes a fifth of a second, so that guessing takes years; tests need only that it is the right one."""
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """A database that is thrown away need not be on the disk before a test goes on."""
    if connection.vendor == "postgresql":
        connection.settings_dict.setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"


@pytest.fixture(scope="session", autouse=True)
def _a_data_folder_of_the_tests_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files and the index of the library are written where they are thrown away, and never into anybody's `var`."""
    with override_settings(HOME=tmp_path_factory.mktemp("home")):
        yield


@pytest.fixture(scope="module")
def kept_for_the_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What a fixture of the module writes after this one is there for all its tests, and gone when they are done."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def pytest_addoption(parser: "Parser") -> None:  # type: ignore[name-defined]  # noqa: F821
    parser.addoption("--permits-write", action="store_true", help="write docs/permits.md anew")
