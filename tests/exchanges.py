"""Exchanges for tests: a small sound one, with a row of nearly every file, and the writing of any as a folder."""

import csv
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]

_SOUND: dict[str, Rows] = {
    "authorities": [{"code": "E1", "name": "Aldermarsh", "region": "Northmoor", "from": "1889-04-01", "until": ""}],
    "boards": [{"code": "B1", "name": "Aldermarsh Board", "authorities": "E1", "from": "2006-04-01", "until": ""}],
    "cases": [{"case": "2015-0001", "board": "B1"}, {"case": "2015-0002", "board": "B1"}],
    "children": [{"case": "2015-0001", "child": "1", "sex": "female", "born": "2012-03-04", "role": "victim"}],
    "incidents": [{"id": "I1", "case": "2015-0001", "on": "2015-04-02", "kind": "death", "in_utero": "no"}],
    "notifications": [{"id": "N1", "case": "2015-0001", "on": "2015-04-07", "authority": "E1"}],
    "withdrawals": [],
    "decisions": [
        {
            "id": "D1",
            "case": "2015-0001",
            "on": "2015-05-12",
            "corrects": "",
            "initiate": "no",
            "reasons": "As set out.",
        }
    ],
    "submissions": [{"id": "S1", "case": "2015-0001", "on": "2015-05-20", "matter": "non_initiation"}],
    "advice": [
        {
            "id": "A1",
            "case": "2015-0001",
            "on": "2015-06-08",
            "matter": "non_initiation",
            "view": "refer_back",
            "grounds": "information_quality;other",
        }
    ],
    "responses": [
        {"id": "R1", "case": "2015-0001", "on": "2015-06-20", "matter": "non_initiation", "position": "explains"}
    ],
    "reports": [{"id": "P1", "case": "2015-0001", "on": "2015-11-02", "title": "A report", "pages": "42"}],
    "publications": [{"id": "U1", "case": "2015-0001", "on": "2016-01-20", "route": "full"}],
    "meetings": [{"id": "M1", "on": "2015-06-08", "attended": "Ada Vale;Bo Marsh"}],
    "contacts": [{"id": "C1", "on": "2015-06-01", "board": "B1", "kind": "nil_return"}],
}


def sound(**changed: Rows) -> dict[str, Rows]:
    """The sound exchange, with the rows of some files put in place of its own."""
    return deepcopy(_SOUND) | changed


def changed(file: str, **cells: str) -> dict[str, Rows]:
    """The sound exchange with some cells of the first row of one file changed."""
    exchange = sound()
    exchange[file][0] |= cells
    return exchange


def added(file: str, **cells: str) -> dict[str, Rows]:
    """The sound exchange with a second row of a file, like the first but for some cells."""
    exchange = sound()
    exchange[file].append(exchange[file][0] | cells)
    return exchange


def folder(path: Path, exchange: Mapping[str, Sequence[Mapping[str, Any]]]) -> Path:
    """Write an exchange as a folder of CSV files, with the columns that its rows have."""
    path.mkdir(exist_ok=True)
    for name, rows in exchange.items():
        header = list(dict.fromkeys(column for row in rows for column in row))
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, header)
            writer.writeheader()
            writer.writerows(rows)
    return path


def held(path: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of a folder of CSV files as they stand there."""
    found = {}
    for file in sorted(path.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            found[file.stem] = list(csv.DictReader(stream))
    return found
