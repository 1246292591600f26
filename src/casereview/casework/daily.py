"""What is to be done every day. Doing it twice does no harm."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from casereview.casework import chasing, standing
from casereview.casework.acts.involving import chase
from casereview.casework.models import Draft
from casereview.guidance import days
from casereview.ledger import chain
from casereview.ledger.models import Done

DRAFTS_KEPT = timedelta(days=90)
"""How long a draft that nobody touches is kept (retention schedule; a setting of the house, not of any law)."""
TOKENS_KEPT = timedelta(days=30)


def tick(*, today: date, heads: Path) -> Iterator[str]:
    """Do it, and say in a line each what was done and what needs somebody's attention."""
    yield f"{standing.rebuild()} cases brought up to date with the calendar."
    yield f"{chase(today)} agencies reminded of what they owe a review."
    yield _note_head(today, heads)
    now = timezone.now()
    drafts, _ = Draft.objects.filter(changed_at__lt=now - DRAFTS_KEPT).delete()
    Done.objects.filter(at__lt=now - TOKENS_KEPT).delete()
    call_command("clearsessions", verbosity=0)
    yield from chasing.chase(today)
    yield f"{drafts} drafts not touched for {DRAFTS_KEPT.days} days thrown away; ended sessions cleared."
    _, last = days.held_years()
    if today > date(last - 1, 6, 30):
        yield f"ATTENTION: bank holidays are held only to the end of {last}. Add the later ones (docs/operating.md)."


def _note_head(today: date, heads: Path) -> str:
    """Write the day's head to a file outside the database, once."""
    number, hashed = chain.head()
    line = f"{today} {number}:{hashed}"
    noted = heads.read_text(encoding="ascii").splitlines() if heads.exists() else []
    if line not in noted:
        with heads.open("a", encoding="ascii") as file:
            file.write(line + "\n")
    return f"The ledger's head is {number}:{hashed}, noted in {heads.name}."
