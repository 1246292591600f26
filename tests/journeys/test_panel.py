"""The panel's secretary, in a real browser: what has come in, its check, the advice and the board's answer."""

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


def send_papers(case: str, on: date) -> None:
    items = {"family": (True, "Her mother was told on 2 May."), "agency_summaries": (False, "Awaited.")}
    acts.submit(case, by=MANAGER, matter="non_initiation", on=on, items=items)


@pytest.mark.browser
def test_from_what_has_come_in_to_the_last_word(opens, user_of):
    case = a_case(decided_not_to_initiate="2015-06-12", post_mortem="pending")
    secretary = opens("/", by=user_of(SECRETARY))
    expect(secretary.get_by_role("heading", name="What has come in")).to_be_visible()
    sound(secretary)
    send_papers(case, date(2015, 6, 15))
    secretary.reload()
    sound(secretary)
    take_up(secretary, case, "check the submission")
    expect(secretary.get_by_label("A summary from each agency that knew the child")).to_be_checked()
    secretary.get_by_label("What is the board told?").fill("Please send the summaries by the end of June.")
    sound(secretary)
    enter_day(secretary, "17", "6", "2015")
    press(secretary, "Put the check on record")
    expect(secretary.get_by_role("alert")).to_contain_text(f"The check of the papers on case {case} is on record.")

    send_papers(case, date(2015, 6, 22))
    acts.check(
        case, by=SECRETARY, submission=the_file(case).submissions[-1].id, on=date(2015, 6, 23), result="complete"
    )
    secretary.goto("/panel")
    take_up(secretary, case, "advise on the submission")
    expect(secretary.get_by_role("region", name="What the record gives pause about")).to_contain_text("premature")
    enter_day(secretary, "8", "7", "2015")
    secretary.get_by_label("Agrees", exact=True).check()
    press(secretary, "Put the advice on record")
    expect(secretary.get_by_role("alert")).to_contain_text("Say why the panel advises so.")
    sound(secretary)
    secretary.get_by_label("Refers back").check()
    secretary.get_by_label("Post-mortem results are not confirmed").check()
    press(secretary, "Put the advice on record")

    secretary.goto(f"/cases/{case}")
    follow(secretary, "Record the board's answer")
    enter_day(secretary, "20", "7", "2015")
    secretary.get_by_label("Explains its decision further").check()
    sound(secretary)
    press(secretary, "Put the answer on record")
    take_up(secretary, case, "consider the board's answer")
    enter_day(secretary, "5", "8", "2015")
    secretary.get_by_label("Satisfied with the explanation").check()
    press(secretary, "Put the advice on record")
    assert [advice.view for advice in the_file(case).advice] == ["refer_back", "satisfied"]


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
