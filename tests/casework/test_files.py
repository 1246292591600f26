"""Opening case files: as at a day, as known at a moment, cut to what a role sees; and the look is logged."""

import gc
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casereview.casework import acts, files
from casereview.casework.files import NoSuchCase
from casereview.casework.models import Look
from casereview.ledger.models import Recorded
from casereview.rules import permits
from casereview.rules.facts import KINDS
from casereview.rules.permits import Who
from casereview.rules.stages import Stage
from tests import reviewed
from tests.factories import (
    ANALYST,
    CHAIR,
    COLLEAGUE,
    MANAGER,
    MEMBER,
    NOTIFIER,
    OTHER_CHAIR,
    OTHER_MANAGER,
    OTHER_NOTIFIER,
    SECRETARY,
    a_case,
    a_letter,
    a_notification,
    day,
    moment,
    on_the_panel,
    organisations,
    the_file,
)

pytestmark = pytest.mark.django_db

NAME, WORDS = "Canaryname", "canarywords"
"""Planted wherever a name, or words about a case, are kept."""

SEEN_BY = (NOTIFIER, MANAGER, CHAIR, SECRETARY, MEMBER, ANALYST)


@pytest.fixture(autouse=True)
def places(db):
    organisations()


@pytest.fixture
def planted(db) -> str:
    """A case with a canary in every text and every name, in facts that stand and in facts that were corrected."""
    reference = a_notification(
        incident={"description": WORDS},
        late_reason=WORDS,
        children=[{"sex": "female", "forenames": NAME, "surname": NAME, "also_known_as": NAME}],
    ).case_id
    acts.decide(
        reference,
        by=CHAIR,
        on=day("2015-05-12"),
        initiate=False,
        reasons=WORDS,
        post_mortem="confirmed",
        findings={"death": ("met", WORDS)},
    )
    submission = acts.submit(
        reference, by=MANAGER, matter="non_initiation", on=day("2015-05-20"), items={"dates": (True, WORDS)}
    )
    acts.check(
        reference,
        by=SECRETARY,
        submission=submission.pk,
        on=day("2015-05-21"),
        result="incomplete",
        missing=["dates"],
        text=WORDS,
    )
    advice = {"matter": "non_initiation", "view": "refer_back", "grounds": ["other"], "text": WORDS}
    acts.advise(reference, by=SECRETARY, on=day("2015-06-08"), **advice)
    a_letter(reference, the_file(reference).advice[0].id, on="2015-06-09", own=WORDS)
    acts.remind(reference, on=day("2015-07-10"))
    answer = {"matter": "non_initiation", "position": "initiates", "text": WORDS}
    acts.respond(reference, by=SECRETARY, on=day("2015-06-20"), **answer)
    acts.decide(reference, by=CHAIR, on=day("2015-07-01"), initiate=True, reasons=WORDS, post_mortem="confirmed")
    reviewed.commission(reference, lambda _: WORDS, begun="2015-07-02")
    acts.receive_report(reference, by=SECRETARY, on=day("2015-12-01"), title=WORDS)
    reviewed.involve(reference, lambda _: WORDS, begun="2015-07-02")
    reviewed.report(reference, lambda _: WORDS, begun="2015-07-02")
    reviewed.publish(reference, lambda _: WORDS, begun="2015-07-02")
    acts.learn(reference, by=MANAGER, on=day("2015-06-01"), child=1, died=day("2015-05-30"))
    on_the_panel(COLLEAGUE)
    acts.recuse(reference, by=SECRETARY, on=day("2016-01-05"), member="mira", reason=WORDS)
    file = the_file(reference)
    for kind, by, changes in (
        ("incidents", NOTIFIER, {"description": f"{WORDS} again"}),
        ("decisions", CHAIR, {"reasons": f"{WORDS} again"}),
        ("identities", NOTIFIER, {"surname": f"{NAME} again"}),
        ("advice", SECRETARY, {"text": f"{WORDS} again"}),
    ):
        fact = getattr(file, kind)[0].pk
        acts.correct(reference, by=by, kind=kind, fact=fact, why=f"{WORDS} {NAME}", **changes)
    return reference


