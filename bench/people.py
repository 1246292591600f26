"""Clients signed in to the bench's database."""

from datetime import date
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import clear_url_caches, set_urlconf

from casereview.people import acts
from casereview.people.models import User
from casereview.rules.codes import Role


def client(role: Role, organisation: str) -> Client:
    """A client signed in as somebody of a role, on the site with the bench's empty pages beside it."""
    settings.ROOT_URLCONF = "bench.urls"
    settings.ALLOWED_HOSTS = ["*"]
    set_urlconf(None)
    clear_url_caches()
    acts.begin(by="bench")
    user, _ = User.objects.get_or_create(username=f"bench-{role}", name="Bench", email=f"{role}@example.org")
    acts.appoint(user, role, organisation, since=date(2010, 1, 1), by="bench")
    made = Client()
    made.force_login(user)
    return made


def page(client: Client, address: str) -> Any:
    """A function that asks for a page."""

    def ask() -> None:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)

    return ask


def queries(client: Client, address: str) -> int:
    """How many queries a page takes, once it is warm."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)
