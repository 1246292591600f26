"""The panel's own recommendations: made, answered, promised for a day, and graded by the panel."""

import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from importlib.resources import files as package
from typing import Any

from casereview.casework import files
from casereview.casework.acts.act import written
from casereview.casework.acts.checks import chosen, new_id, no_impossible_days
from casereview.casework.models import AddresseeAnswer, AddresseeTarget, Recommendation, RecommendationGrade
from casereview.ledger import chain
from casereview.ledger.models import Recorded, Refused
from casereview.rules import permits
from casereview.rules.codes import Addressee, AddresseePosition, Grade
from casereview.rules.permits import Who


def recommend_as_reported(*, by: str, until: date = date.max, recorded_at: datetime | None = None) -> int:
    """Put the recommendations of the panel's two reports on record, those that are not yet; answers with how many."""
    text = package("casereview.casework").joinpath("recommendations.toml").read_text(encoding="utf-8")
    with chain.writing():
        held = {one.known_as for one in files.loose(Recommendation)}
        rows = [
            Recommendation(
                id=new_id(),
                on=one["on"],
                known_as=one["known_as"],
                addressees=";".join(Addressee(code) for code in one["addressees"]),
                text=one["text"],
            )
            for one in tomllib.loads(text)["recommendations"]
            if one["known_as"] not in held and one["on"] <= until
        ]
        for row in rows:
            if recorded_at:
                row.recorded_at = recorded_at
        chain.append(rows, act="recommend", by=by)
    return len(rows)


def answer_recommendation(
    *, by: Who, recommendation: str, addressee: str, on: date, position: str, text: str = "", **how: Any
) -> AddresseeAnswer:
    """Record what an addressee answers to a recommendation."""

    def rows() -> Sequence[Recorded]:
        permits.answer_recommendation(by, addressee).require()
        chosen(AddresseePosition, position, "position")
        return [_about(AddresseeAnswer, recommendation, addressee, on=on, position=position, text=text)]

    answered: AddresseeAnswer = written(rows, act="answer_recommendation", by=by, **how)
    return answered


def set_target(
    *, by: Who, recommendation: str, addressee: str, on: date, target: date, text: str = "", **how: Any
) -> AddresseeTarget:
    """Record the day by which an addressee says that it will be done; a second one moves the first, and says why."""

    def rows() -> Sequence[Recorded]:
        permits.answer_recommendation(by, addressee).require()
        row = _about(AddresseeTarget, recommendation, addressee, on=on, target=target, text=text)
        if target < on:
            raise Refused("The day has passed already. Give one that is to come.", field="target")
        earlier = [
            one
            for one in files.loose(AddresseeTarget)
            if (one.recommendation, one.addressee) == (recommendation, addressee)
        ]
        if earlier and earlier[-1].target == target:
            raise Refused("This is the day on record already.", field="target")
        if earlier and not text.strip():
            raise Refused("Say why the day is moved: it is shown beside both.", field="text")
        return [row]

    promised: AddresseeTarget = written(rows, act="set_target", by=by, **how)
    return promised


def grade(
    *, by: Who, recommendation: str, addressee: str, on: date, grade: str, text: str = "", **how: Any
) -> RecommendationGrade:
    """Put the panel's grade on record: its own view of what has been done, whatever the addressee says."""

    def rows() -> Sequence[Recorded]:
        permits.grade_recommendation(by).require()
        chosen(Grade, grade, "grade")
        if not text.strip():
            raise Refused("Say on what the panel rests this.", field="text")
        return [_about(RecommendationGrade, recommendation, addressee, on=on, grade=grade, text=text)]

    graded: RecommendationGrade = written(rows, act="grade", by=by, **how)
    return graded


def _about(model: Any, recommendation: str, addressee: str, **fields: Any) -> Any:
    """A row about a recommendation and one of its addressees; refused where there is no such."""
    found = next((one for one in files.loose(Recommendation) if one.known_as == recommendation), None)
    if found is None or addressee not in found.addressees.split(";"):
        raise Refused("There is no such recommendation to this addressee.")
    if fields["on"] < found.on:
        raise Refused(f"This cannot have happened before the recommendation of {found.on}.", field="on")
    row = model(id=new_id(), recommendation=recommendation, addressee=addressee, **fields)
    no_impossible_days([row])
    return row
