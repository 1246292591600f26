"""The figures from the record: the same records give each row of each report, by the day and by the moment."""

from datetime import date, timedelta
from typing import Any

import pytest

from casereview.casework import acts, counting
from casereview.ledger import chain
from casereview.people.models import Organisation
from casereview.rules.figures import Period, panel_year
from tests.factories import (
    CHAIR,
    MANAGER,
    NOTIFIER,
    SECRETARY,
    a_case,
    a_notification,
    day,
    moment,
    organisations,
    the_file,
)

pytestmark = pytest.mark.django_db

YEAR = panel_year(2014)


@pytest.fixture(autouse=True)
def places(db):
    organisations()


def piles(key: str, *, as_at: str = "2026-06-30", known_at: str | None = None, period: Period = YEAR) -> dict[str, int]:
    counted = counting.count(period, as_at=day(as_at), known_at=moment(known_at) if known_at else None)
    return {name: len(members) for name, members in counted.figures[key].piles.items() if members}


# ── As at ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_restated_row_comes_from_the_same_records_as_at_a_later_day():
    reference = a_case(
        notified="2013-09-02",
        decided_to_initiate="2013-10-01",
        told="2013-10-02",
        proposed_not_to_publish=("2015-05-01", "not_published"),
        advised_on_publication=("2015-06-08", "disagree", ""),
    )
    acts.respond(reference, by=SECRETARY, on=day("2015-06-20"), matter="non_publication", position="informs")
    view = {"matter": "non_publication", "view": "agree", "route": "anonymous"}
    acts.advise(reference, by=SECRETARY, on=day("2016-02-08"), **view)
    assert piles("non_publications", as_at="2015-10-31") == {"disagreed_awaited": 1}
    assert piles("non_publications", as_at="2016-06-30") == {"agreed_anonymous": 1}


def test_a_telling_still_to_come_has_not_come_and_is_no_contact():
    a_case(notified="2015-05-01", decided_to_initiate="2015-06-01", told="2015-06-20")
    assert piles("initiations", as_at="2015-06-19") == {}
    assert piles("boards", as_at="2015-06-19") == {"silent": 2}
    assert piles("initiations", as_at="2015-06-20") == {"initiations": 1}
    assert piles("boards", as_at="2015-06-20") == {"contacted": 1, "silent": 1}


def test_a_contact_after_the_day_is_not_counted():
    acts.contact(by=SECRETARY, on=day("2015-05-01"), kind="letter", board="B1")
    acts.contact(by=SECRETARY, on=day("2015-05-01"), kind="out_of_remit")
    assert (piles("boards", as_at="2015-04-30"), piles("out_of_remit", as_at="2015-04-30")) == ({"silent": 2}, {})
    assert piles("boards", as_at="2015-05-01") == {"contacted": 1, "silent": 1}
    assert piles("out_of_remit", as_at="2015-05-01") == {"out_of_remit": 1}


def test_a_region_is_that_of_the_authority_that_notified():
    a_notification(on="2014-09-01")
    counted = counting.count(YEAR, as_at=day("2026-06-30"))
    assert list(counted.figures["notifications"].breakdowns["region"]) == ["Northmoor"]


# ── As known at ─────────────────────────────────────────────────────────────────────────────────────────────────────

EARLY, LATE = "2015-09-01T09:00:00+00:00", "2015-12-01T09:00:00+00:00"


def told_late() -> str:
    """A case of 2015 of which everything came to be known on 1 September, and the panel's last word only in December."""
    early, late = moment(EARLY), moment(LATE)
    reference = a_notification(on="2015-04-07", recorded_at=early).case_id
    decision = {"initiate": False, "reasons": "As set out.", "post_mortem": "confirmed"}
    acts.decide(reference, by=CHAIR, on=day("2015-05-05"), recorded_at=early, **decision)
    acts.submit(reference, by=MANAGER, matter="non_initiation", on=day("2015-05-20"), recorded_at=early)
    advice = {"matter": "non_initiation", "view": "refer_back", "grounds": ["other"]}
    acts.advise(reference, by=SECRETARY, on=day("2015-06-08"), recorded_at=early, **advice)
    view = {"matter": "non_initiation", "view": "satisfied"}
    acts.advise(reference, by=SECRETARY, on=day("2015-07-13"), recorded_at=late, **view)
    return reference


def test_facts_recorded_after_the_moment_are_not_counted_whatever_their_day():
    told_late()
    assert piles("non_initiations", known_at="2015-10-31T00:00:00+00:00") == {"awaited": 1}
    assert piles("non_initiations") == {"satisfied": 1}
    assert piles("notifications", known_at="2015-08-31T00:00:00+00:00") == {}


def test_a_fact_counts_from_the_very_moment_at_which_it_was_recorded():
    told_late()
    assert piles("non_initiations", known_at=LATE) == {"satisfied": 1}
    just_before = (moment(LATE) - timedelta(microseconds=1)).isoformat()
    assert piles("non_initiations", known_at=just_before) == {"awaited": 1}


