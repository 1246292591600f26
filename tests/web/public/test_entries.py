"""What somebody who has not signed in finds at the address of a review, a page, a recommendation."""

import io
import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from django.test import Client

from casereview import web
from casereview.documents import store
from casereview.library import acts
from tests.library.shelves import CATALOGUER, DAY, an_entry, recommending

pytestmark = pytest.mark.django_db

STATIC = Path(web.__file__).parent / "static" / "casereview"
PDF = b"%PDF-1.4 a report"


@pytest.fixture(scope="module")
def shelf(kept_for_the_module: None, a_data_folder: None) -> SimpleNamespace:
    """A review with all that one can have, one withdrawn, one merged, and one published without the board's name."""
    points = [
        *recommending("Agree who leads for each child."),
        {"kind": "learning", "text": "Nobody asked the father.", "addressed_to": "", "page": 2},
    ]
    whole = an_entry(
        title="Child V",
        abstract="A baby was <b>injured</b>.",
        points=points,
        themes={"domestic-abuse": True, "neglect": False},
        pages=("Page one.", "Nobody asked the father about the injuries.\n\nAgree who leads."),
        file=store.keep(io.BytesIO(PDF)).sha256,
        media="application/pdf",
        licence="ogl_3",
    )
    return SimpleNamespace(
        whole=whole,
        gone=an_entry(title="Child W", withdrawn="A court so ordered."),
        merged=an_entry(title="Child V again", merged_into=whole),
        unnamed=an_entry(title="Child X", anonymous=True, board="Qboard", author="Qauthor", published_on="2015-10-31"),
    )


