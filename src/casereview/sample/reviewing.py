"""Reviews that are being held as the sample is loaded, on the board of the sample sign-ins: what has been put on record of them.

One is late, with a trial beside it. Of the other the report is here: revised since the panel had its copy, and to be decided on.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from casereview.casework import acts, chronologies, files
from casereview.casework.models import Reviewer
from casereview.rules.codes import Role
from casereview.rules.permits import Who
from casereview.sample import draft, people
from casereview.sample.diary import DAY, moment, working_day
from casereview.sample.tale import Tale

Happening = tuple[datetime, partial[Any]]

LATE, COMPLETED = "review overdue", "report awaits publication"
"""The cases of the live sample that are told on here, by what they are examples of."""


def happenings(tales: Iterable[tuple[str, Tale]], today: date) -> Iterator[Happening]:
    """What was put on record of the reviews under way, each with the moment of it, and the register of reviewers."""
    for name, tale in tales:
        if name in (LATE, COMPLETED):
            told = _Review(tale, today)
            yield from told.begun()
            if name == LATE:
                yield from told.held_up()
            else:
                yield from told.completed()


REVIEWERS = (
    (
        "Hettie Landray",
        ["analysis", "writing", "systems"],
        "Three reviews for other boards; trained in Learning Together.",
        "",
    ),
    (
        "Osric Penhale",
        ["health", "safety", "analysis"],
        "Twelve years of accident investigation. No review of this kind yet.",
        "",
    ),
    ("Yvonne Tregarth", ["social_work", "families"], "Accredited reviewer.", "Head of children’s social care"),
)

CHRONOLOGIES = {
    "Police": (
        (
            "12/01/{y}",
            "22:40",
            "Called by a neighbour to shouting at the flat. Mother seen, child asleep. No crime recorded.",
        ),
        ("3/02/{y}?", "", "Officer attends school on another matter and hears that the child has been absent."),
        ("19/03/{y}", "08:15", "Called by the ambulance service to the home."),
    ),
    "Hospital trust": (
        (
            "12-13 January {y}",
            "",
            "Told by police: called by a neighbour to shouting at the flat. Mother seen, child asleep.",
        ),
        ("February {y}", "", "Two appointments at the clinic not kept. Letter sent; nobody visited."),
        ("19/03/{y}", "08:20", "Child brought in by ambulance."),
    ),
    "School": (
        ("3/02/{y}", "", "Child absent for the sixth day. An officer at the school on another matter is told."),
        ("early March {y}", "", "Teaching assistant writes that the child is tired and hungry. Not passed on."),
    ),
}
"""What agencies sent, the same winter told by three; {y} is the year of the incident."""


class _Review:
    """One review, by the board's business manager."""

    def __init__(self, tale: Tale, today: date) -> None:
        self.tale, self.today = tale, today
        self.by: Who = people.signing_in(Role.MANAGER)
        self.decided = tale.days["decided"]
        self.reviewers: list[str] = []

    def on(self, days: int) -> date:
        """A working day so many days after the decision."""
        return working_day(self.decided + days * DAY)

    def _does(self, days: int, hour: int, act: Any, **answers: Any) -> Happening:
        on = self.on(days)
        at = moment(on, hour, days % 50)
        return at, partial(self._do, act, on, at, answers)

    def _do(self, act: Any, on: date, at: datetime, answers: dict[str, Any]) -> None:
        act(self.tale.reference, by=self.by, on=on, recorded_at=at, **answers)

    # ── What every review has ───────────────────────────────────────────────────────────────────────────────────────

    def begun(self) -> Iterator[Happening]:
        on = self.on(9)
        yield moment(on, 9, 5), partial(self._register, on, moment(on, 9, 5))
        terms = "Who saw the child, and what did each make of it? Why were appointments not followed up? Is that usual here?"
        scope = {"scope_from": self.decided - timedelta(days=500), "scope_to": self.decided - timedelta(days=20)}
        yield self._does(10, 10, acts.commission, terms=terms, method="hybrid", **scope)
        yield moment(self.on(15), 11, 15), partial(self._engage, self.on(15), moment(self.on(15), 11, 15))
        for stage, after in (("draft", 110), ("challenge", 140), ("final", 170), ("publication", 200)):
            day = self.on(after)
            yield self._does(16, 12, acts.plan, what=stage, day=day, reason="As agreed with the reviewer.")
        for agency in CHRONOLOGIES:
            answers = {"agency": agency, "asked": "chronology", "due": self.on(45)}
            yield self._does(17, 10, acts.ask_agency, text="From the child’s birth, with sources.", **answers)
        yield self._does(
            18, 14, acts.involve, person="mother", took="met", contact="may", text="At her sister’s, with an advocate."
        )
        wish = {"took": "declined", "contact": "leave_alone", "text": "Wrote through his solicitor."}
        yield self._does(19, 14, acts.involve, person="father", **wish)
        yield self._does(20, 9, acts.spend, item="budget", pounds=24_000, text="For the whole review.")
        yield self._does(21, 9, acts.spend, item="fee", pounds=9_500, text="Twenty days.")
        yield self._does(24, 10, acts.reach, stage="team", text="Eight people of five agencies.")

    def _register(self, on: date, at: datetime) -> None:
        if self.reviewers or files.loose(Reviewer):
            return
        for name, skills, training, post in REVIEWERS:
            made = acts.register(by=self.by, on=on, recorded_at=at, name=name, skills=skills, training=training)
            if post:
                board = self.by.organisation_name
                acts.add_post(by=self.by, on=on, recorded_at=at, reviewer=made.reviewer, organisation=board, post=post)

    def _engage(self, on: date, at: datetime) -> None:
        first = next(one for one in files.loose(Reviewer) if one.name == REVIEWERS[0][0])
        self._do(
            acts.engage,
            on,
            at,
            {
                "reviewer": first.reviewer,
                "username": people.signing_in(Role.REVIEWER).username,
                "part": "lead",
                "independent": True,
                "declaration": "No part in the case, and no post in any agency of it.",
                "contract_from": on,
                "contract_until": on + timedelta(days=240),
            },
        )

    # ── One that is late ────────────────────────────────────────────────────────────────────────────────────────────

    def held_up(self) -> Iterator[Happening]:
        trial = {"process": "criminal", "owner": "The Crown Court", "blocks": ["practitioners", "publication"]}
        text = "The police ask that two officers are not spoken to before the trial."
        yield self._does(
            30, 11, acts.note_process, state="under_way", next_on=self.today + 40 * DAY, text=text, **trial
        )
        for agency, after in (("Police", 44), ("Hospital trust", 52)):
            yield (
                moment(self.on(after), 15, 20),
                partial(self._chronology, agency, self.on(after), moment(self.on(after), 15, 20)),
            )
        yield self._does(
            60, 10, acts.explain_delay, cause="agency", since=self.on(45), until=self.on(52), text="The trust was late."
        )
        yield self._does(
            90, 10, acts.explain_delay, cause="criminal", since=self.on(70), text="Two officers wait for the trial."
        )
        evidence = "Questions go back to why each thing made sense at the time; hindsight is named where it enters."
        yield self._does(100, 16, acts.assess, marker="13", text=evidence)

    def _chronology(self, agency: str, on: date, at: datetime) -> None:
        [request] = [
            one
            for one in files.read([self.tale.reference])[0].agency_requests
            if one.agency == agency and one.asked == "chronology"
        ]
        rows = [",".join(f'"{cell}"' for cell in ("Date", "Time", "Event"))]
        rows += [
            ",".join(f'"{cell}"' for cell in (said.format(y=self.decided.year), when, event))
            for said, when, event in CHRONOLOGIES[agency]
        ]
        entries = _entries("\n".join(rows))
        self._do(acts.add_chronology, on, at, {"agency": agency, "entries": entries})
        self._do(acts.receive_from_agency, on, at, {"request": request.id, "text": "Its chronology."})

    # ── One of which the report is here ─────────────────────────────────────────────────────────────────────────────

    def completed(self) -> Iterator[Happening]:
        for agency in CHRONOLOGIES:
            at = moment(self.on(40), 15, 20)
            yield at, partial(self._chronology, agency, self.on(40), at)
        yield self._does(100, 10, acts.reach, stage="draft", text="Read by the review team.")
        on = self.tale.days["reported"]
        for at, act, answers in (
            (moment(on, 9, 40), acts.keep_out, lambda file: {"entries": draft.kept_out(file)}),
            (moment(on, 9, 55), acts.add_press_text, lambda _: draft.PRESS),
            (moment(on, 10, 20), acts.upload, draft.uploaded),
            (moment(on, 11, 5), acts.copy_to_panel, lambda _: {}),
            (moment(on, 16, 30), acts.tell_of_publication, lambda _: self.TOLD),
        ):
            yield at, partial(self._do_of_the_file, act, on, at, answers)
        later = working_day(on + 3 * DAY)
        revised = partial(draft.uploaded, name=draft.REVISED)
        yield moment(later, 9, 25), partial(self._do_of_the_file, acts.upload, later, moment(later, 9, 25), revised)

    TOLD = {"to": "practitioners", "text": "At a meeting, by the reviewer."}

    def _do_of_the_file(
        self, act: Any, on: date, at: datetime, answers: Callable[[files.Opened], dict[str, Any]]
    ) -> None:
        [file] = files.read([self.tale.reference])
        self._do(act, on, at, answers(file))


def _entries(text: str) -> list[dict[str, Any]]:
    """The entries of a chronology as it would be taken in."""
    return [entry for _, entry in chronologies.of_rows([line[1:-1].split('","') for line in text.splitlines()])]
