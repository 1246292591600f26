"""A review seen whole by the board that holds it; what is put on record of it; and all open reviews by age."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import reviewers, standing
from casereview.casework.acts.involving import outstanding
from casereview.casework.files import Opened, open_file, open_files
from casereview.people.capacities import names_of
from casereview.rules import involvement, permits
from casereview.rules import quality as markers
from casereview.rules.delay import lateness
from casereview.rules.involvement_codes import Asked, Contact, CostItem, Person, Took
from casereview.rules.progress import Age, age, processes, stages_of
from casereview.rules.review_codes import DelayCause, Method, Part, Process, ProcessState, ReviewStage
from casereview.rules.stages import Stage
from casereview.web.capacity import Request
from casereview.web.reviews import words
from casereview.web.reviews.records import RECORDS

WORDS: dict[str, Any] = {
    "Asked": Asked,
    "Contact": Contact,
    "CostItem": CostItem,
    "Person": Person,
    "Took": Took,
    "DelayCause": DelayCause,
    "Method": Method,
    "Part": Part,
    "Process": Process,
    "ProcessState": ProcessState,
    "words": words,
}


@require_safe
def review(request: Request, reference: str) -> HttpResponse:
    """How a review is commissioned, how far it has come, and what holds it up."""
    file = open_file(reference, by=request.who, purpose="review")
    permits.review(request.who, file).require()
    if file.first_initiation is None:
        return nothing_to_review(request, file)
    context = {
        "file": file,
        "stages": stages_of(file),
        "processes": processes(file),
        "late": lateness(file),
        "outstanding": outstanding(file),
        "people_in_it": involvement.standing(file),
        "alone": {one.id for one in involvement.left_alone(file)},
        "clock": next((one for one in file.clocks if one.key == "complete"), None),
        "name_of": reviewers.name_of,
        "offered": offered(request, file),
        **WORDS,
    }
    return render(request, "reviews/review.jinja", context)


def offered(request: Request, file: Opened) -> dict[str, list[tuple[str, str]]]:
    """What this person may put on record, by the section of the page: its word in the address, and what the link says."""
    found: dict[str, list[tuple[str, str]]] = {}
    for what, one in RECORDS.items():
        if one.permit(request.who, file):
            found.setdefault(one.section, []).append((what, one.link))
    return found


@require_safe
def quality(request: Request, reference: str) -> HttpResponse:
    """The 18 quality markers: evidence in words, each assessor's hidden from the other until both have written."""
    file = open_file(reference, by=request.who, purpose="review")
    permits.assess(request.who, file).require()
    if file.first_initiation is None:
        return nothing_to_review(request, file)
    found = markers.compared(file)
    context = {
        "file": file,
        "markers": found,
        "people": names_of({one.recorded_by for marker in found for one in marker.evidence}),
        "offered": offered(request, file),
    }
    return render(request, "reviews/quality.jinja", context)


@require_http_methods(["GET", "POST"])
def record(request: Request, reference: str, what: str) -> HttpResponse:
    """Put something of a review on record."""
    file = open_file(reference, by=request.who, purpose="review")
    if (one := RECORDS.get(what)) is None:
        raise Http404
    one.permit(request.who, file).require()
    if file.first_initiation is None:
        return nothing_to_review(request, file)
    form = one.form.of(request, file=file, who=request.who)
    if form.is_valid():
        with form.refusals():
            one.act(reference, by=request.who, **one.answers(form))
            messages.success(request, "It is on record.")
            return redirect(one.page, reference)
    return render(request, "reviews/record.jinja", {"file": file, "form": form, "record": one})


def nothing_to_review(request: Request, file: Opened) -> HttpResponse:
    context = {"file": file, "title": "The review", "reason": "No review was decided on in this case."}
    return render(request, "panel/not_now.jinja", context)


OPEN = (Stage.UNDER_REVIEW, Stage.REPORT_RECEIVED, Stage.BEFORE_THE_PANEL, Stage.REFERRED_BACK)


@require_safe
def ageing(request: Request) -> HttpResponse:
    """All open reviews, oldest first, with what comes next and what holds them up; and the days lost by cause in all of them."""
    permits.ageing(request.who).require()
    listed = standing.cases(request.who).filter(stage__in=OPEN).values_list("case", flat=True)
    files = open_files(list(listed), by=request.who, purpose="ageing of reviews")
    ages: list[Age] = [found for file in files if (found := age(file))]
    ages.sort(key=lambda one: (one.begun, one.file.reference))
    context = {
        "page": standing.page(ages, request.GET.get("page")),
        "count": len(ages),
        "bands": words.bands(ages),
        "by_cause": words.lost(ages),
        "ReviewStage": ReviewStage,
        **WORDS,
    }
    return render(request, "reviews/ageing.jinja", context)
