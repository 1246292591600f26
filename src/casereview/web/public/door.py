"""What every answer of the public site has in common: no sign-in and no cookie, a limit, and nothing sent twice in vain."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from casereview.web.public import rates
from casereview.web.public.shown import shown

KEPT = 60
"""Seconds for which a cache may keep an answer: what is withdrawn is gone everywhere within a minute."""

View = Callable[..., HttpResponseBase]


def page(view: View) -> View:
    """A page for people."""
    return _public(require_safe(view), cost=1)


def data(cost: int = 1, post: bool = False) -> Callable[[View], View]:
    """An answer for machines, which pages of other sites may ask for as well. Dear ones cost more of one's limit."""

    def decorated(view: View) -> View:
        taken = csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(view)) if post else require_safe(view)
        return _public(taken, cost=cost, shared=True)

    return decorated


def _public(view: View, *, cost: int, shared: bool = False) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if seconds := rates.wait(request, cost):
            return for_everybody(too_many(request, seconds, in_words=not shared), kept=False)
        response = view(request, *args, **kwargs)
        if shared:
            response["Access-Control-Allow-Origin"] = "*"
            response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return for_everybody(_unless_known(request, response), kept=response.status_code == 200)

    answered.csrf_exempt = getattr(view, "csrf_exempt", False)  # type: ignore[attr-defined]
    return login_not_required(answered)


def for_everybody(response: HttpResponseBase, kept: bool = True) -> HttpResponseBase:
    """Mark an answer as one that is the same for everybody, and so may be kept."""
    response.for_everybody = True  # type: ignore[attr-defined]
    response["Cache-Control"] = f"public, max-age={KEPT}" if kept else "no-store"
    return response


def _unless_known(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """304 where the asker has these very bytes already. The mark is made of what is published, and of nothing else."""
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    if isinstance(response, HttpResponse) and not response.has_header("ETag"):
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    changed = getattr(response, "changed", None)
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
    moment = int(changed.timestamp()) if changed is not None else None
    found = get_conditional_response(request, response.get("ETag"), moment, cast(HttpResponse, response))
    return response if found is None else found


def too_many(request: HttpRequest, seconds: int, in_words: bool) -> HttpResponse:
    """A page that says how long to wait; to a program, a line."""
    if in_words:
        response = shown(request, "too_many", {"seconds": seconds}, status=429)
    else:
        response = HttpResponse(f"Ask again in {seconds} seconds.\n", content_type="text/plain", status=429)
    response["Retry-After"] = str(seconds)
    return response
