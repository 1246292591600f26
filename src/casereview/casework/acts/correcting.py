"""Correcting a fact: the one way to change what the record says. Both stay, with why, and earlier views are unchanged."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from casereview.casework.acts.act import act
from casereview.casework.acts.checks import first_incident_on, in_order, new_id, no_impossible_days, told_after
from casereview.casework.files import Opened, organisations
from casereview.casework.models import FACTS, CaseFact, Decision, Notification
from casereview.ledger.models import Recorded, Refused
from casereview.rules import permits
from casereview.rules.codes import OrganisationKind
from casereview.rules.permits import Who

KEPT = ("id", "number", "salt", "recorded_at", "recorded_by", "corrects_id", "why", "case_id")
"""What a correction does not take over from the fact that it corrects, or may not change."""

NEEDED = {
    "incidents": ("kind",),
    "notifications": ("recipient",),
    "decisions": ("reasons",),
    "limb_findings": ("finding",),
    "submissions": ("matter",),
    "checks": ("result",),
    "advice": ("matter", "view"),
    "responses": ("matter", "position"),
    "recusals": ("reason",),
    "listings": ("matter",),
    "opinions": ("matter", "view"),
    "unsealings": ("matter",),
    "votes": ("cast",),
    "requests": ("asked",),
    "attachments": ("name",),
    "publications": ("route",),
    "planned_days": ("what", "day"),
    "commissions": ("terms",),
    "engagements": ("part",),
    "stages_done": ("stage",),
    "processes": ("process", "state"),
    "delays": ("cause", "since"),
    "hit_decisions": ("action",),
    "approvals": ("route",),
    "notices": ("to",),
    "harms": ("text", "verified_by"),
    "kept_out": ("kind", "words"),
    "press_texts": ("text",),
}
"""What a correction may change and not empty: without it the fact says nothing."""


@act
def correct(
    file: Opened, *, by: Who, kind: str, fact: str, why: str, changes: Mapping[str, Any] | None = None, **more: Any
) -> Sequence[Recorded]:
    """Correct a fact of a kind (the name of its file in an exchange): it is set down again with the changes, and why.

    A change of an answer that has the name of one of these, such as an incident's `kind`, can only be given in `changes`.
    """
    permits.correct(by, file, kind, fact).require()
    row = corrected(file, kind, fact, why=why, changes={**(changes or {}), **more})
    incidents = [i.on for i in file.incidents if i.id != fact] + ([row.on] if kind == "incidents" else [])
    first = min(incidents, default=first_incident_on(file))
    no_impossible_days([row], incident_on=first)
    if isinstance(row, Decision):
        told_after(row)
    if kind == "incidents" and (early := next((d for d in file.decisions if d.on < min(incidents)), None)):
        raise Refused(f"The incident cannot have happened after the decision of {early.on}.", field="on")
    if first and isinstance(row, Notification):
        in_order(row, first)
    if first and kind == "incidents" and (sent := next((n for n in file.notifications if n.on < first), None)):
        raise Refused(f"The incident cannot have happened after its notification of {sent.on}.", field="on")
    return [row]


def corrected(file: Opened, kind: str, fact: str, *, why: str, changes: Mapping[str, Any]) -> CaseFact:
    """The row that corrects a fact in force, not yet written. Refused where somebody else has corrected it meanwhile."""
    model: Any = FACTS[kind]
    was = model.objects.filter(pk=fact, case=file.reference).first()
    if was is None:
        raise Refused("There is no such fact on this case.")
    _names_what_is_there(file, changes)
    row: CaseFact = set_down_again(was, needed=NEEDED.get(kind, ()), why=why, changes=changes)
    row.case_id = file.reference
    return row


def set_down_again(was: Any, *, needed: Collection[str], why: str, changes: Mapping[str, Any]) -> Any:
    """A fact set down again with changes, not yet written. Refused where somebody else has corrected it meanwhile."""
    if not why.strip():
        raise Refused("Say why this is corrected: the reason is kept and shown beside both versions.", field="why")
    model = type(was)
    if later := model.objects.filter(corrects=was.pk).first():
        raise Refused(
            f"Somebody else has corrected this meanwhile: {later.recorded_by}, saying “{later.why}”. "
            "What you typed has not been kept on the file. Look at the newer version and correct that one, if it is still wrong."
        )
    fields = {f.attname for f in model._meta.concrete_fields} - set(KEPT)
    if unknown := set(changes) - fields:
        raise Refused(f"“{', '.join(sorted(unknown))}” cannot be corrected here.")
    if empty := next((name for name in needed if name in changes and not changes[name]), None):
        raise Refused("This is needed: answer it.", field=empty)
    values = {name: getattr(was, name) for name in fields}
    if all(values[name] == value for name, value in changes.items()):
        raise Refused("Nothing is different from what is on the file. Change what is wrong.")
    return model(id=new_id(), corrects_id=was.pk, why=why, **{**values, **changes})


def _names_what_is_there(file: Opened, changes: Mapping[str, Any]) -> None:
    """Refuse a correction that names what is not there."""
    there: dict[str, Collection[Any]] = {
        "child": {child.child for child in file.children},
        "notification": {one.id for one in file.notifications},
        "decision": {one.id for one in file.decisions},
        "submission": {one.id for one in file.submissions},
        "authority": organisations(OrganisationKind.AUTHORITY),
    }
    for name, known in there.items():
        if name in changes and changes[name] not in known:
            raise Refused(f"There is no such {name}.", field=name)