def read(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return " ".join(response.getvalue().decode().split())


def test_an_entry_says_first_what_was_learned(client, shelf):
    html = read(client, f"/repository/reviews/{shelf.whole}")
    assert "31 October 2015" in html
    assert "Aldermarsh Board" in html
    assert "A baby was &lt;b&gt;injured&lt;/b&gt;." in html
    assert "Domestic abuse" in html
    places = [html.index(words) for words in ("Nobody asked the father.", "Agree who leads", "Read it page by page")]
    assert places == sorted(places)


def test_an_entry_says_what_it_is_to_machines(client, shelf):
    html = read(client, f"/repository/reviews/{shelf.whole}")
    assert '<meta name="DC.title" content="Child V">' in html
    [said] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert json.loads(said)["@id"] == f"http://testserver/repository/reviews/{shelf.whole}"
    assert json.loads(said) == json.loads(read(client, f"/repository/reviews/{shelf.whole}/data.jsonld"))


def test_a_page_has_its_text_and_what_the_report_recommends_on_it(client, shelf):
    html = read(client, f"/repository/reviews/{shelf.whole}/pages/2?q=father+leads")
    assert "Nobody asked the <mark>father</mark> about the injuries." in html
    assert "What you searched for is marked, in 2 places." in html
    assert "Learning point 1" in html
    assert f'href="/repository/reviews/{shelf.whole}/pages/1"' in html
    read(client, f"/repository/reviews/{shelf.whole}/pages/3", 404)
    read(client, f"/repository/reviews/{shelf.whole}/pages/0", 404)


def test_each_recommendation_and_each_learning_point_has_an_address(client, shelf):
    assert "Agree who leads" in read(client, f"/repository/reviews/{shelf.whole}/recommendations/1")
    assert "Nobody asked the father." in read(client, f"/repository/reviews/{shelf.whole}/learning/1")
    read(client, f"/repository/reviews/{shelf.whole}/recommendations/2", 404)


@pytest.mark.parametrize("view", ["briefing", "print"])
def test_there_are_views_for_a_team_and_for_paper(client, shelf, view):
    html = read(client, f"/repository/reviews/{shelf.whole}/{view}")
    assert "Nobody asked the father." in html
    assert "Agree who leads" in html


def test_the_file_is_the_one_that_was_published_and_is_no_page_of_ours(client, shelf):
    response = client.get(f"/repository/reviews/{shelf.whole}/file")
    assert response.content == PDF
    assert response["Content-Disposition"] == f'attachment; filename="{shelf.whole}.pdf"'
    assert "sandbox" in response["Content-Security-Policy"]
    read(client, f"/repository/reviews/{shelf.unnamed}/file", 404)


def test_a_page_of_a_pdf_stands_beside_its_picture(client, a_data_folder, db):
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(595, 842)
    made = io.BytesIO()
    pdf.save(made)
    made.seek(0)
    id = an_entry(pages=("One.",), file=store.keep(made).sha256, media="application/pdf")
    address = f"/repository/reviews/{id}/pages/1.webp"
    assert f'src="{address}"' in read(client, f"/repository/reviews/{id}/pages/1")
    picture = client.get(address)
    assert (picture["Content-Type"], picture.content[8:12]) == ("image/webp", b"WEBP")
    read(client, f"/repository/reviews/{id}/pages/2.webp", 404)
    unlike = an_entry(pages=("One.",), file=store.keep(io.BytesIO(b"text")).sha256, media="text/plain")
    read(client, f"/repository/reviews/{unlike}/pages/1.webp", 404)


def test_what_was_withdrawn_says_when_and_why_and_nothing_else(client, shelf):
    for path in ("", "/pages/1", "/briefing", "/file", "/cite.ris", "/recommendations/1"):
        html = read(client, f"/repository/reviews/{shelf.gone}{path}", 410)
        assert "A court so ordered." in html
        assert "Child W" not in html
    assert "A court so ordered." in read(client, f"/repository/data/v1/reviews/{shelf.gone}", 410)


def test_what_was_merged_leads_to_what_it_is_now(client, shelf):
    response = client.get(f"/repository/reviews/{shelf.merged}")
    assert (response.status_code, response["Location"]) == (301, f"/repository/reviews/{shelf.whole}")
    response = client.get(f"/repository/data/v1/reviews/{shelf.merged}/pages/2")
    assert response["Location"] == f"/repository/data/v1/reviews/{shelf.whole}/pages/2"


def test_a_board_that_is_not_named_is_named_nowhere_nor_is_the_day(client, shelf):
    for path in (
        f"reviews/{shelf.unnamed}",
        "data/catalogue.jsonl",
        f"reviews/{shelf.unnamed}/cite.ris",
        "data/new.atom",
    ):
        text = read(client, f"/repository/{path}")
        assert "Qboard" not in text
        assert "Qauthor" not in text
    said = json.loads(read(client, f"/repository/data/v1/reviews/{shelf.unnamed}"))
    assert (said["board"], said["published"]) == ("Anonymous", "2015-10")


@pytest.mark.parametrize("how", ["ris", "bib", "txt"])
def test_an_entry_is_cited_and_so_is_the_whole_catalogue(client, shelf, how):
    assert "Child V" in read(client, f"/repository/reviews/{shelf.whole}/cite.{how}")
    assert "Child X" in read(client, f"/repository/data/catalogue.{how}")


def test_the_catalogue_has_each_entry_once_and_the_boards_their_numbers(client, shelf):
    html = read(client, "/repository/catalogue")
    assert html.count("entries__title") == 2
    html = read(client, "/repository/boards")
    assert "Aldermarsh Board" in html
    assert "1 review was published without one." in html


def test_leaving_leads_away_and_asks_the_browser_to_forget(client, db):
    response = client.get("/repository/leave")
    assert (response.status_code, response["Location"]) == (302, "https://www.bbc.co.uk/weather")
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Clear-Site-Data"] == '"cache"'


# ── What all answers have in common ─────────────────────────────────────────────────────────────────────────────────


def test_no_page_knows_who_is_asking_and_none_sets_a_cookie(client, shelf, carl):
    someone = Client()
    someone.force_login(carl)
    someone.cookies.load({"other": "x"})
    for path in ("", "/catalogue", f"/reviews/{shelf.whole}", "/data/new.atom", "/data/v1/reviews", "/reviews/R999"):
        one, other = client.get(f"/repository{path}"), someone.get(f"/repository{path}")
        assert one.getvalue() == other.getvalue()
        assert dict(one.headers) == dict(other.headers)
        assert not one.cookies
        assert not other.cookies, "a cache would give it to everybody"
        assert not one.has_header("Vary")


@pytest.mark.parametrize(
    "path", ["", "/reviews/{}", "/reviews/{}/file", "/data/new.atom", "/data/v1/reviews", "/data/catalogue.csv"]
)
def test_what_has_not_changed_is_not_sent_again(client, shelf, path):
    path = f"/repository{path.format(shelf.whole)}"
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.getvalue()) == (304, b"")
    assert first["Cache-Control"] == "public, max-age=60"
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_file_says_since_when_it_is_as_it_is(client, shelf):
    path = f"/repository/reviews/{shelf.whole}/file"
    since = {"if-modified-since": client.get(path)["Last-Modified"]}
    assert client.get(path, headers=since).status_code == 304
    acts.withdraw(shelf.whole, by=CATALOGUER, on=DAY, why="A court so ordered.")
    assert client.get(path, headers=since).status_code == 410


