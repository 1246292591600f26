"""Importing and exporting: what is put on record, what is there already, and that it is all or nothing."""

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from casereview.casework import acts, files, standing
from casereview.casework.exchange.exporting import export_records
from casereview.casework.exchange.faults import NotImported
from casereview.casework.exchange.format import FILES
from casereview.casework.exchange.importing import Imported, import_records
from casereview.casework.exchange.placing import NotWritten
from casereview.casework.models import FACTS, LOOSE, Case, Decision, Notification
from casereview.ledger import chain
from casereview.ledger.models import Link
from casereview.people.models import Organisation
from tests import exchanges, factories
from tests.exchanges import added, changed, folder, held, sound

SPECIFIED = {
    "authorities": "code name region from until",
    "boards": "code name authorities from until",
    "cases": "case board",
    "children": ("case child sex born died ethnicity disability looked_after protection_plan living_at role"),
    "incidents": (
        "id case on recorded_at recorded_by corrects kind abuse_or_neglect joint_working_concern looked_after "
        "regulated_setting in_custody suspected_suicide in_utero many_children description"
    ),
    "notifications": "id case on recorded_at recorded_by corrects authority aware_on recipient board_told_on",
    "withdrawals": "id case on recorded_at recorded_by corrects notification reason",
    "decisions": (
        "id case on recorded_at recorded_by corrects initiate reasons post_mortem delay_explained told_panel_on"
    ),
    "submissions": "id case on recorded_at recorded_by corrects matter proposed_route expert_advice",
    "advice": "id case on recorded_at recorded_by corrects matter view route grounds text",
    "responses": "id case on recorded_at recorded_by corrects matter position text",
    "reports": "id case on recorded_at recorded_by corrects title pages redactions",
    "publications": "id case on recorded_at recorded_by corrects route url checked_on",
    "meetings": "id on recorded_at recorded_by corrects attended",
    "contacts": "id on recorded_at recorded_by corrects board kind subject",
}
"""The files and columns of the specification, in its order."""


@pytest.fixture
def imported(db, tmp_path):
    """Imports an exchange told by its rows."""

    def put(exchange: dict[str, exchanges.Rows], **options: object) -> Imported:
        return import_records(folder(tmp_path / "in", exchange), **{"by": "ida", **options})

    return put


def faults(imported, exchange):
    with pytest.raises(NotImported) as found:
        imported(exchange)
    return [str(fault) for fault in found.value.faults]


# ── What is put on record ───────────────────────────────────────────────────────────────────────────────────────────


def test_an_import_puts_every_row_on_record_with_a_link_of_the_ledger_each(imported):
    before = Link.objects.count()
    done = imported(sound())
    rows = sum(map(len, sound().values()))
    assert sum(done.added.values()) == rows
    assert Link.objects.count() == before + rows
    assert list(chain.faults()) == []


def test_what_was_imported_is_on_the_case_file(imported):
    imported(sound())
    [file] = files.read(["2015-0001"])
    assert file.board.name == "Aldermarsh Board"
    assert file.children[0].born == date(2012, 3, 4)
    assert file.incidents[0].in_utero is False
    assert file.incidents[0].in_custody is None
    assert file.decision.initiate is False
    assert file.advice[0].grounds == "information_quality;other"
    assert file.reports[0].pages == 42


def test_an_organisation_may_be_older_than_any_case(imported):
    imported(sound())
    assert Organisation.objects.get(pk="authority:E1").since == date(1889, 4, 1)


@time_machine.travel("2026-11-23T12:00:00+00:00", tick=False)
def test_who_recorded_a_fact_and_when_is_kept_or_else_is_the_import(imported):
    imported(
        sound(
            decisions=[
                {"id": "D1", "case": "2015-0001", "on": "2015-05-12", "initiate": "no"},
                {
                    "id": "D2",
                    "case": "2015-0001",
                    "on": "2015-05-12",
                    "recorded_at": "2015-06-12T10:30:00+01:00",
                    "recorded_by": "carl",
                    "initiate": "no",
                },
            ]
        )
    )
    now, then = Decision.objects.get(pk="D1"), Decision.objects.get(pk="D2")
    assert (now.recorded_at, now.recorded_by) == (datetime(2026, 11, 23, 12, tzinfo=UTC), "ida")
    assert (then.recorded_at, then.recorded_by) == (datetime(2015, 6, 12, 9, 30, tzinfo=UTC), "carl")


def test_the_index_of_long_lists_is_kept(imported):
    imported(sound())
    assert standing.differences() == []


def test_a_dry_run_says_what_would_be_added_and_adds_nothing(imported):
    done = imported(sound(), dry_run=True)
    assert done.added["decisions"] == 1
    assert not Case.objects.exists()
    assert not Link.objects.filter(body__contains='"import"').exists()


