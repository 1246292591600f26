"""The one gate: all that is public is read here, and nothing is served here but what is published now.

Pages, search, snippets, feeds, the API and the files of the public site read this module and no model. What it hands out
are plain frozen records, which hold nothing of drafts, deposits, embargoed or withdrawn entries, or other versions.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from casereview.documents import picturing, store
from casereview.library.codes import AgeBand, Licence, Method, Outcome, PointKind, ReviewKind
from casereview.library.models import Coding, Merge, Point, Shelved, Text, Tombstone, Version


@dataclass(frozen=True, slots=True)
class Said:
    """A learning point or a recommendation. Its address is the entry's with its kind and number, and stays."""

    kind: PointKind
    number: int
    text: str
    addressed_to: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Review:
    """A published entry as the public sees it now. `board` is empty where it was published without the board's name."""

    id: str
    version: int
    title: str
    board: str
    anonymous: bool
    author: str
    abstract: str
    published_on: str
    kind: ReviewKind
    outcome: Outcome
    age_band: AgeBand
    method: Method
    licence: Licence
    pages: int
    has_file: bool
    media: str
    public_from: datetime
    themes: tuple[str, ...]
    learning: tuple[Said, ...]
    recommendations: tuple[Said, ...]

    @property
    def year(self) -> str:
        """The year of publication, or nothing."""
        return self.published_on[:4]

    @property
    def board_words(self) -> str:
        """The board's name, or that it is not named."""
        return self.board or ("Anonymous" if self.anonymous else "Board not recorded")


@dataclass(frozen=True, slots=True)
class Gone:
    """An entry that was public and was withdrawn: when, and why."""

    id: str
    on: date
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An entry that turned out to be the same review as another, to which its address leads."""

    id: str
    into: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a report's text."""

    review: Review
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class File:
    """A report's own file, under a name that tells nothing but the entry's identifier."""

    name: str
    media: str
    sha256: str

    def read(self) -> bytes:
        """Its bytes, proved to be those that were published."""
        return store.read(self.sha256)

    @property
    def pictured(self) -> bool:
        """Whether its pages can be shown as pictures."""
        return self.media == "application/pdf"

    def picture(self, number: int) -> bytes:
        """A page of it as a picture. Raises `Unreadable` where there is no such page."""
        return picturing.page(self.sha256, number)


MOST_ASKED = 1_000
"""Of more entries than this, what is asked of each is read with what is asked of all."""

SUFFIXES = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/html": ".html",
    "text/plain": ".txt",
}


def find(id: str) -> Review | Gone | Moved | None:
    """What stands at an identifier: a review, that it was withdrawn, where it has moved to, or nothing."""
    if found := reviews([id]):
        return found[0]
    return _ended([id]).get(id)


def reviews(ids: Sequence[str]) -> list[Review]:
    """The reviews with these identifiers that are public, in this order."""
    found = {review.id: review for review in _reviews(_public().filter(entry__in=ids))}
    return [found[id] for id in dict.fromkeys(ids) if id in found]


def catalogue(start: int = 0, size: int = 20) -> list[Review]:
    """A part of the whole catalogue, the latest published first."""
    return _reviews(_public().order_by("-published_on", "-serial")[start : start + size])


def count() -> int:
    """How many reviews are public."""
    return _public().count()


def added(size: int = 20) -> list[Review]:
    """What came to be public last, the latest first."""
    return _reviews(_public().order_by("-public_from", "-serial")[:size])


def everything(batch: int = 500) -> Iterator[Review]:
    """Every public review in the order of the identifiers, for exports and the index; read in batches."""
    last = 0
    while rows := list(_public().filter(serial__gt=last).order_by("serial")[:batch]):
        last = rows[-1].serial
        yield from _reviews(rows)


def identifiers() -> Iterator[tuple[str, datetime]]:
    """The identifier of every public review, with the moment since when it is as it is."""
    return _public().order_by("serial").values_list("entry", "public_from").iterator()


def stamps() -> dict[str, str]:
    """For every public review a short text that is another whenever anything of it has changed."""
    coded = dict(Coding.objects.values_list("entry").annotate(last=Max("number")))
    return {
        entry: f"{version}:{coded.get(entry, '')}"
        for entry, version in _public().order_by("serial").values_list("entry", "version_id").iterator()
    }


def years() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every public review with its year of publication, or nothing, and its themes: what trends are drawn from."""
    shelved = list(_public().order_by("serial").values_list("entry", "published_on"))
    themes = coded([entry for entry, _ in shelved])
    for entry, published_on in shelved:
        yield entry, published_on[:4], themes.get(entry, ())


def changes(since: datetime | None = None, until: datetime | None = None) -> list[tuple[datetime, str]]:
    """The moment and identifier of all that is public, was withdrawn or was moved, in the order in which it came to be so.

    For harvesters, who ask for what is new and are told what is gone.
    """
    now = timezone.now()
    found = [(at, id) for id, at in identifiers()]
    standing = {id for _, id in found}
    ever = set(Shelved.objects.filter(public_from__lte=now).values_list("entry", flat=True)) - standing
    found += [(ended.at, id) for id, ended in _ended(list(ever)).items()]
    return sorted(one for one in found if (not since or one[0] >= since) and (not until or one[0] <= until))


def page(id: str, number: int) -> Page | None:
    """A page of a public review's text."""
    review = next(iter(reviews([id])), None)
    pages = texts([id]).get(id, []) if review else []
    return Page(review, number, pages[number - 1]) if review and 1 <= number <= len(pages) else None


