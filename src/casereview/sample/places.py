"""The invented country: nine regions, 152 authorities and the boards that serve them. None of it is anywhere.

The numbers are England's in 2015: 152 authorities and 146 boards, since one board serves three authorities and four serve
two. In 2017 two boards merge; in 2019 each board gives way to safeguarding partners, on a day of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from casereview.people.models import Organisation
from casereview.rules.codes import OrganisationKind

REGIONS = {
    "Capital": """
        Aldermoss Amberholt Aspenthorpe Barleyhythe Bellcombe Betonygate Bramblehythe Briarstow Bryonywick Bulrushmere
        Burdockfen Campionby Cartergate Chandlerwick Cherrydale Chestnutmoor Clovermoor Cooperhythe Damsonby Drumholt
        Fennelstow Fiddleby Figholm Hazelthwaite Hollyhaven Lanternport Lindenport Lutewick Mallowbridge Medlarbridge
        Orchardgate Plovergate Quillhaven""",
    "North Fells": """
        Almondwick Anvilby Badgerholm Bitternfen Celandmere Chalkstow Comfreydale Coppermoor Cowslipholm Crakemere
        Cricketdale Curlewby Damselmere Dunlinport Fallowmere Finchwater Fletchwater Flintmere Foalwick Foxglen
        Frosthythe Fulmarness Galehaven""",
    "Southern Chalk": """
        Beehythe Cloudsmoor Coltmoor Gannetstow Godwitshore Gorsehaven Graylingford Harefold Harrierdale Hawkfold
        Heatherby Hedgehythe Heronstow Hivewick Hopfold Inkwater Jayfold Juniperdale Kestrelcombe""",
    "Western Combes": """
        Lapwingdale Larchcombe Larkholm Leveretdale Linnetsby Loamwick Maltwick Marlgate Marramshore Martenholt
        Merlinstow Mistlewater Moonsby Nettlehaven Oatmere Ochreby""",
    "Upper Wolds": """
        Ospreyhythe Otterstow Parchmoor Pearcombe Perchwater Petrelhaven Pinehaven Pipersmere Pipitmoor Poppyholt
        Potterness Quinceby Reedcombe Ripplemere Rookhythe""",
    "Mid Shires": """
        Brackenmere Rowanholt Rushwater Russetholt Sablecombe Saddlemere Saffronmoor Sallowhythe Samphireness Scribeholm
        Sedgehaven Silvermoss Siskinholt Slateholm""",
    "Border Vales": """
        Sloehaven Sorrelby Spindlewick Spinnerdale Springhythe Stoatwick Sunholt Swiftholme Tamariskby Tannermoor
        Tansyford Tawnyholm""",
    "Eastern Levels": """
        Tealwater Teaselthorpe Tenchmoor Ternhaven Thatcherby Thistlemere Thrushford Tidewick Turnstowe Umberdale
        Vetchley""",
    "Coastlands": """
        Voleford Wainholm Walnuthythe Weirholm Wheatcombe Wheelwick Willowhythe Wolfenmere Yarrowstow""",
}
"""Each region with its authorities."""

JOINT = (
    ("Ternhaven", "Tealwater", "Tidewick"),
    ("Larkholm", "Larchcombe"),
    ("Curlewby", "Crakemere"),
    ("Gorsehaven", "Godwitshore"),
    ("Lindenport", "Lanternport"),
)
"""The authorities that have one board between them."""

DEMO = "Brackenmere"
"""Where the people of the sample sign-ins work."""

MERGING = ("Pipitmoor", "Perchwater")
MERGER_SETTLED, MERGED_ON = date(2017, 3, 20), date(2017, 4, 1)
"""Two boards that become one, after the years that the panel's second report counts."""

BOARDS_BEGAN = date(2006, 4, 1)
TRANSITION_BEGAN = date(2018, 6, 29)
HANDED_OVER = (date(2019, 4, 1), date(2019, 6, 24), date(2019, 7, 8), date(2019, 9, 2), date(2019, 9, 29))
"""The days on which boards gave way to safeguarding partners; the last is the latest that the law allowed."""


@dataclass(frozen=True, slots=True)
class Authority:
    code: str
    place: str
    region: str

    @property
    def name(self) -> str:
        return f"{self.place} Council"