def test_rows_may_come_in_any_order_and_columns_too(imported):
    rows = [
        {"corrects": "D1", "initiate": "yes", "on": "2015-05-13", "case": "2015-0001", "id": "D2"},
        {"corrects": "", "initiate": "no", "on": "2015-05-12", "case": "2015-0001", "id": "D1"},
    ]
    imported(sound(decisions=rows))
    [file] = files.read(["2015-0001"])
    assert [decision.id for decision in file.decisions] == ["D2"]


def test_a_byte_order_mark_and_blank_lines_are_passed_over(imported, tmp_path):
    path = folder(tmp_path / "in", sound())
    (path / "cases.csv").write_bytes(b"\xef\xbb\xbf\r\n\r\ncase,board\r\n2015-0001,B1\r\n,\r\n\r\n2015-0002,B1\r\n")
    assert import_records(path, by="ida").added["cases"] == 2


def test_a_missing_file_and_an_empty_one_are_alike(imported, tmp_path):
    path = folder(tmp_path / "in", {name: rows for name, rows in sound().items() if name != "contacts"})
    (path / "meetings.csv").write_text("")
    done = import_records(path, by="ida")
    assert done.added["meetings"] == done.added["contacts"] == 0


def test_the_computers_own_files_in_a_folder_are_passed_over(imported, tmp_path):
    path = folder(tmp_path / "in", sound())
    (path / ".DS_Store").write_bytes(b"\0")
    assert import_records(path, by="ida").added["cases"] == 2


# ── What is there already ───────────────────────────────────────────────────────────────────────────────────────────


def test_importing_the_same_again_adds_nothing(imported):
    first = imported(sound())
    links = Link.objects.count()
    again = imported(sound())
    assert sum(again.added.values()) == 0
    assert again.there == first.added
    assert Link.objects.count() == links


def test_importing_more_adds_what_is_new(imported):
    imported(sound())
    done = imported(added("decisions", id="D2", on="2015-07-01", initiate="yes"))
    assert {name: count for name, count in done.added.items() if count} == {"decisions": 1}
    assert standing.differences() == []


def test_a_fact_on_record_is_not_changed(imported):
    imported(sound())
    assert faults(imported, changed("decisions", reasons="Others.", initiate="yes")) == [
        "decisions.csv:2: initiate: is yes, where “D1” on record has no; "
        "to correct it, add a row with an id of its own that has “D1” under corrects",
        "decisions.csv:2: reasons: is “Others.”, where “D1” on record has “As set out.”; "
        "to correct it, add a row with an id of its own that has “D1” under corrects",
    ]


def test_a_cell_left_out_differs_from_one_on_record(imported):
    imported(sound())
    rows = [{"id": "P1", "case": "2015-0001", "on": "2015-11-02", "title": "A report"}]
    assert faults(imported, sound(reports=rows)) == [
        "reports.csv:2: pages: is empty, where “P1” on record has 42; "
        "to correct it, add a row with an id of its own that has “P1” under corrects"
    ]


def test_when_and_by_whom_may_be_left_open_but_not_changed(imported):
    told = {"recorded_at": "2015-05-12T10:00:00+00:00", "recorded_by": "carl"}
    imported(changed("decisions", **told))
    assert imported(sound()).there["decisions"] == 1
    assert faults(imported, changed("decisions", recorded_by="otto", recorded_at="2015-05-12T11:00:00+00:00")) == [
        "decisions.csv:2: recorded_at: is 2015-05-12T11:00:00+00:00, where “D1” on record has "
        "2015-05-12T10:00:00+00:00; to correct it, add a row with an id of its own that has “D1” under corrects",
        "decisions.csv:2: recorded_by: is “otto”, where “D1” on record has “carl”; "
        "to correct it, add a row with an id of its own that has “D1” under corrects",
    ]


def test_things_on_record_are_not_changed_either(imported):
    imported(sound())
    exchange = changed("authorities", name="Other", **{"from": ""})
    exchange["boards"].append({"code": "B2", "name": "Another"})
    exchange["cases"][0]["board"] = "B2"
    exchange["children"][0]["died"] = "2015-04-02"
    assert faults(imported, exchange) == [
        "authorities.csv:2: name: is “Other”, where “E1” on record has “Aldermarsh”; "
        "an import adds and does not change; write what is on record",
        "authorities.csv:2: from: is empty, where “E1” on record has 1889-04-01; "
        "an import adds and does not change; write what is on record",
        "cases.csv:2: board: is “B2”, where “2015-0001” on record has “B1”; "
        "an import adds and does not change; write what is on record",
        "children.csv:2: died: is 2015-04-02, where “2015-0001/1” on record has nothing; "
        "what was learned of a child later is a row of particulars",
    ]


