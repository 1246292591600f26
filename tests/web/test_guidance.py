"""The guidance: everything that is held can be read, and what nobody has checked says so."""

import html
import re
from collections.abc import Callable
from datetime import date
from itertools import permutations
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casereview.guidance import days
from casereview.guidance.comparing import walk
from casereview.guidance.contents import Cited
from casereview.guidance.days import Span
from casereview.guidance.editions import compare, editions, unconfirmed
from casereview.web.guidance import words
from tests.factories import ANALYST, CHAIR, MANAGER, MEMBER, NOTIFIER, SECRETARY

EDITIONS = [edition.id for edition in editions()]
PAGES = ["/guidance", "/guidance/compare", "/guidance/days", *(f"/guidance/{id}" for id in EDITIONS)]
EVERY_ROLE = [NOTIFIER, MANAGER, CHAIR, SECRETARY, MEMBER, ANALYST]
Client_of = Callable[..., Client]


@pytest.fixture
def client(client_of: Client_of) -> Client:
    return client_of(NOTIFIER)


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", response.content.decode())))


# ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", EVERY_ROLE, ids=lambda who: str(who.role))
def test_everybody_who_is_signed_in_may_read_the_guidance(client_of: Client_of, who: Any) -> None:
    client = client_of(who)
    assert {path: client.get(path).status_code for path in PAGES} == dict.fromkeys(PAGES, 200)


@pytest.mark.parametrize("path", PAGES)
def test_the_guidance_is_behind_the_sign_in(db: None, path: str) -> None:
    assert Client().get(path)["Location"].startswith("/sign-in")


@pytest.mark.parametrize("edition", editions(), ids=lambda edition: edition.id)
def test_all_that_an_edition_says_is_on_its_page_with_its_paragraph_and_source(client: Client, edition: Any) -> None:
    page = text(client.get(f"/guidance/{edition.id}"))
    for path, value in walk("", edition):
        if isinstance(value, Cited):
            said = [getattr(value, name, "") for name in ("says", "words", "asks", "question", "name", "short", "help")]
            for sentence in (*said, value.paragraph[1:], value.source):
                assert re.sub(r"\s+", " ", sentence) in page, path


@pytest.mark.parametrize("edition", editions(), ids=lambda edition: edition.id)
def test_each_value_that_nobody_has_confirmed_is_marked_where_it_stands_and_listed_at_the_end(
    client: Client, edition: Any
) -> None:
    page = client.get(f"/guidance/{edition.id}").content.decode()
    open_values = unconfirmed(edition)
    assert page.count(">Not confirmed</strong>") == len(open_values)
    end = html.unescape(page.split('id="unconfirmed"')[1])
    assert all(one.source in end and one.paragraph in end for one in open_values)
    assert f"{len(open_values)}<span" in client.get("/guidance").content.decode()


def test_each_clock_says_in_words_when_it_starts_and_when_it_is_met(client: Client) -> None:
    page = text(client.get("/guidance/WT2015"))
    assert "5 working days the day the authority became aware the day of the notification" in page.replace("\n", " ")
    assert "back from the day of publication" in page
    partners = text(client.get("/guidance/WT2023"))
    assert "the day the board was told" not in partners


def test_an_edition_that_is_not_held_is_not_found(client: Client) -> None:
    assert client.get("/guidance/WT1999").status_code == 404


# ── Comparing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_changed_in_2015_can_be_read(client: Client) -> None:
    page = text(client.get("/guidance/compare?a=WT2013&b=WT2015"))
    assert "Notify Says nothing of it The local authority reports the incident to Ofsted within 5 working days" in page
    assert "Tell the panel of a decision not to review Where the Chair decides not to hold a review" in page
    assert "“Seriously harmed” includes" in page


def test_every_change_between_any_two_editions_has_a_place_in_words(db: None) -> None:
    for before, after in permutations(editions(), 2):
        for change in compare(before, after):
            assert "_" not in words.place(change.path)
            assert words.section(change.path)
            for value in (change.before, change.after):
                assert value is None or words.value(change.path, value)


def test_every_changed_text_of_two_editions_is_on_the_page(client: Client) -> None:
    for before, after in permutations(editions(), 2):
        page = text(client.get(f"/guidance/compare?a={before.id}&b={after.id}"))
        for change in compare(before, after):
            if change.path.endswith((".says", ".words", ".asks", ".name")):
                assert all(re.sub(r"\s+", " ", value) in page for value in (change.before, change.after) if value)


