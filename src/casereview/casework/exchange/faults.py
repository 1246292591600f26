"""What is wrong with an import: every fault, each where it stands and with what would be right."""

from collections.abc import Iterable
from typing import NamedTuple

from casereview.spreadsheets.tables import escaped


class Fault(NamedTuple):
    """One thing that is wrong. `column` is `row`, `header` or `file` where no one column is at fault."""

    file: str
    line: int
    column: str
    wrong: str

    def __str__(self) -> str:
        return escaped(f"{self.file}:{self.line}: {self.column}: {self.wrong}")


class NotImported(Exception):
    """An import has faults, and nothing of it was written. `faults` are all of them, by file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.file, fault.line))
        super().__init__(f"{len(self.faults)} faults")  # and no text of a record, since exceptions are logged
