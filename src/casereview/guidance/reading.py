"""Reading an edition's file: the dataclasses are the schema, and every error is told at once, by its place."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from .contents import Edition, Faults
from .days import UNITS, Span

PLAIN = {
    str: "a text in quotation marks",
    bool: "true or false",
    int: "a whole number",
    date: "a day such as 2015-03-26",
    list: "a list",
    dict: "a table",
}
OPTIONAL = (UnionType, Union)
A_SPAN = "a number with its unit, such as { working_days = 5 },"


class EditionErrors(ValueError):
    """All that is wrong with one or more editions."""

    def __init__(self, errors: Iterable[str]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(self.errors))


def read(path: Path) -> Edition:
    reader = _Reader(path.name)
    edition = reader.file(path)
    if edition is None:
        raise EditionErrors(reader.errors)
    return edition


class _Reader:
    """Reads raw values as the kinds that the schema asks for, and notes each fault. What has one is read as None."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.errors: list[str] = []

    def file(self, path: Path) -> Edition | None:
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self.errors.append(f"{self.name}: cannot be read: {error}")
            return None
        edition: Edition | None = self.table(Edition, table, "")
        return edition

    def value(self, kind: Any, raw: object, path: str) -> Any:
        origin, inner = get_origin(kind), get_args(kind)
        if origin in OPTIONAL:
            return self.value(inner[0], raw, path)
        if origin is Literal:
            return self.word(inner, raw, path)
        if origin is tuple:
            return self.entries(inner[0], raw, path)
        if origin is Mapping:
            return self.by_key(inner[0], inner[1], raw, path)
        if kind is Span:
            return self.span(raw, path)
        if is_dataclass(kind):
            return self.table(kind, raw, path)
        return self.plain(kind, raw, path)

    def plain(self, kind: Any, raw: object, path: str) -> Any:
        """The value itself. Its type is compared exactly: to Python true is also a number, and a moment also a day."""
        if type(raw) is not kind:
            self.fault(path, f"{_shown(raw)} is not right; {PLAIN[kind]} would be")
            return None
        if raw == "":
            self.fault(path, "empty; a text would be right")
        return raw

    def word(self, words: tuple[str, ...], raw: object, path: str) -> Any:
        word = self.plain(str, raw, path)
        if word and word not in words:
            self.fault(path, f"{_shown(word)} is unknown; {_suggested(word, words)} would be right")
        return word

    def span(self, raw: object, path: str) -> Span | None:
        if not isinstance(raw, dict) or len(raw) != 1:
            self.fault(path, f"{_shown(raw)} is not right; {A_SPAN} would be")
            return None
        self.known_keys(raw, UNITS, path)
        try:
            return next((Span(n, unit) for unit, n in raw.items() if unit in UNITS), None)
        except ValueError as wrong:
            self.fault(path, str(wrong))
            return None

    def entries(self, kind: Any, raw: object, path: str) -> tuple[Any, ...] | None:
        entries = self.plain(list, raw, path)
        if entries is None:
            return None
        places = [_place(path, entry, number) for number, entry in enumerate(entries, start=1)]
        for place, times in Counter(places).items():
            if times > 1:
                self.fault(place, f"{times} entries have this code; a code of its own for each would be right")
        return tuple(self.value(kind, entry, place) for entry, place in zip(entries, places, strict=True))

    def by_key(self, keys: Any, kind: Any, raw: object, path: str) -> Mapping[str, Any] | None:
        table = self.plain(dict, raw, path)
        if table is None:
            return None
        known = self.known_keys(table, get_args(keys), path)
        return MappingProxyType({key: self.value(kind, table[key], _at(path, key)) for key in known})

    def table(self, kind: Any, raw: object, path: str) -> Any:
        table = self.plain(dict, raw, path)
        if table is None:
            return None
        errors_so_far = len(self.errors)
        kinds = get_type_hints(kind)
        found = {key: self.value(kinds[key], table[key], _at(path, key)) for key in self.known_keys(table, kinds, path)}
        for field in fields(kind):
            if field.name not in table and field.default is MISSING:
                self.fault(_at(path, field.name), f"missing; {_right(kinds[field.name])} would be right")
        return self.made(kind, found, path) if len(self.errors) == errors_so_far else None

    def made(self, kind: Any, found: dict[str, Any], path: str) -> Any:
        try:
            return kind(**found)
        except Faults as wrong:
            for field, fault in wrong.faults:
                self.fault(_at(path, field), fault)
            return None

    def known_keys(self, table: dict[str, Any], known: Iterable[str], path: str) -> list[str]:
        for key in table:
            if key not in known:
                self.fault(_at(path, key), f"unknown key; {_suggested(key, known)} would be right")
        return [key for key in table if key in known]

    def fault(self, path: str, what: str) -> None:
        self.errors.append(f"{self.name}: {path}: {what}")


def _at(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _place(path: str, entry: object, number: int) -> str:
    """An entry of a list goes by its code, the same place in every edition; without one, by its number."""
    code = entry.get("code") if isinstance(entry, dict) else None
    return _at(path, str(code or number))


def _right(kind: Any) -> str:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in OPTIONAL:
        return _right(inner[0])
    if origin is Literal:
        return f"one of {', '.join(inner)}"
    if kind is Span:
        return A_SPAN
    return PLAIN.get(list if origin is tuple else kind, PLAIN[dict])


def _suggested(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), n=1)
    return _shown(close[0]) if close else f"one of {', '.join(known)}"


def _shown(raw: object) -> str:
    """A value as it stands in the file; of a list or table only how much there is of it."""
    if isinstance(raw, str):
        return f"“{raw}”"
    if isinstance(raw, list | dict):
        return f"a {'list' if isinstance(raw, list) else 'table'} of {len(raw)}"
    return str(raw).lower() if isinstance(raw, bool) else str(raw)
