"""What would let a reader join a report to what the press or a court has published of the same case.

The same days, ages, places and names, and the same words in a row: each alone may say little, and with the other text beside it
says who the child is.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from casereview.documents.identifying.days import Said, said
from casereview.documents.identifying.names import WORD, forms, plain, tokens
from casereview.documents.identifying.record import Found, Pages, Published, Record, Sure, What, numbered
from casereview.documents.identifying.vocabulary import words

ROW = 5
"""So many words in a row are not the same by chance, unless they are everyday ones."""

TELLING = 2
"""How many of them are no everyday words, for the row to be told by."""


@dataclass(slots=True)
class _Elsewhere:
    """What the published texts say: by what is said, the texts that say it."""

    days: dict[tuple[object, ...], list[tuple[Said, str]]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[tuple[str, ...], list[str]] = field(default_factory=lambda: defaultdict(list))


def find(pages: Pages, record: Record, found: Collection[Found]) -> Iterator[Found]:
    """What these pages and a published text of the record both say. `found` are names that were found already."""
    if not record.published:
        return
    there = _read(record.published, _names_of([*pages, *(one.text for one in record.published)]))
    already: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in found:
        if one.what is What.NAME and one.whose:
            already[one.page].append((one.start, one.end))
    for number, page in numbered(pages):
        yield from _days(number, page, there)
        yield from _named(number, page, there, already[number])
        yield from _rows(number, page, there)


# ── What is published ───────────────────────────────────────────────────────────────────────────────────────────────


def _read(published: Iterable[Published], names: set[str]) -> _Elsewhere:
    there = _Elsewhere()
    for one in published:
        for day in said(one.text):
            there.days[day.means].append((day, one.source))
        spelt = [plain(match.group()) for match in WORD.finditer(one.text)]
        for name in names & {form for match in WORD.finditer(one.text) for form in forms(match.group())}:
            there.names[name].append(one.source)
        for row in {tuple(spelt[at : at + ROW]) for at in range(len(spelt) - ROW + 1)}:
            if len(_telling(row)) >= TELLING:
                there.rows[row].append(one.source)
    return there


def _names_of(pages: Pages) -> set[str]:
    """The words that may name somebody or somewhere: with a capital within a sentence, nowhere without, and not by custom."""
    small: set[str] = set()
    capital: set[str] = set()
    for word in tokens(pages):
        if word.raw[0].islower():
            small.add(plain(word.raw))
        elif not word.opens and len(word.raw) > 2 and not _by_custom(word.raw):
            capital.update(forms(word.raw))
    return capital - small


def _by_custom(raw: str) -> bool:
    lists = ("everyday.txt", "not_names.txt", "acronyms.txt")
    return any(form in words(name) for form in forms(raw) for name in lists)


def _telling(row: Iterable[str]) -> list[str]:
    return [word for word in row if word not in words("everyday.txt")]


# ── What is in both ─────────────────────────────────────────────────────────────────────────────────────────────────


def _days(number: int, page: str, there: _Elsewhere) -> Iterator[Found]:
    for one in said(page):
        if sources := [source for other, source in there.days.get(one.means, ()) if one.is_also(other)]:
            yield _joins(number, one.start, one.end, one.what, sources)


def _named(number: int, page: str, there: _Elsewhere, already: list[tuple[int, int]]) -> Iterator[Found]:
    """Names and places of one text that stand together are one find; names of the record are found without it."""
    held: Found | None = None
    for match in WORD.finditer(page):
        (start, end), raw = match.span(), match.group()
        sources = next((there.names[form] for form in forms(raw) if form in there.names), None)
        if not (sources and raw[0].isupper()) or any(begins < end and start < ends for begins, ends in already):
            continue
        one = _joins(number, start, end, "a name or a place", sources)
        if held and held.why == one.why and re.fullmatch(r"[\s-]{1,2}", page[held.end : start]):
            held = _joins(number, held.start, end, "a name or a place", sources)
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _rows(number: int, page: str, there: _Elsewhere) -> Iterator[Found]:
    """Words in a row, as many as are the same."""
    matches = list(WORD.finditer(page))
    spelt = [plain(match.group()) for match in matches]
    at = 0
    while at <= len(spelt) - ROW:
        sources, last = there.rows.get(tuple(spelt[at : at + ROW])), at
        if not sources:
            at += 1
            continue
        while set(sources) & set(there.rows.get(tuple(spelt[last + 1 : last + 1 + ROW]), ())):
            last += 1
        start, end = matches[at].start(), matches[last + ROW - 1].end()
        yield _joins(number, start, end, f"{last + ROW - at} words in a row", sources)
        at = last + ROW


def _joins(number: int, start: int, end: int, what: str, sources: Iterable[str]) -> Found:
    by = " and by ".join(dict.fromkeys(sources))
    why = f"{what} given by {by} as well: a reader can lay the two side by side"
    return Found(What.JOINS, number, start, end, why, "", Sure.ELSEWHERE)
