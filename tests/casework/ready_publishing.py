"""Acts of a report's way to publication, each ready to be done, for `test_acts`."""

from collections.abc import Callable
from typing import Any

from casereview.casework import acts
from casereview.rules.permits import Who
from tests.factories import CHAIR, DEPUTY, MANAGER, a_case, day, the_file

Ready = tuple[Who, Callable[..., Any]]

DOCUMENT, REDACTED = "ab" * 32, "cd" * 32
"""Files of which the bytes are nowhere: an act knows a file by its hash alone."""


def ready(act: str, case: str, on: str, by: Who = MANAGER, **given: Any) -> Ready:
    return by, lambda **more: getattr(acts, act)(case, on=day(on), **given, **more)


# ── The file, and what would identify somebody ──────────────────────────────────────────────────────────────────────


def under_review() -> str:
    return a_case(decided_to_initiate="2015-05-12", told="2015-05-13")


def uploaded(*hits: str) -> str:
    """A case whose report is here, with what the check of it found."""
    case = under_review()
    about = {"document": DOCUMENT, "kind": "full", "title": "Child A", "pages": 40, "hits": hits}
    acts.upload(case, by=MANAGER, on=day("2015-10-01"), **about)
    return case


def to_upload() -> Ready:
    given = {"document": DOCUMENT, "kind": "full", "file_name": "draft.docx", "title": "Child A", "hits": ["h1", "h2"]}
    return ready("upload", under_review(), "2015-10-01", **given)


def to_confirm() -> Ready:
    point = {"point": "finding", "label": "Finding 1", "text": "Nobody saw the child at home.", "page": 3}
    return ready("confirm", uploaded(), "2015-10-02", document=DOCUMENT, points=[point, {**point, "page": 4}])


def to_keep_out() -> Ready:
    entries = [
        {"kind": "person", "words": "Mary Vale", "relationship": "the mother", "pseudonym": "Mother"},
        {"kind": "nhs_number", "words": "943 476 5919", "whose": "Ada Vale"},
    ]
    return ready("keep_out", under_review(), "2015-10-01", entries=entries)


def to_add_press_text() -> Ready:
    return ready("add_press_text", under_review(), "2015-10-01", source="The Gazette", text="A child of Aldermarsh.")


def to_check_again() -> Ready:
    return ready("check_again", uploaded("h1"), "2015-10-02", document=DOCUMENT, hits=["h1", "h2"])


def to_decide_hits() -> Ready:
    decisions = {"h1": ("remove", "Ada", ""), "h2": ("accept", "5 April", "It is in the press.")}
    return ready("decide_hits", uploaded("h1", "h2"), "2015-10-02", document=DOCUMENT, decisions=decisions)


def to_redact() -> Ready:
    given = {"made": REDACTED, "passages": [(3, "Ada", "identifies_child", "Her sister too.")], "hits": ["h2"]}
    return ready("redact", uploaded("h1", "h2"), "2015-10-02", document=DOCUMENT, **given)


# ── Approval, and who is told before ────────────────────────────────────────────────────────────────────────────────


def to_approve() -> Ready:
    case = uploaded("h1")
    settled = {"h1": ("accept", "5 April", "It is in the press.")}
    acts.decide_hits(case, by=MANAGER, on=day("2015-10-02"), document=DOCUMENT, decisions=settled)
    return ready("approve", case, "2015-11-01", CHAIR, document=DOCUMENT, route="full")


def to_copy_to_panel() -> Ready:
    return ready("copy_to_panel", uploaded(), "2015-11-01")


def to_tell_of_publication() -> Ready:
    return ready("tell_of_publication", under_review(), "2015-11-01", to="family", text="Visited at home.")


def to_embargo() -> Ready:
    return ready("embargo", under_review(), "2015-11-01", until=day("2016-02-01"), text="Until the trial is over.")


def to_take_expert_advice() -> Ready:
    given = {"expert": "A child psychiatrist", "threatened": "the sister", "threat": "She would be sought out."}
    return ready("take_expert_advice", under_review(), "2015-11-01", independent=True, **given)


# ── Publication, and after ──────────────────────────────────────────────────────────────────────────────────────────


def to_release() -> Ready:
    case = uploaded()
    acts.copy_to_panel(case, by=MANAGER, on=day("2015-11-01"))
    for to in ("family", "practitioners"):
        acts.tell_of_publication(case, by=MANAGER, on=day("2015-11-02"), to=to, text="Visited.")
    for who in (CHAIR, DEPUTY):
        acts.approve(case, by=who, on=day("2015-11-03"), document=DOCUMENT, route="full")
    given = {"document": DOCUMENT, "route": "full", "url": "https://example.org/a"}
    return ready("release", case, "2015-12-01", **given)


def after(act: str, **given: Any) -> Ready:
    """An act on a publication that is on record."""
    case = a_case(decided_to_initiate="2015-05-12", published="2015-12-01")
    return ready(act, case, "2015-12-20", publication=the_file(case).publications[0].id, **given)


def to_take_down() -> Ready:
    return after("take_down", reason="It names a school.", asked_by="The family")


def to_sight() -> Ready:
    return after("sight", there=True, url="https://example.org/a")


def to_record_harm() -> Ready:
    given = {"person": "sibling", "severity": "identified", "cause": "likely", "text": "Sought out at school."}
    return after("record_harm", verified_by="Her social worker", verified_on=day("2015-12-20"), **given)


READY: dict[str, Callable[[], Ready]] = {
    "add_press_text": to_add_press_text,
    "approve": to_approve,
    "check_again": to_check_again,
    "confirm": to_confirm,
    "copy_to_panel": to_copy_to_panel,
    "decide_hits": to_decide_hits,
    "embargo": to_embargo,
    "keep_out": to_keep_out,
    "record_harm": to_record_harm,
    "redact": to_redact,
    "release": to_release,
    "sight": to_sight,
    "take_down": to_take_down,
    "take_expert_advice": to_take_expert_advice,
    "tell_of_publication": to_tell_of_publication,
    "upload": to_upload,
}
"""By act: a function that makes the case ready, and gives who does the act and the act itself, as `ready_to` does."""

OF_NO_CASE: set[str] = set()
"""Those of them that are about no case."""
