"""From the panel's advice to the annual figure, in a real browser: letter, countersignature, issue, the board's answer."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from casereview.casework import acts
from tests.browser import follow, press, sound
from tests.factories import CHAIR, SECOND, SECRETARY, a_case, the_file


@pytest.mark.browser
def test_from_the_letter_to_the_figure(opens, user_of):
    case = a_case(notified="2026-08-03", decided_not_to_initiate="2026-09-01", submitted="2026-09-10")
    acts.advise(
        case,
        by=SECRETARY,
        on=date(2026, 9, 14),
        matter="non_initiation",
        view="disagree",
        grounds=["serious_harm"],
        text="The harm appears serious.",
    )
    user_of(CHAIR)
    secretary = opens("/panel", by=user_of(SECRETARY))
    follow(secretary, "Letters")
    sound(secretary)
    follow(secretary, re.compile(f"{case}.*write the letter"))
    secretary.get_by_label("What else does it say?").fill("The panel is grateful for the board’s candour.")
    sound(secretary)
    press(secretary, "Keep it and read the letter")
    expect(secretary.get_by_role("region", name="The letter")).to_contain_text("Rests on no record.")
    expect(secretary.get_by_role("link", name="Decision not to hold a review, 1 September 2026")).to_be_visible()
    sound(secretary)

    second = opens("/panel/letters", by=user_of(SECOND), javascript=False)
    follow(second, re.compile(f"{case}.*read the letter"))
    follow(second, "Countersign it")
    press(second, "I have read it and countersign it")
    follow(second, "Issue it")
    press(second, "Issue and send it")
    expect(second.get_by_text("It has gone out by e-mail.")).to_be_visible()

    chair = opens("/work", by=user_of(CHAIR))
    follow(chair, case)
    follow(chair, "Answer the panel's advice")
    chair.get_by_label("Does not accept the advice").check()
    press(chair, "Send the answer to the panel")
    expect(chair.get_by_role("alert")).to_contain_text("Enter what the board says to the panel")
    sound(chair)
    chair.get_by_label("What does the board say to the panel?").fill("The board keeps to its decision.")
    press(chair, "Send the answer to the panel")
    expect(chair.get_by_role("alert")).to_contain_text("Your answer is with the panel.")
    assert the_file(case).responses[0].position == "declines"

    secretary.goto("/panel/answers")
    sound(secretary)
    secretary.goto("/register")
    expect(secretary.get_by_role("link", name=f"Write the notice on case {case}")).to_be_visible()
    sound(secretary)
    secretary.goto("/figures/non_initiations?from=2026-07-01&to=2027-06-30")
    expect(secretary.get_by_role("main")).to_contain_text(case)
