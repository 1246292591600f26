"""The pages of the repository: each asks the gate, and prints what it is given."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from casereview.documents import picturing
from casereview.documents.extract import Unreadable
from casereview.library import gate, likeness, themes, usage
from casereview.library.words import read
from casereview.web.public import citing, dublin, linked, reading
from casereview.web.public.asked import Query
from casereview.web.public.door import data, page
from casereview.web.public.entries import Site
from casereview.web.public.records import Point, Record
from casereview.web.public.shown import answer, shown

SIZE = 20
MEDIA = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "text/html": "HTML",
    "text/plain": "plain text",
}


class Shelf(Sequence[gate.Review]):
    """The whole catalogue as a paginator takes it: counted and cut by the gate, never read whole."""

    def __len__(self) -> int:
        return gate.count()

    def __getitem__(self, part: Any) -> Any:
        return gate.catalogue(part.start, part.stop - part.start)


@page
def catalogue(request: HttpRequest) -> HttpResponseBase:
    """Every entry, the latest published first."""
    found = Paginator(Shelf(), SIZE).get_page(request.GET.get("page"))
    return shown(request, "catalogue", {"page": found, "records": Site.of(request).records(found.object_list)})


# ── One entry ───────────────────────────────────────────────────────────────────────────────────────────────────────


def standing(request: HttpRequest, id: str) -> gate.Review | HttpResponse:
    """The review at an identifier; or the answer for one that is gone, has moved, or never was."""
    found = gate.find(id)
    if isinstance(found, gate.Review):
        return found
    if isinstance(found, gate.Moved):
        return HttpResponseRedirect(reverse("repository_entry", args=[found.into]), status=301)
    if isinstance(found, gate.Gone):
        return shown(request, "gone", {"gone": found}, status=410)
    return absent(request)


def absent(request: HttpRequest) -> HttpResponse:
    """The same page, to the byte, for what is not there and for what is not published."""
    return shown(request, "absent", {}, status=404)


@page
def entry(request: HttpRequest, entry: str) -> HttpResponseBase:
    """What a review found, before anything else; then its text, how to cite it, and reviews like it."""
    found = standing(request, entry)
    if isinstance(found, HttpResponse):
        return found
    record = Site.of(request).record(found)
    usage.note(entry, usage.Kind.OPENED)
    context = {
        "record": record,
        "like": Site.of(request).records(likeness.like(found)),
        "media": MEDIA.get(record.media_type, "a file"),
        "cited": citing.plain(record),
        "dublin": list(dublin.elements(record)),
        "linked": linked.script(linked.report(record)),
    }
    return shown(request, "entry", context)


@page
def report_page(request: HttpRequest, entry: str, number: int) -> HttpResponseBase:
    """One page of a report, with the words marked of the search that led here: `?q=`."""
    found = standing(request, entry)
    if isinstance(found, HttpResponse):
        return found
    held = gate.page(entry, number)
    if held is None:
        return absent(request)
    usage.note(entry, usage.Kind.READ)
    record = Site.of(request).record(found)
    words = read(Query.of(request.GET).words)
    marked = [reading.marked(paragraph, words) for paragraph in reading.paragraphs(held.text)]
    context = {
        "record": record,
        "number": number,
        "pictured": record.media_type == "application/pdf",
        "paragraphs": [paragraph for paragraph, _ in marked],
        "marked": sum(count for _, count in marked),
        "said": [(route, one) for route, points in _points(record) for one in points if one.page == number],
        "others": _others(record, number),
    }
    return shown(request, "page", context)


def _points(record: Record) -> tuple[tuple[str, Sequence[Point]], ...]:
    return ("recommendation", record.recommendations), ("learning", record.learning)


def _others(record: Record, number: int) -> dict[str, Any]:
    """The links to the pages before and after."""

    def link(to: int) -> dict[str, str] | None:
        if not 1 <= to <= record.pages:
            return None
        return {"href": reverse("repository_page", args=[record.id, to]), "labelText": f"Page {to} of {record.pages}"}

    return {"previous": link(number - 1), "next": link(number + 1)}


@page
def recommendation(request: HttpRequest, entry: str, number: int) -> HttpResponseBase:
    return _point(request, entry, number, "recommendations", "Recommendation")


@page
def learning(request: HttpRequest, entry: str, number: int) -> HttpResponseBase:
    return _point(request, entry, number, "learning", "Learning point")


def _point(request: HttpRequest, id: str, number: int, which: str, name: str) -> HttpResponseBase:
    found = standing(request, id)
    if isinstance(found, HttpResponse):
        return found
    record = Site.of(request).record(found)
    said = next((one for one in getattr(record, which) if one.number == number), None)
    return shown(request, "point", {"record": record, "said": said, "name": name}) if said else absent(request)


@page
def briefing(request: HttpRequest, entry: str) -> HttpResponseBase:
    """What a team can take in within seven minutes."""
    return _of(request, entry, "briefing")


@page
def printed(request: HttpRequest, entry: str) -> HttpResponseBase:
    """The entry without what paper has no use for."""
    return _of(request, entry, "print")


def _of(request: HttpRequest, id: str, template: str) -> HttpResponseBase:
    found = standing(request, id)
    if isinstance(found, HttpResponse):
        return found
    record = Site.of(request).record(found)
    known = themes.vocabulary()
    meant = [known[code] for code in found.themes if code in known]
    return shown(request, template, {"record": record, "cited": citing.plain(record), "meant": meant})


@data()
def cite(request: HttpRequest, entry: str, how: str) -> HttpResponseBase:
    found = standing(request, entry)
    if isinstance(found, HttpResponse):
        return found
    record = Site.of(request).record(found)
    usage.note(entry, usage.Kind.CITED)
    return answer(citing.ONE[how](record), citing.KINDS[how], name=f"{record.id}.{how}")


@data()
def linked_data(request: HttpRequest, entry: str) -> HttpResponseBase:
    """The entry in schema.org's words. It stands at an address of its own: pages hold no script, not even this one."""
    found = standing(request, entry)
    if isinstance(found, HttpResponse):
        return found
    record = Site.of(request).record(found)
    return answer(linked.written(linked.report(record)), "application/ld+json")


