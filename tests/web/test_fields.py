"""Questions: what an answer becomes, what is said of a wrong one, and that what was typed is never lost."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from casereview.ledger.models import Refused
from casereview.web.fields import (
    Form,
    Words,
    choice,
    confirmation,
    date_field,
    drop_down,
    hidden,
    password,
    several,
    text,
    whole_number,
    words,
    yes_no,
)

KINDS = [("death", "Death of a child"), ("serious_harm", "Serious harm to a child")]


def a_form(question: Any, typed: str = "", **options: Any) -> Form:
    """A form that asks one question, answered as in a query string."""
    return type("Asked", (Form,), {"answer": question})(QueryDict(typed), **options)


def answer(question: Any, typed: str = "") -> Any:
    form = a_form(question, typed)
    assert form.is_valid(), form.errors
    return form.cleaned_data["answer"]


def complaint(question: Any, typed: str = "") -> str:
    """What is said of a wrong answer."""
    form = a_form(question, typed)
    assert not form.is_valid()
    return str(form.errors["answer"][0])


def shown(form: Form) -> str:
    return " ".join(str(form["answer"].as_field_group()).split())


# ── Dates ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def a_date(**options: Any) -> Any:
    return date_field("When did the Chair decide?", called="Date of the decision", required="Enter the day", **options)


def typed(day: object = "", month: object = "", year: object = "") -> str:
    return f"answer-day={day}&answer-month={month}&answer-year={year}"


@pytest.mark.parametrize("month", ["6", "06", "June", "june", "JUN", "Jun.", "+6+"])
def test_a_month_may_be_a_number_or_a_name(month):
    assert answer(a_date(), typed(7, month, 2015)) == date(2015, 6, 7)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (typed(), "Enter the day"),
        (typed(" ", " ", " "), "Enter the day"),
        (typed(7, "", 2015), "Date of the decision must include a month"),
        (typed("", "", 2015), "Date of the decision must include a day and month"),
        (typed(31, "June", 2015), "Date of the decision must be a real date"),
        (typed(29, 2, 2015), "Date of the decision must be a real date"),
        (typed(7, "Juno", 2015), "Date of the decision must be a real date"),
        (typed(7, 6, 15), "Date of the decision must have a year of 4 numbers, like 2015"),
        (typed(7, 6, "²015"), "Date of the decision must have a year of 4 numbers, like 2015"),
        (typed(7, 6, "0015"), "Date of the decision must have a year between 1900 and 2100"),
        (typed("9" * 5000, 6, 2015), "Date of the decision must be a real date"),
    ],
)
def test_a_wrong_date_is_told_what_is_wrong_with_it(given, said):
    assert complaint(a_date(), given) == said


def test_a_day_that_has_not_come_yet_is_refused_where_it_should_have():
    tomorrow = timezone.localdate() + timedelta(days=1)
    given = typed(tomorrow.day, tomorrow.month, tomorrow.year)
    assert answer(a_date(), given) == tomorrow
    assert complaint(a_date(past=True), given) == "Date of the decision must be today or in the past"


def test_an_optional_date_may_be_left_empty_but_not_half_filled():
    question = date_field("Date of birth")
    assert answer(question) is None
    assert complaint(question, typed(7)) == "Date of birth must include a month and year"


def test_what_was_typed_for_a_date_is_shown_again_with_the_wrong_part_marked():
    form = a_form(a_date(), typed(7, "June", "15"))
    html = shown(form)
    assert all(f'value="{part}"' in html for part in ("7", "June", "15"))
    assert html.count("govuk-input--error") == html.count('aria-invalid="true"') == 1
    assert form.error_summary() == [
        {"text": "Date of the decision must have a year of 4 numbers, like 2015", "href": "#id_answer-year"}
    ]


def test_a_date_that_is_known_is_shown_in_its_boxes():
    form = type("Asked", (Form,), {"answer": a_date()})(initial={"answer": date(2015, 4, 7)})
    assert all(f'value="{part}"' in shown(form) for part in (7, 4, 2015))


# ── Text, numbers and choices ───────────────────────────────────────────────────────────────────────────────────────


def test_lines_end_alike_whatever_the_browser_and_no_null_character_is_kept():
    assert answer(words("Reasons"), "answer=one%0D%0Atwo%00") == "one\ntwo"


def test_a_text_that_is_too_long_is_told_by_how_much_and_kept():
    form = a_form(words("Reasons", limit=5), "answer=abcdef")
    assert form.errors["answer"] == ["Reasons must be 5 characters or fewer; it has 6"]
    assert ">abcdef</textarea>" in shown(form)
    assert 'data-maxlength="5"' in shown(form)


def test_a_percent_sign_in_a_question_is_only_that():
    assert complaint(text("Share (%)", limit=1), "answer=ab") == "Share (%) must be 1 characters or fewer; it has 2"
    assert complaint(date_field("100% of it"), typed(7)) == "100% of it must include a month and year"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "Enter how many"),
        ("answer=two", "Number of children must be a whole number, like 1"),
        ("answer=1.5", "Number of children must be a whole number, like 1"),
        (f"answer={'9' * 5000}", "Number of children must be a whole number, like 1"),
        ("answer=0", "Number of children must be between 1 and 20"),
        ("answer=-1", "Number of children must be between 1 and 20"),
        ("answer=21", "Number of children must be between 1 and 20"),
    ],
)
def test_a_wrong_number_is_told_what_is_wrong_with_it(given, said):
    question = whole_number("How many?", called="Number of children", least=1, most=20, required="Enter how many")
    assert complaint(question, given) == said


def test_a_whole_number_is_a_number():
    assert answer(whole_number("How many?"), "answer=+3+") == 3
    assert 'inputmode="numeric"' in shown(a_form(whole_number("How many?"), "answer=3"))


@pytest.mark.parametrize(("given", "becomes"), [("answer=yes", True), ("answer=no", False), ("", None)])
def test_yes_is_true_and_no_is_false_and_neither_is_neither(given, becomes):
    assert answer(yes_no("Will there be a review?"), given) is becomes


@pytest.mark.parametrize("held", [True, False])
def test_an_answer_of_yes_or_no_that_is_known_is_chosen(held):
    form = type("Asked", (Form,), {"answer": yes_no("Will there be a review?")})(initial={"answer": held})
    yes, no = shown(form).split('value="no"')
    assert (" checked" in yes, " checked" in no) == (held, not held)


@pytest.mark.parametrize("question", [choice, drop_down])
def test_an_answer_that_was_not_offered_is_asked_for_again(question):
    asked = question("What happened?", KINDS, required="Select what happened")
    assert answer(asked, "answer=death") == "death"
    assert complaint(asked) == complaint(asked, "answer=canary") == "Select what happened"


def test_hints_stand_with_their_answers():
    html = shown(a_form(choice("What happened?", KINDS, hints={"death": "Also of an unborn child"})))
    assert 'aria-describedby="id_answer-item-hint"' in html
    assert "Also of an unborn child" in html


def test_several_answers_are_a_list_and_are_shown_again():
    asked = several("What happened?", KINDS, required="Select what happened")
    assert answer(asked, "answer=death&answer=serious_harm") == ["death", "serious_harm"]
    assert complaint(asked) == complaint(asked, "answer=death&answer=canary") == "Select what happened"
    assert shown(a_form(asked, "answer=death&answer=canary")).count(" checked") == 1


def test_a_box_to_tick_must_be_ticked():
    asked = confirmation("I have read this", required="Tick the box once you have read it")
    assert answer(asked, "answer=yes") is True
    assert complaint(asked) == "Tick the box once you have read it"


def test_a_password_is_kept_as_typed_and_never_shown_again():
    asked = password("Password", required="Enter your password")
    assert answer(asked, "answer=+two+words+") == " two words "
    assert "two words" not in shown(a_form(asked, "answer=two+words"))


def test_a_hidden_value_is_carried_and_asks_nothing():
    form = a_form(hidden(), "answer=7")
    assert str(form["answer"]) == '<input type="hidden" name="answer" value="7" id="id_answer">'
    assert form.questions == []


# ── How a question is shown ─────────────────────────────────────────────────────────────────────────────────────────

ALL = [
    text("A question", hint="A hint", required="Answer it"),
    words("A question", hint="A hint", required="Answer it"),
    whole_number("A question", hint="A hint", required="Answer it"),
    date_field("A question", hint="A hint", required="Answer it"),
    yes_no("A question", hint="A hint", required="Answer it"),
    choice("A question", KINDS, hint="A hint", required="Answer it"),
    several("A question", KINDS, hint="A hint", required="Answer it"),
    drop_down("A question", KINDS, hint="A hint", required="Answer it"),
    password("A question", hint="A hint", required="Answer it"),
]


@pytest.mark.parametrize("question", ALL)
def test_a_question_is_described_by_its_hint_and_its_error(question):
    html = shown(a_form(question))
    described = [part.split('"')[0].split() for part in html.split('aria-describedby="')[1:]]
    assert any({"id_answer-hint", "id_answer-error"} <= set(ids) for ids in described)
    assert all(f'id="{id}"' in html for id in ("id_answer-hint", "id_answer-error"))
    assert "Answer it" in html


@pytest.mark.parametrize("question", ALL)
def test_an_error_at_the_top_leads_to_its_answer(question):
    form = a_form(question)
    [error] = form.error_summary()
    assert error["text"] == "Answer it"
    assert re.search(f'<(input|select|textarea)[^>]* id="{error["href"][1:]}"', shown(form))


@pytest.mark.parametrize("question", ALL)
def test_a_single_question_is_the_heading_of_its_page(question):
    form = a_form(question)
    assert form.title == "A question"
    assert shown(form).count("<h1") == 1
    form.heading = "The decision"
    assert form.title == "The decision"
    assert "<h1" not in shown(form)


def test_a_question_that_may_be_left_says_so():
    assert "A note (optional)" in shown(a_form(text("A note")))


@pytest.mark.parametrize("question", ALL[:8])
def test_the_words_of_the_guidance_stand_with_the_question(question):
    form = a_form(question)
    form.fields["answer"].words = Words("Decide within <one> month.\n\nTell the panel.", "Chapter 4")
    html = shown(form)
    assert "Decide within &lt;one&gt; month." in html
    assert "Chapter 4" in html
    assert "<details" not in html


def test_long_words_of_the_guidance_are_folded_away():
    form = a_form(text("A question", words="A child has been seriously harmed. " * 20))
    assert "What the guidance says" in shown(form)
    assert "<details" in shown(form)


@pytest.mark.parametrize("question", [text("A question"), words("A question")])
def test_what_was_typed_is_text_whatever_it_looks_like(question):
    html = shown(a_form(question, "answer=%3C/textarea%3E%22%3E%3Cscript%3E"))
    assert "<script" not in html
    assert html.count("</textarea>") <= 1


def test_hints_and_labels_are_text_too():
    html = shown(a_form(choice("A <b>?", [("a", "One <b>")], hint="Hint <b>", hints={"a": "Item <b>"})))
    assert "<b>" not in html


# ── The form ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_form_has_a_token_of_its_own_and_keeps_it_when_it_is_shown_again():
    form_class = type("Asked", (Form,), {"answer": text("A question", required="Answer it")})
    first, second = form_class(), form_class()
    token = first["token"].value()
    assert token == first["token"].value() != second["token"].value()
    again = form_class({"token": token})
    assert not again.is_valid()
    assert again["token"].value() == token
    assert form_class({"token": token, "answer": "a"}).is_valid()


def test_a_post_without_a_token_is_given_one():
    form = a_form(text("A question"))
    assert form.is_valid()
    assert len(form.cleaned_data["token"]) >= 16


def test_a_token_that_we_cannot_have_made_is_an_error_at_the_top():
    form = a_form(text("A question"), f"token={'x' * 65}")
    assert form.error_summary() == [{"text": "This page has been changed on its way. Load it again."}]


@pytest.mark.parametrize(("field", "href"), [("answer", {"href": "#id_answer"}), ("unknown", {}), (None, {})])
def test_a_refused_act_is_an_error_at_the_answer_that_it_names(field, href):
    form = a_form(text("A question"))
    assert form.is_valid()
    with form.refusals():
        raise Refused("100% too late.", field=field)
    assert form.error_summary() == [{"text": "100% too late.", **href}]


def test_a_draft_of_what_was_typed_is_shown_as_it_was_typed():
    questions = {"on": date_field("When?"), "kinds": several("What?", KINDS), "secret": password("Password")}
    form_class = type("Asked", (Form,), questions)
    draft = form_class(QueryDict("on-day=31&on-month=June&kinds=death&secret=canary")).typed()
    assert draft == {"on": ("31", "June", ""), "kinds": ["death"]}
    again = form_class(initial={"on": ["31", "June", ""], "kinds": ["death"]})
    assert [box in str(again) for box in ('value="31"', 'value="June"')] == [True, True]
    assert str(again).count(" checked") == 1


def test_saving_to_come_back_later_is_possible_where_the_form_says_so():
    form = a_form(text("A question"), "later=yes")
    assert not form.waits
    form.may_wait = True
    assert form.waits
