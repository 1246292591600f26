"""Every kind of error of an import, with the line that it is on, what is wrong and what would be right."""

import pytest
from openpyxl import Workbook

from casereview.casework.exchange.faults import NotImported
from casereview.casework.exchange.importing import import_records
from casereview.casework.models import Case
from casereview.ledger.models import Link
from tests import exchanges
from tests.exchanges import added, changed, folder, sound

pytestmark = pytest.mark.django_db

TODAY = "2026-11-23"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(f"{TODAY}T12:00:00+00:00", tick=False)


def errors(tmp_path, exchange: dict[str, exchanges.Rows] | None = None, **contents: bytes | str) -> list[str]:
    """The errors of importing an exchange, some of its files with other contents; nothing is written."""
    path = folder(tmp_path / "in", exchange or sound())
    for name, content in contents.items():
        (path / f"{name}.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    return refused(path)


def refused(path) -> list[str]:
    links = Link.objects.count()
    with pytest.raises(NotImported) as found:
        import_records(path, by="ida")
    assert Link.objects.count() == links
    assert not Case.objects.exists()
    return [str(fault) for fault in found.value.faults]


# ── Cells ───────────────────────────────────────────────────────────────────────────────────────────────────────────

CELLS = [
    ("decisions", {"on": "2015-06-31"}, "on: 2015-06-31 is not a day; June 2015 has 30 days"),
    ("decisions", {"on": "2015-13-01"}, "on: 2015-13-01 is not a day; the month is a number from 01 to 12"),
    ("decisions", {"on": "0000-01-01"}, "on: 0000-01-01 is not a day; the year is a number from 0001"),
    (
        "decisions",
        {"on": "12/05/2015"},
        "on: “12/05/2015” is not a day; write year-month-day, such as 2015-04-07",
    ),
    ("decisions", {"on": "20150512"}, "on: “20150512” is not a day; write year-month-day, such as 2015-04-07"),
    (
        "decisions",
        {"on": "２０１５-05-12"},
        "on: “２０１５-05-12” is not a day; write year-month-day, such as 2015-04-07",
    ),
    ("decisions", {"on": ""}, "on: is empty; write the day on which it happened"),
    ("decisions", {"id": ""}, "id: is empty; write an id that is unique within this sheet"),
    (
        "decisions",
        {"recorded_at": "2015-05-12T10:00:00"},
        "recorded_at: 2015-05-12T10:00:00 has no offset; "
        "write 2015-05-12T10:00:00+00:00, or 2015-05-12T10:00:00+01:00 for British Summer Time",
    ),
    (
        "decisions",
        {"recorded_at": "2015-05-12"},
        "recorded_at: “2015-05-12” is not a moment; write day, T, time and offset, such as 2015-11-10T09:30:00+00:00",
    ),
    (
        "decisions",
        {"recorded_at": "2015-05-32T10:00:00Z"},
        "recorded_at: 2015-05-32 is not a day; May 2015 has 31 days",
    ),
    (
        "decisions",
        {"recorded_at": "2015-05-12T25:00:00Z"},
        "recorded_at: 2015-05-12T25:00:00Z is not a moment; check its time and offset, as in 2015-11-10T09:30:00+00:00",
    ),
    (
        "decisions",
        {"recorded_at": "0001-01-01T00:00:00+01:00"},
        "recorded_at: 0001-01-01T00:00:00+01:00 is not a moment; "
        "check its time and offset, as in 2015-11-10T09:30:00+00:00",
    ),
    (
        "decisions",
        {"recorded_at": "2026-11-23T12:00:01+00:00"},
        "recorded_at: 2026-11-23T12:00:01+00:00 is in the future; "
        "write when it came to be known, or leave it empty for now",
    ),
    ("decisions", {"initiate": "Yes"}, "initiate: “Yes” is not an answer to yes or no; write yes or no"),
    ("decisions", {"initiate": ""}, "initiate: is empty; write yes or no"),
    (
        "decisions",
        {"post_mortem": "Confirmed"},
        "post_mortem: “Confirmed” is not one of not_applicable, pending, confirmed; did you mean confirmed?",
    ),
    ("advice", {"view": ""}, "view: is empty; write one of agree, refer_back, disagree, satisfied, noted"),
    (
        "advice",
        {"grounds": "other;cost"},
        "grounds: “cost” is not one of information_quality, information_quantity, post_mortem_pending, "
        "unexplained_delay, serious_harm, abuse_or_neglect, joint_working, perpetrator_not_victim, many_children, "
        "in_utero, cost_cited, other",
    ),
    (
        "advice",
        {"grounds": "other;"},
        "grounds: “other;” has an empty place between its semicolons; write codes joined by single ones",
    ),
    ("reports", {"pages": "12.5"}, "pages: “12.5” is not a whole number; write digits only, such as 12"),
    ("reports", {"pages": "-1"}, "pages: “-1” is not a whole number; write digits only, such as 12"),
    ("reports", {"pages": "2147483648"}, "pages: “2147483648” is too large; write 2147483647 or less"),
    ("decisions", {"id": "D" * 81}, f"id: “{'D' * 39}…” has 81 characters; use 80 or fewer"),
    ("decisions", {"recorded_by": "u" * 151}, f"recorded_by: “{'u' * 39}…” has 151 characters; use 150 or fewer"),
    (
        "decisions",
        {"reasons": "a\0b"},
        "reasons: has a character with the code 0, which cannot be kept; delete it",
    ),
    ("cases", {"case": " 2015-0001"}, "case: “ 2015-0001” begins or ends with a space; leave the space out"),
    (
        "cases",
        {"case": "2015\u200b-0001"},
        "case: “2015\\u200b-0001” has a character that does not show; leave it out",
    ),
    ("cases", {"case": "9" * 61}, f"case: “{'9' * 39}…” has 61 characters; use 60 or fewer"),
    (
        "boards",
        {"code": "B;1"},
        "code: “B;1” has a ; in it, which parts the codes of a list; choose another code",
    ),
]


@pytest.mark.parametrize(("file", "cells", "error"), CELLS)
def test_a_cell_that_cannot_be_taken(tmp_path, file, cells, error):
    found = errors(tmp_path, changed(file, **cells))
    assert f"{file}.csv:2: {error}" in found
    assert not [other for other in found if other.startswith(f"{file}.csv") and other != f"{file}.csv:2: {error}"]


# ── Days ────────────────────────────────────────────────────────────────────────────────────────────────────────────

DAYS = [
    (
        "decisions",
        {"on": "2026-11-24"},
        "on: 2026-11-24 is in the future; enter today's date (2026-11-23) or an earlier one",
    ),
    ("children", {"born": "1949-12-31"}, "born: 1949-12-31 is before any case held here; check the year"),
    ("children", {"died": "2011-01-01"}, "died: 2011-01-01 is before the date of birth, 2012-03-04"),
    ("decisions", {"on": "2015-04-01"}, "on: the decision (2015-04-01) is before the incident (2015-04-02)"),
    (
        "notifications",
        {"aware_on": "2015-04-08"},
        "aware_on: 2015-04-08 is after the notification was sent, 2015-04-07",
    ),
    ("boards", {"until": "2006-03-31"}, "until: 2006-03-31 is before its first day, 2006-04-01; check both days"),
]


@pytest.mark.parametrize(("file", "cells", "error"), DAYS)
def test_a_day_that_cannot_be(tmp_path, file, cells, error):
    assert errors(tmp_path, changed(file, **cells)) == [f"{file}.csv:2: {error}"]


def test_a_decision_before_an_incident_on_record(db, tmp_path):
    exchange = sound(decisions=[])
    import_records(folder(tmp_path / "before", exchange), by="ida")
    row = sound()["decisions"][0] | {"on": "2015-04-01"}
    with pytest.raises(NotImported) as found:
        import_records(folder(tmp_path / "in", {"decisions": [row]}), by="ida")
    assert [str(fault) for fault in found.value.faults] == [
        "decisions.csv:2: on: the decision (2015-04-01) is before the incident (2015-04-02)"
    ]


def test_a_decision_before_the_incident_as_it_was_corrected(tmp_path):
    incidents = [
        {"id": "I1", "case": "2015-0001", "on": "2015-04-02", "kind": "death", "corrects": ""},
        {"id": "I2", "case": "2015-0001", "on": "2015-05-13", "kind": "death", "corrects": "I1"},
    ]
    assert errors(tmp_path, sound(incidents=incidents)) == [
        "decisions.csv:2: on: the decision (2015-05-12) is before the incident (2015-05-13)"
    ]


def test_a_day_to_come_can_be_known_before(tmp_path):
    import_records(folder(tmp_path / "in", changed("boards", until="2030-03-31")), by="ida")


# ── What rows name ──────────────────────────────────────────────────────────────────────────────────────────────────


def no(what: str, add: str) -> str:
    return f"there is no {what}, in this import or on record; write one that there is, or add it to {add}"


NAMES = [
    ("boards", {"authorities": "E1;E9"}, f"authorities: {no('authority “E9”', 'authorities')}"),
    ("cases", {"board": "B9"}, f"board: {no('board “B9”', 'boards')}"),
    ("children", {"case": "2015-0009"}, f"case: {no('case “2015-0009”', 'cases')}"),
    ("notifications", {"authority": "E9"}, f"authority: {no('authority “E9”', 'authorities')}"),
    ("contacts", {"board": "B9"}, f"board: {no('board “B9”', 'boards')}"),
    ("reports", {"case": "2015-0009"}, f"case: {no('case “2015-0009”', 'cases')}"),
]


@pytest.mark.parametrize(("file", "cells", "error"), NAMES)
def test_a_name_of_nothing(tmp_path, file, cells, error):
    assert errors(tmp_path, changed(file, **cells)) == [f"{file}.csv:2: {error}"]


FURTHER_NAMES = [
    ("withdrawals", {"notification": "N9"}, f"notification: {no('notification “N9”', 'notifications')}"),
    (
        "limb_findings",
        {"decision": "D9", "limb": "death", "finding": "met"},
        f"decision: {no('decision “D9”', 'decisions')}",
    ),
    ("pack_items", {"submission": "S9", "item": "reasons"}, f"submission: {no('submission “S9”', 'submissions')}"),
    ("checks", {"submission": "S9", "result": "complete"}, f"submission: {no('submission “S9”', 'submissions')}"),
    ("particulars", {"child": "2"}, f"child: {no('child 2 of case “2015-0001”', 'children')}"),
    ("identities", {"child": "2"}, f"child: {no('child 2 of case “2015-0001”', 'children')}"),
]


@pytest.mark.parametrize(("file", "cells", "error"), FURTHER_NAMES)
def test_a_name_of_nothing_within_the_case(tmp_path, file, cells, error):
    row = {"id": "X1", "case": "2015-0001", "on": "2015-06-01", **cells}
    assert errors(tmp_path, sound(**{file: [row]})) == [f"{file}.csv:2: {error}"]


def test_a_name_of_something_of_another_case(tmp_path):
    row = {"id": "W1", "case": "2015-0002", "on": "2015-06-01", "notification": "N1"}
    assert errors(tmp_path, sound(withdrawals=[row])) == [
        "withdrawals.csv:2: notification: notification “N1” belongs to case “2015-0001”; "
        "write a notification of case “2015-0002”"
    ]


# ── Ids and corrections ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("file", "error"),
    [
        ("decisions", "id: “D1” is line 2 as well; give each row an id of its own"),
        ("cases", "case: “2015-0001” is line 2 as well; keep one of them"),
        ("children", "child: “2015-0001/1” is line 2 as well; keep one of them"),
        ("boards", "code: “B1” is line 2 as well; keep one of them"),
    ],
)
def test_the_same_row_twice(tmp_path, file, error):
    exchange = sound(cases=[{"case": "2015-0001", "board": "B1"}])
    exchange[file].append(exchange[file][0])
    assert errors(tmp_path, exchange) == [f"{file}.csv:3: {error}"]


