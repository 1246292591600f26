"""The catalogue as JSON: version 1 of an interface that stays as it is. What would break its users becomes version 2."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from ninja import Field, NinjaAPI, Path, Query, Schema
from ninja.errors import HttpError

from casereview.library import gate, themes
from casereview.library.search import Sort
from casereview.web.public import asked, tables
from casereview.web.public.asked import LONGEST
from casereview.web.public.door import data
from casereview.web.public.entries import Site
from casereview.web.public.shown import answer

MOST = 100

api = NinjaAPI(
    title="National repository of reviews",
    version="1",
    description=(
        "Published reviews of serious incidents concerning children. Nothing here needs a key. What the catalogue says is "
        "under the Open Government Licence 3.0; each report’s own licence is said with it."
    ),
    urls_namespace="repository_api",
    docs_url=None,
    openapi_url=None,
)


class Point(Schema):
    number: int = Field(description=tables.POINT["number"])
    address: str = Field(description=tables.POINT["address"])
    text: str = Field(description=tables.POINT["text"])
    addressed_to: str = Field(description=tables.POINT["addressed_to"])
    page: int | None = Field(description=tables.POINT["page"])


class Review(Schema):
    """One entry of the catalogue. Its fields are the columns of the data dictionary, in which each is explained."""

    id: str
    address: str
    title: str
    board: str
    anonymous: bool
    author: str
    published: str
    kind: str
    outcome: str
    age_band: str
    method: str
    abstract: str
    themes: list[str]
    learning_points: list[Point]
    recommendations: list[Point]
    pages: int
    file: str
    media_type: str
    licence: str
    version: int
    updated: str


class Reviews(Schema):
    count: int = Field(description="How many there are in all.")
    next: str = Field(description="The address of the next part; empty at the end.")
    previous: str = Field(description="The address of the part before; empty at the beginning.")
    results: list[Review]


class ReportPage(Schema):
    review: str
    number: int
    of: int
    address: str
    text: str


class Theme(Schema):
    code: str
    label: str
    definition: str
    scope_note: str
    broader: list[str]
    used_for: list[str]
    address: str


class Problem(Schema):
    detail: str


Id = Annotated[str, Path(max_length=20, description="An entry’s identifier, such as R12.")]


class Asking(Schema):
    """What narrows the catalogue. Each facet may be given several times; its values are those that the site's addresses have."""

    q: str = Field("", max_length=LONGEST, description="Words, “exact phrases”, and -words to leave out.")
    theme: list[str] = Field([], max_length=20)
    year: list[str] = Field([], max_length=20)
    kind: list[str] = Field([], max_length=20)
    outcome: list[str] = Field([], max_length=20)
    age_band: list[str] = Field([], max_length=20)
    board: list[str] = Field([], max_length=20)
    method: list[str] = Field([], max_length=20)
    sort: Sort = Field(Sort.RELEVANCE, description="Best match first, recommendations first, or the latest day first.")

    def query(self, page: int) -> asked.Query:
        filters = {name: tuple(values) for name in asked.FACETS if (values := getattr(self, name))}
        return asked.Query(" ".join(self.q.replace("\0", "").split()), filters, self.sort, page)


@api.get("reviews", response={200: Reviews, 422: Any}, url_name="repository_api_reviews", summary="Find reviews")
def reviews(
    request: HttpRequest,
    asking: Query[Asking],
    page: Annotated[int, Query(ge=1, le=asked.DEEPEST, description="Which part, from 1.")] = 1,
    size: Annotated[int, Query(ge=1, le=MOST, description="How many in a part.")] = 20,
) -> dict[str, Any]:
    """The reviews that a search finds; without one the whole catalogue, the latest published first."""
    site = Site.of(request)
    found = asking.query(page).found(size)
    last = min(-(-found.total // size), asked.DEEPEST)
    return {
        "count": found.total,
        "next": _part(request, site, page + 1) if page < last else "",
        "previous": _part(request, site, page - 1) if page > 1 else "",
        "results": [tables.row(site.record(hit.review)) for hit in found.hits],
    }


def _part(request: HttpRequest, site: Site, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"{site.to('repository_api_reviews')}?{query.urlencode()}"


@api.get(
    "reviews/{id}",
    response={200: Review, 404: Problem, 410: Problem, 422: Any},
    url_name="repository_api_review",
    summary="One review",
)
def review(request: HttpRequest, id: Id) -> Any:
    """A review by its identifier. 410 where it was withdrawn, with the reason; one that was merged leads on."""
    found = _standing(id)
    if isinstance(found, gate.Moved):
        return _moved(reverse("repository_api_review", args=[found.into]))
    return tables.row(Site.of(request).record(found))


@api.get(
    "reviews/{id}/pages/{number}",
    response={200: ReportPage, 404: Problem, 410: Problem, 422: Any},
    url_name="repository_api_page",
    summary="The text of one page",
)
def page(request: HttpRequest, id: Id, number: Annotated[int, Path(ge=1, le=100_000)]) -> Any:
    found = _standing(id)
    if isinstance(found, gate.Moved):
        return _moved(reverse("repository_api_page", args=[found.into, number]))
    held = gate.page(id, number)
    if held is None:
        raise HttpError(404, "The report has no such page.")
    address = f"{Site.of(request).entry(id)}/pages/{number}"
    return {"review": id, "number": number, "of": found.pages, "address": address, "text": held.text}


@api.get("themes", response=list[Theme], url_name="repository_api_themes", summary="The themes’ vocabulary")
def every_theme(request: HttpRequest) -> list[dict[str, Any]]:
    site = Site.of(request)
    return [
        {
            "code": term.code,
            "label": term.label,
            "definition": term.definition,
            "scope_note": term.scope_note,
            "broader": list(term.broader),
            "used_for": list(term.used_for),
            "address": site.to("repository_theme", term.code),
        }
        for term in themes.in_use()
    ]


def _standing(id: str) -> gate.Review | gate.Moved:
    found = gate.find(id)
    if found is None:
        raise HttpError(404, "There is no review of this identifier.")
    if isinstance(found, gate.Gone):
        raise HttpError(410, f"This review was withdrawn on {found.on}: {found.why}")
    return found


def _moved(address: str) -> HttpResponse:
    response = HttpResponse(status=301)
    response["Location"] = address
    return response


@data()
def described(request: HttpRequest) -> HttpResponse:
    """What the interface offers, as OpenAPI says it."""
    start = reverse("repository_api_reviews").removesuffix("reviews")
    return answer(json.dumps(api.get_openapi_schema(path_prefix=start)), "application/json")


def patterns(start: str) -> list[URLPattern]:
    """The addresses of the interface, each behind the door of the public site."""
    operations = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    return [
        path(f"{start}openapi.json", described, name="repository_api_schema"),
        *(path(f"{start}{one.pattern}", data()(_also_head(one.callback)), name=one.name) for one in operations),
    ]


def _also_head(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """HEAD is answered as GET is; the server leaves the body out."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "HEAD":
            request.method = "GET"
        return view(request, *args, **kwargs)

    return answered
