"""What belongs to no case, in a real browser: each page sound for axe, and on a narrow screen."""

import pytest
from playwright.sync_api import expect

from casereview.casework import acts
from tests.browser import follow, press, sound
from tests.factories import CHAIR, SECRETARY, day, organisations


@pytest.mark.browser
def test_a_silent_board_is_written_to_and_sends_a_nil_return(opens, user_of):
    organisations()
    user_of(CHAIR)
    acts.recommend_as_reported(by="tests")
    acts.contact(by=SECRETARY, on=day("2015-06-02"), kind="out_of_remit", approacher="relative", subject="Asks why.")
    secretary = opens("/panel", by=user_of(SECRETARY))
    follow(secretary, "Boards in contact")
    sound(secretary)
    follow(secretary, "Write to the silent boards")
    sound(secretary)
    press(secretary, "Send the letters")
    expect(secretary.get_by_role("alert")).to_contain_text("2 letters are on record; 1 went out by e-mail now.")
    chair = opens("/board", by=user_of(CHAIR))
    sound(chair)
    follow(chair, "Send a nil return")
    chair.get_by_label("For which time?").fill("This year")
    press(chair, "Send the nil return")
    secretary.reload()
    expect(secretary.get_by_role("link", name="1 in contact")).to_be_visible()
    secretary.goto("/panel/approaches")
    sound(secretary)
    follow(secretary, "2 June 2015")
    secretary.get_by_label("The council's complaints, and the Ombudsman").check()
    sound(secretary)
    press(secretary, "Put the answer on record")
    expect(secretary.get_by_role("region", name="The answer")).to_contain_text("Ombudsman")
    secretary.goto("/recommendations")
    sound(secretary)
    follow(secretary, "2015-2")
    sound(secretary)
    follow(secretary, "The panel’s grade")
    sound(secretary)
