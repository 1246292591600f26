"""Every write to the catalogue: verbs that add facts in one transaction, with their links in the ledger."""

import hashlib
import re
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO, TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from casereview.documents import store
from casereview.ledger import chain
from casereview.ledger.models import Recorded, Refused
from casereview.library import permits, shelf
from casereview.library.codes import Origin, PointKind
from casereview.library.models import (
    PAGE_END,
    Coding,
    Declined,
    Deposit,
    Entry,
    EntryDraft,
    Merge,
    Point,
    Suggestion,
    Term,
    Text,
    Tombstone,
    Version,
)
from casereview.rules.permits import Who

R = TypeVar("R", bound=Recorded)

ANSWERS = (
    "title",
    "board",
    "anonymous",
    "author",
    "abstract",
    "published_on",
    "kind",
    "outcome",
    "age_band",
    "method",
    "licence",
    "embargo",
    "file",
    "media",
)
"""What a draft's answers say of a version; besides them `points` and `themes`."""


# ── Handing in ──────────────────────────────────────────────────────────────────────────────────────────────────────


def deposit(
    *,
    by: Who,
    on: date,
    origin: str = Origin.HANDED_IN,
    title: str = "",
    board: str = "",
    anonymous: bool = False,
    note: str = "",
    file: BinaryIO | str | None = None,
    file_name: str = "",
    pages: Sequence[str] = (),
    entry: str = "",
    token: str = "",
) -> Deposit:
    """Hand in a report, as a file or as the hash of one already kept. What is there already by its content is refused."""
    permits.deposit(by).require()
    sha256 = file if isinstance(file, str) else store.keep(file).sha256 if file else ""

    def rows() -> Sequence[Recorded]:
        text = _text(pages)
        if not (title.strip() or sha256 or text):
            raise Refused("Give the report's title, or its file.", field="title")
        if held := held_already(sha256, text.sha256 if text else ""):
            raise Refused(f"The repository has this report already: {held}.", field="file")
        if entry and not Entry.objects.filter(id=entry).exists():
            raise Refused(f"There is no entry {entry}.", field="entry")
        row = Deposit(
            id=_new(),
            on=on,
            origin=origin,
            board=board,
            title=title,
            anonymous=anonymous,
            note=note,
            file=sha256,
            file_name=file_name[-255:],
            text=text.sha256 if text else "",
            entry=entry,
        )
        return [_sound(row), *_unless_held(text)]

    return _written(rows, act="deposit", by=by, token=token)


def held_already(file: str = "", text: str = "") -> str:
    """The entry or deposit that has this content already, in words; nothing where none has. What was declined has not."""
    for field, value in (("file", file), ("text", text)):
        if not value:
            continue
        if version := Version.objects.filter(**{field: value}).first():
            return f"entry {version.entry_id}"
        if waiting := Deposit.objects.filter(declined=None, **{field: value}).first():
            return f"deposit {waiting.id}"
    return ""


def decline(deposit: str, *, by: Who, on: date, why: str, token: str = "") -> Declined:
    """Set a deposit aside, with the reason."""

    def rows() -> Sequence[Recorded]:
        permits.catalogue(by).require()
        found = _deposit(deposit)
        _needed(why, "why", "Say why this does not go into the catalogue.")
        return [_sound(Declined(id=_new(), on=on, deposit=found, why=why))]

    row = _written(rows, act="decline", by=by, token=token)
    EntryDraft.objects.filter(deposit=deposit).delete()
    return row


# ── Preparing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def draft(
    *,
    by: Who,
    answers: Mapping[str, Any],
    pages: Sequence[str] = (),
    proposals: Mapping[str, Any] | None = None,
    deposit: str = "",
    entry: str = "",
) -> EntryDraft:
    """Begin an entry, or the next version of one. A deposit has one draft: it is resumed, not begun twice."""
    permits.catalogue(by).require()
    with chain.writing():
        if deposit and (begun := EntryDraft.objects.filter(deposit=deposit).first()):
            return begun
        return EntryDraft.objects.create(
            key=secrets.token_hex(16),
            entry=entry,
            deposit=deposit,
            answers=dict(answers),
            proposals=dict(proposals or {}),
            body=PAGE_END.join(_plain(page) for page in pages),
            begun_by=by.username,
            changed_by=by.username,
        )


