"""Signing in: by password and by code, and what those who guess learn, which is nothing."""

import re
import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.test import Client

from casereview.people.models import User
from tests.web.conftest import PASSWORD

WRONG = "That name and password do not match an account"
WAIT = "There were too many tries. Wait 5 minutes"


def sign_in(client: Client, login: str = "nora", password: str = PASSWORD, **more: str):
    return client.post("/sign-in", {"login": login, "password": password, **more})


def signed_in(client: Client) -> bool:
    return client.get("/capacity").status_code == 200


def without_masks(html: bytes) -> str:
    """A page without what differs each time it is shown."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html.decode())


def code_of(secret: str, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


@pytest.fixture
def secret(nora: User) -> str:
    """Nora signs in with a code as well."""
    secret = generate_totp_secret()
    TOTP.activate(nora, secret)
    RecoveryCodes.activate(nora)
    return secret


# ── With a password ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("login", ["nora", "nora@example.org", " nora "])
def test_a_name_or_an_address_and_the_password_sign_in(client, nora, login):
    response = sign_in(client, login)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert signed_in(client)


def test_every_page_asks_to_sign_in_and_then_leads_on(client, nora):
    asked = client.get("/capacity?from=here")
    assert asked["Location"] == "/sign-in?next=/capacity%3Ffrom%3Dhere"
    assert 'name="next" value="/capacity?from=here"' in client.get(asked["Location"]).content.decode()
    assert sign_in(client, next="/capacity?from=here")["Location"] == "/capacity?from=here"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(client, nora, elsewhere):
    assert sign_in(client, next=elsewhere)["Location"] == "/"


def test_what_is_missing_is_asked_for(client, db):
    html = sign_in(client, "", "").content.decode()
    assert "Enter your username or email address" in html
    assert "Enter your password" in html
    assert "<title>Error: Sign in" in html


def test_a_wrong_password_an_unknown_name_and_a_closed_account_are_answered_alike(client, nora):
    User.objects.create_user("closed", password=PASSWORD, name="Closed", is_active=False)
    answers = {
        without_masks(sign_in(client, login, password).content).replace(login, "")
        for login, password in [("nora", "wrong"), ("nobody", "wrong"), ("closed", PASSWORD), ("closed", "wrong")]
    }
    assert len(answers) == 1
    assert WRONG in answers.pop()
    assert not signed_in(client)


@pytest.mark.parametrize("login", ["nora", "nobody"])
def test_after_five_wrong_passwords_the_right_one_has_to_wait_as_well(client, nora, login):
    assert [sign_in(client, login, "wrong").status_code for _ in range(6)] == [200] * 5 + [429]
    refused = sign_in(client, login)
    assert refused.status_code == 429
    assert WAIT in refused.content.decode()


def test_many_tries_from_one_place_have_to_wait_whatever_the_names(client, nora):
    statuses = [sign_in(client, f"nobody{n}", "wrong").status_code for n in range(32)]
    assert statuses[:10] == [200] * 10
    assert set(statuses[10:]) == {429}
    assert "There were too many tries" in sign_in(client).content.decode()


def test_nobody_signs_up(client, db):
    someone = {"username": "eve", "email": "eve@example.org", "password1": PASSWORD}
    for response in (client.get("/sign-up"), client.post("/sign-up", someone)):
        assert "You cannot make an account yourself" in response.content.decode()
    assert not User.objects.exists()


def test_signing_out_is_pressed_and_the_browser_forgets(client, nora):
    client.force_login(nora)
    assert "Do you want to sign out?" in client.get("/sign-out").content.decode()
    assert signed_in(client)
    response = client.post("/sign-out")
    assert (response["Location"], response["Clear-Site-Data"]) == ("/", '"cache"')
    assert not signed_in(client)


def test_signing_in_begins_a_new_session(client, nora):
    client.get("/sign-in")
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before


# ── With a code as well ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_code_is_asked_for_after_the_password(client, secret):
    assert sign_in(client)["Location"].startswith("/sign-in/code")
    assert not signed_in(client)
    assert "Enter your code" in client.get("/sign-in/code").content.decode()
    assert client.post("/sign-in/code", {"code": code_of(secret)})["Location"] == "/"
    assert signed_in(client)


def test_who_has_no_code_can_begin_again_as_somebody_else(client, secret, carl):
    sign_in(client)
    assert client.get("/sign-in")["Location"].startswith("/sign-in/code")
    assert client.post("/sign-out", {"next": "/sign-in"})["Location"] == "/sign-in"
    sign_in(client, "carl")
    assert signed_in(client)


def test_a_code_works_once(client, secret):
    code = code_of(secret)
    sign_in(client)
    client.post("/sign-in/code", {"code": code})
    again = Client()
    sign_in(again)
    for typed in (code, f"{code[:3]} {code[3:]}"):
        assert (
            "That code is wrong, has run out or was used before"
            in again.post("/sign-in/code", {"code": typed}).content.decode()
        )
    assert not signed_in(again)


def test_codes_cannot_be_guessed_at_leisure(client, secret):
    sign_in(client)
    for _ in range(5):
        client.post("/sign-in/code", {"code": "000000"})
    assert WAIT in client.post("/sign-in/code", {"code": code_of(secret)}).content.decode()
    assert not signed_in(client)


def test_a_recovery_code_works_once_too(client, nora, secret):
    [code, *_] = Authenticator.objects.get(user=nora, type="recovery_codes").wrap().get_unused_codes()
    sign_in(client)
    client.post("/sign-in/code", {"code": code})
    assert signed_in(client)
    again = Client()
    sign_in(again)
    again.post("/sign-in/code", {"code": code})
    assert not signed_in(again)


def test_codes_are_started_and_stopped_by_those_who_know_the_password(client, nora):
    client.force_login(nora)
    assert client.get("/account/codes/start")["Location"].startswith("/account/confirm?")
    confirmed = client.post("/account/confirm", {"password": PASSWORD, "next": "/account/codes/start"})
    assert confirmed["Location"] == "/account/codes/start"

    page = client.get("/account/codes/start").content.decode()
    assert "<svg" in page
    assert "data:" not in page
    [secret] = re.findall('<code class="app-key">([A-Z2-7]+)</code>', page)
    wrong = client.post("/account/codes/start", {"code": "000000"})
    assert "That code is wrong" in wrong.content.decode()
    assert secret in wrong.content.decode()
    assert client.post("/account/codes/start", {"code": code_of(secret)})["Location"] == "/account/codes/recovery"

    assert client.get("/account/codes/recovery").content.decode().count('<code class="app-key">') == 10
    account = client.get("/account/codes").content.decode()
    assert "You have 10 recovery codes left" in account
    assert "Make new codes" in client.get("/account/codes/recovery/new").content.decode()
    assert client.post("/account/codes/recovery/new")["Location"] == "/account/codes/recovery"
    assert "Stop using codes" in client.get("/account/codes/stop").content.decode()
    assert client.post("/account/codes/stop")["Location"] == "/account/codes"
    assert not get_adapter().is_mfa_enabled(nora)
    assert "You now sign in without a code." in client.get("/account/codes").content.decode()


def test_who_uses_codes_can_confirm_by_one(client, nora, secret):
    client.force_login(nora)
    assert "/account/confirm/code" in client.get("/account/confirm").content.decode()
    assert "Confirm that it is you" in client.get("/account/confirm/code").content.decode()
    confirmed = client.post("/account/confirm/code", {"code": code_of(secret), "next": "/account/codes/stop"})
    assert confirmed["Location"] == "/account/codes/stop"


# ── Passwords ───────────────────────────────────────────────────────────────────────────────────────────────────────


def change(client: Client, old: str, new: str, again: str):
    return client.post("/account/password", {"oldpassword": old, "password1": new, "password2": again})


def test_a_password_is_changed_by_those_who_know_it(client, nora):
    client.force_login(nora)
    assert "Change your password" in client.get("/account/password").content.decode()
    response = change(client, PASSWORD, "meadow kettle thimble", "meadow kettle thimble")
    assert response.status_code == 302
    assert sign_in(Client(), password="meadow kettle thimble")["Location"] == "/"


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", "meadow kettle thimble", "meadow kettle thimble", "Enter the password that you sign in with now"),
        (PASSWORD, "short", "short", "at least 15 characters"),
        (PASSWORD, "1q2w3e4r5t6y7u8i9o0p", "1q2w3e4r5t6y7u8i9o0p", "too common"),
        (PASSWORD, "meadow kettle thimble", "meadow kettle", "same password each time"),
        ("", "", "", "Enter a new password"),
    ],
)
def test_a_password_that_will_not_do_is_told_why(client, nora, old, new, again, said):
    client.force_login(nora)
    assert said in change(client, old, new, again).content.decode()


def test_asking_for_a_new_password_does_not_tell_whether_there_is_an_account(client, nora):
    known = client.post("/account/password/reset", {"email": "nora@example.org"}, follow=True)
    unknown = client.post("/account/password/reset", {"email": "nobody@example.org"}, follow=True)
    assert without_masks(known.content) == without_masks(unknown.content)
    assert [message.to for message in mail.outbox] == [["nora@example.org"], ["nobody@example.org"]]
    assert "There is no account with it" in mail.outbox[1].body


def test_the_link_in_the_message_gives_a_new_password_once(client, nora):
    client.post("/account/password/reset", {"email": "nora@example.org"})
    [message] = mail.outbox
    assert message.subject == "Choose a new password for Casereview"
    [link] = re.findall(r"http://testserver(\S+)", message.body)
    form = client.get(link)["Location"]
    assert link.rsplit("-", 1)[-1] not in form
    assert "Choose a new password" in client.get(form).content.decode()
    new = {"password1": "meadow kettle thimble", "password2": "meadow kettle thimble"}
    assert client.post(form, new)["Location"] == "/account/password/reset/done"
    assert "Your password is changed" in client.get("/account/password/reset/done").content.decode()
    assert sign_in(client, password="meadow kettle thimble")["Location"] == "/"
    assert "This link no longer works" in Client().get(link).content.decode()


def test_only_so_many_messages_are_sent_to_one_address(client, nora):
    statuses = [client.post("/account/password/reset", {"email": "nora@example.org"}).status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]


def test_a_wrong_address_is_told_how_one_looks(client, db):
    response = client.post("/account/password/reset", {"email": "nora"})
    assert "Enter an email address, like name@example.org" in response.content.decode()
