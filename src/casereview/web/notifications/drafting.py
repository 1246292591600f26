"""The pages on which a notification is written, checked and sent. What is typed is kept at every step, right or wrong."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, drafts
from casereview.casework.acts.notifying import already_sent
from casereview.casework.drafts import ChangedMeanwhile
from casereview.people.capacities import name_of
from casereview.rules import permits
from casereview.rules.permits import Who
from casereview.web.capacity import Request
from casereview.web.notifications import alike, sending
from casereview.web.notifications.forms import Children, Discard, Page, Send, TakeOut
from casereview.web.notifications.steps import BOARD, EACH_CHILD, INCIDENT, MORE, SoFar, Taken, is_page, walk
from casereview.web.preparing import digest

JOURNEY = "notification"
WAITS = "waits"
"""Kept beside the answers of a page that was left half-typed: it is not called wrong when it is opened again."""

Answers = Mapping[str, Any]


@require_safe
def resume(request: Request, key: str) -> HttpResponse:
    """Go on where the draft was left."""
    draft = _draft(request, key)
    return _onwards(draft, walk(draft.answers, by=request.who))


@require_http_methods(["GET", "POST"])
def step(request: Request, key: str, slug: str) -> HttpResponse:
    """One page of the form."""
    draft = _draft(request, key)
    so_far = walk(draft.answers, by=request.who)
    taken = so_far.find(slug)
    if taken is None:
        if not is_page(slug, so_far):
            raise Http404
        return _onwards(draft, so_far)
    if request.method == "POST":
        return _answered(request, draft, so_far, taken)
    return _page(request, draft, so_far, taken, _form(request, draft, so_far, taken))


@require_http_methods(["GET", "POST"])
def check(request: Request, key: str) -> HttpResponse:
    """Every answer on one page, who will see them, and the button that sends them. Sent twice is sent once."""
    permits.notify(request.who).require()
    form = Send.of(request)
    if form.is_valid() and (earlier := already_sent(form.cleaned_data["token"], by=request.who)):
        return redirect("notified", earlier.case_id, earlier.id)
    draft = _draft(request, key)
    so_far = walk(draft.answers, by=request.who)
    if so_far.next or so_far.same_as:
        return _onwards(draft, so_far)
    form.initial["version"] = draft.version
    if form.is_valid():
        try:
            with form.refusals(), drafts.finishing(draft, by=request.who, version=form.cleaned_data["version"]):
                sent = acts.notify(by=request.who, token=form.cleaned_data["token"], **sending.act(so_far))
                return redirect("notified", sent.case_id, sent.id)
        except ChangedMeanwhile as changed:
            draft, so_far = changed.draft, walk(changed.draft.answers, by=request.who)
            form = Send.to_be_read_again(draft.version, form.cleaned_data["token"], name_of(draft.changed_by))
    context = {"draft": draft, "so_far": so_far, "form": form, "sections": (INCIDENT, MORE, BOARD)}
    return render(request, "notifications/check.jinja", context)


@require_safe
def same(request: Request, key: str) -> HttpResponse:
    """The incident has been notified already: the way to its case, and what becomes of the draft."""
    draft = _draft(request, key)
    so_far = walk(draft.answers, by=request.who)
    if not so_far.same_as:
        return _onwards(draft, so_far)
    return render(request, "notifications/same.jinja", {"draft": draft, "so_far": so_far})


@require_http_methods(["GET", "POST"])
def take_out(request: Request, key: str, child: int) -> HttpResponse:
    """Take a child out of the draft."""
    draft = _draft(request, key)
    so_far = walk(draft.answers, by=request.who)
    if child not in so_far.children or len(so_far.children) == 1:
        return redirect("notification_step", draft.key, "children")
    form = TakeOut.of(request)
    if form.is_valid():
        if form.cleaned_data["take_out"]:
            _change(draft, lambda answers: _without(answers, child), by=request.who)
        return redirect("notification_step", draft.key, "children")
    context = {"draft": draft, "so_far": so_far, "form": form, "child": child}
    return render(request, "notifications/take_out.jinja", context)


@require_http_methods(["GET", "POST"])
def discard(request: Request, key: str) -> HttpResponse:
    """Throw a draft away."""
    draft = _draft(request, key)
    form = Discard.of(request)
    if form.is_valid():
        if form.cleaned_data["discard"]:
            drafts.discard(draft)
            messages.success(request, "The draft is thrown away. Nothing of it was sent.")
        return redirect("notifications")
    return render(request, "notifications/discard.jinja", {"draft": draft, "form": form})


# ── Parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _draft(request: Request, key: str) -> Any:
    permits.notify(request.who).require()
    return drafts.resume(key, JOURNEY, by=request.who)


def _onwards(draft: Any, so_far: SoFar) -> HttpResponse:
    """To the first page still to be answered; to the check, once every answer holds."""
    if so_far.same_as:
        return redirect("notification_same", draft.key)
    if so_far.next:
        return redirect("notification_step", draft.key, so_far.next.slug)
    return redirect("notification_check", draft.key)


def _form(request: Request, draft: Any, so_far: SoFar, taken: Taken) -> Page:
    """The page as it was left. What no longer holds says what is wrong with it, unless it was left half-typed."""
    typed = draft.answers.get(taken.slug) or {}
    form = taken.step.form.of(request, so_far=so_far, child=taken.child, initial={**typed, "was": _was(typed)})
    if form.restored or taken.holds or taken.form is None or typed.get(WAITS):
        return form
    return _again(typed, so_far, taken)


def _again(typed: Answers, so_far: SoFar, taken: Taken) -> Page:
    """The page with what is wrong with it."""
    form = taken.step.form.answered(typed, so_far=so_far, child=taken.child)
    form.data["was"] = _was(typed)  # type: ignore[index]
    return form


def _answered(request: Request, draft: Any, so_far: SoFar, taken: Taken) -> HttpResponse:
    """Keep what was typed, right or wrong; then go on, stay with what is wrong, or leave it for later."""
    form = taken.step.form.of(request, so_far=so_far, child=taken.child)
    if isinstance(form, Children) and form.was_added_to:
        return _onwards(draft, so_far)
    typed = form.typed() | ({WAITS: True} if form.waits else {})
    try:
        draft = _change(draft, lambda answers: _unless_changed(draft, answers, taken.slug, typed, form), by=request.who)
    except ChangedMeanwhile as changed:
        return _both(request, changed.draft, taken, form)
    if form.waits:
        messages.success(
            request, "Your draft is kept. You, or a colleague in your authority, can go on with it from here."
        )
        return redirect("notifications")
    so_far = walk(draft.answers, by=request.who)
    now = so_far.find(taken.slug)
    if now and not now.holds:
        return _page(request, draft, so_far, now, _again(typed, so_far, now))
    if so_far.said("children", "more"):
        draft = _change(draft, _with_another, by=request.who)
        so_far = walk(draft.answers, by=request.who)
    return _onwards(draft, so_far)


def _page(request: Request, draft: Any, so_far: SoFar, taken: Taken, form: Page) -> HttpResponse:
    template = taken.slug if taken.slug in ("children", "duplicate") else "step"
    context = {"draft": draft, "so_far": so_far, "taken": taken, "form": form, "alike": alike}
    return render(request, f"notifications/{template}.jinja", context)


def _both(request: Request, draft: Any, taken: Taken, mine: Page) -> HttpResponse:
    """A colleague has answered the page meanwhile: what they said, and beneath it what this person typed."""
    so_far = walk(draft.answers, by=request.who)
    now = so_far.find(taken.slug)
    if now is None:
        return _onwards(draft, so_far)
    typed = draft.answers.get(taken.slug) or {}
    theirs = taken.step.form(initial=typed, so_far=so_far, child=taken.child)
    form = taken.step.form.answered(mine.typed(), so_far=so_far, child=taken.child)
    form.set_beside(theirs, _was(typed), name_of(draft.changed_by))
    return _page(request, draft, so_far, now, form)


# ── Changing a draft ────────────────────────────────────────────────────────────────────────────────────────────────


def _change(draft: Any, changes: Callable[[Answers], dict[str, Any]], *, by: Who) -> Any:
    """Keep what follows from the answers as they are now, also where somebody else has just changed other ones."""
    while True:
        try:
            return drafts.keep(draft, changes(draft.answers), by=by, version=draft.version)
        except ChangedMeanwhile as changed:
            if changed.draft.version == draft.version:
                raise
            draft = changed.draft


def _unless_changed(draft: Any, answers: Answers, slug: str, typed: Answers, form: Page) -> dict[str, Any]:
    """The typed answer to a page, unless a colleague has answered the page otherwise since it was shown."""
    if _was(answers.get(slug)) not in (form.data.get("was", ""), _was(typed)):
        raise ChangedMeanwhile(draft)
    return {slug: typed}


def _was(typed: Answers | None) -> str:
    """By which the answers of a page are known again. Whether they were left for later makes no difference."""
    return digest({name: value for name, value in (typed or {}).items() if name != WAITS})


def _with_another(answers: Answers) -> dict[str, Any]:
    """One more child, under a number that none of the draft has had."""
    children = answers.get("children_added", [1])
    latest = max([*children, answers.get("children_ever", 1)]) + 1
    return {"children_added": [*children, latest], "children_ever": latest, "children": None}


def _without(answers: Answers, child: int) -> dict[str, Any]:
    left = [one for one in answers.get("children_added", [1]) if one != child] or [child]
    return {"children_added": left, **{f"child-{child}-{step.slug}": None for step in EACH_CHILD}}
