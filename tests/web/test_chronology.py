"""Agencies' chronologies taken in from what they send, merged and compared; who took part; what it cost; and its quality."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from casereview.casework import acts
from casereview.casework.acts.involving import chase, outstanding
from casereview.casework.files import open_file
from tests.factories import CHAIR, DEPUTY, MANAGER, a_case, day, the_file

ROWS = [
    ["Date", "Time", "Event", "Source"],
    ["12/03/2014", "14:05", "Called to the flat; the child was seen and was well", "Log 12"],
    ["?/04/2014", "", "The mother was met at school", "Diary"],
    ["last summer", "", "=A neighbour telephoned", ""],
]
TODAY = timezone.localdate()


def as_csv() -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS).encode()


def as_workbook() -> bytes:
    from openpyxl import Workbook

    made = Workbook()
    for row in [ROWS[0], [date(2014, 3, 12), *ROWS[1][1:]], *ROWS[2:]]:
        made.active.append(row)
    made.active.cell(4, 3).data_type = "s"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def as_word() -> bytes:
    from docx import Document

    made = Document()
    made.add_paragraph("Chronology of the police")
    table = made.add_table(rows=0, cols=4)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def begun(kept_for_the_module):
    return a_case(decided_to_initiate="2015-04-20", told="2015-04-21")


@pytest.fixture
def case(begun, db, settings, tmp_path):
    settings.HOME = tmp_path
    return begun


@pytest.fixture
def manager(case, client_of):
    return client_of(MANAGER)


def on(day: date, name: str = "on") -> dict[str, int]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def page(client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200
    return response.content.decode()


def add(client, case: str, content: bytes, name: str, agency: str = "Police"):
    answers = {"upload": SimpleUploadedFile(name, content), "agency": agency, **on(TODAY)}
    return client.post(f"/cases/{case}/chronology/add", answers)


@pytest.mark.parametrize(
    ("made", "name"), [(as_csv, "police.csv"), (as_workbook, "police.xlsx"), (as_word, "police.docx")]
)
def test_a_chronology_is_taken_in_from_whatever_an_agency_sends(manager, case, made, name):
    assert add(manager, case, made(), name).status_code == 302
    [known, unsure, unread] = the_file(case).chronology_entries
    assert (known.first, known.last, known.certain, known.time) == (day("2014-03-12"), day("2014-03-12"), True, "14:05")
    assert (unsure.first, unsure.last, unsure.certain) == (day("2014-04-01"), day("2014-04-30"), False)
    assert (unread.said, unread.first) == ("last summer", None)
    assert {one.agency for one in (known, unsure, unread)} == {"Police"}
    html = page(manager, f"/cases/{case}/chronology")
    assert "<svg" in html
    assert "not certain: 1 April 2014 to 30 April 2014" in html


@pytest.mark.parametrize(
    ("content", "name"), [(b"PK\x03\x04 broken", "police.docx"), (b"Nothing,here\n1,2\n", "police.csv"), (b"", "e.csv")]
)
def test_a_file_with_no_chronology_is_refused_with_a_reason(manager, case, content, name):
    assert "There is a problem" in add(manager, case, content, name).content.decode()
    assert not the_file(case).chronology_entries


def test_the_same_file_is_not_taken_in_twice(manager, case):
    add(manager, case, as_csv(), "police.csv")
    assert "taken in already" in add(manager, case, as_csv(), "police.csv").content.decode()


def test_what_two_agencies_seem_to_tell_is_decided_by_a_person_and_both_stay(manager, case):
    add(manager, case, as_csv(), "police.csv")
    add(manager, case, as_csv() + b"\n", "hospital.csv", agency="Hospital")
    html = page(manager, f"/cases/{case}/chronology")
    assert "Do these tell of the same event?" in html
    names = {part.split('"')[0] for part in html.split('name="pair-')[1:]}
    posted = {f"pair-{name}": "yes" for name in names}
    assert manager.post(f"/cases/{case}/chronology", posted).status_code == 302
    assert "also told by Hospital" in page(manager, f"/cases/{case}/chronology")
    assert len(the_file(case).chronology_entries) == 6


def test_it_is_handed_over_as_a_word_document(manager, case):
    from docx import Document

    add(manager, case, as_csv(), "police.csv")
    made = Document(io.BytesIO(manager.get(f"/cases/{case}/chronology.docx").content))
    assert [cell.text for cell in made.tables[0].rows[2].cells][:4] == [
        "?/04/2014 (not certain)",
        "",
        "Police",
        "The mother was met at school",
    ]


# ── Agencies, people, cost and quality ──────────────────────────────────────────────────────────────────────────────


def test_an_agency_that_owes_something_is_reminded_every_week_until_it_answers(manager, case):
    request = acts.ask_agency(
        case, by=MANAGER, on=TODAY - timedelta(days=30), agency="Police", asked="report", due=TODAY - timedelta(days=8)
    )
    assert [chase(TODAY - timedelta(days=ago)) for ago in (9, 7, 6, 0, 0)] == [0, 1, 0, 1, 0]
    assert "8 days late, reminded 2 times" in page(manager, f"/cases/{case}/review")
    answers = {"request": request.id, "text": "Its report.", **on(TODAY)}
    assert manager.post(f"/cases/{case}/review/return/new", answers).status_code == 302
    assert not outstanding(the_file(case))
    assert chase(TODAY + timedelta(days=30)) == 0


def test_a_wish_not_to_be_contacted_stops_what_would_be_sent(manager, case):
    wish = {
        "person": "father",
        "who": "Mr Vale",
        "took": "declined",
        "contact": "leave_alone",
        "text": "Asked.",
        **on(TODAY),
    }
    assert manager.post(f"/cases/{case}/review/involvement/new", wish).status_code == 302
    assert "Asked not to be contacted" in page(manager, f"/cases/{case}/review")
    notice = {"to": "family", "text": "A letter.", **on(TODAY)}
    assert "asked not to be contacted" in manager.post(f"/cases/{case}/review/notice/new", notice).content.decode()
    assert not the_file(case).notices
    notice["left_alone"] = "yes"
    assert manager.post(f"/cases/{case}/review/notice/new", notice).status_code == 302


def test_what_it_costs_is_seen_by_whoever_manages_it_and_not_by_the_chair(manager, case, client_of):
    cost = {"item": "fee", "pounds": "9500", "text": "Canary of cost.", **on(TODAY)}
    assert manager.post(f"/cases/{case}/review/cost/new", cost).status_code == 302
    assert "9,500" in page(manager, f"/cases/{case}/review")
    for where in (f"/cases/{case}/review", f"/cases/{case}"):
        html = page(client_of(CHAIR), where)
        assert "9,500" not in html
        assert "Canary of cost" not in html
    assert client_of(CHAIR).get(f"/cases/{case}/review/cost/new").status_code == 403


def test_two_assessors_are_blind_to_each_other_until_both_have_written(manager, case, client_of):
    assert (
        manager.post(
            f"/cases/{case}/review/marker/new", {"marker": "13", "text": "It explains why.", "page": "4", **on(TODAY)}
        ).status_code
        == 302
    )
    assert "It explains why." in page(manager, f"/cases/{case}/quality")
    second = client_of(DEPUTY)
    assert "It explains why." not in page(second, f"/cases/{case}/quality")
    assert not open_file(case, by=DEPUTY).marker_evidence
    second.post(f"/cases/{case}/review/marker/new", {"marker": "14", "text": "Findings are hard to find.", **on(TODAY)})
    assert "It explains why." not in page(second, f"/cases/{case}/quality")
    second.post(f"/cases/{case}/review/marker/new", {"marker": "13", "text": "Hindsight throughout.", **on(TODAY)})
    for client in (manager, second):
        html = page(client, f"/cases/{case}/quality")
        assert "It explains why." in html
        assert "Hindsight throughout." in html
    assert "Findings are hard to find." not in page(manager, f"/cases/{case}/quality")
