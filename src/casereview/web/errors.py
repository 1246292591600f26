"""What people are told when something goes wrong, or is refused. Such a page names nobody and echoes nothing."""

import logging
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from casereview.casework.drafts import NoSuchDraft
from casereview.casework.files import NoSuchCase
from casereview.documents.store import Changed
from casereview.rules.permits import Refusal

log = logging.getLogger(__name__)

CHANGED = (
    "The file is gone, or is not what it was when it came, so it is not handed out. Tell whoever runs this system."
)


class Refusals:
    """Answers for what views raise: a permit not given is a page with its reason; a case unseen is one not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            response.content = render(request, "errors/405.jinja").content
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            return render(request, "errors/403.jinja", {"reason": str(exception)}, status=403)
        if isinstance(exception, Changed):
            log.error("A file in the store is not what its hash says.")
            return render(request, "errors/403.jinja", {"reason": CHANGED}, status=403)
        if isinstance(exception, NoSuchCase | NoSuchDraft):
            return absent(request, exception)
        return None


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.jinja", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.jinja", {"reason": ""}, status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without our token: mostly one that was left open until its session had gone."""
    return render(request, "errors/forged.jinja", status=403)


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page, to the byte, for what is not there and for what is not this person's to see."""
    return render(request, "errors/404.jinja", status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/429.jinja", status=429)


def broken(request: HttpRequest) -> HttpResponse:
    """Our own fault. The reference leads from what the person tells us to what the log says."""
    reference = secrets.token_hex(4)
    log.error("Answered with error %s", reference)
    return render(request, "errors/500.jinja", {"reference": reference}, status=500)
