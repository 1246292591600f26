"""Cases for tests, told as stories by the acts: `a_case(notified="2015-04-07", decided_not_to_initiate="2015-05-12")`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from casereview.casework import acts, correspondence, drafts
from casereview.casework.acts.checks import new_id
from casereview.casework.acts.writing import as_drafted
from casereview.casework.files import Opened, read
from casereview.ledger import chain
from casereview.people import acts as people
from casereview.people.models import Appointment, Organisation, User
from casereview.rules.codes import OrganisationKind, Role
from casereview.rules.facts import KINDS, CaseFile
from casereview.rules.figures import National
from casereview.rules.permits import Who

NOTIFIER = Who("nora", "Nora Notifier", Role.NOTIFIER, "A1", "Aldermarsh")
MANAGER = Who("mina", "Mina Manager", Role.MANAGER, "B1", "Aldermarsh Board")
CHAIR = Who("carl", "Carl Chair", Role.CHAIR, "B1", "Aldermarsh Board")
SECRETARY = Who("sara", "Sara Secretary", Role.SECRETARY, "PANEL", "National panel")
SECOND = Who("sven", "Sven Secretary", Role.SECRETARY, "PANEL", "National panel")
"""The second officer, who countersigns what Sara writes."""
MEMBER = Who("milo", "Milo Member", Role.MEMBER, "PANEL", "National panel")
COLLEAGUE = Who("mira", "Mira Member", Role.MEMBER, "PANEL", "National panel")
ANALYST = Who("anna", "Anna Analyst", Role.ANALYST, "DFE", "Department for Education")
OTHER_NOTIFIER = Who("olga", "Olga Other", Role.NOTIFIER, "A2", "Brackenford")
OTHER_MANAGER = Who("otto", "Otto Other", Role.MANAGER, "B2", "Brackenford Board")
OTHER_CHAIR = Who("opal", "Opal Other", Role.CHAIR, "B2", "Brackenford Board")
DEPUTY = Who("dina", "Dina Deputy", Role.MANAGER, "B1", "Aldermarsh Board")
"""A second manager of the board of `MANAGER`, as approving a report needs."""
REVIEWER = Who("rhona", "Rhona Reader", Role.REVIEWER, "B1", "Aldermarsh Board")
OTHER_REVIEWER = Who("ruth", "Ruth Other", Role.REVIEWER, "B2", "Brackenford Board")
EVERYONE = (NOTIFIER, MANAGER, CHAIR, SECRETARY, MEMBER, ANALYST, OTHER_NOTIFIER, OTHER_MANAGER, OTHER_CHAIR)


def day(text: str | date) -> date:
    return text if isinstance(text, date) else date.fromisoformat(text)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def organisations() -> None:
    """Two authorities, each with its board, and the national organisations; once."""
    rows = [
        Organisation(id="authority:A1", kind="authority", code="A1", name="Aldermarsh", region="Northmoor"),
        Organisation(id="authority:A2", kind="authority", code="A2", name="Brackenford", region="Eastmarch"),
        Organisation(id="board:B1", kind="board", code="B1", name="Aldermarsh Board", authorities="A1"),
        Organisation(id="board:B2", kind="board", code="B2", name="Brackenford Board", authorities="A2"),
        Organisation(id="panel:PANEL", kind=OrganisationKind.PANEL, code="PANEL", name="National panel"),
        Organisation(id="department:DFE", kind=OrganisationKind.DEPARTMENT, code="DFE", name="Department"),
        Organisation(
            id="repository:REPOSITORY", kind=OrganisationKind.REPOSITORY, code="REPOSITORY", name="Repository"
        ),
    ]
    with chain.writing():
        held = set(Organisation.objects.values_list("id", flat=True))
        chain.append([row for row in rows if row.id not in held], act="begin", by="tests")


def on_the_panel(*members: Who, until: date | None = None) -> None:
    """Members appointed to the panel from 2010 on, each once; the member of these tests where none are named."""
    organisations()
    for who in members or (MEMBER,):
        user, _ = User.objects.get_or_create(
            username=who.username, defaults={"name": who.name, "email": f"{who.username}@example.org"}
        )
        if not Appointment.objects.filter(user=user).exists():
            people.appoint(user, Role.MEMBER, "PANEL", since=date(2010, 1, 1), until=until, by="tests")


def a_notification(notifier: Who = NOTIFIER, **given: Any) -> Any:
    """A notification sent, of a case that it opens; every answer can be given."""
    organisations()
    on = day(given.pop("on", "2015-04-07"))
    aware_on = day(given.pop("aware_on", on - timedelta(days=2)))
    incident = {"kind": "death", "abuse_or_neglect": "suspected", "description": "A short account."}
    answers: dict[str, Any] = {
        "incident_on": aware_on,
        "children": [
            {"sex": "female", "born": date(2012, 3, 4), "role": "victim", "forenames": "Ada", "surname": "Vale"}
        ],
        "recipient": "ofsted",
        "board_told_on": on,
    }
    return acts.notify(
        by=notifier,
        on=on,
        aware_on=aware_on,
        incident={**incident, **given.pop("incident", {})},
        **{**answers, **given},
    )


def a_case(
    *,
    notified: str = "2015-04-07",
    decided_not_to_initiate: str | None = None,
    decided_to_initiate: str | None = None,
    told: str | None = None,
    post_mortem: str = "confirmed",
    submitted: str | None = None,
    advised: tuple[str, str] | None = None,
    responded: tuple[str, str] | None = None,
    then_advised: tuple[str, str] | None = None,
    then_decided_to_initiate: str | None = None,
    reported: str | None = None,
    proposed_not_to_publish: tuple[str, str] | None = None,
    advised_on_publication: tuple[str, str, str] | None = None,
    published: str | None = None,
    **notification: Any,
) -> str:
    """A case by the days of its story; answers with its reference. Pairs are (day, view or position)."""
    reference: str = a_notification(on=notified, **notification).case_id
    decided = decided_not_to_initiate or decided_to_initiate
    if decided:
        acts.decide(
            reference,
            by=CHAIR,
            on=day(decided),
            initiate=bool(decided_to_initiate),
            reasons="As set out against each limb.",
            post_mortem=post_mortem,
            told_panel_on=day(told) if told else None,
        )
    if submitted:
        acts.submit(reference, by=MANAGER, matter="non_initiation", on=day(submitted))
    if advised:
        _advise(reference, "non_initiation", *advised)
    if responded:
        acts.respond(
            reference, by=SECRETARY, on=day(responded[0]), matter="non_initiation", position=responded[1], text="So."
        )
    if then_advised:
        _advise(reference, "non_initiation", *then_advised)
    if then_decided_to_initiate:
        on = day(then_decided_to_initiate)
        acts.decide(
            reference, by=CHAIR, on=on, initiate=True, reasons="On advice.", post_mortem=post_mortem, told_panel_on=on
        )
    if reported:
        acts.receive_report(reference, by=SECRETARY, on=day(reported), title="A report")
    if proposed_not_to_publish:
        on, route = proposed_not_to_publish
        acts.submit(reference, by=MANAGER, matter="non_publication", on=day(on), proposed_route=route)
    if advised_on_publication:
        on, view, route = advised_on_publication
        _advise(reference, "non_publication", on, view, route)
    if published:
        acts.publish(reference, by=MANAGER, on=day(published), route="full")
    return reference


def _advise(reference: str, matter: str, on: str, view: str, route: str = "") -> None:
    doubts = view in ("refer_back", "disagree")
    acts.advise(
        reference,
        by=SECRETARY,
        on=day(on),
        matter=matter,
        view=view,
        route=route,
        grounds=["other"] if doubts else [],
        text="The panel's view.",
    )


def a_user(who: Who) -> User:
    """The user who acts in a capacity, appointed to it."""
    organisations()
    found = User.objects.filter(username=who.username).first()
    if found is None:
        found = User.objects.create(username=who.username, name=who.name, email=f"{who.username}@example.org")
        assert who.role
        people.appoint(found, who.role, who.organisation, since=date(2010, 1, 1), by="tests")
    return found


def a_letter(reference: str, about: str, *, on: str, own: str = "") -> Any:
    """A letter about a fact, written by one secretary, countersigned by another, and issued."""
    draft = begun_letter(reference, about, own=own)
    sha256 = as_drafted(the_file(reference), draft).sha256  # type: ignore[union-attr]
    acts.countersign(reference, by=SECOND, draft=draft.key, sha256=sha256, on=day(on))
    return acts.issue(reference, by=SECRETARY, draft=draft.key, sha256=sha256, on=day(on))


def begun_letter(reference: str, about: str, *, own: str = "") -> Any:
    """A letter in hand, written by Sara."""
    a_user(SECRETARY)
    draft = correspondence.begin(reference, about, by=SECRETARY)
    return drafts.keep(draft, {"own": own}, by=SECRETARY)


def the_file(reference: str, *, as_at: str | None = None, known_at: str | None = None) -> Opened:
    """A file with everything in it, as at a day and as known at a moment."""
    [file] = read([reference], as_at=day(as_at) if as_at else None, known_at=moment(known_at) if known_at else None)
    return file


# ── Files made by hand, without a database: what rules are tested on ────────────────────────────────────────────────


@dataclass(frozen=True)
class ABoard:
    """A board as rules see one."""

    code: str = "B1"
    name: str = "Aldermarsh Board"
    since: date | None = None
    until: date | None = None
    partners_from: date | None = None


@dataclass(frozen=True)
class AChild:
    child: int = 1
    sex: str = "female"
    born: date | None = None
    died: date | None = None
    role: str = "victim"


ANSWERS: dict[str, dict[str, Any]] = {
    "incidents": {
        "kind": "death",
        "abuse_or_neglect": "suspected",
        "joint_working_concern": "not_known",
        "looked_after": None,
        "regulated_setting": None,
        "in_custody": None,
        "suspected_suicide": None,
        "in_utero": None,
        "many_children": None,
    },
    "notifications": {"authority": "A1", "aware_on": None, "recipient": "ofsted", "board_told_on": None},
    "withdrawals": {"notification": ""},
    "decisions": {
        "initiate": False,
        "reasons": "As set out.",
        "post_mortem": "confirmed",
        "delay_explained": None,
        "told_panel_on": None,
    },
    "limb_findings": {"decision": "", "limb": "", "finding": "", "reason": ""},
    "submissions": {"matter": "non_initiation", "proposed_route": ""},
    "pack_items": {"submission": "", "item": "", "supplied": None, "text": ""},
    "checks": {"submission": "", "result": "complete", "missing": ""},
    "advice": {"matter": "non_initiation", "view": "agree", "route": "", "grounds": ""},
    "responses": {"matter": "non_initiation", "position": "explains"},
    "reports": {"title": "A report", "document": ""},
    "publications": {"route": "full", "document": ""},
    "recusals": {"member": "milo", "until": None},
    "planned_days": {"what": "draft", "day": None},
    "commissions": {"method": ""},
    "engagements": {"reviewer": "R1", "username": "", "contract_until": None},
    "stages_done": {"stage": "team"},
    "processes": {"process": "criminal", "owner": "", "state": "under_way", "blocks": "", "next_on": None},
    "delays": {"cause": "criminal", "since": None, "until": None},
    "report_versions": {"document": "", "kind": "full"},
    "report_points": {"document": "", "point": "finding"},
    "identifiability_checks": {"document": "", "hits": ""},
    "kept_out": {"kind": "place", "withdrawn": None},
    "press_texts": {"withdrawn": None},
    "hit_decisions": {"document": "", "hit": "", "action": "remove"},
    "redacted_passages": {"document": ""},
    "approvals": {"document": "", "route": "full"},
    "notices": {"to": "family"},
    "embargoes": {"until": None},
    "publication_withdrawals": {"publication": ""},
    "sightings": {"publication": ""},
    "harms": {"publication": ""},
    "agency_requests": {"agency": "Aldermarsh Police", "asked": "chronology", "due": None},
    "agency_returns": {"request": ""},
    "agency_reminders": {"request": ""},
    "chronology_entries": {"agency": "Aldermarsh Police", "first": None, "last": None, "time": "", "event": "Seen."},
    "entry_matches": {"entry": "", "other": "", "same": True},
    "involvements": {"person": "mother", "who": "", "took": "met", "contact": ""},
    "costs": {"item": "fee", "pounds": 100, "hours": None},
    "marker_evidence": {"marker": "1"},
    "attachments": {"submission": "", "item": "", "name": "a.pdf", "sha256": "0" * 64, "size": 1},
    "submission_withdrawals": {"submission": ""},
    "listings": {"meeting": "M1", "matter": "non_initiation", "reason": "new", "taken_off": None},
    "opinions": {"member": "milo", "matter": "non_initiation", "view": "agree", "grounds": ""},
    "unsealings": {"matter": "non_initiation"},
    "votes": {"advice": "", "member": "milo", "cast": "for"},
    "requests": {"matter": "non_initiation", "asked": "information"},
    "expert_advice": {
        "expert": "a psychiatrist",
        "independent": True,
        "threatened": "",
        "threat": "",
        "alternatives": "",
    },
    "contacts": {"board": "B1", "kind": "letter"},
    "countersignatures": {"draft": "", "sha256": ""},
    "letters": {"kind": "advice", "about": ""},
    "chasers": {"advice": "", "step": 1},
}
"""What rules read of each kind of fact, and what a test need not say of it."""

FURTHER_DAYS = ("aware_on", "board_told_on", "told_panel_on")


class AFact(SimpleNamespace):
    """A fact that is in no database: of a kind, on a day, recorded at a moment."""

    kind_of_fact: str
    on: date
    recorded_at: datetime

    def but(self, **changes: Any) -> "AFact":
        """The same fact with other answers."""
        return AFact(**{**self.__dict__, **changes})


_numbers = count(1)


def a_fact(kind_of_fact: str, on: str | date, *, at: str = "12:00", **answers: Any) -> AFact:
    """A fact recorded on its own day, at an hour of London's clock that a test may choose; later ones come later."""
    number = next(_numbers)
    on = day(on)
    if unknown := set(answers) - set(ANSWERS[kind_of_fact]) - {"id", "recorded_at"}:
        raise TypeError(f"{kind_of_fact} have no {unknown}")
    answers = {
        name: date.fromisoformat(value) if name in FURTHER_DAYS and isinstance(value, str) else value
        for name, value in answers.items()
    }
    recorded = datetime.combine(on, time.fromisoformat(at), ZoneInfo("Europe/London"))
    return AFact(
        **{
            "kind_of_fact": kind_of_fact,
            "id": f"{kind_of_fact}-{number}",
            "on": on,
            "recorded_at": recorded,
            "recorded_by": "tests",
            "corrects_id": None,
            "number": number,
            **ANSWERS[kind_of_fact],
            **answers,
        }
    )


