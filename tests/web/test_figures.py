"""The figures: every number is the size of a list that can be opened; and nobody learns of a case from a number."""

import csv
import html
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casereview.casework import acts, counting
from casereview.rules import figures
from casereview.rules.definitions import DEFINITIONS, PERIOD
from casereview.rules.figures import NON_INITIATION_PILES, NON_PUBLICATION_PILES, Period, panel_year
from casereview.web.figures import asked
from tests.factories import (
    ANALYST,
    CHAIR,
    MANAGER,
    MEMBER,
    NOTIFIER,
    OTHER_CHAIR,
    OTHER_NOTIFIER,
    SECRETARY,
    a_case,
    a_notification,
)

YEAR = "from=2014-07-01&to=2015-06-30"
AS_REPORTED = f"{YEAR}&as_at=2015-10-31"
PAGES = ("/figures", "/figures/changes", "/figures.csv", "/figures.json", *(f"/figures/{key}" for key in DEFINITIONS))
Client_of = Callable[..., Client]


@pytest.fixture
def record(db: None) -> dict[str, str]:
    """Cases of two years, in several piles, with words and names that must not be seen."""
    found = {
        "only notified": a_notification(on="2015-04-01", notifier=OTHER_NOTIFIER, incident=CANARY).case_id,
        "withdrawn": _withdrawn(),
        "the year before": a_case(notified="2014-02-03", decided_to_initiate="2014-03-03", told="2014-03-05"),
        "initiated": a_case(
            notified="2014-09-01", decided_to_initiate="2014-10-01", told="2014-10-02", incident=CANARY
        ),
        "agreed": a_case(
            notified="2014-10-06",
            decided_not_to_initiate="2014-11-03",
            submitted="2014-11-10",
            advised=("2014-12-08", "agree"),
        ),
        "awaited": a_case(
            notified="2015-02-02",
            decided_not_to_initiate="2015-03-02",
            submitted="2015-03-09",
            advised=("2015-05-11", "refer_back"),
            responded=("2015-07-01", "explains"),
            then_advised=("2015-12-07", "satisfied"),
        ),
        "proposed": a_case(
            notified="2013-09-02",
            decided_to_initiate="2013-10-01",
            told="2013-10-02",
            reported="2015-02-02",
            proposed_not_to_publish=("2015-02-09", "not_published"),
            advised_on_publication=("2015-04-13", "refer_back", ""),
            published="2016-02-01",
        ),
        "reported": a_case(
            notified="2013-09-03", decided_to_initiate="2013-10-01", told="2013-10-02", reported="2015-01-12"
        ),
    }
    acts.contact(by=SECRETARY, on=date(2014, 11, 4), kind="out_of_remit", subject="CANARY of a grandparent")
    return found


CANARY = {"description": "CANARY of what happened"}


def _withdrawn() -> str:
    notification = a_notification(on="2015-03-04")
    acts.withdraw(
        notification.case_id,
        by=NOTIFIER,
        on=date(2015, 3, 20),
        notification=notification.id,
        reason="The criteria were not met.",
    )
    return notification.case_id


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


# ── Numbers and lists ───────────────────────────────────────────────────────────────────────────────────────────────


def test_every_number_on_the_page_is_the_size_of_the_list_that_it_leads_to(client_of: Client_of, record: Any) -> None:
    client = client_of(ANALYST)
    page = client.get(f"/figures?{AS_REPORTED}").content.decode()
    numbers = re.findall(r'href="(/figures/[a-z_]+\?[^"#]+)">(?:<strong>)?([0-9,]+)', page)
    assert len(numbers) > 50
    for address, number in set(numbers):
        behind = text(client.get(html.unescape(address)))
        counted = re.search(r"([0-9,]+) counted", behind)
        assert (counted.group(1) if counted else "0") == number, address


