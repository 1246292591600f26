"""The panel's letters: written from the case file, read and countersigned by a second officer, issued, and kept."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, correspondence, drafts, letters, post, standing
from casereview.casework.acts.writing import JOURNEY, as_drafted, countersigned
from casereview.casework.drafts import ChangedMeanwhile
from casereview.casework.files import Opened, names, open_file
from casereview.people.capacities import name_of, names_of
from casereview.rules import permits
from casereview.rules.codes import LetterKind, OrganisationKind
from casereview.rules.facts import Fact
from casereview.web.capacity import Request
from casereview.web.cases import told
from casereview.web.letters.forms import ReadForm, WriteForm

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def every(request: Request) -> HttpResponse:
    """The letters still to be written or in hand, and those issued."""
    waiting = correspondence.to_write(request.who, timezone.localdate())
    page = standing.page(correspondence.issued(request.who), request.GET.get("page"))
    context = {
        "waiting": Paginator(waiting, 25).get_page(request.GET.get("waiting")),
        "page": page,
        "LetterKind": LetterKind,
        "people": names_of({one.written_by for one in page} | {one.countersigned_by for one in page}),
        "uncertain": post.uncertain(),
        "boards": names(OrganisationKind.BOARD, {one.to for one in post.uncertain()}),
    }
    return render(request, "letters/letters.jinja", context)


@require_http_methods(["POST"])
def send_again(request: Request, number: int) -> HttpResponse:
    """Send what may or may not have gone: somebody has looked, and it has not."""
    permits.correspond(request.who).require()
    post.send_again(number)
    _say_what_went(request, post.send(timezone.localdate()))
    return redirect("letters")


# ── Writing, reading, countersigning, issuing ───────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "POST"])
def write(request: Request, reference: str, about: str) -> HttpResponse:
    """Choose what a letter is made of, among the paragraphs that fit what it conveys."""
    file = open_file(reference, by=request.who, purpose="letter")
    permits.write_letter(request.who, file).require()
    draft = correspondence.draft_on(reference, about, by=request.who)
    letter = as_drafted(file, draft) if draft else letters.compose(file, about)
    if letter is None:
        raise Http404
    answers = draft.answers if draft else {}
    initial = {"chosen": letter.chosen, "own": answers.get("own", ""), "version": str(draft.version if draft else 0)}
    form = WriteForm.of(request, letter=letter, initial=initial)
    form.caption = f"Case {reference}, {file.board.name}"
    if form.is_valid() and (kept := _kept(request, form, reference, about)):
        return redirect("letter_draft", reference, kept)
    context = {"file": file, "form": form, "letter": letter, "draft": draft, **_told(file)}
    return render(request, "letters/write.jinja", context)


def _kept(request: Request, form: WriteForm, reference: str, about: str) -> str | None:
    """Keep what was chosen; the draft's key, or None where somebody else has changed it since it was shown."""
    draft = correspondence.begin(reference, about, by=request.who)
    answers = {"chosen": form.cleaned_data["chosen"], "own": form.cleaned_data["own"]}
    shown = form.cleaned_data["version"]
    try:
        drafts.keep(draft, answers, by=request.who, version=int(shown) if shown.isdigit() else -1)
    except ChangedMeanwhile as changed:
        form.add_error(
            None,
            f"{name_of(changed.draft.changed_by)} has changed this letter while you had the page open. What you typed is "
            "still here and has not been kept. Look at their letter on another page, and then load this one again",
        )
        return None
    return draft.key


@require_safe
def draft(request: Request, reference: str, letter_key: str) -> HttpResponse:
    """A letter as it would be issued: each sentence with the facts that it rests on, and what is unproven."""
    return render(request, "letters/draft.jinja", _drafted(request, reference, letter_key))


@require_http_methods(["GET", "POST"])
def countersign(request: Request, reference: str, letter_key: str) -> HttpResponse:
    """A second officer reads the letter and countersigns it."""
    context = _drafted(request, reference, letter_key)
    form = context["form"] = ReadForm.of(request, letter=context["letter"])
    if form.is_valid():
        with form.refusals():
            answers = {"draft": letter_key, "sha256": context["letter"].sha256, "on": timezone.localdate()}
            acts.countersign(reference, by=request.who, token=form.cleaned_data["token"], **answers)
            messages.success(request, "The letter is countersigned. Any change to it from now on undoes that.")
            return redirect("letter_draft", reference, letter_key)
    return render(request, "letters/draft.jinja", context | {"does": "countersign"})


