"""An acknowledged write is never lost, and every write has its ledger link: promise 2, though the server is killed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

ROUNDS = 50


@pytest.fixture
def database(tmp_path, django_db_blocker):
    """The address of a database for the writers to write to, of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield ""
        return
    details = settings.DATABASES["default"]
    name = f"killed_{os.getpid()}"
    place = f"{details['USER']}:{details['PASSWORD']}@{details['HOST'] or '127.0.0.1'}:{details['PORT'] or 5432}"
    with psycopg.connect(f"postgres://{place}/postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield f"postgres://{place}/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_writers_killed_at_random_moments_lose_double_and_halve_nothing(tmp_path, database):
    environment = {
        **os.environ,
        "CASEREVIEW_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "casereview.config.settings",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    environment.pop("DATABASE_URL", None)
    if database:
        environment["DATABASE_URL"] = database
    program = Path(__file__).with_name("killing.py")
    run = subprocess.run(
        [sys.executable, program, str(ROUNDS), "2015"], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["answered"] > ROUNDS / 2
    assert found["unanswered"] > 0, "no writer was killed in the middle of an act"
    nothing = ("lost", "doubled", "missing_after_repeat", "half_done", "writes_less_links", "faults", "standing")
    assert {name: found[name] for name in nothing if found[name]} == {}
