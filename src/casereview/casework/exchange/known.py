"""What the names in an import can mean: its own rows, and those on record."""

from collections.abc import Mapping, Sequence
from typing import Any

from casereview.casework import files
from casereview.casework.exchange.format import Column, File
from casereview.casework.exchange.reading import Entry, Table


class Known:
    """The rows of an import, and those on record that it has or names."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.tables = tables
        self.incoming: dict[str, dict[str, Entry]] = {name: {} for name in tables}
        """By file, the first entry of each key."""
        for name, table in tables.items():
            for entry in table.entries:
                self.incoming[name].setdefault(entry.key, entry)
        named = self._named()
        self.held = {name: _held(table.file, named[name]) for name, table in tables.items()}
        """By file, the rows on record."""

    def find(self, file: str, key: str) -> Any:
        """The row that a key means: the one on record, or else the one that comes in; None where there is neither."""
        if held := self.held[file].get(key):
            return held
        entry = self.incoming[file].get(key)
        return entry.row if entry else None

    def _named(self) -> dict[str, set[str]]:
        """By file, what the import's own rows are known by, and what they name."""
        named: dict[str, set[str]] = {name: set() for name in self.tables}
        for table in self.tables.values():
            columns = naming(table.file)
            for entry in table.entries:
                if not entry.faulty.intersection(table.file.keys):  # or a database might be unable even to look for it
                    named[table.file.name].add(entry.key)
                for column in columns:
                    named[column.names].update(names(column, entry.row))
                if table.file.holds_facts and entry.row.corrects_id:
                    named[table.file.name].add(entry.row.corrects_id)
        return named


def naming(file: File) -> list[Column]:
    """The columns of a file that name rows of another."""
    return [column for column in file.columns if column.names]


def names(column: Column, row: Any) -> Sequence[str]:
    """What a column of a row names, as the rows of that file are known."""
    value = getattr(row, column.field)
    if value is None or value == "":
        return ()
    if column.names == "authorities":
        return value.split(";")
    return (f"{row.case_id}/{value}",) if column.names == "children" else (value,)


def _held(file: File, keys: set[str]) -> Mapping[str, Any]:
    if file.kind:
        return files.organisations(file.kind)
    return file.model._default_manager.in_bulk(keys)
