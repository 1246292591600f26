"""Rows of casework read fast, as model instances by case, for `files` alone.

Tens of thousands of rows are made at once for the national figures. They are the models' own rows, made straight from
the cursor, since the ORM's way of making them takes several times as long as fetching them (docs/performance.md).
"""

import gc
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any

from django.db import connection, models
from django.db.models.base import ModelState

from casereview.casework.models import Case
from casereview.casework.models.case import NAMES, WORDS
from casereview.rules.permits import Sight


class Rows(dict[str, list[Any]]):
    """Rows by case. `sifted` says that some are corrected, or lie after the day; mostly there are none such."""

    sifted = False


def select(
    model: type[models.Model],
    references: Collection[str] | None,
    known_at: datetime | None,
    sight: Sight,
    day: date,
) -> Rows:
    """Rows by case as model instances, made straight from the cursor: the ORM's own way takes several times as long.

    Columns that the sight does not reach are not fetched at all.
    """
    conditions: list[str] = []
    parameters: list[Any] = []
    if references is not None:
        conditions.append(f'"{_case_column(model)}" {_among(references)}')
        parameters += references
    if known_at is not None:
        conditions.append('"recorded_at" <= %s')
        parameters.append(connection.ops.adapt_datetimefield_value(known_at))
    return _fetched(model, sight, day, conditions, parameters)


def present(
    models: Mapping[str, type[models.Model]], references: Collection[str] | None
) -> Mapping[str, type[models.Model]]:
    """Those of the models, by name, of which a few cases have rows, by one query: most cases have few kinds of fact."""
    if references is None or len(references) > FEW:
        return models
    found = " UNION ALL ".join(
        f"""SELECT '{name}' WHERE EXISTS (SELECT 1 FROM "{model._meta.db_table}" WHERE "case_id" {_among(references)})"""  # noqa: S608
        for name, model in models.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(found, [*references] * len(models))
        there = {name for (name,) in cursor.fetchall()}
    return {name: model for name, model in models.items() if name in there}


FEW = 25
"""Of more cases than these, it is as quick to ask for every kind at once."""


def in_force(model: type[models.Model], day: date, **values: str | Collection[str]) -> list[Any]:
    """Rows that no other corrects and whose columns have these values, or one of them. In no order."""
    table = model._meta.db_table
    conditions = [f'NOT EXISTS (SELECT 1 FROM "{table}" AS later WHERE later."corrects_id" = "{table}"."id")']  # noqa: S608
    parameters: list[Any] = []
    for column, value in values.items():
        wanted = [value] if isinstance(value, str) else list(value)
        if not wanted:
            return []
        conditions.append(f'"{column}" {_among(wanted)}')
        parameters += wanted
    return _fetched(model, EVERYTHING, day, conditions, parameters).get("", [])


EVERYTHING = Sight()


def _among(values: Collection[str]) -> str:
    return f"IN ({', '.join(['%s'] * len(values))})"


def _fetched(
    model: type[models.Model], sight: Sight, day: date, conditions: Sequence[str], parameters: Sequence[Any]
) -> Rows:
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    with connection.cursor() as cursor:
        sql = f'SELECT {_selection(model, sight)} FROM "{model._meta.db_table}"{where}'  # noqa: S608 - our own names
        cursor.execute(sql, parameters)
        return _maker(model, sight)(cursor.fetchall(), day.isoformat() if connection.vendor == "sqlite" else day)


def _case_column(model: type[models.Model]) -> str:
    """The column that says to which case a row belongs; none for a fact that belongs to no case."""
    return "reference" if model is Case else "case_id" if hasattr(model, "case") else ""


@contextmanager
def collecting_no_garbage() -> Iterator[None]:
    """Tens of thousands of rows are made and all are kept: looking through them for garbage doubles the time.

    Freezing and unfreezing moves what was made to the oldest generation, where a collection would have left it.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


@cache
def _selection(model: type[models.Model], sight: Sight) -> str:
    """The columns as SQL. On SQLite a cast keeps the driver from converting each value by a slow way of its own."""
    fields = {f.attname: f for f in model._meta.concrete_fields}
    return ", ".join(
        f'CAST("{fields[name].column}" AS TEXT)'
        if connection.vendor == "sqlite" and isinstance(fields[name], models.DateField)
        else f'"{fields[name].column}"'
        for name in _columns(model, sight)
    )


@cache
def _columns(model: type[models.Model], sight: Sight) -> tuple[str, ...]:
    """The columns that are read; texts and names only where the sight reaches them."""
    hidden = {"salt"} | (set() if sight.words else {WORDS}) | (set() if sight.names else {NAMES})
    return tuple(
        f.attname
        for f in model._meta.concrete_fields
        if f.attname != "salt"
        and getattr(f, "holds", "") not in hidden
        and not (f.attname == "why" and WORDS in hidden)
    )


class _Read(ModelState):
    """The state of a row made here: it is in the database, and keeps no related rows."""

    adding = False
    db = "default"
    fields_cache = property(lambda self: {})


_READ = _Read()


def changed(row: Any, **values: Any) -> Any:
    """A copy of a row with other values, to be shown and never written."""
    copy = object.__new__(type(row))
    copy.__dict__ = {**row.__dict__, **values}
    return copy


@cache
def _maker(model: type[models.Model], sight: Sight) -> Callable[[Sequence[Sequence[Any]], Any], Rows]:
    """A function from the cursor's rows to instances by case, compiled for the model's columns as a namedtuple's is."""
    names = _columns(model, sight)
    fields = {f.attname: f for f in model._meta.concrete_fields}
    variable = {name: f"v{i}" for i, name in enumerate(names)}
    case = variable.get(_case_column(model), "''")
    values = {name: _converted(fields[name], variable[name]) for name in names}
    values |= {name: "''" for name in fields if name not in names}
    dates = [variable[name] for name in (*further_dates(model), "on") if name in variable]
    sifting = [f"{name} is not None and {name} > day" for name in dates]
    if "corrects_id" in variable:
        sifting.append(f"{variable['corrects_id']} is not None")
    source = f"""
def make(rows, day):
    groups = Rows()
    for {", ".join(variable.values())} in rows:
        instance = new(model)
        instance.__dict__ = {{{", ".join(f"{name!r}: {value}" for name, value in values.items())}, "_state": state}}
        if (group := groups.get({case})) is None:
            groups[{case}] = [instance]
        else:
            group.append(instance)
        if {" or ".join(sifting) or "False"}:
            groups.sifted = True
    return groups
"""
    namespace: dict[str, Any] = {
        "new": model.__new__,
        "model": model,
        "state": _READ,
        "Rows": Rows,
        "as_date": date.fromisoformat,
        "moment": _moment,
    }
    exec(source, namespace)  # noqa: S102 - names of our own columns, as in a namedtuple
    return namespace["make"]


def _converted(field: models.Field, name: str) -> str:
    """How a column's value becomes what the model holds: PostgreSQL's driver has done it; SQLite's has texts."""
    if connection.vendor != "sqlite" or not isinstance(field, models.DateField):
        return name
    convert = "moment" if isinstance(field, models.DateTimeField) else "as_date"
    return f"{convert}({name}) if {name} else None" if field.null else f"{convert}({name})"


@lru_cache(maxsize=100_000)
def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@cache
def further_dates(model: type[models.Model]) -> tuple[str, ...]:
    """The dates of a row other than the day on which the fact happened."""
    return tuple(f.attname for f in model._meta.concrete_fields if type(f) is models.DateField and f.attname != "on")
