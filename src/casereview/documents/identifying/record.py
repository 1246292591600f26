"""What the check knows of a case, and what it finds. Files in, answers out: nothing here knows where a record is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the record names."""

    name: str
    part: str = "a person of the record"
    """Who this is, as a sentence has it: “the child”, “the mother”, “a social worker”."""

    child: bool = False
    """Whether the review is about this person: a child who died or was harmed, or a brother or sister."""

    aliases: tuple[str, ...] = ()
    born: date | None = None
    died: date | None = None
    addresses: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    surgeries: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    """Of any kind: NHS, UPN, National Insurance, telephone, vehicle, case. They are compared without their spaces."""

    pseudonym: str = ""
    """What the report calls this person in place of the name: “Child Q”, “Mother”."""


@dataclass(frozen=True, slots=True)
class Population:
    """The children of the board's area, for asking how many of them fit."""

    children: int
    shares: dict[str, dict[str, float]] = field(default_factory=dict)
    """By trait and value, such as `{"sex": {"girl": 0.488}}`; what is missing is taken from the country's."""


@dataclass(frozen=True, slots=True)
class Published:
    """What the press or a court has published about the case."""

    source: str
    """Where and when, as a sentence has it: “the Aldermarsh Gazette of 3 May 2015”."""

    text: str


@dataclass(frozen=True, slots=True)
class Record:
    people: tuple[Person, ...] = ()
    places: tuple[str, ...] = ()
    days: tuple[tuple[date, str], ...] = ()
    """Days and what they were: “the incident”, “the arrest”."""

    conditions: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    """Other words that are to be kept out, such as what a toy or a dog was called."""

    published: tuple[Published, ...] = ()
    """What a reader can find elsewhere, and lay beside the report."""

    traits: dict[str, str] = field(default_factory=dict)
    """Of the child, as `combinations` names them: sex, age, ethnicity, siblings, twin, death, place."""

    population: Population | None = None

    @property
    def children(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.child)


class What(StrEnum):
    NAME = "name"
    INITIALS = "initials"
    DATE = "date"
    AGE = "age"
    ADDRESS = "address"
    POSTCODE = "postcode"
    SCHOOL = "school"
    SURGERY = "surgery"
    PHONE = "telephone number"
    NHS_NUMBER = "NHS number"
    UPN = "unique pupil number"
    NI_NUMBER = "National Insurance number"
    VEHICLE = "vehicle mark"
    NUMBER = "number of the record"
    EMAIL = "e-mail address"
    WEB = "web address"
    PLACE = "place"
    CONDITION = "condition"
    WORDS = "words of the record"
    PSEUDONYM = "pseudonym"
    JOINS = "also in the press or a court’s text"
    COMBINATION = "combination"
    VERSION = "another version of the report"
    HIDDEN = "hidden in the file"


class Sure(StrEnum):
    EXACTLY = "as it is in the record"
    NEARLY = "nearly as it is in the record"
    ELSEWHERE = "as it stands there"
    BY_FORM = "by its form"
    UNSEEN = "where no reader sees it"


@dataclass(frozen=True, slots=True)
class Found:
    what: What
    page: int
    start: int
    end: int
    why: str
    whose: str = ""
    sure: Sure = Sure.EXACTLY


Pages = Sequence[str]


def numbered(pages: Pages) -> Iterator[tuple[int, str]]:
    return enumerate(pages, 1)
