"""A PDF made anew from pictures of its pages, with what is redacted painted over in the picture itself.

Nothing of the file that was sent goes into the new one but these pictures and the words that stay: no font, no stream, no
property. The words are laid over the pictures without ink, tagged as paragraphs, so that the page can be searched, copied and
read aloud; in the place of what is gone they say why.
"""

import ctypes
import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2.raw as raw
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

from casereview.documents.readers import pdf
from casereview.documents.readers.hiding.pdf import SCAN, Box, unseen_words
from casereview.documents.readers.refusing import Unreadable

DOTS = 150
"""To the inch: as sharp as a good fax, and a hundred pages in some ten megabytes."""

_MARGIN = 1.0
"""Points by which a box is larger than the letters it covers: their edges are blurred into what lies beside them."""


def burn(data: bytes, passages: list[dict[str, Any]], regions: list[dict[str, Any]], title: str) -> tuple[Any, bytes]:
    with pdf.opened(data) as document, pikepdf.new() as made:
        font = _font(made)
        elements, pages = [], []
        for number in range(1, len(document) + 1):
            here = [one for one in passages if one["page"] == number]
            page = document[number - 1]
            boxes = [*_boxes(page, here), *_marked(page, [one for one in regions if one["page"] == number])]
            picture, size = _painted(page, boxes)
            lines = [[(word, _moved(page, box, size)) for word, box in line] for line in _lines(page, boxes)]
            turned = page.get_rotation()
            page.close()
            elements.append(_page(made, picture, size, lines, font, number, turned))
            pages.append("\n".join(" ".join(word for word, _ in line) for line in lines))
        if wrong := [one["page"] for one in [*passages, *regions] if not 1 <= one["page"] <= len(document)]:
            raise Unreadable(f"has no page {wrong[0]}")
        _tagged(made, elements, title)
        out = io.BytesIO()
        made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return {"pages": pages}, out.getvalue()


# ── What is painted over ────────────────────────────────────────────────────────────────────────────────────────────


def _boxes(page: Any, passages: list[dict[str, Any]]) -> Iterator[tuple[Box, str]]:
    """The boxes of passages, a line each, widened to whole words: half a word tells the other half."""
    if not passages:
        return
    text = page.get_textpage()
    letters, places = _letters(text)
    for passage in passages:
        start, end = _whole_words(letters, passage["start"], passage["end"])
        if " ".join(letters[passage["start"] : passage["end"]].split()) != " ".join(passage["words"].split()):
            raise Unreadable(
                f"does not have the words “{passage['words']}” where they were marked; check the file again"
            )
        for box in _of_lines(
            [text.get_charbox(places[place]) for place in range(start, end) if not letters[place].isspace()]
        ):
            yield box, passage["reason"]
    text.close()


def _letters(text: Any) -> tuple[str, list[int]]:
    """The text as `extract` gives it, and for each of its characters the place in PDFium's."""
    letters: list[str] = []
    places: list[int] = []
    for place in range(text.count_chars()):
        for letter in chr(raw.FPDFText_GetUnicode(text, place)).translate(pdf.CLEAN):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def _whole_words(letters: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and letters[start].isalnum() and letters[start - 1].isalnum():
        start -= 1
    while end < len(letters) and letters[end - 1].isalnum() and letters[end].isalnum():
        end += 1
    return start, end


def _of_lines(boxes: list[Box]) -> Iterator[Box]:
    held: Box | None = None
    for box in boxes:
        if held is not None and box[1] < held[3] and held[1] < box[3] and box[0] >= held[0] - 2:
            held = (min(held[0], box[0]), min(held[1], box[1]), max(held[2], box[2]), max(held[3], box[3]))
            continue
        if held is not None:
            yield _wider(held)
        held = box
    if held is not None:
        yield _wider(held)


def _wider(box: Box) -> Box:
    return box[0] - _MARGIN, box[1] - _MARGIN, box[2] + _MARGIN, box[3] + _MARGIN


def _marked(page: Any, regions: list[dict[str, Any]]) -> Iterator[tuple[Box, str]]:
    """Regions marked by hand, in shares of the page from its top left corner."""
    fine = 10_000
    for one in regions:
        corners = []
        for across, down in (one["box"][:2], one["box"][2:]):
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDF_DeviceToPage(page, 0, 0, fine, fine, 0, round(across * fine), round(down * fine), x, y)
            corners.append((x.value, y.value))
        (x0, y0), (x1, y1) = corners
        yield (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), one["reason"]


def _painted(page: Any, boxes: list[tuple[Box, str]]) -> tuple[Image.Image, tuple[float, float]]:
    """The page as a picture, with each box black in the picture itself."""
    size = page.get_size()
    scale = min(DOTS / 72, 4_000 / max(1.0, *size))
    picture = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    brush = ImageDraw.Draw(picture)
    for box, _ in boxes:
        x0, y0, x1, y1 = pdf.on_picture(page, box, picture.size)
        brush.rectangle((x0, y0, x1, y1), fill=(0, 0, 0))
    low = picture.convert("YCbCr").getextrema()[1:]
    grey = all(abs(edge - 128) < 6 for band in low for edge in band)
    return (picture.convert("L") if grey else picture), size


# ── The words that stay ─────────────────────────────────────────────────────────────────────────────────────────────

Words = list[tuple[str, Box]]


def _lines(page: Any, boxes: list[tuple[Box, str]]) -> Iterator[Words]:
    """The words that a reader sees, a line each, with “[redacted: why]” for the first word of each that is gone."""
    text = page.get_textpage()
    said: set[int] = set()
    line: Words = []
    for word, box, why in unseen_words(page, text) if text.count_chars() else ():
        if why not in ("", SCAN):
            continue  # a reader of the picture does not see it either
        gone = next((place for place, (painted, _) in enumerate(boxes) if _touch(painted, box)), None)
        if gone is not None and gone in said:
            continue
        if gone is not None:
            said.add(gone)
            word, box = f"[redacted: {boxes[gone][1]}]", boxes[gone][0]
        if line and (box[1] > line[-1][1][3] or box[3] < line[-1][1][1] or box[0] < line[-1][1][0]):
            yield line
            line = []
        line.append((word, box))
    if line:
        yield line
    text.close()
    for place, (box, reason) in enumerate(boxes):
        if place not in said:
            marker = f"[redacted: {reason}]"  # at the corner of a region, in letters of a common size
            yield [(marker, (box[0], max(box[1], box[3] - 12), min(box[2], box[0] + 6 * len(marker)), box[3]))]


def _moved(page: Any, box: Box, size: tuple[float, float]) -> Box:
    """A box of the old page on the new one, which begins at nought and is not turned."""
    fine = 100
    x0, y0, x1, y1 = pdf.on_picture(page, box, (round(size[0] * fine), round(size[1] * fine)))
    return x0 / fine, size[1] - y1 / fine, x1 / fine, size[1] - y0 / fine


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# ── The new file ────────────────────────────────────────────────────────────────────────────────────────────────────

_CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Unicode def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


def _font(made: pikepdf.Pdf) -> Any:
    """A typeface without shapes, each of whose signs is its own Unicode number: for words without ink."""
    within = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.Inkless,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
        DW=500,
        FontDescriptor=made.make_indirect(
            Dictionary(
                Type=Name.FontDescriptor, FontName=Name.Inkless, Flags=4, FontBBox=Array([0, -200, 500, 800]), ItalicAngle=0,
                Ascent=800, Descent=-200, CapHeight=700, StemV=80,
            )
        ),
    )  # fmt: skip
    return made.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name.Inkless,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([made.make_indirect(within)]),
            ToUnicode=made.make_stream(_CMAP),
        )
    )


