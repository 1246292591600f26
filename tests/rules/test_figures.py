"""The figures of the panel's report, clause by clause as `docs/figures.md` defines them."""

from datetime import date
from itertools import combinations

import pytest

from casereview.rules import figures
from casereview.rules.codes import PublicationRoute
from casereview.rules.figures import Figure, Member, Period, panel_year
from tests.factories import (
    ABoard,
    AFact,
    a_file,
    advised,
    contacted,
    decided,
    incident,
    notified,
    published,
    reported,
    responded,
    submitted,
    the_nation,
    withdrawn,
)

YEAR = Period(date(2014, 7, 1), date(2015, 6, 30))
EDGES = [("2014-06-30", 0), ("2014-07-01", 1), ("2015-06-30", 1), ("2015-07-01", 0)]
"""Each day beside how many are counted that fall on it: the period's first and last day are both in it."""


def pile(function, *facts: AFact, period: Period = YEAR, **options) -> str | None:
    """The pile that a case with these facts is in, if any."""
    figure = function(the_nation(a_file(*facts, **options)), period)
    found = [name for name, members in figure.piles.items() if members]
    assert len(found) <= 1, f"one case in two piles: {found}"
    return found[0] if found else None


# ── The period ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_panel_s_year_runs_from_1_july_to_30_june():
    assert panel_year(2014) == YEAR


@pytest.mark.parametrize(("day", "counted"), EDGES)
def test_a_period_includes_its_first_and_last_day(day, counted):
    assert (date.fromisoformat(day) in YEAR) == bool(counted)


def test_a_day_that_nobody_knows_is_in_no_period():
    assert None not in YEAR


def test_a_period_may_be_one_day():
    day = date(2015, 1, 1)
    assert day in Period(day, day)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match=r"ends .* before it begins"):
        Period(date(2015, 1, 2), date(2015, 1, 1))


def test_the_year_before_has_the_same_days():
    assert YEAR.year_before() == Period(date(2013, 7, 1), date(2014, 6, 30))


def test_the_year_before_29_february_ends_on_28_february():
    assert Period(date(2015, 3, 1), date(2016, 2, 29)).year_before() == Period(date(2014, 3, 1), date(2015, 2, 28))


# ── Notifications ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("day", "counted"), EDGES)
def test_a_notification_counts_on_the_day_it_was_received_whatever_the_day_of_the_incident(day, counted):
    file = a_file(incident("2014-01-01"), notified(day, aware_on="2014-01-02"))
    assert figures.notifications(the_nation(file), YEAR).total == counted


def test_each_notification_of_a_joint_event_counts():
    first, second = notified("2014-09-01"), notified("2014-09-03", authority="A2")
    figure = figures.notifications(the_nation(a_file(first, second)), YEAR)
    assert figure.piles == {
        "notifications": [Member("2015-0001", first.id), Member("2015-0001", second.id)],
    }


def test_a_withdrawn_notification_is_not_counted_and_the_others_of_its_case_are():
    first, second = notified("2014-09-01"), notified("2014-09-03", authority="A2")
    file = a_file(first, second, withdrawn("2014-10-01", first))
    assert figures.notifications(the_nation(file), YEAR).piles["notifications"] == [Member("2015-0001", second.id)]


def test_a_notification_withdrawn_only_after_the_day_is_still_counted():
    sent = notified("2014-09-01")
    facts = (sent, withdrawn("2015-11-01", sent))
    assert pile(figures.notifications, *facts, as_at="2015-10-31") == "notifications"
    assert pile(figures.notifications, *facts, as_at="2015-11-01") is None


def test_notifications_are_broken_down_by_the_region_of_the_authority_that_notified():
    file = a_file(notified("2014-09-01"), notified("2014-09-02", authority="A2"), notified("2014-09-03", authority="X"))
    figure = figures.notifications(the_nation(file, A1="Northmoor", A2="Eastmarch"), YEAR)
    sizes = {region: len(members) for region, members in figure.breakdowns["region"].items()}
    assert sizes == {"Eastmarch": 1, "Northmoor": 1, "not known": 1}


