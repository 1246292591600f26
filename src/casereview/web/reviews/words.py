"""What the pages of a review say: of a stage, of lateness, and of many reviews together."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from casereview.rules.delay import NOT_GIVEN
from casereview.rules.facts import CaseFile
from casereview.rules.involvement_codes import CostItem
from casereview.rules.progress import Age, Reached
from casereview.rules.review_codes import DelayCause, Process, ReviewStage
from casereview.web.tags import counted, day, number


def cause(code: str) -> str:
    return "No cause given yet" if code == NOT_GIVEN else DelayCause.words_for(code)


def stage_row(one: Reached) -> list[str]:
    """A stage as a row of a table: what it is, when expected, when done, and how that stands."""
    return [
        one.stage.words,
        day(one.expected) if one.expected else "",
        day(one.done) if one.done else "",
        standing(one),
    ]


def standing(one: Reached) -> str:
    if one.done:
        return f"Done, {counted(one.days_behind, 'day')} after the day expected" if one.days_behind else "Done"
    waits = f"Waits for: {', '.join(Process.words_for(p.process).lower() for p in one.blocked_by)}"
    behind = f"{counted(one.days_behind, 'day')} behind" if one.days_behind else ""
    return ". ".join(part for part in (behind, waits if one.blocked_by else "") if part)


def codes(joined: str, words: type[ReviewStage]) -> str:
    return "; ".join(words.words_for(code) for code in joined.split(";") if code)


def blocked(joined: str) -> str:
    """The stages that wait for a process, in words."""
    return codes(joined, ReviewStage)


def next_stage(one: Age) -> str:
    if one.next is None:
        return ""
    expected = f", expected {day(one.next.expected)}" if one.next.expected else ""
    return f"{one.next.stage.words}{expected}"


def late_by(one: Age) -> str:
    """How late a review is and by what, the days by cause."""
    if one.lateness is None or not one.lateness.days:
        return "In time"
    by = "; ".join(f"{cause(code)} {number(days)}" for code, days in one.lateness.by_cause)
    return f"{counted(one.lateness.days, 'day')} late ({by})"


def answered(file: CaseFile, request: Any) -> str:
    """When an agency answered a request; how late it is, and how often it was reminded, while it has not."""
    versions = file.versions(request)
    came = [one.on for one in file.agency_returns if one.request in versions]
    if came:
        return day(came[0])
    reminded = sum(1 for one in file.agency_reminders if one.request in versions)
    late = (file.as_at - request.due).days if request.due else 0
    said = f"{counted(late, 'day')} late" if late > 0 else "Awaited"
    return f"{said}, reminded {counted(reminded, 'time')}" if reminded else said


def costs(file: CaseFile) -> list[list[str]]:
    """Costs as the rows of a table, with what has been spent and how many hours were given in all; a budget is not spent."""
    rows: Any = file.costs
    spent = [one for one in rows if one.item != CostItem.BUDGET]
    said = [[CostItem.words_for(one.item), one.agency, _number(one.pounds), _number(one.hours)] for one in rows]
    total = [
        "All but the budget",
        "",
        number(sum(o.pounds or 0 for o in spent)),
        number(sum(o.hours or 0 for o in spent)),
    ]
    return [*said, total]


def _number(value: int | None) -> str:
    return "" if value is None else number(value)


BANDS = ((183, "Up to 6 months"), (365, "6 to 12 months"), (730, "1 to 2 years"))


def bands(ages: Sequence[Age]) -> list[tuple[str, int]]:
    """How many open reviews are of each age."""
    found = Counter(next((words for most, words in BANDS if one.days <= most), "Over 2 years") for one in ages)
    return [(words, found[words]) for words in [*(words for _, words in BANDS), "Over 2 years"]]


def lost(ages: Sequence[Age]) -> list[list[str]]:
    """The days late of all open reviews by cause, and their sum."""
    found: Counter[str] = Counter()
    for one in ages:
        found.update(dict(one.lateness.by_cause) if one.lateness else {})
    ordered = sorted(found.items(), key=lambda item: (item[0] == NOT_GIVEN, -item[1]))
    return [[cause(code), number(days)] for code, days in ordered] + [["All causes", number(sum(found.values()))]]