def revise(entry: str, *, by: Who) -> EntryDraft:
    """Begin the next version of an entry from its latest: what is public stays so until the new one is published."""
    permits.catalogue(by).require()
    latest = _latest(entry)
    if latest is None:
        raise Refused(f"There is no entry {entry} that was published.")
    points = [
        {"kind": p.kind, "number": p.place, "text": p.text, "addressed_to": p.addressed_to, "page": p.page}
        for p in Point.objects.filter(version=latest).order_by("kind", "place")
    ]
    answers = {name: getattr(latest, name) for name in ANSWERS if name != "embargo"}
    text = Text.objects.filter(sha256=latest.text).first()
    return draft(by=by, entry=entry, answers={**answers, "points": points}, pages=text.pages if text else ())


def keep(key: str, *, by: Who, edits: int, answers: Mapping[str, Any]) -> EntryDraft:
    """Keep what was typed into a draft so far; refused where somebody else has changed it since it was opened."""
    permits.catalogue(by).require()
    with transaction.atomic():
        found = _draft(key)
        if found.edits != edits:
            raise Refused(
                "Somebody else has changed this draft since you opened it. Open it again to see what they did."
            )
        found.answers, found.changed_by, found.edits = {**found.answers, **answers}, by.username, edits + 1
        found.save()
        return found


def discard(key: str, *, by: Who) -> None:
    """Throw a draft away. Its deposit waits again."""
    permits.catalogue(by).require()
    EntryDraft.objects.filter(key=key).delete()


# ── Publishing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def publish(key: str, *, by: Who, on: date, why: str = "", token: str = "") -> Version:
    """Publish a draft: an entry comes to be, or has a new version. The draft is gone, and what it said is a fact."""

    def rows() -> Sequence[Recorded]:
        permits.catalogue(by).require()
        found = _draft(key)
        entry, new = _entry(found.entry)
        version, text = _version(found, entry, on=on, why=why)
        return [
            version,
            *new,
            *_unless_held(text),
            *_points(version, found.answers.get("points", ())),
            *_themes(entry, found, on),
        ]

    def then(row: Recorded) -> None:
        EntryDraft.objects.filter(key=key).delete()

    return _written(rows, act="publish", by=by, token=token, then=then)


def withdraw(entry: str, *, by: Who, on: date, why: str, asked_by: str = "", token: str = "") -> Tombstone:
    """Withdraw an entry. Its address stays, and says that it was withdrawn and why."""

    def rows() -> Sequence[Recorded]:
        permits.catalogue(by).require()
        _standing(entry)
        _needed(why, "why", "Say why the report is withdrawn; everybody who follows its address will read it.")
        return [_sound(Tombstone(id=_new(), on=on, entry_id=entry, why=why, asked_by=asked_by))]

    return _written(rows, act="withdraw", by=by, token=token)


def merge(entry: str, *, by: Who, on: date, into: str, why: str, token: str = "") -> Merge:
    """Say that an entry is the same review as another; its address leads there from now on."""

    def rows() -> Sequence[Recorded]:
        permits.catalogue(by).require()
        _standing(entry)
        _standing(into)
        if entry == into:
            raise Refused("An entry cannot be merged with itself.", field="into")
        _needed(why, "why", "Say how you know that both are the same review.")
        return [_sound(Merge(id=_new(), on=on, entry_id=entry, into_id=into, why=why))]

    return _written(rows, act="merge", by=by, token=token)


# ── Themes ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def suggest(entry: str, *, by: Who, on: date, suggestions: Collection[Mapping[str, Any]]) -> list[Suggestion]:
    """Keep what the machine suggests for an entry, save what it has suggested before."""
    permits.catalogue(by).require()
    with chain.writing():
        before = set(Suggestion.objects.filter(entry=entry).values_list("theme", flat=True))
        rows = [_suggestion(entry, on, one) for one in suggestions if one["theme"] not in before]
        chain.append(rows, act="suggest", by=by.username)
        return rows


def code(
    entry: str, *, by: Who, on: date, theme: str, applies: bool, why: str = "", suggestion: str = "", token: str = ""
) -> Coding:
    """Decide that a theme applies to an entry or does not, on a suggestion or without one. A later decision counts more."""

    def rows() -> Sequence[Recorded]:
        permits.catalogue(by).require()
        if not Entry.objects.filter(id=entry).exists():
            raise Refused(f"There is no entry {entry}.")
        if suggestion and not Suggestion.objects.filter(id=suggestion, entry=entry, theme=theme).exists():
            raise Refused("There is no such suggestion for this entry.")
        _needed(theme, "theme", "Choose a theme.")
        row = Coding(id=_new(), on=on, entry_id=entry, theme=theme, applies=applies, why=why, suggestion=suggestion)
        return [_sound(row)]

    return _written(rows, act="code", by=by, token=token)


