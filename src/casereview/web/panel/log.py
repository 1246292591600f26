"""The log of what belongs to no case: contacts with the panel, and its meetings; read, and corrected."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, files
from casereview.rules import permits
from casereview.rules.codes import ContactKind, OrganisationKind
from casereview.web.capacity import Request
from casereview.web.cases import forms
from casereview.web.fields import drop_down

HEADINGS = {
    "contacts": "Correct this contact",
    "meetings": "Correct this meeting",
    "interests": "Correct this interest",
    "planned_meetings": "Move this meeting, or correct it",
}
"""What is corrected here, and what its page is called."""


@require_safe
def log(request: Request) -> HttpResponse:
    """Contacts and meetings, latest first, each with what it said before it was corrected."""
    permits.contact(request.who).require()
    page = Paginator(files.correspondence(), 25).get_page(request.GET.get("page"))
    contacts = (one for kind, row, before in page if kind == "contacts" for one in (row, *before))
    boards = files.names(OrganisationKind.BOARD, {contact.board for contact in contacts})
    rows = [(kind, fact, said(fact, boards), [said(was, boards) for was in before]) for kind, fact, before in page]
    return render(request, "panel/log.jinja", {"page": page, "rows": rows})


@require_http_methods(["GET", "POST"])
def correct(request: Request, kind: str, fact: str) -> HttpResponse:
    """Correct a contact or a meeting."""
    permits.contact(request.who).require()
    if kind not in HEADINGS:
        raise Http404
    versions = (one for _, row, before in files.correspondence(kind) for one in (row, *before))
    found = next((one for one in versions if one.pk == fact), None)
    if found is None:
        raise Http404
    form_class = forms.correction(found)
    if kind in ("contacts", "interests"):
        boards = {code: board.name for code, board in files.organisations(OrganisationKind.BOARD).items()}
        by_name = sorted(boards.items(), key=lambda one: one[1])
        form_class.base_fields["board"] = drop_down(
            "Board", [("", "No board"), *by_name], hint="Leave it out if it concerns no board"
        )
    form = form_class.of(request, initial=forms.as_they_stand(found, form_class))
    form.heading = HEADINGS[kind]
    if form.is_valid():
        with form.refusals():
            why, token = form.cleaned_data["why"], form.cleaned_data["token"]
            acts.correct_contact(
                by=request.who, kind=kind, fact=fact, why=why, changes=forms.changes(form), token=token
            )
            messages.success(request, "Corrected. Both versions are kept, with your reason.")
            return redirect({"interests": "members", "planned_meetings": "meetings"}.get(kind, "log"))
    return render(request, "panel/correct.jinja", {"form": form})


def said(fact: Any, boards: dict[str, str]) -> str:
    """What a contact or a meeting says, in a line."""
    if not hasattr(fact, "board"):
        return f"Meeting of the panel: {fact.attended.replace(';', ', ') or 'nobody is named'}"
    parts = [ContactKind.words_for(fact.kind), boards.get(fact.board, fact.board), fact.subject]
    return ". ".join(part for part in parts if part)
