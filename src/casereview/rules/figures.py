"""The figures of the panel's annual report. A figure sorts each case into one pile or none; a number is a pile's size.

The definitions are those of the panel's second report (2015), paragraphs 2, 6 to 8, 19, 21, 22 and 29;
`docs/figures.md` sets out each of them. Nothing here is stored: the same files give the same figures.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from casereview.rules.codes import ContactKind, IncidentKind, Matter, Position, ProposedRoute, View
from casereview.rules.facts import Board, CaseFile, Contact, Notification, after, when

CONTACTS_BEGAN = date(2013, 6, 1)
"""The month of the panel's first meeting: a board "never in contact" has had none since (paragraphs 3 and 8)."""


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included. The panel's year runs from 1 July to 30 June."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"The period ends ({self.last}) before it begins ({self.first}).")

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def year_before(self) -> "Period":
        """The same period of the year before; 29 February becomes 28."""
        return Period(_year_before(self.first), _year_before(self.last))


def panel_year(beginning: int) -> Period:
    """The panel's year that begins on 1 July of a calendar year."""
    return Period(date(beginning, 7, 1), date(beginning + 1, 6, 30))


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


@dataclass(frozen=True, slots=True)
class Member:
    """One that is counted: a case, a notification of a case, a board, or a contact that belongs to no case."""

    reference: str
    """The case, or nothing where the member belongs to none."""
    name: str
    """What is listed: the case reference, the notification's id, the board's code, the contact's id."""
    on: date | None = field(default=None, compare=False)
    """The day that puts it in the period; of a board, its latest contact by the end of the period, if any."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Piles by name, in the order in which they are printed, with the members of each."""

    key: str
    title: str
    piles: Mapping[str, Sequence[Member]]
    subsets: Mapping[str, Sequence[Member]] = field(default_factory=dict)
    """Further lists within the piles, that are not piles: a sum of piles, or a part of one."""
    breakdowns: Mapping[str, Mapping[str, Sequence[Member]]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(len(members) for members in self.piles.values())

    def percentage(self, pile: str) -> int | None:
        """A pile as a whole percentage of the total; None of nothing."""
        return percentage(len(self.piles[pile]), self.total)


def percentage(part: int, whole: int) -> int | None:
    """A part as a whole percentage, halves up, as the report prints it; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


@dataclass(frozen=True, slots=True)
class National:
    """What the figures are counted from: every case file as at one day, the boards, and contacts with no case."""

    files: Sequence[CaseFile]
    boards: Sequence[Board]
    contacts: Sequence[Contact]
    regions: Mapping[str, str] = field(default_factory=dict)
    """Region by authority code."""


# ── Which pile ──────────────────────────────────────────────────────────────────────────────────────────────────────


def first_initiation_told_on(file: CaseFile) -> date | None:
    """The day the panel was told of the first decision to review, where no doubt of the panel's came before it.

    A review that began on the panel's advice is counted among the non-initiations (paragraph 6), not here.
    """
    decision = file.first_initiation
    if decision is None:
        return None
    doubts = [a for a in file.advice_on(Matter.NON_INITIATION) if a.view in (View.REFER_BACK, View.DISAGREE)]
    return None if any(when(doubt) < when(decision) for doubt in doubts) else decision.told_panel_on


def non_initiation(file: CaseFile) -> str | None:
    """The outcome of a decision not to review, by the case's first advice (paragraph 6)."""
    advice = file.advice_on(Matter.NON_INITIATION)
    if not advice:
        return None
    first, later = advice[0], advice[1:]
    responses = file.responses_on(Matter.NON_INITIATION)
    if first.view == View.AGREE:
        return "agreed"
    if any(decision.initiate for decision in after(file.decisions, first)):
        return "initiated"
    if any(a.view in (View.SATISFIED, View.AGREE) for a in later):
        return "satisfied"
    if (responses and responses[-1].position == Position.DECLINES) or any(a.view == View.NOTED for a in later):
        return "not_accepted"
    return "awaited"


def non_publication(file: CaseFile) -> str | None:
    """The outcome of a proposal not to publish: agreed by the route of the latest agreement (paragraphs 21 and 22)."""
    advice = file.advice_on(Matter.NON_PUBLICATION)
    if not advice:
        return None
    agreements = [a for a in advice if a.view == View.AGREE]
    responses = file.responses_on(Matter.NON_PUBLICATION)
    if agreements:
        return f"agreed_{agreements[-1].route or ProposedRoute.NOT_PUBLISHED}"
    if file.publications:
        return "disagreed_published"
    if responses and responses[-1].position == Position.DECLINES:
        return "disagreed_not_published"
    return "disagreed_awaited"


# ── The figures ─────────────────────────────────────────────────────────────────────────────────────────────────────


def notifications(national: National, period: Period) -> Figure:
    """Serious incident notifications not withdrawn (paragraph 2)."""
    members: list[Member] = []
    kinds: dict[str, list[Member]] = {kind.value: [] for kind in IncidentKind}
    regions: dict[str, list[Member]] = {}
    for file in national.files:
        for notification in file.standing_notifications:
            if notification.on in period:
                member = Member(file.reference, notification.id, notification.on)
                members.append(member)
                kinds.setdefault(kind_notified(file, notification), []).append(member)
                regions.setdefault(national.regions.get(notification.authority) or "not known", []).append(member)
    return Figure(
        "notifications",
        "Serious incident notifications",
        {"notifications": members},
        breakdowns={"incident_kind": _without_empty(kinds), "region": dict(sorted(regions.items()))},
    )


def initiations(national: National, period: Period) -> Figure:
    """Reviews that the panel was told a Chair had decided to hold (paragraphs 2, 6 and 7)."""
    told = ((file, first_initiation_told_on(file)) for file in national.files)
    members = [_case(file, on) for file, on in told if on in period]
    return Figure("initiations", "Reviews initiated", {"initiations": members})


NON_INITIATION_PILES = ("agreed", "initiated", "satisfied", "not_accepted", "awaited")
NON_PUBLICATION_PILES = (
    "agreed_not_published",
    "agreed_anonymous",
    "agreed_summary",
    "disagreed_published",
    "disagreed_not_published",
    "disagreed_awaited",
)


def non_initiations(national: National, period: Period) -> Figure:
    """Decisions not to review that the panel has advised on (paragraphs 6 and 7)."""
    piles = _piles(national.files, period, Matter.NON_INITIATION, NON_INITIATION_PILES, non_initiation)
    return Figure("non_initiations", "Decisions not to review", piles)


def completed_reports(national: National, period: Period) -> Figure:
    """Completed reports received where no proposal not to publish has been made (paragraphs 21 and 22)."""
    members = [
        _case(file, file.reports[0].on)
        for file in national.files
        if file.reports and file.reports[0].on in period and not file.submissions_on(Matter.NON_PUBLICATION)
    ]
    return Figure("completed_reports", "Completed reports received before publication", {"completed_reports": members})


def non_publications(national: National, period: Period) -> Figure:
    """Proposals not to publish that the panel has advised on (paragraphs 21 and 22)."""
    piles = _piles(national.files, period, Matter.NON_PUBLICATION, NON_PUBLICATION_PILES, non_publication)
    disagreed = [member for pile, members in piles.items() if pile.startswith("disagreed") for member in members]
    return Figure("non_publications", "Proposals not to publish", piles, subsets={"disagreed": disagreed})


def boards(national: National, period: Period) -> Figure:
    """Boards in being on the period's last day, in contact with the panel in the period or silent (paragraph 8)."""
    days = contact_days(national)
    since_the_panel_began = Period(min(CONTACTS_BEGAN, period.last), period.last)
    piles: dict[str, list[Member]] = {"contacted": [], "silent": []}
    never: list[Member] = []
    for board in national.boards:
        if not in_being(board, period.last):
            continue
        touched = [day for day in days.get(board.code, ()) if day <= period.last]
        member = Member("", board.code, max(touched, default=None))
        if any(day in period for day in touched):
            piles["contacted"].append(member)
            continue
        piles["silent"].append(member)
        if not any(day in since_the_panel_began for day in touched):
            never.append(member)
    return Figure("boards", "Boards in contact with the panel", piles, subsets={"never": never})


def out_of_remit(national: National, period: Period) -> Figure:
    """Approaches by people with no board, out of the panel's remit (paragraph 19)."""
    members = [
        Member("", contact.id, contact.on)
        for contact in national.contacts
        if contact.kind == ContactKind.OUT_OF_REMIT and contact.on in period
    ]
    return Figure("out_of_remit", "Approaches out of remit", {"out_of_remit": members})


def published_of_initiated(national: National, period: Period) -> Figure:
    """Reviews initiated in the period, on advice or not, by whether they have been published since (paragraph 29)."""
    piles: dict[str, list[Member]] = {"published": [], "not_published": []}
    for file in national.files:
        decision = file.first_initiation
        if decision is not None and decision.on in period:
            piles["published" if file.publications else "not_published"].append(_case(file, decision.on))
    return Figure("published_of_initiated", "Initiated reviews published since", piles)


FIGURES: tuple[Callable[[National, Period], Figure], ...] = (
    notifications,
    initiations,
    non_initiations,
    completed_reports,
    non_publications,
    boards,
    out_of_remit,
    published_of_initiated,
)


def figures(national: National, period: Period) -> dict[str, Figure]:
    """Every figure of a period, by key."""
    return {figure.key: figure for figure in (function(national, period) for function in FIGURES)}


# ── Parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def kind_notified(file: CaseFile, notification: Notification) -> str:
    """The kind of incident as it was notified: a child who dies later still counts as seriously harmed."""
    known_then = [incident for incident in file.incidents if incident.on <= notification.on] or file.incidents[:1]
    return (known_then[-1].kind if known_then else "") or "not_known"


def in_being(board: Board, day: date) -> bool:
    """Whether a board existed on a day; `until` is its last."""
    return (board.since is None or board.since <= day) and (board.until is None or day <= board.until)


def contact_days(national: National) -> dict[str, list[date]]:
    """By board, the days on which anything of it reached the panel, up to the day of the files."""
    days: dict[str, list[date]] = {}
    for file in national.files:
        reached = [decision.told_panel_on for decision in file.decisions if decision.told_panel_on]
        reached += [fact.on for facts in (file.submissions, file.responses, file.reports) for fact in facts]
        if reached:
            days.setdefault(file.board.code, []).extend(reached)
    for contact in national.contacts:
        if contact.board:
            days.setdefault(contact.board, []).append(contact.on)
    return days


def _case(file: CaseFile, on: date | None) -> Member:
    return Member(file.reference, file.reference, on)


def _piles(
    files: Iterable[CaseFile],
    period: Period,
    matter: Matter,
    names: Sequence[str],
    pile_of: Callable[[CaseFile], str | None],
) -> dict[str, list[Member]]:
    """The cases whose first advice on the matter falls in the period, each in its pile."""
    piles: dict[str, list[Member]] = {name: [] for name in names}
    for file in files:
        advice = file.advice_on(matter)
        if advice and advice[0].on in period and (pile := pile_of(file)):
            piles[pile].append(_case(file, advice[0].on))
    return piles


def _without_empty(piles: Mapping[str, Sequence[Member]]) -> dict[str, Sequence[Member]]:
    return {name: members for name, members in piles.items() if members}


def sizes(piles: Mapping[str, Sequence[Member]]) -> Counter[str]:
    """How many there are in each pile."""
    return Counter({name: len(members) for name, members in piles.items()})
