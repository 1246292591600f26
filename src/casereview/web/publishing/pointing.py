"""Confirming what in a report is a finding, and what a recommendation: the passages that look like them, to be ticked."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from casereview.casework import acts
from casereview.casework.files import Opened
from casereview.documents.structure import Structure, To
from casereview.ledger.models import Refused
from casereview.rules.permits import Who
from casereview.rules.publishing_codes import Level, Point

LEVELS: Mapping[To, Level] = {
    To.FRONT_LINE: Level.FRONT_LINE,
    To.SENIOR_MANAGERS: Level.SENIOR_MANAGER,
    To.BOARD: Level.LSCB,
    To.NATIONAL: Level.GOVERNMENT,
}
"""What is proposed for a level; a person chooses."""


class Pointing:
    """The passages of a file that look like findings and recommendations, and those confirmed."""

    def __init__(self, request: HttpRequest, file: Opened, document: str, proposed: Structure):
        self.request, self.file, self.document, self.proposed = request, file, document, proposed
        self.confirmed: list[Any] = [one for one in file.report_points if one.document == document]
        self.error = ""
        self.token = secrets.token_urlsafe(16)

    def level(self, one: Any) -> str:
        return LEVELS.get(one.to, Level.FRONT_LINE).value if one.to in LEVELS else ""

    def is_confirmed(self, one: Any) -> bool:
        return any(held.text == one.passage.text for held in self.confirmed)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        try:
            yield
        except Refused as refused:
            self.error = refused.message

    def confirm(self, *, by: Who) -> None:
        """Put on record the passages that were ticked, as what they were said to be."""
        acts.confirm(
            self.file.reference,
            by=by,
            on=timezone.localdate(),
            document=self.document,
            points=list(self._ticked()),
            token=self.request.POST.get("token", "")[:64],
        )

    def _ticked(self) -> Iterator[dict[str, Any]]:
        posted = self.request.POST
        for number, finding in enumerate(self.proposed.findings):
            if f"finding-{number}" in posted and not self.is_confirmed(finding):
                yield self._point(Point.FINDING, finding) | {"explained": finding.why}
        for number, one in enumerate(self.proposed.recommendations):
            if f"recommendation-{number}" in posted and not self.is_confirmed(one):
                rests_on = self.proposed.findings[one.finding].label if one.finding is not None else ""
                yield self._point(Point.RECOMMENDATION, one) | {
                    "level": posted.get(f"level-{number}", ""),
                    "addressee": one.addressee,
                    "owner": one.owner,
                    "due": one.date,
                    "finding": rests_on[:80],
                }

    def _point(self, point: Point, one: Any) -> dict[str, Any]:
        return {
            "point": point.value,
            "label": one.label[:200],
            "text": one.passage.text,
            "page": one.passage.page,
        }