def test_the_piles_lie_where_the_rules_put_them(client_of: Client_of, record: dict[str, str]) -> None:
    client = client_of(ANALYST)
    places = {
        "notifications?by=incident_kind&pile=death": {"only notified", "initiated", "agreed", "awaited"},
        "initiations?pile=initiations": {"initiated"},
        "non_initiations?pile=agreed": {"agreed"},
        "non_initiations?pile=awaited": {"awaited"},
        "completed_reports?": {"reported"},
        "non_publications?by=of_which&pile=disagreed": {"proposed"},
        "non_publications?pile=disagreed_awaited": {"proposed"},
        "published_of_initiated?pile=not_published": {"initiated"},
    }
    for place, names in places.items():
        key, _, pile = place.partition("?")
        page = client.get(f"/figures/{key}?{AS_REPORTED}&{pile}").content.decode()
        assert {name for name, reference in record.items() if f">{reference}</a>" in page} == names, place


def test_the_page_the_json_and_the_csv_say_the_same(client_of: Client_of, record: Any) -> None:
    client = client_of(ANALYST)
    counted = counting.count(panel_year(2014), as_at=date(2015, 10, 31))
    as_json = client.get(f"/figures.json?{AS_REPORTED}")
    assert json.loads(as_json.content) == counting.as_json(counted)
    assert as_json["Content-Type"] == "application/json"
    as_csv = client.get(f"/figures.csv?{AS_REPORTED}")
    assert as_csv["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="figures-2014-07-01-to-2015-06-30-as-at-2015-10-31.csv"' in as_csv["Content-Disposition"]
    rows = list(csv.DictReader(StringIO(as_csv.content.decode(), newline="")))
    for key, figure in counted.figures.items():
        numbers = {(row["by"], row["pile"]): row for row in rows if row["figure"] == key}
        assert int(numbers["", "total"]["number"]) == figure.total
        assert int(numbers["", "total"]["year_before"]) == counted.before[key].total
        for pile, members in figure.piles.items() if len(figure.piles) > 1 else ():
            assert int(numbers["", pile]["number"]) == len(members)


def test_a_year_before_is_a_year_of_its_own(client_of: Client_of, record: dict[str, str]) -> None:
    """What a number of the year before leads to is the page of that year."""
    page = client_of(ANALYST).get(f"/figures?{AS_REPORTED}").content.decode()
    address = "/figures/initiations?from=2013-07-01&amp;to=2014-06-30&amp;as_at=2015-10-31"
    assert f'href="{address}">3<' in page
    assert f">{record['the year before']}</a>" in client_of(ANALYST).get(html.unescape(address)).content.decode()


# ── As at, and as known at ──────────────────────────────────────────────────────────────────────────────────────────


def test_what_came_later_moves_the_figures_and_the_page_says_which_case_and_why(
    client_of: Client_of, record: dict[str, str]
) -> None:
    client = client_of(ANALYST)
    then = text(client.get(f"/figures?{AS_REPORTED}"))
    assert "These are not the latest figures. Left out as later: 2 facts" in then
    moves = client.get(f"/figures/changes?{AS_REPORTED}&later_as_at=2016-06-30")
    assert f">{record['awaited']}</a>" in moves.content.decode()
    assert f">{record['proposed']}</a>" in moves.content.decode()
    assert f">{record['agreed']}</a>" not in moves.content.decode()
    said = text(moves)
    assert "An answer or information is awaited The panel was satisfied in the end" in said
    assert "(satisfied with the explanation), 7 December 2015, recorded" in said
    assert "Disagreed: awaited Disagreed: published since" in said
    assert "Report published (in full), 1 February 2016" in said


def test_two_counts_can_be_named_in_either_order(client_of: Client_of, record: Any) -> None:
    client = client_of(ANALYST)
    one = client.get(f"/figures/changes?{AS_REPORTED}&later_as_at=2016-06-30")
    other = client.get(f"/figures/changes?{YEAR}&as_at=2016-06-30&later_as_at=2015-10-31")
    assert re.findall("<td.*?</td>", one.content.decode()) == re.findall("<td.*?</td>", other.content.decode())


def test_a_correction_leaves_the_earlier_figures_as_they_were(client_of: Client_of, record: dict[str, str]) -> None:
    client = client_of(ANALYST)
    before = timezone.now()
    known = f"{AS_REPORTED}&known_at={asked.written(before)}"
    earlier = client.get(f"/figures.json?{known}").json()["figures"]["non_initiations"]["piles"]
    [advice] = counting.files.read([record["agreed"]])[0].advice
    acts.correct(
        record["agreed"], by=SECRETARY, kind="advice", fact=advice.id, why="Misheard.", view="disagree", grounds="other"
    )
    now = client.get(f"/figures.json?{AS_REPORTED}").json()["figures"]["non_initiations"]["piles"]
    assert (earlier["agreed"], now["agreed"]) == (1, 0)
    assert client.get(f"/figures.json?{known}").json()["figures"]["non_initiations"]["piles"] == earlier
    stages = {
        "The panel agreed Not reviewed": known,
        "An answer or information is awaited Back with the board": AS_REPORTED,
    }
    for stage, days in stages.items():
        assert stage in text(client.get(f"/figures/non_initiations?{days}"))
    page = text(client.get(f"/figures?{known}"))
    assert "1 fact that came to be known after" in page
    moved = text(client.get(f"/figures/changes?{known}&later_as_at=2015-10-31"))
    assert f"{record['agreed']} Decisions not to review The panel agreed An answer or information is awaited" in moved
    assert "(disagrees), 8 December 2014, corrected" in moved


def test_the_days_of_the_page_go_with_every_link_on_it(client_of: Client_of, record: Any) -> None:
    known = "2016-01-31"
    page = client_of(ANALYST).get(f"/figures?{AS_REPORTED}&known_at={known}").content.decode()
    for address in re.findall(r'href="(/figures(?:/[a-z_]+|\.csv|\.json)\?[^"#]+)"', page):
        assert "as_at=2015-10-31" in address
        assert f"known_at={known}" in address


def test_a_case_is_shown_as_it_stood(client_of: Client_of, record: dict[str, str]) -> None:
    """From a list as at a day, a case opens as at that day."""
    client = client_of(ANALYST)
    page = client.get(f"/figures/non_initiations?{AS_REPORTED}&pile=awaited").content.decode()
    address = re.search(rf'href="(/cases/{record["awaited"]}[^"]*)"', page)
    assert address
    case = text(client.get(html.unescape(address.group(1))))
    assert "as at 31 October 2015" in case
    assert "7 December 2015" not in case


def test_the_page_begins_with_the_latest_panel_year_of_which_anything_is_known(
    client_of: Client_of, record: Any
) -> None:
    assert "Figures of 2014/15" in text(client_of(ANALYST).get("/figures"))
    assert counting.latest_year(date(2015, 6, 30)) == panel_year(2013)
    assert counting.latest_year(date(2015, 7, 1)) == panel_year(2014)


def test_where_nothing_is_known_the_page_says_so(client_of: Client_of, db: None) -> None:
    latest = panel_year(timezone.localdate().year)
    assert counting.latest_year(timezone.localdate()) in (
        panel_year(latest.first.year - 1),
        panel_year(latest.first.year - 2),
    )
    assert "Nothing is on record for this period" in text(client_of(ANALYST).get("/figures"))


# ── Who sees what ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", [NOTIFIER, MANAGER, CHAIR], ids=lambda who: str(who.role))
def test_the_figures_are_for_analysts_and_the_panel(client_of: Client_of, path: str, who: Any) -> None:
    answer = client_of(who).get(path)
    assert answer.status_code == 403
    assert "the DfE's analysts and the national panel" in text(answer)
    assert Client().get(path)["Location"].startswith("/sign-in")


def test_analysts_see_no_names_and_no_words(client_of: Client_of, record: Any) -> None:
    client = client_of(ANALYST)
    for path in PAGES:
        found = client.get(f"{path}?{YEAR}&as_at=2016-06-30").content.decode()
        assert "CANARY" not in found
        assert "Vale" not in found


@pytest.mark.parametrize("who", [SECRETARY, MEMBER], ids=lambda who: str(who.role))
def test_the_panel_learns_of_no_case_that_has_not_come_to_it(
    client_of: Client_of, record: dict[str, str], who: Any
) -> None:
    """They get the number of the cases that they may not open, and no reference."""
    client = client_of(who)
    hidden = {"only notified", "withdrawn"} | ({"initiated", "reported", "the year before"} if who is MEMBER else set())
    seen = set()
    for period in (YEAR, "from=2013-07-01&to=2014-06-30"):
        for path in PAGES:
            page = client.get(f"{path}?{period}").content.decode()
            seen |= {name for name, reference in record.items() if reference in page}
    assert seen == set(record) - hidden
    some = text(client.get(f"/figures/notifications?{AS_REPORTED}"))
    assert "4 counted. 1 of them is not listed" in some or "4 counted. 2 of them are not listed" in some


def test_what_moved_unseen_is_a_number(client_of: Client_of, record: dict[str, str]) -> None:
    on = (timezone.localdate() - timedelta(days=3)).isoformat()
    hidden = a_case(notified=on, notifier=OTHER_NOTIFIER)
    period = f"from={on}&to={timezone.localdate()}&as_at=2016-01-01"
    moved = client_of(SECRETARY).get(f"/figures/changes?{period}")
    assert hidden not in moved.content.decode()
    assert "1 more moved that is not listed for you" in text(moved)
    assert hidden in client_of(ANALYST).get(f"/figures/changes?{period}").content.decode()


def test_each_look_behind_a_number_is_on_record(client_of: Client_of, record: dict[str, str]) -> None:
    from casereview.casework.models import Look

    client_of(SECRETARY).get(f"/figures/non_initiations?{AS_REPORTED}")
    looks = Look.objects.filter(by=SECRETARY.username, purpose="figures")
    assert sorted(looks.values_list("cases", flat=True)) == [1, 2]  # the count; and the two cases behind it


# ── What people type ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("from=31+June+2015&to=2015-07-01", "The first day must be a real date, like 31 October 2015"),
        ("from=2015-07-01&to=2014-06-30", "The last day must be 1 July 2015 or later"),
        ("from=2015-07-01", "Enter the last day of the period"),
        (f"{YEAR}&as_at=2999-01-01", "The as-at day must be a real date"),
        (f"{YEAR}&as_at=2099-01-01", "The as-at day must be today or in the past"),
        (f"{YEAR}&known_at=2015-02-30", "The as-known-at day must be a real date"),
        (f"{YEAR}&known_at=2099-01-01T09:00Z", "The as-known-at day must be today or in the past"),
    ],
)
def test_a_day_that_is_none_is_explained_and_nothing_typed_is_lost(
    client_of: Client_of, db: None, typed: str, said: str
) -> None:
    client = client_of(ANALYST)
    page = client.get(f"/figures?{typed}")
    assert "There is a problem" in text(page)
    assert said in text(page)
    for value in [part.partition("=")[2].replace("+", " ") for part in typed.split("&")]:
        shown = asked.read_day(value)
        assert f'value="{asked.tags.day(shown) if shown else value}"' in page.content.decode()
    for machine in ("/figures.csv", "/figures.json"):
        answer = client.get(f"{machine}?{typed}")
        assert answer.status_code == 400
        assert said in answer.content.decode()


