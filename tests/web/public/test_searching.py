"""Searching as the public does it: by words, phrases and facets, with the address as the query."""

import json
from types import SimpleNamespace

import pytest
from defusedxml.ElementTree import fromstring
from django.http import QueryDict
from django.test import Client

from casereview.library.search import Sort
from casereview.web.public.asked import FACETS, Query
from tests.library.shelves import an_entry, recommending

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shelf(kept_for_the_module: None, a_data_folder: None) -> SimpleNamespace:
    whole = an_entry(
        title="Child V",
        abstract="A baby was injured.",
        points=recommending("Tell every health visitor of bruising in babies."),
        pages=("Background.", "There was bruising, and professional curiosity was missing."),
        themes={"neglect": True},
    )
    other = an_entry(
        title="Child W <b>",
        board="Fenn Board",
        kind="lcspr",
        published_on="2019-03-02",
        pages=("Bruising was seen at school.",),
    )
    return SimpleNamespace(whole=whole, other=other)


def read(client: Client, path: str) -> str:
    response = client.get(f"/repository{path}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_words_are_found_with_their_page_and_marked(client, shelf):
    html = read(client, "?q=bruising")
    assert "2 reviews for “bruising”" in html
    assert "<mark>bruising</mark>" in html
    assert f'href="/repository/reviews/{shelf.whole}/pages/2?q=bruising"' in html
    assert f'href="/repository/reviews/{shelf.whole}/recommendations/1"' in html
    assert "Child W &lt;b&gt;" in html
    assert "<mark>bruising</mark>" in read(client, f"/reviews/{shelf.whole}/pages/2?q=bruising")


def test_a_phrase_is_found_as_it_stands_and_a_word_is_left_out(client, shelf):
    assert "1 review for “&#34;professional curiosity&#34;”" in read(client, "?q=%22professional+curiosity%22")
    assert "Nothing that is published answers to that." in read(client, "?q=%22curiosity+professional%22")
    html = read(client, "?q=bruising+-school")
    assert "1 review" in html
    assert "Child V" in html


def test_a_misspelt_word_is_forgiven_and_said_to_be(client, shelf):
    html = read(client, "?q=brusing")
    assert "No review has the word “brusing”. These are for “bruising”." in html


def test_results_are_narrowed_down_and_each_choice_can_be_taken_back(client, shelf):
    html = read(client, "?q=bruising&kind=lcspr")
    assert "Child V" not in html
    assert "Kind of review: Local child safeguarding practice review" in html
    assert '<a class="govuk-link" href="?q=bruising"><span aria-hidden="true">✕ </span>' in html
    assert "1 review" in read(client, "?board=Fenn+Board")
    assert "1 review" in read(client, "?theme=neglect")
    assert "1 review" in read(client, "?year=2019")


def test_without_a_question_everything_is_there_the_latest_first(client, shelf):
    html = read(client, "")
    assert "2 reviews, the latest published first" in html
    assert html.index("Child W") < html.index("Child V")


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=x", "page=99999999999999999999", "sort=x", "kind=none", "q=%00", "q=%22", "q=" + "a+" * 900],
)
def test_whatever_an_address_says_is_answered(client, shelf, query):
    read(client, f"?{query}")
    assert client.get(f"/repository/data/search.atom?{query}").status_code == 200


def test_the_address_is_the_query_and_always_the_same():
    given = QueryDict("sort=day&q= bruising  babies&theme=neglect&theme=neglect&page=2&other=x&theme=abuse")
    query = Query.of(given)
    assert query == Query("bruising babies", {"theme": ("neglect", "abuse")}, Sort.DAY, 2)
    assert query.address == "q=bruising+babies&theme=abuse&theme=neglect&sort=day&page=2"
    assert Query.of(QueryDict(query.address)).address == query.address
    assert query.without("theme", "abuse").address == "q=bruising+babies&theme=neglect&sort=day"
    assert Query.of(QueryDict("")).in_words == "all reviews"


def test_a_search_is_a_feed(client, shelf):
    feed = fromstring(client.get("/repository/data/search.atom?q=bruising&year=2019").content)
    titles = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles == ["National repository of reviews: “bruising”, Year of publication: 2019", "Child W <b>"]


def test_the_interface_searches_too(client, shelf):
    said = json.loads(read(client, "/data/v1/reviews?q=bruising&size=1"))
    assert (said["count"], len(said["results"])) == (2, 1)
    assert "q=bruising" in said["next"]
    assert json.loads(read(client, "/data/v1/reviews?q=bruising&kind=lcspr"))["count"] == 1


def test_every_facet_of_the_page_is_one_of_the_index(client, shelf):
    assert set(Query().found().facets) == set(FACETS)
