"""The analyst's story: from the first page to a figure, to the cases behind it, to what has moved since and why."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Opens, axe, fits, follow, press
from tests.factories import ANALYST, SECRETARY, a_case, a_notification

pytestmark = pytest.mark.browser


@pytest.fixture
def record(transactional_db: None) -> dict[str, str]:
    """A case that the panel was satisfied with after the report was closed, and one that it never saw."""
    return {
        "satisfied": a_case(
            notified="2015-02-02",
            decided_not_to_initiate="2015-03-02",
            submitted="2015-03-09",
            advised=("2015-05-11", "refer_back"),
            responded=("2015-07-01", "explains"),
            then_advised=("2015-12-07", "satisfied"),
        ),
        "never seen": a_notification(on="2015-04-01").case_id,
    }


def row(page: Page, table: str, words: str) -> Any:
    return page.get_by_role("region", name=table).get_by_role("row", name=words)


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, False)])
def test_from_a_figure_to_the_case_that_moved_it(
    opens: Opens, user_of: Callable[..., Any], record: dict[str, str], width: int, javascript: bool
) -> None:
    page = opens("/", by=user_of(ANALYST), width=width, javascript=javascript)
    expect(page.get_by_role("heading", level=1)).to_have_text("Figures of 2014/15")
    expect(row(page, "Decisions not to review", "The panel was satisfied in the end")).to_contain_text("1")
    good(page, javascript)

    page.get_by_text("Another period, as at another day").click()
    page.get_by_label("As at", exact=True).fill("31 June 2015")
    press(page, "Count")
    expect(page.get_by_role("link", name="The as-at day must be a real date")).to_be_visible()
    expect(page.get_by_label("As at", exact=True)).to_have_value("31 June 2015")
    expect(page.get_by_label("First day")).to_have_value("1 July 2014")
    good(page, javascript)

    page.get_by_label("As at", exact=True).fill("31/10/2015")
    press(page, "Count")
    expect(page.get_by_text("These are not the latest figures")).to_be_visible()
    good(page, javascript)
    row(page, "Decisions not to review", "An answer or information is awaited").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("An answer or information is awaited, 2014/15")
    good(page, javascript)

    follow(page, record["satisfied"])
    expect(page.get_by_text("This is the case as at 31 October 2015")).to_be_visible()
    page.go_back()
    follow(page, "All figures")
    follow(page, "which cases have moved since")
    moved = row(page, "What moved, case by case", record["satisfied"])
    expect(moved).to_contain_text("The panel was satisfied in the end")
    expect(moved).to_contain_text("7 December 2015")
    good(page, javascript)

    follow(page, "All figures")
    follow(page, "The same period as known now")
    with page.expect_download() as download:
        page.get_by_role("link", name="These figures as CSV").click()
    assert download.value.suggested_filename.startswith("figures-2014-07-01-to-2015-06-30-as-at-")


def test_the_panel_sees_the_number_of_what_has_not_come_to_it(
    opens: Opens, user_of: Callable[..., Any], record: dict[str, str]
) -> None:
    page = opens("/figures/notifications?from=2014-07-01&to=2015-06-30", by=user_of(SECRETARY))
    expect(page.get_by_role("link", name=record["satisfied"])).to_be_visible()
    expect(page.get_by_text("1 of them is not listed for you")).to_be_visible()
    expect(page.get_by_text(record["never seen"])).to_have_count(0)
    good(page)


def test_empty_figures(opens: Opens, user_of: Callable[..., Any]) -> None:
    page = opens("/figures", by=user_of(ANALYST), width=320)
    expect(page.get_by_role("heading", name="Nothing is on record for this period")).to_be_visible()
    good(page)
    page.goto("/figures/out_of_remit")
    expect(page.get_by_text("None.")).to_be_visible()
    page.goto("/figures/changes?from=2014-07-01&to=2015-06-30&as_at=2015-10-31")
    expect(page.get_by_text("Nothing has moved")).to_be_visible()
    good(page)


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, False)])
def test_what_an_edition_says_what_it_changed_and_how_its_days_are_counted(
    opens: Opens, user_of: Callable[..., Any], width: int, javascript: bool
) -> None:
    page = opens("/guidance", by=user_of(ANALYST), width=width, javascript=javascript)
    good(page, javascript)
    follow(page, "Working Together to Safeguard Children (March 2015)", exact=True)
    expect(page.get_by_role("heading", name="What nobody has confirmed")).to_be_visible()
    good(page, javascript)

    follow(page, "What changed from Working Together 2013")
    expect(page.get_by_role("region", name="Clocks")).to_contain_text("within 5 working days")
    good(page, javascript)
    page.get_by_label("With this one").select_option("Working Together 2013")
    press(page, "Compare")
    expect(page.get_by_text("There is no difference")).to_be_visible()

    follow(page, "All editions")
    follow(page, "How days are counted")
    press(page, "Count")
    expect(page.get_by_role("link", name="Enter the day to count from")).to_be_visible()
    good(page, javascript)
    for part, value in {"Day": "30", "Month": "March", "Year": "2015"}.items():
        page.get_by_role("group", name="From which day?").get_by_label(part).fill(value)
    page.get_by_label("How many?").fill("5")
    press(page, "Count")
    expect(page.get_by_role("heading", name="5 working days after 30 March 2015")).to_be_visible()
    expect(page.get_by_text("Wednesday 8 April 2015").first).to_be_visible()
    good(page, javascript)


def good(page: Page, javascript: bool = True) -> None:
    """The page fits its screen, and axe (which is itself a script) finds nothing wrong with it."""
    assert fits(page)
    if javascript:
        axe(page)
