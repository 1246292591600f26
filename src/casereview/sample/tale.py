"""A tale: one case as a story tells it. Its steps are those of the main road, and each becomes one act when it is played.

A tale is drawn before it is played: first every day in it, then the board that it is told of. What it says (who the child
was, which reasons, which words) is drawn as it is played. Each draw comes from the tale's own source, so that no tale
depends on how many others there are.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from casereview.casework import acts, files
from casereview.casework.models import FACTS
from casereview.guidance.editions import Edition, in_force
from casereview.rules import packs
from casereview.rules.codes import (
    CheckResult,
    Finding,
    Ground,
    IncidentKind,
    Matter,
    Position,
    ProposedRoute,
    PublicationRoute,
    Recipient,
    Sex,
    View,
)
from casereview.rules.figures import Period
from casereview.rules.permits import Who
from casereview.sample import circumstances, papers, people
from casereview.sample.circumstances import Circumstances
from casereview.sample.diary import DAY, in_office_hours, meeting_from, some_day, working_day, working_days_after
from casereview.sample.papers import Doubt
from casereview.sample.places import TRANSITION_BEGAN, Authority, Board

FIVE_DAYS_TO_NOTIFY = date(2015, 3, 26)
"""Working Together 2015 was the first to say by when an authority notifies."""

RECORDED_TOGETHER = 3
"""So many days after it at most, that the panel was told of a decision is recorded with it; later, by itself."""

MINUTE = timedelta(minutes=1)


class DoesNotFit(Exception):
    """The days drawn cannot be told in this order; draw again."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something put on record at a moment, by an act."""

    at: datetime
    happens: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the plan says of a tale beforehand: its year, and the days, moments and place that are not left to the lot."""

    key: str
    notified: Period
    days: Mapping[str, date]
    recorded: Mapping[str, datetime]
    place: str = ""
    incident: str = ""
    """Tales of one incident have this in common, and draw the same child and the same event by it."""


class Tale:
    """One case: what happens in it day by day, on which board's case file, and what has been put on it so far."""

    board: Board
    authority: Authority
    reference: str
    of: Circumstances

    def __init__(self, setting: Setting, seed: object, attempt: int = 0) -> None:
        self.setting = setting
        self.rng = Random(f"{seed}/{setting.key}/{attempt}")
        """Redrawn with each attempt; what happened to the child is not."""
        self.child = Random(f"{seed}/{setting.incident or setting.key}")
        self.days: dict[str, date] = {}
        """The first day of each thing that happens."""
        self.contacts: list[date] = []
        """The days on which something of the case reaches the panel."""
        self.events: list[Event] = []
        self.day = setting.notified.first

    @property
    def ends(self) -> datetime:
        return self.events[-1].at

    def fits(self, windows: Mapping[str, Period]) -> bool:
        """Whether each thing named happens, and in its window."""
        return all(self.days.get(what) in window for what, window in windows.items())

    # ── The authority ───────────────────────────────────────────────────────────────────────────────────────────────

    def notified(self, *kinds: Circumstances, board_told: bool = True) -> None:
        """The authority becomes aware of an incident and notifies it."""
        drawn = self.setting.days.get("notified") or some_day(self.setting.notified, self.rng)
        on = self._on("notified", drawn)
        self.of = self.child.choice(kinds)
        self.aware_on = self.setting.days.get("aware") or on - DAY * self._mostly_up_to(4, otherwise=30)
        incident_on = self.setting.days.get("incident") or self.aware_on - DAY * self._mostly_up_to(3, otherwise=90)
        self._record(on, lambda: self._notify(on, incident_on, on if board_told else None))

    def withdrawn(self, *, after: int, reason: str) -> None:
        """The authority withdraws the notification, some days later."""
        on = self._after("withdrawn", after)
        self._record(on, lambda: self._withdraw(on, reason))

    def learned_of_death(self) -> None:
        """The child who was seriously harmed dies; what was notified stays as it was."""
        on = self._after("died", self.rng.randint(20, 120))

        def learn() -> None:
            acts.learn(self.reference, child=1, died=on, on=on, **self._by(people.chair(self.board, on)))

        self._record(on, learn)

    # ── The board ───────────────────────────────────────────────────────────────────────────────────────────────────

    def decided(
        self,
        *,
        initiate: bool,
        told: int | None = 0,
        wait: int | None = None,
        doubt: Doubt | None = None,
        what: str = "decided",
    ) -> None:
        """The Chair decides; the panel is told some days later, or (None) not by this step."""
        on = self._after(what, self._time_to_decide() if wait is None else wait)
        first = what == "decided"
        if told is None:
            self._record(on, lambda: self._decide(on, initiate, first, doubt))
            return
        told_on = self._after("told_again" if what == "initiated" else "told", told)
        self.contacts.append(told_on)
        if (told_on - on).days <= RECORDED_TOGETHER:
            self._record(told_on, lambda: self._decide(on, initiate, first, doubt, told_on))
        else:
            self._record(on, lambda: self._decide(on, initiate, first, doubt))
            self._record(told_on, lambda: self._tell_panel(told_on))

    def told_the_panel(self, on: date) -> None:
        """The board tells the panel of a decision that it made before."""
        if on < self.day:
            raise DoesNotFit
        on = self._on("told", on)
        self.contacts.append(on)
        self._record(on, lambda: self._tell_panel(on))

    def submitted(
        self, matter: Matter = Matter.NON_INITIATION, *, route: str = "", complete: bool = True, documents: int = 0
    ) -> None:
        """The board sends its papers: complete, or with something missing; some of what it says as documents."""
        what = "submitted" if matter == Matter.NON_INITIATION else "proposed"
        on = self._after(what, 1 + self._mostly_up_to(13, otherwise=44))
        self.contacts.append(on)
        self._record(on, lambda: self._submit(on, matter, route, complete, documents))

    def checked(self, *, complete: bool = True) -> None:
        """The secretariat checks the papers."""
        on = self._after("checked", self.rng.randint(1, 5))
        self._record(on, lambda: self._check(on, complete))

    def answered(
        self, position: Position, text: str, matter: Matter = Matter.NON_INITIATION, *, wait: int | None = None
    ) -> None:
        """The board answers the panel's advice."""
        what = "answered" if matter == Matter.NON_INITIATION else "proposal_answered"
        on = self._after(what, self.rng.randint(9, 55) if wait is None else wait)
        self.contacts.append(on)
        self._record(on, lambda: self._respond(on, matter, position, text))

    # ── The panel ───────────────────────────────────────────────────────────────────────────────────────────────────

    def advised(
        self,
        view: View,
        matter: Matter = Matter.NON_INITIATION,
        *,
        route: str = "",
        grounds: Collection[Ground] = (),
        text: str = "",
    ) -> None:
        """The panel considers the matter at its next meeting."""
        first, later = {
            Matter.NON_INITIATION: ("considered", "concluded"),
            Matter.NON_PUBLICATION: ("proposal_considered", "proposal_concluded"),
        }[matter]
        what = later if first in self.days else first
        meeting = meeting_from(self.day + 4 * DAY)
        on = self._after(what, (meeting - self.day).days)
        self._record(on, lambda: self._advise(on, matter, view, route, grounds, text))

    # ── The review ──────────────────────────────────────────────────────────────────────────────────────────────────

    def reported(self, *, months: float = 13) -> None:
        """The review is completed, after so many months in the usual run, and its report reaches the panel."""
        on = self.completed(months=months)
        self._record(on, lambda: self._receive_report(on))

    def completed(self, *, months: float = 13) -> date:
        """The review is completed. Who puts it on record that the report reaches the panel, others say."""
        wait = max(100, round(30.4 * months * self.rng.lognormvariate(0, 0.5)))
        on = self._after("reported", wait)
        self.contacts.append(on)
        return on

    def published(self, route: PublicationRoute = PublicationRoute.FULL, *, wait: int | None = None) -> None:
        """The report is published, often only once a trial or an inquest is over."""
        usual = self.rng.randint(8, 70) if self.rng.random() < 0.7 else self.rng.randint(71, 420)
        on = self._after("published", usual if wait is None else wait)
        self._record(on, lambda: self._publish(on, route))

    # ── Afterwards ──────────────────────────────────────────────────────────────────────────────────────────────────

    def corrected(self, kind: str, why: str, *, after: int = 20, **changes: Any) -> None:
        """Whoever recorded the latest fact of a kind finds it to be wrong, and corrects it some days later."""
        on = self._after("corrected", after)

        def correct() -> None:
            wrong = FACTS[kind].objects.filter(case=self.reference).order_by("number").last()
            assert wrong is not None
            whose = {"advice": people.secretary(on), "notifications": people.notifier(self.authority, on)}
            by = whose.get(kind) or people.chair(self.board, on)
            if kind == "publications":
                by = people.manager(self.board, on)
            acts.correct(self.reference, kind=kind, fact=wrong.pk, why=why, **changes, **self._by(by))

        self._record(on, correct)

    # ── Days ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _time_to_decide(self) -> int:
        """How many days a Chair takes. The panel wrote of many delays of several months; since 2018 it is mostly three weeks."""
        if self.day >= TRANSITION_BEGAN:
            return self.rng.choices((self.rng.randint(7, 19), self.rng.randint(20, 45)), (85, 15))[0]
        spans = ((8, 30), (31, 75), (76, 230), (231, 520))
        return self.rng.randint(*self.rng.choices(spans, (58, 27, 12, 3))[0])

    def _mostly_up_to(self, days: int, *, otherwise: int) -> int:
        """A number of days: four times in five no more than some, and else up to many."""
        return self.rng.randint(0, days) if self.rng.random() < 0.8 else self.rng.randint(days + 1, otherwise)

    def _after(self, what: str, wait: int) -> date:
        """The working day some days after the last thing; or the day that the plan has settled for it."""
        settled = None if what in self.days else self.setting.days.get(what)
        return self._on(what, settled or working_day(self.day + wait * DAY))

    def _on(self, what: str, on: date) -> date:
        if "notified" in self.days and on < self.day:
            raise DoesNotFit
        self.days.setdefault(what, on)
        self.day = on
        return on

    def _record(self, on: date, happens: Callable[[], None]) -> None:
        """Put down that something of a day is recorded: mostly on that day, sometimes one or two working days later."""
        settled = next((at for what, at in self.setting.recorded.items() if self.days.get(what) == on), None)
        lag = self.rng.choices((0, 1, 2), (70, 20, 10))[0] if on not in self.setting.days.values() else 0
        at = settled or in_office_hours(working_days_after(on, lag), self.rng)
        if self.events:
            at = max(at, self.ends + self.rng.randint(2, 9) * MINUTE)
        self.events.append(Event(at, happens))

    # ── Acts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _by(self, who: Who) -> dict[str, Any]:
        """Who acts, and at which of the tale's moments."""
        return {"by": who, "recorded_at": self.moment}

    def play(self, event: Event) -> None:
        """Let an event happen, by its act."""
        self.moment = event.at
        event.happens()

    def _edition(self, on: date) -> Edition:
        edition = in_force(on, self.board.partners_from)
        assert edition is not None
        return edition

    def _notify(self, on: date, incident_on: date, told_on: date | None) -> None:
        self.months = self.child.randint(*self.of.ages)
        sex = self.child.choice((Sex.FEMALE, Sex.MALE))
        late = on >= FIVE_DAYS_TO_NOTIFY and on > working_days_after(self.aware_on, 5)
        notification = acts.notify(
            on=on,
            aware_on=self.aware_on,
            incident_on=incident_on,
            incident=circumstances.incident(self.of, self.months, sex, self.child),
            children=circumstances.children(self.of, self.months, sex, incident_on, self.child),
            recipient=Recipient.PANEL if on >= TRANSITION_BEGAN else Recipient.OFSTED,
            board=self.board.code,
            board_told_on=told_on,
            late_reason="It was thought at first that the criteria for notifying were not met." if late else "",
            **self._by(people.notifier(self.authority, on)),
        )
        self.reference, self.notification = notification.case_id, notification.id

    def _withdraw(self, on: date, reason: str) -> None:
        by = self._by(people.notifier(self.authority, on))
        acts.withdraw(self.reference, notification=self.notification, on=on, reason=reason, **by)

    def _decide(self, on: date, initiate: bool, first: bool, doubt: Doubt | None, told_on: date | None = None) -> None:
        edition = self._edition(on)
        findings = self._findings(edition, initiate)
        further = "" if initiate else (doubt and doubt.chair_said) or self.rng.choice(papers.FURTHER)
        explained = doubt.delay_explained if doubt else self.rng.choices((True, False, None), (70, 15, 15))[0]
        acts.decide(
            self.reference,
            on=on,
            initiate=initiate,
            reasons=papers.reasons(edition, initiate=initiate, findings=findings, further=further),
            post_mortem=circumstances.post_mortem(self.of, pending=bool(doubt and doubt.post_mortem_pending)),
            delay_explained=explained if first and self._is_late(on) else None,
            findings=findings,
            told_panel_on=told_on,
            **self._by(people.chair(self.board, on)),
        )

    def _is_late(self, on: date) -> bool:
        """Whether a decision on a day comes after it was due, by the edition under which the case was notified."""
        notified = self.days["notified"]
        clocks = self._edition(notified).clocks
        limit = clocks.get("decide") or clocks["rapid_review"]
        return on > limit.due(self.aware_on if limit.starts == "authority_aware" else notified)

    def _findings(self, edition: Edition, initiate: bool) -> dict[str, tuple[str, str]]:
        """What the Chair finds on each limb of an edition; a Chair who declines a review finds one of them not met."""
        findings = self.of.findings(self.rng, self.months)
        if not initiate and all(findings[limb][0] == Finding.MET for limb in ("abuse_or_neglect", "joint_working")):
            declined = "abuse_or_neglect" if self.of.kind == IncidentKind.DEATH else "joint_working"
            findings[declined] = (Finding.NOT_MET, "The subgroup considered this, and was not persuaded of it.")
        return {limb.code: findings[limb.code] for limb in edition.criteria.limbs if limb.code in findings}

    def _tell_panel(self, on: date) -> None:
        acts.tell_panel(self.reference, on=on, **self._by(people.manager(self.board, on)))

    def _submit(self, on: date, matter: Matter, route: str, complete: bool, documents: int) -> None:
        [file] = files.read([self.reference])
        items = papers.packed(packs.pack(file, matter, on), leaving_out=0 if complete else 2, rng=self.rng)
        self.missing = [item for item, (supplied, _) in items.items() if not supplied]
        submission = acts.submit(
            self.reference,
            matter=matter,
            on=on,
            proposed_route=route,
            expert_advice=items.get("expert_advice", (False,))[0] if matter == Matter.NON_PUBLICATION else None,
            items=items,
            attachments=papers.attached(items, documents),
            **self._by(people.manager(self.board, on)),
        )
        self.submission = submission.id

    def _check(self, on: date, complete: bool) -> None:
        acts.check(
            self.reference,
            submission=self.submission,
            on=on,
            result=CheckResult.COMPLETE if complete else CheckResult.INCOMPLETE,
            missing=self.missing,
            text="" if complete else "Please send what is missing before the next meeting.",
            **self._by(people.secretary(on)),
        )

    def _advise(self, on: date, matter: Matter, view: View, route: str, grounds: Collection[Ground], text: str) -> None:
        acts.advise(
            self.reference,
            on=on,
            matter=matter,
            view=view,
            route=route,
            grounds=grounds,
            text=text,
            **self._by(people.secretary(on)),
        )

    def _respond(self, on: date, matter: Matter, position: Position, text: str) -> None:
        by = self._by(people.secretary(on))
        acts.respond(self.reference, on=on, matter=matter, position=position, text=text, **by)

    def _receive_report(self, on: date) -> None:
        review = self._edition(self.days.get("initiated") or self.days["decided"]).terms.review.name
        letter = self.rng.choice("ABCDEFGHJKLMNPRSTW")
        redactions = 0 if on.year > 2013 and self.rng.random() < 0.85 else self.rng.randint(1, 40)
        acts.receive_report(
            self.reference,
            on=on,
            title=f"{review[0].upper()}{review[1:]}: Child {letter}",
            pages=self.rng.randint(24, 140),
            redactions=redactions,
            **self._by(people.secretary(on)),
        )

    def _publish(self, on: date, route: PublicationRoute) -> None:
        anonymous = route == PublicationRoute.ANONYMOUS
        site = "https://repository.example/anonymous" if anonymous else f"{self.board.site}/reviews"
        number = Random(self.reference).randrange(1000, 9999)
        acts.publish(
            self.reference,
            on=on,
            route=route,
            url=f"{site}/{number}",
            checked_on=on,
            **self._by(people.secretary(on) if anonymous else people.manager(self.board, on)),
        )


ROUTE = {
    ProposedRoute.ANONYMOUS: PublicationRoute.ANONYMOUS,
    ProposedRoute.SUMMARY: PublicationRoute.SUMMARY,
}
"""How a report is published where the panel agreed to less than full publication."""
