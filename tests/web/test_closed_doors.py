"""Every door to a case, tried by a member who takes no part in it: pages, lists, searches, figures, exports, guessed addresses.

And every door to a member's view that is sealed, tried by all others. The doors are the site map's own, those of the schema
that programs are served, and the commands that write files: a new one cannot be forgotten. What is planted must come out by
none, and does come out for whoever may see it; and a fault planted in the one place that decides is found by the same trial.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import click
import pytest
import time_machine
from click.testing import CliRunner
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from casereview.casework import acts, counting, files, meetings, standing
from casereview.casework.exchange import exporting
from casereview.casework.models import Opinion
from casereview.cli import main
from casereview.ledger import triggers
from casereview.library import acts as library
from casereview.rules import facts, permits
from casereview.rules.figures import Period
from casereview.rules.permits import Who
from tests import factories, reviewed
from tests.factories import ANALYST, CHAIR, COLLEAGUE, MANAGER, MEMBER, SECRETARY, day, on_the_panel
from tests.library.shelves import a_draft, an_entry
from tests.web.test_permits_table import (
    ABSENT,
    CANARY,
    address,
    asked,
    is_about_a_case,
    opened,
    routes,
    words_of,
    words_of_pdf,
)

YEAR = Period(day("2014-07-01"), day("2015-06-30"))
FILTERS = "?stage=not_reviewed&pile=agreed&members=non_initiations&year=2014"
CLOSED, SEALED, PUBLISHED = (f"{CANARY}{what}" for what in ("closed", "sealed", "published"))
"""Words that stand nowhere else: in the closed case, in a sealed view on the open one, in an entry that all may read."""


@pytest.fixture
def world(db: None, client_of: Any) -> Any:
    """Two cases alike, of which the member takes no part in one; every text of that one is planted."""
    opened.cache_clear()
    closed, open_ = (_a_case(f"{CANARY}{name}") for name in ("closed", "open"))
    on_the_panel(MEMBER, COLLEAGUE)
    meeting = acts.plan_meeting(by=SECRETARY, on=day("2015-05-21"), day=day("2015-06-08"))
    for reference in (closed, open_):
        acts.put_on(reference, by=SECRETARY, on=day("2015-05-21"), meeting=meeting.id, matter="non_initiation")
    for reference in (closed, open_):
        answers = {"on": day("2015-06-08"), "matter": "non_initiation", "view": "agree"}
        acts.advise(reference, by=SECRETARY, text=f"{CANARY}{'closed' if reference == closed else 'open'}", **answers)
    factories.a_letter(closed, factories.the_file(closed).advice[0].id, on="2015-06-09", own=f"{CLOSED}letter")
    acts.opine(open_, by=COLLEAGUE, text=f"{SEALED}view", **{**answers, "on": day("2015-07-01")})
    acts.recuse(closed, by=SECRETARY, on=day("2015-06-01"), member="milo", reason=f"{CLOSED}recusal")
    return SimpleNamespace(closed=closed, open=open_, member=client_of(MEMBER), colleague=client_of(COLLEAGUE))


def _a_case(planted: str) -> str:
    reference: str = factories.a_notification(incident={"description": planted}).case_id
    acts.decide(reference, by=CHAIR, on=day("2015-05-12"), initiate=False, reasons=planted, post_mortem="confirmed")
    items = {"sin_copy": (True, planted)}
    sent = acts.submit(reference, by=MANAGER, matter="non_initiation", on=day("2015-05-20"), items=items)
    acts.check(reference, by=SECRETARY, submission=sent.id, on=day("2015-05-21"), result="complete")
    return reference


def leaks(client: Any, closed: str) -> Iterator[tuple[str, str]]:
    """Each address by which something of a case comes out, by the name of its route, and how."""
    nowhere = client.get(f"/cases/{ABSENT}").content
    for name, pattern in routes():
        if is_about_a_case(pattern):
            for verb in ("GET", "POST"):
                door = asked(client, verb, address(name, pattern, closed, "absent", otherwise="absent"))
                if (door.status_code, door.content) == (404, nowhere):
                    continue
                absent = asked(client, verb, address(name, pattern, ABSENT, "absent", otherwise="absent"))
                if (door.status_code, door.content) != (absent.status_code, absent.content):
                    yield name, f"{verb}: {door.status_code}, and {absent.status_code} for an absent case"
            continue
        where = address(name, pattern, ABSENT, "absent", otherwise="absent")
        for query in ("", f"?reference={closed}&q={closed}", FILTERS):
            door = client.get(where + query)
            went = door.status_code == 302
            shown = door.url if went else words_of(door)
            typed = f"={closed}" in query and not went  # a page may repeat what was typed into it
            if CLOSED in shown or (closed in shown and not typed):
                yield name, f"GET {query}: the case shows"


def test_a_member_who_takes_no_part_finds_no_door(world):
    assert list(leaks(world.member, world.closed)) == []


def test_another_member_finds_them_all_open(world):
    """Or the trial above would try nothing."""
    found = {name for name, _ in leaks(world.colleague, world.closed)}
    assert {"case", "cases", "views", "like", "agenda", "pack", "letter_pdf", "letter_word", "figure"} <= found
    assert CLOSED in words_of(world.colleague.get(f"/cases/{world.closed}"))


@pytest.mark.parametrize("fault", ["the file is not closed", "the lists are not cut"])
def test_a_fault_planted_where_it_is_decided_is_found(world, monkeypatch, fault):
    if fault == "the file is not closed":
        monkeypatch.setattr(facts.CaseFile, "recused", frozenset())
    else:
        monkeypatch.setattr(files, "closed_to", lambda who: frozenset())
        counting._counted.cache_clear()
    assert next(leaks(world.member, world.closed))


def test_counts_are_those_of_a_nation_without_the_case(world):
    def totals(who: Who) -> dict[str, int]:
        counted = counting.count(YEAR, as_at=day("2016-01-01"), by=who)
        return {key: figure.total for key, figure in counted.figures.items()}

    theirs, others = totals(MEMBER), totals(COLLEAGUE)
    year = "?year=2014&as_at_0=1&as_at_1=1&as_at_2=2016"
    for client, own in ((world.member, theirs), (world.colleague, others)):
        taken = client.get(f"/figures.json{year}").json()["figures"]
        assert {key: figure["total"] for key, figure in taken.items()} == own
    assert world.member.get(f"/figures.csv{year}").content != world.colleague.get(f"/figures.csv{year}").content
    assert others == totals(ANALYST) == totals(SECRETARY)
    assert (theirs["notifications"], others["notifications"]) == (1, 2)
    assert (theirs["non_initiations"], others["non_initiations"]) == (1, 2)
    assert standing.cases(MEMBER).count() == 1
    assert [file.reference for file in files.open_files(by=MEMBER, purpose="trial")] == [world.open]
    early = counting.count(YEAR, as_at=day("2015-05-15"), by=MEMBER)
    assert early.left_out.later == 2  # of the other case alone
    assert "you take no part are left out" in world.member.get("/figures").content.decode()
    assert "you take no part are left out" not in world.colleague.get("/figures").content.decode()


def test_the_pack_and_the_agenda_of_the_one_are_shorter_than_those_of_the_other(world):
    [meeting] = meetings.planned_meetings()
    for client, cases in ((world.member, {world.open}), (world.colleague, {world.open, world.closed})):
        for where in ("", "/pack"):
            shown = words_of(client.get(f"/panel/meetings/{meeting.id}{where}"))
            assert {case for case in (world.open, world.closed) if case in shown} == cases
    assert "On the agenda (1)" in words_of(world.member.get(f"/panel/meetings/{meeting.id}"))


def test_no_act_of_theirs_reaches_it(world):
    with pytest.raises(ObjectDoesNotExist):
        acts.recuse(world.closed, by=MEMBER, on=day("2015-06-09"), member="milo", reason="Again.")


def test_looking_at_a_day_before_it_opens_nothing(world):
    for query in ("as_at_0=31&as_at_1=5&as_at_2=2015", "known_at_0=1&known_at_1=1&known_at_2=2015"):
        assert world.member.get(f"/cases/{world.closed}?{query}").status_code == 404
    for past in ({"as_at": day("2015-05-31")}, {"known_at": factories.moment("2100-01-01T00:00:00+00:00")}):
        with pytest.raises(files.NoSuchCase):
            files.open_file(world.closed, by=MEMBER, **past)


def test_it_opens_again_when_its_last_day_is_over(world):
    [recusal] = factories.the_file(world.closed).recusals
    changes = {"until": day("2015-06-30")}
    acts.correct(world.closed, by=SECRETARY, kind="recusals", fact=recusal.id, why="Left that work.", changes=changes)
    assert files.open_file(world.closed, by=MEMBER).reference == world.closed
    assert standing.cases(MEMBER).count() == 2


def test_a_board_sees_who_takes_no_part_in_its_case(world, client_of):
    html = client_of(CHAIR).get(f"/cases/{world.closed}").content.decode()
    assert "Takes no part in this case" in html
    assert "Milo Member" in html


def test_whoever_acts_for_the_childs_own_area_is_not_shut_out():
    both = Who("milo", "Milo", CHAIR.role, "B1", "Aldermarsh Board")
    file = factories.a_file(factories.a_fact("recusals", "2015-06-01"), factories.submitted("2015-05-20"))
    assert permits.see(both, file)
    assert not permits.see(MEMBER, file)
    assert permits.see(COLLEAGUE, file)


# ── A view that is sealed ───────────────────────────────────────────────────────────────────────────────────────────


def said(client: Any, world: Any) -> Iterator[tuple[str, str]]:
    """What each page says on the open case, and every other, by the name of its route; without what is new each time."""
    opened.cache_clear()
    view = Opinion.objects.get(member=COLLEAGUE.username)
    for name, pattern in routes():
        yield name, _plain(client.get(address(name, pattern, world.open, "absent", otherwise="absent")))
    yield "correct", _plain(client.get(reverse("correct", args=[world.open, "opinions", view.id])))


def _plain(response: Any) -> str:
    return re.sub(r'(value|nonce)="[\w-]{16,}"', "", words_of(response))


@pytest.mark.parametrize("who", [SECRETARY, MEMBER], ids=["secretary", "member"])
def test_a_sealed_view_shows_nowhere_not_even_in_a_count(world, client_of, who):
    """Every page is the same, to the letter, whatever the view is: not only its words are kept, but also which way it goes."""
    client, table = client_of(who), Opinion._meta.db_table
    with time_machine.travel(timezone.now(), tick=False):
        agrees = list(said(client, world))
        with triggers.lifted(only=[table]), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET view = 'disagree', grounds = 'other', text = '{SEALED}otherwise'")
        disagrees = list(said(client, world))
    assert [name for name, words in (*agrees, *disagrees) if SEALED in words] == []
    assert [one for one, other in zip(agrees, disagrees, strict=True) if one != other] == []


def open_the_views(world: Any) -> None:
    about = {"on": day("2015-07-02"), "matter": "non_initiation"}
    acts.opine(world.open, by=MEMBER, view="agree", text="So.", **about)
    acts.unseal(world.open, by=SECRETARY, **about)


def test_the_view_shows_to_who_gave_it_and_to_all_when_it_is_opened(world, client_of):
    """Or the trial above would try nothing."""
    secretary = client_of(SECRETARY)
    assert {"opine", "views", "case"} <= {name for name, words in said(world.colleague, world) if SEALED in words}
    open_the_views(world)
    assert {"views", "case"} <= {name for name, words in said(secretary, world) if SEALED in words}


def test_a_seal_that_is_broken_is_found(world, monkeypatch):
    monkeypatch.setattr(files, "sealed", lambda file, username: set())
    assert next(name for name, words in said(world.member, world) if SEALED in words)


# ── What is taken away by commands ──────────────────────────────────────────────────────────────────────────────────

Taking = Callable[[Path, str], list[str]]

TAKING: dict[str, Taking] = {
    "panel pack": lambda out, reader: ["2015-06-08", "--member", reader, "--out", f"{out}.pdf"],
    "export": lambda out, reader: [f"{out}.xlsx"],
    "template": lambda out, reader: [f"{out}.xlsx"],
    "ledger export": lambda out, reader: [str(out)],
}
"""How each command that writes a file is called, for whom where it asks."""

THE_RECORD = {"ledger export"}
"""The record itself, in full, by which it is proved: for whoever keeps the database, and could read it there."""

OF_THE_LIBRARY = {"library themes export"}
"""What can hold nothing of a case."""


def writing(command: click.Command, name: str = "") -> Iterator[str]:
    """Each command that writes a file: it is told of a place at which there need be nothing yet."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for sub in command.list_commands(context):
            if found := command.get_command(context, sub):
                yield from writing(found, f"{name} {sub}".strip())
    elif any(isinstance(one.type, click.Path) and not one.type.exists for one in command.params):
        yield name


