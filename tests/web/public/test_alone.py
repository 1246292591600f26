"""The public site served alone: another set of settings, in a process of its own, with no road to a child's record."""

import json
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from casereview.cli import main

TRIED = """
import json, sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
setup_test_environment()
sys.path.insert(0, sys.argv[1])
from tests.library.shelves import an_entry, recommending
id = an_entry(points=recommending("Agree who leads."))
from tests.web.public.addresses import addresses
client = Client(raise_request_exception=False)
found, cookies = {}, 0
for address in ["/", "/health", "/sign-in", "/cases", "/work", "/account/password", "/admin", *addresses([id])]:
    response = client.get(address)
    found[address] = response.status_code
    cookies += len(response.cookies)
    assert b"sign-in" not in response.getvalue(), address
posted = client.post("/repository/about")
print(json.dumps({
    "found": found,
    "cookies": cookies,
    "posted": posted.status_code,
    "page": client.get(f"/repository/reviews/{id}").content.decode(),
    "policy": client.get("/repository")["Content-Security-Policy"],
    "loaded": [name for name in sys.modules if name.startswith(("casereview.casework", "casereview.sample", "allauth"))],
    "tables": connection.introspection.table_names(),
}))
"""


def test_the_site_alone_has_no_road_to_casework(tmp_path: Path):
    environment = {
        **os.environ,
        "CASEREVIEW_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "casereview.config.public",
    }
    environment.pop("DATABASE_URL", None)
    here = str(Path(__file__).parents[3])
    ran = subprocess.run(
        [sys.executable, "-c", TRIED, here], env=environment, cwd=here, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout.splitlines()[-1])
    assert said["loaded"] == []
    assert not [name for name in said["tables"] if name.startswith(("casework", "account", "mfa", "django_session"))]
    assert said["cookies"] == 0
    assert said["posted"] == 405
    assert "Agree who leads." in said["page"]
    assert "default-src 'none'" in said["policy"]
    elsewhere = ("/sign-in", "/cases", "/work", "/account/password", "/admin")
    assert {said["found"][path] for path in elsewhere} == {404}
    assert said["found"]["/"] == 302
    assert said["found"]["/health"] == 200
    assert said["found"]["/repository/catalogue"] == 200
    assert max(said["found"].values()) < 500


def test_the_sample_is_not_loaded_by_the_site_alone():
    refused = CliRunner().invoke(main, ["serve", "--public", "--sample"])
    assert refused.exit_code == 2
    assert "The sample is loaded by" in refused.output
