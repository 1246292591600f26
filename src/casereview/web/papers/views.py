"""The papers on a matter: prepared by the board item by item, seen whole with what is missing, and sent to the panel."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, standing
from casereview.casework.acts import Attached
from casereview.casework.files import Opened, open_file, open_files
from casereview.documents import store
from casereview.documents.kinds import require_kind
from casereview.rules import packs
from casereview.rules.clocks import Running, clock, clocks
from casereview.rules.codes import Asked, CheckResult, Matter
from casereview.rules.permits import Permit
from casereview.rules.stages import before_the_panel, latest_check, requested
from casereview.web.capacity import Request
from casereview.web.papers.forms import AttachForm, Send, TakeBackForm
from casereview.web.papers.pages import (
    DAY,
    DOCUMENTS,
    ROUTE,
    Papers,
    day_page,
    journey,
    nothing_to_send,
    offered,
    route_page,
    to_send,
)
from casereview.web.preparing import Page, Preparation
from casereview.web.publishing.words import attachment as handed_over
from casereview.web.tags import day

EARLIER_CASES = 60
"""How many of the board's latest cases are looked through for what was sent back before."""


@require_http_methods(["GET", "POST"])
def papers(request: Request, reference: str, matter: Matter) -> HttpResponse:
    """Everything that is asked for, what is missing, and sending it."""
    file = to_send(request, reference)
    if reason := nothing_to_send(file, matter):
        context = {"file": file, "title": f"Papers: {matter.words.lower()}", "reason": reason}
        return render(request, "panel/not_now.jinja", context)
    preparation = Preparation(journey(matter), reference, by=request.who)
    found = Papers(file, matter, preparation.answers)
    if request.method == "POST" and found.with_the_panel:
        return redirect("papers_sent", reference, matter)  # posted twice: they have gone
    form = Send.of(request, papers=found, version=preparation.version)
    if form.is_valid():
        with form.refusals():
            _send(request, found, form)
            preparation.discard()
            return redirect("papers_sent", reference, matter)
    context = {
        "file": file,
        "matter": matter,
        "papers": found,
        "preparation": preparation,
        "form": form,
        "DAY": DAY,
        "ROUTE": ROUTE,
        "clock": _limit(file, matter),
        "sent_back": _sent_back(request, reference, matter),
        "deficient": _deficient(found),
        "requested": requested(file, matter),
        "Asked": Asked,
    }
    return render(request, "papers/papers.jinja", context)


@require_http_methods(["GET", "POST"])
def item(request: Request, reference: str, matter: Matter, item: str) -> HttpResponse:
    """One thing that is asked for, kept as soon as it is answered."""
    file = to_send(request, reference)
    preparation = Preparation(journey(matter), reference, by=request.who)
    found = Papers(file, matter, preparation.answers)
    page, known = _page(found, item)
    form = preparation.page(request, page, **known)
    if request.method == "POST":
        valid, kept = form.is_valid(), preparation.keep(form)
        if kept and form.waits:
            messages.success(request, "Kept. You, or anyone who prepares papers at your board, can go on with it.")
            return redirect("case", reference)
        if kept and valid:
            return redirect("papers", reference, matter)
    part = next((part for part in found.pack.parts if part.item.code == item), None)
    context = {"file": file, "matter": matter, "form": form, "part": part, "papers": found}
    return render(request, "papers/item.jinja", context)


@require_safe
def sent(request: Request, reference: str, matter: Matter) -> HttpResponse:
    """The papers have gone, and what follows."""
    file = to_send(request, reference)
    submissions = file.submissions_on(matter)
    if not submissions:
        raise Http404
    pack = packs.sent(file, submissions[-1])
    context = {"file": file, "matter": matter, "submission": submissions[-1], "pack": pack}
    return render(request, "papers/sent.jinja", context)


