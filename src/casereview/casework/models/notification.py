"""The incident, and its notification. Working Together 2015, chapter 4; report paragraphs 2 and 9 to 11."""

from django.db import models

from casereview.casework.models.case import CaseFact, Code, Words
from casereview.rules.codes import AbuseOrNeglect, Concern, IncidentKind, Recipient


class Incident(CaseFact):
    """What happened to the child."""

    kind = Code("what happened", choices=IncidentKind.choices())
    abuse_or_neglect = Code("abuse or neglect", choices=AbuseOrNeglect.choices())
    joint_working_concern = Code("concern about how agencies worked together", choices=Concern.choices())
    looked_after = models.BooleanField("a looked-after child", null=True)
    regulated_setting = models.BooleanField("in a regulated setting or service", null=True)
    in_custody = models.BooleanField("in custody", null=True)
    suspected_suicide = models.BooleanField("suspected suicide", null=True)
    in_utero = models.BooleanField("harm before birth", null=True)
    many_children = models.BooleanField("harm to many children", null=True)
    description = Words("what is known")


class Notification(CaseFact):
    """A serious incident notification received. `authority` is its code, `aware_on` the day it became aware."""

    authority = Code("local authority")
    aware_on = models.DateField("day the authority became aware", null=True)
    recipient = Code("sent to", choices=Recipient.choices())
    board_told_on = models.DateField("day the board was told", null=True)
    late_reason = Words("why it is late")


class Withdrawal(CaseFact):
    """A notification withdrawn because the criteria were not met after all."""

    notification = models.CharField("notification", max_length=80)
    reason = Words("why it was withdrawn")
