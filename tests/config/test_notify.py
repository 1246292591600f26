"""What GOV.UK Notify would be asked, tried against a stand-in: there is no way from here to Notify itself."""

import base64
import hashlib
import hmac
import json
from urllib.error import URLError

import pytest
from django.core.mail import EmailMessage

from casereview.config import notify

SERVICE, SECRET = "11111111-2222-3333-4444-555555555555", "66666666-7777-8888-9999-000000000000"
KEY = f"letters-{SERVICE}-{SECRET}"


@pytest.fixture
def asked(monkeypatch, settings):
    settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE = KEY, "t"
    found = []
    monkeypatch.setattr("urllib.request.urlopen", lambda request, timeout: found.append(request) or open("/dev/null"))  # noqa: PTH123, SIM115
    return found


def a_message():
    message = EmailMessage(
        "The panel’s advice", "A letter.", to=["a@example.org", "b@example.org"], headers={"Message-ID": "<letters-1>"}
    )
    message.attach("2015-0001-advice.pdf", b"%PDF", "application/pdf")
    return message


def test_each_addressee_is_sent_the_letter_as_a_file_behind_their_own_address(asked):
    assert notify.EmailBackend().send_messages([a_message()]) == 1
    bodies = [json.loads(request.data) for request in asked]
    assert [body["email_address"] for body in bodies] == ["a@example.org", "b@example.org"]
    told = bodies[0]["personalisation"]
    assert told["subject"] == "The panel’s advice"
    assert base64.b64decode(told["file"]["file"]) == b"%PDF"
    assert told["file"]["filename"] == "2015-0001-advice.pdf"
    assert told["file"]["confirm_email_before_download"] is True
    assert bodies[0]["reference"] == "<letters-1>"
    assert asked[0].full_url.startswith("https://api.notifications.service.gov.uk/")


def test_the_token_is_signed_by_the_secret_and_names_the_service():
    head, said, signature = notify.token(KEY, now=1_700_000_000).split(".")
    pad = "=" * (-len(said) % 4)
    assert json.loads(base64.urlsafe_b64decode(said + pad)) == {"iss": SERVICE, "iat": 1_700_000_000}
    right = hmac.new(SECRET.encode(), f"{head}.{said}".encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64encode(right).rstrip(b"=").decode() == signature


def test_no_answer_is_an_error_unless_it_is_not_wanted(asked, monkeypatch):
    def unreachable(*_, **__):
        raise URLError("no way")

    monkeypatch.setattr("urllib.request.urlopen", unreachable)
    with pytest.raises(URLError):
        notify.EmailBackend().send_messages([a_message()])
    assert notify.EmailBackend(fail_silently=True).send_messages([a_message()]) == 0
