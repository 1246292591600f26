"""Who of the family and of the practitioners had a part in a review, and who asked to be left alone. domain.md 6.5.

A wish not to be contacted holds until the same person says otherwise, and stops whatever would be sent to them.
"""

from collections.abc import Sequence

from casereview.rules.facts import CaseFile, Involvement
from casereview.rules.involvement_codes import PRACTITIONERS, Contact


def standing(file: CaseFile) -> list[Involvement]:
    """What was said last of each person, in the order in which they were first heard of."""
    latest: dict[tuple[str, str], Involvement] = {}
    for fact in file.involvements:
        latest[fact.person, fact.who.strip().casefold()] = fact
    return list(latest.values())


def left_alone(file: CaseFile) -> list[Involvement]:
    """Those whose latest word on it is that they do not want to be contacted."""
    wishes: dict[tuple[str, str], Involvement] = {}
    for fact in file.involvements:
        if fact.contact:
            wishes[fact.person, fact.who.strip().casefold()] = fact
    return [fact for fact in wishes.values() if fact.contact == Contact.LEAVE_ALONE]


def family_left_alone(file: CaseFile) -> Sequence[Involvement]:
    """Those of the family who do not want to be contacted."""
    return [fact for fact in left_alone(file) if fact.person not in PRACTITIONERS]
