"""The panel's recommendations as a person may read them."""

from datetime import date

from casereview.casework.files import loose
from casereview.casework.models import AddresseeAnswer, AddresseeTarget, Recommendation, RecommendationGrade
from casereview.rules import permits
from casereview.rules.permits import Who
from casereview.rules.recommendations import Followed, followed


def every(by: Who, as_at: date) -> list[Followed]:
    """Each recommendation with each addressee, as at a day."""
    permits.recommendations(by).require()
    answers, targets, grades = (loose(model) for model in (AddresseeAnswer, AddresseeTarget, RecommendationGrade))
    return followed(loose(Recommendation), answers, targets, grades, as_at)


def one(by: Who, as_at: date, recommendation: str, addressee: str) -> Followed | None:
    """A recommendation with one of its addressees."""
    return next(
        (f for f in every(by, as_at) if (f.recommendation.known_as, f.addressee) == (recommendation, addressee)), None
    )
