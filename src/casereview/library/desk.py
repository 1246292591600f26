"""What the repository's own staff read: the queue, the drafts, the history of an entry, and what waits to be decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from casereview.library import permits
from casereview.library.models import (
    Coding,
    Deposit,
    Entry,
    EntryDraft,
    Merge,
    Point,
    Shelved,
    Suggestion,
    Text,
    Tombstone,
    Version,
)
from casereview.rules.permits import Who


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened to an entry, in words."""

    at: datetime
    by: str
    what: str
    why: str


def queue(*, by: Who) -> list[Deposit]:
    """The deposits of which nothing has been made yet, the oldest first."""
    permits.catalogue(by).require()
    made = Version.objects.exclude(deposit="").values("deposit")
    return list(Deposit.objects.filter(declined=None).exclude(id__in=made).order_by("number"))


def drafts(*, by: Who) -> list[EntryDraft]:
    """The entries being prepared, the latest changed first."""
    permits.catalogue(by).require()
    return list(EntryDraft.objects.defer("body").order_by("-changed_at", "key"))


def draft(key: str, *, by: Who) -> EntryDraft | None:
    """A draft with all that it holds."""
    permits.catalogue(by).require()
    return EntryDraft.objects.filter(key=key).first()


def deposit(id: str, *, by: Who) -> Deposit | None:
    permits.catalogue(by).require()
    return Deposit.objects.filter(id=id).first()


def entry(id: str, *, by: Who) -> tuple[Version, list[Point]] | None:
    """The latest version of an entry with its points, public or not."""
    permits.catalogue(by).require()
    latest = Version.objects.filter(entry=id).order_by("-version").first()
    return (latest, list(Point.objects.filter(version=latest).order_by("kind", "place"))) if latest else None


def entries(start: int = 0, size: int = 50, *, by: Who) -> list[Version]:
    """The latest version of each entry, the newest entry first, whether it is public or not."""
    permits.catalogue(by).require()
    ids = list(Entry.objects.order_by("-serial").values_list("id", flat=True)[start : start + size])
    latest = {version.entry_id: version for version in Version.objects.filter(entry__in=ids).order_by("version")}
    return [latest[id] for id in ids if id in latest]


def public_from(id: str, *, by: Who) -> list[Shelved]:
    """From when until when each version of an entry is public."""
    permits.catalogue(by).require()
    return list(Shelved.objects.filter(entry=id).order_by("public_from"))


def history(id: str, *, by: Who) -> list[Happened]:
    """All that happened to an entry, the earliest first."""
    permits.catalogue(by).require()
    found: list[tuple[int, Happened]] = []
    for version in Version.objects.filter(entry=id):
        words = f"Version {version.version} published"
        if version.embargo:
            words += f", public from {version.embargo:%Y-%m-%d %H:%M}"
        found.append((version.number, Happened(version.recorded_at, version.recorded_by, words, version.why)))
    for stone in Tombstone.objects.filter(entry=id):
        asked = f"; asked for by {stone.asked_by}" if stone.asked_by else ""
        found.append((stone.number, Happened(stone.recorded_at, stone.recorded_by, f"Withdrawn{asked}", stone.why)))
    for merge in Merge.objects.filter(entry=id):
        words = f"Merged into {merge.into_id}"
        found.append((merge.number, Happened(merge.recorded_at, merge.recorded_by, words, merge.why)))
    for coding in Coding.objects.filter(entry=id):
        words = f"Theme “{coding.theme}” {'applies' if coding.applies else 'does not apply'}"
        found.append((coding.number, Happened(coding.recorded_at, coding.recorded_by, words, coding.why)))
    return [happened for _, happened in sorted(found, key=lambda one: one[0])]


def undecided(ids: Sequence[str] = (), *, by: Who) -> list[Suggestion]:
    """The suggestions on which nobody has decided: of some entries, or of all."""
    permits.catalogue(by).require()
    decided = set(Coding.objects.values_list("entry", "theme"))
    found = Suggestion.objects.filter(entry__in=ids) if ids else Suggestion.objects.all()
    return [one for one in found.order_by("number") if (one.entry_id, one.theme) not in decided]


def text(sha256: str, *, by: Who) -> list[str]:
    """The pages of a text that is kept, published or not."""
    permits.catalogue(by).require()
    found = Text.objects.filter(sha256=sha256).first()
    return found.pages if found else []
