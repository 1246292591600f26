"""Findings and recommendations of a report, proposed from its text with their passages. A person confirms.

The panel asks of a report what happened, why, and what must change, with recommendations that are addressed: to senior
managers and national bodies as well as to the front line (second report, paragraphs 28 to 30). So a finding that says no
why, and a recommendation that rests on no finding or names no addressee, owner or date, are shown as such.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class To(StrEnum):
    """To whom a recommendation goes (domain of the panel's paragraph 28)."""

    FRONT_LINE = "front line"
    SENIOR_MANAGERS = "senior managers"
    BOARD = "the board"
    NATIONAL = "national bodies"
    NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class Passage:
    page: int
    """From 1."""

    start: int
    end: int
    """Characters of that page's text. One that runs on to the next page ends with its page here; its words are whole."""

    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    label: str
    passage: Passage
    why: str
    """The words that say why, or nothing."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    label: str
    passage: Passage
    addressee: str = ""
    to: To = To.NOT_SAID
    owner: str = ""
    date: str = ""
    finding: int | None = None
    """Which of the findings it rests on, by its place among them."""

    found_by: str = ""
    """How that was seen: named, placed beneath it, or by the words that they share."""


@dataclass(frozen=True, slots=True)
class Structure:
    findings: tuple[Finding, ...]
    recommendations: tuple[Recommendation, ...]

    @property
    def without_why(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if not one.why)

    @property
    def without_finding(self) -> tuple[Recommendation, ...]:
        return tuple(one for one in self.recommendations if one.finding is None)

    def without(self, what: str) -> tuple[Recommendation, ...]:
        """The recommendations that do not say their `addressee`, `owner` or `date`."""
        return tuple(one for one in self.recommendations if not getattr(one, what))

    @property
    def addressed(self) -> dict[To, int]:
        """How many recommendations go to whom. They add up to all."""
        counted = Counter(one.to for one in self.recommendations)
        return {to: counted[to] for to in To}


def propose(pages: Sequence[str]) -> Structure:
    """The findings and recommendations that the text seems to make."""
    findings: list[Finding] = []
    recommendations: list[Recommendation] = []
    placed: list[int | None] = []
    for item in _items(list(_lines(pages))):
        if item.what == "finding":
            findings.append(Finding(item.label, item.passage, _why(item.passage.text + " " + item.after)))
        elif not any(_same(item.passage.text, other.passage.text) for other in recommendations):
            recommendations.append(_addressed(item))
            placed.append(len(findings) - 1 if item.beneath and findings else None)
    return Structure(tuple(findings), tuple(_linked(recommendations, placed, findings)))


# ── Lines, headings and items ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Line:
    page: int
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Item:
    what: str
    label: str
    lines: list[_Line]
    beneath: bool
    """Whether it stands beneath a finding rather than in a part of its own."""

    addressed: str = ""
    """To whom the heading above it says it goes."""

    after: str = ""

    @property
    def passage(self) -> Passage:
        first = self.lines[0]
        ours = [line for line in self.lines if line.page == first.page]
        return Passage(first.page, first.start, ours[-1].end, _joined(line.text for line in self.lines))


def _joined(lines: Iterator[str]) -> str:
    return " ".join(" ".join(lines).split())


def _lines(pages: Sequence[str]) -> Iterator[_Line]:
    for number, page in enumerate(pages, 1):
        at = 0
        for text in page.split("\n"):
            if len(text) > 400:  # layout lost: a line for each sentence
                for part in re.finditer(r"\S.*?(?:[.!?](?=\s)|$)", text):
                    yield _Line(number, at + part.start(), at + part.end(), part.group())
            else:
                lead = len(text) - len(text.lstrip())
                yield _Line(number, at + lead, at + len(text.rstrip()), text.strip())
            at += len(text) + 1


_NUMBER = r"(?:\(?[A-Z]{0,2}\d{1,3}(?:\.\d{1,3})*[.):]?|\(?[a-z][.)]|\(?[ivx]{1,4}[.)]|[•▪◦‣●■➢–*-])"
_HEADING = re.compile(
    r"^(?:(?:section|chapter|part)?\s*[A-Z]?\d{0,2}(?:\.\d+)*[.):]?\s+)?"
    r"(?:the |key |main |summary of |overall |list of |our |multi-agency |single[- ]agency |national |"
    r"local |safety |conclusions? and |lessons and )*"
    r"(?P<what>findings?|recommendations?|contributing factors?|learning points?|key learning)"
    r"(?:\s+(?:and|for|as to|to|of|from)\b[\w ,’'/-]{0,60})?:?$",
    re.I,
)
_LABELLED = re.compile(
    r"^(?:[•▪-]\s*)?(?P<what>(?:key |national |local |safety )?(?:finding|recommendation))s?\s*"
    r"(?:(?:no\.?|number)\s*)?(?P<label>[A-Z]{0,3}[-]?\d+(?:[.-]\d+)*|[A-Z](?=[:.)]|$))\s*[:.)–-]*\s*(?P<rest>.*)$",
    re.I,
)
_SHORT_LABEL = re.compile(r"^(?P<what>[RF])(?P<label>\d{1,2})[:.)]?\s+(?P<rest>[A-Z].*)$")
_INLINE = re.compile(
    r"\b(?:(?:it is|was|were) recommended that|(?:the (?:review|reviewer|author|panel|overview author|"
    r"report)|we|board|bureau|ATSB|TSB|LSCB)"
    r" (?:therefore |also |further |accordingly )?recommends?(?: that)?)\b",
    re.I,
)
_ITEM = re.compile(rf"^(?P<label>{_NUMBER})\s*(?P<rest>\S.*)?$")
_OTHER_HEADING = re.compile(
    r"^(?:(?:section|chapter|part|appendix|annex)\s+\w{1,3}\b.*|(?:\d+(?:\.\d+)*\.?\s+)?(?:introduction|"
    r"background|methodology|conclusions?|"
    r"appendix|appendices|annex|references|bibliography|glossary|analysis|chronology|terms of reference|action plan|"
    r"acknowledgements?|the facts|family (?:involvement|composition)|other factual information|"
    r"safety action.*|general details|"
    r"sources and submissions|contents|index|summary|next steps))\s*$",
    re.I,
)
_FOLLOWING = re.compile(
    r"(?:following recommendations|recommends? (?:the following|that)|recommendations? (?:are|is)(?: as follows)?)\s*:$",
    re.I,
)
_CONTENTS = re.compile(r"(?:\.{3,}|…|\s{3,}|\t)\s*\d{1,3}\s*$")


def _heading(line: str, following: str) -> str:
    """“finding”, “recommendation” or “other” for a heading; nothing for what is none."""
    if _CONTENTS.search(line):
        return ""
    if match := _HEADING.match(line):
        return "recommendation" if match["what"].lower().startswith("recommend") else "finding"
    if _OTHER_HEADING.match(line):
        return "other"
    numbered = re.match(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z][^.?!;]{2,70}$", line) and not following[:1].islower()
    if numbered and not re.search(r"\b(?:should|must|shall|was|were|is|are|had|did|not)\b", line):
        return "other"
    return ""


def _items(lines: list[_Line]) -> list[_Item]:
    """The items of a report's lists, in order: those that are labelled wherever they stand, those of a part that is headed."""
    reading = _Reading()
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        reading.read(line, following.text if following else "")
    return [one for one in reading.found if len(one.passage.text.split()) >= 4 and not one.passage.text.endswith("?")]


class _Reading:
    """Reading line by line: which part of the report this is, and which item is open."""

    def __init__(self) -> None:
        self.part = self.addressed = ""
        self.item: _Item | None = None
        self.found: list[_Item] = []
        self.widest = 60

    def read(self, line: _Line, following: str) -> None:
        text = line.text
        if len(text) < 400:
            self.widest = max(len(text), self.widest)
        if heading := _heading(text, following) if len(text) < 110 else "":
            self._head(heading, text)
        elif not text:
            if self.item is not None and _whole(self.item):
                self.item = None
        elif opened := self._opened(line):
            self.found.append(opened)
            self.item = opened
        elif _FOLLOWING.search(text):
            self._head("recommendation", "")
        else:
            self._go_on(line)

    def _head(self, heading: str, text: str) -> None:
        deeper = re.match(r"^\d+\.\d+", text)
        if heading != "other" or not (deeper and self.item and self.item.what == "finding"):
            self.part = heading
            to = re.search(r"\b(?:for|to)\s+(?:the\s+)?([A-Z].+?):?$", text)
            self.addressed = to[1] if to and heading == "recommendation" else ""
        self.item = None

    def _opened(self, line: _Line) -> _Item | None:
        """The item that a line opens, if it opens one."""
        text, beneath = line.text, self.part == "finding"
        match = _LABELLED.match(text) or _SHORT_LABEL.match(text)
        if match and not _CONTENTS.search(text) and _opens(text, match["rest"]):
            what = "recommendation" if match["what"][0] in "Rr" or "ecommend" in match["what"] else "finding"
            return _Item(what, match["label"], [line], beneath, self.addressed)
        listed = _ITEM.match(text)
        if self.part in ("finding", "recommendation") and listed and (listed["rest"] or "")[:1].isalpha():
            return _Item(self.part, listed["label"].strip("().:"), [line], False, self.addressed)
        said = _INLINE.search(text)
        only_if = said and re.search(r"\b(?:if|whether|where|when)\b", text[: said.start()], re.I)
        within = self.part == "recommendation" or (self.item is not None and self.item.what != "finding")
        if said and not only_if and not within:
            return _Item("recommendation", "", [line], beneath)
        says = re.search(r"\b(?:should|must)\b", text) and text[:1].isupper()
        if self.part == "recommendation" and self.item is None and says:
            return _Item(self.part, "", [line], False, self.addressed)
        return None

    def _go_on(self, line: _Line) -> None:
        """A line that opens nothing belongs to the open item, until a paragraph ends; then to what a finding says besides."""
        if self.item is not None:
            short = len(self.item.lines[-1].text) < 0.75 * min(self.widest, 110)
            if _whole(self.item) and short and line.text[:1].isupper():
                self.item = None
            elif len(self.item.lines) < 14:
                self.item.lines.append(line)
        elif self.found and self.found[-1].what == "finding" and len(self.found[-1].after) < 1_500:
            self.found[-1].after += " " + line.text


def _opens(text: str, rest: str) -> bool:
    """Whether a label opens an item. “Recommendation 3 was accepted” speaks of one."""
    return not text[0].islower() and not rest[:1].islower()


def _whole(item: _Item) -> bool:
    return item.lines[-1].text.endswith((".", "?", "!", ".”", ".)", ";"))


def _same(one: str, other: str) -> bool:
    """The same recommendation again, as summaries and appendices have them."""
    a, b = (set(re.findall(r"[a-z]{4,}", text.lower())) for text in (one, other))
    return bool(a and b) and len(a & b) >= 0.9 * max(len(a), len(b))


# ── Why, to whom, by whom, by when ──────────────────────────────────────────────────────────────────────────────────

_WHY = re.compile(
    r"\b(?:because|due to|owing to|as a result|result(?:ed|ing)? (?:in|from)|reasons?(?: for| why)?|"
    r"led to|leading to|caused by|"
    r"contribut\w+|explain\w*|attribut\w+|arose|arising from|stem\w* from|driven by|influenced by|"
    r"in part since|meant that|"
    r"this is why|why|since (?:the|they|there|staff|no)|so that|consequen\w+|under pressure|"
    r"pressures? (?:of|on)|which made|"
    r"was not (?:trained|supported|supervised)|factors? (?:that|which|in)|prevented|allowed|enabled)\b",
    re.I,
)
_DOES = "(?:ensure|review|consider|develop|provide|seek|work|agree|audit|issue|establish|make|require|commission|amend|adopt)"
_WHO = re.compile(
    r"(?:recommend(?:s|ed)? that|that|^)\s*(?:the\s+)?"
    r"(?P<who>(?:[A-Z]|all |each |every |local |national |both |senior |relevant |partner )"
    r"(?:(?!recommend)[^.;:]){1,110}?)\s*,?\s+"
    r"(?:should|must|shall|is to|are to|is asked to|are asked to|needs? to|ought to|will|"
    rf"to(?= {_DOES})|(?<=\w )(?={_DOES}(?:es|s)?\b))"
)
_OWNER = re.compile(
    r"\b(?:owner|lead(?: (?:agency|officer|person))?|responsib(?:le|ility)(?: (?:of|lies with|person|"
    r"officer))?|action by|for action)\s*(?::|–|-|is|rests with|lies with)?\s+"
    r"(?P<who>(?:the )?[A-Z][\w’'&/ -]{2,70}?)(?=[.;,)\n]|\s+(?:by|date|timescale|within|deadline)\b|$)",
    re.I,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"\b(?:by|before|no later than|from|until|deadline:?|timescale:?|target date:?|date:?|end of|in|"
    rf"due)\s+(?:the end of\s+|end of\s+)?"
    rf"(?P<when>(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTHS})\s+\d{{4}}|"
    rf"\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|(?:spring|summer|autumn|winter)\s+\d{{4}})"
    r"|\b(?P<within>within (?:the next )?(?:\w+|\d+) (?:working )?(?:day|week|month|"
    r"year)s?(?: of [\w ]{3,40}?)?)(?=[\s.,;)]|$)"
    r"|\b(?P<at_once>immediately|with immediate effect)\b",
    re.I,
)
_TO = (
    (
        To.NATIONAL,
        r"government|department (?:for|of)|dfe\b|home office|ministry|minister|secretary of state|ofsted|"
        r"care quality commission|cqc\b|"
        r"nhs england|national|royal college|college of|hmi|inspectorate|general medical|"
        r"nursing and midwifery|ofcom|parliament|"
        r"professional bod|regulator|association of|crown prosecution|youth justice board|\btransport canada|"
        r"civil aviation|authority of|"
        r"federal|board of trade|monitor\b|nice\b|law commission|bureau|manufacturer",
    ),
    (
        To.BOARD,
        r"lscb|safeguarding (?:children )?(?:board|partners)|safeguarding children partnership|the board\b|"
        r"^board\b|local partners|partnership",
    ),
    (
        To.SENIOR_MANAGERS,
        r"chief|director|senior|executive|head of|strategic|commissioner|trust\b|council|local authority|"
        r"authorities|clinical commissioning|ccg|"
        r"police\b|constabulary|children’?'?s (?:social care|services)|managers?|health board|agencies|agency|"
        r"services?\b|probation|cafcass|"
        r"organisations?|employers?|governing bod|company|operator|airline|owners",
    ),
    (
        To.FRONT_LINE,
        r"social workers?|practitioners?|staff|health visitors?|teachers?|gps?\b|general practitioners?|"
        r"schools?|midwi\w+|nurses?|officers?|"
        r"professionals?|clinicians?|doctors?|paediatricians?|workers?|team|crews?|pilots?",
    ),
)


def _why(text: str) -> str:
    match = _WHY.search(text)
    return match.group() if match else ""


def _addressed(item: _Item) -> Recommendation:
    passage, text = item.passage, _unlabelled(item.passage.text)
    who = _WHO.search(text)
    addressee = re.sub(r"^(?:the|that)\s+", "", who["who"].strip(), flags=re.I) if who else item.addressed
    owner, when = _OWNER.search(text), _DATE.search(text)
    return Recommendation(
        item.label,
        passage,
        addressee,
        _level(addressee),
        owner["who"].strip() if owner else "",
        next((group for group in (when["when"], when["within"], when["at_once"]) if group), "") if when else "",
    )


def _unlabelled(text: str) -> str:
    match = _LABELLED.match(text) or _SHORT_LABEL.match(text) or _ITEM.match(text)
    return match["rest"] or text if match else text


def _level(addressee: str) -> To:
    """By the words that name the addressee; the highest named, for it is the one that can see to the rest."""
    if not addressee:
        return To.NOT_SAID
    if re.match(
        r"(?i)(?:all |the |local |individual )*(?:social workers?|practitioners?|staff|health visitors?|"
        r"teachers?|professionals?)\b",
        addressee,
    ):
        return To.FRONT_LINE
    return next((to for to, words in _TO if re.search(words, addressee, re.I)), To.NOT_SAID)


# ── Which finding a recommendation rests on ─────────────────────────────────────────────────────────────────────────

_NAMED = re.compile(r"\bfindings?\s+(?P<label>[A-Z]?\d+(?:\.\d+)*)", re.I)
LIKE_ENOUGH = 0.16
"""The least likeness of words at which a recommendation is said to rest on a finding. Lower finds more, and wrongly."""


def _linked(
    recommendations: list[Recommendation], placed: list[int | None], findings: list[Finding]
) -> Iterator[Recommendation]:
    labels = {finding.label.lower(): place for place, finding in enumerate(findings) if finding.label}
    bags = [_bag(one.passage.text) for one in findings]
    common = Counter(word for bag in bags for word in bag)
    weights = {word: math.log((1 + len(bags)) / count) + 0.2 for word, count in common.items()}
    for one, beneath in zip(recommendations, placed, strict=True):
        named = next(
            (labels[m["label"].lower()] for m in _NAMED.finditer(one.passage.text) if m["label"].lower() in labels),
            None,
        )
        if named is not None:
            yield replace(one, finding=named, found_by="named")
        elif beneath is not None:
            yield replace(one, finding=beneath, found_by="placed beneath it")
        else:
            likest, how = _likest(_bag(one.passage.text), bags, weights)
            yield replace(one, finding=likest, found_by="by words they share") if how >= LIKE_ENOUGH else one


def _likest(bag: set[str], bags: list[set[str]], weights: dict[str, float]) -> tuple[int | None, float]:
    def weight(words: set[str]) -> float:
        return sum(weights.get(word, 1.0) for word in words)

    likeness = [weight(bag & other) / ((weight(bag) * weight(other)) ** 0.5 or 1) for other in bags]
    best = max(range(len(bags)), key=likeness.__getitem__, default=None)
    return (best, likeness[best]) if best is not None else (None, 0.0)


_COMMON = frozenset(
    re.findall(
        r"\w+",
        "that this with from have been were their there which should would could must they them then than when what where"
        " will also into more such these those about other being some ensure review board finding recommendation children"
        " child agencies",
    )
)


def _bag(text: str) -> set[str]:
    return {word[:7] for word in re.findall(r"[a-z]{4,}", text.lower()) if word not in _COMMON}
