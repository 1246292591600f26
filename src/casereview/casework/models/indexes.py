"""Indexes that the acts keep for long lists; never the record. `casereview standing --rebuild` makes them again."""

from django.db import models


class Standing(models.Model):
    """A case as one scope may list it: a row for each board, authority or national role that may see it."""

    scope = models.CharField(max_length=220)
    case = models.CharField(max_length=60)
    board = models.CharField(max_length=40)
    stage = models.CharField(max_length=40)
    opened_on = models.DateField(null=True)
    latest_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "case"], name="a_case_stands_once_in_a_scope")]
        indexes = [
            models.Index(fields=["scope", "-latest_on", "case"], name="standing_latest"),
            models.Index(fields=["scope", "stage", "-latest_on", "case"], name="standing_stage"),
            models.Index(fields=["case"], name="standing_case"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.case}"


class Awaited(models.Model):
    """Something awaited of an organisation, with the day on which it falls due where a clock runs on it."""

    scope = models.CharField(max_length=220)
    case = models.CharField(max_length=60)
    what = models.CharField(max_length=40)
    since = models.DateField()
    due = models.DateField(null=True)
    urgency = models.DateField()
    """The day it is due; the last day there is, where nothing is said of one."""

    class Meta:
        indexes = [
            models.Index(fields=["scope", "urgency", "since", "case"], name="awaited_urgency"),
            models.Index(fields=["case"], name="awaited_case"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.what}"


class Look(models.Model):
    """Somebody looked: at one case, or at many at once. It holds who, when and which, and nothing of what was seen."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150)
    role = models.CharField(max_length=20)
    organisation = models.CharField(max_length=40)
    case = models.CharField(max_length=60, blank=True, default="", db_index=True)
    cases = models.PositiveIntegerField(default=1)
    purpose = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.by} {self.case or self.cases}"
