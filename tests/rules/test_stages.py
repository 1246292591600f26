"""The stage that a case has reached, by its story."""

import pytest

from casereview.rules.codes import Matter
from casereview.rules.stages import Stage, before_the_panel, latest_check, promised, stage, with_the_board
from tests.factories import (
    AFact,
    a_file,
    advised,
    checked,
    decided,
    incident,
    notified,
    published,
    reported,
    responded,
    submitted,
    withdrawn,
)

NOTIFIED = notified("2015-04-07")
NOT_TO_REVIEW = decided("2015-05-12")
TO_REVIEW = decided("2015-05-12", initiate=True)
PAPERS = submitted("2015-05-20")
AGREED = advised("2015-06-08")
REFERRED = advised("2015-06-08", "refer_back")
TO = [NOTIFIED, NOT_TO_REVIEW, PAPERS]
"""The road as far as the panel."""
REPORT = [NOTIFIED, TO_REVIEW, reported("2015-11-02")]
PROPOSED = [*REPORT, submitted("2015-11-03", "non_publication", proposed_route="summary")]
DISAGREED = [*PROPOSED, advised("2015-12-14", "disagree", "non_publication")]

STORIES = [
    (Stage.OPENED, "nothing happened yet", []),
    (Stage.OPENED, "there is an incident alone", [incident("2015-04-01")]),
    (Stage.AWAITING_DECISION, "notified", [NOTIFIED]),
    (Stage.WITHDRAWN, "the one notification was withdrawn", [NOTIFIED, withdrawn("2015-04-09", NOTIFIED)]),
    (
        Stage.AWAITING_DECISION,
        "one of two notifications was withdrawn",
        [NOTIFIED, notified("2015-04-08"), withdrawn("2015-04-09", NOTIFIED)],
    ),
    (Stage.NOT_SUBMITTED, "decided not to review", [NOTIFIED, NOT_TO_REVIEW]),
    (
        Stage.NOT_SUBMITTED,
        "the panel was told, and has no papers",
        [NOTIFIED, decided("2015-05-12", told="2015-05-13")],
    ),
    (Stage.BEFORE_THE_PANEL, "papers came", TO),
    (Stage.BEFORE_THE_PANEL, "papers were checked", [*TO, checked("2015-05-21", PAPERS)]),
    (Stage.NOT_REVIEWED, "the panel agreed", [*TO, AGREED]),
    (Stage.REFERRED_BACK, "the panel referred it back", [*TO, REFERRED]),
    (Stage.REFERRED_BACK, "the panel disagreed", [*TO, advised("2015-06-08", "disagree")]),
    (Stage.BEFORE_THE_PANEL, "the board explained", [*TO, REFERRED, responded("2015-06-20", "explains")]),
    (Stage.BEFORE_THE_PANEL, "the board informed", [*TO, REFERRED, responded("2015-06-20", "informs")]),
    (Stage.BEFORE_THE_PANEL, "the board declined", [*TO, REFERRED, responded("2015-06-20", "declines")]),
    (Stage.BEFORE_THE_PANEL, "the board sent papers again", [*TO, REFERRED, submitted("2015-06-20")]),
    (Stage.REFERRED_BACK, "the board promised a review", [*TO, REFERRED, responded("2015-06-20", "initiates")]),
    (
        Stage.UNDER_REVIEW,
        "the board did as it promised",
        [*TO, REFERRED, responded("2015-06-20", "initiates"), decided("2015-07-01", initiate=True)],
    ),
    (
        Stage.NOT_REVIEWED,
        "the board promised and did not, and the panel noted it",
        [*TO, REFERRED, responded("2015-06-20", "initiates"), advised("2015-09-14", "noted")],
    ),
    (
        Stage.REFERRED_BACK,
        "the panel referred it back a second time",
        [*TO, REFERRED, responded("2015-06-20", "explains"), advised("2015-07-13", "refer_back")],
    ),
    *(
        (
            Stage.NOT_REVIEWED,
            f"the panel {view} in the end",
            [*TO, REFERRED, responded("2015-06-20", "explains"), advised("2015-07-13", view)],
        )
        for view in ("satisfied", "agree", "noted")
    ),
    (Stage.UNDER_REVIEW, "decided to review", [NOTIFIED, TO_REVIEW]),
    (Stage.UNDER_REVIEW, "the Chair reconsidered", [NOTIFIED, NOT_TO_REVIEW, decided("2015-05-20", initiate=True)]),
    (Stage.UNDER_REVIEW, "reconsidered while before the panel", [*TO, decided("2015-05-25", initiate=True)]),
    (Stage.UNDER_REVIEW, "reconsidered after the panel agreed", [*TO, AGREED, decided("2015-09-01", initiate=True)]),
    (
        Stage.BEFORE_THE_PANEL,
        "the Chair took back a decision to review, and sent papers",
        [NOTIFIED, TO_REVIEW, decided("2015-05-20"), submitted("2015-05-21")],
    ),
    (Stage.REPORT_RECEIVED, "the report came", REPORT),
    (Stage.BEFORE_THE_PANEL, "a proposal not to publish came", PROPOSED),
    (Stage.REFERRED_BACK, "the panel disagreed with not publishing", DISAGREED),
    (
        Stage.NOT_PUBLISHED,
        "the panel agreed to a summary",
        [*PROPOSED, advised("2015-12-14", "agree", "non_publication", route="summary")],
    ),
    (
        Stage.PUBLISHED,
        "the summary was published",
        [
            *PROPOSED,
            advised("2015-12-14", "agree", "non_publication", route="summary"),
            published("2016-01-20", "summary"),
        ],
    ),
    (
        Stage.REFERRED_BACK,
        "the board promised to publish",
        [*DISAGREED, responded("2016-01-04", "will_publish", "non_publication")],
    ),
    (
        Stage.BEFORE_THE_PANEL,
        "the board will not publish",
        [*DISAGREED, responded("2016-01-04", "declines", "non_publication")],
    ),
    (
        Stage.NOT_PUBLISHED,
        "the board will not publish, and the panel noted it",
        [
            *DISAGREED,
            responded("2016-01-04", "declines", "non_publication"),
            advised("2016-02-08", "noted", "non_publication"),
        ],
    ),
    (Stage.PUBLISHED, "the board published after all", [*DISAGREED, published("2016-01-20")]),
    (Stage.PUBLISHED, "published", [*REPORT, published("2015-12-20")]),
]


