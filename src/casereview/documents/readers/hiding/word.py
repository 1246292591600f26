"""What hides in a Word document, in whichever of its parts."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from casereview.documents.readers import kinds as files
from casereview.documents.readers import word
from casereview.documents.readers.hiding import Hiding, kinds, said
from casereview.documents.readers.refusing import Unreadable
from casereview.documents.readers.word import W

_OWN_BOOKMARKS = re.compile(r"^(?:_GoBack|_Toc\d+|_Ref\d+|_Hlk\d+|OLE_LINK\d+)$")
_FIELDS = re.compile(
    r"\b(?:INCLUDETEXT|INCLUDEPICTURE|MERGEFIELD|FILENAME|AUTHOR|USERNAME|LASTSAVEDBY|COMMENTS|DOCPROPERTY|DOCVARIABLE|LINK|ASK|FILLIN)\b.*"
)


def find(data: bytes) -> Iterator[Hiding]:
    archive = files.unpacked(data)
    yield from properties(archive)
    for name in archive.namelist():
        if name.startswith("word/") and name.endswith(".xml") and (root := word.part(archive, name)) is not None:
            where = {"word/document.xml": "the text"}.get(name, name.removeprefix("word/").removesuffix(".xml"))
            yield from _changes(root, where)
            yield from _unseen(root, where)
            yield from _marks(root, where)
            if name.startswith("word/comments") and name.count("/") == 1:
                yield from _comments(root)
            if name == "word/settings.xml":
                for variable in root.iter(f"{W}docVar"):
                    yield Hiding(
                        kinds.CUSTOM_DATA, f"variable {variable.get(f'{W}name')}", said(variable.get(f"{W}val"))
                    )
            if name == "word/people.xml":
                for person in root:
                    yield Hiding(kinds.METADATA, "people who changed it", said(next(iter(person.attrib.values()), "")))
    yield from pieces(archive, "word/")


def properties(archive: zipfile.ZipFile) -> Iterator[Hiding]:
    for key, value in word.core(archive).items():
        yield Hiding(kinds.METADATA, key, said(value))
    root = word.part(archive, "docProps/custom.xml")
    for one in root if root is not None else ():
        yield Hiding(kinds.CUSTOM_DATA, f"property {one.get('name')}", said("".join(one.itertext())))
    for name in archive.namelist():
        if name.startswith("customXml/item") and "Props" not in name and name.endswith(".xml"):
            words = _all_words(archive, name)
            if words:
                yield Hiding(kinds.CUSTOM_DATA, name, said(words))


def pieces(archive: zipfile.ZipFile, folder: str) -> Iterator[Hiding]:
    """Files within the file, links to files elsewhere, and pictures with a camera's notes."""
    for name in archive.namelist():
        if re.search(r"/(?:embeddings|activeX|externalLinks)/[^/]+$", name) and not name.endswith(".rels"):
            yield Hiding(kinds.ATTACHMENT, name, said(name.rpartition("/")[2]))
        elif name.startswith("docProps/thumbnail"):
            yield Hiding(kinds.PICTURE, name, "a small picture of the first page, perhaps of how it was")
        elif re.search(r"\.jpe?g$", name, re.I):
            with archive.open(name) as picture:
                if b"Exif\0\0" in picture.read(4096):
                    yield Hiding(kinds.PICTURE, name, "the camera’s notes (Exif)")
        elif name.endswith(".rels") and (root := word.part(archive, name)) is not None:
            for link in root:
                target = link.get("Target", "")
                if link.get("TargetMode") == "External" and not re.match(r"(?i)https?:|mailto:|#", target):
                    yield Hiding(kinds.LINK, name.removeprefix(folder), said(target))


def _all_words(archive: zipfile.ZipFile, name: str) -> str:
    try:
        root = word.part(archive, name)
    except Unreadable:
        return "data that cannot be read"
    if root is None:
        return ""
    return " ".join(
        " ".join([*one.attrib.values(), one.text or ""]) for one in root.iter() if isinstance(one.tag, str)
    ).strip()


# ── Changes, comments and text that does not show ───────────────────────────────────────────────────────────────────


