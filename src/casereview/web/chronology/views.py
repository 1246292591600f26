"""The chronology of a case: agencies' entries merged, drawn and listed; what seems to be told twice is decided by a person."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, chronologies
from casereview.casework.files import Opened, open_file
from casereview.documents import store
from casereview.documents.extract import Unreadable
from casereview.ledger.models import Refused
from casereview.rules import chronology, permits
from casereview.web.capacity import Request
from casereview.web.chronology import forms
from casereview.web.publishing.words import attachment
from casereview.web.tags import counted, day

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAIRS_SHOWN = 25


@require_http_methods(["GET", "POST"])
def merged(request: Request, reference: str) -> HttpResponse:
    """The merged chronology, with its picture; and pairs of entries that may tell of one event, to be decided."""
    file = _opened(request, reference)
    manages = permits.manage_review(request.who, file)
    error = ""
    if request.method == "POST":
        manages.require()
        try:
            pairs = list(_decided(request, file))
            acts.match_entries(
                reference,
                by=request.who,
                on=timezone.localdate(),
                pairs=pairs,
                token=request.POST.get("token", "")[:64],
            )
        except Refused as refused:
            error = refused.message
        else:
            messages.success(request, "What you decided is on record. Both entries stay.")
            return redirect("chronology", reference)
    same = chronology.same_as(file.chronology_entries, file.entry_matches)
    context = {
        "file": file,
        "rows": [_row(one, since, same) for one, since in chronology.intervals(file.chronology_entries)],
        "gaps": chronology.gaps(file.chronology_entries)[:5],
        "picture": chronologies.picture(file),
        "pairs": chronology.alike(file.chronology_entries, file.entry_matches)[:PAIRS_SHOWN] if manages else [],
        "manages": manages,
        "error": error,
    }
    return render(request, "chronology/chronology.jinja", context)


def _row(one: Any, since: int | None, same: dict[str, list[Any]]) -> list[str]:
    shown = day(one.first) if one.certain and one.first else one.said or "Not said"
    if not one.certain and one.first and one.last:
        span = day(one.first) if one.first == one.last else f"{day(one.first)} to {day(one.last)}"
        shown = f"{one.said} (not certain: {span})"
    others = "; ".join(sorted({other.agency for other in same.get(one.id, ())}))
    told = f"{one.agency}; also told by {others}" if others else one.agency
    return [shown, one.time, told, one.event, one.source, "" if since is None else counted(since, "day")]


def _decided(request: Request, file: Opened) -> list[tuple[str, str, bool]]:
    found = []
    for pair in chronology.alike(file.chronology_entries, file.entry_matches):
        if (said := request.POST.get(f"pair-{pair.one.id}-{pair.other.id}", "")) in ("yes", "no"):
            found.append((pair.one.id, pair.other.id, said == "yes"))
    return found


@require_http_methods(["GET", "POST"])
def add(request: Request, reference: str) -> HttpResponse:
    """Take in an agency's chronology: read apart, its days kept as uncertain as they were written."""
    file = _opened(request, reference)
    permits.manage_review(request.who, file).require()
    form = forms.ImportForm.of(request, file=file, who=request.who)
    if form.is_valid():
        with form.refusals():
            answers = form.cleaned_data
            sent = answers["upload"]
            try:
                document = store.keep(sent).sha256
                found = chronologies.entries(store.read(document))
            except (store.NotKept, Unreadable) as wrong:
                form.add_error("upload", f"The file {wrong}")
            else:
                acts.add_chronology(
                    reference,
                    by=request.who,
                    on=answers["on"],
                    agency=answers["agency"],
                    document=document,
                    token=answers["token"],
                    entries=[entry | ({"agency": own[:200]} if own else {}) for own, entry in found],
                )
                unread = sum(1 for _, entry in found if entry["first"] is None)
                said = (
                    f" The day of {counted(unread, 'entry', 'entries')} could not be read, and is kept as it was written."
                    if unread
                    else ""
                )
                messages.success(request, f"{counted(len(found), 'entry', 'entries')} taken in.{said}")
                return redirect("chronology", reference)
    return render(request, "chronology/add.jinja", {"file": file, "form": form})


@require_safe
def as_word(request: Request, reference: str) -> HttpResponse:
    """The merged chronology as a Word document."""
    file = _opened(request, reference)
    response = HttpResponse(chronologies.as_word(file), content_type=WORD)
    response["Content-Disposition"] = attachment(f"chronology {reference}.docx")
    return response


def _opened(request: Request, reference: str) -> Opened:
    file = open_file(reference, by=request.who, purpose="chronology")
    permits.review(request.who, file).require()
    return file
