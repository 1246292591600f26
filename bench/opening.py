"""Opening every file of ten national years, against the bare driver fetching the same rows."""

import sqlite3
from collections.abc import Callable
from typing import Any

from bench.measuring import against, prepare, table

CASES = 4_000


def main() -> None:
    facts = prepare(CASES)
    from casereview.casework import files

    opening, bare, ratio = against(files.read, bare_driver())
    table(
        "Opening every case file of ten national years",
        f"{CASES:,} cases, {facts:,} facts, all facts of each in force sorted out, against the bare database driver fetching the "
        "same columns of the same rows. The bar is 3.",
        ["opening all files", "the driver alone", "ratio"],
        [[f"{opening:.2f} s", f"{bare:.2f} s", f"{ratio:.2f}"]],
    )


def bare_driver() -> Callable[[], Any]:
    """A function that fetches every row with nothing but the driver."""
    from django.conf import settings
    from django.db import connection

    from casereview.casework.models import FACTS, Case, Child

    def columns(model: Any) -> str:
        return ", ".join('"' + f.column + '"' for f in model._meta.concrete_fields if f.attname != "salt")

    selects = [f"SELECT {columns(m)} FROM {m._meta.db_table}" for m in [Case, Child, *FACTS.values()]]
    if connection.vendor == "sqlite":
        bare: Any = sqlite3.connect(settings.DATABASES["default"]["NAME"])
        for pragma in ("cache_size=-64000", "mmap_size=268435456"):
            bare.execute(f"PRAGMA {pragma}")
    else:
        import psycopg

        details = settings.DATABASES["default"]
        bare = psycopg.connect(
            dbname=details["NAME"], user=details["USER"], password=details["PASSWORD"], host=details["HOST"]
        )
    return lambda: [bare.execute(select).fetchall() for select in selects]


if __name__ == "__main__":
    main()
