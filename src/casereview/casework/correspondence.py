"""The panel's correspondence at a glance: letters still to be written, those in hand, and those issued."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from casereview.casework import drafts, files
from casereview.casework.acts.writing import JOURNEY
from casereview.casework.letters import kind_of
from casereview.casework.models import Advice, Check, Draft, Letter, Response
from casereview.ledger.chain import writing
from casereview.rules import permits
from casereview.rules.codes import CheckResult, LetterKind, Position, View
from casereview.rules.permits import Who

LOOKED_BACK = timedelta(days=120)
"""How far back it is looked for what no letter was written about: older cases were written to before there was a system.
A letter in hand is on the list however old what it conveys."""


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
    letters = Letter.objects.filter(Q(on__gte=since) | Q(about__in=begun))
    written = set(letters.values_list("about", flat=True))
    found = []
    for kind, facts in _conveyed(Q(on__gte=since) | Q(id__in=begun)):
        for fact in facts:
            if not written & {fact.id, fact.corrects_id}:
                found.append(ToWrite(fact.case_id, kind, fact.id, fact.on, begun.get(fact.id)))
    return sorted(_told_apart(found, by), key=lambda one: (one.on, one.case))


def _told_apart(found: list[ToWrite], by: Who) -> list[ToWrite]:
    """What is written about the panel's note that its advice was not accepted may be the notice of it: the file knows."""
    noted = set(
        Advice.objects.filter(id__in=[one.about for one in found], view=View.NOTED).values_list("id", flat=True)
    )
    cases = {one.case for one in found if one.about in noted}
    opened = {file.reference: file for file in files.open_files(cases, by=by, purpose="letters")} if cases else {}
    conveyed = {one.about: kind_of(opened[one.case], one.about) for one in found if one.case in opened}
    kinds = {about: kind[0] for about, kind in conveyed.items() if kind}
    return [replace(one, kind=kinds.get(one.about, one.kind)) for one in found]


def _conveyed(looked_for: Q) -> list[tuple[LetterKind, QuerySet[Any]]]:
    """What letters convey: facts in force, by the kind of letter; of those only that are looked for."""
    checks = Check.objects.filter(looked_for, corrected_by=None, result=CheckResult.INCOMPLETE)
    declined = Response.objects.filter(looked_for, corrected_by=None, position=Position.DECLINES)
    return [
        (LetterKind.ADVICE, Advice.objects.filter(looked_for, corrected_by=None)),
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
