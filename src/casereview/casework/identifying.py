"""A report read against the case's own record: what in it would tell a reader who the child is. Nothing leaves the machine."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from casereview.casework import reading
from casereview.casework.files import Opened
from casereview.documents import hidden, identifiability, store
from casereview.documents.identifiability import Hit, Person, Population, Record
from casereview.rules.codes import ChildRole, Ethnicity, Sex
from casereview.rules.involvement_codes import Person as Part

CHILDREN_OF_AN_AUTHORITY = 76_000
"""England's 11.6 million children (mid-2014) among 152 authorities: a board whose own number nobody has given has so many."""


def hits(file: Opened, document: str, name: str = "") -> tuple[Hit, ...]:
    """What a file has that would identify somebody of the case as it is known now, in order; last what hides in the file.

    `name` is that of a file which is not on the case yet.
    """
    return _hits(document, _Known(record(file)), reading.named(file).get(document, name))


class _Known:
    """A record of which two that say the same are the same, so that a file is not read twice against it."""

    def __init__(self, record: Record):
        self.record, self.said = record, repr(record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and other.said == self.said

    def __hash__(self) -> int:
        return hash(self.said)


@lru_cache(maxsize=8)
def _hits(document: str, known: _Known, name: str) -> tuple[Hit, ...]:
    found = identifiability.check(reading.text(document).pages, known.record)
    return (*found, *hidden.hits(_hiding(document), known.record, name))


@lru_cache(maxsize=8)
def _hiding(document: str) -> tuple[hidden.Find, ...]:
    return hidden.find(store.read(document))


def record(file: Opened) -> Record:
    """What the record knows of a case, as the check takes it: the children, the day of the incident, and the area."""
    named: Mapping[int, Any] = {identity.child: identity for identity in file.identities}
    board: Any = file.board
    return Record(
        people=(*(_child(child, named.get(child.child)) for child in file.children), *_others(file)),
        days=tuple((incident.on, "the incident") for incident in file.incidents),
        traits=_traits(file),
        population=Population(CHILDREN_OF_AN_AUTHORITY * max(1, len(getattr(board, "authority_codes", ())))),
    )


def _others(file: Opened) -> Iterator[Person]:
    """Those of the family, and the practitioners, whose names are on the record of the review."""
    for name, part in sorted({(one.who, Part.words_for(one.person)) for one in file.involvements if one.who}):
        yield Person(name=name, part=part[0].lower() + part[1:])


def _child(child: Any, identity: Any) -> Person:
    name = " ".join(part for part in (identity.forenames, identity.surname) if part) if identity else ""
    aliases = identity.also_known_as.replace(";", ",").split(",") if identity else []
    return Person(
        name=name,
        part="the child who did the harm" if child.role == ChildRole.PERPETRATOR else "the child",
        child=True,
        aliases=tuple(alias.strip() for alias in aliases if alias.strip()),
        born=child.born,
        died=child.died,
    )


GENDERED = {Sex.FEMALE: "girl", Sex.MALE: "boy"}


def _traits(file: Opened) -> dict[str, str]:
    """What is true of the child whom the review is about, as far as it is known here."""
    child: Any = next((one for one in file.children if one.role == ChildRole.VICTIM), None)
    if child is None:
        return {}
    on = file.incidents[0].on if file.incidents else None
    found = {
        "sex": GENDERED.get(child.sex, ""),
        "age": str(_years(child.born, on) or "") if child.born and on else "",
        "ethnicity": Ethnicity.words_for(child.ethnicity),
        "siblings": str(len(file.children) - 1) if len(file.children) > 1 else "",
    }
    return {trait: value for trait, value in found.items() if value}


def _years(born: Any, on: Any) -> int:
    return int(on.year - born.year - ((on.month, on.day) < (born.month, born.day)))
