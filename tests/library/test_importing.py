"""Records of other catalogues taken in, from each form in which catalogues give them away."""

import openpyxl
import pytest
from click.testing import CliRunner

from casereview.cli import main
from casereview.library import gate
from casereview.library.importing import read
from casereview.library.models import EntryDraft

pytestmark = pytest.mark.django_db

CSV = """Title,LSCB,Publication date,Type,Keywords,Summary,Recommendations
"Child A: an overview","Aldermarsh Board",31/10/2015,Serious case review,"cot death; neglect; weather",A baby died.,See.|Share.
Child B,Brackenford Board,March 2014,LCSPR,,,
,Brackenford Board,2014,LCSPR,,,
"""
RIS = """TY  - RPRT
TI  - Child A: an overview
AU  - Aldous, A.
PB  - Aldermarsh Board
PY  - 2015/10/31/
AB  - A baby died.
KW  - neglect
KW  - cot death
ER  -
"""
BIBTEX = """@techreport{a15, title = {{Child A: an overview}}, author = {Aldous, A.}, institution = {Aldermarsh Board},
  year = {2015}, month = oct, abstract = {A baby died.}, keywords = {neglect, cot death}, type = {Serious case review}}
"""


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path / "home"
    return tmp_path


def run(*arguments, status=0):
    found = CliRunner().invoke(main, ["library", "import", *map(str, arguments)])
    assert found.exit_code == status, found.output + repr(found.exception)
    return found.output


def test_a_table_of_records_is_taken_in_and_a_record_with_a_fault_is_named(home):
    place = home / "records.csv"
    place.write_text(CSV, encoding="utf-8")
    found = run("--publish", place, status=1)
    assert "2 published, 0 there already, 1 not taken." in found
    assert "records.csv, line 4: has no title." in found
    one = next(review for review in gate.everything() if review.title == "Child A: an overview")
    assert (one.board, one.published_on, one.kind, one.abstract) == (
        "Aldermarsh Board",
        "2015-10-31",
        "scr",
        "A baby died.",
    )
    assert one.themes == ("neglect", "sudi")
    assert [said.text for said in one.recommendations] == ["See.", "Share."]


@pytest.mark.parametrize(("name", "content"), [("a.ris", RIS), ("a.bib", BIBTEX)])
def test_records_of_libraries_are_taken_in(home, name, content):
    (home / name).write_text(content, encoding="utf-8")
    run("--publish", home / name)
    [one] = gate.everything()
    assert (one.title, one.board, one.author) == ("Child A: an overview", "Aldermarsh Board", "Aldous, A.")
    assert one.published_on.startswith("2015-10")
    assert one.themes == ("neglect", "sudi")


def test_a_workbook_is_taken_in_as_drafts_for_a_cataloguer(home):
    book = openpyxl.Workbook()
    book.active.append(["title", "year", "kind"])
    book.active.append(["Child A", 2015, "Significant case review (Scotland)"])
    book.save(home / "a.xlsx")
    assert "1 drafts for a cataloguer" in run(home / "a.xlsx")
    [draft] = EntryDraft.objects.all()
    assert draft.answers == {"title": "Child A", "published_on": "2015", "kind": "significant"}


def test_what_is_there_already_is_left_alone_whatever_form_it_comes_in(home):
    (home / "a.ris").write_text(RIS, encoding="utf-8")
    (home / "a.bib").write_text(BIBTEX, encoding="utf-8")
    run(home / "a.ris")
    assert "0 drafts for a cataloguer, 1 there already" in run(home / "a.bib")


@pytest.mark.parametrize("name", ["a.doc", "a.xlsx", "a.ris"])
def test_a_file_that_is_no_catalogue_is_said_to_be_none(home, name):
    (home / name).write_bytes(b"\x00\x01 nothing of the kind")
    found = run(home / name, status=1)
    assert name in found


def test_what_cannot_be_matched_is_left_for_the_cataloguer():
    answers = read({"title": "Child A", "outcome": "unclear", "age": "tall", "keywords": "weather"})
    assert answers == {"title": "Child A", "kind": "scr"}
