"""Letters composed from a case file: every sentence knows the facts that it rests on, and what it lacks.

The paragraphs are data (`letters.toml`). What is composed here is not kept: a letter becomes a record when it is issued,
to the word, and is from then on read from there.
"""

import hashlib
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files as package
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from casereview.casework.files import Opened
from casereview.casework.models import Letter
from casereview.documents.typeset import typeset
from casereview.people.capacities import names_of
from casereview.rules import packs
from casereview.rules.answers import answer_due, practice
from casereview.rules.clocks import edition_on
from casereview.rules.codes import Ground, LetterKind, Matter, Position, PostMortem, ProposedRoute, View
from casereview.rules.facts import Fact, after
from casereview.rules.register import entries

SENDER = "National panel of independent experts on serious case reviews"


@dataclass(frozen=True, slots=True)
class Template:
    """A paragraph of the picklist, and the letters that it fits."""

    code: str
    kinds: Sequence[str]
    sentences: Sequence[str]
    matters: Sequence[str] = ()
    views: Sequence[str] = ()
    grounds: Sequence[str] = ()
    always: bool = False
    """Whether it is in the letter unless it is taken out."""
    optional: bool = False
    """Whether it is left out where the file does not tell what it says."""
    paragraph: str = ""

    def fits(self, kind: str, matter: str, view: str, grounds: Collection[str]) -> bool:
        return (
            kind in self.kinds
            and (not self.matters or matter in self.matters)
            and (not self.views or view in self.views)
            and (not self.grounds or any(ground in self.grounds for ground in grounds))
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a letter with the facts that it rests on. `gaps` are what the file does not tell of it."""

    text: str
    rests_on: Sequence[Fact] = ()
    gaps: Sequence[str] = ()
    own: bool = False
    """Typed by hand: it rests on nothing that the system knows of."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    code: str
    sentences: Sequence[Sentence]
    source: str = ""

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter as it would be issued now."""

    kind: LetterKind
    about: Fact
    subject: str
    paragraphs: Sequence[Paragraph]
    offered: Sequence[Paragraph]
    """Every paragraph that fits, in the letter or not."""

    @property
    def text(self) -> str:
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def sha256(self) -> str:
        """By which a countersignature knows the letter that it stands for: subject and text, to the character."""
        return hashlib.sha256(f"{self.subject}\n\n{self.text}".encode()).hexdigest()

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for paragraph in self.paragraphs for sentence in paragraph.sentences]

    @property
    def gaps(self) -> list[str]:
        return [gap for sentence in self.sentences for gap in sentence.gaps]

    @property
    def chosen(self) -> list[str]:
        return [paragraph.code for paragraph in self.paragraphs]


@cache
def templates() -> tuple[Template, ...]:
    """The picklist."""
    table = tomllib.loads(package("casereview.casework").joinpath("letters.toml").read_text(encoding="utf-8"))
    return tuple(Template(**one) for one in table["paragraphs"])


# ── What a letter can be about ──────────────────────────────────────────────────────────────────────────────────────


def kind_of(file: Opened, about: str) -> tuple[LetterKind, Any] | None:
    """The kind of letter that conveys a fact of the file, with the fact: advice, what is missing, or the board's refusal.

    Where a board refused nothing, the panel's note that its advice was not accepted is what it is given notice about.
    """
    kinds = (
        (LetterKind.ADVICE, file.advice),
        (LetterKind.DEFICIENCY, file.checks),
        (LetterKind.NOTICE, file.responses),
    )
    for kind, facts in kinds:
        if found := next((fact for fact in facts if about in file.versions(fact)), None):
            noticed = any(entry.about is found for entry in entries(file))
            return LetterKind.NOTICE if noticed else kind, found
    return None


def compose(file: Opened, about: str, *, chosen: Collection[str] | None = None, own: str = "") -> Composed | None:
    """The letter that conveys a fact, of the paragraphs chosen; of those that belong in it, where nobody chose yet.

    `own` are further words of the secretary's; each paragraph of theirs comes before the last of the others.
    """
    if (found := kind_of(file, about)) is None:
        return None
    kind, fact = found
    told = _Told(file, kind, fact)
    offered = [told.paragraph(one) for one in templates() if one.fits(kind, *told.of)]
    wanted = {one.code for one in templates() if one.always} if chosen is None else set(chosen)
    optional = {one.code for one in templates() if one.optional}
    picked = [p for p in offered if p.code in wanted and not (p.code in optional and any(s.gaps for s in p.sentences))]
    typed = [Paragraph("own", [Sentence(one, own=True) for one in _sentences(part)]) for part in _parts(own)]
    place = max(0, len(picked) - 1) if kind == LetterKind.ADVICE else len(picked)
    subject = f"{_SUBJECTS[kind]}: case {file.reference}"
    return Composed(kind, fact, subject, [*picked[:place], *typed, *picked[place:]], offered)


_SUBJECTS: Mapping[LetterKind, str] = {
    LetterKind.ADVICE: "The national panel’s advice",
    LetterKind.DEFICIENCY: "Your submission to the national panel is incomplete",
    LetterKind.NOTICE: "Notice of an entry on the register of advice not accepted",
}


class _Told:
    """What a file tells for a letter: each thing in words, with the facts that say it."""

    def __init__(self, file: Opened, kind: LetterKind, fact: Any) -> None:
        self.file, self.kind, self.fact = file, kind, fact
        self.advice = self._advice()
        self.submission = self._submission()
        matter = getattr(fact, "matter", "") or getattr(self.submission, "matter", "")
        self.matter = Matter(matter) if matter else None
        self.values: Mapping[str, tuple[str, Sequence[Fact]]] = dict(self._values())

    @property
    def of(self) -> tuple[str, str, list[str]]:
        """What the picklist chooses by: the matter, the panel's view, its grounds."""
        advice = self.advice
        return self.matter or "", advice.view if advice else "", advice.grounds.split(";") if advice else []

    def paragraph(self, template: Template) -> Paragraph:
        return Paragraph(template.code, [self._sentence(one) for one in template.sentences], template.paragraph)

    def _sentence(self, template: str) -> Sentence:
        rests_on: dict[str, Fact] = {}
        gaps = []

        def told(found: re.Match[str]) -> str:
            text, facts = self.values.get(found[1], ("", ()))
            rests_on.update({fact.id: fact for fact in facts})
            if not text:
                gaps.append(found[1].replace("_", " "))
            return text or f"[{gaps[-1]}: not on record]"

        return Sentence(re.sub(r"\{([a-z_]+)\}", told, template), tuple(rests_on.values()), tuple(gaps))

    def _advice(self) -> Any:
        """The advice that the letter conveys, or that the board's answer is to."""
        if self.kind == LetterKind.ADVICE:
            return self.fact
        if self.kind == LetterKind.DEFICIENCY:
            return None
        earlier = [one for one in self.file.advice_on(Matter(self.fact.matter)) if after([self.fact], one)]
        return next((one for one in reversed(earlier) if one.view in (View.REFER_BACK, View.DISAGREE)), None)

    def _submission(self) -> Any:
        if self.kind == LetterKind.DEFICIENCY:
            submissions = self.file.submissions
            return next((one for one in submissions if self.fact.submission in self.file.versions(one)), None)
        before = [one for one in self.file.submissions_on(Matter(self.fact.matter)) if not after([one], self.fact)]
        return before[-1] if before else None

    def _values(self) -> Iterator[tuple[str, tuple[str, Sequence[Fact]]]]:
        file, fact, advice, submission = self.file, self.fact, self.advice, self.submission
        if self.matter:
            yield "matter", (_lower(self.matter.words), [fact])
        if submission:
            yield "submission_on", (day(submission.on), [submission])
            yield "proposed", (_lower(ProposedRoute.words_for(submission.proposed_route)), [submission])
            decision = packs.decision_behind(file, submission.on)
            if decision:
                yield from self._of_decision(decision)
        if advice:
            yield "advice_on", (day(advice.on), [advice])
            recusals = [
                one for one in file.recusals if one.on <= advice.on and not (one.until and one.until < advice.on)
            ]
            called = names_of([one.member for one in recusals])
            yield "recused", (" and ".join(called.get(one.member, one.member) for one in recusals), recusals)
            yield "view", (_lower(View.words_for(advice.view)), [advice])
            yield "route", (_lower(ProposedRoute.words_for(advice.route)), [advice])
            grounds = [_lower(Ground.words_for(code)) for code in advice.grounds.split(";") if code]
            yield "grounds", ("; ".join(grounds), [advice])
            yield "panel_words", (advice.text.strip(), [advice])
            yield "answer_within", (practice().answer.within.words, [advice])
        if self.kind == LetterKind.NOTICE and fact in file.advice:
            yield "noted_on", (day(fact.on), [fact])
            if not self._answer():
                yield "answer_due", (day(answer_due(file, advice)), [advice, *file.letters_about(advice)[:1]])
        if answer := self._answer():
            yield "answer_on", (day(answer.on), [answer])
            yield "answer", (f"“{Position.words_for(answer.position)}”", [answer])
        if self.kind == LetterKind.DEFICIENCY:
            asked = _asked(file, submission)
            missing = [_lower(asked.get(code, code)) for code in fact.missing.split(";") if code]
            yield "check_on", (day(fact.on), [fact])
            yield "missing", ("; ".join(missing), [fact])
            yield "check_words", (fact.text.strip(), [fact])
        if self.kind == LetterKind.NOTICE:
            yield "notice", (practice().notice.within.words, [fact])

    def _of_decision(self, decision: Any) -> Iterator[tuple[str, tuple[str, Sequence[Fact]]]]:
        edition = edition_on(self.file, decision.on)
        yield "decision_on", (day(decision.on), [decision])
        yield "review", (edition.terms.review.name if edition else "review", [decision])
        yield "post_mortem", (_lower(PostMortem.words_for(decision.post_mortem)), [decision])
        if sent := self.file.standing_notifications[:1]:
            yield "notified_on", (day(sent[0].on), sent)
            yield "days_to_decide", (str((decision.on - sent[0].on).days), [*sent, decision])

    def _answer(self) -> Any:
        """The board's answer that the letter speaks of: the one it is about, or the latest before what it is about."""
        if self.fact in self.file.responses:
            return self.fact
        if self.kind == LetterKind.DEFICIENCY:
            return None
        before = [one for one in self.file.responses_on(Matter(self.fact.matter)) if not after([one], self.fact)]
        if self.kind == LetterKind.NOTICE:
            before = after(before, self.advice)
        return before[-1] if before else None


def children_named(file: Opened, text: str) -> bool:
    """Whether a text has a child's name in it: the names of the children of the case, as words of their own."""
    said = {part for one in file.identities for name in (one.forenames, one.surname) for part in name.split()}
    return any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text, re.IGNORECASE) for part in said if len(part) > 1)