def incident(on: str, **answers: Any) -> AFact:
    return a_fact("incidents", on, **answers)


def notified(on: str, **answers: Any) -> AFact:
    """A notification, of which the board was told on the same day unless the test says otherwise."""
    return a_fact("notifications", on, **{"board_told_on": on, **answers})


def withdrawn(on: str, notification: AFact, **answers: Any) -> AFact:
    return a_fact("withdrawals", on, notification=notification.id, **answers)


def decided(on: str, *, initiate: bool = False, told: str | None = None, **answers: Any) -> AFact:
    return a_fact("decisions", on, initiate=initiate, told_panel_on=told, **answers)


def submitted(on: str, matter: str = "non_initiation", **answers: Any) -> AFact:
    return a_fact("submissions", on, matter=matter, **answers)


def checked(on: str, submission: AFact, result: str = "complete", **answers: Any) -> AFact:
    return a_fact("checks", on, submission=submission.id, result=result, **answers)


def advised(on: str, view: str = "agree", matter: str = "non_initiation", **answers: Any) -> AFact:
    return a_fact("advice", on, view=view, matter=matter, **answers)


def responded(on: str, position: str, matter: str = "non_initiation", **answers: Any) -> AFact:
    return a_fact("responses", on, position=position, matter=matter, **answers)