@pytest.mark.parametrize(
    "day", ["2015-10-31", "31 October 2015", "31 oct 2015", "31/10/2015", "31.10.2015", " 31-10-2015 "]
)
def test_a_day_can_be_written_as_people_write_days(client_of: Client_of, db: None, day: str) -> None:
    page = client_of(ANALYST).get("/figures", {"from": "2014-07-01", "to": "2015-06-30", "as_at": day})
    assert "1 July 2014 to 30 June 2015, as at 31 October 2015" in text(page)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from([*PAGES, "/figures/nothing"]),
    typed=st.dictionaries(
        st.sampled_from(["from", "to", "as_at", "known_at", "later_as_at", "by", "pile", "page"]),
        st.one_of(st.text(max_size=30), st.dates().map(str), st.datetimes().map(str), st.just("9" * 400)),
    ),
)
def test_nothing_that_is_asked_breaks_the_pages(client_of: Client_of, db: None, path: str, typed: Any) -> None:
    assert client_of(ANALYST).get(path, typed).status_code in (200, 400, 404)


@pytest.mark.parametrize("path", ["/figures/nothing", "/figures/boards?pile=agreed", "/figures/boards?by=region"])
def test_a_number_that_there_is_not_is_not_found(client_of: Client_of, db: None, path: str) -> None:
    assert client_of(ANALYST).get(path).status_code == 404


