"""Agencies and people in a review, what it costs and how good it is. domain.md 6.4 to 7.1; report paragraphs 28 to 36."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from casereview.casework.acts.act import act, written
from casereview.casework.acts.checks import chosen, new, no_impossible_days
from casereview.casework.acts.commissioning import under_review
from casereview.casework.files import Opened, read
from casereview.casework.models import (
    AgencyReminder,
    AgencyRequest,
    AgencyReturn,
    ChronologyEntry,
    Cost,
    EntryMatch,
    Involvement,
    MarkerEvidence,
)
from casereview.ledger.models import Recorded, Refused
from casereview.rules import permits
from casereview.rules.facts import AgencyRequest as Requested
from casereview.rules.facts import CaseFile
from casereview.rules.involvement_codes import Asked, CostItem, Marker, Person, Took
from casereview.rules.permits import Who

# ── Agencies ────────────────────────────────────────────────────────────────────────────────────────────────────────


@act
def ask_agency(
    file: Opened, *, by: Who, on: date, agency: str, asked: str, due: date | None = None, text: str = ""
) -> Sequence[Recorded]:
    """Ask an agency for something, by a day. Where nothing comes by then it is reminded every week."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    chosen(Asked, asked, "asked")
    if not agency.strip():
        raise Refused("Enter the agency.", field="agency")
    if due and due < on:
        raise Refused("It cannot be due before it is asked for.", field="due")
    return _sound([new(AgencyRequest, file, on=on, agency=agency, asked=asked, due=due, text=text)])


@act
def receive_from_agency(
    file: Opened, *, by: Who, on: date, request: str, text: str = "", document: str = ""
) -> Sequence[Recorded]:
    """Put on record that an agency answered a request."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    _request(file, request, on)
    return _sound([new(AgencyReturn, file, on=on, request=request, text=text, document=document)])


def outstanding(file: CaseFile) -> list[Requested]:
    """What agencies were asked for and have not sent, soonest due first."""
    answered = {one.request for one in file.agency_returns}
    waiting = [one for one in file.agency_requests if answered.isdisjoint(file.versions(one))]
    return sorted(waiting, key=lambda one: one.due or date.max)


EVERY = timedelta(days=7)
"""How long after its day, and after each reminder, an agency is reminded again. A custom of the house."""
TICK = Who("tick", "The daily tick")


def chase(today: date) -> int:
    """Remind each agency that owes something, once a week; answers with how many were reminded."""
    overdue = AgencyRequest.objects.filter(corrected_by=None, due__lt=today).values_list("case", flat=True)
    cases = sorted(set(overdue))
    rows = [row for file in read(cases, as_at=today) for row in _agency_reminders(file, today)]
    if rows:
        written(lambda: _sound(rows), act="chase", by=TICK)
    return len(rows)


def _agency_reminders(file: Opened, today: date) -> Iterator[Recorded]:
    for one in outstanding(file):
        reminded = [reminder.on for reminder in file.agency_reminders if reminder.request in file.versions(one)]
        if one.due and one.due < today and (not reminded or max(reminded) + EVERY <= today):
            late = (today - one.due).days
            text = f"Reminded {one.agency}: {Asked.words_for(one.asked).lower()}, due {one.due}, is {late} days late."
            yield new(AgencyReminder, file, on=today, request=one.id, text=text)


def _request(file: Opened, request: str, on: date) -> Requested:
    found = next((one for one in file.agency_requests if one.id == request), None)
    if found is None:
        raise Refused("Choose what was asked for.", field="request")
    if on < found.on:
        raise Refused(f"It cannot have come before it was asked for, {found.on}.", field="on")
    return found


# ── Chronologies ────────────────────────────────────────────────────────────────────────────────────────────────────


@act
def add_chronology(
    file: Opened, *, by: Who, on: date, agency: str, entries: Sequence[Mapping[str, Any]], document: str = ""
) -> Sequence[Recorded]:
    """Add an agency's chronology: its entries, with the agency as their source. The same file is not taken twice."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    if not agency.strip():
        raise Refused("Enter whose chronology it is.", field="agency")
    if not entries:
        raise Refused("There is no entry in this file.", field="upload")
    if document and any(getattr(one, "document", "") == document for one in file.chronology_entries):
        raise Refused("This very file has been taken in already.", field="upload")
    return _sound([new(ChronologyEntry, file, on=on, agency=agency, document=document, **dict(one)) for one in entries])


@act
def match_entries(file: Opened, *, by: Who, on: date, pairs: Sequence[tuple[str, str, bool]]) -> Sequence[Recorded]:
    """Decide of pairs of entries whether they tell of the same event. Both stay, each with its source."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    there = {one.id for one in file.chronology_entries}
    if not pairs:
        raise Refused("Decide on at least one pair.")
    if any(one not in there or other not in there or one == other for one, other, _ in pairs):
        raise Refused("There is no such entry on this case. Load the page again.")
    return _sound([new(EntryMatch, file, on=on, entry=one, other=other, same=same) for one, other, same in pairs])


# ── People ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@act
def involve(
    file: Opened, *, by: Who, on: date, person: str, took: str, who: str = "", contact: str = "", text: str = ""
) -> Sequence[Recorded]:
    """Put on record what part somebody had in the review; if none, why; and whether they may be contacted."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    chosen(Person, person, "person")
    if chosen(Took, took, "took") in (Took.NOT_INVOLVED, Took.DECLINED) and not text.strip():
        raise Refused("Say why they had no part in it.", field="text")
    return _sound([new(Involvement, file, on=on, person=person, who=who, took=took, contact=contact, text=text)])


# ── Cost and quality ────────────────────────────────────────────────────────────────────────────────────────────────


@act
def spend(
    file: Opened,
    *,
    by: Who,
    on: date,
    item: str,
    agency: str = "",
    pounds: int | None = None,
    hours: int | None = None,
    text: str = "",
) -> Sequence[Recorded]:
    """Put a cost of the review on record, in pounds or in an agency's hours."""
    permits.costs(by, file).require()
    under_review(file, on)
    if chosen(CostItem, item, "item") == CostItem.HOURS:
        if hours is None:
            raise Refused("Enter how many hours.", field="hours")
    elif pounds is None:
        raise Refused("Enter how many pounds.", field="pounds")
    return _sound([new(Cost, file, on=on, item=item, agency=agency, pounds=pounds, hours=hours, text=text)])


@act
def assess(
    file: Opened, *, by: Who, on: date, marker: str, text: str, page: int | None = None, document: str = ""
) -> Sequence[Recorded]:
    """Write what one found of a quality marker, in words."""
    permits.assess(by, file).require()
    under_review(file, on)
    chosen(Marker, marker, "marker")
    if not text.strip():
        raise Refused("Enter the evidence, in words.", field="text")
    return _sound([new(MarkerEvidence, file, on=on, marker=marker, text=text, page=page, document=document)])


def _sound(rows: Sequence[Recorded]) -> Sequence[Recorded]:
    no_impossible_days(rows)
    return rows
