"""A report read against the case's own record: what in it would tell a reader who the child is. Nothing leaves the machine."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from casereview.casework import reading
from casereview.casework.files import Opened
from casereview.documents import hidden, identifiability, store, versions
from casereview.documents.extract import Unreadable
from casereview.documents.identifiability import Hit, Person, Population, Published, Record
from casereview.rules import publishing
from casereview.rules.codes import ChildRole, Ethnicity, Sex
from casereview.rules.involvement_codes import Person as Part
from casereview.rules.publishing_codes import OF_NOBODY, Kept

CHILDREN_OF_AN_AUTHORITY = 76_000
"""England's 11.6 million children (mid-2014) among 152 authorities: a board whose own number nobody has given has so many."""


def hits(file: Opened, document: str, name: str = "") -> tuple[Hit, ...]:
    """What a file has that would identify somebody of the case as it is known now, in order; then what hides in the file.

    Last comes what it tells together with another version that was released. `name` is that of a file which is not on the
    case yet.
    """
    found = _hits(document, _Known(record(file)), reading.named(file).get(document, name))
    others = [(other, how) for other, how in publishing.released(file).items() if other != document]
    return (*found, *(hit for other, how in others for hit in _beside(document, other, how)))


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
def _beside(document: str, other: str, released: str) -> tuple[Hit, ...]:
    try:
        pages = reading.text(other).pages
    except (store.NotKept, Unreadable):
        return (versions.not_compared(released),)
    return versions.hits(reading.text(document).pages, pages, released=released)


@lru_cache(maxsize=8)
def _hiding(document: str) -> tuple[hidden.Find, ...]:
    return hidden.find(store.read(document))


def record(file: Opened) -> Record:
    """What the record knows of a case, as the check takes it: what the case itself gives, and what was entered to be kept out."""
    kept: list[Any] = [one for one in file.kept_out if not one.withdrawn]
    texts: list[Any] = [one for one in file.press_texts if not one.withdrawn]
    own = given(file)
    return replace(
        own,
        people=_with(own.people, kept),
        places=_words(kept, Kept.PLACE),
        conditions=_words(kept, Kept.CONDITION),
        phrases=_words(kept, Kept.WORDS),
        published=tuple(Published(f"{one.source} of {one.on.day} {one.on:%B %Y}", one.text) for one in texts),
    )


def given(file: Opened) -> Record:
    """What the case gives by itself: the children, those who took part, the day of the incident, and the area."""
    named: Mapping[int, Any] = {identity.child: identity for identity in file.identities}
    board: Any = file.board
    return Record(
        people=(*(_child(child, named.get(child.child)) for child in file.children), *_others(file)),
        days=tuple((incident.on, "the incident") for incident in file.incidents),
        traits=_traits(file),
        population=Population(CHILDREN_OF_AN_AUTHORITY * max(1, len(getattr(board, "authority_codes", ())))),
    )


# ── People ──────────────────────────────────────────────────────────────────────────────────────────────────────────

SOMEBODY = "somebody of the case"


def _with(people: Sequence[Person], kept: Sequence[Any]) -> tuple[Person, ...]:
    """The people of a case with what was entered of each, found by name; those whom it did not name come last."""
    by_name = {_plain(one.name) or str(number): one for number, one in enumerate(people)}

    def known(name: str) -> Person:
        return by_name.get(_plain(name)) or Person(name=name, part=SOMEBODY)

    for one in kept:
        if one.kind == Kept.PERSON:
            by_name[_plain(one.words)] = _person(known(one.words), one)
    for one in kept:
        if one.kind != Kept.PERSON and one.kind not in OF_NOBODY:
            by_name[_plain(one.whose)] = _owner(known(one.whose), one)
    return tuple(by_name.values())


def _person(was: Person, entered: Any) -> Person:
    also = tuple(name.strip() for name in entered.also_known_as.replace(",", ";").split(";") if name.strip())
    return replace(
        was,
        part=entered.relationship or was.part,
        aliases=tuple(dict.fromkeys((*was.aliases, *also))),
        born=entered.born or was.born,
        pseudonym=entered.pseudonym or was.pseudonym,
    )


def _owner(was: Person, entered: Any) -> Person:
    """Somebody with what is theirs: a postcode is looked for as part of an address, and all numbers alike."""
    match entered.kind:
        case Kept.ADDRESS | Kept.POSTCODE:
            return replace(was, addresses=(*was.addresses, entered.words))
        case Kept.SCHOOL:
            return replace(was, schools=(*was.schools, entered.words))
        case Kept.SURGERY:
            return replace(was, surgeries=(*was.surgeries, entered.words))
    return replace(was, numbers=(*was.numbers, entered.words))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _words(kept: Sequence[Any], kind: Kept) -> tuple[str, ...]:
    return tuple(one.words for one in kept if one.kind == kind)


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
