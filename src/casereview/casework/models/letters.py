"""The panel's letters to boards: countersigned, issued with their text kept, and the reminders that follow them."""

from django.db import models

from casereview.casework.models.case import CaseFact, Code, Words
from casereview.rules.codes import LetterKind


class Countersignature(CaseFact):
    """A second officer has read a letter. It stands for the text with this hash and for no other."""

    draft = models.CharField("draft", max_length=40)
    sha256 = models.CharField("hash of the text read", max_length=64)


class Letter(CaseFact):
    """A letter as it was issued, to the word. `about` is the fact that it conveys; `head` is printed on it."""

    kind = Code("what it conveys", choices=LetterKind.choices())
    about = models.CharField("about", max_length=80)
    draft = models.CharField("draft", max_length=40)
    subject = models.CharField("subject", max_length=200)
    text = Words("text")
    sha256 = models.CharField("hash of the text", max_length=64)
    head = models.CharField("head of the ledger printed on it", max_length=90)
    written_by = models.CharField("written by", max_length=150)
    countersigned_by = models.CharField("countersigned by", max_length=150)


class Chaser(CaseFact):
    """A reminder to a board that has not answered advice: the first, the second and so on."""

    advice = models.CharField("advice", max_length=80)
    step = models.PositiveIntegerField("which reminder")
    text = Words("text")


class Outgoing(models.Model):
    """Something on record that is to go out by e-mail: an envelope, which says what it carries and nothing of its text.

    It is taken in hand before it is sent. One that was taken and not sent may have gone or not: nobody sends it again but
    a person who has looked.
    """

    kind = models.CharField(max_length=40)
    fact = models.CharField(max_length=80)
    to = models.CharField(max_length=40)
    """The board whose Chair and manager it goes to."""
    taken_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    addresses = models.PositiveIntegerField(default=0)
    fault = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "fact"], name="a_fact_goes_out_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.fact}"
