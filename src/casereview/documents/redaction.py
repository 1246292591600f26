"""Redaction that cannot be undone: the file is made anew without what is redacted, each passage with its reason.

A PDF becomes pictures of its pages, with boxes painted into the pictures and the words that stay laid over them for screen
readers. A Word document or other text is typeset again from its words. Either way nothing of the file that was sent is in the
new one, and before it is given out it is read again: a word that should be gone and is not is an error, never a warning.

What remains is the width of a box, and words that are part of a picture, such as a map, which are marked as a `Region`. Where few
names are possible the width can tell which: write such a sentence again instead.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from itertools import accumulate
from pathlib import Path

from casereview.documents import apart, extract
from casereview.documents.readers.refusing import Unreadable
from casereview.documents.typeset import typeset

__all__ = [
    "NotRedacted",
    "Passage",
    "Reason",
    "Redacted",
    "Region",
    "Revealed",
    "apart_from_each_other",
    "redact",
    "revealed",
]


class Reason(StrEnum):
    """Why a passage is redacted: the words that stand in its place."""

    CHILD = "the child’s identity"
    FAMILY = "the family’s identity"
    PROFESSIONAL = "a professional’s identity"
    PLACE = "a place"
    DATE = "a date"
    HEALTH = "a person’s health"
    COURT = "court proceedings"
    LAW = "the law forbids it"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words to redact, where `extract.read` gives them. `words` must be what stands there: a file that has changed is refused."""

    page: int
    start: int
    end: int
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a PDF's page that is no text: a photograph, a signature. In shares of the page, from its top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    reason: str


@dataclass(frozen=True, slots=True)
class Redacted:
    data: bytes
    """A PDF."""

    pages: tuple[str, ...]
    """The words that stay, page by page, with “[redacted: why]” in the place of the others."""

    reasons: dict[str, int]
    """How many passages and regions were redacted, by reason. They add up to all."""


class NotRedacted(Exception):
    """A word that was to go is still there. The file is not given out."""


def redact(
    source: Path | bytes, passages: Sequence[Passage], regions: Sequence[Region] = (), *, title: str, name: str = ""
) -> Redacted:
    """A new PDF without these passages. Raises `Unreadable` where they do not stand where they were marked."""
    text = extract.read(source, name)
    _stand(text.pages, passages)
    if text.kind == "PDF":
        boxes = [
            {"page": one.page, "box": (one.left, one.top, one.right, one.bottom), "reason": one.reason}
            for one in regions
        ]
        _, data = apart.run(
            "burn", source, seconds=SECONDS, passages=[asdict(one) for one in passages], regions=boxes, title=title
        )
    elif regions:
        raise Unreadable("has no pages to mark a region on; mark words instead, or send a PDF")
    else:
        data = typeset(_TEMPLATE, {"pages": list(_cleaned(text.pages, passages))}, title=title)
    made = extract.read(data)
    _gone(text.pages, made.pages, passages, paged=text.kind == "PDF")
    return Redacted(data, made.pages, dict(Counter([one.reason for one in passages] + [one.reason for one in regions])))


SECONDS = 240
"""A picture of each page takes longer than its text: about a quarter of a second, so this is for the longest of reports."""

_TEMPLATE = """
#for (number, page) in data.pages.enumerate() {
  if number > 0 { pagebreak(weak: true) }
  for part in page.split("\\n\\n") { par(part.replace("\\n", " ")) }
}
"""


@dataclass(frozen=True, slots=True)
class Revealed:
    """What one file shows of what another has taken out, and the page of each."""

    words: str
    hidden_on: int
    shown_on: int


def revealed(redacted: Sequence[str], other: Sequence[str]) -> tuple[Revealed, ...]:
    """What another version shows of what this one has redacted: the words that stand there between the same neighbours.

    Two versions that were both released are compared, for what one hides the other may tell.
    """
    (ours, our_pages), (theirs, their_pages) = _in_one(redacted), _in_one(other)
    found = []
    for match in re.finditer(r"((?:\S+ ){3})\[redacted: [^\]]*\]\S*(?=((?: \S+){3}))", ours):
        before, after = match[1].strip(), match[2].strip()
        told = re.search(rf"{re.escape(before)} (?P<told>(?:\S+ ){{1,60}}?){re.escape(after)}", theirs)
        if told and not told["told"].startswith("[redacted:"):
            hidden_on, shown_on = bisect(our_pages, match.end(1)), bisect(their_pages, told.start("told"))
            found.append(Revealed(told["told"].strip(), hidden_on, shown_on))
    return tuple(found)


def _in_one(pages: Sequence[str]) -> tuple[str, list[int]]:
    """The pages as one line, and where in it each begins."""
    lines = [f"{line} " if (line := " ".join(page.split())) else "" for page in pages]
    return "".join(lines).rstrip(), [0, *accumulate(map(len, lines))][: len(lines)]


def apart_from_each_other(pages: Sequence[str], passages: Sequence[Passage]) -> list[Passage]:
    """The passages in order, those that overlap as one: two things may be found in the same words."""
    found: list[Passage] = []
    for one in sorted(passages, key=lambda one: (one.page, one.start, -one.end)):
        if found and found[-1].page == one.page and one.start < found[-1].end:
            was = found.pop()
            end = max(was.end, one.end)
            one = replace(was, end=end, words=pages[was.page - 1][was.start : end])
        found.append(one)
    return found


def _stand(pages: Sequence[str], passages: Sequence[Passage]) -> None:
    for one in passages:
        page = pages[one.page - 1] if 0 < one.page <= len(pages) else ""
        if " ".join(page[one.start : one.end].split()) != " ".join(one.words.split()) or not one.words.strip():
            raise Unreadable(
                f"does not have the words “{one.words}” where they were marked, on page {one.page}; check the file again"
            )


def _cleaned(pages: Sequence[str], passages: Sequence[Passage]) -> list[str]:
    """The text with “[redacted: why]” in the place of each passage."""
    cleaned = []
    for number, page in enumerate(pages, 1):
        for one in sorted((one for one in passages if one.page == number), key=lambda one: -one.start):
            page = f"{page[: one.start]}[redacted: {one.reason}]{page[one.end :]}"
        cleaned.append(page)
    return cleaned


def _gone(before: Sequence[str], after: Sequence[str], passages: Sequence[Passage], paged: bool) -> None:
    """Read again: the words of each passage are there as many times fewer as they were redacted, or an error."""
    for number in sorted({one.page for one in passages}) if paged else [0]:
        here = [one for one in passages if not paged or one.page == number]
        old, new = (_squeezed(pages[number - 1] if paged else " ".join(pages)) for pages in (before, after))
        for words, count in Counter(_squeezed(one.words) for one in here).items():
            if words and new.count(words) > max(0, old.count(words) - count) + sum(
                _squeezed(one.reason).count(words) for one in here
            ):
                raise NotRedacted(f"“{words}” is still on page {number}.")


def _squeezed(text: str) -> str:
    return "".join(text.split()).lower()
