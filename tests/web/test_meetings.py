"""The panel's meetings: agenda, members' sealed views, votes and quorum, and what is asked of a board."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casereview.casework import acts, files, meetings
from casereview.casework.exchange.exporting import export_records
from casereview.casework.models import Listing, Opinion, Vote
from casereview.ledger.models import Refused
from casereview.people import acts as people
from casereview.people.models import Appointment
from casereview.rules.permits import Who
from tests.factories import CHAIR, COLLEAGUE, MANAGER, MEMBER, SECRETARY, a_case, day, on_the_panel, the_file
from tests.web.test_panel import text_of

pytestmark = pytest.mark.django_db

THIRD = Who("moss", "Moss Member", MEMBER.role, "PANEL", "National panel")
MAEVE = Who("maud", "Maud Secretary", SECRETARY.role, "PANEL", "National panel")
MATTER = "non_initiation"
MET = day("2015-06-08")


def ready(post_mortem: str = "confirmed", **story) -> str:
    """A case whose papers are checked complete: it stands before the panel."""
    told = {"notified": "2015-05-01", "decided_not_to_initiate": "2015-05-12", "submitted": "2015-05-20"}
    reference = a_case(post_mortem=post_mortem, **told | story)
    sent = the_file(reference).submissions[-1].id
    acts.check(reference, by=SECRETARY, submission=sent, on=day("2015-05-21"), result="complete")
    return reference


def on_agenda(reference: str, on=MET) -> str:
    planned = meetings.meeting_on(on) or acts.plan_meeting(by=SECRETARY, on=day("2015-05-22"), day=on)
    acts.put_on(reference, by=SECRETARY, on=day("2015-05-22"), meeting=planned.id, matter=MATTER)
    return planned.id


def opine(reference: str, who: Who, view: str = "agree", **answers) -> Opinion:
    return acts.opine(
        reference, by=who, on=day("2015-06-01"), matter=MATTER, view=view, text=f"By {who.name}.", **answers
    )


# ── The agenda ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_meeting_is_planned_on_the_next_day_of_the_cadence(client_of):
    client = client_of(SECRETARY)
    offered = meetings.next_day(timezone.localdate())
    assert offered.weekday() == 0
    assert 8 <= offered.day <= 14
    assert "The panel meets monthly, on the second Monday." in text_of(client.get("/panel/meetings"))
    assert "Three members make a quorum. Not confirmed" in text_of(client.get("/panel/meetings"))  # the quorum
    form = {"day-day": offered.day, "day-month": offered.month, "day-year": offered.year}
    assert client.post("/panel/meetings/plan", form).status_code == 302
    assert "already" in text_of(client.post("/panel/meetings/plan", form))
    assert meetings.next_day(timezone.localdate()) > offered


def test_the_agenda_is_a_query_that_the_secretariat_confirms(client_of):
    stands, unchecked = ready(), a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20")
    planned = acts.plan_meeting(by=SECRETARY, on=day("2015-05-22"), day=MET)
    client, page = client_of(SECRETARY), f"/panel/meetings/{planned.id}"
    shown = text_of(client.get(page))
    assert stands in shown
    assert "New papers, checked complete" in shown
    assert unchecked not in shown
    assert client.post(page, {"cases": f"{MATTER}:{stands}"}).status_code == 302
    shown = text_of(client.get(page))
    assert "On the agenda (1)" in shown
    assert "Nothing else stands before the panel" in shown
    assert "Select at least one case" not in shown


def test_two_secretaries_on_one_agenda_put_a_case_on_it_once_and_are_told(client_of):
    first, second = ready(), ready()
    planned = acts.plan_meeting(by=SECRETARY, on=day("2015-05-22"), day=MET)
    client, page = client_of(MAEVE), f"/panel/meetings/{planned.id}"
    client.get(page)
    on_agenda(first)
    response = client.post(page, {"cases": [f"{MATTER}:{first}", f"{MATTER}:{second}"]}, follow=True)
    shown = text_of(response)
    assert f"Case {first} is on that agenda already: sara put it there" in shown.replace("Sara Secretary", "sara")
    assert "On the agenda (2)" in shown
    assert Listing.objects.count() == 2


def test_a_case_is_taken_off_and_why_is_kept(client_of):
    reference = ready()
    on_agenda(reference)
    listing = Listing.objects.get()
    client = client_of(SECRETARY)
    assert "Say why it is taken off" in text_of(client.post(f"/cases/{reference}/agenda/{listing.id}", {}))
    client.post(f"/cases/{reference}/agenda/{listing.id}", {"why": "The Chair is ill."})
    assert "On the agenda (0)" in text_of(client.get(f"/panel/meetings/{meetings.meeting_on(MET).id}"))
    assert "The Chair is ill." in text_of(client.get(f"/cases/{reference}"))


def test_a_meeting_is_moved_and_its_agenda_goes_with_it(client_of):
    reference = ready()
    planned = on_agenda(reference)
    client = client_of(SECRETARY)
    form = {"on-day": "22", "on-month": "5", "on-year": "2015", "why": "A holiday."}
    form |= {"day-day": "15", "day-month": "6", "day-year": "2015", "note": ""}
    assert client.post(f"/panel/log/planned_meetings/{planned}/correct", form).url == "/panel/meetings"
    shown = text_of(client.get(f"/panel/meetings/{planned}"))
    assert "Agenda of 15 June 2015" in shown
    assert reference in shown


def test_papers_taken_back_while_on_the_agenda_are_said_to_be_and_nothing_is_lost(client_of):
    reference = ready()
    planned = on_agenda(reference)
    sent = the_file(reference).submissions[-1].id
    acts.withdraw_papers(reference, by=MANAGER, on=day("2015-05-25"), submission=sent, reason="New facts.")
    secretary = client_of(SECRETARY)
    assert "Papers taken back by the board" in text_of(secretary.get(f"/panel/meetings/{planned}"))
    assert "taken its papers on this back" in text_of(secretary.get(f"/cases/{reference}/advice/{MATTER}"))
    assert "Papers taken back by the board" in text_of(secretary.get(f"/cases/{reference}"))
    with pytest.raises(Refused, match="no papers"):
        opine(reference, MEMBER)
    assert acts.submit(reference, by=MANAGER, matter=MATTER, on=day("2015-05-26"))


# ── Sealed views ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nobody_sees_anothers_view_before_the_turn_closes_and_then_all_do(client_of, tmp_path):
    reference = ready()
    on_the_panel(MEMBER, COLLEAGUE)
    on_agenda(reference)
    opine(reference, MEMBER)
    opine(reference, COLLEAGUE, "refer_back", grounds=["joint_working"])
    where = (f"/cases/{reference}/views/{MATTER}", f"/cases/{reference}", "/panel/meetings/agreement")
    for who in (SECRETARY, MEMBER, COLLEAGUE, MANAGER, CHAIR):
        shown = " ".join(text_of(client_of(who).get(page)) for page in where)
        assert ("By Milo Member." in shown) == (who is MEMBER)
        assert ("By Mira Member." in shown) == (who is COLLEAGUE)
        file = files.open_file(reference, by=who)
        assert {one.member for one in file.opinions} == {who.username} & {"milo", "mira"}
    assert "Milo Member, Mira Member" in text_of(client_of(SECRETARY).get(where[0]))  # that they are in, and no more
    export_records(tmp_path / "sealed")
    assert not (tmp_path / "sealed" / "opinions.csv").exists()
    assert "No views are open yet" in text_of(client_of(SECRETARY).get(where[2]))
    client_of(SECRETARY).post(where[0], {})
    assert "By Milo Member." in text_of(client_of(COLLEAGUE).get(where[0]))
    assert "By Mira Member." in text_of(client_of(SECRETARY).get(where[0]))
    assert "By Mira Member." not in text_of(client_of(MANAGER).get(f"/cases/{reference}"))
    export_records(tmp_path / "open")
    assert (tmp_path / "open" / "opinions.csv").read_text().count("By M") == 2
    assert "-1.00" in text_of(client_of(SECRETARY).get(where[2]))


def test_a_fault_planted_in_the_seal_is_found(client_of, monkeypatch):
    reference = ready()
    on_the_panel(MEMBER, COLLEAGUE)
    opine(reference, MEMBER)
    monkeypatch.setattr(files, "sealed", lambda file, username: set())
    assert "By Milo Member." in text_of(client_of(COLLEAGUE).get(f"/cases/{reference}/views/{MATTER}"))


def test_views_are_opened_when_all_are_in_or_on_the_day_of_the_meeting():
    reference = ready()
    on_the_panel(MEMBER, COLLEAGUE)
    on_agenda(reference)
    opine(reference, MEMBER)
    about = {"by": SECRETARY, "matter": MATTER}
    with pytest.raises(Refused, match="views of Mira Member are not in"):
        acts.unseal(reference, on=day("2015-06-07"), **about)
    acts.unseal(reference, on=MET, **about)
    with pytest.raises(Refused, match="turn has closed"):
        opine(reference, COLLEAGUE)


def test_whoever_takes_no_part_is_not_waited_for():
    reference = ready()
    on_the_panel(MEMBER, COLLEAGUE)
    acts.recuse(reference, by=SECRETARY, on=day("2015-05-22"), member="mira", reason="Knows them.")
    opine(reference, MEMBER)
    assert acts.unseal(reference, by=SECRETARY, on=day("2015-06-02"), matter=MATTER)


def test_a_member_changes_their_own_view_while_it_is_sealed(client_of):
    reference = ready()
    client, page = client_of(MEMBER), f"/cases/{reference}/view/{MATTER}"
    assert "Say why" in text_of(client.post(page, {"view": "agree"}))
    client.post(page, {"view": "agree", "text": "Clear enough."})
    assert "Clear enough." in text_of(client.get(page))
    client.post(page, {"view": "refer_back", "grounds": ["joint_working"], "text": "On reading again."})
    assert [one.text for one in the_file(reference).opinions] == ["On reading again."]
    assert Opinion.objects.count() == 2
    assert "Untick the grounds" in text_of(client.post(page, {"view": "agree", "grounds": ["other"], "text": "No."}))


# ── At the meeting ──────────────────────────────────────────────────────────────────────────────────────────────────


def advise(reference: str, on=MET, view: str = "agree", **answers):
    return acts.advise(reference, by=SECRETARY, on=on, matter=MATTER, view=view, **answers)


def test_votes_and_dissent_are_kept_with_the_advice_and_shown(client_of):
    reference = ready()
    on_the_panel(MEMBER, COLLEAGUE, THIRD)
    votes = {"milo": ("for", ""), "mira": ("against", "It meets the criteria."), "moss": ("abstained", "")}
    advise(reference, votes=votes)
    shown = text_of(client_of(MEMBER).get(f"/cases/{reference}"))
    assert "It meets the criteria." in shown
    assert "3 votes" in shown
    assert "It meets the criteria." not in text_of(client_of(CHAIR).get(f"/cases/{reference}"))
    assert Vote.objects.count() == 3


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        ({"milo": ("for", ""), "mira": ("for", "")}, "3 members make a quorum, and 2 took part"),
        ({"milo": ("for", ""), "mira": ("for", ""), "moss": ("against", " ")}, "Say what Moss Member holds"),
        ({"milo": ("perhaps", "")}, "3 members make a quorum"),
        ({"nobody": ("for", "")}, "was not a member"),
    ],
)
def test_votes_that_make_no_advice(votes, words):
    reference = ready()
    on_the_panel(MEMBER, COLLEAGUE, THIRD)
    with pytest.raises(Refused, match=words):
        advise(reference, votes=votes)
    assert not Vote.objects.exists()


def test_without_a_quorum_the_panel_says_why_it_advises_nonetheless():
    reference = ready()
    on_the_panel(MEMBER)
    assert advise(reference, votes={"milo": ("for", "")}, override="It could not wait.").override


def test_a_member_whose_term_ended_yesterday_has_no_vote():
    reference = ready()
    on_the_panel(MEMBER)
    people.end(Appointment.objects.get(), until=MET - timedelta(days=1), why="Stepped down.", by="tests")
    with pytest.raises(Refused, match="Milo Member’s term ended on 2015-06-07, before the meeting of 2015-06-08"):
        advise(reference, votes={"milo": ("for", "")}, override="x")
    with pytest.raises(Refused, match="term ended"):
        acts.meet(by=SECRETARY, on=MET, attended=["Milo Member"], present=["milo"])


def test_whoever_takes_no_part_has_no_vote_and_is_not_counted(client_of):
    reference = ready()
    on_the_panel(MEMBER, COLLEAGUE, THIRD)
    planned = on_agenda(reference)
    acts.recuse(reference, by=SECRETARY, on=day("2015-05-22"), member="mira", reason="Knows them.")
    with pytest.raises(Refused, match="takes no part"):
        advise(reference, votes={"mira": ("for", "")}, override="x")
    client = client_of(SECRETARY)
    form = {"members": ["milo", "mira", "moss"], "others": "A Chair"}
    client.post(f"/panel/meetings/{planned}/attendance", form)
    shown = text_of(client.get(f"/panel/meetings/{planned}"))
    assert f"There was no quorum for {reference}" in shown
    assert "Present: Milo Member, Mira Member, Moss Member" in shown or "Present:" in shown
    assert "Mira Member takes no part in this case" in text_of(client.get(f"/cases/{reference}/advice/{MATTER}"))


def test_who_was_absent_has_no_vote():
    reference = ready()
    on_the_panel(MEMBER, COLLEAGUE)
    acts.meet(by=SECRETARY, on=MET, attended=["Milo Member"], present=["milo"])
    with pytest.raises(Refused, match="Mira Member is not on record as present"):
        advise(reference, votes={"mira": ("for", "")}, override="x")


def test_the_panels_own_rules_guide_and_an_override_has_a_reason(client_of):
    reference = ready(post_mortem="pending")
    client, page = client_of(SECRETARY), f"/cases/{reference}/advice/{MATTER}"
    form = {"on-day": "8", "on-month": "6", "on-year": "2015", "view": "agree", "text": "Agreed."}
    refused = text_of(client.post(page, form))
    assert "Say why the panel advises so. The post-mortem results are not confirmed." in refused
    assert "Agreed." in refused
    assert client.post(page, form | {"override": "The cause is beyond doubt."}).status_code == 302
    assert the_file(reference).advice[-1].override == "The cause is beyond doubt."


def test_what_is_asked_of_a_board_is_awaited_of_it_until_it_answers(client_of):
    reference = ready()
    client = client_of(SECRETARY)
    form = {
        "on-day": "8",
        "on-month": "6",
        "on-year": "2015",
        "asked": "information",
        "text": "The agencies’ accounts.",
    }
    assert client.post(f"/cases/{reference}/request/{MATTER}", form).status_code == 302
    manager = client_of(MANAGER)
    assert "Answer what the panel has asked for" in text_of(manager.get(f"/cases/{reference}"))
    assert "The agencies’ accounts." in text_of(manager.get(f"/cases/{reference}"))
    assert not meetings.standing_before_the_panel(by=SECRETARY)
    acts.submit(reference, by=MANAGER, matter=MATTER, on=day("2015-06-20"))
    assert "Answer what the panel has asked for" not in text_of(manager.get(f"/cases/{reference}"))


def test_like_cases_show_what_was_advised_in_the_words_of_the_time(client_of):
    past = ready()
    advise(past, view="refer_back", grounds=["joint_working"], text="Tell us how agencies worked together.")
    now = ready()
    shown = text_of(client_of(MEMBER).get(f"/cases/{now}/like/{MATTER}"))
    assert past in shown
    assert "Tell us how agencies worked together." in shown
    assert "under Working Together 2015" in shown
    acts.recuse(past, by=MEMBER, on=timezone.localdate(), member="milo", reason="Knows them.")
    assert past not in text_of(client_of(MEMBER).get(f"/cases/{now}/like/{MATTER}"))