def test_marking_loses_and_adds_nothing() -> None:
    was, became = words.marked("The board tells the panel & Ofsted.", "The board promptly tells the panel.")
    assert was is not None
    assert became is not None
    assert html.unescape(re.sub("<.*?>", "", was)) == "The board tells the panel & Ofsted."
    assert html.unescape(re.sub("<.*?>", "", became)) == "The board promptly tells the panel."
    assert "<ins>promptly</ins>" in became


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60), st.text("ab <&\n", max_size=60))
def test_marking_never_changes_a_text(before: str, after: str) -> None:
    for marked, plain in zip(words.marked(before, after), (before, after), strict=True):
        assert marked is not None
        bare = html.unescape(re.sub("</?(del|ins)>", "", marked))
        assert re.sub(r"\s+", " ", bare).strip() == re.sub(r"\s+", " ", plain).strip() or "&" in plain


def test_two_editions_must_be_held_to_be_compared(client: Client) -> None:
    page = text(client.get("/guidance/compare?a=WT1999&b=WT2015"))
    assert "Select the first edition" in page
    assert "There is no difference" in text(client.get("/guidance/compare?a=WT2015&b=WT2015"))


# ── Counting days ───────────────────────────────────────────────────────────────────────────────────────────────────


def asked(start: date, number: int, unit: str, way: str = "after", **more: Any) -> str:
    boxes = {"start-day": start.day, "start-month": start.month, "start-year": start.year}
    return f"/guidance/days?{urlencode({**boxes, 'number': number, 'unit': unit, 'way': way, **more})}"


def test_the_answer_is_explained_day_by_day(client: Client) -> None:
    page = text(client.get(asked(date(2015, 3, 30), 5, "working_days")))
    assert "Wednesday 8 April 2015" in page
    assert "Friday 3 April 2015 – Good Friday" in page
    assert "Saturday 4 April 2015 – Saturday" in page


def test_a_holiday_proclaimed_late_is_named_and_an_earlier_view_does_without_it(client: Client) -> None:
    [late] = [holiday for holiday in days.holidays() if holiday.day == date(2022, 9, 19)]
    start = date(2022, 9, 8)
    page = text(client.get(asked(start, 10, "working_days")))
    assert "Friday 23 September 2022" in page
    assert f"This moved when {late.title} (19 September 2022) was proclaimed on" in page
    known = {"known_on-day": 8, "known_on-month": 9, "known_on-year": 2022}
    assert "Thursday 22 September 2022" in text(client.get(asked(start, 10, "working_days", **known)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.dates(date(2011, 1, 1), date(2026, 12, 31)),
    number=st.integers(1, 60),
    unit=st.sampled_from(days.UNITS),
    way=st.sampled_from(["after", "before"]),
)
def test_the_page_counts_as_the_clocks_do(client: Client, start: date, number: int, unit: Any, way: str) -> None:
    span = Span(number, unit)
    answer = days.after(start, span) if way == "after" else days.before(start, span)
    page = client.get(asked(start, number, unit, way)).content.decode()
    assert f'<p class="govuk-body-l">{answer:%A} {answer.day} {answer:%B %Y}</p>' in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (asked(date(1950, 3, 30), 5, "working_days"), "Working days can be counted from"),
        (asked(date(2015, 3, 30), 0, "working_days"), "must be between 1 and 366"),
        (asked(date(2015, 3, 30), 5, "fortnights"), "Select what is counted"),
        (asked(date(2015, 3, 30), 5, "weeks", "sideways"), "Select which way"),
        ("/guidance/days?start-day=31&start-month=2&start-year=2015&number=x", "The day must be a real date"),
    ],
)
def test_a_count_that_cannot_be_made_says_why(client: Client, typed: str, said: str) -> None:
    page = text(client.get(typed))
    assert "There is a problem" in page
    assert said in page


def test_a_clock_of_an_edition_can_be_tried(client: Client) -> None:
    edition = client.get("/guidance/WT2015").content.decode()
    address = html.unescape(re.findall(r'href="(/guidance/days\?[^"]+)"', edition)[-1])
    page = client.get(address).content.decode()
    assert "There is a problem" not in page
    assert re.search('name="way"[^>]*value="before" checked', page)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from([*PAGES, "/guidance/x"]),
    typed=st.dictionaries(
        st.sampled_from(
            [
                "a",
                "b",
                "start-day",
                "start-month",
                "start-year",
                "number",
                "unit",
                "way",
                "known_on-day",
                "known_on-year",
            ]
        ),
        st.one_of(st.text(max_size=20), st.integers().map(str), st.sampled_from(["2015", "1", "months", "9" * 400])),
    ),
)
def test_nothing_that_is_asked_breaks_the_pages(client: Client, path: str, typed: Any) -> None:
    assert client.get(path, typed).status_code in (200, 404)


@pytest.mark.parametrize("path", PAGES)
def test_the_guidance_is_read_and_never_written(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
