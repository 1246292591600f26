"""One machine for the whole road, from the notification to the figures: whatever is tried, in whatever order. Promise B9.

What is refused leaves nothing behind; what is done is in the ledger, and in the index of long lists as if it were made anew.
"""

import secrets
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from casereview.casework import acts, counting, files, standing
from casereview.casework.files import NoSuchCase
from casereview.casework.models import FACTS
from casereview.ledger import chain
from casereview.ledger.models import Link, Refused
from casereview.rules import awaited, clocks
from casereview.rules.codes import CheckResult, Matter, Position, PostMortem, ProposedRoute, PublicationRoute, View
from casereview.rules.figures import Period
from casereview.rules.permits import Refusal
from casereview.rules.stages import Stage, stage
from tests import factories
from tests.factories import (
    CHAIR,
    EVERYONE,
    MANAGER,
    NOTIFIER,
    OTHER_CHAIR,
    OTHER_MANAGER,
    OTHER_NOTIFIER,
    SECRETARY,
    Who,
)
from tests.properties.worlds import one_of

passing = st.integers(0, 30)
"""How many days go by; now and then somebody writes down an earlier one."""
slips = st.integers(-20, 0)
anyone = st.sampled_from(EVERYONE)
BOARDS = {"B1": (MANAGER, CHAIR), "B2": (OTHER_MANAGER, OTHER_CHAIR)}