def _asked(file: Opened, submission: Any) -> dict[str, str]:
    """What the panel asks for, by code."""
    pack = packs.sent(file, submission) if submission else None
    return {part.item.code: part.item.asks for part in pack.parts} if pack else {}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def _sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.?!])\s+", text) if one]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


# ── As a file ───────────────────────────────────────────────────────────────────────────────────────────────────────


def file_name(letter: Letter, ending: str) -> str:
    """What the file of a letter is called: the case, what it conveys and the day; never anybody's name."""
    case = re.sub(r"[^0-9A-Za-z-]+", "-", letter.case_id).strip("-")
    return f"{case}-{letter.kind}-{letter.on}.{ending}"


def as_pdf(letter: Letter, board: str) -> bytes:
    """The letter as a tagged PDF: the same bytes each time."""
    data = {
        "sender": SENDER,
        "addressee": f"To the Chair, {board}",
        "day": day(letter.on),
        "reference": f"Case {letter.case_id}",
        "subject": letter.subject,
        "paragraphs": letter.text.split("\n\n"),
        "sha256": letter.sha256,
        "head": letter.head,
    }
    template = package("casereview.casework").joinpath("letter.typ").read_text(encoding="utf-8")
    return typeset(template, data, title=letter.subject, at=letter.recorded_at)


def as_word(letter: Letter, board: str) -> bytes:
    """The letter as a Word document, with its language, title and heading."""
    document = Document()
    document.core_properties.title = letter.subject
    document.core_properties.author = SENDER
    document.core_properties.created = document.core_properties.modified = letter.recorded_at
    document.styles["Normal"].font.size = Pt(12)
    for language in document.styles.element.xpath("//w:lang"):
        language.set(qn("w:val"), "en-GB")
    for line in (SENDER, f"To the Chair, {board}", day(letter.on), f"Case {letter.case_id}"):
        document.add_paragraph(line).paragraph_format.space_after = Pt(0)
    document.add_heading(letter.subject, level=1)
    for paragraph in letter.text.split("\n\n"):
        document.add_paragraph(paragraph)
    document.sections[0].footer.paragraphs[
        0
    ].text = f"SHA-256 of the text: {letter.sha256}\nLedger when issued: {letter.head}"
    made = BytesIO()
    document.save(made)
    return made.getvalue()
