"""Findings and recommendations as reports of this field set them out."""

import pytest

from casereview.documents import extract, structure
from casereview.documents.structure import To
from tests.others import DOCUMENTS

REPORT = (
    """5 Findings
Finding 1: Health visitors did not see the child alone between March and July, because the
team had three vacancies and visits were covered by whoever was on duty.
Finding 2: The strategy meeting was held without the school.
It was told of the meeting a day late.
Finding 3: Housing officers recorded damp and cold in the home and told nobody.
6 Recommendations
Recommendation 1: The Director of Children’s Services should ensure that strategy meetings
are not held without the child’s school. Lead: Head of Safeguarding. By 31 March 2016.
Recommendation 2: NHS England should fund cover for health visitors’ vacancies, so that
children are seen (finding 1).
""",
    """Recommendation 3: Social workers must read the whole file before a first visit.
Recommendation 4: Better communication within three months.
7 Conclusion
The board should be proud of its staff.
""",
)


@pytest.fixture(scope="module")
def report():
    return structure.propose(REPORT)


def test_findings_and_recommendations_are_proposed_with_their_passages(report):
    assert [one.label for one in report.findings] == ["1", "2", "3"]
    assert [(one.label, one.passage.page) for one in report.recommendations] == [("1", 1), ("2", 1), ("3", 2), ("4", 2)]
    for one in (*report.findings, *report.recommendations):
        page = REPORT[one.passage.page - 1]
        assert " ".join(page[one.passage.start : one.passage.end].split()) == one.passage.text


def test_a_finding_that_says_no_why_is_shown(report):
    assert [one.label for one in report.without_why] == ["2", "3"]
    assert report.findings[0].why == "because"


def test_a_recommendation_has_its_addressee_owner_and_date_where_it_names_them(report):
    first, second, third, fourth = report.recommendations
    assert (first.addressee, first.owner, first.date) == (
        "Director of Children’s Services",
        "Head of Safeguarding",
        "31 March 2016",
    )
    assert (second.addressee, second.owner, second.date) == ("NHS England", "", "")
    assert fourth.date == "within three months"
    assert report.without("addressee") == (fourth,)
    assert report.without("owner") == (second, third, fourth)


def test_it_is_counted_to_whom_recommendations_go_and_all_are_counted(report):
    assert report.addressed == {
        To.FRONT_LINE: 1,
        To.SENIOR_MANAGERS: 1,
        To.BOARD: 0,
        To.NATIONAL: 1,
        To.NOT_SAID: 1,
    }


def test_a_recommendation_rests_on_the_finding_that_it_names_or_shares_its_words_with(report):
    first, second, third, fourth = report.recommendations
    assert (first.finding, first.found_by) == (1, "by words they share")
    assert (second.finding, second.found_by) == (0, "named")
    assert report.without_finding == (third, fourth)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Recommendations\n1. The LSCB should audit referrals.\n2. The Trust should audit its records.", 2),
        (
            "Recommendations for the Board\n• The Board should seek assurance on visits.\n• The Board should report.\nAppendix A",
            2,
        ),
        ("R1 The Board should seek assurance on visits.\nR2 The police should review their logs.", 2),
        ("It is recommended that the Board reviews its threshold document.", 1),
        ("The Bureau recommends that the Authority consider the benefits of such a rule.", 1),
        ("Contents\nRecommendations ........ 12\nRecommendation 1 ....... 13", 0),
        (
            "The previous review’s recommendation 3 was accepted in 2012.\nRecommendation 3 was carried out by the board.",
            0,
        ),
    ],
)
def test_recommendations_are_found_however_they_are_set_out(text, count):
    assert len(structure.propose([text]).recommendations) == count


def test_a_heading_says_to_whom_what_stands_under_it_goes():
    (one,) = structure.propose(
        ["Recommendations for Hexworth NHS Trust\n1. Review the policy on discharge from hospital."]
    ).recommendations
    assert (one.addressee, one.to) == ("Hexworth NHS Trust", To.SENIOR_MANAGERS)


def test_the_same_recommendation_in_the_summary_counts_once():
    once = "Recommendation 1: The LSCB should audit referrals made by schools each quarter.\n"
    assert len(structure.propose([once, "text", once]).recommendations) == 1


@pytest.mark.skipif(DOCUMENTS is None, reason="the documents by others are not here")
def test_real_reports_findings_are_found():
    found = structure.propose(extract.read(DOCUMENTS / "TSB_a_2011_F0012.pdf").pages)
    assert len([one for one in found.findings if one.passage.page == 18]) >= 10
    rules = structure.propose(extract.read(DOCUMENTS / "ATSB_a_2007_030.pdf").pages).recommendations
    assert any(one.addressee == "Civil Aviation Safety Authority" and one.to == To.NATIONAL for one in rules)
