"""The members' own pages: their terms, their interests, and the case in which one takes no part."""

from datetime import date
from typing import Any

import pytest

from casereview.casework import acts
from casereview.casework.models import Interest, Recusal
from casereview.ledger.models import Refused
from casereview.people import acts as people
from casereview.people import capacities
from casereview.people.models import User
from casereview.rules.codes import Role
from tests import factories
from tests.factories import CHAIR, COLLEAGUE, MANAGER, MEMBER, SECRETARY, day, on_the_panel

JUNE_2013, MARCH_2015 = date(2013, 6, 10), date(2015, 3, 31)
FIRST_END = date(2015, 6, 9)
FIRST_FOUR = ("elizabeth.clarke", "nicholas.dann", "peter.wanless", "jenni.russell")


@pytest.fixture
def the_five(db):
    """The panel of 2013 to 2015: four for two years, of whom three were extended and one stepped down; a fifth came."""
    factories.organisations()
    for username in (*FIRST_FOUR, "alice.miles"):
        User.objects.create(username=username, name=username.replace(".", " ").title(), email=f"{username}@example.org")
    held = {
        name: people.appoint(
            User.objects.get(username=name), Role.MEMBER, "PANEL", since=JUNE_2013, until=FIRST_END, by="tests"
        )
        for name in FIRST_FOUR
    }
    for name in FIRST_FOUR[:3]:
        people.end(held[name], until=date(2017, 6, 9), why="Extended for two years.", by="tests")
    people.end(held["jenni.russell"], until=MARCH_2015, why="Stepped down.", by="tests")
    alice = User.objects.get(username="alice.miles")
    people.appoint(alice, Role.MEMBER, "PANEL", since=date(2015, 4, 1), by="tests")


def members_on(day: date) -> set[str]:
    return {term.username for term in capacities.terms(Role.MEMBER) if term.holds(day)}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2013-06-09", set()),
        ("2014-07-01", set(FIRST_FOUR)),
        ("2015-03-31", set(FIRST_FOUR)),
        ("2015-04-01", {*FIRST_FOUR[:3], "alice.miles"}),
        ("2015-06-10", {*FIRST_FOUR[:3], "alice.miles"}),
        ("2017-06-10", {"alice.miles"}),
    ],
)
def test_the_five_of_the_first_panel_held_their_seats_from_day_to_day(the_five, on, expected):
    assert members_on(day(on)) == expected


def test_terms_that_were_changed_say_why(the_five, client_of):
    html = client_of(SECRETARY).get("/panel/members").content.decode()
    assert "Member from 10 June 2013 to 9 June 2017" in html
    assert "Extended for two years." in html
    assert "Stepped down." in html


def test_a_member_declares_an_interest_and_it_is_seen_on_a_case_of_that_board(client_of, db):
    reference = factories.a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20")
    answers = {
        "member": "milo",
        "interest": "Chairs a charity that the board pays.",
        "board": "B1",
        "on-day": "1",
        "on-month": "2",
        "on-year": "2015",
    }
    assert client_of(MEMBER).post("/panel/interests/new", answers).status_code == 302
    assert "Chairs a charity" in client_of(MEMBER).get("/panel/members").content.decode()
    page = client_of(SECRETARY).get(f"/cases/{reference}/recusal").content.decode()
    assert "Milo Member has declared an interest in this board: Chairs a charity" in page


def test_an_interest_ends_by_a_correction_and_both_are_shown(client_of, db):
    client = client_of(SECRETARY)
    on_the_panel()
    interest = acts.declare(by=SECRETARY, on=day("2015-02-01"), member="milo", interest="Sits on a board.", board="B2")
    answers = {
        "on-day": "1",
        "on-month": "2",
        "on-year": "2015",
        "interest": "Sat on a board.",
        "board": "B2",
        "until-day": "1",
        "until-month": "5",
        "until-year": "2015",
        "why": "Left it.",
    }
    response = client.post(f"/panel/log/interests/{interest.pk}/correct", answers)
    assert response.url == "/panel/members"
    html = client.get("/panel/members").content.decode()
    assert "Sat on a board." in html
    assert "It said before: Sits on a board." in html
    assert Interest.objects.count() == 2


def test_a_member_takes_no_part_and_is_sent_away_from_the_case(client_of, db):
    reference = factories.a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20")
    client = client_of(MEMBER)
    address = f"/cases/{reference}/recusal"
    assert client.get(address).status_code == 200
    refused = client.post(address, {"member": "milo", "reason": ""})
    assert "Enter why they take no part" in refused.content.decode()
    form = {"member": "milo", "reason": "Knows the family.", "token": "once"}
    assert client.post(address, form).url == "/panel"
    assert client.post(address, form).status_code == 404
    assert Recusal.objects.count() == 1
    assert reference not in client.get("/panel").content.decode()


