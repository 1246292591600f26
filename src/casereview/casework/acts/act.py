"""What makes a function an act: one transaction, in which the file is read, the rule asked and the rows written."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any

from casereview.casework import files, standing
from casereview.casework.files import NoSuchCase
from casereview.ledger import chain
from casereview.ledger.models import Recorded
from casereview.rules import permits
from casereview.rules.permits import Who


def act(rows_of: Callable[..., Sequence[Recorded]]) -> Callable[..., Any]:
    """Make an act of a function from a case file, as it stands, to the rows that the act adds to it.

    The act takes the case's reference in place of the file, and `by`. Nobody else writes while it is done; the permit is
    asked again inside it. A `token` that was acted on before makes it answer with the row written then, and do nothing.
    `recorded_at` is for records older than the system, when what they tell came to be known elsewhere.
    It raises `NoSuchCase`, `Refusal` (not this person) or `Refused` (not this, with the reason), and then writes nothing.
    """

    @wraps(rows_of)
    def perform(
        reference: str, *args: Any, by: Who, token: str = "", recorded_at: datetime | None = None, **answers: Any
    ) -> Any:
        with chain.writing():
            found = files.read([reference])
            if not found or not permits.see(by, found[0]):
                raise NoSuchCase(reference)
            return written(
                lambda: rows_of(found[0], *args, by=by, **answers),
                act=rows_of.__name__,
                by=by,
                token=token,
                recorded_at=recorded_at,
            )

    return perform


def written(
    rows_of: Callable[[], Sequence[Recorded]],
    *,
    act: str,
    by: Who,
    token: str = "",
    recorded_at: datetime | None = None,
) -> Any:
    """Write the rows of an act and answer with the first; with the one already written, where the token was used."""
    with chain.writing():
        if earlier := chain.once(token, by=by.username, act=act):
            return earlier
        rows = rows_of()
        for row in rows:
            if recorded_at and not row.recorded_at:
                row.recorded_at = recorded_at
        chain.append(rows, act=act, by=by.username)
        chain.done(token, by=by.username, act=act, row=rows[0])
        standing.keep({row.case_id for row in rows if hasattr(row, "case_id")})
        return rows[0]
