"""How long a sign-in lasts, and what becomes of a form that is posted after it has ended.

A session ends after a time of idleness, and in any case some hours after the sign-in. What somebody typed meanwhile is
not lost: every form carries a mark of the person for whom it was made, signed by us. A post that bears one and comes
without a session is kept in the new session, and offered back to that person, on that page, once they have signed in
again. Nobody else is shown it: when another person signs in, it is thrown away.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import resolve_url
from markupsafe import Markup

BEGAN, SEEN, ENDED, KEPT = "began", "seen", "ended", "kept"
MARK = "whose"
SIGNER = TimestampSigner(salt="casereview.web.sessions")
MARK_LASTS = 7 * 24 * 60 * 60
PAGES_KEPT = 5
NOTED_EVERY = 30  # seconds; so that not every request writes to the session

Pages = dict[str, dict[str, str]]


class Idleness:
    """Ends sessions that have lasted long enough, and keeps what was typed in them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ended = request.user.is_authenticated and _over(request.session, time.time())
        if ended:
            logout(request)
            request.session[ENDED] = True
        if request.method == "POST" and not request.user.is_authenticated:
            if _keep(request):
                return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
            if ended:
                return redirect_to_login(resolve_url("home"), resolve_url(settings.LOGIN_URL))
        response = self.get_response(request)
        if request.user.is_authenticated:  # by now: it may have been a sign-in
            _note(request.session, time.time())
            _hold(request.session, {path: page for path, page in _pages(request).items() if _own(page, request)})
        return response


def marker(request: HttpRequest) -> Markup:
    """The hidden field that says for whom a form was made; nothing where nobody has signed in."""
    if not request.user.is_authenticated:
        return Markup()
    return Markup('<input type="hidden" name="{}" value="{}">').format(MARK, SIGNER.sign(str(request.user.pk)))


def kept(request: HttpRequest) -> QueryDict | None:
    """What this person had typed on this page when their session ended. It is given once."""
    pages = _pages(request)
    page = pages.pop(request.get_full_path(), None)
    if page is None or not _own(page, request):
        return None
    _hold(request.session, pages)
    return QueryDict(page["typed"])


def notice(request: HttpRequest) -> str:
    """What the sign-in page tells somebody whose session has ended; nothing to anybody else."""
    if _pages(request):
        return "You were signed out before this could be sent. What you typed is kept, and will be there again."
    if request.session.get(ENDED):
        return "You were signed out because you had not used Casereview for a while. Nothing that you had sent is lost."
    return ""


def _over(session: SessionBase, now: float) -> bool:
    began: float = session.get(BEGAN, now)
    seen: float = session.get(SEEN, now)
    return now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_MINUTES * 60


def _note(session: SessionBase, now: float) -> None:
    """Note that the person is here; and at the sign-in, when that was."""
    if BEGAN not in session:
        session[BEGAN] = now
        session.pop(ENDED, None)
    if now - session.get(SEEN, 0) > NOTED_EVERY:
        session[SEEN] = now


def _keep(request: HttpRequest) -> bool:
    """Keep what was posted, where it bears our mark of a person: which also shows that no other site made the form."""
    try:
        whose = SIGNER.unsign(request.POST.get(MARK, ""), max_age=MARK_LASTS)
    except BadSignature:
        return False
    typed = request.POST.copy()
    for name in [MARK, "csrfmiddlewaretoken", *(name for name in typed if "password" in name)]:
        typed.pop(name, None)
    pages = {**_pages(request), request.get_full_path(): {"whose": whose, "typed": typed.urlencode()}}
    _hold(request.session, dict(list(pages.items())[-PAGES_KEPT:]))
    return True


def _pages(request: HttpRequest) -> Pages:
    """What is kept, by the address of its page."""
    return dict(request.session.get(KEPT, {}))


def _own(page: dict[str, str], request: HttpRequest) -> bool:
    return page["whose"] == str(request.user.pk)


def _hold(session: SessionBase, pages: Pages) -> None:
    """Keep these pages and no others."""
    if not pages:
        session.pop(KEPT, None)
    elif session.get(KEPT) != pages:
        session[KEPT] = pages
