"""The capacity in which a signed-in person acts: `request.who`. It is asked anew at every request."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from casereview.people.capacities import capacities
from casereview.rules.permits import Who

CHOSEN = "capacity"


class Request(HttpRequest):
    """A request with the person who makes it, in the capacity in which they act."""

    who: Who
    capacities: list[Who]


class Capacity:
    """Sets `request.who` to one of the person's capacities today, and `request.capacities` to all of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        held: list[Who] = []
        if isinstance(request.user, get_user_model()):
            held = capacities(request.user, timezone.localdate())
        chosen = request.session.get(CHOSEN, "")
        nobody = Who(username=request.user.get_username())
        request.capacities = held  # type: ignore[attr-defined]
        request.who = next(  # type: ignore[attr-defined]
            (who for who in held if key(who) == chosen), held[0] if held else nobody
        )
        return self.get_response(request)


def key(who: Who) -> str:
    """What the session remembers of a chosen capacity."""
    return f"{who.role}:{who.organisation}"
