"""England's local authorities, and an unofficial list of the boards that serve them.

The authorities are the department's reference data (upper-tier and unitary, since 2009). No official list of boards was
found: this one has a board for each authority save for five known joint ones, which gives the 146 that the panel's second
report implies for 2014-15 (paragraph 8). Whoever runs the system corrects it as they learn better.
"""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from casereview.ledger import chain
from casereview.people.models import Organisation
from casereview.rules.codes import OrganisationKind

JOINT = {
    "Hammersmith and Fulham, Kensington and Chelsea and Westminster": ("205", "207", "213"),
    "City and Hackney": ("201", "204"),
    "Leicestershire and Rutland": ("855", "857"),
    "Bournemouth and Poole": ("837", "836"),
    "Cornwall and Isles of Scilly": ("908", "420"),
}
"""Boards that served several authorities, by the department's numbers of the authorities."""


@cache
def authorities() -> tuple[dict[str, str], ...]:
    """The authorities as the department's file gives them."""
    text = files("casereview.people").joinpath("england_authorities.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def load(*, by: str) -> tuple[int, int]:
    """Put those that are not there yet on record; returns how many authorities and boards were added."""
    with chain.writing():
        held = set(Organisation.objects.values_list("id", flat=True))
        found = [row for row in (*_authorities(), *_boards()) if row.id not in held]
        chain.append(found, act="begin", by=by)
    kinds = [row.kind for row in found]
    return kinds.count(OrganisationKind.AUTHORITY), kinds.count(OrganisationKind.BOARD)


def _authorities() -> Iterator[Organisation]:
    for row in authorities():
        yield _organisation(
            OrganisationKind.AUTHORITY, row["ons_code"], [row], name=row["name"], region=row["region_name"]
        )


def _boards() -> Iterator[Organisation]:
    by_number: dict[str, list[dict[str, str]]] = {}
    for row in authorities():  # a number outlives a change of boundaries; an ONS code does not
        by_number.setdefault(row["dfe_la_number"], []).append(row)
    shared = {number for numbers in JOINT.values() for number in numbers}
    alone = [(rows[-1]["name"], (number,)) for number, rows in by_number.items() if number not in shared]
    for name, numbers in [*JOINT.items(), *alone]:
        served = [row for number in numbers for row in by_number[number]]
        yield _organisation(
            OrganisationKind.BOARD,
            f"LSCB-{'-'.join(numbers)}",
            served,
            name=f"{name} Local Safeguarding Children Board",
            authorities=";".join(row["ons_code"] for row in served),
        )


def _organisation(kind: OrganisationKind, code: str, rows: list[dict[str, str]], **fields: Any) -> Organisation:
    ends = [row["valid_to"] for row in rows]
    return Organisation(
        id=f"{kind}:{code}",
        kind=kind,
        code=code,
        since=min(date.fromisoformat(row["valid_from"]) for row in rows),
        until=max(date.fromisoformat(end) for end in ends) if all(ends) else None,
        **fields,
    )
