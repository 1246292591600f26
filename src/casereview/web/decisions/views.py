"""Preparing a decision, making it, and telling the panel of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts
from casereview.casework.files import Opened, open_file
from casereview.people.capacities import name_of
from casereview.rules import packs, permits
from casereview.rules.cautions import PARAGRAPHS
from casereview.rules.clocks import clock, clocks, edition_on
from casereview.rules.codes import Finding, Matter, Role
from casereview.rules.permits import Permit
from casereview.web.capacity import Request
from casereview.web.decisions.forms import Ready, Sign, TellPanel
from casereview.web.decisions.prepared import JOURNEY, READY, Prepared
from casereview.web.preparing import Preparation


@require_http_methods(["GET", "POST"])
def prepare(request: Request, reference: str) -> HttpResponse:
    """Everything that a decision needs, and how far it is prepared; the manager says here that it is ready."""
    file = _to_decide(request, reference)
    preparation = Preparation(JOURNEY, reference, by=request.who)
    form = Ready.of(request)
    if form.is_valid() and preparation.draft:
        preparation.keep_answers({READY: request.who.username})
        messages.success(request, "The decision is ready. It is shown on the Chair’s work list, and on the case.")
        return redirect("case", reference)
    context = _so_far(file, preparation)
    return render(request, "decisions/prepare.jinja", context | {"form": form})


@require_http_methods(["GET", "POST"])
def page(request: Request, reference: str, key: str) -> HttpResponse:
    """One question of it, kept as soon as it is answered."""
    file = _to_decide(request, reference)
    preparation = Preparation(JOURNEY, reference, by=request.who)
    prepared = Prepared(file, preparation.answers)
    step = next((step for step in prepared.steps if step.key == key), None)
    if step is None and prepared.on is None:
        return redirect("prepare_decision_page", reference, "day")
    if step is None:
        raise Http404
    form = preparation.page(request, step.page)
    if request.method == "POST":
        valid, kept = form.is_valid(), preparation.keep(form)
        if kept and form.waits:
            messages.success(request, "Kept. You, or anyone who prepares decisions at your board, can go on with it.")
            return redirect("case", reference)
        if kept and valid:
            return _on_from(request, Prepared(file, preparation.answers), key)
    context = {"file": file, "form": form, "step": step, "prepared": prepared, "clock": _limit(file)}
    return render(request, "decisions/page.jinja", context)


def _on_from(request: Request, prepared: Prepared, key: str) -> HttpResponse:
    """To the next question without an answer; after the last, to the whole."""
    reference = prepared.file.reference
    if following := prepared.following(key):
        return redirect("prepare_decision_page", reference, following.key)
    return redirect("decide" if request.who.role == Role.CHAIR else "prepare_decision", reference)


@require_http_methods(["GET", "POST"])
def decide(request: Request, reference: str) -> HttpResponse:
    """The Chair reads what was prepared, with what gives pause about it, and signs."""
    file = open_file(reference, by=request.who, purpose="decide")
    permits.decide(request.who, file).require()
    _not_withdrawn(file).require()
    preparation = Preparation(JOURNEY, reference, by=request.who)
    if request.method == "POST" and preparation.draft is None and file.decision:
        return redirect("decided", reference)  # posted twice: what was prepared has become the decision
    context = _so_far(file, preparation)
    prepared: Prepared = context["prepared"]
    form = Sign.of(request, prepared=prepared, version=preparation.version)
    if form.is_valid():
        with form.refusals():
            acts.decide(reference, by=request.who, token=form.cleaned_data["token"], **prepared.decision)
            preparation.discard()
            return redirect("decided", reference)
    return render(request, "decisions/decide.jinja", context | {"form": form})


@require_safe
def decided(request: Request, reference: str) -> HttpResponse:
    """The decision is on record, and what starts with it."""
    file = open_file(reference, by=request.who)
    permits.tell_panel(request.who, file).require()
    if file.decision is None:
        raise Http404
    not_held = not file.decision.initiate
    context = {
        "file": file,
        "decision": file.decision,
        "pack": packs.pack(file, Matter.NON_INITIATION, timezone.localdate()) if not_held else None,
        "edition": edition_on(file, file.decision.on),
        "started": [one for one in clocks(file) if one.started_by.id == file.decision.id],
        "rapid_review": clock(file, "rapid_review"),
    }
    return render(request, "decisions/decided.jinja", context)


@require_http_methods(["GET", "POST"])
def tell_panel(request: Request, reference: str) -> HttpResponse:
    """The day on which the national panel was told of the decision."""
    file = open_file(reference, by=request.who, purpose="tell the panel")
    permits.tell_panel(request.who, file).require()
    if file.decision is None:
        raise Http404
    edition = edition_on(file, file.decision.on)
    form = TellPanel.of(request)
    form.caption = f"Case {reference}"
    form.heading = (
        f"Record that {edition.terms.national_body.short if edition else 'the panel'} was told of the decision"
    )
    if form.is_valid():
        with form.refusals():
            acts.tell_panel(reference, by=request.who, on=form.cleaned_data["on"], token=form.cleaned_data["token"])
            messages.success(request, "It is on record that the decision was told.")
            return redirect("case", reference)
    running = next(
        (one for one in clocks(file) if one.started_by.id == file.decision.id and one.key != "complete"), None
    )
    context = {"file": file, "form": form, "edition": edition, "clock": running or clock(file, "rapid_review")}
    return render(request, "decisions/tell_panel.jinja", context)


def _to_decide(request: Request, reference: str) -> Opened:
    """The case, for somebody who prepares decisions on it."""
    file = open_file(reference, by=request.who, purpose="prepare a decision")
    permits.prepare(request.who, file).require()
    _not_withdrawn(file).require()
    return file


def _not_withdrawn(file: Opened) -> Permit:
    withdrawn = file.notifications and not file.standing_notifications
    return (
        Permit("The notification was withdrawn, so there is nothing to decide on this case.") if withdrawn else Permit()
    )


def _limit(file: Opened) -> Any:
    """The clock that runs on the decision."""
    return clock(file, "decide", "rapid_review")


def _so_far(file: Opened, preparation: Preparation) -> dict[str, Any]:
    """What the pages of the whole decision show."""
    prepared = Prepared(file, preparation.answers)
    return {
        "file": file,
        "preparation": preparation,
        "prepared": prepared,
        "edition": prepared.edition,
        "clock": _limit(file),
        "ready_by": name_of(preparation.answers[READY]) if preparation.answers.get(READY) else "",
        "paragraphs": PARAGRAPHS,
        "Finding": Finding,
        "today": timezone.localdate(),
    }
