"""Papers for a board on a poor network: one file to fill in offline, whose answers are brought back, read and received.

The file has every question of the ordinary pages, and asks no server for anything. Of the case it holds the reference and
whether the file has a thing, and no text: it may lie on any machine.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import json_script
from django.views.decorators.http import require_http_methods, require_safe
from markupsafe import Markup

from casereview.casework.receipts import Receipt
from casereview.rules.codes import Matter
from casereview.web.capacity import Request
from casereview.web.fields import DateField, Form, hidden, upload
from casereview.web.jinja import TEMPLATES
from casereview.web.papers.pages import UNSAID, Papers, day_page, journey, nothing_to_send, to_send
from casereview.web.preparing import Page, Preparation, show_again
from casereview.web.publishing.words import attachment
from casereview.web.tags import counted

FORMAT = "casereview papers 1"
MOST = 500_000


class NotAnswers(ValidationError):
    """A file that is none of saved answers, or of another case's."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Answers that were given offline, as their file has them."""

    file: bytes
    answers: Mapping[str, Any]

    @classmethod
    def read(cls, file: bytes, papers: Papers) -> Self:
        """The answers of a file. Raises `NotAnswers` with what is wrong with it."""
        try:
            found = json.loads(file)
            kept, given = (found["format"], found["case"], found["matter"]), found["answers"]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise NotAnswers(
                "This is no file of saved answers. Select the one that the offline form has saved"
            ) from None
        if kept != (FORMAT, papers.file.reference, papers.matter):
            raise NotAnswers("These answers are for another form, or another case. Open that case to bring them in")
        if not isinstance(given, dict) or not all(map(_is_answer, given.values())):
            raise NotAnswers("The answers in this file cannot be read. Save them again from the offline form")
        return cls(file, given)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.file).hexdigest()


def _is_answer(value: Any) -> bool:
    """A text, or a day as it was typed; with no half of a character that takes two, which no page can show."""
    parts = value if isinstance(value, list) and len(value) == 3 else [value]
    return all(isinstance(part, str) and not re.search("[\ud800-\udfff]", part) for part in parts)


class UploadForm(Form):
    """The file that the offline form has saved."""

    heading = "Bring in answers given offline"
    answers = upload("The file of answers", most=MOST, required="Select the file that the offline form has saved")


class ReceiveForm(Form):
    """Taking the answers that were read into the papers, as they then stood."""

    heading = "Take these answers into the papers"
    file = hidden(limit=2 * MOST)
    seen = hidden()

    def __init__(self, *args: Any, version: str, **options: Any):
        self.version = version
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("seen") != self.version:
            show_again(self, "seen", self.version)
            raise ValidationError("The papers were changed while you had the page open. Read both answers again first")
        return self.cleaned_data


# ── The file ────────────────────────────────────────────────────────────────────────────────────────────────────────


@require_safe
def form_file(request: Request, reference: str, matter: Matter) -> HttpResponse:
    """The form as one file, to be saved and filled in anywhere."""
    papers = _papers(request, reference, matter)
    style = "".join(_static(f"casereview/{name}.css") for name in ("govuk", "casereview"))
    script = (TEMPLATES / "papers" / "offline.js").read_text(encoding="utf-8")
    context = {
        "papers": papers,
        "matter": matter,
        "pages": [(_part(papers, code), page()) for code, page in _pages(papers).items()],
        "about": json_script(_about(papers), "about"),
        "style": Markup(style),  # noqa: S704 (ours)
        "script": Markup(script),  # noqa: S704 (ours)
        "style_hash": _hash(style),
        "script_hash": _hash(script),
        "ordinary": request.build_absolute_uri(reverse("papers", args=[reference, matter])),
        "back": request.build_absolute_uri(reverse("papers_offline", args=[reference, matter])),
    }
    response = HttpResponse(render_to_string("papers/form_file.jinja", context))
    response["Content-Disposition"] = attachment(f"papers-{reference}.html")
    return response


def _pages(papers: Papers) -> dict[str, type[Page]]:
    """The pages that are answered offline, by item: those of the ordinary way, and the day."""
    the_day = type("TheDay", (day_page(papers.file, papers.matter),), {"heading": "The day"})
    return {"": the_day, **papers.pages}


def _part(papers: Papers, code: str) -> Any:
    return next((part for part in papers.pack.parts if part.item.code == code), None)


def _about(papers: Papers) -> dict[str, Any]:
    """What the script in the file is to know: which file it is, and by which rules and in which words it checks."""
    decision = papers.file.decision
    return {
        "format": FORMAT,
        "case": papers.file.reference,
        "matter": papers.matter,
        "earliest": decision.on.isoformat() if decision else "",
        "tooEarly": _too_early(papers),
        "unsaid": UNSAID,
        "questions": [one for code, page in _pages(papers).items() for one in _questions(papers, code, page)],
    }


def _questions(papers: Papers, code: str, page: type[Page]) -> Iterator[dict[str, Any]]:
    part = _part(papers, code)
    for name in page.asks():
        field = page.base_fields[name]
        yield {
            "name": name,
            "day": isinstance(field, DateField),
            "called": getattr(field, "called", ""),
            "item": code,
            "asks": part.item.asks if part else "",
            "required": str(field.error_messages["required"]) if field.required else "",
            "needed": part is None or (part.needed and not part.supplied),
            "limit": getattr(field, "limit", None),
        }


