"""People, the organisations they act for, and the dated appointments from which every right is derived."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models

from casereview.ledger.models import Fact, Recorded
from casereview.rules.codes import OrganisationKind, Role


class User(AbstractUser):
    """Someone who can sign in. What they may do is said by their appointments, never by a flag here."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=150)

    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Organisation(Recorded):
    """A local authority, a board, the panel or the department. A later row may correct an earlier of the same code."""

    id = models.CharField(max_length=80, primary_key=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices())
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    region = models.CharField(max_length=100, blank=True, default="")
    authorities = models.TextField(blank=True, default="")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    partners_from = models.DateField(null=True)
    corrects = models.OneToOneField("self", models.DO_NOTHING, null=True, related_name="corrected_by")
    why = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"], condition=models.Q(corrects=None), name="an_organisation_begins_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def authority_codes(self) -> list[str]:
        """The authorities that a board serves."""
        return [code for code in self.authorities.split(";") if code]


class Appointment(Fact):
    """A role that a person holds in an organisation from a day, and until one. It ends by a correction."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role.choices())
    organisation = models.CharField(max_length=40)
    until = models.DateField(null=True)

    def holds(self, day: date) -> bool:
        """Whether the role is held on a day; `until` is its last."""
        return self.on <= day and (self.until is None or day <= self.until)
