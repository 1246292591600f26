"""Those outside of any case: people who approach the panel, and boards that it has or has not heard of."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files as package
from typing import Any

from casereview.casework import files
from casereview.casework.models import Contact, Despatch
from casereview.ledger import chain
from casereview.rules import figures, permits
from casereview.rules.codes import ContactKind, DespatchKind, Signpost
from casereview.rules.figures import Figure, Period
from casereview.rules.permits import Sight, Who


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(package("casereview.casework").joinpath("outside.toml").read_text(encoding="utf-8"))


def silent_text(board: str) -> tuple[str, str]:
    """The subject and the text of a letter to a board that the panel has not heard of."""
    words = _words()["silent"]
    return words["subject"], words["text"].format(board=board)


def reply_text(signpost: Signpost, own: str = "") -> tuple[str, str]:
    """The subject and the text of an answer to an approach; of a person who wants none, that none was sent."""
    words = _words()
    if signpost == Signpost.LEFT_ALONE:
        return words["left_alone"]["subject"], words["left_alone"]["text"]
    parts = [words["reply"]["opening"], words["signposts"][signpost], own.strip(), words["reply"]["closing"]]
    return words["reply"]["subject"], "\n\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Approach:
    """Somebody with no board approached the panel, and what was answered, once it was."""

    contact: Any
    reply: Any


def approaches(by: Who) -> list[Approach]:
    """The approaches of people with no board, those to be answered first, then the latest."""
    permits.correspond(by).require()
    replies = {one.contact: one for one in files.loose(Despatch) if one.kind == DespatchKind.REPLY}
    found = [Approach(one, replies.get(one.id)) for one in files.loose(Contact) if one.kind == ContactKind.OUT_OF_REMIT]
    found.sort(key=lambda one: (one.contact.on, one.contact.number), reverse=True)
    return sorted(found, key=lambda one: one.reply is not None)


# ── Boards in contact, silent, never in contact ─────────────────────────────────────────────────────────────────────


def contacts(by: Who, since: date, until: date) -> Figure:
    """The boards in being on a day, in contact with the panel since another or silent; as the figures count them."""
    permits.correspond(by).require()
    files.log(by, "boards in contact")
    return _contacts(since, until, chain.head())


@lru_cache(maxsize=8)
def _contacts(since: date, until: date, head: tuple[int, str]) -> Figure:
    read = files.read(None, as_at=until, sight=Sight(words=False, names=False))
    return figures.boards(files.count_from(read, as_at=until), Period(since, until))


def written_to(by: Who) -> dict[str, list[Any]]:
    """The letters to boards that belong to no case, by board, in order."""
    if not permits.correspond(by):
        permits.nil_return(by).require()
    found: dict[str, list[Any]] = {}
    for one in files.loose(Despatch):
        if one.board and (one.board == by.organisation or permits.correspond(by)):
            found.setdefault(one.board, []).append(one)
    return found


def nil_returns(by: Who) -> list[Any]:
    """The nil returns of one's own board, latest first."""
    permits.nil_return(by).require()
    own = [one for one in files.loose(Contact) if one.board == by.organisation and one.kind == ContactKind.NIL_RETURN]
    return own[::-1]
