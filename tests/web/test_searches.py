"""The searches that people keep, and what they are told of them."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from casereview.ledger.models import Refused
from casereview.library import saved
from casereview.web.searches import telling
from tests.factories import MANAGER, MEMBER
from tests.library.shelves import CATALOGUER, an_entry

pytestmark = pytest.mark.django_db

NEW = "/searches/new?q=bruising&theme=neglect"


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.HOME = tmp_path


def told(now=None) -> str:
    return " ".join(telling.tell(now or timezone.now()))


def keep(client, address: str = NEW, by_email: str = "yes") -> None:
    name = re.findall('name="called"[^>]*value="([^"]*)"', client.get(address).content.decode())[0]
    assert client.post(address, {"called": name, "by_email": by_email})["Location"] == "/searches"


def test_a_search_is_kept_and_its_address_is_the_query(client_of):
    client = client_of(MANAGER)
    keep(client)
    html = " ".join(client.get("/searches").content.decode().split())
    assert "“bruising”, Theme: Neglect" in html
    assert 'href="/repository?q=bruising&amp;theme=neglect"' in html
    assert "You are told by e-mail" in html
    keep(client, by_email="no")
    html = client.get("/searches").content.decode()
    assert html.count("app-section") == 1
    assert "You are not told" in html


def test_nobody_sees_or_ends_anybody_elses(client_of):
    keep(client_of(MANAGER))
    other = client_of(MEMBER)
    assert "bruising" not in other.get("/searches").content.decode()
    [search] = saved.SavedSearch.objects.all()
    other.post(f"/searches/{search.key}/forget")
    assert saved.SavedSearch.objects.count() == 1
    client_of(MANAGER).post(f"/searches/{search.key}/forget")
    assert saved.SavedSearch.objects.count() == 0


def test_keeping_one_asks_for_a_sign_in(client):
    assert client.get(NEW)["Location"].startswith("/sign-in")


def test_what_is_new_is_told_once_and_only_to_those_who_asked(client_of):
    an_entry(title="Before", pages=("Bruising.",), themes={"neglect": True})
    keep(client_of(MANAGER))
    keep(client_of(MEMBER), by_email="no")
    assert told() == "0 people told by e-mail of what is new in the searches they keep."
    new = an_entry(title="Child V & W", pages=("Bruising was seen.",), themes={"neglect": True})
    an_entry(title="Child X", pages=("Bruising, without the theme.",))
    an_entry(title="Child Y", pages=("Bruising.",), themes={"neglect": True}, withdrawn="x")
    assert told().startswith("1 people")
    assert told().startswith("0 people")
    [letter] = mail.outbox
    assert letter.to == [f"{MANAGER.username}@example.org"]
    assert "Child V & W" in letter.body
    assert f"http://localhost:8000/repository/reviews/{new}" in letter.body
    assert not [title for title in ("Before", "Child X", "Child Y") if title in letter.body]


def test_what_comes_out_of_an_embargo_is_told_when_it_does(client_of, monkeypatch):
    keep(client_of(MANAGER))
    ends = timezone.now() + timedelta(days=3)
    an_entry(title="Child V", pages=("Bruising.",), themes={"neglect": True}, embargo=ends.isoformat())
    assert told().startswith("0 people")
    later = ends + timedelta(hours=1)
    monkeypatch.setattr("casereview.library.gate.timezone.now", lambda: later)
    assert told(later).startswith("1 people")


def test_nobody_keeps_without_end(user_of, monkeypatch):
    monkeypatch.setattr(saved, "MOST", 1)
    owner = user_of(CATALOGUER)
    saved.save(by=CATALOGUER, owner=owner, query="q=a", name="a", by_email=False)
    with pytest.raises(Refused, match="Take one away first"):
        saved.save(by=CATALOGUER, owner=owner, query="q=b", name="b", by_email=False)
