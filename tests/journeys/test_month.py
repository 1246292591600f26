"""The panel's month as its people play it, in a real browser: papers with a document, a check, the agenda, a sealed view,
advice with votes, and the figure that counts it."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from casereview.casework import acts, meetings
from tests.browser import enter_day, follow, press, sound
from tests.factories import COLLEAGUE, MANAGER, MEMBER, SECRETARY, a_case, day, on_the_panel, the_file

MATTER = "non_initiation"


def papers(manager: Page, case: str, tmp_path) -> None:
    """The board attaches a document, is told of one that is not what it says, and sends its papers."""
    wrong, right = tmp_path / "accounts.pdf", tmp_path / "summary.pdf"
    wrong.write_bytes(b"PK\x03\x04 a spreadsheet after all")
    right.write_bytes(b"%PDF-1.7 invented")
    manager.goto(f"/cases/{case}/papers/{MATTER}/documents")
    manager.get_by_label("What is it for?").select_option(index=1)
    manager.get_by_label("Document", exact=True).set_input_files(wrong)
    press(manager, "Attach it")
    expect(manager.get_by_role("alert")).to_contain_text("is named .pdf and is something else inside")
    manager.get_by_label("Document", exact=True).set_input_files(right)
    press(manager, "Attach it")
    expect(manager.get_by_role("button", name="Take out summary.pdf")).to_be_visible()
    sound(manager)
    manager.goto(f"/cases/{case}/papers/{MATTER}/items/day")
    enter_day(manager, "20", "5", "2015")
    press(manager, "Continue")
    manager.get_by_label("Send them although something is missing").check()
    press(manager, "Send the papers")
    expect(manager.get_by_role("heading", name="The papers have gone")).to_be_visible()


@pytest.mark.browser
def test_the_panels_month_from_the_papers_to_the_figure(opens, user_of, tmp_path):
    case = a_case(notified="2015-05-01", decided_not_to_initiate="2015-05-12")
    on_the_panel(MEMBER, COLLEAGUE)
    papers(opens("/", by=user_of(MANAGER)), case, tmp_path)
    [sent] = the_file(case).submissions
    assert [one.name for one in the_file(case).attachments] == ["summary.pdf"]
    acts.check(case, by=SECRETARY, submission=sent.id, on=date(2015, 5, 21), result="complete")

    secretary = opens("/panel/meetings/plan", by=user_of(SECRETARY))
    enter_day(secretary, "8", "6", "2015")
    press(secretary, "Plan the meeting")
    secretary.get_by_label(re.compile(case)).check()
    sound(secretary)
    press(secretary, "Put these on the agenda")
    expect(secretary.get_by_role("heading", name="On the agenda (1)")).to_be_visible()
    sound(secretary)

    member = opens("/panel/meetings", by=user_of(MEMBER))
    follow(member, "Agenda of 8 June 2015")
    follow(member, f"Give your view on {case}")
    member.get_by_label("Agrees", exact=True).check()
    member.get_by_label("Why?").fill("Each limb is answered.")
    sound(member)
    press(member, "Seal your view")
    expect(member.get_by_text("Each limb is answered.")).to_be_visible()

    secretary.goto(f"/cases/{case}/views/{MATTER}")
    expect(secretary.get_by_text("A view is in from Milo Member")).to_be_visible()
    assert "Each limb is answered." not in secretary.content()
    press(secretary, "Open the views")
    expect(secretary.get_by_text("Each limb is answered.")).to_be_visible()
    sound(secretary)

    secretary.goto(f"/cases/{case}/advice/{MATTER}")
    enter_day(secretary, "8", "6", "2015")
    secretary.get_by_label("Agrees", exact=True).check()
    secretary.get_by_role("group", name="How did Milo Member vote?").get_by_label("For", exact=True).check()
    press(secretary, "Put the advice on record")
    expect(secretary.get_by_role("alert")).to_contain_text("3 members make a quorum, and 1 took part")
    secretary.get_by_label("Why does the panel advise so").fill("The other was ill, and agreed by telephone.")
    sound(secretary)
    press(secretary, "Put the advice on record")

    meeting = meetings.meeting_on(day("2015-06-08"))
    secretary.goto(f"/panel/meetings/{meeting.id}")
    expect(secretary.get_by_text("Advised", exact=True)).to_be_visible()
    secretary.goto("/figures/non_initiations?year=2014")
    expect(secretary.get_by_role("link", name=case)).to_be_visible()
