"""Every address of the public site, from its own URL table: one that is made tomorrow is in it by existing."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from django.urls import URLPattern, reverse

from casereview.web.public import urls

THEMES = ["neglect", *(f"zq9{where}theme" for where in ("draft", "embargoed", "withdrawn", "before"))]


def addresses(ids: list[str]) -> Iterator[str]:
    """Every address, with every one of these entries and some numbers put in."""
    known: dict[str, list[Any]] = {
        "entry": ids, "id": ids, "number": [1, 2], "part": [1], "how": ["ris", "bib", "txt"], "theme": THEMES,
    }  # fmt: skip
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        names = sorted(pattern.pattern.converters or pattern.pattern.regex.groupindex)
        assert set(names) <= set(known), f"the test does not know what to put for {names}"
        assert pattern.name
        for values in product(*(known[name] for name in names)):
            yield reverse(pattern.name, kwargs=dict(zip(names, values, strict=True)))
