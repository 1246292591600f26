"""What kind of file this is, by its content. What its name says is only compared."""

import io
import zipfile

from casereview.documents.readers.refusing import Unreadable

PDF, WORD, EXCEL, HTML, TEXT = "PDF", "Word document", "Excel workbook", "web page", "plain text"

ENDINGS = {
    PDF: (".pdf",),
    WORD: (".docx",),
    EXCEL: (".xlsx",),
    HTML: (".html", ".htm", ".xhtml"),
    TEXT: (".txt", ".md"),
}

MOST_UNPACKED = 300_000_000
MOST_MEMBERS = 5_000

_OTHERS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "is an old Office file, or a locked one; save it as .docx or .xlsx, without a password",
    b"{\\rtf": "is a Rich Text file; save it as .docx or as a PDF",
    b"MZ": "is a program, not a document",
    b"\x7fELF": "is a program, not a document",
    b"#!": "is a program, not a document",
    b"\x89PNG": "is a picture; put it into a PDF",
    b"\xff\xd8\xff": "is a picture; put it into a PDF",
    b"GIF8": "is a picture; put it into a PDF",
    b"II*\0": "is a picture; put it into a PDF",
    b"MM\0*": "is a picture; put it into a PDF",
    b"\x1f\x8b": "is an archive; take the document out of it",
    b"Rar!": "is an archive; take the document out of it",
    b"7z\xbc\xaf": "is an archive; take the document out of it",
}
_NONE = "is not a PDF, Word document, web page or plain text"


def kind(data: bytes) -> str:
    """The kind of a file. Raises `Unreadable`, saying what the file is where that is known."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _of_archive(data)
    for begins, what in _OTHERS.items():
        if data.startswith(begins):
            raise Unreadable(what)
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in head or b"<body" in head:
        return HTML
    if _is_text(data):
        return TEXT
    raise Unreadable(_NONE)


def misnamed(name: str, found: str) -> str:
    """What is wrong with the name of a file of this kind, or nothing."""
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if not ending or ending in ENDINGS[found] or (found == TEXT and ending not in sum(ENDINGS.values(), ())):
        return ""
    article = "an" if found[0] in "AEIO" else "a"
    return (
        f"Its name ends with {ending}, but it is {article} {found}."
        if found != TEXT
        else f"Its name ends with {ending}, but it is plain text."
    )


def unpacked(data: bytes) -> zipfile.ZipFile:
    """The archive that an Office file is, once it is known that unpacking it does no harm."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        raise Unreadable(f"is damaged ({fault}); save it again, or send a PDF") from fault
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Unreadable("would unpack to far more than any report holds; it is damaged, or made to do harm")
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("is locked with a password; save it without one")
    return archive


def _of_archive(data: bytes) -> str:
    names = set(unpacked(data).namelist())
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise Unreadable("holds a macro, which is a program; save it as a .docx or .xlsx, without macros")
    if "word/document.xml" in names:
        return WORD
    if "xl/workbook.xml" in names:
        return EXCEL
    if "content.xml" in names and "mimetype" in names:
        raise Unreadable("is an OpenDocument file; save it as .docx or as a PDF")
    if "[Content_Types].xml" in names:
        raise Unreadable("is an Office file that holds no document to read; save it as .docx or as a PDF")
    raise Unreadable("is an archive; take the document out of it")


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    strange = sum(byte < 9 or (13 < byte < 32 and byte not in (27,)) for byte in data[:65536])
    return b"\0" not in data and strange * 200 <= min(len(data), 65536)
