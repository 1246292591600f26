"""What comes to the panel, and what it does about it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, standing
from casereview.casework.acts.meetings import voters
from casereview.casework.files import Opened, names, open_file, organisations
from casereview.guidance.contents import Edition
from casereview.guidance.proceedings import proceedings
from casereview.people.acts import PANEL
from casereview.people.capacities import holders, names_of
from casereview.rules import advising, cautions, packs, permits
from casereview.rules.cautions import PARAGRAPHS
from casereview.rules.clocks import edition_on
from casereview.rules.codes import CheckResult, Finding, Matter, OrganisationKind, Position, ProposedRoute, Role, View
from casereview.rules.facts import Decision, Submission, after
from casereview.rules.permits import Permit
from casereview.rules.stages import Stage
from casereview.web.capacity import Request
from casereview.web.panel import forms
from casereview.web.panel.waiting import GROUPS, group
from casereview.web.papers.pages import attached

RECENT = 10
WORDS = {"CheckResult": CheckResult, "Position": Position, "Route": ProposedRoute, "View": View}
"""The code lists whose words the pages need."""


@require_safe
def panel(request: Request) -> HttpResponse:
    """What has come in: what waits, and what was lately told. A member sees the cases that came with papers."""
    if request.who.role == Role.MEMBER:
        return _cases_with_papers(request)
    permits.contact(request.who).require()
    asked = next((what for what in GROUPS if what == request.GET.get("show")), None)
    if asked:
        found = group(request.who, asked, request.GET.get("page"), size=25)
        return render(request, "panel/group.jinja", {"group": found, "page": found.page, "today": timezone.localdate()})
    recent = list(standing.cases(request.who)[:RECENT])
    context = {
        "groups": [group(request.who, what) for what in GROUPS],
        "recent": recent,
        "boards": names(OrganisationKind.BOARD, {row.board for row in recent}),
        "Stage": Stage,
        "today": timezone.localdate(),
    }
    return render(request, "panel/panel.jinja", context)


def _cases_with_papers(request: Request) -> HttpResponse:
    page = standing.page(standing.cases(request.who), request.GET.get("page"))
    boards = names(OrganisationKind.BOARD, {row.board for row in page})
    return render(request, "panel/cases_with_papers.jinja", {"page": page, "boards": boards, "Stage": Stage})


# ── Papers that came ────────────────────────────────────────────────────────────────────────────────────────────────


@require_safe
def submission(request: Request, reference: str, submission: str) -> HttpResponse:
    """The papers as they came: what is asked for beside what was supplied, and what has changed since those before."""
    file = open_file(reference, by=request.who, purpose="papers")
    if not file.sight.words:
        Permit("What is written in papers is not shown to your role.").require()
    found = _found(file, submission)
    return render(request, "panel/submission.jinja", _as_it_came(file, found))


@require_http_methods(["GET", "POST"])
def check(request: Request, reference: str, submission: str) -> HttpResponse:
    """Check papers for completeness, and tell the board what is missing."""
    file = open_file(reference, by=request.who, purpose="check")
    permits.check(request.who, file).require()
    found = _found(file, submission)
    context = _as_it_came(file, found)
    form = _captioned(forms.CheckForm.of(request, pack=context["pack"]), file)
    if form.is_valid():
        with form.refusals():
            acts.check(reference, by=request.who, submission=found.id, **form.cleaned_data)
            messages.success(request, f"The check of the papers on case {reference} is on record.")
            return redirect("panel")
    return render(request, "panel/check.jinja", context | {"form": form})


def _found(file: Opened, id: str) -> Submission:
    found = next((submission for submission in file.submissions if submission.id == id), None)
    if found is None:
        raise Http404
    return found


def _as_it_came(file: Opened, submission: Submission) -> dict[str, Any]:
    """What the pages of a submission show: its items, and what was said to each in the papers before."""
    on_matter = file.submissions_on(Matter(submission.matter))
    before = [one for one in on_matter if after([submission], one)]
    versions = file.versions(submission)
    on_decision = submission.matter == Matter.NON_INITIATION
    earlier = {one.sha256 for one in attached(file, before[-1])} if before else set()
    own = attached(file, submission)
    kept = {one.sha256 for one in own}
    return {
        "documents": [(one, bool(before) and one.sha256 not in earlier) for one in own],
        "documents_gone": [one for one in attached(file, before[-1]) if one.sha256 not in kept] if before else [],
        "taken_back": next((one for one in file.submission_withdrawals if one.submission in versions), None),
        "advised": bool(after(file.advice_on(Matter(submission.matter)), submission)),
        "file": file,
        "submission": submission,
        "matter": Matter(submission.matter),
        "pack": packs.sent(file, submission),
        "before": before[-1] if before else None,
        "said_before": {p.item.code: p.said for p in packs.sent(file, before[-1]).parts} if before else {},
        **_behind(file, packs.decision_behind(file, submission.on) if on_decision else None),
        "checks": [check for check in file.checks if check.submission in versions],
        **WORDS,
    }


# ── Advice, and the answer to it ────────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "POST"])
def advise(request: Request, reference: str, matter: Matter) -> HttpResponse:
    """Put the panel's view on record, beside what the record says and the panel's own rules."""
    file = open_file(reference, by=request.who, purpose="advise")
    permits.advise(request.who, file).require()
    if not file.submissions_on(matter):
        back = any(one.matter == matter for one in file.submissions)
        reason = "The board has taken its papers on this back." if back else "The board has sent no papers on this."
        return _not_now(request, file, "Put the panel’s advice on record", reason)
    edition = _edition(file, matter)
    doubted = any(advice.view in forms.DOUBTS for advice in file.advice_on(matter))
    form = forms.AdviseForm.of(
        request,
        matter=matter,
        doubted=doubted,
        edition=edition,
        voters=voters(file, file.as_at),
        warned=lambda view: [warning.words for warning in advising.warnings(file, matter, view)],
    )
    _captioned(form, file)
    if form.is_valid():
        with form.refusals():
            acts.advise(reference, by=request.who, matter=matter, **form.advice)
            messages.success(request, f"The panel’s advice on case {reference} is on record.")
            return redirect("panel")
    return render(request, "panel/advise.jinja", _to_advise_on(file, matter, edition) | {"form": form})


def _to_advise_on(file: Opened, matter: Matter, edition: Edition | None) -> dict[str, Any]:
    """What the panel has before it: the latest papers, the decision with what gives pause about it, and what passed."""
    decision = packs.decision_behind(file, file.as_at) if matter == Matter.NON_INITIATION else None
    passed = sorted([*file.advice_on(matter), *file.responses_on(matter)], key=lambda fact: (fact.on, fact.recorded_at))
    return {
        "file": file,
        "matter": matter,
        "edition": edition,
        "submission": file.submissions_on(matter)[-1],
        "pack": packs.sent(file, file.submissions_on(matter)[-1]),
        **_behind(file, decision),
        "cautions": cautions.on_decision(file, cautions.as_recorded(file, decision)) if decision else [],
        "paragraphs": PARAGRAPHS,
        "recused": sorted(names_of(file.recused).values()),
        "quorum": proceedings(file.as_at),
        "passed": passed,
        **WORDS,
    }


def _behind(file: Opened, decision: Decision | None) -> dict[str, Any]:
    """The decision behind the papers, with what was found on each limb of the criteria."""
    edition = edition_on(file, decision.on) if decision else None
    return {
        "decision": decision,
        "findings": file.findings_on(decision) if decision else [],
        "questions": {limb.code: limb.question for limb in edition.criteria.limbs} if edition else {},
        "Finding": Finding,
    }


@require_http_methods(["GET", "POST"])
def respond(request: Request, reference: str, matter: Matter) -> HttpResponse:
    """Record the board's answer to the panel's advice."""
    file = open_file(reference, by=request.who, purpose="respond")
    permits.respond(request.who, file).require()
    advice = file.advice_on(matter)
    if not advice or advice[-1].view not in forms.DOUBTS:
        reason = "The panel’s latest advice on this asks for no answer."
        return _not_now(request, file, "Record the board’s answer", reason)
    form = _captioned(forms.RespondForm.of(request, matter=matter), file)
    if form.is_valid():
        with form.refusals():
            acts.respond(reference, by=request.who, matter=matter, **form.cleaned_data)
            messages.success(request, f"The board’s answer on case {reference} is on record.")
            return redirect("panel")
    context = {"file": file, "matter": matter, "advice": advice[-1], "form": form, **WORDS}
    return render(request, "panel/respond.jinja", context)


# ── Reports ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "POST"])
def receive_report(request: Request, reference: str) -> HttpResponse:
    """Record a completed report that the panel received before its publication."""
    file = open_file(reference, by=request.who, purpose="report")
    permits.receive_report(request.who, file).require()
    if file.first_initiation is None:
        return _not_now(request, file, "Record the completed report", "No review was decided on in this case.")
    form = _captioned(forms.ReportForm.of(request), file)
    if form.is_valid():
        with form.refusals():
            acts.receive_report(reference, by=request.who, **form.cleaned_data)
            messages.success(request, "The completed report is on record.")
            return redirect("case", reference)
    return render(request, "panel/on_case.jinja", {"file": file, "form": form})


@require_http_methods(["GET", "POST"])
def publish(request: Request, reference: str) -> HttpResponse:
    """Record that a report was published, by which route and where."""
    file = open_file(reference, by=request.who, purpose="publication")
    permits.record_publication(request.who, file).require()
    if file.first_initiation is None:
        return _not_now(request, file, "Record the publication", "No review was decided on in this case.")
    begun = file.first_initiation.on
    completed = file.reports[-1].on if file.reports else timezone.localdate()
    form = forms.PublicationForm.of(request, edition=edition_on(file, completed), begun=begun)
    _captioned(form, file)
    if form.is_valid():
        with form.refusals():
            acts.publish(reference, by=request.who, **form.cleaned_data)
            messages.success(request, "The publication is on record.")
            return redirect("case", reference)
    return render(request, "panel/on_case.jinja", {"file": file, "form": form})


# ── What belongs to no case ─────────────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "POST"])
def contact(request: Request) -> HttpResponse:
    """Log a letter, a meeting, a nil return, or an approach out of remit."""
    permits.contact(request.who).require()
    boards = {code: board.name for code, board in organisations(OrganisationKind.BOARD).items()}
    form = forms.ContactForm.of(request, boards=boards)
    if form.is_valid():
        with form.refusals():
            acts.contact(by=request.who, **form.cleaned_data)
            messages.success(request, "The contact is on record.")
            return redirect("panel")
    return render(request, "panel/contact.jinja", {"form": form})


@require_http_methods(["GET", "POST"])
def meet(request: Request) -> HttpResponse:
    """Record a meeting of the panel and who attended."""
    permits.contact(request.who).require()
    form = forms.MeetForm.of(request, members=list(holders(Role.MEMBER, PANEL, timezone.localdate()).values()))
    if form.is_valid():
        with form.refusals():
            answers = form.cleaned_data
            acts.meet(by=request.who, on=answers["on"], attended=form.names, token=answers["token"])
            messages.success(request, "The meeting is on record.")
            return redirect("panel")
    return render(request, "panel/contact.jinja", {"form": form})


def _captioned(form: Any, file: Opened) -> Any:
    form.caption = f"Case {file.reference}, {file.board.name}"
    return form


def _not_now(request: Request, file: Opened, title: str, reason: str) -> HttpResponse:
    """Why there is nothing to put on record yet."""
    return render(request, "panel/not_now.jinja", {"file": file, "title": title, "reason": reason})


def _edition(file: Opened, matter: Matter) -> Edition | None:
    """The edition whose rules the panel applies: that under which the papers were asked for."""
    return packs.sent(file, file.submissions_on(matter)[-1]).edition
