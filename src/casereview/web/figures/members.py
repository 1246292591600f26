"""The members behind a number: the cases, boards or approaches that it counts, as far as a person may see them.

The numbers are national, and so are the panel's to see; but a case that has not come before the panel is none that its
people may know of. What they may not open they are given as a number alone, never by its reference.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from casereview.casework import files
from casereview.casework.files import Opened
from casereview.rules.codes import IncidentKind, OrganisationKind, Role
from casereview.rules.definitions import DEFINITIONS
from casereview.rules.figures import CONTACTS_BEGAN, Figure, Member, kind_notified
from casereview.rules.permits import Who
from casereview.web import tags
from casereview.web.figures import tables
from casereview.web.figures.asked import Question

Cells = Sequence[Any]
MOST = 5_000
"""How many cases are opened in one go: databases limit how many a question may name."""

UNSEEN = {
    Role.SECRETARY: "had not come to the panel by then",
    Role.MEMBER: "had not come before the panel’s members by then: no board had sent papers on them",
}


def unseen(who: Who) -> str:
    """Why somebody is not shown a case that is counted."""
    return UNSEEN.get(who.role, "") if who.role else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of members as a table, and how many there are on no page because this person may not see them."""

    page: Page[Member]
    columns: Sequence[str]
    rows: Sequence[Cells]
    unseen: int


def group(figure: Figure, by: str, pile: str) -> list[Member]:
    """The members of a pile, a subset or a part of a breakdown, or of the whole figure: by day, boards by code."""
    found = {("", pile): members for pile, members in figure.piles.items()} | tables.groups(figure)
    if (by, pile or tables.TOTAL) not in found:
        raise Http404
    members = found[by, pile or tables.TOTAL]
    if figure.key == "boards":
        return sorted(members, key=lambda member: member.name)
    return sorted(members, key=lambda member: (member.on is None, member.on, member.reference, member.name))


def listed(figure: Figure, by: str, pile: str, question: Question, *, who: Who, page: str | None) -> Listed:
    """A page of the members of a group that a person may see."""
    members = group(figure, by, pile)
    seen: Mapping[str, Opened] | None = None
    shown = members
    if who.scope != "national":
        seen = opened(members, question, by=who)
        shown = [member for member in members if not member.reference or member.reference in seen]
    found = Paginator(shown, 50).get_page(page)
    telling = Telling(figure, question, opened(list(found), question, by=who) if seen is None else seen)
    columns, cells = telling.columns(several=not pile and len(figure.piles) > 1)
    return Listed(found, columns, [cells(member) for member in found.object_list], len(members) - len(shown))


def opened(members: Collection[Member], question: Question, *, by: Who) -> dict[str, Opened]:
    """The cases of these members that a person may see, as they stood, by reference."""
    references = sorted({member.reference for member in members if member.reference})
    days: dict[str, Any] = {"as_at": question.as_at, "known_at": question.known_at}
    return {
        file.reference: file
        for start in range(0, len(references), MOST)
        for file in files.open_files(references[start : start + MOST], by=by, purpose="figures", **days)
    }


# ── A member in words ───────────────────────────────────────────────────────────────────────────────────────────────


class Telling:
    """Telling the members of a figure: one line each, of what its role in the count is."""

    def __init__(self, figure: Figure, question: Question, seen: Mapping[str, Opened]):
        self.figure = figure
        self.question = question
        self.seen = seen
        self.piles = {member: pile for pile, members in figure.piles.items() for member in members}

    def columns(self, *, several: bool) -> tuple[list[str], Callable[[Member], Cells]]:
        """The headings of the table, and what makes a row of a member; with its pile, where there are several."""
        dated = DEFINITIONS[self.figure.key].dated
        if self.figure.key == "notifications":
            return ["Case", "What happened", "Authority", dated, "Stage"], self._notification()
        counted = ["Counted as"] if several else []
        cells = {"boards": self._board, "out_of_remit": self._approach}.get(self.figure.key, self._case)
        first = {"boards": ["Board"], "out_of_remit": ["Approach"]}.get(self.figure.key, ["Case", "Board"])
        stage = [] if self.figure.key in ("boards", "out_of_remit") else ["Stage"]
        return [*first, dated, *counted, *stage], cells(several)

    def _notification(self) -> Callable[[Member], Cells]:
        facts = {n.id: (n, file) for file in self.seen.values() for n in file.notifications}
        names = files.names(OrganisationKind.AUTHORITY, {n.authority for n, _ in facts.values()})

        def cells(member: Member) -> Cells:
            notification, file = facts[member.name]
            kind = kind_notified(file, notification)
            authority = names.get(notification.authority, notification.authority)
            return [self.link(file), IncidentKind.words_for(kind), authority, _day(member), file.stage.words]

        return cells

    def _case(self, several: bool) -> Callable[[Member], Cells]:
        def cells(member: Member) -> Cells:
            file = self.seen[member.reference]
            return [self.link(file), file.board.name, _day(member), *self._counted(member, several), file.stage.words]

        return cells

    def _board(self, several: bool) -> Callable[[Member], Cells]:
        names = files.names(OrganisationKind.BOARD, {member.name for member in self.piles})

        def cells(member: Member) -> Cells:
            called = f"{names.get(member.name, member.name)} ({member.name})"
            latest = _day(member) if member.on and member.on >= CONTACTS_BEGAN else "None since June 2013"
            return [called, latest, *self._counted(member, several)]

        return cells

    def _approach(self, several: bool) -> Callable[[Member], Cells]:
        return lambda member: ["By a person with no board", _day(member)]

    def _counted(self, member: Member, several: bool) -> list[str]:
        return [DEFINITIONS[self.figure.key].words(self.piles[member])] if several else []

    def link(self, file: Opened) -> Markup:
        return link(file.reference, self.question)


def link(reference: str, question: Question) -> Markup:
    """A case by its reference, leading to the file as it stood."""
    return Markup('<a class="govuk-link" href="{}">{}</a>').format(case_address(reference, question), reference)


def case_address(reference: str, question: Question) -> str:
    """The address of a case file as at the day, and as known at the end of the day, of a question."""
    days: Iterable[tuple[str, Any]] = [
        ("as_at", None if question.as_at == timezone.localdate() else question.as_at),
        ("known_at", timezone.localdate(question.known_at) if question.known_at else None),
    ]
    boxes = [f"{name}-{part}={getattr(on, part)}" for name, on in days if on for part in ("day", "month", "year")]
    return f"{reverse('case', args=[reference])}{'?' if boxes else ''}{'&'.join(boxes)}"


def _day(member: Member) -> str:
    return tags.day(member.on) if member.on else ""
