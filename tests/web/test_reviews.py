"""The review's own pages: what is put on record of it, how it stands, the register of reviewers, and all open reviews."""

import pytest

from casereview.casework import acts, reviewers
from casereview.ledger.models import Refused
from tests import reviewed
from tests.factories import CHAIR, MANAGER, OTHER_MANAGER, REVIEWER, SECRETARY, a_case, day, the_file


@pytest.fixture(scope="module")
def case(kept_for_the_module):
    """A review begun in April 2015 and late by now, of which everything is on record."""
    reference = a_case(decided_to_initiate="2015-04-20", told="2015-04-21")
    reviewed.commission(reference)
    return reference


@pytest.fixture
def manager(case, client_of):
    return client_of(MANAGER)


def page(client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200
    return response.content.decode()


def on(year: int, month: int, day: int, name: str = "on") -> dict[str, int]:
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}


def test_the_review_is_seen_whole(manager, case):
    html = page(manager, f"/cases/{case}/review")
    for shown in (
        "Some terms.",
        "Rhona Reader",
        "27 September 2015",
        "Some process.",
        "Waits for: criminal",
        "All causes",
    ):
        assert shown in html
    assert f"/cases/{case}/review" in page(manager, f"/cases/{case}")


def test_a_reviewer_signs_in_and_sees_their_review_until_the_contract_ends(case, manager, client_of):
    register = the_file(case).engagements[0].reviewer
    appointed = {"reviewer": register, "part": "second", "username": REVIEWER.username, "independent": "yes"}
    with pytest.raises(Refused, match="signs in as a reviewer"):
        acts.engage(case, by=MANAGER, on=day("2015-06-01"), **{**appointed, "username": "nobody"})
    reviewer = client_of(REVIEWER)
    assert case not in page(reviewer, "/cases")
    assert manager.post(f"/cases/{case}/review/reviewer/new", {**appointed, **on(2015, 6, 1)}).status_code == 302
    assert case in page(reviewer, "/cases")
    html = page(reviewer, f"/cases/{case}/review")
    assert "Some terms." in html
    assert "Rhona Reader" in html
    assert "Cost" not in html
    assert "Record" not in html
    ended = {"contract_until": day("2015-12-31"), "why": "It was settled then."}
    acts.correct(case, by=MANAGER, kind="engagements", fact=the_file(case).engagements[-1].id, **ended)
    assert case not in page(reviewer, "/cases")
    assert reviewer.get(f"/cases/{case}/review").status_code == 404
    assert reviewer.get(f"/cases/{case}?as_at-day=1&as_at-month=7&as_at-year=2015").status_code == 404


def test_the_chair_sees_it_and_changes_nothing(case, client_of):
    html = page(client_of(CHAIR), f"/cases/{case}/review")
    assert "Some terms." in html
    assert "Set an expected day" not in html


@pytest.mark.parametrize(
    ("what", "answers", "shown"),
    [
        ("terms", {"terms": "Why was nobody asked?", **on(2015, 6, 1)}, "Why was nobody asked?"),
        ("plan", {"what": "challenge", **on(2015, 11, 1, "day"), **on(2015, 6, 1)}, "1 November 2015"),
        ("stage", {"stage": "agencies", "text": "Letters sent.", **on(2015, 6, 1)}, "1 June 2015"),
        ("process", {"process": "inquest", "state": "expected", **on(2015, 6, 1)}, "Inquest or post-mortem"),
        ("delay", {"cause": "agency", **on(2016, 1, 1, "since"), **on(2016, 1, 9)}, "An agency’s information was late"),
    ],
)
def test_what_is_put_on_record_is_on_the_page(manager, case, what, answers, shown):
    address = f"/cases/{case}/review/{what}/new"
    assert "There is a problem" in manager.post(address, {}).content.decode()
    assert manager.post(address, answers).status_code == 302
    assert shown.replace("’", "&#39;") in page(manager, f"/cases/{case}/review")


def test_a_day_that_moves_needs_a_reason(manager, case):
    moved = {"what": "draft", **on(2015, 12, 1, "day"), **on(2015, 9, 1)}
    html = manager.post(f"/cases/{case}/review/plan/new", moved).content.decode()
    assert "Say why it moves" in html
    assert manager.post(f"/cases/{case}/review/plan/new", {**moved, "reason": "The trial."}).status_code == 302


def test_a_day_to_come_is_shown_before_it_comes(manager, case):
    answers = {"what": "publication", **on(2031, 12, 1, "day"), **on(2015, 6, 1)}
    manager.post(f"/cases/{case}/review/plan/new", answers)
    assert "1 December 2031" in page(manager, f"/cases/{case}/review")


def test_a_reviewer_who_does_not_declare_independence_is_not_appointed(manager, case):
    [one] = reviewers.entries(by=MANAGER)
    answers = {"reviewer": one.key, "part": "second", "independent": "no", **on(2015, 6, 1)}
    assert "choose another" in manager.post(f"/cases/{case}/review/reviewer/new", answers).content.decode()
    assert len(the_file(case).engagements) == 1


def test_a_review_that_nobody_decided_on_has_no_page_of_its_own(case, manager):
    other = a_case(decided_not_to_initiate="2015-05-12")
    assert "No review was decided on" in page(manager, f"/cases/{other}/review")
    assert manager.get(f"/cases/{case}/review/nonsense/new").status_code == 404


# ── Open reviews ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_open_reviews_are_listed_by_age_with_what_holds_them_up(case, client_of):
    for who in (MANAGER, CHAIR, SECRETARY):
        html = page(client_of(who), "/reviews")
        assert case in html
        assert "Over 2 years" in html
        assert "Criminal investigation or trial 31" in html
    assert case not in page(client_of(OTHER_MANAGER), "/reviews")


# ── The register ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_able_reviewer_whom_nobody_has_tried_is_found(manager):
    answers = {"name": "Tamar New", "skills": ["analysis", "writing"], **on(2015, 6, 1)}
    response = manager.post("/reviewers/new", answers)
    assert "Not tried yet" in page(manager, response["Location"])
    html = page(manager, "/reviewers?skill=writing&untried=on")
    assert "Tamar New" in html
    assert "Rhona Reader" not in html


def test_a_past_post_in_an_organisation_of_the_case_is_seen_before_somebody_is_appointed(manager, case):
    [one] = reviewers.entries(by=MANAGER)
    post = {"organisation": "The Aldermarsh County Council", "post": "Head of service", **on(2015, 6, 1)}
    assert manager.post(f"/reviewers/{one.key}/post/new", post).status_code == 302
    html = page(manager, f"/cases/{case}/review/reviewer/new")
    assert "past post: Head of service in The Aldermarsh County Council" in html
    assert "Elsewhere" not in html


def test_what_a_board_says_is_told_with_its_name(manager):
    [one] = reviewers.entries(by=MANAGER)
    said = {"text": "Late, and worth it.", "again": "yes", **on(2015, 6, 2)}
    assert manager.post(f"/reviewers/{one.key}/feedback/new", said).status_code == 302
    html = page(manager, f"/reviewers/{one.key}")
    assert "Late, and worth it." in html
    assert "Aldermarsh Board" in html