@pytest.mark.parametrize(("expected", "story", "facts"), STORIES, ids=[story for _, story, _ in STORIES])
def test_a_case_stands_where_its_story_has_brought_it(expected, story, facts):
    assert stage(a_file(*facts)) == expected


def test_every_stage_can_be_reached():
    assert {expected for expected, _, _ in STORIES} == set(Stage)


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [
        ("2015-04-06", Stage.OPENED),
        ("2015-04-07", Stage.AWAITING_DECISION),
        ("2015-05-12", Stage.NOT_SUBMITTED),
        ("2015-05-20", Stage.BEFORE_THE_PANEL),
        ("2015-06-08", Stage.REFERRED_BACK),
        ("2015-06-20", Stage.BEFORE_THE_PANEL),
        ("2015-07-13", Stage.NOT_REVIEWED),
    ],
)
def test_on_an_earlier_day_the_case_stands_where_it_stood_then(as_at, expected):
    facts = [*TO, REFERRED, responded("2015-06-20", "explains"), advised("2015-07-13", "satisfied")]
    assert stage(a_file(*facts, as_at=as_at)) == expected


@pytest.mark.parametrize(("at", "expected"), [("11:00", Stage.REFERRED_BACK), ("13:00", Stage.BEFORE_THE_PANEL)])
def test_an_answer_of_the_day_of_the_advice_answers_it_only_if_it_was_recorded_after(at, expected):
    facts = [*TO, advised("2015-06-08", "refer_back", at="12:00"), responded("2015-06-08", "explains", at=at)]
    assert stage(a_file(*facts)) == expected


def test_papers_on_one_matter_are_not_before_the_panel_on_the_other():
    assert before_the_panel(a_file(*TO)) == Matter.NON_INITIATION
    assert before_the_panel(a_file(*PROPOSED)) == Matter.NON_PUBLICATION
    assert with_the_board(a_file(*DISAGREED)) == Matter.NON_PUBLICATION


def test_a_promise_is_kept_by_doing_what_was_promised():
    answer = responded("2015-06-20", "initiates")
    facts: list[AFact] = [*TO, REFERRED, answer]
    assert promised(a_file(*facts), Matter.NON_INITIATION) == answer
    assert promised(a_file(*facts), Matter.NON_PUBLICATION) is None
    assert promised(a_file(*facts, decided("2015-07-01", initiate=True)), Matter.NON_INITIATION) is None


def test_a_promise_counts_only_while_the_panel_has_not_spoken_since():
    facts = [*TO, REFERRED, responded("2015-06-20", "initiates"), advised("2015-07-13", "refer_back")]
    assert promised(a_file(*facts), Matter.NON_INITIATION) is None


def test_the_latest_check_is_that_of_the_papers_now_before_the_panel():
    wrong, right = checked("2015-05-21", PAPERS, "incomplete"), checked("2015-05-22", PAPERS)
    again = submitted("2015-06-20")
    assert latest_check(a_file(*TO)) is None
    assert latest_check(a_file(*TO, wrong)) == wrong
    assert latest_check(a_file(*TO, wrong, right)) == right
    assert latest_check(a_file(*TO, wrong, AGREED)) is None
    assert latest_check(a_file(*TO, wrong, REFERRED, again)) is None
    assert latest_check(a_file(*TO, wrong, REFERRED, responded("2015-06-20", "explains"))) is None


def test_a_late_check_of_earlier_papers_says_nothing_of_the_later():
    again = submitted("2015-05-25")
    assert latest_check(a_file(*TO, again, checked("2015-05-26", PAPERS, "incomplete"))) is None
