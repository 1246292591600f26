"""Answers to the panel's advice: given by the board itself, awaited by the panel."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, chasing
from casereview.casework.files import open_file
from casereview.rules import permits
from casereview.rules.answers import owed, practice
from casereview.rules.codes import Matter, View
from casereview.web.answers.forms import AnswerForm
from casereview.web.capacity import Request


@require_http_methods(["GET", "POST"])
def answer(request: Request, reference: str, matter: Matter) -> HttpResponse:
    """The board reads the panel's advice, sees by when it is to answer, and answers."""
    file = open_file(reference, by=request.who, purpose="answer")
    permits.answer(request.who, file).require()
    advice = file.advice_on(matter)
    if not advice:
        raise Http404
    due = owed(file)
    context = {
        "file": file,
        "matter": matter,
        "advice": advice[-1],
        "owed": due if due and due.matter == matter else None,
        "letters": file.letters_about(advice[-1]),
        "practice": practice(),
        "View": View,
    }
    if context["owed"] is None:
        return render(request, "answers/not_asked.jinja", context)
    form = context["form"] = AnswerForm.of(request, matter=matter, who=request.who)
    form.caption = f"Case {reference}"
    if form.is_valid():
        with form.refusals():
            acts.respond(reference, by=request.who, on=timezone.localdate(), matter=matter, **form.cleaned_data)
            messages.success(request, "Your answer is with the panel.")
            return redirect("case", reference)
    return render(request, "answers/answer.jinja", context)


@require_safe
def awaited(request: Request) -> HttpResponse:
    """The answers that the panel awaits: due when, reminded how often, and where reminding was of no use."""
    page = Paginator(chasing.awaited(request.who), 25).get_page(request.GET.get("page"))
    context = {"page": page, "today": timezone.localdate(), "practice": practice()}
    return render(request, "answers/awaited.jinja", context)
