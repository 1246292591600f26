"""Deciding on what was found in a file: a page of hits, each with what is decided of it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from casereview.casework import acts, identifying
from casereview.casework.files import Opened
from casereview.documents.identifiability import Hit
from casereview.ledger.models import Refused
from casereview.rules import publishing
from casereview.rules.permits import Who
from casereview.rules.publishing_codes import HitAction


@dataclass(frozen=True, slots=True)
class Row:
    """A hit with what was decided of it, or has just been typed."""

    hit: Hit
    action: str
    reason: str
    new: bool
    decided: bool

    @property
    def words(self) -> str:
        return self.hit.words


class Deciding:
    """The hits of a file, and the decisions of a posted page."""

    def __init__(self, request: HttpRequest, file: Opened, document: str):
        self.request, self.file, self.document = request, file, document
        self.hits = identifying.hits(file, document)
        self.checked = publishing.checked(file, document)
        self.error = ""
        self.token = secrets.token_urlsafe(16)

    @property
    def stale(self) -> bool:
        """Whether the case is known otherwise than when the file was checked, so that other things are found."""
        found = self.checked
        return found is None or found.outdated or {hit.key for hit in self.hits} != found.hits

    @property
    def gone(self) -> int:
        """How many things of the file before are not in this one."""
        return len(self.checked.gone) if self.checked else 0

    @property
    def rows(self) -> list[Row]:
        return [self._row(hit) for hit in self.hits]

    def _row(self, hit: Hit) -> Row:
        was: Any = self.checked.decided.get(hit.key) if self.checked else None
        posted = self.request.POST
        action = posted.get(f"action-{hit.key}", was.action if was else "")
        reason = posted.get(f"reason-{hit.key}", was.reason if was else "")
        new = self.checked is not None and bool(self.checked.earlier) and hit.key in self.checked.new
        return Row(hit, action, reason, new, was is not None)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        try:
            yield
        except Refused as refused:
            self.error = refused.message

    def check_again(self, *, by: Who) -> None:
        """Put on record what is found now."""
        keys = [hit.key for hit in self.hits]
        acts.check_again(self.file.reference, by=by, on=timezone.localdate(), document=self.document, hits=keys)

    def decide(self, *, by: Who) -> None:
        """Put on record what the posted page decides; first what is found now, where that is otherwise than was checked."""
        today = timezone.localdate()
        decisions = {row.hit.key: (row.action, row.words, row.reason) for row in self.rows if row.action}
        unknown = [key for key, (action, _, _) in decisions.items() if action not in HitAction._value2member_map_]
        if unknown:
            raise Refused("Choose for each whether it goes or may stay.")
        if self.stale:
            self.check_again(by=by)
        acts.decide_hits(
            self.file.reference,
            by=by,
            on=today,
            document=self.document,
            decisions=decisions,
            token=self.request.POST.get("token", "")[:64],
        )