def test_what_was_withdrawn_is_gone_from_what_somebody_has_already(client, shelf):
    paths = [
        "/repository/data/new.atom",
        "/repository",
        "/repository/data/v1/reviews",
        "/repository/data/catalogue.csv",
    ]
    marks = {path: client.get(path)["ETag"] for path in paths}
    acts.withdraw(shelf.whole, by=CATALOGUER, on=DAY, why="A court so ordered.")
    for path, mark in marks.items():
        again = client.get(path, headers={"if-none-match": mark})
        assert again.status_code == 200, path
        assert not again.has_header("Last-Modified"), "an earlier moment would keep it in a reader's cache"


def test_the_mark_of_the_whole_catalogue_is_another_when_it_is_another(client, shelf):
    before = client.get("/repository/data/catalogue.csv")["ETag"]
    acts.publish(acts.revise(shelf.whole, by=CATALOGUER).key, by=CATALOGUER, on=DAY, why="A word was wrong.")
    assert client.get("/repository/data/catalogue.csv")["ETag"] != before


def test_who_asks_too_much_is_told_for_how_long_to_wait(client, shelf, settings):
    settings.PUBLIC_RATE = 60
    asking: dict[str, Any] = {"REMOTE_ADDR": "203.0.113.9"}
    statuses = [client.get("/repository/about", **asking).status_code for _ in range(70)]
    assert statuses[:60] == [200] * 60
    refused = client.get("/repository/data/catalogue.csv", **asking)
    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 20
    assert refused["Cache-Control"] == "no-store"
    assert client.get("/repository/about", REMOTE_ADDR="203.0.113.10").status_code == 200


def test_a_household_has_one_limit_and_a_proxy_is_believed_only_where_there_is_one(rf, settings):
    from casereview.web.public import rates

    def whose(remote: str, forwarded: str = "") -> str:
        return rates.address(rf.get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded))

    assert whose("2001:db8::1") == whose("2001:db8::2") == "2001:db8::/64"
    assert whose("203.0.113.9", "198.51.100.1") == "203.0.113.9"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert whose("127.0.0.1", "192.0.2.1, 198.51.100.1") == "198.51.100.1"
    assert whose("127.0.0.1") == ""


def test_the_interface_comes_in_parts_and_says_what_it_is(client, shelf):
    said = json.loads(read(client, "/repository/data/v1/reviews?size=1"))
    assert said["count"] == 2
    assert len(said["results"]) == 1
    more = json.loads(read(client, said["next"]))
    assert more["results"] != said["results"]
    assert more["next"] == ""
    schema = json.loads(read(client, "/repository/data/v1/openapi.json"))
    assert set(schema["paths"]) >= {"/repository/data/v1/reviews", "/repository/data/v1/reviews/{id}"}
    assert client.head("/repository/data/v1/reviews").status_code == 200
    read(client, "/repository/data/v1/reviews?size=1000", 422)
    read(client, "/repository/data/v1/reviews/R999", 404)


def test_harvesters_are_told_of_what_is_there_and_of_what_is_gone(client, shelf):
    asked = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
    given, posted = client.get("/repository/data/oai", asked), client.post("/repository/data/oai", asked)
    text = given.content.decode()
    assert text.count("<record>") == 4
    assert text.count('status="deleted"') == 2
    assert "Child W" not in text
    assert posted.content.count(b"<record>") == 4
    assert client.get("/repository/data/oai", asked | {"set": "kind:scr"}).content.count(b"<metadata>") == 2


def test_a_page_weighs_little(client, shelf):
    """All that a browser fetches for a page the first time, uncompressed, without the report."""
    styles_and_scripts = sum(
        (STATIC / name).stat().st_size
        for name in ("govuk.css", "casereview.css", "repository.css", "start.js", "govuk.js", "icon.svg")
    )
    for path in ("", "?q=father", "/themes", "/data", f"/reviews/{shelf.whole}", f"/reviews/{shelf.whole}/pages/1"):
        html = client.get(f"/repository{path}").content
        assert len(html) + styles_and_scripts < 250_000, path


def test_the_sitemap_has_what_is_there(client, shelf):
    assert "sitemap-1.xml" in read(client, "/repository/sitemap.xml")
    part = read(client, "/repository/sitemap-1.xml")
    assert f"/reviews/{shelf.whole}<" in part
    assert f"/reviews/{shelf.gone}<" not in part
    read(client, "/repository/sitemap-2.xml", 404)
    assert "Disallow: /" in read(client, "/robots.txt")
