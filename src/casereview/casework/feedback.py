"""What a board is told of itself, beside all others; counted from every case file, and kept until the next write."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from casereview.casework import files
from casereview.ledger import chain
from casereview.rules import packs, permits
from casereview.rules.codes import Matter
from casereview.rules.feedback import Told, feedback, years_to
from casereview.rules.permits import Sight, Who


def own_board(by: Who, today: date) -> list[Told]:
    """The measures of one's own board. Nothing of another board is told but the middle of them all."""
    permits.own_board(by).require()
    files.log(by, "own board")
    return list(_of(by.organisation, today, chain.head()))


@lru_cache(maxsize=64)
def _of(board: str, today: date, head: tuple[int, str]) -> tuple[Told, ...]:
    return tuple(feedback(_every(today, head), board, years_to(today)))


@lru_cache(maxsize=1)
def _every(today: date, head: tuple[int, str]) -> list[files.Opened]:
    return files.read(None, as_at=today, sight=Sight(words=False, names=False))


def sent_back_for(by: Who) -> Mapping[Matter, Counter[str]]:
    """For what this board's own papers were sent back before."""
    permits.own_board(by).require()
    own = files.open_files(by=by, purpose="own board")
    return {matter: packs.sent_back(own, matter) for matter in Matter}
