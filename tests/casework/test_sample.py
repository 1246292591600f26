"""The sample national caseload: that it gives the figures of the panel's second report, and reads as if it had been lived."""

import csv
import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from casereview.casework import drafts, files, identifying, standing
from casereview.casework.models import FACTS, Advice, Contact, Decision, Identity, LimbFinding, Meeting, Notification
from casereview.documents.identifiability import What as Kind
from casereview.ledger import chain
from casereview.ledger.models import Refused, SampleData
from casereview.people import england
from casereview.people.capacities import capacities
from casereview.people.models import Appointment, User
from casereview.rules.awaited import What
from casereview.rules.clocks import edition_on
from casereview.rules.codes import Ground, OrganisationKind, Role
from casereview.rules.facts import CaseFile
from casereview.rules.figures import Figure, contact_days, figures, in_being, kind_notified, panel_year, sizes
from casereview.rules.permits import Sight
from casereview.rules.stages import Stage, stage
from casereview.sample import load, people, places
from casereview.sample.diary import working_day
from casereview.sample.periods import FIRST, REPORT, RESTATED, SECOND
from casereview.sample.tale import Tale
from tests.others import DATA

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]  # the first test waits for the load
TODAY = timezone.localdate()
REPORT_WRITTEN = datetime(2015, 10, 31, 23, 59, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(scope="module")
def sample(django_db_setup: None, django_db_blocker: Any) -> Iterator[load.Loaded]:
    """The sample, loaded once for all tests that read it, and gone when they are done."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load.load(TODAY)
        transaction.set_rollback(True)


def national(as_at: date, known_at: datetime | None = None) -> Any:
    found = files.read(as_at=as_at, known_at=known_at, sight=Sight(words=False, names=False))
    return files.count_from(found, as_at=as_at, known_at=known_at)


@cache
def counted(beginning: int, as_at: date, known_at: datetime | None = None) -> dict[str, Figure]:
    return figures(national(as_at, known_at), panel_year(beginning))


def piles(figure: Figure) -> tuple[int, ...]:
    return tuple(sizes(figure.piles).values())


def an_example(sample: load.Loaded, name: str) -> CaseFile:
    [file] = files.read([sample.examples[name]])
    return file


# ── The figures of the report ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("as_at", "known_at"),
    [(REPORT, None), (RESTATED, REPORT_WRITTEN)],
    ids=["as at the day of the report", "as at a later day, as known then"],
)
def test_the_second_year_is_as_the_report_has_it(sample, as_at, known_at):
    found = counted(2014, as_at, known_at)
    assert piles(found["notifications"]) == (326,)
    assert piles(found["initiations"]) == (168,)
    assert piles(found["non_initiations"]) == (86, 6, 10, 3, 2)
    assert found["non_initiations"].total == 107
    assert piles(found["completed_reports"]) == (80,)
    assert piles(found["non_publications"]) == (8, 2, 1, 2, 2, 1)
    assert found["non_publications"].total == 16
    assert piles(found["boards"]) == (113, 33)
    assert len(found["boards"].subsets["never"]) == 5
    assert piles(found["out_of_remit"]) == (3,)


def test_the_first_year_is_as_the_report_has_it(sample):
    found = counted(2013, REPORT)
    assert piles(found["notifications"]) == (281,)
    assert piles(found["initiations"]) == (184,)
    assert found["non_initiations"].total == 66
    assert len(found["non_initiations"].piles["agreed"]) == 35
    assert piles(found["boards"]) == (97, 49)
    assert piles(found["completed_reports"]) == (74,)
    assert piles(found["non_publications"]) == (4, 2, 1, 0, 0, 0)
    assert piles(found["published_of_initiated"]) == (42, 184 - 42)
    assert found["published_of_initiated"].percentage("published") == 23


def test_a_later_day_restates_the_second_year_and_leaves_the_earlier_view_as_it_was(sample):
    found = counted(2014, RESTATED)
    assert piles(found["non_publications"]) == (8, 3, 1, 2, 2, 0)
    assert len(found["non_publications"].subsets["disagreed"]) == 4
    assert piles(found["non_initiations"]) == (86, 7, 11, 3, 0)
    unchanged = ("notifications", "initiations", "completed_reports", "boards", "out_of_remit")
    assert [piles(found[key]) for key in unchanged] == [piles(counted(2014, REPORT)[key]) for key in unchanged]


def test_the_year_after_is_as_the_third_report_has_it(sample):
    found = counted(2015, date(2017, 3, 31))
    assert piles(found["completed_reports"]) == (110,)
    assert piles(found["non_publications"])[:3] == (4, 3, 1)
    assert len(found["non_publications"].subsets["disagreed"]) == 9


def test_boards_were_in_contact_as_the_report_implies(sample):
    reached = contact_days(national(REPORT))
    boards = [board for board in files.organisations(OrganisationKind.BOARD).values() if in_being(board, REPORT)]
    table = Counter(
        tuple(any(day in year for day in reached.get(board.code, ())) for year in (FIRST, SECOND)) for board in boards
    )
    assert table == {(True, True): 69, (True, False): 28, (False, True): 44, (False, False): 5}
    assert len(boards) == 146


def test_every_later_year_has_something_to_show(sample):
    for beginning in range(2015, TODAY.year - 1):
        found = counted(beginning, TODAY)
        assert all(found[key].total for key in ("notifications", "initiations", "non_initiations", "completed_reports"))


# ── The country ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_authority_has_one_board_on_each_day(sample):
    authorities = files.organisations(OrganisationKind.AUTHORITY)
    assert len(authorities) == 152
    for day in (FIRST.first, REPORT, places.MERGED_ON - timedelta(days=1), places.MERGED_ON, TODAY):
        boards = [board for board in files.organisations(OrganisationKind.BOARD).values() if in_being(board, day)]
        served = [code for board in boards for code in board.authority_codes]
        assert sorted(served) == sorted(authorities)
        assert len(boards) == (146 if day < places.MERGED_ON else 145)


def test_one_board_serves_three_authorities_and_four_serve_two(sample):
    served = Counter(len(board.authorities) for board in places.boards() if board.since < FIRST.first)
    assert served == {1: 141, 2: 4, 3: 1}


def test_boards_gave_way_to_partners_in_2019(sample):
    for board in files.organisations(OrganisationKind.BOARD).values():
        going_on = board.until is None
        assert going_on == (board.partners_from in places.HANDED_OVER) == ("Partnership" in board.name)


def _reference_lists() -> Iterator[Any]:
    yield pytest.param({row["name"].lower() for row in england.authorities()}, id="England")
    path = DATA and DATA / "reference" / "uk_local_authorities_current.csv"
    skipped = pytest.mark.skipif(path is None, reason="other people's list of authorities is not on this machine")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines()) if path else ()
    names = {
        name.strip().lower()
        for row in rows
        for name in (row["nice-name"], *row["alt-names"].split(","))
        if name.strip()
    }
    yield pytest.param(names, id="United Kingdom", marks=skipped)


@pytest.mark.parametrize("real", list(_reference_lists()))
def test_no_place_is_real_or_like_a_real_one(real):
    for place in [*(authority.place for authority in places.authorities()), *places.REGIONS]:
        alike = get_close_matches(place.lower(), real, cutoff=0.8)
        assert not alike, f"{place} is too like {alike}"


# ── The people ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_there_is_a_sign_in_for_each_role(sample):
    assert {one.role for one in people.sign_ins()} == set(Role)
    for one in people.sign_ins():
        user = User.objects.get(username=one.username)
        assert user.check_password(one.password)
        validate_password(one.password, user)
        [who] = capacities(user, TODAY)
        assert (who.role, who.organisation, who.name) == (one.role, one.organisation, one.name)
        assert who.organisation_name == one.organisation_name
    assert [set(person) >= {"username", "password", "name", "role", "organisation", "can"} for person in sample.people]


def test_nobody_else_can_sign_in(sample):
    names = {one.username for one in people.sign_ins()}
    assert not [user for user in User.objects.exclude(username__in=names) if user.has_usable_password()]


def test_the_panel_had_four_members_at_any_time_and_five_in_all(sample):
    terms = Appointment.objects.filter(role=Role.MEMBER, corrected_by=None, on__lt=date(2018, 6, 29))
    assert terms.count() == 5
    for day in (FIRST.first, REPORT, date(2015, 3, 31), date(2015, 4, 1), date(2018, 6, 28)):
        assert sum(term.holds(day) for term in terms) == 4


def test_the_panel_met_on_the_second_monday_of_each_month(sample):
    for year in (FIRST, SECOND):
        met = [meeting.on for meeting in Meeting.objects.order_by("on") if meeting.on in year]
        assert len(met) == 12
        assert all(day.weekday() == 0 and 8 <= day.day <= 14 for day in met)
    assert {date(2015, 6, 8), date(2015, 10, 12)} <= set(Meeting.objects.values_list("on", flat=True))


# ── What lies on a boundary ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "kind", "on", "recorded"),
    [
        ("notified a minute before midnight on 30 June 2014", "notifications", "2014-06-30", "2014-06-30 23:59"),
        ("notified a minute after midnight on 1 July 2014", "notifications", "2014-07-01", "2014-07-01 00:01"),
        ("notified a minute before midnight on 30 June 2015", "notifications", "2015-06-30", "2015-06-30 23:59"),
        ("notified a minute after midnight on 1 July 2015", "notifications", "2015-07-01", "2015-07-01 00:01"),
        ("report received a minute before midnight on 30 June", "reports", "2014-06-30", "2014-06-30 23:59"),
        ("report received a minute after midnight on 1 July", "reports", "2014-07-01", "2014-07-01 00:01"),
        ("told a minute after midnight on 1 July", "decisions", "2014-06-30", "2014-07-01 00:01"),
        ("told a minute before midnight on 30 June", "decisions", "2015-06-29", "2015-06-30 23:59"),
    ],
)
def test_things_happen_at_the_very_end_and_beginning_of_a_year(sample, name, kind, on, recorded):
    [fact] = getattr(an_example(sample, name), kind)
    assert str(fact.on) == on
    assert f"{fact.recorded_at.astimezone(LONDON):%Y-%m-%d %H:%M}" == recorded


def test_a_correction_moves_a_notification_from_one_year_to_the_other(sample):
    was, became = datetime(2014, 7, 2, 12, tzinfo=UTC), datetime(2014, 9, 1, 12, tzinfo=UTC)
    reference = an_example(sample, "notified on the wrong day").reference
    assert [_counts(reference, year, was) for year in (2013, 2014)] == [False, True]
    assert [_counts(reference, year, became) for year in (2013, 2014)] == [True, False]


def _counts(reference: str, beginning: int, known_at: datetime) -> bool:
    members = counted(beginning, REPORT, known_at)["notifications"].piles["notifications"]
    return reference in {member.reference for member in members}


def test_a_correction_changes_by_which_route_the_panel_agreed(sample):
    reference = an_example(sample, "route of an agreement corrected").reference
    [first, second] = Advice.objects.filter(case=reference).order_by("number")
    for known_at, pile in ((first.recorded_at, "agreed_anonymous"), (second.recorded_at, "agreed_summary")):
        members = counted(2014, REPORT, known_at)["non_publications"].piles[pile]
        assert reference in {member.reference for member in members}


def test_facts_of_several_kinds_were_corrected(sample):
    corrected = {kind for kind, model in FACTS.items() if model.objects.exclude(corrects=None).exists()}
    assert corrected >= {"notifications", "identities", "advice", "publications", "decisions"}


def test_a_withdrawn_notification_is_not_counted(sample):
    file = an_example(sample, "withdrawn")
    assert stage(file) == Stage.WITHDRAWN
    members = counted(2014, REPORT)["notifications"].piles["notifications"]
    assert file.reference not in {member.reference for member in members}


def test_one_incident_was_notified_by_two_authorities_of_one_board(sample):
    twins = [
        an_example(sample, name)
        for name in ("one incident, notified by two authorities", "the same incident, notified by the other authority")
    ]
    assert len({file.board.code for file in twins}) == 1
    assert len({file.notifications[0].authority for file in twins}) == 2
    assert len({file.incidents[0].on for file in twins}) == 1
    who = [Identity.objects.get(case=file.reference, child=1) for file in twins]
    assert len({(one.forenames, one.surname) for one in who}) == 1


def test_a_board_may_have_had_nothing_but_correspondence_with_the_panel(sample):
    for place, year in (("Yarrowstow", FIRST), ("Vetchley", SECOND)):
        code = places.board_of(place).code
        [only] = [day for day in contact_days(national(REPORT))[code] if FIRST.first <= day <= SECOND.last]
        assert only in year
        assert Contact.objects.filter(board=code, on=only).exists()


def test_a_child_who_was_harmed_and_later_died_still_counts_as_harmed(sample):
    file = an_example(sample, "harmed, and later died")
    assert file.children[0].died
    assert kind_notified(file, file.notifications[0]) == "serious_harm"


def test_a_premature_decision_was_sent_back_and_then_a_review_begun(sample):
    file = an_example(sample, "premature, then initiated")
    assert [decision.initiate for decision in file.decisions] == [False, True]
    assert [decision.post_mortem for decision in file.decisions] == ["pending", "confirmed"]
    assert file.advice[0].grounds == Ground.POST_MORTEM_PENDING


def test_a_decision_was_reconsidered_before_the_panel_met(sample):
    file = an_example(sample, "reconsidered before the panel met")
    assert [decision.initiate for decision in file.decisions] == [False, True]
    assert not file.advice


def test_the_panel_has_referred_back_on_every_ground_that_the_report_speaks_of(sample):
    doubted = {ground for advice in Advice.objects.all() for ground in advice.grounds.split(";") if ground}
    assert doubted >= set(Ground) - {Ground.OTHER}


def test_late_decisions_are_explained_or_not_and_some_children_have_siblings_or_no_birthday(sample):
    assert {True, False} <= set(Decision.objects.values_list("delay_explained", flat=True))
    children = [file.children for file in files.read(sight=Sight(words=False, names=False))]
    assert max(map(len, children)) > 2
    assert any(child.born is None for siblings in children for child in siblings)


# ── Today ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_there_is_a_case_at_every_stage(sample):
    """Save that of a case with no notification, which only records from elsewhere can make."""
    assert {stage(file) for file in files.read()} == set(Stage) - {Stage.OPENED}


@pytest.mark.parametrize(
    ("role", "fewest"), [(Role.NOTIFIER, 2), (Role.MANAGER, 8), (Role.CHAIR, 8), (Role.SECRETARY, 8)]
)
def test_there_is_enough_to_do_and_not_too_much(sample, role, fewest):
    assert fewest <= standing.work(people.signing_in(role)).count() <= 16


def test_something_is_due_today_something_soon_and_something_overdue(sample):
    """On a day when offices are shut, what would be due is due on the next day that they are open."""
    due = [row.due for row in standing.work(people.signing_in(Role.MANAGER)) if row.what == What.DECISION and row.due]
    assert {working_day(TODAY), working_day(TODAY + timedelta(days=2))} <= set(due)
    assert min(due) <= TODAY - timedelta(days=3)


def test_everything_that_can_be_awaited_is_awaited_of_somebody(sample):
    scopes = {"panel", *(people.signing_in(role).scope for role in (Role.NOTIFIER, Role.CHAIR))}
    awaited = {row.what for role in Role for row in standing.work(people.signing_in(role)) if row.scope in scopes}
    assert awaited == {what.value for what in What}


def test_a_notification_waits_half_written(sample):
    [draft] = drafts.kept("notification", by=people.signing_in(Role.NOTIFIER))
    assert draft.answers["aware"]["aware_on"]


# ── As if it had been lived ─────────────────────────────────────────────────────────────────────────────────────────

AT_ONCE = ("notifications", "withdrawals", "submissions", "checks", "advice", "responses", "reports", "publications")


def test_each_thing_is_recorded_on_its_day_or_shortly_after_in_office_hours(sample):
    for kind in AT_ONCE:
        for fact in FACTS[kind].objects.filter(corrects=None):
            at = fact.recorded_at.astimezone(LONDON)
            assert timedelta() <= at.date() - fact.on <= timedelta(days=7), f"{kind} {fact.pk} of {fact.on}, at {at}"
            assert at.time().minute in (59, 1) or 8 <= at.hour < 19


def test_what_was_written_later_was_recorded_later(sample):
    rows = sorted((row.number, row.recorded_at) for model in FACTS.values() for row in model.objects.all())
    moments = [moment for _, moment in rows]
    assert moments == sorted(moments)


def test_references_follow_the_order_of_notification(sample):
    by_year: dict[str, list[datetime]] = {}
    for notification in Notification.objects.filter(corrects=None).order_by("case"):
        by_year.setdefault(notification.case_id[:4], []).append(notification.recorded_at)
    assert all(moments == sorted(moments) for moments in by_year.values())


def test_nothing_has_happened_that_is_still_to_come(sample):
    for model in FACTS.values():
        assert not model.objects.filter(on__gte=TODAY).exists()


def test_every_edition_of_the_guidance_was_decided_under(sample):
    seen = {
        edition.id for file in files.read() for decision in file.decisions if (edition := edition_on(file, decision.on))
    }
    assert seen == {"WT2010", "WT2013", "WT2015", "TRANS2018", "WT2018", "WT2023"}


def test_since_2018_the_panel_is_notified_and_the_considerations_are_weighed(sample):
    later = Notification.objects.filter(on__gte=date(2018, 6, 29))
    assert {notification.recipient for notification in later} == {"panel"}
    assert LimbFinding.objects.filter(limb="recurrent_theme", finding="met").exists()


def test_the_index_of_the_work_lists_is_as_a_rebuilt_one(sample):
    assert standing.differences() == []


def test_the_ledger_has_no_fault(sample):
    assert list(chain.faults()) == []


# ── The load itself ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_it_marks_the_database_and_is_refused_where_there_are_cases(sample):
    assert SampleData.objects.exists()
    with pytest.raises(Refused, match="empty"), transaction.atomic():
        load.load(TODAY)


def test_the_same_seed_tells_the_same_tales():
    assert _told(TODAY, 2015) == _told.__wrapped__(TODAY, 2015)


@pytest.mark.parametrize("seed", [1, "another"])
def test_another_seed_tells_other_tales_by_the_same_plan(seed):
    ours, theirs = _told(TODAY, 2015), _told(TODAY, seed)
    assert ours != theirs
    assert _of_the_years_counted(ours) == _of_the_years_counted(theirs)


@pytest.mark.parametrize("today", ["2024-02-29", "2025-12-25", "2026-01-03"])
def test_any_day_can_be_today(today):
    assert _told(date.fromisoformat(today), 2015)


def _of_the_years_counted(told: Sequence[tuple[str, str, dict[str, date]]]) -> set[str]:
    return {key for key, _, days in told if days["notified"] <= SECOND.last}


@cache
def _told(today: date, seed: object) -> Sequence[tuple[str, str, dict[str, date]]]:
    load._script.cache_clear()
    tales: list[Tale] = [tale for told in load._script(today, seed)[0].values() for tale in told]
    load._script.cache_clear()
    return [(tale.setting.key, tale.board.code, tale.days) for tale in tales]


def test_the_draft_of_a_report_waits_to_be_checked_with_what_it_says_and_what_hides_in_it(sample):
    [file] = files.read([sample.examples["report awaits publication"]])
    found = identifying.hits(file, file.report_versions[-1].document)
    assert {Kind.NAME, Kind.DATE, Kind.HIDDEN} <= {hit.what for hit in found}


# ── Its pages ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("username", [one.username for one in people.sign_ins()])
def test_no_link_that_somebody_is_shown_leads_nowhere(sample, username):
    """From their first page on, two pages of each kind that there is."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    looked_at: Counter[str] = Counter()
    seen, waiting = {"/"}, ["/"]
    while waiting:
        response = client.get(path := waiting.pop(), follow=True)
        assert response.status_code == 200, path
        found = re.findall('href="(/[^"#]*)"', "" if response.streaming else response.content.decode(errors="replace"))
        for link in map(html.unescape, found):
            if link.startswith("/static/") or link in seen:
                continue
            kind = resolve(urlsplit(link).path).view_name
            if looked_at[kind] < 2 and not kind.startswith("repository"):
                looked_at[kind] += 1
                seen.add(link)
                waiting.append(link)
    assert len(seen) > 5
