"""What waits for the panel, grouped by what is to be done, longest waiting first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.urls import reverse

from casereview.casework import standing
from casereview.casework.files import Opened, open_files
from casereview.rules.awaited import What
from casereview.rules.codes import Matter
from casereview.rules.permits import Who
from casereview.rules.stages import before_the_panel

GROUPS = {
    What.CHECK: "To check for completeness",
    What.ADVICE: "To advise on",
    What.VIEW_ON_ANSWER: "Answers to consider",
}
FIRST = 10
"""How many of a group are shown before all of it is asked for."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case that waits: on which matter, since when, and where it is dealt with."""

    reference: str
    board: str
    matter: Matter | None
    since: date
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """What waits for one thing to be done: those on this page of it."""

    what: What
    title: str
    cases: Sequence[Waiting]
    page: Page[Any]


def group(who: Who, what: What, number: str | None = None, size: int = FIRST) -> Group:
    """One page of what waits for one thing, longest waiting first."""
    rows = standing.work(who).filter(what=what).order_by("since", "case")
    page = standing.page(rows, number, size)
    opened = open_files([row.case for row in page], by=who, purpose="what has come in") if len(page) else []
    by_reference = {file.reference: file for file in opened}
    cases = [_waiting(by_reference[row.case], what, row.since) for row in page if row.case in by_reference]
    return Group(what, GROUPS[what], cases, page)


def _waiting(file: Opened, what: What, since: date) -> Waiting:
    matter = before_the_panel(file)
    return Waiting(file.reference, file.board.name, matter, since, _href(file, what, matter))


def _href(file: Opened, what: What, matter: Matter | None) -> str:
    """Where it is dealt with; the case itself, where its state has changed since the list was made."""
    if matter is None:
        return reverse("case", args=[file.reference])
    if what == What.CHECK and (submissions := file.submissions_on(matter)):
        return reverse("check", args=[file.reference, submissions[-1].id])
    return reverse("advise", args=[file.reference, matter])
