"""What would let a reader join a report to what the press or a court has published of the same case.

The same days, ages, places and names, and the same words in a row: each alone may say little, and with the other text beside it
says who the child is.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from casereview.documents.identifying.days import Said, said
from casereview.documents.identifying.names import WORD, forms, plain, tokens
from casereview.documents.identifying.record import Found, Pages, Record, Sure, What, numbered
from casereview.documents.identifying.vocabulary import words

ROW = 5
"""So many words in a row are not the same by chance, unless they are everyday ones."""

TELLING = 2
"""How many of them are no everyday words, for the row to be told by."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A text taken apart: what it says that another text may say as well."""

    days: Mapping[tuple[object, ...], Sequence[Said]]
    words: frozenset[str]
    small: frozenset[str]
    """Words that stand without a capital somewhere: they are no names."""

    names: frozenset[str]
    """Words with a capital within a sentence, and not by custom: they may name somebody or somewhere."""

    rows: frozenset[tuple[str, ...]]


Elsewhere = Sequence[tuple[str, _Read]]
"""The published texts, each with its source."""


def find(pages: Pages, record: Record, found: Collection[Found]) -> Iterator[Found]:
    """What these pages and a published text of the record both say. `found` are names that were found already."""
    if not record.published:
        return
    there = [(one.source, _read(one.text)) for one in record.published]
    texts = [_read("\n\n".join(pages)), *(text for _, text in there)]
    names = frozenset().union(*(text.names for text in texts)) - frozenset().union(*(text.small for text in texts))
    already: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in found:
        if one.what is What.NAME and one.whose:
            already[one.page].append((one.start, one.end))
    for number, page in numbered(pages):
        yield from _days(number, page, there)
        yield from _named(number, page, there, names, already[number])
        yield from _rows(number, page, there)


# ── A text taken apart ──────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=32)
def _read(text: str) -> _Read:
    """Kept, since what hides in a file is read against the same texts find by find."""
    days: dict[tuple[object, ...], list[Said]] = defaultdict(list)
    for day in said(text):
        days[day.means].append(day)
    found = list(tokens([text]))
    small = {plain(word.raw) for word in found if word.raw[0].islower()}
    capital = [word.raw for word in found if word.raw[0].isupper() and not word.opens and len(word.raw) > 2]
    spelt = [plain(word.raw) for word in found]
    return _Read(
        days=days,
        words=frozenset(form for word in found for form in forms(word.raw)),
        small=frozenset(small),
        names=frozenset(form for raw in capital if not _by_custom(raw) for form in forms(raw)),
        rows=frozenset(row for row in _in_rows(spelt) if len(_telling(row)) >= TELLING),
    )


def _in_rows(spelt: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(spelt[at : at + ROW]) for at in range(len(spelt) - ROW + 1))


def _by_custom(raw: str) -> bool:
    lists = ("everyday.txt", "not_names.txt", "acronyms.txt")
    return any(form in words(name) for form in forms(raw) for name in lists)


def _telling(row: Iterable[str]) -> list[str]:
    return [word for word in row if word not in words("everyday.txt")]


# ── What is in both ─────────────────────────────────────────────────────────────────────────────────────────────────


def _days(number: int, page: str, there: Elsewhere) -> Iterator[Found]:
    for one in said(page):
        sources = [source for source, text in there if any(map(one.is_also, text.days.get(one.means, ())))]
        if sources:
            yield _joins(number, one.start, one.end, one.what, sources)


def _named(
    number: int, page: str, there: Elsewhere, names: frozenset[str], already: Sequence[tuple[int, int]]
) -> Iterator[Found]:
    """Names and places of one text that stand together are one find; names of the record are found without it."""
    held: Found | None = None
    for match in WORD.finditer(page):
        (start, end), raw = match.span(), match.group()
        told = names & set(forms(raw)) if raw[0].isupper() else frozenset[str]()
        sources = [source for source, text in there if told & text.words]
        if not sources or any(begins < end and start < ends for begins, ends in already):
            continue
        one = _joins(number, start, end, "a name or a place", sources)
        if held and held.why == one.why and re.fullmatch(r"[\s-]{1,2}", page[held.end : start]):
            one = replace(one, start=held.start)
        elif held:
            yield held
        held = one
    if held:
        yield held


def _rows(number: int, page: str, there: Elsewhere) -> Iterator[Found]:
    """Words in a row, as many as are the same."""
    matches = list(WORD.finditer(page))
    rows = list(_in_rows([plain(match.group()) for match in matches]))
    at = 0
    while at < len(rows):
        texts = [(source, text.rows) for source, text in there if rows[at] in text.rows]
        if not texts:
            at += 1
            continue
        last = at
        while last + 1 < len(rows) and any(rows[last + 1] in theirs for _, theirs in texts):
            last += 1
        count = last - at + ROW
        start, end = matches[at].start(), matches[at + count - 1].end()
        yield _joins(number, start, end, f"{count} words in a row", [source for source, _ in texts])
        at += count


def _joins(number: int, start: int, end: int, what: str, sources: Iterable[str]) -> Found:
    by = " and by ".join(dict.fromkeys(sources))
    why = f"{what} given by {by} as well: a reader can lay the two side by side"
    return Found(What.JOINS, number, start, end, why, "", Sure.ELSEWHERE)
