"""A report on its way to being published: its files, what is decided of them, who is told, and what became of it.

The panel's second report, paragraphs 21 to 28 and recommendation four. Files are named by the hash of their bytes.
"""

from django.db import models

from casereview.casework.models.case import CaseFact, Code, DayToCome, Name, NamingWords, Words
from casereview.rules.codes import PublicationRoute
from casereview.rules.publishing_codes import (
    Cause,
    HitAction,
    Kept,
    Level,
    NoticeTo,
    PersonHarmed,
    Point,
    RedactionReason,
    Severity,
    VersionKind,
)

HASH = 64


class ReportVersion(CaseFact):
    """A file of the report, as it was uploaded or made. `made_from` is the file from which a redacted one was made."""

    document = models.CharField("file", max_length=HASH)
    file_name = Words("name of the file")
    kind = Code("what it is", choices=VersionKind.choices())
    title = Words("title")
    pages = models.PositiveIntegerField("pages", null=True)
    words = models.PositiveIntegerField("words", null=True)
    made_from = models.CharField("made from", max_length=HASH, blank=True, default="")


class ReportPoint(CaseFact):
    """A finding or a recommendation that a person confirmed to be in the report, with its passage."""

    document = models.CharField("file", max_length=HASH)
    point = Code("what it is", choices=Point.choices())
    label = models.CharField("its number or name in the report", max_length=200, blank=True, default="")
    text = Words("its words")
    page = models.PositiveIntegerField("page", null=True)
    explained = Words("the words that say why")
    level = Code("addressed to", choices=Level.choices())
    addressee = Words("addressee")
    owner = Words("owner")
    due = Words("by when")
    finding = models.CharField("the finding that it rests on", max_length=80, blank=True, default="")


class KeptOut(CaseFact):
    """What is to be kept out of a report, since it would tell who somebody of the case is: what the check looks for.

    Of a person `also_known_as` holds the other names and nicknames, joined by `;`. What is of a person names them in `whose`
    as the record does; what is entered of somebody whom the case names already, such as the child, is added to that.
    """

    kind = Code("what it is", choices=Kept.choices())
    words = Name("the words", max_length=500)
    whose = Name("whose it is")
    relationship = Name("who the person is to the child")
    also_known_as = Name("other names and nicknames", max_length=500)
    born = models.DateField("date of birth", null=True)
    pseudonym = Name("what the report calls the person")
    withdrawn = models.BooleanField("no longer looked for", null=True)


class PressText(CaseFact):
    """What the press or a court published about the case, on the day of the fact: what a reader can lay beside the report."""

    source = models.CharField("where it was published", max_length=200, blank=True, default="")
    text = NamingWords("what was published")
    withdrawn = models.BooleanField("no longer looked for", null=True)


class IdentifiabilityCheck(CaseFact):
    """A file read against the case's own record. `hits` are the keys of what was found, joined by `;`."""

    document = models.CharField("file", max_length=HASH)
    hits = Words("what was found, by its keys")


class HitDecision(CaseFact):
    """What is decided of something found: that it goes, or that it may stay and why. It holds for every file with that hit."""

    document = models.CharField("file", max_length=HASH)
    hit = models.CharField("what was found, by its key", max_length=40)
    action = Code("decision", choices=HitAction.choices())
    text = Words("the words that were found")
    reason = Words("reason")


class RedactedPassage(CaseFact):
    """A passage taken out of a file, with the reason. `document` is the file from which it was taken."""

    document = models.CharField("file", max_length=HASH)
    page = models.PositiveIntegerField("page", null=True)
    text = Words("the words taken out")
    ground = Code("reason", choices=RedactionReason.choices())
    more = Words("more of the reason")


class Approval(CaseFact):
    """A file approved for publication by a route. It holds for these bytes alone."""

    document = models.CharField("file", max_length=HASH)
    route = Code("route", choices=PublicationRoute.choices())


class Notice(CaseFact):
    """Somebody told of what is to be published, before it is."""

    to = Code("told", choices=NoticeTo.choices())
    text = Words("what was said, and by whom")


class Embargo(CaseFact):
    """Until when nothing of the report is published, and why: a trial, an inquest. That said last holds."""

    until = DayToCome("nothing is published before", null=True)
    text = Words("why")


class PublicationWithdrawal(CaseFact):
    """A published report taken down. The entry stays, with the reason."""

    publication = models.CharField("publication", max_length=80)
    asked_by = Words("who asked for it")
    reason = Words("reason")


class Sighting(CaseFact):
    """Somebody looked whether a report is where it is said to be published: what they saw, on that day."""

    publication = models.CharField("publication", max_length=80)
    url = models.TextField("where they looked", blank=True, default="")
    there = models.BooleanField("it was there", null=True)
    text = Words("what they saw")


class Harm(CaseFact):
    """An instance of harm after a publication: specific, and verified by somebody who is named (recommendation four)."""

    publication = models.CharField("publication", max_length=80)
    person = Code("to whom", choices=PersonHarmed.choices())
    severity = Code("how grave", choices=Severity.choices())
    cause = Code("whether the publication caused it", choices=Cause.choices())
    text = Words("what happened")
    source = Words("how it is known")
    verified_by = Words("verified by")
    verified_on = models.DateField("verified on", null=True)


class ExpertAdvice(CaseFact):
    """Expert, independent advice on what publishing would do to particular people (paragraph 24). They are not named."""

    expert = models.CharField("kind of expert", max_length=200)
    independent = models.BooleanField("independent of the board and its agencies", null=True)
    threatened = Words("who is threatened, by a word that names nobody")
    threat = Words("the particular and serious threat")
    alternatives = Words("what was considered instead: another time, a summary, no names, other words")
    legal = Words("legal advice, or an order of a court")
