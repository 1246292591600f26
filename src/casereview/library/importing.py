"""Records of other catalogues taken in: CSV, Excel workbooks, BibTeX and RIS. Each becomes a draft, or is published at once."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import bibtexparser
import rispy

from casereview.ledger.models import Refused
from casereview.library import acts, themes
from casereview.library.codes import AgeBand, Method, Origin, Outcome, PointKind, ReviewKind
from casereview.library.models import Deposit, Version
from casereview.library.proposing import KINDS, as_day
from casereview.rules.codes import Code
from casereview.rules.permits import Who
from casereview.spreadsheets import tables, workbooks

READ = {".csv", ".xlsx", ".bib", ".ris"}

COLUMNS = {
    "title": ("title", "name", "report", "t1", "ti"),
    "board": ("board", "lscb", "body", "publisher", "organisation", "institution", "partnership", "corporate author"),
    "author": ("author", "authors", "reviewer"),
    "abstract": ("abstract", "summary", "headline", "description", "ab", "n2"),
    "published_on": (
        "published_on",
        "published",
        "publication date",
        "date published",
        "date",
        "year",
        "publication year",
        "da",
        "py",
    ),
    "kind": ("kind", "type", "kind of review", "review type"),
    "outcome": ("outcome", "death or serious harm"),
    "age_band": ("age_band", "age", "age band"),
    "method": ("method", "model", "methodology"),
    "keywords": ("keywords", "themes", "subjects", "keyword"),
    "recommendations": ("recommendations",),
}
"""What other catalogues call what ours has."""


class NotACatalogue(ValueError):
    """A file that holds no records we can read; the message goes on from its name."""


@dataclass(slots=True)
class Taken:
    """What became of the records of a file: how many were taken, which were there already, and what was wrong with which."""

    taken: list[str] = field(default_factory=list)
    held: int = 0
    faults: list[str] = field(default_factory=list)


def take_in(
    path: Path, *, by: Who, on: date, publish: bool = False, tick: Callable[[int], object] = lambda _: None
) -> Taken:
    """Take in the records of a file. One with a fault stops none of the others."""
    found, held = Taken(), _held()
    for where, told in records(path):
        tick(1)
        try:
            answers = read(told)
            key = _key(answers)
            if key in held:
                found.held += 1
                continue
            found.taken.append(_one(answers, by=by, on=on, publish=publish))
            held.add(key)
        except Refused as refused:
            found.faults.append(f"{path.name}, {where}: {refused.message}")
    return found


def _one(answers: dict[str, Any], *, by: Who, on: date, publish: bool) -> str:
    """The identifier or the draft's key of one record."""
    if not answers.get("title"):
        raise Refused("has no title.", field="title")
    named = {name: answers.get(name, "") for name in ("title", "board")}
    deposit = acts.deposit(by=by, on=on, origin=Origin.CATALOGUE, **named)
    draft = acts.draft(by=by, answers=answers, deposit=deposit.id)
    return acts.publish(draft.key, by=by, on=on).entry_id if publish else draft.key


def _held() -> set[tuple[str, str, str]]:
    """What tells the records apart that are there already, or wait."""
    versions = Version.objects.values("title", "board", "published_on")
    waiting = Deposit.objects.filter(declined=None, origin=Origin.CATALOGUE).values("title", "board")
    return {_key(one) for one in (*versions, *waiting)}


def _key(answers: Mapping[str, Any]) -> tuple[str, str, str]:
    """A record's title and board; no year, as a deposit has none, and no title comes twice from one board."""
    plain = [re.sub(r"[\W_]+", " ", str(answers.get(name) or "").lower()).strip() for name in ("title", "board")]
    return plain[0], plain[1], ""


# ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def records(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each record of a file with where it stands, its values by the names that the file gives them."""
    kinds: dict[str, Callable[[Path], Iterator[tuple[str, dict[str, str]]]]] = {
        ".csv": _csv,
        ".xlsx": _workbook,
        ".bib": _bibtex,
        ".ris": _ris,
    }
    if path.suffix.lower() not in kinds:
        raise NotACatalogue("is no CSV, Excel workbook, BibTeX or RIS")
    found = None
    for found in kinds[path.suffix.lower()](path):
        yield found
    if found is None:
        raise NotACatalogue("holds no record that can be read")


