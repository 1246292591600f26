"""A burnt-in redaction leaves no trace of the text in any layer of the file. “Khyra” is what has to go."""

import io
import re
import zlib

import pikepdf
import pypdfium2 as pdfium
import pytest

from casereview.documents import extract, hidden, redaction
from casereview.documents.extract import Unreadable
from casereview.documents.readers.hiding import kinds
from casereview.documents.redaction import Passage, Reason, Region
from tests.documents import made

PAGES = (
    "The life of Khyra\nKhyra’s school was told. Khyra was\nseen by Mr O'Neil (twice).",
    "A second page without the name.",
)


def passages(pages, *words, reason=Reason.CHILD):
    return [
        Passage(number, match.start(), match.end(), match.group(), reason)
        for number, page in enumerate(pages, 1)
        for word in words
        for match in re.finditer(re.escape(word), page)
    ]


def _full_of_it(document):
    document.docinfo["/Author"] = document.docinfo["/Title"] = "Khyra"
    document.attachments["notes.txt"] = pikepdf.AttachedFileSpec(document, b"Khyra")
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([pikepdf.Dictionary(T="a", V="Khyra")]))
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('Khyra')")
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Khyra", 0))
    page = document.pages[0]
    page.Annots = pikepdf.Array(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="Khyra")]
    )
    drawn = page.Contents.read_bytes()
    page.Contents = document.make_stream(
        drawn
        + b"\n1 1 1 rg "
        + made.drawn("white Khyra", top=500)
        + b" 0 g "
        + made.drawn("boxed Khyra", top=400)
        + b" 50 390 200 30 re f"
    )


@pytest.fixture(scope="module")
def sent():
    return made.pdf(*PAGES, change=_full_of_it)


@pytest.fixture(scope="module")
def redacted(sent):
    pages = extract.read(sent).pages
    marked = [one for one in passages(pages, "Khyra", "O'Neil") if "white" not in pages[0][one.start - 6 : one.start]]
    return redaction.redact(sent, marked, [Region(2, 0, 0.5, 1, 1, Reason.OTHER)], title="The life of Child W")


def everything_in(data):
    """Every byte of a file, and of every stream in it unpacked, and every string in each way that PDF can write one."""
    found = [data]
    with pikepdf.open(io.BytesIO(data)) as document:
        for one in document.objects:
            found.append(one.unparse(resolved=True) if not isinstance(one, pikepdf.Stream) else one.read_raw_bytes())
            if isinstance(one, pikepdf.Stream) and "/DCTDecode" not in str(one.get("/Filter")):
                found.append(one.read_bytes())
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.S):
        try:
            found.append(zlib.decompress(match.group(1)))
        except zlib.error:
            continue
    return b"\n".join(found)


@pytest.mark.parametrize("word", ["Khyra", "O'Neil", "Neil"])
def test_what_is_redacted_is_in_no_layer_of_the_file(redacted, word):
    everything = everything_in(redacted.data).lower()
    for written in (word, word[1:], word[:-1]):
        for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
            code = written.lower().encode(encoding)
            assert code not in everything
            assert code.hex().encode() not in everything
            assert written.encode(encoding).hex().encode() not in everything


def test_what_is_redacted_is_not_in_the_picture(redacted, sent):
    """Where the name stood the picture is black, wholly: no letter's edge remains."""
    with pdfium.PdfDocument(redacted.data) as document, pdfium.PdfDocument(sent) as before:
        text = before[0].get_textpage()
        place = text.get_text_range().index("Khyra")
        boxes = [text.get_charbox(one) for one in range(place, place + 5)]
        picture = document[0].render(scale=3).to_pil().convert("L")
        left, bottom, right, top = boxes[0][0], min(box[1] for box in boxes), boxes[-1][2], max(box[3] for box in boxes)
        crop = picture.crop(tuple(round(one * 3) for one in (left, 842 - top, right, 842 - bottom)))
        assert crop.getextrema()[1] < 40
        assert document[1].render(scale=1).to_pil().convert("L").crop((10, 440, 580, 830)).getextrema()[1] < 40


def test_what_stays_is_read_with_the_reason_in_the_place_of_what_is_gone(redacted):
    assert redacted.pages[0].replace("\n", " ").startswith("The life of [redacted: the child’s identity]")
    assert "school was told." in redacted.pages[0]
    assert "(twice)." in redacted.pages[0]
    assert redacted.pages[1].startswith("A second page without the name.")
    assert "[redacted: other]" in redacted.pages[1]


def test_redactions_are_counted_by_reason(redacted):
    assert redacted.reasons == {Reason.CHILD: 5, Reason.OTHER: 1}