def correcting(*rows: tuple[str, str, str, str]) -> dict[str, exchanges.Rows]:
    """Decisions by id, what each corrects, its case, and when it was recorded."""
    names = ("id", "corrects", "case", "recorded_at")
    return sound(
        decisions=[dict(zip(names, row, strict=True)) | {"on": "2015-05-12", "initiate": "no"} for row in rows]
    )


CORRECTIONS = [
    (
        [("D1", "D9", "2015-0001", "")],
        "decisions.csv:2: corrects: there is no row “D9” in decisions, in this import or on record; "
        "write the id of the row that this one replaces",
    ),
    (
        [("D1", "N1", "2015-0001", "")],
        "decisions.csv:2: corrects: there is no row “N1” in decisions, in this import or on record; "
        "write the id of the row that this one replaces",
    ),
    (
        [("D1", "D1", "2015-0001", "")],
        "decisions.csv:2: corrects: “D1” is this row itself; write the id of the row that it replaces",
    ),
    (
        [("D1", "", "2015-0001", ""), ("D2", "D1", "2015-0002", "")],
        "decisions.csv:3: corrects: “D1” belongs to case “2015-0001”, and a correction keeps the case; "
        "correct a row of the same case",
    ),
    (
        [("D1", "", "2015-0001", ""), ("D2", "D1", "2015-0001", ""), ("D3", "D1", "2015-0001", "")],
        "decisions.csv:4: corrects: “D1” is already corrected by “D2” in line 3; correct that one instead",
    ),
    (
        [("D1", "D2", "2015-0001", ""), ("D2", "D3", "2015-0001", ""), ("D3", "D1", "2015-0001", "")],
        "decisions.csv:2: corrects: “D1” would correct itself by way of others; "
        "leave the cell empty where nothing is corrected",
    ),
    (
        [("D1", "", "2015-0001", "2015-05-12T10:00:00Z"), ("D2", "D1", "2015-0001", "2015-05-12T10:59:59+01:00")],
        "decisions.csv:3: recorded_at: 2015-05-12T09:59:59+00:00 is before the row that this one corrects, “D1”, "
        "which was recorded at 2015-05-12T10:00:00+00:00; write that moment or a later one",
    ),
    (
        [("D1", "", "2015-0001", ""), ("D2", "D1", "2015-0001", "2015-05-12T10:00:00Z")],
        "decisions.csv:3: recorded_at: 2015-05-12T10:00:00+00:00 is before the row that this one corrects, “D1”, "
        "which was recorded at 2026-11-23T12:00:00+00:00; write that moment or a later one",
    ),
]


