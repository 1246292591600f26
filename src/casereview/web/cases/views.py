"""The case file: the work that is awaited, the lists, one case with its clocks and its history, and who has looked."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, drafts, files, standing
from casereview.people.capacities import names_of
from casereview.rules import permits
from casereview.rules.awaited import What
from casereview.rules.codes import OrganisationKind
from casereview.rules.stages import Stage
from casereview.web.capacity import Request
from casereview.web.cases import forms, told, words

TO_DECIDE = "decision"


@require_safe
def work(request: Request) -> HttpResponse:
    """What is awaited of the person's organisation, most urgent first."""
    page = standing.page(standing.work(request.who), request.GET.get("page"))
    waiting = drafts.kept(TO_DECIDE, by=request.who) if request.who.role else []
    context = {
        "page": page,
        "today": timezone.localdate(),
        "What": What,
        "prepared": words.prepared(waiting, request.who),
    }
    return render(request, "cases/work.jinja", context)


@require_safe
def cases(request: Request) -> HttpResponse:
    """The cases that this person may open, latest first; a whole reference opens its case."""
    form = forms.Find(request.GET or None)
    stage = reference = ""
    if form.is_bound and form.is_valid():
        stage, reference = form.cleaned_data["stage"], form.cleaned_data["reference"]
        if reference and standing.cases(request.who).filter(case=reference).exists():
            return redirect("case", reference)
    page = standing.page(standing.cases(request.who, stage=stage, reference=reference), request.GET.get("page"))
    context = {
        "page": page,
        "form": form,
        "Stage": Stage,
        "boards": files.names(OrganisationKind.BOARD, {row.board for row in page}),
    }
    return render(request, "cases/list.jinja", context)


@require_safe
def case(request: Request, reference: str) -> HttpResponse:
    """A case file as it stands, or as it stood on a day, or as it was known at a moment."""
    form = forms.AsItStood(request.GET)
    if not form.is_valid():
        files.open_file(reference, by=request.who)
        return render(request, "cases/past.jinja", {"reference": reference, "form": form})
    as_at, known_at = form.cleaned_data["as_at"], form.moment()
    file = files.open_file(reference, by=request.who, as_at=as_at, known_at=known_at)
    authorities = files.names(OrganisationKind.AUTHORITY, {n.authority for n in file.notifications})
    context = {
        "file": file,
        "history": told.history(file, authorities),
        "past": bool(as_at or known_at),
        "names": {identity.child: identity for identity in file.identities},
        "authorities": authorities,
        "words": words,
        "people": names_of({fact.recorded_by for _, fact in file.facts()} | {f.recorded_by for f in file.corrected}),
        "prepared": _prepared(request, file),
    }
    return render(request, "cases/case.jinja", context)


@require_safe
def past(request: Request, reference: str) -> HttpResponse:
    """Ask as which day, and as known on which, the case is to be seen."""
    file = files.open_file(reference, by=request.who)
    return render(request, "cases/past.jinja", {"reference": file.reference, "form": forms.AsItStood()})


@require_safe
def clock(request: Request, reference: str, key: str, started_by: str) -> HttpResponse:
    """How the days of a clock were counted, one by one."""
    file = files.open_file(reference, by=request.who, purpose="clock")
    found = next((c for c in file.clocks if c.key == key and c.started_by.id == started_by), None)
    if found is None:
        raise Http404
    return render(request, "cases/clock.jinja", {"file": file, "clock": found})


@require_safe
def looks(request: Request, reference: str) -> HttpResponse:
    """Who has looked at a case, for its board."""
    file = files.open_file(reference, by=request.who, purpose="looks")
    found = files.looks(file, by=request.who)
    rows = words.look_rows(found, names_of({look.by for look in found}))
    return render(request, "cases/looks.jinja", {"file": file, "looks": rows})


@require_http_methods(["GET", "POST"])
def correct(request: Request, reference: str, kind: str, fact: str) -> HttpResponse:
    """Correct a fact: it is set down again with what is changed and why, and both are shown from then on."""
    file = files.open_file(reference, by=request.who, purpose="correct")
    found = _fact(file, kind, fact)
    permits.correct(request.who, file, kind, fact).require()
    form_class = forms.correction(found)
    form = form_class.of(request, initial=forms.as_they_stand(found, form_class))
    if form.is_valid():
        with form.refusals():
            acts.correct(
                reference,
                by=request.who,
                kind=kind,
                fact=fact,
                why=form.cleaned_data["why"],
                token=form.cleaned_data["token"],
                changes=forms.changes(form),
            )
            messages.success(request, "Corrected. Both versions are on the file, with your reason.")
            return redirect("case", reference)
    title = told.title(kind, found)
    return render(request, "cases/correct.jinja", {"file": file, "form": form, "fact": found, "of": title})


def _fact(file: files.Opened, kind: str, fact: str) -> Any:
    """A fact in force or, where somebody has just corrected it, the version that was; the act then says who did."""
    held = [*getattr(file, kind, ()), *file.corrected] if kind in told.TITLES else []
    found = next((one for one in held if one.id == fact and files.kind_of(one) == kind), None)
    if found is None:
        raise Http404
    return found


def _prepared(request: Request, file: files.Opened) -> bool:
    """Whether a decision has been prepared for the Chair, on a case where none is made."""
    if file.decisions or not permits.prepare(request.who, file):
        return False
    return bool(drafts.kept(TO_DECIDE, by=request.who, case=file.reference))
