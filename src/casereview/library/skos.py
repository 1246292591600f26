"""The themes' vocabulary in SKOS, out and in: so that other catalogues can use it, and we can use theirs."""

import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree as ET

from defusedxml import ElementTree as Safe
from defusedxml.common import DefusedXmlException

from casereview.ledger.models import Refused
from casereview.library import acts, themes
from casereview.library.models import Term
from casereview.library.themes import Theme
from casereview.rules.permits import Who

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"


def exported(root: str = "https://example.org/themes") -> bytes:
    """The vocabulary as SKOS in RDF/XML; `root` is the address beneath which each theme has its own."""
    for prefix, address in (("rdf", RDF), ("skos", SKOS), ("owl", OWL)):
        ET.register_namespace(prefix, address)
    tree = ET.Element(f"{{{RDF}}}RDF")
    scheme = ET.SubElement(tree, f"{{{SKOS}}}ConceptScheme", {f"{{{RDF}}}about": root})
    ET.SubElement(scheme, f"{{{SKOS}}}prefLabel", {_LANG: "en-GB"}).text = "Themes of published reviews"
    for theme in themes.vocabulary().values():
        tree.append(_concept(theme, root))
    ET.indent(tree)
    return bytes(ET.tostring(tree, encoding="utf-8", xml_declaration=True))


_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _concept(theme: Theme, root: str) -> ET.Element:
    concept = ET.Element(f"{{{SKOS}}}Concept", {f"{{{RDF}}}about": f"{root}/{theme.code}"})

    def say(name: str, *texts: str) -> None:
        for text in texts:
            if text:
                ET.SubElement(concept, f"{{{SKOS}}}{name}", {_LANG: "en-GB"}).text = text

    def point(name: str, *codes: str) -> None:
        for code in codes:
            ET.SubElement(concept, f"{{{SKOS}}}{name}", {f"{{{RDF}}}resource": f"{root}/{code}" if code else root})

    ET.SubElement(concept, f"{{{SKOS}}}notation").text = theme.code
    say("prefLabel", theme.label)
    say("altLabel", *theme.used_for)
    say("definition", theme.definition)
    say("scopeNote", theme.scope_note)
    point("broader", *theme.broader)
    point("narrower", *(one.code for one in themes.narrower(theme.code)))
    point("inScheme", "")
    if theme.retired:
        ET.SubElement(concept, f"{{{OWL}}}deprecated").text = "true"
    return concept


def read(content: bytes) -> list[Theme]:
    """The themes of a vocabulary in SKOS. Raises `Refused` where it is none."""
    try:
        tree = Safe.fromstring(content)
    except (ET.ParseError, DefusedXmlException, ValueError) as wrong:
        raise Refused("This file is not SKOS in RDF/XML.") from wrong
    found = [theme for concept in tree.iter(f"{{{SKOS}}}Concept") if (theme := _theme(concept))]
    if not found:
        raise Refused("This file has no concept of SKOS in it.")
    return found


def _theme(concept: ET.Element) -> Theme | None:
    def texts(name: str) -> Iterator[str]:
        for one in concept.findall(f"{{{SKOS}}}{name}"):
            if (one.text or "").strip() and one.get(_LANG, "en").lower().startswith("en"):
                yield " ".join((one.text or "").split())

    label = next(texts("prefLabel"), "")
    code = _code(next(texts("notation"), "") or _last(concept.get(f"{{{RDF}}}about", "")) or label)
    if not label or not code:
        return None
    broader = [_code(_last(one.get(f"{{{RDF}}}resource", ""))) for one in concept.findall(f"{{{SKOS}}}broader")]
    return Theme(
        code=code,
        label=label,
        definition=next(texts("definition"), ""),
        scope_note=next(texts("scopeNote"), ""),
        broader=tuple(one for one in broader if one),
        used_for=tuple(texts("altLabel")),
        retired=concept.findtext(f"{{{OWL}}}deprecated", "") == "true",
    )


def taken_in(content: bytes, *, by: Who, on: date) -> list[Term]:
    """Set down what a vocabulary in SKOS says otherwise than ours; answers with the terms that were set down."""
    held = themes.vocabulary()
    changed = [theme for theme in read(content) if not _same(theme, held.get(theme.code))]
    return [
        acts.define(
            by=by,
            on=on,
            code=theme.code,
            label=theme.label,
            definition=theme.definition,
            scope_note=theme.scope_note,
            broader=theme.broader,
            used_for=theme.used_for,
            retired=theme.retired,
            why="From a vocabulary in SKOS.",
        )
        for theme in changed
    ]


def _same(one: Theme, other: Theme | None) -> bool:
    said = ("label", "definition", "scope_note", "broader", "used_for", "retired")
    return other is not None and all(getattr(one, name) == getattr(other, name) for name in said)


def _last(address: str) -> str:
    return re.split(r"[/#]", address.rstrip("/#"))[-1]


def _code(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60]
