"""The register of reviewers, which all boards share: whom there is, what they are good at, and who is yet untried."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, files
from casereview.casework.reviewers import entries, entry
from casereview.rules import permits
from casereview.rules.codes import OrganisationKind
from casereview.rules.review_codes import Method, Skill
from casereview.web.capacity import Request
from casereview.web.reviewers import forms


@require_safe
def reviewers(request: Request) -> HttpResponse:
    """The register, to be searched for a skill and for those whom nobody has tried."""
    permits.reviewers(request.who).require()
    form = forms.Find(request.GET or None)
    wanted: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = entries(by=request.who, skill=wanted.get("skill", ""), untried=wanted.get("untried", False))
    return render(request, "reviewers/reviewers.jinja", {"entries": found, "form": form, "Skill": Skill})


@require_safe
def reviewer(request: Request, key: str) -> HttpResponse:
    """One reviewer: skills, posts, a report to read, and what boards say."""
    permits.reviewers(request.who).require()
    if (found := entry(key, by=request.who)) is None:
        raise Http404
    boards = files.names(OrganisationKind.BOARD, {one.board for one in found.feedback})
    context = {"entry": found, "boards": boards, "Skill": Skill, "Method": Method}
    return render(request, "reviewers/reviewer.jinja", context)


@require_http_methods(["GET", "POST"])
def register(request: Request) -> HttpResponse:
    """Enter a reviewer in the register."""
    permits.keep_reviewers(request.who).require()
    form = forms.RegisterForm.of(request)
    if form.is_valid():
        with form.refusals():
            made = acts.register(by=request.who, **form.cleaned_data)
            messages.success(request, "The reviewer is in the register.")
            return redirect("reviewer", made.reviewer)
    return render(request, "reviewers/add.jinja", {"form": form})


ADDED: dict[str, tuple[type[forms.Form], Any]] = {
    "post": (forms.PostForm, acts.add_post),
    "feedback": (forms.FeedbackForm, acts.add_feedback),
}


@require_http_methods(["GET", "POST"])
def add(request: Request, key: str, what: str) -> HttpResponse:
    """Add a post that a reviewer holds or held, or what one's board says of their work."""
    permits.keep_reviewers(request.who).require()
    found = entry(key, by=request.who)
    if found is None or what not in ADDED:
        raise Http404
    form_class, act = ADDED[what]
    form: Any = form_class.of(request)
    form.caption = found.row.name
    if form.is_valid():
        with form.refusals():
            act(by=request.who, reviewer=key, **form.cleaned_data)
            messages.success(request, "It is in the register.")
            return redirect("reviewer", key)
    return render(request, "reviewers/add.jinja", {"form": form, "entry": found})
