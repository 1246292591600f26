"""What hides in a PDF: by its structure (qpdf), and by comparing its text with what its pages show (PDFium)."""

import ctypes
import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2.raw as raw
from PIL import Image

from casereview.documents.readers import pdf
from casereview.documents.readers.hiding import Hiding, kinds, said
from casereview.documents.readers.refusing import Unreadable

_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}
_TINY = 3.0
"""Points. Smaller letters are read by programs alone."""

SCAN, COVERED = "the text layer of a scan", "covered"
Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in the page's own points."""

_FLAT = 14
"""Of 256: where a word's place shows no more contrast than this, the word does not show."""


def find(data: bytes) -> Iterator[Hiding]:
    try:
        document = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as locked:
        raise Unreadable("is locked with a password; save it without one") from locked
    except pikepdf.PdfError as fault:
        raise Unreadable("is a damaged PDF; make it again from the document it came from") from fault
    with document:
        yield from _properties(document)
        yield from _structure(document)
        for number, page in enumerate(document.pages, 1):
            yield from _page(page, number)
        yield from _removed(document)
    yield from _revisions(data)
    yield from unseen(data)


# ── Properties and structure ────────────────────────────────────────────────────────────────────────────────────────


def _properties(document: pikepdf.Pdf) -> Iterator[Hiding]:
    for key, value in (document.trailer.get("/Info") or {}).items():
        if text := said(_text(value)):
            yield Hiding(kinds.METADATA, key.lstrip("/"), text)
    if "/Metadata" in document.Root:
        packet = bytes(document.Root.Metadata.read_bytes()).decode("utf-8", "replace")
        for name, value in re.findall(r"<([\w:-]+)[^<>]*>\s*([^<>\s][^<>]*)</", packet):
            if (
                not re.match(r"(?:rdf|x):|pdf(?:aid|uaid)|.*:(?:format|MetadataDate|part|conformance)$", name)
                or name == "rdf:li"
            ):
                yield Hiding(kinds.METADATA, f"XMP {name}", said(value))


def _structure(document: pikepdf.Pdf) -> Iterator[Hiding]:
    root = document.Root
    for name, attached in document.attachments.items():
        yield Hiding(kinds.ATTACHMENT, "attached to the document", said(f"{name} {attached.description or ''}"))
    for place, holder in (("on opening", root.get("/OpenAction")), ("of the document", root.get("/AA"))):
        yield from _actions(holder, place)
    names = root.get("/Names") or pikepdf.Dictionary()
    if "/JavaScript" in names:
        for script in _leaves(names.JavaScript):
            yield from _actions(script, "of the document")
    with document.open_outline() as outline:
        yield from _bookmarks(list(outline.root))
    if form := root.get("/AcroForm"):
        yield from _fields(list(form.get("/Fields") or []))
        if "/XFA" in form:
            yield Hiding(
                kinds.FORM_FIELD, "XFA form", "a form by Adobe’s own description, which other programs do not show"
            )
    if tree := root.get("/StructTreeRoot"):
        yield from _alternatives(tree)
    if layers := root.get("/OCProperties"):
        for layer in (layers.get("/D") or pikepdf.Dictionary()).get("/OFF") or []:
            yield Hiding(kinds.LAYER, "layer", said(_text(layer.get("/Name"))))
    if "/PieceInfo" in root:
        yield Hiding(kinds.CUSTOM_DATA, "data of a program", said(", ".join(root.PieceInfo.keys())))


def _bookmarks(items: list[Any], depth: int = 0) -> Iterator[Hiding]:
    for item in items:
        yield Hiding(kinds.BOOKMARK, "bookmark", said(item.title))
        if depth < 20:
            yield from _bookmarks(list(item.children), depth + 1)


def _fields(fields: list[Any], depth: int = 0) -> Iterator[Hiding]:
    for field in fields:
        value = _text(field.get("/V"))
        name = " ".join(filter(None, (_text(field.get("/T")), _text(field.get("/TU")))))
        if value or name:
            yield Hiding(kinds.FORM_FIELD, f"field {name}".strip(), said(value or name))
        yield from _actions(field.get("/A"), f"field {name}")
        yield from _actions(field.get("/AA"), f"field {name}")
        if depth < 20:
            yield from _fields(list(field.get("/Kids") or []), depth + 1)


def _alternatives(tree: Any) -> Iterator[Hiding]:
    waiting, seen = [tree], set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary) and one.objgen not in seen:
            if one.is_indirect:
                seen.add(one.objgen)
            for key, where in (
                ("/Alt", "alternative text"),
                ("/ActualText", "replacement text"),
                ("/E", "expansion"),
                ("/T", "title"),
            ):
                if text := said(_text(one.get(key))):
                    yield Hiding(kinds.ALT_TEXT, where, text)
            if "/K" in one:
                waiting.append(one.K)


