"""The headers of every kind of response."""

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.web.gallery")

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}

KINDS = {
    "/accessibility": 200,
    "/gallery/form": 200,
    "/health": 200,
    "/static/casereview/govuk.css": 200,
    "/static/casereview/absent.css": 404,
    "/": 302,
    "/gallery/refused": 403,
    "/gallery/missing": 404,
    "/gallery/broken": 500,
    "/absent": 404,
}


@pytest.fixture
def visitor(carl) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(carl)
    return client


def assert_locked_down(response) -> None:
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["Server"] == "casereview"
    assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize(("path", "status"), KINDS.items())
def test_every_response_is_locked_down(visitor, path, status, monkeypatch):
    from casereview.rules.codes import Role
    from casereview.web import tags

    monkeypatch.setitem(tags.MENUS, Role.CHAIR, (("Form", "accessibility"),))
    response = visitor.get(path)
    response.getvalue()  # a file is open until it is read
    assert response.status_code == status
    assert_locked_down(response)


def test_so_are_the_answers_that_no_view_gives(visitor):
    wrong_method = visitor.post("/health")
    wrong_host = visitor.get("/", headers={"host": "elsewhere.example"})
    forged = Client(enforce_csrf_checks=True).post("/sign-in")
    too_much = visitor.post("/gallery/form", {f"n{n}": "" for n in range(501)})
    assert [r.status_code for r in (wrong_method, wrong_host, forged, too_much)] == [405, 400, 403, 400]
    for response in (wrong_method, wrong_host, forged, too_much):
        assert_locked_down(response)


@pytest.mark.parametrize("path", [path for path in KINDS if not path.startswith("/static/")])
def test_nothing_of_a_page_is_stored(visitor, path):
    assert visitor.get(path)["Cache-Control"] == "no-store"


def test_what_is_the_same_for_everybody_may_be_stored(client):
    response = client.get("/static/casereview/govuk.css")
    response.getvalue()
    assert "no-store" not in response["Cache-Control"]


def test_over_https_browsers_are_told_to_stay_there(settings, db):
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    for response in (Client().get("/sign-in"), Client().get("/sign-in", secure=True), Client().get("/", secure=True)):
        assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_cookies_are_the_session_alone_and_no_script_reads_it(client, carl):
    client.post("/sign-in", {"login": "carl", "password": "harbour lantern pebble"})
    [cookie] = client.cookies.values()
    assert (cookie.key, cookie["httponly"], cookie["samesite"], cookie["expires"]) == ("session", True, "Lax", "")
