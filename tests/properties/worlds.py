"""Whatever can be on record: facts of every kind on any days, in any order, corrected or not. For the laws that hold of all."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from casereview.casework.models import FACTS, Case, Child, Contact
from casereview.casework.standing import keep
from casereview.ledger import chain
from casereview.ledger.models import Recorded
from casereview.rules.codes import (
    CheckResult,
    ContactKind,
    IncidentKind,
    Matter,
    Position,
    PostMortem,
    ProposedRoute,
    PublicationRoute,
    Recipient,
    View,
)
from casereview.rules.facts import CaseFile
from tests.factories import ANSWERS, ABoard, AFact, a_fact, a_file

modest = settings(deadline=None, max_examples=60)
with_database = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
"""The rows of one example stay for the next, on cases of their own."""

FIRST = date(2015, 4, 1)
days = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
"""Few enough that things often fall on one day."""
further_days = st.one_of(st.none(), days)
moments = st.integers(0, 60 * 24).map(lambda hours: datetime(2015, 4, 1, tzinfo=UTC) + timedelta(hours=hours))
boards = st.sampled_from(["B1", "B2"])
authorities = st.sampled_from(["A1", "A2"])


def one_of(codes: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([code.value for code in codes])


OF = {
    "incidents": {"kind": one_of(IncidentKind)},
    "notifications": {
        "authority": authorities,
        "aware_on": further_days,
        "recipient": one_of(Recipient),
        "board_told_on": further_days,
    },
    "decisions": {"initiate": st.booleans(), "post_mortem": one_of(PostMortem), "told_panel_on": further_days},
    "submissions": {"matter": one_of(Matter)},
    "advice": {"matter": one_of(Matter), "view": one_of(View), "route": one_of(ProposedRoute)},
    "responses": {"matter": one_of(Matter), "position": one_of(Position)},
    "reports": {},
    "publications": {"route": one_of(PublicationRoute)},
}
"""What may be said by each kind of fact that names no other."""


@st.composite
def stories(draw: st.DrawFn, most: int = 14, kinds: Any = tuple(OF)) -> list[AFact]:
    """Facts on one case, in no order, with withdrawals of its notifications and checks of its submissions."""
    facts = []
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=most)):
        answers = {name: draw(values) for name, values in OF[kind].items()}
        facts.append(a_fact(kind, draw(days), at=f"{draw(st.integers(8, 17)):02}:00", **answers))
    for fact in [fact for fact in facts if fact.kind_of_fact == "notifications" and draw(st.booleans())]:
        facts.append(a_fact("withdrawals", max(fact.on, draw(days)), notification=fact.id))
    for fact in [fact for fact in facts if fact.kind_of_fact == "submissions" and draw(st.booleans())]:
        facts.append(a_fact("checks", max(fact.on, draw(days)), submission=fact.id, result=draw(one_of(CheckResult))))
    return facts


@st.composite
def files(draw: st.DrawFn, **options: Any) -> CaseFile:
    """A case file on any day."""
    return a_file(*draw(stories(**options)), as_at=draw(days), board=ABoard(draw(boards)))


@st.composite
def many_files(draw: st.DrawFn) -> list[CaseFile]:
    """Several cases as at one day."""
    as_at = draw(days)
    told = draw(st.lists(st.tuples(boards, stories(most=8)), max_size=6))
    return [
        a_file(*story, as_at=as_at, board=ABoard(board), reference=f"2015-{number:04}")
        for number, (board, story) in enumerate(told, start=1)
    ]


@st.composite
def contacts(draw: st.DrawFn) -> list[AFact]:
    """Dealings with the panel that belong to no case."""
    found = draw(st.lists(st.tuples(days, one_of(ContactKind), boards), max_size=6))
    return [
        a_fact("contacts", on, kind=kind, board="" if kind == ContactKind.OUT_OF_REMIT else board)
        for on, kind, board in found
    ]


# ── In the database ─────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def recordings(draw: st.DrawFn, corrections: bool = True, **options: Any) -> list[AFact]:
    """Facts with the moments at which they came to be known, whenever that was; some corrected, and those again."""
    facts = [fact.but(recorded_at=draw(moments)) for fact in draw(stories(**options))]
    for fact in [fact for fact in facts if corrections and draw(st.booleans())]:
        was = fact
        for number in range(draw(st.integers(1, 2))):
            later = was.recorded_at + timedelta(hours=draw(st.integers(0, 200)))
            was = was.but(id=f"{fact.id}.{number}", corrects_id=was.id, on=draw(days), recorded_at=later)
            facts.append(was)
    return facts


_cases = iter(range(1, 10**9))


def recorded(facts: list[AFact], board: str = "B1", reference: str = "") -> str:
    """Put facts on record as they are, whatever the acts would say to them; on a new case unless one is named."""
    rows: list[Recorded] = []
    new = not reference
    if new:
        reference = f"world-{next(_cases)}"
        rows += [Case(reference=reference, board=board), Child(id=f"{reference}/1", case_id=reference, child=1)]
    rows += [_row(fact, reference) for fact in facts]
    with chain.writing():
        chain.append(rows, act="tests", by="tests")
        keep([reference])
    return reference


def _row(fact: AFact, reference: str) -> Recorded:
    given = {name: getattr(fact, name) for name in ANSWERS[fact.kind_of_fact]}
    for name in ("notification", "submission", "publication", "request"):
        if name in given:
            given[name] = f"{reference}/{given[name]}"
    return FACTS[fact.kind_of_fact](
        id=f"{reference}/{fact.id}",
        case_id=reference,
        on=fact.on,
        recorded_at=fact.recorded_at,
        corrects_id=f"{reference}/{fact.corrects_id}" if fact.corrects_id else None,
        **given,
    )


def said(file: CaseFile) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a file says, as plain values."""
    found = {
        kind: [tuple(sorted((k, v) for k, v in vars(row).items() if k != "_state")) for row in getattr(file, kind)]
        for kind in (*FACTS, "children")
    }
    found["corrected"] = sorted((row.pk,) for row in file.corrected)
    return found


__all__ = ["Contact", "recorded", "recordings", "said", "stories"]
