"""Every component, every question and every page of the shell, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from casereview.ledger import chain
from casereview.ledger.models import SampleData
from casereview.rules.codes import Role
from casereview.web import tags
from tests.browser import Opens, axe, fits
from tests.web.conftest import PASSWORD

pytestmark = [pytest.mark.urls("tests.web.gallery"), pytest.mark.browser]

PAGES = [
    "/gallery",
    "/gallery/form",
    "/gallery/question",
    "/gallery/list?page=4",
    "/gallery/list?none",
    "/gallery/refused",
    "/gallery/missing",
    "/gallery/broken",
    "/",
    "/capacity",
    "/accessibility",
    "/privacy",
    "/sign-out",
    "/account/codes",
    "/account/password",
    "/account/confirm",
]
ENTRANCE = ["/", "/sign-in", "/sign-up", "/account/password/reset", "/account/password/reset/sent", "/absent"]
LONG = "Safeguarding" * 400


@pytest.fixture(autouse=True)
def sample(transactional_db, monkeypatch) -> None:
    """The pages as they are with sample data and a full menu: as much as there can be on them."""
    monkeypatch.setitem(
        tags.MENUS, Role.CHAIR, (("Due", "capacity"), ("Statement", "privacy"), ("Account", "mfa_index"))
    )
    with chain.writing():
        chain.append([SampleData()], act="begin", by="tests")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def assert_fit_for_everybody(page: Page) -> None:
    """On a wide screen; and on a narrow one, which is what zooming in to 400% makes of it."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
        assert fits(page), f"at {width} it has to be scrolled sideways"


# ── For everybody ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_is_cut_off(opens: Opens, carl, path):
    assert_fit_for_everybody(opens(path, by=carl))


@pytest.mark.parametrize("path", ENTRANCE)
def test_nor_at_the_entrance(opens: Opens, path):
    assert_fit_for_everybody(opens(path))


@pytest.mark.parametrize("path", ["/gallery/form", "/gallery/question", "/account/password", "/account/confirm"])
def test_nor_where_answers_are_missing(opens: Opens, carl, path):
    page = opens(path, by=carl)
    page.locator("main form button:not([type=button])").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_fit_for_everybody(page)


@pytest.mark.parametrize("path", ["/gallery/form", "/gallery/question"])
def test_nor_where_they_are_far_too_long(opens: Opens, carl, path):
    page = opens(path, by=carl)
    for box in page.locator("main input[type=text], main textarea").all():
        box.fill(LONG)
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_be_visible()
    assert_fit_for_everybody(page)


# ── The keyboard ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_key_offers_to_skip_to_the_content(opens: Opens, carl):
    page = opens("/gallery/form", by=carl)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_every_control_is_reached_by_the_keyboard_in_the_order_of_the_page(opens: Opens, carl):
    page = opens("/gallery/form", by=carl)
    controls = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
            .filter(e => e.type !== "hidden" && e.checkVisibility())
            .filter(e => e.type !== "radio" || e === document.querySelector(`[name="${e.name}"]`))
            .map(e => e.id || e.textContent.trim())"""
    )
    reached = []
    for _ in controls:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    assert reached == controls


def test_a_form_is_answered_and_sent_with_the_keyboard_alone(opens: Opens, carl):
    page = opens("/gallery/question", by=carl)
    page.get_by_label("Day").focus()
    for part in ("31", "June", "2015"):
        page.keyboard.type(part)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_title("Error: When did the Chair decide? – Casereview")
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('.govuk-error-summary') !== null")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Day")).to_be_focused()
    expect(page.get_by_label("Month")).to_have_value("June")


def test_what_has_the_focus_can_be_seen(opens: Opens, carl):
    page = opens("/gallery", by=carl)
    for name in ("Casereview", "Sign out", "Carl Chair"):
        control = page.get_by_role("button" if name == "Sign out" else "link", name=name, exact=True)
        before = control.evaluate("e => getComputedStyle(e).backgroundColor")
        control.focus()
        assert control.evaluate("e => getComputedStyle(e).backgroundColor") != before


# ── Scripts, and none ───────────────────────────────────────────────────────────────────────────────────────────────


def test_characters_are_counted_as_they_are_typed(opens: Opens, carl):
    page = opens("/gallery/form", by=carl)
    page.get_by_label("Reasons").fill("x" * 299)
    expect(page.get_by_text("You have 1 character remaining").first).to_be_attached()


@pytest.mark.parametrize("javascript", [True, False])
def test_signing_in_filling_in_and_signing_out_need_no_script(opens: Opens, carl, javascript):
    page = opens("/sign-in", javascript=javascript)
    page.get_by_label("Username or email address").fill("carl")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")
    page.goto("/gallery/question")
    for part, typed in (("Day", "7"), ("Month", "June"), ("Year", "2015")):
        page.get_by_label(part).fill(typed)
    press(page, "Continue")
    page.get_by_role("link", name="The decision cannot be earlier than the notification.").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Serious case reviews in England")


def test_without_scripts_nothing_is_hidden(opens: Opens, carl):
    page = opens("/gallery/form", by=carl, width=320, javascript=False)
    expect(page.get_by_role("link", name="Statement")).to_be_visible()
    expect(page.get_by_text("You can enter up to 300 characters")).to_be_visible()
    assert fits(page)


def test_the_code_is_read_from_a_picture_that_the_content_policy_allows(opens: Opens, carl):
    page = opens("/account/confirm?next=/account/codes/start", by=carl)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Continue")
    picture = page.get_by_role("img", name="The key of your account, for an authenticator app to read")
    expect(picture.locator("svg")).to_be_visible()
    assert_fit_for_everybody(page)


def test_a_page_can_be_printed(opens: Opens, carl):
    page = opens("/gallery", by=carl)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(page.get_by_text("Ledger")).to_be_visible()
