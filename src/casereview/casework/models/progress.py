"""How a review goes on: the stages reached, what runs beside it, and what holds it up. Report paragraphs 15 and 29."""

from django.db import models

from casereview.casework.models.case import CaseFact, Code, DayToCome, Words
from casereview.rules.review_codes import DelayCause, Process, ProcessState, ReviewStage


class StageDone(CaseFact):
    """A stage of the review done, on its day."""

    stage = Code("stage", choices=ReviewStage.choices())
    text = Words("what was done")


class ParallelProcess(CaseFact):
    """How a process beside the review stands. What was said last of a process and its owner is how it stands.

    `blocks` are the stages that wait for it, as codes joined by `;`.
    """

    process = Code("process", choices=Process.choices())
    owner = models.CharField("who conducts it", max_length=200, blank=True, default="")
    state = Code("how it stands", choices=ProcessState.choices())
    blocks = models.TextField("stages that wait for it", blank=True, default="")
    next_on = DayToCome("its next day", null=True)
    text = Words("what it means for the review")


class Delay(CaseFact):
    """Days on which the review stood still, and why: from the first to the last, or still going on."""

    cause = Code("cause", choices=DelayCause.choices())
    since = models.DateField("first day", null=True)
    until = models.DateField("last day", null=True)
    text = Words("what happened")