def _actions(holder: Any, place: str) -> Iterator[Hiding]:
    if not isinstance(holder, pikepdf.Dictionary):
        return
    kind = holder.get("/S")
    if kind is not None and str(kind) in _ACTIONS:
        script = holder.get("/JS")
        words = bytes(script.read_bytes()).decode("latin-1") if isinstance(script, pikepdf.Stream) else _text(script)
        yield Hiding(kinds.SCRIPT, place, said(words or f"{str(kind)[1:]} {_text(holder.get('/F'))}"))
    elif kind is None:
        for other in holder.values():
            if isinstance(other, pikepdf.Dictionary) and "/S" in other:
                yield from _actions(other, place)


def _leaves(tree: Any, depth: int = 0) -> Iterator[Any]:
    yield from list(tree.get("/Names") or [])[1::2]
    for kid in tree.get("/Kids") or [] if depth < 20 else []:
        yield from _leaves(kid, depth + 1)


# ── Pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _page(page: Any, number: int) -> Iterator[Hiding]:
    where = f"page {number}"
    for note in page.get("/Annots") or []:
        if not isinstance(note, pikepdf.Dictionary):
            continue
        kind = str(note.get("/Subtype", "/"))[1:]
        words = said(" ".join(filter(None, (_text(note.get("/Contents")), _plain(_text(note.get("/RC")))))))
        by = _text(note.get("/T"))
        if kind == "FileAttachment":
            file: Any = note.get("/FS") or pikepdf.Dictionary()
            yield Hiding(kinds.ATTACHMENT, where, said(f"{_text(file.get('/UF') or file.get('/F'))} {words}"), number)
        elif kind == "Link":
            address = _text((note.get("/A") or pikepdf.Dictionary()).get("/URI"))
            if re.match(r"(?i)file:|[a-z]:\\|\\\\", address):
                yield Hiding(kinds.LINK, where, said(address), number)
            if words:
                yield Hiding(kinds.ALT_TEXT, f"{where}, link", words, number)
        elif kind not in ("Widget", "Popup") and (words or by):
            yield Hiding(kinds.COMMENT, f"{where}, {kind}" + (f" by {by}" if by else ""), words or by, number)
        elif kind == "Redact":
            yield Hiding(kinds.COVERED, where, "marked for redaction, which was never carried out", number)
        yield from _actions(note.get("/A"), where)
        yield from _actions(note.get("/AA"), where)
    yield from _actions(page.get("/AA"), where)
    if "/PieceInfo" in page:
        yield Hiding(kinds.CUSTOM_DATA, where, said(", ".join(page.PieceInfo.keys())), number)
    if "/Thumb" in page:
        yield Hiding(kinds.PICTURE, where, "a small picture of the page, perhaps of how it was", number)
    for name, image in page.images.items():
        if _has_camera_notes(image):
            yield Hiding(kinds.PICTURE, f"{where}, picture {name}", "the camera’s notes (Exif)", number)


def _has_camera_notes(image: Any) -> bool:
    filters = image.get("/Filter")
    if filters is None or "/DCTDecode" not in str(filters):
        return False
    head = bytes(image.read_raw_bytes())[:4096]
    return b"Exif\0\0" in head or b"ns.adobe.com/xap" in head


def _removed(document: pikepdf.Pdf) -> Iterator[Hiding]:
    shown = {page.objgen for page in document.pages}
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Page" and one.objgen not in shown:
            contents = one.get("/Contents")
            parts = (
                list(contents) if isinstance(contents, pikepdf.Array) else [contents] if contents is not None else []
            )
            drawn = b" ".join(bytes(part.read_bytes()) for part in parts if isinstance(part, pikepdf.Stream))
            words = b" ".join(re.findall(rb"\(((?:[^()\\]|\\.)*)\)", drawn)).decode("latin-1")
            yield Hiding(kinds.REMOVED, "a page that is not shown", said(words))


def _revisions(data: bytes) -> Iterator[Hiding]:
    """The file as it was each time it was saved on top of itself."""
    ends = [match.end() for match in re.finditer(rb"startxref\s+\d+\s+%%EOF", data)]
    if b"/Linearized" in data[:2048]:
        ends = ends[1:]
    if len(ends) < 2:
        return
    last = set(_words(data))
    for number, end in enumerate(ends[:-1][-5:], 1):
        before = [word for word in _words(data[:end]) if word not in last]
        words = said(" ".join(before)) or "the same words, or none that can be read"
        yield Hiding(kinds.REVISION, f"version {number} of {len(ends)}", words)


def _words(data: bytes) -> list[str]:
    try:
        return " ".join(pdf.read(data)["pages"]).split()
    except Unreadable:
        return []


def _text(value: Any) -> str:
    """A string of a PDF, by what it holds; nothing for what is no string."""
    if isinstance(value, pikepdf.String | str):
        return str(value)
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.Array):
        return " ".join(_text(one) for one in value)
    return str(value) if isinstance(value, int | float) else ""


