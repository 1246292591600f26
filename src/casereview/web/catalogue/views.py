"""The repository's own staff at work: what was handed in becomes an entry, and an entry is kept right."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import islice
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from markupsafe import Markup
from rapidfuzz import fuzz, process, utils

from casereview.documents import extract
from casereview.ledger.models import Refused
from casereview.library import acts, desk, gate, permits, proposing, usage
from casereview.library import themes as vocabulary
from casereview.library.codes import Origin, PointKind
from casereview.web.capacity import Request
from casereview.web.catalogue import forms
from casereview.web.public import charts

ALIKE = 85
"""How like two titles are, of 100, that are shown to a cataloguer as perhaps the same review."""

SIZE = 25
MOST_USED = 50
LINK = Markup('<a class="govuk-link" href="{}">{}</a>')


@require_safe
def catalogue(request: Request) -> HttpResponse:
    """What waits: what was handed in, what is being prepared, and which themes nobody has decided on."""
    queue = desk.queue(by=request.who)
    begun = {draft.deposit: draft for draft in desk.drafts(by=request.who)}
    context = {
        "queue": [(deposit, begun.get(deposit.id), Origin(deposit.origin).words) for deposit in queue],
        "drafts": [draft for draft in begun.values() if not draft.deposit],
        "undecided": len(desk.undecided(by=request.who)),
    }
    return render(request, "catalogue/catalogue.jinja", context)


@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Add a report that somebody brings; its file is read where no harm can come of it."""
    permits.catalogue(request.who).require()
    form = forms.NewForm.of(request)
    if form.is_valid():
        with form.refusals():
            try:
                deposit = _handed_in(request, form.cleaned_data)
                return redirect("catalogue_draft", _begun(request, deposit).key)
            except extract.Unreadable as unreadable:
                form.add_error("file", f"The file {unreadable}")
    return render(request, "catalogue/new.jinja", {"form": form})


def _handed_in(request: Request, told: Mapping[str, Any]) -> Any:
    file = told["file"]
    read = extract.read(file.read(), file.name) if file else None
    if file:
        file.seek(0)
    return acts.deposit(
        by=request.who,
        on=timezone.localdate(),
        title=told["called"] or (read.title if read else ""),
        board=told["board"],
        note=told["note"],
        file=file or None,
        file_name=file.name if file else "",
        pages=read.pages if read else (),
        token=told["token"],
    )


# ── What was handed in ──────────────────────────────────────────────────────────────────────────────────────────────


def _deposit(request: Request, id: str) -> Any:
    found = desk.deposit(id, by=request.who)
    if found is None:
        raise Http404
    return found


@require_safe
def deposit(request: Request, deposit: str) -> HttpResponse:
    """A report as it was handed in, and whether the repository may have it already."""
    found = _deposit(request, deposit)
    context = {
        "deposit": found,
        "origin": Origin(found.origin).words,
        "pages": desk.text(found.text, by=request.who) if found.text else [],
        "alike_entries": _alike(request, found.title),
        "waits": any(one.id == found.id for one in desk.queue(by=request.who)),
    }
    return render(request, "catalogue/deposit.jinja", context)


@require_POST
def begin(request: Request, deposit: str) -> HttpResponse:
    """Begin an entry from what was handed in, or go on with the one that is begun."""
    if not any(one.id == deposit for one in desk.queue(by=request.who)):
        return redirect("catalogue_deposit", _deposit(request, deposit).id)
    return redirect("catalogue_draft", _begun(request, _deposit(request, deposit)).key)


def _begun(request: Request, deposit: Any) -> Any:
    """The draft of a deposit, with what a program reads in the report: each with its passage, and a person decides."""
    pages = desk.text(deposit.text, by=request.who) if deposit.text else []
    proposals = proposing.propose(proposing.Source(pages, name=deposit.file_name)) if pages else {}
    told = {"title": deposit.title, "board": deposit.board, "anonymous": deposit.anonymous, "file": deposit.file}
    told["media"] = MEDIA.get(deposit.file_name.rpartition(".")[2].lower(), "")
    return acts.draft(
        by=request.who,
        answers=proposing.answers(proposals) | {name: value for name, value in told.items() if value},
        pages=pages,
        proposals=proposals,
        deposit=deposit.id,
        entry=deposit.entry,
    )


MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "htm": "text/html",
    "txt": "text/plain",
}


