"""The Jinja environment in which every page is rendered: what templates can name, and how they write dates and numbers.

A name or an attribute that does not exist is an error, never a blank on the page.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from django.conf import settings
from django.contrib.messages import get_messages
from django.db import DatabaseError
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from markupsafe import Markup, escape

from casereview import __version__
from casereview.ledger.models import SampleData
from casereview.rules import permits
from casereview.rules.permits import Who
from casereview.web import fields, sessions, tags

TEMPLATES = Path(__file__).parent / "templates"


def environment(**options: Any) -> jinja2.Environment:
    """The environment of our pages, for the TEMPLATES setting. Every template escapes, whatever its name."""
    made = jinja2.Environment(  # noqa: S701 (autoescape is on)
        **options
        | {
            "autoescape": True,
            "loader": jinja2.FileSystemLoader(TEMPLATES),
            "undefined": jinja2.StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
        }
    )
    made.globals.update(
        govuk=Components(),
        get_messages=get_messages,
        marker=sessions.marker,
        notice=sessions.notice,
        permits=permits,
        shown_as=fields.shown_as,
        static=static,
        tags=tags,
        url=url,
    )
    made.filters.update(
        counted=tags.counted,
        day=tags.day,
        days_in_words=tags.days_in_words,
        due=tags.due,
        moment=tags.moment,
        number=tags.number,
        percent=tags.percent,
    )
    return made


def every_page(request: HttpRequest) -> dict[str, Any]:
    """What every page is given besides its own: a context processor.

    An error page may come before the middleware that says who is asking.
    """
    return {
        "who": getattr(request, "who", Who(username="")),
        "capacities": getattr(request, "capacities", []),
        "sample": sample_data(),
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
        "version": __version__,
    }


def sample_data() -> bool:
    """Whether everybody and everything here is invented. A page that tells of a broken database cannot ask it."""
    try:
        return SampleData.objects.exists()
    except DatabaseError:
        return False


def url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args, kwargs=kwargs)


# ── GOV.UK's components ─────────────────────────────────────────────────────────────────────────────────────────────


class Components:
    """GOV.UK's components as functions of their parameters: `govuk.button(text="Save", name="save")`.

    Their macros ask for parameters that are not there, so they have an environment of their own, which forgives that.
    """

    def __getattr__(self, name: str) -> Callable[..., Markup]:
        if name.startswith("_"):
            raise AttributeError(name)
        macro = _macro(name)
        return lambda **parameters: macro(_safely(parameters))


GOVUK = jinja2.Environment(
    loader=jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}), autoescape=True
)


@cache
def _macro(name: str) -> Callable[[Any], Markup]:
    words = name.split("_")
    template = GOVUK.get_template(f"govuk_frontend_jinja/components/{'-'.join(words)}/macro.html")
    macro: Callable[[Any], Markup] = getattr(template.module, "govuk" + "".join(word.title() for word in words))
    return macro


def _safely(value: Any, name: str = "") -> Any:
    """Parameters in which HTML is HTML only where it is marked as such: a plain string given as `html` is escaped."""
    if isinstance(value, Mapping):
        return {key: _safely(inner, key) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_safely(inner) for inner in value]
    if isinstance(value, str) and (name == "html" or name.endswith("Html")):
        return escape(value)
    return value
