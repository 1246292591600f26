"""The panel's planned meetings and their agendas, read through the one door: no one finds a case closed to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casereview.casework import files, standing
from casereview.casework.files import Opened, open_files
from casereview.casework.models import Listing, Meeting
from casereview.guidance.proceedings import meeting_days
from casereview.rules import agenda, permits
from casereview.rules.agenda import Stands
from casereview.rules.awaited import What
from casereview.rules.codes import Matter
from casereview.rules.permits import Who
from casereview.rules.stages import Stage


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned meeting, wherever it was moved to: `ids` are those of all its versions, by any of which it is named."""

    id: str
    day: date
    note: str
    ids: frozenset[str]
    moved_from: Sequence[date] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A case on an agenda, opened for whoever reads it."""

    file: Opened
    listing: Listing
    withdrawn: bool
    advised: bool

    @property
    def matter(self) -> Matter:
        return Matter(self.listing.matter)


def planned_meetings() -> list[Planned]:
    """Every planned meeting in the order of their days."""
    found = [
        Planned(row.id, row.day, row.note, frozenset({row.id, *(one.id for one in before)}), _days(row, before))
        for _, row, before in files.correspondence("planned_meetings")
    ]
    return sorted(found, key=lambda one: one.day)


def planned_meeting(id: str) -> Planned | None:
    """A planned meeting by the id of any of its versions."""
    return next((one for one in planned_meetings() if id in one.ids), None)


def meeting_on(day: date) -> Planned | None:
    """The meeting planned for a day."""
    return next((one for one in planned_meetings() if one.day == day), None)


def next_day(today: date) -> date:
    """The next day of the panel's cadence for which no meeting is planned yet."""
    taken = {one.day for one in planned_meetings()}
    return next(day for day in meeting_days(today) if day not in taken)


def held_on(day: date) -> Meeting | None:
    """The meeting held on a day, where its members are on record."""
    return Meeting.objects.filter(on=day, corrected_by=None).exclude(present="").last()


def items(meeting: Planned, *, by: Who, purpose: str = "agenda") -> list[Item]:
    """What is on the agenda of a meeting, in the order in which it was put there, without what is closed to the reader."""
    permits.panel_room(by).require()
    rows = Listing.objects.filter(meeting__in=meeting.ids, corrected_by=None).exclude(taken_off=True).order_by("number")
    references = list(dict.fromkeys(row.case_id for row in rows))
    opened = {one.reference: one for one in open_files(references, by=by, purpose=purpose)} if references else {}
    return [_item(opened[row.case_id], row) for row in rows if row.case_id in opened]


def standing_before_the_panel(*, by: Who) -> list[tuple[Opened, Stands]]:
    """The files that stand before the panel and are on no agenda yet, those that have waited longest first."""
    permits.agenda(by).require()
    waiting = standing.work(by).filter(what__in=(What.ADVICE, What.VIEW_ON_ANSWER)).values_list("case", flat=True)
    back = standing.cases(by, stage=Stage.REFERRED_BACK).values_list("case", flat=True)
    references = sorted({*waiting, *back})
    opened = open_files(references, by=by, purpose="agenda") if references else []
    found = {file.reference: (file, stands) for file in opened if (stands := agenda.stands(file))}
    ordered = agenda.order([(reference, stands) for reference, (_, stands) in found.items()])
    free = (found[reference] for reference, _ in ordered)
    return [(file, stands) for file, stands in free if not agenda.listed(file, stands.matter)]


def _item(file: Opened, row: Listing) -> Item:
    matter = Matter(row.matter)
    since = [one for one in file.advice_on(matter) if one.recorded_at >= row.recorded_at]
    return Item(file, row, agenda.withdrawn(file, row), bool(since))


def _days(row: Any, before: Sequence[Any]) -> list[date]:
    return [day for day in dict.fromkeys(one.day for one in before) if day != row.day]
