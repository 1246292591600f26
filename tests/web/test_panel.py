"""The panel's secretariat: what has come in, its check, the advice, the answer, and what belongs to no case."""

import re
from datetime import date

import pytest

from casereview.casework import acts
from casereview.casework.models import Advice, Check, Contact, Meeting, Publication, Report, Response
from casereview.ledger import chain
from tests.factories import (
    ANALYST,
    CHAIR,
    MANAGER,
    MEMBER,
    NOTIFIER,
    OTHER_MANAGER,
    SECRETARY,
    a_case,
    organisations,
    the_file,
)

pytestmark = pytest.mark.django_db

REVIEWED = {"decided_to_initiate": "2015-04-20", "told": "2015-04-21"}
NOT_REVIEWED = {"decided_not_to_initiate": "2015-04-20", "submitted": "2015-04-21"}


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("&#39;", "'")


def on(day: str, name: str = "on") -> dict[str, str]:
    year, month, number = day.split("-")
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}


def token_on(client, path: str) -> dict[str, str]:
    return {"token": re.search(r'name="token" value="([^"]*)"', client.get(path).content.decode())[1]}


def submission_of(case: str) -> str:
    return the_file(case).submissions[-1].id


@pytest.fixture
def secretary(client_of):
    return client_of(SECRETARY)


# ── What has come in ────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_waits_is_grouped_by_what_is_to_be_done_and_leads_there(secretary):
    to_check, to_advise, answered = (a_case(notified=day, **NOT_REVIEWED) for day in ("2015-04-07",) * 3)
    for case in (to_advise, answered):
        acts.check(case, by=SECRETARY, submission=submission_of(case), on=date(2015, 4, 22), result="complete")
    acts.advise(
        answered, by=SECRETARY, on=date(2015, 5, 6), matter="non_initiation", view="refer_back", grounds=["other"]
    )
    acts.respond(answered, by=SECRETARY, on=date(2015, 5, 20), matter="non_initiation", position="explains")
    page = secretary.get("/panel").content.decode()
    groups = re.split(r'<h2 class="govuk-heading-m" id="\w+">', page)
    for title, case, href in (
        ("To check for completeness (1)", to_check, f"/submissions/{submission_of(to_check)}/check"),
        ("To advise on (1)", to_advise, "/advice/non_initiation"),
        ("Answers to consider (1)", answered, "/advice/non_initiation"),
    ):
        [group] = [group for group in groups if title in group]
        assert f'href="/cases/{case}{href}"' in group
        assert "A decision not to review" in group
    assert "20 May 2015" in page


def test_with_nothing_there_the_page_says_so(secretary):
    text = text_of(secretary.get("/panel"))
    assert text.count("Nothing waits.") == 3
    assert "No case has come to the panel yet." in text


def test_what_waits_longest_comes_first_and_a_long_list_is_paged(secretary):
    days = [f"2015-05-{day:02}" for day in range(1, 13)]
    cases = [a_case(decided_not_to_initiate="2015-04-20", submitted=day) for day in days]
    first = text_of(secretary.get("/panel")).split("To advise on")[0]
    assert first.index("1 May 2015") < first.index("10 May 2015")
    assert "12 May 2015" not in first
    assert "All 12" in first
    every = text_of(secretary.get("/panel?show=check"))
    assert all(case in every for case in cases)


@pytest.mark.parametrize("asked", ["show=nothing", "show=check&page=999", "show=check&page=-1", "show=check&page=%00"])
def test_a_list_that_is_not_there_is_answered_by_one_that_is(secretary, asked):
    assert secretary.get(f"/panel?{asked}").status_code == 200


def test_what_was_lately_told_is_listed_by_board_and_stage(secretary):
    case = a_case(**REVIEWED)
    recent = text_of(secretary.get("/panel")).split("Lately")[-1]
    assert case in recent
    assert "Aldermarsh Board" in recent
    assert "Under review" in recent


def test_a_member_sees_the_cases_that_came_with_papers_and_no_names(client_of):
    case, told = a_case(**NOT_REVIEWED), a_case(**REVIEWED)
    page = text_of(client_of(MEMBER).get("/panel"))
    assert case in page
    assert told not in page
    assert "Vale" not in page


