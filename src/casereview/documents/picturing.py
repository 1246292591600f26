"""Pages of a PDF as pictures, made in a process that can do no harm. They are copies, and can be made again."""

from functools import lru_cache

from casereview.documents import apart, store

MEDIA = "image/webp"


@lru_cache(maxsize=200)
def page(sha256: str, number: int) -> bytes:
    """One page of a file that is kept, counted from 1. Raises `Unreadable`. The last few are held in memory."""
    return apart.run("picture", store.read(sha256), number=number).blob
