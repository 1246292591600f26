"""Loading the sample national caseload: every story is drawn, all of what happens is put in order, and then it is played.

It is played through the acts, moment by moment, so that the ledger, the references and the views as at any day and as known
at any moment look as if it had been lived. Nothing is written by any other way.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from operator import itemgetter
from random import Random
from typing import Any

from casereview.casework import acts, standing
from casereview.casework.models import Case
from casereview.ledger import chain
from casereview.ledger.models import Recorded, Refused, SampleData
from casereview.people import acts as people_acts
from casereview.people.models import Organisation, User
from casereview.rules.codes import OrganisationKind
from casereview.rules.figures import Period
from casereview.sample import correspondence, live, month, people, places, plan, repository
from casereview.sample.casting import cast
from casereview.sample.diary import in_office_hours, meetings, moment
from casereview.sample.periods import BEFORE_THE_PANEL
from casereview.sample.plan import Strand
from casereview.sample.reviewing import happenings as reviews_under_way
from casereview.sample.tale import DoesNotFit, Tale

SEED = 2015
OPERATOR = "operator"
"""Who records what is nobody's act: that an organisation began or changed, and who holds which role."""

TRIES = 20_000
"""How often the days of a tale are drawn at most; the rarest fit once in some hundreds."""


Happening = tuple[datetime, Callable[[], object]]
"""The moment at which something is put on record, and what puts it there."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded. `examples` gives for what a case is an example of its reference."""

    cases: int
    events: int
    examples: Mapping[str, str]
    people: Sequence[Mapping[str, str]]


def load(today: date, seed: object = SEED, tick: Callable[[int], object] = lambda _: None) -> Loaded:
    """Load the sample into an empty database, as it stands on the morning of a day. All of it is one transaction."""
    tales, happenings = _script(today, seed)
    _script.cache_clear()  # a tale is played once
    with chain.writing(), standing.kept_at_the_end():
        _require_empty()
        chain.append([SampleData()], act="begin", by=OPERATOR)
        people_acts.begin(by=OPERATOR)
        for _, happens in happenings:
            happens()
            tick(1)
        live.begin_a_draft(today)
        for tale in tales.get(correspondence.LEFT[0], ()):
            correspondence.leave_in_hand(tale)
        repository.load(today, seed)
    examples = {name: told[0].reference for name, told in tales.items() if name and told}
    return Loaded(sum(map(len, tales.values())), len(happenings), examples, people.people())


def steps(today: date, seed: object = SEED) -> int:
    """How many steps `load` will tell a progress bar of."""
    return len(_script(today, seed)[1])


def _require_empty() -> None:
    local = Organisation.objects.filter(kind__in=(OrganisationKind.AUTHORITY, OrganisationKind.BOARD))
    if Case.objects.exists() or local.exists():
        raise Refused(
            "This database holds cases, authorities or boards already. The sample goes into an empty one, so that nobody "
            "takes what is invented for real. Name another data folder or database, and load it there."
        )
    names = [*(one.username for one in people.sign_ins()), *(people.username(term.name) for term in people.TERMS)]
    if taken := User.objects.filter(username__in=names).values_list("username", flat=True).first():
        raise Refused(
            f"There is already a user called “{taken}”, which is a name of the sample's. Load it into another place."
        )


@lru_cache(maxsize=1)
def _script(today: date, seed: object) -> tuple[Mapping[str, Sequence[Tale]], Sequence[Happening]]:
    """Every tale by what it is an example of, and all that happens up to a day in the order in which it is recorded."""
    until = moment(today, 0)
    tales: dict[str, list[Tale]] = {}
    for strand in plan.strands(today):
        tales.setdefault(strand.name, []).extend(_told(strand, seed))
    for strand in live.strands(today):
        tales.setdefault(strand.name, []).extend(_told(strand, seed, until))
    every = [tale for told in tales.values() for tale in told]
    cast(every, seed=seed, until=until)
    happenings = [*_of_the_nation(), *_of_the_panel(today, seed), *(one for tale in every for one in _of_a_case(tale))]
    named = [(name, tale) for name, told in tales.items() for tale in told]
    happenings += correspondence.happenings(named, today)
    happenings += month.happenings(today, tales)
    happenings += reviews_under_way(named, today)
    begun = {name: [tale for tale in told if tale.events[0].at < until] for name, told in tales.items()}
    return begun, sorted((one for one in happenings if one[0] < until), key=itemgetter(0))


def _told(strand: Strand, seed: object, until: datetime | None = None) -> Iterator[Tale]:
    """The tales of a strand: each is drawn again until all of its days fit what the plan says, and it ends in time."""
    for setting in strand.settings():
        for attempt in range(TRIES):
            tale = Tale(setting, seed, attempt)
            try:
                strand.story(tale)
            except DoesNotFit:
                continue
            if tale.fits(strand.windows) and (until is None or tale.ends < until):
                yield tale
                break
        else:
            raise ValueError(f"No days could be drawn for: {setting.key}")


def _of_a_case(tale: Tale) -> Iterator[Happening]:
    for event in tale.events:
        yield event.at, partial(tale.play, event)


# ── What belongs to no case ─────────────────────────────────────────────────────────────────────────────────────────


def _of_the_nation() -> Iterator[Happening]:
    """The organisations, the people and their appointments."""
    began = moment(BEFORE_THE_PANEL.first, 8)
    users: dict[str, User] = {}
    yield began, lambda: _append("begin", began, places.beginnings())
    yield began, lambda: users.update(people.enrol())
    for day, act, organisations in places.changes():
        yield moment(day, 8, 30), partial(_append, act, moment(day, 8, 30), organisations)
    for day, act, appointing in people.appointments():
        yield moment(day, 8, 45), partial(_appoint, act, moment(day, 8, 45), appointing, users)


def _appoint(act: str, at: datetime, appointing: people.Appointing, users: Mapping[str, User]) -> None:
    _append(act, at, [appointing(users)])


def _append(act: str, at: datetime, rows: Sequence[Recorded]) -> None:
    for row in rows:
        row.recorded_at = at
    chain.append(rows, act=act, by=OPERATOR)


def _of_the_panel(today: date, seed: object) -> Iterator[Happening]:
    """The panel's meetings, and its dealings that belong to no case."""
    rng = Random(f"{seed}/panel")
    for on in meetings(Period(people.FIRST_MEETING, today)):
        members = people.members(on)
        absent = rng.choice([*members, *[""] * 2 * len(members)])
        yield _by_the_secretary(on, moment(on, 17, 30), acts.meet, attended=[m for m in members if m != absent])
    yield from correspondence.recommendations()
    for on, kind, place, subject in plan.CONTACTS:
        board = places.board_of(place).code if place else ""
        yield _by_the_secretary(on, in_office_hours(on, rng), acts.contact, kind=kind, board=board, subject=subject)


def _by_the_secretary(on: date, at: datetime, act: Callable[..., object], **answers: Any) -> Happening:
    return at, partial(act, by=people.secretary(on), on=on, recorded_at=at, **answers)