def texts(found: Any, seen: set[int] | None = None) -> set[str]:
    """Every text that can be reached from an object: by its attributes, its slots, or what it holds."""
    seen = set() if seen is None else seen
    if id(found) in seen:
        return set()
    seen.add(id(found))
    if isinstance(found, str):
        return {found}
    if isinstance(found, dict):
        inner = [*found.keys(), *found.values()]
    elif isinstance(found, list | tuple | set | frozenset):
        inner = list(found)
    elif isinstance(found, Recorded):
        inner = list(vars(found).values())
    elif hasattr(found, "__dataclass_fields__") and type(found).__module__.startswith("casereview"):
        inner = [getattr(found, name) for name in found.__dataclass_fields__]
    else:
        return set()
    return set().union(*(texts(one, seen) for one in inner)) if inner else set()


SIGHTS = {
    # who: whether they are handed names, and words about the case
    NOTIFIER: (True, True),
    MANAGER: (True, True),
    CHAIR: (True, True),
    SECRETARY: (True, True),
    MEMBER: (False, True),
    ANALYST: (False, False),
}


@pytest.mark.parametrize("who", SEEN_BY, ids=lambda who: who.username)
def test_the_names_and_words_in_a_file_are_those_that_the_role_sees(planted, who):
    names, words = SIGHTS[who]
    for file in (files.open_file(planted, by=who), *files.open_files(by=who, purpose="test")):
        found = texts(file)
        assert any(NAME in text and WORDS not in text for text in found) == names
        assert any(WORDS in text for text in found) == words
        assert (len(file.identities) > 0) == names


@pytest.mark.parametrize("who", [MEMBER, ANALYST], ids=lambda who: who.username)
def test_what_a_role_does_not_see_is_not_fetched(planted, who):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        files.open_file(planted, by=who)
    asked = " ".join(query["sql"] for query in queries if 'FROM "casework_' in query["sql"])
    assert "identity" not in asked
    for column in ("forenames", "surname", "also_known_as"):
        assert column not in asked
    for column in ("description", "reasons", "late_reason", '"why"', '"reason"', '"title"', '"text"'):
        assert (column in asked) == (who == MEMBER), column


@pytest.mark.parametrize("who", SEEN_BY, ids=lambda who: who.username)
def test_what_proves_the_record_unchanged_is_never_fetched_with_it(planted, who):
    with CaptureQueriesContext(connection) as queries:
        file = files.open_file(planted, by=who)
    assert not any("salt" in query["sql"] and "casework" in query["sql"] for query in queries)
    assert {fact.salt for _, fact in file.facts()} == {""}


def test_an_authority_sees_what_it_notified_and_how_the_case_stands_and_no_more(planted):
    file = files.open_file(planted, by=NOTIFIER)
    assert {kind for kind, _ in file.facts()} == {"incidents", "notifications"}
    assert {files.kind_of(fact) for fact in file.corrected} == {"incidents"}
    assert file.stage == Stage.PUBLISHED
    assert {one.key for one in file.clocks} <= {"notify", "report_to_lscb"}
    assert {one.scope for one in file.awaited} <= {"authority:A1"}
    assert not any(hasattr(one.started_by, "initiate") for one in file.clocks)


def test_a_board_sees_every_kind_of_fact(planted):
    assert {kind for kind, _ in files.open_file(planted, by=CHAIR).facts()} == (
        set(KINDS)
        - permits.PANELS_OWN
        - {"withdrawals", "submission_withdrawals", "attachments", "requests"}
        - {"costs", "marker_evidence"}
    )


# ── Whose ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", [OTHER_NOTIFIER, OTHER_MANAGER, OTHER_CHAIR, Who("nina")], ids=lambda who: who.username)
def test_a_case_that_one_may_not_see_is_answered_as_one_that_is_not_there(planted, who):
    with pytest.raises(NoSuchCase) as unseen:
        files.open_file(planted, by=who)
    with pytest.raises(NoSuchCase) as absent:
        files.open_file("2099-0001", by=who)
    assert vars(unseen.value) == vars(absent.value)
    assert type(unseen.value) is type(absent.value)
    assert str(unseen.value) == planted
    assert files.open_files([planted, "2099-0001"], by=who, purpose="test") == []
    assert files.open_files(by=who, purpose="test") == []