def test_a_kind_of_incident_is_that_which_was_notified_though_the_child_died_later():
    file = a_file(
        incident("2014-09-01", kind="serious_harm"), notified("2014-09-03"), incident("2014-09-20", kind="death")
    )
    assert list(figures.notifications(the_nation(file), YEAR).breakdowns["incident_kind"]) == ["serious_harm"]


@pytest.mark.parametrize("died", ["2014-09-02", "2014-09-03"])
def test_a_death_known_when_it_was_notified_counts_as_a_death(died):
    file = a_file(incident("2014-09-01", kind="serious_harm"), incident(died, kind="death"), notified("2014-09-03"))
    assert list(figures.notifications(the_nation(file), YEAR).breakdowns["incident_kind"]) == ["death"]


@pytest.mark.parametrize("facts", [(), (incident("2014-09-01", kind=""),)], ids=["no incident", "kind not known"])
def test_a_kind_that_nobody_recorded_is_not_known(facts):
    file = a_file(notified("2014-09-03"), *facts)
    assert list(figures.notifications(the_nation(file), YEAR).breakdowns["incident_kind"]) == ["not_known"]


def test_the_breakdowns_of_notifications_add_up_to_their_total():
    file = a_file(incident("2014-09-01"), notified("2014-09-01"), notified("2014-09-02", authority="X"))
    figure = figures.notifications(the_nation(file), YEAR)
    for parts in figure.breakdowns.values():
        assert sum(len(members) for members in parts.values()) == figure.total == 2


# ── Initiations ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("told", "counted"), EDGES)
def test_an_initiation_counts_on_the_day_the_panel_was_told_of_it(told, counted):
    facts = [decided("2014-05-01", initiate=True, told=told)]
    assert (pile(figures.initiations, *facts) == "initiations") == bool(counted)


def test_an_initiation_that_the_panel_was_not_told_of_is_not_counted():
    assert pile(figures.initiations, decided("2014-09-01", initiate=True)) is None


def test_a_telling_still_to_come_on_the_day_has_not_come():
    facts = [decided("2014-09-01", initiate=True, told="2014-09-20")]
    assert pile(figures.initiations, *facts, as_at="2014-09-19") is None
    assert pile(figures.initiations, *facts, as_at="2014-09-20") == "initiations"


@pytest.mark.parametrize("view", ["refer_back", "disagree"])
def test_a_review_that_the_panel_had_doubts_before_is_no_initiation(view):
    facts = [advised("2014-09-08", view), decided("2014-10-01", initiate=True, told="2014-10-01")]
    assert pile(figures.initiations, *facts) is None


@pytest.mark.parametrize("view", ["agree", "satisfied", "noted"])
def test_other_advice_before_a_decision_to_review_does_not_take_it_out_of_the_initiations(view):
    facts = [advised("2014-09-08", view), decided("2014-10-01", initiate=True, told="2014-10-01")]
    assert pile(figures.initiations, *facts) == "initiations"


def test_doubts_on_publication_do_not_take_a_case_out_of_the_initiations():
    facts = [
        advised("2014-09-08", "disagree", "non_publication"),
        decided("2014-10-01", initiate=True, told="2014-10-01"),
    ]
    assert pile(figures.initiations, *facts) == "initiations"


def test_doubts_after_the_decision_to_review_leave_it_an_initiation():
    facts = [decided("2014-09-01", initiate=True, told="2014-09-02"), advised("2014-10-13", "refer_back")]
    assert pile(figures.initiations, *facts) == "initiations"


@pytest.mark.parametrize(("at", "expected"), [("11:59", None), ("12:00", "initiations"), ("12:01", "initiations")])
def test_doubts_of_the_same_day_came_before_where_they_were_recorded_before(at, expected):
    facts = [
        advised("2014-09-08", "refer_back", at=at),
        decided("2014-09-08", initiate=True, told="2014-09-08", at="12:00"),
    ]
    assert pile(figures.initiations, *facts) == expected


