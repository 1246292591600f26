"""A version of a report beside one that was released: what the one hides and the other shows, as hits to be decided on.

Whoever has both reads beneath every box of the one what stands in the other.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence

from casereview.documents.identifiability import Hit, Sure, What
from casereview.documents.redaction import Revealed, revealed


def hits(pages: Sequence[str], other: Sequence[str], *, released: str) -> tuple[Hit, ...]:
    """What tells of what was taken out: shown here and hidden there, or the other way about.

    `released` says how the other was, as a sentence has it: “the file copied to the panel on 3 May 2015”.
    """
    return (*_shown_here(pages, revealed(other, pages), released), *_hidden_here(revealed(pages, other), released))


def not_compared(released: str) -> Hit:
    """Where the other file cannot be read, that it cannot be told what it shows."""
    why = f"{released}, which cannot be read here: what it shows of what this one hides is not known"
    return Hit(What.VERSION, 0, 0, 0, "Not compared", why, "", Sure.UNSEEN, _key(released))


def _shown_here(pages: Sequence[str], shown: Sequence[Revealed], released: str) -> Iterator[Hit]:
    """One hit a passage, in its place, so that it can be taken out here as well."""
    for one in shown:
        pattern = r"\s+".join(map(re.escape, one.words.split()))
        place = re.search(pattern, pages[one.shown_on - 1])
        start, end = place.span() if place else (0, 0)
        why = f"shown here, and taken out of {released} (page {one.hidden_on})"
        yield Hit(
            What.VERSION,
            one.shown_on,
            start,
            end,
            one.words,
            why,
            "",
            Sure.ELSEWHERE,
            _key(released, "shown", one.words),
        )


def _hidden_here(hidden: Sequence[Revealed], released: str) -> Iterator[Hit]:
    """One hit for all, since nothing done to this file takes back the other."""
    if hidden:
        shown = "; ".join(dict.fromkeys(one.words for one in hidden))
        page = hidden[0].hidden_on
        why = f"taken out here (from page {page} on), and shown in {released}: whoever has that reads it beneath the boxes"
        yield Hit(What.VERSION, page, 0, 0, shown, why, "", Sure.ELSEWHERE, _key(released, "hidden", shown))


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(["version", *parts]).encode()).hexdigest()[:24]