def test_the_pages_are_read_and_never_written(client_of: Client_of, db: None) -> None:
    for path in PAGES:
        assert client_of(ANALYST).post(path).status_code == 405


# ── Definitions ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_figure_and_every_pile_is_defined(record: Any) -> None:
    counted = counting.count(panel_year(2014), as_at=date(2015, 10, 31)).figures
    assert list(DEFINITIONS) == list(counted)
    for key, figure in counted.items():
        assert list(DEFINITIONS[key].piles) == list(figure.piles)
        assert set(DEFINITIONS[key].subsets) == set(figure.subsets)
        assert set(DEFINITIONS[key].breakdowns) == set(figure.breakdowns)
        assert DEFINITIONS[key].title == figure.title
    assert tuple(DEFINITIONS["non_initiations"].piles) == NON_INITIATION_PILES
    assert tuple(DEFINITIONS["non_publications"].piles) == NON_PUBLICATION_PILES


def test_the_page_and_the_document_say_of_each_figure_what_its_definition_says(
    client_of: Client_of, record: Any
) -> None:
    document = re.sub(r"\s+", " ", (Path(__file__).parents[2] / "docs" / "figures.md").read_text(encoding="utf-8"))
    page = text(client_of(ANALYST).get(f"/figures?{AS_REPORTED}"))
    sentences = [*PERIOD]
    for definition in DEFINITIONS.values():
        sentences += [definition.counts, definition.day, definition.paragraphs, *(n.text for n in definition.notes)]
        piles = [*definition.piles.values(), *definition.subsets.values()] if len(definition.piles) > 1 else []
        sentences += [sentence for pile in piles for sentence in (pile.words, pile.rule)]
    for sentence in sentences:
        assert sentence in document
        assert sentence in page


