"""What people are told when something goes wrong, or is refused."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.web.gallery")


@pytest.fixture
def visitor(carl) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(carl)
    return client


def test_what_is_not_there_and_what_is_not_yours_are_alike_to_the_byte(visitor):
    answers = [
        visitor.get(path) for path in ("/gallery/unseen/2015-0042", "/gallery/missing", "/absent", "/absent?q=a")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1


def test_a_refusal_gives_its_reason(visitor):
    response = visitor.get("/gallery/refused")
    assert response.status_code == 403
    assert "Only the Chair decides whether to hold a review." in response.content.decode()


def test_a_fault_of_ours_gives_a_reference_and_nothing_else(visitor, caplog):
    response = visitor.get("/gallery/broken")
    assert response.status_code == 500
    [reference] = re.findall("<strong>([0-9a-f]{8})</strong>", response.content.decode())
    assert f"Answered with error {reference}" in caplog.text
    assert "canary" not in response.content.decode()


def test_a_page_that_is_only_pressed_is_not_opened(visitor):
    response = visitor.put("/health")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert "cannot be opened like that" in response.content.decode()


def test_a_form_that_is_out_of_date_says_what_to_do(db):
    response = Client(enforce_csrf_checks=True).post("/sign-in", {"login": "carl"})
    assert response.status_code == 403
    assert "Go back in your browser" in response.content.decode()


def test_a_host_that_is_not_ours_is_told_nothing(db):
    response = Client().get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "elsewhere" not in response.content.decode()


def test_a_misspelt_name_in_a_template_is_a_fault_and_never_a_blank(visitor):
    assert visitor.get("/gallery/misspelt").status_code == 500


@pytest.mark.parametrize("path", ["/gallery/refused", "/gallery/broken", "/absent"])
def test_no_error_says_who_is_asking_or_for_what(visitor, path):
    html = visitor.get(path).content.decode()
    assert "Carl" not in html
    assert path not in html
    assert "csrf" not in html
