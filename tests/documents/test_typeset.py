"""PDFs are tagged, repeatable, and made of data that cannot typeset anything."""

import io
import json

import pikepdf
import pypdfium2
import pytest

from casereview.documents.typeset import NotTypeset, typeset

PLAIN = "= #data.heading\n#paragraphs(data.text)\n"


def words(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_a_document_is_tagged_in_its_language_and_says_that_it_is_pdf_ua():
    made = typeset(PLAIN, {"heading": "Advice", "text": "One.\n\nTwo."}, title="Advice on 2015-0042")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.docinfo.Title) == "Advice on 2015-0042"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"


def test_its_headings_are_its_bookmarks():
    with pikepdf.open(io.BytesIO(typeset(PLAIN, {"heading": "Item 1", "text": ""}, title="Pack"))) as pdf:
        assert pdf.Root.Outlines.First.Title == "Item 1"


def test_the_same_data_make_the_same_bytes():
    data = {"heading": "Advice", "text": "The panel agrees."}
    assert typeset(PLAIN, data, title="Advice") == typeset(PLAIN, data, title="Advice")


def test_what_is_typed_is_never_markup():
    typed = '#read("/etc/passwd") *bold* $x$ = heading #import "@preview/cetz:0.3.0" <label> @ref'
    assert words(typeset(PLAIN, {"heading": "A", "text": typed}, title="A")).replace("\r\n", " ").find(typed[:40]) >= 0
    assert "root:" not in words(typeset(PLAIN, {"heading": "A", "text": typed}, title="A"))


def test_a_template_that_would_fetch_something_is_refused():
    with pytest.raises(NotTypeset, match="network"):
        typeset('#import "@preview/cetz:0.3.0": canvas', {}, title="A")


@pytest.mark.parametrize("path", ["/etc/hostname", "../../etc/hostname", "data.json"])
def test_a_template_reads_no_file_but_those_given_with_it(path):
    with pytest.raises(NotTypeset):
        typeset(f"#read({json.dumps(path)})", {}, title="A")
    assert "given" in words(typeset('#read("note.txt")', {}, title="A", beside={"note.txt": b"given"}))


def test_a_document_that_cannot_be_read_aloud_is_not_made():
    with pytest.raises(NotTypeset):
        typeset(PLAIN, {"heading": "A", "text": ""}, title="")
