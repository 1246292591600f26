"""The panel's month in mid-flight on the day of loading: a meeting planned, its agenda half confirmed, views coming in.

Desmond takes no part in one case, and so finds it nowhere. Two members have sealed their views on the same papers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from casereview.casework import acts, meetings
from casereview.guidance.days import Span, before
from casereview.people.acts import PANEL
from casereview.rules.codes import Asked, Ground, Matter, Role, View
from casereview.rules.permits import Who
from casereview.sample import people
from casereview.sample.diary import DAY, meeting_from, moment
from casereview.sample.tale import Tale

Happening = tuple[datetime, Callable[[], object]]

ON_THE_AGENDA = ("papers complete", "the board has explained", "a proposal not to publish")
"""The cases that the secretariat has put on the agenda; what else stands before the panel it has yet to confirm."""
RECUSED = "Desmond Okoro"
CLOSED = "a proposal not to publish"
"""The case in which Desmond takes no part."""
ASKED = "before the panel"
"""The case on which the panel has asked the board for more."""

VIEWS = {
    "papers complete": (
        (
            "Bridget Sallow",
            View.AGREE,
            (),
            "Each limb is answered with evidence, and nothing suggests abuse or neglect.",
        ),
        (
            "Imran Qadir",
            View.REFER_BACK,
            (Ground.JOINT_WORKING,),
            "The agencies’ own summaries are not all there; I would ask for them before saying that they worked well together.",
        ),
    ),
    "the board has explained": (("Bridget Sallow", View.SATISFIED, (), "What it has sent answers what we asked."),),
}
"""Views that members have given: each is sealed until the turn closes."""


def happenings(today: date, tales: Mapping[str, Sequence[Tale]]) -> Iterator[Happening]:
    """What happens in the panel's month up to a day. The meeting is the next one after it."""
    planned, given = _ago(today, 2), _ago(today, 1)
    meets = meeting_from(today + DAY)
    yield _loose(moment(planned, 14), acts.plan_meeting, by=_secretary(), on=planned, day=meets)
    yield from _closed(planned, _tale(tales, CLOSED))
    for minute, name in enumerate(ON_THE_AGENDA, start=30):
        at = moment(planned, 14, minute)
        yield at, partial(_put_on, _tale(tales, name), meets, at=at, on=planned)
    minutes = iter(range(10, 60))
    for name, views in VIEWS.items():
        for who, view, grounds, text in views:
            said = {"matter": Matter.NON_INITIATION, "view": view, "grounds": grounds, "text": text}
            yield _on(
                _tale(tales, name), moment(given, 11, next(minutes)), acts.opine, by=_member(who), on=given, **said
            )
    words = "Please send what each agency says of its own part, and the date of the post-mortem’s results."
    asked = {"matter": Matter.NON_INITIATION, "asked": Asked.INFORMATION, "text": words}
    yield _on(_tale(tales, ASKED), moment(given, 15), acts.ask, by=_secretary(), on=given, **asked)


def _closed(on: date, tale: Tale) -> Iterator[Happening]:
    """Desmond declares an interest, and takes no part in a case of the board that it concerns."""
    member = people.username_of(RECUSED)

    def declare() -> None:
        interest = f"Was a trustee, until last year, of a charity that works with {tale.board.partnership}."
        acts.declare(
            by=_secretary(),
            on=on,
            member=member,
            interest=interest,
            board=tale.board.code,
            recorded_at=moment(on, 14, 10),
        )

    yield moment(on, 14, 10), declare
    reason = "He was a trustee of a charity that works with the board."
    yield _on(tale, moment(on, 14, 20), acts.recuse, by=_secretary(), on=on, member=member, reason=reason)


def _put_on(tale: Tale, day: date, *, at: datetime, on: date) -> None:
    """Put a case on the agenda of the meeting that is planned for a day, on the matter that is before the panel."""
    meeting = meetings.meeting_on(day)
    assert meeting is not None
    matter = Matter.NON_PUBLICATION if "proposed" in tale.days else Matter.NON_INITIATION
    acts.put_on(tale.reference, by=_secretary(), on=on, meeting=meeting.id, matter=matter, recorded_at=at)


def _on(tale: Tale, at: datetime, act: Callable[..., object], **answers: Any) -> Happening:
    """An act on the case of a tale, whose reference is known only once it has begun."""
    return at, lambda: act(tale.reference, recorded_at=at, **answers)


def _loose(at: datetime, act: Callable[..., object], **answers: Any) -> Happening:
    return at, partial(act, recorded_at=at, **answers)


def _tale(tales: Mapping[str, Sequence[Tale]], name: str) -> Tale:
    return tales[name][0]


def _secretary() -> Who:
    return people.signing_in(Role.SECRETARY)


def _member(name: str) -> Who:
    return Who(people.username_of(name), name, Role.MEMBER, PANEL, "National panel")


def _ago(day: date, working_days: int) -> date:
    return before(day, Span(working_days, "working_days"))
