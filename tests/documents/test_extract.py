"""Reading what people send: the text of good files, and a clear message for those that would do harm."""

import contextlib
import threading
import time

import pytest
from pikepdf import Dictionary, Name

from casereview.documents import apart, extract
from casereview.documents.extract import Unreadable
from tests.documents import made
from tests.others import DOCUMENTS


def test_a_pdf_is_read_page_by_page_with_its_title():
    text = extract.read(made.pdf("A review of services\nfor Child W", "Second page (of 2)."), "report.pdf")
    assert text.kind == "PDF"
    assert [page.split("\n") for page in text.pages] == [
        ["A review of services", "for Child W"],
        ["Second page (of 2)."],
    ]
    assert not text.problems


def test_a_word_document_is_read_as_it_shows_with_its_pages_and_notes():
    changed = (
        '<w:p><w:ins><w:r><w:t xml:space="preserve">In </w:t></w:r></w:ins><w:del><w:r><w:delText>Out</w:delText></w:r></w:del>'
        '<w:r><w:br w:type="page"/><w:t>next</w:t></w:r></w:p>'
    )
    note = f"<w:footnotes {made.W}><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    text = extract.read(made.word("First.", changed, parts={"word/footnotes.xml": note}), "report.docx")
    assert text.kind == "Word document"
    assert text.pages == ("First.\nIn ", "next\n\nA note.")


def test_a_web_page_is_read_without_its_scripts():
    text = extract.read(
        b"<!doctype html><title>A review</title><h1>Child W</h1><script>no()</script><p>One&amp;two<p>three", "a.html"
    )
    assert (text.kind, text.pages, text.title) == ("web page", ("Child W\n\nOne&two\n\nthree",), "Child W")


def test_plain_text_is_read_in_the_encodings_that_people_have():
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert extract.read("Child’s review\fpage two".encode(encoding), "a.txt").pages == (
            "Child’s review",
            "page two",
        )


def test_a_workbook_is_read_sheet_by_sheet_without_the_hidden():
    rows = '<sheetData><row><c t="inlineStr"><is><t>Name</t></is></c><c><v>4</v></c></row></sheetData>'
    text = extract.read(made.workbook([("Facts", "visible", rows), ("Secret", "hidden", rows)]), "a.xlsx")
    assert text.pages == ("Facts\nName\t4",)


def test_a_file_is_what_it_holds_whatever_its_name_says():
    text = extract.read(made.pdf("A report in a wrong coat"), "report.docx")
    assert text.kind == "PDF"
    assert text.problems == ("Its name ends with .docx, but it is a PDF.",)


