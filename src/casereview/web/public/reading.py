"""A page's text made fit to read: its paragraphs found again among the lines of a PDF, and the words searched for marked."""

import re
from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from casereview.library.words import Asked, stems

MARK = Markup("<mark>{}</mark>")

BULLET = re.compile(r"^\s*(?:[•●▪◦‣*–-]|\(?[0-9]{1,3}[.)]|\(?[a-z][.)]|[0-9]+(?:\.[0-9]+)+)\s")
SHORT = 0.65
"""A line so much shorter than the page's longest may end a paragraph."""


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a page. Lines broken by the layout are joined; lists, headings and empty lines part them."""
    lines = [line.strip() for line in text.splitlines()]
    longest = max(map(len, lines), default=0)
    found: list[str] = []
    before = ""
    for line in lines:
        if line and before and not _begins(line, before, longest):
            found[-1] = _joined(found[-1], line)
        elif line:
            found.append(line)
        before = line
    return found


def _begins(line: str, before: str, longest: int) -> bool:
    """Whether a line begins a paragraph: a list's item does, and what follows a short line that ends or a heading."""
    ends = before.endswith((".", "!", "?", ":", ";")) or line[:1].isupper()
    return bool(BULLET.match(line)) or (len(before) < longest * SHORT and ends)


def _joined(text: str, line: str) -> str:
    """Two lines as one; a word divided at the end of the first is made whole."""
    if re.search(r"[a-z]-$", text) and line[:1].islower():
        return text[:-1] + line
    return f"{text} {line}"


def marked(text: str, asked: Asked) -> tuple[Markup, int]:
    """The text with what was asked for marked, whatever its endings, and how often it stands there."""
    wanted = {stem for word in asked.words for stem in _stems(word)}
    phrases = "|".join(r"[\W_]+".join(map(re.escape, phrase)) for phrase in asked.phrases)
    pieces = re.split(rf"\b({phrases + '|' if phrases else ''}\w+)\b", text, flags=re.IGNORECASE)
    found, count = Markup(), 0
    for place, piece in enumerate(pieces):
        told = place % 2 and (" " in piece or not wanted.isdisjoint(_stems(piece)) or _is(piece, asked.phrases))
        found += MARK.format(piece) if told else escape(piece)
        count += bool(told)
    return found, count


def _is(piece: str, phrases: Sequence[Sequence[str]]) -> bool:
    """Whether a piece is one of the phrases, however its words are parted."""
    return tuple(re.findall(r"[^\W_]+", piece.lower())) in {tuple(phrase) for phrase in phrases}


@lru_cache(maxsize=20_000)
def _stems(word: str) -> frozenset[str]:
    return frozenset(stems().analyze(word))
