"""Exporting: everything that the exchange holds is taken out of the record, as of one link of the ledger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from casereview.casework.exchange import documents
from casereview.casework.exchange.format import FILES, Column, File
from casereview.casework.exchange.placing import NotWritten, new_file, new_folder
from casereview.casework.exchange.progress import Progress, Tick, in_silence
from casereview.casework.models import Advice, Opinion, Unsealing
from casereview.ledger import chain
from casereview.spreadsheets.tables import write_csv
from casereview.spreadsheets.workbooks import Sheet, TooLong, write_workbook

WORKBOOK = ".xlsx"


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows of each file were written, and the head of the ledger that they are as of."""

    rows: Mapping[str, int]
    head: tuple[int, str]
    missing: Sequence[str] = ()
    """Documents that the records name, and the store has not: by their hashes."""


def export_records(path: Path, *, force: bool = False, progress: Progress = in_silence) -> Exported:
    """Write everything to a folder, or to a workbook where the path says so. Raises `NotWritten`.

    Rows are never changed, so those up to the head of the ledger at the start are the record of one moment, whatever is
    recorded meanwhile.
    """
    head = chain.head()
    parts = [_Part(file, head[0]) for file in FILES.values()]
    counts = {part.file.name: part.rows.count() for part in parts}
    written = [part for part in parts if counts[part.file.name] or not part.file.further]
    missing: Sequence[str] = ()
    with progress("Writing", sum(counts.values())) as tick:
        if path.suffix.lower() == WORKBOOK:
            _write_workbook(path, written, force, tick)
        else:
            missing = _write_folder(path, written, force, tick)
    return Exported(counts, head, missing)


class _Part:
    """A file with its rows up to a link of the ledger. It is a sheet, once it is asked for its columns and rows."""

    def __init__(self, file: File, head: int) -> None:
        self.file = file
        self.rows = _rows(file, head)
        self.at = ""
        """The row that was written last, by what it is known by."""

    def sheet(self, tick: Tick) -> Sheet:
        columns = [column for column in self.file.columns if not column.further or self._holds(column)]
        return Sheet(self.file.name, [column.name for column in columns], self._cells(columns, tick))

    def documents(self) -> Iterator[str]:
        """The documents that the rows name, by their hashes."""
        for column in self.file.columns:
            if column.name in documents.COLUMNS:
                yield from filter(None, self.rows.values_list(column.field, flat=True))

    def _holds(self, column: Column) -> bool:
        return self.rows.exclude(**{column.field: column.empty}).exists()

    def _cells(self, columns: Sequence[Column], tick: Tick) -> Iterator[Sequence[Any]]:
        fields = [column.field for column in columns]
        for done, row in enumerate(self.rows.values_list(*fields).iterator(chunk_size=2_000), start=1):
            self.at = row[0]
            yield row
            if done % 500 == 0:
                tick(500)


def _rows(file: File, head: int) -> QuerySet:
    """The rows of a file up to a link of the ledger, in the order in which they were recorded."""
    rows = file.model._default_manager.filter(number__lte=head).order_by("number")
    if file.kind:  # an organisation is exchanged as it was last corrected
        corrected = rows.filter(corrects__isnull=False).order_by().values("corrects")
        return rows.filter(kind=file.kind).exclude(pk__in=corrected)
    return _open(rows, head) if file.model is Opinion else rows


def _open(rows: QuerySet, head: int) -> QuerySet:
    """Members' views without those that are sealed, which no one sees before the turn closes; see `rules.opinions`."""
    closed = {"case": OuterRef("case"), "matter": OuterRef("matter"), "recorded_at__gte": OuterRef("recorded_at")}
    return rows.filter(
        Exists(Unsealing.objects.filter(number__lte=head, **closed))
        | Exists(Advice.objects.filter(number__lte=head, **closed))
    )


def _write_folder(path: Path, parts: Sequence[_Part], force: bool, tick: Tick) -> Sequence[str]:
    """The files, and the documents that they name; answers with those documents that are not there."""
    with new_folder(path, force=force, ours={documents.FOLDER, *(f"{name}.csv" for name in FILES)}) as made:
        for part in parts:
            sheet = part.sheet(tick)
            with (made / f"{sheet.name}.csv").open("w", encoding="utf-8", newline="") as stream:
                write_csv(stream, sheet.header, sheet.rows)
        return documents.write(made, {sha256 for part in parts for sha256 in part.documents()})


def _write_workbook(path: Path, parts: Sequence[_Part], force: bool, tick: Tick) -> None:
    part = parts[0]

    def sheets() -> Iterator[Sheet]:
        nonlocal part
        for part in parts:
            yield part.sheet(tick)

    with new_file(path, force=force) as made:
        try:
            write_workbook(made, sheets())
        except TooLong as wrong:
            raise NotWritten(
                f"In {part.file.name}, {part.at} has {wrong}. Export to a folder of CSV files instead."
            ) from wrong