def _scan(document):
    page = document.pages[1]
    image = document.make_stream(b"\x80" * 100, Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    page.Resources.XObject = Dictionary(I=image)
    page.Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q")


def test_scanned_pages_are_said_to_be_scanned(monkeypatch):
    scanned = made.pdf("Words enough to be read.", "", change=_scan)
    text = extract.read(scanned)
    assert text.scanned == (2,)
    assert text.problems == ("1 of its 2 pages are scanned pictures, without text: 2.",)
    monkeypatch.setenv("PATH", "/nowhere")
    assert extract.read(scanned, scans=True).problems[1:] == (
        "Tesseract is not installed here, so they were not read.",
    )


def test_scanned_pages_are_read_where_tesseract_is_installed(tmp_path, monkeypatch):
    """A stand-in for Tesseract that says how large a picture it was given: a page of A4 at 200 dots to the inch."""
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\nhead -c 16 | tr "\\n" " " | cut -d" " -f 1-3\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    text = extract.read(made.pdf("Words enough to be read.", "", change=_scan), scans=True)
    assert text.pages == ("Words enough to be read.", "P5 1653 2339")
    assert text.problems[1:] == ("They were read by Tesseract, which makes mistakes.",)


HOSTILE = {
    "a bomb of a Word document": (made.bomb, "would unpack to far more"),
    "a bomb that lies about its size": (made.lying_bomb, "is damaged"),
    "ten thousand pages": (made.long_pdf, "has 10,000 pages"),
    "a macro": (lambda: made.word("x", parts={"word/vbaProject.bin": "x"}), "holds a macro"),
    "entities that multiply, in Word": (
        lambda: made.archive(
            {"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'}
        ),
        "declares entities",
    ),
    "a file from outside, in Word": (
        lambda: made.archive({"word/document.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}),
        "declares entities",
    ),
    "a locked Office file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old Office file"),
    "a program": (lambda: b"MZ\x90\0" + b"\0" * 99, "is a program"),
    "an archive": (lambda: made.archive({"../../etc/passwd": "x"}), "is an archive"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0", "is a picture"),
    "bytes without sense": (lambda: bytes(range(256)) * 40, "is not a PDF"),
    "the beginning of a PDF": (lambda: b"%PDF-1.7\n1 0 obj", "is a damaged PDF"),
    "half a Word document": (lambda: made.word("x" * 5000)[:200], "is damaged"),
    "nothing": (lambda: b"", "is empty"),
}


@pytest.mark.parametrize(("make", "why"), HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(make, why):
    began = time.monotonic()
    with pytest.raises(Unreadable, match=why):
        extract.read(make(), "report.docx")
    assert time.monotonic() - began < 10


def test_a_file_of_two_gigabytes_is_refused_unopened(tmp_path):
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(Unreadable, match="larger than 200 MB"):
        extract.read(huge)


@pytest.mark.parametrize("make", [made.endless_pdf, made.unpacking_pdf])
def test_a_pdf_that_goes_round_or_unpacks_without_end_ends_in_time(make):
    began = time.monotonic()
    with contextlib.suppress(Unreadable):
        assert len(extract.read(make(), "loop.pdf").pages) <= 2
    assert time.monotonic() - began < 20


def test_a_pdf_with_a_broken_table_of_contents_is_read_all_the_same():
    assert extract.read(made.broken_pdf(made.pdf("Still here"))).pages == ("Still here",)


def test_entities_in_a_web_page_do_not_multiply():
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    page = f'<!DOCTYPE html [<!ENTITY e0 "boom">{declared}]><html><body><p>&e11; fin</p></body></html>'
    assert sum(map(len, extract.read(page.encode(), "a.html").pages)) < 5_000


def test_a_deep_web_page_is_read_or_refused():
    with contextlib.suppress(Unreadable):
        assert extract.read(b"<html>" + b"<div>" * 100_000 + b"deep", "a.html").kind == "web page"
    assert extract.read(b"and on", "a.txt").pages == ("and on",)


def test_several_files_are_read_at_once_and_a_broken_one_stops_none(tmp_path):
    names = ["a.pdf", "broken.pdf", "gone.pdf", "z.pdf"]
    for name in names:
        if name != "gone.pdf":
            (tmp_path / name).write_bytes(b"%PDF-1.4" if name == "broken.pdf" else made.pdf(name))
    found = dict(extract.read_several(tmp_path / name for name in names))
    assert [path.name for path in found] == names
    assert [isinstance(text, Unreadable) for text in found.values()] == [False, True, True, False]


# ── The process that reads ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def told():
    """Asks what a confined process can do."""
    return lambda what, source=b"x": apart.run("try", source, what=what).head


def test_the_process_that_reads_can_open_no_file_connect_nowhere_and_start_nothing(told):
    assert told("open") == "PermissionError"
    assert told("connect") == "PermissionError"
    assert told("start") == "PermissionError"
    assert told("signal") == "PermissionError"


def test_the_process_that_reads_has_so_much_memory_and_no_more(told):
    with pytest.raises(Unreadable, match="more memory"):
        told("fill")


def test_the_process_that_reads_knows_none_of_our_secrets(told, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hush")
    apart._stop()
    assert set(told("environment")) <= {"PATH", "PYTHONPATH", "LANG", "LC_CTYPE", "GLIBC_TUNABLES"}


def test_one_that_dies_is_refused_and_the_next_is_read(told):
    with pytest.raises(Unreadable, match="ends the program"):
        told("die")
    assert extract.read(b"and on", "a.txt").pages == ("and on",)


def test_a_program_that_somebody_ended_is_started_again():
    extract.read(b"before", "a.txt")
    apart._running[1].kill()
    apart._running[1].wait()
    assert extract.read(b"after", "a.txt").pages == ("after",)


def test_a_file_that_takes_long_holds_nobody_else_up(told):
    slow = threading.Thread(target=lambda: told("wait"))
    slow.start()
    began = time.monotonic()
    assert extract.read(b"quick", "a.txt").pages == ("quick",)
    assert time.monotonic() - began < 0.7
    slow.join()


@pytest.mark.parametrize("how", ["spin", "wait"])
def test_one_that_takes_too_long_is_ended(told, how):
    with pytest.raises(Unreadable, match="takes longer than 1 second"):
        apart.run("try", b"x", what=how, seconds=1)


# ── Real documents ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(DOCUMENTS is None, reason="the documents by others are not here")
def test_real_reports_are_read_whole_with_their_titles():
    found = {path.name: text for path, text in extract.read_several(sorted(DOCUMENTS.glob("*.pdf")))}
    assert {name: len(text.pages) for name, text in found.items()} == {
        "ATSB_a_2002_646.pdf": 22,
        "ATSB_a_2007_030.pdf": 29,
        "ATSB_r_2021_010.pdf": 25,
        "TSB_a_2011_F0012.pdf": 20,
        "TSB_a_2022_O0118.pdf": 5,
        "TSB_m_2021_A0041.pdf": 56,
    }
    assert found["ATSB_r_2021_010.pdf"].title == "Collision with infrastructure involving freight train 8796"
    assert not any(text.scanned or text.problems for text in found.values())
