"""Taking passages out of a report: what was decided to go, and what else is to go, each with its reason; burnt in."""

import io
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from casereview.casework import acts, identifying, reading
from casereview.casework.files import Opened
from casereview.documents import redaction, store
from casereview.documents.extract import Unreadable
from casereview.documents.identifiability import Hit, What
from casereview.documents.redaction import NotRedacted, Passage
from casereview.ledger.models import Refused
from casereview.rules import publishing
from casereview.rules.permits import Who
from casereview.rules.publishing_codes import RedactionReason


@dataclass(frozen=True, slots=True)
class Row:
    """A hit that goes, with the reason that will stand in its place; no reason leaves it in."""

    hit: Hit
    reason: str


class Redacting:
    """What is to be taken out of a file, and the choices of a posted page."""

    def __init__(self, request: HttpRequest, file: Opened, version: Any):
        self.request, self.file, self.version = request, file, version
        self.pages = reading.text(version.document).pages
        self.checked = publishing.checked(file, version.document)
        self.error = ""
        self.token = secrets.token_urlsafe(16)

    @property
    def rows(self) -> list[Row]:
        """The hits that go and stand on a page in words of their own: a combination is many passages, and is written again."""
        going = self.checked.still_there if self.checked else frozenset()
        found = identifying.hits(self.file, self.version.document)
        return [
            Row(hit, self.request.POST.get(f"reason-{hit.key}", _likely(hit)))
            for hit in found
            if hit.key in going and hit.what not in (What.COMBINATION, What.HIDDEN) and hit.start < hit.end
        ]

    @property
    def unseen(self) -> int:
        """How many things that hide in the file go with it, since the new file is made without them."""
        found = identifying.hits(self.file, self.version.document)
        return sum(hit.what == What.HIDDEN for hit in found)

    @property
    def more(self) -> str:
        return self.request.POST.get("more", "")

    @property
    def more_reason(self) -> str:
        return self.request.POST.get("more-reason", "")

    @contextmanager
    def refusals(self) -> Iterator[None]:
        try:
            yield
        except Refused as refused:
            self.error = refused.message
        except (Unreadable, store.NotKept) as wrong:
            self.error = f"The file {wrong}"
        except NotRedacted as left:
            self.error = f"Nothing was kept, for {left} Mark it in another way, or tell the developers."

    def redact(self, *, by: Who) -> None:
        """Make the new file, read it again, keep it, check it, and put all that on record."""
        passages = redaction.apart_from_each_other(self.pages, [*self._of_hits(), *self._of_words()])
        if not passages:
            raise Refused("Choose a reason for at least one passage, or enter words to take out.")
        shown = [
            Passage(one.page, one.start, one.end, one.words, RedactionReason.words_for(one.reason).lower())
            for one in passages
        ]
        title = self.version.title or "Report"
        made = redaction.redact(store.read(self.version.document), shown, title=title)
        kept = store.keep(io.BytesIO(made.data)).sha256
        acts.redact(
            self.file.reference,
            by=by,
            on=timezone.localdate(),
            document=self.version.document,
            made=kept,
            passages=[(one.page, one.words, one.reason, "") for one in passages],
            pages=len(made.pages),
            words=sum(len(page.split()) for page in made.pages),
            hits=[hit.key for hit in identifying.hits(self.file, kept)],
            token=self.request.POST.get("token", "")[:64],
        )

    def _of_hits(self) -> Iterator[Passage]:
        for row in self.rows:
            if row.reason:
                page = self.pages[row.hit.page - 1]
                yield Passage(
                    row.hit.page, row.hit.start, row.hit.end, page[row.hit.start : row.hit.end], _reason(row.reason)
                )

    def _of_words(self) -> Iterator[Passage]:
        """Every place where a line of further words stands, over the ends of lines as well."""
        for line in filter(None, map(str.strip, self.more.splitlines())):
            pattern = re.compile(r"\s+".join(map(re.escape, line.split())), re.I)
            found = [(number, match) for number, page in enumerate(self.pages, 1) for match in pattern.finditer(page)]
            if not found:
                raise Refused(
                    f"“{line}” stands nowhere in the file. Enter each passage on a line of its own, as it stands."
                )
            for number, match in found:
                yield Passage(number, match.start(), match.end(), match.group(), _reason(self.more_reason))


def _reason(chosen: str) -> str:
    if chosen not in RedactionReason._value2member_map_:
        raise Refused("Select the reason for which each passage is taken out.")
    return chosen


def _likely(hit: Hit) -> str:
    """The reason that is most often the reason for such a hit. A person chooses."""
    if hit.what == What.CONDITION:
        return RedactionReason.HEALTH.value
    return RedactionReason.IDENTIFIES_CHILD.value
