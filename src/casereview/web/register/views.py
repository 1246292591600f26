"""The register of advice not accepted."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casereview.casework import register
from casereview.rules import permits
from casereview.rules.answers import practice
from casereview.rules.codes import Role
from casereview.web.capacity import Request

SEE_CASES = (Role.SECRETARY, Role.MEMBER, Role.ANALYST)


@require_safe
def advice_not_accepted(request: Request) -> HttpResponse:
    """Which board did not accept which advice, and when; after due notice to it."""
    page = Paginator(register.entries_for(request.who), 25).get_page(request.GET.get("page"))
    who = request.who
    context = {
        "page": page,
        "practice": practice(),
        "writes": bool(permits.correspond(who)),
        "opens": [entry for entry in page if who.role in SEE_CASES or entry.file.board.code == who.organisation],
    }
    return render(request, "register/register.jinja", context)
