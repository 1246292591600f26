"""Addresses, postcodes, schools, surgeries, places and rare conditions: the record's however written, and any by their form."""

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from casereview.documents.identifying.names import forms, plain
from casereview.documents.identifying.record import Found, Pages, Record, Sure, What, numbered
from casereview.documents.identifying.vocabulary import lines, words

_POSTCODE = re.compile(
    r"(?<![^\W_])(?:GIR\s?0AA|(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKPS-UW]|"
    r"[A-HK-Y]\d[ABEHMNPRV-Y]))\s{0,2}\d[ABD-HJLNP-UW-Z]{2})(?![^\W_])",
    re.I,
)
_STREETS = {
    "street": "st", "road": "rd", "avenue": "ave", "close": "cl", "crescent": "cres", "drive": "dr", "lane": "ln",
    "gardens": "gdns", "court": "ct", "place": "pl", "terrace": "ter", "grove": "gr", "square": "sq", "house": "hse",
    "buildings": "bldgs", "heights": "hts", "estate": "est", "way": "", "walk": "", "hill": "", "rise": "", "view": "",
    "row": "", "mews": "", "park": "", "parade": "", "green": "", "gate": "", "croft": "", "mount": "", "vale": "",
    "end": "", "fold": "", "wharf": "", "quay": "", "villas": "", "tower": "", "towers": "",
}  # fmt: skip
_STREET_WORD = "|".join([*_STREETS, *(rf"{short}\.?" for short in _STREETS.values() if short)])
_CAPITAL = r"[A-Z][\w’'&.-]*"
_ADDRESS = re.compile(
    rf"(?<![\w-])(?:(?:[Ff]lat|[Aa]partment|[Aa]pt|[Uu]nit|[Rr]oom)\s+\w{{1,4}},?\s+)?"
    rf"\d{{1,4}}[A-Za-z]?(?:\s?[-–/]\s?\d{{1,4}}[A-Za-z]?)?,?\s+(?:{_CAPITAL}\s+){{1,3}}"
    rf"(?:(?:{'|'.join(word.capitalize() for word in _STREETS)})\b|(?:Rd|Ave|St|Cl|Cres|Dr|Ln|Gdns|Ct|Pl)\b\.?)"
)
_SCHOOL = re.compile(
    r"\b(?:(?:St|Saint|Our|Holy|[A-Z][\w’'-]+)\.?[\s-]+(?:(?:of|the|and|&|[A-Z][\w’'.-]+)[\s-]+){0,5}?)"
    r"(?:(?:Primary|Infants?|Junior|Secondary|High|Grammar|Nursery|Special|Community|First|Middle|Comprehensive|"
    r"Preparatory|Independent|CofE|CE|RC|Catholic)\s+)*"
    r"(?:School|Academy|College|Nursery|Pre-?school|Playgroup|Kindergarten|Children’?'?s Centre)\b"
)
_SURGERY = re.compile(
    r"\b(?:(?:St|The|[A-Z][\w’'-]+)\.?\s+(?:(?:of|the|and|&|[A-Z][\w’'.-]+)\s+){0,3}?)"
    r"(?:(?:Medical|Health|Family|Group|Doctors’?'?|GP|Walk-?in)\s+)*(?:Surgery|Medical Centre|Health Centre|"
    r"Medical Practice|Practice|Clinic)\b"
)


def find(pages: Pages, record: Record) -> Iterator[Found]:
    known = list(_known(record))
    for number, page in numbered(pages):
        for match in _POSTCODE.finditer(page):
            if any(letter.isupper() for letter in match.group()):
                yield Found(
                    What.POSTCODE,
                    number,
                    match.start(),
                    match.end(),
                    "a full postcode: about fifteen homes",
                    "",
                    Sure.BY_FORM,
                )
        for what, pattern, why in (
            (What.ADDRESS, _ADDRESS, "an address"),
            (What.SCHOOL, _SCHOOL, "the name of a school or nursery"),
            (What.SURGERY, _SURGERY, "the name of a surgery or clinic"),
        ):
            for match in pattern.finditer(page):
                if re.search(r"\bCode of\b", match.group()):
                    continue
                if what is What.ADDRESS or (start := _begins(match.group())) is not None:
                    at = match.start() + (0 if what is What.ADDRESS else start or 0)
                    yield Found(what, number, at, match.end(), why, "", Sure.BY_FORM)
    yield from _phrases(pages, known)
    yield from _conditions(pages)