def _changes(root: Any, where: str) -> Iterator[Hiding]:
    for tag, how in (("ins", "added"), ("del", "deleted"), ("moveFrom", "moved away"), ("moveTo", "moved here")):
        for change in root.iter(f"{W}{tag}"):
            words = "".join(one.text or "" for one in change.iter(f"{W}t", f"{W}delText"))
            if words.strip():
                yield Hiding(kinds.CHANGES, f"{where}, {how}{_by(change)}", said(words))
    styled = next(iter(root.iter(f"{W}rPrChange", f"{W}pPrChange")), None)
    if styled is not None:
        yield Hiding(
            kinds.CHANGES,
            f"{where}, a change of style{_by(styled)}",
            said(styled.get(f"{W}author") or "a change of style"),
        )


def _by(one: Any) -> str:
    author, on = one.get(f"{W}author"), (one.get(f"{W}date") or "")[:10]
    return (f" by {author}" if author else "") + (f" on {on}" if on else "")


def _comments(root: Any) -> Iterator[Hiding]:
    for comment in root.iter(f"{W}comment"):
        words = " ".join("".join(text.text or "" for text in one.iter(f"{W}t")) for one in comment.iter(f"{W}p"))
        yield Hiding(kinds.COMMENT, f"comment{_by(comment)}", said(words))


def _unseen(root: Any, where: str) -> Iterator[Hiding]:
    """Runs that Word does not show, or shows so that nobody sees them. Neighbours of one kind are one find."""
    held: list[str] = []
    last = ""
    for run in root.iter(f"{W}r"):
        words = "".join(one.text or "" for one in run.iter(f"{W}t"))
        if not words:
            continue
        why = _why_unseen(run)
        if why != last and last and "".join(held).strip():
            yield _hiding("".join(held), last, where)
        held = [*held, words] if why == last else [words]
        last = why
    if last and "".join(held).strip():
        yield _hiding("".join(held), last, where)


def _hiding(words: str, why: str, where: str) -> Hiding:
    return Hiding(kinds.COVERED if why == "black on black" else kinds.HIDDEN_TEXT, f"{where}, {why}", said(words))


def _why_unseen(run: Any) -> str:
    style = run.find(f"{W}rPr")
    if style is None:
        return ""
    if any(_on(style, name) for name in ("vanish", "webHidden", "specVanish")):
        return "hidden"
    colour, size = _of(style, "color").upper(), _of(style, "sz")
    mark, shade = _of(style, "highlight"), style.find(f"{W}shd")
    behind = (shade.get(f"{W}fill") or "").upper() if shade is not None else ""
    if (mark == "black" or behind == "000000") and colour in ("", "AUTO", "000000"):
        return "black on black"
    if colour in ("FFFFFF", "FEFEFE") and behind in ("", "AUTO", "FFFFFF") and mark in ("", "none", "white"):
        return "white on white"
    if size.isdigit() and int(size) < 6:
        return f"{int(size) / 2:g} points high"
    return ""


def _on(style: Any, name: str) -> bool:
    one = style.find(f"{W}{name}")
    return one is not None and one.get(f"{W}val", "1") not in ("0", "false", "off")


def _of(style: Any, name: str) -> str:
    one = style.find(f"{W}{name}")
    return "" if one is None else one.get(f"{W}val") or ""


def _marks(root: Any, where: str) -> Iterator[Hiding]:
    """Bookmarks, fields, form controls and the alternative texts of pictures."""
    for one in root.iter():
        if not isinstance(one.tag, str):
            continue
        match etree.QName(one).localname:
            case "bookmarkStart" if not _OWN_BOOKMARKS.match(one.get(f"{W}name") or ""):
                yield Hiding(kinds.BOOKMARK, where, said(one.get(f"{W}name")))
            case "docPr" | "cNvPr":
                for key in ("descr", "title"):
                    if one.get(key):
                        yield Hiding(kinds.ALT_TEXT, f"{where}, picture", said(one.get(key)))
            case "instrText" if found := _FIELDS.search(one.text or ""):
                yield Hiding(kinds.LINK, f"{where}, field", said(found.group()))
            case "sdtPr" | "ffData":
                words = " ".join(
                    part.get(f"{W}val") or ""
                    for part in one
                    if etree.QName(part).localname in ("alias", "tag", "name", "default", "helpText")
                )
                if words.strip():
                    yield Hiding(kinds.FORM_FIELD, where, said(words))
            case "srcRect" if any(value not in ("0", "") for value in one.attrib.values()):
                yield Hiding(
                    kinds.PICTURE,
                    f"{where}, picture",
                    "a picture is cut to a part of itself; the rest is still in the file",
                )
