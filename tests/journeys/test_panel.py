"""The panel's pages in a real browser that the month does not come by, and the secretary's work on a narrow screen."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from casereview.casework import acts
from tests.browser import enter_day, follow, press, sound
from tests.factories import MANAGER, MEMBER, SECRETARY, a_case, the_file


def take_up(page: Page, case: str, what: str) -> None:
    """The link on a case's reference, which says to who cannot see the page what is done there."""
    follow(page, re.compile(f"{case}.*{what}"))


@pytest.mark.browser
def test_the_other_pages_of_the_panel(opens, user_of):
    reviewed = a_case(decided_to_initiate="2015-04-20", told="2015-04-21", reported="2015-10-01")
    acts.submit(reviewed, by=MANAGER, matter="non_publication", on=date(2015, 10, 5), proposed_route="summary")
    member = opens("/", by=user_of(MEMBER))
    follow(member, reviewed)
    member.goto(f"/cases/{reviewed}/submissions/{the_file(reviewed).submissions[-1].id}")
    sound(member)
    secretary = opens(f"/cases/{reviewed}/advice/non_publication", by=user_of(SECRETARY))
    sound(secretary)
    doubted = a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20", advised=("2015-06-08", "refer_back"))
    secretary.goto(f"/cases/{doubted}")
    follow(secretary, "Record the board's answer")
    sound(secretary)
    for path, button in (
        (f"/cases/{reviewed}/report", "Put it on record"),
        (f"/cases/{reviewed}/publication", "Put it on record"),
        ("/panel/contacts/new", "Put it on record"),
        ("/panel/meetings/new", "Put it on record"),
    ):
        secretary.goto(path)
        press(secretary, button)
        expect(secretary.get_by_role("alert")).to_contain_text("There is a problem")
        sound(secretary)


@pytest.mark.browser
def test_the_secretary_needs_no_javascript_and_no_wide_screen(opens, user_of):
    case = a_case(decided_not_to_initiate="2015-06-12", submitted="2015-06-15")
    secretary = opens("/panel", by=user_of(SECRETARY), javascript=False, width=320)
    follow(secretary, case)
    secretary.get_by_label("Complete", exact=True).check()
    press(secretary, "Put the check on record")
    take_up(secretary, case, "advise on the submission")
    enter_day(secretary, "8", "7", "2015")
    secretary.get_by_label("Agrees", exact=True).check()
    secretary.get_by_label("Why does the panel advise so").fill("The delay was for an inquest.")
    press(secretary, "Put the advice on record")
    assert the_file(case).advice[0].view == "agree"
