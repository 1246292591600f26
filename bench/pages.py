"""The work list, a case file and the figures page, against an empty page of the same layout."""

from bench.measuring import against, prepare, table

TURNS = 41


def main() -> None:
    prepare(4_000)
    from bench.people import client, page, queries
    from casereview.casework.models import Case
    from casereview.rules.codes import Role

    manager, analyst = client(Role.MANAGER, "B007"), client(Role.ANALYST, "DFE")
    case = Case.objects.filter(board="B007").order_by("reference").values_list("pk", flat=True)[0]
    rows = []
    for name, who, address, empty in (
        ("work list", manager, "/work", "/empty/list"),
        ("list of cases", manager, "/cases", "/empty/list"),
        ("case file", manager, f"/cases/{case}", "/empty/page"),
        ("figures, as counted since the last write", analyst, "/figures?from=2014-07-01&to=2015-06-30", "/empty/page"),
    ):
        full, bare, ratio = against(page(who, address), page(who, empty), TURNS)
        rows.append([name, f"{full * 1000:.1f} ms", f"{bare * 1000:.1f} ms", f"{ratio:.2f}", queries(who, address)])
    table(
        "Pages",
        "At 4,000 cases, medians of 41 requests in the process, each beside one for an empty page of the same layout. "
        "The bar is 3. "
        "The figures are kept until the next write; the first request after a write counts them anew (the table above).",
        ["page", "time", "empty page", "ratio", "queries"],
        rows,
    )


if __name__ == "__main__":
    main()
