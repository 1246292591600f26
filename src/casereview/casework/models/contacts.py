"""What the panel writes that belongs to no case: to boards it has not heard of, and to people who approach it."""

from django.db import models

from casereview.casework.models.case import Code, Words
from casereview.ledger.models import Fact
from casereview.rules.codes import DespatchKind


class Despatch(Fact):
    """A letter of the panel's that belongs to no case, as it went out. A reply names no addressee: none is kept."""

    kind = Code("what it is", choices=DespatchKind.choices())
    board = Code("board")
    contact = models.CharField("contact answered", max_length=80, blank=True, default="")
    signpost = Code("where it points")
    subject = models.CharField("subject", max_length=200)
    text = Words("text")
    sha256 = models.CharField("hash of the text", max_length=64)
    head = models.CharField("head of the ledger printed on it", max_length=90)