def test_it_is_the_first_decision_to_review_that_counts():
    facts = [
        decided("2013-05-01", told="2013-05-01"),
        decided("2014-05-01", initiate=True, told="2014-05-20"),
        decided("2014-09-01", initiate=True, told="2014-09-05"),
    ]
    assert pile(figures.initiations, *facts) is None
    assert pile(figures.initiations, *facts, period=YEAR.year_before()) == "initiations"


# ── Non-initiations ─────────────────────────────────────────────────────────────────────────────────────────────────

REFERRED = advised("2014-09-08", "refer_back")
LATER = [
    ("initiated", decided("2014-10-01", initiate=True)),
    ("satisfied", advised("2014-10-13", "satisfied")),
    ("satisfied", advised("2014-10-13", "agree")),
    ("not_accepted", responded("2014-09-20", "declines")),
    ("not_accepted", advised("2014-10-13", "noted")),
    ("awaited", responded("2014-09-20", "explains")),
    ("awaited", responded("2014-09-20", "informs")),
    ("awaited", responded("2014-09-20", "initiates")),
    ("awaited", advised("2014-10-13", "refer_back")),
    ("awaited", advised("2014-10-13", "disagree")),
    ("awaited", decided("2014-10-01", initiate=False)),
]
PAIRS = [
    (one, other)
    for one, other in combinations(LATER, 2)
    if {one[1].kind_of_fact, other[1].kind_of_fact} != {"responses"}  # of two answers only the latest counts
]
RANK = list(figures.NON_INITIATION_PILES)


@pytest.mark.parametrize(("day", "counted"), EDGES)
def test_a_non_initiation_counts_on_the_day_of_the_first_advice(day, counted):
    facts = [decided("2014-01-01"), submitted("2014-01-02"), advised(day), advised("2015-09-01")]
    assert (pile(figures.non_initiations, *facts) == "agreed") == bool(counted)


def test_a_decision_not_to_review_without_advice_is_in_no_pile():
    assert pile(figures.non_initiations, decided("2014-09-01", told="2014-09-02"), submitted("2014-09-02")) is None


def test_advice_on_publication_is_not_advice_on_a_decision_not_to_review():
    assert pile(figures.non_initiations, advised("2014-09-08", "agree", "non_publication")) is None


def test_what_the_panel_agreed_with_at_once_is_agreed():
    assert pile(figures.non_initiations, advised("2014-09-08")) == "agreed"


@pytest.mark.parametrize("later", [fact for _, fact in LATER], ids=range(len(LATER)))
def test_what_the_panel_agreed_with_at_once_stays_agreed_whatever_comes_later(later):
    assert pile(figures.non_initiations, advised("2014-09-08"), later) == "agreed"


@pytest.mark.parametrize("view", ["refer_back", "disagree"])
def test_what_the_panel_doubted_is_awaited_while_nothing_comes(view):
    assert pile(figures.non_initiations, advised("2014-09-08", view)) == "awaited"


@pytest.mark.parametrize(("expected", "later"), LATER, ids=[f"{name} {i}" for i, (name, _) in enumerate(LATER)])
def test_after_doubts_the_outcome_is_what_came_of_them(expected, later):
    assert pile(figures.non_initiations, REFERRED, later) == expected


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=range(len(PAIRS)))
def test_of_two_outcomes_the_first_that_applies_is_counted(one, other):
    assert pile(figures.non_initiations, REFERRED, one[1], other[1]) == min(one[0], other[0], key=RANK.index)


@pytest.mark.parametrize(("latest", "expected"), [("explains", "awaited"), ("declines", "not_accepted")])
def test_it_is_the_board_s_latest_answer_that_says_whether_advice_was_accepted(latest, expected):
    earlier = "declines" if latest == "explains" else "explains"
    facts = [REFERRED, responded("2014-09-20", earlier), responded("2014-10-20", latest)]
    assert pile(figures.non_initiations, *facts) == expected


