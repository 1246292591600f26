"""The start, the choice of a capacity, the statements and the pulse."""

import pytest
from django.db import DatabaseError, connection

from casereview.ledger import chain
from casereview.ledger.models import SampleData
from casereview.rules.codes import Role
from casereview.sample.people import people
from casereview.web import tags


def test_a_visitor_is_told_what_this_is(client, db):
    html = client.get("/").content.decode()
    assert "Serious case reviews in England" in html
    assert 'href="/sign-in"' in html


def test_a_role_begins_at_the_first_page_of_its_menu(client, carl, monkeypatch):
    monkeypatch.setitem(tags.MENUS, Role.CHAIR, (("Privacy", "privacy"), ("Start", "home")))
    client.force_login(carl)
    assert client.get("/")["Location"] == "/privacy"
    assert 'aria-current="page"' in client.get("/privacy").content.decode()


def test_who_holds_no_appointment_is_told_so(client, nora):
    client.force_login(nora)
    assert "You hold no appointment today" in client.get("/").content.decode()


def test_each_page_says_who_acts_and_in_which_capacity(client, carl):
    client.force_login(carl)
    html = " ".join(client.get("/accessibility").content.decode().split())
    assert "Carl Chair" in html
    assert "Board Chair, Aldermarsh Board" in html
    assert 'action="/sign-out" method="post"' in html


def test_a_person_acts_in_one_capacity_at_a_time_and_chooses_which(client, carl):
    client.force_login(carl)
    html = client.get("/capacity").content.decode()
    assert "Board Chair, Aldermarsh Board" in html
    assert "Panel member, National panel" in html
    assert client.post("/capacity", {"capacity": "member:PANEL"})["Location"] == "/"
    html = " ".join(client.get("/accessibility").content.decode().split())
    assert "You now act as Panel member, National panel." in html
    assert '<span class="app-header__capacity">Panel member, National panel</span>' in html


@pytest.mark.parametrize("capacity", ["", "chair:B2", "analyst:DFE"])
def test_nobody_takes_a_capacity_that_is_not_theirs(client, carl, capacity):
    client.force_login(carl)
    assert "Select a capacity" in client.post("/capacity", {"capacity": capacity}).content.decode()


@pytest.mark.parametrize("path", ["/accessibility", "/privacy"])
def test_the_statements_are_for_everybody(client, db, path):
    assert client.get(path).status_code == 200


def test_the_pulse_tells_whether_the_database_answers(client, db, monkeypatch):
    assert client.get("/health").content == b"ok"

    def gone() -> None:
        raise DatabaseError

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", gone)
        assert client.get("/health").status_code == 503


@pytest.mark.parametrize("sample", [True, False])
def test_sample_sign_ins_are_shown_with_sample_data_alone(client, db, sample):
    if sample:
        with chain.writing():
            chain.append([SampleData()], act="begin", by="tests")
    html = client.get("/sign-in").content.decode()
    shown = [words in html for words in ("Sample sign-ins", people()[0]["password"], "Sample data.")]
    assert shown == [sample] * 3


def test_the_foot_of_each_page_has_the_head_of_the_ledger(client, carl):
    assert "Ledger" not in client.get("/accessibility").content.decode()
    client.force_login(carl)
    assert f"Ledger {tags.ledger_head()}" in client.get("/accessibility").content.decode()