@pytest.mark.parametrize("reference", ["", "2015-000", "2015-0001 ", "2015-0001' OR '1'='1", "%", "2015-0001\n"])
def test_what_is_no_reference_is_no_case(planted, reference):
    with pytest.raises(NoSuchCase):
        files.open_file(reference, by=CHAIR)


def test_the_panel_opens_what_has_come_to_it_and_members_what_was_submitted():
    reference = a_case(decided_not_to_initiate="2015-05-12")
    for who in (SECRETARY, MEMBER):
        with pytest.raises(NoSuchCase):
            files.open_file(reference, by=who)
    acts.tell_panel(reference, by=MANAGER, on=day("2015-05-13"))
    assert files.open_file(reference, by=SECRETARY)
    with pytest.raises(NoSuchCase):
        files.open_file(reference, by=MEMBER)
    acts.submit(reference, by=MANAGER, matter="non_initiation", on=day("2015-05-20"))
    assert files.open_file(reference, by=MEMBER)


def test_a_view_of_an_earlier_day_shows_no_more_than_could_be_seen_on_it():
    reference = a_case(decided_not_to_initiate="2015-05-12", told="2015-05-13", submitted="2015-05-20")
    assert files.open_file(reference, by=MEMBER, as_at=day("2015-05-20"))
    with pytest.raises(NoSuchCase):
        files.open_file(reference, by=MEMBER, as_at=day("2015-05-19"))


def test_to_look_at_a_day_to_come_gives_no_right_before_it_comes():
    reference = a_case()
    tomorrow = timezone.localdate() + timedelta(days=1)
    given = {"reasons": "As set out.", "post_mortem": "confirmed", "told_panel_on": tomorrow}
    acts.decide(reference, by=CHAIR, on=day("2015-05-12"), initiate=False, **given)
    for as_at in (None, tomorrow):
        with pytest.raises(NoSuchCase):
            files.open_file(reference, by=SECRETARY, as_at=as_at)
        assert files.open_files(by=SECRETARY, as_at=as_at, purpose="test") == []


def test_to_look_at_what_was_known_gives_no_right_that_has_ended():
    reference = a_notification(recorded_at=moment("2015-04-07T09:00:00+00:00")).case_id
    sent = the_file(reference).notifications[0]
    correction = {"kind": "notifications", "fact": sent.pk, "why": "Another area.", "authority": "A2"}
    acts.correct(reference, by=NOTIFIER, **correction, recorded_at=moment("2015-05-07T09:00:00+00:00"))
    then = moment("2015-04-08T09:00:00+00:00")
    for known_at in (None, then):
        with pytest.raises(NoSuchCase):
            files.open_file(reference, by=NOTIFIER, known_at=known_at)
    assert files.open_file(reference, by=OTHER_NOTIFIER)


# ── Looks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def looks() -> list[tuple[Any, ...]]:
    return list(Look.objects.order_by("pk").values_list("by", "role", "organisation", "case", "cases", "purpose"))


def test_each_opening_of_a_file_is_a_look_on_record(planted):
    files.open_file(planted, by=CHAIR)
    files.open_file(planted, by=MEMBER, as_at=day("2016-01-01"), purpose="pack")
    files.open_files(by=ANALYST, purpose="export")
    assert looks() == [
        ("carl", "chair", "B1", planted, 1, "page"),
        ("milo", "member", "PANEL", planted, 1, "pack"),
        ("anna", "analyst", "DFE", "", 1, "export"),
    ]


def test_a_look_at_many_says_how_many_were_seen_and_not_how_many_there_are(planted):
    a_notification(OTHER_NOTIFIER)
    files.open_files(by=CHAIR, purpose="list")
    assert looks()[-1][3:] == ("", 1, "list")


