"""The panel's meetings: planned, with what is on their agenda, the members' views, and how they voted.

The panel's second report, paragraphs 3 to 6; the panel's guidance of 2013, flowchart 1.
"""

from django.db import models

from casereview.casework.models.case import CaseFact, Code, DayToCome, Words
from casereview.ledger.models import Fact
from casereview.rules.codes import Asked, Cast, Ground, Matter, View


class PlannedMeeting(Fact):
    """A meeting of the panel that is planned. It is moved by a correction, and what is on its agenda goes with it."""

    day = DayToCome("day of the meeting")
    note = Words("note")


class Listing(CaseFact):
    """A case put on the agenda of a planned meeting, by the secretariat. It is taken off again by a correction."""

    meeting = models.CharField("meeting", max_length=80)
    matter = Code("on", choices=Matter.choices())
    reason = Code("why it is on the agenda")
    taken_off = models.BooleanField("taken off again", null=True)


class Opinion(CaseFact):
    """A member's own view on a submission, given before the meeting: sealed until the turn closes."""

    member = Code("member", max_length=150)
    matter = Code("on", choices=Matter.choices())
    view = Code("view", choices=View.choices())
    grounds = models.TextField("grounds", blank=True, default="")
    text = Words("why")

    @property
    def ground_words(self) -> list[str]:
        """The grounds in words."""
        return [Ground.words_for(code) for code in self.grounds.split(";") if code]


class Unsealing(CaseFact):
    """The turn of views on a matter closes: the members' views, sealed until then, are shown."""

    matter = Code("on", choices=Matter.choices())


class Vote(CaseFact):
    """How a member voted on advice, and what they hold where they dissent."""

    advice = models.CharField("advice", max_length=80)
    member = Code("member", max_length=150)
    cast = Code("vote", choices=Cast.choices())
    dissent = Words("dissent")


class Request(CaseFact):
    """What the panel asks of a board before it advises: information, or that its Chair attends."""

    matter = Code("on", choices=Matter.choices())
    asked = Code("asked for", choices=Asked.choices())
    text = Words("text")
