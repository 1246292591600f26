"""Opening case files: the only way in to what is recorded of a case.

`open_file` and `open_files` gather the facts of a case as at a day, as known at a moment; ask whether the person may
see it; cut it to what their role sees; and log the look. Everything that a page, a letter, an export or a figure says
of a case is asked of a file opened here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from casereview.casework.models import (
    FACTS,
    LOOSE,
    Case,
    Child,
    Contact,
    Engagement,
    Identity,
    Look,
    Particulars,
    Recusal,
)
from casereview.casework.rows import (
    EVERYTHING,
    Rows,
    changed,
    collecting_no_garbage,
    further_dates,
    in_force,
    present,
    select,
)
from casereview.ledger.models import Fact, Recorded
from casereview.people.models import Organisation
from casereview.rules import permits
from casereview.rules.awaited import Awaited, awaited
from casereview.rules.clocks import EACH_NOTIFICATION, Running, clocks
from casereview.rules.codes import Matter, OrganisationKind, Role
from casereview.rules.facts import KINDS, CaseFile
from casereview.rules.figures import National
from casereview.rules.opinions import given, sealed
from casereview.rules.permits import Sight, Who
from casereview.rules.quality import seen_by
from casereview.rules.stages import Stage, stage


class NoSuchCase(ObjectDoesNotExist):
    """There is no such case, or none that this person may see: the two are answered alike."""


@dataclass(frozen=True, slots=True)
class Opened(CaseFile):
    """A case file with what only pages need besides: who the children are, and how the whole of it stands.

    `stage`, `clocks` and `awaited` are asked of the whole file, before it is cut to what a role sees of it: they would be
    wrong of a part. Those whom they do not concern are left out of them.
    """

    identities: Sequence[Identity] = ()
    particulars: Sequence[Particulars] = ()
    sight: Sight = EVERYTHING
    stage: Stage = Stage.OPENED
    clocks: Sequence[Running] = ()
    awaited: Sequence[Awaited] = ()
    given: Sequence[tuple[Matter, str]] = ()
    """Who has given a view on which matter, for the panel's room: that it is given, and never what it is."""


def open_file(
    reference: str, *, by: Who, as_at: date | None = None, known_at: datetime | None = None, purpose: str = "page"
) -> Opened:
    """One case as it stood. Raises `NoSuchCase` where there is none that this person may see. The look is logged."""
    found = _seen([reference], by, as_at, known_at)
    if not found:
        raise NoSuchCase(reference)
    log(by, purpose, reference)
    return found[0]


def open_files(
    references: Collection[str] | None = None,
    *,
    by: Who,
    as_at: date | None = None,
    known_at: datetime | None = None,
    purpose: str,
) -> list[Opened]:
    """Those of the cases that this person may see (of all cases, where none are named), in order of reference."""
    found = _seen(references, by, as_at, known_at)
    log(by, purpose, "", len(found))
    return found


def _seen(references: Collection[str] | None, by: Who, as_at: date | None, known_at: datetime | None) -> list[Opened]:
    """The files that this person may see, as they stood and as they stand: to look at another day gives no more rights."""
    if (sight := permits.sight(by)) is None:
        return []
    found = [file for file in read(references, as_at=as_at, known_at=known_at, sight=sight) if permits.see(by, file)]
    if found and (as_at or known_at):
        now = {file.reference for file in read(references, sight=sight) if permits.see(by, file)}
        found = [file for file in found if file.reference in now]
    return [_cut(file, sight, by) for file in found]


def closed_to(who: Who) -> frozenset[str]:
    """The cases that are closed to a person today, by a recusal or since their post has ended: left out of every list."""
    today = timezone.localdate()
    if who.role == Role.REVIEWER:
        posts = Engagement.objects.filter(username=who.username, corrected_by=None, on__lte=today)
        still_held = posts.exclude(contract_until__lt=today).values_list("case", flat=True)
        return frozenset(posts.values_list("case", flat=True)) - frozenset(still_held)
    if not who.closable:
        return frozenset()
    held = Recusal.objects.filter(member=who.username, corrected_by=None, on__lte=today)
    return frozenset(held.exclude(until__lt=today).values_list("case", flat=True))


def count_from(files: Sequence[CaseFile], *, as_at: date, known_at: datetime | None = None) -> National:
    """National figures' material from files already read, with the boards and the contacts that belong to no case."""
    contacts = [contact for contact in loose(Contact, known_at=known_at) if contact.on <= as_at]
    return National(
        files=files,
        boards=as_known(OrganisationKind.BOARD, known_at),
        contacts=contacts,
        regions={one.code: one.region for one in as_known(OrganisationKind.AUTHORITY, known_at)},
    )


