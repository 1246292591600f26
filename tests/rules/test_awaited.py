"""What is awaited on a case, of whom, since when and until when, by its story."""

from datetime import date

import pytest

from casereview.rules.awaited import What, awaited
from tests.factories import (
    ABoard,
    AFact,
    a_fact,
    a_file,
    advised,
    checked,
    decided,
    notified,
    published,
    reported,
    requested,
    responded,
    submitted,
    withdrawn,
)

NOTIFIED = notified("2015-04-07", aware_on="2015-04-06")
UNHEARD = notified("2015-04-07", aware_on="2015-04-06", board_told_on=None)
TOLD = decided("2015-05-05", told="2015-05-06")
PAPERS = submitted("2015-05-20")
TO = [NOTIFIED, TOLD, PAPERS]
CHECKED = checked("2015-05-21", PAPERS)
INCOMPLETE = checked("2015-05-21", PAPERS, "incomplete")
REFERRED = [*TO, CHECKED, advised("2015-06-08", "refer_back")]
REVIEWING = [NOTIFIED, decided("2015-05-05", initiate=True, told="2015-05-06")]
FILE = a_fact("report_versions", "2015-11-01", document="first")
PROPOSAL = submitted("2015-11-03", "non_publication")
PROPOSED = [*REVIEWING, reported("2015-11-02"), PROPOSAL]
DISAGREED = [*PROPOSED, advised("2015-12-14", "disagree", "non_publication")]

