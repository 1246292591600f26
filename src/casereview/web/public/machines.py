"""What programs read: feeds, the sitemap, the whole catalogue as files, and the harvesters' protocol."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone

from casereview import __version__
from casereview.library import gate, themes
from casereview.library.codes import Licence, ReviewKind
from casereview.web.public import atom, citing, linked, oai, sitemap, tables
from casereview.web.public.door import data, page
from casereview.web.public.entries import Site
from casereview.web.public.records import Record
from casereview.web.public.shown import answer, shown

NAME = "National repository of reviews"
OPEN = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
"""The licence of what the catalogue says. Each report's own is said with it."""

ABOUT = (
    "Every published review of a serious incident concerning a child that the repository holds, with its learning points, "
    "recommendations and themes."
)
IN_A_FEED = 50


# ── Feeds, and the sitemap ──────────────────────────────────────────────────────────────────────────────────────────


@data()
def newest(request: HttpRequest) -> HttpResponseBase:
    """What came to be public last."""
    site = Site.of(request)
    records = site.records(gate.added(IN_A_FEED))
    return feed(records, f"{NAME}: new", site.to("repository_latest"), site.to("repository_catalogue"))


def feed(records: Sequence[Record], title: str, address: str, page: str) -> HttpResponse:
    body = atom.feed(records, title=title, address=address, page=page)
    return answer(body, "application/atom+xml; charset=utf-8")


@data()
def map_index(request: HttpRequest) -> HttpResponseBase:
    site = Site.of(request)
    parts = -(-(gate.count() + len(_pages(site))) // sitemap.MOST) or 1
    return answer(
        sitemap.index(site.to("repository_sitemap_part", part) for part in range(1, parts + 1)), "application/xml"
    )


@data()
def map_part(request: HttpRequest, part: int) -> HttpResponseBase:
    """A part of the sitemap: our own pages, then the entries in the order of their identifiers."""
    site = Site.of(request)
    every = [*_pages(site), *((site.entry(id), at.date()) for id, at in gate.identifiers())]
    held = every[(part - 1) * sitemap.MOST : part * sitemap.MOST]
    if part < 1 or (not held and part > 1):
        return HttpResponse("There is no such part.\n", content_type="text/plain", status=404)
    return answer(sitemap.part(held), "application/xml")


def _pages(site: Site) -> list[tuple[str, date | None]]:
    names = ("repository", "repository_catalogue", "repository_themes", "repository_boards", "repository_about",
             "repository_help", "repository_data")  # fmt: skip
    themed = [site.to("repository_theme", theme.code) for theme in themes.in_use()]
    return [(address, None) for address in [*(site.to(name) for name in names), *themed]]


@data()
def robots(request: HttpRequest) -> HttpResponseBase:
    """What search engines may visit: the repository, and nothing else that this server has."""
    site = Site.of(request)
    start = reverse("repository")
    lines = [
        "User-agent: *",
        f"Allow: {start}",
        "Disallow: /",
        f"Sitemap: {site.to('repository_sitemap')}",
    ]
    return answer("\n".join(lines) + "\n", "text/plain; charset=utf-8")


# ── Files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@data(cost=20)
def as_csv(request: HttpRequest) -> HttpResponseBase:
    return _whole(request, tables.as_csv, "text/csv; charset=utf-8; header=present", "catalogue.csv")


@data(cost=20)
def as_json_lines(request: HttpRequest) -> HttpResponseBase:
    return _whole(request, tables.as_json_lines, "application/x-ndjson; charset=utf-8", "catalogue.jsonl")


@data(cost=20)
def as_references(request: HttpRequest, how: str) -> HttpResponseBase:
    """The whole catalogue for a reference manager."""

    def write(records: Iterable[Record]) -> Iterator[str]:
        return (citing.ONE[how](record) for record in records)

    return _whole(request, write, citing.KINDS[how], f"catalogue.{how}")


def _whole(
    request: HttpRequest, write: Callable[[Iterable[Record]], Iterator[str]], kind: str, name: str
) -> HttpResponseBase:
    """The whole catalogue as a stream. Its mark is that of what is public, so that nothing is read for who has it already."""
    site = Site.of(request)
    labels = [(theme.code, theme.label) for theme in themes.vocabulary().values()]
    state = f"{gate.state()} {labels} {site.root} {name} {__version__}"
    mark = f'"{hashlib.sha256(state.encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match", "") == mark:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        response = StreamingHttpResponse(write(map(site.record, gate.everything())), content_type=kind)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = mark
    return response


# ── Harvesters ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Held:
    """The catalogue, as OAI-PMH asks of it."""

    name = NAME

    def __init__(self, request: HttpRequest):
        self.site = Site.of(request)
        self.address = self.site.to("repository_oai")
        self.email = settings.DEFAULT_FROM_EMAIL
        self.host = self.site.host.partition(":")[0]

    def sets(self) -> Sequence[tuple[str, str]]:
        kinds = [(f"kind:{kind.value}", kind.words) for kind in ReviewKind]
        return [*kinds, *((f"theme:{theme.code}", theme.label) for theme in themes.in_use())]

    def earliest(self) -> datetime:
        return min((at for at, _ in gate.changes()), default=timezone.now())

    def changes(self, since: datetime | None, until: datetime | None, of: str) -> Sequence[tuple[datetime, str]]:
        """What is gone is told of whichever set was asked for: nobody knows any more which sets it was in."""
        changed = gate.changes(since, until)
        if not of:
            return changed
        held = {review.id: review for review in gate.reviews([id for _, id in changed])}
        return [(at, id) for at, id in changed if id not in held or of in _sets(held[id])]

    def headers(self, changes: Sequence[tuple[datetime, str]]) -> Sequence[oai.Header]:
        held = {review.id: review for review in gate.reviews([id for _, id in changes])}
        return [oai.Header(id, at, _sets(held[id]) if id in held else (), gone=id not in held) for at, id in changes]

    def header(self, id: str) -> oai.Header | None:
        found = gate.find(id)
        if isinstance(found, gate.Review):
            return oai.Header(id, found.public_from, _sets(found))
        return oai.Header(id, found.at, (), gone=True) if found else None

    def records(self, ids: Sequence[str]) -> Mapping[str, Record]:
        return {record.id: record for record in self.site.records(gate.reviews(ids))}


def _sets(review: gate.Review) -> tuple[str, ...]:
    return (f"kind:{review.kind.value}", *(f"theme:{code}" for code in review.themes))


@data(cost=5, post=True)
def harvest(request: HttpRequest) -> HttpResponseBase:
    """OAI-PMH, asked by GET or by POST alike."""
    given = request.POST if request.method == "POST" else request.GET
    asked = [(name, value) for name, values in given.lists() for value in values]
    return answer(oai.answer(asked, Held(request), timezone.now()), "text/xml; charset=utf-8")


# ── What all of it means ────────────────────────────────────────────────────────────────────────────────────────────


@page
def explained(request: HttpRequest) -> HttpResponseBase:
    """How to take the catalogue, and the dictionary of its columns."""
    site = Site.of(request)
    files = {
        "text/csv": site.to("repository_csv"),
        "application/x-ndjson": site.to("repository_json_lines"),
        "application/json": site.to("repository_api_reviews"),
    }
    described = linked.dataset(NAME, ABOUT, site.to("repository_data"), OPEN, files)
    context = {
        "columns": tables.COLUMNS,
        "point": tables.POINT,
        "licences": [licence.words for licence in Licence],
        "linked": linked.script(described),
        "harvested": site.to("repository_oai"),
        "rate": settings.PUBLIC_RATE,
    }
    return shown(request, "data", context)