def read(
    references: Collection[str] | None = None,
    *,
    as_at: date | None = None,
    known_at: datetime | None = None,
    sight: Sight = EVERYTHING,
) -> list[Opened]:
    """Files as they stand, unasked and unlogged: for the acts, the command line and the index, which are not people.

    Pages never call this: `open_file` and `open_files` are their only way in.
    """
    if references is not None and not references:
        return []
    day = as_at or timezone.localdate()
    kinds = [*KINDS, "particulars", *(["identities"] if sight.names else [])]
    with collecting_no_garbage():
        cases = select(Case, references, None, sight, day)
        children = select(Child, references, None, sight, day)
        there = present({kind: FACTS[kind] for kind in kinds}, references)
        facts = {kind: select(model, references, known_at, sight, day) for kind, model in there.items()}
        codes = None if references is None else {case.board for [case] in cases.values()}
        boards = organisations(OrganisationKind.BOARD, codes)
        if known_at:
            boards = {board.code: board for board in as_known(OrganisationKind.BOARD, known_at)}
        return _assembled(cases, boards, children, facts, day, known_at)


def _assembled(
    cases: Rows,
    boards: Mapping[str, Organisation],
    children: Rows,
    facts: Mapping[str, Rows],
    day: date,
    known_at: datetime | None,
) -> list[Opened]:
    """A file for each case, from rows grouped by case."""
    held: dict[str, dict[str, Any]] = {reference: {} for reference in sorted(cases)}
    corrected: dict[str, list[Any]] = {}
    for kind, rows in facts.items():
        for reference, own in rows.items():
            if rows.sifted:
                own = _in_force(own, day, corrected.setdefault(reference, []))
            held[reference][kind] = sorted(own, key=_order) if len(own) > 1 else own
    if facts.get("particulars") or children.sifted:
        for reference, kinds in held.items():
            children[reference] = _as_known(children.get(reference, []), kinds.get("particulars", ()), day)
    for siblings in children.values():
        siblings.sort(key=attrgetter("child"))
    return [
        Opened(
            reference=reference,
            board=boards.get(code := cases[reference][0].board) or Organisation(kind="board", code=code, name=code),
            as_at=day,
            known_at=known_at,
            children=children.get(reference, ()),
            corrected=corrected.get(reference, ()),
            **kinds,
        )
        for reference, kinds in held.items()
    ]


def organisations(kind: OrganisationKind, codes: Collection[str] | None = None) -> dict[str, Organisation]:
    """The organisations of a kind by code, as last corrected: all of them, or those of some codes."""
    found = in_force(Organisation, date.max, kind=kind, **({} if codes is None else {"code": codes}))
    return {organisation.code: organisation for organisation in sorted(found, key=attrgetter("code"))}


def as_known(kind: OrganisationKind, known_at: datetime | None) -> list[Organisation]:
    """The organisations of a kind as they were known at a moment, in order of code.

    One that was put on record only later, as an import of older records does, is taken as it was first recorded.
    """
    rows = Organisation.objects.filter(kind=kind).order_by("code", "number")
    known: dict[str, Organisation] = {}
    for row in rows:
        if row.code not in known or known_at is None or row.recorded_at <= known_at:
            known[row.code] = row
    return list(known.values())


def names(kind: OrganisationKind, codes: Collection[str]) -> dict[str, str]:
    """The names of organisations by code."""
    return {code: organisation.name for code, organisation in organisations(kind, codes).items()}


def boards_of(authority: str) -> list[Organisation]:
    """The boards that serve an authority or ever did, in order of code."""
    found = Organisation.objects.filter(kind=OrganisationKind.BOARD, corrected_by=None, authorities__contains=authority)
    return [board for board in found.order_by("code") if authority in board.authority_codes]


def looks(file: Opened, *, by: Who) -> list[Look]:
    """Who has looked at a case, latest first, for its board."""
    permits.looks(by, file).require()
    return list(Look.objects.filter(case=file.reference).order_by("-pk")[:500])


def loose(model: type[Fact], *, known_at: datetime | None = None) -> list[Any]:
    """Facts that belong to no case, in force, in order."""
    rows = select(model, None, known_at, EVERYTHING, date.max).get("", [])
    return sorted(_in_force(rows, date.max, []), key=_order)


def correspondence(*kinds: str) -> list[tuple[str, Any, list[Any]]]:
    """Contacts and meetings, or what is asked for, latest first: each with its versions that were corrected, latest first."""
    found = []
    for kind in kinds or ("contacts", "meetings"):
        model: Any = LOOSE[kind]
        rows = {row.pk: row for row in model._default_manager.all()}
        corrected = {row.corrects_id for row in rows.values()}
        found += [(kind, row, _versions(row, rows)) for row in rows.values() if row.pk not in corrected]
    return sorted(found, key=lambda one: (one[1].on, one[1].number), reverse=True)