def define(
    *,
    by: Who,
    on: date,
    code: str,
    label: str,
    definition: str = "",
    scope_note: str = "",
    broader: Collection[str] = (),
    used_for: Collection[str] = (),
    retired: bool = False,
    why: str = "",
    token: str = "",
) -> Term:
    """Set down a term of the themes' vocabulary, or set it down anew; the latest of a code counts."""

    def rows() -> Sequence[Recorded]:
        permits.catalogue(by).require()
        if not re.fullmatch(r"[a-z0-9-]{1,60}", code):
            raise Refused("Write the code in small letters, figures and hyphens.", field="code")
        _needed(label, "label", "Give the term its label.")
        row = Term(
            id=_new(),
            on=on,
            code=code,
            label=label,
            definition=definition,
            scope_note=scope_note,
            broader=";".join(broader),
            used_for=";".join(used_for),
            retired=retired,
            why=why,
        )
        return [_sound(row)]

    return _written(rows, act="define", by=by, token=token)


# ── Parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _written(
    rows_of: Callable[[], Sequence[Recorded]],
    *,
    act: str,
    by: Who,
    token: str,
    then: Callable[[Recorded], None] = lambda _: None,
) -> Any:
    """Write the rows of an act and answer with the first; with the one already written, where the token was used."""
    with chain.writing():
        if earlier := chain.once(token, by=by.username, act=act):
            return earlier
        rows = rows_of()
        chain.append(rows, act=act, by=by.username)
        chain.done(token, by=by.username, act=act, row=rows[0])
        if entries := {row.entry_id for row in rows if isinstance(row, Version | Tombstone | Merge)}:
            shelf.keep(entries)
        then(rows[0])
        return rows[0]


def _new() -> str:
    """An id for a fact: unique, and telling nothing."""
    return secrets.token_hex(8)


def _entry(id: str) -> tuple[Entry, list[Entry]]:
    """The entry of a draft; a new one, still to be written, with the next identifier, where it is of none."""
    if id:
        return Entry.objects.get(id=id), []
    serial = (Entry.objects.aggregate(last=Max("serial"))["last"] or 0) + 1
    new = Entry(id=f"R{serial}", serial=serial)
    return new, [new]


def _version(found: EntryDraft, entry: Entry, *, on: date, why: str) -> tuple[Version, Text | None]:
    """The version that a draft makes of an entry, with its text; refused where what a reader needs is missing."""
    answers = {name: found.answers[name] for name in ANSWERS if found.answers.get(name) not in (None, "")}
    _needed(str(answers.get("title", "")), "title", "Give the report's title.")
    _needed(str(answers.get("kind", "")), "kind", "Choose the kind of review.")
    if not re.fullmatch(r"|\d{4}(-\d\d(-\d\d)?)?", published := str(answers.get("published_on", ""))):
        raise Refused("Write the day of publication as 2015, 2015-03 or 2015-03-04.", field="published_on")
    _a_day(published)
    answers["embargo"] = _moment(answers.get("embargo"))
    text = _text(found.body.split(PAGE_END)) if found.body else None
    latest = Version.objects.filter(entry=entry.id).aggregate(last=Max("version"))["last"] or 0
    version = Version(
        id=_new(),
        on=on,
        entry=entry,
        version=latest + 1,
        deposit=found.deposit,
        text=text.sha256 if text else "",
        pages=len(text.pages) if text else 0,
        why=why,
        **answers,
    )
    return _sound(version), text


def _points(version: Version, told: Sequence[Mapping[str, Any]]) -> list[Point]:
    """The points of a version. One that was there before keeps its number; a new one has the entry's next."""
    held = Point.objects.filter(version__entry=version.entry_id).values_list("kind", "place")
    last = {kind.value: max((place for k, place in held if k == kind), default=0) for kind in PointKind}
    rows, given = [], set()
    for one in told:
        kind, number = one["kind"], one.get("number")
        if not one["text"].strip():
            continue
        if not number or (kind, number) in given or (kind, number) not in set(held):
            last[kind] += 1
            number = last[kind]
        given.add((kind, number))
        point = Point(
            id=_new(),
            version=version,
            kind=kind,
            place=number,
            text=one["text"],
            addressed_to=one.get("addressed_to", ""),
            page=one.get("page"),
        )
        rows.append(_sound(point))
    return rows


