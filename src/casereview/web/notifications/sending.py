"""From the answers of a draft to the act of notifying."""

from typing import Any

from casereview.rules.codes import IncidentKind, Known
from casereview.web.notifications.forms import HowTold
from casereview.web.notifications.steps import SoFar

KNOWN = {Known.YES: True, Known.NO: False}
CIRCUMSTANCES = ("regulated_setting", "in_custody", "suspected_suicide", "in_utero", "many_children")
OF_A_CHILD = (
    "forenames",
    "surname",
    "also_known_as",
    "born",
    "sex",
    "role",
    "ethnicity",
    "disability",
    "looked_after",
    "protection_plan",
    "living_at",
)


def act(so_far: SoFar) -> dict[str, Any]:
    """What `acts.notify` is given, of a draft whose answers all hold."""
    return {
        "on": so_far.today,
        "aware_on": so_far.aware_on,
        "incident_on": so_far.incident_on,
        "incident": incident(so_far),
        "children": [child(so_far, number) for number in so_far.children],
        "recipient": so_far.recipient,
        "board": so_far.said("board", "board"),
        "board_told_on": board_told_on(so_far),
        "late_reason": so_far.said("late", "late_reason") or "",
    }


def incident(so_far: SoFar) -> dict[str, Any]:
    circumstances = so_far.answers["circumstances"]
    return {
        "kind": so_far.kind,
        "abuse_or_neglect": so_far.said("abuse", "abuse_or_neglect"),
        "joint_working_concern": so_far.said("agencies", "joint_working_concern"),
        "description": so_far.said("description", "description"),
        "looked_after": looked_after(so_far),
        **{name: KNOWN.get(circumstances.get(name, Known.NO)) for name in CIRCUMSTANCES},
    }


def looked_after(so_far: SoFar) -> bool | None:
    """Whether a child of the incident was looked after; a child who was not born was not."""
    said = {so_far.of_child(number).get("looked_after", Known.NO) for number in so_far.children}
    return True if Known.YES in said else None if Known.NOT_KNOWN in said else False


def child(so_far: SoFar, number: int) -> dict[str, Any]:
    answers = so_far.of_child(number)
    found = {name: answers[name] for name in OF_A_CHILD if name in answers}
    died = so_far.kind == IncidentKind.DEATH and answers.get("died")
    return {**found, "died": answers.get("died_on") if died else None}


def board_told_on(so_far: SoFar) -> Any:
    """The day on which the board was told: earlier, or by this very notification; none where that is still to come."""
    told = {HowTold.EARLIER: so_far.said("told", "told_on"), HowTold.BY_THIS: so_far.today}
    return told.get(so_far.said("told", "told"))
