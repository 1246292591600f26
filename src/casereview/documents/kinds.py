"""What kind of file some bytes are, by their beginning: a file that is not what its name says is refused in plain words."""

from casereview.documents.store import NotKept

BEGINNINGS = {
    ".pdf": (b"%PDF-",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".odt": (b"PK\x03\x04",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
}
PLAIN = (".txt", ".csv")
"""Texts, which begin as they like."""
TAKEN = (*BEGINNINGS, *PLAIN)
"""What is taken in with papers."""


def require_kind(name: str, beginning: bytes) -> None:
    """Refuse, with `NotKept`, an empty file, one of a kind that is not taken, and one that is not what its name says."""
    if not beginning:
        raise NotKept("is empty: it has no bytes. Save it again, and choose it anew")
    ending = "." + name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in TAKEN:
        listed = ", ".join(kind.removeprefix(".") for kind in TAKEN)
        raise NotKept(f"is of a kind that is not taken in. Send one of these: {listed}")
    if ending in PLAIN:
        if b"\x00" in beginning:
            raise NotKept(f"is named {ending} and is no text. Send it under the ending of what it is")
        return
    if not beginning.startswith(BEGINNINGS[ending]):
        raise NotKept(f"is named {ending} and is something else inside. Save it as what its name says, and send that")
