"""What is written of a review for reference managers, feed readers and spreadsheets is read back by their own readers."""

import csv
import io
import json
from pathlib import Path

import bibtexparser
import pytest
import rispy
from defusedxml.ElementTree import fromstring

from casereview.library import words
from casereview.web.public import atom, charts, citing, dublin, linked, reading, sitemap, tables, xml
from casereview.web.public.api import Review
from casereview.web.public.records import Point
from tests.web.public.records import AT, a_record

ATOM = f"{{{xml.ATOM}}}"


def test_ris_is_read_by_a_reference_manager():
    [read] = rispy.loads(citing.ris(a_record()))
    assert read["type_of_reference"] == "RPRT"
    assert read["title"] == a_record().title
    assert read["authors"] == ["Aldermarsh & Fenn Safeguarding Children Board,"]
    assert (read["year"], read["date"]) == ("2015", "2015/10/31/")
    assert read["keywords"] == ["Neglect", "Hidden men"]
    assert read["abstract"] == "A baby was injured. Nobody had asked."


def test_a_line_of_a_title_cannot_become_a_field_of_its_own():
    [read] = rispy.loads(citing.ris(a_record(title="One\r\nAU  - Mallory, M")))
    assert read["title"] == "One AU - Mallory, M"
    assert len(read["authors"]) == 1


def test_bibtex_is_read_and_holds_no_command_of_tex():
    text = citing.bibtex(a_record())
    [read] = bibtexparser.loads(text).entries
    assert (read["ENTRYTYPE"], read["ID"], read["year"], read["month"]) == ("techreport", "R12", "2015", "October")
    assert r"100\% \& more\_of\_it \{means\}" in read["title"]


@pytest.mark.parametrize(
    ("published", "ris", "line"),
    [
        ("2015-10-31", "DA  - 2015/10/31/", "(2015) Child V. Serious case review, published 31 October 2015."),
        ("2015-10", "DA  - 2015/10//", "(2015) Child V. Serious case review, published October 2015."),
        ("2015", "DA  - 2015///", "(2015) Child V. Serious case review, published 2015."),
        ("", "PB  - ", "(no date) Child V. Serious case review."),
    ],
)
def test_a_day_is_cited_as_far_as_it_is_known(published, ris, line):
    record = a_record(published=published, title="Child V")
    assert ris in citing.ris(record)
    assert line in citing.plain(record)


def test_dublin_core_says_each_value_in_an_element_of_its_own():
    said = list(dublin.elements(a_record()))
    assert [value for name, value in said if name == "subject"] == ["Neglect", "Hidden men"]
    assert ("date", "2015-10-31") in said
    assert all(value for _, value in said)


def test_data_in_a_page_cannot_end_the_element_that_holds_it():
    record = a_record(title="</script><script>alert(1)</script>")
    html = str(linked.script(linked.report(record)))
    assert html.count("<") == 2
    inside = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(inside)["name"] == record.title


def test_a_feed_says_when_each_entry_came_and_where_it_is_read():
    body = atom.feed([a_record()], title="New", address="https://a.example/f", page="https://a.example/")
    feed = fromstring(body)
    assert feed.findtext(f"{ATOM}updated") == "2016-01-20T09:30:00Z"
    entry = feed.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == a_record().address
    assert [link.get("rel") for link in entry.iter(f"{ATOM}link")] == ["alternate", "enclosure"]


def test_an_empty_feed_is_a_feed():
    feed = fromstring(atom.feed([], title="New", address="https://a.example/f", page="https://a.example/"))
    assert feed.findtext(f"{ATOM}updated")


def test_what_xml_cannot_say_is_left_out():
    record = a_record(title="Child\x00 V\x0b\ufffe", abstract="\ud800 fine")
    feed = fromstring(atom.feed([record], title="\x01", address="https://a.example/f", page=""))
    assert feed.find(f"{ATOM}entry").findtext(f"{ATOM}title") == "Child V"


def test_a_sitemap_says_when_what_is_known_to_change_did():
    part = fromstring(sitemap.part([("https://a.example/1", AT.date()), ("https://a.example/2", None)]))
    assert [len(url) for url in part] == [2, 1]


def test_the_spreadsheet_and_the_lines_say_the_same():
    records = [a_record(), a_record(id="R13", title='=HYPERLINK("http://evil.example")', anonymous=True)]
    rows = list(csv.DictReader(io.StringIO("".join(tables.as_csv(records)))))
    lines = [json.loads(line) for line in tables.as_json_lines(records)]
    assert [row["id"] for row in rows] == [line["id"] for line in lines] == ["R12", "R13"]
    assert rows[0]["themes"] == "Neglect | Hidden men"
    assert lines[0]["recommendations"][0]["addressed_to"] == "The board"
    assert (rows[1]["anonymous"], lines[1]["anonymous"]) == ("yes", True)
    assert rows[1]["title"].startswith("'=")
    assert lines[1]["title"].startswith("=")


def test_the_dictionary_explains_every_column_and_the_interface_has_the_same():
    names = [column.name for column in tables.COLUMNS]
    assert list(tables.row(a_record())) == names == list(Review.model_fields)
    assert all(column.meaning for column in tables.COLUMNS)
    assert Review(**tables.row(a_record()))


def test_the_page_for_those_who_use_the_data_explains_every_column():
    page = (Path(__file__).parents[3] / "docs" / "repository.md").read_text(encoding="utf-8")
    assert all(f"| `{c.name}` | {c.meaning} ({c.holds}) |" in page for c in tables.COLUMNS)


def test_a_chart_has_a_title_and_its_numbers():
    drawn = str(charts.bars('Neglect, "by year"', [charts.Bar("2014", 0), charts.Bar("<15>", 4, strong=True)]))
    chart = fromstring(drawn)
    assert chart.get("role") == "img"
    assert "&lt;15&gt;" in drawn
    assert "style" not in drawn
    heights = [int(bar.get("height")) for bar in chart.iter("{http://www.w3.org/2000/svg}rect")]
    assert heights == [0, charts.TALL]


def test_lines_that_the_layout_broke_are_joined_and_lists_stay_lists():
    text = "The family was known to\nservices for a long while before any-\none asked about it.\n\n• First\n• Second\n1. Third"
    assert reading.paragraphs(text) == [
        "The family was known to services for a long while before anyone asked about it.",
        "• First",
        "• Second",
        "1. Third",
    ]
    assert reading.paragraphs("") == []


def test_words_are_marked_whatever_their_endings_and_markup_stays_text():
    found, count = reading.marked("Injured <b>injury</b> and uninjured", words.read("injuries"))
    assert found == "Injured &lt;b&gt;<mark>injury</mark>&lt;/b&gt; and uninjured"
    assert count == 1


def test_a_phrase_is_marked_as_a_whole_also_where_a_line_breaks_it():
    found, count = reading.marked(
        "The professional\ncuriosity of professionals", words.read('"professional curiosity"')
    )
    assert found == "The <mark>professional\ncuriosity</mark> of professionals"
    assert count == 1
    assert reading.marked("a (b", words.read("( *")) == ("a (b", 0)


def test_a_point_keeps_its_number():
    record = a_record(recommendations=(Point(4, "Later numbers stay.", "https://a.example/4"),))
    assert tables.row(record)["recommendations"][0]["number"] == 4