def _csv(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    yield from _table(list(tables.read_csv(path)))


def _workbook(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        for _, rows in workbooks.read_workbook(path):
            yield from _table(rows)
    except workbooks.NotAWorkbook as wrong:
        raise NotACatalogue("is no Excel workbook that can be read") from wrong


def _table(rows: Sequence[tables.Row]) -> Iterator[tuple[str, dict[str, str]]]:
    if not rows:
        return
    header = [name.strip().lower() for name in rows[0].cells]
    for row in rows[1:]:
        yield f"line {row.line}", dict(zip(header, row.cells, strict=False))


def _bibtex(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    parser = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    for entry in bibtexparser.loads(path.read_text(encoding="utf-8-sig", errors="replace"), parser).entries:
        told = {str(name).lower(): re.sub(r"[{}]", "", str(value)) for name, value in entry.items()}
        told["kind"] = told.pop("type", "")
        if told.get("month") and told.get("year"):
            told["year"] = f"{told['month'].capitalize()} {told['year']}"
        yield f"entry {entry.get('ID', '')}", told


def _ris(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        found = rispy.loads(path.read_text(encoding="utf-8-sig", errors="replace"))
    except (OSError, ValueError) as wrong:
        raise NotACatalogue("is no RIS that can be read") from wrong
    for number, entry in enumerate(found, 1):
        told = {name: "; ".join(value) if isinstance(value, list) else str(value) for name, value in entry.items()}
        named = {
            "title": told.get("title") or told.get("primary_title", ""),
            "author": told.get("authors") or told.get("first_authors", ""),
            "date": (told.get("date") or told.get("publication_year") or told.get("year", ""))
            .strip("/")
            .replace("/", "-"),
            "abstract": told.get("abstract") or told.get("notes_abstract", ""),
        }
        yield f"record {number}", {**told, **named}


def read(told: Mapping[str, str]) -> dict[str, Any]:
    """A record as a draft's answers. What a value cannot be matched to is left out, for the cataloguer to say."""
    given = {
        name: next((told[one].strip() for one in others if (told.get(one) or "").strip()), "")
        for name, others in COLUMNS.items()
    }
    said = " ".join([given["kind"], given["title"]])
    kind = _chosen(ReviewKind, given["kind"]) or next((k for words, k in KINDS if re.search(words, said, re.I)), "")
    answers = {
        **{name: given[name] for name in ("title", "board", "author", "abstract")},
        "published_on": _day(given["published_on"]),
        "kind": kind or ReviewKind.SCR,
        "outcome": _chosen(Outcome, given["outcome"]),
        "age_band": _chosen(AgeBand, given["age_band"]),
        "method": _chosen(Method, given["method"]),
        "themes": {code: True for word in re.split(r"[;|,]", given["keywords"]) if (code := _theme(word))},
        "points": [
            {"kind": PointKind.RECOMMENDATION, "text": text.strip(), "addressed_to": "", "page": None}
            for text in re.split(r"[|\n]", given["recommendations"])
            if text.strip()
        ],
    }
    return {name: str(value) if isinstance(value, Code) else value for name, value in answers.items() if value}


def _day(text: str) -> str:
    """A day as the catalogue has it, from 2015-10-31, 2015-10, 31/10/2015 or words."""
    if match := re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?!\d)", text):
        return "-".join(part for part in match.groups() if part)
    if match := re.match(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text):
        day, month, year = match.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    return as_day(text)


def _chosen(codes: type[Code], text: str) -> str:
    """The code that a text names, by its value or its words."""
    plain = text.strip().lower()
    return next((one.value for one in codes if plain and plain in (one.value, one.words.lower())), "")


def _theme(word: str) -> str:
    """The theme that a keyword stands for, by its code, its label or what it is used for."""
    plain = word.strip().lower()
    for theme in themes.in_use():
        if plain and plain in (theme.code, theme.label.lower(), *map(str.lower, (*theme.used_for, *theme.seen_as))):
            return theme.code
    return ""
