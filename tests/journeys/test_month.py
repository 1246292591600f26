"""The panel's month, from the board's papers to the figure that counts it, as its people play it through pages.

One story, a scene a step, in the order of the month. What each page refuses and how is tried elsewhere; here is tried that
each scene leads to the next, and that every page of it is one that everybody can use.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from casereview.casework import acts
from casereview.casework.daily import tick
from casereview.rules.codes import Role
from casereview.rules.permits import Who
from tests.browser import enter_day, follow, press, sound
from tests.factories import (
    CHAIR,
    COLLEAGUE,
    MANAGER,
    MEMBER,
    OTHER_CHAIR,
    SECOND,
    SECRETARY,
    a_case,
    day,
    on_the_panel,
    the_file,
)
from tests.web.test_permits_table import words_of_pdf

MATTER = "non_initiation"
THIRD = Who("mona", "Mona Member", Role.MEMBER, "PANEL", "National panel")


@dataclass
class Month:
    """The cast, each with a page of their own, and the cases of the story."""

    sits_down: Callable[..., Page]
    folder: Path
    case: str
    other: str
    """Another case of the board, on which the panel advised long ago and was never answered; in all else alike."""

    def __post_init__(self) -> None:
        self.manager, self.chair = self.sits_down(MANAGER), self.sits_down(CHAIR)
        self.secretary, self.second = self.sits_down(SECRETARY), self.sits_down(SECOND, javascript=False)
        self.elsewhere = self.sits_down(OTHER_CHAIR)
        self.recused, self.member, self.third = map(self.sits_down, (MEMBER, COLLEAGUE, THIRD))


@pytest.mark.browser
@time_machine.travel("2015-06-15T09:00:00+01:00")
def test_the_panels_month_from_the_papers_to_the_figure(opens, user_of, tmp_path):
    case, other = (a_case(notified="2015-02-16", decided_not_to_initiate="2015-03-02") for _ in range(2))
    acts.submit(other, by=MANAGER, matter=MATTER, on=day("2015-03-03"))
    doubt = {"view": "disagree", "grounds": ["serious_harm"], "text": "The harm was serious."}
    acts.advise(other, by=SECRETARY, on=day("2015-03-09"), matter=MATTER, **doubt)
    acts.recommend_as_reported(by="tests", until=day("2015-06-15"))
    on_the_panel(COLLEAGUE, until=day("2098-06-09"))
    on_the_panel(MEMBER, THIRD)

    def sits_down(who: Who, **how: Any) -> Page:
        return opens("/", by=user_of(who), **how)

    month = Month(sits_down, tmp_path, case, other)
    for scene in (
        the_board_sends_its_papers,
        the_secretariat_says_what_is_missing,
        the_board_sends_them_again_and_the_panel_sees_what_changed,
        a_meeting_is_planned_and_its_agenda_confirmed,
        a_term_an_interest_and_a_recusal_that_closes_the_file,
        each_member_has_a_pack_of_their_own,
        views_are_sealed_and_opened_with_like_cases_beside_the_file,
        the_panel_meets_without_a_quorum_and_says_why_it_advises,
        the_letter_is_countersigned_voided_and_issued,
        the_board_declines,
        a_board_that_owes_an_answer_is_reminded_once,
        the_panel_notes_it_and_the_board_has_notice_of_the_register,
        a_relative_is_told_where_to_turn_to,
        a_recommendation_is_answered_and_graded,
        silent_boards_are_written_to_and_one_sends_a_nil_return,
        the_board_sees_how_it_stands,
        and_the_figure_counts_it,
    ):
        scene(month)


# ── The papers ──────────────────────────────────────────────────────────────────────────────────────────────────────


def the_board_sends_its_papers(month: Month) -> None:
    page, where = month.manager, f"/cases/{month.case}/papers/{MATTER}"
    page.goto(where)
    expect(page.get_by_text(re.compile(r"\d+ of the \d+ things needed (is|are) supplied"))).to_be_visible()
    follow(page, "Attach a document, or take one out")
    page.get_by_label("What is it for?").select_option(index=1)
    wrong, right = month.folder / "accounts.pdf", month.folder / "summary.pdf"
    wrong.write_bytes(b"PK\x03\x04 a spreadsheet after all")
    right.write_bytes(b"%PDF-1.7 invented")
    attach(page, wrong)
    expect(page.get_by_role("alert")).to_contain_text("is named .pdf and is something else inside")
    attach(page, right)
    expect(page.get_by_role("button", name="Take out summary.pdf")).to_be_visible()
    sound(page)
    send_papers(month, "20", "5")
    expect(page.get_by_role("heading", name="The papers have gone")).to_be_visible()
    assert [one.name for one in the_file(month.case).attachments] == ["summary.pdf"]


def attach(page: Page, document: Path) -> None:
    page.get_by_label("Document", exact=True).set_input_files(document)
    press(page, "Attach it")


def send_papers(month: Month, on: str, of: str) -> None:
    page, where = month.manager, f"/cases/{month.case}/papers/{MATTER}"
    page.goto(f"{where}/items/day")
    enter_day(page, on, of, "2015")
    press(page)
    page.get_by_label("Send them although something is missing").check()
    press(page, "Send the papers")


def the_secretariat_says_what_is_missing(month: Month) -> None:
    page = month.secretary
    page.goto("/panel")
    sound(page)
    take_up(page, month.case, "check the submission")
    expect(page.get_by_label("A summary from each agency that knew the child")).to_be_checked()
    page.get_by_label("What is the board told?").fill("Please send the summaries by the end of May.")
    enter_day(page, "21", "5", "2015")
    sound(page)
    press(page, "Put the check on record")
    expect(page.get_by_role("alert")).to_contain_text(f"The check of the papers on case {month.case} is on record.")


def take_up(page: Page, case: str, what: str) -> None:
    """The link on a case's reference, which says to who cannot see the page what is done there."""
    follow(page, re.compile(f"{case}.*{what}"))


