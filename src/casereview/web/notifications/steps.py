"""The pages of a notification, in order, as data: each with its form, and when it is asked; and how far a draft has come.

A draft is read by walking through its pages. The answers of a page are judged anew by its form on every walk, in the light
of the pages before it: so an answer that a change elsewhere made wrong is asked again, and one that is no longer asked
for is not sent. Nothing about it is stored.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from casereview.casework import duplicates, files
from casereview.casework.duplicates import Likely
from casereview.guidance.contents import Edition
from casereview.people.models import Organisation
from casereview.rules.codes import IncidentKind, OrganisationKind, Recipient
from casereview.rules.figures import in_being
from casereview.rules.permits import Who
from casereview.web.notifications import forms
from casereview.web.notifications.clock import Limit
from casereview.web.notifications.forms import BirthKnown, Page


@dataclass(frozen=True, slots=True)
class Step:
    """A page: its address, its form, the section of the check page that it falls in, and when it is asked."""

    slug: str
    form: type[Page]
    section: str
    asked: Callable[["SoFar"], bool] = lambda so_far: True


INCIDENT, MORE, BOARD = "The incident", "More about the incident", "The board"

BEFORE = (
    Step("aware", forms.Aware, INCIDENT),
    Step("incident", forms.Happened, INCIDENT),
    Step("kind", forms.Kind, INCIDENT),
    Step("abuse", forms.Abuse, INCIDENT),
)
EACH_CHILD = (
    Step("name", forms.Name, ""),
    Step("birth", forms.Birth, ""),
    Step("part", forms.Part, ""),
    Step("care", forms.Care, ""),
)
AFTER = (
    Step("children", forms.Children, ""),
    Step("duplicate", forms.Duplicate, "", asked=lambda so_far: bool(so_far.likely)),
    Step("circumstances", forms.Circumstances, MORE),
    Step("agencies", forms.Agencies, MORE),
    Step("description", forms.Description, MORE),
    Step("board", forms.Board, BOARD),
    Step("told", forms.BoardTold, BOARD),
    Step("late", forms.Late, BOARD, asked=lambda so_far: so_far.is_late),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A page of a draft: as it was last answered, if it was, and whether that answer holds."""

    step: Step
    slug: str
    child: int | None
    form: Page | None
    holds: bool

    place: int | None = None

    @property
    def section(self) -> str:
        return self.step.section

    @property
    def title(self) -> str:
        """What the page asks, and of which child."""
        asks = self.step.form.heading or str(self.step.form.base_fields[self.step.form.asks()[0]].label)
        return f"Child {self.place}: {asks}" if self.place else asks


