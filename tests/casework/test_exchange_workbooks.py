"""Workbooks: what people type into them, the template that they fill in, and nothing in them that does not show."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from casereview.casework.exchange.exporting import export_records
from casereview.casework.exchange.faults import NotImported
from casereview.casework.exchange.format import FILES
from casereview.casework.exchange.importing import import_records
from casereview.casework.exchange.placing import NotWritten
from casereview.casework.exchange.template import write_template
from casereview.casework.models import Advice, Decision, Report
from casereview.spreadsheets.workbooks import read_workbook
from tests.exchanges import changed, folder, held, sound

pytestmark = pytest.mark.django_db


def exported(tmp_path, exchange) -> Path:
    import_records(folder(tmp_path / "in", exchange), by="ida")
    export_records(tmp_path / "out.xlsx")
    return tmp_path / "out.xlsx"


def texts(path: Path) -> dict[str, list[list[str]]]:
    return {name: [row.cells for row in rows] for name, rows in read_workbook(path)}


# ── What is exported ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_workbook_has_the_cells_of_the_folder(tmp_path):
    book = texts(exported(tmp_path, sound()))
    export_records(tmp_path / "out")
    for name, rows in held(tmp_path / "out").items():
        header, *cells = book[name]
        assert [dict(zip(header, row + [""] * (len(header) - len(row)), strict=True)) for row in cells] == rows


def test_texts_are_typed_as_text_and_numbers_as_numbers(tmp_path):
    path = exported(tmp_path, changed("reports", title="=HYPERLINK(1)"))
    [_, row] = load_workbook(path)["reports"].iter_rows()
    cells = {cell.value: cell.data_type for cell in row if cell.value is not None}
    assert cells["'=HYPERLINK(1)"] == "s"
    assert cells["2015-11-02"] == "s"
    assert cells[42] == "n"


def test_words_that_a_spreadsheet_has_for_errors_are_texts(tmp_path):
    path = exported(tmp_path, changed("reports", title="#N/A"))
    assert {cell.data_type for cell in load_workbook(path)["reports"][2]} == {"s", "n"}
    assert import_records(path, by="ida").there["reports"] == 1


@pytest.mark.parametrize("make", [export_records, write_template])
def test_nothing_in_a_workbook_is_hidden(tmp_path, make):
    make(tmp_path / "book.xlsx")
    book = load_workbook(tmp_path / "book.xlsx")
    assert set(book.sheetnames) <= set(FILES)
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert not book.defined_names
    assert not any(sheet.defined_names for sheet in book)
    assert not any(column.hidden for sheet in book for column in sheet.column_dimensions.values())
    assert not any(row.hidden for sheet in book for row in sheet.row_dimensions.values())


def test_a_text_that_no_cell_holds_is_refused_by_its_place(tmp_path):
    with pytest.raises(
        NotWritten,
        match=r"In decisions, D1 has a text of 40,000 characters, where a cell of a workbook holds 32,767\. "
        r"Export to a folder of CSV files instead\.",
    ):
        exported(tmp_path, changed("decisions", reasons="x" * 40_000))
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


# ── What people type ────────────────────────────────────────────────────────────────────────────────────────────────


def filled(path: Path, **sheets) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_real_dates_numbers_and_booleans_count_as_what_is_written_for_them(tmp_path):
    import_records(folder(tmp_path / "in", sound(reports=[], decisions=[])), by="ida")
    path = filled(
        tmp_path / "in.xlsx",
        reports=[["id", "case", "on", "pages", "title"], [7, "2015-0001", date(2015, 11, 2), 42.0, 1.5]],
        decisions=[["id", "case", "on", "initiate"], [8.0, "2015-0001", datetime(2015, 5, 12), False]],  # noqa: DTZ001
    )
    import_records(path, by="ida")
    report, decision = Report.objects.get(pk="7"), Decision.objects.get(pk="8")
    assert (report.on, report.pages, report.title) == (date(2015, 11, 2), 42, "1.5")
    assert (decision.on, decision.initiate) == (date(2015, 5, 12), False)


def test_rows_beyond_the_size_that_a_sheet_says_it_has_are_read(tmp_path):
    path = filled(tmp_path / "in.xlsx", meetings=[["id", "on"], ["M1", "2015-06-08"], ["M2", "2015-06-08"]])
    rewrite(path, lambda _, xml: re.sub('<dimension ref="[^"]*"', '<dimension ref="A1"', xml))
    assert len(texts(path)["meetings"]) == 3


def test_a_row_far_beyond_the_last_that_there_can_be_is_refused_in_no_time(tmp_path):
    path = filled(tmp_path / "in.xlsx", meetings=[["id", "on"], ["M1", "2015-06-08"]])
    rewrite(path, lambda _, xml: xml.replace('r="2"', 'r="999999999999"'))
    with pytest.raises(NotImported) as found:
        import_records(path, by="ida")
    assert [str(fault) for fault in found.value.faults] == [
        "in.xlsx:1: file: has rows in meetings beyond the last that a sheet can have, 1,048,576; delete them"
    ]


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_", "a\rb", "\x01", "_x000D_\r", "_x0041\x01"])
def test_texts_that_a_spreadsheet_saved_again_are_the_same(tmp_path, text):
    path = exported(tmp_path, changed("reports", title=text))
    share_texts(path)
    assert import_records(path, by="ida").there["reports"] == 1


def test_spaces_at_the_ends_of_a_text_are_said_to_matter(tmp_path):
    path = exported(tmp_path, changed("reports", title="  ", id=" P1"))
    with zipfile.ZipFile(path) as archive:
        sheets = "".join(archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name)
    assert '<t xml:space="preserve"> P1</t>' in sheets
    assert "<t>_x0020_ </t>" in sheets or '<t xml:space="preserve">_x0020_ </t>' in sheets
    assert not re.search(r"<t>\s|<t>[^<]*\s</t>", sheets)


def rewrite(path: Path, change: Callable[[str, str], str], **added: str) -> None:
    """Change the XML of the sheets and of the list of contents of a workbook, and add parts to it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in parts:
        if name.startswith(("xl/worksheets/sheet", "[Content_Types]")):
            parts[name] = change(name, parts[name].decode()).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (parts | added).items():
            archive.writestr(name, content)


