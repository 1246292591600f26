"""What a report seems to be, read out of its text: proposed with the passage for each, and whether that is sure.

A person decides. A proposal that rests on a label (“Publication date:”) or on the first page is sure; one that rests on a
count of words, or on what the file says of itself, is not, and is shown as such.
"""

import re
from calendar import month_name
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from casereview.documents import structure
from casereview.library import themes
from casereview.library.codes import AgeBand, Method, Outcome, PointKind, ReviewKind

FRONT = 4
"""The pages at the front of a report, where it says what it is."""

MOST_ABSTRACT = 900


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value with the passage that it was read from, on which page, and whether that is sure."""

    value: str
    passage: str
    page: int | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A text with what the file says of itself and what it is called."""

    pages: Sequence[str]
    title: str = ""
    title_from: str = ""
    metadata: Mapping[str, str] | None = None
    name: str = ""

    @property
    def front(self) -> list[tuple[int, str]]:
        return list(enumerate(self.pages[:FRONT], 1))

    @property
    def everywhere(self) -> list[tuple[int, str]]:
        return list(enumerate(self.pages, 1))

    def says(self, name: str) -> str:
        return (self.metadata or {}).get(name, "").strip()


def propose(source: Source) -> dict[str, Any]:
    """Proposals by the name of the answer, with `points` and `themes`; and `unsure`, the answers a person must look at."""
    kind = _kind(source)
    found = {
        "title": _title(source),
        "board": _board(source),
        "published_on": _published_on(source),
        "kind": kind,
        "outcome": _outcome(source),
        "age_band": _age_band(source),
        "method": _method(source),
        "abstract": _abstract(source),
    }
    proposals: dict[str, Any] = {name: asdict(one) for name, one in found.items() if one}
    if kind and kind.value == ReviewKind.GUIDANCE:  # nobody died of guidance
        for name in ("outcome", "age_band", "method"):
            proposals.pop(name, None)
    proposals["points"] = list(_points(source, kind.value if kind else ""))
    proposals["themes"] = themes.suggest(source.pages)
    proposals["unsure"] = [name for name in found if name not in proposals or not proposals[name]["sure"]]
    return proposals


