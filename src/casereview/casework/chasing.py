"""Answers that boards owe the panel: which are awaited, and the reminders that the daily run sends."""

from collections.abc import Iterator
from datetime import date

from casereview.casework import acts, files, post
from casereview.casework.models import Awaited
from casereview.rules import permits
from casereview.rules.answers import Owed, owed
from casereview.rules.awaited import What
from casereview.rules.permits import Who


def awaited(by: Who) -> list[tuple[files.Opened, Owed]]:
    """The answers that the panel awaits, longest overdue first, for its secretariat."""
    permits.correspond(by).require()
    opened = files.open_files(_cases(), by=by, purpose="answers awaited")
    found = [(file, answer) for file in opened if (answer := owed(file))]
    return sorted(found, key=lambda one: (one[1].due, one[0].reference))


def chase(today: date) -> Iterator[str]:
    """Remind whoever is due to be reminded, and send what waits to be sent; in a line each, what was done."""
    sent = [chaser for reference in sorted(_cases()) if (chaser := acts.remind(reference, on=today))]
    went = post.send(today)
    yield f"{len(sent)} reminders put on record; {went.went} e-mails sent."
    if went.failed:
        yield f"ATTENTION: {went.failed} e-mails could not be sent; they are tried again by the next run."
    if went.nobody:
        yield f"ATTENTION: {went.nobody} letters or reminders wait, since nobody of the board has an e-mail address here."
    if uncertain := post.uncertain():
        yield f"ATTENTION: {len(uncertain)} e-mails may or may not have gone. Look at “Letters”."


def _cases() -> set[str]:
    return set(Awaited.objects.filter(what=What.ANSWER).values_list("case", flat=True))
