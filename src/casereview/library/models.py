"""Everything that the repository keeps. Each model is a thing, a fact, a draft, or an index that can be made again."""

from django.conf import settings
from django.db import models

from casereview.ledger.models import Fact, Recorded
from casereview.library.codes import AgeBand, Licence, Method, Origin, Outcome, PointKind, ReviewKind

PAGE_END = "\f"
"""What stands between two pages of a text."""


class Entry(Recorded):
    """A place in the catalogue: an identifier that is given once and stays. What it holds is told by its versions."""

    id = models.CharField(max_length=20, primary_key=True)
    serial = models.PositiveIntegerField(unique=True)

    def __str__(self) -> str:
        return self.id


class Text(Recorded):
    """The words of a report, page by page, under the hash of them. A fact that names the hash cannot come to mean others."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    body = models.TextField()

    def __str__(self) -> str:
        return self.sha256

    @property
    def pages(self) -> list[str]:
        """The text of each page, the first page first."""
        return self.body.split(PAGE_END)


class Deposit(Fact):
    """A report handed to the repository. It waits for a cataloguer until a version is made of it, or it is declined."""

    origin = models.CharField("origin", max_length=20, choices=Origin.choices())
    board = models.CharField("board", max_length=200, blank=True, default="")
    title = models.TextField("title", blank=True, default="")
    anonymous = models.BooleanField("to be published without the board's name", default=False)
    note = models.TextField("note", blank=True, default="")
    file = models.CharField("file", max_length=64, blank=True, default="")
    file_name = models.CharField("name of the file", max_length=255, blank=True, default="")
    text = models.CharField("text", max_length=64, blank=True, default="")
    entry = models.CharField("entry of which it is a new version", max_length=20, blank=True, default="")


class Declined(Fact):
    """A deposit that does not go into the catalogue, and why (as every fact has it)."""

    deposit = models.OneToOneField(Deposit, models.DO_NOTHING, related_name="declined")


class EntryFact(Fact):
    """A fact that belongs to an entry."""

    entry = models.ForeignKey(Entry, models.DO_NOTHING, related_name="+")

    class Meta:
        abstract = True


class Version(EntryFact):
    """An entry published, or published again with other contents. It is public from the moment `embargo` ends.

    `published_on` is the day on which the board published the report, as far as that is known: 2015, 2015-03 or 2015-03-04.
    """

    version = models.PositiveIntegerField("version")
    deposit = models.CharField("deposit", max_length=80, blank=True, default="")
    title = models.TextField("title")
    board = models.CharField("board", max_length=200, blank=True, default="")
    anonymous = models.BooleanField("without the board's name", default=False)
    author = models.TextField("author", blank=True, default="")
    abstract = models.TextField("abstract", blank=True, default="")
    published_on = models.CharField("published on", max_length=10, blank=True, default="")
    kind = models.CharField("kind of review", max_length=20, choices=ReviewKind.choices())
    outcome = models.CharField("outcome", max_length=20, choices=Outcome.choices(), default=Outcome.NOT_SAID)
    age_band = models.CharField("age", max_length=20, choices=AgeBand.choices(), default=AgeBand.NOT_SAID)
    method = models.CharField("method", max_length=40, choices=Method.choices(), default=Method.NOT_SAID)
    licence = models.CharField("licence", max_length=20, choices=Licence.choices(), default=Licence.BOARD)
    text = models.CharField("text", max_length=64, blank=True, default="")
    pages = models.PositiveIntegerField("pages", default=0)
    file = models.CharField("file", max_length=64, blank=True, default="")
    media = models.CharField("kind of file", max_length=100, blank=True, default="")
    embargo = models.DateTimeField("not public before", null=True)


class Point(Recorded):
    """A learning point or a recommendation of a version. Its number is the entry's and is never given to another."""

    id = models.CharField(max_length=80, primary_key=True)
    version = models.ForeignKey(Version, models.DO_NOTHING, related_name="+")
    kind = models.CharField("kind", max_length=20, choices=PointKind.choices())
    place = models.PositiveIntegerField("number")
    text = models.TextField("text")
    addressed_to = models.TextField("addressed to", blank=True, default="")
    page = models.PositiveIntegerField("page", null=True)

    def __str__(self) -> str:
        return self.id


