"""Entries for tests, told as stories by the acts: `an_entry(title="Child V", pages=["…"], withdrawn="2016-02-01")`."""

from datetime import date
from typing import Any

from casereview.library import acts
from casereview.rules.codes import Role
from casereview.rules.permits import Who

CATALOGUER = Who("robin", "Robin Cataloguer", Role.CATALOGUER, "REPOSITORY", "National repository")

DAY = date(2016, 1, 20)


def a_draft(*, by: Who = CATALOGUER, pages: tuple[str, ...] = ("The first page.",), **answers: Any) -> Any:
    """A draft that could be published; every answer can be given."""
    proposals = answers.pop("proposals", None)
    entry, deposit = answers.pop("entry", ""), answers.pop("deposit", "")
    told = {
        "title": "Child V",
        "board": "Aldermarsh Board",
        "kind": "scr",
        "outcome": "death",
        "published_on": "2015-10-31",
    }
    return acts.draft(
        by=by, pages=pages, proposals=proposals, entry=entry, deposit=deposit, answers={**told, **answers}
    )


def an_entry(*, on: date = DAY, withdrawn: str = "", merged_into: str = "", **answers: Any) -> str:
    """A published entry; answers with its identifier."""
    version = acts.publish(a_draft(**answers).key, by=CATALOGUER, on=on)
    if withdrawn:
        acts.withdraw(version.entry_id, by=CATALOGUER, on=DAY, why=withdrawn)
    if merged_into:
        acts.merge(version.entry_id, by=CATALOGUER, on=DAY, into=merged_into, why="The same review.")
    return version.entry_id


def recommending(*texts: str) -> list[dict[str, Any]]:
    """Recommendations as a draft tells them."""
    return [{"kind": "recommendation", "text": text, "addressed_to": "The board", "page": 1} for text in texts]