@require_http_methods(["GET", "POST"])
def decline(request: Request, deposit: str) -> HttpResponse:
    """Set aside what does not belong here, with the reason."""
    found = _deposit(request, deposit)
    form = forms.ReasonForm.of(request, heading="Set this report aside", label="Why does it not go into the catalogue?")
    if form.is_valid():
        with form.refusals():
            acts.decline(found.id, by=request.who, on=timezone.localdate(), **form.cleaned_data)
            messages.success(request, "The report is set aside, and the reason is on record.")
            return redirect("catalogue")
    return render(request, "catalogue/decline.jinja", {"form": form, "deposit": found})


def _alike(request: Request, title: str, but: str = "") -> list[Any]:
    """The entries whose titles are so like this one that they may be the same review."""
    titles = {
        version.entry_id: version.title
        for version in desk.entries(0, 10_000, by=request.who)
        if version.entry_id != but
    }
    found = process.extract(
        title, titles, scorer=fuzz.token_sort_ratio, processor=utils.default_process, score_cutoff=ALIKE, limit=5
    )
    return [(entry, words) for words, _, entry in found] if title.strip() else []


# ── An entry in preparation ─────────────────────────────────────────────────────────────────────────────────────────


def _draft(request: Request, key: str) -> Any:
    found = desk.draft(key, by=request.who)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def draft(request: Request, key: str) -> HttpResponse:
    """What an entry will say. It can be kept half done, and nothing of it is public."""
    found = _draft(request, key)
    form = forms.EntryForm.of(request, initial=_initial(found.answers))
    if form.is_valid():
        with form.refusals():
            acts.keep(key, by=request.who, edits=_edits(request), answers=forms.answered(form))
            messages.success(request, "The draft is kept.")
            return redirect("catalogue_check" if "check" in request.POST else "catalogue_draft", key)
    return render(request, "catalogue/draft.jinja", {"form": form, **_shown(request, found)})


