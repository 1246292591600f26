"""Names in any spelling: exactly, by nickname, nearly, by sound, split, spaced out; and initials.

Every distinct word of the text is compared once, so that a report of 60,000 words costs what its 7,000 different words cost.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import jellyfish
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from casereview.documents.identifying.record import Found, Pages, Person, Record, Sure, What, numbered
from casereview.documents.identifying.vocabulary import lines, words

WORD = re.compile(r"[^\W\d_](?:[^\W_]|[’'ʼ`´‘‐‑-](?:\n\s*)?(?=[^\W\d_]))*")
_LETTERS = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .\u00a0\n]{1,2}){3,}[^\W\d_](?![^\W_])")
_UNFOLDED = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "0": "o",
        "1": "l",
        "3": "e",
        "5": "s",
    }
)

NEAR = 0.86
"""Jaro and Winkler's likeness of two words from which a capitalised word is taken for a misspelt name."""

TITLES = (
    "Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|PC|DC|DS|DI|DCI|Sgt|Sergeant|Inspector|Sister|Nurse|Judge|Father|"
    "Rev|Reverend|Sir|Dame|Lord|Lady"
)


@dataclass(frozen=True, slots=True)
class Word:
    page: int
    start: int
    end: int
    raw: str
    opens: bool
    """Whether it opens a sentence, where every word is capitalised."""


@dataclass(frozen=True, slots=True)
class Target:
    person: Person
    shown: str
    how: str
    """What the word is to the person: a name, a nickname, another name."""


def find(pages: Pages, record: Record) -> Iterator[Found]:
    text = list(tokens(pages))
    targets = _targets(record)
    if targets:
        matches = _matches(text, targets)
        yield from _merged(
            [found for word in text if not _is_a_word(word, pages) for found in _of(word, matches)], pages
        )
        yield from _joined(text, targets)
        yield from _spaced(pages, targets)
        yield from _phrases(pages, record)
    yield from _initials(pages, record)
    yield from _titled(pages, record)


def plain(word: str) -> str:
    """A word without case, accents, apostrophes and hyphens, and with digits read as the letters that they stand for."""
    if word.isascii() and word.isalpha():
        return word.lower()
    folded = unicodedata.normalize("NFKD", word.casefold().translate(_UNFOLDED))
    return "".join(letter for letter in folded if letter.isalpha() and not unicodedata.combining(letter))


@lru_cache(maxsize=200_000)
def forms(raw: str) -> tuple[str, ...]:
    """How a word may stand in the record: whole, without its possessive or plural, and its parts."""
    bare = _bare(raw)
    found = [plain(raw), plain(bare), *_parts(bare)]
    if bare.lower().endswith("s") and len(bare) > 3:
        found.append(plain(bare[:-1]))
    found += [plain(part) for part in re.findall(r"[A-Z][a-z]{2,}", bare)]  # as in #JusticeForKhyra
    return tuple(dict.fromkeys(form for form in found if form))


def _bare(raw: str) -> str:
    return re.sub(r"[’'ʼ`´‘]s?$", "", raw)


def _parts(bare: str) -> list[str]:
    return [plain(part) for part in re.split(r"[‐‑-]\s*", bare)] if re.search(r"[‐‑-]", bare) else []


def tokens(pages: Pages) -> Iterator[Word]:
    for number, page in numbered(pages):
        for match in WORD.finditer(page):
            before = page[max(0, match.start() - 4) : match.start()].rstrip(" “‘\"'(")
            opens = (
                not before or before[-1] in ".!?:;\n•–-" or "\n\n" in page[max(0, match.start() - 4) : match.start()]
            )
            yield Word(number, match.start(), match.end(), match.group(), opens)


# ── What is looked for ──────────────────────────────────────────────────────────────────────────────────────────────


