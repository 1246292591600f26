"""A review in schema.org's words, for search engines and whoever else reads JSON-LD."""

import json
from typing import Any

from markupsafe import Markup

from casereview.web.public.records import Record

CONTEXT = "https://schema.org"


def report(record: Record) -> dict[str, Any]:
    said = {
        "@context": CONTEXT,
        "@type": "Report",
        "@id": record.address,
        "url": record.address,
        "identifier": record.id,
        "name": record.title,
        "abstract": record.abstract,
        "author": {"@type": "Organization", "name": record.board},
        "publisher": {"@type": "Organization", "name": record.board},
        "datePublished": record.published,
        "genre": record.kind,
        "about": [{"@type": "DefinedTerm", "name": theme.label, "termCode": theme.key} for theme in record.themes],
        "license": record.licence,
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "encoding": {"@type": "MediaObject", "contentUrl": record.file, "encodingFormat": record.media_type}
        if record.file
        else None,
    }
    return {name: value for name, value in said.items() if value not in ("", [], None)}


def dataset(name: str, description: str, address: str, licence: str, files: dict[str, str]) -> dict[str, Any]:
    """The catalogue as a whole: `files` are addresses by their media type."""
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": address,
        "license": licence,
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": where, "encodingFormat": kind} for kind, where in files.items()
        ],
    }


def script(said: dict[str, Any]) -> Markup:
    """The same inside a page, where search engines look for it: data, which no browser runs and no policy need allow."""
    text = json.dumps(said).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 (nothing in it can end it)


def written(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, indent=1)
