"""Approaches by people with no board: logged, answered with where to turn to, counted, and kept off every case."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casereview.casework import acts, outside
from casereview.rules.codes import Approacher, Signpost
from casereview.web.approaches.forms import ReplyForm
from casereview.web.capacity import Request

WORDS = {"Approacher": Approacher, "Signpost": Signpost}


@require_safe
def approaches(request: Request) -> HttpResponse:
    """Those to be answered, and those that were."""
    found = outside.approaches(request.who)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    waiting = sum(1 for one in found if one.reply is None)
    return render(request, "approaches/list.jinja", {"page": page, "waiting": waiting, **WORDS})


@require_http_methods(["GET", "POST"])
def reply(request: Request, approach: str) -> HttpResponse:
    """Answer an approach with where to turn to; once it is answered, the answer, to be copied and sent."""
    found = next((one for one in outside.approaches(request.who) if one.contact.id == approach), None)
    if found is None:
        raise Http404
    if found.reply:
        return render(request, "approaches/reply.jinja", {"one": found, **WORDS})
    form = ReplyForm.of(request)
    form.caption = f"Approach of {found.contact.on:%-d %B %Y}"
    if form.is_valid():
        with form.refusals():
            acts.reply(by=request.who, contact=approach, on=timezone.localdate(), **form.cleaned_data)
            sends = form.cleaned_data["signpost"] != Signpost.LEFT_ALONE
            to_do = "Send it: no address of the person is kept here." if sends else "Nothing is to be sent."
            messages.success(request, f"The answer is on record. {to_do}")
            return redirect("approach", approach)
    texts = {one: outside.reply_text(one)[1] for one in Signpost}
    return render(request, "approaches/answer.jinja", {"one": found, "form": form, "texts": texts, **WORDS})
