"""Acts of commissioning, following and doing a review, each ready to be done, for `test_acts`."""

from collections.abc import Callable
from functools import partial
from typing import Any

from casereview.casework import acts
from casereview.rules.permits import Who
from tests.factories import CHAIR, MANAGER, a_case, day, the_file

BEGUN = day("2015-05-12")
ON = day("2015-06-01")
EVENT = {
    "said": "3 March 2015",
    "first": day("2015-03-03"),
    "last": day("2015-03-03"),
    "certain": True,
    "event": "Met.",
}


def a_review() -> str:
    """A case in which a review was decided on."""
    return a_case(decided_to_initiate=str(BEGUN))


def a_reviewer() -> str:
    """The key of a reviewer in the register."""
    key: str = acts.register(by=MANAGER, on=BEGUN, name="Rhona Reader").reviewer
    return key


def in_review(act: str, given: dict[str, Any], by: Who = MANAGER) -> tuple[Who, Callable[..., Any]]:
    return by, partial(getattr(acts, act), a_review(), on=ON, **given)


def to_engage() -> tuple[Who, Callable[..., Any]]:
    return in_review("engage", {"reviewer": a_reviewer(), "part": "lead", "independent": True})


def to_receive_from_agency() -> tuple[Who, Callable[..., Any]]:
    reference = a_review()
    asked = acts.ask_agency(reference, by=MANAGER, on=BEGUN, agency="Aldermarsh Police", asked="chronology")
    return MANAGER, partial(acts.receive_from_agency, reference, on=ON, request=asked.pk)


def to_match_entries() -> tuple[Who, Callable[..., Any]]:
    reference = a_review()
    acts.add_chronology(reference, by=MANAGER, on=BEGUN, agency="Aldermarsh Police", entries=[EVENT, EVENT])
    one, other = (entry.id for entry in the_file(reference).chronology_entries)
    return MANAGER, partial(acts.match_entries, reference, on=ON, pairs=[(one, other, True), (other, one, True)])


def to_register() -> tuple[Who, Callable[..., Any]]:
    return MANAGER, partial(acts.register, on=ON, name="Tamar New", skills=["analysis"], methods=["hybrid"])


def to_add_post() -> tuple[Who, Callable[..., Any]]:
    return MANAGER, partial(acts.add_post, on=ON, reviewer=a_reviewer(), organisation="Elsewhere Council")


def to_add_feedback() -> tuple[Who, Callable[..., Any]]:
    return MANAGER, partial(acts.add_feedback, on=ON, reviewer=a_reviewer(), text="Explains why.", again=True)


IN_REVIEW: dict[str, dict[str, Any]] = {
    "add_chronology": {"agency": "Aldermarsh Police", "entries": [EVENT, EVENT]},
    "ask_agency": {"agency": "Aldermarsh Police", "asked": "chronology", "due": day("2015-07-01")},
    "commission": {"terms": "Why was nobody asked?", "method": "hybrid"},
    "explain_delay": {"cause": "agency", "since": day("2015-05-20"), "until": day("2015-05-29")},
    "involve": {"person": "mother", "took": "met", "who": "Vera Vale", "contact": "may"},
    "note_process": {"process": "inquest", "state": "expected", "blocks": ["draft", "final"]},
    "plan": {"what": "draft", "day": day("2015-11-01"), "reason": "The trial."},
    "reach": {"stage": "agencies"},
    "spend": {"item": "fee", "pounds": 100},
}
"""What is said in acts that need no more than a review."""

READY: dict[str, Callable[[], tuple[Who, Callable[..., Any]]]] = {
    **{act: partial(in_review, act, given) for act, given in IN_REVIEW.items()},
    "assess": partial(in_review, "assess", {"marker": "1", "text": "Put forward promptly."}, CHAIR),
    "engage": to_engage,
    "receive_from_agency": to_receive_from_agency,
    "match_entries": to_match_entries,
    "register": to_register,
    "add_post": to_add_post,
    "add_feedback": to_add_feedback,
}
"""By act: a function that makes the case ready, and gives who does the act and the act itself, as `test_acts.ready_to` does."""

OF_NO_CASE = {"register", "add_post", "add_feedback"}
"""Those of them that are about no case."""
