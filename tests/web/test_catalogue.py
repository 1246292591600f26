"""The repository's staff: what was handed in becomes an entry, and an entry is kept right."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from casereview.library import acts, desk, gate
from tests.factories import ANALYST, MANAGER
from tests.library.shelves import CATALOGUER, DAY, a_draft, an_entry, recommending

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.HOME = tmp_path


@pytest.fixture
def robin(client_of) -> Client:
    return client_of(CATALOGUER)


@pytest.fixture
def handed_in():
    return acts.deposit(
        by=MANAGER,
        on=DAY,
        title="Child Q: a review",
        board="Aldermarsh Board",
        anonymous=True,
        note="Please do not name us.",
        file=io.BytesIO(b"%PDF-1.4"),
        file_name="child-q.pdf",
        pages=["Nobody asked.", "Somebody should."],
    )


def read(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return " ".join(response.content.decode().split())


def form_of(client: Client, path: str) -> dict[str, str]:
    """What a form would send if nothing in it were changed."""
    html = client.get(path).content.decode()
    sent = {}
    for tag in re.findall("<input[^>]*>", html):
        if 'type="checkbox"' not in tag or " checked" in tag:
            sent |= dict(
                zip(re.findall('name="([a-z_]+)"', tag), [*re.findall('value="([^"]*)"', tag), ""], strict=False)
            )
    for name, choices in re.findall(r'<select[^>]*name="([a-z_]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        sent |= dict.fromkeys([name], *re.findall('value="([^"]*)" selected', choices)[:1])
    return sent


def test_what_was_handed_in_becomes_an_entry_that_everybody_can_read(robin, client, handed_in):
    assert "Child Q: a review" in read(robin, "/catalogue")
    html = read(robin, f"/catalogue/deposits/{handed_in.id}")
    assert "Please do not name us." in html
    assert "Nobody asked." in html
    draft = robin.post(f"/catalogue/deposits/{handed_in.id}/begin")["Location"]
    assert "In preparation" in read(robin, "/catalogue")

    sent = {
        **form_of(robin, draft),
        "kind": "scr",
        "published_on": "2015-10-31",
        "abstract": "What happened.",
        "check": "yes",
    }
    response = robin.post(draft, sent)
    assert response.status_code == 302, re.findall("error-summary.*?</ul>", response.content.decode(), re.DOTALL)
    assert response["Location"] == f"{draft}/check"
    point = f"{draft}/recommendation/1"
    kept = robin.post(point, {**form_of(robin, point), "said": "Ask.", "addressed_to": "The board", "page": "2"})
    assert kept["Location"] == draft
    assert "Ask." in read(robin, draft)

    html = read(robin, f"{draft}/check")
    assert "What happened." in html
    assert "Aldermarsh Board" not in html, "the board is not to be named"
    refused = robin.post(f"{draft}/check", form_of(robin, f"{draft}/check"))
    assert "tick that you have" in refused.content.decode()
    assert gate.count() == 0
    entry = robin.post(f"{draft}/check", {**form_of(robin, f"{draft}/check"), "sure": "yes"})["Location"]
    assert "It is public" in read(robin, entry)
    [review] = gate.catalogue()
    assert (review.board, review.anonymous, review.recommendations[0].text) == ("", True, "Ask.")
    assert "Ask." in read(client, f"/repository/reviews/{review.id}")
    assert "Nothing waits." in read(robin, "/catalogue")


def test_what_was_typed_is_kept_also_where_something_is_wrong(robin):
    draft = f"/catalogue/drafts/{a_draft().key}"
    answer = robin.post(draft, {**form_of(robin, draft), "name": "", "abstract": "Typed."})
    html = answer.content.decode()
    assert "Enter the report’s title" in html
    assert "Typed." in html


def test_two_people_at_one_draft_do_not_undo_each_other(robin):
    draft = f"/catalogue/drafts/{a_draft().key}"
    first, second = form_of(robin, draft), form_of(robin, draft)
    robin.post(draft, {**first, "abstract": "Hers."})
    answer = robin.post(draft, {**second, "abstract": "His."})
    assert "Somebody else has changed this draft" in answer.content.decode()


def test_a_report_is_brought_and_read(robin):
    file = SimpleUploadedFile("report.txt", b"Child R\n\nA review of what was known about Child R and when.")
    answer = robin.post("/catalogue/new", {"file": file, "board": "Fenn Board", "called": "Child R"})
    assert answer.status_code == 302, answer.content.decode()
    html = read(robin, answer["Location"])
    assert "1 page of text" in html
    file.seek(0)
    again = robin.post("/catalogue/new", {"file": file, "called": "The same"})
    assert "The repository has this report already" in again.content.decode()


def test_what_a_program_reads_in_a_report_is_proposed_with_its_passage(robin):
    text = "Serious Case Review: Child S\n\nPublished on 4 March 2015\n\nThe baby was four months old when it died."
    sent = acts.deposit(by=MANAGER, on=DAY, pages=[text], file_name="s.pdf")
    html = read(robin, robin.post(f"/catalogue/deposits/{sent.id}/begin")["Location"])
    assert "What the program read in the report" in html
    assert 'value="2015-03-04"' in html
    assert '<option value="scr" selected>' in html


def test_what_cannot_be_read_is_refused_with_the_reason(robin):
    answer = robin.post("/catalogue/new", {"file": SimpleUploadedFile("x.pdf", b"\x7fELF\x00\x01"), "called": "X"})
    assert answer.status_code == 200
    assert "The file " in answer.content.decode()
    assert "Choose the report’s file" in robin.post("/catalogue/new", {}).content.decode()


def test_what_does_not_belong_here_is_set_aside_with_the_reason(robin, handed_in):
    path = f"/catalogue/deposits/{handed_in.id}/decline"
    assert "Enter the reason" in robin.post(path, {"why": ""}).content.decode()
    robin.post(path, {"why": "A leaflet."})
    assert desk.queue(by=CATALOGUER) == []
    assert "This has been dealt with." in read(robin, f"/catalogue/deposits/{handed_in.id}")


def test_a_point_is_changed_and_taken_out(robin):
    found = a_draft(points=recommending("One.", "Two."))
    path = f"/catalogue/drafts/{found.key}/recommendation/1"
    robin.post(path, {**form_of(robin, path), "said": "First.", "another": "yes"})
    robin.post(path, {**form_of(robin, path), "out": "yes"})
    found.refresh_from_db()
    assert [point["text"] for point in found.answers["points"]] == ["Two."]
    assert robin.get(f"/catalogue/drafts/{found.key}/recommendation/3").status_code == 404
    assert robin.get(f"/catalogue/drafts/{found.key}/nothing/1").status_code == 404


def test_a_draft_is_thrown_away(robin):
    path = f"/catalogue/drafts/{a_draft().key}/discard"
    assert "is lost" in read(robin, path)
    robin.post(path)
    assert robin.get(path).status_code == 404


def test_an_entry_is_published_again_and_says_what_has_changed(robin, client):
    id = an_entry(abstract="Before.", points=recommending("Stay."))
    draft = robin.post(f"/catalogue/entries/{id}/revise")["Location"]
    robin.post(draft, {**form_of(robin, draft), "abstract": "After."})
    assert "Before." in read(client, f"/repository/reviews/{id}")
    answer = robin.post(f"{draft}/check", {**form_of(robin, f"{draft}/check"), "sure": "yes", "why": ""})
    assert "Enter what has changed" in answer.content.decode()
    robin.post(f"{draft}/check", {**form_of(robin, f"{draft}/check"), "sure": "yes", "why": "A word was wrong."})
    html = read(client, f"/repository/reviews/{id}")
    assert "After." in html
    assert "Stay." in html
    assert "A word was wrong." in read(robin, f"/catalogue/entries/{id}")
    assert "A word was wrong." not in html


def test_an_entry_is_withdrawn_with_a_reason_for_all_to_read(robin, client):
    id = an_entry()
    path = f"/catalogue/entries/{id}/withdraw"
    assert "Enter the reason" in robin.post(path, {}).content.decode()
    robin.post(path, {"why": "A court so ordered.", "asked_by": "Qcourt"})
    html = read(client, f"/repository/reviews/{id}", 410)
    assert "A court so ordered." in html
    assert "Qcourt" not in html
    assert "Qcourt" in read(robin, f"/catalogue/entries/{id}")


def test_the_same_review_twice_is_shown_and_merged(robin, client):
    kept, double = (
        an_entry(title="Child V: an overview report"),
        an_entry(title="Overview report: Child V", pages=("b",)),
    )
    html = read(robin, f"/catalogue/entries/{double}")
    assert "This may be in the catalogue already" in html
    path = f"/catalogue/entries/{double}/merge?into={kept}"
    assert f'value="{kept}"' in read(robin, path)
    assert "There is no entry" in robin.post(path, {"into": "R99", "why": "x"}).content.decode()
    robin.post(path, {"into": kept, "why": "The same child and day."})
    assert client.get(f"/repository/reviews/{double}")["Location"] == f"/repository/reviews/{kept}"


def test_a_theme_is_suggested_by_the_machine_and_decided_by_a_person(robin):
    id = an_entry()
    one = {"theme": "neglect", "words": ["neglect", "dirty"], "page": 3, "times": 4}
    [suggested] = acts.suggest(id, by=CATALOGUER, on=DAY, suggestions=[one])
    html = read(robin, "/catalogue/themes")
    assert "The words “neglect”, “dirty”, first on page 3 (4 times)" in html
    sent = {"theme": "neglect", "suggestion": suggested.id, "applies": "yes", "back": "themes"}
    assert robin.post(f"/catalogue/entries/{id}/themes", sent)["Location"] == "/catalogue/themes"
    assert gate.find(id).themes == ("neglect",)
    assert "0 suggestions wait" in read(robin, "/catalogue/themes")


def test_a_theme_is_given_by_hand_and_taken_away(robin):
    id = an_entry()
    path = f"/catalogue/entries/{id}/code"
    assert "Select a theme" in robin.post(path, {"applies": "yes"}).content.decode()
    robin.post(path, {"theme": "supervision", "applies": "yes", "why": "Page 4."})
    assert gate.find(id).themes == ("supervision",)
    assert "Supervision" in read(robin, f"/catalogue/entries/{id}")
    robin.post(path, {"theme": "supervision", "applies": "no"})
    assert gate.find(id).themes == ()
    assert "Page 4." in read(robin, f"/catalogue/entries/{id}")


def test_the_entries_are_listed_whether_they_are_public_or_not(robin):
    an_entry(title="Child W", withdrawn="x")
    assert "Child W" in read(robin, "/catalogue/entries")
    assert "There is no entry here" in read(robin, "/catalogue/entries?page=2")


def test_nobody_else_sees_the_desk(client_of, handed_in):
    for who in (MANAGER, ANALYST):
        for path in ("", "/new", "/entries", "/themes", f"/deposits/{handed_in.id}", f"/drafts/{a_draft().key}"):
            html = read(client_of(who), f"/catalogue{path}", 403)
            assert "This is for the repository&#39;s cataloguers." in html
            assert "Child Q" not in html
