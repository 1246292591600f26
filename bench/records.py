"""Invented records of many years in the exchange format: as many cases as are asked for, twelve facts to a case."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

BOARDS = 146
HEADS = {
    "authorities": "code,name,region,from,until",
    "boards": "code,name,authorities,from,until",
    "cases": "case,board",
    "children": "case,child,sex,born,died,ethnicity,disability,looked_after,protection_plan,living_at,role",
    "incidents": "kind,abuse_or_neglect,joint_working_concern,looked_after,regulated_setting,in_custody,"
    "suspected_suicide,in_utero,many_children,description",
    "notifications": "authority,aware_on,recipient,board_told_on",
    "decisions": "initiate,reasons,post_mortem,delay_explained,told_panel_on",
    "submissions": "matter,proposed_route,expert_advice",
    "advice": "matter,view,route,grounds,text",
    "responses": "matter,position,text",
    "reports": "title,pages,redactions",
    "publications": "route,url,checked_on",
}
FACT = "id,case,on,recorded_at,recorded_by,corrects"
WORDS = (
    "The agencies that knew the family met within the week and shared what each of them had seen. The board considered the "
    "chronology, the medical opinion and the views of the police, and set out its reasons against each limb."
)


def write(folder: Path, cases: int, *, facts: int = 12, seed: int = 2015) -> int:
    """Write the folder; answers with how many facts it holds."""
    chance = random.Random(seed)
    rows: dict[str, list[list[object]]] = {name: [] for name in HEADS}
    for number in range(BOARDS):
        rows["authorities"].append([f"X{number:03}", f"Authority {number}", f"Region {number % 9}", "2009-04-01", ""])
        rows["boards"].append([f"B{number:03}", f"Board {number}", f"X{number:03}", "2009-04-01", ""])
    for number in range(cases):
        reference, board = f"R{number:06}", chance.randrange(BOARDS)
        rows["cases"].append([reference, f"B{board:03}"])
        born = date(2008, 1, 1) + timedelta(days=chance.randrange(1800))
        rows["children"].append(
            [reference, 1, chance.choice(["male", "female"]), born, "", "", "no", "no", "no", "", "victim"]
        )
        for name, on, values in list(_facts(chance, board))[:facts]:
            fact = f"{name[:3]}-{number}-{len(rows[name])}"
            rows[name].append([fact, reference, on, f"{on}T16:00:00+00:00", "bench", "", *values])
    folder.mkdir(parents=True)
    for name, head in HEADS.items():
        things = name in ("authorities", "boards", "cases", "children")
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow((head if things else f"{FACT},{head}").split(","))
            writer.writerows(rows[name])
    return sum(len(found) for name, found in rows.items() if name not in ("authorities", "boards", "cases", "children"))


def _facts(chance: random.Random, board: int) -> Iterator[tuple[str, date, list[object]]]:
    """The facts of one case, in the order of the road, so that the first few of them make a case as well."""
    start = date(2010, 4, 1) + timedelta(days=chance.randrange(3650))

    def day(after: int) -> date:
        return start + timedelta(days=after)

    review = chance.random() < 0.6
    yield "incidents", start, [chance.choice(["death", "serious_harm"]), "suspected", "not_known", *["no"] * 6, WORDS]
    yield "notifications", day(6), [f"X{board:03}", day(2), "ofsted", day(6)]
    yield "decisions", day(34), ["yes" if review else "no", WORDS, "confirmed", "", day(38)]
    if review:
        yield "reports", day(240), ["A report", 60, 0]
        yield "publications", day(260), ["full", "https://example.org/report", day(300)]
        yield "decisions", day(36), ["yes", WORDS, "confirmed", "", day(38)]
        yield "incidents", day(3), ["death", "known", "yes", *["no"] * 6, WORDS]
        yield "reports", day(250), ["A report, put right", 60, 0]
        yield "publications", day(280), ["summary", "https://example.org/summary", day(300)]
        yield "notifications", day(8), [f"X{board:03}", day(2), "ofsted", day(6)]
        yield "reports", day(255), ["A summary", 6, 0]
        yield "publications", day(290), ["anonymous", "https://example.org/anonymous", day(300)]
        return
    for turn in range(3):
        yield "submissions", day(40 + 40 * turn), ["non_initiation", "", ""]
        yield (
            "advice",
            day(55 + 40 * turn),
            ["non_initiation", chance.choice(["agree", "refer_back"]), "", "other", WORDS],
        )
        yield "responses", day(65 + 40 * turn), ["non_initiation", "explains", WORDS]
