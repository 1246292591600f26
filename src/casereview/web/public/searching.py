"""The search page, and the feed of a search."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from markupsafe import Markup, escape

from casereview.library.search import Hit, Results, Sort
from casereview.web.public import asked
from casereview.web.public.asked import SORTS, Query
from casereview.web.public.door import data, page
from casereview.web.public.entries import Site
from casereview.web.public.machines import IN_A_FEED, NAME, feed
from casereview.web.public.shown import shown

MARK = Markup("<mark>{}</mark>")
LOOKED_THROUGH = 100
"""How many of the latest published hits a feed is made from."""


@page
def search(request: HttpRequest) -> HttpResponseBase:
    """What a practitioner on a phone and a researcher both begin with. It answers GET alone: its address is the query."""
    query = Query.of(request.GET)
    results = query.found()
    site = Site.of(request)
    context = {
        "query": query,
        "results": results,
        "hits": [_hit(site, hit, query) for hit in results.hits],
        "facets": asked.facets(query, results),
        "chosen": [(asked.in_words(name, value), query.without(name, value).address) for name, value in query.chosen],
        "sorts": [
            {"value": sort.value, "text": words, "selected": sort is results.sort} for sort, words in SORTS.items()
        ],
        "pages": _pages(query, results),
        "feed": f"{reverse('repository_search_feed')}?{query.at(1).address}",
        "by_email": "" if settings.PUBLIC_ALONE else f"{reverse('save_search')}?{query.at(1).address}",
        "kept": "" if settings.PUBLIC_ALONE else reverse("searches"),
    }
    return shown(request, "search", context)


def _hit(site: Site, hit: Hit, query: Query) -> dict[str, Any]:
    pieces = [MARK.format(words) if mark else escape(words) for words, mark in hit.parts]
    return {
        "record": site.record(hit.review),
        "page": hit.page,
        "passage": Markup().join(pieces),
        "said": hit.said,
        "marking": Query(words=query.words).address,
    }


def _pages(query: Query, results: Results) -> dict[str, Any] | None:
    """The links to the other pages of the results."""
    last = min(-(-results.total // asked.SIZE), asked.DEEPEST)
    if last < 2:
        return None
    near = sorted({1, *range(max(1, query.page - 1), min(last, query.page + 1) + 1), last})
    items: list[dict[str, Any]] = []
    for before, number in zip([0, *near], near, strict=False):
        if number - before > 1:
            items.append({"ellipsis": True})
        items.append({"number": number, "href": f"?{query.at(number).address}", "current": number == query.page})
    return {
        "items": items,
        "previous": {"href": f"?{query.at(query.page - 1).address}"} if query.page > 1 else None,
        "next": {"href": f"?{query.at(query.page + 1).address}"} if query.page < last else None,
    }


@data(cost=5)
def search_feed(request: HttpRequest) -> HttpResponseBase:
    """What a search finds, by when it came to be public: a search that is saved in a feed reader."""
    query = Query.of(request.GET).at(1)
    site = Site.of(request)
    hits = Query(query.words, query.filters, Sort.DAY).found(size=LOOKED_THROUGH).hits
    records = sorted(site.records(hit.review for hit in hits), key=lambda record: record.updated, reverse=True)
    address = f"{site.to('repository_search_feed')}?{query.address}"
    page = f"{site.root}?{query.address}"
    return feed(records[:IN_A_FEED], f"{NAME}: {query.in_words}", address, page)
