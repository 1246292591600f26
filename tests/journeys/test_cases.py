"""The case file in a real browser: read by everybody who may, corrected by whose word it was."""

import pytest
from playwright.sync_api import expect

from tests import factories, story
from tests.browser import axe, fits, follow, press
from tests.factories import ANALYST, CHAIR, MANAGER, NOTIFIER

pytestmark = pytest.mark.browser


def test_a_chair_corrects_a_decision_and_both_versions_are_read(opens, user_of):
    reference = story.tell()["checked"]
    page = opens("/work", by=user_of(CHAIR))
    axe(page)
    follow(page, "Cases", exact=True)
    axe(page)
    page.get_by_label("Case reference").fill(reference)
    press(page, "Find")
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)
    axe(page)
    follow(page, "Correct this decision")
    axe(page)
    press(page, "Put the correction on the file")
    expect(page.get_by_role("link", name="Say why this is corrected")).to_be_visible()
    axe(page)
    page.get_by_label("Day", exact=True).first.fill("11")
    page.get_by_label("Why is this corrected?").fill("It was the day before.")
    press(page, "Put the correction on the file")
    expect(page.get_by_text("It was the day before.")).to_be_visible()
    expect(page.locator("del", has_text="12 May 2015")).to_be_visible()
    axe(page)
    follow(page, "5 working days")
    expect(page.get_by_role("heading", level=1)).to_have_text("How the days were counted")
    axe(page)
    page.go_back()
    follow(page, "as it stood on another day")
    axe(page)
    for label, value in (("Day", "30"), ("Month", "4"), ("Year", "2015")):
        page.get_by_label(label, exact=True).first.fill(value)
    press(page, "See the case as it stood")
    expect(page.get_by_text("This is the case as at 30 April 2015")).to_be_visible()
    axe(page)
    follow(page, "Who has looked")
    axe(page)


@pytest.mark.parametrize("who", [MANAGER, NOTIFIER, ANALYST], ids=lambda who: who.username)
def test_a_case_is_read_on_a_narrow_screen_without_javascript(opens, user_of, who):
    reference = story.tell()["answered"]
    page = opens(f"/cases/{reference}", by=user_of(who), width=320, javascript=False)
    assert fits(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)


def test_lists_with_nothing_in_them_are_fit_for_everybody(opens, user_of):
    factories.organisations()
    for who in (MANAGER, NOTIFIER, ANALYST):
        page = opens("/cases", by=user_of(who), width=320)
        axe(page)
        assert fits(page)
