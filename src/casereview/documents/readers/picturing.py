"""A page of a PDF as a picture, to be shown beside its text."""

import io
from typing import Any

from PIL import Image, WebPImagePlugin  # noqa: F401 (the plugin is used by its name)

from casereview.documents.readers import pdf
from casereview.documents.readers.refusing import Unreadable

Image.preinit()  # which is done at the first picture otherwise, when nothing can be loaded any more

WIDTH = 900
"""Points across: readable beside the text, and light enough for a phone."""


def picture(data: bytes, name: str = "", number: int = 1) -> tuple[Any, bytes]:
    """One page, counted from 1, as WebP."""
    with pdf.opened(data) as document:
        if not 1 <= number <= len(document):
            raise Unreadable(f"has no page {number}")
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(WIDTH / max(1, width), 2 * WIDTH / max(1, height))
        out = io.BytesIO()
        page.render(scale=scale).to_pil().convert("RGB").save(out, "WEBP", quality=70, method=2)
        return {"width": round(width * scale), "height": round(height * scale)}, out.getvalue()
