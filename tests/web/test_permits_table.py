"""Every address × every role × every kind of case, tried. What comes of it is the table in docs/permits.md.

A new route is in it by existing. With `--permits-write` the table is written anew; a person then reads what has changed.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pypdfium2
import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from casereview.casework import acts, drafts, meetings
from casereview.casework.models import FACTS, Draft
from casereview.documents import store
from casereview.guidance.editions import edition, editions
from casereview.ledger import chain
from casereview.ledger.models import Link
from casereview.library import acts as library
from casereview.people.models import Appointment
from casereview.rules import permits
from casereview.rules.permits import Sight
from tests import factories, reviewed
from tests.factories import (
    ANALYST,
    CHAIR,
    MANAGER,
    MEMBER,
    NOTIFIER,
    OTHER_CHAIR,
    OTHER_MANAGER,
    OTHER_NOTIFIER,
    OTHER_REVIEWER,
    REVIEWER,
    SECRETARY,
)
from tests.library.shelves import CATALOGUER, a_draft, an_entry, recommending

TABLE = Path(__file__).parents[2] / "docs" / "permits.md"

ROLES = {
    "notifier": (NOTIFIER, OTHER_NOTIFIER),
    "manager": (MANAGER, OTHER_MANAGER),
    "chair": (CHAIR, OTHER_CHAIR),
    "secretary": (SECRETARY, SECRETARY),
    "member": (MEMBER, MEMBER),
    "analyst": (ANALYST, ANALYST),
    "cataloguer": (CATALOGUER, CATALOGUER),
    "reviewer": (REVIEWER, OTHER_REVIEWER),
}
"""Each role, as it is held by one whose own the cases are and by one of another area; the national roles are the same."""

CANARY = "Zq7"
LETTERS = ("letter", "ownwords")
ITEM = edition("WT2015").must_send["non_initiation"][0].code


def canary(case: str, field: str) -> str:
    """A word that stands nowhere else: whoever is shown it was shown that field of that case."""
    return f"{CANARY}{case}{field}"


@pytest.fixture
def world(db, client_of, settings, tmp_path):
    """One case that has been to the panel and back, one that never came to it: both of the board B1 and authority A1."""
    opened.cache_clear()
    settings.HOME = tmp_path
    cases = {}
    for name in ("submitted", "kept"):
        notification = factories.a_notification(
            incident={"description": canary(name, "description")},
            late_reason=canary(name, "late"),
            children=[
                {
                    "sex": "female",
                    "born": factories.day("2012-03-04"),
                    "role": "victim",
                    "forenames": canary(name, "forenames"),
                    "surname": canary(name, "surname"),
                    "also_known_as": canary(name, "alias"),
                }
            ],
        )
        cases[name] = notification.case_id
    _to_the_panel(cases["submitted"])
    acts.decide(
        cases["kept"],
        by=CHAIR,
        on=factories.day("2015-05-01"),
        initiate=True,
        reasons=canary("kept", "reasons"),
        post_mortem="confirmed",
        findings={"death": ("met", canary("kept", "finding"))},
    )
    factories.a_user(REVIEWER)
    OF_ROUTES["reviewer"]["key"] = reviewed.commission(
        cases["kept"], lambda field: canary("kept", field), begun="2015-05-02", username=REVIEWER.username
    )
    reviewed.involve(cases["kept"], lambda field: canary("kept", field), begun="2015-05-02")
    settings.HOME = tmp_path
    document, made = (store.keep(BytesIO(text)).sha256 for text in (b"Finding 1. She was seen.", b"Finding 1. Seen."))
    reviewed.report(
        cases["kept"], lambda field: canary("kept", field), begun="2015-05-02", document=document, made=made
    )
    OF_ROUTES["report_document"]["document"] = document
    acts.recommend_as_reported(by="tests")
    OF_ROUTES["approach"]["approach"] = acts.contact(
        by=SECRETARY, on=factories.day("2015-06-02"), kind="out_of_remit", subject=canary("outside", "subject")
    ).id
    factories.on_the_panel()
    OF_ROUTES["term"]["term"] = Appointment.objects.get(user__username=MEMBER.username).id
    clients = {who.username: client_of(who) for pair in ROLES.values() for who in pair}
    an_entry(points=recommending("Agree who leads."))
    told = {"title": canary("desk", "title"), "board": canary("desk", "board")}
    OF_ROUTES["catalogue"]["key"] = a_draft(**told, points=recommending(canary("desk", "point"))).key
    OF_ROUTES["catalogue"]["deposit"] = library.deposit(by=MANAGER, on=factories.day("2015-06-01"), **told).id
    draft = drafts.begin(
        "notification", by=NOTIFIER, answers={"description": {"description": canary("draft", "description")}}
    )
    factories.begun_letter(
        cases["submitted"], factories.the_file(cases["submitted"]).advice[0].id, own=canary("submitted", "ownwords")
    )
    return SimpleNamespace(cases=cases, clients=clients, draft=draft.key)


def _to_the_panel(reference: str) -> None:
    """Every kind of fact on one case, each text of it a canary."""
    acts.decide(
        reference,
        by=CHAIR,
        on=factories.day("2015-05-12"),
        initiate=False,
        reasons=canary("submitted", "reasons"),
        post_mortem="confirmed",
        findings={"death": ("met", canary("submitted", "finding"))},
    )
    document = store.keep(BytesIO(canary("submitted", "document").encode()))
    submission = acts.submit(
        reference,
        by=MANAGER,
        matter="non_initiation",
        on=factories.day("2015-05-20"),
        items={ITEM: (True, canary("submitted", "item"))},
        attachments=[acts.Attached(ITEM, "sin.txt", document.sha256, document.size)],
    )
    acts.check(
        reference,
        by=SECRETARY,
        submission=submission.id,
        on=factories.day("2015-05-21"),
        result="complete",
        text=canary("submitted", "check"),
    )
    meeting = acts.plan_meeting(by=SECRETARY, on=factories.day("2015-05-22"), day=factories.day("2015-06-08"))
    about = {"on": factories.day("2015-05-22"), "matter": "non_initiation"}
    acts.put_on(reference, by=SECRETARY, meeting=meeting.id, **about)
    acts.advise(
        reference,
        by=SECRETARY,
        on=factories.day("2015-06-08"),
        matter="non_initiation",
        view="refer_back",
        grounds=["other"],
        text=canary("submitted", "advice"),
    )
    acts.respond(
        reference,
        by=SECRETARY,
        on=factories.day("2015-06-20"),
        matter="non_initiation",
        position="explains",
        text=canary("submitted", "response"),
    )
    factories.a_letter(
        reference, factories.the_file(reference).advice[0].id, on="2015-06-09", own=canary("submitted", "letter")
    )
    sealed = {"on": factories.day("2015-07-01"), "matter": "non_initiation", "view": "agree"}
    acts.opine(reference, by=MEMBER, text=canary("submitted", "opinion"), **sealed)


# ── The addresses ───────────────────────────────────────────────────────────────────────────────────────────────────


def routes() -> Iterator[tuple[str, URLPattern]]:
    """Every route by name, save those of signing in, which are the library's."""

    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                yield pattern

    for pattern in walk(get_resolver().url_patterns):
        if pattern.name is None or not pattern.name.startswith(("account_", "mfa_")):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield pattern.name, pattern


