"""Timing two things in turn, and a database with many cases to time them on."""

import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings


def prepare(cases: int, *, facts: int = 12) -> int:
    """An empty database with as many invented cases put into it; answers with how many facts they have."""
    django.setup()
    from bench import records
    from casereview.casework.exchange.importing import import_records
    from casereview.cli import database

    database.make()
    folder = Path(settings.HOME) / f"records-{cases}"
    count = records.write(folder, cases, facts=facts)
    import_records(folder, by="bench")
    return count


def median(act: Callable[[], object], turns: int = 7) -> float:
    """The median time of an act, in seconds."""
    return _medians([act], turns)[0]


def against(one: Callable[[], object], other: Callable[[], object], turns: int = 7) -> tuple[float, float, float]:
    """The median times of two acts done in turn, and the median of their ratios, pair by pair."""
    one(), other()
    pairs = [(_time(one), _time(other)) for _ in range(turns)]
    ratios = statistics.median(a / b for a, b in pairs)
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), ratios


def _medians(acts: list[Callable[[], object]], turns: int) -> list[float]:
    for act in acts:
        act()
    return [statistics.median(_time(act) for _ in range(turns)) for act in acts]


def _time(act: Callable[[], object]) -> float:
    gc.collect()
    began = time.perf_counter()
    kept = act()
    taken = time.perf_counter() - began
    del kept
    return taken


def table(title: str, how: str, head: list[str], rows: list[list[object]]) -> None:
    """A measurement as a table of the page."""
    print(f"## {title}\n\n{how}\n")
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(str(cell) for cell in row)} |")
    print()
