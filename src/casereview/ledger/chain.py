"""Writing to the ledger, and checking it. Every write of a recorded row, in the whole system, is `append`."""

import hashlib
import json
import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from json.encoder import encode_basestring
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from casereview.ledger import verify
from casereview.ledger.models import Done, Link, Recorded

LOCK = 7_240_813
"""The advisory lock on PostgreSQL that serialises writing; SQLite's IMMEDIATE transactions do so by themselves."""

R = TypeVar("R", bound=Recorded)


@contextmanager
def writing() -> Iterator[None]:
    """One transaction, in which nobody else writes: what is checked inside it is still so when it is written."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield


def append(rows: Sequence[Recorded], *, act: str, by: str, tick: Callable[[int], object] = lambda _: None) -> None:
    """Write rows with their links, one each, in order. Call it inside `writing`.

    A row that comes with `recorded_at` or `recorded_by` (an import of older records) keeps them; the link says when and
    by whom it was really written. `tick` is told how many rows are done, for a progress bar.
    """
    now = timezone.now()
    number, previous = head()
    for start in range(0, len(rows), 5_000):
        batch = rows[start : start + 5_000]
        links = []
        by_model: dict[type[Recorded], list[Recorded]] = defaultdict(list)
        for row in batch:
            number += 1
            row.number = number
            row.salt = secrets.token_hex(16)
            row.recorded_at = row.recorded_at or now
            row.recorded_by = row.recorded_by or by
            body = _body(row, act=act, by=by, at=now)
            previous = verify.chained(previous, body)
            links.append((number, body, previous))
            by_model[type(row)].append(row)
        for model, group in by_model.items():
            model._default_manager.all()._append(group)
        Link.objects.all()._append_values(links)
        tick(len(batch))


def head() -> tuple[int, str]:
    """The number and hash of the latest link; (0, zeros) of an empty ledger."""
    return Link.objects.order_by("-number").values_list("number", "hash").first() or (0, verify.GENESIS)


def once(token: str, *, by: str, act: str) -> Recorded | None:
    """The row that this act already wrote for this person by a form with this token, or None. Call it inside `writing`."""
    done = Done.objects.filter(token=_token(token, by, act)).first() if token else None
    return apps.get_model(done.model)._default_manager.get(pk=done.row) if done else None


def done(token: str, *, by: str, act: str, row: Recorded) -> None:
    """Remember that the form with this token was acted on, and what its answer was."""
    if token:
        Done.objects.create(token=_token(token, by, act), by=by, model=row._meta.label_lower, row=row.pk)


def _token(token: str, by: str, act: str) -> str:
    """What is kept of a token, whatever a browser sent as one: of one length, and of this person and act alone."""
    return hashlib.sha256(f"{by}\n{act}\n{token}".encode(errors="surrogatepass")).hexdigest()


def export(spoken_for: set[tuple[str, int]] | None = None) -> Iterator[dict[str, Any]]:
    """Every link in order with its row as it stands now: what `verify.faults` takes.

    Each row that a link speaks for, by table and number, is added to `spoken_for`.
    """
    last = 0
    while links := list(Link.objects.filter(number__gt=last).order_by("number")[:2_000]):
        last = links[-1].number
        for table, exported in _exported(links):
            if spoken_for is not None:
                spoken_for.add((table, exported["number"]))
            yield exported


def _exported(links: Sequence[Link]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Links that follow one another, each with the table of its row and, as `export` has it, the row."""
    tables = [str((verify.read(link.body) or {}).get("table", "")) for link in links]
    rows = _rows([link.number for link in links], set(tables))
    for link, table in zip(links, tables, strict=True):
        row = rows.get((table, link.number))
        kept = row and {"salt": row.salt, "values": _values(row)}
        yield table, {"number": link.number, "body": link.body, "hash": link.hash, "row": kept}


def faults_of(number: int) -> list[str]:
    """What is wrong with the row that one link speaks for, whatever may be wrong elsewhere."""
    [(_, link)] = _exported([Link.objects.get(number=number)])
    before = Link.objects.filter(number=number - 1).values_list("hash", flat=True).first()
    return list(verify.faults([link], follows=(number, before or verify.GENESIS)))


def faults(earlier: tuple[int, str] | None = None) -> Iterator[str]:
    """Everything that is wrong with the ledger and the rows it speaks for; rows without a link as well."""
    spoken_for: set[tuple[str, int]] = set()
    yield from verify.faults(export(spoken_for), earlier)
    for model in _models():
        table = model._meta.db_table
        for number, key in model._default_manager.order_by("number").values_list("number", "pk"):
            if (table, number) not in spoken_for:
                yield f"{table} {key}: a row with no link"


_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
"""JSON as `json.dumps` writes it with these options; which makes an encoder for every call, and an import makes a million."""


def _body(row: Recorded, *, act: str, by: str, at: datetime) -> str:
    fields = {name: verify.digest(row.salt, name, _said(getattr(row, name))) for name in _columns(type(row))}
    link = {
        "act": act,
        "at": _plain(at),
        "by": by,
        "table": row._meta.db_table,
        "row": str(row.pk),
        "number": row.number,
        "fields": fields,
    }
    return _json(link)


def _said(value: Any) -> str:
    """The JSON of a field's value. Nearly all are texts or nothing, for which the encoder need not be asked."""
    if value is None:
        return "null"
    return encode_basestring(value) if type(value) is str else _json(_plain(value))


def _values(row: Recorded) -> dict[str, Any]:
    """A row's fields as plain values, the same on both databases. The salt is what digests are made with."""
    return {name: _plain(getattr(row, name)) for name in _columns(type(row))}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _columns(model: type[Recorded]) -> tuple[str, ...]:
    return tuple(f.attname for f in model._meta.concrete_fields if f.attname != "salt")


def _models() -> Iterable[type[Recorded]]:
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def _rows(numbers: Sequence[int], tables: Collection[str]) -> dict[tuple[str, int], Recorded]:
    """The rows of some tables that links from the first to the last of these numbers speak for."""
    return {
        (model._meta.db_table, row.number): row
        for model in _models()
        if model._meta.db_table in tables
        for row in model._default_manager.filter(number__gte=numbers[0], number__lte=numbers[-1])
    }