@cache
def opened(reference: str) -> Any:
    """A case of the world, which stays as it is: what each request did is taken back."""
    return factories.the_file(reference)


OF_ROUTES: dict[str, dict[str, Any]] = {
    "review": {"what": "terms"},
    "reviewer": {"what": "post"},
    "catalogue": {"kind": "recommendation"},
    "report_document": {},
    "recommendation": {"recommendation": "2015-1", "addressee": "dfe", "step": "answer"},
    "approach": {},
    "term": {},
}
"""What to put into the addresses of the routes whose names begin so."""


def address(name: str, pattern: URLPattern, reference: str, draft: str, *, otherwise: str = "") -> str:
    """An address of a route, about one case or one draft. What is not known of another world is put in as `otherwise`."""
    file = opened(reference) if reference != ABSENT else None
    known = {
        "reference": reference,
        "key": draft if "notifications/<" in str(pattern.pattern) else "tell_decision",
        "slug": "incident",
        "started_by": file.decisions[0].id if file else "absent",
        "kind": "decisions",
        "fact": file.decisions[-1].id if file else "absent",
        "notification": file.notifications[0].id if file else "absent",
        "submission": file.submissions[-1].id if file and file.submissions else "absent",
        "child": 1,
        "what": "death",
        "matter": "non_initiation",
        "item": ITEM,
        "meeting": next((one.id for one in meetings.planned_meetings()), "absent"),
        "attachment": file.attachments[-1].id if file and file.attachments else "absent",
        "listing": file.listings[-1].id if file and file.listings else "absent",
        "id": editions()[2].id,
        "figure": "non_initiations",
        "number": 1,
        "entry": "R1",
        "part": 1,
        "how": "ris",
        "theme": "neglect",
    }
    known |= next((own for begins, own in OF_ROUTES.items() if re.match(rf"{begins}(_|$)", name)), {})
    if name.startswith("repository_api"):
        known["id"] = "R1"
    known |= {
        "about": file.advice[0].id if file and file.advice else "absent",
        "letter": file.letters[-1].id if file and file.letters else "absent",
        "letter_key": _letter_in_hand(reference) if "letter_key" in pattern.pattern.converters else "",
    }
    if name == "prepare_decision_page":
        known["key"] = "day"
    if name == "figure":
        known["key"] = "non_initiations"
    if name == "clock":
        known["key"] = "tell_decision"
    parameters = pattern.pattern.converters or pattern.pattern.regex.groupindex
    missing = set(parameters) - set(known)
    if otherwise:
        known |= dict.fromkeys(missing, otherwise)
        missing = set()
    assert not missing, f"the test does not know what to put for {missing} of {pattern.pattern}"
    return reverse(name, kwargs={parameter: known[parameter] for parameter in parameters})


