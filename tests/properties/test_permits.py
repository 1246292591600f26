"""Laws of permits: one rule, one answer, however a case is come by. Promise A4."""

import pytest
from hypothesis import given

from casereview.casework import files, standing
from casereview.casework.files import NoSuchCase
from casereview.rules import permits
from casereview.rules.facts import KINDS
from casereview.rules.permits import Who
from tests import factories
from tests.factories import EVERYONE, a_file
from tests.properties import worlds
from tests.properties.worlds import modest, recorded, recordings, with_database

ACTS = (
    permits.looks,
    permits.withdraw,
    permits.prepare,
    permits.decide,
    permits.tell_panel,
    permits.submit,
    permits.check,
    permits.advise,
    permits.respond,
    permits.receive_report,
    permits.record_publication,
    permits.review,
    permits.manage_review,
    permits.approve_report,
    permits.document,
    permits.record_harm,
    permits.costs,
    permits.assess,
)
PEOPLE = (*EVERYONE, Who("nina"))


@given(worlds.files())
@modest
def test_whoever_may_do_anything_on_a_case_may_see_it(file):
    for who in PEOPLE:
        permitted = any(act(who, file) for act in ACTS) or any(permits.correct(who, file, kind) for kind in KINDS)
        assert permits.see(who, file) or not permitted


@given(worlds.stories(), worlds.days, worlds.days)
@modest
def test_a_case_that_somebody_could_see_they_still_can_since_facts_only_come(story, one, other):
    earlier, later = (a_file(*story, as_at=day) for day in sorted((one, other)))
    for who in PEOPLE:
        assert permits.see(who, later) or not permits.see(who, earlier)


@given(recordings(), recordings(), recordings())
@with_database
def test_a_list_holds_the_cases_that_may_be_opened_and_no_other(db, one, two, three):
    factories.organisations()
    world = [recorded(one), recorded(two, board="B2"), recorded(three)]
    read = files.read(world)
    for who in PEOPLE:
        listed = {row.case for row in standing.cases(who) if row.case in world}
        seen = {file.reference for file in read if permits.see(who, file)}
        opened = {file.reference for file in files.open_files(world, by=who, purpose="test")}
        assert listed == seen == opened
        for reference in world:
            if reference in seen:
                assert files.open_file(reference, by=who).reference == reference
            else:
                with pytest.raises(NoSuchCase):
                    files.open_file(reference, by=who)


@given(recordings())
@with_database
def test_nobody_is_handed_a_kind_of_fact_beyond_their_sight(db, facts):
    factories.organisations()
    reference = recorded(facts)
    for who in EVERYONE:
        for file in files.open_files([reference], by=who, purpose="test"):
            kinds = {kind for kind, _ in file.facts()} | {files.kind_of(fact) for fact in file.corrected}
            assert kinds <= permits.sight(who).kinds


@given(recordings())
@with_database
def test_what_is_awaited_is_listed_for_those_of_whom_it_is_awaited_and_they_may_open_it(db, facts):
    factories.organisations()
    reference = recorded(facts)
    [file] = files.read([reference])
    for who in EVERYONE:
        if any(row.case == reference for row in standing.work(who)):
            assert permits.see(who, file)
