"""People, and the appointments from which every right follows. Promise A6."""

from datetime import date, timedelta

import pytest

from casereview.casework import files
from casereview.casework.files import NoSuchCase
from casereview.ledger import chain
from casereview.ledger.models import Refused
from casereview.people import acts
from casereview.people.capacities import capacities, holders, name_of, names_of
from casereview.people.models import Appointment, Organisation, User
from casereview.rules.codes import Role
from casereview.rules.permits import Who
from tests.factories import a_case, day, organisations

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def places(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 is slow on purpose
    organisations()


@pytest.fixture
def paula() -> User:
    return acts.add_user("paula", name="Paula Person", email="p@example.org", password=PASSWORD)


def appoint(
    user: User, role: Role = Role.CHAIR, organisation: str = "B1", since: str = "2015-01-01", **given
) -> Appointment:
    return acts.appoint(user, role, organisation, since=day(since), by="tests", **given)


# ── Users ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_user_can_sign_in_and_may_do_nothing(paula):
    assert paula.check_password(PASSWORD)
    assert (str(paula), paula.get_full_name(), paula.get_short_name()) == ("Paula Person",) * 3
    assert capacities(paula, date(2015, 6, 1)) == []
    assert not paula.is_staff
    assert not paula.is_superuser


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"password": "too short"}, "at least 15 characters"),
        ({"password": "1q2w3e4r5t6y7u8i9o0p"}, "too common"),
        ({"password": "paula@example.org"}, "too similar"),
        ({"username": ""}, "cannot be blank"),
        ({"username": "two words"}, "valid username"),
        ({"username": "p" * 151}, "at most 150 characters"),
        ({"name": ""}, "cannot be blank"),
        ({"email": "nowhere"}, "valid email address"),
        ({"username": "nora"}, "already exists"),
        ({"username": "Nora"}, "There is already a user called “Nora”, but for capital letters."),
    ],
)
def test_a_user_that_cannot_be_is_refused_and_not_added(given, words):
    User.objects.create(username="nora", name="Nora")
    answers = {"username": "paula", "name": "Paula", "email": "paula@example.org", "password": PASSWORD, **given}
    with pytest.raises(Refused, match=words):
        acts.add_user(answers.pop("username"), **answers)
    assert User.objects.count() == 1


# ── Appointments ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_appointment_gives_the_right_to_act_in_its_capacity(paula):
    appoint(paula)
    assert capacities(paula, date(2015, 6, 1)) == [Who("paula", "Paula Person", Role.CHAIR, "B1", "Aldermarsh Board")]


@pytest.mark.parametrize(
    ("on", "holds"), [("2014-12-31", False), ("2015-01-01", True), ("2015-06-30", True), ("2015-07-01", False)]
)
def test_a_right_begins_on_the_first_day_and_ends_with_the_last(paula, on, holds):
    appoint(paula, until=day("2015-06-30"))
    assert bool(capacities(paula, day(on))) == holds


def test_a_right_that_was_ended_has_ended_at_the_next_question(paula):
    held = appoint(paula)
    reference = a_case()
    [who] = capacities(paula, date(2026, 1, 1))
    assert files.open_file(reference, by=who)
    acts.end(held, until=date(2025, 12, 31), why="Left.", by="tests")
    assert capacities(paula, date(2026, 1, 1)) == []
    assert capacities(paula, date(2025, 12, 31)) == [who]


def test_two_appointments_are_two_capacities_and_their_rights_never_add_up(paula):
    appoint(paula, Role.MANAGER, "B2")
    appoint(paula, Role.ANALYST, "DFE")
    reference = a_case()
    manager, analyst = capacities(paula, date(2015, 6, 1))
    assert (manager.role, analyst.role) == (Role.MANAGER, Role.ANALYST)
    with pytest.raises(NoSuchCase):
        files.open_file(reference, by=manager)
    assert files.open_file(reference, by=analyst).identities == ()


def test_capacities_are_in_the_order_in_which_people_were_appointed(paula):
    appoint(paula, Role.SECRETARY, "PANEL", since="2015-03-01")
    appoint(paula, Role.CHAIR, "B1", since="2015-01-01")
    assert [who.role for who in capacities(paula, date(2015, 6, 1))] == [Role.SECRETARY, Role.CHAIR]


