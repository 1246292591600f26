"""The panel's letters of the last months: issued the day after the meeting; two left in hand, to be countersigned and written."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from casereview.casework import acts, correspondence, drafts, files
from casereview.casework.acts.writing import as_drafted
from casereview.rules.codes import Role
from casereview.rules.register import entries
from casereview.sample import people
from casereview.sample.diary import DAY, moment, working_day
from casereview.sample.tale import Tale

SINCE = timedelta(days=110)
"""How far back letters are told of: those before were written by hand, before there was a system for it."""

NOTICE = timedelta(days=60)
"""How long ago the boards that did not accept advice before were given notice of the register, all at once."""

CONSIDERED = ("considered", "concluded", "proposal_considered", "proposal_concluded")
LEFT = ("the board has explained", "referred back")
"""Cases whose letter is not issued: the first is in hand and waits for its countersignature, of the second none is written."""

Happening = tuple[datetime, Callable[[], object]]


def happenings(tales: Iterable[tuple[str, Tale]], today: date) -> Iterator[Happening]:
    """The letters that went out on what the panel advised, each with the moment of it."""
    for name, tale in tales:
        for what in CONSIDERED:
            met = tale.days.get(what)
            if met and today - SINCE < met and name not in LEFT:
                on = working_day(met + DAY)
                if on < today:
                    yield from _Letter(tale, "advice", met, on).happenings()
        answered = tale.days.get("answered")
        if answered and answered < today - SINCE:
            yield from _Letter(tale, "responses", answered, working_day(today - NOTICE)).happenings()


def leave_in_hand(tale: Tale) -> None:
    """A letter that Simon has written, for Una to read and countersign."""
    by = people.signing_in(Role.SECRETARY)
    [file] = files.read([tale.reference])
    if file.advice:
        draft = correspondence.begin(tale.reference, file.advice[-1].id, by=by)
        drafts.keep(draft, {"own": "Thank you for the care with which this was explained."}, by=by)


class _Letter:
    """A letter about a fact: Simon writes it, Una countersigns it, and it is issued that afternoon."""

    def __init__(self, tale: Tale, kind: str, told_on: date, on: date) -> None:
        self.tale, self.kind, self.told_on, self.on = tale, kind, told_on, on
        self.writes, self.signs = (people.who_signs_in(username) for username in ("simon", "una"))
        self.read: dict[str, Any] = {}

    def write(self) -> None:
        [file] = files.read([self.tale.reference])
        about = next((fact.id for fact in reversed(getattr(file, self.kind)) if fact.on == self.told_on), None)
        if about is None or (self.kind == "responses" and not list(entries(file))):
            return
        draft = drafts.keep(correspondence.begin(file.reference, about, by=self.writes), {}, by=self.writes)
        letter = as_drafted(file, draft)
        assert letter is not None
        if not letter.gaps:
            self.read = {"draft": draft.key, "sha256": letter.sha256, "on": self.on}

    def happenings(self) -> Iterator[Happening]:
        yield moment(self.on, 16, 20), partial(self.write)
        yield moment(self.on, 16, 40), partial(self.countersign, moment(self.on, 16, 40))
        yield moment(self.on, 17, 5), partial(self.issue, moment(self.on, 17, 5))

    def countersign(self, at: datetime) -> None:
        if self.read:
            acts.countersign(self.tale.reference, by=self.signs, recorded_at=at, **self.read)

    def issue(self, at: datetime) -> None:
        if self.read:
            acts.issue(self.tale.reference, by=self.writes, recorded_at=at, **self.read)


# ── The panel's recommendations ─────────────────────────────────────────────────────────────────────────────────────

TOLD: tuple[tuple[str, str, str, str, dict[str, str]], ...] = (
    ("2014-a", "dfe", "2014-10-13", "answer", {"position": "accepts", "text": "Matched with homicide records."}),
    ("2014-a", "dfe", "2015-11-09", "grade", {"grade": "done", "text": "The data match found two authorities."}),
    ("2014-b", "dfe", "2015-11-09", "grade", {"grade": "not_done", "text": "The panel knows of no such work."}),
    ("2014-c", "dfe", "2015-11-09", "grade", {"grade": "acceptable", "text": "Learning into Practice is under way."}),
    ("2014-f", "dfe", "2014-11-10", "answer", {"position": "accepts", "text": "A triennial review is commissioned."}),
    ("2014-f", "dfe", "2015-11-09", "grade", {"grade": "done", "text": "The triennial review has begun."}),
    (
        "2014-g",
        "chairs",
        "2015-02-09",
        "answer",
        {"position": "accepts", "text": "In annual reports and business plans."},
    ),
    ("2015-1", "dfe", "2016-01-11", "answer", {"position": "accepts", "text": "Kept under review."}),
    ("2015-1", "dfe", "2016-01-11", "target", {"target": "2016-07-01"}),
    ("2015-4", "ailc", "2016-02-08", "answer", {"position": "considers", "text": "Members are being asked."}),
    ("2015-4", "ailc", "2016-02-08", "target", {"target": "2016-06-30"}),
    ("2015-4", "ailc", "2016-06-13", "target", {"target": "2016-12-31", "text": "Too few answers have come."}),
    ("2015-4", "ailc", "2016-12-12", "target", {"target": "2017-06-30", "text": "The survey is put off."}),
    ("2015-4", "ailc", "2017-06-12", "target", {"target": "2017-12-31", "text": "Nobody has been found to do it."}),
)
"""What passed on some of them, as the second report tells of those of 2014; the rest of it is invented."""

DOES: dict[str, Callable[..., object]] = {
    "answer": acts.answer_recommendation,
    "target": acts.set_target,
    "grade": acts.grade,
}


def recommendations() -> Iterator[Happening]:
    """The recommendations of the two reports, and what passed on them."""
    for on in (date(2014, 7, 1), date(2015, 11, 2)):
        yield moment(on, 8, 50), partial(_recommend, on)
    for reference, addressee, told, step, answers in TOLD:
        day = date.fromisoformat(told)
        given = {name: date.fromisoformat(value) if name == "target" else value for name, value in answers.items()}
        about = {"recommendation": reference, "addressee": addressee, "on": day}
        at = moment(day, 17, 50)
        yield at, partial(DOES[step], by=people.secretary(day), recorded_at=at, **about, **given)


def _recommend(on: date) -> None:
    acts.recommend_as_reported(by="operator", until=on, recorded_at=moment(on, 8, 50))