@pytest.mark.parametrize(("at", "expected"), [("11:00", "awaited"), ("13:00", "not_accepted")])
def test_of_two_answers_of_one_day_the_later_recorded_is_the_latest(at, expected):
    facts = [
        REFERRED,
        responded("2014-09-20", "explains", at="12:00"),
        responded("2014-09-20", "declines", at=at),
    ]
    assert pile(figures.non_initiations, *facts) == expected


@pytest.mark.parametrize(("at", "expected"), [("11:00", "agreed"), ("13:00", "awaited")])
def test_of_two_advices_of_one_day_the_earlier_recorded_is_the_first(at, expected):
    facts = [
        advised("2014-09-08", "agree", at="12:00"),
        advised("2014-09-08", "refer_back", at="13:00" if expected == "agreed" else "11:00"),
    ]
    found = pile(figures.non_initiations, *facts)
    assert found == ("agreed" if expected == "agreed" else "satisfied")


def test_a_decision_to_review_that_came_before_the_first_advice_is_not_one_that_stands_after_it():
    facts = [decided("2014-09-01", initiate=True), decided("2014-09-02"), REFERRED]
    assert pile(figures.non_initiations, *facts) == "awaited"


@pytest.mark.parametrize(("at", "expected"), [("11:59", "awaited"), ("12:01", "initiated")])
def test_a_decision_of_the_day_of_the_advice_came_after_it_where_it_was_recorded_after(at, expected):
    facts = [advised("2014-09-08", "refer_back", at="12:00"), decided("2014-09-08", initiate=True, at=at)]
    assert pile(figures.non_initiations, *facts) == expected


def test_the_board_declining_on_publication_says_nothing_of_the_decision_not_to_review():
    assert pile(figures.non_initiations, REFERRED, responded("2014-10-01", "declines", "non_publication")) == "awaited"


def test_an_outcome_is_the_latest_by_the_day_even_after_the_period():
    facts = [REFERRED, advised("2015-10-12", "satisfied")]
    assert pile(figures.non_initiations, *facts, as_at="2015-10-11") == "awaited"
    assert pile(figures.non_initiations, *facts, as_at="2015-10-12") == "satisfied"


# ── Completed reports ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("day", "counted"), EDGES)
def test_a_completed_report_counts_on_the_day_the_panel_received_it(day, counted):
    assert (pile(figures.completed_reports, reported(day)) == "completed_reports") == bool(counted)


def test_a_case_with_two_reports_counts_once_by_the_first():
    facts = [reported("2014-06-30"), reported("2014-09-01")]
    assert pile(figures.completed_reports, *facts) is None
    figure = figures.completed_reports(the_nation(a_file(*facts)), YEAR.year_before())
    assert figure.total == 1


def test_a_report_whose_publication_is_in_question_is_not_counted_among_the_completed():
    facts = [reported("2014-09-01"), submitted("2015-08-01", "non_publication")]
    assert pile(figures.completed_reports, *facts, as_at="2015-07-31") == "completed_reports"
    assert pile(figures.completed_reports, *facts, as_at="2015-08-01") is None


def test_papers_on_the_decision_not_to_review_do_not_take_a_report_out():
    assert pile(figures.completed_reports, submitted("2014-08-01"), reported("2014-09-01")) == "completed_reports"


# ── Non-publications ────────────────────────────────────────────────────────────────────────────────────────────────

DISAGREED = advised("2014-09-08", "disagree", "non_publication")


def agreed(on: str, route: str, **options) -> AFact:
    return advised(on, "agree", "non_publication", route=route, **options)


@pytest.mark.parametrize(("day", "counted"), EDGES)
def test_a_proposal_not_to_publish_counts_on_the_day_of_the_first_advice(day, counted):
    facts = [submitted("2014-01-01", "non_publication"), agreed(day, "summary"), agreed("2015-08-01", "summary")]
    assert (pile(figures.non_publications, *facts) == "agreed_summary") == bool(counted)


def test_a_proposal_without_advice_is_in_no_pile():
    assert pile(figures.non_publications, submitted("2014-09-01", "non_publication"), published("2014-10-01")) is None