def _too_early(papers: Papers) -> str:
    """What the ordinary page says to a day before the decision."""
    page = day_page(papers.file, papers.matter)
    found = page({"sent_on-day": "1", "sent_on-month": "1", "sent_on-year": "1900"})
    return " ".join(str(error) for error in found["sent_on"].errors)


def _static(name: str) -> str:
    found = finders.find(name)
    assert isinstance(found, str)
    return Path(found).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


# ── Back online ─────────────────────────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "POST"])
def offline(request: Request, reference: str, matter: Matter) -> HttpResponse:
    """The file to be saved and, when it is brought back, what its answers would change."""
    papers = _papers(request, reference, matter)
    if papers.with_the_panel:
        return redirect("papers", reference, matter)  # which says that they have gone
    form = UploadForm.of(request)
    form.caption = f"Case {reference}: {matter.words.lower()}"
    if form.is_valid():
        try:
            saved = Saved.read(form.cleaned_data["answers"].read(), papers)
        except NotAnswers as wrong:
            form.add_error("answers", wrong)
        else:
            version = Preparation(journey(matter), reference, by=request.who).version
            initial = {"file": base64.b64encode(saved.file).decode(), "seen": version}
            return _read(request, papers, saved, ReceiveForm(version=version, initial=initial))
    return render(request, "papers/offline.jinja", {"file": papers.file, "matter": matter, "form": form})


@require_http_methods(["GET", "POST"])
def receive(request: Request, reference: str, matter: Matter) -> HttpResponse:
    """Take the answers into the papers, as if they had been typed on their pages; and give a receipt.

    Where no answers are posted, as when the page is loaded again, their file is asked for again.
    """
    papers = _papers(request, reference, matter)
    if papers.with_the_panel:
        return redirect("papers", reference, matter)
    preparation = Preparation(journey(matter), reference, by=request.who)
    form = ReceiveForm.of(request, version=preparation.version)
    try:
        saved = Saved.read(base64.b64decode(request.POST.get("file", ""), validate=True), papers)
    except (binascii.Error, ValidationError):
        return redirect("papers_offline", reference, matter)
    known = _known(papers, saved)
    new = {name: value for name, value in known.items() if preparation.answers.get(name) != value}
    if new and not form.is_valid():
        return _read(request, papers, saved, form)
    if new:
        preparation.keep_answers(new)
    what = f"{counted(len(known), 'answer')} for the papers on case {reference}: {matter.words.lower()}"
    given = Receipt.now(what, by=request.who, sha256=saved.sha256, size=len(saved.file))
    return redirect(f"{reverse('papers_receipt', args=[reference, matter])}?of={given.sealed()}")


@require_safe
def receipt(request: Request, reference: str, matter: Matter) -> HttpResponse:
    """The receipt, to be read and saved."""
    file = to_send(request, reference)
    given = Receipt.opened(request.GET.get("of", ""))
    if given is None:
        raise Http404
    if "save" in request.GET:
        response = HttpResponse(given.text, content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = attachment(f"receipt-{reference}.txt")
        return response
    return render(request, "papers/receipt.jinja", {"file": file, "matter": matter, "receipt": given})


def _papers(request: Request, reference: str, matter: Matter) -> Papers:
    """The papers as they stand in the board's draft; offline are those on a decision not to review, while they can be sent."""
    file = to_send(request, reference)
    if matter != Matter.NON_INITIATION or nothing_to_send(file, matter):
        raise Http404
    return Papers(file, matter, Preparation(journey(matter), reference, by=request.who).answers)


def _known(papers: Papers, saved: Saved) -> dict[str, Any]:
    """The answers to what is asked on this case; whatever else is in the file is shown and left out."""
    asked = {name for page in _pages(papers).values() for name in page.asks()}
    return {name: value for name, value in saved.answers.items() if name in asked}


def _read(request: Request, papers: Papers, saved: Saved, form: ReceiveForm) -> HttpResponse:
    """The answers of a file beside those that the papers have, with what is wrong with any."""
    now = Preparation(journey(papers.matter), papers.file.reference, by=request.who).answers
    known = _known(papers, saved)
    context = {
        "file": papers.file,
        "matter": papers.matter,
        "form": form,
        "rows": list(_rows(papers, known, now)),
        "not_asked": {name: value for name, value in saved.answers.items() if name not in known},
        "then": Papers(papers.file, papers.matter, {**now, **known}),
        "changes": any(now.get(name) != value for name, value in known.items()),
    }
    return render(request, "papers/read.jinja", context)


def _rows(papers: Papers, known: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each thing that the file answers: the answers in words, what the papers have now, and what is wrong."""
    for page in _pages(papers).values():
        if given := {name: known[name] for name in page.asks() if name in known}:
            answered = page.answered(given)
            held = {name: now[name] for name in page.asks() if now.get(name)}
            yield {
                "title": page.heading,
                "given": answered.in_words(),
                "held": page(initial=held).in_words() if held and held != given else (),
                "errors": [error["text"] for error in answered.error_summary()],
            }