def test_an_organisation_is_held_against_the_record_as_last_corrected(imported):
    imported(sound())
    later = Organisation(
        id="board:B1:2", kind="board", code="B1", name="Vale Board", authorities="E1", since=date(2006, 4, 1)
    )
    later.corrects_id = "board:B1"
    with chain.writing():
        chain.append([later], act="correct", by="ida")
    assert imported(changed("boards", name="Vale Board")).there["boards"] == 1


# ── Corrections ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_correction_is_in_force_from_the_moment_it_was_recorded(imported):
    row = sound()["decisions"][0]
    rows = [
        row | {"recorded_at": "2015-05-12T10:00:00+00:00"},
        row | {"id": "D2", "on": "2015-05-11", "recorded_at": "2015-06-01T10:00:00+00:00", "corrects": "D1"},
    ]
    imported(sound(decisions=rows))
    [before] = files.read(["2015-0001"], known_at=datetime(2015, 5, 31, tzinfo=UTC))
    [after] = files.read(["2015-0001"], known_at=datetime(2015, 6, 2, tzinfo=UTC))
    assert (before.decision.id, after.decision.id) == ("D1", "D2")


def test_a_fact_on_record_can_be_corrected_by_a_later_import(imported):
    imported(sound())
    imported(added("decisions", id="D2", corrects="D1", reasons="As set out, and more."))
    [file] = files.read(["2015-0001"])
    assert [decision.id for decision in file.decisions] == ["D2"]
    assert list(chain.faults()) == []


def test_a_fact_on_record_can_be_corrected_beside_the_row_itself(imported):
    told = {"recorded_at": "2015-05-12T10:00:00+00:00"}
    imported(changed("decisions", **told))
    imported(added("decisions", id="D2", corrects="D1", recorded_at="2015-06-01T10:00:00+00:00"))
    assert Decision.objects.get(pk="D2").corrects_id == "D1"


def test_a_correction_may_replace_any_column_but_the_case(imported):
    row = {"id": "N2", "case": "2015-0001", "on": "2015-04-08", "authority": "", "corrects": "N1", "recipient": "panel"}
    imported(sound(notifications=[sound()["notifications"][0], row]))
    assert Notification.objects.get(pk="N2").corrects_id == "N1"


def test_a_decision_that_was_corrected_may_have_had_a_day_before_the_incident(imported):
    imported(
        sound(
            decisions=[
                {"id": "D1", "case": "2015-0001", "on": "2014-05-12", "initiate": "no", "corrects": ""},
                {"id": "D2", "case": "2015-0001", "on": "2015-05-12", "initiate": "no", "corrects": "D1"},
            ]
        )
    )
    assert Decision.objects.count() == 2


# ── All or nothing ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_import_with_any_error_writes_nothing(imported):
    links = Link.objects.count()
    faults(imported, added("contacts", id="C2", on="2015-06-31"))
    assert Link.objects.count() == links
    assert not Case.objects.exists()


def many(bad: int) -> dict[str, exchanges.Rows]:
    """10,000 decisions, the last few of them with a date that is none."""
    row = {"case": "2015-0001", "initiate": "no"}
    days = ["2015-05-12"] * (10_000 - bad) + ["2015-06-31"] * bad
    return sound(decisions=[{"id": f"D{number}", "on": day, **row} for number, day in enumerate(days)])


@pytest.mark.timeout(20)
def test_one_bad_row_among_10_000_is_the_one_error(imported):
    assert faults(imported, many(bad=1)) == ["decisions.csv:10001: on: 2015-06-31 is not a day; June 2015 has 30 days"]
    assert not Case.objects.exists()


@pytest.mark.timeout(20)
def test_10_000_bad_rows_are_all_listed(imported):
    assert len(faults(imported, many(bad=10_000))) == 10_000


def test_a_faulty_row_does_not_make_what_names_it_faulty(imported):
    exchange = changed("cases", board="B9")
    exchange["decisions"][0]["initiate"] = "perhaps"
    exchange["decisions"].append(
        {"id": "D2", "case": "2015-0001", "on": "2015-05-12", "initiate": "no", "corrects": "D1"}
    )
    assert [fault.split(": ")[:2] for fault in faults(imported, exchange)] == [
        ["cases.csv:2", "board"],
        ["decisions.csv:2", "initiate"],
    ]


def test_a_text_may_be_as_long_as_it_is(imported, tmp_path):
    imported(changed("decisions", reasons="x" * 300_000))
    export_records(tmp_path / "out")
    assert import_records(tmp_path / "out", by="ida").there["decisions"] == 1


# ── The page ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_page_of_the_format_has_every_file_column_and_code():
    page = (Path(__file__).parents[2] / "docs" / "exchange-format.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`([a-z0-9_]+)`", page))
    for file in FILES.values():
        assert file.name in described
        for column in file.columns:
            assert described.issuperset({column.name, *column.codes})