@pytest.mark.parametrize(("rows", "error"), CORRECTIONS)
def test_a_correction_that_cannot_be(tmp_path, rows, error):
    assert errors(tmp_path, correcting(*rows)) == [error]


def test_a_correction_recorded_with_what_it_corrects_is_sound(tmp_path):
    at = "2015-05-12T10:00:00Z"
    import_records(
        folder(tmp_path / "in", correcting(("D1", "", "2015-0001", at), ("D2", "D1", "2015-0001", at))), by="ida"
    )


def test_a_moment_that_cannot_be_read_does_not_make_its_correction_faulty(tmp_path):
    found = errors(
        tmp_path, correcting(("D1", "", "2015-0001", "soon"), ("D2", "D1", "2015-0001", "2015-05-12T10:00:00Z"))
    )
    assert [fault.split(": ")[:2] for fault in found] == [["decisions.csv:2", "recorded_at"]]


def test_a_fact_on_record_is_corrected_once(tmp_path):
    first = correcting(("D1", "", "2015-0001", ""), ("D2", "D1", "2015-0001", ""))
    import_records(folder(tmp_path / "in", first), by="ida")
    with pytest.raises(NotImported) as found:
        import_records(folder(tmp_path / "in", correcting(("D3", "D1", "2015-0001", ""))), by="ida")
    assert [str(fault) for fault in found.value.faults] == [
        "decisions.csv:2: corrects: “D1” is already corrected by “D2”; correct that one instead"
    ]


