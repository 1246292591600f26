"""What each edition of the guidance says: its clocks, when it was in force, and that its file is whole."""

import re
import subprocess
import sys
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from casereview.guidance import editions as guidance
from casereview.guidance.comparing import walk
from casereview.guidance.contents import Cited, Clock, Edition
from casereview.guidance.editions import (
    Change,
    EditionErrors,
    Unconfirmed,
    check,
    compare,
    edition,
    editions,
    held_files,
    in_force,
    unconfirmed,
)
from casereview.rules.codes import Ground, PublicationRoute

IDS = ["WT2010", "WT2013", "WT2015", "TRANS2018", "WT2018", "WT2023"]
BOARDS, PARTNERS = IDS[:4], IDS[4:]

DUE = [
    ("WT2010", "decide", "2010-09-15", "2010-10-15"),
    ("WT2010", "complete", "2010-08-31", "2011-02-28"),
    ("WT2013", "decide", "2014-01-31", "2014-02-28"),
    ("WT2013", "tell_panel_non_init", "2014-07-01", "2014-07-15"),
    ("WT2013", "complete", "2014-08-31", "2015-02-28"),
    ("WT2013", "copy_to_panel", "2014-09-08", "2014-09-01"),
    ("WT2015", "notify", "2015-04-02", "2015-04-13"),  # Good Friday, Easter Monday
    ("WT2015", "report_to_lscb", "2015-05-01", "2015-05-11"),  # early May
    ("WT2015", "decide", "2015-04-13", "2015-05-13"),
    ("WT2015", "tell_decision", "2015-08-28", "2015-09-07"),  # summer
    ("WT2015", "complete", "2015-05-12", "2015-11-12"),
    ("WT2015", "copy_to_panel", "2016-01-04", "2015-12-28"),
    ("TRANS2018", "notify", "2018-06-29", "2018-07-06"),
    ("TRANS2018", "report_to_lscb", "2018-08-23", "2018-08-31"),  # summer
    ("TRANS2018", "rapid_review", "2018-12-17", "2019-01-10"),  # Christmas, Boxing Day, New Year
    ("TRANS2018", "decide", "2018-07-02", "2018-07-23"),
    ("TRANS2018", "tell_decision", "2019-04-23", "2019-04-30"),
    ("TRANS2018", "complete", "2018-11-30", "2019-05-30"),
    ("TRANS2018", "copy_to_panel", "2018-10-08", "2018-09-27"),
    ("WT2018", "notify", "2020-05-06", "2020-05-14"),  # early May, moved to VE day
    ("WT2018", "report_to_lscb", "2022-06-01", "2022-06-10"),  # spring moved, Platinum Jubilee
    ("WT2018", "rapid_review", "2022-09-12", "2022-10-04"),  # state funeral
    ("WT2018", "complete", "2021-03-31", "2021-09-30"),
    ("WT2018", "copy_to_panel", "2022-09-02", "2022-08-23"),  # summer
    ("WT2023", "notify", "2024-03-28", "2024-04-08"),  # Good Friday, Easter Monday
    ("WT2023", "report_to_lscb", "2024-12-20", "2024-12-31"),  # Christmas, Boxing Day
    ("WT2023", "rapid_review", "2023-12-18", "2024-01-11"),  # Christmas, Boxing Day, New Year
    ("WT2023", "complete", "2024-02-29", "2024-08-29"),
    ("WT2023", "copy_to_panel", "2025-05-06", "2025-04-24"),  # early May
]


def day(text: str) -> date:
    return date.fromisoformat(text)


def clock(id: str, key: str) -> Clock:
    return {str(known): clock for known, clock in edition(id).clocks.items()}[key]


def test_the_editions_are_held_oldest_first() -> None:
    assert [edition.id for edition in editions()] == IDS


@pytest.mark.parametrize(("id", "key", "start", "due"), DUE)
def test_a_clock_is_due(id: str, key: str, start: str, due: str) -> None:
    assert clock(id, key).due(day(start)) == day(due)


