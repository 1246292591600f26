"""The case and its children: things, with what is later learned of a child as facts."""

from django.db import models

from casereview.ledger.models import Fact, Recorded
from casereview.rules.codes import ChildRole

NAMES = "names"
WORDS = "words"


class Words(models.TextField):
    """Free text about a case. It is kept from those whose role sees figures and dates alone."""

    holds = WORDS

    def __init__(self, verbose_name: str | None = None, **options: object) -> None:
        super().__init__(verbose_name, **{"blank": True, "default": "", **options})  # type: ignore[arg-type]


class Name(models.CharField):
    """A name or number that says who a child is. It is kept from those who need not know."""

    holds = NAMES

    def __init__(self, verbose_name: str | None = None, **options: object) -> None:
        super().__init__(verbose_name, **{"blank": True, "default": "", "max_length": 200, **options})  # type: ignore[arg-type]


class NamingWords(models.TextField):
    """Free text that says who a child is. It is kept from those who need not know."""

    holds = NAMES

    def __init__(self, verbose_name: str | None = None, **options: object) -> None:
        super().__init__(verbose_name, **{"blank": True, "default": "", **options})  # type: ignore[arg-type]


class Code(models.CharField):
    """A value from a code list, or nothing where it is not known or does not apply."""

    def __init__(self, verbose_name: str | None = None, **options: object) -> None:
        super().__init__(verbose_name, **{"blank": True, "default": "", "max_length": 40, **options})  # type: ignore[arg-type]


class DayToCome(models.DateField):
    """A day that is known before it comes: an expected day. It is shown also while it lies ahead of the day of the file."""


class Case(Recorded):
    """A case: a reference and the board that it belongs to. Everything else about it is a fact."""

    reference = models.CharField(max_length=60, primary_key=True)
    board = models.CharField(max_length=40, db_index=True)

    def __str__(self) -> str:
        return self.reference


class Child(Recorded):
    """A child of a case, as first recorded. What is learned later is a fact in `Particulars`."""

    id = models.CharField(max_length=80, primary_key=True)
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="+")
    child = models.PositiveIntegerField("child")
    sex = Code("sex")
    born = models.DateField("date of birth", null=True)
    died = models.DateField("date of death", null=True)
    ethnicity = Code("ethnicity", max_length=100)
    disability = Code("disability", max_length=100)
    looked_after = Code("looked after", max_length=100)
    protection_plan = Code("child protection plan", max_length=100)
    living_at = Code("living at", max_length=100)
    role = Code("part in the incident", choices=ChildRole.choices())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "child"], name="a_child_is_numbered_once")]

    def __str__(self) -> str:
        return f"{self.case_id} child {self.child}"


class CaseFact(Fact):
    """A fact that belongs to a case."""

    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="+")

    class Meta:
        abstract = True


class Particulars(CaseFact):
    """What came to be known of a child after the case was opened. Each answer given here replaces the earlier one."""

    child = models.PositiveIntegerField("child")
    sex = Code("sex")
    born = models.DateField("date of birth", null=True)
    died = models.DateField("date of death", null=True)
    ethnicity = Code("ethnicity", max_length=100)
    disability = Code("disability", max_length=100)
    looked_after = Code("looked after", max_length=100)
    protection_plan = Code("child protection plan", max_length=100)
    living_at = Code("living at", max_length=100)
    role = Code("part in the incident", choices=ChildRole.choices())


class Identity(CaseFact):
    """Who a child is: kept apart from everything else, and read only by those whose work needs it."""

    child = models.PositiveIntegerField("child")
    forenames = Name("forenames")
    surname = Name("surname")
    also_known_as = Name("also known as")


class PlannedDay(CaseFact):
    """The day on which something of the case is expected. What was expected last of it holds; earlier ones are kept."""

    what = Code("what is expected")
    day = DayToCome("expected on")
    reason = Words("why that day")
