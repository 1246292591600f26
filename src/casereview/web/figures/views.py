"""The national figures: the page, the members behind each number, what has moved, and the same for machines."""

from io import StringIO
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casereview.casework import counting
from casereview.casework.counting import Counted
from casereview.rules import permits
from casereview.rules.definitions import DEFINITIONS, PERIOD
from casereview.rules.permits import Who
from casereview.spreadsheets.tables import write_csv
from casereview.web.capacity import Request
from casereview.web.figures import asked, changes, members, tables
from casereview.web.figures.asked import Question, QuestionForm


@require_safe
def figures(request: Request) -> HttpResponse:
    """The figures of a period, as at a day and as known at a moment, beside those of the year before."""
    permits.figures(request.who).require()
    form = QuestionForm.of(request.GET)
    context: dict[str, Any] = {"form": form, "years": asked.panel_years(), "presets": asked.PRESETS}
    if form.is_valid():
        question = form.question()
        counted = count(question, request.who)
        context |= {
            "question": question,
            "counted": counted,
            "sections": tables.sections(counted, question),
            "changes": f"{reverse('figure_changes')}?{changes.query(question, question.now())}",
            "called": asked.called,
            "words_of": asked.moment_in_words,
            "how": PERIOD,
        }
    return render(request, "figures/figures.jinja", context)


@require_safe
def figure(request: Request, key: str) -> HttpResponse:
    """The members behind a number, as far as this person may see them."""
    permits.figures(request.who).require()
    if key not in DEFINITIONS:
        raise Http404
    form = QuestionForm.of(request.GET)
    context: dict[str, Any] = {"form": form, "key": key, "definition": DEFINITIONS[key]}
    if form.is_valid():
        question, by, pile = form.question(), request.GET.get("by", ""), request.GET.get("pile", "")
        counted = count(question, request.who)
        found = members.listed(counted.figures[key], by, pile, question, who=request.who, page=request.GET.get("page"))
        context |= {
            "question": question,
            "pile": tables.words(key, by, pile or tables.TOTAL),
            "listed": found,
            "page": found.page,
            "unseen": members.unseen(request.who),
            "called": asked.called,
        }
    return render(request, "figures/figure.jinja", context)


@require_safe
def moved(request: Request) -> HttpResponse:
    """What has moved between two counts of a period, case by case."""
    permits.figures(request.who).require()
    form = changes.ChangesForm.of(request.GET)
    context: dict[str, Any] = {"form": form, "definitions": DEFINITIONS}
    if form.is_valid():
        then, now = form.counts()
        before, after = count(then, request.who), count(now, request.who)
        found = changes.moves(before, after, then, now, who=request.who, page=request.GET.get("page"))
        context |= {"then": then, "now": now, "before": before, "after": after, "moves": found, "page": found.page}
        context |= {"called": asked.called, "unseen": members.unseen(request.who), "link": members.link}
    return render(request, "figures/changes.jinja", context)


@require_safe
def as_json(request: Request) -> HttpResponse:
    """The figures for a machine, exactly as the command line gives them."""
    permits.figures(request.who).require()
    form = QuestionForm.of(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": [error["text"] for error in form.error_summary()]}, status=400)
    question = form.question()
    found = counting.as_json(count(question, request.who))
    response = JsonResponse(found, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = f'inline; filename="{file_name(question)}.json"'
    return response


@require_safe
def as_csv(request: Request) -> HttpResponse:
    """The figures as a table for a spreadsheet."""
    permits.figures(request.who).require()
    form = QuestionForm.of(request.GET)
    if not form.is_valid():
        errors = "\n".join(error["text"] for error in form.error_summary())
        return HttpResponse(errors, content_type="text/plain; charset=utf-8", status=400)
    question = form.question()
    stream = StringIO(newline="")
    write_csv(stream, tables.HEADER, tables.csv_rows(count(question, request.who)))
    response = HttpResponse(stream.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(question)}.csv"'
    return response


def count(question: Question, who: Who) -> Counted:
    return counting.count(question.period, as_at=question.as_at, known_at=question.known_at, by=who)


def file_name(question: Question) -> str:
    """figures-2014-07-01-to-2015-06-30-as-at-2015-10-31"""
    period = question.period
    known = f"-known-{question.known_at:%Y-%m-%d}" if question.known_at else ""
    return f"figures-{period.first}-to-{period.last}-as-at-{question.as_at}{known}"