def texts(ids: Collection[str]) -> dict[str, list[str]]:
    """The pages of the texts of the public reviews among these."""
    shelved = dict(_public().filter(entry__in=ids).exclude(version__text="").values_list("entry", "version__text"))
    bodies = {text.sha256: text for text in Text.objects.filter(sha256__in=set(shelved.values()))}
    return {id: bodies[sha256].pages for id, sha256 in shelved.items()}


def file(id: str) -> File | None:
    """The file of a public review, where it has one."""
    row = _public().filter(entry=id).exclude(version__file="").select_related("version").first()
    if row is None:
        return None
    version = row.version
    return File(f"{id}{SUFFIXES.get(version.media, '')}", version.media, version.file)


def state() -> str:
    """A short text that is another whenever anything public has changed: what an index or a cache is compared by."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [now, now])
        return " ".join(str(part) for part in cursor.fetchone())


_STATE = """
    SELECT (SELECT MAX(id) FROM library_shelved),
           (SELECT MAX(public_from) FROM library_shelved WHERE public_from <= %s),
           (SELECT MAX(public_until) FROM library_shelved WHERE public_until <= %s),
           (SELECT MAX(number) FROM library_coding)
"""
"""What the acts have put on the shelf and decided of themes, and the latest moment at which time alone changed anything."""


def _public(now: datetime | None = None) -> QuerySet[Shelved]:
    """The rows of the shelf that are public now. No other query of this module begins anywhere else."""
    now = now or timezone.now()
    return Shelved.objects.filter(Q(public_until=None) | Q(public_until__gt=now), public_from__lte=now)


def _reviews(rows: QuerySet[Shelved] | Sequence[Shelved]) -> list[Review]:
    """The records of some rows of the shelf, in four queries however many they are."""
    shelved = list(rows)
    versions = {v.id: v for v in Version.objects.filter(id__in=[row.version_id for row in shelved])}
    points: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for point in Point.objects.filter(version__in=versions).order_by("kind", "place"):
        said = Said(PointKind(point.kind), point.place, point.text, point.addressed_to, point.page)
        points[point.version_id, point.kind].append(said)
    themes = coded([row.entry for row in shelved])
    return [_review(row, versions[row.version_id], points, themes.get(row.entry, ())) for row in shelved]


def coded(ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The themes that a person decided apply to entries, by entry: the latest decision on each."""
    applies: dict[str, dict[str, bool]] = defaultdict(dict)
    wanted = set(ids)
    told = Coding.objects.order_by("number")
    if len(wanted) < MOST_ASKED:
        told = told.filter(entry__in=wanted)
    for entry, theme, yes in told.values_list("entry", "theme", "applies"):
        if entry in wanted:
            applies[entry][theme] = yes
    return {entry: tuple(sorted(t for t, yes in found.items() if yes)) for entry, found in applies.items()}


def _review(
    row: Shelved, version: Version, points: dict[tuple[str, str], list[Said]], themes: tuple[str, ...]
) -> Review:
    hidden = version.anonymous
    return Review(
        id=row.entry,
        version=version.version,
        title=version.title,
        board="" if hidden else version.board,
        anonymous=hidden,
        author="" if hidden else version.author,
        abstract=version.abstract,
        published_on=version.published_on[: len("2015-03")] if hidden else version.published_on,
        kind=ReviewKind(version.kind),
        outcome=Outcome(version.outcome),
        age_band=AgeBand(version.age_band),
        method=Method(version.method),
        licence=Licence(version.licence),
        pages=version.pages,
        has_file=bool(version.file),
        media=version.media,
        public_from=row.public_from,
        themes=themes,
        learning=tuple(points[version.id, PointKind.LEARNING]),
        recommendations=tuple(points[version.id, PointKind.RECOMMENDATION]),
    )


def _ended(ids: Collection[str]) -> dict[str, Gone | Moved]:
    """What became of entries that were public once and are so no more. Of what never was public nothing is said."""
    now = timezone.now()
    rows = Shelved.objects.filter(entry__in=ids, public_from__lte=now).values_list("entry", "public_until")
    ever, still = {entry for entry, _ in rows}, {entry for entry, until in rows if until is None or until > now}
    stones = Tombstone.objects.filter(entry__in=ever - still)
    merges = Merge.objects.filter(entry__in=ever - still)
    ended: list[tuple[int, Gone | Moved]] = [
        *((stone.number, Gone(stone.entry_id, stone.on, stone.recorded_at, stone.why)) for stone in stones),
        *((merge.number, Moved(merge.entry_id, merge.into_id, merge.recorded_at)) for merge in merges),
    ]
    return {what.id: what for _, what in sorted(ended, key=lambda one: one[0])}
