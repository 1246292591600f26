"""Cases that leave no table of records empty, and no kind of fact untold."""

from typing import Any

from casereview.casework import acts
from casereview.ledger import chain
from casereview.ledger.models import SampleData
from casereview.library import acts as library
from casereview.people import acts as people
from casereview.rules.codes import Role
from tests import reviewed
from tests.factories import (
    CHAIR,
    COLLEAGUE,
    MANAGER,
    MEMBER,
    OTHER_NOTIFIER,
    SECRETARY,
    a_case,
    a_letter,
    a_notification,
    day,
    on_the_panel,
    the_file,
)
from tests.library import shelves


def tell() -> dict[str, str]:
    """Tell it; answers with the references of its cases by what they are."""
    answered = a_case(
        decided_not_to_initiate="2015-05-12",
        submitted="2015-05-20",
        advised=("2015-06-08", "refer_back"),
        responded=("2015-06-20", "explains"),
        then_advised=("2015-07-13", "satisfied"),
    )
    _written_to(answered)
    published = a_case(
        decided_to_initiate="2015-05-01",
        told="2015-05-05",
        reported="2015-11-02",
        proposed_not_to_publish=("2015-11-02", "summary"),
        advised_on_publication=("2015-12-14", "agree", "summary"),
        published="2016-01-20",
    )
    acts.learn(published, by=MANAGER, on=day("2015-09-01"), child=1, died=day("2015-08-30"))
    followed = a_case(decided_to_initiate="2015-05-01", told="2015-05-05")
    reviewed.commission(followed)
    reviewed.involve(followed)
    reviewed.report(followed)
    reviewed.publish(followed)
    acts.contact(by=SECRETARY, on=day("2015-06-01"), kind="nil_return", board="B2")
    _outside()
    acts.meet(by=SECRETARY, on=day("2015-06-08"), attended=["Milo Member"])
    on_the_panel()
    acts.declare(by=SECRETARY, on=day("2015-06-01"), member="milo", interest="Sits on a board's charity.", board="B2")
    acts.recuse(published, by=SECRETARY, on=day("2015-11-03"), member="milo", reason="Worked with the family.")
    checked = _checked()
    _heard(checked)
    withdrawn = a_notification(OTHER_NOTIFIER)
    acts.withdraw(
        withdrawn.case_id, by=OTHER_NOTIFIER, notification=withdrawn.id, on=day("2015-04-20"), reason="Not met."
    )
    person = people.add_user("paula", name="Paula", email="p@example.org", password="a long enough password")
    people.appoint(person, Role.ANALYST, "DFE", since=day("2015-01-01"), by="tests")
    _catalogued()
    with chain.writing():
        chain.append([SampleData()], act="begin", by="tests")
    return {
        "answered": answered,
        "reviewed": published,
        "followed": followed,
        "withdrawn": withdrawn.case_id,
        "checked": checked,
    }


def _outside() -> None:
    """What belongs to no case: an approach and its answer, a letter to a silent board, the panel's recommendations."""
    asked = acts.contact(
        by=SECRETARY, on=day("2015-06-02"), kind="out_of_remit", approacher="relative", subject="A case."
    )
    acts.reply(by=SECRETARY, contact=asked.id, on=day("2015-06-03"), signpost="complaints")
    acts.write_to_silent(by=SECRETARY, boards=["B2"], on=day("2015-06-04"))
    acts.recommend_as_reported(by="tests")
    about: dict[str, Any] = {"by": SECRETARY, "recommendation": "2015-1", "addressee": "dfe"}
    acts.answer_recommendation(**about, on=day("2016-01-11"), position="accepts")
    acts.set_target(**about, on=day("2016-01-11"), target=day("2016-07-01"))
    acts.grade(**about, on=day("2016-02-08"), grade="acceptable", text="It is under way.")


def _written_to(reference: str) -> None:
    """The letter with the panel's advice, and a reminder of it."""
    advice = the_file(reference).advice[0]
    a_letter(reference, advice.id, on="2015-06-09")
    chased = a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20", advised=("2015-06-08", "refer_back"))
    acts.remind(chased, on=day("2015-08-03"))


def _heard(reference: str) -> None:
    """The case goes to a meeting: on the agenda, members' views sealed and opened, asked for, advised with votes, taken back."""
    on_the_panel(MEMBER, COLLEAGUE)
    meeting = acts.plan_meeting(by=SECRETARY, day=day("2015-06-08"), on=day("2015-05-22"))
    acts.put_on(reference, by=SECRETARY, on=day("2015-05-22"), meeting=meeting.id, matter="non_initiation")
    for who, view in ((MEMBER, "agree"), (COLLEAGUE, "refer_back")):
        acts.opine(
            reference, by=who, on=day("2015-06-01"), matter="non_initiation", view=view, text=f"Held by {who.name}."
        )
    acts.unseal(reference, by=SECRETARY, on=day("2015-06-08"), matter="non_initiation")
    acts.ask(
        reference,
        by=SECRETARY,
        on=day("2015-06-08"),
        matter="non_initiation",
        asked="chair_attends",
        text="In July, please.",
    )
    acts.advise(
        reference,
        by=SECRETARY,
        on=day("2015-07-13"),
        matter="non_initiation",
        view="refer_back",
        grounds=["other"],
        text="More, please.",
        override="Two were there, and it could not wait.",
        votes={"milo": ("for", ""), "mira": ("against", "It is clear enough.")},
    )
    again = acts.submit(
        reference,
        by=MANAGER,
        matter="non_initiation",
        on=day("2015-07-20"),
        attachments=[acts.Attached("sin_copy", "sin.pdf", "0" * 64, 12)],
    )
    acts.withdraw_papers(reference, by=MANAGER, on=day("2015-07-21"), submission=again.id, reason="Sent too soon.")


def _checked() -> str:
    """A case whose decision has findings, and whose papers have items and were checked."""
    reference = a_case()
    findings = {"death": ("met", "The child died.")}
    acts.decide(
        reference,
        by=CHAIR,
        on=day("2015-05-12"),
        initiate=False,
        reasons="As set out.",
        post_mortem="confirmed",
        findings=findings,
    )
    items = {"sin_copy": (True, "Enclosed.")}
    submission = acts.submit(reference, by=MANAGER, matter="non_initiation", on=day("2015-05-20"), items=items)
    acts.check(reference, by=SECRETARY, submission=submission.id, on=day("2015-05-21"), result="complete")
    return reference


def _catalogued() -> None:
    """Every kind of fact that the repository keeps."""
    suggested = [{"theme": "neglect", "words": ["neglect"]}]
    points = shelves.recommending("Agree a lead.")
    kept = shelves.an_entry(points=points, proposals={"themes": suggested}, themes={"neglect": True})
    shelves.an_entry(title="Child W", merged_into=kept)
    shelves.an_entry(title="Child X", withdrawn="A court so ordered.")
    by, on = shelves.CATALOGUER, shelves.DAY
    library.decline(library.deposit(by=by, on=on, title="A novel").id, by=by, on=on, why="It is no review.")
    library.define(by=by, on=on, code="neglect", label="Neglect")
