"""PDF from a template and data: tagged (PDF/UA-1), the same bytes from the same data, with nothing fetched from anywhere.

A template is typst's own language; `page.typ` is read before it and gives it `data`. Data come as JSON beside the
template and are never read as markup: what is typed into a form cannot typeset anything.
"""

import json
import re
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

FIXED = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment that a document says it was made at, where no other is given: the clock on the wall is not in the bytes."""


class NotTypeset(ValueError):
    """A document that cannot be typeset, such as one that could not be read aloud: no title, a picture with no words."""


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    title: str,
    at: datetime = FIXED,
    beside: Mapping[str, bytes] | None = None,
) -> bytes:
    """The PDF of a template with its data. `title` is what a reader's window says; headings become its bookmarks.

    `beside` are files that the template names, such as pictures. It can read no other.
    """
    if re.search(r'"@', template):
        raise NotTypeset("A template names a package. Packages are fetched from the network, and nothing here is.")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, content in {**(beside or {}), "main.typ": (_page() + template).encode()}.items():
            (folder / Path(name).name).write_bytes(content)
        try:
            return typst.compile(
                folder / "main.typ",
                root=folder,
                format="pdf",
                ignore_system_fonts=True,
                package_path=folder,
                package_cache_path=folder,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False), "title": title},
                pdf_standards="ua-1",
                timestamp=int(at.timestamp()),
            )
        except typst.TypstError as wrong:
            raise NotTypeset(str(wrong)) from wrong


@cache
def _page() -> str:
    return files("casereview.documents").joinpath("page.typ").read_text(encoding="utf-8")
