"""The panel's meetings: planned, their agendas confirmed, members' own views before them, and who was present."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, meetings, packing
from casereview.casework.acts.meetings import awaited_views, voters
from casereview.casework.files import Opened, open_file
from casereview.casework.meetings import Planned
from casereview.guidance.proceedings import proceedings
from casereview.ledger.models import Refused
from casereview.people import capacities
from casereview.rules import opinions, packs, permits
from casereview.rules.agenda import Standing
from casereview.rules.answers import practice
from casereview.rules.codes import Matter, Role, View
from casereview.web.capacity import Request
from casereview.web.meetings import forms
from casereview.web.tags import day, days_in_words

PAST = 12
"""How many meetings of the past are shown."""


@require_safe
def meetings_page(request: Request) -> HttpResponse:
    """The meetings that are planned, those of the past, and the next day of the panel's cadence."""
    permits.panel_room(request.who).require()
    today = timezone.localdate()
    planned = meetings.planned_meetings()
    context = {
        "to_come": [one for one in planned if one.day >= today],
        "past": [one for one in reversed(planned) if one.day < today][:PAST],
        "next_day": meetings.next_day(today),
        "rules": proceedings(today),
        "answer": practice().answer,
    }
    return render(request, "meetings/meetings.jinja", context)


@require_http_methods(["GET", "POST"])
def plan(request: Request) -> HttpResponse:
    """Plan a meeting; the day of the panel's cadence is offered."""
    permits.agenda(request.who).require()
    form = forms.PlanForm.of(request, initial={"day": meetings.next_day(timezone.localdate())})
    if form.is_valid():
        with form.refusals():
            planned = acts.plan_meeting(by=request.who, **form.cleaned_data)
            messages.success(request, f"The meeting of {day(planned.day)} is planned.")
            return redirect("agenda", planned.pk)
    return render(request, "meetings/plan.jinja", {"form": form})


@require_http_methods(["GET", "POST"])
def agenda(request: Request, meeting: str) -> HttpResponse:
    """What is on the agenda; for the secretariat also what stands before the panel, to be confirmed."""
    permits.panel_room(request.who).require()
    planned = _planned(meeting)
    form = None
    if permits.agenda(request.who):
        form = _to_confirm(request)
        if form.is_valid():
            _put_on(request, planned, form.cleaned_data["cases"], form.cleaned_data["token"])
            return redirect("agenda", planned.id)
    today = timezone.localdate()
    rules = proceedings(planned.day)
    rows = [_row(request, item, planned) for item in meetings.items(planned, by=request.who)]
    held = meetings.held_on(planned.day)
    present = set(held.present.split(";")) if held else set()
    context = {
        "meeting": planned,
        "rows": rows,
        "today": today,
        "rules": rules,
        "present": capacities.names_of(present),
        "held": held,
        "without_quorum": [
            one["item"] for one in rows if held and len(present - one["item"].file.recused) < rules.quorum
        ],
        "Standing": Standing,
    }
    return render(request, "meetings/agenda.jinja", context | _with(form))


def _with(form: Any) -> dict[str, Any]:
    """The form of a page that has one for some of its readers only."""
    return {"form": form} if form else {}


def _planned(meeting: str) -> Planned:
    found = meetings.planned_meeting(meeting)
    if found is None:
        raise Http404
    return found


def _to_confirm(request: Request) -> forms.AgendaForm:
    found = meetings.standing_before_the_panel(by=request.who)
    choices = [(_key(file, stands.matter), f"{file.reference}, {file.board.name}") for file, stands in found]
    hints = {
        _key(file, stands.matter): f"{stands.matter.words}. {stands.why.words}, since {day(stands.since)}"
        for file, stands in found
    }
    posted = request.POST.getlist("cases") if request.method == "POST" else []
    gone = [(key, key.partition(":")[2]) for key in posted if key not in hints and ":" in key]
    return forms.AgendaForm.of(request, choices=[*choices, *gone], hints=hints)


def _key(file: Opened, matter: Matter) -> str:
    return f"{matter}:{file.reference}"


def _put_on(request: Request, planned: Planned, keys: list[str], token: str) -> None:
    """Put each case on; what somebody else did meanwhile is said, and nothing of the rest is lost by it."""
    done = 0
    for key in keys:
        matter, _, reference = key.partition(":")
        try:
            today = timezone.localdate()
            acts.put_on(
                reference, by=request.who, on=today, meeting=planned.id, matter=matter, token=f"{token}{key}"[:200]
            )
            done += 1
        except Refused as refused:
            messages.warning(request, days_in_words(refused.message))
    if done:
        messages.success(request, f"{done} put on the agenda of {day(planned.day)}.")


def _row(request: Request, item: meetings.Item, planned: Planned) -> dict[str, Any]:
    """What an agenda says of a case: how far the members' views are in, or whether one's own is."""
    given = [member for matter, member in item.file.given if matter == item.matter]
    asked = voters(item.file, max(timezone.localdate(), planned.day))
    return {
        "item": item,
        "given": len([name for name in asked if name in given]),
        "asked": len(asked),
        "own": request.who.username in given,
        "open": opinions.closed(item.file, item.matter) or item.advised,
        "recused": sorted(capacities.names_of(item.file.recused).values()),
        "submission": next(reversed(item.file.submissions_on(item.matter)), None),
    }


@require_http_methods(["GET", "POST"])
def take_off(request: Request, reference: str, listing: str) -> HttpResponse:
    """Take a case off an agenda, with why."""
    file = open_file(reference, by=request.who, purpose="agenda")
    permits.agenda(request.who).require()
    found = next((one for one in file.listings if one.id == listing), None)
    planned = meetings.planned_meeting(found.meeting) if found else None
    if found is None or planned is None:
        raise Http404
    form = _captioned(forms.TakeOffForm.of(request), file)
    if form.is_valid():
        with form.refusals():
            acts.take_off(reference, by=request.who, listing=listing, **form.cleaned_data)
            messages.success(request, f"Case {reference} is off the agenda. Why is kept on the case.")
            return redirect("agenda", planned.id)
    return render(request, "meetings/take_off.jinja", {"file": file, "form": form, "meeting": planned})