def test_each_clock_of_each_edition_has_a_due_day_above() -> None:
    assert {(edition.id, key) for edition in editions() for key in edition.clocks} == {row[:2] for row in DUE}


def test_a_due_day_can_be_told_as_it_was_known() -> None:
    rapid_review = clock("WT2018", "rapid_review")
    assert rapid_review.due(day("2022-09-07"), known_on=day("2022-09-07")) == day("2022-09-28")
    assert rapid_review.due(day("2022-09-07")) == day("2022-09-29")


@pytest.mark.parametrize(("id", "key"), [row[:2] for row in DUE])
def test_the_words_of_a_clock_say_the_limit_that_it_keeps(id: str, key: str) -> None:
    assert clock(id, key).within.words in clock(id, key).says


@pytest.mark.parametrize(
    ("id", "key", "starts", "met"),
    [
        ("WT2015", "notify", "authority_aware", "notified"),
        ("WT2015", "report_to_lscb", "authority_aware", "board_told"),
        ("WT2015", "decide", "board_told", "decided"),
        ("WT2013", "tell_panel_non_init", "decided", "panel_told"),
        ("WT2015", "tell_decision", "decided", "panel_told"),
        ("WT2015", "complete", "decided_to_review", "report_received"),
        ("WT2015", "copy_to_panel", "published", "report_received"),
        ("WT2023", "rapid_review", "authority_aware", "panel_told"),
    ],
)
def test_a_clock_starts_with_one_event_and_is_met_by_another(id: str, key: str, starts: str, met: str) -> None:
    assert (clock(id, key).starts, clock(id, key).met) == (starts, met)


def test_only_the_copy_ahead_of_publication_counts_backwards() -> None:
    backwards = {key for edition in editions() for key, clock in edition.clocks.items() if clock.before}
    assert backwards == {"copy_to_panel"}


def test_only_the_fourteen_days_of_2013_run_on_some_decisions_alone() -> None:
    some = {(e.id, key, c.applies) for e in editions() for key, c in e.clocks.items() if c.applies}
    assert some == {("WT2013", "tell_panel_non_init", "non_initiation")}


def test_the_guidance_of_2013_and_2015_says_normally_a_month() -> None:
    assert [id for id in BOARDS if clock(id, "decide").normally] == ["WT2013", "WT2015"]


@pytest.mark.parametrize(
    ("on", "id"),
    [
        ("2009-01-01", None),
        ("2010-03-16", None),
        ("2010-03-17", "WT2010"),
        ("2013-04-14", "WT2010"),
        ("2013-04-15", "WT2013"),
        ("2015-03-25", "WT2013"),
        ("2015-03-26", "WT2015"),
        ("2018-06-28", "WT2015"),
        ("2018-06-29", "TRANS2018"),
        ("2018-07-03", "TRANS2018"),
        ("2018-07-04", "WT2018"),
        ("2023-12-14", "WT2018"),
        ("2023-12-15", "WT2023"),
        ("2026-06-01", "WT2023"),
    ],
)
def test_the_edition_in_force_on_a_day(on: str, id: str | None) -> None:
    found = in_force(day(on))
    assert (found.id if found else None) == id


@pytest.mark.parametrize(
    ("on", "partners_from", "id"),
    [
        ("2018-06-28", "2019-09-29", "WT2015"),
        ("2018-06-29", "2019-09-29", "TRANS2018"),
        ("2018-07-04", "2019-09-29", "TRANS2018"),
        ("2019-09-28", "2019-09-29", "TRANS2018"),
        ("2019-09-29", "2019-09-29", "WT2018"),
        ("2014-01-01", "2019-09-29", "WT2013"),
        ("2024-01-01", "2019-09-29", "WT2023"),
        ("2009-01-01", "2019-09-29", None),
    ],
)
def test_a_board_keeps_to_the_edition_for_boards_until_its_partners_begin(
    on: str, partners_from: str, id: str | None
) -> None:
    found = in_force(day(on), partners_from=day(partners_from))
    assert (found.id if found else None) == id


def test_an_edition_that_is_not_held_is_refused_by_name() -> None:
    with pytest.raises(LookupError, match="No edition “WT1999” is held; WT2010, WT2013, WT2015"):
        edition("WT1999")