@dataclass
class SoFar:
    """What a draft says so far: the answers that hold, and what follows from them."""

    by: Who
    today: date
    children: Sequence[int]
    answers: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)

    def said(self, slug: str, name: str) -> Any:
        return self.answers.get(slug, {}).get(name)

    # ── When, and the clock

    @property
    def aware_on(self) -> date | None:
        return self.said("aware", "aware_on")

    @property
    def incident_on(self) -> date | None:
        return self.said("incident", "incident_on")

    @property
    def kind(self) -> str:
        return self.said("kind", "kind") or ""

    @property
    def limit(self) -> Limit | None:
        """The clock that runs, once it is known from when."""
        leads = self.board
        return Limit.of(self.aware_on, leads.partners_from if leads else None) if self.aware_on else None

    @property
    def edition(self) -> Edition | None:
        return self.limit.edition if self.limit else None

    @property
    def is_late(self) -> bool:
        return self.limit is not None and self.limit.is_late(self.today)

    @property
    def recipient(self) -> Recipient:
        """Whom the edition has notified: Ofsted, later the panel."""
        named = [one.code for one in self.edition.notification.recipients] if self.edition else []
        return Recipient.PANEL if Recipient.PANEL in named else Recipient.OFSTED

    @property
    def to(self) -> str:
        """Whom it is sent to, inside a sentence."""
        return self.recipient.words.replace("The ", "the ")

    # ── The board

    @cached_property
    def all_boards(self) -> Mapping[str, Organisation]:
        return files.organisations(OrganisationKind.BOARD)

    @property
    def boards(self) -> dict[str, str]:
        """The boards that may lead: those in being, by name."""
        found = [board for board in self.all_boards.values() if in_being(board, self.today)]
        return {board.code: board.name for board in sorted(found, key=lambda board: board.name)}

    @cached_property
    def serving(self) -> Organisation | None:
        """The board that serves the authority today, if one is recorded."""
        serving = [board for board in files.boards_of(self.by.organisation) if in_being(board, self.today)]
        return serving[-1] if serving else None

    @property
    def board(self) -> Organisation | None:
        """The board that leads: the one chosen; until then, the one that serves the authority."""
        return self.all_boards.get(self.said("board", "board")) if self.said("board", "board") else self.serving

    # ── The children

    def place(self, child: int) -> int:
        """Which child it is on the page: those taken out leave no gap."""
        return self.children.index(child) + 1

    def of_child(self, child: int | None) -> dict[str, Any]:
        """All that is answered of a child."""
        return {
            name: answer
            for step in EACH_CHILD
            for name, answer in self.answers.get(f"child-{child}-{step.slug}", {}).items()
        }

    def is_unborn(self, child: int | None) -> bool:
        return self.of_child(child).get("birth") == BirthKnown.UNBORN

    @property
    def nobody_died(self) -> bool:
        """Whether a death was notified, and no child of it has died."""
        died = any(self.of_child(child).get("died") or self.is_unborn(child) for child in self.children)
        return self.kind == IncidentKind.DEATH and not died

    @cached_property
    def likely(self) -> Sequence[Likely]:
        """Cases that may be of the same incident, once it is known when it was and who the children are."""
        if self.incident_on is None or not all(self.of_child(child).get("sex") for child in self.children):
            return []
        found = [self.of_child(child) for child in self.children]
        return duplicates.likely(by=self.by, incident_on=self.incident_on, children=found)

    @property
    def circumstances_ruled_out(self) -> Iterator[str]:
        """Circumstances that other answers rule out, so that nobody is asked."""
        if self.kind != IncidentKind.DEATH:
            yield "suspected_suicide"
        else:
            yield "many_children"
        if not any(self._may_have_been_harmed_before_birth(child) for child in self.children):
            yield "in_utero"

    def _may_have_been_harmed_before_birth(self, child: int) -> bool:
        born, happened = self.of_child(child).get("born"), self.incident_on
        return born is None or happened is None or (happened - born).days < 366

    # ── How far it has come

    @property
    def next(self) -> Taken | None:
        """The first page that is still to be answered, or answered again."""
        return next((taken for taken in self.taken if not taken.holds), None)

    def find(self, slug: str) -> Taken | None:
        return next((taken for taken in self.taken if taken.slug == slug), None)

    def before(self, taken: Taken) -> Taken | None:
        at = self.taken.index(taken)
        return self.taken[at - 1] if at else None

    @property
    def same_as(self) -> str:
        """The case that the incident was notified in already, by the notifier's own answer."""
        taken = self.find("duplicate")
        return taken.form.same if taken and taken.holds and isinstance(taken.form, forms.Duplicate) else ""


def walk(answers: Mapping[str, Any], *, by: Who) -> SoFar:
    """Read a draft: each page that is asked, and whether its answers hold."""
    so_far = SoFar(by=by, today=timezone.localdate(), children=answers.get("children_added", [1]))
    for step, slug, child in _pages(so_far.children):
        if step.asked(so_far):
            so_far.taken.append(_take(step, slug, child, answers.get(slug), so_far))
    return so_far


def is_page(slug: str, so_far: SoFar) -> bool:
    """Whether there is a page of that address, be it asked or not."""
    return slug in {page for _, page, _ in _pages(so_far.children)}


def _pages(children: Sequence[int]) -> Iterator[tuple[Step, str, int | None]]:
    yield from ((step, step.slug, None) for step in BEFORE)
    yield from ((step, f"child-{child}-{step.slug}", child) for child in children for step in EACH_CHILD)
    yield from ((step, step.slug, None) for step in AFTER)


def _take(step: Step, slug: str, child: int | None, typed: Mapping[str, Any] | None, so_far: SoFar) -> Taken:
    place = so_far.place(child) if child else None
    if not typed:
        return Taken(step, slug, child, None, False, place)
    form = step.form.answered(typed, so_far=so_far, child=child)
    if holds := form.is_valid():
        so_far.answers[slug] = form.cleaned_data
    return Taken(step, slug, child, form, holds, place)
