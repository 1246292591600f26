"""`casereview import`, `export` and `template` as they are typed."""

import getpass

import pytest
from click.testing import CliRunner

from casereview.casework.models import Case, Decision
from casereview.cli import main
from tests.exchanges import changed, folder, sound

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed():
    """The exit status, and what is printed as results and as errors."""

    def run(*arguments: object):
        done = CliRunner().invoke(main, [str(argument) for argument in arguments])
        return done.exit_code, done.stdout, done.stderr

    return run


def test_an_import_says_what_it_added_and_what_was_there(typed, tmp_path):
    path = folder(tmp_path / "in", sound())
    status, out, _ = typed("import", path, "--by", "ida")
    assert status == 0
    assert "decisions                1 added         0 there already\n" in out
    assert out.endswith("15 rows added; 0 rows there already.\n")
    assert typed("import", path)[1].endswith("0 rows added; 15 rows there already.\n")


def test_an_import_is_by_whoever_runs_it(typed, tmp_path):
    typed("import", folder(tmp_path / "in", sound()))
    assert Decision.objects.get().recorded_by == getpass.getuser()


def test_an_import_by_nobody_is_refused(typed, tmp_path):
    status, _, err = typed("import", folder(tmp_path / "in", sound()), "--by", " ")
    assert status == 2
    assert "Give a user name of 1 to 150 characters." in err


def test_errors_are_listed_with_exit_status_1(typed, tmp_path):
    exchange = changed("decisions", on="2015-06-31", initiate="perhaps")
    status, out, err = typed("import", folder(tmp_path / "in", exchange))
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "decisions.csv:2: on: 2015-06-31 is not a day; June 2015 has 30 days",
        "decisions.csv:2: initiate: “perhaps” is not an answer to yes or no; write yes or no",
        "2 errors; nothing was imported.",
    ]
    assert not Case.objects.exists()


def test_a_dry_run_adds_nothing(typed, tmp_path):
    status, out, _ = typed("import", folder(tmp_path / "in", sound()), "--dry-run")
    assert status == 0
    assert out.endswith("15 rows would be added; 0 rows there already.\n")
    assert not Case.objects.exists()


def test_an_export_names_the_head_that_it_is_as_of(typed, tmp_path):
    from casereview.ledger import chain

    typed("import", folder(tmp_path / "in", sound()))
    status, out, _ = typed("export", tmp_path / "out")
    number, hashed = chain.head()
    assert status == 0
    assert out.endswith(f"15 rows in {tmp_path / 'out'}, as of the ledger's head {number}:{hashed}.\n")
    status, _, err = typed("export", tmp_path / "out")
    assert status == 1
    assert err == f"Error: {tmp_path / 'out'} is not empty. Give another folder, or --force to replace what is in it.\n"
    assert typed("export", tmp_path / "out", "--force")[0] == 0


def test_a_workbook_goes_out_and_comes_in(typed, tmp_path):
    typed("import", folder(tmp_path / "in", sound()))
    assert typed("export", tmp_path / "out.xlsx")[0] == 0
    assert typed("import", tmp_path / "out.xlsx")[1].endswith("0 rows added; 15 rows there already.\n")


def test_a_template_is_written_where_it_is_asked_for(typed, tmp_path):
    status, out, _ = typed("template", tmp_path / "new" / "template.xlsx")
    assert status == 0
    assert out.startswith(f"{tmp_path / 'new' / 'template.xlsx'} is ready to be filled in;")
    assert typed("template", tmp_path / "new" / "template.xlsx")[0] == 1
    status, _, err = typed("template", tmp_path / "template.csv")
    assert status == 2
    assert "does not end in .xlsx; name a workbook." in err
