"""Beside a case: past submissions that are most like it, with what was advised; and how far the members' views agreed."""

from collections import Counter, defaultdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casereview.analysis.agreement import fleiss
from casereview.analysis.likeness import LIMB, nearest
from casereview.casework import standing
from casereview.casework.files import Opened, open_file, open_files
from casereview.rules import opinions, permits
from casereview.rules.clocks import edition_on
from casereview.rules.codes import Matter, View
from casereview.rules.figures import panel_year
from casereview.web.capacity import Request

AMONG = 600
"""How many of the latest cases with papers are compared."""


@require_safe
def like(request: Request, reference: str, matter: Matter) -> HttpResponse:
    """The nearest past submissions, with the words and the edition of their time; none that is closed to the reader."""
    file = open_file(reference, by=request.who, purpose="like cases")
    permits.panel_room(request.who).require()
    references = standing.cases(request.who).exclude(case=reference).values_list("case", flat=True)[:AMONG]
    past = {one.reference: one for one in open_files(list(references), by=request.who, purpose="like cases")}
    found = [_told(past[one.reference], matter, one) for one in nearest(file, matter, past.values())]
    return render(request, "meetings/like.jinja", {"file": file, "matter": matter, "found": found, "View": View})


def _told(file: Opened, matter: Matter, like: Any) -> dict[str, Any]:
    return {
        "file": file,
        "percent": round(100 * like.likeness),
        "same": [_words(name) for name in like.same],
        "different": [_words(name) for name in like.different],
        "advice": [(one, edition_on(file, one.on)) for one in file.advice_on(matter)],
    }


def _words(name: str) -> str:
    return f"finding on {name.removeprefix(LIMB).replace('_', ' ')}" if name.startswith(LIMB) else name


@require_safe
def agreement(request: Request) -> HttpResponse:
    """Fleiss' kappa of the views that are open, for each panel year; the reader's own recusals are left out."""
    permits.panel_room(request.who).require()
    references = standing.cases(request.who).values_list("case", flat=True)
    years: dict[int, list[Counter[str]]] = defaultdict(list)
    for file in open_files(list(references), by=request.who, purpose="agreement"):
        for turn, views in _turns(file).items():
            years[turn[0]].append(Counter(views))
    found = [(panel_year(year), fleiss(things)) for year, things in sorted(years.items(), reverse=True)]
    return render(request, "meetings/agreement.jinja", {"found": found})


def _turns(file: Opened) -> dict[tuple[int, str, int], list[str]]:
    """The open views of a file by turn: the panel year, the matter, and how often the panel had advised before."""
    found: dict[tuple[int, str, int], list[str]] = defaultdict(list)
    for one in file.opinions:
        if opinions.is_open(file, one):
            before = sum(advice.recorded_at < one.recorded_at for advice in file.advice_on(Matter(one.matter)))
            year = one.on.year if one.on.month >= 7 else one.on.year - 1
            found[year, one.matter, before].append(one.view)
    return found