# ── Exporting ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_export_has_every_file_and_column_of_the_specification_in_its_order(imported, tmp_path):
    export_records(tmp_path / "out")
    found = {path.stem: path.read_text().splitlines()[0] for path in (tmp_path / "out").iterdir()}
    assert {name: header.split(",") for name, header in found.items()} == {
        name: columns.split() for name, columns in SPECIFIED.items()
    }


def test_a_further_file_or_column_is_exported_where_a_row_has_a_value_in_it(imported, tmp_path):
    factories.a_notification(late_reason="The hospital was late.")
    export_records(tmp_path / "out")
    headers = {path.stem: path.read_text().splitlines()[0] for path in (tmp_path / "out").iterdir()}
    assert set(headers) - set(SPECIFIED) == {"identities"}
    assert headers["notifications"].split(",") == [*SPECIFIED["notifications"].split(), "late_reason"]
    assert headers["incidents"].split(",") == SPECIFIED["incidents"].split()


def test_what_the_acts_recorded_is_the_same_after_export_and_import(transactional_db, tmp_path):
    from django.db import transaction

    with transaction.atomic():
        reference = factories.a_case(
            decided_not_to_initiate="2015-05-12", submitted="2015-05-20", advised=("2015-06-08", "refer_back")
        )
        acts.learn(reference, by=factories.MANAGER, on=date(2015, 9, 1), child=1, died=date(2015, 8, 30))
        export_records(tmp_path / "out")
        transaction.set_rollback(True)
    import_records(tmp_path / "out", by="ida")
    export_records(tmp_path / "again")
    assert held(tmp_path / "again") == held(tmp_path / "out")
    assert len(held(tmp_path / "out")["particulars"]) == 1


def test_an_export_holds_what_was_there_when_it_began(imported, tmp_path, monkeypatch):
    imported(sound())
    head = chain.head()
    imported(sound(cases=[*sound()["cases"], {"case": "2015-0003", "board": "B1"}]))
    monkeypatch.setattr(chain, "head", lambda: head)
    assert export_records(tmp_path / "out").rows["cases"] == 2


def test_an_organisation_is_exported_as_it_was_last_corrected(imported, tmp_path):
    imported(sound())
    later = Organisation(id="board:B1:2", kind="board", code="B1", name="Vale Board", corrects_id="board:B1")
    with chain.writing():
        chain.append([later], act="correct", by="ida")
    export_records(tmp_path / "out")
    assert [row["name"] for row in held(tmp_path / "out")["boards"]] == ["Vale Board"]


@pytest.mark.parametrize("name", ["out", "out.xlsx"])
def test_an_export_takes_the_place_of_an_earlier_one_only_when_forced(imported, tmp_path, name):
    export_records(tmp_path / name)
    with pytest.raises(NotWritten, match="--force"):
        export_records(tmp_path / name)
    imported(sound())
    assert export_records(tmp_path / name, force=True).rows["cases"] == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["in", name])


def test_not_even_force_replaces_a_folder_with_other_things_in_it(imported, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(NotWritten, match=r"holds thesis\.txt, which is not part of an export"):
        export_records(tmp_path / "out", force=True)
    assert (tmp_path / "out" / "thesis.txt").read_text() == "mine"


def test_an_export_into_an_empty_folder_fills_it(imported, tmp_path):
    (tmp_path / "out").mkdir()
    export_records(tmp_path / "out")
    assert (tmp_path / "out" / "cases.csv").exists()


@pytest.mark.parametrize("name", ["out", "out.xlsx"])
def test_an_export_that_fails_leaves_nothing_behind(imported, tmp_path, monkeypatch, name):
    imported(sound())
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr(FILES["decisions"].columns[0].__class__, "empty", property(lambda self: 1 / 0))
    with pytest.raises(ZeroDivisionError):
        export_records(tmp_path / name)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["out", "out.xlsx"])
def test_an_export_can_be_read_by_its_owner_alone(imported, tmp_path, name):
    export_records(tmp_path / name)
    assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_the_folder_is_closed_from_the_start(imported, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(
        Path, "rename", lambda self, to, rename=os.rename: seen.append(self.stat().st_mode & 0o077) or rename(self, to)
    )
    export_records(tmp_path / "out")
    assert seen == [0]


def test_a_column_that_the_record_cannot_do_without_is_needed():
    for file in FILES.values():
        if model := {**FACTS, **LOOSE}.get(file.name):
            for column in file.columns:
                if column.kind is date and not column.needed:
                    assert model._meta.get_field({"from": "since"}.get(column.name, column.name)).null, (
                        f"{file.name}.{column.name}"
                    )
