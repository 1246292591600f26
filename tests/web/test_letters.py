"""The pages of letters: written by one secretary, read and countersigned by another, issued and sent."""

import re

import pytest
from django.core import mail

from casereview.casework import acts
from casereview.casework.models import Countersignature, Draft, Letter
from tests.factories import CHAIR, MEMBER, SECOND, SECRETARY, a_case, a_user, begun_letter, day, the_file


@pytest.fixture
def case(db):
    reference = a_case(
        decided_not_to_initiate="2026-05-12",
        notified="2026-04-07",
        submitted="2026-05-20",
        advised=("2026-11-09", "refer_back"),
    )
    a_user(CHAIR)
    return reference


def the_token(html):
    return {name: re.search(rf'name="{name}" value="([^"]*)"', html)[1] for name in ("token", "seen")}


def test_from_the_list_to_the_board(case, client_of):
    sara, sven = client_of(SECRETARY), client_of(SECOND)
    listed = sara.get("/panel/letters").content.decode()
    address = re.search(rf'href="(/cases/{case}/letters/about/[^"]+)"', listed)[1]
    form = sara.get(address).content.decode()
    assert "The national panel considered it on 9 November 2026." in form
    assert "The panel&#39;s advice: a decision not to review, 9 November 2026" in form
    posted = sara.post(
        address, {"version": "0", "chosen": ["considered", "doubt", "answer"], "own": "We look forward to it."}
    )
    draft = Draft.objects.get(journey="letter")
    assert posted.headers["Location"] == f"/cases/{case}/letters/drafts/{draft.key}"
    shown = sara.get(posted.headers["Location"]).content.decode()
    assert "Rests on no record" in shown
    assert "A second officer countersigns it" in shown
    assert "/countersign" not in shown

    page = f"/cases/{case}/letters/drafts/{draft.key}/countersign"
    sven.post(page, the_token(sven.get(page).content.decode()))
    assert Countersignature.objects.get().recorded_by == "sven"
    page = f"/cases/{case}/letters/drafts/{draft.key}/issue"
    answers = the_token(sara.get(page).content.decode())
    issued = sara.post(page, answers, follow=True)
    assert "It has gone out by e-mail." in issued.content.decode()
    assert sara.post(page, answers).headers["Location"] == f"/cases/{case}/letters/{Letter.objects.get().id}"
    assert [message.to for message in mail.outbox] == [["carl@example.org"]]
    assert (
        "We look forward to it."
        in client_of(CHAIR).get(f"/cases/{case}/letters/{Letter.objects.get().id}").content.decode()
    )
    assert "No letter is to be written." in sara.get("/panel/letters").content.decode()
    assert f"/letters/{Letter.objects.get().id}" in client_of(MEMBER).get(f"/cases/{case}").content.decode()


def test_a_change_after_the_countersignature_is_said_to_void_it(case, client_of):
    sven = client_of(SECOND)
    draft = begun_letter(case, the_file(case).advice[0].id)
    page = f"/cases/{case}/letters/drafts/{draft.key}/countersign"
    sven.post(page, the_token(sven.get(page).content.decode()))
    assert "Countersigned by Sven Secretary" in sven.get(f"/cases/{case}/letters/drafts/{draft.key}").content.decode()
    advice = the_file(case).advice[0].id
    client_of(SECRETARY).post(
        f"/cases/{case}/letters/about/{advice}",
        {"version": str(Draft.objects.get(pk=draft.key).version), "chosen": ["considered"], "own": ""},
    )
    assert "Its countersignature is void" in sven.get(f"/cases/{case}/letters/drafts/{draft.key}").content.decode()
    refused = sven.post(f"/cases/{case}/letters/drafts/{draft.key}/issue", {"seen": "old"}).content.decode()
    assert "was changed while you had the page open" in refused


def test_two_secretaries_at_one_letter_lose_no_word(case, client_of):
    sara, sven = client_of(SECRETARY), client_of(SECOND)
    address = f"/cases/{case}/letters/about/{the_file(case).advice[0].id}"
    sara.post(address, {"version": "0", "chosen": ["considered"], "own": "Sara’s words."})
    late = sven.post(address, {"version": "0", "chosen": ["considered"], "own": "Sven’s words."}).content.decode()
    assert "Sara Secretary has changed this letter while you had the page open" in late
    assert "Sven’s words." in late
    assert Draft.objects.get(journey="letter").answers["own"] == "Sara’s words."


def test_a_letter_without_a_paragraph_is_not_kept(case, client_of):
    address = f"/cases/{case}/letters/about/{the_file(case).advice[0].id}"
    html = client_of(SECRETARY).post(address, {"version": "0", "own": ""}).content.decode()
    assert "Select at least one paragraph, or write one" in html
    assert not Draft.objects.filter(journey="letter").exists()


def test_a_letter_about_what_is_not_there_is_not_found(case, client_of):
    sara = client_of(SECRETARY)
    assert sara.get(f"/cases/{case}/letters/about/nothing").status_code == 404
    assert sara.get(f"/cases/{case}/letters/nothing").status_code == 404
    other = a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20", advised=("2015-06-08", "agree"))
    draft = begun_letter(other, the_file(other).advice[0].id)
    assert sara.get(f"/cases/{case}/letters/drafts/{draft.key}").status_code == 404


def test_the_file_is_called_by_the_case_and_the_day(case, client_of):
    draft = begun_letter(case, the_file(case).advice[0].id)
    from casereview.casework.acts.writing import as_drafted

    sha256 = as_drafted(the_file(case), draft).sha256
    acts.countersign(case, by=SECOND, draft=draft.key, sha256=sha256, on=day("2026-11-10"))
    letter = acts.issue(case, by=SECRETARY, draft=draft.key, sha256=sha256, on=day("2026-11-10"))
    for ending, kind in (("pdf", "application/pdf"), ("docx", "wordprocessingml")):
        response = client_of(CHAIR).get(f"/cases/{case}/letters/{letter.id}/letter.{ending}")
        assert kind in response.headers["Content-Type"]
        assert response.headers["Content-Disposition"] == f'attachment; filename="{case}-advice-2026-11-10.{ending}"'
