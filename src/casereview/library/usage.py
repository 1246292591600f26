"""How often each entry is used: sums by day. Who used it, from where, and what else they read is nowhere."""

import threading
import time
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F, Sum
from django.utils import timezone

from casereview.library import permits
from casereview.library.models import Use
from casereview.rules.codes import Code
from casereview.rules.permits import Who

EVERY = 60.0
"""Seconds between two writings of the sums. What a process has not written when it is killed is not counted."""


class Kind(Code):
    """What is done with an entry."""

    OPENED = "opened", "Opened"
    READ = "read", "Pages read"
    TAKEN = "taken", "Files taken"
    CITED = "cited", "Cited"


Key = tuple[str, date, str]
_lock = threading.Lock()
_held: Counter[Key] = Counter()
_written = 0.0


def note(entry: str, kind: Kind) -> None:
    """Count one use. It is kept in memory, and written down with others every minute."""
    global _written
    with _lock:
        _held[entry, timezone.localdate(), kind.value] += 1
        if time.monotonic() - _written < EVERY:
            return
        _written = time.monotonic()
    keep()


def keep() -> None:
    """Write down what was counted since the last time. Where the database is busy, it waits for the next."""
    with _lock:
        taken = Counter(_held)
        _held.clear()
    try:
        with transaction.atomic():
            for (entry, on, kind), times in sorted(taken.items()):
                use, _ = Use.objects.get_or_create(entry=entry, on=on, kind=kind)
                Use.objects.filter(pk=use.pk).update(times=F("times") + times)
    except DatabaseError:
        with _lock:
            _held.update(taken)


def by_entry(*, by: Who, since: date) -> list[tuple[str, Mapping[str, int]]]:
    """How often each entry was used since a day, the most opened first."""
    permits.catalogue(by).require()
    keep()
    sums: dict[str, dict[str, int]] = {}
    for row in Use.objects.filter(on__gte=since).values("entry", "kind").annotate(sum=Sum("times")):
        sums.setdefault(row["entry"], {})[row["kind"]] = row["sum"]
    return sorted(sums.items(), key=lambda one: (-sum(one[1].values()), one[0]))


def by_month(*, by: Who, today: date) -> list[tuple[str, int]]:
    """How often entries were opened in each of the last twelve months, this one included: as 2015-03."""
    permits.catalogue(by).require()
    keep()
    months = [today.replace(day=1)]
    while len(months) < 12:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    opened: Counter[str] = Counter()
    for on, times in Use.objects.filter(on__gte=months[-1], kind=Kind.OPENED.value).values_list("on", "times"):
        opened[f"{on:%Y-%m}"] += times
    return [(f"{month:%Y-%m}", opened[f"{month:%Y-%m}"]) for month in reversed(months)]
