"""Papers that are answered offline: the file, its answers brought back, and the receipt."""

import json
import re

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from casereview.casework import acts, drafts, receipts
from casereview.cli import main
from tests import factories
from tests.browser import axe, enter_day, fits, press, sound
from tests.factories import CHAIR, MANAGER, OTHER_MANAGER, a_case, the_file

MATTER = "non_initiation"
TEXT = "Police, hospital and school: enclosed."


@pytest.fixture
def case(db):
    """A decision not to review, with a child’s name wherever somebody might have typed one."""
    reference = factories.a_notification(incident={"description": "Ada was found."}).case_id
    findings = {"serious_harm": ("not_met", "Ada recovered.")}
    told = {"on": factories.day("2015-05-12"), "initiate": False, "reasons": "Ada is well.", "post_mortem": "confirmed"}
    acts.decide(reference, by=CHAIR, findings=findings, **told)
    return reference


def where(case: str, rest: str = "") -> str:
    return f"/cases/{case}/papers/{MATTER}/offline{rest}"


def saved(reference: str, **changes: object) -> bytes:
    answers = {"sent_on": ["20", "5", "2015"], "supplied_agency_summaries": "yes", "text_agency_summaries": TEXT}
    return json.dumps(
        {"format": "casereview papers 1", "case": reference, "matter": MATTER, "answers": answers} | changes
    ).encode()


def bring(client, case: str, file: bytes) -> str:
    return client.post(where(case), {"answers": SimpleUploadedFile("answers.json", file)}).content.decode()


def take(client, case: str, file: bytes):
    """Read the answers, and take them in as the page then offers."""
    page = bring(client, case, file)
    hidden = dict(re.findall(r'name="(file|seen|token)" value="([^"]*)"', page))
    return client.post(where(case, "/receive"), hidden)


def kept(case: str) -> dict:
    [draft] = drafts.kept(f"papers:{MATTER}", by=MANAGER, case=case)
    return draft.answers


def test_the_file_has_every_question_and_nothing_of_the_case_and_asks_no_server(case, client_of):
    response = client_of(MANAGER).get(where(case, "/form"))
    html = response.content.decode()
    assert response["Content-Disposition"].startswith("attachment")
    assert "Ada" not in html
    assert "Vale" not in html
    for part in json.loads(re.search(r'id="about"[^>]*>(.*?)</script>', html)[1])["questions"]:
        assert f'name="{part["name"]}' in html
    assert not re.search(r"<(link|img|iframe|object|script[^>]+src)|url\(|@import", html)
    assert "default-src 'none'" in html
    assert "This form needs JavaScript" in html
    assert "WT2015" not in html
    assert "Take each limb of the criteria in turn" in html  # the statutory words beside the question


def test_answers_are_read_taken_in_and_acknowledged_once(case, client_of):
    client = client_of(MANAGER)
    page = bring(client, case, saved(case))
    assert TEXT in page
    assert "Nothing is kept yet." in page
    assert drafts.kept(f"papers:{MATTER}", by=MANAGER, case=case) == []
    response = take(client, case, saved(case))
    assert kept(case)["text_agency_summaries"] == TEXT
    assert "SHA-256 of the file" in client.get(response.url).content.decode()
    [draft] = drafts.kept(f"papers:{MATTER}", by=MANAGER, case=case)
    assert "The papers have all of these answers already" in bring(client, case, saved(case))
    again = take(client, case, saved(case))
    assert again.status_code == 302
    assert drafts.kept(f"papers:{MATTER}", by=MANAGER, case=case)[0].version == draft.version
    assert the_file(case).submissions == ()
    send = client.get(f"/cases/{case}/papers/{MATTER}").content.decode()
    hidden = dict(re.findall(r'name="(seen|token)" value="([^"]*)"', send))
    client.post(f"/cases/{case}/papers/{MATTER}", {**hidden, "incomplete": "on"})
    [sent] = the_file(case).submissions
    assert str(sent.on) == "2015-05-20"
    late = {"answers": SimpleUploadedFile("answers.json", saved(case))}
    assert client.post(where(case), late).url == f"/cases/{case}/papers/{MATTER}"
    assert client.post(where(case, "/receive"), {"file": "e30="}).url == f"/cases/{case}/papers/{MATTER}"
    assert drafts.kept(f"papers:{MATTER}", by=MANAGER, case=case) == []


