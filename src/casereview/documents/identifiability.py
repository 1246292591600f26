"""The identifiability check: a draft read against the case's own record, before anything is published.

The panel wants reports "written in such a way that publication will not be likely to harm the welfare of any children"
(second report, paragraphs 23 and 24). This finds what would tell a reader who the child is; a person decides about each.
Nothing leaves the machine: it is counting and comparing, without a model and without the network.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casereview.documents.identifying import combinations, days, joining, names, numbers, places, pseudonyms
from casereview.documents.identifying.combinations import Combination, singled_out
from casereview.documents.identifying.record import Found, Person, Population, Published, Record, Sure, What

__all__ = [
    "Combination",
    "Compared",
    "Hit",
    "Person",
    "Population",
    "Published",
    "Record",
    "Sure",
    "What",
    "check",
    "compare",
    "singled_out",
]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that may tell who the child is."""

    what: What
    page: int
    """From 1, with `start` and `end` in the text of that page."""

    start: int
    end: int
    words: str
    why: str
    """Goes on from “This is …” or, for a likeness, says how near it comes."""

    whose: str
    """The name of the person of the record whom it is about; empty where the record does not say."""

    sure: Sure
    key: str
    """The same for the same words in the same surroundings: a decision about a hit is kept for the next version by it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A new version of a draft beside the one before."""

    left: tuple[Hit, ...]
    """Still there: what was decided of them holds."""

    new: tuple[Hit, ...]
    gone: tuple[str, ...]
    """The keys of those that are no longer there."""


def check(pages: Sequence[str], record: Record) -> tuple[Hit, ...]:
    """Everything in these pages that may tell who the child is, in the order in which it stands."""
    named = list(names.find(pages, record))
    found = [*named, *pseudonyms.find(pages, record, named), *joining.find(pages, record, named)]
    for finder in (days, numbers, places):
        found += finder.find(pages, record)
    ordered = sorted(_without_repeats(found), key=lambda one: (one.page, one.start, -one.end))
    return tuple(_keyed([*((one, "") for one in ordered), *combinations.find(pages, record)], pages))


def compare(before: Iterable[str], now: Sequence[Hit]) -> Compared:
    """What is left and what is new, given the keys of the version before."""
    keys = set(before)
    present = {hit.key for hit in now}
    return Compared(
        tuple(hit for hit in now if hit.key in keys),
        tuple(hit for hit in now if hit.key not in keys),
        tuple(sorted(keys - present)),
    )


_SURER = {Sure.EXACTLY: 0, Sure.ELSEWHERE: 0, Sure.NEARLY: 1, Sure.BY_FORM: 2, Sure.UNSEEN: 3}
_LIKE = {
    What.PHONE: "number", What.NHS_NUMBER: "number", What.UPN: "number", What.NI_NUMBER: "number", What.VEHICLE: "number",
    What.NUMBER: "number", What.EMAIL: "number", What.WEB: "number", What.SCHOOL: "named place", What.SURGERY: "named place",
}  # fmt: skip
"""Kinds that say the same of the same words: of two finds that overlap, the surer is kept, and then the longer."""


def _without_repeats(found: list[Found]) -> Iterator[Found]:
    kept: dict[tuple[int, str], list[Found]] = {}
    for one in sorted(found, key=lambda one: (_SURER[one.sure], one.start - one.end)):
        others = kept.setdefault((one.page, _LIKE.get(one.what, one.what)), [])
        if not any(one.start < other.end and other.start < one.end for other in others):
            others.append(one)
            yield one


def _keyed(found: Iterable[tuple[Found, str]], pages: Sequence[str]) -> Iterator[Hit]:
    seen: Counter[str] = Counter()
    for one, said in found:
        page = pages[one.page - 1]
        words = said or " ".join(page[one.start : one.end].split())
        around = (
            ()
            if said
            else (
                *_plain(page[max(0, one.start - 40) : one.start])[-2:],
                "|",
                *_plain(page[one.end : one.end + 40])[:2],
            )
        )
        text = "\0".join([one.what, one.whose, *_plain(words), *around])
        seen[text] += 1
        key = hashlib.sha256(f"{text}\0{seen[text]}".encode()).hexdigest()[:24]
        yield Hit(one.what, one.page, one.start, one.end, words, one.why, one.whose, one.sure, key)


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
