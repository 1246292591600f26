"""Laws of opening files: what is in force on a day, as known at a moment, of whatever was recorded in whatever order."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casereview.casework import files
from casereview.rules.facts import KINDS
from tests import factories
from tests.factories import FURTHER_DAYS, AFact
from tests.properties.worlds import days, moments, recorded, recordings, said, with_database


@pytest.fixture(autouse=True)
def places(db):
    factories.organisations()


def in_force(facts: list[AFact], day: date, known_at=None) -> list[AFact]:
    """The law, said a second time and simply: known by the moment, corrected by nothing known, and happened by the day."""
    known = [fact for fact in facts if known_at is None or fact.recorded_at <= known_at]
    corrected = {fact.corrects_id for fact in known}
    return sorted(
        (fact for fact in known if fact.id not in corrected and fact.on <= day),
        key=lambda fact: (fact.on, fact.recorded_at),
    )


@given(recordings(), days, st.one_of(st.none(), moments))
@with_database
def test_a_file_holds_what_was_known_and_not_corrected_and_had_happened(facts, as_at, known_at):
    reference = recorded(facts)
    [file] = files.read([reference], as_at=as_at, known_at=known_at)
    expected = in_force(facts, as_at, known_at)
    for kind in KINDS:
        rows = getattr(file, kind)
        assert [(row.on, row.recorded_at) for row in rows] == [
            (fact.on, fact.recorded_at) for fact in expected if fact.kind_of_fact == kind
        ]
        assert {row.pk for row in rows} == {f"{reference}/{fact.id}" for fact in expected if fact.kind_of_fact == kind}


@given(recordings(), days)
@with_database
def test_a_file_says_of_each_fact_what_was_recorded_save_days_still_to_come(facts, as_at):
    reference = recorded(facts)
    [file] = files.read([reference], as_at=as_at)
    by_id = {f"{reference}/{fact.id}": fact for fact in facts}
    for kind, row in file.facts():
        for name in factories.ANSWERS[kind]:
            if name in FURTHER_DAYS:
                day = getattr(by_id[row.pk], name)
                assert getattr(row, name) == (day if day and day <= as_at else None)
            elif name not in ("notification", "submission"):
                assert getattr(row, name) == getattr(by_id[row.pk], name)


@given(recordings(), days)
@with_database
def test_what_was_corrected_is_on_the_file_beside_what_corrects_it(facts, as_at):
    [file] = files.read([recorded(facts)], as_at=as_at)
    shown = {fact.pk for fact in file.corrected}
    for _, fact in file.facts():
        assert fact.corrects_id is None or fact.corrects_id in shown
    assert not shown & {fact.pk for _, fact in file.facts()}


@given(recordings(), recordings(), days, moments)
@with_database
def test_an_earlier_view_is_unchanged_by_whatever_is_recorded_later(facts, later, as_at, known_at):
    reference = recorded(facts)
    before = files.read([reference], as_at=as_at, known_at=known_at)
    recorded(
        [fact.but(recorded_at=max(fact.recorded_at, known_at) + timedelta(seconds=1)) for fact in later],
        reference=reference,
    )
    after = files.read([reference], as_at=as_at, known_at=known_at)
    assert said(after[0]) == said(before[0])


@given(recordings(), days, st.one_of(st.none(), moments), st.data())
@with_database
def test_an_earlier_view_is_unchanged_by_correcting_any_fact_later(facts, as_at, known_at, data):
    corrected = {fact.corrects_id for fact in facts}
    in_force_now = [fact for fact in facts if fact.id not in corrected]
    assume(in_force_now)
    was = data.draw(st.sampled_from(in_force_now))
    known_at = known_at or max(fact.recorded_at for fact in facts)
    reference = recorded(facts)
    before = files.read([reference], as_at=as_at, known_at=known_at)
    moment = max(was.recorded_at, known_at) + timedelta(microseconds=1)
    recorded([was.but(id="corrected", corrects_id=was.id, on=data.draw(days), recorded_at=moment)], reference=reference)
    assert said(files.read([reference], as_at=as_at, known_at=known_at)[0]) == said(before[0])


@given(recordings(corrections=False), days, days)
@with_database
def test_facts_only_ever_come_as_the_days_go_by(facts, one, other):
    reference = recorded(facts)
    earlier, later = (files.read([reference], as_at=day)[0] for day in sorted((one, other)))
    for kind in KINDS:
        had, has = ([row.pk for row in getattr(file, kind)] for file in (earlier, later))
        assert has[: len(had)] == had


@given(recordings(corrections=False), recordings(corrections=False), days)
@with_database
def test_adding_a_later_fact_never_changes_an_earlier_as_at_answer(facts, later, as_at):
    reference = recorded(facts)
    before = files.read([reference], as_at=as_at)[0]
    recorded([fact for fact in later if fact.on > as_at], reference=reference)
    assert said(files.read([reference], as_at=as_at)[0]) == said(before)


@given(recordings(), days)
@with_database
def test_a_file_read_alone_is_the_file_read_among_others(facts, as_at):
    one, other = recorded(facts), recorded(facts, board="B2")
    both = {file.reference: file for file in files.read([one, other], as_at=as_at)}
    assert said(files.read([one], as_at=as_at)[0]) == said(both[one])