REG_5_2 = {
    "abuse_or_neglect": ("reg 5(2)(a), SI 2006/90", "abuse or neglect of a child is known or suspected"),
    "death": ("reg 5(2)(b)(i), SI 2006/90", "the child has died"),
    "serious_harm": ("reg 5(2)(b)(ii), SI 2006/90", "the child has been seriously harmed"),
    "joint_working": (
        "reg 5(2)(b)(ii), SI 2006/90",
        "there is cause for concern as to the way in which the authority, their Board partners or other relevant"
        " persons have worked together to safeguard the child",
    ),
}
REG_11 = {
    "improvement": (
        "reg 11(a), SI 2018/789",
        "highlights or may highlight improvements needed to safeguard and promote the welfare of children, including"
        " where those improvements have been previously identified",
    ),
    "recurrent_theme": (
        "reg 11(b), SI 2018/789",
        "highlights or may highlight recurrent themes in the safeguarding and promotion of the welfare of children",
    ),
    "multi_agency_concern": (
        "reg 11(c), SI 2018/789",
        "highlights or may highlight concerns regarding two or more agencies working together effectively to safeguard"
        " and promote the welfare of children",
    ),
    "panel_prefers_local": (
        "reg 11(d), SI 2018/789",
        "is one which the Child Safeguarding Practice Review Panel have considered and concluded a local review may be"
        " more appropriate",
    ),
}


@pytest.mark.parametrize("id", BOARDS)
def test_a_board_asks_the_limbs_of_regulation_5_2_in_its_words(id: str) -> None:
    assert {limb.code: (limb.paragraph, limb.words) for limb in edition(id).criteria.limbs} == REG_5_2
    assert {limb.kind for limb in edition(id).criteria.limbs} == {"limb"}


@pytest.mark.parametrize("id", PARTNERS)
def test_partners_weigh_the_considerations_of_regulation_11_in_its_words(id: str) -> None:
    limbs = edition(id).criteria.limbs
    assert [limb.code for limb in limbs if limb.kind == "limb"] == ["abuse_or_neglect", "death", "serious_harm"]
    weighed = {limb.code: (limb.paragraph, limb.words) for limb in limbs if limb.kind == "consideration"}
    assert weighed == REG_11


def test_a_death_in_custody_always_calls_for_a_review_under_boards_from_2013() -> None:
    always = {e.id for e in editions() for c in e.criteria.circumstances if c.code == "in_custody" and c.always}
    assert always == {"WT2013", "WT2015", "TRANS2018"}


def test_the_death_of_a_care_leaver_is_notified_from_2023() -> None:
    notified = [e.id for e in editions() if "care_leaver_death" in {c.code for c in e.notification.criteria}]
    assert notified == ["WT2023"]


def test_only_boards_from_2013_heard_the_views_of_the_first_panel() -> None:
    codes = [f"R-NI-{n}" for n in range(1, 10)]
    heard = {e.id: [rule.code for rule in e.panel_rules if rule.code.startswith("R-NI")] for e in editions()}
    assert heard == {id: codes if id in ("WT2013", "WT2015", "TRANS2018") else [] for id in IDS}


def test_a_view_that_is_a_ground_for_referring_back_names_one_that_the_rules_know() -> None:
    assert {rule.ground for e in editions() for rule in e.panel_rules if rule.ground} <= {str(g) for g in Ground}


def test_a_review_begun_on_or_after_10_june_2010_is_published_in_full() -> None:
    publication = edition("WT2010").publication
    assert publication.route(day("2010-06-09")).route == "summary"
    assert publication.route(day("2010-06-10")).route == "full"
    routes = {publishing for e in editions() for publishing in (e.publication.default.route,)}
    assert routes <= {str(route) for route in PublicationRoute}


def test_a_pack_asks_for_the_definite_evidence_only_where_the_edition_speaks_of_it() -> None:
    asked = [
        e.id for e in editions() if "definite_evidence" in {item.code for item in e.must_send.get("non_initiation", ())}
    ]
    assert asked == ["WT2015", "TRANS2018"]


