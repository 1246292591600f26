"""Files, each kept once under the hash of its bytes. Who may have one is for the floors above to say."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

MOST_BYTES = 200_000_000
"""No report is larger; what is larger is a mistake, or meant to fill the disk."""


class NotKept(ValueError):
    """A file that is not taken in; the message says why."""


class Changed(Exception):
    """The bytes in the store are not those that their hash says. Somebody or something changed them."""


@dataclass(frozen=True, slots=True)
class Kept:
    sha256: str
    size: int


def keep(stream: BinaryIO) -> Kept:
    """Keep a file; once, however often it comes. It is readable by the system's own user alone."""
    folder = settings.HOME / "documents"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    coming = folder / f"coming-{secrets.token_hex(8)}"
    try:
        with os.fdopen(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            while block := stream.read(1 << 20):
                size += len(block)
                if size > MOST_BYTES:
                    raise NotKept(f"is larger than {MOST_BYTES // 1_000_000} MB")
                digest.update(block)
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        place = path(digest.hexdigest())
        place.parent.mkdir(exist_ok=True, mode=0o700)
        coming.replace(place)
    finally:
        coming.unlink(missing_ok=True)
    return Kept(digest.hexdigest(), size)


def hash_of(path: Path) -> str:
    """The hash of a file that is not kept yet."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def path(sha256: str) -> Path:
    """Where a file is kept."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("This is no hash.")
    return Path(settings.HOME) / "documents" / sha256[:2] / sha256


def read(sha256: str) -> bytes:
    """The bytes of a file, hashed again now. Raises `Changed` where they are not what they were, or are gone."""
    try:
        found = path(sha256).read_bytes()
    except FileNotFoundError as gone:
        raise Changed(f"The file {sha256} is gone.") from gone
    if hashlib.sha256(found).hexdigest() != sha256:
        raise Changed(f"The file {sha256} is not what it was.")
    return found
