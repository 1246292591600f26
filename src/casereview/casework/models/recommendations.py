"""The panel's own recommendations: to whom, what each addressee answered and by when, and how the panel grades it."""

from django.db import models

from casereview.casework.models.case import Code
from casereview.ledger.models import Fact
from casereview.rules.codes import Addressee, AddresseePosition, Grade


class Recommendation(Fact):
    """A recommendation of one of the panel's reports. `addressees` are codes joined by `;`."""

    known_as = models.CharField("known as", max_length=20)
    addressees = models.TextField("to whom")
    text = models.TextField("text")


class OfAddressee(Fact):
    """Something about a recommendation, by what it is known as, and one of those to whom it is addressed."""

    recommendation = models.CharField("recommendation", max_length=20)
    addressee = Code("addressee", choices=Addressee.choices())
    text = models.TextField("text", blank=True, default="")

    class Meta:
        abstract = True


class AddresseeAnswer(OfAddressee):
    """What an addressee answers."""

    position = Code("what it answers", choices=AddresseePosition.choices())


class AddresseeTarget(OfAddressee):
    """The day by which an addressee says that it will be done. A later one moves it."""

    target = models.DateField("day by which it is to be done")


class RecommendationGrade(OfAddressee):
    """How the panel, not the addressee, sees what has been done."""

    grade = Code("the panel's grade", choices=Grade.choices())