@dataclass(frozen=True, slots=True)
class Board:
    """A board, with the authorities that it serves. `until` is its last day."""

    code: str
    authorities: tuple[Authority, ...]
    partners_from: date
    since: date = BOARDS_BEGAN
    until: date = date.max

    @property
    def area(self) -> str:
        *others, last = (authority.place for authority in self.authorities)
        return f"{', '.join(others)} and {last}" if others else last

    @property
    def name(self) -> str:
        return f"{self.area} Local Safeguarding Children Board"

    @property
    def partnership(self) -> str:
        return f"{self.area} Safeguarding Children Partnership"

    @property
    def site(self) -> str:
        """The address of the board's own site, under a domain that can belong to nobody."""
        return f"https://www.{self.authorities[0].place.lower()}-safeguarding.example"


@cache
def authorities() -> tuple[Authority, ...]:
    """All authorities, in order of place. Their codes look like the real ones and are none of them."""
    regions = {place: region for region, places in REGIONS.items() for place in places.split()}
    return tuple(
        Authority(f"X06{number:06}", place, regions[place]) for number, place in enumerate(sorted(regions), start=1)
    )


@cache
def boards() -> tuple[Board, ...]:
    """All boards: the 146 of 2013 to 2016, and last the one that two of them become."""
    by_place = {authority.place: authority for authority in authorities()}
    shared = {place for places in JOINT for place in places}
    areas = sorted([*JOINT, *((place,) for place in by_place if place not in shared)])
    found = [
        Board(
            code=f"B{number:03}",
            authorities=tuple(by_place[place] for place in area),
            partners_from=HANDED_OVER[number % len(HANDED_OVER)],
            until=MERGED_ON - timedelta(days=1) if area[0] in MERGING else date.max,
        )
        for number, area in enumerate(areas, start=1)
    ]
    joined = Board(
        code=f"B{len(found) + 1:03}",
        authorities=tuple(by_place[place] for place in MERGING),
        partners_from=HANDED_OVER[-1],
        since=MERGED_ON,
    )
    return (*found, joined)


@cache
def board_of(place: str) -> Board:
    """The first board that served a place."""
    return next(board for board in boards() if any(authority.place == place for authority in board.authorities))


# ── The rows that say so ────────────────────────────────────────────────────────────────────────────────────────────


def beginnings() -> list[Organisation]:
    """The authorities and boards as first recorded."""
    return [
        *(_row(OrganisationKind.AUTHORITY, one.code, name=one.name, region=one.region) for one in authorities()),
        *(_board_row(board) for board in boards() if board.since == BOARDS_BEGAN),
    ]


def changes() -> Iterator[tuple[date, str, list[Organisation]]]:
    """What later becomes of the boards: the day on which it is recorded, the ledger's act, and the rows."""
    merging = [board for board in boards() if board.until < date.max]
    merged = [board for board in boards() if board.since == MERGED_ON]
    going_on = [board for board in boards() if board.until == date.max]
    yield MERGER_SETTLED, "correct", [_ended(board) for board in merging]
    yield MERGER_SETTLED, "begin", [_board_row(board) for board in merged]
    yield TRANSITION_BEGAN, "correct", [_to_be_handed_over(board) for board in going_on]
    for day in HANDED_OVER:
        yield day, "correct", [_handed_over(board) for board in going_on if board.partners_from == day]


def _ended(board: Board) -> Organisation:
    why = f"Merged on {MERGED_ON.day} {MERGED_ON:%B %Y}."
    return _board_row(board, "ended", until=board.until, corrects="", why=why)


def _to_be_handed_over(board: Board) -> Organisation:
    why = "The day from which safeguarding partners are to lead has been settled."
    return _board_row(board, "settled", partners_from=board.partners_from, corrects="", why=why)


def _handed_over(board: Board) -> Organisation:
    why = "Safeguarding partners lead from this day."
    given = {"name": board.partnership, "partners_from": board.partners_from}
    return _board_row(board, "partners", corrects="settled", why=why, **given)


def _board_row(board: Board, stage: str = "", *, corrects: str | None = None, **given: Any) -> Organisation:
    fields = {
        "name": board.name,
        "authorities": ";".join(authority.code for authority in board.authorities),
        "since": board.since,
        "corrects_id": None if corrects is None else _id(OrganisationKind.BOARD, board.code, corrects),
    }
    return _row(OrganisationKind.BOARD, board.code, stage, **{**fields, **given})


def _row(kind: OrganisationKind, code: str, stage: str = "", **fields: Any) -> Organisation:
    return Organisation(id=_id(kind, code, stage), kind=kind, code=code, **fields)


def _id(kind: OrganisationKind, code: str, stage: str) -> str:
    return ":".join(part for part in (kind, code, stage) if part)
