"""What a board owes the panel: an answer to advice, by when, how often it was reminded, and when reminding has been of no use.

The days are data (`answers.toml`), and none of them is confirmed. Counted from the letter, since a board cannot answer
what it has not been sent; where no letter is on record, from the advice.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from casereview.guidance.days import NoCalendar, Span, after
from casereview.rules.codes import Matter
from casereview.rules.facts import Advice, CaseFile, Chaser
from casereview.rules.stages import with_the_board


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of the house, with what is known of where it comes from."""

    says: str
    within: Span
    paragraph: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Practice:
    """By when an answer is due, when reminders go, and how long a board has notice of the register."""

    answer: Limit
    reminders: tuple[Span, ...]
    exhausted: Span
    notice: Limit


@cache
def practice() -> Practice:
    """The limits as `answers.toml` has them."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return Practice(
        answer=_limit(table["answer"]),
        reminders=tuple(_span(reminder["after"]) for reminder in table["reminders"]),
        exhausted=_span(table["exhausted"]["after"]),
        notice=_limit(table["notice"]),
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """An answer that a board owes: to which advice, since and until when, and the reminders that it was sent."""

    matter: Matter
    advice: Advice
    since: date
    due: date
    sent: Sequence[Chaser]
    as_at: date

    @property
    def late(self) -> int:
        """Calendar days after the day on which it was due."""
        return max(0, (self.as_at - self.due).days)

    @property
    def next_step(self) -> int | None:
        """The next reminder, by number; None where all have gone. One that was missed is not made up for by two."""
        following = max((chaser.step for chaser in self.sent), default=0) + 1
        return following if following <= len(practice().reminders) else None

    @property
    def next_on(self) -> date | None:
        """The day on which the next reminder goes: at its time, and never on the heels of the one before."""
        if (step := self.next_step) is None:
            return None
        spans = practice().reminders
        on = _after(self.due, spans[step - 1])
        if self.sent:
            on = max(on, _after(self.sent[-1].on, spans[0]))
        return on

    @property
    def exhausted_on(self) -> date | None:
        """From which day the panel takes it up again; None until the last reminder has gone."""
        return None if self.next_step else _after(self.sent[-1].on, practice().exhausted)

    @property
    def exhausted(self) -> bool:
        """Whether reminding has been of no use."""
        return self.exhausted_on is not None and self.as_at > self.exhausted_on


def owed(file: CaseFile) -> Owed | None:
    """The answer that is awaited of the board, if one is."""
    if (matter := with_the_board(file)) is None:
        return None
    advice = file.advice_on(matter)[-1]
    versions = file.versions(advice)
    sent = [chaser for chaser in file.chasers if chaser.advice in versions]
    return Owed(matter, advice, told_on(file, advice), answer_due(file, advice), sent, file.as_at)


def told_on(file: CaseFile, advice: Advice) -> date:
    """The day on which the board was told of advice: that of the letter or, where none is on record, of the advice."""
    letters = file.letters_about(advice)
    return letters[0].on if letters else advice.on


def answer_due(file: CaseFile, advice: Advice) -> date:
    """By when the board answers advice."""
    return _after(told_on(file, advice), practice().answer.within)


def register_from(day: date) -> date:
    """From when an entry is on the register, of which the board is given notice on a day."""
    return _after(day, practice().notice.within)


def _after(day: date, span: Span) -> date:
    """The last day of a span; in years whose holidays nobody knows, working days are taken as weekdays would fall."""
    try:
        return after(day, span)
    except NoCalendar:
        return after(day, Span(max(1, span.n * 7 // 5), "calendar_days"))


def _limit(table: dict[str, Any]) -> Limit:
    return Limit(**{**table, "within": _span(table["within"])})


def _span(table: dict[str, int]) -> Span:
    [(unit, count)] = table.items()
    return Span(count, unit)  # type: ignore[arg-type]
