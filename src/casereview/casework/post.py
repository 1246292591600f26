"""What goes out by e-mail: each thing on record once, its envelope without a word of what it holds.

An envelope is put in with the fact that it carries, in one transaction. It is taken in hand before it is sent, so that of
two who send at once one gets it; and what was taken in hand by somebody who then died is not sent again by anybody but a
person, since nobody can know whether it had gone.

All of it goes to a board's Chair and manager, and to nobody of a family: the wish of one of them not to be contacted is
for their board to keep, which is held to it where it tells the family anything (`acts.tell_of_publication`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.mail import EmailMessage
from django.utils import timezone

from casereview.casework import letters
from casereview.casework.files import organisations
from casereview.casework.models import FACTS, LOOSE, Outgoing
from casereview.people.capacities import addresses
from casereview.rules.codes import OrganisationKind, Role


@dataclass(slots=True)
class Sent:
    """What came of sending: how many went, how many could not be sent now, and to which boards nobody can be written."""

    went: int = 0
    failed: int = 0
    nobody: int = 0


def put_in(kind: str, fact: str, to: str) -> Outgoing:
    """An envelope for a fact, to a board; call it in the transaction that writes the fact."""
    return Outgoing.objects.create(kind=kind, fact=fact, to=to)


def send(today: date, *, fact: str | None = None) -> Sent:
    """Send what is waiting; of one fact, where it is named."""
    sent = Sent()
    waiting = Outgoing.objects.filter(sent_at=None, taken_at=None)
    for envelope in list(waiting.filter(fact=fact) if fact else waiting.order_by("pk")):
        _send(envelope, today, sent)
    return sent


def uncertain() -> list[Outgoing]:
    """What was taken in hand and never said to have gone: whoever sent it was stopped in between."""
    return list(Outgoing.objects.filter(sent_at=None).exclude(taken_at=None).order_by("pk"))


def send_again(pk: int) -> None:
    """Let something go out whose first going is uncertain: a person has looked, and says that it has not gone."""
    Outgoing.objects.filter(pk=pk, sent_at=None).update(taken_at=None)


def _send(envelope: Outgoing, today: date, sent: Sent) -> None:
    to = addresses(envelope.to, today, Role.CHAIR, Role.MANAGER)
    if not to:
        Outgoing.objects.filter(pk=envelope.pk).update(fault="Nobody of the board has an address here.")
        sent.nobody += 1
        return
    if not Outgoing.objects.filter(pk=envelope.pk, taken_at=None).update(taken_at=timezone.now()):
        return  # somebody else has it
    try:
        _message(envelope, to).send()
    except Exception as wrong:  # whatever the server of the mail has against it: it has not been taken, and waits
        Outgoing.objects.filter(pk=envelope.pk).update(taken_at=None, fault=type(wrong).__name__)
        sent.failed += 1
    else:
        Outgoing.objects.filter(pk=envelope.pk).update(sent_at=timezone.now(), addresses=len(to), fault="")
        sent.went += 1


def _message(envelope: Outgoing, to: list[str]) -> EmailMessage:
    """The e-mail: its subject is the case's reference and what it is; a letter comes as a tagged PDF."""
    model: Any = {**FACTS, **LOOSE}[envelope.kind]
    fact = model._default_manager.get(pk=envelope.fact)
    board = organisations(OrganisationKind.BOARD, [envelope.to])[envelope.to].name
    message = EmailMessage(
        subject=_subject(envelope.kind, fact),
        body="\n\n".join(_body(envelope.kind, fact)) + "\n",
        to=to,
        headers={"Message-ID": f"<{envelope.kind}-{envelope.fact}@casereview>"},
    )
    if envelope.kind == "letters":
        message.attach(letters.file_name(fact, "pdf"), letters.as_pdf(fact, board), "application/pdf")
    return message


def _subject(kind: str, fact: Any) -> str:
    return (
        fact.subject if kind in ("letters", "despatches") else f"Reminder from the national panel: case {fact.case_id}"
    )


def _body(kind: str, fact: Any) -> Iterator[str]:
    if kind == "letters":
        yield f"A letter of the national panel on case {fact.case_id} is attached."
    else:
        yield fact.text
    yield "You can read it, and answer it, when you sign in to Casereview."
    yield letters.SENDER
