"""A file with something hidden of each kind, and that it is found with its words. “Khyra” is what was hidden."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from casereview.documents import hidden
from casereview.documents.identifiability import Person, Record, check
from casereview.documents.readers.hiding import kinds
from tests.documents import made
from tests.others import DOCUMENTS

SECRET = "Khyra"
SHOWN = "The child was seen."


def finds(data, name=""):
    return [(find.what, find.words) for find in hidden.find(data, name)]


# ── PDF ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _drawn(extra: bytes):
    def change(document):
        page = document.pages[0]
        page.Contents = document.make_stream(made.drawn(SHOWN) + b"\n" + extra)

    return change


def _on_page(**annotation):
    def change(document):
        document.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Rect=[60, 700, 90, 720], **annotation)])

    return change


def _root(**entries):
    def change(document):
        for key, value in entries.items():
            document.Root[f"/{key}"] = value

    return change


def _attached(document):
    document.attachments["notes.txt"] = pikepdf.AttachedFileSpec(document, b"notes", description=SECRET)


def _outlined(document):
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))


def _layered(document):
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String(SECRET)))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


def _photographed(document):
    image = document.make_stream(
        b"\xff\xd8\xff\xe1\0\x20Exif\0\0" + b"\0" * 40, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1
    )
    image.Filter, image.ColorSpace, image.BitsPerComponent = Name.DCTDecode, Name.DeviceGray, 8
    document.pages[0].Resources.XObject = Dictionary(I=image)


def _lost_page(document):
    page = document.make_indirect(
        Dictionary(Type=Name.Page, Contents=document.make_stream(made.drawn(SECRET)), Parent=document.Root.Pages)
    )
    document.Root.Old = page


def _info(document):
    document.docinfo["/Author"] = SECRET


def _box(text, colour="0 0 0 rg"):
    return made.drawn(text, top=600) + b"\n" + colour.encode() + b" 50 590 200 30 re f"


IN_PDF = {
    kinds.METADATA: [_info],
    kinds.COVERED: [_drawn(_box(SECRET)), _drawn(_box(SECRET, "1 1 1 rg"))],
    kinds.HIDDEN_TEXT: [
        _drawn(b"1 1 1 rg " + made.drawn(SECRET, top=600)),
        _drawn(made.drawn(SECRET, top=600).replace(b"BT", b"BT 3 Tr")),
        _drawn(made.drawn(SECRET, size=1, top=600)),
        _drawn(made.drawn(SECRET, left=700, top=600)),
    ],
    kinds.COMMENT: [_on_page(Subtype=Name.Text, Contents=String(SECRET), T=String("A reviewer"))],
    kinds.ATTACHMENT: [_attached],
    kinds.BOOKMARK: [_outlined],
    kinds.ALT_TEXT: [_root(StructTreeRoot=Dictionary(K=Array([Dictionary(S=Name.Figure, Alt=String(SECRET))])))],
    kinds.FORM_FIELD: [_root(AcroForm=Dictionary(Fields=Array([Dictionary(T=String("name"), V=String(SECRET))])))],
    kinds.SCRIPT: [_root(OpenAction=Dictionary(S=Name.JavaScript, JS=String(SECRET)))],
    kinds.LINK: [_on_page(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(f"file:///home/{SECRET}")))],
    kinds.LAYER: [_layered],
    kinds.REMOVED: [_lost_page],
    kinds.CUSTOM_DATA: [_root(PieceInfo=Dictionary(Khyra=Dictionary()))],
    kinds.PICTURE: [_photographed],
}


@pytest.mark.parametrize(
    ("what", "change"),
    [(what, change) for what, changes in IN_PDF.items() for change in changes],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_hides_in_a_pdf_is_found_with_its_words(what, change):
    found = finds(made.pdf(SHOWN, change=change))
    assert what in [kind for kind, _ in found]
    if what not in (kinds.PICTURE, kinds.CUSTOM_DATA):
        assert any(SECRET in words for kind, words in found if kind == what)


def test_a_redaction_that_was_marked_and_never_carried_out_is_found():
    assert [what for what, _ in finds(made.pdf(SHOWN, change=_on_page(Subtype=Name.Redact)))] == [kinds.COVERED]


def test_an_earlier_version_of_a_pdf_is_found_with_what_is_gone_from_it():
    first = made.pdf(f"{SECRET} was seen.")
    document = pikepdf.open(io.BytesIO(first))
    number, root = document.pages[0].Contents.objgen[0], document.Root.objgen[0]
    size = int(document.trailer.Size)
    stream = made.drawn(SHOWN)
    second = first + b"\n%d 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\n" % (number, len(stream), stream)
    place = len(first) + 1
    before = int(first[first.rindex(b"startxref") + 9 :].split()[0])
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, before, len(second))
    assert (kinds.REVISION, SECRET) in [
        (what, words.removesuffix(" was")) for what, words in finds(second + table + trailer)
    ]


def test_the_text_layer_of_a_scan_is_told_from_hidden_text():
    def scan(document):
        image = document.make_stream(b"\xff\x00" * 5_000, Type=Name.XObject, Subtype=Name.Image, Width=100, Height=100)
        image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
        page = document.pages[0]
        page.Resources.XObject = Dictionary(I=image)
        page.Contents = document.make_stream(
            b"q 595 0 0 842 0 0 cm /I Do Q " + made.drawn(SECRET).replace(b"BT", b"BT 3 Tr")
        )

    assert [what for what, _ in finds(made.pdf("", change=scan))] == [kinds.SCANNED_TEXT]


def test_a_clean_pdf_hides_nothing_even_with_white_words_on_a_dark_band():
    def band(document):
        document.pages[0].Contents = document.make_stream(
            made.drawn(SHOWN) + b" 0 0 0 rg 50 590 300 30 re f 1 1 1 rg " + made.drawn("A heading", top=600)
        )

    assert finds(made.pdf(SHOWN, change=band)) == []


# ── Word ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _run(style: str, words: str = SECRET) -> str:
    return f"<w:p><w:r><w:rPr>{style}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


CORE = '<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Khyra</dc:creator></p>'
RELS = '<Relationships><Relationship TargetMode="External" Target="file:///H:/Khyra/template.dotx"/></Relationships>'
IN_WORD = [
    (kinds.METADATA, {"parts": {"docProps/core.xml": CORE}}),
    (kinds.CUSTOM_DATA, {"parts": {"docProps/custom.xml": '<p><property name="Case"><v>Khyra</v></property></p>'}}),
    (kinds.CUSTOM_DATA, {"parts": {"customXml/item1.xml": "<a><b>Khyra</b></a>"}}),
    (kinds.CUSTOM_DATA, {"parts": {"word/settings.xml": f'<w:s {made.W}><w:docVar w:name="x" w:val="Khyra"/></w:s>'}}),
    (kinds.CHANGES, {"body": "<w:p><w:del w:author='A'><w:r><w:delText>Khyra</w:delText></w:r></w:del></w:p>"}),
    (kinds.CHANGES, {"body": "<w:p><w:ins w:author='A'><w:r><w:t>Khyra</w:t></w:r></w:ins></w:p>"}),
    (
        kinds.COMMENT,
        {"parts": {"word/comments.xml": f"<w:c {made.W}><w:comment w:author='A'>{_run('')}</w:comment></w:c>"}},
    ),
    (kinds.HIDDEN_TEXT, {"body": _run("<w:vanish/>")}),
    (kinds.HIDDEN_TEXT, {"body": _run('<w:color w:val="FFFFFF"/>')}),
    (kinds.HIDDEN_TEXT, {"body": _run('<w:sz w:val="2"/>')}),
    (kinds.HIDDEN_TEXT, {"parts": {"word/header1.xml": f"<w:h {made.W}>{_run('<w:vanish/>')}</w:h>"}}),
    (kinds.COVERED, {"body": _run('<w:highlight w:val="black"/>')}),
    (kinds.COVERED, {"body": _run('<w:shd w:val="clear" w:fill="000000"/>')}),
    (kinds.BOOKMARK, {"body": '<w:bookmarkStart w:id="1" w:name="Khyra"/>'}),
    (kinds.ALT_TEXT, {"body": '<w:p><d:docPr xmlns:d="urn:d" descr="Khyra at home"/></w:p>'}),
    (kinds.FORM_FIELD, {"body": '<w:sdt><w:sdtPr><w:alias w:val="Khyra"/></w:sdtPr></w:sdt>'}),
    (kinds.LINK, {"body": "<w:p><w:r><w:instrText> INCLUDETEXT Khyra.docx </w:instrText></w:r></w:p>"}),
    (kinds.LINK, {"parts": {"word/_rels/settings.xml.rels": RELS}}),
    (kinds.ATTACHMENT, {"parts": {"word/embeddings/Khyra.xlsx": "x"}}),
    (kinds.PICTURE, {"parts": {"word/media/image1.jpeg": "\xff\xd8\xff\xe1..Exif\0\0"}}),
]


@pytest.mark.parametrize(("what", "parts"), IN_WORD, ids=lambda one: one if isinstance(one, str) else "")
def test_what_hides_in_a_word_document_is_found_with_its_words(what, parts):
    found = finds(made.word(SHOWN, **parts))
    assert [kind for kind, _ in found] == [what]
    assert what == kinds.PICTURE or SECRET in found[0][1]


def test_a_clean_word_document_hides_nothing():
    contents = '<w:bookmarkStart w:id="0" w:name="_Toc123"/>'
    assert (
        finds(
            made.word(
                SHOWN, body=contents + _run('<w:vanish w:val="0"/><w:color w:val="FFFFFF"/><w:shd w:fill="003366"/>')
            )
        )
        == []
    )


# ── Workbooks, web pages, names ─────────────────────────────────────────────────────────────────────────────────────

CELL = '<sheetData><row r="1"{row}><c r="B1" t="inlineStr" s="1"><is><t>Khyra</t></is></c></row></sheetData>'
SHEET = CELL.format(row="")
STYLE = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts>'
    '<fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts><cellXfs><xf/><xf {0}/></cellXfs></styleSheet>'
)
IN_EXCEL = [
    (kinds.HIDDEN_SHEET, made.workbook([("Shown", "visible", ""), ("Notes", "hidden", SHEET)])),
    (kinds.HIDDEN_SHEET, made.workbook([("Shown", "visible", ""), ("Notes", "veryHidden", SHEET)])),
    (kinds.HIDDEN_TEXT, made.workbook([("Shown", "visible", CELL.format(row=' hidden="1"'))])),
    (
        kinds.HIDDEN_TEXT,
        made.workbook([("Shown", "visible", '<cols><col min="2" max="3" hidden="1"/></cols>' + SHEET)]),
    ),
    (kinds.HIDDEN_TEXT, made.workbook([("Shown", "visible", SHEET)], {"xl/styles.xml": STYLE.format('fontId="1"')})),
    (
        kinds.HIDDEN_TEXT,
        made.workbook([("Shown", "visible", SHEET)], {"xl/styles.xml": STYLE.format('numFmtId="170"')}),
    ),
    (
        kinds.COMMENT,
        made.workbook([("S", "visible", "")], {"xl/comments1.xml": '<c><comment ref="A1"><t>Khyra</t></comment></c>'}),
    ),
    (
        kinds.BOOKMARK,
        made.workbook(
            [("S", "visible", "")], book='<definedNames><definedName name="Khyra">S!A1</definedName></definedNames>'
        ),
    ),
    (kinds.ATTACHMENT, made.workbook([("S", "visible", "")], {"xl/externalLinks/externalLink1.xml": "<x/>"})),
    (kinds.CUSTOM_DATA, made.workbook([("S", "visible", "")], {"xl/pivotCache/pivotCacheRecords1.xml": "<x/>"})),
]


@pytest.mark.parametrize(("what", "data"), IN_EXCEL, ids=lambda one: one if isinstance(one, str) else "")
def test_what_hides_in_a_workbook_is_found(what, data):
    assert what in [kind for kind, _ in finds(data)]


IN_HTML = [
    (kinds.COMMENT, "<!-- Khyra -->"),
    (kinds.HIDDEN_TEXT, '<p style="display: none">Khyra</p>'),
    (kinds.HIDDEN_TEXT, '<p style="color:#fff">Khyra</p>'),
    (kinds.HIDDEN_TEXT, '<p style="font-size:1px">Khyra</p>'),
    (kinds.HIDDEN_TEXT, '<p style="position:absolute;left:-9999px">Khyra</p>'),
    (kinds.HIDDEN_TEXT, "<p hidden>Khyra</p>"),
    (kinds.HIDDEN_TEXT, "<template>Khyra</template>"),
    (kinds.METADATA, '<meta name="author" content="Khyra">'),
    (kinds.FORM_FIELD, '<input type="hidden" name="a" value="Khyra">'),
    (kinds.ALT_TEXT, '<img alt="Khyra">'),
    (kinds.SCRIPT, "<script>Khyra</script>"),
    (kinds.SCRIPT, '<p onclick="Khyra()">x</p>'),
    (kinds.CUSTOM_DATA, '<p data-case="Khyra">x</p>'),
    (kinds.LINK, '<a href="file:///H:/Khyra">x</a>'),
]


@pytest.mark.parametrize(("what", "inner"), IN_HTML)
def test_what_hides_in_a_web_page_is_found_with_its_words(what, inner):
    (found,) = finds(f"<!doctype html><html><body><h1>A review</h1>{inner}</body></html>".encode())
    assert found[0] == what
    assert SECRET in found[1]


def test_a_file_s_name_is_found_and_what_hides_is_read_against_the_record():
    finds_ = hidden.find(made.pdf(SHOWN, change=_info), "Kyra overview FINAL.pdf")
    record = Record((Person("Khyra Ishaq", "the child", child=True),))
    assert [find.must_go for find in finds_] == [False, False]
    assert [hit.words for hit in check([find.words for find in finds_], record)] == ["Kyra", "Khyra"]
    assert [(hit.words, hit.page) for hit in hidden.hits(finds_, record)] == [("Kyra", 0), ("Khyra", 0)]


def test_what_has_to_go_is_a_hit_whatever_it_says():
    finds_ = hidden.find(made.word(SHOWN, body=_run("<w:vanish/>", "of no consequence")))
    (hit,) = hidden.hits(finds_, Record())
    assert (hit.what, hit.words) == ("hidden in the file", "of no consequence")
    assert hit.key == hidden.hits(finds_, Record())[0].key


def test_each_kind_says_why_it_matters():
    names = {value for key, value in vars(kinds).items() if key.isupper() and isinstance(value, str)}
    assert names == set(kinds.WHY)
    assert names >= kinds.TO_READ


@pytest.mark.skipif(DOCUMENTS is None, reason="the documents by others are not here")
def test_a_real_report_is_not_said_to_hide_what_it_shows():
    found = hidden.find(DOCUMENTS / "TSB_a_2022_O0118.pdf")
    assert not [find for find in found if find.what in (kinds.COVERED, kinds.HIDDEN_TEXT, kinds.REVISION)]