def lettered(on: str, about: AFact, **answers: Any) -> AFact:
    return a_fact("letters", on, about=about.id, **answers)


def chased(on: str, advice: AFact, step: int = 1) -> AFact:
    return a_fact("chasers", on, advice=advice.id, step=step)


def reported(on: str, **answers: Any) -> AFact:
    return a_fact("reports", on, **answers)


def published(on: str, route: str = "full", **answers: Any) -> AFact:
    return a_fact("publications", on, route=route, **answers)


def contacted(on: str, board: str = "B1", kind: str = "letter", **answers: Any) -> AFact:
    return a_fact("contacts", on, board=board, kind=kind, **answers)


def listed(on: str, meeting: str = "M1", **answers: Any) -> AFact:
    """A case put on the agenda of a planned meeting."""
    return a_fact("listings", on, meeting=meeting, **answers)


def recused(on: str, member: str = "milo", **answers: Any) -> AFact:
    return a_fact("recusals", on, member=member, **answers)


def opined(on: str, view: str = "agree", member: str = "milo", **answers: Any) -> AFact:
    """A member's own view, sealed until it is unsealed."""
    return a_fact("opinions", on, view=view, member=member, **answers)


def unsealed(on: str, **answers: Any) -> AFact:
    return a_fact("unsealings", on, **answers)