@pytest.mark.parametrize("id", IDS)
def test_an_edition_says_what_is_sent_in_each_matter_that_it_knows(id: str) -> None:
    boards, rapid = {"non_initiation", "non_publication"}, {"rapid_review", "non_publication"}
    matters = {"TRANS2018": boards | rapid}.get(id, boards if id in BOARDS else rapid)
    assert set(edition(id).must_send) == matters
    assert all(edition(id).must_send.values())


@pytest.mark.parametrize("id", IDS)
def test_an_edition_is_whole(id: str) -> None:
    for part in ("criteria", "notification", "clocks", "duties", "must_send"):
        assert getattr(edition(id), part), part
    assert edition(id).criteria.limbs
    assert edition(id).notification.criteria
    assert edition(id).notification.recipients


@pytest.mark.parametrize("id", IDS)
def test_each_clock_goes_to_bodies_that_the_edition_can_name(id: str) -> None:
    bodies = {body for clock in edition(id).clocks.values() for body in clock.to}
    assert all(edition(id).body(body) for body in bodies)


@pytest.mark.parametrize("id", IDS)
def test_what_nobody_has_checked_says_where_it_comes_from(id: str) -> None:
    values = unconfirmed(edition(id))
    assert values
    assert all(value.says and value.paragraph and value.source for value in values)


@pytest.mark.parametrize("path", held_files(), ids=lambda path: path.stem)
def test_a_page_never_shows_the_tags_of_our_own_notes(path: Path) -> None:
    assert not re.findall(r"\[?\bS\d+[a-z]?\b\]?|\bSEED\b|\bBK\b|domain\.md", path.read_text(encoding="utf-8"))


def test_each_value_that_is_said_is_beside_its_paragraph() -> None:
    """Only what frames an edition (its names, days and leader) stands without one: the period's statement covers it."""
    frames = {"id", "title", "short", "since", "until", "led_by"}
    parts = [(name, getattr(e, name)) for e in editions() for name in _names(Edition) if name not in frames]
    assert [path for name, part in parts for path, value in walk(name, part) if _is_loose(value)] == []


def _is_loose(value: object) -> bool:
    """A dataclass that holds plain values without being cited."""
    if not is_dataclass(value) or isinstance(value, Cited) or type(value).__name__ == "Span":
        return False
    return any(isinstance(getattr(value, name), str | int | date) for name in _names(value))


def _names(kind: object) -> list[str]:
    return [field.name for field in fields(kind)]  # type: ignore[arg-type]


def test_an_unconfirmed_value_is_told_with_its_place_and_source() -> None:
    assert Unconfirmed(
        path="clocks.decide",
        says="The Chair decides whether to hold a review within 1 month of the case being brought to the board.",
        paragraph="chapter 8",
        source="background knowledge",
    ) in unconfirmed(edition("WT2010"))


def test_two_editions_are_compared_value_by_value() -> None:
    changes = {change.path: change for change in compare(edition("WT2013"), edition("WT2015"))}
    within = changes["clocks.notify.within"]
    assert within == Change("clocks.notify.within", None, "5 working days")
    assert changes["clocks.tell_panel_non_init.applies"].after is None
    assert changes["criteria.serious_harm.includes"].before is not None
    assert "criteria.limbs.death.words" not in changes
    assert not [path for path in changes if path.endswith((".paragraph", ".confirmed", ".source", ".code"))]


def test_an_edition_differs_in_nothing_from_itself() -> None:
    assert [compare(edition, edition) for edition in editions()] == [()] * len(IDS)


def test_a_comparison_the_other_way_round_says_the_same() -> None:
    there = compare(edition("WT2015"), edition("WT2018"))
    back = compare(edition("WT2018"), edition("WT2015"))
    assert {(c.path, c.before, c.after) for c in there} == {(c.path, c.after, c.before) for c in back}


WT2015 = (Path(guidance.__file__).parent / "working_together_2015.toml").read_text(encoding="utf-8")


