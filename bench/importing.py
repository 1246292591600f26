"""Importing ten national years, ledger and index included."""

import time
from pathlib import Path

import django

from bench.measuring import table

CASES = 4_000


def main() -> None:
    django.setup()
    from django.conf import settings

    from bench import records
    from casereview.casework.exchange.importing import import_records
    from casereview.cli import database

    database.make()
    folder = Path(settings.HOME) / "records"
    facts = records.write(folder, CASES)
    began = time.perf_counter()
    import_records(folder, by="bench")
    taken = time.perf_counter() - began
    table(
        "Importing ten national years",
        "From a folder of CSV files: read, checked, written with a ledger link each, and the index made. "
        "The bar is 5,000 facts a second.",
        ["facts", "time", "facts a second"],
        [[f"{facts:,}", f"{taken:.1f} s", f"{facts / taken:,.0f}"]],
    )


if __name__ == "__main__":
    main()
