"""Laws of the exchange: nothing is lost or changed on the way in and out, and nothing goes out that a spreadsheet obeys."""

import csv
import io
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from casereview.casework import standing
from casereview.casework.exchange.exporting import export_records
from casereview.casework.exchange.faults import NotImported
from casereview.casework.exchange.format import FILES, Column, File
from casereview.casework.exchange.importing import import_records
from casereview.ledger import chain
from casereview.rules.codes import Ground
from casereview.spreadsheets.tables import protected, read_csv, unprotected, write_csv
from casereview.spreadsheets.workbooks import Sheet, escaped, read_workbook, unescaped, write_workbook
from tests.exchanges import folder, held, sound

NASTY = [
    "=1+1",
    "'=1+1",
    "''+x",
    "'",
    "-5",
    "@a",
    "\tx",
    "\rx",
    "\ufeff=x",
    " \u200b=x",
    "＝x",
    "\n",
    " ",
    "a\r\nb\rc\nd",
    'a"b""c',
    "a,b;c",
    "_x0041_",
    "_x005F_x0041_",
    "_x0041\x01",
    "\x0b\x1f\x7f\x85",
    "\ufffe\uffff",
    "#N/A",
    "TRUE",
    "1.0",
    "2015-04-07",
    "😀 ́",
]
"""Texts that have gone wrong in one system or another."""

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12) | st.sampled_from(NASTY)
beginnings = st.text(st.sampled_from("'=+-@\t\r\n \ufeff\u200b\u00a0\x01＝a_x0041"), max_size=8)

# ── Cells ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=1_000, deadline=None)
@given(texts | beginnings)
def test_the_protection_of_a_text_can_be_taken_off_again(text: str) -> None:
    assert unprotected(protected(text)) == text


@settings(max_examples=1_000, deadline=None)
@given(texts | beginnings)
def test_a_text_comes_back_from_a_workbook_and_can_be_held_by_xml(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not [c for c in escaped(text) if (c < " " and c not in "\n\t") or c in "\ufffe\uffff"]


def obeyed(cell: str) -> bool:
    """Whether some spreadsheet takes the cell for a formula, having skipped what does not show."""
    shows = next((c for c in cell if unicodedata.category(c) not in ("Cc", "Cf", "Zs", "Zl", "Zp")), "")
    return cell[:1] in ("\t", "\r") or (shows != "" and shows in "=+-@＝＋－＠")


@settings(max_examples=100, deadline=None)
@given(st.lists(texts | beginnings, min_size=100, max_size=100))
def test_no_text_of_10_000_goes_out_as_a_formula(cells: list[str]) -> None:
    assert not [cell for cell in cells if obeyed(protected(cell))]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(texts | beginnings, min_size=3, max_size=3).filter(any), max_size=5))
def test_a_table_of_any_texts_comes_back_from_csv_and_from_a_workbook(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as temporary:
        path = Path(temporary) / "table.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            write_csv(stream, ["a", "b", "c"], rows)
        assert [row.cells for row in read_csv(path)][1:] == rows
        path = path.with_suffix(".xlsx")
        write_workbook(path, [Sheet("table", ["a", "b", "c"], rows)])
        [(_, found)] = read_workbook(path)
        assert [row.cells + [""] * (3 - len(row.cells)) for row in found][1:] == rows
        written = [cell for line in load_workbook(path)["table"] for cell in line if cell.value is not None]
        assert {cell.data_type for cell in written} == {"s"}
        assert not [cell for cell in written if obeyed(unescaped(cell.value))]


def test_any_reader_of_the_standard_reads_what_is_written() -> None:
    rows = [["x\ry", 'q"'], ["", "\n"]]
    stream = io.StringIO(newline="")
    write_csv(stream, ["a", "b"], rows)
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""), strict=True)) == [["a", "b"], *rows]


# ── Records ─────────────────────────────────────────────────────────────────────────────────────────────────────────

