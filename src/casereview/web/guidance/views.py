"""The guidance as it is held: each edition to be read, two beside each other, and how days are counted."""

from functools import cache
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from casereview.guidance import days
from casereview.guidance.editions import Edition, compare, editions, in_force, unconfirmed
from casereview.guidance.holidays import Holiday
from casereview.web.capacity import Request
from casereview.web.guidance import forms, words


@require_safe
def guidance(request: Request) -> HttpResponse:
    """Every edition held, latest first, and which is in force today."""
    context = {
        "editions": [(edition, _unchecked(edition)) for edition in reversed(editions())],
        "in_force": in_force(timezone.localdate()),
    }
    return render(request, "guidance/editions.jinja", context)


@require_safe
def edition(request: Request, id: str) -> HttpResponse:
    """One edition, whole."""
    found = _held(id)
    before = [one for one in editions() if one.since < found.since]
    context = {
        "edition": found,
        "before": before[-1] if before else None,
        "unconfirmed": unconfirmed(found),
        "words": words,
    }
    return render(request, "guidance/edition.jinja", context)


@require_safe
def compared(request: Request) -> HttpResponse:
    """What one edition says and another does not, part by part."""
    *_, a, b = (edition.id for edition in editions())
    form = forms.Compare({"a": a, "b": b} | request.GET.dict())
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        before, after = _held(form.cleaned_data["a"]), _held(form.cleaned_data["b"])
        parts = words.beside(compare(before, after))
        context |= {"before": before, "after": after, "parts": parts, "number": sum(map(len, parts.values()))}
    return render(request, "guidance/compare.jinja", context)


@require_safe
def counting(request: Request) -> HttpResponse:
    """How days are counted, and a count of one's own."""
    asked = {"start-day", "start-month", "start-year"} & request.GET.keys()
    form = forms.Count(
        request.GET if asked else None, initial={"way": "after", "unit": "working_days"} | request.GET.dict()
    )
    context: dict[str, Any] = {"form": form, "held": days.held_years(), "late": _proclaimed_late()}
    if asked and form.is_valid():
        context["steps"] = form.steps()
    return render(request, "guidance/days.jinja", context)


@cache
def _unchecked(edition: Edition) -> int:
    """How many values of an edition nobody has confirmed."""
    return len(unconfirmed(edition))


def _held(id: str) -> Edition:
    found = next((edition for edition in editions() if edition.id == id), None)
    if found is None:
        raise Http404
    return found


def _proclaimed_late() -> list[Holiday]:
    """Holidays that nobody expected until they were proclaimed, or that were moved."""
    return [holiday for holiday in days.holidays() if holiday.proclaimed]