def test_a_correction_counts_from_the_moment_it_was_recorded_and_the_earlier_figure_stands():
    reference = told_late()
    first = the_file(reference).advice[0]
    correction = {"kind": "advice", "fact": first.pk, "why": "Misread.", "view": "agree", "grounds": ""}
    acts.correct(reference, by=SECRETARY, **correction, recorded_at=moment("2016-01-10T09:00:00+00:00"))
    assert piles("non_initiations", known_at="2016-01-01T00:00:00+00:00") == {"satisfied": 1}
    assert piles("non_initiations", known_at="2016-02-01T00:00:00+00:00") == {"agreed": 1}
    assert piles("non_initiations") == {"agreed": 1}


def test_a_correction_that_moves_a_fact_out_of_the_period_takes_it_from_the_figure_at_once():
    reference = told_late()
    first = the_file(reference).advice[0]
    acts.correct(reference, by=SECRETARY, kind="advice", fact=first.pk, why="Misread.", on=day("2015-07-06"))
    assert piles("non_initiations") == {}
    assert piles("non_initiations", as_at="2015-06-30") == {}
    assert piles("non_initiations", period=panel_year(2015)) == {"satisfied": 1}


def test_a_notification_that_was_withdrawn_stays_uncounted_when_it_is_corrected():
    sent = a_notification(on="2014-09-01")
    acts.withdraw(sent.case_id, by=NOTIFIER, notification=sent.pk, on=day("2014-09-08"), reason="Not met.")
    correction = {"kind": "notifications", "fact": sent.pk, "why": "A slip.", "board_told_on": day("2014-09-02")}
    acts.correct(sent.case_id, by=NOTIFIER, **correction)
    assert piles("notifications") == {}
    assert piles("notifications", as_at="2014-09-07") == {"notifications": 1}


def test_a_contact_that_was_corrected_is_counted_as_corrected_and_before_that_as_it_was():
    row = acts.contact(
        by=SECRETARY, on=day("2015-05-01"), kind="letter", board="B1", recorded_at=moment("2015-05-01T09:00:00+00:00")
    )
    corrected = type(row)(
        id="corrected",
        on=row.on,
        board="B2",
        kind="letter",
        corrects=row,
        recorded_at=moment("2015-06-01T09:00:00+00:00"),
    )
    with chain.writing():
        chain.append([corrected], act="import", by="tests")

    def contacted(known_at: str) -> list[str]:
        counted = counting.count(YEAR, as_at=day("2026-06-30"), known_at=moment(known_at))
        return [member.name for member in counted.figures["boards"].piles["contacted"]]

    assert contacted("2015-05-15T00:00:00+00:00") == ["B1"]
    assert contacted("2015-06-15T00:00:00+00:00") == ["B2"]


# ── Boards ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_boards_are_those_in_being_by_what_is_now_known_of_them():
    with chain.writing():
        board = {"kind": "board", "name": "Merged Board"}
        chain.append([Organisation(id="board:B3", code="B3", **board)], act="begin", by="tests")
    assert piles("boards") == {"silent": 3}
    with chain.writing():
        merged = {"corrects_id": "board:B3", "until": date(2015, 3, 31), "why": "Merged."}
        chain.append([Organisation(id="board:B3+", code="B3", **board, **merged)], act="correct", by="tests")
    assert piles("boards") == {"silent": 2}
    assert piles("boards", period=Period(date(2014, 7, 1), date(2015, 3, 31))) == {"silent": 3}


# ── Boundaries ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("on", "counted"), [("2014-06-30", 0), ("2014-07-01", 1), ("2015-06-30", 1), ("2015-07-01", 0)]
)
def test_the_year_turns_between_30_june_and_1_july_whenever_the_fact_was_recorded(on, counted):
    a_notification(on=on, recorded_at=moment("2015-06-30T22:59:00+00:00"))
    a_notification(on=on, recorded_at=moment("2015-06-30T23:01:00+00:00"))
    assert piles("notifications") == ({"notifications": 2} if counted else {})


def story_of_a_year(**more: Any) -> None:
    a_case(notified="2014-09-01", decided_not_to_initiate="2014-09-20", submitted="2014-10-01", **more)


def test_the_piles_of_the_record_add_up():
    story_of_a_year(advised=("2014-10-13", "agree"))
    story_of_a_year(advised=("2014-10-13", "refer_back"), then_decided_to_initiate="2014-11-01")
    story_of_a_year(
        advised=("2014-10-13", "refer_back"),
        responded=("2014-10-20", "explains"),
        then_advised=("2014-11-10", "satisfied"),
    )
    story_of_a_year(advised=("2014-10-13", "disagree"), responded=("2014-10-20", "declines"))
    story_of_a_year(advised=("2014-10-13", "refer_back"))
    expected = {"agreed": 1, "initiated": 1, "satisfied": 1, "not_accepted": 1, "awaited": 1}
    assert piles("non_initiations") == expected
    assert piles("initiations") == {}
    assert piles("published_of_initiated") == {"not_published": 1}
    assert piles("boards") == {"contacted": 1, "silent": 1}