@pytest.mark.parametrize("route", ["not_published", "anonymous", "summary"])
def test_what_the_panel_agreed_to_is_counted_by_its_route(route):
    assert pile(figures.non_publications, agreed("2014-09-08", route)) == f"agreed_{route}"


def test_the_latest_agreement_decides_the_route():
    facts = [agreed("2014-09-08", "summary"), agreed("2014-11-10", "anonymous")]
    assert pile(figures.non_publications, *facts) == "agreed_anonymous"


@pytest.mark.parametrize(("at", "expected"), [("11:00", "agreed_summary"), ("13:00", "agreed_anonymous")])
def test_of_two_agreements_of_one_day_the_later_recorded_is_the_latest(at, expected):
    facts = [agreed("2014-09-08", "summary", at="12:00"), agreed("2014-09-08", "anonymous", at=at)]
    assert pile(figures.non_publications, *facts) == expected


def test_an_agreement_stands_though_the_panel_spoke_again_since():
    facts = [agreed("2014-09-08", "summary"), advised("2014-11-10", "refer_back", "non_publication")]
    assert pile(figures.non_publications, *facts) == "agreed_summary"


def test_agreement_comes_before_publication_and_before_refusal():
    facts = [DISAGREED, responded("2014-10-01", "declines", "non_publication"), published("2014-10-02")]
    assert pile(figures.non_publications, *facts, agreed("2014-11-10", "anonymous")) == "agreed_anonymous"


@pytest.mark.parametrize("route", [route.value for route in PublicationRoute])
def test_what_was_published_by_any_route_after_all_is_published(route):
    facts = [DISAGREED, responded("2014-10-01", "declines", "non_publication"), published("2014-10-02", route)]
    assert pile(figures.non_publications, *facts) == "disagreed_published"


@pytest.mark.parametrize(("latest", "expected"), [("will_publish", "awaited"), ("declines", "not_published")])
def test_the_board_s_latest_answer_says_whether_it_publishes_against_advice(latest, expected):
    earlier = "declines" if latest == "will_publish" else "will_publish"
    facts = [
        DISAGREED,
        responded("2014-10-01", earlier, "non_publication"),
        responded("2014-10-20", latest, "non_publication"),
    ]
    assert pile(figures.non_publications, *facts) == f"disagreed_{expected}"


@pytest.mark.parametrize("view", ["refer_back", "disagree", "noted", "satisfied"])
def test_where_the_panel_has_not_agreed_and_nothing_came_of_it_more_is_awaited(view):
    assert pile(figures.non_publications, advised("2014-09-08", view, "non_publication")) == "disagreed_awaited"


def test_the_board_declining_a_review_says_nothing_of_publication():
    assert pile(figures.non_publications, DISAGREED, responded("2014-10-01", "declines")) == "disagreed_awaited"


def test_disagreed_is_the_sum_of_the_three():
    files = [
        a_file(DISAGREED, published("2014-10-01"), reference="1"),
        a_file(DISAGREED, responded("2014-10-01", "declines", "non_publication"), reference="2"),
        a_file(DISAGREED, reference="3"),
        a_file(agreed("2014-09-08", "summary"), reference="4"),
    ]
    figure = figures.non_publications(the_nation(*files), YEAR)
    assert figure.total == 4
    assert sorted(member.reference for member in figure.subsets["disagreed"]) == ["1", "2", "3"]


def test_the_row_that_was_restated_comes_from_the_same_records_as_at_a_later_day():
    facts = [DISAGREED, agreed("2016-03-14", "anonymous")]
    assert pile(figures.non_publications, *facts, as_at="2015-10-31") == "disagreed_awaited"
    assert pile(figures.non_publications, *facts, as_at="2016-06-30") == "agreed_anonymous"


