"""Half-filled forms. They can be changed and thrown away, are never counted and are on no file."""

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """What somebody has typed so far: kept at every step, resumed on any device, and shared where the work is shared.

    `answers` are the form's values as typed. `organisation` is whose work it is: a board's manager prepares what its
    Chair decides.
    """

    key = models.CharField(max_length=32, primary_key=True)
    journey = models.CharField(max_length=40)
    case = models.CharField(max_length=60, blank=True, default="")
    organisation = models.CharField(max_length=40)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    changed_by = models.CharField(max_length=150, blank=True, default="")
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=0)
    answers = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["organisation", "journey", "case"])]

    def __str__(self) -> str:
        return self.key
