"""Half-filled forms: kept at every step, shared where the work is shared, and nobody's record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casereview.casework import drafts
from casereview.casework.drafts import ChangedMeanwhile, NoSuchDraft
from casereview.casework.models import Draft, Standing
from casereview.ledger import chain
from casereview.people.models import User
from casereview.rules.permits import Who
from tests.factories import CHAIR, EVERYONE, MANAGER, NOTIFIER, OTHER_CHAIR, SECRETARY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people(db):
    for who in EVERYONE:
        User.objects.create(username=who.username, name=who.name)


def begin(**given) -> Draft:
    return drafts.begin("decide", **{"by": MANAGER, "case": "2015-0001", "answers": {"reasons": "As"}, **given})


def test_a_draft_is_resumed_with_what_was_typed():
    draft = begin()
    found = drafts.resume(draft.key, "decide", by=MANAGER)
    assert (found.pk, found.answers, found.case, found.changed_by) == (draft.pk, {"reasons": "As"}, "2015-0001", "mina")


def test_what_a_manager_prepares_the_chair_of_the_board_resumes():
    assert drafts.resume(begin().key, "decide", by=CHAIR)


@pytest.mark.parametrize("who", [OTHER_CHAIR, NOTIFIER, SECRETARY, Who("nina")], ids=lambda who: who.username)
def test_another_organisation_s_draft_is_not_there(who):
    draft = begin()
    with pytest.raises(NoSuchDraft) as unseen:
        drafts.resume(draft.key, "decide", by=who)
    with pytest.raises(NoSuchDraft) as absent:
        drafts.resume("none", "decide", by=who)
    assert type(unseen.value) is type(absent.value)
    assert drafts.kept("decide", by=who) == []


def test_a_draft_of_one_journey_is_not_one_of_another():
    with pytest.raises(NoSuchDraft):
        drafts.resume(begin().key, "notify", by=MANAGER)


def test_answers_are_kept_beside_those_that_are_there():
    draft = drafts.keep(begin(), {"initiate": "no"}, by=CHAIR, version=0)
    assert draft.answers == {"reasons": "As", "initiate": "no"}
    assert (draft.version, draft.changed_by) == (1, "carl")
    assert drafts.resume(draft.key, "decide", by=MANAGER).answers == draft.answers


def test_whoever_writes_on_what_another_has_changed_since_is_told_who_and_nothing_is_overwritten():
    shown = begin()
    drafts.keep(shown, {"reasons": "The manager's."}, by=MANAGER, version=0)
    with pytest.raises(ChangedMeanwhile, match=r"^mina has changed this meanwhile\.$") as raised:
        drafts.keep(shown, {"reasons": "The Chair's."}, by=CHAIR, version=0)
    assert raised.value.draft.answers == {"reasons": "The manager's."}
    assert drafts.resume(shown.key, "decide", by=CHAIR).answers == {"reasons": "The manager's."}
    kept = drafts.keep(raised.value.draft, {"reasons": "Both."}, by=CHAIR, version=raised.value.draft.version)
    assert kept.answers == {"reasons": "Both."}


def test_a_draft_that_was_thrown_away_is_not_written_in():
    draft = begin()
    drafts.discard(draft)
    with pytest.raises(NoSuchDraft):
        drafts.keep(draft, {"reasons": "So."}, by=MANAGER)
    drafts.discard(draft)


def test_what_no_database_keeps_is_left_out_of_what_was_typed():
    draft = drafts.keep(begin(), {"reasons": "A\x00s", "children": [{"sur\x00name": "V\x00ale"}]}, by=MANAGER)
    assert drafts.resume(draft.key, "decide", by=MANAGER).answers == {
        "reasons": "As",
        "children": [{"surname": "Vale"}],
    }


def test_drafts_of_a_case_are_listed_latest_first():
    first, second = begin(), begin()
    other = begin(case="2015-0002")
    drafts.keep(first, {"reasons": "So."}, by=MANAGER)
    assert [one.pk for one in drafts.kept("decide", by=CHAIR, case="2015-0001")] == [first.pk, second.pk]
    assert [one.pk for one in drafts.kept("decide", by=CHAIR)] == [first.pk, other.pk, second.pk]


def test_the_sole_draft_of_a_case_is_begun_once():
    one = drafts.sole("papers", by=MANAGER, case="2015-0001")
    assert drafts.sole("papers", by=CHAIR, case="2015-0001").pk == one.pk
    assert drafts.sole("papers", by=MANAGER, case="2015-0002").pk != one.pk


def test_a_draft_goes_with_the_act_that_it_was_for_and_stays_where_that_fails():
    draft = begin()
    with pytest.raises(RuntimeError), drafts.finishing(draft, by=CHAIR, version=0):
        raise RuntimeError("Refused.")
    assert drafts.resume(draft.key, "decide", by=CHAIR)
    with drafts.finishing(draft, by=CHAIR, version=0):
        pass
    with pytest.raises(NoSuchDraft), drafts.finishing(draft, by=CHAIR, version=0):
        raise AssertionError("It was done a second time.")


def test_a_draft_is_not_finished_by_whoever_has_not_seen_its_last_change():
    draft = begin()
    drafts.keep(draft, {"reasons": "Other."}, by=MANAGER, version=0)
    with pytest.raises(ChangedMeanwhile), drafts.finishing(draft, by=CHAIR, version=0):
        raise AssertionError("It was done on what nobody had read.")
    assert drafts.resume(draft.key, "decide", by=CHAIR)


def test_a_draft_is_no_record_and_is_never_counted():
    begin()
    assert chain.head()[0] == 0
    assert not Standing.objects.exists()


def test_keys_of_drafts_tell_nothing_and_are_never_the_same():
    keys = {begin().key for _ in range(20)}
    assert len(keys) == 20
    assert all(len(key) == 16 and int(key, 16) for key in keys)


def test_a_change_is_dated():
    draft = begin()
    Draft.objects.filter(pk=draft.pk).update(changed_at=timezone.now() - timedelta(days=5))
    assert drafts.keep(draft, {}, by=MANAGER).changed_at > timezone.now() - timedelta(minutes=1)
