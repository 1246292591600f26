"""A draft beside a case that may be of the same incident, line by line."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from markupsafe import Markup

from casereview.casework.files import Opened
from casereview.rules.codes import IncidentKind, Sex
from casereview.web.notifications.steps import SoFar
from casereview.web.tags import day


def beside(so_far: SoFar, file: Opened) -> list[list[str]]:
    """Each line: what it tells, of this draft, and of the case."""
    drafted = [_child(so_far.of_child(number), so_far.of_child(number)) for number in so_far.children]
    return [
        ["Day of the incident", _days([so_far.incident_on]), _days(incident.on for incident in file.incidents)],
        ["What happened", _kinds([so_far.kind]), _kinds(incident.kind for incident in file.incidents)],
        ["Children", _lines(drafted), _lines(_recorded(file))],
        ["Notified", "Not sent yet", _days(notification.on for notification in file.notifications)],
        ["Stage", "Draft", file.stage.words],
    ]


def _recorded(file: Opened) -> Iterable[str]:
    who = {identity.child: vars(identity) for identity in file.identities}
    return (_child(who.get(child.child, {}), vars(child)) for child in file.children)


def _child(who: dict[str, Any], answers: dict[str, Any]) -> str:
    """A child in a line: the name, the sex and the birth date, as far as they are known."""
    name = " ".join(filter(None, (who.get("forenames"), who.get("surname")))) or who.get("also_known_as")
    born = f"born {day(answers['born'])}" if answers.get("born") else "date of birth not known"
    sex = Sex.words_for(answers.get("sex") or Sex.NOT_KNOWN).lower()
    return ", ".join([name or "No name", f"sex {sex}" if sex == "not known yet" else sex, born])


def _days(days: Iterable[date | None]) -> str:
    return _lines(day(one) for one in days if one)


def _kinds(kinds: Iterable[str]) -> str:
    return _lines(IncidentKind.words_for(kind) for kind in kinds)


def _lines(lines: Iterable[str]) -> str:
    return Markup("<br>").join(lines)