DAYS = st.dates(date(2013, 6, 1), date(2018, 3, 31)).map(date.isoformat)
LATER = st.just("2018-04-01")
"""Decisions come after the incidents that they are about."""
MOMENTS = st.datetimes(datetime(2014, 1, 1), datetime(2020, 1, 1)).map(  # noqa: DTZ001 - the offset is put on below
    lambda at: at.replace(tzinfo=UTC).isoformat()
)
references = st.text("ABCDEFabcdef0123456789-/.ü", min_size=1, max_size=8)


@st.composite
def exchanges(draw: st.DrawFn) -> dict[str, list[dict[str, str]]]:
    """A sound exchange: any texts, some corrections, a few of the further files, some further columns."""
    codes = draw(st.lists(references, min_size=1, max_size=3, unique=True))
    cases = draw(st.lists(references, min_size=1, max_size=4, unique=True))
    exchange: dict[str, list[dict[str, str]]] = {
        "authorities": [{"code": code, "name": draw(texts.filter(bool)), "region": draw(texts)} for code in codes],
        "boards": [{"code": code, "name": draw(texts.filter(bool)), "authorities": ";".join(codes)} for code in codes],
        "cases": [{"case": case, "board": draw(st.sampled_from(codes))} for case in cases],
        "children": [{"case": case, "child": "1", **draw(own("children", codes))} for case in cases],
    }
    further = [name for name, file in FILES.items() if file.further]
    further.remove("opinions")  # views are sealed until they are opened, and no sealed one goes out
    left_out = {"opinions", *further} - set(draw(st.lists(st.sampled_from(further), max_size=3, unique=True)))
    for name, file in FILES.items():
        if file.holds_facts:
            exchange[name] = [] if name in left_out else draw(facts(file, cases, codes, exchange))
    return {name: [{column: protected(v) for column, v in row.items()} for row in exchange[name]] for name in exchange}


@st.composite
def facts(
    draw: st.DrawFn, file: File, cases: list[str], codes: list[str], earlier: dict[str, Any]
) -> list[dict[str, str]]:
    """Facts of a file. One in three corrects an earlier one, where there is one that none has corrected yet."""
    rows: list[dict[str, str]] = []
    standing: list[dict[str, str]] = []
    for key in draw(st.lists(texts.filter(bool), max_size=4, unique=True)):
        row = {"id": key, "on": draw(LATER if file.name == "decisions" else DAYS)}
        row |= {"recorded_at": draw(MOMENTS), "recorded_by": draw(texts.filter(bool)), **draw(own(file.name, codes))}
        if "case" in file.by_name:
            row["case"] = draw(st.sampled_from(cases))
        if standing and draw(st.integers(0, 2)) == 0:
            was = standing.pop(draw(st.integers(0, len(standing) - 1)))
            row |= {name: was[name] for name in ("case",) if name in was}
            row |= {"corrects": was["id"], "recorded_at": max(row["recorded_at"], was["recorded_at"])}
        if column := WITHIN_A_CASE.get(file.name):
            before = earlier.get(file.by_name[column].names, [])  # what belongs to no case comes later in an exchange
            known = [other["id"] for other in before if other["case"] == row["case"]]
            if not known:
                return rows
            row[column] = draw(st.sampled_from(known))
        rows.append(row)
        standing.append(row)
    return rows


WITHIN_A_CASE = {
    "withdrawals": "notification",
    "limb_findings": "decision",
    "pack_items": "submission",
    "checks": "submission",
    "attachments": "submission",
    "submission_withdrawals": "submission",
    "publication_withdrawals": "publication",
    "sightings": "publication",
    "harms": "publication",
    "chasers": "advice",
    "votes": "advice",
    "listings": "meeting",
    "agency_returns": "request",
    "agency_reminders": "request",
}
ELSEWHERE = {"id", "case", "on", "recorded_at", "recorded_by", "corrects", *WITHIN_A_CASE.values()}
"""Columns that are filled in with regard to other rows."""


