"""Nothing recorded can be changed quietly: promise 3."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from casereview.casework.models import Decision
from casereview.ledger import chain, triggers, verify
from casereview.ledger.models import Link, NeverChanged, Recorded
from tests import factories, story

FACT_TABLES = [m for m in apps.get_models() if issubclass(m, Recorded)]


@pytest.fixture(scope="module")
def told(kept_for_the_module):
    """A row in every table of records."""
    story.tell()
    connection.check_constraints()  # as when a transaction ends: PostgreSQL empties no table with checks still to come


@pytest.fixture
def record(told, db):
    """The same; what a test changes of it is changed back when the test ends."""


def test_the_story_leaves_no_table_of_records_empty(record):
    assert [model for model in [*FACT_TABLES, Link] if not model._default_manager.exists()] == []


def attempt(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_every_write_has_one_link(record):
    rows = sum(model._default_manager.count() for model in FACT_TABLES)
    assert rows == Link.objects.count() > 20
    assert list(chain.faults()) == []


def test_an_untouched_ledger_verifies_against_an_earlier_head(record):
    earlier = chain.head()
    factories.a_case()
    assert list(chain.faults(earlier)) == []


@pytest.mark.parametrize("model", [*FACT_TABLES, Link], ids=lambda m: m._meta.model_name)
def test_the_database_refuses_to_change_or_delete_or_replace_a_row(record, model):
    table = model._meta.db_table
    column = model._meta.concrete_fields[-1].column
    for sql in (
        f'UPDATE "{table}" SET "{column}" = "{column}"',
        f'DELETE FROM "{table}"',
        f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"'
        if connection.vendor == "sqlite"
        else f'TRUNCATE "{table}" CASCADE',
    ):
        with pytest.raises(DatabaseError, match="never changed"):
            attempt(sql)


def test_every_table_of_records_is_guarded(db):
    assert triggers.unguarded() == []


def test_a_table_without_its_triggers_is_reported(db):
    kind = "update" if connection.vendor == "sqlite" else "change"
    name = f"casework_decision_{kind}"
    attempt(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else " ON casework_decision"))
    assert triggers.unguarded() == [name]


@pytest.mark.parametrize("model", FACT_TABLES, ids=lambda m: m._meta.model_name)
def test_a_change_of_any_column_behind_the_triggers_is_found(record, model):
    row = model._default_manager.first()
    table, key = model._meta.db_table, model._meta.pk.column
    with triggers.lifted():
        for field in model._meta.concrete_fields:
            was = getattr(row, field.attname)
            with transaction.atomic(), connection.constraint_checks_disabled():
                savepoint = transaction.savepoint()
                with connection.cursor() as cursor:
                    cursor.execute(
                        f'UPDATE "{table}" SET "{field.column}" = %s WHERE "{key}" = %s', [other(field, was), row.pk]
                    )
                assert chain.faults_of(row.number), f"a change of {field.column} was not found"
                if field is model._meta.concrete_fields[-1]:
                    assert next(chain.faults(), None), "what is wrong with one row is wrong with the ledger"
                transaction.savepoint_rollback(savepoint)
    assert chain.faults_of(row.number) == []


def other(field, was):
    """Another value for the column. A foreign key is checked when a transaction ends, and these never do."""
    match field.get_internal_type():
        case "DateField":
            return "2001-01-01"
        case "DateTimeField":
            return "2001-01-01 00:00:00+00"
        case "BooleanField":
            return not was
        case "BigIntegerField" | "PositiveIntegerField":
            return (was or 0) + 1_000
        case "ForeignKey" if field.attname == "user_id":
            return was + 1_000
    return f"{was or ''}x"[-(getattr(field, "max_length", None) or 9999) :]


def test_a_row_taken_away_or_put_in_is_found(record):
    with triggers.lifted(), transaction.atomic():
        savepoint = transaction.savepoint()
        attempt("DELETE FROM casework_response")
        assert any("the row is gone" in fault for fault in chain.faults())
        transaction.savepoint_rollback(savepoint)
        response = apps.get_model("casework.response").objects.first()
        response.id, response.number, response.salt = "forged", 10**6, "0" * 32
        response.__class__.objects.all()._append([response])
        assert any("a row with no link" in fault for fault in chain.faults())


def test_a_lost_tail_is_found_by_whoever_holds_an_earlier_head(record):
    number, hashed = chain.head()
    links = [link for link in chain.export() if link["number"] < number - 3]
    assert list(verify.faults(links)) == []
    assert any("before the head you hold" in fault for fault in verify.faults(links, (number, hashed)))


def test_a_chain_made_anew_is_found_by_whoever_holds_an_earlier_head(record):
    links = list(chain.export())
    held = (5, links[4]["hash"])
    previous = links[2]["hash"]
    for link in links[3:]:
        if link["number"] == 4:
            link["body"] = link["body"].replace('"by": "', '"by": "not ')
        link["hash"] = previous = verify.chained(previous, link["body"])
    assert list(verify.faults(links)) == []
    assert any("not that of the head you hold" in fault for fault in verify.faults(links, held))


def test_links_in_another_order_are_found(record):
    links = list(chain.export())
    links[3], links[4] = links[4], links[3]
    assert list(verify.faults(links))


def test_the_verifier_stands_alone(record, tmp_path):
    path = tmp_path / "ledger.jsonl"
    path.write_text("".join(json.dumps(link) + "\n" for link in chain.export()), encoding="utf-8")
    program = Path(verify.__file__)
    number, hashed = chain.head()

    def run(*more: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-I", "-S", program, path, *more], capture_output=True, text=True, check=False
        )

    assert run("--head", f"{number}:{hashed}").returncode == 0
    assert "no fault found" in run().stdout
    path.write_text(path.read_text(encoding="utf-8").replace("As set out against each limb", "As set out, in brief"))
    assert run().returncode == 1
    assert "reasons was changed" in run().stdout


def test_python_refuses_what_the_database_would(record):
    decision = Decision.objects.first()
    for change in (
        decision.save,
        decision.delete,
        lambda: Decision.objects.update(initiate=True),
        Decision.objects.all().delete,
        lambda: Decision.objects.bulk_create([decision]),
        lambda: Decision.objects.create(id="x"),
    ):
        with pytest.raises(NeverChanged):
            change()


def test_nothing_is_written_outside_a_transaction_that_fails(record):
    before = chain.head()

    def fail() -> None:
        with chain.writing():
            factories.a_case()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert chain.head() == before
    assert list(chain.faults()) == []
