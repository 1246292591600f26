"""A review in a real browser: from the decision to a published report, anonymously, and against the panel's view."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from casereview.casework import acts
from casereview.library.models import Deposit
from casereview.rules.figures import non_publication
from tests.browser import fits, follow, press, sound
from tests.factories import CHAIR, DEPUTY, MANAGER, SECRETARY, a_case, the_file

REPORT = b"""The review of Child Q

Ada Vale lived with her mother. Nobody had seen her at home.

Finding 1. Nobody saw the child at home, because each service thought that another had.

Recommendation 1. The board should ask each agency by June 2016 who sees a child at home.
"""


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def case(transactional_db) -> str:
    return a_case(decided_to_initiate="2015-04-20", told="2015-04-21")


def enter_day(page: Page, on: date, group: str = "") -> None:
    within = page.get_by_role("group", name=group) if group else page
    for label, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        within.get_by_label(label, exact=True).first.fill(str(value))


def upload(page: Page, case: str) -> None:
    page.goto(f"/cases/{case}/publishing/upload")
    page.get_by_label("The report, as PDF or Word").set_input_files(
        {"name": "report.txt", "mimeType": "text/plain", "buffer": REPORT}
    )
    page.get_by_label("The whole report").check()
    press(page, "Upload and check")


def keep_out(page: Page) -> None:
    """Enter what the check is to look for, and what a newspaper wrote."""
    follow(page, "What the check looks for")
    follow(page, "Add a person, or what the report calls somebody")
    press(page, "Put it on record")
    expect(page.get_by_role("alert")).to_contain_text("Enter the name, or choose who it is")
    page.get_by_label("Who is it?").select_option("Ada Vale")
    page.get_by_label("What does the report call them?").fill("Child Q")
    press(page, "Put it on record")
    follow(page, "Add what is to be kept out")
    page.get_by_label("Schools and nurseries").fill("Reedham Infant School\nSt Bride’s School")
    sound(page)
    press(page, "Put it on record")
    follow(page, "Add press or court text")
    page.get_by_label("Where was it published?").fill("The Gazette")
    page.get_by_label("What was published?").fill("Nobody had seen her at home, the court heard.")
    press(page, "Put it on record")
    expect(page.get_by_text("St Bride’s School").first).to_be_visible()
    sound(page)


def settle(page: Page, case: str) -> None:
    """Let everything found stay, with a reason."""
    page.goto(f"/cases/{case}/publishing/check")
    for group in page.get_by_role("group").filter(has=page.get_by_label("It may stay")).all():
        group.get_by_label("It may stay").check()
        group.get_by_label("Why").fill("The family asks that her name is used.")
    press(page, "Put the decisions on record")


def told_in_time(case: str) -> None:
    today = timezone.localdate()
    acts.copy_to_panel(case, by=MANAGER, on=today - timedelta(days=14))
    for to in ("family", "practitioners"):
        acts.tell_of_publication(case, by=MANAGER, on=today, to=to, text="Visited.")


def approve(opens, user_of, case: str, route: str) -> None:
    for who in (CHAIR, DEPUTY):
        page = opens(f"/cases/{case}/review/approve/new", by=user_of(who))
        page.get_by_label(route, exact=True).check()
        press(page, "Put it on record")


@pytest.mark.browser
def test_from_the_decision_to_a_published_report(opens, user_of, case):
    manager = opens(f"/cases/{case}", by=user_of(MANAGER))
    follow(manager, "See the review")
    sound(manager)
    follow(manager, "Record terms of reference")
    press(manager, "Put it on record")
    expect(manager.get_by_role("alert")).to_contain_text("Enter the terms of reference")
    manager.get_by_label("What is the review to find out?").fill("Who saw the child?")
    press(manager, "Put it on record")
    expect(manager.get_by_text("Who saw the child?")).to_be_visible()
    upload(manager, case)
    expect(manager.get_by_text("not decided on").first).to_be_visible()
    manager.goto(f"/cases/{case}/publishing/check")
    expect(manager.get_by_text("“Ada Vale”").first).to_be_visible()
    sound(manager)
    keep_out(manager)
    manager.goto(f"/cases/{case}/publishing/check")
    manager.get_by_label("It goes").first.check()
    press(manager, "Put the decisions on record")
    follow(manager, "Take out what goes: make a redacted file")
    expect(manager.get_by_role("heading", name="What you decided goes")).to_be_visible()
    sound(manager)
    settle(manager, case)
    told_in_time(case)
    approve(opens, user_of, case, "In full")
    manager.goto(f"/cases/{case}/publishing")
    sound(manager)
    press(manager, "Publish the report")
    press(manager, "Publish it")
    expect(manager.get_by_role("heading", name="Published")).to_be_visible()
    [deposit] = Deposit.objects.all()
    assert deposit.file == the_file(case).publications[0].document


@pytest.mark.browser
def test_an_anonymous_publication(opens, user_of, case):
    today = timezone.localdate()
    manager = opens(f"/cases/{case}/review/expert/new", by=user_of(MANAGER))
    sound(manager)
    manager.get_by_label("What kind of expert?").fill("A child psychiatrist")
    manager.get_by_label("Yes").check()
    manager.get_by_label("Who is threatened?").fill("The older sister")
    manager.get_by_label("What is the particular and serious threat?").fill("She would be sought out again.")
    press(manager, "Put it on record")
    expect(manager.get_by_text("She would be sought out again.")).to_be_visible()
    upload(manager, case)
    settle(manager, case)
    told_in_time(case)
    acts.submit(case, by=MANAGER, matter="non_publication", on=today, proposed_route="anonymous", expert_advice=True)
    manager.goto(f"/cases/{case}/publishing/release")
    expect(manager.get_by_text("A proposal not to publish is before the panel").first).to_be_attached()
    acts.advise(case, by=SECRETARY, on=today, matter="non_publication", view="agree", route="anonymous", text="So.")
    approve(opens, user_of, case, "Anonymously, through the national repository")
    manager.goto(f"/cases/{case}/publishing/release")
    sound(manager)
    press(manager, "Publish it")
    expect(manager.get_by_role("heading", name="Published")).to_be_visible()
    [deposit] = Deposit.objects.all()
    assert (deposit.anonymous, deposit.board, deposit.title) == (True, "", "")


@pytest.mark.browser
def test_a_refusal_to_publish_that_the_panel_disagrees_with(opens, user_of, case):
    today = timezone.localdate()
    acts.submit(
        case, by=MANAGER, matter="non_publication", on=today, proposed_route="not_published", expert_advice=False
    )
    secretary = opens(f"/cases/{case}/advice/non_publication", by=user_of(SECRETARY))
    enter_day(secretary, today)
    secretary.get_by_label("Disagrees", exact=True).check()
    secretary.get_by_label("The quality of the information").check()
    press(secretary, "Put the advice on record")
    manager = opens(f"/cases/{case}/publishing", by=user_of(MANAGER), javascript=False, width=320)
    expect(manager.get_by_text("Disagrees")).to_be_visible()
    assert fits(manager)
    secretary.goto(f"/cases/{case}/response/non_publication")
    enter_day(secretary, today)
    secretary.get_by_label("Does not accept the advice").check()
    press(secretary, "Put the answer on record")
    secretary.goto(f"/cases/{case}")
    expect(secretary.get_by_text("Does not accept the advice").first).to_be_visible()
    assert non_publication(the_file(case)) == "disagreed_not_published"
