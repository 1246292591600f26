"""What each theme means, how often reviews tell of it by year, and where that has changed."""

import re
from types import SimpleNamespace

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from casereview.analysis.change import Change
from casereview.web.public.theming import how_sure
from tests.library.shelves import an_entry

pytestmark = pytest.mark.django_db

MANY = 18


@pytest.fixture(scope="module")
def shelf(kept_for_the_module: None, a_data_folder: None) -> SimpleNamespace:
    """Reviews of two years: in the first none tells of neglect, in the second nearly all do."""
    for number in range(MANY):
        an_entry(title=f"Before {number}", published_on="2014-05-01", pages=(f"b{number}",), themes={"neglect": False})
        told = {"neglect": number > 1, "disguised-compliance": number == 0}
        an_entry(title=f"Since {number}", published_on="2015", pages=(f"s{number}",), themes=told)
    return SimpleNamespace(last=f"R{2 * MANY}")


def read(client: Client, path: str) -> str:
    response = client.get(f"/repository/{path}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_theme_is_defined_and_its_reviews_are_listed_by_year(client, shelf):
    html = read(client, "themes/neglect")
    assert re.search(r'<p class="govuk-body-l">[A-Z][^<]{20,}</p>', html), "a definition"
    [row] = re.findall(r"<tr[^>]*> <th[^>]*>2015</th>(.*?)</tr>", html)
    assert [int(number) for number in re.findall(r"numeric\">(\d+)</td>", row)] == [MANY - 2, MANY]
    assert "Since 2" in row
    assert "and the others of 2015" in row
    assert '<svg class="app-chart"' in html


def test_a_theme_whose_share_has_changed_is_told_of_with_how_sure_that_is(client, shelf):
    for path in ("themes", "themes/neglect"):
        html = read(client, path)
        assert "has risen" in html
        assert "to 89% since" in html or "89% since" in html
        assert "less than once in" in html
    assert "has risen" not in read(client, "themes/disguised-compliance")


def test_every_theme_is_listed_beneath_its_heading_with_how_many_tell_of_it(client, shelf):
    html = read(client, "themes")
    assert html.index('href="/repository/themes/harm"') < html.rindex('href="/repository/themes/neglect"')
    assert f'Neglect</a> <span class="app-quiet">({MANY - 2})</span>' in html
    assert 'href="/repository/themes/childs-voice"' in html


def test_a_theme_that_nobody_has_given_says_so_and_one_that_is_none_is_absent(client, shelf):
    assert "No review that is published has been given this theme yet." in read(client, "themes/childs-voice")
    assert client.get("/repository/themes/nothing-of-the-kind").status_code == 404


@pytest.mark.parametrize(
    ("chance", "words"), [(0.0004, "less than once in 1,000 times"), (0.04, "less than once in 20 times")]
)
def test_how_sure_is_said_in_words(chance, words):
    assert how_sure(Change(2015, 0.1, 0.5, chance)) == words


def test_the_vocabulary_is_given_to_machines(client, shelf):
    tree = fromstring(client.get("/repository/data/themes.rdf").content)
    about = {one.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") for one in tree}
    assert "http://testserver/repository/themes/neglect" in about
    codes = [theme["code"] for theme in client.get("/repository/data/v1/themes").json()]
    assert "neglect" in codes
    sets = client.get("/repository/data/oai?verb=ListSets").content.decode()
    assert "<setSpec>theme:neglect</setSpec>" in sets
    listed = client.get("/repository/data/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=theme:neglect").content
    assert listed.count(b"<header>") == MANY - 2
    assert "/repository/themes/neglect<" in read(client, "sitemap-1.xml")


def test_a_briefing_says_what_its_themes_mean(client, shelf):
    assert "Neglect" in read(client, f"reviews/{shelf.last}/briefing")