def test_where_nothing_was_shown_nobody_looked(planted):
    with pytest.raises(NoSuchCase):
        files.open_file(planted, by=OTHER_CHAIR)
    assert looks() == []


def test_a_look_holds_nothing_of_what_was_seen():
    assert {field.name for field in Look._meta.fields} == {
        "id",
        "at",
        "by",
        "role",
        "organisation",
        "case",
        "cases",
        "purpose",
    }


def test_a_board_sees_who_looked_at_its_case_latest_first(planted):
    files.open_file(planted, by=SECRETARY)
    file = files.open_file(planted, by=MANAGER)
    assert [look.by for look in files.looks(file, by=MANAGER)] == ["mina", "sara"]


# ── As at, and as known at ──────────────────────────────────────────────────────────────────────────────────────────


def test_days_still_to_come_on_the_day_are_taken_out():
    reference = a_notification(on="2015-04-07", board_told_on=day("2015-04-09")).case_id
    acts.decide(
        reference,
        by=CHAIR,
        on=day("2015-05-12"),
        initiate=True,
        reasons="As set out.",
        post_mortem="confirmed",
        told_panel_on=day("2015-05-20"),
    )
    acts.publish(reference, by=MANAGER, on=day("2015-12-01"), route="full", checked_on=day("2015-12-05"))
    assert the_file(reference, as_at="2015-04-08").notifications[0].board_told_on is None
    assert the_file(reference, as_at="2015-04-09").notifications[0].board_told_on == day("2015-04-09")
    assert the_file(reference, as_at="2015-05-19").decision.told_panel_on is None
    assert the_file(reference, as_at="2015-05-20").decision.told_panel_on == day("2015-05-20")
    assert the_file(reference, as_at="2015-12-04").publications[0].checked_on is None


def test_a_birth_or_death_still_to_come_on_the_day_is_taken_out():
    reference = a_case(children=[{"born": day("2012-03-04"), "died": day("2015-04-05")}])
    assert the_file(reference, as_at="2015-04-04").children[0].died is None
    assert the_file(reference, as_at="2015-04-05").children[0].died == day("2015-04-05")
    assert the_file(reference, as_at="2012-03-03").children[0].born is None


def test_a_correction_to_a_later_day_takes_the_fact_out_of_earlier_days_whatever_its_own():
    reference = a_case(decided_not_to_initiate="2015-05-12")
    was = the_file(reference).decision
    row = acts.correct(reference, by=CHAIR, kind="decisions", fact=was.pk, why="Misread.", on=day("2015-06-12"))
    assert not the_file(reference, as_at="2015-05-20").decisions
    assert [one.pk for one in the_file(reference, as_at="2015-05-20").corrected] == [was.pk]
    assert [one.pk for one in the_file(reference, as_at="2015-06-12").decisions] == [row.pk]


def test_where_a_fact_was_recorded_of_too_late_a_day_both_are_shown_from_its_true_day_on():
    reference = a_case(decided_not_to_initiate="2015-12-05")
    was = the_file(reference).decision
    acts.correct(reference, by=CHAIR, kind="decisions", fact=was.pk, why="Day and month.", on=day("2015-05-12"))
    file = the_file(reference, as_at="2015-06-01")
    assert [one.corrects_id for one in file.decisions] == [was.pk]
    assert [one.pk for one in file.corrected] == [was.pk]
    assert not the_file(reference, as_at="2015-05-11").corrected


def test_before_a_correction_was_known_the_view_is_as_it_was():
    then = moment("2015-06-01T09:00:00+00:00")
    reference = a_notification(recorded_at=then).case_id
    given = {"reasons": "As set out.", "post_mortem": "confirmed", "recorded_at": then}
    was = acts.decide(reference, by=CHAIR, on=day("2015-05-12"), initiate=False, **given)
    correction = {"kind": "decisions", "fact": was.pk, "why": "Misread.", "initiate": True}
    now = acts.correct(reference, by=CHAIR, **correction, recorded_at=moment("2015-07-01T09:00:00+00:00"))
    before = the_file(reference, known_at="2015-07-01T08:59:59.999999+00:00")
    after = the_file(reference, known_at="2015-07-01T09:00:00+00:00")
    assert ([one.pk for one in before.decisions], before.corrected) == ([was.pk], ())
    assert ([one.pk for one in after.decisions], [one.pk for one in after.corrected]) == ([now.pk], [was.pk])
    assert before.stage is not None