def test_what_is_wrong_is_said_by_name_and_kept_as_it_was_typed(case, client_of):
    client = client_of(MANAGER)
    wrong = {"sent_on": ["31", "2", "2015"], "supplied_cost": "yes", "text_cost": "", "text_of_nothing": "Left over."}
    page = bring(client, case, saved(case, answers=wrong))
    assert "The day must be a real date" in page
    assert "Enter the words of it, or where they are" in page
    assert "Left over." in page
    take(client, case, saved(case, answers=wrong))
    assert kept(case)["sent_on"] == ["31", "2", "2015"]
    assert "text_of_nothing" not in kept(case)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"", "must not be empty"),
        (b"PK\x03\x04", "no file of saved answers"),
        (b"[]", "no file of saved answers"),
        (b'"' + b"[" * 9_000, "no file of saved answers"),
        ({"case": "1999-0001"}, "another form, or another case"),
        ({"answers": []}, "cannot be read"),
        ({"answers": {"sent_on": {"day": 1}}}, "cannot be read"),
        ({"answers": {"text_cost": "\ud800"}}, "cannot be read"),
        (b" " * 500_001, "smaller than"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(case, client_of, file, words):
    assert words in bring(client_of(MANAGER), case, saved(case, **file) if isinstance(file, dict) else file)


def test_a_colleague_who_answered_meanwhile_is_not_overwritten_unread(case, client_of):
    client = client_of(MANAGER)
    page = bring(client, case, saved(case))
    hidden = dict(re.findall(r'name="(file|seen|token)" value="([^"]*)"', page))
    theirs = {"supplied_agency_summaries": "no", "text_agency_summaries": "The school has not answered."}
    drafts.keep(drafts.sole(f"papers:{MATTER}", by=MANAGER, case=case), theirs, by=CHAIR)
    page = client.post(where(case, "/receive"), hidden).content.decode()
    assert "Read both answers again first" in page
    assert "The school has not answered." in page
    assert kept(case)["text_agency_summaries"] == "The school has not answered."


def test_a_receipt_is_known_again_and_one_that_was_changed_is_not(case, client_of, tmp_path, settings):
    client = client_of(MANAGER)
    address = take(client, case, saved(case)).url
    receipt = client.get(f"{address}&save=yes").content.decode()
    assert receipts.fault(receipt) == ""
    assert receipts.fault(receipt.replace("\n", "\r\n")) == ""
    assert "changed" in receipts.fault(receipt.replace("Mina", "Nina"))
    assert "no receipt" in receipts.fault("")
    head = re.search(r"ledger: (\d+):", receipt)[1]
    gone = receipts.Receipt("x", "y", "2015-06-01T10:00:00+01:00", "0" * 64, 1, f"{head}:{'0' * 64}")
    assert "something recorded is lost" in receipts.fault(gone.text)
    for name, text, status in (("mine", receipt, 0), ("changed", receipt + " ", 0), ("other", receipt[1:], 1)):
        (tmp_path / name).write_text(text)
        assert CliRunner().invoke(main, ["receipt", "verify", str(tmp_path / name)]).exit_code == status
    assert client.get(f"{address}x").status_code == 404
    assert client_of(OTHER_MANAGER).get(address).status_code == 404


@pytest.mark.browser
def test_it_is_filled_in_without_a_network_checked_and_brought_back(opens, chromium, user_of, tmp_path):
    case = a_case(notified="2015-05-01", decided_not_to_initiate="2015-05-12")
    manager = opens(f"/cases/{case}/papers/{MATTER}", by=user_of(MANAGER))
    manager.get_by_role("link", name="Answer offline").click()
    sound(manager)
    with manager.expect_download() as download:
        manager.get_by_role("link", name="Save the form").click()
    form = tmp_path / "form.html"
    download.value.save_as(form)

    context = chromium.new_context(offline=True, accept_downloads=True)
    asked: list[str] = []
    away = context.new_page()
    away.on("request", lambda request: asked.append(request.url))
    away.goto(form.as_uri())
    axe(away)
    expect(away.get_by_text("This form needs JavaScript")).to_have_count(0)
    enter_day(away, "31", "2", "2015")
    away.get_by_role("button", name="Check and save the answers").click()
    expect(away.get_by_role("alert")).to_contain_text("The day must be a real date")
    expect(away.get_by_role("alert")).to_contain_text(
        "A summary from each agency that knew the child: Select whether it is supplied"
    )
    axe(away)
    away.set_viewport_size({"width": 320, "height": 900})
    assert fits(away)
    enter_day(away, "1", "1", "2099")
    away.get_by_role("button", name="Check and save the answers").click()
    expect(away.get_by_role("alert")).to_contain_text("The day must be today or in the past")
    enter_day(away, "20", "may", "2015")
    for box in away.get_by_label("No", exact=True).all():
        box.check()
    for box in away.locator("textarea").all():
        box.fill(TEXT)
    with away.expect_download() as download:
        away.get_by_role("button", name="Check and save the answers").click()
    answers = tmp_path / "answers.json"
    download.value.save_as(answers)
    assert asked == [form.as_uri()]
    away.goto(form.as_uri())
    away.get_by_label("Go on with answers saved earlier").set_input_files(answers)
    expect(away.get_by_label("Month", exact=True)).to_have_value("may")
    context.close()

    without = chromium.new_context(java_script_enabled=False).new_page()
    without.goto(form.as_uri())
    expect(without.get_by_text("This form needs JavaScript")).to_be_visible()
    expect(without.get_by_role("button")).to_have_count(0)
    without.context.close()

    manager.get_by_label("The file of answers").set_input_files(answers)
    press(manager, "Read the answers")
    expect(manager.get_by_text(TEXT).first).to_be_visible()
    sound(manager)
    press(manager, "Take these answers into the papers")
    expect(manager.get_by_role("heading", name="The answers were received")).to_be_visible()
    sound(manager)
    manager.get_by_role("button", name="Read the papers and send them").click()
    expect(manager.get_by_text("20 May 2015").first).to_be_visible()