def _themes(entry: Entry, found: EntryDraft, on: date) -> list[Recorded]:
    """What the machine suggested for a draft and what a person decided on it, as facts of the entry."""
    suggested = [_suggestion(entry.id, on, one) for one in found.proposals.get("themes", ())]
    by_theme = {row.theme: row.id for row in suggested}
    decided = [
        Coding(id=_new(), on=on, entry=entry, theme=theme, applies=bool(yes), suggestion=by_theme.get(theme, ""))
        for theme, yes in found.answers.get("themes", {}).items()
    ]
    return [*suggested, *(_sound(row) for row in decided)]


def _suggestion(entry: str, on: date, one: Mapping[str, Any]) -> Suggestion:
    return _sound(
        Suggestion(
            id=_new(),
            on=on,
            entry_id=entry,
            theme=one["theme"],
            words=";".join(one["words"]),
            page=one.get("page"),
            times=one.get("times", 0),
        )
    )


def _text(pages: Sequence[str]) -> Text | None:
    """The text of some pages under its hash; none where there are no words."""
    body = PAGE_END.join(_plain(page) for page in pages)
    return Text(sha256=hashlib.sha256(body.encode()).hexdigest(), body=body) if body.strip() else None


def _unless_held(text: Text | None) -> list[Text]:
    return [text] if text and not Text.objects.filter(sha256=text.sha256).exists() else []


def _plain(page: str) -> str:
    """A page without what no database keeps, and without the mark by which pages are told apart."""
    return re.sub("[\x00\ud800-\udfff\f]", " ", page)


def _sound(row: R) -> R:
    """The row, if every value fits its column and is one of the answers given."""
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if isinstance(value, str) and re.search("[\x00\ud800-\udfff]", value):
            raise Refused("The text has a character that cannot be kept. Type it again.", field=column.attname)
        if isinstance(value, str) and column.max_length and len(value) > column.max_length:
            raise Refused(f"Use {column.max_length} characters or fewer.", field=column.attname)
        if column.choices and value and value not in dict(column.flatchoices):
            raise Refused(f"Choose one of the answers given; “{value}” is none of them.", field=column.attname)
        if column.name == "on" and value > timezone.localdate():
            raise Refused("The day is in the future. Enter today's date or an earlier one.", field="on")
    return row


def _needed(value: str, field: str, words: str) -> None:
    if not value.strip():
        raise Refused(words, field=field)


def _a_day(published: str) -> None:
    """Refuse a day of publication that is in no calendar, or to come."""
    try:
        day = date.fromisoformat((published + "-01-01")[:10]) if published else None
    except ValueError as wrong:
        raise Refused("There is no such day of publication.", field="published_on") from wrong
    if day and day > timezone.localdate():
        raise Refused("The day of publication is in the future. Use the embargo for that.", field="published_on")


def _moment(embargo: Any) -> datetime | None:
    """The end of an embargo, which a draft keeps as text."""
    if not embargo or isinstance(embargo, datetime):
        return embargo or None
    try:
        moment = datetime.fromisoformat(embargo)
    except ValueError as wrong:
        raise Refused("Write the end of the embargo as 2015-03-04T09:30.", field="embargo") from wrong
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _deposit(id: str) -> Deposit:
    found = Deposit.objects.filter(id=id, declined=None).first()
    if found is None or Version.objects.filter(deposit=id).exists():
        raise Refused("This deposit has been dealt with already.")
    return found


def _draft(key: str) -> EntryDraft:
    found = EntryDraft.objects.filter(key=key).first()
    if found is None:
        raise Refused("This draft is no longer there. Somebody has published it or thrown it away.")
    return found


def _latest(entry: str) -> Version | None:
    return Version.objects.filter(entry=entry).order_by("-version").first()


def _standing(entry: str) -> None:
    """Refuse an entry that is not published, or is no more."""
    latest = _latest(entry)
    ended = [
        row.number
        for model in (Tombstone, Merge)
        for row in model.objects.filter(entry=entry)
        if latest and row.number > latest.number
    ]
    if latest is None or ended:
        raise Refused(f"There is no entry {entry} that is published.", field="entry")
