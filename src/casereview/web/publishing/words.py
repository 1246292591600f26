"""What the pages of publication say: of approvals, of files, and of harm year by year."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from casereview.casework.files import Opened
from casereview.documents.identifiability import Record
from casereview.documents.identifying.pseudonyms import used
from casereview.rules import publishing
from casereview.rules.codes import PublicationRoute
from casereview.rules.figures import panel_year
from casereview.web.tags import day


def approvals(file: Opened) -> list[tuple[Any, str, bool]]:
    """Each approval, the words of its route, and whether it holds of the file as it now stands."""
    latest = publishing.current(file)
    holding = {
        one.id
        for route in PublicationRoute
        for one in (publishing.approvals(file, latest.document, route) if latest else ())
    }
    return [(one, PublicationRoute.words_for(one.route), one.id in holding) for one in file.approvals]


def given(record: Record) -> list[tuple[str, str, str]]:
    """What the case gives to the check by itself: what it is, its words, and whose or what it is."""
    found: list[tuple[str, str, str]] = []
    for one in record.people:
        found += [("Name", name, one.part) for name in (one.name, *one.aliases) if name]
        found += [
            ("Day", day(on), f"{what} of {one.part}") for on, what in ((one.born, "birth"), (one.died, "death")) if on
        ]
    found += [("Day", day(on), what) for on, what in record.days]
    return found + [(trait.capitalize(), value, "the child") for trait, value in record.traits.items()]


def glossary(record: Record) -> list[tuple[str, str, str]]:
    """What the report calls each person of the record: the name, who they are, and the pseudonym, if there is one."""
    return [(one.name, one.part, one.pseudonym) for one in record.people if one.name]


def more(kept: Any) -> str:
    """What else was entered of something that is to be kept out."""
    said = (
        "No longer looked for" if kept.withdrawn else "",
        f"Of {kept.whose}" if kept.whose else "",
        kept.relationship,
        f"Also {kept.also_known_as}" if kept.also_known_as else "",
        f"Born {day(kept.born)}" if kept.born else "",
        f"In the report: {kept.pseudonym}" if kept.pseudonym else "",
    )
    return ". ".join(one[0].upper() + one[1:] for one in said if one)


def doubled(record: Record) -> dict[str, str]:
    """Pseudonyms that stand for more than one person, with those people's names."""
    found = used(record.people).items()
    return {pseudonym: " and ".join(one.name for one in people) for pseudonym, people in found if len(people) > 1}


def attachment(name: str) -> str:
    """How a file is handed over: to be saved, never to be opened in the page."""
    plain = re.sub(r"[^A-Za-z0-9. _-]+", "_", name) or "report"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"


def short(document: str) -> str:
    """The beginning of a hash, enough to tell two files apart."""
    return document[:12]


def pages(numbers: Sequence[int]) -> str:
    """Page 3; pages 3, 7 and 9."""
    if len(numbers) == 1:
        return f"Page {numbers[0]}"
    shown = ", ".join(map(str, numbers[:-1]))
    return f"Pages {shown} and {numbers[-1]}"


def harm_by_year(files: Sequence[Opened]) -> list[tuple[str, list[tuple[Opened, Any]]]]:
    """Verified instances of harm by the panel's year in which they happened, latest first."""
    found: dict[str, list[tuple[Opened, Any]]] = defaultdict(list)
    for file in files:
        for harm in file.harms:
            found[_year(harm.on)].append((file, harm))
    return sorted(found.items(), reverse=True)


def published_by_year(files: Sequence[Opened]) -> dict[str, int]:
    """How many reports were published in each of the panel's years: what instances of harm are to be seen against."""
    found: dict[str, int] = defaultdict(int)
    for file in files:
        for one in file.publications[:1]:
            found[_year(one.on)] += 1
    return dict(found)


def _year(on: Any) -> str:
    year = panel_year(on.year if on.month >= 7 else on.year - 1)
    return f"{year.first.year}-{year.last.year % 100:02}"
