"""The decision whether to hold a review: the Chair's, later the partners'. Report paragraphs 6, 14 and 15."""

from django.db import models

from casereview.casework.models.case import CaseFact, Code, Words
from casereview.rules.codes import Finding, PostMortem


class Decision(CaseFact):
    """The decision, its reasons, and the day the national panel was told of it."""

    initiate = models.BooleanField("hold a review")
    reasons = Words("reasons")
    post_mortem = Code("post-mortem", choices=PostMortem.choices())
    delay_explained = models.BooleanField("delay explained", null=True)
    told_panel_on = models.DateField("day the panel was told", null=True)


class LimbFinding(CaseFact):
    """What was found on one limb of the criteria, and why. `limb` is the edition's code for it."""

    decision = models.CharField("decision", max_length=80)
    limb = Code("limb of the criteria")
    finding = Code("finding", choices=Finding.choices())
    reason = Words("reason")
