"""The text of a PDF, by PDFium. One thread of one process: PDFium is not safe for more."""

import ctypes
import io
import re
import struct
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from casereview.documents.readers.refusing import Unreadable

MOST_PAGES = 2_000

CLEAN = {0x0D: None, 0xFFFE: None, 0xFFFF: None, 0x02: None, 0x00: None, 0xAD: None, 0xA0: " "}
CLEAN |= {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
"""A hyphen at the end of a line comes as U+FFFE or U+0002; without it, the halves of the word stand together again."""

_UNCLEAN = re.compile(f"[{''.join(map(chr, CLEAN))}]")

FEW = 25
"""A page with a picture over most of it and fewer letters than this is a scan."""

DOTS = 200
"""To the inch, of a page handed to the reading of scanned pages."""


def read(data: bytes) -> dict[str, Any]:
    with opened(data) as document:
        pages: list[str] = []
        scanned: list[int] = []
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            pages.append(_cleaned(text.get_text_range()))
            if len(pages[-1]) < 20 * FEW and len(pages[-1].split()) < FEW and is_picture(page):
                scanned.append(number + 1)
            text.close()
            page.close()
        found: dict[str, Any] = {"pages": pages, "scanned": scanned, "largest": _largest(document), "problems": []}
        found["metadata"] = {key.lower(): value for key, value in document.get_metadata_dict(skip_empty=True).items()}
        if scanned:
            found["problems"].append(_said(scanned, len(pages)))
        return found


def opened(data: bytes) -> pdfium.PdfDocument:
    """The document, for use with `with`. Raises `Unreadable` where it is locked, damaged or far too long."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        if getattr(fault, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(fault).lower():
            raise Unreadable("is locked with a password; save it without one") from fault
        raise Unreadable("is a damaged PDF; make it again from the document it came from") from fault
    if not 0 < len(document) <= MOST_PAGES:
        count = len(document)
        document.close()
        raise Unreadable(
            f"has {count:,} pages; no more than {MOST_PAGES:,} are read" if count else "is a PDF without pages"
        )
    return document


def pictures(data: bytes, numbers: list[int]) -> bytes:
    """Pages as grey pictures, for the reading of scans: each a length and a PGM file, one after another."""
    out = io.BytesIO()
    with opened(data) as document:
        for number in numbers:
            page = document[number - 1]
            scale = min(DOTS / 72, 3_000 / max(1, *page.get_size()))
            bitmap = page.render(scale=scale, grayscale=True)
            rows = [
                bytes(bitmap.buffer[row * bitmap.stride : row * bitmap.stride + bitmap.width])
                for row in range(bitmap.height)
            ]
            picture = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
            out.write(struct.pack("<II", number, len(picture)) + picture)
            page.close()
    return out.getvalue()


def _cleaned(text: str) -> str:
    text = text.replace("\r", "")
    return text.translate(CLEAN) if _UNCLEAN.search(text) else text  # which few pages need


def _said(scanned: list[int], pages: int) -> str:
    if len(scanned) == pages:
        return "It is scanned: its pages are pictures, without text."
    shown = ", ".join(map(str, scanned[:10])) + (" …" if len(scanned) > 10 else "")
    return f"{len(scanned)} of its {pages} pages are scanned pictures, without text: {shown}."


def is_picture(page: pdfium.PdfPage) -> bool:
    width, height = page.get_size()
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = shape.get_bounds()
        if (right - left) * (top - bottom) > 0.5 * width * height:
            return True
    return False


def _largest(document: pdfium.PdfDocument) -> str:
    """The lines set largest on the first page that has some: most often the title."""
    for number in range(min(2, len(document))):
        text = document[number].get_textpage()
        lines = list(_sized(text, text.get_text_range()))
        biggest = max((high for _, high in lines), default=0)
        runs = [""]
        for line, high in lines:
            runs[-1:] = [f"{runs[-1]} {line}"] if high >= biggest * 0.95 else [runs[-1], ""]
        if len(longest := max((" ".join(run.split()) for run in runs), key=len)) > 3:
            return longest
    return ""


def _sized(text: pdfium.PdfTextPage, words: str) -> Iterator[tuple[str, float]]:
    """The first lines of a page that have a letter, each with how high its first letter is."""
    for match in islice(re.finditer(r"[^\r\n]*[^\W\d_][^\r\n]*", words), 80):
        letter = re.search(r"[^\W\d_]", match.group())
        assert letter
        yield _cleaned(match.group()), size(text, match.start() + letter.start())


def size(text: pdfium.PdfTextPage, place: int) -> float:
    """How high a letter is as it is shown: the font's size by the matrix it is drawn with."""
    matrix = raw.FS_MATRIX()
    size = raw.FPDFText_GetFontSize(text, place)
    if raw.FPDFText_GetMatrix(text, place, ctypes.byref(matrix)):
        size *= (matrix.b**2 + matrix.d**2) ** 0.5
    return round(size, 1)


def on_picture(page: Any, box: tuple[float, float, float, float], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Where a box of a page lies on a picture of it: left, top, right, bottom, turned as the page is turned."""
    corners = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
        corners.append((across.value, down.value))
    (x0, y0), (x1, y1) = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