def test_a_user_who_is_shut_out_has_no_capacity(paula):
    appoint(paula)
    paula.is_active = False
    assert capacities(paula, date(2015, 6, 1)) == []


def test_an_ended_appointment_is_set_down_again_with_its_end_and_why(paula):
    held = appoint(paula)
    ended = acts.end(held, until=day("2015-06-30"), why="Left.", by="operator")
    assert (ended.on, ended.until, ended.why, ended.corrects_id) == (held.on, day("2015-06-30"), "Left.", held.pk)
    assert Appointment.objects.count() == 2
    assert list(chain.faults()) == []


@pytest.mark.parametrize(
    ("role", "organisation", "words"),
    [
        (Role.CHAIR, "B9", "There is no board with the code “B9”."),
        (Role.CHAIR, "A1", "There is no board with the code “A1”."),
        (Role.NOTIFIER, "B1", "There is no local authority with the code “B1”."),
        (Role.MEMBER, "DFE", "There is no national panel with the code “DFE”."),
        (Role.ANALYST, "PANEL", "There is no department with the code “PANEL”."),
        (Role.ANALYST, "", "There is no department with the code “”."),
    ],
)
def test_a_role_is_held_in_an_organisation_of_its_kind(paula, role, organisation, words):
    before = chain.head()
    with pytest.raises(Refused, match=words):
        appoint(paula, role, organisation)
    assert chain.head() == before


def test_an_appointment_does_not_end_before_it_begins(paula):
    with pytest.raises(Refused, match=r"would end \(2014-12-31\) before it begins \(2015-01-01\)"):
        appoint(paula, until=day("2014-12-31"))
    held = appoint(paula)
    with pytest.raises(Refused, match="began on 2015-01-01; it cannot end before that"):
        acts.end(held, until=day("2014-12-30"), why="Left.", by="tests")


def test_an_appointment_begun_today_can_be_ended_at_once(paula):
    held = appoint(paula)
    acts.end(held, until=day("2014-12-31"), why="A mistake.", by="tests")
    assert capacities(paula, day("2015-01-01")) == []


def test_an_appointment_that_was_changed_meanwhile_is_not_ended_again(paula):
    held = appoint(paula)
    acts.end(held, until=day("2015-06-30"), why="Left.", by="tests")
    with pytest.raises(Refused, match="Somebody else has changed this appointment meanwhile"):
        acts.end(held, until=day("2015-07-31"), why="Left.", by="tests")


def test_people_are_called_by_their_names(paula):
    appoint(paula)
    assert (name_of("paula"), name_of("nobody")) == ("Paula Person", "nobody")
    assert names_of(["paula", "nobody"]) == {"paula": "Paula Person"}
    assert list(holders(Role.CHAIR, "B1", date(2015, 6, 1)).values()) == ["Paula Person"]
    assert holders(Role.CHAIR, "B1", date(2014, 6, 1)) == {}


def test_an_organisation_s_name_is_the_one_that_it_has_now(paula):
    appoint(paula)
    with chain.writing():
        renamed = {"kind": "board", "code": "B1", "name": "Renamed Board", "corrects_id": "board:B1"}
        chain.append([Organisation(id="board:B1+", why="Renamed.", **renamed)], act="correct", by="tests")
    assert capacities(paula, date(2015, 6, 1))[0].organisation_name == "Renamed Board"


def test_there_is_one_panel_and_one_department_however_often_they_are_begun():
    acts.begin(by="tests")
    acts.begin(by="tests")
    assert Organisation.objects.filter(code="PANEL").count() == 1
    assert Organisation.objects.filter(code="DFE").count() == 1


def test_the_day_after_the_last_day_is_the_first_without_the_right(paula):
    held = appoint(paula)
    today = date(2026, 7, 1)
    acts.end(held, until=today, why="Left.", by="tests")
    assert capacities(paula, today)
    assert not capacities(paula, today + timedelta(days=1))