def _initial(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What is known already; where nothing is, that it is not said."""
    known = {forms.ASKED.get(name, name): value for name, value in answers.items() if value not in (None, "")}
    return {"outcome": "not_said", "age_band": "not_said", "method": "not_said", "licence": "board"} | known


def _edits(request: Request) -> int:
    given = request.POST.get("edits", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else -1


def _shown(request: Request, found: Any) -> dict[str, Any]:
    points = list(enumerate(found.answers.get("points", [])))
    return {
        "draft": found,
        "points": {kind: [(n, p) for n, p in points if p["kind"] == kind.value] for kind in PointKind},
        "themes": [vocabulary.label(one["theme"]) for one in found.proposals.get("themes", [])],
        "proposals": list(_proposed(found.proposals)),
        "pages": len(found.body.split("\f")) if found.body else 0,
        "alike_entries": _alike(request, str(found.answers.get("title", "")), but=found.entry),
    }


def _proposed(proposals: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """What a program read in the report, in the words of the form, each with where it did."""
    form = forms.EntryForm()
    for name, field in form.fields.items():
        one = proposals.get(forms.SAID.get(name, name))
        if isinstance(one, Mapping):
            choices = dict(getattr(field, "choices", ()))
            yield str(field.label), str(choices.get(one["value"], one["value"])), one


@require_http_methods(["GET", "POST"])
def point(request: Request, key: str, kind: str, number: int) -> HttpResponse:
    """One learning point or recommendation of a draft: added, changed, or taken out. `number` counts them from 1."""
    found = _draft(request, key)
    if kind not in set(PointKind):
        raise Http404
    points = list(found.answers.get("points", []))
    of_kind = [place for place, one in enumerate(points) if one["kind"] == kind]
    if not 1 <= number <= len(of_kind) + 1:
        raise Http404
    place = of_kind[number - 1] if number <= len(of_kind) else None
    words = PointKind(kind).words
    heading = f"Add a {words.lower()}" if place is None else f"{words} {number}"
    known = {} if place is None else {**points[place], "said": points[place]["text"]}
    form = forms.PointForm.of(request, heading=heading, initial=known)
    out = request.method == "POST" and "out" in request.POST and place is not None
    if out or form.is_valid():
        with form.refusals():
            acts.keep(
                key, by=request.who, edits=_edits(request), answers={"points": _changed(points, place, kind, form, out)}
            )
            if "another" in request.POST:
                return redirect("catalogue_point", key, kind, len(of_kind) + (2 if place is None else 1))
            return redirect("catalogue_draft", key)
    return render(request, "catalogue/point.jinja", {"form": form, "draft": found, "there": place is not None})


def _changed(points: list[Any], place: int | None, kind: str, form: forms.PointForm, out: bool) -> list[Any]:
    if out and place is not None:
        return points[:place] + points[place + 1 :]
    told = {"text": form.cleaned_data["said"], **{name: form.cleaned_data[name] for name in ("addressed_to", "page")}}
    if place is None:
        return [*points, {"kind": kind, **told}]
    return [*points[:place], {**points[place], **told}, *points[place + 1 :]]


@require_http_methods(["GET", "POST"])
def check(request: Request, key: str) -> HttpResponse:
    """The entry as everybody will see it; then it is published, and becomes a fact."""
    found = _draft(request, key)
    form = forms.PublishForm.of(request, again=bool(found.entry))
    entry = forms.EntryForm({**_initial(found.answers), "token": "x"})
    complete = entry.is_valid()
    if complete and form.is_valid():
        with form.refusals():
            version = acts.publish(
                key,
                by=request.who,
                on=timezone.localdate(),
                why=form.cleaned_data.get("why", ""),
                token=form.cleaned_data["token"],
            )
            messages.success(request, f"Entry {version.entry_id} is published.")
            return redirect("catalogue_entry", version.entry_id)
    context = {"form": form, "faults": [] if complete else entry.error_summary(), **_shown(request, found)}
    return render(request, "catalogue/check.jinja", context | {"said": _said(found.answers)})


def _said(answers: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What an entry will say, in words."""
    form = forms.EntryForm()
    hidden = {"board", "author"} if answers.get("anonymous") else set()
    said: list[tuple[str, Any]] = []
    for name, field in form.fields.items():
        if name in ("token", *hidden):
            continue
        value = answers.get(forms.SAID.get(name, name))
        choices = dict(getattr(field, "choices", ()))
        said.append(
            (str(field.label), ("Yes" if value else "No") if name == "anonymous" else choices.get(value, value))
        )
    return said


@require_http_methods(["GET", "POST"])
def discard(request: Request, key: str) -> HttpResponse:
    """Throw a draft away; what was handed in waits again."""
    found = _draft(request, key)
    if request.method == "POST":
        acts.discard(key, by=request.who)
        messages.success(request, "The draft is thrown away.")
        return redirect("catalogue")
    return render(request, "catalogue/discard.jinja", {"draft": found})


# ── An entry ────────────────────────────────────────────────────────────────────────────────────────────────────────


@require_safe
def entries(request: Request) -> HttpResponse:
    """Every entry, the newest first, whether it is public or not."""
    number = request.GET.get("page", "1")
    page = max(1, min(int(number), 10_000)) if number.isascii() and number.isdigit() else 1
    found = desk.entries((page - 1) * SIZE, SIZE + 1, by=request.who)
    context = {"entries": list(islice(found, SIZE)), "number": page, "more": len(found) > SIZE}
    return render(request, "catalogue/entries.jinja", context)


def _entry(request: Request, id: str) -> Any:
    found = desk.entry(id, by=request.who)
    if found is None:
        raise Http404
    return found[0]


@require_safe
def entry(request: Request, entry: str) -> HttpResponse:
    """An entry with all that happened to it, and what may be the same review."""
    version = _entry(request, entry)
    now = timezone.now()
    shelved = desk.public_from(entry, by=request.who)
    context = {
        "held": version,
        "history": desk.history(entry, by=request.who),
        "public": any(row.public_from <= now and (not row.public_until or row.public_until > now) for row in shelved),
        "later": next((row.public_from for row in shelved if row.public_from > now), None),
        "suggested": [(one, vocabulary.label(one.theme)) for one in desk.undecided([entry], by=request.who)],
        "coded": [vocabulary.label(theme) for theme in gate.coded([entry]).get(entry, ())],
        "alike_entries": _alike(request, version.title, but=entry),
    }
    return render(request, "catalogue/entry.jinja", context)


@require_POST
def revise(request: Request, entry: str) -> HttpResponse:
    """Begin the next version; what is public stays so until that one is published."""
    _entry(request, entry)
    return redirect("catalogue_draft", acts.revise(entry, by=request.who).key)


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, entry: str) -> HttpResponse:
    """Withdraw an entry: its address stays and says why."""
    version = _entry(request, entry)
    form = forms.WithdrawForm.of(
        request,
        heading=f"Withdraw {entry}",
        label="Why is it withdrawn?",
        hint="Everybody who follows the address of the review will read this. Name nobody.",
    )
    if form.is_valid():
        with form.refusals():
            acts.withdraw(entry, by=request.who, on=timezone.localdate(), **form.cleaned_data)
            messages.success(request, f"Entry {entry} is withdrawn. Its address says so from now on.")
            return redirect("catalogue_entry", entry)
    return render(request, "catalogue/withdraw.jinja", {"form": form, "held": version})