@require_http_methods(["GET", "POST"])
def issue(request: Request, reference: str, letter_key: str) -> HttpResponse:
    """Issue a countersigned letter, and send it."""
    file = open_file(reference, by=request.who, purpose="letter")
    permits.write_letter(request.who, file).require()
    if done := next((letter for letter in file.letters if letter.draft == letter_key), None):  # type: ignore[attr-defined]
        return redirect("letter", reference, done.id)  # posted twice
    context = _drafted(request, reference, letter_key)
    form = context["form"] = ReadForm.of(request, letter=context["letter"])
    if form.is_valid():
        with form.refusals():
            answers = {"draft": letter_key, "sha256": context["letter"].sha256, "on": timezone.localdate()}
            letter = acts.issue(reference, by=request.who, token=form.cleaned_data["token"], **answers)
            messages.success(request, "The letter is issued. Its text is kept to the word.")
            _say_what_went(request, post.send(timezone.localdate(), fact=letter.id))
            return redirect("letter", reference, letter.id)
    return render(request, "letters/draft.jinja", context | {"does": "issue"})


def _drafted(request: Request, reference: str, letter_key: str) -> dict[str, Any]:
    """What the pages of a letter in hand show."""
    file = open_file(reference, by=request.who, purpose="letter")
    permits.write_letter(request.who, file).require()
    draft = drafts.resume(letter_key, JOURNEY, by=request.who)
    letter = as_drafted(file, draft) if draft.case == reference else None
    if letter is None:
        raise Http404
    signature = countersigned(file, draft, letter)
    signed = [one for one in file.countersignatures if one.draft == letter_key]
    return {
        "file": file,
        "draft": draft,
        "letter": letter,
        "signature": signature,
        "signed_by": name_of(signature.recorded_by) if signature else "",
        "void": bool(signed) and signature is None,
        "written_by": name_of(draft.changed_by),
        "names_a_child": letters.children_named(file, letter.text),
        "own": draft.changed_by == request.who.username,
        "does": "",
        **_told(file),
    }


def _told(file: Opened) -> dict[str, Any]:
    """How a fact that a sentence rests on is called."""
    kinds = {fact.id: kind for kind, fact in file.facts()}

    def called(fact: Fact) -> str:
        return told.title(kinds[fact.id], fact)

    return {"called": called, "LetterKind": LetterKind}


def _say_what_went(request: Request, sent: post.Sent) -> None:
    if sent.went:
        messages.success(request, "It has gone out by e-mail.")
    if sent.failed:
        messages.warning(request, "The e-mail could not be sent now. It is tried again every day.")
    if sent.nobody:
        messages.warning(request, "Nobody of the board has an e-mail address here. Send the letter by post.")


# ── As issued ───────────────────────────────────────────────────────────────────────────────────────────────────────


@require_safe
def letter(request: Request, reference: str, letter: str) -> HttpResponse:
    """A letter as it was issued."""
    file, found = _issued(request, reference, letter)
    context = {
        "file": file,
        "letter": found,
        "LetterKind": LetterKind,
        "people": names_of({found.written_by, found.countersigned_by, found.recorded_by}),
    }
    return render(request, "letters/letter.jinja", context)


@require_safe
def as_pdf(request: Request, reference: str, letter: str) -> HttpResponse:
    file, found = _issued(request, reference, letter)
    made = letters.as_pdf(found, file.board.name)
    return _download(made, letters.file_name(found, "pdf"), "application/pdf")


@require_safe
def as_word(request: Request, reference: str, letter: str) -> HttpResponse:
    file, found = _issued(request, reference, letter)
    return _download(letters.as_word(found, file.board.name), letters.file_name(found, "docx"), WORD)


def _issued(request: Request, reference: str, id: str) -> tuple[Opened, Any]:
    file = open_file(reference, by=request.who, purpose="letter")
    permits.read_letter(request.who, file).require()
    found = next((letter for letter in file.letters if letter.id == id), None)
    if found is None:
        raise Http404
    return file, found


def _download(made: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(made, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
