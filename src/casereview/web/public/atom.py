"""Atom feeds: what is new in the repository, or among what a search finds."""

from collections.abc import Sequence
from datetime import UTC, datetime

from casereview.web.public import xml
from casereview.web.public.records import Record

EMPTY = datetime(
    2010, 6, 10, tzinfo=UTC
)  # when it was settled that overview reports are published; a feed needs some moment


def feed(records: Sequence[Record], *, title: str, address: str, page: str) -> bytes:
    """A feed, the latest first. `address` is its own and identifies it; `page` is where a person reads the same."""
    made = xml.root("feed", xmlns=xml.ATOM)
    made.set("xml:lang", "en-GB")
    xml.add(made, "title", title)
    xml.add(made, "id", address)
    xml.add(made, "updated", moment(max((record.updated for record in records), default=EMPTY)))
    xml.add(made, "link", rel="self", type="application/atom+xml", href=address)
    xml.add(made, "link", rel="alternate", type="text/html", href=page)
    for record in records:
        entry = xml.add(made, "entry")
        xml.add(entry, "title", record.title)
        xml.add(entry, "id", record.address)
        xml.add(entry, "updated", moment(record.updated))
        xml.add(xml.add(entry, "author"), "name", record.board)
        xml.add(entry, "link", rel="alternate", type="text/html", href=record.address)
        if record.file:
            xml.add(entry, "link", rel="enclosure", type=record.media_type, href=record.file)
        for theme in record.themes:
            xml.add(entry, "category", term=theme.key, label=theme.label)
        xml.add(entry, "rights", record.licence)
        xml.add(entry, "summary", record.abstract)
    return xml.written(made)


def moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