# ── Boards ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def boards(*facts: AFact, contacts=(), board: ABoard | None = None, period: Period = YEAR, **options) -> str | None:
    """Where one board stands."""
    board = board or ABoard()
    nation = the_nation(a_file(*facts, board=board, **options), boards=[board], contacts=contacts)
    figure = figures.boards(nation, period)
    if figure.subsets["never"]:
        assert figure.piles["silent"] == figure.subsets["never"]
        return "never"
    return next((name for name, members in figure.piles.items() if members), None)


CONTACTS = {
    "a decision not to review told to the panel": lambda day: decided("2014-01-01", told=day),
    "a decision to review told to the panel": lambda day: decided("2014-01-01", initiate=True, told=day),
    "a submission": submitted,
    "a proposal not to publish": lambda day: submitted(day, "non_publication"),
    "a response": lambda day: responded(day, "explains"),
    "a completed report": reported,
}


@pytest.mark.parametrize("contact", CONTACTS.values(), ids=CONTACTS)
@pytest.mark.parametrize(("day", "counted"), EDGES)
def test_a_board_was_in_contact_where_anything_of_it_reached_the_panel_in_the_period(contact, day, counted):
    assert boards(contact(day)) == ("contacted" if counted else "silent" if day < "2014-07-01" else "never")


@pytest.mark.parametrize("kind", ["letter", "meeting", "nil_return"])
@pytest.mark.parametrize(("day", "counted"), EDGES)
def test_a_board_was_in_contact_where_it_wrote_met_or_made_a_nil_return(kind, day, counted):
    found = boards(contacts=[contacted(day, kind=kind)])
    assert found == ("contacted" if counted else "silent" if day < "2014-07-01" else "never")


@pytest.mark.parametrize(
    "facts",
    [
        [notified("2014-09-01", recipient="panel")],
        [decided("2014-09-01")],
        [advised("2014-09-08")],
        [published("2014-09-08")],
        [incident("2014-09-01")],
    ],
    ids=["a notification", "a decision not told", "the panel's own advice", "a publication", "an incident"],
)
def test_what_did_not_come_to_the_panel_from_the_board_is_no_contact(facts):
    assert boards(*facts) == "never"


def test_each_decision_told_is_a_contact_not_only_the_latest():
    assert boards(decided("2014-09-01", told="2014-09-02"), decided("2015-08-01", told="2015-08-01")) == "contacted"


def test_contacts_of_another_board_are_not_this_one_s():
    assert boards(contacts=[contacted("2014-09-01", board="B2")]) == "never"


@pytest.mark.parametrize(("day", "expected"), [("2013-05-31", "never"), ("2013-06-01", "silent")])
def test_never_means_no_contact_since_the_panel_began(day, expected):
    assert boards(contacts=[contacted(day)]) == expected


def test_a_board_that_came_into_contact_only_after_the_period_was_never_in_contact_by_its_end():
    assert boards(contacts=[contacted("2015-07-01")]) == "never"


def test_before_the_panel_began_every_silent_board_was_never_in_contact():
    assert boards(period=Period(date(2012, 7, 1), date(2013, 5, 31))) == "never"


@pytest.mark.parametrize(
    ("since", "until", "counted"),
    [
        (None, None, True),
        ("2015-06-30", None, True),
        ("2015-07-01", None, False),
        (None, "2015-06-30", True),
        (None, "2015-06-29", False),
    ],
)
def test_the_boards_counted_are_those_in_being_on_the_period_s_last_day(since, until, counted):
    board = ABoard(since=since and date.fromisoformat(since), until=until and date.fromisoformat(until))
    found = boards(contacts=[contacted("2014-09-01")], board=board)
    assert found == ("contacted" if counted else None)


def test_every_board_in_being_is_in_one_pile_and_those_never_in_contact_are_among_the_silent():
    nation = the_nation(
        a_file(submitted("2014-09-01")),
        boards=[ABoard("B1"), ABoard("B2"), ABoard("B3")],
        contacts=[contacted("2013-09-01", board="B2")],
    )
    figure = figures.boards(nation, YEAR)
    names = {name: [member.name for member in members] for name, members in {**figure.piles, **figure.subsets}.items()}
    assert names == {"contacted": ["B1"], "silent": ["B2", "B3"], "never": ["B3"]}
    assert figure.total == 3


