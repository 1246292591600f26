"""The pack of a meeting: twelve submissions with forty documents, as one accessible PDF for one reader."""

import time
from io import BytesIO

from bench.measuring import table

CASES, DOCUMENTS = 12, 40
BAR = 10


def main() -> None:
    import django

    django.setup()
    from casereview.cli import database

    database.make()
    meeting, member = meeting_of(CASES, DOCUMENTS)
    from casereview.casework import packing

    began = time.perf_counter()
    made = packing.pack(meeting, by=member)
    taken = time.perf_counter() - began
    assert taken < BAR, f"{taken:.1f} s"
    table(
        "The pack of a meeting",
        f"{CASES} submissions with {DOCUMENTS} documents as one tagged PDF (PDF/UA-1), for one reader. The bar is {BAR} s.",
        ["time", "size"],
        [[f"{taken:.2f} s", f"{len(made) / 1_000_000:.1f} MB"]],
    )


def meeting_of(cases: int, documents: int):  # type: ignore[no-untyped-def]
    """A planned meeting with so many cases on its agenda, and so many documents among them; and a member to read it."""
    from casereview.casework import acts, meetings
    from casereview.documents import store
    from casereview.guidance.editions import edition
    from tests.factories import MANAGER, MEMBER, SECRETARY, a_case, day, on_the_panel, the_file

    on_the_panel()
    items = edition("WT2015").must_send["non_initiation"]
    said = {item.code: (True, "What the board says to it, at some length. " * 12) for item in items}
    planned = acts.plan_meeting(by=SECRETARY, on=day("2015-05-21"), day=day("2015-06-08"))
    for number in range(cases):
        reference = a_case(notified="2015-05-01", decided_not_to_initiate="2015-05-12")
        own = range(number, documents, cases)
        kept = [store.keep(BytesIO(f"%PDF-1.7 invented {one} ".encode() + b"x" * 200_000)) for one in own]
        sent = acts.submit(
            reference,
            by=MANAGER,
            matter="non_initiation",
            on=day("2015-05-20"),
            items=said,
            attachments=[
                acts.Attached(items[0].code, f"document {n}.pdf", k.sha256, k.size) for n, k in enumerate(kept)
            ],
        )
        acts.check(reference, by=SECRETARY, submission=sent.id, on=day("2015-05-21"), result="complete")
        acts.put_on(reference, by=SECRETARY, on=day("2015-05-21"), meeting=planned.id, matter="non_initiation")
        assert the_file(reference).attachments
    found = meetings.planned_meeting(planned.id)
    assert found is not None
    return found, MEMBER


if __name__ == "__main__":
    main()
