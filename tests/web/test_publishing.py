"""A report on its way to publication: read, checked against the case's own record, approved by its bytes, and published."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from casereview.casework import acts, identifying
from casereview.documents import extract, store, versions
from casereview.rules import packs, publishing
from casereview.rules.clocks import edition_on
from casereview.rules.codes import Matter
from tests import reviewed
from tests.documents import made
from tests.factories import (
    CHAIR,
    DEPUTY,
    MANAGER,
    MEMBER,
    OTHER_MANAGER,
    SECRETARY,
    a_case,
    a_fact,
    a_file,
    day,
    decided,
    reported,
    the_file,
)

FIRST = b"""The review of Child Q

What happened

Ada Vale lived with her mother. She died on 5 April 2015. Nobody had seen her at home.

Finding 1. Nobody saw the child at home, because each service thought that another had.

Recommendation 1. The board should ask each agency by June 2016 who sees a child at home.
"""
SECOND = FIRST.replace(b"Ada Vale", b"The child")
"""Without the name, and still with the day."""


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture(scope="module")
def begun(kept_for_the_module):
    return a_case(decided_to_initiate="2015-04-20", told="2015-04-21")


@pytest.fixture
def case(begun, db, home):
    return begun


@pytest.fixture
def manager(case, client_of):
    return client_of(MANAGER)


def page(client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200
    return response.content.decode()


def on(day: date, name: str = "on") -> dict[str, int]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def upload(client, case: str, content: bytes = FIRST, name: str = "draft for Ada.txt", kind: str = "full"):
    answers = {
        "upload": SimpleUploadedFile(name, content),
        "kind": kind,
        "called": "The review of Child Q",
        **on(TODAY),
    }
    return client.post(f"/cases/{case}/publishing/upload", answers)


TODAY = timezone.localdate()


def settle(client, case: str, action: str = "accept") -> None:
    """Decide the same of everything found in the latest file."""
    file = the_file(case)
    keys = publishing.checked(file, publishing.current(file).document).undecided
    posted = {f"action-{key}": action for key in keys} | {f"reason-{key}": "It is in the press." for key in keys}
    assert client.post(f"/cases/{case}/publishing/check", posted).status_code == 302


# ── The file ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_uploaded_report_is_kept_read_and_checked_at_once(manager, case):
    assert upload(manager, case)["Location"] == f"/cases/{case}/publishing"
    version = the_file(case).report_versions[-1]
    assert store.read(version.document) == FIRST
    html = page(manager, f"/cases/{case}/publishing")
    assert "The review of Child Q" in html
    assert "not decided on" in html
    assert manager.get(f"/cases/{case}/documents/{version.document}").content == FIRST


def test_what_cannot_be_read_is_refused_with_a_reason_and_nothing_typed_is_lost(manager, case):
    html = upload(manager, case, b"%PDF-1.7 broken", "report.pdf").content.decode()
    assert "There is a problem" in html
    assert "The file " in html
    assert "The review of Child Q" in html
    assert not the_file(case).report_versions


def test_the_very_file_that_is_here_is_not_taken_twice(manager, case):
    upload(manager, case)
    assert "not a byte is different" in upload(manager, case).content.decode()


def test_a_file_that_was_changed_in_the_store_is_not_handed_out(manager, case):
    upload(manager, case)
    document = the_file(case).report_versions[-1].document
    store.path(document).write_bytes(b"something else")
    response = manager.get(f"/cases/{case}/documents/{document}")
    assert response.status_code == 403
    assert b"something else" not in response.content


def test_the_panel_has_a_file_once_it_was_copied_to_it_and_no_other(manager, case, client_of):
    upload(manager, case)
    document = the_file(case).report_versions[-1].document
    assert client_of(SECRETARY).get(f"/cases/{case}/documents/{document}").status_code in (403, 404)
    manager.post(f"/cases/{case}/review/copy/new", on(TODAY))
    assert client_of(SECRETARY).get(f"/cases/{case}/documents/{document}").content == FIRST
    upload(manager, case, SECOND)
    later = the_file(case).report_versions[-1].document
    assert client_of(SECRETARY).get(f"/cases/{case}/documents/{later}").status_code == 404
    assert client_of(OTHER_MANAGER).get(f"/cases/{case}/documents/{document}").status_code == 404
    assert client_of(MEMBER).get(f"/cases/{case}/documents/{later}").status_code == 404


def test_how_it_reads_is_shown_and_what_a_person_confirms_is_on_record(manager, case):
    upload(manager, case)
    html = page(manager, f"/cases/{case}/publishing/reads")
    assert "Reading ease" in html
    assert "Nobody saw the child at home" in html
    answers = {"finding-0": "yes", "recommendation-0": "yes", "level-0": "lscb"}
    assert manager.post(f"/cases/{case}/publishing/reads", answers).status_code == 302
    finding, recommendation = the_file(case).report_points
    assert (finding.point, finding.page) == ("finding", 1)
    assert finding.explained == "because"
    assert (recommendation.point, recommendation.level) == ("recommendation", "lscb")
    assert "Confirmed" in page(manager, f"/cases/{case}/publishing/reads")
    assert "Tick what is" in manager.post(f"/cases/{case}/publishing/reads", {}).content.decode()


# ── What would identify somebody ────────────────────────────────────────────────────────────────────────────────────


def test_what_would_identify_the_child_is_shown_with_its_page_and_a_decision_is_kept(manager, case):
    upload(manager, case)
    html = page(manager, f"/cases/{case}/publishing/check")
    assert "Ada Vale" in html
    assert "page 1" in html
    assert "Not decided" in html
    settle(manager, case, "remove")
    assert "Not decided" not in page(manager, f"/cases/{case}/publishing/check")


def test_that_something_may_stay_needs_a_reason(manager, case):
    upload(manager, case)
    file = the_file(case)
    [key, *_] = publishing.checked(file, file.report_versions[-1].document).undecided
    html = manager.post(f"/cases/{case}/publishing/check", {f"action-{key}": "accept"}).content.decode()
    assert "may stay" in html
    assert "There is a problem" in html


def test_a_new_version_shows_what_is_left_and_what_is_gone(manager, case):
    upload(manager, case)
    settle(manager, case, "remove")
    upload(manager, case, SECOND, "second draft.txt")
    file = the_file(case)
    found = publishing.checked(file, file.report_versions[-1].document)
    assert found.gone
    assert not any("Ada" in hit.text for hit in file.hit_decisions if hit.hit in found.hits)
    assert "of the file before are gone" in page(manager, f"/cases/{case}/publishing/check")


def test_what_goes_is_taken_out_of_a_new_file_with_its_reason_and_so_is_what_hides(manager, case):
    shown = "<w:p><w:r><w:t>The family of Ada Vale moved twice. The grandmother drove a blue van.</w:t></w:r></w:p>"
    hiding = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Her neighbour told all.</w:t></w:r></w:p>"
    upload(manager, case, made.word(shown, body=hiding), "draft.docx")
    assert "Her neighbour told all." in page(manager, f"/cases/{case}/publishing/check")
    settle(manager, case, "remove")
    html = page(manager, f"/cases/{case}/publishing/redact")
    assert "“Ada Vale”, page 1" in html
    assert "that hide in this file go with it" in html
    posted = {"more": "a blue  van", "more-reason": "identifies_other"}
    assert (
        "stands nowhere"
        in manager.post(f"/cases/{case}/publishing/redact", {**posted, "more": "no such"}).content.decode()
    )
    assert manager.post(f"/cases/{case}/publishing/redact", posted).status_code == 302
    file = the_file(case)
    latest = file.report_versions[-1]
    assert (latest.kind, latest.file_name) == ("redacted", "redacted report.pdf")
    assert [(one.text, one.ground) for one in file.redacted_passages] == [
        ("Ada Vale", "identifies_child"),
        ("a blue van", "identifies_other"),
    ]
    text = " ".join(extract.read(store.read(latest.document)).pages[0].split())
    assert "[redacted: it would identify a child] moved twice" in text
    assert "van" not in text
    assert not publishing.checked(file, latest.document).still_there


# ── What the check looks for ────────────────────────────────────────────────────────────────────────────────────────


def enter(client, case: str, what: str, **answers: str) -> str:
    """Enter something that is to be kept out, and follow to the page that shows it."""
    response = client.post(f"/cases/{case}/review/{what}/new", answers, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_what_is_to_be_kept_out_is_entered_several_at_once_shown_and_found(manager, case, client_of):
    upload(
        manager, case, FIRST.replace(b"her mother", b"Mother, Polly Brook, at 3 Kiln Lane, by Reedham Infant School")
    )
    html = enter(
        manager,
        case,
        "person",
        known="",
        name="Mary Brook",
        relationship="the mother",
        also_known_as="Polly",
        pseudonym="Mother",
    )
    assert "From the pseudonym to the name" in html
    html = enter(
        manager,
        case,
        "keep-out",
        whose="Mary Brook",
        address="3 Kiln Lane, Aldermarsh\n9 Mill Row",
        nhs_number="943 476 5918",
    )
    assert "it is no NHS number. Check it" in html
    assert "9 Mill Row" in html
    html = enter(
        manager,
        case,
        "keep-out",
        whose="Ada Vale",
        address="3 Kiln Lane, Aldermarsh\n9 Mill Row",
        school="Reedham Infant School",
    )
    assert html.count("Correct or withdraw") == 4
    assert [one.kind for one in the_file(case).kept_out] == ["person", "address", "address", "school"]
    html = page(manager, f"/cases/{case}/publishing/check")
    assert "Check it again" in html
    for why in (
        "the street of the child",
        "the school or nursery of the child",
        "whose name stands in this file as well",
    ):
        assert why in html
    assert client_of(CHAIR).get(f"/cases/{case}/publishing/looks-for").status_code == 403
    assert client_of(OTHER_MANAGER).get(f"/cases/{case}/publishing/looks-for").status_code == 404


def test_more_can_be_entered_of_somebody_and_the_same_is_not_entered_twice(manager, case):
    for name in ("Bunny", "Pip"):
        enter(manager, case, "person", known="Ada Vale", also_known_as=name)
    assert "not on record yet" in enter(manager, case, "person", known="Ada Vale", also_known_as=" bunny ")
    [child, *others] = identifying.record(the_file(case)).people
    assert not others
    assert child.aliases == ("Bunny", "Pip")
    assert "Enter what is to be added of Ada Vale" in enter(manager, case, "person", known="Ada Vale")


def test_what_was_entered_since_the_check_voids_it_until_the_report_is_checked_again(manager, case, client_of):
    upload(manager, case, SECOND)
    settle(manager, case)
    enter(manager, case, "keep-out", place="Nowhere Bay")
    assert "has changed since" in page(manager, f"/cases/{case}/publishing")
    approving = {"route": "full", **on(TODAY)}
    assert "not settled yet" in client_of(CHAIR).post(f"/cases/{case}/review/approve/new", approving).content.decode()
    assert manager.post(f"/cases/{case}/publishing/check", {"again": "yes"}).status_code == 302
    assert client_of(CHAIR).post(f"/cases/{case}/review/approve/new", approving).status_code == 302


def test_what_is_withdrawn_is_looked_for_no_longer_and_stays_on_the_page_with_the_reason(manager, case):
    upload(manager, case, SECOND + b"They went to Saltcote Bay.\n")
    enter(manager, case, "keep-out", place="Saltcote Bay")
    assert "a place of the record" in page(manager, f"/cases/{case}/publishing/check")
    [one] = the_file(case).kept_out
    answers = {
        "kind": "place",
        "words": "Saltcote Bay",
        "withdrawn": "yes",
        "why": "Everybody goes there.",
        **on(TODAY),
    }
    assert manager.post(f"/cases/{case}/facts/kept_out/{one.id}/correct", answers).status_code == 302
    assert "a place of the record" not in page(manager, f"/cases/{case}/publishing/check")
    assert "No longer looked for" in page(manager, f"/cases/{case}/publishing/looks-for")


def test_what_the_press_has_too_is_shown_with_the_text_that_it_joins(manager, case):
    upload(manager, case, FIRST + b"Her bicycle rusted behind the mill.\n")
    told = "She died on 5 April, it was heard. A neighbour saw that her bicycle rusted behind the mill all winter."
    html = enter(manager, case, "press", source="The Gazette", text=told, **on(day("2015-06-01")))
    assert "The Gazette, 1 June 2015" in html
    html = page(manager, f"/cases/{case}/publishing/check")
    assert "a day given by The Gazette of 1 June 2015 as well" in html
    assert "words in a row given by The Gazette" in html


# ── Versions beside each other ──────────────────────────────────────────────────────────────────────────────────────


def test_what_the_panel_s_copy_shows_of_what_is_taken_out_is_to_be_decided_on(manager, case):
    upload(manager, case)
    acts.copy_to_panel(case, by=MANAGER, on=TODAY - timedelta(days=20))
    settle(manager, case, "remove")
    assert manager.post(f"/cases/{case}/publishing/redact", {}).status_code == 302
    html = page(manager, f"/cases/{case}/publishing/check")
    assert "whoever has that reads it beneath the boxes" in html
    assert "“Ada Vale" in html
    html = page(manager, f"/cases/{case}/publishing")
    assert "The panel’s copy is not of this file." in html
    obstacles = publishing.obstacles(the_file(case), TODAY, "redacted")
    assert any("is not of this file. Send it this one." in one for one in obstacles)
    assert any("not decided on" in one for one in obstacles)
    manager.post(f"/cases/{case}/review/copy/new", on(TODAY))
    assert "The panel’s copy is not of this file." not in page(manager, f"/cases/{case}/publishing")
    obstacles = publishing.obstacles(the_file(case), TODAY, "redacted")
    assert any(f"The panel had its copy of this file on {TODAY}" in one for one in obstacles)


# ── Approval and publication ────────────────────────────────────────────────────────────────────────────────────────


def ready(manager, case, client_of, *, copied: int = 7) -> str:
    """Everything but publishing: settled, told, copied to the panel so many days ago, and approved by two."""
    upload(manager, case, SECOND)
    settle(manager, case)
    document = the_file(case).report_versions[-1].document
    acts.copy_to_panel(case, by=MANAGER, on=TODAY - timedelta(days=copied))
    for to in ("family", "practitioners"):
        acts.tell_of_publication(case, by=MANAGER, on=TODAY, to=to, text="Visited.")
    for who in (CHAIR, DEPUTY):
        answers = {"route": "full", **on(TODAY)}
        assert client_of(who).post(f"/cases/{case}/review/approve/new", answers).status_code == 302
    return document


def test_what_was_approved_is_published_to_the_byte_and_handed_to_the_repository(manager, case, client_of):
    from casereview.library.models import Deposit

    document = ready(manager, case, client_of, copied=14)
    answers = {"route": "full", "url": "https://example.org/q", **on(TODAY)}
    response = manager.post(f"/cases/{case}/publishing/release", answers)
    assert response.status_code == 302, response.content.decode()
    [published] = the_file(case).publications
    [deposit] = Deposit.objects.all()
    assert published.document == deposit.file == document
    assert (deposit.anonymous, deposit.board) == (False, "Aldermarsh Board")
    assert "Published" in page(manager, f"/cases/{case}/publishing")


def test_anonymously_nothing_goes_with_it_that_tells_whose_it_is(manager, case, client_of):
    from casereview.library.models import Deposit

    ready(manager, case, client_of, copied=14)
    acts.submit(case, by=MANAGER, matter="non_publication", on=TODAY, proposed_route="anonymous", expert_advice=True)
    acts.advise(case, by=SECRETARY, on=TODAY, matter="non_publication", view="agree", route="anonymous", text="So.")
    for who in (CHAIR, DEPUTY):
        client_of(who).post(f"/cases/{case}/review/approve/new", {"route": "anonymous", **on(TODAY)})
    assert manager.post(f"/cases/{case}/publishing/release", {"route": "anonymous", **on(TODAY)}).status_code == 302
    [deposit] = Deposit.objects.all()
    assert deposit.anonymous
    assert not {deposit.board, deposit.title} - {""}
    assert "Ada" not in deposit.file_name


def test_what_one_version_hides_and_another_shows_is_found_both_ways():
    hiding = ["Nobody had seen [redacted: a place] before the winter."]
    showing = ["First.", "Nobody had seen Kiln\nLane before the winter."]
    [here] = versions.hits(showing, hiding, released="the file published on 2015-12-01")
    assert (here.words, here.page, showing[1][here.start : here.end]) == ("Kiln Lane", 2, "Kiln\nLane")
    [there] = versions.hits(hiding, showing, released="the file published on 2015-12-01")
    assert (there.words, there.page) == ("Kiln Lane", 1)
    assert here.key != there.key
    assert not versions.hits(hiding, hiding, released="itself")


def test_a_file_uploaded_since_voids_the_approvals(manager, case, client_of):
    ready(manager, case, client_of)
    upload(manager, case, SECOND + b"One more word.\n")
    html = manager.post(f"/cases/{case}/publishing/release", {"route": "full", **on(TODAY)}).content.decode()
    assert "0 of 2 people have approved this file" in html
    assert not the_file(case).publications


def test_whoever_decided_on_hits_does_not_approve(manager, case, client_of):
    upload(manager, case, SECOND)
    settle(manager, case)
    assert manager.get(f"/cases/{case}/review/approve/new").status_code == 403
    assert client_of(CHAIR).get(f"/cases/{case}/review/approve/new").status_code == 200


def test_the_panel_must_have_had_its_copy_in_time(manager, case, client_of):
    ready(manager, case, client_of, copied=3)
    html = manager.post(f"/cases/{case}/publishing/release", {"route": "full", **on(TODAY)}).content.decode()
    assert "had to have it by" in html
    assert not the_file(case).publications


@pytest.mark.parametrize(("year", "words"), [(2015, "1 week"), (2019, "7 working days")])
def test_how_long_before_the_panel_has_its_copy_is_said_by_the_edition(year, words):
    file = a_file(decided(f"{year}-01-05", initiate=True))
    published_on = date(year, 12, 21)
    clock, last = publishing.advance(file, published_on)
    assert words in clock.says
    assert edition_on(file, published_on).clocks["copy_to_panel"] is clock
    assert last == {2015: date(2015, 12, 14), 2019: date(2019, 12, 12)}[year]


def test_a_route_in_place_of_full_publication_needs_the_panel_s_agreement():
    version = a_fact("report_versions", "2015-10-01", document="d", kind="summary")
    file = a_file(decided("2015-04-20", initiate=True), version, reported("2015-10-01"))
    assert any("has not agreed" in one for one in publishing.obstacles(file, day("2016-01-01"), "summary"))


def test_the_manager_of_a_report_that_is_here_does_not_publish_past_its_check(manager, case):
    upload(manager, case)
    html = manager.post(f"/cases/{case}/publication", {"route": "full", **on(TODAY)}).content.decode()
    assert "Publish it from its own page" in html


def test_expert_independent_advice_is_offered_to_the_papers_that_the_panel_is_sent(case):
    advice = {"expert": "A child psychiatrist", "threatened": "the sister", "threat": "She would be sought out."}
    for independent in (True, False):
        acts.take_expert_advice(case, by=MANAGER, on=day("2015-11-01"), independent=independent, **advice)
        pack = packs.pack(the_file(case), Matter.NON_PUBLICATION, day("2015-12-01"))
        parts = {part.item.code: part for part in pack.parts}
        assert parts["threat"].text == "To the sister: She would be sought out."
        assert parts["expert_advice"].supplied == independent


# ── After ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def published(case):
    reviewed.report(case)
    reviewed.publish(case)
    return case


def test_where_it_is_published_is_evidence_with_a_day_and_taking_it_down_leaves_the_reason(published, manager):
    html = page(manager, f"/cases/{published}/publishing")
    assert "It was there" in html
    assert "Some takendown." in html


def test_what_harm_publication_has_done_is_answered_year_by_year(published, client_of):
    for who in (MANAGER, CHAIR, SECRETARY):
        html = page(client_of(who), "/harm-after-publication")
        assert "2015-16: 1 verified instance, 1 report published" in html
        assert "Some harm." in html


def test_harm_that_nobody_has_verified_is_no_instance(published, manager):
    publication = the_file(published).publications[-1].id
    answers = {
        "publication": publication,
        "person": "parent",
        "severity": "distress",
        "cause": "likely",
        "text": "Feared.",
        **on(TODAY),
    }
    assert "Enter who verified it" in manager.post(f"/cases/{published}/review/harm/new", answers).content.decode()
