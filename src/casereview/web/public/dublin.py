"""Dublin Core: what harvesters take of a review, and what an entry page says of itself in its head."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from casereview.web.public import xml
from casereview.web.public.records import Record


def elements(record: Record) -> Iterator[tuple[str, str]]:
    """The elements of a record in their order, each as often as it has a value."""
    said = [
        ("title", record.title),
        ("creator", record.board),
        *(("subject", theme.label) for theme in record.themes),
        ("description", record.abstract),
        ("publisher", record.board),
        ("date", record.published),
        ("type", "Text"),
        ("type", record.kind),
        ("format", record.media_type),
        ("identifier", record.address),
        ("language", "en-GB"),
        ("rights", record.licence),
    ]
    return ((name, value) for name, value in said if value)


def oai_dc(record: Record) -> Element:
    """The record as `oai_dc`, the format that every harvester knows."""
    made = xml.root(
        "oai_dc:dc",
        xmlns_oai_dc=xml.OAI_DC,
        xmlns_dc=xml.DC,
        xmlns_xsi=xml.XSI,
        xsi_schemaLocation=f"{xml.OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    )
    for name, value in elements(record):
        xml.add(made, f"dc:{name}", value)
    return made
