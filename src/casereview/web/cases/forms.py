"""The forms of a case file: to see it as it stood, to find a case, and to correct a fact."""

from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from casereview.casework.acts.correcting import KEPT
from casereview.casework.soundness import MAY_BE_TO_COME
from casereview.rules.codes import Code, Ground
from casereview.rules.review_codes import ReviewStage
from casereview.rules.stages import Stage
from casereview.web.fields import Form, Questions, choice, date_field, drop_down, several, text, words, yes_no
from casereview.web.fields import whole_number as number

LONDON = timezone.get_default_timezone


class AsItStood(Questions):
    """Which day the file is looked at, and at which moment's knowledge."""

    as_at = date_field(
        "As at the end of this day", called="The day", past=True, unsaid=True, hint="Leave empty for today"
    )
    known_at = date_field(
        "As known at the end of this day",
        called="The day of knowledge",
        past=True,
        unsaid=True,
        hint="Leave empty for all that is known",
    )

    def moment(self) -> datetime | None:
        """The end of the day of knowledge, in London."""
        day = self.cleaned_data.get("known_at")
        return datetime.combine(day, time.max, tzinfo=timezone.get_default_timezone()).astimezone(UTC) if day else None


class Find(Questions):
    """Cases of one stage, or with a reference that begins in a certain way."""

    reference = text("Case reference", limit=60, width=20, unsaid=True)
    stage = drop_down("Stage", Stage.choices(), unsaid=True)


def correction(fact: Any) -> type[Form]:
    """A form with a question for each field of a fact, as it now stands, and one for why it is corrected."""
    questions: dict[str, forms.Field] = {"on": date_field("Date", past=True, required="Enter the date")}
    for column in fact._meta.concrete_fields:
        if column.attname not in {*KEPT, "on"} and column.attname not in UNCHANGED:
            questions[column.attname] = _question(column)
    questions["why"] = words(
        "Why is this corrected?",
        rows=3,
        limit=2_000,
        hint="The reason is kept, and shown beside both versions",
        required="Say why this is corrected",
    )
    return type("Correction", (Form,), questions)


UNCHANGED = {
    "decision",
    "submission",
    "notification",
    "child",
    "member",
    "reviewer",
    "username",
    "what",
    "document",
    "hit",
    "hits",
    "made_from",
    "publication",
    "request",
    "entry",
    "other",
    "marker",
}
UNCHANGED |= {"advice", "meeting", "sha256", "size"}
"""Fields that say what a fact belongs to: a fact put on the wrong one is withdrawn, not moved."""


JOINED: dict[str, type[Code]] = {"grounds": Ground, "blocks": ReviewStage}
"""Fields that hold several codes of a list, joined by `;`."""


def as_they_stand(fact: Any, form: type[Form]) -> dict[str, Any]:
    """The answers that a correction begins with: those that are on the file."""
    found = {name: getattr(fact, name) for name in form.base_fields if hasattr(fact, name)}
    for name in JOINED:
        if name in found:
            found[name] = [code for code in found[name].split(";") if code]
    return {**found, "why": ""}


def changes(form: Form) -> dict[str, Any]:
    """The corrected answers as the fact's fields hold them."""
    found = {name: value for name, value in form.cleaned_data.items() if name not in ("why", "token")}
    for name in JOINED:
        if name in found:
            found[name] = ";".join(found[name])
    return found


def _question(column: models.Field) -> forms.Field:
    label = str(column.verbose_name)
    label = label[0].upper() + label[1:]
    match column:
        case models.BooleanField():
            needed = "" if column.null else f"Select yes or no: {label.lower()}"
            return yes_no(label, required=needed)
        case models.DateField():
            return date_field(label, past=type(column) is models.DateField and column.attname not in MAY_BE_TO_COME)
        case models.PositiveIntegerField():
            return number(label)
        case _ if column.attname in JOINED:
            return several(label, JOINED[column.attname].choices())
        case _ if column.choices:
            return choice(label, [*column.flatchoices, ("", "Not known")])
        case models.TextField():
            return words(label, limit=200_000)
    return text(label, limit=column.max_length or 200)