STORIES: dict[str, tuple[list[AFact], list[str]]] = {
    "nothing happened": ([], []),
    "notified": ([NOTIFIED], ["decision of board:B1 since 2015-04-07 due 2015-05-07"]),
    "the board was not told": (
        [UNHEARD],
        [
            "tell_board of authority:A1 since 2015-04-07 due 2015-04-13",
            "decision of board:B1 since 2015-04-07 due 2015-05-07",
        ],
    ),
    "nobody recorded when the authority became aware": (
        [notified("2015-04-07", board_told_on=None)],
        ["decision of board:B1 since 2015-04-07 due 2015-05-07", "tell_board of authority:A1 since 2015-04-07"],
    ),
    "two authorities notified": (
        [NOTIFIED, notified("2015-04-09", authority="A2", board_told_on=None)],
        ["decision of board:B1 since 2015-04-07 due 2015-05-07", "tell_board of authority:A2 since 2015-04-09"],
    ),
    "withdrawn": ([UNHEARD, withdrawn("2015-04-09", UNHEARD)], []),
    "decided, the board never recorded as told": (
        [UNHEARD, TOLD],
        ["papers of board:B1 since 2015-05-05"],
    ),
    "decided not to review": (
        [NOTIFIED, decided("2015-05-05")],
        [
            "tell_panel of board:B1 since 2015-05-05 due 2015-05-12",
            "papers of board:B1 since 2015-05-05",
        ],
    ),
    "decided not to review by the edition of 2013": (
        [decided("2014-07-01")],
        [
            "tell_panel of board:B1 since 2014-07-01 due 2014-07-15",
            "papers of board:B1 since 2014-07-01 due 2014-07-15",
        ],
    ),
    "decided to review": (
        [NOTIFIED, decided("2015-05-05", initiate=True)],
        [
            "tell_panel of board:B1 since 2015-05-05 due 2015-05-12",
            "report of board:B1 since 2015-05-05 due 2015-11-05",
        ],
    ),
    "decided before there was a panel": (
        [notified("2011-04-07"), decided("2011-05-05", initiate=True)],
        ["report of board:B1 since 2011-05-05 due 2011-11-05"],
    ),
    "decided not to review before there was a panel": ([notified("2011-04-07"), decided("2011-05-05")], []),
    "the panel was told that there is no review": ([NOTIFIED, TOLD], ["papers of board:B1 since 2015-05-05"]),
    "the post-mortem is pending": (
        [NOTIFIED, decided("2015-05-05", told="2015-05-06", post_mortem="pending"), PAPERS],
        ["post_mortem of board:B1 since 2015-05-05", "check of panel since 2015-05-20"],
    ),
    "the post-mortem is pending, and the panel referred it back": (
        [
            decided("2015-05-05", told="2015-05-06", post_mortem="pending"),
            PAPERS,
            advised("2015-06-08", "refer_back"),
        ],
        ["answer of board:B1 since 2015-06-08 due 2015-07-06"],
    ),
    "decided again, with a post-mortem pending": (
        [*REFERRED, decided("2015-06-20", told="2015-06-20", post_mortem="pending"), submitted("2015-06-21")],
        ["post_mortem of board:B1 since 2015-06-20", "view_on_answer of panel since 2015-06-21"],
    ),
    "papers came": (TO, ["check of panel since 2015-05-20"]),
    "papers are complete": ([*TO, CHECKED], ["advice of panel since 2015-05-20"]),
    "papers are not complete": ([*TO, INCOMPLETE], ["missing_papers of board:B1 since 2015-05-21"]),
    "papers came again": ([*TO, INCOMPLETE, submitted("2015-05-25")], ["check of panel since 2015-05-25"]),
    "papers were checked again": (
        [*TO, INCOMPLETE, checked("2015-05-23", PAPERS)],
        ["advice of panel since 2015-05-20"],
    ),
    "an incomplete check of earlier papers came late": (
        [*TO, submitted("2015-05-25"), checked("2015-05-26", PAPERS, "incomplete")],
        ["check of panel since 2015-05-25"],
    ),
    "the panel advised on incomplete papers": ([*TO, INCOMPLETE, advised("2015-06-08")], []),
    "the panel agreed": ([*TO, CHECKED, advised("2015-06-08")], []),
    "the panel referred it back": (REFERRED, ["answer of board:B1 since 2015-06-08 due 2015-07-06"]),
    "the board explained": (
        [*REFERRED, responded("2015-06-20", "explains")],
        ["view_on_answer of panel since 2015-06-20"],
    ),
    "the board declined": (
        [*REFERRED, responded("2015-06-20", "declines")],
        ["view_on_answer of panel since 2015-06-20"],
    ),
    "the board sent papers again": (
        [*REFERRED, submitted("2015-06-21")],
        ["view_on_answer of panel since 2015-06-21"],
    ),
    "the papers sent again are not complete": (
        [*REFERRED, (again := submitted("2015-06-21")), checked("2015-06-22", again, "incomplete")],
        ["missing_papers of board:B1 since 2015-06-22"],
    ),
    "the board answered advice on incomplete papers": (
        [*TO, INCOMPLETE, advised("2015-06-08", "refer_back"), responded("2015-06-20", "explains")],
        ["view_on_answer of panel since 2015-06-20"],
    ),
    "the board promised a review": (
        [*REFERRED, responded("2015-06-20", "initiates")],
        ["decision of board:B1 since 2015-06-20"],
    ),
    "the board kept its promise": (
        [
            *REFERRED,
            responded("2015-06-20", "initiates"),
            decided("2015-07-01", initiate=True, told="2015-07-01"),
        ],
        ["report of board:B1 since 2015-07-01 due 2016-01-01"],
    ),
    "the board broke its promise, and the panel noted it": (
        [*REFERRED, responded("2015-06-20", "initiates"), advised("2015-09-14", "noted")],
        [],
    ),
    "the panel referred it back again after a promise": (
        [*REFERRED, responded("2015-06-20", "initiates"), advised("2015-09-14", "refer_back")],
        ["answer of board:B1 since 2015-09-14 due 2015-10-12"],
    ),
    "under review": (REVIEWING, ["report of board:B1 since 2015-05-05 due 2015-11-05"]),
    "the report came": ([*REVIEWING, reported("2015-11-02")], ["publication of board:B1 since 2015-11-02"]),
    "the panel has a copy of an earlier file": (
        [*REVIEWING, FILE, reported("2015-11-02", document="first"), FILE.but(document="second", on=date(2015, 11, 9))],
        ["publication of board:B1 since 2015-11-02", "panel_copy of board:B1 since 2015-11-09"],
    ),
    "the panel has a copy of this file": (
        [*REVIEWING, FILE, reported("2015-11-02", document="first")],
        ["publication of board:B1 since 2015-11-02"],
    ),
    "published": ([*REVIEWING, reported("2015-11-02"), published("2015-12-01")], []),
    "published without a copy": ([*REVIEWING, published("2015-12-01")], []),
    "it is proposed not to publish": (PROPOSED, ["check of panel since 2015-11-03"]),
    "it is proposed not to publish, in place of a copy": (
        [*REVIEWING, PROPOSAL],
        ["check of panel since 2015-11-03"],
    ),
    "the panel agreed to a summary": (
        [*PROPOSED, advised("2015-12-14", "agree", "non_publication", route="summary")],
        [],
    ),
    "the panel disagreed": (
        DISAGREED,
        ["answer of board:B1 since 2015-12-14 due 2016-01-14", "publication of board:B1 since 2015-11-02"],
    ),
    "the board informed the panel further": (
        [*DISAGREED, responded("2016-01-04", "informs", "non_publication")],
        ["view_on_answer of panel since 2016-01-04"],
    ),
    "the board will publish": (
        [*DISAGREED, responded("2016-01-04", "will_publish", "non_publication")],
        ["publication of board:B1 since 2016-01-04"],
    ),
    "the board will not publish, and the panel noted it": (
        [
            *DISAGREED,
            responded("2016-01-04", "declines", "non_publication"),
            advised("2016-02-08", "noted", "non_publication"),
        ],
        [],
    ),
    "the board published after all": ([*DISAGREED, published("2016-01-20")], []),
    "the panel has asked for information before it advises": (
        [*TO, CHECKED, requested("2015-05-28")],
        ["request of board:B1 since 2015-05-28"],
    ),
    "what the panel asked for has come": (
        [*TO, CHECKED, requested("2015-05-28"), submitted("2015-06-02")],
        ["check of panel since 2015-06-02"],
    ),
    "papers on publication were found incomplete, and it was published": (
        [*PROPOSED, checked("2015-11-04", PROPOSAL, "incomplete"), published("2015-12-01")],
        [],
    ),
}


