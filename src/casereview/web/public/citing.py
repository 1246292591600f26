"""A review as it is cited: RIS and BibTeX for reference managers, and a line to paste."""

import re

from casereview.web.public.records import Record

TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
"""What TeX would take for a command of its own."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def plain(record: Record) -> str:
    """Northshire Safeguarding Children Board (2015) A review of … Serious case review, published 7 April 2015. https://…"""
    title = record.title.rstrip(".")
    ending = "" if title.endswith(("?", "!")) else "."
    when = f", published {record.published_in_words}" if record.published else ""
    return f"{record.board} ({record.year or 'no date'}) {title}{ending} {record.kind}{when}. {record.address}"


def ris(record: Record) -> str:
    """One reference in RIS, as reference managers import it: lines end with CRLF, and a value is one line."""
    lines = [
        ("TY", "RPRT"),
        ("ID", record.id),
        ("TI", record.title),
        ("AU", f"{record.board},"),  # the comma keeps a corporate author whole
        ("PB", record.board),
        ("M3", record.kind),
        ("PY", record.year),
        ("DA", _slashed(record.published)),
        ("AB", record.abstract),
        *(("KW", theme.label) for theme in record.themes),
        ("LA", "en"),
        ("UR", record.address),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines if value or tag == "ER")


def bibtex(record: Record) -> str:
    """One reference in BibTeX. The board stands in braces of its own, or it would be taken for a person's name."""
    fields = [
        ("title", f"{{{_tex(record.title)}}}"),
        ("author", f"{{{_tex(record.board)}}}"),
        ("institution", _tex(record.board)),
        ("type", _tex(record.kind)),
        ("year", record.year),
        ("month", MONTHS[record.month - 1] if record.month else ""),
        ("abstract", _tex(record.abstract)),
        ("keywords", _tex(", ".join(theme.label for theme in record.themes))),
        ("url", record.address),
        ("language", "english"),
    ]
    inside = ",\n".join(f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields if value)
    return f"@techreport{{{_key(record.id)},\n{inside}\n}}\n"


def line(record: Record) -> str:
    return plain(record) + "\n"


ONE = {"ris": ris, "bib": bibtex, "txt": line}
"""Each way to cite, by the ending of its file's name."""

KINDS = {
    "ris": "application/x-research-info-systems; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


def _slashed(published: str) -> str:
    """RIS has a place for each part of a date, and an empty one for a part that is not known: 2015/03//."""
    parts = [*published.split("-"), "", "", ""][:3]
    return "/".join(parts) + "/" if published else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return "".join(TEX.get(character, character) for character in _one_line(text))


def _key(id: str) -> str:
    return re.sub(r"[^A-Za-z0-9:-]", "-", id)
