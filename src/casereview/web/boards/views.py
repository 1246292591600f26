"""Boards that the panel hears of or does not; and each board's own page."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, feedback, outside, post
from casereview.casework.files import names
from casereview.rules import permits
from casereview.rules.codes import Matter, OrganisationKind
from casereview.rules.feedback import BOARDS_AT_LEAST, CASES_AT_LEAST, years_to
from casereview.rules.figures import Figure
from casereview.web.boards.forms import AskForm, NilReturnForm, WriteForm
from casereview.web.capacity import Request
from casereview.web.tags import counted


@require_safe
def boards(request: Request) -> HttpResponse:
    """Boards in contact with the panel, silent, and never in contact, between any two days."""
    permits.correspond(request.who).require()
    form, since, until = _asked(request)
    found = outside.contacts(request.who, since, until)
    piles = {**found.piles, **found.subsets}
    shown = request.GET.get("show", "")
    shown = shown if shown in piles else "silent"
    members = sorted(piles[shown], key=lambda member: (member.on or date.min, member.name))
    page = Paginator(members, 25).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "since": since,
        "until": until,
        "piles": {name: len(members) for name, members in piles.items()},
        "total": found.total,
        "shown": shown,
        "page": page,
        "boards": names(OrganisationKind.BOARD, {member.name for member in page}),
        "written": outside.written_to(request.who),
    }
    return render(request, "boards/list.jinja", context)


@require_http_methods(["GET", "POST"])
def write(request: Request) -> HttpResponse:
    """Write to the boards that were silent, in one batch."""
    permits.correspond(request.who).require()
    _, since, until = _asked(request)
    silent = _silent(outside.contacts(request.who, since, until))
    form = WriteForm.of(request, initial={"boards": list(silent)})
    form.fields["boards"].choices = list(silent.items())  # type: ignore[attr-defined]
    if form.is_valid():
        with form.refusals():
            answers = form.cleaned_data
            acts.write_to_silent(
                by=request.who, boards=answers["boards"], on=timezone.localdate(), token=answers["token"]
            )
            sent = post.send(timezone.localdate())
            written = len(answers["boards"])
            on_record = f"{counted(written, 'letter')} {'is' if written == 1 else 'are'} on record"
            messages.success(request, f"{on_record}; {sent.went} went out by e-mail now.")
            return redirect("boards")
    subject, text = outside.silent_text("the board")
    return render(
        request, "boards/write.jinja", {"form": form, "subject": subject, "text": text, "since": since, "until": until}
    )


def _silent(found: Figure) -> dict[str, str]:
    """The silent boards, by code, in order of their names."""
    called = names(OrganisationKind.BOARD, {member.name for member in found.piles["silent"]})
    return dict(sorted(called.items(), key=lambda one: one[1]))


def _asked(request: Request) -> tuple[AskForm, date, date]:
    """The days asked for; the year that ends today, where none are."""
    today = timezone.localdate()
    usual = {"since": years_to(today).last.replace(day=1).replace(year=today.year - 1), "until": today}
    if "since-year" not in request.GET:
        return AskForm(initial=usual), usual["since"], usual["until"]
    form = AskForm(request.GET)
    if not form.is_valid():
        return form, usual["since"], usual["until"]
    return form, form.cleaned_data["since"], form.cleaned_data["until"]


# ── A board's own page ──────────────────────────────────────────────────────────────────────────────────────────────


@require_safe
def own(request: Request) -> HttpResponse:
    """How timely and how complete one's own board is, and how often it was sent back, beside the middle of all others."""
    today = timezone.localdate()
    context = {
        "told": feedback.own_board(request.who, today),
        "sent_back": feedback.sent_back_for(request.who),
        "period": years_to(today),
        "Matter": Matter,
        "boards_at_least": BOARDS_AT_LEAST,
        "cases_at_least": CASES_AT_LEAST,
        "letters": outside.written_to(request.who).get(request.who.organisation, [])[::-1][:10],
        "returns": outside.nil_returns(request.who)[:10],
    }
    return render(request, "boards/own.jinja", context)


@require_http_methods(["GET", "POST"])
def nil_return(request: Request) -> HttpResponse:
    """A board tells the panel that it has had nothing to tell."""
    permits.nil_return(request.who).require()
    form = NilReturnForm.of(request)
    if form.is_valid():
        with form.refusals():
            acts.nil_return(by=request.who, on=timezone.localdate(), **form.cleaned_data)
            messages.success(request, "Your nil return is with the panel.")
            return redirect("own_board")
    return render(request, "boards/nil_return.jinja", {"form": form})
