"""The themes: a vocabulary in order, in SKOS and back, and rates by year that say how sure they are."""

import pytest
from click.testing import CliRunner

from casereview.cli import main
from casereview.ledger.models import Refused
from casereview.library import acts, skos, themes
from casereview.library.models import Term
from tests.library.shelves import CATALOGUER, DAY, an_entry

pytestmark = pytest.mark.django_db


def test_every_theme_says_what_it_means_and_stands_in_order():
    vocabulary = themes.vocabulary()
    assert len(themes.in_use()) > 30
    for theme in vocabulary.values():
        assert theme.label
        assert theme.definition.endswith(".")
        assert set(theme.broader) <= set(vocabulary)
    labels = [
        label for theme in vocabulary.values() for label in (theme.label.lower(), *map(str.lower, theme.used_for))
    ]
    assert len(labels) == len(set(labels)), "a word is used for one theme"


def test_a_heading_is_not_coded_with_but_has_its_narrower_themes():
    assert "harm" not in {theme.code for theme in themes.in_use()}
    assert "neglect" in {theme.code for theme in themes.narrower("harm")}


def test_a_term_set_down_takes_the_place_of_the_one_that_came():
    acts.define(by=CATALOGUER, on=DAY, code="neglect", label="Neglect", definition="Otherwise.", used_for=["want"])
    acts.define(by=CATALOGUER, on=DAY, code="kinship", label="Kinship care")
    acts.define(by=CATALOGUER, on=DAY, code="optimism", label="Rule of optimism", retired=True)
    assert themes.vocabulary()["neglect"].definition == "Otherwise."
    assert themes.label("kinship") == "Kinship care"
    assert "optimism" not in {theme.code for theme in themes.in_use()}
    assert {one["theme"] for one in themes.suggest(["Kinship care. Want. " * 3])} == {"kinship", "neglect"}


def test_a_code_that_could_not_be_an_address_is_refused():
    with pytest.raises(Refused, match="small letters"):
        acts.define(by=CATALOGUER, on=DAY, code="Neglect!", label="Neglect")


def test_a_theme_of_which_a_report_says_little_is_not_suggested():
    assert themes.suggest(["Neglect. Neglect.", "A sofa."]) == []
    [found] = themes.suggest(["Neglect.", "The neglected child; neglect."])
    assert found == {"theme": "neglect", "words": ["neglect", "neglected"], "page": 2, "times": 3}


# ── SKOS ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_goes_out_in_skos_comes_in_as_the_same():
    out = skos.exported()
    came = {theme.code: theme for theme in skos.read(out)}
    for code, theme in themes.vocabulary().items():
        assert skos._same(theme, came[code])
    assert skos.taken_in(out, by=CATALOGUER, on=DAY) == []


def test_only_what_is_said_otherwise_is_set_down():
    out = skos.exported().replace(b"Injury by assault.", b"Injury by assault of a child.")
    [term] = skos.taken_in(out, by=CATALOGUER, on=DAY)
    assert (term.code, term.definition) == ("physical-abuse", "Injury by assault of a child.")
    assert Term.objects.count() == 1


def test_a_vocabulary_of_others_comes_in_by_its_english():
    other = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
      <skos:Concept rdf:about="https://example.org/t#Foster_Care"><skos:prefLabel xml:lang="cy">Gofal maeth</skos:prefLabel>
      <skos:prefLabel xml:lang="en">Foster care</skos:prefLabel><skos:broader rdf:resource="https://example.org/t#Care"/>
      </skos:Concept></rdf:RDF>"""
    [theme] = skos.read(other)
    assert (theme.code, theme.label, theme.broader) == ("foster-care", "Foster care", ("care",))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    ],
)
def test_what_is_no_vocabulary_is_refused(content):
    with pytest.raises(Refused):
        skos.read(content)


# ── By year ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def decade():
    """Of four reports a year, one tells of exploitation until 2014, and all from then on; one of neglect each year."""
    for year in range(2010, 2018):
        for number in range(4):
            told = {"exploitation": number == 0 or year >= 2014, "neglect": number == 1}
            an_entry(published_on=f"{year}-05-01", themes=told)
    an_entry(published_on="", themes={"neglect": True})
    an_entry(published_on="2012", themes={"neglect": True}, withdrawn="So.")


def test_a_trend_counts_the_reports_of_each_year_and_lists_them(decade):
    neglect = next(trend for trend in themes.trends() if trend.theme.code == "neglect")
    assert neglect.years == tuple((year, 1, 4) for year in range(2010, 2018))
    assert [len(ids) for ids in neglect.reports.values()] == [1] * 8


def test_a_theme_whose_rate_changes_is_flagged_with_the_year_and_how_sure_that_is(decade):
    [flagged] = themes.flagged()
    assert flagged.theme.code == "exploitation"
    assert (flagged.change.year, flagged.change.before, flagged.change.after) == (2014, 0.25, 1.0)
    assert flagged.change.chance < 0.01


def test_where_nothing_is_published_there_is_no_trend():
    assert themes.trends() == []


# ── Commands ────────────────────────────────────────────────────────────────────────────────────────────────────────


def run(*arguments, status=0):
    found = CliRunner().invoke(main, ["library", "themes", *map(str, arguments)])
    assert found.exit_code == status, found.output
    return found.output


def test_the_vocabulary_goes_out_and_comes_in_by_commands(tmp_path):
    place = tmp_path / "themes.rdf"
    run("export", place)
    assert run("import", place) == "0 terms set down.\n"
    place.write_text("no", encoding="utf-8")
    assert "not SKOS" in run("import", place, status=1)


def test_the_themes_that_changed_are_said(decade):
    assert run("flagged").startswith("Exploitation rose from 25% of reports to 100% from 2014 on (chance alone: ")
