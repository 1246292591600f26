"""How often entries are used, by day, and nothing of who used them."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from casereview.library import usage
from casereview.library.models import Use
from casereview.library.usage import Kind
from casereview.rules.permits import Refusal
from tests.factories import MANAGER
from tests.library.shelves import CATALOGUER, an_entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted(monkeypatch):
    usage._held.clear()
    monkeypatch.setattr(usage, "_written", usage.time.monotonic())
    yield
    usage._held.clear()


def test_uses_are_summed_by_day_and_nothing_else_is_kept(client):
    id = an_entry(pages=("One.",))
    for path in ("", "", "/pages/1", "/cite.ris"):
        client.get(f"/repository/reviews/{id}{path}", REMOTE_ADDR="203.0.113.9")
    client.get("/repository/reviews/R99")
    assert not Use.objects.exists(), "a look writes nothing by itself"
    [(entry, sums)] = usage.by_entry(by=CATALOGUER, since=timezone.localdate())
    assert (entry, sums) == (id, {"opened": 2, "read": 1, "cited": 1})
    assert {field.name for field in Use._meta.get_fields()} == {"id", "entry", "on", "kind", "times"}


def test_sums_are_written_every_minute(monkeypatch):
    usage.note("R1", Kind.OPENED)
    monkeypatch.setattr(usage, "_written", usage.time.monotonic() - usage.EVERY - 1)
    usage.note("R1", Kind.OPENED)
    usage.note("R1", Kind.OPENED)
    assert Use.objects.get().times == 2
    usage.keep()
    assert Use.objects.get().times == 3


def test_where_the_database_is_busy_nothing_is_lost(monkeypatch):
    def busy(*_: object, **__: object) -> None:
        raise DatabaseError

    usage.note("R1", Kind.OPENED)
    with monkeypatch.context() as broken:
        broken.setattr(Use.objects, "get_or_create", busy)
        usage.keep()
    usage.keep()
    assert Use.objects.get().times == 1


def test_the_months_are_twelve_and_in_order():
    Use.objects.create(entry="R1", on=date(2016, 1, 31), kind="opened", times=3)
    Use.objects.create(entry="R1", on=date(2016, 1, 30), kind="read", times=9)
    Use.objects.create(entry="R1", on=date(2015, 2, 28) - timedelta(days=31), kind="opened", times=5)
    months = usage.by_month(by=CATALOGUER, today=date(2016, 1, 31))
    assert [month for month, _ in months][:2] == ["2015-02", "2015-03"]
    assert months[-1] == ("2016-01", 3)
    assert sum(count for _, count in months) == 3


def test_it_is_for_cataloguers(client_of):
    id = an_entry(title="Child V")
    usage.note(id, Kind.OPENED)
    html = client_of(CATALOGUER).get("/catalogue/use").content.decode()
    assert f"{id}: Child V" in html
    assert client_of(MANAGER).get("/catalogue/use").status_code == 403
    with pytest.raises(Refusal):
        usage.by_entry(by=MANAGER, since=date(2015, 1, 1))
