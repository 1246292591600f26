"""Files made for the tests: whole ones, and ones that nobody should send."""

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence

import pikepdf
from pikepdf import Dictionary, Name

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(*pages: str, change: Callable[[pikepdf.Pdf], None] | None = None, compress: bool = True) -> bytes:
    """A PDF of these pages, a line for each line, in a typeface that every reader has."""
    document = pikepdf.new()
    font = document.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    for text in pages:
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = document.make_stream(drawn(text))
    if change is not None:
        change(document)
    out = io.BytesIO()
    document.save(out, compress_streams=compress)
    return out.getvalue()


def drawn(text: str, size: int = 11, left: int = 60, top: int = 780) -> bytes:
    lines = [f"{left} {top} Td {size + 3} TL"]
    for line in text.split("\n"):
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        lines.append(f"({escaped}) Tj T*")
    return f"BT /F1 {size} Tf {' '.join(lines)} ET".encode("cp1252")


def word(*paragraphs: str, body: str = "", parts: dict[str, str] | None = None) -> bytes:
    """A Word document; a paragraph that begins with “<” is given as it is."""
    inner = "".join(one if one.startswith("<") else f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{inner}{body}</w:body></w:document>",
            **(parts or {}),
        }
    )


def workbook(sheets: Sequence[tuple[str, str, str]], parts: dict[str, str] | None = None, book: str = "") -> bytes:
    """A workbook of sheets: name, state and rows as XML."""
    main, links = (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    )
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{state}" r:id="rId{n}"/>'
        for n, (name, state, _) in enumerate(sheets, 1)
    )
    targets = "".join(
        f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(sheets) + 1)
    )
    whole = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>{listed}</sheets>{book}</workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{targets}</Relationships>",
    }
    for n, (_, _, rows) in enumerate(sheets, 1):
        whole[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{main}">{rows}</worksheet>'
    return archive({**whole, **(parts or {})})


def archive(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


# ── What nobody should send ─────────────────────────────────────────────────────────────────────────────────────────


def bomb() -> bytes:
    """A Word document of 2 MB that unpacks to 400 MB."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made,
        made.open("word/document.xml", "w") as part,
    ):
        for _ in range(400):
            part.write(b"\0" * 1_000_000)
    return out.getvalue()


def lying_bomb() -> bytes:
    """The same, smaller, that says in its list of contents that it holds next to nothing."""
    real = io.BytesIO()
    with zipfile.ZipFile(real, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"<a>" + b" " * 20_000_000)
    data = real.getvalue()
    return data.replace((20_000_003).to_bytes(4, "little"), (100).to_bytes(4, "little"))


def long_pdf(pages: int = 10_000) -> bytes:
    """One page, counted ten thousand times."""
    kids = b"3 0 R " * pages
    return _raw(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    )


def endless_pdf() -> bytes:
    """A tree of pages that is its own branch, and a form that draws itself."""
    return _raw(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 2/Kids[2 0 R 3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 4 0 R>>>>>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 5>>stream\n/X Do\nendstream",
    )


def unpacking_pdf() -> bytes:
    """Some kilobytes that unpack to gigabytes."""
    huge = zlib.compress(b"\0" * 60_000_000, 9)
    return _raw(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents[%s]>>" % (b"4 0 R " * 400),
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(huge), huge),
    )


def broken_pdf(whole: bytes) -> bytes:
    """A PDF whose table of contents points to nowhere, and whose end is lost."""
    return whole[: whole.rindex(b"startxref")] + b"startxref\n99999999\n%%EOF"


def _raw(*objects: bytes) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    at, size = len(out), len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        at,
    )
