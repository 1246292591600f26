"""The commands, as whoever runs the system types them: what they answer, what they refuse, and their exit status."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import connection, transaction
from django.utils import timezone

from casereview.casework import acts, standing
from casereview.casework.models import Case
from casereview.cli import COMMANDS, main
from casereview.ledger import chain, triggers, verify
from casereview.people.capacities import capacities
from casereview.people.models import Appointment, Organisation, User
from casereview.rules.codes import Role
from tests.factories import CHAIR, SECRETARY, a_case, a_notification, day, moment, organisations, the_file

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
YEAR = ["--period", "2014-07-01:2015-06-30"]


@pytest.fixture(autouse=True)
def home(db, settings, tmp_path) -> Path:
    settings.HOME = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 is slow on purpose
    return tmp_path


@pytest.fixture
def places() -> None:
    organisations()


def run(*arguments: str | Path, status: int = 0) -> str:
    """What a command writes, out and to the side; its exit status must be the one named."""
    found: Result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert found.exit_code == status, found.output + repr(found.exception)
    assert found.exception is None or isinstance(found.exception, SystemExit), repr(found.exception)
    return found.output


def refused(*arguments: str | Path, status: int = 1) -> str:
    """What is wrong, by the last line of what a command writes."""
    return run(*arguments, status=status).rstrip().rpartition("Error: ")[2]


# ── Help ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command):
    found = run(command, "--help")
    assert "Usage: main" in found
    assert len(found.splitlines()) > 5


def test_what_is_no_command_is_said():
    assert refused("figgures", status=2).startswith("No such command 'figgures'")


# ── figures ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def year(places) -> str:
    """A case of 2014-15 whose outcome came after the year, and came to be known later still."""
    early, late = (
        {"recorded_at": moment("2015-06-30T09:00:00+00:00")},
        {"recorded_at": moment("2015-11-20T09:00:00+00:00")},
    )
    reference = a_notification(on="2014-09-01", **early).case_id
    decision = {"initiate": False, "reasons": "As set out.", "post_mortem": "confirmed"}
    acts.decide(reference, by=CHAIR, on=day("2014-09-20"), **decision, **early)
    acts.submit(reference, by=CHAIR, matter="non_initiation", on=day("2014-10-01"), **early)
    advice = {"matter": "non_initiation", "view": "refer_back", "grounds": ["other"]}
    acts.advise(reference, by=SECRETARY, on=day("2014-10-13"), **advice, **early)
    acts.advise(reference, by=SECRETARY, on=day("2015-09-14"), matter="non_initiation", view="satisfied", **late)
    return reference


def figures(*arguments: str) -> dict[str, Any]:
    return json.loads(run("figures", *arguments, "--json"))


def test_figures_for_a_machine_have_these_keys(year):
    found = figures(*YEAR, "--as-at", "2015-10-31", "--known-at", "2015-12-01T00:00:00+00:00")
    assert list(found) == ["period", "as_at", "known_at", "figures"]
    assert found["period"] == ["2014-07-01", "2015-06-30"]
    assert (found["as_at"], found["known_at"]) == ("2015-10-31", "2015-12-01T00:00:00+00:00")
    assert list(found["figures"]) == [
        "notifications",
        "initiations",
        "non_initiations",
        "completed_reports",
        "non_publications",
        "boards",
        "out_of_remit",
        "published_of_initiated",
    ]
    outcomes = found["figures"]["non_initiations"]
    assert outcomes["total"] == 1
    assert outcomes["piles"] == {"agreed": 0, "initiated": 0, "satisfied": 1, "not_accepted": 0, "awaited": 0}
    assert outcomes["percentages"]["satisfied"] == 100
    assert found["figures"]["non_publications"]["disagreed"] == 0


def test_figures_are_as_at_a_day_and_as_known_at_a_moment(year):
    def outcome(*arguments: str) -> list[str]:
        return [
            name for name, size in figures(*YEAR, *arguments)["figures"]["non_initiations"]["piles"].items() if size
        ]

    assert outcome() == ["satisfied"]
    assert outcome("--as-at", "2015-09-13") == ["awaited"]
    assert outcome("--as-at", "2015-09-14") == ["satisfied"]
    assert outcome("--known-at", "2015-11-20T08:59:59+00:00") == ["awaited"]
    assert outcome("--known-at", "2015-11-20T10:00:00+01:00") == ["satisfied"]
    assert outcome("--known-at", "2015-01-01T00:00:00Z") == []


def test_the_cases_behind_a_figure_are_listed(year):
    members = figures(*YEAR, "--members", "non_initiations")["figures"]["non_initiations"]["members"]
    assert members["satisfied"] == [{"case": year, "member": year}]
    printed = run("figures", *YEAR, "--members", "non_initiations")
    assert "  satisfied\n" in printed
    assert f"    {year}\n" in printed
    assert "notifications" not in printed
    assert year not in run("figures", *YEAR)


def test_figures_are_printed_as_a_table_with_percentages(year):
    printed = run("figures", *YEAR, "--as-at", "2015-10-31", "--known-at", "2015-12-01T00:00:00+00:00")
    assert (
        printed.splitlines()[0] == "2014-07-01 to 2015-06-30, as at 2015-10-31, as known at 2015-12-01T00:00:00+00:00"
    )
    words = [" ".join(line.split()) for line in printed.splitlines()]
    for line in ("non_initiations 1", "satisfied 1 100%", "agreed 0 0%", "of whom disagreed 0", "of whom never 1"):
        assert line in words


@pytest.mark.parametrize(
    ("today", "period"),
    [
        ("2026-06-30", ["2024-07-01", "2025-06-30"]),
        ("2026-07-01", ["2025-07-01", "2026-06-30"]),
        ("2026-12-31", ["2025-07-01", "2026-06-30"]),
    ],
)
def test_unless_a_period_is_named_it_is_the_latest_whole_year_of_the_panel(places, time_machine, today, period):
    time_machine.move_to(moment(f"{today}T12:00:00+00:00"), tick=False)
    found = figures()
    assert (found["period"], found["as_at"], found["known_at"]) == (period, today, None)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--period", "2014-07-01"], "“2014-07-01” is not a period; write its first and last day"),
        (["--period", "2014-07-01:"], "“” is not a day; write it as 2015-10-31."),
        (["--period", "2014-06-31:2015-06-30"], "“2014-06-31” is not a day"),
        (["--period", "2015-06-30:2014-07-01"], "The period ends (2014-07-01) before it begins (2015-06-30)."),
        (["--period", "0001-01-01:0001-12-31"], "year 0 is out of range"),
        (["--as-at", "31 October 2015"], "“31 October 2015” is not a day; write it as 2015-10-31."),
        (["--as-at", "2015-06-31"], "“2015-06-31” is not a day"),
        (["--as-at", "2015-02-29"], "“2015-02-29” is not a day"),
        (["--known-at", "yesterday"], "“yesterday” is not a moment; write it as 2015-11-10T09:30:00+00:00."),
        (
            ["--known-at", "2015-11-10T09:30:00"],
            "“2015-11-10T09:30:00” has no offset; write it as 2015-11-10T09:30:00+00:00.",
        ),
        (["--known-at", "2015-11-10T25:30:00+00:00"], "is not a moment"),
    ],
)
def test_days_periods_and_moments_that_are_none_are_refused_with_what_would_be_right(places, arguments, words):
    assert words in run("figures", *arguments, status=2)


def test_a_figure_that_there_is_not_is_answered_with_those_that_there_are(places):
    found = refused("figures", "--members", "homicides")
    assert found.startswith("There is no figure “homicides”. There are: notifications, initiations, non_initiations,")


# ── clocks ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def reviewing(places) -> str:
    return a_case(notified="2015-04-07", decided_to_initiate="2015-05-12", told="2015-05-20")


def test_clocks_for_a_machine_are_these_to_the_letter(reviewing):
    found = json.loads(run("clocks", reviewing, "--as-at", "2015-11-15", "--json"))
    assert [list(clock) for clock in found] == [
        ["clock", "edition", "paragraph", "starts", "due", "met", "days_late", "confirmed"]
    ] * 5
    assert found[0] == {
        "clock": "notify",
        "edition": "WT2015",
        "paragraph": "chapter 4, Notifiable Incidents",
        "starts": "2015-04-05",
        "due": "2015-04-13",
        "met": "2015-04-07",
        "days_late": 0,
        "confirmed": True,
    }
    assert [(one["clock"], one["due"], one["met"], one["days_late"], one["confirmed"]) for one in found[1:]] == [
        ("report_to_lscb", "2015-04-13", "2015-04-07", 0, True),
        ("decide", "2015-05-07", "2015-05-12", 5, False),
        ("tell_decision", "2015-05-19", "2015-05-20", 1, False),
        ("complete", "2015-11-12", None, 3, True),
    ]


def test_clocks_are_as_at_a_day_and_as_known_at_a_moment(reviewing):
    before = json.loads(run("clocks", reviewing, "--as-at", "2015-05-11", "--json"))
    assert [(one["clock"], one["met"], one["days_late"]) for one in before] == [
        ("notify", "2015-04-07", 0),
        ("report_to_lscb", "2015-04-07", 0),
        ("decide", None, 4),
    ]
    assert json.loads(run("clocks", reviewing, "--known-at", "2015-01-01T00:00:00+00:00", "--json")) == []


def test_clocks_are_printed_in_words(reviewing):
    lines = run("clocks", reviewing, "--as-at", "2015-11-15").splitlines()
    assert lines[2].split("  ")[-1] == "WT2015, chapter 4, Serious Case Reviews (not confirmed)"
    assert "from 2015-04-07 due 2015-05-07 met 2015-05-12, 5 days late" in lines[2]
    assert "due 2015-11-12 not met, 3 days late" in lines[4]
    assert run("clocks", reviewing, "--as-at", "2015-04-01") == "No clock runs on this case.\n"


def test_a_case_that_there_is_not_has_no_clocks(places):
    assert refused("clocks", "2099-0001") == "There is no case “2099-0001”."


# ── ledger ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_head_is_that_of_the_ledger(places):
    number, hashed = chain.head()
    assert run("ledger", "head") == f"{number}:{hashed}\n"


def test_a_sound_ledger_verifies_also_against_an_earlier_head(reviewing):
    head = run("ledger", "head").strip()
    a_case()
    assert "no fault found" in run("ledger", "verify")
    assert "no fault found" in run("ledger", "verify", "--head", head)


def test_a_ledger_that_is_not_the_one_whose_head_one_holds_is_found_out(reviewing):
    number = chain.head()[0]
    found = run("ledger", "verify", "--head", f"{number}:{'0' * 64}", status=1)
    assert f"link {number}: its hash is not that of the head you hold" in found
    assert "ends at" in run("ledger", "verify", "--head", f"{number + 5}:{'0' * 64}", status=1)


@pytest.mark.parametrize("head", ["7", "7:abc", "seven:" + "0" * 64, "²:" + "0" * 64, ":" + "0" * 64, "-1:" + "0" * 64])
def test_what_is_no_head_is_refused(places, head):
    assert "is not a head; write it as `casereview ledger head` prints it." in run(
        "ledger", "verify", "--head", head, status=2
    )


def tampering(sql: str, parameters: list[Any] | None = None) -> str:
    """What `ledger verify` says of a record that was changed behind the triggers."""
    with triggers.lifted(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters or [])
    return run("ledger", "verify", status=1)


def test_a_change_behind_the_triggers_is_found_and_named(reviewing):
    decision = the_file(reviewing).decision
    found = tampering('UPDATE casework_decision SET "reasons" = %s WHERE id = %s', ["Other.", decision.pk])
    assert f"casework_decision {decision.pk}: reasons was changed" in found
    assert "1 faults" in found


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '"text"',
        "{}",
        '{"table": "x", "row": "y", "fields": []}',
        '{"table": 1, "row": 2, "fields": {}}',
    ],
)
def test_a_link_whose_text_was_made_unreadable_is_a_fault_and_no_crash(reviewing, body):
    found = tampering("UPDATE ledger_link SET body = %s WHERE number = 9", [body])
    assert "link 9: its hash does not follow from its text and the link before it" in found


def test_a_row_put_in_under_the_number_of_another_s_link_is_found(reviewing):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_organisation (number, salt, recorded_at, recorded_by, id, kind, code, name, region,"
            " authorities, why) SELECT %s, salt, recorded_at, recorded_by, 'board:B7', kind, 'B7', name, region,"
            " authorities, why FROM people_organisation WHERE id = 'board:B1'",
            [Case.objects.get(pk=reviewing).number],
        )
    assert "people_organisation board:B7: a row with no link" in run("ledger", "verify", status=1)


def test_an_export_is_verified_by_the_program_that_stands_alone(reviewing, tmp_path):
    path = tmp_path / "ledger.jsonl"
    assert run("ledger", "export", path) == f"Written to {path}\n"
    assert path.stat().st_mode & 0o777 == 0o600
    head = run("ledger", "head").strip()

    def check(*more: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, verify.__file__, path, *more], capture_output=True, text=True, check=False
        )

    assert check("--head", head).returncode == 0
    assert check("--head", head.replace(":", ":0")[:-1]).returncode == 1
    assert check("--head", "x:y").returncode == 2
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("As set out against each limb.", "As set out against each limp."), encoding="utf-8")
    found = check()
    assert found.returncode == 1
    assert "reasons was changed" in found.stdout
    path.write_text(text.replace('{\\"act\\"', '{{\\"act\\"', 1), encoding="utf-8")
    assert "its text cannot be read" in check().stdout
    assert check().stderr == ""


def test_an_export_overwrites_nothing_and_says_why_it_cannot_be_written(places, tmp_path):
    path = tmp_path / "ledger.jsonl"
    path.write_text("mine", encoding="utf-8")
    assert refused("ledger", "export", path) == f"{path} cannot be written: File exists."
    assert path.read_text(encoding="utf-8") == "mine"
    assert "No such file or directory" in refused("ledger", "export", tmp_path / "none" / "ledger.jsonl")


# ── standing ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_index_is_compared_with_the_record_and_made_again(reviewing):
    assert run("standing") == "The index agrees with the record.\n"
    standing.Standing.objects.filter(scope="national").delete()
    found = run("standing", status=1)
    assert found.splitlines()[-1] == "1 differences."
    assert "not kept, but would be made: standing national 2015-0001" in found
    assert run("standing", "--rebuild") == "1 cases.\n"
    assert run("standing") == "The index agrees with the record.\n"


# ── user ────────────────────────────────────────────────────────────────────────────────────────────────────────────

PAULA = ("user", "add", "paula", "--name", "Paula", "--email", "p@example.org", "--password", PASSWORD)


def test_a_person_is_added_and_appointed(places):
    found = run(*PAULA, "--role", "chair", "--organisation", "B1", "--from", "2015-01-01", "--until", "2030-12-31")
    assert found == "Paula can sign in as paula.\n"
    [who] = capacities(User.objects.get(), date(2015, 6, 1))
    assert (who.role, who.organisation) == (Role.CHAIR, "B1")
    assert run("user", "list").splitlines() == [
        "paula\tPaula",
        "\tBoard Chair, B1, from 2015-01-01 until 2030-12-31",
    ]


def test_a_person_of_the_panel_or_the_department_needs_no_organisation_named(places):
    run(*PAULA, "--role", "secretary")
    run("user", "appoint", "paula", "--role", "analyst")
    today = timezone.localdate()
    assert [who.organisation for who in capacities(User.objects.get(), today)] == ["PANEL", "DFE"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--role", "chair"], "Say of which board, with --organisation CODE."),
        (["--role", "notifier"], "Say of which local authority, with --organisation CODE."),
        (["--role", "chair", "--organisation", "B9"], "There is no board with the code “B9”."),
        (
            ["--role", "secretary", "--from", "2015-02-01", "--until", "2015-01-01"],
            "would end (2015-01-01) before it begins",
        ),
    ],
)
def test_where_a_person_cannot_be_appointed_they_are_not_added_either(places, more, words):
    assert words in refused(*PAULA, *more)
    assert not User.objects.exists()
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("more", [["--role", "king"], ["--role", "chair", "--from", "2015-06-31"]])
def test_a_role_or_a_day_that_there_is_not_is_refused(places, more):
    run(*PAULA, *more, status=2)
    assert not User.objects.exists()


def test_a_weak_password_is_refused_and_a_name_is_given_once(places):
    assert "at least 15 characters" in refused(*PAULA[:-1], "short")
    run(*PAULA)
    assert "already exists" in refused(*PAULA)


def test_a_right_is_ended_and_the_reason_kept(places):
    run(*PAULA, "--role", "secretary", "--from", "2015-01-01")
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = run("user", "end", "paula", "--role", "secretary", "--until", yesterday.isoformat(), "--why", "Left.")
    assert ended == "The appointment of paula ends.\n"
    assert capacities(User.objects.get(), timezone.localdate()) == []
    assert Appointment.objects.get(corrected_by=None).why == "Left."


def test_a_right_that_was_to_end_later_can_be_ended_sooner(places):
    run(*PAULA, "--role", "secretary", "--from", "2015-01-01", "--until", "2030-12-31")
    run("user", "end", "paula", "--role", "secretary", "--until", "2020-12-31", "--why", "Left.")
    assert capacities(User.objects.get(), date(2021, 1, 1)) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["nobody", "--role", "chair", "--why", "x"],
            "There is no user called “nobody”. `casereview user list` lists them.",
        ),
        (
            ["paula", "--role", "chair", "--why", "x"],
            "paula holds no appointment to that role that would not have ended by",
        ),
        (
            ["paula", "--role", "secretary", "--why", "x", "--until", "2014-12-30"],
            "The appointment began on 2015-01-01; it cannot end before that.",
        ),
    ],
)
def test_what_cannot_be_ended_is_said(places, arguments, words):
    run(*PAULA, "--role", "secretary", "--from", "2015-01-01")
    assert words in refused("user", "end", *arguments)
    assert Appointment.objects.count() == 1


def test_to_end_a_right_without_a_reason_is_refused(places):
    run(*PAULA, "--role", "secretary")
    assert "Missing option '--why'" in run("user", "end", "paula", "--role", "secretary", status=2)


# ── init and tick ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_system_is_set_up_once_and_again_without_harm():
    assert run("init").startswith("Ready: ")
    head = chain.head()
    assert {"panel:PANEL", "department:DFE"} <= set(Organisation.objects.values_list("id", flat=True))
    run("init")
    assert chain.head() == head


def test_a_system_is_set_up_with_england_s_authorities_and_boards():
    assert "local authorities and" in run("init", "--england")
    assert "0 local authorities and 0 boards loaded." in run("init", "--england")


def test_the_daily_work_is_done_twice_without_harm(reviewing, home):
    first, second = run("tick"), run("tick")
    assert first == second
    assert "1 cases brought up to date with the calendar." in first
    number, hashed = chain.head()
    assert (home / "ledger-heads.txt").read_text() == f"{timezone.localdate()} {number}:{hashed}\n"


@pytest.mark.parametrize(
    "command",
    [["figures"], ["clocks", "2015-0001"], ["ledger", "head"], ["standing"], ["tick"], ["user", "list"]],
    ids=lambda command: command[0],
)
def test_nothing_is_done_on_a_record_whose_triggers_were_taken_away(reviewing, command):
    table = "casework_decision"
    with connection.cursor() as cursor:
        kind = "update" if connection.vendor == "sqlite" else "change"
        on = "" if connection.vendor == "sqlite" else f" ON {table}"
        cursor.execute(f"DROP TRIGGER {table}_{kind}{on}")
    assert f"The record is not guarded: 1 triggers are missing from the database, such as {table}_{kind}." in refused(
        *command
    )


def test_nothing_is_done_on_a_database_of_another_version(places, monkeypatch):
    monkeypatch.setattr("casereview.cli.database.exists", lambda: False)
    assert "There is no database of this version in" in refused("figures")
