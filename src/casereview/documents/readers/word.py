"""The text of a Word document, as it is read with its changes accepted: what was deleted is for `hidden` to tell."""

import re
import zipfile
from typing import Any

from lxml import etree

from casereview.documents.readers import kinds, plain
from casereview.documents.readers.refusing import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_PART = 100_000_000
_CORE = {"title", "subject", "creator", "keywords", "description", "lastModifiedBy", "created", "modified", "category"}


def read(data: bytes) -> dict[str, Any]:
    archive = kinds.unpacked(data)
    body = part(archive, "word/document.xml")
    if body is None:
        raise Unreadable("is damaged: its text is missing; save it again, or send a PDF")
    text, title = _walked(body)
    pages = [page.strip("\n") for page in text.split("\f")]
    while len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    if len(pages) == 1:
        pages = plain.pages(pages[0])
    notes = [words for name in ("word/footnotes.xml", "word/endnotes.xml") if (words := _words(archive, name))]
    if notes:
        pages[-1] += "\n\n" + "\n".join(notes)
    return {"pages": pages, "metadata": core(archive), "largest": title}


def part(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """A part of an Office file. No entity in it is expanded, and nothing outside it is fetched."""
    try:
        member = archive.getinfo(name)
    except KeyError:
        return None
    if member.file_size > _MOST_PART:
        raise Unreadable("would unpack to far more than any report holds; it is damaged, or made to do harm")
    return xml(archive.read(member))


def xml(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise Unreadable(f"is damaged ({fault.msg}); save it again, or send a PDF") from fault
    if root.getroottree().docinfo.doctype:
        raise Unreadable("declares entities, which no Office program does; it is made to do harm")
    return root


def core(archive: zipfile.ZipFile) -> dict[str, str]:
    """The properties that Word shows as the document's own."""
    found = {}
    for name in ("docProps/core.xml", "docProps/app.xml"):
        root = part(archive, name)
        for one in root if root is not None else ():
            if (
                isinstance(one.tag, str)
                and (name.endswith("app.xml") or etree.QName(one).localname in _CORE)
                and one.text
            ):
                found[etree.QName(one).localname.lower()] = one.text.strip()
    return {key: value for key, value in found.items() if value}


def _walked(body: etree._Element) -> tuple[str, str]:
    """The text with \\f between pages, and the title: the first paragraph styled as one."""
    out: list[str] = []
    title = ""
    for paragraph in body.iter(f"{W}p"):
        words = _paragraph(paragraph)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if not title and style is not None and re.match(r"(?i)title|heading1?$", style.get(f"{W}val", "")):
            title = " ".join(words.split())
        out.append(words)
    return "\n".join(out), title


def _paragraph(paragraph: etree._Element) -> str:
    parts: list[str] = []
    for one in paragraph.iter():
        match one.tag:
            case f if f == f"{W}t":
                if next(one.iterancestors(f"{W}p")) is paragraph:  # a text box has paragraphs of its own
                    parts.append(one.text or "")
            case f if f == f"{W}tab":
                parts.append("\t")
            case f if f == f"{W}noBreakHyphen":
                parts.append("-")
            case f if f == f"{W}br":
                parts.append("\f" if one.get(f"{W}type") == "page" else "\n")
            case f if f == f"{W}lastRenderedPageBreak":
                if not parts or parts[-1] != "\f":
                    parts.append("\f")
    return "".join(parts).replace("\f\f", "\f")


def _words(archive: zipfile.ZipFile, name: str) -> str:
    root = part(archive, name)
    return "" if root is None else "\n".join(filter(str.strip, (_paragraph(one) for one in root.iter(f"{W}p"))))