def _letter_in_hand(reference: str) -> str:
    found = Draft.objects.filter(journey="letter", case=reference).first()
    return found.key if found else "absent"


ABSENT = "1999-9999"


def is_about_a_case(pattern: URLPattern) -> bool:
    return "reference" in pattern.pattern.converters


def answers(status: int) -> str:
    """What came of asking, in a word for the table."""
    return {200: "yes", 302: "yes", 400: "yes", 403: "refused", 404: "–", 405: "–"}[status]


# ── What is tried ───────────────────────────────────────────────────────────────────────────────────────────────────

Column = dict[str, dict[str, str]]
"""By address and verb, what one role was answered in each situation."""


def tried(world: Any, role: str) -> Column:
    """What one role is answered at every address, for each kind of case; and that looking writes no fact."""
    own, other = ROLES[role]
    found: Column = defaultdict(dict)
    before = chain.head()
    for name, pattern in routes():
        for situation, (case, who) in situations(name, pattern, own, other).items():
            for verb in ("GET", "POST"):
                where = address(name, pattern, world.cases[case], world.draft)
                response = asked(world.clients[who.username], verb, where)
                found[f"{verb} {readable(pattern)}"][situation] = answers(response.status_code)
                _nothing_leaks(response, who, where)
                if is_about_a_case(pattern) and not may_see(who, case):
                    absent = address(name, pattern, ABSENT, world.draft)
                    there = asked(world.clients[who.username], verb, absent)
                    assert (response.status_code, response.content) == (there.status_code, there.content), where
    assert chain.head() == before
    return found


def situations(name: str, pattern: URLPattern, own: Any, other: Any) -> dict[str, tuple[str, Any]]:
    """The situations in which an address is asked: what is one's own, and what is another's where anything is."""
    if is_about_a_case(pattern):
        found = {"own, before the panel": ("submitted", own), "own, not sent to the panel": ("kept", own)}
        return found if own is other else found | {"another's": ("submitted", other)}
    if "<" in str(pattern.pattern) and "key" in pattern.pattern.converters and name.startswith("notification"):
        found = {"own draft": ("submitted", own)}
        return found if own is other else found | {"another's draft": ("submitted", other)}
    return {"": ("submitted", own)}


