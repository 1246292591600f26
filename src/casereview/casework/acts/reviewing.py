"""The completed report, its publication, and what is learned of a child meanwhile. Report paragraphs 21, 22 and 29."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from casereview.casework.acts.act import act
from casereview.casework.acts.checks import child_of, chosen, first_decision_to_review, new, no_impossible_days
from casereview.casework.files import Opened
from casereview.casework.models import Identity, Particulars, Publication, Report
from casereview.ledger.models import Recorded, Refused
from casereview.rules import permits
from casereview.rules.codes import PublicationRoute, Role
from casereview.rules.permits import Who


@act
def receive_report(
    file: Opened, *, by: Who, on: date, title: str, pages: int | None = None, redactions: int | None = None
) -> Sequence[Recorded]:
    """Record that the panel received a completed report before its publication."""
    permits.receive_report(by, file).require()
    begun = first_decision_to_review(file, "to receive")
    if on < begun.on:
        raise Refused(f"The report cannot have come before the review was decided on, {begun.on}.", field="on")
    row = new(Report, file, on=on, title=title, pages=pages, redactions=redactions)
    no_impossible_days([row])
    return [row]


@act
def publish(
    file: Opened, *, by: Who, on: date, route: str, url: str = "", checked_on: date | None = None
) -> Sequence[Recorded]:
    """Record that a report was published, by which route and where, and the day on which that was checked."""
    permits.record_publication(by, file).require()
    if by.role == Role.MANAGER and file.report_versions:
        raise Refused(
            "The report of this case is here. Publish it from its own page, where it is checked and approved."
        )
    begun = first_decision_to_review(file, "to publish")
    if on < begun.on:
        raise Refused(f"Publication cannot come before the review was decided on, {begun.on}.", field="on")
    chosen(PublicationRoute, route, "route")
    if url and not url.startswith(("https://", "http://")):
        raise Refused("Write the address of the report with https:// in front.", field="url")
    row = new(Publication, file, on=on, route=route, url=url, checked_on=checked_on)
    no_impossible_days([row])
    return [row]


@act
def learn(file: Opened, *, by: Who, on: date, child: int, **answers: Any) -> Sequence[Recorded]:
    """Put on record what came to be known of a child, such as a death after serious harm. Earlier figures stand."""
    permits.correct(by, file, "particulars").require()
    known = child_of(file, child)
    if not any(answers.values()):
        raise Refused("Say what is now known of the child.")
    row = new(Particulars, file, on=on, child=child, **answers)
    no_impossible_days([row])
    born, died = row.born or known.born, row.died or known.died
    if born and died and died < born:
        raise Refused(f"The child cannot have died ({died}) before the day of birth ({born}).", field="died")
    return [row]


@act
def identify(file: Opened, *, by: Who, on: date, child: int, **names: str) -> Sequence[Recorded]:
    """Put on record who a child is, kept apart from the rest of the file."""
    permits.correct(by, file, "identities").require()
    child_of(file, child)
    if not any(names.values()):
        raise Refused("Give a name.", field="forenames")
    row = new(Identity, file, on=on, child=child, **names)
    no_impossible_days([row])
    return [row]