@require_http_methods(["GET", "POST"])
def merge(request: Request, entry: str) -> HttpResponse:
    """Say that an entry is the same review as another, to which its address leads from then on."""
    version = _entry(request, entry)
    form = forms.MergeForm.of(request, initial={"into": request.GET.get("into", "")[:20]})
    if form.is_valid():
        with form.refusals():
            acts.merge(entry, by=request.who, on=timezone.localdate(), **form.cleaned_data)
            messages.success(request, f"Entry {entry} is merged into {form.cleaned_data['into']}.")
            return redirect("catalogue_entry", entry)
    return render(request, "catalogue/merge.jinja", {"form": form, "held": version})


# ── Themes ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@require_safe
def themes(request: Request) -> HttpResponse:
    """What the machine suggests, with the words that made it: each waits for a person."""
    found = desk.undecided(by=request.who)
    titles = {version.entry_id: version.title for version in desk.entries(0, 10_000, by=request.who)}
    suggested = [(one, vocabulary.label(one.theme), titles.get(one.entry_id, "")) for one in found[:SIZE]]
    context = {"suggested": suggested, "count": len(found)}
    return render(request, "catalogue/themes.jinja", context)


@require_POST
def decide(request: Request, entry: str) -> HttpResponse:
    """Decide on a suggestion: the theme applies, or it does not. Both the suggestion and the decision are kept."""
    _entry(request, entry)
    try:
        acts.code(
            entry,
            by=request.who,
            on=timezone.localdate(),
            theme=request.POST.get("theme", ""),
            applies=request.POST.get("applies") == "yes",
            suggestion=request.POST.get("suggestion", ""),
        )
    except Refused as refused:
        messages.warning(request, refused.message)
    back = request.POST.get("back")
    return redirect("catalogue_themes") if back == "themes" else redirect("catalogue_entry", entry)


@require_http_methods(["GET", "POST"])
def code(request: Request, entry: str) -> HttpResponse:
    """Give an entry a theme by hand, or take one from it; what was decided before stays on record."""
    version = _entry(request, entry)
    form = forms.CodeForm.of(request, themes=[(theme.code, theme.label) for theme in vocabulary.in_use()])
    if form.is_valid():
        with form.refusals():
            told = form.cleaned_data
            acts.code(
                entry,
                by=request.who,
                on=timezone.localdate(),
                theme=told["theme"],
                applies=told["applies"] == "yes",
                why=told["why"],
                token=told["token"],
            )
            messages.success(request, f"The theme “{vocabulary.label(told['theme'])}” is decided on.")
            return redirect("catalogue_entry", entry)
    return render(request, "catalogue/code.jinja", {"form": form, "held": version})


# ── Use ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@require_safe
def used(request: Request) -> HttpResponse:
    """How often the entries were used in a year: sums by day, of nobody in particular."""
    today = timezone.localdate()
    rows = usage.by_entry(by=request.who, since=today - timedelta(days=365))[:MOST_USED]
    titles = {entry: held[0].title for entry, _ in rows if (held := desk.entry(entry, by=request.who))}
    months = usage.by_month(by=request.who, today=today)
    context = {
        "rows": [
            [_linked(entry, titles.get(entry, "")), *(sums.get(kind, 0) for kind in usage.Kind)] for entry, sums in rows
        ],
        "columns": ["Entry", *(kind.words for kind in usage.Kind)],
        "months": [[month, count] for month, count in months],
        "chart": charts.bars("Reviews opened, by month", [charts.Bar(month[5:], count) for month, count in months]),
    }
    return render(request, "catalogue/used.jinja", context)


def _linked(entry: str, title: str) -> Markup:
    address = reverse("catalogue_entry", args=[entry])
    return LINK.format(address, f"{entry}: {title}" if title else entry)