@require_http_methods(["GET", "POST"])
def attendance(request: Request, meeting: str) -> HttpResponse:
    """Put on record who was present, by which quorum is counted."""
    permits.agenda(request.who).require()
    planned = _planned(meeting)
    members = {term.username: term.name for term in capacities.terms(Role.MEMBER) if term.holds(planned.day)}
    form = forms.AttendanceForm.of(request, members=members)
    form.caption = f"Meeting of {day(planned.day)}"
    if form.is_valid():
        with form.refusals():
            present = form.cleaned_data["members"]
            attended = [*(members[name] for name in present), *form.other_names]
            token = form.cleaned_data["token"]
            acts.meet(by=request.who, on=planned.day, attended=attended, present=present, token=token)
            short = len(present) < proceedings(planned.day).quorum
            if short:
                messages.warning(
                    request, "On record. The meeting had no quorum: put its cases off, or say on each why not."
                )
            else:
                messages.success(request, "Who was present is on record.")
            return redirect("agenda", planned.id)
    return render(
        request, "meetings/attendance.jinja", {"form": form, "meeting": planned, "held": meetings.held_on(planned.day)}
    )


@require_safe
def pack(request: Request, meeting: str) -> HttpResponse:
    """The reader's own copy of the pack: without what is closed to them."""
    permits.panel_room(request.who).require()
    planned = _planned(meeting)
    name = f"pack-{planned.day.isoformat()}.pdf"
    made = packing.pack(planned, by=request.who)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# ── Members' own views ──────────────────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "POST"])
def opine(request: Request, reference: str, matter: Matter) -> HttpResponse:
    """Give one's own view before the meeting, or change it while it is sealed."""
    file = open_file(reference, by=request.who, purpose="own view")
    permits.opine(request.who, file).require()
    if not file.submissions_on(matter):
        return _not_now(request, file, "Give your own view", "The board has no papers on this before the panel.")
    if opinions.closed(file, matter):
        return redirect("views", reference, matter)
    own = [one for one in opinions.of_this_turn(file, matter) if one.member == request.who.username]
    initial = {"view": own[-1].view, "grounds": own[-1].grounds.split(";"), "text": own[-1].text} if own else {}  # type: ignore[attr-defined]
    form = _captioned(forms.OpineForm.of(request, matter=matter, initial=initial), file)
    if form.is_valid():
        with form.refusals():
            acts.opine(reference, by=request.who, on=timezone.localdate(), matter=matter, **form.cleaned_data)
            messages.success(request, "Your view is on record, and sealed until the views are opened.")
            return redirect("views", reference, matter)
    context = {"file": file, "form": form, "matter": matter, "submission": file.submissions_on(matter)[-1], "own": own}
    return render(request, "meetings/opine.jinja", context | {"pack": packs.sent(file, context["submission"])})


@require_http_methods(["GET", "POST"])
def views(request: Request, reference: str, matter: Matter) -> HttpResponse:
    """The members' views: while they are sealed, who has given one; afterwards what they hold."""
    file = open_file(reference, by=request.who, purpose="members' views")
    permits.panel_room(request.who).require()
    today = timezone.localdate()
    form = None
    if permits.unseal(request.who, file) and not opinions.closed(file, matter):
        form = forms.UnsealForm.of(request)
        if form.is_valid():
            with form.refusals():
                acts.unseal(reference, by=request.who, on=today, matter=matter, **form.cleaned_data)
                messages.success(request, "The turn has closed: the views are open.")
                return redirect("views", reference, matter)
    shown = [one for one in file.opinions if one.matter == matter]
    given = [member for about, member in file.given if about == matter]
    context = {
        "file": file,
        "matter": matter,
        "shown": shown,
        "given": given,
        "names": capacities.names_of({*given, *(one.member for one in shown)}),
        "awaited": _awaited(file, matter, given),
        "closed": opinions.closed(file, matter),
        "View": View,
    }
    return render(request, "meetings/views.jinja", context | _with(form))


def _awaited(file: Opened, matter: Matter, given: list[str]) -> list[str]:
    """The names of those whose view is not in, from the whole file's account of who has given one."""
    return [
        name for username, name in awaited_views(file, matter, timezone.localdate()).items() if username not in given
    ]


@require_http_methods(["GET", "POST"])
def ask(request: Request, reference: str, matter: Matter) -> HttpResponse:
    """Put on record what the panel asks of a board before it advises."""
    file = open_file(reference, by=request.who, purpose="ask")
    permits.ask(request.who, file).require()
    if not file.submissions_on(matter):
        return _not_now(request, file, "Ask the board", "The board has no papers on this before the panel.")
    form = _captioned(forms.AskForm.of(request, initial={"on": timezone.localdate()}), file)
    if form.is_valid():
        with form.refusals():
            acts.ask(reference, by=request.who, matter=matter, **form.cleaned_data)
            messages.success(request, "What is asked of the board is on record, and awaited of it.")
            return redirect("case", reference)
    return render(request, "panel/on_case.jinja", {"file": file, "form": form})


def _captioned(form: Any, file: Opened) -> Any:
    form.caption = f"Case {file.reference}, {file.board.name}"
    return form


def _not_now(request: Request, file: Opened, title: str, reason: str) -> HttpResponse:
    return render(request, "panel/not_now.jinja", {"file": file, "title": title, "reason": reason})
