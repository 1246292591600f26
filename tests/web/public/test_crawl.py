"""What is not published is not public: names are planted wherever they could leak from, and looked for everywhere.

Everywhere is: every address of the public site's own URL table, for every entry, and whatever any answer links to. A
page that is made tomorrow is in it by existing. A planted fault shows that a leak would be seen.
"""

import io
import re
from datetime import timedelta
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from casereview.documents import store
from casereview.library import acts, gate
from casereview.library.codes import Origin
from casereview.library.models import Shelved
from tests.library.shelves import CATALOGUER, DAY, a_draft, an_entry, recommending
from tests.web.public.addresses import addresses

pytestmark = pytest.mark.django_db

CANARY = "Zq9"
TEXTS = ("title", "abstract", "author")


def planted(where: str) -> dict[str, Any]:
    """An entry of which every text is a word that stands nowhere else."""
    point = {"kind": "learning", "text": f"{CANARY}{where}learning", "addressed_to": f"{CANARY}{where}to", "page": 1}
    return {
        **{name: f"{CANARY}{where}{name}" for name in TEXTS},
        "board": f"{CANARY}{where}board",
        "points": [*recommending(f"{CANARY}{where}recommendation"), point],
        "pages": (f"{CANARY}{where}page one", f"{CANARY}{where}page two"),
        "file": store.keep(io.BytesIO(f"{CANARY}{where}file".encode())).sha256,
        "media": "text/plain",
        "themes": {f"{CANARY}{where}theme".lower(): True},
    }


@pytest.fixture(scope="module")
def shelf(kept_for_the_module: None, a_data_folder: None) -> SimpleNamespace:
    """Entries of every kind that is not public, beside two that are."""
    a_draft(**planted("draft"), proposals={"themes": [{"theme": "zq9suggested", "words": ["zq9words"], "page": 1}]})
    acts.deposit(
        by=CATALOGUER,
        on=DAY,
        origin=Origin.HANDED_IN,
        title=f"{CANARY}deposit",
        board=f"{CANARY}depositboard",
        note=f"{CANARY}note",
        file=io.BytesIO(f"{CANARY}depositfile".encode()),
        file_name=f"{CANARY}filename.pdf",
        pages=[f"{CANARY}depositpage"],
    )
    an_entry(**planted("embargoed"), embargo=(timezone.now() + timedelta(days=9)).isoformat())
    an_entry(**planted("withdrawn"), withdrawn="A court so ordered.")
    public = an_entry(title="Child V", abstract="The lead was not agreed.", pages=("One page.", "Another page."))
    an_entry(**planted("merged"), merged_into=public)
    changed = an_entry(**planted("before"))
    later = acts.revise(changed, by=CATALOGUER)
    sound = {"title": "Child W", "board": "Fenn Board", "abstract": "", "author": "", "file": "", "media": ""}
    acts.keep(later.key, by=CATALOGUER, edits=later.edits, answers={**sound, "points": []})
    later.refresh_from_db()
    later.body = "What it says now."
    later.save()
    acts.publish(later.key, by=CATALOGUER, on=DAY, why=f"{CANARY}why")
    acts.code(changed, by=CATALOGUER, on=DAY, theme="zq9beforetheme", applies=False)
    hidden = {"board": f"{CANARY}unnamedboard", "author": f"{CANARY}unnamedauthor", "published_on": "2015-10-31"}
    unnamed = an_entry(title="Child X", anonymous=True, **hidden)
    return SimpleNamespace(public=[public, changed, unnamed], ids=[f"R{n}" for n in range(1, 9)])


