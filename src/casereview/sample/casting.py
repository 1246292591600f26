"""Which board each tale is told of: so that those were in contact with the panel, and those silent, of whom it reported.

The table of the panel's first two years follows from its report's paragraph 8: 113 boards in contact and 33 silent in the
second year, 49 silent in the first, and five of the silent never in contact at all.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from casereview.rules.figures import CONTACTS_BEGAN, Period
from casereview.sample import places
from casereview.sample.periods import FIRST, SECOND
from casereview.sample.places import Board
from casereview.sample.tale import Tale

Years = frozenset[Period]

CONTACTED_IN = (
    (frozenset({FIRST, SECOND}), 69, (places.DEMO, *places.MERGING, *(joint[0] for joint in places.JOINT))),
    (frozenset({FIRST}), 28, ("Yarrowstow",)),
    (frozenset({SECOND}), 44, ("Vetchley",)),
    (frozenset[Period](), 5, ("Beehythe", "Figholm", "Foxglen", "Jayfold", "Voleford")),
)
"""In which of the years how many boards were in contact, and boards that are among them whatever the lot says."""

CORRESPONDENTS = ("Yarrowstow", "Vetchley")
"""Boards whose only contact was a letter or a nil return."""

NEVER = Period(CONTACTS_BEGAN, SECOND.last)
BETWEEN = timedelta(days=90)


def cast(tales: Sequence[Tale], *, seed: object, until: datetime) -> None:
    """Give each tale its board and authority; `until` is when the telling stops."""
    casting = Casting(seed, until)
    for tale in sorted(tales, key=lambda tale: (not tale.setting.place, Random(f"{seed}/{tale.setting.key}").random())):
        tale.board = casting.board_for(tale)
        own = [authority for authority in tale.board.authorities if authority.place == tale.setting.place]
        tale.authority = tale.rng.choice(own or tale.board.authorities)
    if silent := casting.still_silent():
        raise ValueError(f"No tale brings these boards into contact with the panel: {', '.join(silent)}.")


class Casting:
    """Which boards are to be in contact with the panel in which of the years, and which of them still owe it one."""

    def __init__(self, seed: object, until: datetime) -> None:
        self.until = until
        self.sizes = _sizes(Random(f"{seed}/sizes"))
        self.contacted = _contacted(Random(f"{seed}/boards"))
        self.owing = {code: set(years) for code, years in self.contacted.items()}
        for place in CORRESPONDENTS:
            self.owing[places.board_of(place).code].clear()

    def board_for(self, tale: Tale) -> Board:
        """The board of the place that the plan has settled, or one that could tell the tale."""
        touched = frozenset(year for year in (FIRST, SECOND) if any(day in year for day in tale.contacts))
        board = places.board_of(tale.setting.place) if tale.setting.place else self._drawn(tale, touched)
        self.owing.get(board.code, set()).difference_update(touched)
        return board

    def still_silent(self) -> list[str]:
        return sorted(code for code, years in self.owing.items() if years)

    def _drawn(self, tale: Tale, touched: Years) -> Board:
        """A board that could tell the tale: first of all one that owes the panel a contact which the tale brings."""
        able = [board for board in places.boards() if self._could_tell(board, tale, touched)]
        owing = [board for board in able if self.owing.get(board.code, set()) & touched]
        choice = owing or able
        return tale.rng.choices(choice, [self.sizes[board.code] for board in choice])[0]

    def _could_tell(self, board: Board, tale: Tale, touched: Years) -> bool:
        years = self.contacted.get(board.code)
        if years is None:  # begun since, by a merger
            return tale.days["notified"] >= board.since
        if tale.ends.date() > board.until or not touched <= years:
            return False
        if touched and _places(board) & set(CORRESPONDENTS):
            return False
        if not years and any(day in NEVER for day in tale.contacts):
            return False
        # The work lists of the sample sign-ins hold what `live` puts there, and nothing left over.
        return places.DEMO not in _places(board) or tale.ends < self.until - BETWEEN


def _contacted(rng: Random) -> dict[str, Years]:
    """In which of the two years each board of that time was in contact."""
    settled = {place for _, _, those in CONTACTED_IN for place in those}
    others = [board for board in places.boards() if board.since < FIRST.first and not _places(board) & settled]
    rng.shuffle(others)
    found: dict[str, Years] = {}
    for years, count, those in CONTACTED_IN:
        codes = [places.board_of(place).code for place in those]
        codes += [others.pop().code for _ in range(count - len(codes))]
        found |= dict.fromkeys(codes, years)
    return found


def _places(board: Board) -> set[str]:
    return {authority.place for authority in board.authorities}


def _sizes(rng: Random) -> dict[str, float]:
    """How many cases come to each board, more or less: few are large. That of the sample sign-ins has a history to show."""
    drawn = {board.code: rng.lognormvariate(0, 0.6) * len(board.authorities) for board in places.boards()}
    return drawn | {places.board_of(places.DEMO).code: 6.0}