def the_board_sends_them_again_and_the_panel_sees_what_changed(month: Month) -> None:
    page = month.manager
    page.goto(f"/cases/{month.case}/papers/{MATTER}")
    expect(page.get_by_text("Your papers came incomplete")).to_be_visible()
    follow(page, "A summary from each agency that knew the child")
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("The words of it, or where they are").fill("Police, hospital and school: enclosed.")
    press(page)
    send_papers(month, "27", "5")
    secretary = month.secretary
    secretary.goto("/panel")
    take_up(secretary, month.case, "check the submission")
    expect(secretary.get_by_text("Changed since 20 May 2015").first).to_be_visible()
    secretary.get_by_label("Complete", exact=True).check()
    enter_day(secretary, "28", "5", "2015")
    press(secretary, "Put the check on record")


# ── The meeting ─────────────────────────────────────────────────────────────────────────────────────────────────────


def a_meeting_is_planned_and_its_agenda_confirmed(month: Month) -> None:
    page = month.secretary
    page.goto("/panel/meetings/plan")
    enter_day(page, "8", "6", "2015")
    press(page, "Plan the meeting")
    page.get_by_label(re.compile(month.case)).check()
    sound(page)
    press(page, "Put these on the agenda")
    expect(page.get_by_role("heading", name="On the agenda (1)")).to_be_visible()
    sound(page)


def a_term_an_interest_and_a_recusal_that_closes_the_file(month: Month) -> None:
    secretary, member = month.secretary, month.recused
    secretary.goto("/panel/members")
    sound(secretary)
    follow(secretary, re.compile("Extend this term.*Mira Member"))
    enter_day(secretary, "9", "6", "2099")
    secretary.get_by_label("Why?").fill("The Minister’s letter of 12 March.")
    sound(secretary)
    press(secretary, "Put it on record")
    expect(secretary.get_by_role("alert")).to_contain_text("Mira Member is a member of the panel until 9 June 2099.")

    member.goto("/panel/interests/new")
    member.get_by_label("What is the interest?").fill("Chairs a charity that the board pays.")
    member.get_by_label("Which board does it concern?").select_option(label="Aldermarsh Board")
    enter_day(member, "1", "2", "2014")
    press(member, "Put it on record")
    member.goto(f"/cases/{month.case}/recusal")
    expect(member.get_by_text("Chairs a charity that the board pays.")).to_be_visible()
    member.get_by_label("Why?").fill("Advised the board on this case.")
    sound(member)
    press(member, "Close the case to them")
    response = member.goto(f"/cases/{month.case}")
    assert response is not None
    assert response.status == 404
    month.chair.goto(f"/cases/{month.case}")
    expect(month.chair.get_by_role("main")).to_contain_text("Takes no part in this case")


def each_member_has_a_pack_of_their_own(month: Month) -> None:
    for page, holds in ((month.member, True), (month.recused, False)):
        page.goto("/panel/meetings")
        follow(page, "Agenda of 8 June 2015")
        words = words_of_pdf(taken(page, "Your copy of the pack (PDF)"))
        assert "Papers for the meeting of 8 June 2015" in words
        assert (month.case in words) == holds


def taken(page: Page, link: str) -> bytes:
    """What a link leads to, as whoever is on the page is given it."""
    return page.request.get(page.get_by_role("link", name=link).get_attribute("href") or "").body()