def _begins(named: str) -> int | None:
    """Where the name begins in “The Oakfield Primary School”; None for “The Primary School”, which names none."""
    at = 0
    for match in re.finditer(r"\S+", named):
        if plain(match.group()) not in words("no_school_names.txt"):
            at = match.start()
            return at if re.search(r"\s", named[at:]) else None
    return None


# ── What the record names ───────────────────────────────────────────────────────────────────────────────────────────


def _known(record: Record) -> Iterator[tuple[What, str, str, str]]:
    """What is looked for: what it is, how it is written, why it matters, whose it is."""
    for person in record.people:
        for address in person.addresses:
            yield from _of_address(address, person.part, person.name)
        for school in person.schools:
            yield What.SCHOOL, school, f"the school or nursery of {person.part}", person.name
        for surgery in person.surgeries:
            yield What.SURGERY, surgery, f"the surgery of {person.part}", person.name
    for place in record.places:
        yield What.PLACE, place, "a place of the record", ""
    for condition in record.conditions:
        yield What.CONDITION, condition, "a condition that the record names", ""
        if len(letters := "".join(word[0] for word in re.split(r"[\s-]+", condition) if word)) > 2:
            yield What.CONDITION, letters, "the letters of a condition that the record names", ""
    for phrase in record.phrases:
        yield What.WORDS, phrase, "words that the record says are to be kept out", ""


def _of_address(address: str, part: str, name: str) -> Iterator[tuple[What, str, str, str]]:
    """An address by its parts: the street with its number and without, the town, the postcode and its first half."""
    for piece in re.split(r"\s*[,\n]\s*", address):
        if match := _POSTCODE.search(piece):
            yield What.POSTCODE, match.group(), f"the postcode of {part}", name
            yield What.POSTCODE, match.group().replace(" ", "")[:-3], f"the first half of the postcode of {part}", name
            piece = piece.replace(match.group(), "").strip()
        if not piece:
            continue
        bare = re.sub(r"^(?:(?:flat|apartment|unit|room)\s+\w+\s*)?\d*\s*[a-z]?\b\s*", "", piece, flags=re.I) or piece
        street = re.search(rf"\b(?:{_STREET_WORD})$", bare, re.I)
        if street or re.match(r"\d", piece):
            yield What.ADDRESS, bare, f"the street of {part}", name
            if house := re.search(r"\b\d+[a-z]?\s+\S+", piece, re.I):
                yield What.ADDRESS, house.group(), f"the address of {part}", name
        elif len(bare) > 2 and not re.match(r"(?i)flat\b", piece):
            yield What.PLACE, bare, f"the town or district of {part}", name


def _phrases(pages: Pages, known: list[tuple[What, str, str, str]]) -> Iterator[Found]:
    """Names of several words, however written: abbreviated, “St” with its point or not, a letter or two wrong."""
    wanted: dict[tuple[str, ...], tuple[What, str, str]] = {}
    for what, phrase, why, whose in known:
        asked = _spelt(phrase)
        if not asked or (sum(map(len, asked)) < 3 and what is not What.POSTCODE):
            continue
        wanted.setdefault(asked, (what, why, whose))
        if what in (What.SCHOOL, What.SURGERY):
            core = tuple(word for word in asked if word not in words("school_kinds.txt"))
            if (
                core
                and core != asked
                and (len(core) > 1 or (len(core[0]) > 3 and core[0] not in words("no_school_names.txt")))
            ):
                wanted.setdefault(core, (what, f"part of the name of {why}", whose))
    if not wanted:
        return
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for asked in wanted:
        firsts.setdefault(asked[0], []).append(asked)
    near: dict[str, list[str]] = {}
    for number, page in numbered(pages):
        tokens = [
            (match.start(), match.end(), match.group()) for match in re.finditer(r"[^\W_]+(?:[’'][^\W_]+)*", page)
        ]
        spelt = [_one(token[2]) for token in tokens]
        for place, word in enumerate(spelt):
            if word not in near:
                near[word] = [first for first in firsts if _alike(word, first)]
            for first in near[word]:
                for asked in firsts[first]:
                    if found := _stands(tokens, spelt, place, asked, wanted[asked][0], page):
                        (end, exact), (what, why, whose) = found, wanted[asked]
                        sure = Sure.EXACTLY if exact else Sure.NEARLY
                        yield Found(what, number, tokens[place][0], end, why if exact else f"nearly {why}", whose, sure)


