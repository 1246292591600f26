"""What is told of a review, for tests: every kind of fact that it leaves on a case, each text of it a word of one's own."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from casereview.casework import acts
from casereview.casework.acts.involving import chase
from casereview.rules.permits import Who
from tests.factories import CHAIR, DEPUTY, MANAGER, day, the_file

BEGUN = "2015-05-20"


def plain(field: str) -> str:
    return f"Some {field}."


def commission(case: str, said: Callable[[str], str] = plain, begun: str = BEGUN, username: str = "") -> str:
    """Commission a review, with days, processes and delays; answers with the reviewer's key."""

    def on(days: int) -> date:
        return day(begun) + timedelta(days=days)

    reviewer = acts.register(by=MANAGER, on=on(0), name="Rhona Reader", skills=["analysis"]).reviewer
    acts.add_post(by=MANAGER, on=on(0), reviewer=reviewer, organisation="Elsewhere Council", post="Head")
    acts.add_feedback(by=MANAGER, on=on(0), reviewer=reviewer, text="Explains why.", again=True)
    acts.commission(case, by=MANAGER, on=on(0), terms=said("terms"), method="hybrid")
    acts.engage(
        case,
        by=MANAGER,
        on=on(7),
        reviewer=reviewer,
        username=username,
        part="lead",
        independent=True,
        declaration=said("declaration"),
        contract_until=day("2026-12-31"),
    )
    acts.plan(case, by=MANAGER, on=on(7), what="draft", day=on(130), reason=said("planned"))
    acts.reach(case, by=MANAGER, on=on(20), stage="team", text=said("reached"))
    acts.note_process(
        case,
        by=MANAGER,
        on=on(22),
        process="criminal",
        state="under_way",
        blocks=["family", "publication"],
        next_on=day("2026-12-01"),
        text=said("process"),
    )
    acts.explain_delay(case, by=MANAGER, on=on(70), cause="criminal", since=on(40), until=on(70), text=said("delay"))
    return reviewer


DOCUMENT, REDACTED = "ab" * 32, "cd" * 32
"""Files of which the bytes are nowhere: what is on record of them is enough for what is tested of it."""


def report(
    case: str,
    said: Callable[[str], str] = plain,
    begun: str = BEGUN,
    by: Who = MANAGER,
    document: str = DOCUMENT,
    made: str = REDACTED,
) -> None:
    """Upload a report, check it, take a passage out, and leave all but its approval and publication on record."""

    def on(days: int) -> date:
        return day(begun) + timedelta(days=days)

    entries = [
        {"kind": "person", "words": said("person"), "relationship": said("relation"), "pseudonym": said("pseudonym")},
        {"kind": "school", "words": said("school"), "whose": said("person")},
    ]
    acts.keep_out(case, by=by, on=on(99), entries=entries)
    acts.add_press_text(case, by=by, on=on(99), source=said("newspaper"), text=said("article"))
    acts.upload(
        case,
        by=by,
        on=on(100),
        document=document,
        kind="full",
        title=said("title"),
        file_name=said("filename"),
        pages=40,
        words=12_000,
        hits=["h1", "h2"],
    )
    point = {"point": "finding", "label": "Finding 1", "text": said("point"), "page": 3, "explained": said("explained")}
    acts.confirm(case, by=by, on=on(101), document=document, points=[point])
    decisions = {"h1": ("remove", said("hit"), ""), "h2": ("accept", said("hit"), said("accepted"))}
    acts.decide_hits(case, by=by, on=on(101), document=document, decisions=decisions)
    acts.redact(
        case,
        by=by,
        on=on(102),
        document=document,
        made=made,
        passages=[(3, said("passage"), "identifies_child", said("more"))],
        hits=["h2"],
    )
    acts.take_expert_advice(
        case,
        by=by,
        on=on(102),
        expert="A child psychiatrist",
        independent=True,
        threatened=said("threatened"),
        threat=said("threat"),
        alternatives=said("alternatives"),
    )
    acts.embargo(case, by=by, on=on(103), until=on(110), text=said("embargo"))


def publish(
    case: str, said: Callable[[str], str] = plain, begun: str = BEGUN, approvers: Sequence[Who] = (CHAIR, DEPUTY)
) -> None:
    """Tell whom there is to tell, approve the redacted report, publish it, and put on record what came after."""

    def on(days: int) -> date:
        return day(begun) + timedelta(days=days)

    acts.copy_to_panel(case, by=MANAGER, on=on(104))
    for to in ("family", "practitioners"):
        acts.tell_of_publication(case, by=MANAGER, on=on(105), to=to, text=said("notice"))
    for who in approvers:
        acts.approve(case, by=who, on=on(106), document=REDACTED, route="redacted")
    acts.release(case, by=MANAGER, on=on(120), route="redacted", document=REDACTED, url="https://example.org/report")
    after(case, said, begun)


def after(case: str, said: Callable[[str], str] = plain, begun: str = BEGUN) -> None:
    """What comes after a publication: somebody looks, somebody was harmed, and it is taken down."""

    def on(days: int) -> date:
        return day(begun) + timedelta(days=days)

    publication = the_file(case).publications[-1].id
    acts.sight(case, by=MANAGER, on=on(300), publication=publication, there=True, text=said("sighting"))
    acts.record_harm(
        case,
        by=MANAGER,
        on=on(310),
        publication=publication,
        person="sibling",
        severity="identified",
        cause="likely",
        text=said("harm"),
        verified_by=said("verifier"),
    )
    acts.take_down(
        case, by=MANAGER, on=on(320), publication=publication, reason=said("takendown"), asked_by=said("asker")
    )


def involve(case: str, said: Callable[[str], str] = plain, begun: str = BEGUN) -> None:
    """What agencies were asked and sent, who took part, what it cost, and what an assessor wrote."""

    def on(days: int) -> date:
        return day(begun) + timedelta(days=days)

    police = acts.ask_agency(
        case, by=MANAGER, on=on(8), agency="Aldermarsh Police", asked="chronology", due=on(30), text=said("asked")
    )
    acts.receive_from_agency(case, by=MANAGER, on=on(29), request=police.id, text=said("sent"))
    acts.ask_agency(case, by=MANAGER, on=on(8), agency="Aldermarsh Hospital", asked="report", due=on(30))
    chase(on(38))
    for agency in ("Aldermarsh Police", "Aldermarsh Hospital"):
        entry = {"said": "3 March 2015", "first": day("2015-03-03"), "last": day("2015-03-03"), "certain": True}
        acts.add_chronology(case, by=MANAGER, on=on(30), agency=agency, entries=[{**entry, "event": said("event")}])
    one, other = (entry.id for entry in the_file(case).chronology_entries)
    acts.match_entries(case, by=MANAGER, on=on(31), pairs=[(one, other, True)])
    acts.involve(
        case,
        by=MANAGER,
        on=on(40),
        person="mother",
        who=said("mother"),
        took="met",
        contact="may",
        text=said("involved"),
    )
    acts.spend(case, by=MANAGER, on=on(41), item="fee", pounds=9_500, text=said("cost"))
    acts.assess(case, by=MANAGER, on=on(42), marker="13", text=said("evidence"), page=3)