def views_are_sealed_and_opened_with_like_cases_beside_the_file(month: Month) -> None:
    page, secretary = month.member, month.secretary
    follow(page, f"Give your view on {month.case}")
    follow(page, "Like cases, and what was advised on them")
    expect(page.get_by_role("heading", name=month.other)).to_be_visible()
    expect(page.get_by_text("The harm was serious.")).to_be_visible()
    page.go_back()
    page.get_by_label("Disagrees", exact=True).check()
    page.get_by_label("Serious harm").first.check()
    page.get_by_label("Why?").fill("The harm was lasting.")
    sound(page)
    press(page, "Seal your view")
    expect(page.get_by_text("The harm was lasting.")).to_be_visible()
    secretary.goto(f"/cases/{month.case}/views/{MATTER}")
    expect(secretary.get_by_text("A view is in from Mira Member. Awaited from Mona Member.")).to_be_visible()
    assert "The harm was lasting." not in secretary.content()
    press(secretary, "Open the views")  # the day of the meeting has come
    expect(secretary.get_by_text("The harm was lasting.")).to_be_visible()
    sound(secretary)


def the_panel_meets_without_a_quorum_and_says_why_it_advises(month: Month) -> None:
    page = month.secretary
    page.goto("/panel/meetings")
    follow(page, "Agenda of 8 June 2015")
    follow(page, "Who was present")
    for name in ("Mira Member", "Mona Member"):
        page.get_by_label(name).check()
    press(page, "Put it on record")
    expect(page.get_by_text(f"There was no quorum for {month.case}")).to_be_visible()
    sound(page)
    follow(page, f"Advise on {month.case}")
    enter_day(page, "8", "6", "2015")
    page.get_by_label("Disagrees", exact=True).check()
    page.get_by_label("Serious harm").first.check()
    page.get_by_label("What does the panel say to the board?").fill("The harm appears serious.")
    for name, cast in (("Mira", "For"), ("Mona", "Against")):
        page.get_by_role("group", name=f"How did {name} Member vote?").get_by_label(cast, exact=True).check()
    page.get_by_label("What does Mona Member hold, if they dissent?").fill("It was an accident.")
    press(page, "Put the advice on record")
    expect(page.get_by_role("alert")).to_contain_text("3 members make a quorum, and 2 took part")
    sound(page)
    page.get_by_label("Why does the panel advise so").fill("The other was ill, and agreed by telephone.")
    press(page, "Put the advice on record")
    file = the_file(month.case)
    assert [one.override for one in file.advice] == ["The other was ill, and agreed by telephone."]
    assert {one.member: one.dissent for one in file.votes} == {"mira": "", "mona": "It was an accident."}


# ── The letter, and the answer ──────────────────────────────────────────────────────────────────────────────────────


def the_letter_is_countersigned_voided_and_issued(month: Month) -> None:
    secretary, second = month.secretary, month.second
    begin_the_letter(secretary, month.case)
    expect(secretary.get_by_role("region", name="The letter")).to_contain_text("Rests on no record.")
    expect(secretary.get_by_role("link", name="Decision not to hold a review, 2 March 2015")).to_be_visible()
    sound(secretary)
    countersign(second, month.case)
    secretary.reload()
    follow(secretary, "Change it")
    secretary.get_by_label("What else does it say?").fill("The panel thanks the board for its candour.")
    press(secretary, "Keep it and read the letter")
    expect(secretary.get_by_text("Its countersignature is void: the letter has changed since.")).to_be_visible()
    countersign(second, month.case)
    issue(second)
    assert "The panel thanks the board for its candour." in words_of_pdf(taken(second, "The letter as PDF"))
    word = docx.Document(io.BytesIO(taken(second, "as a Word document")))
    assert "The panel thanks the board for its candour." in [one.text for one in word.paragraphs]


def begin_the_letter(page: Page, case: str) -> None:
    page.goto("/panel")
    follow(page, "Letters")
    sound(page)
    take_up(page, case, "write the letter about the panel’s advice")
    page.get_by_label("What else does it say?").fill("The panel is grateful for the board’s candour.")
    sound(page)
    press(page, "Keep it and read the letter")


def countersign(page: Page, case: str) -> None:
    page.goto("/panel/letters")
    take_up(page, case, "read the letter about the panel’s advice")
    follow(page, "Countersign it")
    press(page, "I have read it and countersign it")


def issue(page: Page) -> None:
    follow(page, "Issue it")
    press(page, "Issue and send it")
    expect(page.get_by_text("It has gone out by e-mail.")).to_be_visible()


def the_board_declines(month: Month) -> None:
    page = month.chair
    page.goto("/work")
    follow(page, month.case)
    follow(page, "Answer the panel's advice")
    page.get_by_label("Does not accept the advice").check()
    press(page, "Send the answer to the panel")
    expect(page.get_by_role("alert")).to_contain_text("Enter what the board says to the panel")
    sound(page)
    page.get_by_label("What does the board say to the panel?").fill("The board keeps to its decision.")
    press(page, "Send the answer to the panel")
    expect(page.get_by_role("alert")).to_contain_text("Your answer is with the panel.")


