"""The repository's commands, as whoever runs the system types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casereview.cli import main
from tests.library.shelves import an_entry
from tests.others import CRANFIELD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def run(*arguments: str | Path, status: int = 0) -> str:
    found: Result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert found.exit_code == status, found.output + repr(found.exception)
    return found.output


def lines(place: Path, *rows: dict[str, str]) -> None:
    place.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_the_index_is_made_again_and_searched(home):
    an_entry(title="Child N", pages=("Nothing.", "Neglect."))
    assert "1 reviews are in the index." in run("library", "index")
    found = run("library", "search", "neglekt")
    assert "R1\t2015-10-31\tAldermarsh Board\tChild N, page 2" in found
    assert "looked for “neglect”" in found
    assert "1 review\n" in found


def test_a_ranking_is_scored_on_any_collection_of_beirs_form(tmp_path):
    lines(
        tmp_path / "corpus.jsonl",
        {"_id": "d1", "title": "Bruises", "text": "Bruises on a baby."},
        {"_id": "d2", "title": "", "text": "A baby slept on a sofa."},
        {"_id": "d3", "title": "", "text": "The school was closed."},
    )
    lines(tmp_path / "queries.jsonl", {"_id": "q1", "text": "baby bruises"}, {"_id": "q2", "text": "not judged"})
    (tmp_path / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\t1\nq1\td3\t0\n", encoding="utf-8"
    )
    found = run("bench", "ranking", tmp_path).split()
    assert found == ["documents", "3", "queries", "1", "nDCG@10", "1.000", "recall@100", "1.000"]


def test_a_folder_that_is_no_collection_is_refused_with_what_is_missing(tmp_path):
    assert "There is no queries.jsonl" in run("bench", "ranking", tmp_path, status=1)


@pytest.mark.skipif(CRANFIELD is None, reason="the collection is not on this machine")
def test_the_ranking_beats_plain_bm25_by_a_tenth():
    """Plain BM25 scores 0.500 and 0.731."""
    found = dict(line.split() for line in run("bench", "ranking", CRANFIELD).splitlines())
    assert float(found["nDCG@10"]) > 0.550
    assert float(found["recall@100"]) > 0.804
