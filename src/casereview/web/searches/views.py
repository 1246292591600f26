"""The searches that somebody who signs in keeps. Their feeds can be followed by anybody, without."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casereview.library import saved
from casereview.web.capacity import Request
from casereview.web.public.asked import Query
from casereview.web.searches import forms


@require_safe
def searches(request: Request) -> HttpResponse:
    kept = [(search, Query.of(QueryDict(search.query))) for search in saved.of(_owner(request))]
    return render(request, "searches/searches.jinja", {"kept": kept})


@require_http_methods(["GET", "POST"])
def save(request: Request) -> HttpResponse:
    """Keep the search that the address says."""
    query = Query.of(request.GET).at(1)
    form = forms.SaveForm.of(request, initial={"called": query.in_words[:200]})
    if form.is_valid():
        with form.refusals():
            told = form.cleaned_data
            saved.save(
                by=request.who,
                owner=_owner(request),
                query=query.address,
                name=told["called"],
                by_email=bool(told["by_email"]),
            )
            messages.success(request, f"The search “{told['called']}” is kept.")
            return redirect("searches")
    return render(request, "searches/save.jinja", {"form": form, "query": query})


@require_POST
def forget(request: Request, key: str) -> HttpResponse:
    saved.forget(key, owner=_owner(request))
    messages.success(request, "The search is no longer kept.")
    return redirect("searches")


def _owner(request: Request) -> Any:
    return request.user