@pytest.mark.parametrize("who", [NOTIFIER, MANAGER, CHAIR, ANALYST], ids=lambda who: who.role)
@pytest.mark.parametrize("path", ["/panel", "/panel/contacts/new", "/panel/meetings/new"])
def test_the_secretariats_pages_are_its_own(client_of, who, path):
    response = client_of(who).get(path)
    assert response.status_code == 403
    assert "This is for the panel's secretariat." in text_of(response)


# ── Checking papers ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_asked_for_stands_beside_what_came_and_what_is_missing_is_ticked(secretary):
    case = a_case(decided_not_to_initiate="2015-04-20")
    items = {"family": (True, "Told on 2 May."), "agency_summaries": (False, "Awaited.")}
    acts.submit(case, by=MANAGER, matter="non_initiation", on=date(2015, 4, 21), items=items)
    page = secretary.get(f"/cases/{case}/submissions/{submission_of(case)}/check").content.decode()
    for words in ("Half a page each", "Awaited.", "Told on 2 May.", "As set out against each limb."):
        assert words in page
    ticked = re.findall(r'name="missing" type="checkbox" value="(\w+)" checked', page)
    assert "agency_summaries" in ticked
    assert "family" not in ticked
    assert re.search(r'name="result" type="radio" value="incomplete" checked', page)


def test_a_check_tells_the_board_what_is_missing(secretary, client_of):
    case = a_case(**NOT_REVIEWED)
    path = f"/cases/{case}/submissions/{submission_of(case)}/check"
    said = {"result": "incomplete", "missing": ["family"], "text": "By the end of May, please."}
    assert secretary.post(path, on("2015-04-23") | said)["Location"] == "/panel"
    [check] = the_file(case).checks
    assert (check.result, check.missing, check.text) == ("incomplete", "family", "By the end of May, please.")
    page = text_of(client_of(MANAGER).get(f"/cases/{case}/submissions/{submission_of(case)}"))
    assert "Checked on 23 April 2015: Something is missing . By the end of May, please." in page
    assert "To check for completeness (0)" in text_of(secretary.get("/panel"))


def test_a_check_that_names_nothing_is_refused(secretary):
    case = a_case(**NOT_REVIEWED)
    path = f"/cases/{case}/submissions/{submission_of(case)}/check"
    response = secretary.post(path, on("2015-04-23") | {"result": "incomplete"})
    assert "Name what is missing" in text_of(response)
    response = secretary.post(path, on("2015-04-20") | {"result": "complete"})
    assert "before the submission came on 21 April 2015" in text_of(response)
    assert Check.objects.count() == 0


def test_papers_that_come_again_show_what_has_changed(secretary):
    case = a_case(decided_not_to_initiate="2015-04-20")
    for day, text in ((21, "Not told yet."), (28, "Told on 27 April.")):
        items = {"family": (True, text), "parallel_processes": (True, "The coroner.")}
        acts.submit(case, by=MANAGER, matter="non_initiation", on=date(2015, 4, day), items=items)
        if day == 21:
            acts.check(
                case,
                by=SECRETARY,
                submission=submission_of(case),
                on=date(2015, 4, 22),
                result="incomplete",
                missing=["family"],
            )
    page = text_of(secretary.get(f"/cases/{case}/submissions/{submission_of(case)}"))
    assert page.count("Changed since 21 April 2015") == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [(MANAGER, 200), (CHAIR, 200), (MEMBER, 200), (ANALYST, 403), (NOTIFIER, 404), (OTHER_MANAGER, 404)],
)
def test_papers_are_read_by_those_whose_role_sees_what_is_written(client_of, who, status):
    case = a_case(**NOT_REVIEWED)
    assert client_of(who).get(f"/cases/{case}/submissions/{submission_of(case)}").status_code == status


