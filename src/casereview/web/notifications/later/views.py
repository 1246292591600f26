"""What has been learned of a child since the notification. What was recorded before stays, and so do earlier figures."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, files
from casereview.casework.files import Opened
from casereview.rules import permits
from casereview.web.capacity import Request
from casereview.web.notifications.later.forms import LEARNED, Learned, offered


@require_safe
def learn(request: Request, reference: str, child: int) -> HttpResponse:
    """What kind of thing has been learned."""
    file = _file(request, reference, child)
    permits.correct(request.who, file, "particulars").require()
    context = {"file": file, "child": child, "offered": list(offered(file, child))}
    return render(request, "notifications/learn.jinja", context)


@require_http_methods(["GET", "POST"])
def learned(request: Request, reference: str, child: int, what: str) -> HttpResponse:
    """Put it on record."""
    file = _file(request, reference, child)
    if what not in LEARNED:
        raise Http404
    permits.correct(request.who, file, LEARNED[what].kind).require()
    form = LEARNED[what].of(
        request, file=file, number=child, today=timezone.localdate(), initial=_known(file, child, LEARNED[what])
    )
    if form.is_valid():
        with form.refusals():
            act = acts.identify if form.kind == "identities" else acts.learn
            act(
                reference,
                by=request.who,
                on=form.happened_on(),
                child=child,
                token=form.cleaned_data["token"],
                **form.learned(),
            )
            messages.success(request, "It is on record. What was recorded before stays, and so do earlier figures.")
            return redirect("case", reference)
    return render(request, "notifications/learned.jinja", {"file": file, "child": child, "form": form})


def _file(request: Request, reference: str, child: int) -> Opened:
    file = files.open_file(reference, by=request.who, purpose="learn")
    if child not in {one.child for one in file.children}:
        raise Http404
    return file


def _known(file: Opened, child: int, form: type[Learned]) -> dict[str, Any]:
    """The names that are known, to be changed; of anything else, only what is new is asked."""
    known = [identity for identity in file.identities if identity.child == child]
    if form.kind != "identities" or not known:
        return {}
    return {name: getattr(known[-1], name) for name in form.base_fields if hasattr(known[-1], name)}
