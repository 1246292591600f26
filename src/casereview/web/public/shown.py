"""Answers of the public site: a page, or something that a program reads."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

PLACES = (
    ("Search", "repository"),
    ("Catalogue", "repository_catalogue"),
    ("Themes", "repository_themes"),
    ("Boards", "repository_boards"),
    ("Help", "repository_help"),
)


def shown(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """A page, with what the layout needs."""
    whole = {"places": _places(request), "alone": settings.PUBLIC_ALONE, **context}
    return render(request, f"public/{template}.jinja", whole, status=status)


def _places(request: HttpRequest) -> list[dict[str, Any]]:
    """The site's menu."""
    links = [(words, reverse(name)) for words, name in PLACES]
    return [{"text": words, "href": href, "current": request.path == href} for words, href in links]


def answer(body: bytes | str, kind: str, *, changed: datetime | None = None, name: str = "") -> HttpResponse:
    """A file or a document. `changed` is since when it is as it is, of what changes with its version alone.

    A feed has no such moment: when its latest entry is withdrawn, the next was there before.
    """
    response = HttpResponse(body, content_type=kind)
    response.changed = changed  # type: ignore[attr-defined]
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