def errors_of(tmp_path: Path, *replacements: tuple[str, str]) -> list[str]:
    """What is wrong with the edition of 2015 once parts of it have been changed."""
    text = WT2015
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "working_together_2015.toml"
    path.write_text(text, encoding="utf-8")
    return [error.removeprefix("working_together_2015.toml: ") for error in check([path])]


DECIDE = "[clocks.decide]\n"
DECIDE_WITHIN = "within = { months = 1 }\n"


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (
            DECIDE,
            DECIDE + "witin = 1\n",
            "clocks.decide.witin: unknown key; “within” would be right",
        ),
        (
            DECIDE,
            "[clocks.deside]\n",
            "clocks.deside: unknown key; “decide” would be right",
        ),
        (
            'short = "Working Together 2015"\n',
            "",
            "short: missing; a text in quotation marks would be right",
        ),
        (
            "since = 2015-03-26",
            'since = "26 March 2015"',
            "since: “26 March 2015” is not right; a day such as 2015-03-26 would be",
        ),
        (
            "since = 2015-03-26",
            "since = 2015-03-26T00:00:00",
            "since: 2015-03-26 00:00:00 is not right; a day such as 2015-03-26 would be",
        ),
        (
            "until = 2019-09-29",
            "until = 2014-09-29",
            "until: 2014-09-29 is before since, 2015-03-26;"
            " a later day is right, or none while the edition is in force",
        ),
        (
            'led_by = "board"',
            'led_by = "council"',
            "led_by: “council” is unknown; one of board, partners would be right",
        ),
        (
            'starts = "board_told"',
            'starts = "board_tld"',
            "clocks.decide.starts: “board_tld” is unknown; “board_told” would be right",
        ),
        (
            'to = ["ofsted"]',
            'to = "ofsted"',
            "clocks.notify.to: “ofsted” is not right; a list would be",
        ),
        (
            DECIDE_WITHIN,
            "",
            "clocks.decide.within: missing; a number with its unit, such as { working_days = 5 }, would be right",
        ),
        (
            DECIDE_WITHIN,
            "within = {}\n",
            "clocks.decide.within: a table of 0 is not right;"
            " a number with its unit, such as { working_days = 5 }, would be",
        ),
        (
            DECIDE_WITHIN,
            "within = { months = 1, weeks = 1 }\n",
            "clocks.decide.within: a table of 2 is not right;"
            " a number with its unit, such as { working_days = 5 }, would be",
        ),
        (
            DECIDE_WITHIN,
            "within = 1\n",
            "clocks.decide.within: 1 is not right; a number with its unit, such as { working_days = 5 }, would be",
        ),
        (
            'starts = "board_told"',
            "starts = 1",
            "clocks.decide.starts: 1 is not right; a text in quotation marks would be",
        ),
        (
            'title = "Working Together to Safeguard Children (March 2015)"',
            'title = ""',
            "title: empty; a text would be right",
        ),
        (
            "[period]",
            "[[period]]",
            "period: a list of 1 is not right; a table would be",
        ),
        (
            DECIDE_WITHIN,
            "within = { month = 1 }\n",
            "clocks.decide.within.month: unknown key; “months” would be right",
        ),
        (
            DECIDE_WITHIN,
            "within = { months = 0 }\n",
            "clocks.decide.within: 0 months: a whole number of 1 or more would be right",
        ),
        (
            "normally = true",
            'normally = "yes"',
            "clocks.decide.normally: “yes” is not right; true or false would be",
        ),
        (
            "months = 12",
            "months = true",
            "publication.on_site.months: true is not right; a whole number would be",
        ),
        (
            'kind = "limb"',
            'kind = "leg"',
            "criteria.limbs.abuse_or_neglect.kind: “leg” is unknown; one of limb, consideration would be right",
        ),
        (
            'kind = "limb"\n',
            "",
            "criteria.limbs.abuse_or_neglect.kind: missing; one of limb, consideration would be right",
        ),
        (
            'paragraph = "reg 5(2)(a), SI 2006/90"\n',
            "",
            "criteria.limbs.abuse_or_neglect.paragraph: missing; a text in quotation marks would be right",
        ),
        (
            'paragraph = "reg 5(2)(a), SI 2006/90"\nconfirmed = true\n',
            'paragraph = "reg 5(2)(a), SI 2006/90"\n',
            "criteria.limbs.abuse_or_neglect.confirmed: missing; true or false would be right",
        ),
        (
            'paragraph = "reg 5(2)(a), SI 2006/90"\nconfirmed = true\n',
            'paragraph = "reg 5(2)(a), SI 2006/90"\nconfirmed = false\n',
            "criteria.limbs.abuse_or_neglect.source: missing; what nobody has checked must say where it comes from",
        ),
        (
            'paragraph = "reg 5(2)(a), SI 2006/90"\n',
            'paragraph = " "\n',
            "criteria.limbs.abuse_or_neglect.paragraph: empty; write where it is said, such as"
            " “reg 5(2)(a), SI 2006/90”",
        ),
        (
            'code = "death"\nkind',
            'code = "abuse_or_neglect"\nkind',
            "criteria.limbs.abuse_or_neglect: 2 entries have this code; a code of its own for each would be right",
        ),
        (
            'code = "death"\nkind',
            "kind",
            "criteria.limbs.2.code: missing; a text in quotation marks would be right",
        ),
        (
            'needed = "if_death"',
            'needed = "sometimes"',
            "must_send.non_initiation.post_mortem.needed: “sometimes” is unknown;"
            " one of always, if_death, if_alive, if_late, if_relied_on would be right",
        ),
        (
            'when = "if a child has died"\n',
            "",
            "must_send.non_initiation.post_mortem.when: does not go with needed = “if_death”;"
            " say in words on what condition",
        ),
    ],
)
def test_an_error_in_a_file_is_told_with_its_place_and_what_would_be_right(
    tmp_path: Path, old: str, new: str, error: str
) -> None:
    assert errors_of(tmp_path, (old, new)) == [error]


