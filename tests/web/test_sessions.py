"""Sessions end, and what was typed in them does not go with them."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.urls("tests.web.gallery")

QUESTION = "/gallery/question?case=2015-0042"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2015-05-06T09:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def visitor(nora) -> Client:
    return Client(enforce_csrf_checks=True)


def hidden(html: str, name: str) -> str:
    return re.findall(f'name="{name}"[^>]*value="([^"]*)"', html)[0]


def sign_in(visitor: Client, username: str = "nora", to: str = "/") -> str:
    token = hidden(visitor.get("/sign-in").content.decode(), "csrfmiddlewaretoken")
    answers = {"csrfmiddlewaretoken": token, "login": username, "password": PASSWORD, "next": to}
    return visitor.post("/sign-in", answers)["Location"]


def filled_in(visitor: Client, path: str = QUESTION) -> dict[str, str]:
    """A form as somebody has filled it in: with an impossible day, so that it is not acted on."""
    html = visitor.get(path).content.decode()
    names = ("csrfmiddlewaretoken", "whose", "token")
    typed = {"decided_on-day": "31", "decided_on-month": "June", "decided_on-year": "2015", "password": "canary"}
    return {**{name: hidden(html, name) for name in names}, **typed}


def signed_in(visitor: Client) -> bool:
    return visitor.get("/capacity").status_code == 200


def test_a_session_that_is_used_goes_on(visitor, clock):
    sign_in(visitor)
    for _ in range(4):
        clock.shift(29 * 60)
        assert signed_in(visitor)


def test_a_session_ends_when_nothing_is_done_in_it(visitor, clock):
    sign_in(visitor)
    assert signed_in(visitor)
    clock.shift(31 * 60)
    assert visitor.get("/capacity")["Location"] == "/sign-in?next=/capacity"
    assert "had not used Casereview for a while" in visitor.get("/sign-in").content.decode()


def test_a_session_ends_after_half_a_day_however_busy(visitor, clock):
    sign_in(visitor)
    for _ in range(12 * 3):
        clock.shift(20 * 60)
        assert signed_in(visitor)
    clock.shift(60)
    assert not signed_in(visitor)


def test_what_was_typed_when_the_session_ended_is_there_after_signing_in(visitor, clock):
    sign_in(visitor)
    form = filled_in(visitor)
    clock.shift(31 * 60)

    sent = visitor.post(QUESTION, form)
    assert sent["Location"] == "/sign-in?next=/gallery/question%3Fcase%3D2015-0042"
    assert "What you typed is kept" in visitor.get(sent["Location"]).content.decode()
    assert sign_in(visitor, to=QUESTION) == QUESTION

    html = visitor.get(QUESTION).content.decode()
    assert all(f'value="{typed}"' in html for typed in ("31", "June", "2015"))
    assert "Here is what you had typed" in html
    assert "Error" not in html
    assert hidden(html, "token") == form["token"]
    assert "canary" not in html
    assert "Here is what you had typed" not in visitor.get(QUESTION).content.decode()


def test_it_is_there_even_after_the_browser_was_closed_and_days_have_passed(visitor, clock):
    sign_in(visitor)
    form = filled_in(visitor)
    clock.shift(3 * 24 * 60 * 60)
    visitor.cookies.clear()
    visitor.post(QUESTION, form)
    sign_in(visitor)
    assert 'value="June"' in visitor.get(QUESTION).content.decode()


def test_nobody_else_is_shown_it(visitor, clock, carl):
    sign_in(visitor)
    form = filled_in(visitor)
    clock.shift(31 * 60)
    visitor.post(QUESTION, form)
    sign_in(visitor, "carl")
    assert "June" not in visitor.get(QUESTION).content.decode()
    assert "kept" not in visitor.session
    visitor.post(
        "/sign-out", {"csrfmiddlewaretoken": hidden(visitor.get("/privacy").content.decode(), "csrfmiddlewaretoken")}
    )
    sign_in(visitor)
    assert "June" not in visitor.get(QUESTION).content.decode()


def test_passwords_and_our_own_marks_are_not_kept(visitor, clock):
    sign_in(visitor)
    form = filled_in(visitor)
    clock.shift(31 * 60)
    visitor.post(QUESTION, form)
    [kept] = visitor.session["kept"].values()
    assert sorted(part.split("=")[0] for part in kept["typed"].split("&")) == [
        "decided_on-day",
        "decided_on-month",
        "decided_on-year",
        "token",
    ]


def test_it_is_shown_on_its_own_page_alone(visitor, clock):
    sign_in(visitor)
    form = filled_in(visitor)
    clock.shift(31 * 60)
    visitor.post(QUESTION, form)
    sign_in(visitor)
    assert "June" not in visitor.get("/gallery/question?case=2015-0043").content.decode()
    assert "June" in visitor.get(QUESTION).content.decode()


@pytest.mark.parametrize("whose", ["", "1", "1:forged:mark", "\0"])
def test_nothing_is_kept_that_does_not_bear_our_mark(visitor, whose):
    assert visitor.post(QUESTION, {"whose": whose, "decided_on-day": "31"}).status_code == 403
    assert Session.objects.count() == 0


def test_a_mark_does_not_last_for_ever(visitor, clock):
    sign_in(visitor)
    form = filled_in(visitor)
    clock.shift(8 * 24 * 60 * 60)
    assert visitor.post(QUESTION, form).status_code == 403


def test_only_a_few_pages_are_kept(visitor, clock):
    sign_in(visitor)
    form = filled_in(visitor)
    clock.shift(31 * 60)
    for number in range(8):
        visitor.post(f"/gallery/question?case={number}", form)
    assert list(visitor.session["kept"]) == [f"/gallery/question?case={number}" for number in range(3, 8)]


def test_a_button_pressed_too_late_does_nothing_and_leads_to_signing_in(visitor, clock):
    sign_in(visitor)
    token = filled_in(visitor)["csrfmiddlewaretoken"]
    clock.shift(31 * 60)
    assert visitor.post("/capacity", {"csrfmiddlewaretoken": token})["Location"] == "/sign-in?next=/"


def test_a_form_that_is_in_time_is_not_disturbed(visitor, clock):
    sign_in(visitor)
    form = filled_in(visitor)
    clock.shift(29 * 60)
    html = visitor.post(QUESTION, form).content.decode()
    assert "Date of the decision must be a real date" in html
    assert 'value="June"' in html
