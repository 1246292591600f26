"""The sitemap, in parts of at most so many addresses, as search engines take it."""

from collections.abc import Iterable, Sequence
from datetime import date

from casereview.web.public import xml

MOST = 20_000
"""Addresses in one part. The protocol allows 50,000."""


def index(parts: Iterable[str]) -> bytes:
    made = xml.root("sitemapindex", xmlns=xml.SITEMAP)
    for address in parts:
        xml.add(xml.add(made, "sitemap"), "loc", address)
    return xml.written(made)


def part(addresses: Sequence[tuple[str, date | None]]) -> bytes:
    """Addresses, each with the day on which it last changed where that is known."""
    made = xml.root("urlset", xmlns=xml.SITEMAP)
    for address, changed in addresses:
        entry = xml.add(made, "url")
        xml.add(entry, "loc", address)
        if changed:
            xml.add(entry, "lastmod", changed.isoformat())
    return xml.written(made)
