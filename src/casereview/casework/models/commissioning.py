"""How a review is commissioned: its terms, who reviews, and the register from which reviewers are found.

The panel's second report, paragraphs 29 to 33 and recommendation five.
"""

from django.db import models

from casereview.casework.models.case import CaseFact, Code, DayToCome, Words
from casereview.ledger.models import Fact
from casereview.rules.review_codes import Method, Part


class Commission(CaseFact):
    """The terms of reference of a review, as they were agreed; those agreed last hold."""

    terms = Words("terms of reference")
    scope_from = models.DateField("first day of the period looked at", null=True)
    scope_to = models.DateField("last day of the period looked at", null=True)
    method = Code("method", choices=Method.choices())


class Engagement(CaseFact):
    """A reviewer appointed to a review. `reviewer` is their key in the register.

    Where they sign in, `username` says as whom: they see the review from here until their contract ends.
    """

    reviewer = models.CharField("reviewer", max_length=80)
    username = models.CharField("signs in as", max_length=150, blank=True, default="")
    part = Code("part in the review", choices=Part.choices())
    independent = models.BooleanField("declared independent of the case and of its agencies", null=True)
    declaration = Words("what was declared")
    conflict = Words("what was found by the check of past posts, and what was made of it")
    contract_from = models.DateField("contract from", null=True)
    contract_until = DayToCome("contract until", null=True)


class Reviewer(Fact):
    """An entry of the register of reviewers. `reviewer` is the key by which a review and the rest of the register name it."""

    reviewer = models.CharField("key", max_length=80)
    name = models.CharField("name", max_length=200)
    skills = models.TextField("skills", blank=True, default="")
    training = Words("training and accreditation")
    methods = models.TextField("methods", blank=True, default="")
    sample_title = Words("a report that they wrote")
    sample_url = models.TextField("where it can be read", blank=True, default="")
    available = Words("when they have time")


class ReviewerPost(Fact):
    """A post that a reviewer holds or held: what independence is checked against."""

    reviewer = models.CharField("reviewer", max_length=80)
    organisation = models.CharField("organisation", max_length=200)
    post = models.CharField("post", max_length=200, blank=True, default="")
    since = models.DateField("from", null=True)
    until = models.DateField("until", null=True)


class ReviewerFeedback(Fact):
    """What a board says of a reviewer's work."""

    reviewer = models.CharField("reviewer", max_length=80)
    board = Code("board")
    again = models.BooleanField("would engage them again", null=True)
    text = Words("feedback")
