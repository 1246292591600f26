"""Signing in, for tests: as any of the people of `tests.factories`."""

from collections.abc import Callable

import pytest
from django.test import Client

from casereview.people.models import User
from casereview.rules.permits import Who
from tests import factories


@pytest.fixture
def user_of(db: None) -> Callable[[Who], User]:
    """The user who acts in a capacity, appointed to it."""

    return factories.a_user


@pytest.fixture
def client_of(user_of: Callable[[Who], User]) -> Callable[[Who], Client]:
    """A client signed in as a person of `tests.factories`: `client_of(CHAIR).get("/work")`."""

    def client(who: Who) -> Client:
        made = Client()
        made.force_login(user_of(who))
        return made

    return client
