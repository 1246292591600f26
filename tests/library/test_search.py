"""What a search finds, in which order, and what it says of it."""

import os
import shutil
import subprocess
import sys

import pytest
from django.utils import timezone

from casereview.library import acts, gate, index, search
from casereview.library.search import Sort
from casereview.library.words import Asked, marked, read
from tests.library.shelves import CATALOGUER, DAY, an_entry, recommending

LATER = timezone.timedelta(days=3)


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory):
    """A data folder of the module's own, so that its index is nobody else's."""
    from django.test import override_settings

    with override_settings(HOME=tmp_path_factory.mktemp("home")):
        yield


@pytest.fixture(scope="module")
def shelf(data_folder, kept_for_the_module):
    """A small repository."""
    return {
        "neglect": an_entry(
            title="Child N",
            published_on="2014-03-01",
            pages=("The family moved often.", "Neglect was seen by the health visitor, and neglect was not named."),
            points=recommending("The board should agree a neglect strategy.", "Schools should share information."),
            themes={"neglect": True},
            age_band="under_1",
        ),
        "bruises": an_entry(
            title="Child B",
            board="Brackenford Board",
            published_on="2015-05-02",
            outcome="serious_harm",
            pages=(
                "Bruises on a baby were explained away. A rule of optimism prevailed.",
                "He ends with the words rule",
                "of thumb.",
            ),
            points=recommending("Bruises in babies should be referred."),
            themes={"neglect": True, "men": True},
        ),
        "sudi": an_entry(
            title="Child S",
            published_on="2016-01-01",
            pages=("The sudden infant death of a baby who slept on a sofa.", "Neglect is mentioned once."),
        ),
    }


@pytest.fixture(autouse=True)
def _told(shelf, db):
    """What a test changes is changed back when it ends, and the index finds that out by itself."""


def found(query="", **how):
    return [hit.review.title for hit in search.search(query, **how).hits]


def test_words_are_found_whatever_their_endings_the_likeliest_first(shelf):
    assert found("neglected") == ["Child N", "Child S"]
    assert search.search("neglect").total == 2


def test_all_of_the_words_are_wanted_and_some_of_them_where_no_report_has_all():
    assert found("baby sofa") == ["Child S"]
    results = search.search("sofa bruises")
    assert (results.some, results.total) == (True, 2)
    assert found("sofa bruises optimism") == ["Child B", "Child S"]
    assert search.search("baby sofa", some=True).total == 2


def test_an_exact_phrase_is_found_with_its_small_words_and_on_its_page():
    results = search.search('"rule of optimism"')
    [hit] = results.hits
    assert (hit.review.title, hit.page) == ("Child B", 1)
    assert "rule of optimism" in [words for words, mark in hit.parts if mark]
    assert found('"optimism of rule"') == []


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("infant death", True),
        ("sudden infant death", True),
        ("the sudden infant death", True),
        ("a baby who slept on", True),
        ("the sudden infant death of a baby who slept on a sofa", True),
        ("infant sudden", False),
        ("death of a sofa", False),  # each two of its words stand together, and not all of them
        ("sudden death of a baby", False),
        ("slept on a baby who slept", False),
        ("on a sofa Neglect is", True),  # over the end of a page
    ],
)
def test_a_phrase_of_any_length_is_found_where_all_of_it_stands(shelf, phrase, found):
    assert [hit.review.id for hit in search.search(f'"{phrase}"').hits] == ([shelf["sudi"]] if found else [])


def test_a_phrase_that_only_the_abstract_has_is_shown_there(data_folder, kept_for_the_module):
    an_entry(abstract="Learning on a lantern in fog.", pages=("A lantern, and later fog.",))
    [hit] = search.search('"lantern in fog" lantern').hits
    assert hit.page is None
    assert ("lantern in fog", True) in hit.parts


def test_a_phrase_that_goes_on_over_the_end_of_a_page_is_found_on_the_page_where_it_begins():
    [hit] = search.search('"the words rule of thumb"').hits
    assert hit.page == 2


def test_what_is_asked_to_be_absent_is():
    assert found("neglect -sofa") == ["Child N"]
    assert found('baby -"sudden infant"') == ["Child B"]
    assert found("well-being") == []


@pytest.mark.parametrize(("typed", "meant"), [("neglekt", "neglect"), ("optimsim", "optimism"), ("bruses", "bruises")])
def test_a_misspelling_is_forgiven_and_said(typed, meant):
    results = search.search(typed)
    assert results.corrected == ((typed, meant),)
    assert results.total


def test_a_word_that_is_like_no_other_finds_nothing_and_is_not_replaced():
    results = search.search("xylophone")
    assert (results.total, results.hits, results.corrected) == (0, (), ())


def test_the_fields_other_words_for_the_same_thing_are_found_and_marked():
    [hit] = search.search("SUDI").hits
    assert hit.review.title == "Child S"
    assert ("sudden infant death", True) in hit.parts


def test_the_vocabulary_is_a_file_that_people_can_edit(settings):
    own = settings.HOME / "vocabulary" / "synonyms.txt"
    own.parent.mkdir()
    own.write_text("settee, sofa\n", encoding="utf-8")
    try:
        assert found("settee") == ["Child S"]
    finally:
        shutil.rmtree(own.parent)
    assert search.search("settee").total == 0


def test_facets_count_the_reviews_that_answer():
    facets = search.search("baby").facets
    assert facets["year"] == (("2016", 1), ("2015", 1))
    assert facets["outcome"] == (("death", 1), ("serious_harm", 1))
    assert dict(search.search().facets["theme"]) == {"neglect": 2, "men": 1}


