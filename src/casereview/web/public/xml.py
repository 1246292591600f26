"""XML as feeds and harvesters read it. What a report's text holds that XML cannot say is left out.

Names are written with their prefixes, and the root declares what they mean: the documents read as their standards print them.
"""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

ATOM = "http://www.w3.org/2005/Atom"
OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
DCT = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"

UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root(name: str, **attributes: str) -> Element:
    """A document; `xmlns_dc` declares the prefix `dc`."""
    return Element(name, {_prefixed(key): value for key, value in attributes.items()})


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    made = SubElement(parent, name, {_prefixed(key): said(value) for key, value in attributes.items()})
    made.text = said(text) or None
    return made


def _prefixed(key: str) -> str:
    """`xsi_type` is xsi:type, and `xmlns_oai_dc` declares oai_dc."""
    prefix, _, name = key.partition("_")
    return f"{prefix}:{name}" if name else key


def said(text: str) -> str:
    return UNSAYABLE.sub("", text)


def written(document: Element) -> bytes:
    indent(document, " ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(document, encoding="utf-8") + b"\n"