def taken(name: str, tmp_path: Path, reader: Who) -> str:
    """What a command has written, in words."""
    out = tmp_path / f"{name.replace(' ', '-')}-{reader.username}"
    done = CliRunner().invoke(main, [*name.split(), *TAKING[name](out, reader.username)])
    assert done.exit_code == 0, done.output
    [path] = tmp_path.glob(f"{out.name}*")
    match path.suffix:
        case ".pdf":
            return words_of_pdf(path.read_bytes())
        case ".xlsx":
            with ZipFile(path) as book:
                return "".join(book.read(part).decode() for part in book.namelist())
    return path.read_text(encoding="utf-8")


def test_every_command_that_writes_a_file_is_tried():
    assert set(writing(main)) == set(TAKING) | OF_THE_LIBRARY


def test_no_command_gives_away_a_closed_case_or_a_sealed_view(world, tmp_path):
    assert CLOSED not in taken("panel pack", tmp_path, MEMBER)
    assert CLOSED in taken("panel pack", tmp_path, COLLEAGUE)
    factories.a_user(SECRETARY)
    for name in set(TAKING) - THE_RECORD:
        assert SEALED not in taken(name, tmp_path, SECRETARY)
    open_the_views(world)
    (tmp_path / "export-sara.xlsx").unlink()
    assert SEALED in taken("export", tmp_path, SECRETARY)


