"""Lists at 100,000 cases, against the same at 4,000."""

import json
import os
import subprocess
import sys
import tempfile

from bench.measuring import median, prepare, table

SIZES = (4_000, 100_000)
LISTS = (
    ("work list", "manager", "/work"),
    ("cases of a board", "manager", "/cases"),
    ("all cases", "analyst", "/cases"),
)


def main() -> None:
    times = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as home:
            run = subprocess.run(
                [sys.executable, "-m", "bench.lists", str(size)],
                env={**os.environ, "CASEREVIEW_HOME": home},
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
        times[size] = json.loads(run.stdout)
    small, large = SIZES
    table(
        "Long lists",
        f"Lists at {large:,} cases against the same lists at {small:,}: medians of 41 requests. The bar is 2.",
        ["list", f"at {small:,}", f"at {large:,}", "ratio", "queries at each"],
        [
            [
                name,
                f"{times[small][name][0] * 1000:.1f} ms",
                f"{times[large][name][0] * 1000:.1f} ms",
                f"{times[large][name][0] / times[small][name][0]:.2f}",
                f"{times[small][name][1]}, {times[large][name][1]}",
            ]
            for name, _, _ in LISTS
        ],
    )


def measure(size: int) -> None:
    prepare(size, facts=3)
    from bench.people import client, page, queries
    from casereview.rules.codes import Role

    who = {"manager": client(Role.MANAGER, "B007"), "analyst": client(Role.ANALYST, "DFE")}
    found = {name: (median(page(who[role], at), 41), queries(who[role], at)) for name, role, at in LISTS}
    print(json.dumps(found))


if __name__ == "__main__":
    measure(int(sys.argv[1])) if len(sys.argv) > 1 else main()
