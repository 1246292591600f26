"""The completed report of a review, and its publication. Report paragraphs 21 to 24 and 29."""

from django.db import models

from casereview.casework.models.case import CaseFact, Code, Words
from casereview.rules.codes import PublicationRoute


class Report(CaseFact):
    """A completed report received by the panel before publication."""

    title = Words("title")
    pages = models.PositiveIntegerField("pages", null=True)
    redactions = models.PositiveIntegerField("redactions", null=True)
    document = models.CharField("file", max_length=64, blank=True, default="")


class Publication(CaseFact):
    """A report published: by which route, where, and the day on which that was last checked."""

    route = Code("route", choices=PublicationRoute.choices())
    url = models.TextField("where it is published", blank=True, default="")
    checked_on = models.DateField("day that was last checked", null=True)
    document = models.CharField("file", max_length=64, blank=True, default="")