@st.composite
def own(draw: st.DrawFn, name: str, codes: list[str]) -> dict[str, str]:
    """The columns of a file's own, each filled in or, where it may be, empty."""
    columns = [c for c in FILES[name].columns if c.name not in ELSEWHERE and (name, c.name) != ("children", "child")]
    return {c.name: draw(values(c, codes) if c.needed else values(c, codes) | st.just("")) for c in columns}


SHORT = {"time": 5, "known_as": 20, "recommendation": 20}
"""The columns that hold no long text, and how long theirs may be."""


def values(column: Column, codes: list[str]) -> st.SearchStrategy[str]:
    """What a column may say."""
    if column.names:
        return st.just("1") if column.names == "children" else st.sampled_from(codes)
    if column.name == "grounds":
        return st.lists(st.sampled_from([ground.value for ground in Ground]), min_size=1, unique=True).map(";".join)
    if column.codes:
        return st.sampled_from(column.codes)
    if column.kind is date:
        return st.just("2013-06-01")
    most = SHORT.get(column.name, 200)
    return (
        st.integers(0, 2_147_483_647).map(str)
        if column.kind is int
        else texts.filter(lambda text: 0 < len(text) <= most)
    )


def filled(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows without their empty cells."""
    return [{column: cell for column, cell in row.items() if cell} for row in rows]


a_few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.django_db
@a_few
@given(exchanges())
def test_export_after_import_is_the_same_records(exchange: dict[str, list[dict[str, str]]]) -> None:
    with TemporaryDirectory() as temporary, transaction.atomic():
        path = Path(temporary)
        import_records(folder(path / "in", exchange), by="ida")
        assert list(chain.faults()) == []
        assert standing.differences() == []
        export_records(path / "out")
        out = held(path / "out")
        assert {name: filled(out.get(name, [])) for name in exchange} == {
            n: filled(rows) for n, rows in exchange.items()
        }
        transaction.set_rollback(True)


@pytest.mark.django_db
@a_few
@given(exchanges())
def test_an_export_imported_elsewhere_is_exported_the_same(exchange: dict[str, list[dict[str, str]]]) -> None:
    with TemporaryDirectory() as temporary:
        path = Path(temporary)
        folder(path / "in", exchange)
        for came, goes in (("in", "out"), ("out", "out.xlsx"), ("out.xlsx", "again")):
            with transaction.atomic():
                import_records(path / came, by="ida")
                export_records(path / goes)
                again = import_records(path / goes, by="ida")
                assert sum(again.added.values()) == 0
                transaction.set_rollback(True)
        assert held(path / "again") == held(path / "out")


anything = st.binary(max_size=12) | (texts | beginnings | st.text(st.characters(exclude_categories=["Cs"]))).map(
    str.encode
)
plausible = st.sampled_from(
    [b"2015-0001", b"D1", b"N1", b"2015-05-12", b"yes", b"1", b"9" * 90, b"2015-05-12T10:00:00Z", b""]
)


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(list(FILES.values())))
def test_whatever_a_file_holds_an_import_ends_in_records_or_in_errors(data: st.DataObject, file: File) -> None:
    names = [column.name.encode() for column in file.columns]
    header = data.draw(st.lists(st.sampled_from(names) | anything, max_size=12) | st.just(names))
    width = st.just(len(header)) | st.integers(0, 14)
    rows = [
        data.draw(st.lists(plausible | anything, min_size=n, max_size=n))
        for n in data.draw(st.lists(width, max_size=4))
    ]
    with TemporaryDirectory() as temporary, transaction.atomic():
        path = folder(Path(temporary) / "in", sound())
        (path / f"{file.name}.csv").write_bytes(b"\n".join(b",".join(row) for row in [header, *rows]))
        try:
            import_records(path, by="ida")
            wrong = list(chain.faults())
        except NotImported as found:
            wrong = [str(fault) for fault in found.faults if not str(fault).isprintable()]
        assert wrong == []
        transaction.set_rollback(True)