def test_only_the_secretariat_checks_advises_and_records_answers(client_of):
    case = a_case(**NOT_REVIEWED, advised=("2015-05-06", "refer_back"))
    clients = {who: client_of(who) for who in (MANAGER, CHAIR, MEMBER, ANALYST, NOTIFIER, OTHER_MANAGER)}
    before = chain.head()
    for who, client in clients.items():
        for page in (f"submissions/{submission_of(case)}/check", "advice/non_initiation", "response/non_initiation"):
            for response in (
                client.get(f"/cases/{case}/{page}"),
                client.post(f"/cases/{case}/{page}", on("2015-05-20")),
            ):
                assert response.status_code == (404 if who == OTHER_MANAGER else 403)
    assert chain.head() == before


def test_there_is_no_page_for_papers_that_did_not_come(secretary):
    case, other = a_case(**NOT_REVIEWED), a_case(**NOT_REVIEWED)
    for id in ("nothing", submission_of(other), "%00"):
        assert secretary.get(f"/cases/{case}/submissions/{id}").status_code == 404
        assert secretary.post(f"/cases/{case}/submissions/{id}/check").status_code == 404


# ── Advising ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_panels_rules_stand_beside_the_grounds_and_what_the_record_says_before_them(secretary):
    case = a_case(decided_not_to_initiate="2015-06-12", submitted="2015-06-13", post_mortem="pending")
    text = text_of(secretary.get(f"/cases/{case}/advice/non_initiation"))
    assert "The panel considers a decision not to review premature" in text
    assert "The decision is late and nothing explains the delay." in text
    assert "Unexplained delay between an incident and the Chair’s decision is challenged." in text
    assert "Satisfied with the explanation" not in text
    assert "route" not in text


def test_advice_is_put_on_record_with_its_grounds(secretary):
    case = a_case(**NOT_REVIEWED)
    said = on("2015-05-06") | {
        "view": "refer_back",
        "grounds": ["information_quantity", "serious_harm"],
        "text": "More.",
    }
    assert secretary.post(f"/cases/{case}/advice/non_initiation", said)["Location"] == "/panel"
    [advice] = the_file(case).advice
    assert (advice.on, advice.view, advice.text) == (date(2015, 5, 6), "refer_back", "More.")
    assert advice.grounds == "information_quantity;serious_harm"


def test_the_panel_may_agree_with_a_premature_decision_if_it_says_why(secretary):
    case = a_case(decided_not_to_initiate="2015-04-20", submitted="2015-04-21", post_mortem="pending")
    path = f"/cases/{case}/advice/non_initiation"
    response = secretary.post(path, on("2015-05-06") | {"view": "agree"})
    assert "Say why the panel advises so. The post-mortem results are not confirmed." in text_of(response)
    assert (
        secretary.post(path, on("2015-05-06") | {"view": "agree", "override": "It was an accident."}).status_code == 302
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"view": "refer_back"}, "Choose at least one ground"),
        ({"view": "agree", "grounds": ["other"]}, "Untick the grounds"),
        ({"view": "satisfied"}, "Select the panel’s view"),
        ({"view": "agree", "grounds": ["nothing"]}, "Select from these answers"),
        ({}, "Select the panel’s view"),
    ],
)
def test_advice_that_does_not_hold_together_is_not_put_on_record(secretary, said, words):
    case = a_case(**NOT_REVIEWED)
    response = secretary.post(f"/cases/{case}/advice/non_initiation", on("2015-05-06") | said)
    assert words in text_of(response)
    assert Advice.objects.count() == 0


def test_after_doubts_the_panel_may_be_satisfied_and_sees_what_passed(secretary):
    case = a_case(**NOT_REVIEWED, advised=("2015-05-06", "refer_back"), responded=("2015-05-20", "explains"))
    text = text_of(secretary.get(f"/cases/{case}/advice/non_initiation"))
    assert "6 May 2015, the panel: refers back for further information" in text
    assert "20 May 2015, the board: explains its decision further" in text
    said = on("2015-06-03") | {"view": "satisfied"}
    assert secretary.post(f"/cases/{case}/advice/non_initiation", said).status_code == 302
    assert [advice.view for advice in the_file(case).advice] == ["refer_back", "satisfied"]


