"""The text of a web page: what it shows, without its scripts and styles."""

import re
from typing import Any

from lxml import etree
from lxml import html as parser

from casereview.documents.readers import plain
from casereview.documents.readers.refusing import Unreadable

SILENT = {"script", "style", "head", "template", "noscript", "svg", "iframe", "object"}
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr"
        " li main nav ol p pre section table tr ul title body",
    )
)


def read(data: bytes) -> dict[str, Any]:
    root = parsed(data)
    title = root.find(".//title")
    heading = root.find(".//h1")
    names = {
        (meta.get("name") or "").lower(): meta.get("content") or "" for meta in root.iter("meta") if meta.get("name")
    }
    if title is not None:
        names["title"] = " ".join(title.text_content().split())
    text = "\n".join(" ".join(line.split()) for line in shown(root).split("\n"))
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return {
        "pages": plain.pages(text.strip()),
        "metadata": {key: value for key, value in names.items() if value},
        "largest": heading.text_content() if heading is not None else "",
    }


def parsed(data: bytes) -> Any:
    """The page as a tree. HTML knows no entities of its own making, so none is expanded."""
    reading = parser.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8" if _is_utf8(data) else None)
    try:
        root = parser.document_fromstring(data, parser=reading, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable(f"is a damaged web page ({fault})") from fault
    return root


def shown(root: Any) -> str:
    """The words of the page, a line for each block."""
    parts: list[str] = []
    stack: list[Any] = [(root, False)]
    while stack:
        one, done = stack.pop()
        block = isinstance(one.tag, str) and one.tag in BLOCKS
        if done:
            parts.append("\n" if block else "")
            parts.append(one.tail or "")
            continue
        if not isinstance(one.tag, str) or one.tag in SILENT:
            parts.append(one.tail or "")
            continue
        parts.append("\n" if block else "")
        parts.append(one.text or "")
        stack.append((one, True))
        stack.extend((child, False) for child in reversed(one))
        if one.tag in ("td", "th"):
            parts.insert(len(parts) - 1, "\t")
    return "".join(parts)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