def share_texts(path: Path) -> None:
    """Move the texts of every sheet to the table that sheets share, where Excel keeps them."""
    shared: list[str] = []

    def move(match: re.Match[str]) -> str:
        shared.append(f"<si>{match[2]}</si>")
        return f'{match[1]}t="s"><v>{len(shared) - 1}</v></c>'

    def change(_: str, xml: str) -> str:
        kind = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHARED_STRINGS}"/>'
        xml = xml.replace("</Types>", f"{kind}</Types>")
        return re.sub(r'(<c [^>]*?)t="inlineStr"><is>(.*?)</is></c>', move, xml, flags=re.DOTALL)

    rewrite(path, change)
    rewrite(
        path, lambda _, xml: xml, **{"xl/sharedStrings.xml": f'<sst xmlns="{SHEET_MAIN_NS}">{"".join(shared)}</sst>'}
    )


# ── The template ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_template_has_every_file_and_column_and_says_what_each_means(tmp_path):
    write_template(tmp_path / "template.xlsx")
    book = load_workbook(tmp_path / "template.xlsx")
    assert book.sheetnames == list(FILES)
    for sheet in book:
        columns = FILES[sheet.title].columns
        assert [cell.value for cell in sheet[1]] == [column.name for column in columns]
        assert all(cell.font.b for cell in sheet[1])
        assert sheet.freeze_panes == "A2"
        rules = {str(rule.sqref).partition(":")[0]: rule for rule in sheet.data_validations.dataValidation}
        for cell, column in zip(sheet[1], columns, strict=True):
            rule = rules[cell.coordinate]
            assert (rule.promptTitle, rule.prompt, rule.showInputMessage) == (column.name, column.meaning, True)
            assert rule.formula1 == (f'"{",".join(column.codes)}"' if column.codes else rule.formula1)
            assert rule.type == ("list" if column.codes else {date: "date", int: "whole", str: None}[column.kind])


def test_what_a_spreadsheet_shows_is_no_longer_than_it_can_show():
    for file in FILES.values():
        for column in file.columns:
            assert len(column.name) <= 32
            assert len(column.meaning) <= 255
            assert len(",".join(column.codes)) <= 253


def test_a_template_filled_in_is_imported(tmp_path):
    path = tmp_path / "template.xlsx"
    write_template(path)
    book = load_workbook(path)
    for name, rows in sound().items():
        header = [cell.value for cell in book[name][1]]
        for row in rows:
            book[name].append([_typed(row.get(column, ""), column) for column in header])
    book.save(path)
    done = import_records(path, by="ida")
    assert {name: count for name, count in done.added.items() if count} == {
        name: len(rows) for name, rows in sound().items() if rows
    }
    assert Advice.objects.get().on == date(2015, 6, 8)


def _typed(text: str, column: str) -> object:
    """What a spreadsheet makes of what a person types."""
    if column in ("on", "born", "from") and text > "1900":
        return datetime.fromisoformat(text)
    return int(text) if text.isdigit() else text or None


def test_an_empty_template_is_an_import_of_nothing(tmp_path):
    write_template(tmp_path / "template.xlsx")
    assert sum(import_records(tmp_path / "template.xlsx", by="ida").added.values()) == 0


def test_a_template_takes_the_place_of_a_file_only_when_forced(tmp_path):
    write_template(tmp_path / "template.xlsx")
    with pytest.raises(NotWritten, match=r"exists already\. Give another name, or --force to replace it\."):
        write_template(tmp_path / "template.xlsx")
    write_template(tmp_path / "template.xlsx", force=True)
