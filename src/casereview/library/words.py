"""How a text is cut into words and how a query is read: the same for the index, for queries, and for marking what was found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

LONGEST = 40
MOST_WORDS = 40
"""No query that a person types has more; what is longer is cut."""

ASKING = """
    about after also am any because been before being between both can could did do does doing during each from had has have
    having he her here hers him his how i its itself me more most my our ours out over own she so some than them those through
    too under until up very we were what when where which while who whom why would you your
""".split()  # noqa: SIM905 - as they are read
"""Words with which questions are asked, besides those that the engine leaves out: they are in every page, and say nothing."""


@cache
def stems() -> TextAnalyzer:
    """Words as ranking sees them: without endings, and without those that say nothing."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST)).filter(Filter.lowercase())
    builder = (
        builder.filter(Filter.ascii_fold()).filter(Filter.stopword("english")).filter(Filter.custom_stopword(ASKING))
    )
    return builder.filter(Filter.stemmer("english")).build()


@cache
def exact() -> TextAnalyzer:
    """Words as they stand, but for capital letters and accents: what an exact phrase is looked for in."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST))
    return builder.filter(Filter.lowercase()).filter(Filter.ascii_fold()).build()


@cache
def as_cut() -> TextAnalyzer:
    """Words that were cut before, one after another with spaces between them."""
    return TextAnalyzerBuilder(Tokenizer.whitespace()).build()


def paired(words: Sequence[str]) -> list[str]:
    """Every two neighbours as one word. Far fewer places are to be looked at for `health_visitor` than for either alone."""
    return [f"{one}_{other}" for one, other in pairwise(words)]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was read: words in order, exact phrases, and what must not be there (words or phrases)."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases or self.without)


_PART = re.compile(r'(?P<not>(?<![^\s(])[-−–])?(?:["“”„](?P<phrase>[^"“”„]*)["“”„]?|(?P<word>[^\s"“”„]+))')


def read(query: str) -> Asked:
    """Read what somebody typed. Nothing in it is an error: what means nothing is left out."""
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    for part in _PART.finditer(query[:2_000]):
        tokens = tuple(exact().analyze(part["phrase"] if part["phrase"] is not None else part["word"]))
        if not tokens:
            continue
        if part["not"]:
            without.append(tokens)
        elif part["phrase"] is not None and len(tokens) > 1:
            phrases.append(tokens)
        else:
            words.extend(tokens)
    return Asked(tuple(words[:MOST_WORDS]), tuple(phrases[:10]), tuple(without[:10]))


def marked(
    text: str, asked: Asked, also: tuple[tuple[str, ...], ...] = (), width: int = 320
) -> tuple[tuple[str, bool], ...]:
    """The part of a text where most of what was asked for stands, cut into pieces, each with whether it is to be marked.

    `also` are phrases that count as asked for: the other words for the same thing.
    """
    places = _places(text, asked.words, (*asked.phrases, *also))
    if not places:
        return ((_cut(text, 0, width), False),) if text.strip() else ()
    start = _densest(places, width)
    start = _word_begins(text, max(0, start - 60))
    end = _word_ends(text, min(len(text), start + width))
    pieces: list[tuple[str, bool]] = []
    at = start
    for begin, finish in places:
        if begin < at or finish > end:
            continue
        pieces += [(text[at:begin], False), (text[begin:finish], True)]
        at = finish
    pieces.append((text[at:end], False))
    plain = [(re.sub(r"\s+", " ", words), mark) for words, mark in pieces if words]
    return (("… ", False), *plain) if start else tuple(plain)


def holds(text: str, asked: Asked) -> re.Match[str] | None:
    """Where a phrase that was asked for stands in a text first."""
    return _phrase(asked.phrases).search(text)


@lru_cache(maxsize=200)
def _phrase(phrases: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    pattern = "|".join(r"[\W_]+".join(map(re.escape, phrase)) for phrase in phrases)
    return re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", re.IGNORECASE)


def _places(text: str, words: tuple[str, ...], phrases: tuple[tuple[str, ...], ...]) -> list[tuple[int, int]]:
    """Where in a text the words and phrases stand that were asked for."""
    found: list[tuple[int, int]] = []
    if phrases:
        found = [match.span() for match in _phrase(phrases).finditer(text)]
    if words:
        wanted = frozenset(_stemmed(" ".join(words)))
        lowered = text.lower()
        found += (
            match.span()
            for match in _beginning(frozenset(word[:3] for word in words if _stem(word) in wanted)).finditer(
                lowered if len(lowered) == len(text) else text
            )
            if not text[match.start() - 1 : match.start()].isalnum() and _stem(match[0].lower()) in wanted
        )
    return sorted(found, key=lambda one: (one[0], -one[1]))  # of two that begin together, the longer is marked


@lru_cache(maxsize=200)
def _beginning(with_these: frozenset[str]) -> re.Pattern[str]:
    """What goes on as a word from certain letters. It is for the caller to see that no word goes on before them."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(with_these)))})[^\W_]*")


def _stemmed(text: str) -> list[str]:
    return stems().analyze(text) or exact().analyze(text)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return next(iter(_stemmed(word)), "")


def _densest(places: list[tuple[int, int]], width: int) -> int:
    """Where the stretch of text begins that holds most of the places."""
    best, most, first = places[0][0], 0, 0
    for last, (_, finish) in enumerate(places):
        while finish - places[first][0] > width - 80:
            first += 1
        if last - first + 1 > most:
            best, most = places[first][0], last - first + 1
    return best


def _word_begins(text: str, at: int) -> int:
    found = text.find(" ", at, at + 40) if at else -1
    return found + 1 if found >= 0 else at


def _word_ends(text: str, at: int) -> int:
    found = text.rfind(" ", at - 40, at) if at < len(text) else -1
    return found if found > 0 else at


def _cut(text: str, start: int, width: int) -> str:
    return re.sub(r"\s+", " ", text[start : _word_ends(text, min(len(text), start + width))])