class Tombstone(EntryFact):
    """An entry withdrawn: its address stays and says that it was withdrawn, and why (as every fact has it)."""

    asked_by = models.TextField("asked for by", blank=True, default="")


class Merge(EntryFact):
    """An entry that turned out to be the same review as another: its address leads there."""

    into = models.ForeignKey(Entry, models.DO_NOTHING, related_name="+")


class Suggestion(EntryFact):
    """A theme that the machine suggests for an entry, with the words that made it, joined by `;`."""

    theme = models.CharField("theme", max_length=60)
    words = models.TextField("the words that made it", blank=True, default="")
    page = models.PositiveIntegerField("page", null=True)
    times = models.PositiveIntegerField("how often they stand there", default=0)


class Coding(EntryFact):
    """What a person decided: that a theme applies to an entry, or that it does not. The latest of a theme counts."""

    theme = models.CharField("theme", max_length=60)
    applies = models.BooleanField("applies")
    suggestion = models.CharField("suggestion", max_length=80, blank=True, default="")


class Term(Fact):
    """A term of the themes' vocabulary, set down or set down anew. Lists are joined by `;`."""

    code = models.CharField("code", max_length=60, db_index=True)
    label = models.CharField("label", max_length=200)
    definition = models.TextField("definition", blank=True, default="")
    scope_note = models.TextField("scope note", blank=True, default="")
    broader = models.TextField("broader", blank=True, default="")
    used_for = models.TextField("used for", blank=True, default="")
    retired = models.BooleanField("no longer used", default=False)


class EntryDraft(models.Model):
    """An entry being prepared: it can be changed and thrown away, and no part of it is public.

    `answers` are what will be the version's; `proposals` what the machine read out of the file, each with its passage.
    """

    key = models.CharField(max_length=32, primary_key=True)
    entry = models.CharField(max_length=20, blank=True, default="")
    deposit = models.CharField(max_length=80, blank=True, default="", db_index=True)
    answers = models.JSONField(default=dict)
    proposals = models.JSONField(default=dict)
    body = models.TextField(blank=True, default="")
    begun_by = models.CharField(max_length=150)
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.CharField(max_length=150)
    changed_at = models.DateTimeField(auto_now=True)
    edits = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.key


class Shelved(models.Model):
    """From when until when a version is public: an index, made from the facts and to be made again from them."""

    entry = models.CharField(max_length=20)
    serial = models.PositiveIntegerField()
    version = models.ForeignKey(Version, models.DO_NOTHING, related_name="+")
    public_from = models.DateTimeField()
    public_until = models.DateTimeField(null=True)
    published_on = models.CharField(max_length=10, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["entry"], name="shelved_entry"),
            models.Index(fields=["-published_on", "-serial"], name="shelved_published"),
            models.Index(fields=["public_from"], name="shelved_from"),
            models.Index(fields=["public_until"], name="shelved_until"),
        ]

    def __str__(self) -> str:
        return f"{self.entry} from {self.public_from}"


class Use(models.Model):
    """How often an entry was used on a day: a sum, and nothing of who used it."""

    entry = models.CharField(max_length=20)
    on = models.DateField()
    kind = models.CharField(max_length=20)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "on", "kind"], name="a_use_is_summed_by_day")]

    def __str__(self) -> str:
        return f"{self.entry} {self.kind} {self.on}"


class SavedSearch(models.Model):
    """A search that somebody who signs in keeps; told of by e-mail when it finds something new, if they wish it."""

    key = models.CharField(max_length=32, primary_key=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    query = models.TextField()
    by_email = models.BooleanField(default=False)
    begun_at = models.DateTimeField(auto_now_add=True)
    told_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "query"], name="a_search_is_saved_once")]

    def __str__(self) -> str:
        return self.name