def requested(on: str, asked: str = "information", **answers: Any) -> AFact:
    return a_fact("requests", on, asked=asked, **answers)


def taken_back(on: str, submission: AFact, **answers: Any) -> AFact:
    return a_fact("submission_withdrawals", on, submission=submission.id, **answers)


def a_file(
    *facts: AFact,
    as_at: str | date = "2026-06-30",
    known_at: str | datetime | None = None,
    board: ABoard | None = None,
    children: Sequence[AChild] = (),
    reference: str = "2015-0001",
) -> CaseFile:
    """The file of a case to which all this has happened, as at a day: what had not happened by then is not in it."""
    until = day(as_at)
    held: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for fact in sorted(facts, key=lambda fact: (fact.on, fact.recorded_at, fact.number)):
        if fact.on <= until:
            to_come = {name: None for name in FURTHER_DAYS if (getattr(fact, name, None) or until) > until}
            held[fact.kind_of_fact].append(fact.but(**to_come) if to_come else fact)
    return CaseFile(
        reference=reference,
        board=board or ABoard(),
        as_at=until,
        known_at=moment(known_at) if isinstance(known_at, str) else known_at,
        children=children,
        **held,
    )


def the_nation(
    *files: CaseFile, boards: Sequence[ABoard] = (), contacts: Sequence[AFact] = (), **regions: str
) -> National:
    """What figures are counted from."""
    return National(files=files, boards=boards or [ABoard()], contacts=contacts, regions=regions)


__all__ = ["a_case", "a_notification", "new_id", "organisations", "the_file"]