def _targets(record: Record) -> dict[str, list[Target]]:
    targets: dict[str, list[Target]] = defaultdict(list)
    for person in record.people:
        for name, how in ((person.name, "a name"), *((alias, "another name") for alias in person.aliases)):
            parts = [part for part in re.split(r"[\s,]+", name) if part]
            for part in parts:
                if how == "another name" and len(parts) > 1 and plain(part) in words("not_names.txt"):
                    continue  # “Baby Bear” is looked for whole, “baby” by itself is not
                for form in dict.fromkeys([plain(part), *(plain(half) for half in re.split(r"[‐‑-]", part))]):
                    if len(form) > 1 and form not in words("particles.txt"):
                        targets[form].append(Target(person, part, how))
            for part in parts[:-1] or parts:
                for nickname in nicknames().get(plain(part), ()):
                    targets.setdefault(nickname, []).append(Target(person, part, "a nickname or another spelling"))
    return targets


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """For each name its nicknames and other spellings, and the names that it is short for."""
    groups: dict[str, set[str]] = defaultdict(set)
    for row in csv.reader(lines("nicknames.csv")):
        names = {plain(name) for name in row if name.strip()}
        for name in names:
            groups[name] |= names - {name}
    return {name: frozenset(others) for name, others in groups.items()}


# ── Words compared with names ───────────────────────────────────────────────────────────────────────────────────────

Match = tuple[Target, Sure, str]


def _matches(text: list[Word], targets: dict[str, list[Target]]) -> dict[str, list[Match]]:
    """For each distinct word as it is written, the names that it is or may be."""
    lower = {plain(word.raw) for word in text if word.raw[0].islower()}
    found: dict[str, list[Match]] = {}
    rest: dict[str, list[str]] = {}
    for raw in dict.fromkeys(word.raw for word in text):
        said = [form for form in forms(raw) if form in targets]
        if said:
            if raw[0].isupper() or not any(form in words("names_that_are_words.txt") for form in said):
                found[raw] = [(target, Sure.EXACTLY, "") for form in said for target in targets[form]]
        elif tried := _tried(raw, lower):
            rest[raw] = tried
    found.update(_near(rest, targets))
    return found


def _tried(raw: str, lower: set[str]) -> list[str]:
    """What of a word is tried for a misspelt name: the whole and its parts, where capitalised and nowhere here written small."""
    bare = _bare(raw)
    if not (raw[0].isupper() or (len(bare) >= 5 and any(letter.isdigit() for letter in raw))):
        return []
    wholes = {plain(bare), plain(bare).removesuffix("s")}
    if wholes & lower or wholes & words("not_names.txt"):
        return []
    parts = [
        part for part in _parts(bare) if len(part) > 3 and part not in lower and part not in words("not_names.txt")
    ]
    return [form for form in dict.fromkeys([plain(bare), *parts]) if len(form) > 2]


def _near(raws: dict[str, list[str]], targets: dict[str, list[Target]]) -> dict[str, list[Match]]:
    names = list(targets)
    found: dict[str, list[Match]] = defaultdict(list)
    for raw, tried in raws.items():
        for form in tried:
            for name, likeness, _ in process.extract(
                form, names, scorer=JaroWinkler.similarity, processor=None, score_cutoff=0.6, limit=None
            ):
                how = _how_near(form, name, likeness, targets[name][0].how.startswith("a nickname"))
                if how and not any(match[0] in targets[name] for match in found[raw]):
                    found[raw] += [(target, Sure.NEARLY, how) for target in targets[name]]
    return {raw: matches for raw, matches in found.items() if matches}


def _how_near(word: str, name: str, likeness: float, nickname: bool) -> str:
    """How a word comes near a name: “nearly”, or “in sound like”; nothing where it does not."""
    most = 1 if len(name) <= 5 else 2 if len(name) <= 9 else 3
    apart = DamerauLevenshtein.distance(word, name, score_cutoff=3)
    if nickname and (len(name) < 6 or DamerauLevenshtein.distance(word, name, score_cutoff=1) > 1):
        return ""  # there are so many that some are like many words
    if len(name) <= 3:
        return "in sound like" if apart == 1 and _sound(word) == _sound(name) else ""
    if apart <= 1 and (len(name) > 4 or word[0] == name[0] or _sound(word) == _sound(name)):
        return "nearly"
    if apart <= most and likeness >= NEAR and (apart <= 1 or word[0] == name[0] or _sound(word) == _sound(name)):
        return "nearly"
    if abs(len(word) - len(name)) <= 3 and likeness >= 0.7 and len(_sound(name)) > 1 and _sound(word) == _sound(name):
        return "in sound like"
    return ""