@require_http_methods(["GET", "POST"])
def attach(request: Request, reference: str, matter: Matter) -> HttpResponse:
    """The documents that go with the papers: each is kept at once, and goes with them when they are sent."""
    file = to_send(request, reference)
    preparation = Preparation(journey(matter), reference, by=request.who)
    found = Papers(file, matter, preparation.answers)
    if request.method == "POST" and (out := request.POST.get("take_out")):
        left = [one for one in found.documents if f"{one.item}:{one.sha256}" != out]
        preparation.keep_answers({DOCUMENTS: [one._asdict() for one in left]})
        return redirect("attach", reference, matter)
    form = AttachForm.of(request, papers=found)
    if form.is_valid():
        sent = form.cleaned_data["document"]
        try:
            require_kind(sent.name, sent.read(512))
            sent.seek(0)
            kept = store.keep(sent)
        except store.NotKept as wrong:
            form.add_error("document", f"“{sent.name}” {wrong}")
        else:
            new = Attached(form.cleaned_data["item"], sent.name[-200:], kept.sha256, kept.size)
            others = [one for one in found.documents if (one.item, one.sha256) != (new.item, new.sha256)]
            preparation.keep_answers({DOCUMENTS: [one._asdict() for one in [*others, new]]})
            messages.success(request, f"“{new.name}” is kept, and goes with the papers when they are sent.")
            return redirect("attach", reference, matter)
    asked = {part.item.code: part.item.asks for part in found.pack.parts}
    context = {"file": file, "matter": matter, "form": form, "documents": found.documents, "asked": asked}
    return render(request, "papers/attach.jinja", context)


@require_safe
def attachment(request: Request, reference: str, attachment: str) -> HttpResponse:
    """The bytes of a document that came with papers, as they came."""
    file = open_file(reference, by=request.who, purpose="papers")
    if not file.sight.words:
        Permit("What is written in papers is not shown to your role.").require()
    found = next((one for one in file.attachments if one.id == attachment), None)
    if found is None:
        raise Http404
    try:
        held = store.read(found.sha256)
    except store.Changed:
        title = "This document cannot be shown"
        reason = "Its bytes are gone, or are not what came. Tell whoever runs the system: a backup has them."
        return render(request, "panel/not_now.jinja", {"file": file, "title": title, "reason": reason})
    response = HttpResponse(held, content_type="application/octet-stream")
    response["Content-Disposition"] = handed_over(found.name)
    return response


@require_http_methods(["GET", "POST"])
def take_back(request: Request, reference: str, submission: str) -> HttpResponse:
    """Take papers back, before the panel has advised on them."""
    file = to_send(request, reference)
    found = next((one for one in file.submissions if one.id == submission), None)
    if found is None:
        raise Http404
    form = TakeBackForm.of(request)
    form.caption = f"Case {file.reference}: papers of {day(found.on)}"
    if form.is_valid():
        with form.refusals():
            acts.withdraw_papers(
                reference, by=request.who, on=timezone.localdate(), submission=submission, **form.cleaned_data
            )
            messages.success(request, "The papers are taken back. The panel is told on its agenda.")
            return redirect("case", reference)
    return render(request, "panel/on_case.jinja", {"file": file, "form": form})


def _page(papers: Papers, item: str) -> tuple[type[Page], dict[str, Any]]:
    """The page of an item, and what it offers before it is answered."""
    if item == DAY:
        return day_page(papers.file, papers.matter), {"sent_on": papers.on}
    if item == ROUTE and papers.matter == Matter.NON_PUBLICATION:
        return route_page(papers.edition), {"proposed_route": papers.route or None}
    if item not in papers.pages:
        raise Http404
    part = next(part for part in papers.pack.parts if part.item.code == item)
    return papers.pages[item], offered(part)


def _send(request: Request, papers: Papers, form: Send) -> None:
    acts.submit(
        papers.file.reference,
        by=request.who,
        matter=papers.matter,
        on=papers.on,
        proposed_route=papers.route,
        expert_advice=papers.expert_advice,
        items=papers.items,
        attachments=papers.documents,
        token=form.cleaned_data["token"],
    )


def _limit(file: Opened, matter: Matter) -> Running | None:
    """The clock that runs on sending papers on a decision; none runs on a proposal not to publish."""
    if matter != Matter.NON_INITIATION or file.decision is None:
        return None
    own = [one for one in clocks(file) if one.started_by.id == file.decision.id and one.key.startswith("tell")]
    return own[0] if own else clock(file, "rapid_review")


def _deficient(papers: Papers) -> dict[str, Any]:
    """The secretariat's notice on papers that came incomplete: what is missing by name, and its words; empty for none."""
    check = latest_check(papers.file)
    if check is None or check.result != CheckResult.INCOMPLETE or before_the_panel(papers.file) != papers.matter:
        return {}
    asks = {part.item.code: part.item.asks for part in papers.pack.parts}
    return {"check": check, "missing": [asks.get(code, code) for code in check.missing.split(";") if code]}


def _sent_back(request: Request, reference: str, matter: Matter) -> Counter[str]:
    """For what the board's papers on other cases were found wanting."""
    latest = standing.cases(request.who).exclude(case=reference).values_list("case", flat=True)[:EARLIER_CASES]
    return packs.sent_back(open_files(list(latest), by=request.who, purpose="what was sent back before"), matter)