def a_board_that_owes_an_answer_is_reminded_once(month: Month) -> None:
    mail.outbox.clear()
    for _ in range(2):
        list(tick(today=timezone.localdate(), heads=month.folder / "heads.txt"))
    assert [one.subject for one in mail.outbox] == [f"Reminder from the national panel: case {month.other}"]
    page = month.secretary
    page.goto("/panel/answers")
    expect(page.get_by_role("row", name=month.other)).to_contain_text("1 reminder, the last on")
    expect(page.get_by_role("main")).not_to_contain_text(month.case)
    sound(page)


def the_panel_notes_it_and_the_board_has_notice_of_the_register(month: Month) -> None:
    page, today = month.secretary, timezone.localdate()
    page.goto("/panel")
    take_up(page, month.case, "consider the board's answer")
    enter_day(page, str(today.day), str(today.month), str(today.year))
    page.get_by_label("Notes that its advice was not accepted").check()
    page.get_by_label("Why does the panel advise so").fill("Two were there again.")
    press(page, "Put the advice on record")
    page.goto("/register")
    sound(page)
    follow(page, f"Write the notice on case {month.case}")
    press(page, "Keep it and read the letter")
    countersign_url = f"{page.url}/countersign"
    month.second.goto(countersign_url)
    press(month.second, "I have read it and countersign it")
    issue(month.second)
    page.goto("/register")
    expect(page.get_by_role("row", name=month.case)).to_contain_text("Notice given")


# ── What belongs to no case ─────────────────────────────────────────────────────────────────────────────────────────


def a_relative_is_told_where_to_turn_to(month: Month) -> None:
    page = month.secretary
    page.goto("/panel/contacts/new")
    enter_day(page, "2", "6", "2015")
    page.get_by_label("Approach by a person with no board (out of remit)").check()
    page.get_by_label("A relative").check()
    page.get_by_label("What was it about?").fill("Asks why there is no review.")
    press(page, "Put it on record")
    page.goto("/panel/approaches")
    sound(page)
    follow(page, "2 June 2015")
    page.get_by_label("The council's complaints, and the Ombudsman").check()
    sound(page)
    press(page, "Put the answer on record")
    expect(page.get_by_role("region", name="The answer")).to_contain_text("Ombudsman")


def a_recommendation_is_answered_and_graded(month: Month) -> None:
    page = month.secretary
    page.goto("/recommendations")
    sound(page)
    follow(page, "2014-b")
    sound(page)
    about = page.url
    follow(page, "What the addressee answers")
    enter_day(page, "1", "12", "2014")
    page.get_by_label("Accepts it", exact=True).check()
    press(page, "Put it on record")
    page.goto(about)
    follow(page, "The panel’s grade")
    sound(page)
    enter_day(page, "8", "6", "2015")
    page.get_by_label("Open: acceptable", exact=True).check()
    page.get_by_label("On what does the panel rest this?").fill("A plan with days in it.")
    press(page, "Put it on record")
    page.goto(about)
    expect(page.get_by_role("main")).to_contain_text("A plan with days in it.")


def silent_boards_are_written_to_and_one_sends_a_nil_return(month: Month) -> None:
    page, chair = month.secretary, month.elsewhere
    page.goto("/panel/boards")
    sound(page)
    follow(page, "Write to the silent boards")
    sound(page)
    press(page, "Send the letters")
    expect(page.get_by_role("alert")).to_contain_text("1 letter is on record; 1 went out by e-mail now.")
    chair.goto("/board")
    follow(chair, "Send a nil return")
    chair.get_by_label("For which time?").fill("This year")
    press(chair, "Send the nil return")
    page.goto("/panel/boards")
    expect(page.get_by_role("link", name="2 in contact")).to_be_visible()


def the_board_sees_how_it_stands(month: Month) -> None:
    page = month.chair
    page.goto("/board")
    sound(page)
    expect(page.get_by_role("main")).to_contain_text("The definition of serious harm: 2 cases")


def and_the_figure_counts_it(month: Month) -> None:
    page = month.secretary
    page.goto("/figures/non_initiations?from=2014-07-01&to=2015-06-30&pile=not_accepted")
    expect(page.get_by_role("link", name=month.case)).to_be_visible()
    month.recused.goto("/figures/non_initiations?from=2014-07-01&to=2015-06-30")
    expect(month.recused.get_by_role("link", name=month.other)).to_be_visible()
    expect(month.recused.get_by_role("link", name=month.case)).to_have_count(0)