@lru_cache(maxsize=100_000)
def _sound(word: str) -> str:
    """How a word sounds, roughly: Metaphone, with any first vowel alike, and with spellings that English hears alike."""
    for written, heard in _HEARD:
        word = word[:1] + word[1:].replace(written, heard) if written == "y" else word.replace(written, heard)
    code = jellyfish.metaphone(word)
    return ("A" + code[1:] if code[:1] in "AEIOU" else code).replace("TH", "0").replace("0", "T").replace("V", "F")


_HEARD = (
    ("ph", "f"), ("bh", "v"), ("mh", "v"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("ck", "k"), ("cz", "ch"), ("sz", "sh"),
    ("z", "s"), ("q", "k"), ("ae", "e"), ("y", "i"),
)  # fmt: skip


def _of(word: Word, matches: dict[str, list[Match]]) -> Iterator[Found]:
    for target, sure, how in matches.get(word.raw, ())[:1]:
        others = {match[0].person.name: match[0].person for match in matches[word.raw]}
        whose = " and ".join(dict.fromkeys(person.part for person in others.values()))
        if how:
            why = f"{how} “{target.shown}”, {target.how} of {whose}"
        elif target.how.startswith("a nickname"):
            why = f"{target.how} for “{target.shown}”, a name of {whose}"
        else:
            why = f"{target.how} of {whose}"
        yield Found(What.NAME, word.page, word.start, word.end, why, target.person.name, sure)


def _is_a_word(word: Word, pages: Pages) -> bool:
    """“in May 2014”, “4 June”, “Young people”: a word, though somebody of the record has that name."""
    page = pages[word.page - 1]
    if word.raw in ("Young", "YOUNG"):
        return bool(
            re.match(
                r"(?i)\s+(?:pe(?:rson|ople)|carer|adult|child|women|men|mother|father|parent|mind|offender)",
                page[word.end : word.end + 12],
            )
        )
    if word.raw not in ("April", "May", "June", "August"):
        return False
    before, after = page[max(0, word.start - 12) : word.start], page[word.end : word.end + 8]
    return bool(
        re.search(r"\d(?:st|nd|rd|th)?(?: of)?\s$|\b(?:in|of|during|since|late|early|mid|until|by)[ -]$", before)
    ) or bool(re.match(r",?\s*(?:\d{1,2}|(?:19|20)\d\d)\b", after))


def _merged(found: list[Found], pages: Pages) -> Iterator[Found]:
    """Names of one person that stand together are one find."""
    held: Found | None = None
    for one in found:
        if held is not None and held.page == one.page and held.whose == one.whose:
            between = pages[one.page - 1][held.end : one.start]
            if re.fullmatch(r"[\s,.’'-]{0,3}(?:[^\W\d_]\.?\s)?", between):
                surest = held if held.sure is Sure.EXACTLY else one
                held = Found(one.what, one.page, held.start, one.end, surest.why, one.whose, surest.sure)
                continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _joined(text: list[Word], targets: dict[str, list[Target]]) -> Iterator[Found]:
    """A name in two words (“Mc Donald”, “Jo Anne”), or broken at the end of a page."""
    for one, other in pairwise(text):
        if one.page == other.page and other.start - one.end > 2 and "-" not in one.raw:
            continue
        joined = plain(one.raw) + (forms(other.raw) or ("",))[-1]
        capital = one.raw[0].isupper() or other.raw[0].isupper()
        if len(joined) >= 5 and joined in targets and capital and plain(one.raw) not in targets:
            target = targets[joined][0]
            end = other.end if other.page == one.page else one.end
            yield Found(
                What.NAME,
                one.page,
                one.start,
                end,
                f"{target.how} of {target.person.part}, in two parts",
                target.person.name,
            )


def _spaced(pages: Pages, targets: dict[str, list[Target]]) -> Iterator[Found]:
    """A name with its letters apart."""
    for number, page in numbered(pages):
        for match in _LETTERS.finditer(page):
            if target := next(iter(targets.get(plain(match.group()), ())), None):
                why = f"{target.how} of {target.person.part}, with its letters apart"
                yield Found(What.NAME, number, match.start(), match.end(), why, target.person.name)


def _phrases(pages: Pages, record: Record) -> Iterator[Found]:
    """Other names of several words, or with a letter alone: “Baby Bear”, “Child Q”."""
    for person in record.people:
        for alias in person.aliases:
            if len(alias.split()) > 1:
                pattern = re.compile(r"\b" + r"\s+".join(re.escape(part) for part in alias.split()) + r"\b", re.I)
                for number, page in numbered(pages):
                    for match in pattern.finditer(page):
                        yield Found(
                            What.NAME, number, match.start(), match.end(), f"another name of {person.part}", person.name
                        )


# ── Initials ────────────────────────────────────────────────────────────────────────────────────────────────────────

_ALONE = re.compile(
    r"\b(?P<who>(?:Child|Baby|Young Person|Adult|Mother|Father|Mr|Mrs|Ms|Miss|Sibling|Infant|"
    r"Subject)s?)\s(?P<letter>[A-Z]{1,3})(?![^\W_]|[’'-]\w|\.\w)"
)


def _initials(pages: Pages, record: Record) -> Iterator[Found]:
    for person in record.people:
        parts = [
            part
            for part in re.split(r"[\s,-]+", person.name)
            if part[:1].isalpha() and plain(part) not in words("particles.txt")
        ]
        letters = [plain(part)[:1].upper() for part in parts if plain(part)]
        if not letters:
            continue
        if len(letters) > 1:
            whole = tuple(plain(part)[:1].upper() for part in person.name.split() if plain(part))
            for several in dict.fromkeys([tuple(letters), (letters[0], letters[-1]), whole, (whole[0], whole[-1])]):
                yield from _together(pages, person, several)
        yield from _alone(pages, person, letters)


def _together(pages: Pages, person: Person, letters: tuple[str, ...]) -> Iterator[Found]:
    """“K.I.”, “K. I.”, “K I”, “KI”; not where the letters stand for something else."""
    dotted = r"\s?".join(rf"{letter}\." for letter in letters[:-1]) + rf"\s?{letters[-1]}(?:\.|(?![^\W_]))"
    pattern = rf"(?<![^\W_]|[.&/]){dotted}(?![^\W_])"
    bare = "".join(letters)
    if bare.lower() not in words("acronyms.txt"):
        pattern += rf"|(?<![^\W_]|[&/-])(?:{bare}|{' '.join(letters)})(?![^\W_]|[&/-])"
    for number, page in numbered(pages):
        for match in re.finditer(pattern, page):
            yield Found(
                What.INITIALS, number, match.start(), match.end(), f"the initials of {person.part}", person.name
            )


def _alone(pages: Pages, person: Person, letters: list[str]) -> Iterator[Found]:
    own = {letters[0], letters[-1], "".join(letters), letters[0] + letters[-1]}
    if not person.child:
        own -= {letters[0]} if len(letters) > 1 else set()
    for number, page in numbered(pages):
        for match in _ALONE.finditer(page):
            young = match["who"].rstrip("s") in ("Child", "Baby", "Young Person", "Sibling", "Infant", "Subject")
            if match["letter"] in own and young == person.child:
                why = f"a letter in place of a name, and an initial of {person.part}"
                yield Found(What.INITIALS, number, match.start(), match.end(), why, person.name, Sure.NEARLY)


def _titled(pages: Pages, record: Record) -> Iterator[Found]:
    """People with a title whom the record may not know. A letter alone (“Ms A”) names nobody."""
    pattern = re.compile(
        rf"\b(?:{TITLES})\.?\s+(?:[A-Z]\.?\s+)?(?P<name>[A-Z][a-z’'][^\W\d_]+(?:[-’'][^\W\d_]+)*(?:\s[A-Z][a-z]{{2,}})?)"
    )
    for number, page in numbered(pages):
        for match in pattern.finditer(page):
            first = plain(match["name"].split()[0])
            if first not in words("not_names.txt"):
                yield Found(
                    What.NAME, number, match.start(), match.end(), "somebody named with a title", "", Sure.BY_FORM
                )
