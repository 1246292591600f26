"""Half-filled forms, kept on the server at every step. A draft is nobody's record: it can be changed and thrown away."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from casereview.casework.models import Draft
from casereview.ledger.chain import writing
from casereview.rules.permits import Refusal, Who


class NoSuchDraft(LookupError):
    """There is no such draft, or it is another organisation's."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed the draft since it was shown; `draft` is how it stands now. Nothing was overwritten."""

    def __init__(self, draft: Draft):
        super().__init__(f"{draft.changed_by} has changed this meanwhile.")
        self.draft = draft


def begin(journey: str, *, by: Who, case: str = "", answers: dict[str, Any] | None = None) -> Draft:
    """A new draft of a journey, such as a notification, belonging to the person's organisation."""
    if not by.scope:
        raise Refusal("You have no appointment today, so there is nobody for whom to keep this.")
    return Draft.objects.create(
        key=secrets.token_hex(8),
        journey=journey,
        case=case,
        organisation=by.scope,
        begun_by=get_user_model().objects.get(username=by.username),
        changed_by=by.username,
        answers=answers or {},
    )


def sole(journey: str, *, by: Who, case: str) -> Draft:
    """The one draft of a journey that the organisation has on a case, begun where there is none."""
    with writing():
        found = kept(journey, by=by, case=case)
        return found[0] if found else begin(journey, by=by, case=case)


def resume(key: str, journey: str, *, by: Who) -> Draft:
    """A draft of one's own organisation, on any device, by anyone there who does that work."""
    found = Draft.objects.filter(key=key, journey=journey, organisation=by.scope).first()
    if found is None:
        raise NoSuchDraft(key)
    return found


def kept(journey: str, *, by: Who, case: str | None = None) -> list[Draft]:
    """The organisation's drafts of a journey, latest first; of one case, where it is named."""
    found = Draft.objects.filter(journey=journey, organisation=by.scope).order_by("-changed_at")
    return list(found if case is None else found.filter(case=case))


def keep(draft: Draft, answers: dict[str, Any], *, by: Who, version: int | None = None) -> Draft:
    """Keep answers in a draft beside those it has. `version` is that of the draft as it was shown to the person.

    Raises `ChangedMeanwhile` where somebody else has changed it since, so that nobody's words are overwritten.
    """
    with transaction.atomic():
        now = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if now is None:
            raise NoSuchDraft(draft.key)
        if version is not None and version != now.version:
            raise ChangedMeanwhile(now)
        now.answers = {**now.answers, **_keepable(answers)}
        now.version += 1
        now.changed_by = by.username
        now.save()
    return now


@contextmanager
def finishing(draft: Draft, *, by: Who, version: int) -> Iterator[None]:
    """Inside it, what the draft was for is done; with that, and in the same transaction, the draft is thrown away.

    `version` is that of the draft as it was shown to the person. Raises `NoSuchDraft` where somebody else has finished it,
    and `ChangedMeanwhile` where somebody else has changed it: then nothing is done, and nothing thrown away.
    """
    with writing():
        now = resume(draft.key, draft.journey, by=by)
        if now.version != version:
            raise ChangedMeanwhile(now)
        yield
        discard(now)


def discard(draft: Draft) -> None:
    """Throw a draft away: its work is done, or not wanted."""
    Draft.objects.filter(pk=draft.pk).delete()


def _keepable(value: Any) -> Any:
    """Answers without the null character, which PostgreSQL keeps in no text."""
    match value:
        case str():
            return value.replace("\0", "")
        case dict():
            return {_keepable(name): _keepable(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_keepable(inner) for inner in value]
    return value
