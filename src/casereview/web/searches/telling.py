"""Telling people by e-mail what is new in the searches they keep. Done daily; twice tells nothing twice."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse

from casereview.library import saved
from casereview.library.gate import Review
from casereview.library.saved import SavedSearch
from casereview.library.search import Sort
from casereview.web.public.asked import Query
from casereview.web.public.entries import Site

LOOKED_THROUGH = 100


def tell(now: datetime) -> Iterator[str]:
    """Send what is new since each was last told, and say in a line how many were told."""
    site = Site(settings.PUBLIC_ADDRESS + reverse("repository"), settings.PUBLIC_ADDRESS)
    sent = 0
    for search in saved.to_be_told():
        if new := news(search):
            _send(search, new, site)
            sent += 1
        saved.told(search, now)
    yield f"{sent} people told by e-mail of what is new in the searches they keep."


def news(search: SavedSearch) -> list[Review]:
    """What a search finds that has become public since its owner was last told."""
    query = Query.of(QueryDict(search.query))
    hits = Query(query.words, query.filters, Sort.DAY).found(size=LOOKED_THROUGH).hits
    return [hit.review for hit in hits if hit.review.public_from > search.told_until]


def _send(search: SavedSearch, new: list[Review], site: Site) -> None:
    context = {
        "name": search.name,
        "records": site.records(new),
        "page": f"{site.root}?{search.query}",
        "kept": settings.PUBLIC_ADDRESS + reverse("searches"),
    }
    subject = f"{len(new)} new in the repository for your search"
    send_mail(subject, render_to_string("searches/news.txt.jinja", context), None, [search.owner.email])