def test_a_moment_is_the_same_in_every_zone():
    reference = a_notification(recorded_at=moment("2015-07-01T09:00:00+01:00")).case_id
    assert len(the_file(reference, known_at="2015-07-01T08:00:00+00:00").notifications) == 1
    assert len(the_file(reference, known_at="2015-07-01T18:00:00+10:00").notifications) == 1
    assert the_file(reference, known_at="2015-07-01T08:30:00+01:00").notifications == ()


def test_what_is_learned_of_a_child_is_laid_on_in_the_order_in_which_it_happened():
    reference = a_case()
    acts.learn(reference, by=MANAGER, on=day("2015-08-01"), child=1, ethnicity="Second")
    acts.learn(reference, by=MANAGER, on=day("2015-06-01"), child=1, ethnicity="First", disability="Yes")
    [child] = the_file(reference).children
    assert (child.ethnicity, child.disability) == ("Second", "Yes")


def test_what_was_learned_of_a_child_and_corrected_is_as_corrected():
    reference = a_case()
    row = acts.learn(reference, by=MANAGER, on=day("2015-06-01"), child=1, died=day("2015-05-30"))
    correction = {"kind": "particulars", "fact": row.pk, "why": "The child lives.", "died": None, "ethnicity": "White"}
    acts.correct(reference, by=MANAGER, **correction)
    [child] = the_file(reference).children
    assert (child.died, child.ethnicity) == (None, "White")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-06-30T22:59:00+00:00", "2026-06-30"),
        ("2026-06-30T23:01:00+00:00", "2026-07-01"),
        ("2026-12-31T23:59:00+00:00", "2026-12-31"),
        ("2027-01-01T00:01:00+00:00", "2027-01-01"),
    ],
)
def test_a_file_is_of_today_in_london_unless_a_day_is_named(moment, day, time_machine):
    reference = a_case()
    time_machine.move_to(datetime.fromisoformat(moment), tick=False)
    assert str(the_file(reference).as_at) == day


def test_facts_of_one_day_and_moment_are_in_the_order_in_which_they_were_written():
    then = {"recorded_at": moment("2015-06-01T09:00:00+00:00")}
    reference = a_notification(**then).case_id
    given = {"by": CHAIR, "on": day("2015-05-12"), "reasons": "As set out.", "post_mortem": "confirmed", **then}
    first = acts.decide(reference, initiate=True, **given)
    second = acts.decide(reference, initiate=False, **given)
    assert [one.pk for one in the_file(reference).decisions] == [first.pk, second.pk]


def test_rows_come_out_as_they_were_put_in():
    reference = a_case(
        decided_not_to_initiate="2015-05-12",
        told="2015-05-13",
        submitted="2015-05-20",
        advised=("2015-06-08", "refer_back"),
    )
    for kind, fact in the_file(reference).facts():
        held = type(fact)._default_manager.get(pk=fact.pk)
        for field in held._meta.concrete_fields:
            if field.attname != "salt":
                found, was = getattr(fact, field.attname), getattr(held, field.attname)
                assert (found, type(found)) == (was, type(was)) or isinstance(was, datetime), f"{kind} {field.attname}"
                assert found == was


def test_a_row_of_a_file_is_not_written_again():
    [notification] = the_file(a_case()).notifications
    with pytest.raises(TypeError, match="written by"):
        notification.save()
    with pytest.raises(TypeError, match="never deleted"):
        notification.delete()


def test_reading_files_leaves_the_collector_of_garbage_as_it_was():
    assert gc.isenabled()
    the_file(a_case())
    assert gc.isenabled()


def test_no_case_named_is_no_case_read():
    a_case()
    assert files.read([]) == []
    assert files.open_files([], by=CHAIR, purpose="test") == []
