"""The pack of a meeting: one accessible PDF for each reader, its contents, its bookmarks and what is attached to it."""

import io

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from bench.packing import meeting_of
from casereview.casework import acts, meetings, packing
from casereview.cli import main
from tests.factories import COLLEAGUE, MEMBER, SECRETARY, day, on_the_panel

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(kept_for_the_module):
    meeting, _ = meeting_of(3, 5)
    on_the_panel(COLLEAGUE)
    acts.recuse("2015-0002", by=SECRETARY, on=day("2015-06-01"), member="mira", reason="Knows them.")
    return meeting


@pytest.fixture
def made(world) -> bytes:
    ticks: list[int] = []
    found = packing.pack(world, by=MEMBER, tick=ticks.append)
    assert sum(ticks) == packing.steps(world, by=MEMBER) == 3
    return found


def words_of(pdf: bytes) -> str:
    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def test_it_is_tagged_has_a_title_a_language_bookmarks_and_a_contents_page(made):
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert [title for title in titles if title.startswith("2015-")] == [
            f"2015-000{number}, Aldermarsh Board" for number in (1, 2, 3)
        ]
        assert len(pdf.attachments) == 5
        assert any(
            note.get("/Subtype") == "/Link" for note in pdf.pages[0].get("/Annots", [])
        )  # contents that lead there
    text = words_of(made)
    assert "Contents" in text
    assert "Copy of Milo Member" in text


def test_the_copy_of_whoever_takes_no_part_is_without_the_case(world):
    copy = packing.pack(world, by=COLLEAGUE)
    text = words_of(copy)
    assert "2015-0002" not in text
    assert "2015-0001" in text
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert not any("2015-0002" in name for name in pdf.attachments)
        assert len(pdf.attachments) == 3


def test_the_same_pack_is_the_same_bytes(world, made):
    assert packing.pack(world, by=MEMBER) == made


def test_what_is_typed_is_never_markup(world):
    odd = acts.plan_meeting(by=SECRETARY, on=day("2015-06-01"), day=day("2015-07-13"), note='#panic("x") *bold* $')
    assert '#panic("x") *bold* $' in words_of(packing.pack(meetings.planned_meeting(odd.id), by=MEMBER))


def test_it_is_written_from_the_command_line(world, tmp_path):
    def run(*arguments: str) -> str:
        return CliRunner().invoke(main, ["panel", "pack", *arguments]).output

    out = str(tmp_path / "pack.pdf")
    assert "3 cases in" in run("2015-06-08", "--member", "milo", "--out", out)
    assert (tmp_path / "pack.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert "exists already" in run("2015-06-08", "--member", "milo", "--out", out)
    assert "No meeting is planned for 2015-06-09" in run("2015-06-09", "--member", "milo", "--out", f"{out}2")
    assert "neither a member" in run("2015-06-08", "--member", "nobody", "--out", f"{out}2")
