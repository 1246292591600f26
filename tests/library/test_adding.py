"""Reports taken in from files: what is proposed for each, what is left alone, and what is said of those not read."""

import re
import tomllib
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from rapidfuzz import fuzz

from casereview.cli import main
from casereview.library import adding, desk, gate, proposing
from casereview.library.models import EntryDraft
from casereview.library.proposing import Source
from casereview.library.search import search
from tests.library.shelves import CATALOGUER
from tests.others import DOCUMENTS

pytestmark = pytest.mark.django_db

DOCS = Path(__file__).parents[2] / "docs" / "cataloguing.md"

REVIEW = """Aldermarsh Safeguarding Children Board

Serious Case Review

Child V

Overview report

Published: 31 October 2015
\f
1. Introduction

Child V was aged 4 months when he died of a head injury. He lived with his mother and her partner, of whom agencies knew
little. The review used the Significant Incident Learning Process. SILP brings practitioners together; SILP was new here.
He died in hospital. His death was followed by a police investigation. A neighbour had told the police that she feared he
would be killed. The post-mortem found that he had died of injuries. Domestic abuse had been reported: domestic abuse was
known to the police, and domestic violence was known to the midwife. The mother's partner was not asked about.
\f
2. Recommendations

1. Aldermarsh Safeguarding Children Board should ensure that fathers and partners are seen by every agency.

2. The Chief Constable should review how domestic abuse notices reach health visitors by March 2016.
"""


@pytest.fixture
def home(db, settings, tmp_path):
    settings.HOME = tmp_path / "home"
    return tmp_path


def run(*arguments, status=0):
    found = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert found.exit_code == status, found.output + repr(found.exception)
    return found.output


def proposed(text=REVIEW, **source):
    return proposing.propose(Source(text.split("\f"), **source))


# ── Proposing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_review_is_proposed_as_its_front_says_it_is():
    found = proposed(title="Serious Case Review", title_from="largest words of the first page")
    assert {
        name: found[name]["value"]
        for name in ("title", "board", "published_on", "kind", "outcome", "age_band", "method")
    } == {
        "title": "Serious Case Review: Child V",
        "board": "Aldermarsh Safeguarding Children Board",
        "published_on": "2015-10-31",
        "kind": "scr",
        "outcome": "death",
        "age_band": "under_1",
        "method": "silp",
    }
    assert found["unsure"] == ["abstract"]
    assert (found["age_band"]["page"], "aged 4 months" in found["age_band"]["passage"]) == (2, True)


def test_its_recommendations_are_proposed_with_their_addressee_and_page():
    points = [one for one in proposed()["points"] if one["kind"] == "recommendation"]
    assert [one["page"] for one in points] == [3, 3]
    assert points[1]["addressed_to"] == "Chief Constable"
    assert points[0]["text"].startswith("1. Aldermarsh Safeguarding Children Board should ensure")


def test_themes_are_suggested_with_the_words_that_made_them():
    themes = {one["theme"]: one for one in proposed()["themes"]}
    assert themes["domestic-abuse"]["words"] == ["domestic abuse", "domestic violence"]
    assert (themes["domestic-abuse"]["page"], themes["domestic-abuse"]["times"]) == (2, 4)


@pytest.mark.parametrize(
    ("front", "kind"),
    [
        ("Local Child Safeguarding Practice Review: Child Q", "lcspr"),
        ("Extended Child Practice Review Report", "cpr_extended"),
        ("Child Practice Review Report", "cpr_concise"),
        ("Single Unified Safeguarding Review", "susr"),
        ("Significant Case Review for Child L", "significant"),
        ("Case Management Review", "cmr"),
        ("National Review: safeguarding children with disabilities", "national"),
        ("Statutory guidance for schools", "guidance"),
    ],
)
def test_a_kind_is_proposed_by_what_the_first_page_calls_it(front, kind):
    assert (proposed(front)["kind"]["value"], proposed(front)["kind"]["sure"]) == (kind, True)


@pytest.mark.parametrize(
    ("front", "day"),
    [
        ("Date of publication: 3 March 2015", "2015-03-03"),
        ("A report\n\nMarch 2015\n\nThe Board", "2015-03"),
        ("Revision dates: January 2015, February 2025", "2025-02"),
        ("Child A died on 3 March 2014 in hospital.", None),
    ],
)
def test_a_day_is_proposed_where_the_report_says_that_it_is_the_day_of_publication(front, day):
    found = proposed(front).get("published_on")
    assert (found and found["value"]) == day


def test_what_the_file_says_of_itself_is_unsure():
    found = proposed("Child A", metadata={"creationdate": "D:20150302120000"})
    assert (found["published_on"]["value"], found["published_on"]["sure"]) == ("2015-03-02", False)


def test_a_text_of_nothing_proposes_nothing_and_is_unsure_of_everything():
    found = proposed("")
    assert (found["points"], found["themes"]) == ([], [])
    assert "title" in found["unsure"]