def test_all_errors_are_told_at_once(tmp_path: Path) -> None:
    assert errors_of(
        tmp_path, (DECIDE_WITHIN, ""), ('led_by = "board"', "led_by = 1"), ("[[panel_rules]]", "[[panel_rule]]")
    ) == [
        "panel_rule: unknown key; “panel_rules” would be right",
        "led_by: 1 is not right; a text in quotation marks would be",
        "clocks.decide.within: missing; a number with its unit, such as { working_days = 5 }, would be right",
    ]


def test_a_file_that_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    (error,) = errors_of(tmp_path, ('id = "WT2015"', "id = WT2015"))
    assert error == "cannot be read: Invalid value (at line 4, column 6)"


def test_two_editions_of_one_id_or_one_day_are_an_error(tmp_path: Path) -> None:
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text(WT2015, encoding="utf-8")
    assert check([tmp_path / "one.toml", tmp_path / "two.toml"]) == [
        "one.toml: id: WT2015 is another edition’s as well; one of its own would be right",
        "two.toml: id: WT2015 is another edition’s as well; one of its own would be right",
        "one.toml: since: 2015-03-26 is another edition’s as well; one of its own would be right",
        "two.toml: since: 2015-03-26 is another edition’s as well; one of its own would be right",
    ]


def test_editions_with_errors_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("", encoding="utf-8")
    monkeypatch.setattr(guidance, "held_files", lambda: [broken])
    with pytest.raises(EditionErrors, match=r"broken\.toml: id: missing"):
        guidance.editions.__wrapped__()


def run(*names: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "casereview.guidance", *names], capture_output=True, text=True)


def test_the_files_can_be_checked_from_the_command_line(tmp_path: Path) -> None:
    assert run().stdout == "6 editions, no errors\n"
    broken = tmp_path / "broken.toml"
    broken.write_text(WT2015.replace(DECIDE_WITHIN, "", 1), encoding="utf-8")
    checked = run(str(broken))
    assert checked.returncode == 1
    assert checked.stdout == (
        "broken.toml: clocks.decide.within: missing;"
        " a number with its unit, such as { working_days = 5 }, would be right\n"
    )
