"""Every door to a case, tried by a member who takes no part in it: pages, lists, searches, figures, exports, guessed addresses.

The doors are the site map's own, so that a new page cannot be forgotten. What is planted in the case must come out by none;
and a fault planted in the one place that decides must be found by the same trial.
"""

from collections.abc import Iterator
from itertools import islice
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from django.core.exceptions import ObjectDoesNotExist

from casereview.casework import acts, counting, files, meetings, standing
from casereview.rules import facts, permits
from casereview.rules.figures import Period
from casereview.rules.permits import Who
from tests import factories
from tests.factories import ANALYST, CHAIR, COLLEAGUE, MANAGER, MEMBER, SECRETARY, day, on_the_panel
from tests.web.test_permits_table import ABSENT, CANARY, address, asked, is_about_a_case, opened, routes

YEAR = Period(day("2014-07-01"), day("2015-06-30"))
FILTERS = "?stage=not_reviewed&pile=agreed&members=non_initiations&year=2014"


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
    acts.recuse(closed, by=SECRETARY, on=day("2015-06-01"), member="milo", reason=f"{CANARY}closedrecusal")
    return SimpleNamespace(closed=closed, open=open_, member=client_of(MEMBER), colleague=client_of(COLLEAGUE))


def _a_case(planted: str) -> str:
    reference: str = factories.a_notification(incident={"description": planted}).case_id
    acts.decide(reference, by=CHAIR, on=day("2015-05-12"), initiate=False, reasons=planted, post_mortem="confirmed")
    items = {"sin_copy": (True, planted)}
    sent = acts.submit(reference, by=MANAGER, matter="non_initiation", on=day("2015-05-20"), items=items)
    acts.check(reference, by=SECRETARY, submission=sent.id, on=day("2015-05-21"), result="complete")
    return reference


def words_of(response: Any) -> str:
    """What an answer says; of a PDF, the words on its pages and the names of what is attached to it."""
    if response.get("Content-Type") != "application/pdf":
        return response.getvalue().decode(errors="replace")
    pdf = pypdfium2.PdfDocument(response.content)
    attached = [pdf.get_attachment(number).get_name() for number in range(pdf.count_attachments())]
    return " ".join([*(page.get_textpage().get_text_bounded() for page in pdf), *attached])


def leaks(client: Any, closed: str) -> Iterator[str]:
    """Each door by which something of a case comes out, in words."""
    nowhere = client.get(f"/cases/{ABSENT}").content
    for name, pattern in routes():
        if is_about_a_case(pattern):
            for verb in ("GET", "POST"):
                door = asked(client, verb, address(name, pattern, closed, "absent", otherwise="absent"))
                if (door.status_code, door.content) == (404, nowhere):
                    continue
                absent = asked(client, verb, address(name, pattern, ABSENT, "absent", otherwise="absent"))
                if (door.status_code, door.content) != (absent.status_code, absent.content):
                    yield (f"{verb} {name}: {door.status_code}, and {absent.status_code} for an absent case")
            continue
        where = address(name, pattern, ABSENT, "absent", otherwise="absent")
        for query in ("", f"?reference={closed}&q={closed}", FILTERS):
            door = client.get(where + query)
            went = door.status_code == 302
            shown = door.url if went else words_of(door)
            typed = f"={closed}" in query and not went  # a page may repeat what was typed into it
            if f"{CANARY}closed" in shown or (closed in shown and not typed):
                yield (f"GET {name}{query}: the case shows")


def test_a_member_who_takes_no_part_finds_no_door(world):
    assert list(leaks(world.member, world.closed)) == []


def test_another_member_finds_them_all_open(world):
    """Or the trial above would try nothing."""
    assert len(list(islice(leaks(world.colleague, world.closed), 8))) == 8
    assert world.colleague.get(f"/cases/{world.closed}").status_code == 200


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
