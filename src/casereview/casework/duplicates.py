"""Notifications that may be of the same incident, met before another is sent. They are linked by people, never deleted.

The department's own statistics tell of one incident notified twice, once for the victim and once for the perpetrator.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import jellyfish
from rapidfuzz.distance import JaroWinkler

from casereview.casework import files, standing
from casereview.casework.files import Opened
from casereview.casework.models import Incident
from casereview.rules.codes import Sex
from casereview.rules.permits import Who

NEAR = timedelta(days=45)
"""How far apart two accounts of the day of one incident may lie."""

ALIKE = 0.87
"""Jaro-Winkler similarity from which two name parts are taken for one, measured on misspelt names (stack notes)."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A case that may be of the same incident, and each reason to think so, in words."""

    file: Opened
    reasons: Sequence[str]


def likely(*, by: Who, incident_on: date, children: Sequence[Mapping[str, Any]]) -> list[Likely]:
    """Cases of the person's own authority that a new notification may duplicate, likeliest first.

    A case is likely where its incident was near that day and one of its children has the same sex (or one not known)
    and a near name or birth date.
    """
    near = Incident.objects.filter(on__range=(incident_on - NEAR, incident_on + NEAR)).values("case")
    own = list(standing.cases(by).filter(case__in=near).values_list("case", flat=True))
    opened = files.open_files(own, by=by, purpose="duplicates") if own else []
    found = []
    for file in opened:
        reasons = list(_reasons(file, children, incident_on))
        if reasons:
            found.append(Likely(file, reasons))
    return sorted(found, key=lambda one: -len(one.reasons))


def _reasons(file: Opened, children: Sequence[Mapping[str, Any]], incident_on: date) -> Iterator[str]:
    alike = list(dict.fromkeys(reason for child in children for reason in _same_child(file, child)))
    apart = min((abs(incident.on - incident_on) for incident in file.incidents), default=NEAR)
    if alike and apart <= NEAR:
        yield from alike
        yield _days_apart(apart.days)


def _days_apart(days: int) -> str:
    if days == 0:
        return "the incidents were on the same day"
    return f"the incidents were {days} day{'s' if days > 1 else ''} apart"


def _same_child(file: Opened, child: Mapping[str, Any]) -> Iterator[str]:
    for other in file.children:
        if _other_sex(child.get("sex", ""), other.sex):
            continue
        names = [identity for identity in file.identities if identity.child == other.child]
        if any(_near_name(child, identity) for identity in names):
            yield "a child has the same or a similar name"
        if child.get("born") and other.born and near_birth_dates(child["born"], other.born):
            yield "a child has the same or a similar date of birth"


def _other_sex(one: str, other: str) -> bool:
    """Whether both are known, and differ."""
    return one != other and not {one, other} & {"", Sex.NOT_KNOWN}


def _near_name(child: Mapping[str, Any], identity: Any) -> bool:
    """Whether surnames are alike and, where both are known, forenames too; or a name is one that is also used."""
    surname = near_words(child.get("surname", ""), identity.surname)
    forenames = near_words(child.get("forenames", ""), f"{identity.forenames} {identity.also_known_as}")
    unknown = not child.get("forenames") or not identity.forenames
    return (surname and (forenames or unknown)) or (forenames and not (child.get("surname") and identity.surname))


def near_words(one: str, other: str) -> bool:
    """Whether any word of one name is any word of the other, allowing for a slip, or for another spelling of the sound."""
    ours, theirs = one.casefold().split(), other.casefold().split()
    return any(
        JaroWinkler.similarity(a, b) >= ALIKE or (len(a) > 2 and jellyfish.metaphone(a) == jellyfish.metaphone(b))
        for a in ours
        for b in theirs
    )


def near_birth_dates(one: date, other: date) -> bool:
    """Whether two birth dates are the same, a few days apart, or the same but for day and month changed about."""
    swapped = (one.month, one.day) == (other.day, other.month) and one.year == other.year
    a_slip = sum(x != y for x, y in zip(one.isoformat(), other.isoformat(), strict=True)) == 1
    return abs((one - other).days) <= 3 or swapped or a_slip
