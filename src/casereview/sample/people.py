"""The invented people: those who can sign in, the panel's members, and all others whose names are on the records."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from casereview.people.acts import DEPARTMENT, PANEL, REPOSITORY
from casereview.people.models import Appointment, User
from casereview.rules.codes import Role
from casereview.rules.permits import Who
from casereview.sample import places
from casereview.sample.places import Authority, Board


class SignIn(NamedTuple):
    """Somebody who can sign in to the sample, and what they are there to show."""

    username: str
    password: str
    name: str
    role: Role
    organisation: str
    organisation_name: str
    since: date
    can: str


@cache
def sign_ins() -> tuple[SignIn, ...]:
    """One for each role; a second secretary, since nobody countersigns a letter of their own; a second manager, who approves.

    The notifier, the manager and the Chair are of one place, so that a case can go round them.
    """
    board = places.board_of(places.DEMO)
    [authority] = board.authorities
    at_the_authority = (authority.code, authority.name, date(2022, 1, 4))
    at_the_board = (board.code, board.partnership, date(2022, 1, 4))
    at_the_panel = (PANEL, "National panel", places.TRANSITION_BEGAN)
    at_the_department = (DEPARTMENT, "Department for Education", date(2021, 9, 6))
    at_the_repository = (REPOSITORY, "National repository", date(2021, 9, 6))
    return (
        SignIn(
            "nora",
            "lantern under the weir",
            "Nora Tansley",
            Role.NOTIFIER,
            *at_the_authority,
            "Notifies serious incidents for her authority, tells the board of them, and withdraws a notification.",
        ),
        SignIn(
            "marcus",
            "four kettles on a hill",
            "Marcus Oldroyd",
            Role.MANAGER,
            *at_the_board,
            "Keeps his board's cases moving: prepares decisions, tells the panel, sends it papers, records publication.",
        ),
        SignIn(
            "clare",
            "the otter reads at dusk",
            "Clare Whitlock",
            Role.CHAIR,
            *at_the_board,
            "Decides whether to hold a review, with reasons on each limb of the criteria.",
        ),
        SignIn(
            "dilys",
            "a lantern made of plums",
            "Dilys Marchbanks",
            Role.MANAGER,
            *at_the_board,
            "The deputy: approves a report of which Marcus decided what may stay, and assesses quality without seeing his view.",
        ),
        SignIn(
            "hettie",
            "a barge full of clocks",
            "Hettie Landray",
            Role.REVIEWER,
            *at_the_board,
            "Reviews: sees the terms, the chronology, the stages and the report of her own review, until her contract ends.",
        ),
        SignIn(
            "simon",
            "nine umbrellas by the door",
            "Simon Purefoy",
            Role.SECRETARY,
            *at_the_panel,
            "Checks what boards submit, puts the panel's advice on record, logs its meetings and correspondence.",
        ),
        SignIn(
            "una",
            "two spoons on the sill",
            "Una Corrigan",
            Role.SECRETARY,
            *at_the_panel,
            "The second officer: countersigns the letters that Simon writes, and issues them.",
        ),
        SignIn(
            "maeve",
            "a quiet fiddle in the rain",
            "Maeve Larkin",
            Role.MEMBER,
            *at_the_panel,
            "Reads what comes before the panel, and the national figures. Does not see who the children are.",
        ),
        SignIn(
            "desmond",
            "six herons on the towpath",
            "Desmond Okoro",
            Role.MEMBER,
            *at_the_panel,
            "A member who takes no part in one case: he finds it on no page, list, agenda, paper or figure.",
        ),
        SignIn(
            "anil",
            "marmalade before breakfast",
            "Anil Deshmukh",
            Role.ANALYST,
            *at_the_department,
            "Counts: the national figures as at any day and as known at any moment, without a name or a text.",
        ),
        SignIn(
            "robin",
            "seven ladders in the orchard",
            "Robin Fairweather",
            Role.CATALOGUER,
            *at_the_repository,
            "Keeps the national repository: catalogues what boards hand in, decides on themes, publishes and withdraws.",
        ),
    )


def people() -> list[dict[str, str]]:
    """The sign-ins as a page or a table shows them."""
    return [
        {
            "username": one.username,
            "password": one.password,
            "name": one.name,
            "role": one.role.words,
            "organisation": one.organisation_name,
            "code": one.organisation,
            "can": one.can,
        }
        for one in sign_ins()
    ]


def signing_in(role: Role) -> Who:
    """Who somebody with a sample sign-in is when they act: of two in one role, the first."""
    return who_signs_in(next(one.username for one in sign_ins() if one.role == role))


def who_signs_in(username: str) -> Who:
    """Who somebody is by the name under which they sign in."""
    one = next(one for one in sign_ins() if one.username == username)
    return Who(one.username, one.name, one.role, one.organisation, one.organisation_name)


# ── The panel ───────────────────────────────────────────────────────────────────────────────────────────────────────


class Term(NamedTuple):
    """A member's time on the panel; `until` is its last day. `extended` says when it was made longer or shorter."""

    name: str
    since: date
    until: date | None
    settled: date | None = None
    first_until: date | None = None


