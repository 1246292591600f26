"""Pseudonyms that give themselves away: beside the name that they stand for, or standing for two people."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from casereview.documents.identifying.record import Found, Pages, Person, Record, What, numbered


def find(pages: Pages, record: Record, names: Iterable[Found]) -> Iterator[Found]:
    """The first place of each pseudonym of the record that tells whose it is, or whose it is cannot be told.

    `names` are the names that were found in the same pages.
    """
    named: dict[str, Found] = {}
    for found in names:
        if found.what is What.NAME and found.whose:
            named.setdefault(found.whose, found)
    for pseudonym, people in used(record.people).items():
        if (place := _first(pages, pseudonym)) and (why := list(_faults(people, named))):
            yield Found(What.PSEUDONYM, *place, "; and ".join(why), people[0].name)


def _faults(people: list[Person], named: Mapping[str, Found]) -> Iterator[str]:
    """What is wrong with one pseudonym in these pages, each fault in words that go on from “This is …”."""
    if len(people) > 1:
        yield f"the pseudonym of {_listed(person.part for person in people)} alike"
    for person in people:
        if name := named.get(person.name):
            where = f"stands in this file as well, on page {name.page}: whoever reads both knows who it is"
            yield f"the pseudonym of {person.part}, whose name {where}"


def used(people: Iterable[Person]) -> dict[str, list[Person]]:
    """Each pseudonym of the record with those for whom it stands: one person, or it is of no use."""
    found: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if pseudonym := " ".join(person.pseudonym.split()):
            found[pseudonym].append(person)
    return dict(found)


def _first(pages: Pages, pseudonym: str) -> tuple[int, int, int] | None:
    """Where a pseudonym stands first: its page, start and end. “Mother” is one with its capital only."""
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, pseudonym.split())) + r"(?!\w)")
    found = ((number, match) for number, page in numbered(pages) if (match := pattern.search(page)))
    return next(((number, match.start(), match.end()) for number, match in found), None)


def _listed(parts: Iterable[str]) -> str:
    *others, last = parts
    return f"{', '.join(others)} and {last}"
