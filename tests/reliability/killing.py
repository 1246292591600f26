"""Writers killed with SIGKILL at random moments, over and over; then the record is held against what they were told.

Run by `test_killed.py` as a process of its own: `python killing.py ROUNDS SEED`. It makes its database where the settings
say, forks writers that perform acts and note each acknowledgement in a file, kills them, and prints what it found as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402

from casereview.casework import acts, standing  # noqa: E402
from casereview.casework.models import Case, Child, Identity, Incident, Notification  # noqa: E402
from casereview.ledger import chain  # noqa: E402
from casereview.ledger.models import Link  # noqa: E402
from tests import factories  # noqa: E402

WRITERS = 3


def notify(token: str) -> Any:
    return acts.notify(
        by=factories.NOTIFIER,
        on=date(2015, 4, 7),
        aware_on=date(2015, 4, 2),
        incident_on=date(2015, 4, 1),
        incident={"kind": "death", "abuse_or_neglect": "suspected", "description": token},
        children=[{"sex": "female", "forenames": "Ada", "surname": token}],
        recipient="ofsted",
        board_told_on=date(2015, 4, 7),
        token=token,
    )


def write(acknowledged: Path, begun: Path, name: str) -> None:
    """Perform acts until killed; an act that was answered is noted on disk before the next is begun."""
    with acknowledged.open("a") as answers, begun.open("a") as starts:
        for number in range(100_000):
            token = f"{name}-{number}"
            starts.write(token + "\n")
            starts.flush()
            row = notify(token)
            answers.write(f"{token} {row.id}\n")
            answers.flush()
            os.fsync(answers.fileno())


def one_round(number: int, folder: Path, chance: random.Random) -> None:
    """Let writers write for a moment, and kill them wherever they are: in most rounds once an act was answered.

    However slow the machine is, there is then something acknowledged that could be lost.
    """
    before = len(lines(folder, "answered"))
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # a connection of ours in the hands of a writer that is killed would die with it
    writers = []
    for writer in range(WRITERS):
        pid = os.fork()
        if pid == 0:
            try:
                write(folder / f"answered-{writer}", folder / f"begun-{writer}", f"r{number}w{writer}")
            finally:
                os._exit(0)
        writers.append(pid)
    limit = time.monotonic() + 20
    while number % 5 and len(lines(folder, "answered")) == before and time.monotonic() < limit:
        time.sleep(0.002)
    time.sleep(chance.uniform(0.0, 0.1))
    for pid in writers:
        os.kill(pid, signal.SIGKILL)
    for pid in writers:
        os.waitpid(pid, 0)


def lines(folder: Path, kind: str) -> list[str]:
    return [line for path in sorted(folder.glob(f"{kind}-*")) for line in path.read_text().splitlines()]


def found(folder: Path) -> dict[str, Any]:
    """What the record holds, beside what was acknowledged. What was begun and not answered is then posted again."""
    answered = dict(line.split() for line in lines(folder, "answered") if len(line.split()) == 2)
    begun = {line for line in lines(folder, "begun") if line.count("w") == 1}
    kept = {
        token: row.pk for token in begun if (row := chain.once(token, by=factories.NOTIFIER.username, act="notify"))
    }
    for token in sorted(begun - answered.keys()):
        notify(token)
    notified = list(Notification.objects.values_list("case", flat=True))
    described = list(Incident.objects.values_list("description", flat=True))
    rows = sum(model._default_manager.count() for model in chain._models())
    return {
        "answered": len(answered),
        "lost": sorted(token for token, row in answered.items() if kept.get(token) != row),
        "unanswered": len(begun - answered.keys()),
        "written_though_unanswered": len((begun - answered.keys()) & kept.keys()),
        "doubled": len(described) - len(set(described)),
        "missing_after_repeat": sorted(begun - set(described)),
        "half_done": [
            reference
            for reference in Case.objects.values_list("reference", flat=True)
            if not all(
                model.objects.filter(case=reference).count() == 1 for model in (Incident, Child, Identity, Notification)
            )
        ],
        "notifications": len(notified),
        "writes_less_links": rows - Link.objects.count(),
        "faults": list(chain.faults()),
        "standing": standing.differences(),
    }


def main(rounds: int, seed: int) -> None:
    folder = Path(os.environ["CASEREVIEW_HOME"])
    call_command("migrate", verbosity=0)
    factories.organisations()
    chance = random.Random(seed)
    for number in range(rounds):
        one_round(number, folder, chance)
    print(json.dumps(found(folder)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