def test_on_a_proposal_not_to_publish_agreeing_names_the_route(secretary):
    case = a_case(**REVIEWED, reported="2015-10-01", proposed_not_to_publish=("2015-10-05", "summary"))
    path = f"/cases/{case}/advice/non_publication"
    text = text_of(secretary.get(path))
    assert "a particular and serious threat to specific individuals" in text
    assert "Harm before birth" not in text
    assert "Say to which route the panel agrees." in text_of(secretary.post(path, on("2015-10-20") | {"view": "agree"}))
    refused = on("2015-10-20") | {"view": "disagree", "route": "summary", "grounds": ["other"]}
    assert "Select a route only if the panel agrees" in text_of(secretary.post(path, refused))
    agreed = on("2015-10-20") | {"view": "agree", "route": "anonymous"}
    assert secretary.post(path, agreed).status_code == 302
    assert the_file(case).advice[-1].route == "anonymous"


def test_without_papers_on_a_matter_there_is_nothing_to_advise_on(secretary):
    case = a_case(**NOT_REVIEWED)
    assert "The board has sent no papers on this." in text_of(secretary.get(f"/cases/{case}/advice/non_publication"))
    assert secretary.get(f"/cases/{case}/advice/nothing").status_code == 404


# ── The board's answer ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_boards_answer_is_put_on_record_beside_the_advice(secretary):
    case = a_case(**NOT_REVIEWED, advised=("2015-05-06", "refer_back"))
    path = f"/cases/{case}/response/non_initiation"
    text = text_of(secretary.get(path))
    assert "6 May 2015: Refers back for further information (Other)" in text
    assert "Will publish" not in text
    said = on("2015-05-20") | {"position": "declines", "text": "We keep to it."}
    assert secretary.post(path, said)["Location"] == "/panel"
    assert the_file(case).responses[0].position == "declines"
    assert "is on record already" in text_of(secretary.post(path, on("2015-05-21") | {"position": "explains"}))
    assert Response.objects.count() == 1


def test_advice_that_asks_for_no_answer_gets_none(secretary):
    case = a_case(**NOT_REVIEWED, advised=("2015-05-06", "agree"))
    path = f"/cases/{case}/response/non_initiation"
    assert "asks for no answer" in text_of(secretary.get(path))
    secretary.post(path, on("2015-05-20") | {"position": "declines"})
    assert Response.objects.count() == 0


# ── Reports ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_completed_report_is_put_on_record(secretary):
    case = a_case(**REVIEWED)
    path = f"/cases/{case}/report"
    said = on("2015-10-01") | {"title": "A report", "pages": "48", "redactions": "0"}
    assert secretary.post(path, said)["Location"] == f"/cases/{case}"
    [report] = Report.objects.all()
    assert (report.title, report.pages, report.redactions) == ("A report", 48, 0)
    assert "Enter the title of the report" in text_of(secretary.post(path, on("2015-10-01")))
    early = text_of(secretary.post(path, said | on("2015-04-01")))
    assert "The report cannot have come before the review was decided on, 20 April 2015." in early


@pytest.mark.parametrize("who", [SECRETARY, MANAGER], ids=lambda who: who.role)
def test_a_publication_is_put_on_record_by_the_secretariat_or_the_board(client_of, who):
    case = a_case(**REVIEWED, reported="2015-10-01")
    client, path = client_of(who), f"/cases/{case}/publication"
    assert "written so that it can be published without redaction" in text_of(client.get(path))
    said = on("2015-11-02") | {"route": "full", "url": "https://example.org/report"} | on("2015-11-03", "checked_on")
    assert client.post(path, said)["Location"] == f"/cases/{case}"
    [publication] = Publication.objects.all()
    assert (publication.route, publication.url) == ("full", "https://example.org/report")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "example.org", "data:text/html,x", "//example.org"])
def test_where_a_report_is_published_is_a_web_address(secretary, url):
    case = a_case(**REVIEWED, reported="2015-10-01")
    response = secretary.post(f"/cases/{case}/publication", on("2015-11-02") | {"route": "full", "url": url})
    assert "Enter a web address that begins with https:// or http://" in text_of(response)
    assert Publication.objects.count() == 0