def asked(client: Any, verb: str, where: str) -> Any:
    """The answer to a request, whose effects are then taken back, so that each is asked of the same world."""
    with transaction.atomic():
        response = client.generic(verb, where, "", content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    return response


def readable(pattern: URLPattern) -> str:
    where = str(pattern.pattern).strip("^$").replace("\\", "")
    return "/" + re.sub(r"\(\?P<([a-z]+)>[^)]*\)|<[a-z]+:([a-z_]+)>", r"<\1\2>", where)


def words_of(response: Any) -> str:
    """What a person can read in an answer: of a PDF its words and the names of what is attached, of Word its words."""
    match response.headers.get("Content-Type"):
        case "application/pdf":
            return words_of_pdf(response.content)
        case kind if kind and "wordprocessingml" in kind:
            made = docx.Document(io.BytesIO(response.content))
            cells = [cell for table in made.tables for row in table.rows for cell in row.cells]
            return "\n".join(one.text for one in (*made.paragraphs, *cells))
    return response.getvalue().decode()


def words_of_pdf(made: bytes) -> str:
    pdf = pypdfium2.PdfDocument(made)
    attached = [pdf.get_attachment(number).get_name() for number in range(pdf.count_attachments())]
    return "\n".join([*(page.get_textpage().get_text_range() for page in pdf), *attached])


def _nothing_leaks(response: Any, who: Any, where: str) -> None:
    """No word of a case is shown to those who may not see the case, nor one that is kept from their role."""
    body = words_of(response)
    for name, seen in (("submitted", may_see(who, "submitted")), ("kept", may_see(who, "kept"))):
        shown = set(re.findall(rf"{CANARY}{name}([a-z]+)", body))
        assert not shown or seen, f"{who.username} was shown {shown} of the case {name} at {where}"
        hidden = set()
        sight = permits.sight(who) or Sight(kinds=frozenset(), words=False, names=False)
        if not sight.names:
            hidden |= {"forenames", "surname", "alias", "mother"}
        if not sight.words:
            hidden |= {
                "description",
                "late",
                "reasons",
                "finding",
                "item",
                "check",
                "advice",
                "response",
                *OF_A_REVIEW,
                *LETTERS,
            }
        if "decisions" not in sight.kinds:
            hidden |= {"reasons", "finding", "item", "check", "advice", "response", *OF_A_REVIEW, *LETTERS}
        if who.role == REVIEWER.role:
            hidden |= NOT_OF_THE_REVIEWER
        if who is not MEMBER:
            hidden |= {"opinion"}  # which is sealed
        assert not shown & hidden, f"{who.username} was shown {shown & hidden} at {where}"
    if who is not CATALOGUER:
        assert f"{CANARY}desk" not in body, f"{who.username} was shown what is on the repository's desk at {where}"
    if who is not SECRETARY:
        assert f"{CANARY}outside" not in body, f"{who.username} was shown who approached the panel at {where}"
    if who.role != MANAGER.role:
        assert f"{CANARY}keptcost" not in body, f"{who.username} was shown what the review costs at {where}"
    if who is not NOTIFIER:
        assert f"{CANARY}draft" not in body, f"{who.username} was shown another authority's draft at {where}"


OF_A_REVIEW = {
    "terms",
    "declaration",
    "planned",
    "reached",
    "process",
    "delay",
    "title",
    "filename",
    "point",
    "explained",
}
OF_A_REVIEW |= {"document", "hit", "accepted", "passage", "more", "threatened", "threat", "alternatives", "embargo"}
OF_A_REVIEW |= {"person", "relation", "pseudonym", "school", "newspaper", "article"}
OF_A_REVIEW |= {"asked", "sent", "event", "involved", "cost", "evidence"}
OF_A_REVIEW |= {"hit", "accepted", "passage", "more", "threatened", "threat", "alternatives", "embargo"}


NOT_OF_THE_REVIEWER = {"finding", "late", "hit", "accepted", "passage", "more", "threatened", "threat", "alternatives"}
NOT_OF_THE_REVIEWER |= {
    "embargo",
    "person",
    "relation",
    "pseudonym",
    "school",
    "newspaper",
    "article",
    "evidence",
    "cost",
}
NOT_OF_THE_REVIEWER |= {"item", "check", "advice", "response", *LETTERS}


def may_see(who: Any, case: str) -> bool:
    """By hand: a board and an authority their own, the panel what was sent to it, the analyst all, a reviewer their review."""
    return {
        NOTIFIER: True,
        MANAGER: True,
        CHAIR: True,
        SECRETARY: case == "submitted",
        MEMBER: case == "submitted",
        ANALYST: True,
        REVIEWER: case == "kept",
    }.get(who, False)


@pytest.mark.parametrize("role", ROLES)
def test_the_table_of_permits_is_as_it_is_written_down(world, request, role):
    if request.config.getoption("--permits-write"):
        pytest.skip("It is being written.")
    column = {route: cell(situations) for route, situations in tried(world, role).items()}
    kept = read(role)
    differ = {route: answer for route, answer in column.items() if answer != kept.get(route, "–")}
    gone = set(kept) - set(column)
    assert not differ, f"read docs/permits.md, and write it anew if the change is meant: {differ}"
    assert not gone, f"there is no such address any more: {gone}"


def test_the_table_is_written_when_that_is_asked(world, request):
    if not request.config.getoption("--permits-write"):
        pytest.skip("It is read.")
    TABLE.write_text(written({role: tried(world, role) for role in ROLES}), encoding="utf-8")


def test_looking_writes_no_fact(world):
    """That nothing is written by any look is part of the trial of every role; and each fact there is has its link."""
    assert Link.objects.count() == sum(model.objects.count() for model in FACTS.values()) + _others()


def _others() -> int:
    """The rows of all other models that are recorded: of people, of things, and of the library."""
    facts = set(FACTS.values())
    return sum(model.objects.count() for model in chain._models() if model not in facts)


def test_nobody_who_has_not_signed_in_sees_any_of_it(world, client):
    public = {"home", "accessibility", "privacy", "health", "robots"}
    for name, pattern in routes():
        response = client.get(address(name, pattern, world.cases["submitted"], world.draft))
        assert CANARY not in words_of(response)
        assert CANARY not in response.getvalue().decode(errors="replace")
        if not name.startswith("repository"):  # which is open to everybody: tests/web/public
            assert response.status_code == (200 if name in public else 302), name


def test_somebody_whose_appointment_has_ended_sees_nothing(world, client_of):
    from casereview.people import acts as people
    from casereview.people.models import Appointment

    appointment = Appointment.objects.get(user__username=MANAGER.username)
    people.end(appointment, until=factories.day("2020-01-01"), why="Left.", by="tests")
    for name, pattern in routes():
        response = world.clients[MANAGER.username].get(address(name, pattern, world.cases["submitted"], world.draft))
        assert CANARY not in words_of(response)
        assert CANARY not in response.getvalue().decode(errors="replace")
        if is_about_a_case(pattern):
            assert response.status_code == 404, name


# ── The table ───────────────────────────────────────────────────────────────────────────────────────────────────────


def written(table: dict[str, Column]) -> str:
    """The table as the page in docs/."""
    lines = [
        "# Who may see and do what",
        "",
        "Generated by `tests/web/test_permits_table.py`, which asks every address as every role and holds this page. Do not edit",
        "it: run `make test ARGS='tests/web/test_permits_table.py --permits-write'`, and read what has changed.",
        "",
        "**yes**: the page is shown, or the form taken. **refused**: the person sees the case and is told why they may not do",
        "this. **–**: there is no such page for them: the answer is the same, to the byte, as for a case that does not exist (or",
        "the address does not take that verb).",
        "",
        "Where a cell has several answers they are for a case of one's own that is before the panel, one of one's own that",
        "was never sent to it, and another's. For the secretary, the member and the analyst every case is as much theirs",
        "as any.",
        "",
        f"| address | {' | '.join(ROLES)} |",
        f"|---|{'---|' * len(ROLES)}",
    ]
    every = {route for column in table.values() for route in column}
    for route in sorted(every, key=lambda route: (route.split(" ")[1], route)):
        cells = [cell(table[role].get(route, {})) for role in ROLES]
        if set(cells) != {"–"}:
            lines.append(f"| {escaped(route)} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def read(role: str) -> dict[str, str]:
    """What docs/permits.md says of one role, by address and verb."""
    rows = [line.strip("| \n").split(" | ") for line in TABLE.read_text(encoding="utf-8").splitlines() if "| " in line]
    [head, *rows] = [row for row in rows if len(row) == 1 + len(ROLES)]
    return {unescaped(row[0]): row[head.index(role)] for row in rows}


def cell(situations: dict[str, str]) -> str:
    """The answers of one role at one address: one where all are the same."""
    found = list(situations.values()) or ["–"]
    return " / ".join(found[:1] if len(set(found)) == 1 else found)


def escaped(route: str) -> str:
    return route.replace("<", "&lt;").replace(">", "&gt;")


def unescaped(route: str) -> str:
    return route.replace("&lt;", "<").replace("&gt;", ">")
