"""Writing a notification and sending it, withdrawing one, and adding what is learned of a child."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casereview.casework.models import Case, Draft, Look, Notification
from casereview.ledger import chain
from casereview.people.models import Organisation
from casereview.rules.codes import Role
from casereview.rules.permits import Who
from casereview.web.preparing import digest
from tests.factories import (
    ANALYST,
    CHAIR,
    EVERYONE,
    MANAGER,
    NOTIFIER,
    OTHER_NOTIFIER,
    a_case,
    a_notification,
    the_file,
)

NELL = Who("nell", "Nell Newcomer", Role.NOTIFIER, "A1", "Aldermarsh")


def on(name: str, day: date) -> dict[str, Any]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


AWARE = date(2015, 4, 2)
HAPPENED = date(2015, 4, 1)
NAMED = {"named": "yes", "forenames": "Ada", "surname": "Vale"}
BORN = {"birth": "yes", "sex": "female", **on("born", date(2012, 3, 4))}
VICTIM = {"role": "victim", "died": "yes", **on("died_on", HAPPENED)}
CARE = {
    "looked_after": "no",
    "protection_plan": "not_known",
    "disability": "no",
    "ethnicity": "WBRI",
    "living_at": "living at home",
}
STORY: dict[str, dict[str, Any]] = {
    "aware": on("aware_on", AWARE),
    "incident": on("incident_on", HAPPENED),
    "kind": {"kind": "death"},
    "abuse": {"abuse_or_neglect": "suspected"},
    "child-1-name": NAMED,
    "child-1-birth": BORN,
    "child-1-part": VICTIM,
    "child-1-care": CARE,
    "children": {"more": "no"},
    "circumstances": {"regulated_setting": "no", "in_custody": "not_known", "suspected_suicide": "no"},
    "agencies": {"joint_working_concern": "not_known"},
    "description": {"description": "A.V. was found at home."},
    "board": {"board": "B1"},
    "told": {"told": "earlier", **on("told_on", AWARE)},
    "late": {"late_reason": "The hospital told us late."},
}
"""Every page of a death in 2015, notified late, with its answers."""


class Writing:
    """A draft being written by somebody in a client."""

    def __init__(self, client: Client):
        self.client = client
        begun = client.post("/notifications/new")
        self.path = begun["Location"]

    @property
    def key(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def draft(self) -> Draft:
        return Draft.objects.get(key=self.key)

    def get(self, slug: str = "") -> HttpResponse:
        return self.client.get(f"{self.path}/{slug}" if slug else self.path)

    def answer(self, slug: str, answers: dict[str, Any] | None = None, **more: Any) -> HttpResponse:
        """Post a page as a browser does: with what the page was when it was loaded."""
        hidden = _hidden(self.get(slug))
        return self.client.post(
            f"{self.path}/{slug}", {**hidden, **(STORY[slug] if answers is None else answers), **more}
        )

    def tell(self, **changed: dict[str, Any]) -> "Writing":
        """Answer every page of the story, with some answers changed."""
        for slug in STORY:
            self.client.post(f"{self.path}/{slug}", {"was": digest({}), **changed.get(slug, STORY[slug])})
        return self

    def next(self) -> str:
        """The page that is to be answered next."""
        return self.get()["Location"].removeprefix(f"{self.path}/")

    def send(self, **changed: str) -> HttpResponse:
        return self.client.post(f"{self.path}/check", {**_hidden(self.get("check")), **changed})


def _hidden(page: HttpResponse) -> dict[str, str]:
    """What the hidden fields of a page hold."""
    found = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', page.content.decode())
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


@pytest.fixture
def writing(client_of: Callable[[Who], Client]) -> Writing:
    return Writing(client_of(NOTIFIER))


def text_of(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


# ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_story_is_told_page_by_page_and_arrives_whole(writing: Writing) -> None:
    asked = []
    while (slug := writing.next()) != "check":
        asked.append(slug)
        writing.answer(slug)
    assert asked == list(STORY)
    sent = writing.send()
    notification = Notification.objects.get()
    file = the_file(notification.case_id)
    assert sent["Location"] == f"/cases/{file.reference}/notifications/{notification.id}"
    assert (notification.aware_on, notification.on, notification.recipient) == (AWARE, timezone.localdate(), "ofsted")
    assert (notification.board_told_on, notification.late_reason) == (AWARE, "The hospital told us late.")
    [incident] = file.incidents
    assert (incident.on, incident.kind, incident.abuse_or_neglect) == (HAPPENED, "death", "suspected")
    assert (incident.joint_working_concern, incident.description) == ("not_known", "A.V. was found at home.")
    assert (incident.regulated_setting, incident.in_custody, incident.suspected_suicide) == (False, None, False)
    assert (incident.looked_after, incident.many_children, incident.in_utero) == (False, False, False)
    [child] = file.children
    assert (child.sex, child.born, child.died, child.role) == ("female", date(2012, 3, 4), HAPPENED, "victim")
    assert (child.protection_plan, child.ethnicity, child.living_at) == ("not_known", "WBRI", "living at home")
    [identity] = file.identities
    assert (identity.forenames, identity.surname) == ("Ada", "Vale")
    assert file.board.code == "B1"


def test_the_clock_shows_from_the_first_answer_on_and_says_how_it_counts(writing: Writing) -> None:
    assert "Notify Ofsted by" not in text_of(writing.get("aware"))
    writing.answer("aware")
    page = text_of(writing.get("incident"))
    assert "Notify Ofsted by Monday 13 April 2015" in page
    assert "hapter 4, Notifiable Incidents (Working Together 2015)" in page
    assert "Friday 3 April 2015: not counted, Good Friday" in page
    assert "Day 1</span> Tuesday 7 April 2015" in page
    assert all("Monday 13 April 2015" in text_of(writing.get(slug)) for slug in ("kind", "description", "children"))


@pytest.mark.parametrize(
    ("aware_on", "words"),
    [
        (date(2009, 5, 1), "No edition of the guidance that is held here was in force on that day"),
        (date(2014, 5, 1), "Working Together 2013 gives no number of days"),
    ],
)
def test_where_no_clock_can_be_counted_the_page_says_why(writing: Writing, aware_on: date, words: str) -> None:
    days = {slug: on(f"{slug}_on", aware_on) for slug in ("aware", "incident")}
    part, born = {"role": "victim", "died": "yes"}, on("born", date(2005, 1, 1))
    writing.tell(**days, **{"child-1-birth": {**BORN, **born}, "child-1-part": part, "told": {"told": "by_this"}})
    assert words in text_of(writing.get("incident"))
    assert writing.next() == "check"  # nobody is asked why it is late
    confirmation = text_of(writing.client.get(writing.send()["Location"]))
    assert words.removesuffix(" on that day") in confirmation


def test_the_recipient_goes_by_the_edition_of_the_day_the_authority_became_aware(writing: Writing) -> None:
    today = timezone.localdate()
    recent = {name: on(f"{name}_on", today) for name in ("aware", "incident")}
    writing.tell(**recent, **{"child-1-part": {"role": "victim", "died": "yes"}, "told": {"told": "by_this"}})
    assert writing.next() == "check"  # it is not late, and so nobody asks why it is
    page = text_of(writing.get("check"))
    assert "Notify the national panel by" in page
    assert "The national panel’s secretariat: all of it, at once" in page
    confirmation = text_of(writing.client.get(writing.send()["Location"]))
    notification = Notification.objects.get()
    assert (notification.recipient, notification.board_told_on, notification.late_reason) == ("panel", today, "")
    assert "Met" in confirmation
    assert "days late" not in confirmation


def test_a_late_notification_is_asked_why_and_says_so_when_it_is_sent(writing: Writing) -> None:
    writing.tell()
    assert "Why it is late" in text_of(writing.get("check"))
    assert "days late" in text_of(writing.client.get(writing.send()["Location"]))


def test_an_empty_page_says_what_to_do_at_each_question(writing: Writing) -> None:
    writing.tell()
    for slug in STORY:
        answered = writing.answer(slug, {})
        page = text_of(answered)
        assert answered.status_code == 200, slug
        assert "There is a problem" in page, slug
        assert "<title>Error:" in page, slug
        assert "This field is required" not in page, slug
        writing.answer(slug)


def test_what_is_half_typed_is_kept_and_is_not_called_wrong_when_it_is_opened_again(writing: Writing) -> None:
    kept = writing.answer("incident", {"incident_on-day": "31", "incident_on-month": "Juno", "later": "yes"})
    assert kept["Location"] == "/notifications"
    page = text_of(writing.get("incident"))
    assert 'value="Juno"' in page
    assert "There is a problem" not in page


def test_a_wrong_answer_is_kept_as_it_was_typed(writing: Writing) -> None:
    writing.answer("incident", {"incident_on-day": "31", "incident_on-month": "6", "incident_on-year": "2015"})
    again = text_of(writing.get("incident"))
    assert 'value="31"' in again
    assert "The day of the incident must be a real date" in again


def test_an_answer_that_a_change_made_wrong_is_asked_again(writing: Writing) -> None:
    writing.tell()
    writing.answer("aware", on("aware_on", date(2015, 3, 30)))
    assert writing.next() == "incident"
    assert "cannot be after 30 March 2015" in text_of(writing.get("incident"))
    assert writing.get("check").status_code == 302


def test_an_answer_that_is_no_longer_asked_for_is_not_sent(writing: Writing) -> None:
    writing.tell()
    today = timezone.localdate()
    for slug, name in (("aware", "aware_on"), ("kind", "kind")):
        writing.answer(slug, on(name, today) if slug == "aware" else {"kind": "serious_harm"})
    assert writing.get("late").status_code == 302
    assert writing.next() == "circumstances"  # whether many children were harmed had not been asked of a death
    writing.answer("circumstances", {"regulated_setting": "no", "in_custody": "no", "many_children": "yes"})
    writing.send()
    notification = Notification.objects.get()
    file = the_file(notification.case_id)
    assert notification.late_reason == ""
    assert file.children[0].died is None
    assert (file.incidents[0].suspected_suicide, file.incidents[0].many_children) == (False, True)


def test_not_known_yet_does_not_apply_and_no_are_different_answers(writing: Writing) -> None:
    writing.tell(
        **{
            "kind": {"kind": "serious_harm"},
            "child-1-name": {"named": "not_named"},
            "child-1-birth": {"birth": "unborn", "sex": "not_known"},
            "child-1-part": {"role": "victim"},
            "child-1-care": {"protection_plan": "yes", "ethnicity": "NOBT"},
            "circumstances": {
                "regulated_setting": "no",
                "in_custody": "not_known",
                "in_utero": "yes",
                "many_children": "no",
            },
        }
    )
    writing.send()
    file = the_file(Notification.objects.get().case_id)
    assert (file.incidents[0].regulated_setting, file.incidents[0].in_custody, file.incidents[0].in_utero) == (
        False,
        None,
        True,
    )
    [child] = file.children
    assert (child.sex, child.looked_after, child.living_at, child.born) == ("not_known", "", "", None)
    assert not file.identities


def test_names_given_for_a_child_said_to_have_none_are_questioned(writing: Writing) -> None:
    assert "Select yes, or take out the names" in text_of(
        writing.answer("child-1-name", {**NAMED, "named": "not_known"})
    )
    assert "Enter the child’s forenames or surname" in text_of(writing.answer("child-1-name", {"named": "yes"}))


def test_a_death_needs_a_child_who_died(writing: Writing) -> None:
    writing.tell(**{"child-1-part": {"role": "victim", "died": "no"}})
    assert writing.next() == "children"
    assert "You said that a child has died" in text_of(writing.get("children"))


def test_a_child_cannot_die_before_birth(writing: Writing) -> None:
    writing.answer("kind")
    writing.answer("child-1-birth")
    page = writing.answer("child-1-part", {**VICTIM, **on("died_on", date(2011, 1, 1))})
    assert "cannot be before the date of birth, 4 March 2012" in text_of(page)


# ── Several children ────────────────────────────────────────────────────────────────────────────────────────────────


def a_second_child(writing: Writing) -> None:
    for slug, answers in (
        ("name", {"named": "yes", "forenames": "Ben"}),
        ("birth", {"birth": "not_known", "sex": "male"}),
        ("part", {"role": "also_harmed", "died": "no"}),
        ("care", CARE),
    ):
        writing.answer(f"child-2-{slug}", answers)


def test_children_are_added_and_taken_out(writing: Writing) -> None:
    writing.tell(children={"more": "yes"})
    assert writing.next() == "child-2-name"
    a_second_child(writing)
    page = text_of(writing.get("children"))
    assert "Child 1: Ada Vale" in page
    assert "Child 2: Ben" in page
    writing.client.post(f"{writing.path}/children/1/take-out", {"take_out": "yes"})
    assert "Child 1: Ben" in text_of(writing.get("children"))
    assert writing.get("child-1-name").status_code == 404
    writing.answer("children", {"more": "yes"})
    assert writing.next() == "child-3-name"  # under a number that none has had


def test_the_last_child_stays(writing: Writing) -> None:
    writing.client.post(f"{writing.path}/children/1/take-out", {"take_out": "yes"})
    assert writing.get("child-1-name").status_code == 200


def test_a_button_pressed_twice_adds_one_child(writing: Writing) -> None:
    hidden = _hidden(writing.get("children"))
    for _ in range(2):
        writing.client.post(f"{writing.path}/children", {**hidden, "more": "yes"})
    assert writing.draft.answers["children_added"] == [1, 2]


def test_twelve_children_are_enough(writing: Writing) -> None:
    for _ in range(14):
        page = writing.answer("children", {"more": "yes"})
    assert len(writing.draft.answers["children_added"]) == 12
    assert "No more than 12 children" in text_of(page)


# ── Likely duplicates ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_likely_duplicate_is_shown_with_the_reasons_before_anything_more_is_asked(writing: Writing) -> None:
    reference = a_notification(incident_on=date(2015, 4, 3), on="2015-04-07").case_id
    for slug in list(STORY)[:9]:
        writing.answer(slug)
    assert writing.next() == "duplicate"
    page = text_of(writing.get("duplicate"))
    assert f"Case {reference}" in page
    assert "a child has the same or a similar name" in page
    assert "the incidents were 2 days apart" in page
    assert "Ada Vale, female, born 4 March 2012" in page


def test_the_same_incident_is_not_sent_again(writing: Writing) -> None:
    reference = a_notification(incident_on=HAPPENED).case_id
    writing.tell()
    assert writing.answer("duplicate", {"same_as": reference})["Location"] == f"{writing.path}/same"
    assert f"Go to case {reference}" in text_of(writing.get("same"))
    assert writing.get("check")["Location"] == f"{writing.path}/same"
    assert writing.client.post(f"{writing.path}/check", {"version": "1"}).status_code == 302
    assert Case.objects.count() == 1


def test_a_different_incident_is_sent_until_another_likely_one_appears(writing: Writing) -> None:
    first = a_notification(incident_on=HAPPENED).case_id
    writing.tell()
    writing.answer("duplicate", {"same_as": f"none of {first}"})
    assert writing.next() == "check"
    second = a_notification(incident_on=HAPPENED).case_id
    assert writing.next() == "duplicate"
    assert writing.answer("duplicate", {"same_as": f"none of {first}"}).status_code == 200
    writing.answer("duplicate", {"same_as": f"none of {first}, {second}"})
    assert writing.send().status_code == 302
    assert Case.objects.count() == 3


@pytest.mark.parametrize(
    ("notifier", "changed"),
    [
        (OTHER_NOTIFIER, {}),
        (NOTIFIER, {"incident_on": date(2015, 1, 1)}),
        (NOTIFIER, {"children": [{"sex": "male", "born": date(2012, 3, 4), "forenames": "Ada", "surname": "Vale"}]}),
        (NOTIFIER, {"children": [{"sex": "female", "born": date(2001, 9, 9), "forenames": "Zoe", "surname": "Quick"}]}),
    ],
    ids=["another authority", "months away", "another sex", "another child"],
)
def test_what_is_not_alike_is_no_duplicate(writing: Writing, notifier: Who, changed: dict[str, Any]) -> None:
    a_notification(notifier, **{"incident_on": HAPPENED, "aware_on": AWARE, **changed})
    writing.tell()
    assert writing.next() == "check"


def test_a_sex_that_is_not_known_rules_nothing_out(writing: Writing) -> None:
    a_notification(incident_on=HAPPENED, children=[{"sex": "not_known", "forenames": "Ada", "surname": "Vail"}])
    writing.tell()
    assert writing.next() == "duplicate"


# ── Sending ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_sent_twice_is_sent_once_and_answered_alike(writing: Writing) -> None:
    writing.tell()
    hidden = _hidden(writing.get("check"))
    first, second = (writing.client.post(f"{writing.path}/check", hidden) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Notification.objects.count() == 1
    assert not Draft.objects.exists()


def test_nothing_is_sent_from_a_draft_that_is_not_finished(writing: Writing) -> None:
    assert writing.send().status_code == 302
    assert not Case.objects.exists()


def test_the_confirmation_says_what_was_sent_and_to_whom(writing: Writing) -> None:
    writing.tell()
    page = text_of(writing.client.get(writing.send()["Location"]))
    assert "Notification sent" in page
    assert Notification.objects.get().case_id in page
    assert "Casereview passes nothing on to Ofsted" in page
    assert "Ada" not in page


def test_no_name_and_no_words_are_in_a_title_or_an_address(writing: Writing) -> None:
    writing.tell()
    for slug in [*STORY, "check"]:
        page = text_of(writing.get(slug))
        title = page[page.index("<title>") : page.index("</title>")]
        assert not {"Ada", "Vale", "found"} & set(title.split())


# ── Two colleagues ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_colleague_on_another_device_goes_on_where_the_draft_was_left(
    writing: Writing, client_of: Callable[[Who], Client]
) -> None:
    writing.answer("aware")
    theirs = client_of(NELL)
    assert "Nora Notifier" in text_of(theirs.get("/notifications"))
    assert theirs.get(writing.path)["Location"] == f"{writing.path}/incident"


def test_two_colleagues_on_one_page_see_both_answers_and_nothing_is_lost(
    writing: Writing, client_of: Callable[[Who], Client]
) -> None:
    mine = _hidden(writing.get("description"))
    client_of(NELL).post(f"{writing.path}/description", {**mine, "description": "What Nell wrote"})
    both = writing.client.post(f"{writing.path}/description", {**mine, "description": "What Nora wrote"})
    page = text_of(both)
    assert "Nell Newcomer changed this while you had the page open" in page
    assert "What Nell wrote" in page
    assert "What Nora wrote" in page
    assert writing.draft.answers["description"]["description"] == "What Nell wrote"
    writing.client.post(f"{writing.path}/description", {**_hidden(both), "description": "What both wrote"})
    assert writing.draft.answers["description"]["description"] == "What both wrote"


def test_two_colleagues_on_different_pages_do_not_disturb_each_other(
    writing: Writing, client_of: Callable[[Who], Client]
) -> None:
    mine = _hidden(writing.get("description"))
    theirs = client_of(NELL)
    theirs.post(f"{writing.path}/kind", {**_hidden(theirs.get(f"{writing.path}/kind")), "kind": "death"})
    assert writing.client.post(f"{writing.path}/description", {**mine, "description": "Mine"}).status_code == 302
    assert writing.draft.answers["kind"]["kind"] == "death"
    assert writing.draft.answers["description"]["description"] == "Mine"


def test_a_draft_that_a_colleague_changed_is_read_again_before_it_is_sent(
    writing: Writing, client_of: Callable[[Who], Client]
) -> None:
    writing.tell()
    hidden = _hidden(writing.get("check"))
    theirs = client_of(NELL)
    was = _hidden(theirs.get(f"{writing.path}/description"))
    theirs.post(f"{writing.path}/description", {**was, "description": "Nell knew more"})
    page = writing.client.post(f"{writing.path}/check", hidden)
    assert "Nell Newcomer has changed this draft" in text_of(page)
    assert "Nell knew more" in text_of(page)
    assert not Case.objects.exists()
    writing.client.post(f"{writing.path}/check", _hidden(page))
    assert the_file(Notification.objects.get().case_id).incidents[0].description == "Nell knew more"


def test_two_colleagues_who_send_one_draft_send_it_once(writing: Writing, client_of: Callable[[Who], Client]) -> None:
    writing.tell()
    theirs = client_of(NELL)
    hidden = _hidden(theirs.get(f"{writing.path}/check"))
    writing.send()
    assert theirs.post(f"{writing.path}/check", hidden).status_code == 404
    assert Notification.objects.count() == 1


def test_a_draft_is_thrown_away_only_when_that_is_said(writing: Writing) -> None:
    writing.client.post(f"{writing.path}/discard", {"discard": "no"})
    assert Draft.objects.exists()
    writing.client.post(f"{writing.path}/discard", {"discard": "yes"})
    assert not Draft.objects.exists()


def test_the_button_that_begins_pressed_twice_begins_one_draft(client_of: Callable[[Who], Client]) -> None:
    client = client_of(NOTIFIER)
    hidden = _hidden(client.get("/notifications/new"))
    first, second = (client.post("/notifications/new", hidden) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Draft.objects.count() == 1


# ── Who ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_draft_of_another_authority_is_not_there(writing: Writing, client_of: Callable[[Who], Client]) -> None:
    other = client_of(OTHER_NOTIFIER)
    paths = [
        writing.path,
        *(f"{writing.path}/{slug}" for slug in ("aware", "check", "same", "discard", "children/1/take-out")),
    ]
    for path in paths:
        seen, absent = other.get(path), other.get(path.replace(writing.key, "0" * 16))
        assert seen.status_code == absent.status_code == 404
        assert seen.content == absent.content
        assert other.post(path, {"discard": "yes", "take_out": "yes"}).status_code in (404, 405)
    assert Draft.objects.get().answers == writing.draft.answers
    assert writing.key not in text_of(other.get("/notifications"))


def test_only_a_notifier_notifies(writing: Writing, client_of: Callable[[Who], Client]) -> None:
    for who in EVERYONE:
        if who.role != Role.NOTIFIER:
            client = client_of(who)
            for path in (
                "/notifications",
                "/notifications/new",
                writing.path,
                f"{writing.path}/aware",
                f"{writing.path}/check",
            ):
                assert client.get(path).status_code == 403
            assert client.post("/notifications/new").status_code == 403
            assert client.post(f"{writing.path}/check").status_code == 403


def test_the_first_page_says_that_there_is_nothing_yet(client_of: Callable[[Who], Client]) -> None:
    assert "Nothing notified yet" in text_of(client_of(NOTIFIER).get("/notifications"))


def test_the_first_page_lists_drafts_with_their_clock_and_next_step_and_what_was_sent(writing: Writing) -> None:
    reference = a_notification().case_id
    writing.answer("aware")
    writing.answer("incident")
    page = text_of(writing.client.get("/notifications"))
    assert "Incident of 1 April 2015" in page
    assert "What happened?" in page
    assert "by 13 April 2015" not in page or "late" in page
    assert "Nora Notifier" in page
    assert f'href="/cases/{reference}"' in page
    assert "Ada" not in page


def test_a_notifier_begins_on_the_notifications(client_of: Callable[[Who], Client]) -> None:
    assert client_of(NOTIFIER).get("/")["Location"] == "/notifications"


def test_what_is_notifiable_is_said_in_the_words_of_the_edition_in_force(client_of: Callable[[Who], Client]) -> None:
    page = text_of(client_of(NOTIFIER).get("/notifications/new"))
    assert "Under Working Together to Safeguard Children (December 2023), in force today" in page
    assert "A looked-after child has died" in page
    assert "call 999" in page


def test_looking_writes_no_facts(writing: Writing) -> None:
    writing.tell()
    before = writing.draft.version
    for slug in ["", *STORY, "check", "discard"]:
        writing.get(slug)
    assert writing.draft.version == before
    assert not Case.objects.exists()
    assert not Look.objects.exists()


# ── Withdrawing ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_notification_is_withdrawn_with_the_reason_and_stays_on_the_file(client_of: Callable[[Who], Client]) -> None:
    notification = a_notification()
    client, path = client_of(NOTIFIER), f"/cases/{notification.case_id}/notifications/{notification.id}"
    assert "hapter 4, Notifiable Incidents" in text_of(client.get(f"{path}/withdraw"))
    assert "Say why the criteria" in text_of(client.post(f"{path}/withdraw", {"reason": ""}))
    first, second = (client.post(f"{path}/withdraw", {"reason": "It was an accident", "token": "t"}) for _ in range(2))
    assert first["Location"] == second["Location"] == f"{path}/withdrawn"
    page = text_of(client.get(f"{path}/withdrawn"))
    assert "It was an accident" in page
    file = the_file(notification.case_id)
    assert not file.standing_notifications
    assert [withdrawal.reason for withdrawal in file.withdrawals] == ["It was an accident"]


def test_a_notification_on_which_the_board_has_decided_is_not_withdrawn(client_of: Callable[[Who], Client]) -> None:
    reference = a_case(decided_not_to_initiate="2015-05-05")
    [notification] = the_file(reference).notifications
    path = f"/cases/{reference}/notifications/{notification.id}/withdraw"
    page = client_of(NOTIFIER).post(path, {"reason": "An accident"})
    assert "The board has decided on this notification" in text_of(page)
    assert not the_file(reference).withdrawals


def test_only_the_authority_that_sent_it_withdraws_it(client_of: Callable[[Who], Client]) -> None:
    notification = a_notification()
    path = f"/cases/{notification.case_id}/notifications/{notification.id}"
    for who, status in ((OTHER_NOTIFIER, 404), (CHAIR, 403), (ANALYST, 403)):
        for last in ("", "/withdraw", "/withdrawn"):
            assert client_of(who).get(path + last).status_code == status
        assert client_of(who).post(f"{path}/withdraw", {"reason": "No"}).status_code == status
    nowhere = f"/cases/{notification.case_id}/notifications/none"
    assert {client_of(NOTIFIER).get(nowhere + last).status_code for last in ("", "/withdraw", "/withdrawn")} == {404}
    assert client_of(NOTIFIER).get(f"{path}/withdrawn").status_code == 404


# ── What is learned of a child ──────────────────────────────────────────────────────────────────────────────────────


def test_a_child_who_dies_later_is_recorded_and_earlier_figures_stand(client_of: Callable[[Who], Client]) -> None:
    reference = a_notification(incident={"kind": "serious_harm"}).case_id
    client = client_of(NOTIFIER)
    assert "earlier day stand" in text_of(client.get(f"/cases/{reference}/children/1/learn"))
    path = f"/cases/{reference}/children/1/learn/death"
    for _ in range(2):
        assert client.post(path, {**on("died", date(2015, 6, 1)), "token": "t"})["Location"] == f"/cases/{reference}"
    assert the_file(reference).children[0].died == date(2015, 6, 1)
    assert the_file(reference, as_at="2015-05-31").children[0].died is None
    assert len(the_file(reference).particulars) == 1
    assert "The child has died" not in text_of(client.get(f"/cases/{reference}/children/1/learn"))


def test_a_child_is_born_and_named(client_of: Callable[[Who], Client]) -> None:
    reference = a_notification(children=[{"sex": "not_known", "role": "victim"}]).case_id
    client, path = client_of(MANAGER), f"/cases/{reference}/children/1/learn"
    client.post(f"{path}/birth", on("born", date(2015, 5, 1)))
    client.post(f"{path}/name", {"forenames": "Ivy", "surname": "Orme"})
    client.post(f"{path}/more", {"sex": "female", "disability": "no"})
    file = the_file(reference)
    assert (file.children[0].born, file.children[0].sex) == (date(2015, 5, 1), "female")
    assert (file.identities[-1].forenames, file.identities[-1].surname) == ("Ivy", "Orme")
    assert the_file(reference, as_at="2015-04-30").children[0].born is None
    assert 'value="Ivy"' in text_of(client.get(f"{path}/name"))


def test_nothing_learned_is_said_to_be_nothing(client_of: Callable[[Who], Client]) -> None:
    reference = a_notification().case_id
    client, path = client_of(CHAIR), f"/cases/{reference}/children/1/learn"
    for what, words in (("death", "Enter the day on which"), ("name", "Enter what"), ("more", "Enter what")):
        empty = {"forenames": "", "surname": ""}
        assert words in text_of(client.post(f"{path}/{what}", empty))
    early = client.post(f"{path}/death", on("died", date(2012, 1, 1)))
    assert "cannot be before the date of birth, 4 March 2012" in text_of(early)
    assert not the_file(reference).particulars


def test_only_the_childs_own_area_adds_what_is_learned(client_of: Callable[[Who], Client]) -> None:
    reference = a_notification().case_id
    path = f"/cases/{reference}/children/1/learn"
    for who, status in ((OTHER_NOTIFIER, 404), (ANALYST, 403)):
        for last in ("", "/death", "/name"):
            assert client_of(who).get(path + last).status_code == status
        assert client_of(who).post(f"{path}/death", on("died", date(2015, 6, 1))).status_code == status
    for wrong in ("2/learn", "99999999999999999999/learn", "1/learn/other", "0/learn/death"):
        assert client_of(NOTIFIER).get(f"/cases/{reference}/children/{wrong}").status_code == 404


# ── Bad input ───────────────────────────────────────────────────────────────────────────────────────────────────────

ODD = st.one_of(
    st.sampled_from(["", "\0", "0", "-1", "9" * 5000, "none of ", "²", "yes\0", "１２", "31", "\ud7ff", "a" * 20_000]),
    st.text(max_size=30),
)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_bad_input_never_breaks_a_page(writing: Writing, data: st.DataObject) -> None:
    for slug, answers in STORY.items():
        odd = {name: data.draw(ODD) for name in [*answers, "was", "count", "version", "token"]}
        assert writing.client.post(f"{writing.path}/{slug}", odd).status_code < 500
        assert writing.get(slug).status_code < 500
    assert (
        writing.client.post(f"{writing.path}/check", {"version": data.draw(ODD), "token": data.draw(ODD)}).status_code
        < 500
    )
    assert writing.client.get("/notifications").status_code == 200


@pytest.mark.parametrize("year", [1900, 1949, 2100])
def test_a_day_that_cannot_be_is_refused_where_it_is_typed(writing: Writing, year: int) -> None:
    for slug, name in (("aware", "aware_on"), ("incident", "incident_on"), ("told", "told_on")):
        page = text_of(writing.answer(slug, {"told": "earlier", **on(name, date(year, 1, 1))}))
        assert "There is a problem" in page


def test_a_draft_page_that_does_not_exist_is_not_found(writing: Writing) -> None:
    for slug in ("nothing", "child-2-name", "child-1-nothing", "child--name"):
        assert writing.get(slug).status_code == 404
    for child in (0, 2, 10**20):
        assert writing.client.get(f"{writing.path}/children/{child}/take-out").status_code == 302


def test_an_authority_that_no_board_serves_chooses_one(client_of: Callable[[Who], Client]) -> None:
    lone = Who("lena", "Lena Lone", Role.NOTIFIER, "A9", "Nowhere")
    client_of(NOTIFIER)
    with chain.writing():
        chain.append(
            [Organisation(id="authority:A9", kind="authority", code="A9", name="Nowhere")], act="begin", by="t"
        )
    writing = Writing(client_of(lone))
    assert writing.tell(board={"board": "B2"}).send().status_code == 302
    assert the_file(Notification.objects.get().case_id).board.code == "B2"