class Road(RuleBasedStateMachine):
    """People doing their work, and some doing what is not theirs, or what cannot be."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        factories.organisations()
        self.day = date(2015, 4, 1)
        self.cases: list[str] = []

    def attempt(self, act: Any, *given: Any, by: Who, **answers: Any) -> Any:
        """Do it, or be refused: and then nothing is left behind, and the reason can be read aloud."""
        before, token = chain.head(), secrets.token_hex(8)
        row, reason = None, ""
        try:
            row = act(*given, by=by, token=token, **answers)
        except (Refused, Refusal, NoSuchCase) as refused:
            reason = str(refused)
        if row is None:
            assert reason
            assert chain.head() == before
            return None
        assert chain.head()[0] > before[0]
        now = chain.head()
        assert act(*given, by=by, token=token, **answers) == row
        assert chain.head() == now
        return row

    def someone(self, case: str, whose: str, other: Who | None) -> Who:
        """Mostly the person whose work it is; where `other` is given, that one."""
        if other:
            return other
        manager, chair = BOARDS[files.read([case])[0].board.code]
        return {"manager": manager, "chair": chair, "secretary": SECRETARY}[whose]

    def on(self, days: int, slip: int) -> date:
        self.day += timedelta(days=days)
        return self.day + timedelta(days=slip)

    def case(self, n: int) -> str:
        return self.cases[n % len(self.cases)]

    @rule(
        days=passing,
        by=st.sampled_from([NOTIFIER, OTHER_NOTIFIER]),
        kind=st.sampled_from(["death", "serious_harm"]),
        recipient=st.sampled_from(["ofsted", "panel"]),
        told=st.booleans(),
    )
    def notify(self, days, by, kind, recipient, told):
        on = self.on(days, 0)
        row = self.attempt(
            acts.notify,
            by=by,
            on=on,
            aware_on=on - timedelta(days=2),
            incident_on=on - timedelta(days=5),
            incident={"kind": kind},
            children=[{"sex": "female", "role": "victim", "surname": "Vale"}],
            recipient=recipient,
            board_told_on=on if told else None,
        )
        if row:
            self.cases.append(row.case_id)

    @precondition(lambda self: self.cases)
    @rule(n=st.integers(0, 9), days=passing, slip=slips, other=st.one_of(st.none(), anyone))
    def withdraw(self, n, days, slip, other):
        [file] = files.read([self.case(n)])
        sent = file.notifications[0]
        by = other or (NOTIFIER if sent.authority == "A1" else OTHER_NOTIFIER)
        self.attempt(
            acts.withdraw, file.reference, by=by, notification=sent.pk, on=self.on(days, slip), reason="Not met."
        )

    @precondition(lambda self: self.cases)
    @rule(
        n=st.integers(0, 9),
        days=passing,
        slip=slips,
        other=st.one_of(st.none(), st.none(), anyone),
        initiate=st.booleans(),
        post_mortem=one_of(PostMortem),
        told=st.one_of(st.none(), st.integers(-1, 5)),
    )
    def decide(self, n, days, slip, other, initiate, post_mortem, told):
        case, on = self.case(n), self.on(days, slip)
        self.attempt(
            acts.decide,
            case,
            by=self.someone(case, "chair", other),
            on=on,
            initiate=initiate,
            reasons="As set out.",
            post_mortem=post_mortem,
            told_panel_on=None if told is None else on + timedelta(days=told),
            findings={"death": ("met", "The child died.")},
        )

    @precondition(lambda self: self.cases)
    @rule(n=st.integers(0, 9), days=passing, slip=slips)
    def tell_panel(self, n, days, slip):
        case = self.case(n)
        self.attempt(acts.tell_panel, case, by=self.someone(case, "manager", None), on=self.on(days, slip))

    @precondition(lambda self: self.cases)
    @rule(n=st.integers(0, 9), days=passing, slip=slips, matter=one_of(Matter), route=one_of(ProposedRoute))
    def submit(self, n, days, slip, matter, route):
        case = self.case(n)
        self.attempt(
            acts.submit,
            case,
            by=self.someone(case, "manager", None),
            matter=matter,
            on=self.on(days, slip),
            proposed_route=route,
            items={"explanation": (True, "Enclosed.")},
        )

    @precondition(lambda self: self.cases)
    @rule(n=st.integers(0, 9), days=passing, result=one_of(CheckResult))
    def check(self, n, days, result):
        [file] = files.read([self.case(n)])
        submission = file.submissions[-1].pk if file.submissions else "none"
        self.attempt(
            acts.check,
            file.reference,
            by=SECRETARY,
            submission=submission,
            on=self.on(days, 0),
            result=result,
            missing=["dates"],
        )

    @precondition(lambda self: self.cases)
    @rule(
        n=st.integers(0, 9),
        days=passing,
        slip=slips,
        matter=one_of(Matter),
        view=one_of(View),
        route=one_of(ProposedRoute),
    )
    def advise(self, n, days, slip, matter, view, route):
        self.attempt(
            acts.advise,
            self.case(n),
            by=SECRETARY,
            on=self.on(days, slip),
            matter=matter,
            view=view,
            route=route,
            grounds=["other"],
            text="The panel's view.",
        )

    @precondition(lambda self: self.cases)
    @rule(n=st.integers(0, 9), days=passing, slip=slips, matter=one_of(Matter), position=one_of(Position))
    def respond(self, n, days, slip, matter, position):
        self.attempt(
            acts.respond,
            self.case(n),
            by=SECRETARY,
            on=self.on(days, slip),
            matter=matter,
            position=position,
            text="So.",
        )

    @precondition(lambda self: self.cases)
    @rule(n=st.integers(0, 9), days=passing, slip=slips)
    def receive_report(self, n, days, slip):
        self.attempt(acts.receive_report, self.case(n), by=SECRETARY, on=self.on(days, slip), title="A report")

    @precondition(lambda self: self.cases)
    @rule(n=st.integers(0, 9), days=passing, slip=slips, route=one_of(PublicationRoute))
    def publish(self, n, days, slip, route):
        case = self.case(n)
        self.attempt(acts.publish, case, by=self.someone(case, "manager", None), on=self.on(days, slip), route=route)

    @precondition(lambda self: self.cases)
    @rule(n=st.integers(0, 9), data=st.data(), slip=st.integers(-10, 10), by=anyone)
    def correct(self, n, data, slip, by):
        [file] = files.read([self.case(n)])
        facts = [(kind, fact) for kind, fact in file.facts()]
        kind, fact = facts[data.draw(st.integers(0, len(facts) - 1))]
        self.attempt(
            acts.correct,
            file.reference,
            by=by,
            kind=kind,
            fact=fact.pk,
            why="A slip.",
            on=fact.on + timedelta(days=slip),
        )

    @precondition(lambda self: self.cases)
    @rule(n=st.integers(0, 9), days=passing, by=anyone)
    def learn(self, n, days, by):
        on = self.on(days, 0)
        self.attempt(acts.learn, self.case(n), by=by, on=on, child=1, died=on)

    @rule(days=passing, board=st.sampled_from(["B1", "B2", "B9"]))
    def contact(self, days, board):
        self.attempt(acts.contact, by=SECRETARY, on=self.on(days, 0), kind="letter", board=board)

    @invariant()
    def the_index_is_as_if_it_were_made_anew(self):
        assert standing.differences() == []

    @invariant()
    def what_is_over_awaits_nothing_but_that_the_panel_be_told(self):
        for file in files.read(self.cases):
            if stage(file) in (Stage.PUBLISHED, Stage.NOT_PUBLISHED, Stage.NOT_REVIEWED, Stage.WITHDRAWN):
                assert {one.what.value for one in awaited.awaited(file)} <= {"tell_panel", "post_mortem"}

    @invariant()
    def every_file_can_be_read_and_counted(self):
        read = files.read(self.cases)
        assert [file.reference for file in read] == sorted(self.cases)
        for file in read:
            for running in clocks.clocks(file):
                assert running.days_late >= 0

    def teardown(self):
        try:
            self.the_ledger_and_the_figures_are_sound()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def the_ledger_and_the_figures_are_sound(self):
        assert list(chain.faults()) == []
        rows = sum(model.objects.filter(case__in=self.cases).count() for model in FACTS.values())
        assert Link.objects.count() > rows
        counted = counting.count(Period(date(2014, 7, 1), date(2017, 6, 30)), as_at=date(2026, 1, 1))
        for figure in counted.figures.values():
            members = [member for pile in figure.piles.values() for member in pile]
            assert len(members) == len(set(members))


def test_whatever_is_tried_the_record_stays_sound(db):
    run_state_machine_as_test(Road, settings=settings(deadline=None, max_examples=6, stateful_step_count=15))


def test_a_rebuilt_index_equals_the_kept_one(db):
    factories.organisations()
    factories.a_case(
        decided_not_to_initiate="2015-05-12",
        submitted="2015-05-20",
        advised=("2015-06-08", "refer_back"),
        responded=("2015-06-20", "explains"),
    )
    factories.a_case(decided_to_initiate="2015-05-12", told="2015-05-13", reported="2015-12-01", published="2016-01-04")
    kept = sorted(map(standing._plain, standing.Standing.objects.all()))
    assert standing.differences() == []
    assert standing.rebuild() == 2
    assert sorted(map(standing._plain, standing.Standing.objects.all())) == kept


def test_an_index_that_was_tampered_with_says_where_it_differs_and_is_made_again(db):
    reference = factories.a_case()
    standing.Standing.objects.filter(scope="board:B1").update(stage="published")
    standing.Standing.objects.filter(scope="national").delete()
    different = standing.differences()
    assert [line.split(":")[0] for line in different] == [
        "kept, but would not be made",
        "not kept, but would be made",
        "not kept, but would be made",
    ]
    assert all(reference in line for line in different)
    standing.rebuild()
    assert standing.differences() == []
