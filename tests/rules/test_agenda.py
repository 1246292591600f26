"""What stands before the panel, and the turn of the members' views. The panel's second report, paragraphs 4, 6 and 14."""

import pytest

from casereview.guidance.proceedings import meeting_days, proceedings
from casereview.rules import agenda, opinions
from casereview.rules.agenda import Standing
from casereview.rules.codes import Matter
from tests.factories import (
    a_file,
    advised,
    checked,
    day,
    decided,
    listed,
    opined,
    requested,
    responded,
    submitted,
    taken_back,
    unsealed,
)

SENT = submitted("2015-05-20")
DECIDED = decided("2015-05-12", told="2015-05-13")
CHECKED = checked("2015-05-21", SENT)
BACK = advised("2015-06-08", "refer_back", grounds="post_mortem_pending")


def why(*facts, as_at: str = "2015-06-30") -> Standing | None:
    found = agenda.stands(a_file(DECIDED, *facts, as_at=as_at))
    return found and found.why


@pytest.mark.parametrize(
    ("facts", "as_at", "expected"),
    [
        ((SENT,), "2015-05-22", None),
        ((SENT, CHECKED), "2015-05-22", Standing.NEW),
        ((SENT, checked("2015-05-21", SENT, "incomplete")), "2015-05-22", None),
        ((SENT, CHECKED, advised("2015-06-08")), "2015-06-30", None),
        ((SENT, CHECKED, BACK), "2015-07-06", None),
        ((SENT, CHECKED, BACK), "2015-07-07", Standing.OVERDUE),
        ((SENT, CHECKED, BACK, responded("2015-06-20", "explains")), "2015-07-30", Standing.ANSWERED),
        ((SENT, CHECKED, BACK, responded("2015-06-20", "initiates")), "2015-07-30", None),
        ((SENT, CHECKED, BACK, decided("2015-06-25", post_mortem="confirmed")), "2015-06-26", Standing.POST_MORTEM),
        ((SENT, CHECKED, BACK, decided("2015-06-25", post_mortem="pending")), "2015-06-26", None),
        ((SENT, CHECKED, requested("2015-06-08")), "2015-06-30", None),
        ((SENT, CHECKED, requested("2015-06-08", "chair_attends")), "2015-06-30", Standing.NEW),
        ((SENT, CHECKED, taken_back("2015-05-25", SENT)), "2015-06-30", None),
    ],
)
def test_why_a_case_stands_before_the_panel(facts, as_at, expected):
    assert why(*facts, as_at=as_at) == expected


def test_papers_sent_again_stand_once_they_are_checked():
    again = submitted("2015-06-20")
    assert why(SENT, CHECKED, BACK, again) is None
    assert why(SENT, CHECKED, BACK, again, checked("2015-06-21", again)) == Standing.SENT_AGAIN


def test_a_case_is_listed_until_the_panel_advises_and_not_once_taken_off():
    on = listed("2015-05-22")
    assert agenda.listed(a_file(DECIDED, SENT, CHECKED, on), Matter.NON_INITIATION) == [on]
    assert not agenda.listed(a_file(DECIDED, SENT, CHECKED, on, BACK), Matter.NON_INITIATION)
    assert not agenda.listed(a_file(DECIDED, SENT, listed("2015-05-22", taken_off=True)), Matter.NON_INITIATION)


def test_a_view_is_sealed_from_all_but_its_own_until_the_turn_closes():
    mine, theirs = opined("2015-06-01"), opined("2015-06-01", member="mira")
    sealed = a_file(DECIDED, SENT, mine, theirs)
    assert opinions.sealed(sealed, "milo") == {theirs.id}
    assert opinions.sealed(sealed, "sara") == {mine.id, theirs.id}
    for closing in (unsealed("2015-06-08"), advised("2015-06-08")):
        assert not opinions.sealed(a_file(DECIDED, SENT, mine, theirs, closing), "sara")
    late = opined("2015-07-01")
    assert opinions.sealed(a_file(DECIDED, SENT, mine, BACK, late), "sara") == {late.id}
    other = a_file(DECIDED, SENT, mine, unsealed("2015-06-08", matter="non_publication"))
    assert opinions.sealed(other, "sara") == {mine.id}


def test_an_earlier_version_of_a_sealed_view_is_sealed_with_it():
    first = opined("2015-06-01")
    second = opined("2015-06-02").but(corrects_id=first.id)
    assert opinions.sealed(a_file(DECIDED, SENT, second), "sara") == {first.id, second.id}


def test_the_panel_met_on_the_second_mondays_that_are_on_record():
    held = [
        "2016-10-10",
        "2016-11-14",
        "2016-12-12",
        "2017-01-09",
        "2017-02-13",
        "2017-03-13",
        "2017-04-10",
        "2017-05-08",
    ]
    found = meeting_days(day("2016-10-01"))
    assert [next(found).isoformat() for _ in held] == held
    assert next(meeting_days(day("2015-06-01"))) == day("2015-06-08")
    assert next(meeting_days(day("2015-10-01"))) == day("2015-10-12")


def test_in_2013_it_expected_to_meet_every_two_months_and_no_quorum_is_confirmed():
    assert proceedings(day("2013-07-01")).every_months == 2
    assert proceedings(day("2015-06-08")).every_months == 1
    assert not proceedings(day("2015-06-08")).quorum_said.confirmed