# ── Files, headers and rows ─────────────────────────────────────────────────────────────────────────────────────────


def test_an_unknown_file_names_the_nearest_known_one(tmp_path):
    assert errors(tmp_path, notfications="id,case\n") == [
        "notfications.csv:1: file: there is no file “notfications.csv” in the exchange; did you mean notifications.csv?"
    ]


def test_an_unknown_file_that_is_near_to_none_lists_them(tmp_path):
    assert errors(tmp_path, xyz="")[0].startswith(
        "xyz.csv:1: file: there is no file “xyz.csv” in the exchange; there are: authorities.csv, boards.csv, cases.csv"
    )


def test_an_unknown_column_names_the_nearest_known_one_and_the_rest_is_read(tmp_path):
    header = "id,case,on,initate,initiate\n"
    assert errors(tmp_path, decisions=f"{header}D1,2015-0001,2015-06-31,yes,yes\n") == [
        "decisions.csv:1: initate: there is no column “initate” in the exchange; did you mean initiate?",
        "decisions.csv:2: on: 2015-06-31 is not a day; June 2015 has 30 days",
    ]


def test_a_column_twice(tmp_path):
    assert errors(tmp_path, cases="case,board,board\n2015-0001,B1,B1\n2015-0002,B1,B1\n") == [
        "cases.csv:1: board: is the name of two columns; keep one of them"
    ]


