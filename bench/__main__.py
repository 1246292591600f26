"""Measure, print, and write docs/performance.md: `make bench`; one part of it: `make bench ARGS="opening"`.

Each measurement is of two things in the same run, turn by turn, and what is quoted is their ratio: machines differ, and
the same machine differs from hour to hour.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PARTS = (
    "opening",
    "figures",
    "pages",
    "lists",
    "importing",
    "packing",
    "identifiability",
    "extraction",
    "library",
    "letters",
)
PAGE = Path(__file__).parents[1] / "docs" / "performance.md"


def main(chosen: list[str]) -> None:
    """Each part runs in a process and a data folder of its own."""
    results = []
    for part in chosen or PARTS:
        with tempfile.TemporaryDirectory() as home:
            environment = {
                **os.environ,
                "CASEREVIEW_HOME": home,
                "DJANGO_SETTINGS_MODULE": "casereview.config.settings",
            }
            environment.setdefault("CASEREVIEW_LOG", "ERROR")
            run = subprocess.run(
                [sys.executable, "-m", f"bench.{part}"], env=environment, stdout=subprocess.PIPE, text=True, check=True
            )
        print(run.stdout)
        results.append(run.stdout)
    if not chosen:
        head, mark, _ = PAGE.read_text(encoding="utf-8").partition("<!-- measured by make bench -->\n")
        PAGE.write_text(head + mark + "\n" + "\n".join(results), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
