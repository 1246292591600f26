"""The members of the national panel: what they declare, and the cases in which they take no part."""

from datetime import date

from django.db import models

from casereview.casework.models.case import CaseFact, Code, Words
from casereview.ledger.models import Fact


class Interest(Fact):
    """An interest that somebody on the panel declares, held from a day and until one. It closes no file by itself."""

    member = Code("member", max_length=150)
    interest = Words("interest")
    board = Code("board concerned")
    until = models.DateField("last day", null=True)

    def holds(self, day: date) -> bool:
        """Whether the interest is held on a day; `until` is its last."""
        return self.on <= day and (self.until is None or day <= self.until)


class Recusal(CaseFact):
    """Somebody on the panel takes no part in a case: from then on, and until a last day if there is one, its file is closed."""

    member = Code("member", max_length=150)
    reason = Words("why they take no part")
    until = models.DateField("last day", null=True)