def _plain(rich: str) -> str:
    return re.sub(r"<[^>]*>", " ", rich)


# ── Text that does not show ─────────────────────────────────────────────────────────────────────────────────────────


def unseen(data: bytes) -> Iterator[Hiding]:
    """Words that a program reads and the eye does not: each place where a word should stand is looked at as the page shows it."""
    with pdf.opened(data) as document:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            if text.count_chars() > 0:
                yield from _grouped(_but_redactions(unseen_words(page, text)), number + 1)
            text.close()
            page.close()


def unseen_words(page: Any, text: Any) -> Iterator[tuple[str, Box, str]]:
    """Each word of a page with its box, and why it does not show; with nothing where it does."""
    picture = page.render(scale=2, may_draw_forms=True).to_pil().convert("RGB")
    left, bottom, right, top = page.get_bbox()
    scanned = pdf.is_picture(page)
    for words, box, first in _placed(text):
        x0, y0, x1, y1 = box
        size = pdf.size(text, first)
        if x1 < left or x0 > right or y1 < bottom or y0 > top:
            why = "outside the page"
        elif not scanned and raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text, first)) in (3, 7):
            why = "drawn without ink"
        elif 0 < size < _TINY:
            why = f"{size:g} points high"
        else:
            why = _why_flat(picture, pdf.on_picture(page, box, picture.size), _colour(text, first))
            if not why and raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text, first)) in (3, 7):
                why = SCAN
        yield words, box, why


def _but_redactions(words: Iterator[tuple[str, Box, str]]) -> Iterator[tuple[str, str]]:
    """The words, and “[redacted: why]” over a black box taken for what it is: put there by `burning`, to be read aloud."""
    within = False
    for word, _, why in words:
        within = within or word.startswith("[redacted:")
        yield word, SCAN if within and why == COVERED else why
        within = within and "]" not in word


def _placed(text: Any) -> Iterator[tuple[str, Box, int]]:
    """The words of a page with their boxes, and the place of the first letter of each."""
    letters: list[str] = []
    boxes: list[Box] = []
    first = 0
    count = text.count_chars()
    for place in range(count + 1):
        sign = chr(raw.FPDFText_GetUnicode(text, place) or 32) if place < count else " "
        if sign.isspace() or sign == "\ufffe":
            if letters:
                lefts, bottoms, rights, tops = zip(*boxes, strict=True)
                yield "".join(letters), (min(lefts), min(bottoms), max(rights), max(tops)), first
            letters, boxes, first = [], [], place + 1
            continue
        box = text.get_charbox(place)
        if boxes and abs(box[1] - boxes[-1][1]) > 8:  # the word goes on in another line
            lefts, bottoms, rights, tops = zip(*boxes, strict=True)
            yield "".join(letters), (min(lefts), min(bottoms), max(rights), max(tops)), first
            letters, boxes, first = [], [], place
        letters.append(sign)
        boxes.append(box)


def _why_flat(picture: Image.Image, box: tuple[int, int, int, int], colour: tuple[int, int, int] | None) -> str:
    """Why a word does not show where it should: there is no contrast. White on white is told from what lies under a box."""
    x0, y0, x1, y1 = box
    x0, y0, x1, y1 = max(0, x0), max(0, y0), min(picture.width, max(x1, x0 + 1)), min(picture.height, max(y1, y0 + 1))
    if x1 - x0 < 2 or y1 - y0 < 2:
        return ""
    bands: Any = picture.crop((x0, y0, x1, y1)).getextrema()
    if any(high - low > _FLAT for low, high in bands):
        return ""
    pale = colour is not None and min(colour) > 200
    like = colour is not None and all(abs(low - one) <= 24 for (low, _), one in zip(bands, colour, strict=True))
    return "in the colour of the page" if pale and like else COVERED


def _colour(text: Any, place: int) -> tuple[int, int, int] | None:
    red, green, blue, clear = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFText_GetFillColor(text, place, red, green, blue, clear):
        return None
    return red.value, green.value, blue.value


def _grouped(words: Iterator[tuple[str, str]], number: int) -> Iterator[Hiding]:
    """Words that stand together and do not show for the same reason are one find. A stop or a dash alone is none."""
    held: list[str] = []
    why = ""
    for word, reason in [*words, ("", "")]:
        if reason == why and reason:
            held.append(word)
            continue
        if why and re.search(r"\w", "".join(held)):
            yield _hiding(" ".join(held), why, number)
        held, why = [word], reason


def _hiding(words: str, why: str, number: int) -> Hiding:
    if why == SCAN:
        return Hiding(kinds.SCANNED_TEXT, f"page {number}", said(words), number)
    if why == COVERED:
        return Hiding(kinds.COVERED, f"page {number}", said(words), number)
    return Hiding(kinds.HIDDEN_TEXT, f"page {number}, {why}", said(words), number)
