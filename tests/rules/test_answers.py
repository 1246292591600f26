"""What a board owes the panel, by when, and when reminding has been of no use; and which advice is on the register."""

from datetime import date

import pytest

from casereview.rules.answers import owed, practice
from casereview.rules.register import entries
from tests.factories import a_file, advised, chased, decided, lettered, notified, responded, submitted

SENT = [notified("2015-04-07"), decided("2015-05-12", told="2015-05-13"), submitted("2015-05-20")]
DOUBT = advised("2015-06-08", "refer_back")
REFERRED = [*SENT, DOUBT]


def test_nothing_is_owed_until_the_panel_asks_nor_after_the_board_answers():
    assert owed(a_file(*SENT)) is None
    assert owed(a_file(*SENT, advised("2015-06-08", "agree"))) is None
    assert owed(a_file(*REFERRED, responded("2015-06-20", "explains"))) is None
    assert owed(a_file(*REFERRED)).advice is DOUBT


def test_an_answer_is_due_from_the_letter_or_where_there_is_none_from_the_advice():
    assert owed(a_file(*REFERRED, as_at="2015-06-30")).due == date(2015, 7, 6)
    letter = lettered("2015-06-15", DOUBT)
    assert owed(a_file(*REFERRED, letter, as_at="2015-06-30")).due == date(2015, 7, 13)


def test_no_limit_of_the_house_passes_for_confirmed():
    assert not practice().answer.confirmed
    assert not practice().notice.confirmed
    assert "nobody has confirmed" in practice().answer.source


def test_reminders_go_one_after_another_and_then_it_is_exhausted():
    due = owed(a_file(*REFERRED, as_at="2015-07-06"))
    assert (due.next_step, due.next_on, due.late, due.exhausted) == (1, date(2015, 7, 7), 0, False)
    first, second, third = chased("2015-07-07", DOUBT), chased("2015-07-20", DOUBT, 2), chased("2015-08-03", DOUBT, 3)
    assert owed(a_file(*REFERRED, first, as_at="2015-07-07")).next_on == date(2015, 7, 20)
    assert owed(a_file(*REFERRED, first, second, as_at="2015-07-20")).next_on == date(2015, 8, 3)
    last = owed(a_file(*REFERRED, first, second, third, as_at="2015-08-17"))
    assert (last.next_on, last.exhausted_on, last.exhausted) == (None, date(2015, 8, 17), False)
    assert owed(a_file(*REFERRED, first, second, third, as_at="2015-08-18")).exhausted
    assert owed(a_file(*REFERRED, first, second, third, responded("2015-08-10", "informs"), as_at="2015-08-18")) is None


def test_reminders_that_were_missed_do_not_go_on_one_day():
    late = chased("2015-12-01", DOUBT)
    assert owed(a_file(*REFERRED, late, as_at="2015-12-01")).next_on == date(2015, 12, 2)


def test_a_second_doubt_is_a_new_answer_with_reminders_of_its_own():
    again = advised("2015-09-14", "disagree")
    file = a_file(
        *REFERRED, chased("2015-07-07", DOUBT), responded("2015-07-10", "explains"), again, as_at="2015-09-15"
    )
    assert (owed(file).advice, owed(file).sent) == (again, [])


DECLINED = responded("2015-06-20", "declines")


@pytest.mark.parametrize(
    ("facts", "as_at", "listed"),
    [
        ([DECLINED], "2016-06-30", False),
        ([DECLINED, lettered("2015-06-22", DECLINED, kind="notice")], "2015-07-17", False),
        ([DECLINED, lettered("2015-06-22", DECLINED, kind="notice")], "2015-07-20", True),
        ([DECLINED, lettered("2015-06-22", DECLINED)], "2016-06-30", False),
    ],
    ids=["no notice", "notice not run out", "notice given", "another letter is no notice"],
)
def test_advice_not_accepted_is_listed_after_due_notice_and_not_before(facts, as_at, listed):
    [entry] = entries(a_file(*REFERRED, *facts, as_at=as_at))
    assert entry.answer is DECLINED
    assert entry.listed is listed


@pytest.mark.parametrize(
    "facts",
    [
        [],
        [responded("2015-06-20", "explains")],
        [DECLINED, decided("2015-09-01", initiate=True, told="2015-09-01")],
        [DECLINED, advised("2015-09-14", "satisfied")],
    ],
    ids=["awaited", "explained", "reviewed after all", "satisfied after all"],
)
def test_what_is_in_another_pile_has_no_entry(facts):
    assert list(entries(a_file(*REFERRED, *facts))) == []


def test_a_report_kept_back_against_advice_has_an_entry():
    proposal = [decided("2015-05-12", initiate=True, told="2015-05-13"), submitted("2015-11-03", "non_publication")]
    disagreed = advised("2015-12-14", "disagree", "non_publication")
    [entry] = entries(a_file(*proposal, disagreed, responded("2016-01-10", "declines", "non_publication")))
    assert (entry.matter, entry.advice) == ("non_publication", disagreed)
