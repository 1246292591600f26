"""The index of where each case stands, kept by the acts so that long lists can be filtered and paged in SQL.

It is never the record: `rebuild` makes it again from the files, and a test holds that a rebuilt one equals the kept one.
Who may list a case is said by `permits.scopes`, the same rule by which a file is opened; recusals are asked of the record.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from casereview.casework import files
from casereview.casework.models import Awaited, Case, Standing
from casereview.ledger.chain import writing
from casereview.rules import awaited, permits, stages
from casereview.rules.facts import CaseFile
from casereview.rules.permits import Who

BATCH = 500

_put_off: ContextVar[set[str] | None] = ContextVar("_put_off", default=None)


@contextmanager
def kept_at_the_end() -> Iterator[None]:
    """For many acts in one transaction: the index is brought up to date once, when all of them are done."""
    references: set[str] = set()
    token = _put_off.set(references)
    try:
        yield
    finally:
        _put_off.reset(token)
    ordered = sorted(references)
    for start in range(0, len(ordered), BATCH):
        keep(ordered[start : start + BATCH])


def keep(references: Collection[str]) -> None:
    """Bring the index up to date for some cases; called by each act in its own transaction."""
    if (put_off := _put_off.get()) is not None:
        put_off.update(references)
        return
    opened = files.read(references)
    Standing.objects.filter(case__in=references).delete()
    Awaited.objects.filter(case__in=references).delete()
    Standing.objects.bulk_create(row for file in opened for row in _standing(file))
    Awaited.objects.bulk_create(row for file in opened for row in _awaited(file))


def is_empty() -> bool:
    """Whether there is no case yet."""
    return not Case.objects.exists()


def rebuild(tick: Callable[[int], object] = lambda _: None) -> int:
    """Make the whole index again; returns how many cases it holds."""
    with writing():
        references = list(Case.objects.order_by("reference").values_list("reference", flat=True))
        Standing.objects.all().delete()
        Awaited.objects.all().delete()
        for start in range(0, len(references), BATCH):
            keep(references[start : start + BATCH])
            tick(len(references[start : start + BATCH]))
    return len(references)


def cases(who: Who, *, stage: str = "", reference: str = "") -> QuerySet[Standing]:
    """The cases that a person may list, latest first; of one stage, or whose reference begins in a certain way."""
    rows = _open_to(who, Standing.objects.filter(scope=who.scope)).order_by("-latest_on", "case")
    if stage:
        rows = rows.filter(stage=stage)
    if reference:
        rows = rows.filter(case__istartswith=reference)
    return rows


def work(who: Who) -> QuerySet[Awaited]:
    """What is awaited of a person's organisation, most urgent first."""
    return _open_to(who, Awaited.objects.filter(scope=who.scope)).order_by("urgency", "since", "case")


def _open_to(who: Who, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows, without those of cases that a recusal closes to this person."""
    closed = files.closed_to(who)
    return rows.exclude(case__in=closed) if closed else rows


def page(rows: QuerySet[Any] | list[Any], number: str | None, size: int = 25) -> Page[Any]:
    """One page of a list; the nearest one where there is none of that number."""
    return Paginator(rows, size).get_page(number)


def differences() -> list[str]:
    """Where the kept index differs from one made again, in words; for the test and `casereview standing`."""
    kept = {_plain(row) for rows in (Standing.objects, Awaited.objects) for row in rows.iterator()}
    made = {_plain(row) for file in files.read() for row in (*_standing(file), *_awaited(file))}
    return sorted(
        [f"kept, but would not be made: {row}" for row in kept - made]
        + [f"not kept, but would be made: {row}" for row in made - kept]
    )


def _standing(file: CaseFile) -> Iterable[Standing]:
    days = [fact.on for kind, fact in file.facts() if kind not in permits.PANELS_OWN]
    for scope in sorted(permits.scopes(file)):
        yield Standing(
            scope=scope,
            case=file.reference,
            board=file.board.code,
            stage=stages.stage(file),
            opened_on=min(days, default=None),
            latest_on=max(days, default=None),
        )


def _awaited(file: CaseFile) -> Iterable[Awaited]:
    for one in awaited.awaited(file):
        yield Awaited(
            scope=one.scope, case=file.reference, what=one.what, since=one.since, due=one.due, urgency=one.urgency[0]
        )


def _plain(row: Any) -> str:
    values = (str(getattr(row, f.attname)) for f in row._meta.concrete_fields if f.attname != "id")
    return f"{row._meta.model_name} {' '.join(values)}"
