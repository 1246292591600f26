"""From when until when each version of an entry is public. Pure but for `keep`, which writes the answers down."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from casereview.library.models import Entry, Merge, Shelved, Tombstone, Version

Event = Version | Tombstone | Merge


def begins(event: Event) -> datetime:
    """When an event takes effect: a version when its embargo ends, all else when it is recorded."""
    if isinstance(event, Version) and event.embargo:
        return max(event.embargo, event.recorded_at)
    return event.recorded_at


def rows(entry: Entry, events: Iterable[Event]) -> list[Shelved]:
    """Each version of an entry that is, was or will be public, until something recorded later takes its place."""
    ordered = sorted(events, key=lambda event: event.number)
    found = []
    for place, event in enumerate(ordered):
        until = min((begins(later) for later in ordered[place + 1 :]), default=None)
        if isinstance(event, Version) and (until is None or begins(event) < until):
            found.append(
                Shelved(
                    entry=entry.id,
                    serial=entry.serial,
                    version=event,
                    public_from=begins(event),
                    public_until=until,
                    published_on=event.published_on,
                )
            )
    return found


def keep(entries: Collection[str] | None = None) -> None:
    """Write the index anew for some entries, or for all. Call it inside `chain.writing`."""
    wanted = Entry.objects.all() if entries is None else Entry.objects.filter(id__in=entries)
    found = {entry.id: entry for entry in wanted}
    events: dict[str, list[Event]] = defaultdict(list)
    models: tuple[type[Event], ...] = (Version, Tombstone, Merge)
    for model in models:
        facts = model.objects.all() if entries is None else model.objects.filter(entry__in=found)
        for event in facts:
            events[event.entry_id].append(event)
    kept = Shelved.objects.all() if entries is None else Shelved.objects.filter(entry__in=found)
    kept.delete()
    Shelved.objects.bulk_create([row for entry in found.values() for row in rows(entry, events[entry.id])])
