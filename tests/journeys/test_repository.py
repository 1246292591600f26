"""The public's story: a phrase typed on a phone leads to the page that has it. And every kind of page in a real browser."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from casereview.documents import extract, store
from casereview.library import acts
from casereview.sample import repository
from tests.browser import Opens, axe, fits, follow, press
from tests.factories import MANAGER
from tests.library.shelves import CATALOGUER, DAY, a_draft, an_entry, recommending
from tests.others import DOCUMENTS

pytestmark = pytest.mark.browser

REPORT = "ATSB_a_2007_030.pdf"


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def shelf(transactional_db: None, home: None) -> SimpleNamespace:
    """Some reviews of two years, one with all that one can have, and one that was withdrawn."""
    pages = ("Background.", "Bruising was seen and nobody asked. " * 40, "Professional curiosity was missing.")
    whole = an_entry(
        title="Child V: an overview report with a title that is long enough to go over more than one line of a phone",
        abstract="A baby was injured.",
        points=recommending("Tell every health visitor of bruising in babies."),
        pages=pages,
        themes={"neglect": True, "domestic-abuse": True},
    )
    for number in range(12):
        an_entry(title=f"Child {number}", published_on="2014", pages=(f"Bruising {number}.",), themes={"neglect": True})
    return SimpleNamespace(whole=whole, gone=an_entry(title="Child W", withdrawn="A court so ordered."))


def good(page: Page) -> None:
    assert fits(page), page.url
    axe(page)


def test_every_kind_of_page_is_one_that_everybody_can_use(opens: Opens, shelf: SimpleNamespace) -> None:
    """Each fits a screen of 320 pixels, which is what zooming in to 400% comes to; and axe finds nothing wrong with it."""
    page = opens("/repository?q=bruising&kind=scr", width=320)
    good(page)
    entry = f"/reviews/{shelf.whole}"
    for path in (
        "?q=nothingofthekind", "/catalogue", "/themes", "/themes/neglect", "/boards", "/about", "/help", "/data",
        "/accessibility", "/privacy", entry, f"{entry}/pages/2?q=bruising", f"{entry}/recommendations/1",
        f"{entry}/briefing", f"{entry}/print", f"/reviews/{shelf.gone}", "/reviews/R999",
    ):  # fmt: skip
        page.goto(f"/repository{path}")
        good(page)


def test_a_phrase_leads_to_its_page_by_keyboard_and_without_javascript(
    opens: Opens, transactional_db: None, home: None
) -> None:
    """Among the sample's reviews, on a phone."""
    repository.load(date(2026, 3, 2), "journey")
    page = opens("/repository", width=320, javascript=False)
    page.get_by_role("searchbox").focus()
    page.keyboard.type('"mailbox that nobody owned" abuse')
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("reviews for")
    assert "q=%22mailbox+that+nobody+owned%22+abuse" in page.url
    page.locator("summary", has_text="Year of publication").click()
    page.get_by_role("group", name="Year of publication").get_by_role("checkbox").first.check()
    press(page, "Apply")
    assert "year=" in page.url
    page.get_by_role("link", name=re.compile("^Page [0-9]+")).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark").filter(has_text="mailbox that nobody owned")).to_be_visible()
    assert fits(page)

    follow(page, "The review", exact=True)
    expect(page.get_by_role("heading", name="What was learned")).to_be_visible()
    expect(page.get_by_role("heading", name="Reviews like this one")).to_be_visible()
    assert fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="RIS, for EndNote").click()
    assert re.fullmatch(r"R[0-9]+\.ris", download.value.suggested_filename)
    assert page.get_by_role("button", name="Leave this page").get_attribute("href") == "/repository/leave"


def test_a_report_by_others_is_found_by_a_phrase_on_its_page(opens: Opens, transactional_db: None, home: None) -> None:
    if DOCUMENTS is None or not (DOCUMENTS / REPORT).exists():
        pytest.skip("The reports by others are not on this machine.")
    read = extract.read(DOCUMENTS / REPORT)
    with (DOCUMENTS / REPORT).open("rb") as file:
        kept = store.keep(file).sha256
    told = {"title": read.title, "kind": "investigation", "board": "Australian Transport Safety Bureau"}
    an_entry(**told, pages=read.pages, file=kept, media="application/pdf", published_on="2009", licence="other")

    page = opens("/repository")
    page.get_by_role("searchbox").fill('"in a spectrometric oil analysis program"')
    press(page, "Search")
    follow(page, "Page 12")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page 12 of 29")
    expect(page.locator("mark").first).to_have_text("in a spectrometric oil analysis program")
    expect(page.get_by_role("img", name="Page 12 as it was printed")).to_have_js_property("complete", True)
    assert page.get_by_role("img", name="Page 12 as it was printed").evaluate("picture => picture.naturalWidth") == 900
    good(page)


def test_a_cataloguer_prepares_and_publishes_what_was_handed_in(
    opens: Opens, user_of: Any, transactional_db: None, home: None
) -> None:
    robin = user_of(CATALOGUER)
    acts.deposit(by=MANAGER, on=DAY, title="Child Q", board="Aldermarsh Board", pages=["Nobody asked."])
    page = opens("/", by=robin)
    follow(page, "Child Q")
    good(page)
    press(page, "Prepare its entry")
    page.get_by_label("Kind of review").select_option("Serious case review")
    good(page)
    press(page, "Check and publish")
    page.get_by_label("I have checked that nothing").check()
    good(page)
    press(page, "Publish", exact=True)
    follow(page, "as everybody sees it")
    expect(page.get_by_role("heading", level=1)).to_have_text("Child Q")
    page.goto(f"/catalogue/drafts/{a_draft(points=recommending('Ask.')).key}/recommendation/1")
    good(page)
    for path in ("/catalogue/themes", "/catalogue/use", "/catalogue/entries", "/searches", "/searches/new?q=x"):
        page.goto(path)
        good(page)
