"""The panel's members: their terms, what they declare, and the cases in which they take no part."""

from collections import defaultdict
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, files
from casereview.casework.files import open_file
from casereview.people import capacities
from casereview.people.capacities import Term
from casereview.rules import permits
from casereview.rules.codes import OrganisationKind, Role
from casereview.rules.permits import Who
from casereview.web.capacity import Request
from casereview.web.fields import Form
from casereview.web.members import forms
from casereview.web.tags import day


@require_safe
def members(request: Request) -> HttpResponse:
    """The members with their terms and their interests: those of today first, then those of the past."""
    permits.panel_room(request.who).require()
    today = timezone.localdate()
    interests = defaultdict(list)
    for _, interest, before in files.correspondence("interests"):
        interests[interest.member].append((interest, before))
    terms = capacities.terms(Role.MEMBER)
    boards = files.names(OrganisationKind.BOARD, {i.board for held in interests.values() for i, _ in held if i.board})
    context = {
        "now": [term for term in terms if term.holds(today)],
        "then": [term for term in reversed(terms) if not term.holds(today)],
        "interests": interests,
        "names": capacities.names_of(set(interests)),
        "boards": boards,
        "today": today,
    }
    return render(request, "members/members.jinja", context)


@require_http_methods(["GET", "POST"])
def appoint(request: Request) -> HttpResponse:
    """Appoint somebody to the panel."""
    permits.seats(request.who).require()
    form = forms.AppointForm.of(request)
    if form.is_valid():
        with form.refusals():
            row = acts.appoint_member(by=request.who, **form.cleaned_data)
            messages.success(request, f"{row.user} is a member of the panel from {day(row.on)}.")
            return redirect("members")
    return render(request, "members/on_record.jinja", {"form": form})


@require_http_methods(["GET", "POST"])
def extend(request: Request, term: str) -> HttpResponse:
    """A member's term lasts longer."""
    return _until(request, term, forms.ExtendForm, acts.extend_term, "{} is a member of the panel until {}.")


@require_http_methods(["GET", "POST"])
def step_down(request: Request, term: str) -> HttpResponse:
    """A member leaves the panel before their term is over."""
    return _until(request, term, forms.StepDownForm, acts.step_down, "{}’s last day on the panel is {}.")


def _until(request: Request, term: str, asked: type[Form], act: Callable[..., object], said: str) -> HttpResponse:
    """A term gets another last day."""
    held = _term(request, term)
    form = asked.of(request)
    form.caption = _caption(held)
    if form.is_valid():
        with form.refusals():
            act(by=request.who, term=term, **form.cleaned_data)
            messages.success(request, said.format(held.name, day(form.cleaned_data["until"])))
            return redirect("members")
    return render(request, "members/on_record.jinja", {"form": form})


def _term(request: Request, term: str) -> Term:
    """A term of which somebody may change the last day; by any of its versions, so that a form posted twice finds it."""
    permits.seats(request.who).require()
    found = next((one for one in capacities.terms(Role.MEMBER) if term in [row.id for row in one.told]), None)
    if found is None:
        raise Http404
    return found


def _caption(term: Term) -> str:
    return f"{term.name}, member from {day(term.since)}" + (f" to {day(term.until)}" if term.until else "")


@require_http_methods(["GET", "POST"])
def declare(request: Request) -> HttpResponse:
    """Declare an interest."""
    permits.panel_room(request.who).require()
    boards = {code: board.name for code, board in files.organisations(OrganisationKind.BOARD).items()}
    form = forms.DeclareForm.of(request, members=_choice_of(request.who), boards=boards)
    if form.is_valid():
        with form.refusals():
            acts.declare(by=request.who, **form.cleaned_data)
            messages.success(
                request, "The interest is on record. It closes no case: say so on a case in which it matters."
            )
            return redirect("members")
    return render(request, "members/on_record.jinja", {"form": form})


@require_http_methods(["GET", "POST"])
def recuse(request: Request, reference: str) -> HttpResponse:
    """Put on record that somebody takes no part in a case. It is then closed to them, and so they are sent away from it."""
    file = open_file(reference, by=request.who, purpose="recuse")
    permits.recuse(request.who, file).require()
    choice = {name: called for name, called in _choice_of(request.who).items() if name not in file.recused}
    form = forms.RecuseForm.of(request, members=choice)
    form.caption = f"Case {file.reference}, {file.board.name}"
    if form.is_valid():
        with form.refusals():
            acts.recuse(reference, by=request.who, on=form.on, **form.cleaned_data)
            if form.cleaned_data["member"] == request.who.username:
                messages.success(request, "You take no part in that case from now on. Its file is closed to you.")
                return redirect("panel")
            messages.success(request, "That is on record. The file is closed to them from now on.")
            return redirect("case", reference)
    concerning = [
        interest
        for _, interest, _ in files.correspondence("interests")
        if interest.board == file.board.code and interest.member in choice and interest.holds(form.on)
    ]
    context = {"file": file, "form": form, "concerning": concerning, "names": choice}
    return render(request, "members/recuse.jinja", context)


def _choice_of(who: Who) -> dict[str, str]:
    """Those for whom this person may speak: a member for themselves, the secretariat for whoever is on the panel today."""
    if who.role == Role.MEMBER:
        return {who.username: who.name}
    today = timezone.localdate()
    terms = [term for role in (Role.MEMBER, Role.SECRETARY) for term in capacities.terms(role) if term.holds(today)]
    return {term.username: term.name for term in terms}