def test_where_no_review_was_decided_on_there_is_no_report_of_one(secretary):
    case = a_case(**NOT_REVIEWED)
    for page in ("report", "publication"):
        assert "No review was decided on in this case." in text_of(secretary.get(f"/cases/{case}/{page}"))


def test_a_chair_does_not_record_reports(client_of):
    case = a_case(**REVIEWED)
    assert client_of(CHAIR).get(f"/cases/{case}/report").status_code == 403
    assert client_of(CHAIR).get(f"/cases/{case}/publication").status_code == 403


# ── What belongs to no case ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_contact_is_logged_with_its_board(secretary):
    organisations()
    path = "/panel/contacts/new"
    assert "Aldermarsh Board" in text_of(secretary.get(path))
    said = on("2015-05-06") | {"kind": "nil_return", "board": "B1", "subject": "Nothing to tell."}
    assert secretary.post(path, said)["Location"] == "/panel"
    [contact] = Contact.objects.all()
    assert (contact.kind, contact.board) == ("nil_return", "B1")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "letter"}, "Choose the board that was in contact."),
        ({"kind": "out_of_remit", "board": "B1"}, "Leave the board out."),
        ({"kind": "letter", "board": "nothing"}, "Select one of these answers"),
        ({"kind": "nothing"}, "Select what it was"),
    ],
)
def test_a_contact_names_a_board_unless_it_is_out_of_remit(secretary, said, words):
    assert words in text_of(secretary.post("/panel/contacts/new", on("2015-05-06") | said))
    assert Contact.objects.count() == 0


def test_a_meeting_is_recorded_with_those_who_attended(secretary, user_of):
    user_of(MEMBER)
    assert "Milo Member" in text_of(secretary.get("/panel/meetings/new"))
    said = on("2015-05-06") | {"attended": "Milo Member\n\n Wanda; the Chair \n"}
    assert secretary.post("/panel/meetings/new", said)["Location"] == "/panel"
    assert Meeting.objects.get().attended == "Milo Member;Wanda, the Chair"


# ── Once, and nothing absurd ────────────────────────────────────────────────────────────────────────────────────────


def test_posting_twice_is_once(secretary):
    case = a_case(**NOT_REVIEWED)
    reviewed = a_case(**REVIEWED)
    organisations()
    posts = {
        f"/cases/{case}/submissions/{submission_of(case)}/check": {"result": "complete"},
        f"/cases/{case}/advice/non_initiation": {"view": "refer_back", "grounds": ["other"]},
        f"/cases/{case}/response/non_initiation": {"position": "explains"},
        f"/cases/{reviewed}/report": {"title": "A report"},
        f"/cases/{reviewed}/publication": {"route": "full"},
        "/panel/contacts/new": {"kind": "letter", "board": "B1"},
        "/panel/meetings/new": {"attended": "Milo Member"},
    }
    for path, said in posts.items():
        posted = on("2015-06-06") | said | token_on(secretary, path)
        assert [secretary.post(path, posted).status_code for _ in range(2)] == [302, 302]
    for model in (Check, Advice, Response, Report, Publication, Contact, Meeting):
        assert model.objects.count() == 1


def test_no_answer_however_absurd_breaks_a_page(secretary):
    case = a_case(**NOT_REVIEWED, advised=("2015-05-06", "refer_back"))
    reviewed = a_case(**REVIEWED)
    names = ["result", "missing", "text", "view", "grounds", "route", "position", "title", "pages", "redactions", "url"]
    names += ["kind", "board", "subject", "attended", "token", *on("2015-06-06"), *on("2015-06-06", "checked_on")]
    pages = [f"submissions/{submission_of(case)}/check", "advice/non_initiation", "response/non_initiation"]
    paths = [f"/cases/{case}/{page}" for page in pages]
    paths += [
        f"/cases/{reviewed}/report",
        f"/cases/{reviewed}/publication",
        "/panel/contacts/new",
        "/panel/meetings/new",
    ]
    for value in ("", "a\0b", "x" * 9_000, "-1", "٣"):
        for path in paths:
            assert secretary.post(path, dict.fromkeys(names, value)).status_code < 500
            assert secretary.post(path, dict.fromkeys(names, value) | on("2015-06-06")).status_code < 500
