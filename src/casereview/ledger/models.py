"""Rows that are added and never changed, and the chain of links that proves it."""

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any, NoReturn

from django.db import connection, models


class Refused(Exception):
    """What was asked is against the rules; the message says so in words fit to read aloud. Nothing was written.

    `field` names the answer that is at fault, where there is one.
    """

    def __init__(self, message: str, *, field: str | None = None):
        super().__init__(message)
        self.message = message
        self.field = field


class NeverChanged(TypeError):
    """Someone tried to change or delete a recorded row in Python; the database would have refused it too."""


class RecordedRows(models.QuerySet):
    """Rows that can be read. They are written by `casereview.ledger.append` alone."""

    def update(self, **_: Any) -> NoReturn:
        raise NeverChanged("Recorded rows are never changed; record a correction.")

    def delete(self) -> NoReturn:
        raise NeverChanged("Recorded rows are never deleted.")

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        raise NeverChanged("Recorded rows are never changed; record a correction.")

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> NoReturn:
        raise NeverChanged("Recorded rows are written by casereview.ledger.append alone.")

    def _append(self, rows: list[Any]) -> None:
        """Write rows. An import writes 100,000 with their links, and the ORM's own way takes three times as long."""
        stored = _stored(self.model, connection.vendor)
        self._append_values(
            [[store(getattr(row, name)) if store else getattr(row, name) for name, store in stored] for row in rows]
        )
        for row in rows:
            row._state.adding, row._state.db = False, self.db

    def _append_values(self, rows: list[Any]) -> None:
        """Write rows that come as what the database keeps, in the order of the columns."""
        fields = self.model._meta.concrete_fields
        columns = ", ".join(f'"{field.column}"' for field in fields)
        places = ", ".join(["%s"] * len(fields))
        with connection.cursor() as cursor:
            cursor.executemany(f'INSERT INTO "{self.model._meta.db_table}" ({columns}) VALUES ({places})', rows)  # noqa: S608


@cache
def _stored(model: type[models.Model], vendor: str) -> list[tuple[str, Callable[[Any], Any] | None]]:
    """The fields of a model, each with how this kind of database keeps it."""
    return [(field.attname, _as_stored(field)) for field in model._meta.concrete_fields]


def _as_stored(field: models.Field) -> Callable[[Any], Any] | None:
    """How the database keeps a field's values; None where it keeps them as they are."""
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value
    if isinstance(
        field, models.CharField | models.TextField | models.IntegerField | models.BooleanField | models.ForeignKey
    ):
        return None
    return partial(field.get_db_prep_save, connection=connection)


class Recorded(models.Model):
    """A row with its link in the ledger. `number` is the link's; the order of numbers is the order of writing."""

    number = models.BigIntegerField(unique=True, editable=False)
    salt = models.CharField(max_length=32, editable=False)
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.CharField(max_length=150, editable=False)

    objects = RecordedRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *_: Any, **__: Any) -> NoReturn:
        raise NeverChanged("Recorded rows are written by casereview.ledger.append alone.")

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise NeverChanged("Recorded rows are never deleted.")


class Fact(Recorded):
    """Something that happened on a day. A fact may correct an earlier one, which is then no longer in force."""

    id = models.CharField(max_length=80, primary_key=True)
    on = models.DateField("date")
    corrects = models.OneToOneField("self", models.DO_NOTHING, null=True, blank=True, related_name="corrected_by")
    why = models.TextField(blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.id


class Link(models.Model):
    """One link of the ledger: what one recorded row said, each field as a salted digest, chained to the link before."""

    number = models.BigIntegerField(primary_key=True)
    body = models.TextField()
    hash = models.CharField(max_length=64)

    objects = RecordedRows.as_manager()

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    def save(self, *_: Any, **__: Any) -> NoReturn:
        raise NeverChanged("Links are written by casereview.ledger.append alone.")

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise NeverChanged("Links are never deleted.")


class SampleData(Recorded):
    """Marks a database whose data are invented. Every page of it says so."""

    id = models.CharField(max_length=20, primary_key=True, default="sample")

    def __str__(self) -> str:
        return self.id


class Done(models.Model):
    """The token of a form already acted on, with the row that was its answer. Kept so that posting twice is once."""

    token = models.CharField(max_length=64, primary_key=True)
    by = models.CharField(max_length=150)
    model = models.CharField(max_length=80)
    row = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.token