# ── Speed ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_number_of_queries_does_not_grow_with_the_number_of_cases(client_of: Client_of, record: Any) -> None:
    clients = client_of(ANALYST), client_of(SECRETARY)
    paths = [f"{path}?{AS_REPORTED}" for path in PAGES]

    def queries() -> list[int]:
        found = []
        for client in clients:
            for path in paths:
                counting._counted.cache_clear()
                counting._years.cache_clear()
                with CaptureQueriesContext(connection) as captured:
                    client.get(path)
                found.append(len(captured))
        return found

    for client in clients:
        client.get(paths[0])
    few = queries()
    for month in range(1, 7):
        a_case(
            notified=f"2015-0{month}-01",
            decided_not_to_initiate=f"2015-0{month}-20",
            submitted=f"2015-0{month}-21",
            advised=(f"2015-0{month}-25", "agree"),
        )
    assert queries() == few


def test_moved_is_empty_between_a_count_and_itself(record: Any) -> None:
    counted = counting.count(Period(date(2013, 7, 1), date(2015, 6, 30)), as_at=date(2015, 10, 31))
    assert not any(counting.moved(figure, figure) for figure in counted.figures.values())


# ── The examples of docs/figures.md ─────────────────────────────────────────────────────────────────────────────────


def piles(reference: str, key: str, year: int, *days: str) -> list[str | None]:
    """In which pile of a figure of a panel year a case lies, as at each of some days."""
    found: list[str | None] = []
    for day in days:
        figure = counting.count(panel_year(year), as_at=date.fromisoformat(day)).figures[key]
        lists = {pile for pile, members in figure.piles.items() if reference in {m.reference for m in members}}
        found.append(lists.pop() if lists else None)
    return found