@data(cost=5)
def file(request: HttpRequest, entry: str) -> HttpResponseBase:
    """The report's own file: proved to be what was published, and never opened as a page of this site."""
    found = standing(request, entry)
    if isinstance(found, HttpResponse):
        return found
    held = gate.file(entry)
    if held is None:
        return absent(request)
    usage.note(entry, usage.Kind.TAKEN)
    response = answer(held.read(), held.media or "application/octet-stream", changed=found.public_from, name=held.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@data(cost=5)
def picture(request: HttpRequest, entry: str, number: int) -> HttpResponseBase:
    """A page of the report as a picture, for who would see it as it was printed."""
    found = standing(request, entry)
    if isinstance(found, HttpResponse):
        return found
    held = gate.file(entry)
    if held is None or not held.pictured:
        return absent(request)
    try:
        return answer(held.picture(number), picturing.MEDIA, changed=found.public_from)
    except Unreadable:
        return absent(request)


# ── What belongs to no entry ────────────────────────────────────────────────────────────────────────────────────────


@page
def boards(request: HttpRequest) -> HttpResponseBase:
    """Every body that has published, with how many reviews of each; the address of a search is that of its reviews."""
    held = _boards(gate.state())
    unnamed = gate.count() - sum(count for _, count in held)
    return shown(request, "boards", {"boards": held, "unnamed": unnamed})


@lru_cache(maxsize=1)
def _boards(_state: str) -> list[tuple[str, int]]:
    """They are counted anew whenever what is public has changed."""
    return sorted(Counter(review.board for review in gate.everything() if review.board).items())


@page
def about(request: HttpRequest) -> HttpResponseBase:
    return shown(request, "about", {"count": gate.count()})


@page
def help(request: HttpRequest) -> HttpResponseBase:
    return shown(request, "help", {})


@page
def accessibility(request: HttpRequest) -> HttpResponseBase:
    return shown(request, "accessibility", {})


@page
def privacy(request: HttpRequest) -> HttpResponseBase:
    return shown(request, "privacy", {})


@page
def leave(request: HttpRequest) -> HttpResponseBase:
    """Away from here at once, for a child or anybody who must not be seen reading this: works without JavaScript.

    The browser is asked to forget what it kept of this site, and the next one is not told where somebody came from.
    """
    response = HttpResponseRedirect(settings.PUBLIC_LEAVE_TO)
    response["Clear-Site-Data"] = '"cache"'
    response["Referrer-Policy"] = "no-referrer"
    return response