# ── Out of remit; published of initiated ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("day", "counted"), EDGES)
def test_approaches_out_of_remit_are_counted_on_their_day(day, counted):
    contacts = [contacted(day, board="", kind="out_of_remit"), contacted(day, board="", kind="letter")]
    figure = figures.out_of_remit(the_nation(contacts=contacts), YEAR)
    assert figure.piles["out_of_remit"] == [Member("", contacts[0].id)] * counted


def test_an_approach_of_a_person_with_no_board_is_no_board_s_contact():
    assert boards(contacts=[contacted("2014-09-01", board="", kind="out_of_remit")]) == "never"


@pytest.mark.parametrize(("day", "counted"), EDGES)
def test_a_review_belongs_to_the_period_in_which_it_was_decided_on_whenever_the_panel_was_told(day, counted):
    facts = [decided(day, initiate=True, told="2015-12-01")]
    assert (pile(figures.published_of_initiated, *facts) == "not_published") == bool(counted)


def test_reviews_begun_on_advice_are_among_those_initiated():
    facts = [REFERRED, decided("2014-10-01", initiate=True)]
    assert pile(figures.initiations, *facts) is None
    assert pile(figures.published_of_initiated, *facts) == "not_published"


def test_a_case_that_was_not_reviewed_is_neither_published_nor_unpublished():
    assert pile(figures.published_of_initiated, decided("2014-09-01")) is None


@pytest.mark.parametrize("route", [route.value for route in PublicationRoute])
def test_a_review_is_published_by_any_route_on_or_before_the_day(route):
    facts = [decided("2014-09-01", initiate=True), published("2015-10-31", route)]
    assert pile(figures.published_of_initiated, *facts, as_at="2015-10-30") == "not_published"
    assert pile(figures.published_of_initiated, *facts, as_at="2015-10-31") == "published"


def test_it_is_the_first_decision_to_review_that_places_a_case_in_a_period():
    facts = [decided("2014-06-30", initiate=True), decided("2014-09-01", initiate=True)]
    assert pile(figures.published_of_initiated, *facts) is None


# ── Numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (42, 184, 23),
        (43, 184, 23),
        (86, 107, 80),
        (35, 66, 53),
        (1, 200, 1),  # halves go up
        (1, 201, 0),
        (5, 200, 3),
        (0, 7, 0),
        (7, 7, 100),
    ],
)
def test_percentages_are_whole_and_halves_go_up_as_the_report_prints_them(part, whole, expected):
    members = [Member(str(n), str(n)) for n in range(whole)]
    figure = Figure("key", "Title", {"part": members[:part], "rest": members[part:]})
    assert figure.percentage("part") == expected
    assert figure.total == whole


def test_there_is_no_percentage_of_nothing():
    assert Figure("key", "Title", {"part": []}).percentage("part") is None


def test_every_figure_of_figures_md_is_counted_in_its_order():
    assert list(figures.figures(the_nation(), YEAR)) == [
        "notifications",
        "initiations",
        "non_initiations",
        "completed_reports",
        "non_publications",
        "boards",
        "out_of_remit",
        "published_of_initiated",
    ]


def test_with_no_records_every_number_is_nothing_but_the_boards_that_were_silent():
    counted = figures.figures(the_nation(), YEAR)
    assert {key: figure.total for key, figure in counted.items() if figure.total} == {"boards": 1}


def test_the_piles_are_those_of_figures_md():
    counted = figures.figures(the_nation(), YEAR)
    assert list(counted["non_initiations"].piles) == ["agreed", "initiated", "satisfied", "not_accepted", "awaited"]
    assert list(counted["non_publications"].piles) == [
        "agreed_not_published",
        "agreed_anonymous",
        "agreed_summary",
        "disagreed_published",
        "disagreed_not_published",
        "disagreed_awaited",
    ]
    assert list(counted["boards"].piles) == ["contacted", "silent"]
    assert list(counted["published_of_initiated"].piles) == ["published", "not_published"]
