"""Telling how far long work has come."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Tick = Callable[[int], object]
"""Told how many steps are done since it was told last."""

Progress = Callable[[str, int], AbstractContextManager[Tick]]
"""Given what is being done and how many steps it has, what is told of the steps while it is done."""


@contextmanager
def in_silence(_: str, __: int) -> Iterator[Tick]:
    """Nobody is told."""
    yield lambda _: None
