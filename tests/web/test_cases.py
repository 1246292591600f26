"""The case file, the lists and the work list; correcting a fact; who has looked."""

import pytest

from casereview.casework import acts, files
from casereview.casework.models import Decision, Look
from casereview.rules import permits
from casereview.rules.facts import KINDS
from tests import factories, reviewed, story
from tests.factories import (
    ANALYST,
    CHAIR,
    COLLEAGUE,
    EVERYONE,
    MANAGER,
    MEMBER,
    NOTIFIER,
    OTHER_MANAGER,
    SECRETARY,
    day,
)


@pytest.fixture
def reference(db):
    """A case that has been all the way to the panel and back."""
    return factories.a_case(
        decided_not_to_initiate="2015-05-12",
        submitted="2015-05-20",
        advised=("2015-06-08", "refer_back"),
        responded=("2015-06-20", "explains"),
        then_advised=("2015-07-13", "satisfied"),
    )


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_the_case_file_tells_everything_in_order(client_of, reference):
    html = page(client_of(MANAGER), f"/cases/{reference}")
    told = ["Incident", "Notification of a serious incident", "Decision not to hold a review", "Papers sent", "advice"]
    places = [
        html.index(f'app-timeline__title">{title}' if title != "advice" else "The panel&#39;s advice") for title in told
    ]
    assert places == sorted(places)


def test_a_review_s_facts_name_the_reviewer_and_the_agency(client_of, db):
    case = factories.a_case(decided_to_initiate="2015-05-12", told="2015-05-13")
    key = reviewed.commission(case)
    asked = acts.ask_agency(case, by=MANAGER, on=day("2015-06-01"), agency="Hopwood School", asked="chronology")
    acts.receive_from_agency(case, by=MANAGER, on=day("2015-06-20"), request=asked.id, text="Eleven entries.")
    html = page(client_of(MANAGER), f"/cases/{case}")
    assert "Rhona Reader" in html
    assert html.count("Hopwood School") == 2
    assert key not in html
    assert f">{asked.id}<" not in html


def test_each_clock_says_where_it_stands_and_under_which_edition_and_paragraph(client_of, reference):
    html = page(client_of(MANAGER), f"/cases/{reference}")
    assert "Working Together 2015" in html
    assert "chapter 4" in html
    assert "Not confirmed" in html  # the month to decide is nobody's confirmed number


def test_a_clock_is_explained_day_by_day(client_of, reference):
    file = factories.the_file(reference)
    decision = file.decisions[0]
    original = Decision.objects.get(corrects=None, case=reference) if decision.corrects_id else decision
    running = next(c for c in files.open_file(reference, by=MANAGER).clocks if c.key == "tell_decision")
    html = page(client_of(MANAGER), f"/cases/{reference}/clocks/tell_decision/{running.started_by.id}")
    assert "the day it starts from" in html
    assert "Saturday" in html
    assert original.on == day("2015-05-12")
    assert client_of(MANAGER).get(f"/cases/{reference}/clocks/nonsense/{running.started_by.id}").status_code == 404


def test_a_case_is_seen_as_it_stood_on_a_day(client_of, reference):
    html = page(client_of(MANAGER), f"/cases/{reference}?as_at-day=1&as_at-month=5&as_at-year=2015")
    assert "as at 1 May 2015" in html
    assert "Decision not to hold a review" not in html
    assert "Correct this" not in html


def test_a_case_is_seen_as_it_was_known(client_of, reference):
    html = page(client_of(MANAGER), f"/cases/{reference}?known_at-day=1&known_at-month=5&known_at-year=2015")
    assert "Nothing had happened by then" in html


@pytest.mark.parametrize("day", ["31&as_at-month=6&as_at-year=2015", "x&as_at-month=y&as_at-year=z", "1", "\x00"])
def test_a_day_that_cannot_be_is_said_to_be(client_of, reference, day):
    html = page(client_of(MANAGER), f"/cases/{reference}?as_at-day={day}")
    assert "The day must" in html


def test_correcting_a_fact_shows_both_and_leaves_the_earlier_view(client_of, reference):
    client = client_of(CHAIR)
    decision = factories.the_file(reference).decisions[-1]
    address = f"/cases/{reference}/facts/decisions/{decision.id}/correct"
    html = page(client, address)
    assert "As set out against each limb." in html
    answers = {
        "on-day": "13",
        "on-month": "5",
        "on-year": "2015",
        "initiate": "no",
        "reasons": "As set out, with the day put right.",
        "post_mortem": "confirmed",
        "told_panel_on-day": "20",
        "told_panel_on-month": "5",
        "told_panel_on-year": "2015",
        "why": "The day was mistyped.",
        "token": "once",
    }
    for _ in range(2):  # the same form posted twice is once
        assert client.post(address, answers).status_code == 302
    html = page(client, f"/cases/{reference}")
    assert "The day was mistyped." in html
    assert "<del>12 May 2015</del> <ins>13 May 2015</ins>" in html
    assert "As set out against each limb." in html
    assert Decision.objects.filter(case=reference).count() == 3  # made, told, corrected
    before = factories.the_file(reference, known_at=decision.recorded_at.isoformat())
    assert before.decisions[-1].on == day("2015-05-12")


def test_a_correction_without_a_reason_keeps_what_was_typed(client_of, reference):
    client = client_of(CHAIR)
    decision = factories.the_file(reference).decisions[-1]
    response = client.post(f"/cases/{reference}/facts/decisions/{decision.id}/correct", {"reasons": "Typed at length."})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Say why this is corrected" in html
    assert "Typed at length." in html