def answers(proposals: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a draft as they were proposed."""
    given = {name: one["value"] for name, one in proposals.items() if isinstance(one, Mapping) and "value" in one}
    return {**given, "points": list(proposals.get("points", ()))}


# ── Title ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_GENERIC = re.compile(
    r"(?i)(?:(?:attachment|an?|the|final|full|local|child|children'?s?|safeguarding|practice|serious|case|review|overview|"
    r"executive|summary|report|into|of|on|air|aviation|marine|rail|transport|transportation|safety|occurrence|"
    r"investigation|technical|analysis|number|no\.?|published|version|lscb|scr|[A-Z]{0,3}\d[\w/-]*|[–—:.-])[\s,]*)+"
)
"""A title that says only what sort of thing it is the title of."""

_ENDS = re.compile(
    r"(?:\s*\b(?:publication date|implementation date|revision dates?|date of publication|ministerial foreword|contents)\b|"
    r"\s+(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{4}|"
    r"\s+(?=(?:[Ss]tatutory )?[Gg]uidance (?:for|on the purpose|on their)\b))"
)


def _title(source: Source) -> Proposal | None:
    """The largest words of the first page, with the line beneath them where they say only what sort of report it is."""
    first = source.pages[0] if source.pages else ""
    told = _one_line(source.title)
    lines = [line for line in (_one_line(line) for line in first.splitlines()) if line]
    if source.title_from == "the first line" and told:
        told = re.sub(r"^\d{1,3}\s+(?=[A-Z])", "", told)
        told = _once(re.split(_ENDS, told, maxsplit=1)[0].strip(" –-:,"))
        return Proposal(_cased(told), told, 1, sure=3 <= len(told) <= 150) if told else None
    if not told:
        if titled := _one_line(source.says("title")):
            return Proposal(_cased(titled), titled, None, sure=False)
        return Proposal(_cased(lines[0]), lines[0], 1, sure=False) if lines else None
    if not _GENERIC.fullmatch(told):
        return Proposal(_cased(told), told, 1, sure=True)
    further = _beneath(told, lines)
    value = f"{_cased(told)}: {_cased(further)}" if further else _cased(told)
    return Proposal(value, f"{told} {further}".strip(), 1, sure=bool(further))


def _beneath(title: str, lines: list[str]) -> str:
    """The lines under a title that say what it is about, until one that begins something else."""
    within = [n for n, line in enumerate(lines[:12]) if line.count(" ") and line.lower() in title.lower()]
    end = within[-1] if within else 0
    found: list[str] = []
    for line in lines[end + 1 :]:
        if _GENERIC.fullmatch(line) or len(line) > 120 or len(found) == 2:
            break
        if found and not (line.isupper() and found[-1].isupper()):
            break
        found.append(line)
    return " ".join(found)


def _one_line(text: str) -> str:
    """Words on one line; a word that was cut at its hyphen is whole again."""
    return re.sub(r"(?<=[a-z])- (?=[a-z])", "-", " ".join(re.sub("[\uf000-\uf8ff]", "°", text).split()))


def _once(text: str) -> str:
    """A title without itself again, as covers and title pages have it."""
    words = text.split()
    for size in range(len(words) // 2, 3, -1):
        for start in range(len(words) - 2 * size + 1):
            if words[start : start + size] == words[start + size : start + 2 * size]:
                return " ".join(words[start : start + size])
    return text


_SMALL = {"a", "an", "and", "as", "at", "by", "for", "in", "into", "of", "on", "or", "the", "to", "with"}

_MARK = re.compile(r"[A-Z]{1,2}-[A-Z]{3,5},?")
"""A mark of registration, which is all capital letters wherever it stands."""


def _cased(text: str) -> str:
    """A title in capital letters as one is written; what has figures in it stays as it is."""
    if not text.isupper():
        return text
    return " ".join(_word(word, place) for place, word in enumerate(text.split()))


def _word(word: str, place: int) -> str:
    if any(c.isdigit() for c in word) or _MARK.fullmatch(word):
        return word
    return word.lower() if place and word.lower() in _SMALL else word.capitalize()


# ── Board ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_NAMES = r"(?:(?:[A-Z][\w’'.-]+|&|and|of|upon|on|the|with|City|Royal|Borough|County)\s+){1,8}?"
_BOARD = re.compile(
    rf"(?P<board>{_NAMES}(?:Local\s+)?Safeguarding\s+Child(?:ren)?(?:[’']?s)?\s+(?:Board|Partnership|Partners)"
    rf"|{_NAMES}Safeguarding\s+(?:Children\s+and\s+Adults\s+)?(?:Board|Partnership)|{_NAMES}LSCB"
    rf"|{_NAMES}Child Protection Committee)"
)
_NATIONAL = (
    "Australian Transport Safety Bureau",
    "Transportation Safety Board of Canada",
    "Child Safeguarding Practice Review Panel",
    "Safeguarding Board for Northern Ireland",
    "Department for Education and Skills",
    "Department for Education",
    "Department of Health and Social Care",
    "Department of Health",
    "HM Government",
)


def _board(source: Source) -> Proposal | None:
    """The board named at the front, or else the national body that the text names most."""
    for page, text in source.front:
        flat = re.sub(r"[ \t]+", " ", text)
        if match := _BOARD.search(re.sub(r"\s+", " ", flat)):
            name = re.sub(r"^(?:The|By|For|Of|On behalf of)\s+", "", match["board"].strip(), flags=re.I)
            return Proposal(name, match[0].strip(), page, sure=page == 1)
    author = source.says("author")
    for name in _NATIONAL:
        if name in author:
            return Proposal(name, f"the file’s author: {author}", None, sure=True)
    front = " ".join(text for _, text in source.front)
    counted = Counter({name: len(re.findall(_spaced(name), front)) * 3 for name in _NATIONAL})
    for _, text in source.everywhere:
        for name in _NATIONAL:
            counted[name] += len(re.findall(_spaced(name), text))
    counted["Department for Education"] += len(re.findall(r"\bDfE\b", " ".join(source.pages)))
    if "Department for Education and Skills" in front:
        counted["Department for Education"] = 0
    name, times = counted.most_common(1)[0]
    if not times:
        return None
    at, passage = _where(source, _spaced(name)) or (None, "")
    return Proposal(name, passage, at, sure=bool(at and at <= FRONT and times >= 6))


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split())) + r"(?!\s+and\s+Sk)"


# ── Day ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

_MONTHS = tuple(month_name[1:])
_MONTH = "|".join(_MONTHS)
_DAY = rf"(?P<day>(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH}),?\s+(?:19|20)\d\d)"
_LABELLED_DAYS = (
    rf"(?:officially|publicly)?\s*released\s+(?:on\s+)?{_DAY}",
    rf"(?:revision|revised|updated)\s+(?:dates?)?:?\s*(?:(?:{_MONTH})\s+\d{{4}},\s*)*{_DAY}(?!\s*,\s*(?:{_MONTH}))",
    rf"(?:publication\s+date|date\s+of\s+publication|date\s+published|published(?:\s+on)?|first\s+published)\s*:?\s*{_DAY}",
    rf"final\s*[–—-]\s*{_DAY}",
)
_BARE_DAY = re.compile(
    rf"(?<![\w,])(?<!\bon )(?<!\bin )(?<!\bsince )(?<!\bfrom )(?<!\bFrom )(?<!\d )(?<!\d(?:st|nd|rd|th) ){_DAY}"
)


def _published_on(source: Source) -> Proposal | None:
    """The day by a label that says so; else one that stands alone on the first page; else what the file says of itself."""
    ends = [*source.everywhere[: 2 * FRONT], *[one for one in source.everywhere[-3:] if one[0] > 2 * FRONT]]
    for pattern in _LABELLED_DAYS:
        for page, text in ends:
            if match := re.search(pattern, text, re.I):
                return Proposal(as_day(match["day"]), _one_line(match[0]), page, sure=True)
    first = source.pages[0][:1_200] if source.pages else ""
    lines = [line.strip() for line in first.splitlines()]
    alone = [line for line in lines if re.fullmatch(_DAY, line)]
    made = _made(source)
    if alone and not (made and made[:4] != as_day(alone[-1])[:4]):
        return Proposal(as_day(alone[-1]), alone[-1], 1, sure=True)
    if len(lines) == 1 and (match := _BARE_DAY.search(first[:400])):  # layout lost: the first that is named
        return Proposal(as_day(match["day"]), _around(first, match), 1, sure=True)
    named = re.search(
        rf"(?:{_MONTH}|Dec|Aug|Sept?|Oct|Nov|Jan|Feb)[_ -]+(?:19|20)\d\d|(?<!\d)20\d\d(?!\d)", source.name
    )
    if named and not made:
        return Proposal(as_day(named[0].replace("_", " ")), f"the file’s name: {source.name}", None, sure=False)
    if made:
        return Proposal(made, "the day on which the file was made", None, sure=False)
    owned = re.search(r"(?:©|\bcopyright)[^.\n]{0,40}?((?:19|20)\d\d)(?!\s*Act)", _all(source), re.I)
    return Proposal(owned[1], _one_line(owned[0]), None, sure=False) if owned else None


def _made(source: Source) -> str:
    """The day on which the file says that it was made."""
    match = re.search(r"(\d{4})-?(\d\d)-?(\d\d)", source.says("creationdate") or source.says("created"))
    return "-".join(match.groups()) if match else ""


def as_day(words: str) -> str:
    """A day, a month or a year as the catalogue has it: 2015-10-31, 2015-10, 2015."""
    match = re.search(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?(?:([A-Z][a-z]{2})\w*,?\s+)?((?:19|20)\d\d)", words)
    if not match:
        return ""
    day, month, year = match.groups()
    number = next((n for n, name in enumerate(_MONTHS, 1) if month and name.startswith(month)), None)
    if number is None:
        return year
    return f"{year}-{number:02}-{int(day):02}" if day and 1 <= int(day) <= 31 else f"{year}-{number:02}"


# ── Kind, outcome, age, method ──────────────────────────────────────────────────────────────────────────────────────

KINDS: tuple[tuple[str, ReviewKind], ...] = (
    (r"single unified safeguarding review", ReviewKind.SUSR),
    (r"extended child practice review", ReviewKind.CPR_EXTENDED),
    (r"concise child practice review|child practice review", ReviewKind.CPR_CONCISE),
    (r"local child safeguarding practice review|\bLCSPR\b", ReviewKind.LCSPR),
    (r"national (?:child safeguarding practice )?review", ReviewKind.NATIONAL),
    (r"significant case review", ReviewKind.SIGNIFICANT),
    (r"case management review", ReviewKind.CMR),
    (r"thematic (?:serious case )?review", ReviewKind.THEMATIC),
    (r"serious case review|\bSCR\b", ReviewKind.SCR),
    (r"child safeguarding practice review", ReviewKind.LCSPR),
    (r"learning review", ReviewKind.LEARNING),
    (
        r"(?:occurrence|safety|accident|air|aviation|marine|rail)\s+investigation|investigation\s+report|"
        r"technical analysis report",
        ReviewKind.INVESTIGATION,
    ),
    (r"statutory guidance|guidance|advice for", ReviewKind.GUIDANCE),
)


def _kind(source: Source) -> Proposal | None:
    """The kind that the first page names; where it names none, the one that the front names most."""
    first = source.pages[0][:1_500] if source.pages else ""
    for pattern, kind in KINDS:
        if match := re.search(pattern, first, re.I):
            return Proposal(kind, _around(first, match), 1, sure=True)
    counted = Counter({kind: len(re.findall(pattern, _all(source), re.I)) for pattern, kind in KINDS})
    kind, times = counted.most_common(1)[0]
    if not times:
        return None
    pattern = next(pattern for pattern, one in KINDS if one is kind)
    page, passage = _where(source, pattern) or (None, "")
    return Proposal(kind, passage, page, sure=False)


def _outcome(source: Source) -> Proposal | None:
    death, harm = (
        r"\b(?:died|death of|fatal(?:ly)?|murder|killed|homicide|suicide)\b",
        r"\b(?:serious(?:ly)? (?:harm|injur)\w*|life[- ]threatening|survived)\b",
    )
    deaths, harms = (len(re.findall(words, _all(source), re.I)) for words in (death, harm))
    if not deaths and not harms:
        return None
    value, words = (Outcome.DEATH, death) if deaths >= harms else (Outcome.SERIOUS_HARM, harm)
    page, passage = _where(source, words) or (None, "")
    return Proposal(value, passage, page, sure=min(deaths, harms) * 4 <= max(deaths, harms) and max(deaths, harms) >= 4)


_COUNT = r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
_AGE = re.compile(
    rf"\baged?\s+(?P<of>{_COUNT})(?:[\s-]+(?P<unit_of>day|week|month|year)s?)?\b(?!\s*(?:to|–|-|and|or)\s*\d)"
    rf"|\b(?P<old>{_COUNT})[\s-]+(?P<unit_old>day|week|month|year)s?[\s-]+old\b",
    re.I,
)
_NUMBERS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
]


def _age_band(source: Source) -> Proposal | None:
    """The age that is named first of a child; unsure where others are named as often."""
    found: list[tuple[AgeBand, int, str]] = []
    for page, text in source.everywhere:
        for match in _AGE.finditer(text):
            if band := _band(match):
                found.append((band, page, _around(text, match)))
    if not found:
        return None
    band, page, passage = found[0]
    same = sum(one[0] == band for one in found)
    return Proposal(band, passage, page, sure=page <= FRONT + 4 and same * 2 >= len(found))


def _band(match: re.Match[str]) -> AgeBand | None:
    words = (match["of"] or match["old"]).lower()
    number = _NUMBERS.index(words) + 1 if words in _NUMBERS else int(words)
    unit = (match["unit_of"] or match["unit_old"] or "year").lower()
    years = {"day": 0, "week": number // 52, "month": number // 12, "year": number}[unit]
    bands = (
        (0, AgeBand.UNDER_1),
        (5, AgeBand.FROM_1_TO_5),
        (10, AgeBand.FROM_6_TO_10),
        (15, AgeBand.FROM_11_TO_15),
        (17, AgeBand.FROM_16_TO_17),
    )
    return next((band for most, band in bands if years <= most), None)


_METHODS: tuple[tuple[str, Method], ...] = (
    (r"learning together|\bSCIE\b", Method.SCIE),
    (r"significant incident learning process|\bSILP\b", Method.SILP),
    (r"welsh (?:model|child practice)", Method.WELSH),
    (r"root cause analysis", Method.ROOT_CAUSE),
    (r"appreciative inquiry", Method.APPRECIATIVE),
    (r"partnership (?:learning )?review", Method.PARTNERSHIP),
    (r"hybrid (?:model|methodology|approach)", Method.HYBRID),
    (r"individual management reviews?|\bIMRs?\b", Method.TRADITIONAL),
)


def _method(source: Source) -> Proposal | None:
    for pattern, method in _METHODS:
        if found := _where(source, pattern):
            return Proposal(method, found[1], found[0], sure=len(re.findall(pattern, _all(source), re.I)) >= 3)
    return None


# ── Abstract, points ────────────────────────────────────────────────────────────────────────────────────────────────


def _abstract(source: Source) -> Proposal | None:
    """What stands under “summary” or “abstract” at the front; a cataloguer makes it shorter and better."""
    for page, text in enumerate(source.pages[:10], 1):
        match = re.search(
            r"(?im)^\s*(?:\d{1,2}\.?\s+)?(?:executive\s+summary|summary|abstract|synopsis|introduction)\s*:?\s*$", text
        )
        if match and len(rest := text[match.end() :].strip()) > 200:
            cut = _one_line(rest)[:MOST_ABSTRACT]
            end = cut.rfind(". ")
            return Proposal(cut[: end + 1] if end > 200 else cut, _one_line(match[0]), page, sure=False)
    return None


def _points(source: Source, kind: str) -> Iterator[dict[str, Any]]:
    """The recommendations and, of reviews, the findings. Guidance advises in every line: only what it labels is taken."""
    found = structure.propose(source.pages)
    for one in found.recommendations:
        if kind != ReviewKind.GUIDANCE or one.label:
            yield _point(PointKind.RECOMMENDATION, one.passage, one.addressee)
    for finding in found.findings:
        if kind != ReviewKind.GUIDANCE:
            yield _point(PointKind.LEARNING, finding.passage, "")


def _point(kind: PointKind, passage: structure.Passage, addressee: str) -> dict[str, Any]:
    text = re.sub(r"^[•▪◦●■–*-]\s*", "", passage.text)
    return {"kind": str(kind), "text": text, "addressed_to": addressee, "page": passage.page}


# ── Parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _all(source: Source) -> str:
    return "\n".join(source.pages)


def _where(source: Source, pattern: str) -> tuple[int, str] | None:
    for page, text in source.everywhere:
        if match := re.search(pattern, text, re.I):
            return page, _around(text, match)
    return None


def _around(text: str, match: re.Match[str]) -> str:
    """A passage with a few words before and after it."""
    start = text.rfind(" ", 0, max(0, match.start() - 50)) + 1 if match.start() > 50 else 0
    end = text.find(" ", match.end() + 50)
    return _one_line(text[start : end if end > 0 else len(text)])
