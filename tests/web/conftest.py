"""People who can sign in."""

from datetime import date

import pytest

from casereview.people import acts
from casereview.people.models import User
from casereview.rules.codes import Role
from tests.factories import organisations

PASSWORD = "harbour lantern pebble"


@pytest.fixture
def nora(db: None) -> User:
    """Somebody with an account and no appointment."""
    return acts.add_user("nora", name="Nora Notifier", email="nora@example.org", password=PASSWORD)


@pytest.fixture
def carl(db: None) -> User:
    """A Chair who is also a panel member."""
    organisations()
    user = acts.add_user("carl", name="Carl Chair", email="carl@example.org", password=PASSWORD)
    acts.appoint(user, Role.CHAIR, "B1", since=date(2015, 1, 1), by="tests")
    acts.appoint(user, Role.MEMBER, "PANEL", since=date(2015, 1, 1), by="tests")
    return user
