"""The fast road reads what the ORM reads: decision record 3."""

import pytest

from casereview.casework import files
from casereview.casework.models import FACTS, Case, Child, Contact, Meeting
from casereview.casework.rows import select
from casereview.rules.permits import Sight
from tests import factories, story

MODELS = [Case, Child, *FACTS.values(), Contact, Meeting]


@pytest.fixture
def record(db):
    return story.tell()["answered"]


def values(row):
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname != "salt"}


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.model_name)
def test_each_row_is_as_the_orm_reads_it(record, model):
    fast = [
        row
        for rows in select(model, None, None, files.EVERYTHING, factories.day("2020-01-01")).values()
        for row in rows
    ]
    slow = list(model.objects.all())
    assert sorted(map(str, map(values, fast))) == sorted(map(str, map(values, slow)))


def test_what_a_sight_does_not_reach_is_not_read(record):
    for model in MODELS:
        for rows in select(model, None, None, Sight(words=False, names=False), factories.day("2020-01-01")).values():
            for row in rows:
                for field in model._meta.concrete_fields:
                    if getattr(field, "holds", ""):
                        assert getattr(row, field.attname) == ""


def test_a_row_read_this_way_cannot_be_saved(record):
    [file] = files.read([record])
    with pytest.raises(TypeError):
        file.decisions[0].save()


def test_all_files_cost_a_query_for_each_kind_however_many_they_are(record, django_assert_num_queries):
    with django_assert_num_queries(len(FACTS) + 3):
        files.read()
    factories.a_case()
    with django_assert_num_queries(len(FACTS) + 3):
        files.read()


def test_a_few_files_cost_a_query_for_each_kind_that_they_have_and_one_to_know_which(record, django_assert_num_queries):
    case = factories.a_case()
    [file] = files.read([case])
    kinds = [kind for kind in FACTS if getattr(file, kind, ())] + ["identities"] * bool(file.identities)
    with django_assert_num_queries(len(set(kinds)) + 4):
        files.read([case])
