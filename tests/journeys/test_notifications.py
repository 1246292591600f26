"""The notifier's story in a real browser: from the first page to a case, and what comes after."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from casereview.casework.models import Draft, Notification
from casereview.people.models import User
from casereview.rules.codes import Role
from casereview.rules.permits import Who
from tests.browser import Opens, fits, follow, press, sound
from tests.factories import NOTIFIER, a_notification, the_file

NELL = Who("nell", "Nell Newcomer", Role.NOTIFIER, "A1", "Aldermarsh")

pytestmark = pytest.mark.browser


def pick(page: Page, **answers: str) -> None:
    for name, value in answers.items():
        page.locator(f'[name={name}][value="{value}"]').check()


def date_of(page: Page, name: str, day: date) -> None:
    for part in ("day", "month", "year"):
        page.fill(f"#id_{name}-{part}", str(getattr(day, part)))


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def the_incident(page: Page, seen: Callable[[Page], None]) -> None:
    heading(page, "When did your authority become aware")
    date_of(page, "aware_on", date(2015, 4, 2))
    press(page, "Continue")
    expect(page.locator("main")).to_contain_text("Notify Ofsted by Monday 13 April 2015")
    page.get_by_text("How the days are counted").click()
    expect(page.get_by_text("not counted, Good Friday")).to_be_visible()
    seen(page)
    date_of(page, "incident_on", date(2015, 4, 5))
    press(page, "Continue")
    expect(page.get_by_role("link", name="The day of the incident cannot be after 2 April 2015")).to_be_visible()
    seen(page)
    date_of(page, "incident_on", date(2015, 4, 1))
    press(page, "Continue")
    heading(page, "What happened?")
    seen(page)
    pick(page, kind="death")
    press(page, "Continue")
    heading(page, "Is abuse or neglect")
    seen(page)
    pick(page, abuse_or_neglect="suspected")
    press(page, "Continue")


def a_child(page: Page, names: Sequence[str], seen: Callable[[Page], None], *, died: str, role: str = "victim") -> None:
    heading(page, "What is the child’s name?")
    seen(page)
    pick(page, named="yes")
    page.fill("#id_forenames", names[0])
    page.fill("#id_surname", names[1])
    press(page, "Continue")
    heading(page, "When was the child born?")
    seen(page)
    pick(page, birth="yes", sex="female")
    date_of(page, "born", date(2012, 3, 4))
    press(page, "Continue")
    heading(page, "What happened to this child?")
    seen(page)
    pick(page, role=role, died=died)
    press(page, "Continue")
    heading(page, "About the child")
    seen(page)
    pick(page, looked_after="no", protection_plan="no", disability="not_known", living_at="living at home")
    page.select_option("#id_ethnicity", "WBRI")
    press(page, "Continue")


def the_rest(page: Page, seen: Callable[[Page], None]) -> None:
    heading(page, "The circumstances")
    seen(page)
    pick(page, regulated_setting="no", in_custody="no", suspected_suicide="not_known")
    press(page, "Continue")
    heading(page, "Is there cause for concern")
    seen(page)
    pick(page, joint_working_concern="not_known")
    press(page, "Continue")
    heading(page, "What is known so far?")
    seen(page)
    page.get_by_role("textbox").fill("A.V. was found at home.")
    press(page, "Continue")
    heading(page, "Which board leads?")
    seen(page)
    press(page, "Continue")
    heading(page, "Telling the board")
    seen(page)
    pick(page, told="by_this")
    press(page, "Continue")
    heading(page, "Why is this notification late?")
    seen(page)
    page.get_by_role("textbox").fill("The hospital told us late.")
    press(page, "Continue")


def test_an_incident_is_notified_from_the_first_page_to_the_case(opens: Opens, user_of: Callable[[Who], User]) -> None:
    nora = user_of(NOTIFIER)
    page = opens("/", by=nora)
    heading(page, "Notifications")
    expect(page.get_by_text("Nothing notified yet")).to_be_visible()
    sound(page)
    press(page, "Notify an incident")
    expect(page.locator("main")).to_contain_text("call 999")
    sound(page)
    press(page, "Start")
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_contain_text("Enter the day on which your authority became aware")
    sound(page)
    the_incident(page, sound)
    earlier = a_notification(incident_on=date(2015, 4, 3)).case_id
    a_child(page, ("Ada", "Vale"), sound, died="yes")
    heading(page, "The children of this incident")
    sound(page)
    pick(page, more="yes")
    press(page, "Continue")
    a_child(page, ("Bea", "Vale"), lambda _: None, died="no", role="also_harmed")
    sound(page)
    pick(page, more="no")
    press(page, "Continue")

    heading(page, "may have been notified already")
    expect(page.locator("main")).to_contain_text("a child has the same or a similar name")
    sound(page)
    page.get_by_label(f"Yes, the same as {earlier}").check()
    press(page, "Continue")
    expect(page.get_by_role("button", name=f"Go to case {earlier}")).to_be_visible()
    sound(page)
    follow(page, "It is a different incident after all")
    page.get_by_label("No, it is a different incident").check()
    press(page, "Save and come back later")

    expect(page.get_by_role("alert")).to_contain_text("Your draft is kept")
    sound(page)
    device = opens("/notifications", by=nora)
    follow(device, "Incident of 1 April 2015")
    the_rest(device, sound)
    heading(device, "Check your answers")
    sound(device)
    follow(device, "Change Surname of child 2")
    device.fill("#id_surname", "Orme")
    press(device, "Continue")
    expect(device.get_by_role("heading", name="Child 2: Bea Orme")).to_be_visible()
    press(device, "Send the notification")
    heading(device, "Notification sent")
    sound(device)
    reference = Notification.objects.exclude(case=earlier).get().case_id
    expect(device.locator("main")).to_contain_text(reference)
    assert not Draft.objects.exists()
    assert [child.role for child in the_file(reference).children] == ["victim", "also_harmed"]


def test_two_colleagues_on_one_page_see_both_answers(opens: Opens, user_of: Callable[[Who], User]) -> None:
    page = opens("/notifications/new", by=user_of(NOTIFIER))
    press(page, "Start")
    page.goto(page.url.replace("aware", "description"))
    theirs = opens(page.url, by=user_of(NELL))
    theirs.get_by_role("textbox").fill("What Nell wrote")
    press(theirs, "Continue")
    page.get_by_role("textbox").fill("What Nora wrote")
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_contain_text("Nell Newcomer changed this while you had the page open")
    expect(page.get_by_text("What Nell wrote")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_value("What Nora wrote")
    sound(page)
    page.goto(page.url.replace("description", "children"))
    pick(page, more="yes")
    press(page, "Continue")
    page.goto(page.url.replace("aware", "children"))
    follow(page, "Take out child 2")
    sound(page)
    pick(page, take_out="yes")
    press(page, "Continue")
    follow(page, "Throw this draft away")
    sound(page)
    pick(page, discard="yes")
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_contain_text("thrown away")


def test_it_can_all_be_done_on_a_telephone_without_javascript(opens: Opens, user_of: Callable[[Who], User]) -> None:
    def narrow(page: Page) -> None:
        assert fits(page), page.url

    page = opens("/notifications/new", by=user_of(NOTIFIER), width=320, javascript=False)
    narrow(page)
    press(page, "Start")
    the_incident(page, narrow)
    a_child(page, ("Ada", "Vale"), narrow, died="yes")
    pick(page, more="no")
    press(page, "Continue")
    the_rest(page, narrow)
    narrow(page)
    press(page, "Send the notification")
    heading(page, "Notification sent")
    narrow(page)


def test_afterwards_a_death_is_added_and_a_notification_withdrawn(opens: Opens, user_of: Callable[[Who], User]) -> None:
    user = user_of(NOTIFIER)
    notification = a_notification(incident={"kind": "serious_harm"})
    page = opens(f"/cases/{notification.case_id}/children/1/learn", by=user, width=320)
    sound(page)
    follow(page, "Anything else about the child")
    sound(page)
    press(page, "Put it on record")
    expect(page.get_by_role("alert")).to_contain_text("Enter what has been learned")
    sound(page)
    follow(page, "Back")
    follow(page, "The child’s name")
    sound(page)
    follow(page, "Back")
    follow(page, "The child has died")
    date_of(page, "died", date(2015, 6, 1))
    sound(page)
    press(page, "Put it on record")
    expect(page.get_by_role("alert")).to_contain_text("earlier figures")
    assert the_file(notification.case_id).children[0].died == date(2015, 6, 1)

    page.goto(f"/cases/{notification.case_id}/notifications/{notification.id}/withdraw")
    sound(page)
    press(page, "Withdraw the notification")
    expect(page.get_by_role("link", name="Say why the criteria for notifying are not met")).to_be_visible()
    sound(page)
    page.get_by_role("textbox").fill("It was an accident.")
    press(page, "Withdraw the notification")
    heading(page, "Notification withdrawn")
    expect(page.locator("main")).to_contain_text("It was an accident.")
    sound(page)
