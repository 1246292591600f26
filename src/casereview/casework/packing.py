"""The pack of a meeting: one accessible PDF for one reader, with a contents page, bookmarks, and the documents attached.

What is closed to the reader is not in their copy, since its cases are opened for them; nor is a view that is sealed.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from casereview.casework import meetings
from casereview.casework.files import Opened
from casereview.casework.meetings import Item, Planned
from casereview.documents import store
from casereview.documents.typeset import typeset
from casereview.people.capacities import names_of
from casereview.rules import cautions, packs
from casereview.rules.agenda import Standing
from casereview.rules.cautions import PARAGRAPHS
from casereview.rules.clocks import edition_on
from casereview.rules.codes import Finding, Matter, Position, View
from casereview.rules.facts import Decision, Submission
from casereview.rules.permits import Who

TEMPLATE = Path(__file__).with_name("pack.typ")


def pack(meeting: Planned, *, by: Who, tick: Callable[[int], object] = lambda _: None) -> bytes:
    """The reader's copy as a PDF. `tick` is told of each case that has been put in, for a progress bar."""
    beside: dict[str, bytes] = {}
    cases = []
    for item in meetings.items(meeting, by=by, purpose="pack"):
        cases.append(_case(item, beside))
        tick(1)
    title = f"Papers for the meeting of {_day(meeting.day)}"
    data = {"title": title, "reader": by.name or by.username, "note": meeting.note, "cases": cases}
    return typeset(TEMPLATE.read_text(encoding="utf-8"), data, title=title, beside=beside)


def steps(meeting: Planned, *, by: Who) -> int:
    """How many steps `pack` will tell a progress bar of."""
    return len(meetings.items(meeting, by=by, purpose="pack"))


def _case(item: Item, beside: dict[str, bytes]) -> dict[str, Any]:
    file, matter = item.file, item.matter
    submissions = file.submissions_on(matter)
    submission = submissions[-1] if submissions else None
    decision = packs.decision_behind(file, file.as_at) if matter == Matter.NON_INITIATION else None
    found = cautions.on_decision(file, cautions.as_recorded(file, decision)) if decision else []
    return {
        "reference": file.reference,
        "board": file.board.name,
        "matter": matter.words,
        "why": Standing.words_for(item.listing.reason),
        "withdrawn": item.withdrawn,
        "recused": sorted(names_of(file.recused).values()),
        "cautions": [f"{caution.words} ({PARAGRAPHS[caution]})" for caution in found],
        "decision": _decision(file, decision),
        "sent": _day(submission.on) if submission else "",
        "parts": _parts(file, submission) if submission else [],
        "passed": _passed(file, matter),
        "documents": _documents(file, submission, beside) if submission else [],
    }


def _decision(file: Opened, decision: Decision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    findings = file.findings_on(decision)
    edition = edition_on(file, decision.on)
    questions = {limb.code: limb.question for limb in edition.criteria.limbs} if edition else {}
    return {
        "on": _day(decision.on),
        "reasons": decision.reasons,
        "findings": [
            {"limb": questions.get(one.limb, one.limb), "finding": Finding.words_for(one.finding), "reason": one.reason}
            for one in findings
        ],
    }


def _parts(file: Opened, submission: Submission) -> list[Mapping[str, str]]:
    parts = packs.sent(file, submission).asked
    return [
        {
            "asks": part.item.asks,
            "standing": "Supplied" if part.supplied else "Missing" if part.missing else "Does not apply",
            "text": part.text,
        }
        for part in parts
    ]


def _passed(file: Opened, matter: Matter) -> list[Mapping[str, str]]:
    """Earlier advice and answers, in order."""
    said: list[tuple[date, datetime, str, object]] = [
        (one.on, one.recorded_at, "The panel: " + View.words_for(one.view), one) for one in file.advice_on(matter)
    ]
    said += [
        (one.on, one.recorded_at, "The board: " + Position.words_for(one.position), one)
        for one in file.responses_on(matter)
    ]
    ordered = sorted(said, key=lambda one: one[:2])
    return [{"on": _day(on), "said": words, "text": getattr(one, "text", "")} for on, _, words, one in ordered]


def _documents(file: Opened, submission: Submission, beside: dict[str, bytes]) -> list[dict[str, Any]]:
    """The documents that came with the papers: each is attached to the PDF, under a name that tells its case."""
    versions = file.versions(submission)
    found = []
    for one in file.attachments:
        if one.submission in versions:
            kept = f"{one.sha256}{Path(one.name).suffix.lower()}"
            beside[kept] = store.read(one.sha256)
            found.append({"name": one.name, "size": one.size, "file": kept, "sha256": one.sha256})
    return found


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"