_WRITTEN_SMALL = (What.CONDITION, What.WORDS)
"""Kinds that need no capital to be taken for what they are."""


def _stands(
    tokens: list[tuple[int, int, str]], spelt: list[str], place: int, asked: tuple[str, ...], what: What, page: str
) -> tuple[int, bool] | None:
    """Whether a phrase begins at this word: where it ends, and whether it is exact."""
    window = spelt[place : place + len(asked)]
    if len(window) < len(asked):
        return None
    first, last = tokens[place], tokens[place + len(asked) - 1]
    exact = tuple(window) == asked
    if not exact and not all(_alike(one, other) for one, other in zip(window, asked, strict=True)):
        return None
    if what not in _WRITTEN_SMALL and not (first[2][0].isupper() or first[2][0].isdigit()):
        return None
    if what not in _WRITTEN_SMALL and len(asked) == 1 and not exact and len(asked[0]) < 6:
        return None
    if what is What.POSTCODE and not exact:
        return None
    if last[1] - first[0] > sum(map(len, asked)) * 2 + 12:
        return None
    end = last[1]
    following = re.match(
        rf"\s+(?:{'|'.join(sorted(words('school_kinds.txt')))})(?:\s+(?:school|academy|centre|practice))?\b",
        page[end:],
        re.I,
    )
    return end + (following.end() if following and what in (What.SCHOOL, What.SURGERY) else 0), exact


def _spelt(phrase: str) -> tuple[str, ...]:
    return tuple(_one(word) for word in re.findall(r"[^\W_]+(?:[’'][^\W_]+)*", phrase))


_LONG = {short: long for long, short in _STREETS.items() if short} | {
    "saint": "st",
    "avn": "avenue",
    "av": "avenue",
    "crs": "crescent",
    "gds": "gardens",
}


@cache
def _one(word: str) -> str:
    """A word as it is compared: “Ave” is “avenue”, “Mary’s” is “mary”."""
    if any(sign.isdigit() for sign in word):
        return re.sub(r"[\W_]", "", word).lower()
    bare = plain(word)
    if bare in ("st", "street"):
        return "st"
    if re.search(r"[’']s?$", word) or (bare.endswith("s") and len(bare) > 4 and bare not in _STREETS):
        bare = forms(word)[1] if re.search(r"[’']s?$", word) else bare
        return bare.rstrip("s") or bare
    return _LONG.get(bare, bare)


def _alike(one: str, other: str) -> bool:
    """The same word, or one with a letter or two wrong where it is long."""
    if one == other:
        return True
    if len(other) < 5 or other[:1].isdigit() or other in words("school_kinds.txt") or other in _STREETS:
        return False
    most = 1 if len(other) < 8 else 2
    return (
        abs(len(one) - len(other)) <= most
        and DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most
        and fuzz.ratio(one, other) >= 75
    )


# ── Conditions ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _conditions(pages: Pages) -> Iterator[Found]:
    for number, page in numbered(pages):
        small = page.lower()
        for stem, pattern in rare_conditions():
            for match in pattern.finditer(page) if stem in small else ():
                yield Found(
                    What.CONDITION,
                    number,
                    match.start(),
                    match.end(),
                    "a condition that few children have",
                    "",
                    Sure.BY_FORM,
                )


@cache
def rare_conditions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each name with the letters that a page must hold before its pattern is tried."""
    names = [name for line in lines("rare_conditions.txt") for name in line.split("|")]
    return tuple(
        (re.split(r"[^a-z0-9]|ae|oe", name.lower())[0], re.compile(rf"\b{_loosely(name)}(?:[’']?s)?\b", re.I))
        for name in sorted(names, key=len, reverse=True)
    )


def _loosely(name: str) -> str:
    loose = (
        re.escape(name)
        .replace(r"\ ", r"\s+")
        .replace(r"\-", r"[\s‐‑–-]?")
        .replace("'", "[’']?")
        .replace("ae", "a?e")
        .replace("oe", "o?e")
    )
    return re.sub(r"\\s\+(syndrome|disease)$", r"(?:[’']?s)?\\s+(?:syndrome|disease)", loose)
