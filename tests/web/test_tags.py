"""How dates and numbers are written, and what becomes the parameters of components."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from jinja2 import UndefinedError
from markupsafe import Markup

from casereview.rules.codes import Role
from casereview.rules.permits import Who
from casereview.web import tags

WEDNESDAY = date(2015, 5, 6)


def render(source: str, **context: object) -> str:
    return engines["jinja2"].from_string(source).render(context)


def test_a_day_is_written_out():
    assert tags.day(date(2015, 4, 7)) == "7 April 2015"


def test_a_moment_is_told_in_london_across_the_change_of_clocks():
    assert tags.moment(datetime(2015, 11, 10, 9, 30, tzinfo=UTC)) == "10 November 2015 at 9:30am"
    assert tags.moment(datetime(2015, 7, 1, 11, 5, tzinfo=UTC)) == "1 July 2015 at 12:05pm"
    assert tags.moment(datetime(2015, 6, 30, 23, 5, tzinfo=UTC)) == "1 July 2015 at 12:05am"
    assert tags.day(datetime(2015, 6, 30, 23, 5, tzinfo=UTC)) == "1 July 2015"


def test_a_moment_that_does_not_say_where_is_an_error():
    with pytest.raises(ValueError, match="naive"):
        tags.moment(datetime(2015, 7, 1, 11, 5))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "said"),
    [(3, "3 days late"), (5, "1 day late"), (6, "today"), (7, "in 1 day"), (9, "in 3 days")],
)
def test_how_far_off_a_day_is(day, said):
    assert tags.due(date(2015, 5, day), WEDNESDAY) == said


@pytest.mark.parametrize(
    ("share", "places", "said"),
    [(0.125, 0, "13%"), (Decimal("0.125"), 1, "12.5%"), (86 / 107, 0, "80%"), (1, 0, "100%"), (0, 1, "0.0%")],
)
def test_a_share_is_a_percentage_with_a_half_rounded_up(share, places, said):
    assert tags.percent(share, places) == said


def test_things_are_counted_in_words():
    assert [tags.counted(n, "case") for n in (0, 1, 1204)] == ["0 cases", "1 case", "1,204 cases"]
    assert tags.counted(2, "child", "children") == "2 children"


@pytest.mark.parametrize(
    ("limit", "met", "said"),
    [
        (date(2015, 5, 9), None, "Due in 3 days"),
        (date(2015, 5, 6), None, "Due today"),
        (date(2015, 5, 4), None, "2 days late"),
        (date(2015, 5, 4), date(2015, 5, 4), "Met"),
        (date(2015, 5, 3), date(2015, 5, 4), "Met 1 day late"),
    ],
)
def test_a_clock_says_where_it_stands(limit, met, said):
    assert tags.clock(limit, met, WEDNESDAY)["text"] == said


def test_pages_keep_the_filters_of_a_list():
    page = Paginator(range(95), 10).get_page(4)
    links = tags.pages(page, RequestFactory().get("/cases?stage=panel&page=4"))
    assert links["previous"] == {"href": "?stage=panel&page=3"}
    assert [item.get("number") for item in links["items"]] == [1, 2, 3, 4, 5, None, 10]


def test_the_menu_is_that_of_the_capacity(monkeypatch):
    monkeypatch.setitem(tags.MENUS, Role.CHAIR, (("Start", "home"), ("Privacy", "privacy")))
    request = RequestFactory().get("/privacy")
    request.who = Who("carl", role=Role.CHAIR)
    assert [(item["text"], item["current"]) for item in tags.navigation(request)] == [
        ("Start", False),
        ("Privacy", True),
        ("Published reviews", False),  # which are everybody's
    ]
    request.who = Who("nora")
    assert tags.navigation(request) == []


# ── The templates' language ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("source", ["{{ misspelt }}", "{{ who.misspelt }}", "{{ {}.misspelt }}"])
def test_a_misspelt_name_is_an_error(source):
    with pytest.raises(UndefinedError):
        render(source, who=Who("carl"))


def test_every_template_escapes():
    assert render("{{ text }}", text="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize("parameter", ["text", "html"])
def test_no_component_takes_a_string_for_markup(parameter):
    assert "<b>" not in render("{{ govuk.inset_text(**given) }}", given={parameter: "<b>"})
    rows = [{"key": {"html": "<b>"}, "value": {"html": Markup("<i>"), "text": "<b>"}}]
    assert "<b>" not in render("{{ govuk.summary_list(rows=rows) }}", rows=rows)
    assert "<i>" in render("{{ govuk.summary_list(rows=rows) }}", rows=rows)


def test_a_day_in_a_sentence_is_written_out_and_what_only_looks_like_one_is_left():
    assert tags.days_in_words("A later decision, of 2015-05-01, is on case 2015-0042.") == (
        "A later decision, of 1 May 2015, is on case 2015-0042."
    )
    assert tags.days_in_words("“2015-13-45” is none of them.") == "“2015-13-45” is none of them."