def test_the_secretariat_closes_a_case_to_a_member_once(client_of, db):
    reference = factories.a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20")
    on_the_panel()
    client = client_of(SECRETARY)
    form = {"member": "milo", "reason": "Advised the board."}
    assert client.post(f"/cases/{reference}/recusal", form).url == f"/cases/{reference}"
    assert "Milo Member" in client.get(f"/cases/{reference}").content.decode()
    with pytest.raises(Refused, match="already"):
        acts.recuse(reference, by=SECRETARY, on=day("2015-06-01"), member="milo", reason="Again.")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"member": "mina"}, "on the panel"),
        ({"member": "nobody"}, "on the panel"),
        ({"interest": "  "}, "Say what"),
        ({"board": "B9"}, "Choose the board"),
        ({"until": day("2014-01-01")}, "before the first"),
        ({"on": day("2999-01-01")}, "future"),
    ],
)
def test_what_an_interest_cannot_be(db, answers, words):
    on_the_panel()
    given = {"on": day("2015-01-01"), "member": "milo", "interest": "A charity.", **answers}
    with pytest.raises(Refused, match=words):
        acts.declare(by=SECRETARY, **given)
    assert not Interest.objects.exists()


# ── Terms ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def a_term() -> Any:
    return capacities.terms(Role.MEMBER)[-1]


def on(name: str, day: str) -> dict[str, str]:
    return dict(zip((f"{name}-year", f"{name}-month", f"{name}-day"), day.split("-"), strict=True))


def test_a_member_is_appointed_extended_and_steps_down_on_pages_and_each_is_told(client_of, db):
    factories.a_user(CHAIR)
    secretary = client_of(SECRETARY)
    appointed = {"member": CHAIR.username, **on("on", "2015-04-01"), **on("until", "2099-03-31")}
    assert secretary.post("/panel/members/appoint", appointed).url == "/panel/members"
    extend = f"/panel/members/{a_term().id}/extend"
    longer = {**on("until", "2100-03-31"), "why": "The Minister’s letter of 12 March.", "token": "once"}
    for _ in range(2):  # posted twice is done once
        assert secretary.post(extend, longer).url == "/panel/members"
    assert a_term().until == date(2100, 3, 31)
    down = f"/panel/members/{a_term().id}/step-down"
    secretary.post(down, {**on("until", "2015-05-31"), "why": "To a new post."})
    changed = secretary.post(down, {**on("until", "2015-06-30"), "why": "Later."}).content.decode()
    assert "Somebody else has changed this appointment meanwhile" in changed
    assert 'value="30"' in changed
    html = " ".join(secretary.get("/panel/members").content.decode().split())
    assert "Member from 1 April 2015 to 31 May 2015." in html
    assert "to end on 31 March 2100 in place of 31 March 2099: The Minister’s letter of 12 March." in html
    assert "to end on 31 May 2015 in place of 31 March 2100: To a new post." in html
    assert capacities.holds(CHAIR.username, Role.MEMBER, date(2015, 5, 31))
    assert not capacities.holds(CHAIR.username, Role.MEMBER, date(2015, 6, 1))


@pytest.mark.parametrize(
    ("act", "answers", "words"),
    [
        ("appoint_member", {"member": "nobody", "on": day("2015-01-01")}, "Nobody signs in as “nobody”"),
        ("appoint_member", {"member": "sara", "on": day("2015-01-01")}, "Nobody appoints themselves"),
        ("appoint_member", {"member": "milo", "on": day("2015-01-01")}, "a member in that time already"),
        ("appoint_member", {"member": "mina", "on": day("2015-01-02"), "until": day("2015-01-01")}, "before it begins"),
        ("extend_term", {"until": day("2098-12-31"), "why": "So."}, "Enter a later day"),
        ("extend_term", {"until": day("2100-01-01"), "why": " "}, "Say why"),
        ("extend_term", {"until": day("2100-01-01"), "why": "So.", "term": "nothing"}, "no such term"),
        ("step_down", {"until": day("2098-12-31"), "why": "So."}, "Enter an earlier day"),
        ("step_down", {"until": day("2009-01-01"), "why": "So."}, "began on 2010-01-01"),
        ("step_down", {"until": day("2020-01-01"), "why": "A \x00."}, "cannot be kept"),
    ],
)
def test_what_a_term_cannot_be(db, act, answers, words):
    on_the_panel(until=day("2098-12-31"))
    factories.a_user(MANAGER)
    given = answers if act == "appoint_member" else {"term": a_term().id, **answers}
    with pytest.raises(Refused, match=words):
        getattr(acts, act)(by=SECRETARY, **given)
    assert a_term().until == day("2098-12-31")


def test_a_term_that_is_over_or_has_no_end_is_not_extended(db):
    on_the_panel(until=day("2015-05-31"))
    for who, words in ((MEMBER, "ended on 2015-05-31"), (COLLEAGUE, "No last day is set")):
        on_the_panel(who)
        [term] = [one for one in capacities.terms(Role.MEMBER) if one.username == who.username]
        with pytest.raises(Refused, match=words):
            acts.extend_term(by=SECRETARY, term=term.id, until=day("2099-01-01"), why="So.")


def test_terms_are_the_secretariats_to_change(client_of, db):
    on_the_panel()
    html = client_of(MEMBER).get("/panel/members").content.decode()
    assert "step down" not in html
    assert "Appoint a member" not in html
    for where in ("appoint", f"{a_term().id}/extend", f"{a_term().id}/step-down"):
        assert client_of(MEMBER).get(f"/panel/members/{where}").status_code == 403
    assert client_of(SECRETARY).get("/panel/members/nothing/extend").status_code == 404


def test_the_members_page_is_the_panels_own(client_of, db):
    factories.organisations()
    assert client_of(MANAGER).get("/panel/members").status_code == 403
    assert client_of(MANAGER).get("/panel/interests/new").status_code == 403
