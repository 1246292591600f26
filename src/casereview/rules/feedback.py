"""What a board is told of itself: how timely and how complete it is, and how often it is sent back, beside all others.

There is no ranking: a board sees its own number and, of the others, the number in the middle. It is given only where so
many boards have one that it gives none of them away, and rounded, so that it is nobody's own. Report paragraphs 12 and 28.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from casereview.rules import packs
from casereview.rules.clocks import clocks
from casereview.rules.codes import CheckResult, Matter, View
from casereview.rules.facts import CaseFile
from casereview.rules.figures import Period

BOARDS_AT_LEAST = 10
"""Of so many other boards at least is the middle one told."""
CASES_AT_LEAST = 3
"""A board with fewer cases than these has no number to be compared with."""
ROUNDED_TO = {"days": 1, "percent": 5}


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that is told of a board: what it is, its unit, and the value that each case adds, if it adds one."""

    key: str
    says: str
    unit: str
    of: Callable[[CaseFile, Period], float | None]


@dataclass(frozen=True, slots=True)
class Told:
    """A measure of one board, of how many cases, and the middle of all others, where it may be told."""

    measure: Measure
    value: float | None
    cases: int
    others: int
    national: float | None


def feedback(files: Iterable[CaseFile], board: str, period: Period) -> list[Told]:
    """Every measure of a board over a period, beside the middle of the other boards."""
    by_board: dict[str, list[CaseFile]] = {}
    for file in files:
        by_board.setdefault(file.board.code, []).append(file)
    return [_told(measure, by_board, board, period) for measure in MEASURES]


def _told(measure: Measure, by_board: Mapping[str, Sequence[CaseFile]], board: str, period: Period) -> Told:
    values = {
        code: [value for file in files if (value := measure.of(file, period)) is not None]
        for code, files in by_board.items()
    }
    own = values.get(board, [])
    others = [_summed(measure, each) for code, each in values.items() if code != board and len(each) >= CASES_AT_LEAST]
    national = _rounded(measure, median(others)) if len(others) >= BOARDS_AT_LEAST else None
    return Told(measure, _summed(measure, own) if own else None, len(own), len(others), national)


def _summed(measure: Measure, values: Sequence[float]) -> float:
    """One number for a board: the middle of its days, or its share in percent."""
    return median(values) if measure.unit == "days" else 100 * sum(values) / len(values)


def _rounded(measure: Measure, value: float) -> float:
    step = ROUNDED_TO[measure.unit]
    return step * round(value / step)


# ── What each case adds ─────────────────────────────────────────────────────────────────────────────────────────────


def _days_to_decide(file: CaseFile, period: Period) -> float | None:
    if not (file.decisions and file.standing_notifications):
        return None
    decided = file.decisions[0].on
    return max(0, (decided - file.standing_notifications[0].on).days) if decided in period else None


def _decided_in_time(file: CaseFile, period: Period) -> float | None:
    limit = next((one for one in clocks(file) if one.key in ("decide", "rapid_review")), None)
    if limit is None or limit.due not in period or (limit.met is None and limit.due >= file.as_at):
        return None
    return 1.0 if limit.met and limit.met <= limit.due else 0.0


def _days_to_send_papers(file: CaseFile, period: Period) -> float | None:
    papers = file.submissions_on(Matter.NON_INITIATION)
    if not papers or papers[0].on not in period:
        return None
    decision = packs.decision_behind(file, papers[0].on)
    return max(0, (papers[0].on - decision.on).days) if decision else None


def _complete_at_first(file: CaseFile, period: Period) -> float | None:
    if not file.submissions or file.submissions[0].on not in period:
        return None
    versions = file.versions(file.submissions[0])
    checks = [check for check in file.checks if check.submission in versions]
    return (1.0 if checks[0].result == CheckResult.COMPLETE else 0.0) if checks else None


def _sent_back(file: CaseFile, period: Period) -> float | None:
    advice = file.advice_on(Matter.NON_INITIATION)
    if not advice or advice[0].on not in period:
        return None
    return 1.0 if advice[0].view in (View.REFER_BACK, View.DISAGREE) else 0.0


MEASURES = (
    Measure("days_to_decide", "From the notification to the Chair’s decision", "days", _days_to_decide),
    Measure("decided_in_time", "Decisions made by the day they were due", "percent", _decided_in_time),
    Measure(
        "days_to_send_papers",
        "From the decision not to review to the papers",
        "days",
        _days_to_send_papers,
    ),
    Measure("complete_at_first", "Papers found complete when they were first checked", "percent", _complete_at_first),
    Measure("sent_back", "Decisions not to review that the panel did not agree with at first", "percent", _sent_back),
)


def years_to(day: date) -> Period:
    """The three years that end on a day: long enough for a board with few cases, short enough to be of use."""
    try:
        return Period(day.replace(year=day.year - 3), day)
    except ValueError:
        return Period(day.replace(year=day.year - 3, day=28), day)