def test_facets_narrow_and_several_values_of_one_widen():
    assert found(filters={"theme": ["men"]}) == ["Child B"]
    assert found("baby", filters={"year": ["2016"]}) == ["Child S"]
    assert found(filters={"year": ["2016", "2014"]}) == ["Child S", "Child N"]
    assert found(filters={"year": ["2016"], "theme": ["men"]}) == []
    assert found(filters={"no such": ["thing"]}) == ["Child S", "Child B", "Child N"]


def test_by_day_the_latest_is_first_and_without_a_query_that_is_the_order():
    assert found("neglect", sort=Sort.DAY) == ["Child S", "Child N"]
    assert found() == ["Child S", "Child B", "Child N"]
    assert found(start=1, size=1) == ["Child B"]


def test_each_hit_has_the_page_that_answers_best_and_its_words_marked():
    hit = search.search("neglect").hits[0]
    assert hit.page == 2
    assert [words for words, mark in hit.parts if mark] == ["Neglect", "neglect"]
    assert "".join(words for words, _ in hit.parts) == gate.page(hit.review.id, 2).text


def test_a_hit_inside_a_recommendation_comes_first_when_that_is_asked_for():
    assert found("babies", sort=Sort.RECOMMENDATIONS)[0] == "Child B"
    hit = search.search("sharing information", sort=Sort.RECOMMENDATIONS).hits[0]
    assert [said.text for said in hit.said] == ["Schools should share information."]


def test_a_question_is_answered_by_whatever_has_some_of_its_words():
    assert found("what did the health visitor do when neglect was seen in the family home", some=True)[0] == "Child N"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        '"',
        '""',
        "-",
        "--",
        '-"',
        "a" * 5_000,
        "the of and",
        "\x00",
        "*",
        "?:()[]{}^~\\/",
        "AND OR NOT",
        "𝒳",
        "title:x",
    ],
)
def test_nothing_that_can_be_typed_is_an_error(typed):
    search.search(typed)


def test_words_that_say_nothing_are_looked_for_where_there_are_no_others():
    assert search.search("who").total == 1


# ── The index is a copy ─────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_published_is_found_at_once_and_what_is_withdrawn_no_more():
    id = an_entry(title="Child Q", pages=("Quinces grew in the garden.",))
    assert found("quinces") == ["Child Q"]
    acts.withdraw(id, by=CATALOGUER, on=DAY, why="So.")
    results = search.search("quinces")
    assert (results.total, results.hits) == (0, ())
    assert search.search("title").facets["board"] == ()


def test_an_embargoed_entry_is_found_when_its_moment_has_come_without_anybody_doing_anything(monkeypatch):
    an_entry(title="Child E", pages=("Elderberries.",), embargo=(timezone.now() + LATER).isoformat())
    assert search.search("elderberries").total == 0
    ended = timezone.now() + 2 * LATER
    monkeypatch.setattr(gate.timezone, "now", lambda: ended)
    assert found("elderberries") == ["Child E"]


def test_a_theme_decided_on_is_a_facet_at_once(shelf):
    acts.code(shelf["sudi"], by=CATALOGUER, on=DAY, theme="sleep", applies=True)
    assert found(filters={"theme": ["sleep"]}) == ["Child S"]


def test_a_new_version_is_found_and_the_old_one_no_more(shelf):
    draft = acts.revise(shelf["sudi"], by=CATALOGUER)
    draft.body = "A hammock."
    draft.save()
    acts.publish(draft.key, by=CATALOGUER, on=DAY)
    assert found("hammock") == ["Child S"]
    assert search.search("sofa").total == 0


def test_an_index_made_again_answers_as_the_one_that_was_kept():
    queries = ("neglect", "baby", '"rule of optimism"', "", "board -sofa")
    acts.withdraw(an_entry(title="Child Z", pages=("Neglect neglect baby.",)), by=CATALOGUER, on=DAY, why="So.")
    kept = [search.search(query) for query in queries]
    assert index.index().rebuild() == 3
    assert [search.search(query) for query in queries] == kept


def test_an_index_that_was_thrown_away_is_made_again_by_the_first_search(settings):
    shutil.rmtree(settings.HOME / "index")
    assert len(found("baby", source=index.Index(index.index().folder))) == 2


def test_what_another_process_took_in_is_seen_by_this_one():
    other = index.Index(index.index().folder)
    assert found("baby", source=other) == found("baby")
    an_entry(title="Child O", pages=("Oranges.",))
    assert found("oranges", source=other) == ["Child O"]
    assert found("oranges") == ["Child O"]


def test_two_processes_that_write_at_once_lose_nothing(tmp_path):
    write = f"""
import django, sys
django.setup()
from pathlib import Path
from casereview.library.index import Document, Index
ours = Index(Path({str(tmp_path)!r}))
for serial in range(int(sys.argv[1]), 12, 2):
    with ours._locked():
        ours.take_in(iter([Document(serial, serial, "Child", "", "", ("A page.",), {{}})]), gone=[serial])
"""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "casereview.config.settings"}
    both = [subprocess.Popen([sys.executable, "-c", write, str(first)], env=environment) for first in (0, 1)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert index.Index(tmp_path).opened().reports.num_docs == 12


# ── Reading and marking ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_query_is_read_as_people_type_it():
    assert read('Neglect “rule of optimism” -sofa -"cot death" non-accidental') == Asked(
        ("neglect", "non", "accidental"), (("rule", "of", "optimism"),), (("sofa",), ("cot", "death"))
    )


def test_what_is_marked_is_the_densest_part_of_a_long_page():
    page = "A neglect. " + "Nothing here. " * 60 + "Here neglect and neglect again. " + "Nothing. " * 60
    parts = marked(page, Asked(("neglect",)))
    assert [mark for _, mark in parts].count(True) == 2
    assert parts[0] == ("… ", False)
    assert len("".join(words for words, _ in parts)) < 400
