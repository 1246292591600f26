"""What hides in a web page."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from casereview.documents.readers import html
from casereview.documents.readers.hiding import Hiding, kinds, said

_UNSEEN = (
    (r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])", "not shown"),
    (r"font-size\s*:\s*[0-2](?:\.\d+)?\s*(?:px|pt|em)?\s*(?:;|$)", "tiny"),
    (r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?|white|rgb\(255,\s*255,\s*255\)|transparent)", "white or clear"),
    (r"(?:left|top|text-indent|margin-left)\s*:\s*-\d{3,}", "outside the page"),
)
_NAMED = ("alt", "title", "aria-label", "longdesc", "summary")


def find(data: bytes) -> Iterator[Hiding]:
    root = html.parsed(data)
    for one in root.iter():
        if isinstance(one, etree._Comment):
            yield Hiding(kinds.COMMENT, "comment in the page", said(one.text))
        elif isinstance(one.tag, str):
            yield from _element(one)


def _element(one: Any) -> Iterator[Hiding]:
    style = one.get("style") or ""
    why = next((why for pattern, why in _UNSEEN if re.search(pattern, style, re.I)), "")
    if one.get("hidden") is not None and one.tag != "script":
        why = "not shown"
    if why and (words := said(one.text_content())):
        yield Hiding(kinds.HIDDEN_TEXT, f"<{one.tag}>, {why}", words)
    if one.tag in ("template", "noscript") and (words := said(one.text_content())):
        yield Hiding(kinds.HIDDEN_TEXT, f"<{one.tag}>", words)
    if one.tag == "meta" and one.get("content") and (name := one.get("name") or one.get("property")):
        yield Hiding(kinds.METADATA, name, said(one.get("content")))
    if one.tag == "title" and (words := said(one.text_content())):
        yield Hiding(kinds.METADATA, "title", words)
    if one.tag in ("input", "textarea", "option") and one.get("value"):
        yield Hiding(kinds.FORM_FIELD, f"<{one.tag}> {one.get('name') or ''}".strip(), said(one.get("value")))
    if one.tag == "script":
        yield Hiding(kinds.SCRIPT, "script", said(one.text or one.get("src") or "a script"))
    for key, value in one.attrib.items():
        if key.startswith("on"):
            yield Hiding(kinds.SCRIPT, f"<{one.tag}> {key}", said(value))
        elif key.startswith("data-") and value.strip():
            yield Hiding(kinds.CUSTOM_DATA, f"<{one.tag}> {key}", said(value))
        elif key in _NAMED and value.strip():
            yield Hiding(kinds.ALT_TEXT, f"<{one.tag}> {key}", said(value))
        elif key in ("href", "src") and re.match(r"(?i)file:|[a-z]:\\|\\\\", value):
            yield Hiding(kinds.LINK, f"<{one.tag}>", said(value))