def test_example_of_notifications(db: None) -> None:
    reference = _withdrawn()
    assert piles(reference, "notifications", 2014, "2015-03-10", "2015-03-31") == ["notifications", None]


def test_example_of_initiations(db: None) -> None:
    reference = a_case(notified="2015-06-01", decided_to_initiate="2015-06-28", told="2015-07-03")
    assert piles(reference, "initiations", 2014, "2015-06-30", "2015-10-31") == [None, None]
    assert piles(reference, "initiations", 2015, "2015-07-02", "2015-10-31") == [None, "initiations"]


def test_example_of_non_initiations(db: None) -> None:
    reference = a_case(
        notified="2015-04-07",
        decided_not_to_initiate="2015-05-12",
        submitted="2015-05-18",
        advised=("2015-06-08", "refer_back"),
        responded=("2015-07-01", "declines"),
        then_decided_to_initiate="2015-09-20",
    )
    days = "2015-06-30", "2015-07-31", "2015-10-31"
    assert piles(reference, "non_initiations", 2014, *days) == ["awaited", "not_accepted", "initiated"]
    assert piles(reference, "initiations", 2015, "2015-10-31") == [None]


def test_example_of_completed_reports(db: None) -> None:
    reference = a_case(
        notified="2014-04-07",
        decided_to_initiate="2014-05-12",
        told="2014-05-13",
        reported="2015-05-12",
        proposed_not_to_publish=("2015-06-02", "summary"),
        advised_on_publication=("2015-06-08", "agree", "summary"),
    )
    days = "2015-05-31", "2015-06-30"
    assert piles(reference, "completed_reports", 2014, *days) == ["completed_reports", None]
    assert piles(reference, "non_publications", 2014, *days) == [None, "agreed_summary"]


def test_example_of_non_publications(db: None) -> None:
    reference = a_case(
        notified="2014-04-07",
        decided_to_initiate="2014-05-12",
        told="2014-05-13",
        reported="2015-03-12",
        proposed_not_to_publish=("2015-03-16", "anonymous"),
        advised_on_publication=("2015-04-13", "refer_back", ""),
    )
    acts.advise(
        reference,
        by=SECRETARY,
        on=date(2016, 1, 14),
        matter="non_publication",
        view="agree",
        route="anonymous",
        text=".",
    )
    days = "2015-10-31", "2016-06-30"
    assert piles(reference, "non_publications", 2014, *days) == ["disagreed_awaited", "agreed_anonymous"]


def test_example_of_boards(db: None) -> None:
    a_notification()
    acts.contact(by=SECRETARY, on=date(2014, 7, 1), kind="nil_return", board="B1")
    this = counting.count(panel_year(2014), as_at=date(2015, 10, 31))
    assert [member.name for member in this.figures["boards"].piles["contacted"]] == ["B1"]
    assert "B1" in {member.name for member in this.before["boards"].subsets["never"]}


def test_example_of_published_of_initiated(db: None) -> None:
    reference = a_case(notified="2013-08-07", decided_to_initiate="2013-09-10", published="2015-10-02")
    days = "2015-09-30", "2015-10-31"
    assert piles(reference, "published_of_initiated", 2013, *days) == ["not_published", "published"]


def test_a_percentage_is_rounded_as_the_report_prints_it() -> None:
    assert [figures.percentage(part, 107) for part in (86, 6, 10, 3, 2)] == [80, 6, 9, 3, 2]
    assert (figures.percentage(1, 8), figures.percentage(0, 0)) == (13, None)


@pytest.mark.parametrize("who", [OTHER_CHAIR], ids=["another board"])
def test_another_boards_people_get_no_figures_either(client_of: Client_of, who: Any) -> None:
    assert client_of(who).get("/figures").status_code == 403
