"""The board's decision, in a real browser: prepared by the manager, signed by the Chair, its papers sent."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import enter_day, follow, press, sound
from tests.factories import CHAIR, MANAGER, a_case, the_file

FINDINGS = {
    "Is abuse or neglect of the child known or suspected?": ("Met", "Bruising was seen on 2 April."),
    "Has the child died?": ("Met", "She died on 5 April."),
    "Has the child been seriously harmed?": ("Not met", "Nothing is known of before."),
    "Is there cause for concern about how agencies worked together": (
        "Not known yet",
        "Two agencies are still to answer.",
    ),
}


def prepare(page: Page, *, look=lambda page: None) -> None:
    """Answer every question, from the first page on; `look` is asked at the pages that differ in kind."""
    enter_day(page, "12", "6", "2015")
    press(page)
    page.get_by_label("Pending").check()
    press(page)
    for question, (finding, reason) in FINDINGS.items():
        expect(page.get_by_role("heading", level=1)).to_contain_text(question)
        page.get_by_label(finding, exact=True).check()
        page.get_by_label("Why?").fill(reason)
        press(page)
    look(page)
    page.get_by_label("No", exact=True).check()
    press(page)
    page.get_by_label("What are the reasons").fill("The coroner is to sit.\n\nA review would not be value for money.")
    press(page)
    page.get_by_label("Why is the decision late?").fill("The board waited for the hospital.")
    press(page)
    look(page)
    page.get_by_label("No, cost played no part").check()
    press(page)


@pytest.mark.browser
def test_a_decision_from_the_first_question_to_the_papers(opens, user_of):
    case = a_case()
    manager = opens(f"/cases/{case}", by=user_of(MANAGER))
    follow(manager, "Prepare the decision for the Chair")
    sound(manager)
    press(manager, "Start")
    press(manager)
    expect(manager.get_by_role("alert")).to_contain_text("Enter the day on which the decision is made")
    sound(manager)
    prepare(manager, look=sound)
    press(manager, "Ready for the Chair")
    expect(manager.get_by_text("The decision is ready.")).to_be_visible()

    chair = opens(f"/cases/{case}", by=user_of(CHAIR))
    follow(chair, "Decide whether to hold a review")
    expect(chair.get_by_text("Prepared for you: Mina Manager has said that it is ready.")).to_be_visible()
    follow(chair, "Change Has the child been seriously harmed?")
    chair.get_by_text("What “seriously harmed” means").click()
    expect(chair.get_by_text("a potentially life-threatening injury")).to_be_visible()
    sound(chair)
    press(chair)
    expect(chair.get_by_role("heading", name="3 warnings to read before you sign")).to_be_visible()
    press(chair, "Sign the decision")
    chair.get_by_role("link", name="Tick the box once you have read the warnings").click()
    expect(chair.get_by_label("I have read these warnings")).to_be_focused()
    sound(chair)
    chair.get_by_label("I have read these warnings").check()
    press(chair, "Sign the decision")
    expect(chair.get_by_role("heading", name="The decision is on record")).to_be_visible()
    sound(chair)

    manager.goto(f"/cases/{case}")
    follow(manager, "Prepare the papers on the decision not to review")
    sound(manager)
    follow(manager, "What the family has been told")
    sound(manager)
    manager.get_by_label("Yes", exact=True).check()
    manager.get_by_label("The words of it").fill("Her mother was told on 2 May.")
    press(manager)
    press(manager, "Send the papers")
    sound(manager)
    manager.get_by_label("Send them although something is missing").check()
    press(manager, "Send the papers")
    expect(manager.get_by_role("heading", name="The papers have gone")).to_be_visible()
    sound(manager)
    assert the_file(case).submissions


@pytest.mark.browser
def test_a_decision_without_javascript_on_a_narrow_screen(opens, user_of):
    case = a_case()
    chair = opens(f"/cases/{case}/decision", by=user_of(CHAIR), javascript=False, width=320)
    press(chair, "Start")
    prepare(chair)
    chair.get_by_label("I have read these warnings").check()
    press(chair, "Sign the decision")
    follow(chair, "Record that the panel was told")
    enter_day(chair, "15", "6", "2015")
    press(chair, "Put it on record")
    assert the_file(case).decision.told_panel_on.isoformat() == "2015-06-15"
