"""The panel's meetings: planned, with their agenda; the members' sealed views; and what the panel asks of a board.

The panel's second report, paragraphs 3 to 6; the panel's guidance of 2013, flowchart 1.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone

from casereview.casework.acts.act import act, written
from casereview.casework.acts.checks import chosen, new, new_id, no_impossible_days, not_before
from casereview.casework.acts.correcting import set_down_again
from casereview.casework.files import Opened
from casereview.casework.meetings import Planned, planned_meeting
from casereview.casework.models import Listing, Meeting, Opinion, PlannedMeeting, Request, Unsealing, Vote
from casereview.ledger.models import Recorded, Refused
from casereview.people import capacities
from casereview.rules import agenda, opinions, permits
from casereview.rules.codes import Asked, Cast, Ground, Matter, Role, View
from casereview.rules.permits import Who
from casereview.rules.words import listed_names


def plan_meeting(
    *, by: Who, day: date, on: date | None = None, note: str = "", token: str = "", recorded_at: datetime | None = None
) -> PlannedMeeting:
    """Plan a meeting of the panel, on a day of its cadence or on another."""

    def rows() -> Sequence[Recorded]:
        permits.agenda(by).require()
        row = PlannedMeeting(id=new_id(), on=on or timezone.localdate(), day=day, note=note)
        return [sound_meeting(row)]

    found: PlannedMeeting = written(rows, act="plan_meeting", by=by, token=token, recorded_at=recorded_at)
    return found


def sound_meeting(row: PlannedMeeting) -> PlannedMeeting:
    """The planned meeting, if it can be."""
    if row.day is None:
        raise Refused("Enter the day of the meeting.", field="day")
    taken = PlannedMeeting.objects.filter(day=row.day, corrected_by=None).exclude(id=row.corrects_id or "")
    if taken.exists():
        raise Refused(f"A meeting is planned for {row.day} already. Put the cases on that one's agenda.", field="day")
    no_impossible_days([row])
    return row


@act
def put_on(file: Opened, *, by: Who, on: date, meeting: str, matter: str) -> Sequence[Recorded]:
    """Confirm that a case is on the agenda of a planned meeting: what stands before the panel, as the file says."""
    permits.agenda(by).require()
    asked = chosen(Matter, matter, "matter")
    ids = planned(meeting).ids
    there = [one for one in agenda.listed(file, asked) if one.meeting in ids]
    if there:
        raise Refused(
            f"Case {file.reference} is on that agenda already: {capacities.name_of(there[-1].recorded_by)} put it there. "
            "It is on it once."
        )
    standing = agenda.stands(file)
    if standing is None or standing.matter != asked:
        raise Refused(
            f"Nothing of case {file.reference} stands before the panel now. Look at the case for what has come."
        )
    return [new(Listing, file, on=on, meeting=meeting, matter=matter, reason=standing.why)]


@act
def take_off(file: Opened, *, by: Who, listing: str, why: str) -> Sequence[Recorded]:
    """Take a case off an agenda. That it was on it, and why it is not, stay on the file."""
    permits.agenda(by).require()
    if not any(one.id == listing for one in (*file.listings, *file.corrected)):
        raise Refused("The case is on no such agenda.")
    was = Listing.objects.get(pk=listing)
    if was.taken_off:
        raise Refused("It has been taken off that agenda already.")
    row: Listing = set_down_again(was, needed=(), why=why, changes={"taken_off": True})
    row.case_id = file.reference
    return [row]


def planned(meeting: str) -> Planned:
    """A planned meeting; refused where there is none."""
    if (found := planned_meeting(meeting)) is None:
        raise Refused("There is no such meeting.", field="meeting")
    return found


# ── Before the meeting ──────────────────────────────────────────────────────────────────────────────────────────────


@act
def opine(
    file: Opened, *, by: Who, on: date, matter: str, view: str, grounds: Collection[str] = (), text: str = ""
) -> Sequence[Recorded]:
    """Give one's own view before the meeting. It is sealed until the turn closes, and may be changed until then."""
    permits.opine(by, file).require()
    asked, _ = chosen(Matter, matter, "matter"), chosen(View, view, "view")
    if not file.submissions_on(asked):
        raise Refused(f"The board has no papers on {asked.words.lower()} before the panel.", field="matter")
    if opinions.closed(file, asked):
        raise Refused("The turn has closed and the views are open. Say what you hold at the meeting.")
    if not text.strip():
        raise Refused("Say why: a view without grounds helps nobody at the meeting.", field="text")
    known_grounds(grounds)
    own = [one for one in opinions.of_this_turn(file, asked) if one.member == by.username]
    again = {"corrects_id": own[-1].id, "why": "Changed before the meeting."} if own else {}
    row = new(
        Opinion,
        file,
        on=on,
        member=by.username,
        matter=matter,
        view=view,
        grounds=";".join(grounds),
        text=text,
        **again,
    )
    no_impossible_days([row])
    return [row]