def test_a_column_that_every_row_needs_is_missing(tmp_path):
    assert errors(tmp_path, decisions="id,case,on\nD1,2015-0001,2015-05-12\n") == [
        "decisions.csv:1: initiate: is missing from the header, and every row needs it; add a column for it: yes or no"
    ]


def test_a_missing_id_column_does_not_make_what_names_its_rows_faulty(tmp_path):
    row = {"id": "W1", "case": "2015-0001", "on": "2015-06-01", "notification": "N1"}
    assert errors(tmp_path, sound(withdrawals=[row]), notifications="case,on\n2015-0001,2015-04-07\n") == [
        "notifications.csv:1: id: is missing from the header, and every row needs it; "
        "add a column for it: an id that is unique within this sheet"
    ]


def test_a_row_with_too_many_cells_or_too_few(tmp_path):
    rows = "2015-0001,B1\n2015-0002,Vale, B1\n2015-0003\n"
    assert errors(tmp_path, cases=f"case,board\n{rows}") == [
        "cases.csv:3: row: has 3 cells, and the header 2; put a value that holds a comma between quotation marks",
        "cases.csv:4: row: has 1 cell, and the header 2; write a comma for each empty cell",
    ]


def test_quotation_marks_that_do_not_pair(tmp_path):
    rows = 'M1,2015-06-08,"Ada "Vale"\nM2,2015-06-08,Ada\nM3,2015-06-08,"Bo\n'
    wrong = (
        "row: the quotation marks do not pair; put a value that holds a comma, a quotation mark or a line break "
        "between quotation marks, and write each quotation mark inside it twice"
    )
    assert errors(tmp_path, meetings=f"id,on,attended\n{rows}") == [
        f"meetings.csv:2: {wrong}",
        f"meetings.csv:4: {wrong}",
    ]


def test_bytes_that_are_not_utf_8_are_named_by_line_and_column(tmp_path):
    rows = "M1,2015-06-08,Zoë\nM2,2015-06-08,Renée".encode("latin-1")
    assert errors(tmp_path, meetings=b"id,on,attended\n" + rows) == [
        "meetings.csv:2: attended: has the byte 0xEB, which is not UTF-8; save the file again as “CSV UTF-8”",
        "meetings.csv:3: attended: has the byte 0xE9, which is not UTF-8; save the file again as “CSV UTF-8”",
    ]


@pytest.mark.parametrize("cell", [b"Zo\xeb", b"a\0b"])
def test_a_key_that_no_database_can_hold(tmp_path, cell):
    row = b"2015-0001,2015-05-12"
    found = errors(
        tmp_path, notifications=b"id,case,on\n" + cell + b"," + row + b"\n", cases=b"case,board\n" + cell + b",B1\n"
    )
    assert [fault.split(": ")[:2] for fault in found if "no case" not in fault] == [
        ["cases.csv:2", "case"],
        ["notifications.csv:2", "id"],
    ]


def test_a_file_in_another_encoding(tmp_path):
    assert errors(tmp_path, meetings="id,on,attended\n".encode("utf-16")) == [
        "meetings.csv:1: header: has the byte 0xFF, which is not UTF-8; save the file again as “CSV UTF-8”"
    ]


def test_the_line_is_that_on_which_the_row_begins(tmp_path):
    rows = '"D1",2015-0001,2015-05-12,no,"on\nthree\r\nlines"\n\nD2,2015-0001,2015-06-31,no,x\n'
    assert errors(tmp_path, decisions=f"id,case,on,initiate,reasons\n{rows}") == [
        "decisions.csv:6: on: 2015-06-31 is not a day; June 2015 has 30 days"
    ]