def _page(
    made: pikepdf.Pdf,
    picture: Image.Image,
    size: tuple[float, float],
    lines: list[Words],
    font: Any,
    number: int,
    turned: int,
) -> tuple[Any, int]:
    """A page of the new file; answers with it and how many tagged lines it has."""
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=82, dpi=(DOTS, DOTS))
    image = made.make_stream(
        packed.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    drawn = [f"/Artifact BMC q {size[0]:.2f} 0 0 {size[1]:.2f} 0 0 cm /Page Do Q EMC".encode()]
    for mark, line in enumerate(lines):
        drawn.append(b"/P <</MCID %d>> BDC BT 3 Tr" % mark)
        drawn += [_inkless(word + " " * (place < len(line) - 1), box, turned) for place, (word, box) in enumerate(line)]
        drawn.append(b"ET EMC")
    page = made.add_blank_page(page_size=size)
    page.obj.Resources = Dictionary(XObject=Dictionary(Page=image), Font=Dictionary(F=font))
    page.obj.Contents = made.make_stream(b"\n".join(drawn))
    page.obj.StructParents = number - 1
    page.obj.Tabs = Name.S
    return page.obj, len(lines)


def _inkless(word: str, box: Box, turned: int) -> bytes:
    """A word without ink over its place, in the direction in which it runs."""
    shown = "".join(
        letter if ord(letter) < 0x10000 and not 0xD800 <= ord(letter) < 0xE000 else "\ufffd" for letter in word
    )
    left, bottom, right, top = box
    across, up = (right - left, top - bottom) if turned in (0, 180) else (top - bottom, right - left)
    way = {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, -1, 1, 0, left, top),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, right, bottom),
    }
    height = max(1.0, up)
    stretch = max(1.0, across / (0.5 * height * max(1, len(shown.rstrip()))) * 100)
    code = shown.encode("utf-16-be").hex().encode()
    return b"/F %.2f Tf %.2f Tz %d %d %d %d %.2f %.2f Tm <%s> Tj" % (height, stretch, *way[turned], code)


def _tagged(made: pikepdf.Pdf, pages: list[tuple[Any, int]], title: str) -> None:
    """The tree that says to a screen reader what each line is, the language and the title; and nothing else about the file."""
    root = made.Root
    tree = made.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
    children, numbers = [], []
    for place, (page, lines) in enumerate(pages):
        ours = [
            made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=whole, Pg=page, K=mark))
            for mark in range(lines)
        ]
        children += ours
        numbers += [place, made.make_indirect(Array(ours))]
    whole.K = Array(children)
    tree.K = Array([whole])
    tree.ParentTree = made.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = len(pages)
    root.StructTreeRoot = tree
    root.MarkInfo = Dictionary(Marked=True)
    root.Lang = String("en-GB")
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    made.docinfo["/Title"] = re.sub(r"\s+", " ", title).strip() or "Report"
