"""The panel's correspondence at a glance: letters still to be written, those in hand, and those issued."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from casereview.casework import drafts
from casereview.casework.acts.writing import JOURNEY
from casereview.casework.models import Advice, Check, Draft, Letter, Response
from casereview.ledger.chain import writing
from casereview.rules import permits
from casereview.rules.codes import CheckResult, LetterKind, Position
from casereview.rules.permits import Who

LOOKED_BACK = timedelta(days=120)
"""How far back it is looked for what no letter was written about: older cases were written to before there was a system."""


@dataclass(frozen=True, slots=True)
class ToWrite:
    """A fact on a case that the board is to be written to about."""

    case: str
    kind: LetterKind
    about: str
    on: date
    draft: Draft | None = None


def to_write(by: Who, today: date) -> list[ToWrite]:
    """What the board is still to be written to about, longest waiting first, each with the draft begun on it, if any."""
    permits.correspond(by).require()
    begun = {draft.answers.get("about", ""): draft for draft in drafts.kept(JOURNEY, by=by)}
    since = today - LOOKED_BACK
    written = set(Letter.objects.filter(on__gte=since).values_list("about", flat=True))
    found = []
    for kind, facts in _conveyed(since):
        for fact in facts:
            if not written & {fact.id, fact.corrects_id}:
                found.append(ToWrite(fact.case_id, kind, fact.id, fact.on, begun.get(fact.id)))
    return sorted(found, key=lambda one: (one.on, one.case))


def _conveyed(since: date) -> list[tuple[LetterKind, QuerySet[Any]]]:
    """What letters convey: facts in force, by the kind of letter."""
    checks = Check.objects.filter(on__gte=since, corrected_by=None, result=CheckResult.INCOMPLETE)
    declined = Response.objects.filter(on__gte=since, corrected_by=None, position=Position.DECLINES)
    return [
        (LetterKind.ADVICE, Advice.objects.filter(on__gte=since, corrected_by=None)),
        (LetterKind.DEFICIENCY, checks),
        (LetterKind.NOTICE, declined),
    ]


def issued(by: Who) -> QuerySet[Letter]:
    """The letters issued, latest first."""
    permits.correspond(by).require()
    return Letter.objects.order_by("-on", "-number")


def draft_on(reference: str, about: str, *, by: Who) -> Draft | None:
    """The draft of the letter about a fact, if one is begun."""
    return next((one for one in drafts.kept(JOURNEY, by=by, case=reference) if one.answers.get("about") == about), None)


def begin(reference: str, about: str, *, by: Who) -> Draft:
    """The one draft of the letter about a fact, begun where there is none."""
    with writing():
        found = draft_on(reference, about, by=by)
        return found or drafts.begin(JOURNEY, by=by, case=reference, answers={"about": about})
