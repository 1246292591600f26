"""The notifier's first page; beginning a draft; what was sent; and withdrawing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, drafts, files, standing
from casereview.casework.acts.notifying import board_for
from casereview.casework.files import Opened
from casereview.guidance.editions import in_force
from casereview.ledger.models import Refused
from casereview.rules import permits
from casereview.rules.clocks import edition_on
from casereview.rules.codes import IncidentKind, Recipient
from casereview.rules.permits import Who
from casereview.rules.stages import Stage
from casereview.web.capacity import Request
from casereview.web.notifications import words
from casereview.web.notifications.drafting import JOURNEY
from casereview.web.notifications.forms import Begin, Withdraw
from casereview.web.notifications.steps import SoFar, walk
from casereview.web.tags import day


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft in the list: the draft itself, and how far it has come."""

    draft: Any
    so_far: SoFar


@require_safe
def notifications(request: Request) -> HttpResponse:
    """The authority's drafts and the cases that it has notified."""
    permits.notify(request.who).require()
    page = standing.page(standing.cases(request.who), request.GET.get("page"))
    context = {
        "page": page,
        "kept": [Kept(draft, walk(draft.answers, by=request.who)) for draft in drafts.kept(JOURNEY, by=request.who)],
        "awaited": standing.work(request.who).count(),
        "today": timezone.localdate(),
        "Stage": Stage,
    }
    return render(request, "notifications/list.jinja", context)


@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """What is notifiable, and what is needed to notify it. The button begins a draft; pressed twice, it begins one."""
    permits.notify(request.who).require()
    form = Begin.of(request)
    if form.is_valid():
        token = form.cleaned_data["token"]
        begun = next((d for d in drafts.kept(JOURNEY, by=request.who) if d.answers.get("begun_with") == token), None)
        draft = begun or drafts.begin(JOURNEY, by=request.who, answers={"begun_with": token})
        return redirect("notification", draft.key)
    edition = in_force(timezone.localdate(), _partners_from(request.who))
    return render(request, "notifications/new.jinja", {"form": form, "edition": edition})


@require_safe
def notified(request: Request, reference: str, notification: str) -> HttpResponse:
    """The notification is sent: to whom, whether in time, and what comes next."""
    file = files.open_file(reference, by=request.who, purpose="notified")
    sent = _own(file, notification, request.who)
    context = {
        "file": file,
        "sent": sent,
        "edition": edition_on(file, sent.aware_on or sent.on),
        "clocks": [clock for clock in file.clocks if clock.started_by.id == sent.id],
        "rows": list(_in_short(file, sent)),
        "to_ofsted": sent.recipient == Recipient.OFSTED,
    }
    return render(request, "notifications/notified.jinja", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, reference: str, notification: str) -> HttpResponse:
    """Withdraw a notification, saying why. It stays on the file, and is not counted."""
    file = files.open_file(reference, by=request.who, purpose="withdraw")
    sent = _own(file, notification, request.who)
    if sent not in file.standing_notifications:
        return redirect("withdrawn", reference, notification)
    permits.withdraw(request.who, file).require()
    form = Withdraw.of(request)
    form.caption = f"Case {reference}"
    form.fields["reason"].words = words.notifiable(edition_on(file, sent.aware_on or sent.on))  # type: ignore[attr-defined]
    if form.is_valid():
        with form.refusals():
            acts.withdraw(
                reference,
                by=request.who,
                notification=notification,
                on=timezone.localdate(),
                reason=form.cleaned_data["reason"],
                token=form.cleaned_data["token"],
            )
            return redirect("withdrawn", reference, notification)
    return render(request, "notifications/withdraw.jinja", {"file": file, "sent": sent, "form": form})


@require_safe
def withdrawn(request: Request, reference: str, notification: str) -> HttpResponse:
    file = files.open_file(reference, by=request.who, purpose="withdrawn")
    _own(file, notification, request.who)
    found = next((one for one in file.withdrawals if one.notification == notification), None)
    if found is None:
        raise Http404
    return render(request, "notifications/withdrawn.jinja", {"file": file, "withdrawal": found})


def _in_short(file: Opened, sent: Any) -> Iterator[tuple[str, str]]:
    """What was sent, in a few lines, none of which names anybody."""
    yield "Sent to", Recipient.words_for(sent.recipient)
    yield "Sent on", day(sent.on)
    yield "The authority became aware on", day(sent.aware_on) if sent.aware_on else ""
    for incident in file.incidents:
        yield "Incident", f"{IncidentKind.words_for(incident.kind)}, {day(incident.on)}"
    yield "Children", str(len(file.children))
    yield "Board", file.board.name
    yield "The board was told on", day(sent.board_told_on) if sent.board_told_on else "Not yet"


def _own(file: Opened, notification: str, who: Who) -> Any:
    """A notification of the person's own authority, withdrawn or not."""
    permits.notify(who).require()
    own = (one for one in file.notifications if one.id == notification and one.authority == who.organisation)
    if (found := next(own, None)) is None:
        raise Http404
    return found


def _partners_from(who: Who) -> Any:
    """When safeguarding partners took over from the board that serves the person's authority, if they did."""
    try:
        return board_for(who.organisation).partners_from
    except Refused:
        return None
