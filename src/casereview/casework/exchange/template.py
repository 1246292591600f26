"""The empty workbook that people fill in: a sheet for each file, with drop-downs and what each column means."""

from pathlib import Path

from casereview.casework.exchange.format import FILES, File
from casereview.casework.exchange.placing import new_file
from casereview.spreadsheets.workbooks import Prompt, Sheet, write_workbook


def write_template(path: Path, *, force: bool = False) -> None:
    """Write the workbook. Raises `NotWritten` where the file exists, unless forced."""
    with new_file(path, force=force) as made:
        write_workbook(made, [_sheet(file) for file in FILES.values()])


def _sheet(file: File) -> Sheet:
    return Sheet(
        file.name,
        [column.name for column in file.columns],
        prompts=[Prompt(column.meaning, column.kind, column.codes) for column in file.columns],
    )