# ── The command ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def folder(tmp_path):
    """A review as text and as Word, the same again, a broken file, and one that is no report."""
    place = tmp_path / "reports"
    place.mkdir()
    (place / "review.txt").write_text(REVIEW.replace("\f", ""), encoding="utf-8")
    (place / "the same.txt").write_text(REVIEW.replace("\f", ""), encoding="utf-8")
    document = docx.Document()
    document.add_heading("Child W: a serious case review", 0)
    document.add_paragraph("Brackenford Safeguarding Children Board. Quinces grew in the garden.")
    document.save(place / "child w.docx")
    (place / "page.html").write_text("<h1>Child X</h1><p>Serious case review. Elderberries.</p>", encoding="utf-8")
    (place / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing of the kind")
    (place / ".hidden.txt").write_text("Not this.", encoding="utf-8")
    (place / "figures.csv").write_text("a,b", encoding="utf-8")
    return place


def test_a_folder_is_taken_in_as_drafts_past_a_broken_file_which_is_named_at_the_end(home, folder):
    found = run("library", "add", folder, status=1)
    assert "3 drafts for a cataloguer, 1 there already, 1 not read." in found
    assert "the same.txt: the same as review.txt." in found
    assert re.search(r"broken\.pdf: .+\.\n$", found)
    assert len(desk.queue(by=CATALOGUER)) == EntryDraft.objects.count() == 3
    assert gate.count() == 0


def test_taken_in_again_there_is_nothing_new(home, folder):
    run("library", "add", folder, status=1)
    assert "0 drafts for a cataloguer, 4 there already" in run("library", "add", folder, status=1)


def test_published_at_once_each_is_found_by_its_words(home, folder):
    (folder / "broken.pdf").unlink()
    assert "3 published" in run("library", "add", "--publish", folder)
    [hit] = search("quinces").hits
    assert hit.review.title == "Child W: a serious case review"
    [hit] = search('"fathers and partners are seen"').hits
    assert len(hit.review.recommendations) == 2
    assert gate.file(hit.review.id).name == f"{hit.review.id}.txt"


def test_a_file_in_which_something_hides_is_catalogued_by_its_text_and_not_given_out(home, folder):
    document = docx.Document()
    paragraph = document.add_paragraph("Child Y. Serious case review. Figs ripened.")
    document.add_comment(paragraph.runs, text="This is about Ada Vale.", author="N. Ote")
    document.save(folder / "commented.docx")
    found = run("library", "add", "--publish", folder / "commented.docx")
    assert re.search(
        "commented.docx: its text is catalogued and the file is not given out, since it holds: .*comment", found
    )
    [hit] = search("figs").hits
    assert gate.file(hit.review.id) is None


# ── Other people's documents ────────────────────────────────────────────────────────────────────────────────────────


def right(name, proposals, truth):
    """Whether what was proposed for a document is what a person says it is; None where the document does not say."""
    said = {field: proposals.get(field, {}).get("value", "") for field in ("title", "board", "published_on", "kind")}
    if name == "title":
        one, other = (re.sub(r"[\W_]+", " ", text.lower()) for text in (said["title"], truth["title"]))
        return fuzz.token_set_ratio(one, other) >= 90 and fuzz.token_sort_ratio(one, other) >= 70
    if name == "body":
        return said["board"] in truth["body"]
    if name == "day":
        return said["published_on"] == truth["day"] if truth["day"] else None
    if name == "kind":
        return said["kind"] == truth["kind"]
    return sum(one["kind"] == "recommendation" for one in proposals["points"]) == truth["recommendations"]


@pytest.mark.skipif(DOCUMENTS is None, reason="other people's documents are not on this machine")
def test_other_peoples_documents_are_all_catalogued_by_one_command_as_often_right_as_the_docs_say(home, monkeypatch):
    monkeypatch.setattr(adding, "_hiding", lambda _: "")  # that has a test of its own, and takes as long again
    truths = tomllib.loads((Path(__file__).parent / "truth.toml").read_text(encoding="utf-8"))
    assert f"{len(truths)} published, 0 there already, 0 not read." in run("library", "add", "--publish", DOCUMENTS)
    [hit] = search('"slept for approximately 75 minutes which likely placed"').hits
    assert (hit.review.published_on, hit.page) == ("2012-04-16", 18)

    from casereview.library.models import Deposit, Text

    table = {}
    for field in ("title", "body", "day", "kind", "recommendations"):
        judged = []
        for deposit in Deposit.objects.all():
            pages = Text.objects.get(sha256=deposit.text).pages
            proposals = PROPOSED.get(deposit.file_name) or proposing.propose(Source(pages, name=deposit.file_name))
            judged.append(right(field, proposals, truths[deposit.file_name]))
        told = [one for one in judged if one is not None]
        table[field] = f"| {field} | {sum(told)} of {len(told)} |"
    text = DOCS.read_text(encoding="utf-8")
    assert [line for line in table.values() if line not in text] == []


PROPOSED: dict = {}


@pytest.fixture(autouse=True)
def _remembered(monkeypatch):
    """What was proposed for each file, as it was when it was read."""
    PROPOSED.clear()
    propose = proposing.propose

    def remembering(source):
        PROPOSED[source.name] = propose(source)
        return PROPOSED[source.name]

    monkeypatch.setattr(proposing, "propose", remembering)