def _versions(row: Any, rows: Mapping[str, Any]) -> list[Any]:
    """The earlier versions of a row that corrects, latest first."""
    found = []
    while (row := rows.get(row.corrects_id)) is not None:
        found.append(row)
    return found


# ── Which facts are in force ────────────────────────────────────────────────────────────────────────────────────────


def _in_force(rows: list[Any], day: date, corrected: list[Any]) -> list[Any]:
    """The rows that no known correction replaces and that happened by the day.

    A row that is corrected is out of force whatever the day of its correction. It is added to `corrected` where it would
    have been in force, or is an earlier version of one that is.
    """
    replaced = {corrects for row in rows if (corrects := row.__dict__["corrects_id"])}
    in_force = [row for row in rows if row.on <= day and row.id not in replaced]
    if replaced:
        by_id = {row.id: row for row in rows}
        shown = {row.id for row in rows if row.on <= day} | set(_earlier_versions(in_force, by_id))
        corrected.extend(row for row in rows if row.id in replaced & shown)
    return [_as_at(row, day) for row in in_force]


def _earlier_versions(rows: Iterable[Any], by_id: Mapping[str, Any]) -> Iterator[str]:
    for row in rows:
        while row and (earlier := row.corrects_id):
            yield earlier
            row = by_id.get(earlier)


_order = attrgetter("on", "recorded_at", "number")


def _as_at(row: Recorded, day: date) -> Any:
    """The row, with any other date that was still to come on the day taken out of it."""
    to_come = {name: None for name in further_dates(type(row)) if (row.__dict__[name] or day) > day}
    return changed(row, **to_come) if to_come else row


def _as_known(children: list[Child], particulars: Iterable[Particulars], day: date) -> list[Child]:
    """The children, each with what was learned later laid over what was first recorded."""
    by_number = {child.child: _as_at(child, day) for child in children}
    for later in particulars:
        learned = {name: value for name in _PARTICULARS if (value := getattr(later, name))}
        by_number[later.child] = changed(by_number[later.child], **learned)
    return list(by_number.values())


_PARTICULARS = tuple(
    f.attname
    for f in Particulars._meta.local_concrete_fields
    if f.attname in {c.attname for c in Child._meta.fields}
    and f.attname not in {"id", "number", "salt", "recorded_at", "recorded_by", "case_id", "child"}
)


# ── What a role sees of it, and the look ────────────────────────────────────────────────────────────────────────────


def _cut(file: Opened, sight: Sight, by: Who) -> Opened:
    """The file with only the kinds of fact that the sight reaches; texts and names were not read in the first place."""
    unseen: dict[str, Any] = {kind: () for kind in KINDS if kind not in sight.kinds}
    partial = "decisions" in unseen
    closed = sealed(file, by.username) if file.opinions else set()
    if closed and "opinions" not in unseen:
        unseen["opinions"] = tuple(one for one in file.opinions if one.id not in closed)
    return replace(
        file,
        **unseen,
        corrected=tuple(
            f
            for f in file.corrected
            if kind_of(f) in _reached(sight)
            and f.id not in closed
            and (kind_of(f) != ASSESSED or f.recorded_by == by.username)
        ),
        given=given(file) if "opinions" in sight.kinds else (),
        **_blind(file, sight, by),
        sight=sight,
        stage=stage(file),
        clocks=[c for c in clocks(file) if not partial or c.key in EACH_NOTIFICATION],
        awaited=[a for a in awaited(file) if "advice" in sight.kinds or a.scope == by.scope],
    )


ASSESSED = "marker_evidence"


def _blind(file: Opened, sight: Sight, by: Who) -> Mapping[str, Any]:
    """Of the quality markers, what an assessor may see of the other's evidence."""
    return {ASSESSED: seen_by(by.username, file.marker_evidence)} if ASSESSED in sight.kinds else {}


@cache
def _reached(sight: Sight) -> frozenset[str]:
    """The kinds of fact that a sight reaches; with what only pages need besides, where it reaches decisions."""
    return sight.kinds | (frozenset(FACTS) - frozenset(KINDS) if "decisions" in sight.kinds else frozenset())


@cache
def _kinds_by_model() -> dict[type, str]:
    return {model: kind for kind, model in FACTS.items()}


def kind_of(fact: Any) -> str:
    """The name of a fact's kind: the file that it has in an exchange."""
    return _kinds_by_model()[type(fact)]


def log(by: Who, purpose: str, reference: str = "", cases: int = 1) -> None:
    """Put a look on record: who, when, why, and which case or how many. Nothing of what was seen."""
    Look.objects.create(
        by=by.username, role=by.role or "", organisation=by.organisation, case=reference, cases=cases, purpose=purpose
    )