def test_errors_are_in_order_of_file_and_line_and_nothing_in_them_breaks_a_line(tmp_path):
    exchange = changed("reports", pages="x\ny\x1b[31m")
    exchange["advice"] = [exchange["advice"][0] | {"id": str(number), "on": "?"} for number in range(12)]
    found = errors(tmp_path, exchange)
    assert [fault.split(": ")[0] for fault in found] == [
        *(f"advice.csv:{line}" for line in range(2, 14)),
        "reports.csv:2",
    ]
    assert found[-1] == "reports.csv:2: pages: “x\\ny\\x1b[31m” is not a whole number; write digits only, such as 12"


def test_neither_a_folder_nor_a_workbook(tmp_path):
    (tmp_path / "cases.csv").write_text("case,board\n")
    assert refused(tmp_path / "cases.csv") == [
        "cases.csv:1: file: is neither a folder of .csv files nor an .xlsx workbook; give the folder that holds the files"
    ]


# ── Workbooks ───────────────────────────────────────────────────────────────────────────────────────────────────────


def workbook(path, **sheets):
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def test_a_workbook_names_sheet_and_row(tmp_path):
    sheets = {"meetings": [["id", "on"], ["M1", "2015-06-31"], [], ["M2", "2015-02-30"]]}
    assert refused(workbook(tmp_path / "in.xlsx", **sheets)) == [
        "meetings:2: on: 2015-06-31 is not a day; June 2015 has 30 days",
        "meetings:4: on: 2015-02-30 is not a day; February 2015 has 28 days",
    ]


def test_formulas_and_errors_of_a_spreadsheet_are_not_taken_for_values(tmp_path):
    sheets = {"meetings": [["id", "on", "attended"], ["M1", "=TODAY()", "#N/A"]]}
    assert refused(workbook(tmp_path / "in.xlsx", **sheets)) == [
        "meetings:2: on: is a formula; copy the cell and paste it as a value",
        "meetings:2: attended: is an error of the spreadsheet, #N/A; type the value that is meant",
    ]


def test_an_unknown_sheet_and_a_cell_beyond_the_header(tmp_path):
    sheets = {"Sheet1": [], "meetings": [["id", "on"], ["M1", "2015-06-08", "note"]]}
    found = refused(workbook(tmp_path / "in.xlsx", **sheets))
    assert found[0].startswith(
        "Sheet1:1: file: there is no sheet “Sheet1” in the exchange; there are: authorities, boards"
    )
    assert found[1] == (
        "meetings:2: row: has 3 cells, and the header 2; clear the cells beyond the header, or give their column a name"
    )


def test_a_moment_typed_as_a_date_of_the_spreadsheet_lacks_its_offset(tmp_path):
    from datetime import datetime

    sheets = {"meetings": [["id", "on", "recorded_at"], ["M1", "2015-06-08", datetime(2015, 6, 8, 9, 30)]]}  # noqa: DTZ001
    assert refused(workbook(tmp_path / "in.xlsx", **sheets)) == [
        "meetings:2: recorded_at: 2015-06-08T09:30:00 has no offset; "
        "write 2015-06-08T09:30:00+00:00, or 2015-06-08T09:30:00+01:00 for British Summer Time"
    ]


@pytest.mark.parametrize("content", [b"", b"case,board\n", b"PK\x03\x04" + b"\0" * 60])
def test_a_file_that_is_no_workbook(tmp_path, content):
    (tmp_path / "in.xlsx").write_bytes(content)
    [error] = refused(tmp_path / "in.xlsx")
    assert error.startswith("in.xlsx:1: file: cannot be read as a workbook (")
    assert error.endswith("; open in.xlsx in a spreadsheet and save it again as .xlsx")


def test_a_workbook_that_unpacks_to_more_than_a_machine_holds(tmp_path, monkeypatch):
    from casereview.spreadsheets import workbooks

    path = workbook(tmp_path / "in.xlsx", meetings=[["id", "on"]])
    monkeypatch.setattr(workbooks, "LARGEST", 1_000)
    assert refused(path) == ["in.xlsx:1: file: unpacks to more than 1 GB; give its tables as a folder of CSV files"]


def test_added_rows_are_like_the_first(tmp_path):
    import_records(folder(tmp_path / "in", added("meetings", id="M2")), by="ida")
