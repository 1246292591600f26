"""The cases that are under way on the day of loading: at every stage, with clocks that run, fall due and are overdue.

Most are of the place where the people of the sample sign-ins work; the panel's come from all over.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from casereview.casework import drafts
from casereview.guidance.days import Span, before
from casereview.rules.codes import AbuseOrNeglect, IncidentKind, Matter, Position, ProposedRoute, Role, View
from casereview.rules.figures import Period
from casereview.sample import circumstances, papers, people, stories
from casereview.sample.circumstances import CRITERIA_MET, CRITERIA_NOT_MET
from casereview.sample.diary import DAY, meeting_from, meeting_in, working_day
from casereview.sample.papers import DOUBTS, OVER_REVIEW, Doubt
from casereview.sample.places import DEMO
from casereview.sample.plan import Story, Strand
from casereview.sample.tale import Tale

Days = Mapping[str, date]

RAPID_REVIEW = Span(15, "working_days")
MONTH = timedelta(days=30)


def strands(today: date) -> list[Strand]:
    """What is under way on a day."""
    return [*_of_the_authority(today), *_of_the_board(today), *_of_the_panel(today)]


def _of_the_authority(today: date) -> list[Strand]:
    unsaid = partial(_notified, board_told=False)
    return [
        _case("the board is still to be told", unsaid, _noticed(_ago(today, 3), _ago(today, 1))),
        _case("the board should have been told", unsaid, _noticed(_ago(today, 7), _ago(today, 4))),
        _case(
            "withdrawn last week", stories.withdrawn, _noticed(_ago(today, 9), _ago(today, 8), withdrawn=_ago(today, 5))
        ),
    ]


def _of_the_board(today: date) -> list[Strand]:
    met, met_before = _last_meeting(today), _last_meeting(_last_meeting(today))
    completed = _decided_on(working_day(today - 10 * MONTH), reported=_ago(today, 12))
    return [
        _case("decision due today", _notified, _deciding_by(working_day(today))),
        _case("decision due in two days", _notified, _deciding_by(working_day(today + 2 * DAY))),
        _case("decision three days overdue", _notified, _deciding_by(_working_day_by(today - 3 * DAY))),
        _case("the panel is still to be told", partial(_decided, initiate=True), _decided_on(_ago(today, 2))),
        _case("papers are to be sent", partial(_decided, initiate=False, told=1), _decided_on(_ago(today, 6))),
        _case("papers are incomplete", _sent_incomplete, _submitted_on(_ago(today, 8), checked=_ago(today, 5))),
        _case("post-mortem results are pending", _premature, _submitted_on(_ago(today, 9), checked=_ago(today, 7))),
        _case("before the panel", _before_the_panel, _submitted_on(_ago(today, 7), checked=_ago(today, 6))),
        _case("referred back", partial(_referred_back, doubt="information_quantity"), _considered_on(met)),
        _case("a review has been promised", _promised, _considered_on(met_before, answered=_ago(today, 4))),
        _case("review overdue", stories.under_review, _decided_on(working_day(today - 8 * MONTH))),
        _case("report awaits publication", stories.report_completed_here, completed),
    ]


def _of_the_panel(today: date) -> list[Strand]:
    met_before = _last_meeting(_last_meeting(today))
    decided_late = _submitted_on(_ago(today, 10), late=40, checked=_ago(today, 8))
    decided = _decided_on(working_day(today - 14 * MONTH))
    proposed = {**decided, "reported": _ago(today, 20), "proposed": _ago(today, 9), "checked": _ago(today, 6)}
    return [
        _case("papers just in", _unchecked, _submitted_on(_ago(today, 1)), "Ternhaven"),
        _case("papers in since yesterday", _unchecked, _submitted_on(_ago(today, 2)), "Larkholm"),
        _case(
            "papers complete",
            _with_documents,
            _submitted_on(_ago(today, 6), checked=_ago(today, 4)),
            "Quillhaven",
        ),
        _case("decided late, without a word why", _late, decided_late, "Otterstow"),
        _case("a proposal not to publish", _proposed, proposed, "Weirholm"),
        _case("the board has explained", _explained, _considered_on(met_before, answered=_ago(today, 3)), "Sorrelby"),
        _case("the board has declined", _declined, _considered_on(met_before, answered=_ago(today, 5)), "Heronstow"),
    ]


def _case(name: str, story: Story, days: Days, place: str = DEMO) -> Strand:
    return Strand(1, story, Period(days["notified"], days["notified"]), {}, days, {}, place, "", name)


# ── Stories that have got so far ────────────────────────────────────────────────────────────────────────────────────


def _notified(tale: Tale, board_told: bool = True) -> None:
    tale.notified(*CRITERIA_MET, board_told=board_told)


def _decided(tale: Tale, *, initiate: bool, told: int | None = None, doubt: Doubt | None = None) -> None:
    tale.notified(*(CRITERIA_MET if initiate else doubt.of if doubt else CRITERIA_NOT_MET))
    tale.decided(initiate=initiate, told=told, doubt=doubt)


def _unchecked(tale: Tale) -> None:
    _decided(tale, initiate=False)
    tale.submitted()


def _before_the_panel(tale: Tale, documents: int = 0) -> None:
    _decided(tale, initiate=False)
    tale.submitted(documents=documents)
    tale.checked()


def _with_documents(tale: Tale) -> None:
    _before_the_panel(tale, documents=3)


def _sent_incomplete(tale: Tale) -> None:
    _decided(tale, initiate=False)
    tale.submitted(complete=False)
    tale.checked(complete=False)


def _premature(tale: Tale) -> None:
    tale.notified(circumstances.NATURAL_DEATH)
    tale.decided(initiate=False, told=None, doubt=DOUBTS["post_mortem"])
    tale.submitted()
    tale.checked()


def _late(tale: Tale) -> None:
    _decided(tale, initiate=False, doubt=DOUBTS["delay"])
    tale.submitted()
    tale.checked()


def _referred_back(tale: Tale, doubt: str) -> None:
    _advised(tale, DOUBTS[doubt], View.REFER_BACK)


def _promised(tale: Tale) -> None:
    _advised(tale, OVER_REVIEW, View.DISAGREE)
    tale.answered(Position.INITIATES, OVER_REVIEW.answer)


def _explained(tale: Tale) -> None:
    doubt = DOUBTS["abuse_or_neglect"]
    _advised(tale, doubt, View.REFER_BACK)
    tale.answered(Position.EXPLAINS, doubt.answer)


def _declined(tale: Tale) -> None:
    _advised(tale, OVER_REVIEW, View.DISAGREE)
    tale.answered(Position.DECLINES, papers.STANDS_BY_IT)


def _advised(tale: Tale, doubt: Doubt, view: View) -> None:
    _decided(tale, initiate=False, doubt=doubt)
    tale.submitted()
    tale.checked()
    tale.advised(view, grounds=doubt.grounds, text=doubt.writes)


def _proposed(tale: Tale) -> None:
    stories.report_awaits_publication(tale)
    tale.submitted(Matter.NON_PUBLICATION, route=ProposedRoute.NOT_PUBLISHED, documents=2)
    tale.checked()


# ── Not sent yet ────────────────────────────────────────────────────────────────────────────────────────────────────


def begin_a_draft(today: date) -> None:
    """A notification half written, to be sent by the next working day: aware of four working days ago."""
    aware, happened = _ago(today, 4), _ago(today, 5)
    drafts.begin(
        "notification",
        by=people.signing_in(Role.NOTIFIER),
        answers={
            "aware": {"aware_on": _typed(aware)},
            "incident": {"incident_on": _typed(happened)},
            "kind": {"kind": IncidentKind.SERIOUS_HARM},
            "abuse": {"abuse_or_neglect": AbuseOrNeglect.SUSPECTED},
        },
    )


def _typed(day: date) -> list[str]:
    """A day as it is typed into three boxes."""
    return [str(day.day), str(day.month), str(day.year)]


# ── Their days, counted back ────────────────────────────────────────────────────────────────────────────────────────


def _ago(day: date, working_days: int) -> date:
    """So many working days before a day."""
    return before(day, Span(working_days, "working_days"))


def _working_day_by(day: date) -> date:
    """The day itself where it is a working day; else the one before."""
    return day if working_day(day) == day else _ago(day, 1)


def _noticed(aware: date, notified: date, **then: date) -> Days:
    return {"incident": _ago(aware, 1), "aware": aware, "notified": notified, **then}


def _deciding_by(due: date) -> Days:
    """The days of a case whose rapid review is due on a day."""
    aware = before(due, RAPID_REVIEW)
    return _noticed(aware, working_day(aware + 2 * DAY))


def _decided_on(day: date, *, late: int = 0, **then: date) -> Days:
    """The days of a case decided on a day: in time, or so many working days later than that."""
    return _noticed(_ago(day, 13 + late), _ago(day, 11 + late), decided=day, **then)


def _submitted_on(day: date, *, late: int = 0, **then: date) -> Days:
    """The days of a case whose papers came on a day."""
    return _decided_on(_ago(day, 5), late=late, submitted=day, **then)


def _considered_on(day: date, **then: date) -> Days:
    """The days of a case that the panel considered at a meeting."""
    return {**_submitted_on(_ago(day, 12)), "checked": _ago(day, 9), "considered": day, **then}


def _last_meeting(day: date) -> date:
    """The panel's latest meeting before a day."""
    this_month = meeting_in(day.year, day.month)
    if this_month < day:
        return this_month
    month_before = day.replace(day=1) - DAY
    return meeting_from(month_before.replace(day=1))
