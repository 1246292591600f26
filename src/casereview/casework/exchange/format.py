"""The files of the exchange and their columns, derived from the models; docs/exchange-format.md says them in prose.

The format grows by whole files and by columns that may be empty. What it began with is written by every export; a further
file or column is written only where some row has a value in it, so that an older reader meets nothing that it does not know.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models

from casereview.casework.exchange import cells
from casereview.casework.exchange.meanings import MEANINGS
from casereview.casework.models import FACTS, LOOSE, Case, Child
from casereview.ledger.models import Fact, Recorded
from casereview.people.models import Organisation
from casereview.rules.codes import Ground, OrganisationKind

FURTHER_FILES = {"limb_findings", "pack_items", "checks", "particulars", "identities"}
FURTHER_FILES |= {"recusals", "interests"}
FURTHER_FILES |= {"planned_days", "commissions", "engagements", "stages_done", "processes", "delays"}
FURTHER_FILES |= {"reviewers", "reviewer_posts", "reviewer_feedback"}
FURTHER_FILES |= {"report_versions", "report_points", "identifiability_checks", "hit_decisions", "redacted_passages"}
FURTHER_FILES |= {"approvals", "notices", "embargoes", "publication_withdrawals", "sightings", "harms", "expert_advice"}
FURTHER_FILES |= {"attachments", "submission_withdrawals", "listings", "opinions", "unsealings"}
FURTHER_FILES |= {"votes", "requests", "planned_meetings"}
FURTHER_FILES |= {"agency_requests", "agency_returns", "agency_reminders", "chronology_entries", "entry_matches"}
FURTHER_FILES |= {"involvements", "costs", "marker_evidence"}
FURTHER_FILES |= {"kept_out", "press_texts"}
FURTHER_COLUMNS = {
    "why",
    "late_reason",
    "partners_from",
    "publications.document",
    "reports.document",
    "engagements.username",
}
FURTHER_FILES |= {"countersignatures", "letters", "chasers"}
FURTHER_COLUMNS |= {"override", "present"}
FURTHER_COLUMNS |= {"approacher"}
FURTHER_FILES |= {"despatches", "recommendations", "addressee_answers", "addressee_targets", "recommendation_grades"}

NEEDED = {
    "authorities": {"code", "name"},
    "boards": {"code", "name"},
    "cases": {"case", "board"},
    "children": {"case", "child"},
    "withdrawals": {"notification"},
    "decisions": {"initiate"},
    "limb_findings": {"decision", "limb", "finding"},
    "submissions": {"matter"},
    "pack_items": {"submission", "item"},
    "checks": {"submission", "result"},
    "advice": {"matter", "view"},
    "responses": {"matter", "position"},
    "particulars": {"child"},
    "identities": {"child"},
    "recusals": {"member"},
    "interests": {"member", "interest"},
    "planned_days": {"what", "day"},
    "engagements": {"reviewer", "part"},
    "stages_done": {"stage"},
    "processes": {"process", "state"},
    "delays": {"cause"},
    "report_versions": {"document"},
    "report_points": {"document", "point"},
    "identifiability_checks": {"document"},
    "hit_decisions": {"document", "hit", "action"},
    "redacted_passages": {"document"},
    "approvals": {"document", "route"},
    "notices": {"to"},
    "publication_withdrawals": {"publication"},
    "sightings": {"publication"},
    "harms": {"publication"},
    "expert_advice": {"expert"},
    "kept_out": {"kind", "words"},
    "press_texts": {"text"},
    "agency_requests": {"agency", "asked"},
    "agency_returns": {"request"},
    "agency_reminders": {"request"},
    "chronology_entries": {"agency"},
    "entry_matches": {"entry", "other"},
    "involvements": {"person"},
    "costs": {"item"},
    "marker_evidence": {"marker"},
    "reviewers": {"reviewer", "name"},
    "reviewer_posts": {"reviewer", "organisation"},
    "reviewer_feedback": {"reviewer"},
    "countersignatures": {"draft", "sha256"},
    "letters": {"kind", "about", "draft", "text", "sha256"},
    "chasers": {"advice", "step"},
    "attachments": {"submission", "item", "name", "sha256", "size"},
    "submission_withdrawals": {"submission"},
    "listings": {"meeting", "matter"},
    "opinions": {"member", "matter", "view"},
    "unsealings": {"matter"},
    "votes": {"advice", "member", "cast"},
    "requests": {"matter", "asked"},
    "planned_meetings": {"day"},
    "despatches": {"kind", "subject", "text", "sha256"},
    "recommendations": {"known_as", "addressees", "text"},
    "addressee_answers": {"recommendation", "addressee", "position"},
    "addressee_targets": {"recommendation", "addressee", "target"},
    "recommendation_grades": {"recommendation", "addressee", "grade"},
}
"""The columns without which a row means nothing; of facts, `id`, `case` and `on` besides."""


KEYS = {"authorities": ("code",), "boards": ("code",), "cases": ("case",), "children": ("case", "child")}
"""The columns by which a thing is known; a fact is known by its `id`."""

NAMED = {
    "boards.authorities": "authorities",
    "notifications.authority": "authorities",
    "cases.board": "boards",
    "contacts.board": "boards",
    "despatches.board": "boards",
    "interests.board": "boards",
    "reviewer_feedback.board": "boards",
    "listings.meeting": "planned_meetings",
    "votes.advice": "advice",
    "case": "cases",
    "cases.case": "",
    "notification": "notifications",
    "decision": "decisions",
    "submission": "submissions",
    "publication": "publications",
    "chasers.advice": "advice",
    "request": "agency_requests",
    "particulars.child": "children",
    "identities.child": "children",
}
"""The columns that name rows of another file, with that file."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the header, the model's field that it fills, and how its cells are read."""

    name: str
    field: str
    read: cells.Reader
    empty: Any
    """What an empty cell stands for in the record."""
    kind: type
    codes: tuple[str, ...]
    needed: bool
    further: bool
    names: str
    """The file whose rows the column names, if it does."""
    meaning: str