HIDDEN = ("draft", "embargoed", "withdrawn", "merged", "before", "deposit", "unnamed")
ASKED = [
    *(f"/repository/data/oai?verb={verb}" for verb in ("Identify", "ListMetadataFormats", "ListSets")),
    *(f"/repository/data/oai?verb={verb}&metadataPrefix=oai_dc" for verb in ("ListIdentifiers", "ListRecords")),
    "/repository/catalogue?page=2",
    "/repository/data/v1/reviews?size=1",
    "/repository/absent",
    *(f"/repository?q={word}" for word in ("page", "one", "neglect", "-neglect", '"what it says"')),
    "/repository?sort=recommendations&q=agreed",
    "/repository/data/search.atom?q=page",
    "/repository/data/v1/reviews?q=page",
    *(f"/repository?q=Zq9{where}{what}" for where in HIDDEN for what in ("page", "title", "board", "recommendation")),
    *(f"/repository?board=Zq9{where}board" for where in HIDDEN),
    *(f"/repository/data/v1/reviews?q=Zq9{where}title" for where in HIDDEN),
]


def crawled(client: Client, ids: list[str]) -> dict[str, str]:
    """Every answer of the site by its address, headers and all."""
    waiting = [*addresses(ids), *ASKED]
    found: dict[str, str] = {}
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        response = client.get(address)
        assert response.status_code < 500, address
        body = response.getvalue().decode("utf-8", "replace")
        found[address] = f"{response.headers}\n{body}"
        waiting += [one for one in links(f"{response.headers}\n{body}") if one not in found]
    return found


LINK = re.compile(
    r"""(?:(?:href|src|action)=["']|<loc>|"|Location': ')(?:http://testserver)?(/(?:repository|robots)[^"'<>\s#]*)"""
)


def links(text: str) -> set[str]:
    return {unescape(one) for one in LINK.findall(text)}


def leaks(found: dict[str, str]) -> dict[str, set[str]]:
    """Where a planted word was found. An address that we asked for ourselves may be repeated to us."""
    return {address: words for address, text in found.items() if (words := planted_in(text) - planted_in(address))}


def planted_in(text: str) -> set[str]:
    return set(re.findall(f"{CANARY}[a-z]+".lower(), text.lower()))


def test_nothing_that_is_not_published_is_anywhere(shelf, db):
    found = crawled(Client(raise_request_exception=False), shelf.ids)
    assert len(found) > 150
    assert leaks(found) == {}
    assert all(f"/repository/reviews/{id}" in found for id in shelf.public)


def test_the_same_report_of_two_boards_that_are_not_named_has_the_same_bytes(db, a_data_folder):
    """Neither board, author, day nor anything made from them tells which of the two it was."""
    told = []
    for board, day in (("Aldermarsh Board", "2015-10-31"), ("Fenn Board", "2015-10-02")):
        with time_machine.travel("2016-01-20T09:30:00Z", tick=False), transaction.atomic():
            an_entry(title="Child X", anonymous=True, board=board, author=f"{board}’s reviewer", published_on=day)
            client = Client()
            told.append({path: client.get(path).getvalue() for path in [*addresses(["R1"]), *ASKED[:6]]})
            transaction.set_rollback(True)
    assert told[0] == told[1]


def test_a_gate_left_open_would_be_seen(shelf, db, monkeypatch):
    monkeypatch.setattr(gate, "_public", lambda now=None: Shelved.objects.all())
    found = leaks(crawled(Client(raise_request_exception=False), shelf.ids))
    assert {"/repository/catalogue", "/repository/data/new.atom", "/repository/data/catalogue.csv"} <= set(found)
    assert "/repository/data/oai?verb=ListRecords&metadataPrefix=oai_dc" in found


def test_a_board_that_is_named_after_all_would_be_seen(shelf, db, monkeypatch):
    named = gate._review

    def careless(row: Any, version: Any, *rest: Any) -> Any:
        version.anonymous = False
        return named(row, version, *rest)

    monkeypatch.setattr(gate, "_review", careless)
    client = Client()
    assert leaks(
        {path: client.get(path).content.decode() for path in ("/repository/boards", "/repository/data/new.atom")}
    )