def test_somebody_elses_correction_meanwhile_is_told_and_nothing_typed_is_lost(client_of, reference):
    decision = factories.the_file(reference).decisions[-1]
    acts.correct(reference, by=CHAIR, kind="decisions", fact=decision.id, why="First.", reasons="Theirs.")
    response = client_of(CHAIR).post(
        f"/cases/{reference}/facts/decisions/{decision.id}/correct",
        {
            "on-day": "12",
            "on-month": "5",
            "on-year": "2015",
            "initiate": "no",
            "reasons": "Mine, typed at length.",
            "post_mortem": "confirmed",
            "why": "Second.",
        },
    )
    html = response.content.decode()
    assert response.status_code == 200
    assert "Somebody else has corrected this meanwhile" in html
    assert "First." in html
    assert "Mine, typed at length." in html


NEVER_CORRECTED = {"countersignatures", "letters", "chasers"}
"""What went out as it stands: it is not corrected, but followed by another."""


def test_every_kind_of_fact_has_a_form_to_correct_it(client_of, db):
    told = story.tell()
    corrected = set()
    for reference in told.values():
        file = factories.the_file(reference)
        for kind, fact in [*file.facts(), *(("particulars", fact) for fact in file.particulars)]:
            if kind in NEVER_CORRECTED:
                continue
            if kind in corrected:
                continue
            roles = permits.CORRECTED_BY[kind]
            own = {"opinions": getattr(fact, "member", ""), "marker_evidence": fact.recorded_by}.get(kind, "")
            may = [*EVERYONE, COLLEAGUE] if own else EVERYONE
            who = next(who for who in may if who.role in roles and permits.see(who, file) and own in ("", who.username))
            address = f"/cases/{reference}/facts/{kind}/{fact.id}/correct"
            html = page(client_of(who), address)
            assert "Why is this corrected?" in html
            assert "Say why this is corrected" in client_of(who).post(address, {}).content.decode()
            corrected.add(kind)
    assert corrected == {*KINDS, "particulars"} - NEVER_CORRECTED
    assert not NEVER_CORRECTED & set(permits.CORRECTED_BY)


def test_a_fact_that_is_not_there_is_not_found(client_of, reference):
    client = client_of(CHAIR)
    for kind in ("decisions", "nonsense", "identities", "__class__"):
        assert client.get(f"/cases/{reference}/facts/{kind}/nonsense/correct").status_code in (403, 404)


def test_the_analyst_sees_what_happened_and_neither_names_nor_words(client_of, reference):
    html = page(client_of(ANALYST), f"/cases/{reference}")
    assert "Decision not to hold a review" in html
    for hidden in ("Ada", "Vale", "A short account", "As set out against each limb", "4 March 2012"):
        assert hidden not in html
    assert "1 to 5" in html  # an age band, not a birthday


def test_a_member_sees_words_and_no_names(client_of, reference):
    html = page(client_of(MEMBER), f"/cases/{reference}")
    assert "As set out against each limb" in html
    assert "Ada" not in html


def test_the_notifier_sees_the_notification_and_not_what_the_panel_said(client_of, reference):
    html = page(client_of(NOTIFIER), f"/cases/{reference}")
    assert "Ada Vale" in html
    for hidden in ("advice", "As set out against each limb", "Decision not to hold"):
        assert hidden not in html


def test_the_work_list_has_the_most_urgent_first(client_of, db):
    factories.a_case(notified="2015-05-07")
    factories.a_case(notified="2015-04-07")
    html = page(client_of(MANAGER), "/work")
    assert html.index("2015-0002") < html.index("2015-0001")
    assert "days late" in html


def test_a_whole_reference_opens_its_case(client_of, reference):
    response = client_of(MANAGER).get("/cases", {"reference": reference})
    assert response.status_code == 302
    assert response.url == f"/cases/{reference}"


def test_lists_are_filtered_by_stage(client_of, reference):
    client = client_of(MANAGER)
    assert reference in page(client, "/cases?stage=not_reviewed")
    assert reference not in page(client, "/cases?stage=published")
    assert client.get("/cases?stage=nonsense&page=minus-one&reference=%00").status_code == 200


def test_empty_lists_say_so(client_of, db):
    assert "Nothing is awaited" in page(client_of(MANAGER), "/work")
    assert "no such case" in page(client_of(MANAGER), "/cases")


def test_a_board_sees_who_looked_and_others_do_not(client_of, reference):
    client_of(SECRETARY).get(f"/cases/{reference}")
    html = page(client_of(MANAGER), f"/cases/{reference}/looks")
    assert "Sara Secretary" in html
    assert client_of(SECRETARY).get(f"/cases/{reference}/looks").status_code == 403
    assert client_of(OTHER_MANAGER).get(f"/cases/{reference}/looks").status_code == 404


def test_every_opening_of_a_case_is_kept(client_of, reference):
    before = Look.objects.filter(case=reference).count()
    client_of(MEMBER).get(f"/cases/{reference}")
    looks = Look.objects.filter(case=reference)
    assert looks.count() == before + 1
    assert looks.last().by == MEMBER.username


@pytest.mark.parametrize("who", EVERYONE, ids=lambda who: who.username)
def test_a_case_that_one_may_not_see_is_a_case_that_is_not_there(client_of, reference, who):
    client = client_of(who)
    absent = client.get("/cases/1999-9999")
    response = client.get(f"/cases/{reference}")
    assert absent.status_code == 404
    if response.status_code != 200:
        assert (response.status_code, response.content) == (404, absent.content)


def test_a_reference_with_a_slash_has_an_address(client_of, db):
    reference = factories.a_notification(reference="LSCB/2014/~7 a").case_id
    from django.urls import reverse

    assert client_of(MANAGER).get(reverse("case", args=[reference])).status_code == 200
