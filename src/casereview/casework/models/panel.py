"""What comes before the national panel, its advice, and the board's answers. Report paragraphs 4 to 21."""

from django.db import models

from casereview.casework.models.case import CaseFact, Code, Words
from casereview.ledger.models import Fact
from casereview.rules.codes import Approacher, CheckResult, ContactKind, Ground, Matter, Position, ProposedRoute, View


class Submission(CaseFact):
    """Papers received by the panel."""

    matter = Code("on", choices=Matter.choices())
    proposed_route = Code("proposed in place of full publication", choices=ProposedRoute.choices())
    expert_advice = models.BooleanField("expert, independent advice enclosed", null=True)


class PackItem(CaseFact):
    """One thing that the panel asks for in a submission, and what the board says to it."""

    submission = models.CharField("submission", max_length=80)
    item = Code("what the panel asks for")
    supplied = models.BooleanField("supplied", null=True)
    text = Words("text")


class Attachment(CaseFact):
    """A document that came with papers, for one thing that is asked for. Its bytes are kept under their hash."""

    submission = models.CharField("submission", max_length=80)
    item = Code("what the panel asks for")
    name = models.CharField("file name", max_length=200)
    sha256 = models.CharField("hash of its bytes", max_length=64)
    size = models.PositiveIntegerField("bytes")


class SubmissionWithdrawal(CaseFact):
    """Papers that the board takes back: they are before the panel no longer, and stay on the file."""

    submission = models.CharField("submission", max_length=80)
    reason = Words("why they are taken back")


class Check(CaseFact):
    """The secretariat's check of a submission. `missing` are codes of pack items joined by `;`."""

    submission = models.CharField("submission", max_length=80)
    result = Code("result of the check", choices=CheckResult.choices())
    missing = models.TextField("missing", blank=True, default="")
    text = Words("text")


class Advice(CaseFact):
    """The panel's view on a submission at a meeting. `grounds` are codes joined by `;`."""

    matter = Code("on", choices=Matter.choices())
    view = Code("the panel's view", choices=View.choices())
    route = Code("route agreed", choices=ProposedRoute.choices())
    grounds = models.TextField("grounds", blank=True, default="")
    text = Words("text")
    override = Words("why the panel advises so nonetheless")

    @property
    def ground_words(self) -> list[str]:
        """The grounds in words."""
        return [Ground.words_for(code) for code in self.grounds.split(";") if code]


class Response(CaseFact):
    """The board's answer to advice."""

    matter = Code("on", choices=Matter.choices())
    position = Code("the board's answer", choices=Position.choices())
    text = Words("text")


class Meeting(Fact):
    """A meeting of the panel. `attended` are members' names joined by `;`."""

    attended = models.TextField("attended", blank=True, default="")
    present = models.TextField("members present", blank=True, default="")
    """User names of the members among those who attended, joined by `;`, by which quorum is counted."""


class Contact(Fact):
    """Any other dealing of a board, or of a person with no board, with the panel."""

    board = Code("board")
    kind = Code("kind", choices=ContactKind.choices())
    subject = Words("subject")
    approacher = Code("who approached the panel", choices=Approacher.choices())
