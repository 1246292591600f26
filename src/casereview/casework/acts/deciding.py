"""The decision whether to hold a review, and telling the panel of it. Report paragraphs 6, 14, 15 and 35."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from casereview.casework.acts.act import act
from casereview.casework.acts.checks import chosen, first_incident_on, new, no_impossible_days, not_before, told_after
from casereview.casework.acts.correcting import corrected
from casereview.casework.files import Opened
from casereview.casework.models import Decision, LimbFinding
from casereview.ledger.models import Recorded, Refused
from casereview.rules import permits
from casereview.rules.clocks import edition_on
from casereview.rules.codes import PostMortem
from casereview.rules.permits import Who


@act
def decide(
    file: Opened,
    *,
    by: Who,
    on: date,
    initiate: bool,
    reasons: str,
    post_mortem: str,
    delay_explained: bool | None = None,
    findings: Mapping[str, tuple[str, str]] | None = None,
    told_panel_on: date | None = None,
) -> Sequence[Recorded]:
    """The Chair decides whether to hold a review, with reasons, and what was found on each limb of the criteria.

    `findings` gives for a limb's code the finding and its reason. Answers with the decision. A Chair who decides again
    does not change the earlier decision: both stand on the file, and the latest is the one in effect.
    """
    permits.decide(by, file).require()
    if file.notifications and not file.standing_notifications:
        raise Refused("The notification was withdrawn, so there is nothing to decide on this case.")
    chosen(PostMortem, post_mortem, "post_mortem")
    if not reasons.strip():
        raise Refused("Give the reasons for the decision.", field="reasons")
    if file.decision and file.decision.on > on:
        raise Refused(f"A later decision, of {file.decision.on}, is on the file already.", field="on")
    if not initiate and (file.reports or file.publications):
        raise Refused("The report of a review is on the file, so it can no longer be decided that there is none.")
    edition = edition_on(file, on)
    limbs = {limb.code for limb in edition.criteria.limbs} if edition else set()
    decision = new(
        Decision,
        file,
        on=on,
        initiate=initiate,
        reasons=reasons,
        post_mortem=post_mortem,
        delay_explained=delay_explained,
        told_panel_on=told_panel_on,
    )
    rows: list[Recorded] = [decision]
    for limb, (finding, reason) in (findings or {}).items():
        if limb not in limbs:
            raise Refused(f"“{limb}” is not a limb of the criteria in force on {on}.", field="findings")
        rows.append(new(LimbFinding, file, on=on, decision=decision.id, limb=limb, finding=finding, reason=reason))
    no_impossible_days(rows, incident_on=first_incident_on(file))
    told_after(decision)
    return rows


@act
def tell_panel(file: Opened, *, by: Who, on: date) -> Sequence[Recorded]:
    """Tell the national panel of the latest decision: it is set down again with the day on which the panel was told."""
    permits.tell_panel(by, file).require()
    return [told(file, on)]


def told(file: Opened, on: date) -> Decision:
    """The latest decision with the day on which the panel was told of it."""
    decision = file.decision
    if decision is None:
        raise Refused("There is no decision on this case to tell the panel of.")
    if decision.told_panel_on:
        raise Refused(f"The panel was told of this decision on {decision.told_panel_on}.")
    not_before(on, decision, words="the decision")
    if on > timezone.localdate():
        raise Refused(f"The day {on} is in the future. Tell the panel first, and then record it.", field="on")
    row = corrected(file, "decisions", decision.id, why="The panel has been told.", changes={"told_panel_on": on})
    no_impossible_days([row])
    assert isinstance(row, Decision)
    return row