def test_an_export_that_forgets_the_seal_is_found(world, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "_open", lambda rows, head: rows)
    assert SEALED in taken("export", tmp_path, SECRETARY)


def test_the_chronology_in_word_is_the_boards_alone(world, client_of):
    case = factories.a_case(decided_to_initiate="2015-05-20", told="2015-05-20")
    reviewed.commission(case)
    reviewed.involve(case, lambda field: f"{CLOSED}{field}")
    acts.submit(case, by=MANAGER, matter="non_publication", on=day("2015-09-01"), proposed_route="summary")
    acts.recuse(case, by=SECRETARY, on=day("2015-09-02"), member="milo", reason="Knows them.")
    assert f"{CLOSED}event" in words_of(client_of(MANAGER).get(f"/cases/{case}/chronology.docx"))
    assert world.colleague.get(f"/cases/{case}/chronology.docx").status_code == 403
    refused, absent = (world.member.get(f"/cases/{one}/chronology.docx") for one in (case, ABSENT))
    assert (refused.status_code, refused.content) == (absent.status_code, absent.content) == (404, absent.content)


# ── What programs are served ────────────────────────────────────────────────────────────────────────────────────────


def operations(client: Any) -> Iterator[tuple[str, list[str]]]:
    """Each operation of the schema that the site serves: its path, and what can be asked of it."""
    for path, verbs in client.get(reverse("repository_api_schema")).json()["paths"].items():
        for verb, operation in verbs.items():
            assert verb == "get", f"the test does not know how to ask {verb} {path}"
            yield path, [one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"]


def served(client: Any, planted: str, ids: list[str]) -> Iterator[tuple[str, str]]:
    """Each address of each operation by which a planted word comes out, or is counted where it was asked for."""
    for path, asks in operations(client):
        for where in {path.format(id=one, number=1) for one in ids}:
            if planted in words_of(client.get(where)):
                yield path, where
            for name in asks:
                found = client.get(where, {name: planted})
                if found.status_code == 200 and found.json()["count"]:
                    yield path, f"{where}?{name}"


def test_the_interface_for_programs_knows_nothing_of_a_case_or_of_what_is_not_published(world):
    library.deposit(by=MANAGER, on=day("2015-06-01"), title=f"{CLOSED}report", board=f"{CLOSED}board")
    a_draft(title=f"{CLOSED}title", pages=(f"{CLOSED}page",))
    entry = an_entry(title=f"{PUBLISHED} title", pages=(f"{PUBLISHED} page",), board=f"{PUBLISHED} board")
    for client in (world.member, world.colleague):
        for planted in (CLOSED, f"{CLOSED}title", SEALED):
            assert list(served(client, planted, [entry, "R2", world.closed])) == []
        found = {path.rpartition("/v1/")[2] for path, _ in served(client, PUBLISHED, [entry])}
        assert found == {"reviews", "reviews/{id}", "reviews/{id}/pages/{number}"}
        for whole in ("repository_csv", "repository_json_lines"):
            words = words_of(client.get(reverse(whole)))
            assert PUBLISHED in words
            assert CLOSED not in words
