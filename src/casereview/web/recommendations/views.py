"""The panel's own recommendations: to whom, what was answered, by when, and how the panel grades it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, recommendations
from casereview.rules import permits
from casereview.rules.codes import Addressee, AddresseePosition, Grade
from casereview.rules.recommendations import Followed
from casereview.web.capacity import Request
from casereview.web.recommendations.forms import FORMS

WORDS = {"Addressee": Addressee, "Position": AddresseePosition, "Grade": Grade}
ACTS: dict[str, Any] = {"answer": acts.answer_recommendation, "target": acts.set_target, "grade": acts.grade}


@require_safe
def every(request: Request) -> HttpResponse:
    """Every recommendation with each of its addressees, those of the latest report first."""
    found = recommendations.every(request.who, timezone.localdate())
    found.sort(key=lambda one: one.recommendation.on, reverse=True)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    return render(request, "recommendations/list.jinja", {"page": page, **WORDS})


@require_safe
def one(request: Request, recommendation: str, addressee: str) -> HttpResponse:
    """A recommendation with one of its addressees: all that has passed, and what may be recorded."""
    found = _found(request, recommendation, addressee)
    passed = [
        *(("answer", fact) for fact in found.answers),
        *(("target", fact) for fact in found.targets),
        *(("grade", fact) for fact in found.grades),
    ]
    context = {
        "found": found,
        "passed": sorted(passed, key=lambda one: (one[1].on, one[1].number)),
        "answers": bool(permits.answer_recommendation(request.who, addressee)),
        "grades": bool(permits.grade_recommendation(request.who)),
        **WORDS,
    }
    return render(request, "recommendations/one.jinja", context)


@require_http_methods(["GET", "POST"])
def record(request: Request, recommendation: str, addressee: str, step: str) -> HttpResponse:
    """Record an answer, a day or the panel's grade."""
    found = _found(request, recommendation, addressee)
    if step not in FORMS:
        raise Http404
    if step == "grade":
        permits.grade_recommendation(request.who).require()
    else:
        permits.answer_recommendation(request.who, addressee).require()
    form: Any = FORMS[step].of(request)
    form.caption = f"Recommendation {recommendation}, {Addressee(addressee).words}"
    if form.is_valid():
        with form.refusals():
            ACTS[step](by=request.who, recommendation=recommendation, addressee=addressee, **form.cleaned_data)
            messages.success(request, "It is on record.")
            return redirect("recommendation", recommendation, addressee)
    return render(request, "recommendations/record.jinja", {"form": form, "found": found, **WORDS})


def _found(request: Request, recommendation: str, addressee: str) -> Followed:
    found = recommendations.one(request.who, timezone.localdate(), recommendation, addressee)
    if found is None:
        raise Http404
    return found