@act
def unseal(file: Opened, *, by: Who, on: date, matter: str) -> Sequence[Recorded]:
    """Close the turn: the members' views are shown, once all are in or the day of the meeting has come."""
    permits.unseal(by, file).require()
    asked = chosen(Matter, matter, "matter")
    if not file.submissions_on(asked):
        raise Refused(f"The board has no papers on {asked.words.lower()} before the panel.", field="matter")
    if opinions.closed(file, asked):
        raise Refused("The views on this are open already.")
    missing = awaited_views(file, asked, on)
    days = [planned(one.meeting).day for one in agenda.listed(file, asked)]
    if missing and not any(day <= on for day in days):
        raise Refused(
            f"The views of {listed_names(missing.values())} are not in. "
            "They are opened when all are, or on the day of the meeting."
        )
    row = new(Unsealing, file, on=on, matter=matter)
    no_impossible_days([row])
    return [row]


def awaited_views(file: Opened, matter: Matter, on: date) -> dict[str, str]:
    """The members whose view on a matter is not in, by username, with their names; whoever takes no part is not asked."""
    given = {one.member for one in opinions.of_this_turn(file, matter)}
    return {name: called for name, called in voters(file, on).items() if name not in given}


def voters(file: Opened, on: date) -> dict[str, str]:
    """Who may vote on a case on a day: the members in office who are not recused from it. By username, with their names."""
    held = {term.username: term.name for term in capacities.terms(Role.MEMBER) if term.holds(on)}
    return {username: name for username, name in held.items() if username not in file.recused}


@act
def ask(file: Opened, *, by: Who, on: date, matter: str, asked: str, text: str) -> Sequence[Recorded]:
    """Put on record what the panel asks of the board before it advises."""
    permits.ask(by, file).require()
    about = chosen(Matter, matter, "matter")
    chosen(Asked, asked, "asked")
    submissions = file.submissions_on(about)
    if not submissions:
        raise Refused(f"The board has no papers on {about.words.lower()} before the panel.", field="matter")
    not_before(on, submissions[-1], words="the papers came")
    if not text.strip():
        raise Refused("Say what is asked for, so that the board knows what to answer.", field="text")
    row = new(Request, file, on=on, matter=matter, asked=asked, text=text)
    no_impossible_days([row])
    return [row]


# ── At the meeting ──────────────────────────────────────────────────────────────────────────────────────────────────


def in_office(members: Collection[str], on: date) -> None:
    """Refuse whoever holds no seat on the panel on a day, in words that say when their term ended."""
    terms = capacities.terms(Role.MEMBER)
    for username in members:
        own = [term for term in terms if term.username == username]
        if any(term.holds(on) for term in own):
            continue
        if ended := [term.until for term in own if term.until and term.until < on]:
            name = own[-1].name
            raise Refused(f"{name}’s term ended on {max(ended)}, before the meeting of {on}. Leave them out.")
        raise Refused(f"{capacities.name_of(username)} was not a member of the panel on {on}.")


def votes_on(
    file: Opened, advice: Recorded, on: date, votes: Mapping[str, tuple[str, str]], override: str, quorum: int
) -> list[Vote]:
    """The votes on advice, each with what a dissenting member holds; refused where they make no quorum and nothing says why."""
    in_office(votes, on)
    may = voters(file, on)
    for username in votes:
        if username not in may:
            raise Refused(f"{capacities.name_of(username)} takes no part in this case, and has no vote on it.")
    present = present_at(on)
    if present is not None and (absent := [name for name in votes if name not in present]):
        names = listed_names(capacities.name_of(name) for name in absent)
        raise Refused(f"{names} is not on record as present on {on}. Leave the vote empty, or correct the meeting.")
    if votes and len(votes) < quorum and not override.strip():
        raise Refused(
            f"{quorum} members make a quorum, and {len(votes)} took part in this case. Put it off to the next meeting, or say "
            "why the panel advises nonetheless.",
            field="override",
        )
    found = []
    for username, (cast, dissent) in votes.items():
        if chosen(Cast, cast, "votes") == Cast.AGAINST and not dissent.strip():
            raise Refused(f"Say what {capacities.name_of(username)} holds: dissent is kept as text with the advice.")
        found.append(new(Vote, file, on=on, advice=advice.pk, member=username, cast=cast, dissent=dissent))
    return found


def present_at(on: date) -> set[str] | None:
    """The members on record as present at the meeting of a day; None where nothing is."""
    held = Meeting.objects.filter(on=on, corrected_by=None).exclude(present="").last()
    return set(held.present.split(";")) if held else None


def known_grounds(grounds: Collection[str]) -> None:
    """Refuse what is no ground."""
    if unknown := [code for code in grounds if code not in Ground._value2member_map_]:
        raise Refused(f"“{unknown[0]}” is not a ground.", field="grounds")
