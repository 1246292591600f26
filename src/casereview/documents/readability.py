"""How easy a text is to read. Measured by counting, offline; a hint to the writer, never a mark."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

LONG = 25
"""Words. GOV.UK's style asks for no sentence longer than this."""

_SENTENCE = re.compile(r"\S.*?(?:[.!?]['”’)]*(?=\s)|\n\s*\n|\Z)", re.S)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|para|paras|pp?|vs?|e\.g|i\.e|cf|etc|[A-Z])\.$", re.I
)
_BULLET = re.compile(r"\n(?=\s*(?:[•▪◦‣–*-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s)")


@dataclass(frozen=True, slots=True)
class Sentence:
    page: int
    start: int
    end: int
    words: int
    text: str


@dataclass(frozen=True, slots=True)
class Readability:
    pages: int
    words: int
    sentences: int
    ease: float
    """Flesch's reading ease: 60 and more is plain English, under 30 is read with effort even by graduates."""

    grade: float
    """Flesch and Kincaid's years of (American) school that it takes."""

    long: tuple[Sentence, ...]
    """Sentences of more than 25 words, the longest first."""

    @property
    def share_long(self) -> float:
        """Of all sentences, the share that is long."""
        return len(self.long) / self.sentences if self.sentences else 0.0

    @property
    def in_words(self) -> str:
        """The reading ease as one says it."""
        return next(words for least, words in _EASES if self.ease >= least)


_EASES = (
    (70, "easy to read"),
    (60, "plain English"),
    (50, "fairly hard to read"),
    (30, "hard to read"),
    (float("-inf"), "very hard to read"),
)


def measure(pages: Sequence[str]) -> Readability:
    """How easy these pages are to read."""
    all_sentences = [sentence for number, page in enumerate(pages, 1) for sentence in sentences(page, number)]
    words = sum(sentence.words for sentence in all_sentences)
    if not words:
        return Readability(len(pages), 0, 0, 0.0, 0.0, ())
    spoken = sum(syllables(word.lower()) for sentence in all_sentences for word in _WORD.findall(sentence.text))
    a_sentence, a_word = words / len(all_sentences), spoken / words
    long = sorted((one for one in all_sentences if one.words > LONG), key=lambda one: (-one.words, one.page, one.start))
    ease = 206.835 - 1.015 * a_sentence - 84.6 * a_word
    return Readability(
        len(pages),
        words,
        len(all_sentences),
        round(ease, 1),
        round(0.39 * a_sentence + 11.8 * a_word - 15.59, 1),
        tuple(long),
    )


def sentences(page: str, number: int = 1) -> list[Sentence]:
    """The sentences of a page, with their places. A line of a list is one; a heading ends with the blank line after it."""
    found: list[Sentence] = []
    begin = 0
    for block in _BULLET.split(page):
        found += _of_block(page, begin, begin + len(block), number)
        begin += len(block) + 1
    return found


def _of_block(page: str, begin: int, end: int, number: int) -> list[Sentence]:
    found: list[Sentence] = []
    start = None
    for match in _SENTENCE.finditer(page, begin, end):
        start = match.start() if start is None else start
        if _ABBREVIATED.search(page, start, match.end()):
            continue  # “Dr. Smith”: the sentence goes on
        text = page[start : match.end()].strip()
        if words := len(_WORD.findall(text)):
            found.append(Sentence(number, start, start + len(text), words, text))
        start = None
    if start is not None and (text := page[start:end].strip()) and (words := len(_WORD.findall(text))):
        found.append(Sentence(number, start, start + len(text), words, text))
    return found


_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """About how many syllables a word has: its groups of vowels, without a silent e at its end."""
    count = len(_VOWELS.findall(word))
    if word.endswith(("e", "es", "ed")) and not word.endswith(
        ("le", "les", "ted", "ded", "ses", "ces", "ges", "zes", "ches", "shes")
    ):
        count -= word[-3:-1] != "ee" and count > 1
    if re.search(r"[aiou]e?ing$|i[ao]|[^qg]ua|eo", word):
        count += 1 if re.search(r"[^aeiouyct]i[ao]|eo|[aiou]ing$", word) else 0
    return max(1, count)
