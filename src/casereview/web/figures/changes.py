"""What has moved between two counts of one period, case by case, with the facts that account for each move."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone

from casereview.casework import counting, files
from casereview.casework.counting import Counted, Moved
from casereview.casework.files import Opened
from casereview.rules.codes import Matter, OrganisationKind, Position, PublicationRoute, View
from casereview.rules.definitions import DEFINITIONS
from casereview.rules.facts import when
from casereview.rules.permits import Who
from casereview.web import tags
from casereview.web.cases import told
from casereview.web.figures.asked import Day, Moment, Question, QuestionForm
from casereview.web.figures.members import opened


class ChangesForm(QuestionForm):
    """A period, and two counts of it: the days of the one, and those of the other."""

    later_as_at = Day("Against: as at", called="The second as-at day", hint="Empty: today")
    later_known_at = Moment("Against: as known at", called="The second as-known-at day", hint="Empty: all of it")

    names = (*QuestionForm.names, "later_as_at", "later_known_at")

    def clean_later_as_at(self) -> Any:
        return self.come("later_as_at") or timezone.localdate()

    def clean_later_known_at(self) -> Any:
        return self.come("later_known_at")

    def counts(self) -> tuple[Question, Question]:
        """The two counts, the earlier first, whichever of them was named first."""
        found = self.cleaned_data
        one = self.question()
        other = replace(one, as_at=found["later_as_at"], known_at=found["later_known_at"])
        return (one, other) if _when(one) <= _when(other) else (other, one)


def _when(question: Question) -> tuple[Any, Any]:
    return question.as_at, question.known_at or timezone.now()


def query(then: Question, now: Question) -> str:
    """The query string of the changes between two counts."""
    return then.query(**{f"later_{name}": day for name, day in now.days().items()})


# ── Who moved ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Move:
    """A move as it is shown: of which figure, between which piles, and why."""

    figure: str
    reference: str
    name: str
    was: str
    now: str
    because: Sequence[str]


@dataclass(frozen=True, slots=True)
class Moves:
    """One page of the moves, how many of each figure there are, and how many this person may not see."""

    page: Page[Any]
    shown: Sequence[Move]
    numbers: Mapping[str, int]
    unseen: int


def moves(then: Counted, now: Counted, question: Question, later: Question, *, who: Who, page: str | None) -> Moves:
    """Every move between two counts that a person may see, figure by figure."""
    found = [(key, one) for key in now.figures for one in counting.moved(then.figures[key], now.figures[key])]
    seen = None if who.scope == "national" else opened([one.member for _, one in found], later, by=who)
    visible = [
        (key, one) for key, one in found if seen is None or not one.member.reference or one.member.reference in seen
    ]
    part = Paginator(visible, 50).get_page(page)
    if seen is None:
        seen = opened([one.member for _, one in part.object_list], later, by=who)
    boards = files.names(OrganisationKind.BOARD, {one.member.name for key, one in part.object_list if key == "boards"})
    return Moves(
        part,
        [_told(key, one, seen, boards, question) for key, one in part.object_list],
        {key: sum(1 for k, _ in found if k == key) for key, _ in found},
        len(found) - len(visible),
    )


def _told(key: str, one: Moved, seen: Mapping[str, Opened], boards: Mapping[str, str], then: Question) -> Move:
    file, member = seen.get(one.member.reference), one.member
    on = tags.day(member.on) if member.on else ""
    name = boards.get(member.name, member.name) if key == "boards" else member.reference or f"Approach of {on}"
    because = list(_since(key, file, then)) if file else [f"{DEFINITIONS[key].dated} {on}"]
    return Move(key, member.reference, name, _words(key, one.was), _words(key, one.now), because)


def _words(key: str, pile: str | None) -> str:
    return DEFINITIONS[key].words(pile) if pile else "Not counted"


# ── Why ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

COUNTED_FROM = {
    "notifications": ("notifications", "withdrawals"),
    "initiations": ("decisions", "advice"),
    "non_initiations": ("decisions", "advice", "responses"),
    "completed_reports": ("reports", "submissions"),
    "non_publications": ("advice", "responses", "publications"),
    "published_of_initiated": ("decisions", "publications"),
}
ON = {"completed_reports": Matter.NON_PUBLICATION, "non_publications": Matter.NON_PUBLICATION}


def _since(key: str, file: Opened, then: Question) -> Iterator[str]:
    """The facts on a file that an earlier count could not have known, and that the figure is counted from, in order."""
    matter = ON.get(key, Matter.NON_INITIATION)
    facts = [(kind, fact) for kind in COUNTED_FROM[key] for fact in getattr(file, kind)]
    for kind, fact in sorted(facts, key=lambda one: when(one[1])):
        if getattr(fact, "matter", matter) == matter and _came_after(fact, then):
            yield in_words(kind, fact)


def _came_after(fact: Any, then: Question) -> bool:
    learned = then.known_at is not None and fact.recorded_at > then.known_at
    told_later = getattr(fact, "told_panel_on", None)
    return learned or fact.on > then.as_at or (told_later is not None and told_later > then.as_at)


SAID = {
    "advice": lambda fact: View.words_for(fact.view),
    "responses": lambda fact: Position.words_for(fact.position),
    "publications": lambda fact: PublicationRoute.words_for(fact.route),
}


def in_words(kind: str, fact: Any) -> str:
    """A fact in a line: what it is, its day, and when it was recorded. Nothing of what anybody wrote."""
    said = f" ({SAID[kind](fact).lower()})" if kind in SAID else ""
    told_on = getattr(fact, "told_panel_on", None)
    parts = [
        f"{told.title(kind, fact)}{said}",
        tags.day(fact.on),
        f"panel told {tags.day(told_on)}" if told_on else "",
        f"{'corrected' if fact.corrects_id else 'recorded'} {tags.day(fact.recorded_at)}",
    ]
    return ", ".join(part for part in parts if part)