FIRST_MEETING = date(2013, 6, 10)
TWO_YEARS = date(2015, 6, 9)
ASKED_TO_STAY = date(2015, 3, 16)
LAST_OF_THE_FIRST = date(2018, 6, 28)

TERMS = (
    Term("Judith Penhallow", FIRST_MEETING, LAST_OF_THE_FIRST, ASKED_TO_STAY, TWO_YEARS),
    Term("Gareth Isbister", FIRST_MEETING, LAST_OF_THE_FIRST, ASKED_TO_STAY, TWO_YEARS),
    Term("Farida Rahmani", FIRST_MEETING, LAST_OF_THE_FIRST, ASKED_TO_STAY, TWO_YEARS),
    Term("Leonard Askwith", FIRST_MEETING, date(2015, 3, 31), ASKED_TO_STAY, TWO_YEARS),
    Term("Honor Trevanion", date(2015, 4, 1), LAST_OF_THE_FIRST),
    Term("Maeve Larkin", places.TRANSITION_BEGAN, None),
    Term("Desmond Okoro", places.TRANSITION_BEGAN, None),
    Term("Bridget Sallow", places.TRANSITION_BEGAN, None),
    Term("Imran Qadir", places.TRANSITION_BEGAN, None),
    Term("Tamsin Voyle", places.TRANSITION_BEGAN, None),
)
"""Of the first four members three stayed on in 2015 and one did not; a fifth came. In 2018 a new panel began."""


def members(on: date) -> list[str]:
    """The names of those who were members on a day."""
    return [term.name for term in TERMS if term.since <= on and (term.until is None or on <= term.until)]


def secretary(on: date) -> Who:
    """The panel's secretary on a day."""
    if on >= places.TRANSITION_BEGAN:
        return signing_in(Role.SECRETARY)
    return Who("philippa.garland", "Philippa Garland", Role.SECRETARY, PANEL, "National panel")


# ── Boards and authorities ──────────────────────────────────────────────────────────────────────────────────────────

FORENAMES = """
    Adele Agnes Alan Alastair Andrea Angus Anita Annette Arjun Arthur Beatrix Bernard Bethan Boyd Brenda Bronwen Callum
    Carys Cecily Clive Colette Conrad Corinne Cyril Daphne Deepa Delia Derek Dilys Donal Dora Edmund Eileen Elspeth Enid
    Esther Eunice Fergus Flora Francine Gavin Geraint Gillian Glenda Gwyneth Hamish Hazel Hector Hester Hilda Hugh Ingrid
    Iona Irene Isaac Ivor Joan Jolyon Kamal Keith Lavinia Leila Lorna Magnus""".split()
SURNAMES = """
    Abery Ackland Adeyemi Allardyce Amberson Anstey Arkell Athey Backhouse Bagshaw Balcombe Barraclough Bassi Beckwith
    Bellamy Benbow Birdsall Blackadder Boothroyd Bosworth Brackley Braithwaite Bransby Brightwell Brocklebank Bulmer
    Burnaby Cadwell Calloway Capstick Carrick Catterall Chaudhry Chilvers Cleasby Cockayne Coverdale Crabtree Cranwell
    Crowther Dalgleish Dandridge Darnley Deverell Dinsdale Drinkwater Duxbury Eastwell Eddowes Entwistle Fairclough
    Falconer Farrant Featherstone Fernihough Figgis Fothergill Gaskarth Gledhill Goodacre Gowland Greenhalgh Hackforth
    Halliwell Harbottle Hebblethwaite Heslop Hindmarsh Holroyd Inchbald Ingoldsby Jessop Kearsley Kettlewell Kirkbride
    Lambourne Langrish Leadbetter Lightfoot Longstaff Lovelace Maddison Marchbanks Mellor Metcalfe Micklethwait Murgatroyd
    Nettleship Nightingale Oakeshott Oldershaw Ormerod Outhwaite Pakenham Parmar Peverell Pickersgill Poskitt Quarmby
    Rainford Ravenscroft Redfearn Rigby Rowntree Satterthwaite Scholefield Shackleton Sidebottom Spofforth Stanhope
    Stockdale Sugden Swithenbank Tattersall Thackray Threlkeld Tordoff Umpleby Verity Wainwright Warburton Wetherell
    Widdowson Winterbottom Wolstenholme Yeadon""".split()

