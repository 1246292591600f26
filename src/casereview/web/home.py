"""The pages that are nobody's in particular: the start, the choice of a capacity, statements, and the pulse."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from casereview.rules.permits import Who
from casereview.sample.people import people
from casereview.web.capacity import CHOSEN, key
from casereview.web.fields import Form, choice
from casereview.web.jinja import sample_data
from casereview.web.tags import navigation


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page of the role in which somebody has signed in; before that, what this is."""
    if not request.user.is_authenticated:
        return render(request, "home/start.jinja")
    menu = navigation(request)
    return redirect(menu[0]["href"]) if menu else render(request, "home/no_appointment.jinja")


class CapacityForm(Form):
    capacity = choice("In which capacity do you want to act?", [], required="Select a capacity")


@require_http_methods(["GET", "POST"])
def capacity(request: HttpRequest) -> HttpResponse:
    """Act in another of one's capacities. The rights of two never add up."""
    held: dict[str, Who] = {key(who): who for who in request.capacities}  # type: ignore[attr-defined]
    form = CapacityForm.of(request, initial={"capacity": key(request.who)})  # type: ignore[attr-defined]
    form.fields["capacity"].choices = [(chosen, in_words(who)) for chosen, who in held.items()]  # type: ignore[attr-defined]
    if form.is_valid():
        chosen = form.cleaned_data["capacity"]
        request.session[CHOSEN] = chosen
        messages.success(request, f"You now act as {in_words(held[chosen])}.")
        return redirect("home")
    return render(request, "home/capacity.jinja", {"form": form})


def in_words(who: Who) -> str:
    """Board Chair, Northshire Safeguarding Children Board."""
    return ", ".join(part for part in (who.role.words if who.role else "", who.organisation_name) if part)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.jinja")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.jinja")


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For whatever watches the system: whether it runs and its database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")


def sample_people() -> list[dict[str, str]]:
    """The sign-ins of the sample data, to be shown on the sign-in page. Without sample data there are none."""
    return people() if sample_data() else []