def told_of(one) -> str:
    return f"{one.what} of {one.scope} since {one.since}" + (f" due {one.due}" if one.due else "")


@pytest.mark.parametrize(("facts", "expected"), STORIES.values(), ids=STORIES)
def test_what_is_awaited_follows_from_the_story(facts, expected):
    assert [told_of(one) for one in awaited(a_file(*facts))] == expected


def test_everything_that_can_be_awaited_is():
    assert {What(line.split()[0]) for _, lines in STORIES.values() for line in lines} == set(What)


def test_what_is_due_first_comes_first_and_what_has_no_limit_comes_last_the_oldest_first():
    for facts, _ in STORIES.values():
        found = [(one.due is None, one.due, one.since) for one in awaited(a_file(*facts))]
        assert found == sorted(found, key=lambda one: (one[0], one[1] or one[2], one[2]))


def test_a_rapid_review_is_what_partners_decide_within_and_tell_the_panel_within():
    partners = ABoard(partners_from=date(2018, 7, 4))
    sent = notified("2024-03-04", aware_on="2024-03-04", recipient="panel")
    [decision] = awaited(a_file(sent, board=partners))
    assert told_of(decision) == "decision of board:B1 since 2024-03-04 due 2024-03-25"
    [telling, _] = awaited(a_file(sent, decided("2024-03-18", initiate=True), board=partners))
    assert told_of(telling) == "tell_panel of board:B1 since 2024-03-18 due 2024-03-25"


def test_a_telling_of_the_panel_still_to_come_is_still_awaited():
    facts = [NOTIFIED, decided("2015-05-05", initiate=True, told="2015-05-07")]
    assert What.TELL_PANEL in {one.what for one in awaited(a_file(*facts, as_at="2015-05-06"))}
    assert What.TELL_PANEL not in {one.what for one in awaited(a_file(*facts, as_at="2015-05-07"))}


def test_a_chair_who_decided_again_tells_the_panel_of_the_latest_decision():
    facts = [decided("2015-05-05", told="2015-05-06"), decided("2015-06-01", initiate=True)]
    telling = next(one for one in awaited(a_file(*facts)) if one.what == What.TELL_PANEL)
    assert (str(telling.since), str(telling.due)) == ("2015-06-01", "2015-06-08")