def test_the_new_file_hides_nothing_and_is_tagged_for_screen_readers(redacted):
    found = hidden.find(redacted.data)
    assert not [find.words for find in found if find.must_go]
    assert {find.what for find in found} <= {kinds.METADATA, kinds.SCANNED_TEXT}
    assert [find.words for find in found if find.what == kinds.METADATA] == ["The life of Child W"]
    with pikepdf.open(io.BytesIO(redacted.data)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en-GB"
        assert len(document.Root.StructTreeRoot.K[0].K) == len("\n".join(redacted.pages).split("\n"))


def test_the_same_redaction_gives_the_same_bytes(redacted, sent):
    pages = extract.read(sent).pages
    marked = [one for one in passages(pages, "Khyra", "O'Neil") if "white" not in pages[0][one.start - 6 : one.start]]
    again = redaction.redact(sent, marked, [Region(2, 0, 0.5, 1, 1, Reason.OTHER)], title="The life of Child W")
    assert again.data == redacted.data


def test_a_turned_page_is_redacted_where_its_words_stand():
    def turn(document):
        document.pages[0].Rotate = 90

    sent = made.pdf("Here Khyra stood.", change=turn)
    corner = Region(1, 0, 0, 0.1, 0.1, Reason.OTHER)
    done = redaction.redact(sent, passages(extract.read(sent).pages, "Khyra"), [corner], title="A")
    assert "Here [redacted: the child’s identity] stood." in extract.read(done.data).pages[0]
    with pdfium.PdfDocument(done.data) as document:
        assert document[0].get_size() == (842, 595)
        assert document[0].render(scale=1).to_pil().convert("L").crop((2, 2, 80, 55)).getextrema()[1] < 40
        text = document[0].get_textpage()
        assert text.get_charbox(0)[0] > 700  # turned to the right, the top of the page is at its right


def test_a_word_is_redacted_whole():
    sent = made.pdf("Khyrasson came.")
    done = redaction.redact(sent, [Passage(1, 0, 5, "Khyra", "a name")], title="A")
    assert done.pages == ("[redacted: a name] came.",)


def test_a_word_document_is_typeset_again_without_what_is_redacted():
    sent = made.word("The life of Khyra.", "Told by Mr O'Neil.", parts={"word/comments.xml": f"<w:c {made.W}/>"})
    done = redaction.redact(sent, passages(extract.read(sent).pages, "Khyra"), title="The life of Child W")
    assert "[redacted: the child’s identity]" in " ".join(done.pages[0].split())
    assert b"khyra" not in everything_in(done.data).lower()
    assert not [find for find in hidden.find(done.data) if find.must_go]


def test_words_that_do_not_stand_where_they_were_marked_are_refused():
    sent = made.pdf("Another version.")
    with pytest.raises(Unreadable, match="does not have the words “Khyra”"):
        redaction.redact(sent, [Passage(1, 0, 5, "Khyra", "a name")], title="A")
    with pytest.raises(Unreadable, match="on page 7"):
        redaction.redact(sent, [Passage(7, 0, 5, "Khyra", "a name")], title="A")


def test_a_file_in_which_a_word_is_left_is_not_given_out(monkeypatch, sent):
    pages = extract.read(sent).pages
    monkeypatch.setattr(redaction.apart, "run", lambda *_args, **_more: (None, sent))
    monkeypatch.setattr(redaction.extract, "read", lambda *_args: extract.Text("PDF", pages))
    with pytest.raises(redaction.NotRedacted, match="still on page 1"):
        redaction.redact(sent, passages(pages, "O'Neil"), title="A")


def test_another_version_that_shows_what_this_one_hides_is_told():
    hidden_here = [
        "On that day the [redacted: a name] was seen with her aunt. Nobody came to the [redacted: a place] in that week."
    ]
    shown_there = [
        "First: on that day the girl Khyra was seen with her aunt. Nobody came to the [redacted: a place] in that week."
    ]
    shown_there.insert(0, "A page before.")
    assert redaction.revealed(hidden_here, shown_there) == (redaction.Revealed("girl Khyra", 1, 2),)
    assert redaction.revealed(hidden_here, hidden_here) == ()


def test_passages_that_overlap_are_one_and_leave_nothing_between_them():
    page = "They lived at 14 Saltmarsh Close until then."
    at = [(14, 29), (17, 23), (24, 35), (39, 43)]
    passages = [Passage(1, start, end, page[start:end], "a place") for start, end in at]
    found = redaction.apart_from_each_other([page], passages)
    assert [one.words for one in found] == ["14 Saltmarsh Close un", "then"]
