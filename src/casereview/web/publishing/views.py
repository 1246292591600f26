"""A report on its way to publication: its file, what was found in it, who approves it, who is told, and what came of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, identifying, reading, standing
from casereview.casework.files import Opened, open_file, open_files
from casereview.documents import store
from casereview.documents.extract import Unreadable
from casereview.people.capacities import names_of
from casereview.rules import permits, publishing
from casereview.rules.codes import ProposedRoute, PublicationRoute, View
from casereview.rules.publishing_codes import Cause as HarmCause
from casereview.rules.publishing_codes import (
    Kept,
    Level,
    NoticeTo,
    PersonHarmed,
    Point,
    RedactionReason,
    Severity,
    VersionKind,
)
from casereview.rules.stages import Stage
from casereview.web.capacity import Request
from casereview.web.publishing import forms, repository, words
from casereview.web.publishing.deciding import Deciding
from casereview.web.publishing.pointing import Pointing
from casereview.web.publishing.redacting import Redacting
from casereview.web.reviews.views import nothing_to_review, offered

WORDS: dict[str, Any] = {
    "HarmCause": HarmCause,
    "Level": Level,
    "NoticeTo": NoticeTo,
    "PersonHarmed": PersonHarmed,
    "Point": Point,
    "ProposedRoute": ProposedRoute,
    "Route": PublicationRoute,
    "Severity": Severity,
    "VersionKind": VersionKind,
    "View": View,
    "words": words,
}


@require_safe
def publication(request: Request, reference: str) -> HttpResponse:
    """Where a report stands on its way to publication, and what is in the way."""
    file = open_file(reference, by=request.who, purpose="publishing")
    permits.document(request.who, file).require()
    if file.first_initiation is None:
        return nothing_to_review(request, file)
    latest = publishing.current(file)
    today = timezone.localdate()
    route = publishing.approved_route(file) or PublicationRoute.FULL
    context = {
        "file": file,
        "latest": latest,
        "earlier": list(file.report_versions)[:-1],
        "checked": publishing.checked(file, latest.document) if latest else None,
        "approvals": words.approvals(file),
        "route": route,
        "obstacles": publishing.obstacles(file, today, route) if latest else [],
        "advance": publishing.advance(file, today),
        "copy_due": publishing.copy_due(file),
        "offered": offered(request, file),
        "people": names_of({fact.recorded_by for fact in (*file.approvals, *file.report_versions)}),
        "withdrawn": {one.publication: one for one in file.publication_withdrawals},
        "documents": reading.named(file),
        **WORDS,
    }
    return render(request, "publishing/publishing.jinja", context)


# ── The file ────────────────────────────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "POST"])
def upload(request: Request, reference: str) -> HttpResponse:
    """Upload the report: it is kept under its hash, read, and checked for what would identify somebody, there and then."""
    file = _to_manage(request, reference)
    form = forms.UploadForm.of(request, file=file, who=request.who)
    if form.is_valid():
        with form.refusals():
            answers = form.cleaned_data
            sent = answers.pop("upload")
            try:
                document = store.keep(sent).sha256
                found = reading.text(document)
                hits = [hit.key for hit in identifying.hits(file, document, sent.name)]
            except (store.NotKept, Unreadable) as wrong:
                form.add_error("upload", f"The file {wrong}")
            else:
                answers["title"] = answers.pop("called") or found.title
                acts.upload(
                    reference,
                    by=request.who,
                    document=document,
                    file_name=sent.name[-255:],
                    pages=len(found.pages),
                    words=found.words,
                    hits=hits,
                    **answers,
                )
                messages.success(request, "The report is here. Nothing of it has left the machine.")
                return redirect("publishing", reference)
    return render(request, "publishing/upload.jinja", {"file": file, "form": form})


@require_safe
def report_file(request: Request, reference: str, document: str) -> HttpResponse:
    """The bytes of a file of the report, as they came: for the board, and for the panel what was copied to it."""
    file = open_file(reference, by=request.who, purpose="report file")
    try:
        held, name = reading.content(file, document, by=request.who)
    except reading.NoSuchDocument:
        raise Http404 from None
    response = HttpResponse(held, content_type="application/octet-stream")
    response["Content-Disposition"] = words.attachment(name)
    return response


@require_http_methods(["GET", "POST"])
def reads(request: Request, reference: str) -> HttpResponse:
    """How the report reads: its length and ease, its findings and recommendations, and what these lack. A person confirms."""
    file = open_file(reference, by=request.who, purpose="publishing")
    permits.read_report(request.who, file).require()
    manages = permits.manage_review(request.who, file)
    latest = publishing.current(file)
    if latest is None:
        return redirect("report_upload" if manages else "publishing", reference)
    proposed = reading.proposed(latest.document)
    pointing = Pointing(request, file, latest.document, proposed)
    if request.method == "POST":
        manages.require()
        with pointing.refusals():
            pointing.confirm(by=request.who)
            messages.success(request, "Confirmed. They are on record with their passages.")
            return redirect("report_reads", reference)
    context = {
        "file": file,
        "latest": latest,
        "read": reading.measured(latest.document),
        "proposed": proposed,
        "pointing": pointing,
        "manages": manages,
        **WORDS,
    }
    return render(request, "publishing/reads.jinja", context)


# ── What would identify somebody ────────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "POST"])
def check(request: Request, reference: str) -> HttpResponse:
    """What the latest file has that would identify somebody: each hit with its page, its words and why, and a decision."""
    file = _to_manage(request, reference)
    latest = publishing.current(file)
    if latest is None:
        return redirect("report_upload", reference)
    deciding = Deciding(request, file, latest.document)
    if request.method == "POST":
        with deciding.refusals():
            if "again" in request.POST:
                deciding.check_again(by=request.who)
                messages.success(request, "The report has been checked again.")
            else:
                deciding.decide(by=request.who)
                messages.success(request, "What you decided is on record.")
            return redirect("report_check", reference)
    context = {"file": file, "latest": latest, "deciding": deciding, **WORDS}
    return render(request, "publishing/check.jinja", context)


@require_safe
def looks_for(request: Request, reference: str) -> HttpResponse:
    """What the check looks for: what the case gives, what was entered, pseudonyms both ways, and press and court text."""
    file = _to_manage(request, reference)
    if file.first_initiation is None:
        return nothing_to_review(request, file)
    own, record = identifying.given(file), identifying.record(file)
    context = {
        "file": file,
        "given": words.given(own),
        "glossary": words.glossary(record),
        "doubled": words.doubled(record),
        "offered": offered(request, file),
        "Kept": Kept,
        **WORDS,
    }
    return render(request, "publishing/looks_for.jinja", context)


@require_http_methods(["GET", "POST"])
def redact(request: Request, reference: str) -> HttpResponse:
    """Take out of the latest file what was decided to go, and what else is to go, each passage with its reason; burnt in."""
    file = _to_manage(request, reference)
    latest = publishing.current(file)
    if latest is None:
        return redirect("report_upload", reference)
    redacting = Redacting(request, file, latest)
    if request.method == "POST":
        with redacting.refusals():
            redacting.redact(by=request.who)
            messages.success(request, "The redacted file is the latest version. Nothing lies beneath its boxes.")
            return redirect("publishing", reference)
    reasons = [{"value": reason.value, "text": reason.words} for reason in RedactionReason]
    context = {"file": file, "latest": latest, "redacting": redacting, "reasons": reasons, **WORDS}
    return render(request, "publishing/redact.jinja", context)


# ── Publishing ──────────────────────────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "POST"])
def release(request: Request, reference: str) -> HttpResponse:
    """Publish the report; and hand it to the national repository, anonymously where that is the route."""
    file = _to_manage(request, reference)
    form = forms.ReleaseForm.of(request, file=file, who=request.who)
    if form.is_valid():
        with form.refusals():
            made = acts.release(reference, by=request.who, document=form.document, **form.cleaned_data)
            repository.hand_over(open_file(reference, by=request.who, purpose="publishing"), made, by=request.who)
            messages.success(request, "The report is published, and has been handed to the national repository.")
            return redirect("publishing", reference)
    today = timezone.localdate()
    context = {
        "file": file,
        "form": form,
        "routes": [(route, publishing.obstacles(file, today, route)) for route in PublicationRoute],
    }
    return render(request, "publishing/release.jinja", context)


@require_safe
def harms(request: Request) -> HttpResponse:
    """What negative effects publication has caused, year by year, on the cases that one may see (report paragraph 25)."""
    permits.harms(request.who).require()
    listed = standing.cases(request.who).filter(stage=Stage.PUBLISHED).values_list("case", flat=True)
    files = open_files(list(listed), by=request.who, purpose="harm after publication")
    context = {"years": words.harm_by_year(files), "published": words.published_by_year(files), **WORDS}
    return render(request, "publishing/harms.jinja", context)


def _to_manage(request: Request, reference: str) -> Opened:
    file = open_file(reference, by=request.who, purpose="publishing")
    permits.manage_review(request.who, file).require()
    return file
