"""Searches that people who sign in keep, and which they may have sent to them when there is something new."""

import secrets
from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from casereview.ledger.models import Refused
from casereview.library import permits
from casereview.library.models import SavedSearch
from casereview.people.models import User
from casereview.rules.permits import Who

MOST = 50


def save(*, by: Who, owner: User, query: str, name: str, by_email: bool) -> SavedSearch:
    """Keep a search; one that is kept already is kept once, and as it is now said."""
    permits.save_search(by).require()
    if not SavedSearch.objects.filter(owner=owner, query=query).exists():
        if SavedSearch.objects.filter(owner=owner).count() >= MOST:
            raise Refused(f"You keep {MOST} searches already. Take one away first.")
        return SavedSearch.objects.create(
            key=secrets.token_hex(16),
            owner=owner,
            name=name[:200],
            query=query,
            by_email=by_email,
            told_until=timezone.now(),
        )
    found = SavedSearch.objects.get(owner=owner, query=query)
    found.name, found.by_email = name[:200], by_email
    found.save()
    return found


def forget(key: str, *, owner: User) -> None:
    SavedSearch.objects.filter(key=key, owner=owner).delete()


def of(owner: User) -> list[SavedSearch]:
    """Somebody's own, the latest first."""
    return list(SavedSearch.objects.filter(owner=owner).order_by("-begun_at", "key"))


def to_be_told() -> Iterator[SavedSearch]:
    """The searches whose owners wish to be told by e-mail and can still sign in."""
    yield from SavedSearch.objects.filter(by_email=True, owner__is_active=True).select_related("owner").order_by("key")


def told(search: SavedSearch, until: datetime) -> None:
    """Remember until which moment somebody was told of what a search finds."""
    SavedSearch.objects.filter(key=search.key).update(told_until=until)
