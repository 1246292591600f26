"""The members' own views before a meeting: sealed until the turn closes, so that no one follows another.

The turn on a matter closes when the secretariat opens the views, or when the panel has advised: whichever comes first
after a view was given.
"""

from collections.abc import Sequence

from casereview.rules.codes import Matter
from casereview.rules.facts import CaseFile, Fact, Opinion, after


def is_open(file: CaseFile, opinion: Opinion) -> bool:
    """Whether the turn in which a view was given has closed, so that it is shown."""
    matter = Matter(opinion.matter)
    closing: list[Fact] = [*file.advice_on(matter), *(one for one in file.unsealings if one.matter == matter)]
    return any(one.recorded_at >= opinion.recorded_at for one in closing)


def sealed(file: CaseFile, username: str) -> set[str]:
    """The ids of views, and of their earlier versions, that are kept from a person: all that are not their own or open."""
    kept = [one for one in file.opinions if one.member != username and not is_open(file, one)]
    return {version for one in kept for version in file.versions(one)}


def of_this_turn(file: CaseFile, matter: Matter) -> list[Opinion]:
    """The views on the papers that are before the panel now: those given since it last advised."""
    views = [one for one in file.opinions if one.matter == matter]
    advice = file.advice_on(matter)
    return after(views, advice[-1]) if advice else views


def given(file: CaseFile) -> Sequence[tuple[Matter, str]]:
    """Who has given a view in the turn that is under way."""
    return [(matter, one.member) for matter in Matter for one in of_this_turn(file, matter)]


def closed(file: CaseFile, matter: Matter) -> bool:
    """Whether the turn on the papers before the panel has closed: nobody adds a view or changes one afterwards."""
    advice = file.advice_on(matter)
    opened = [one for one in file.unsealings if one.matter == matter]
    return bool(after(opened, advice[-1]) if advice else opened)
