"""Agencies and people in a review: what agencies were asked and sent, their chronologies, and who took part.

Also what it cost, which is kept from whoever decides whether to hold a review (report paragraph 35), and how good it is.
"""

from django.db import models

from casereview.casework.models.case import CaseFact, Code, DayToCome, Name, Words
from casereview.casework.models.publishing import HASH
from casereview.rules.involvement_codes import Asked, Contact, CostItem, Marker, Person, Took


class AgencyRequest(CaseFact):
    """An agency asked for something, by a day."""

    agency = models.CharField("agency", max_length=200)
    asked = Code("asked for", choices=Asked.choices())
    due = DayToCome("due on", null=True)
    text = Words("what it was asked")


class AgencyReturn(CaseFact):
    """What an agency sent in answer to a request."""

    request = models.CharField("request", max_length=80)
    document = models.CharField("file", max_length=HASH, blank=True, default="")
    text = Words("what it sent")


class AgencyReminder(CaseFact):
    """An agency reminded of a request that is overdue."""

    request = models.CharField("request", max_length=80)
    text = Words("what it was told")


class ChronologyEntry(CaseFact):
    """An entry of an agency's chronology. The day is kept as it was written, and as a range as wide as it was said."""

    agency = models.CharField("agency", max_length=200)
    document = models.CharField("file", max_length=HASH, blank=True, default="")
    said = Words("day, as it was written")
    first = models.DateField("first day", null=True)
    last = models.DateField("last day", null=True)
    certain = models.BooleanField("day is certain", null=True)
    time = models.CharField("time", max_length=5, blank=True, default="")
    event = Words("what happened")
    source = Words("source")
    comment = Words("comment")


class EntryMatch(CaseFact):
    """Whether two entries tell of the same event."""

    entry = models.CharField("entry", max_length=80)
    other = models.CharField("other entry", max_length=80)
    same = models.BooleanField("they tell of the same event", null=True)


class Involvement(CaseFact):
    """The part that somebody of the family or a practitioner had, and whether they may be contacted."""

    person = Code("who it is", choices=Person.choices())
    who = Name("name")
    took = Code("what part they had", choices=Took.choices())
    contact = Code("whether they may be contacted", choices=Contact.choices())
    text = Words("how, with what support; if not, why")


class Cost(CaseFact):
    """What a review costs: pounds, or an agency's hours."""

    item = Code("what it is", choices=CostItem.choices())
    agency = models.CharField("agency", max_length=200, blank=True, default="")
    pounds = models.PositiveIntegerField("pounds", null=True)
    hours = models.PositiveIntegerField("hours", null=True)
    text = Words("what for")


class MarkerEvidence(CaseFact):
    """What an assessor found of one quality marker, in words. It may point to a passage of the report."""

    marker = Code("marker", choices=Marker.choices())
    text = Words("evidence")
    document = models.CharField("file", max_length=HASH, blank=True, default="")
    page = models.PositiveIntegerField("page of the report", null=True)
