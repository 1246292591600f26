"""The task: everything that hides in a file, by its kind."""

from typing import Any

from casereview.documents.readers import kinds as files
from casereview.documents.readers.hiding import Hiding, excel, html, kinds, pdf, word

MOST_FINDS = 5_000
FINDERS = {files.PDF: pdf.find, files.WORD: word.find, files.EXCEL: excel.find, files.HTML: html.find}


def find(data: bytes, name: str = "") -> tuple[Any, bytes]:
    finder = FINDERS.get(files.kind(data))
    found = [Hiding(kinds.FILE_NAME, "the file’s name", name)] if name else []
    for one in finder(data) if finder else ():
        found.append(one)
        if len(found) >= MOST_FINDS:
            break
    return [tuple(one) for one in dict.fromkeys(found)], b""
