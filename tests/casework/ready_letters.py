"""Acts of letters, recommendations and boards in contact, each ready to be done, for `test_acts`."""

from collections.abc import Callable
from functools import partial
from typing import Any

from casereview.casework import acts
from casereview.casework.acts.writing import as_drafted
from casereview.rules.permits import Who
from tests.factories import MANAGER, SECOND, SECRETARY, a_case, begun_letter, day, the_file

Ready = tuple[Who, Callable[..., Any]]


def to_countersign() -> Ready:
    reference, read = _written()
    return SECOND, partial(acts.countersign, reference, on=day("2015-06-09"), **read)


def to_issue() -> Ready:
    reference, read = _written()
    acts.countersign(reference, by=SECOND, on=day("2015-06-09"), **read)
    return SECRETARY, partial(acts.issue, reference, on=day("2015-06-10"), **read)


def to_answer_recommendation() -> Ready:
    return SECRETARY, partial(acts.answer_recommendation, position="accepts", **_recommended())


def to_set_target() -> Ready:
    return SECRETARY, partial(acts.set_target, target=day("2016-07-01"), **_recommended())


def to_grade() -> Ready:
    return SECRETARY, partial(acts.grade, grade="acceptable", text="It is under way.", **_recommended())


def to_nil_return() -> Ready:
    return MANAGER, partial(acts.nil_return, on=day("2015-06-01"))


def to_write_to_silent() -> Ready:
    return SECRETARY, partial(acts.write_to_silent, on=day("2015-06-01"), boards=["B1", "B2"])


def to_reply() -> Ready:
    asked = acts.contact(by=SECRETARY, on=day("2015-06-02"), kind="out_of_remit", approacher="relative")
    return SECRETARY, partial(acts.reply, on=day("2015-06-03"), contact=asked.pk, signpost="coroner")


def _written() -> tuple[str, dict[str, str]]:
    """A case with a letter on the panel's advice, written by Sara: its reference, and the letter as it is read."""
    reference = a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20", advised=("2015-06-08", "agree"))
    draft = begun_letter(reference, the_file(reference).advice[0].id)
    letter = as_drafted(the_file(reference), draft)
    assert letter
    return reference, {"draft": draft.key, "sha256": letter.sha256}


def _recommended() -> dict[str, Any]:
    """The panel's recommendations on record: one of them, one of its addressees, and a later day."""
    acts.recommend_as_reported(by="tests")
    return {"recommendation": "2015-1", "addressee": "dfe", "on": day("2015-12-01")}


READY: dict[str, Callable[[], Ready]] = {
    "countersign": to_countersign,
    "issue": to_issue,
    "answer_recommendation": to_answer_recommendation,
    "set_target": to_set_target,
    "grade": to_grade,
    "nil_return": to_nil_return,
    "write_to_silent": to_write_to_silent,
    "reply": to_reply,
}
"""By act: a function that makes the case ready, and gives who does the act and the act itself, as `test_acts.ready_to` does."""

OF_NO_CASE: set[str] = set(READY) - {"countersign", "issue"}
"""Those of them that are about no case."""

OF_NOBODY = {"remind", "recommend_as_reported"}
"""Done by the daily run and by the operator: no person, no form and so no token. `test_chasing` and `test_outside` try them."""