@dataclass(frozen=True)
class File:
    """A file of the exchange: its name, the model of its rows, and the fields that every row of it has alike."""

    name: str
    model: type[Any]
    columns: tuple[Column, ...]
    kind: OrganisationKind | None = None
    """Of organisations, which: authorities and boards are rows of one table."""

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def holds_facts(self) -> bool:
        return issubclass(self.model, Fact)

    @cached_property
    def further(self) -> bool:
        return self.name in FURTHER_FILES

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The columns by which a row is known."""
        return KEYS.get(self.name, ("id",))

    def key_of(self, row: Any) -> str:
        """What a row is known by among those of its file: the whole of what another file names it by."""
        return str(row.code if self.kind else row.pk)

    def row(self, values: dict[str, Any]) -> Any:
        """A row of these values, by field, not yet written."""
        if self.kind:
            return self.model(id=f"{self.kind}:{values['code']}", kind=self.kind, **values)
        if self.model is Child:
            return self.model(id=f"{values['case_id']}/{values['child']}", **values)
        return self.model(**values)


_NAMES = {"case_id": "case", "corrects_id": "corrects", "reference": "case", "since": "from"}
_EVERY_FACT = ("id", "case_id", "on", "recorded_at", "recorded_by", "corrects_id")
_OF_THINGS = {
    "authorities": ("code", "name", "region", "since", "until"),
    "boards": ("code", "name", "authorities", "since", "until", "partners_from"),
    "cases": ("reference", "board"),
}


def _file(name: str, model: type[Recorded], kind: OrganisationKind | None = None) -> File:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    columns = [_column(name, fields[attname]) for attname in _fields_of(name, model, fields)]
    return File(name, model, tuple(sorted(columns, key=lambda column: column.further)), kind)


def _fields_of(name: str, model: type[Recorded], fields: Iterable[str]) -> list[str]:
    """The fields that are exchanged, in the order of their columns."""
    if name in _OF_THINGS:
        return list(_OF_THINGS[name])
    if model is Child:
        return [field for field in fields if field not in {"id", "number", "salt", "recorded_at", "recorded_by"}]
    own = [field for field in fields if field not in {*_EVERY_FACT, "number", "salt", "why"}]
    return [*(field for field in _EVERY_FACT if field in fields), *own, "why"]


def _column(file: str, field: models.Field) -> Column:
    name = _NAMES.get(field.attname, field.attname)
    codes = tuple(str(code) for code, _ in field.flatchoices)
    return Column(
        name=name,
        field=field.attname,
        read=_reader(file, name, field, codes),
        empty="" if isinstance(field, models.CharField | models.TextField) else None,
        kind=_kind(field),
        codes=codes or (("yes", "no") if isinstance(field, models.BooleanField) else ()),
        needed=name in ("id", "case", "on") or name in NEEDED.get(file, ()),
        further=name in FURTHER_COLUMNS or f"{file}.{name}" in FURTHER_COLUMNS,
        names=NAMED.get(f"{file}.{name}", NAMED.get(name, "")),
        meaning=MEANINGS.get(f"{file}.{name}") or MEANINGS[name],
    )


def _kind(field: models.Field) -> type:
    """What a spreadsheet takes the column's cells for."""
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return date
    return int if isinstance(field, models.IntegerField) else str


def _is_day(field: models.Field) -> bool:
    """Whether a field holds a day, also one that may be to come; a moment is no day."""
    return isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)


def _reader(file: str, name: str, field: models.Field, codes: tuple[str, ...]) -> cells.Reader:
    if isinstance(field, models.BooleanField):
        return cells.yes_or_no
    if isinstance(field, models.DateField):
        return cells.moment if isinstance(field, models.DateTimeField) else cells.day
    if isinstance(field, models.IntegerField):
        return cells.whole
    if codes:
        return cells.one_of(codes)
    if name == "grounds":
        return cells.some_of([ground.value for ground in Ground])
    if (file, name) == ("cases", "case"):
        return cells.reference_of(field.max_length or 0)
    if name == "code":
        return cells.reference_of(field.max_length or 0, without=";")
    longest = field.target_field.max_length if isinstance(field, models.ForeignKey) else field.max_length
    return cells.text_of(longest) if longest else cells.as_it_stands


FILES: dict[str, File] = {
    file.name: file
    for file in (
        _file("authorities", Organisation, OrganisationKind.AUTHORITY),
        _file("boards", Organisation, OrganisationKind.BOARD),
        _file("cases", Case),
        _file("children", Child),
        *(_file(name, model) for name, model in FACTS.items()),
        *(_file(name, model) for name, model in LOOSE.items()),
    )
}
"""Every file by name, in the order in which rows are written: what is referred to, before what refers to it."""
