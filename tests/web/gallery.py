"""Every component and every kind of question, on pages that only the tests serve: a URLconf."""

from datetime import date
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path

from casereview.casework.files import NoSuchCase
from casereview.ledger.models import Refused
from casereview.rules.permits import Permit
from casereview.web import urls
from casereview.web.fields import (
    Form,
    Words,
    choice,
    confirmation,
    date_field,
    drop_down,
    several,
    text,
    whole_number,
    words,
    yes_no,
)

KINDS = [("death", "Death of a child"), ("serious_harm", "Serious harm to a child")]
REGIONS = [("north", "Northmoor"), ("east", "Eastmarch")]
LAW = Words("The board must decide within one month.\n\nIt tells the panel of its decision.", "Working Together, 4.17")
LONG = Words("A child has been seriously harmed. " * 40, "Working Together, 4.18")


class Everything(Form):
    heading = "Every kind of question"
    caption = "Gallery"
    may_wait = True
    title_of_report = text("Title of the report", hint="As printed on its cover", required="Enter the title", words=LAW)
    reasons = words("Reasons", limit=300, required="Enter the reasons", words=LONG)
    children = whole_number("How many children?", called="Number of children", least=1, required="Enter how many")
    decided_on = date_field(
        "When did the Chair decide?", called="Date of the decision", past=True, required="Enter the day", words=LAW
    )
    initiate = yes_no("Will there be a review?", required="Select yes if there will be a review")
    kind = choice("What happened?", KINDS, hints={"death": "Also of an unborn child"}, required="Select what happened")
    regions = several("Where?", REGIONS, required="Select at least one region")
    region = drop_down("Region", REGIONS, required="Select a region")
    note = text("Note", width=20)
    certain = confirmation("I have read this", required="Tick the box once you have read it")


class OneQuestion(Form):
    decided_on = date_field(
        "When did the Chair decide?", called="Date of the decision", required="Enter the day", words=LAW
    )


def page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    template = engines["jinja2"].from_string((Path(__file__).parent / f"{name}.jinja").read_text(encoding="utf-8"))
    return HttpResponse(template.render(context, request))


def components(request: HttpRequest) -> HttpResponse:
    messages.success(request, "The decision is recorded.")
    messages.info(request, "The panel meets on Thursday.")
    return page(request, "gallery", {"day": date, "long": "Safeguarding" * 30, "Refused": Refused})


def form(request: HttpRequest) -> HttpResponse:
    form = Everything.of(request)
    if form.is_valid():
        return redirect("home")
    return page(request, "form", {"form": form})


def question(request: HttpRequest) -> HttpResponse:
    form = OneQuestion.of(request)
    if form.is_valid():
        with form.refusals():
            raise Refused("The decision cannot be earlier than the notification.", field="decided_on")
    return page(request, "form", {"form": form})


def listing(request: HttpRequest) -> HttpResponse:
    found = range(0 if "none" in request.GET else 95)
    shown = Paginator(found, 10).get_page(request.GET.get("page"))
    return page(request, "list", {"page": shown})


def refused(request: HttpRequest) -> HttpResponse:
    Permit("Only the Chair decides whether to hold a review.").require()
    raise AssertionError


def unseen(request: HttpRequest, reference: str) -> HttpResponse:
    raise NoSuchCase(reference)


def missing(request: HttpRequest) -> HttpResponse:
    raise Http404("the reason is for the log")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("canary")


def misspelt(request: HttpRequest) -> HttpResponse:
    return page(request, "misspelt", {})


urlpatterns = [
    *urls.urlpatterns,
    path("gallery", components),
    path("gallery/form", form),
    path("gallery/question", question),
    path("gallery/list", listing),
    path("gallery/refused", refused),
    path("gallery/unseen/<reference>", unseen),
    path("gallery/missing", missing),
    path("gallery/broken", broken),
    path("gallery/misspelt", misspelt),
]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500