FIRST_TERM, TERM_OF_YEARS, TERMS_HELD = 2010, 6, 3


def notifier(authority: Authority, on: date) -> Who:
    """Who notifies for an authority on a day."""
    return _holder(Role.NOTIFIER, authority.code, authority.name, on, int(authority.code[1:]) % 1000)


def manager(board: Board, on: date) -> Who:
    """A board's business manager on a day."""
    return _holder(Role.MANAGER, board.code, _name_on(board, on), on, 200 + int(board.code[1:]))


def chair(board: Board, on: date) -> Who:
    """A board's Chair on a day."""
    return _holder(Role.CHAIR, board.code, _name_on(board, on), on, 400 + int(board.code[1:]))


def _name_on(board: Board, on: date) -> str:
    return board.partnership if on >= board.partners_from else board.name


def _holder(role: Role, organisation: str, organisation_name: str, on: date, post: int) -> Who:
    """Whoever holds a post: somebody else every six years and, of those with a sign-in, from their appointment on."""
    for one in sign_ins():
        if (one.role, one.organisation) == (role, organisation) and on >= one.since:
            return signing_in(role)
    term = min((on.year - FIRST_TERM) // TERM_OF_YEARS, TERMS_HELD - 1)
    return _who(role, organisation, organisation_name, post + 600 * term)


@cache
def _who(role: Role, organisation: str, organisation_name: str, number: int) -> Who:
    name = _name(number)
    return Who(username(name), name, role, organisation, organisation_name)


def _name(number: int) -> str:
    """A name for each number, none twice: neighbouring numbers are given names far apart."""
    shuffled = number * 3571 % (len(FORENAMES) * len(SURNAMES))
    surname, forename = divmod(shuffled, len(FORENAMES))
    return f"{FORENAMES[forename]} {SURNAMES[surname]}"


def username(name: str) -> str:
    return name.lower().replace(" ", ".")


def username_of(name: str) -> str:
    """The username of somebody by name: that of their sign-in, where they have one."""
    return next((one.username for one in sign_ins() if one.name == name), username(name))


# ── Their rows ──────────────────────────────────────────────────────────────────────────────────────────────────────


def enrol() -> dict[str, User]:
    """Make a user for each sign-in and each member of the panel; by name. Members without a sign-in cannot sign in."""
    found = {}
    for one in sign_ins():
        user = User(username=one.username, name=one.name, email=f"{one.username}@sample.example")
        user.set_password(one.password)
        found[one.name] = user
    for term in TERMS:
        if term.name not in found:
            user = User(username=username(term.name), name=term.name, is_active=term.until is None)
            user.set_unusable_password()
            found[term.name] = user
    User.objects.bulk_create(found.values())
    return found


Appointing = Callable[[Mapping[str, User]], Appointment]


def appointments() -> Iterator[tuple[date, str, Appointing]]:
    """Each appointment: the day on which it is recorded, the ledger's act, and its row. Corrections change a term."""
    for one in sign_ins():
        if one.role != Role.MEMBER:
            yield one.since, "appoint", partial(_appointment, one.name, one.role, one.organisation, one.since)
    for term in TERMS:
        appointment = partial(_appointment, term.name, Role.MEMBER, PANEL, term.since)
        yield term.since, "appoint", partial(appointment, until=term.first_until or term.until)
        if term.settled:
            yield term.settled, "correct", partial(appointment, until=term.until, changed=True)


def _appointment(
    name: str,
    role: Role,
    organisation: str,
    on: date,
    users: Mapping[str, User],
    until: date | None = None,
    changed: bool = False,
) -> Appointment:
    user = users[name]
    first = f"appointment-{user.username}"
    return Appointment(
        id=f"{first}-changed" if changed else first,
        on=on,
        user=user,
        role=role,
        organisation=organisation,
        until=until,
        corrects_id=first if changed else None,
        why="The Minister asked the members to stay on for two years more; one stepped down." if changed else "",
    )
