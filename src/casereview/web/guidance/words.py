"""An edition's own codes and places in words, for the pages on which it is read and compared."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from casereview.guidance.contents import Edition, Event
from casereview.guidance.editions import Change
from casereview.web.tags import day

SECTIONS = {
    "period": "When it is in force",
    "since": "When it is in force",
    "until": "When it is in force",
    "led_by": "Who leads",
    "who_leads": "Who leads",
    "legal_basis": "The law it rests on",
    "terms": "What things are called",
    "notification": "What is notified, and to whom",
    "criteria": "When there is a review",
    "clocks": "Clocks",
    "duties": "Duties with no number of days",
    "must_send": "What must be sent to the panel",
    "publication": "Publication",
    "panel_rules": "What the panel has said",
    "consequences": "What follows from a decision",
}
"""The parts of an edition by the names they have in its file."""

CALLED = {
    "non_initiation": "with a decision not to review",
    "non_publication": "with a proposal not to publish",
    "rapid_review": "with a rapid review",
    "report_to_lscb": "tell the board",
    "tell_panel_non_init": "tell the panel of a decision not to review",
    "tell_decision": "tell of the decision",
    "copy_to_panel": "send the report ahead of publication",
    "complete": "complete the review",
    "since": "from",
    "until": "until",
    "combine": "how they combine",
    "limbs": "limb",
    "circumstances": "circumstance",
    "national": "national review",
    "recipients": "notified to",
    "within": "how long",
    "starts": "counted from",
    "met": "met when",
    "to": "who is told",
    "before": "counted back from the day",
    "normally": "the guidance says “normally”",
    "applies": "on which decisions",
    "needed": "when it is needed",
    "when": "when it is needed, in words",
    "asks": "what is asked for",
    "initiated_from": "for reviews begun from",
    "on_site": "how long on the site",
    "ground": "ground for referring back",
    "always": "calls for a review by itself",
}
UNSAID = {"says", "words"}
"""Fields that are the text itself: their name adds nothing."""

CODED = {"starts", "met", "needed", "applies", "kind", "to", "ground", "route", "led_by"}
"""Fields whose value is a code of ours, not words of the guidance."""

NEEDED = {
    "always": "always",
    "if_death": "if a child has died",
    "if_alive": "if the child is alive",
    "if_late": "if it is late",
    "if_relied_on": "if it is relied on",
}
EVENTS: dict[str, str] = {
    "authority_aware": "the day the authority became aware",
    "notified": "the day of the notification",
    "board_told": "the day the board was told",
    "decided": "the day of the decision",
    "panel_told": "the day the panel was told",
    "decided_to_review": "the day a review was decided on",
    "report_received": "the day the report was received",
    "published": "the day of publication",
}

BODIES: dict[str, str] = {
    "ofsted": "Ofsted",
    "department": "the department",
    "secretary_of_state": "the Secretary of State",
    "panel": "the panel",
    "board": "the board",
}
CODES = NEEDED | EVENTS | BODIES


def event(event: Event, edition: Edition) -> str:
    """What starts or meets a clock."""
    words = EVENTS[event]
    return words.replace("the board was", "the safeguarding partners were") if edition.led_by == "partners" else words


def section(path: str) -> str:
    """The part of an edition that a value belongs to."""
    return SECTIONS[path.partition(".")[0]]


def place(path: str) -> str:
    """Where in its part a value stands: “Clocks › decide › how long”."""
    if path.startswith("notification.criteria"):
        path = path.replace("criteria", "circumstances")
    names = [name for name in path.split(".")[1:] if name not in UNSAID]
    parts = [CALLED.get(name, name.replace("_", " ").replace("scr ", "SCR ")) for name in names]
    words = " › ".join(parts) or CALLED.get(path, section(path))
    return words[:1].upper() + words[1:]


def value(path: str, text: str) -> str:
    """A value in words."""
    name = path.rpartition(".")[2]
    if name in ("since", "until", "initiated_from"):
        return day(date.fromisoformat(text))
    if name in CODED:
        return ", ".join(CODES.get(code, code.replace("_", " ")) for code in text.split("; "))
    return text


# ── Two editions side by side ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Beside:
    """A value in two editions, with what differs marked; None where an edition has no such value."""

    place: str
    before: Markup | None
    after: Markup | None


def beside(changes: Iterable[Change]) -> dict[str, list[Beside]]:
    """The changes between two editions by the part that they belong to.

    Of what only one of them has, such as a clock, the text alone is shown, not each field of it.
    """
    found: dict[str, list[Beside]] = {}
    changes = list(changes)
    whole = {_of(change) for change in changes if _field(change) in TEXTS and None in (change.before, change.after)}
    for change in changes:
        if _of(change) in whole and _field(change) not in TEXTS:
            continue
        was, became = (None if text is None else value(change.path, text) for text in (change.before, change.after))
        found.setdefault(section(change.path), []).append(Beside(place(change.path), *marked(was, became)))
    return found


TEXTS = {"says", "words", "asks", "name"}


def _of(change: Change) -> str:
    return change.path.rpartition(".")[0]


def _field(change: Change) -> str:
    return change.path.rpartition(".")[2]


def marked(before: str | None, after: str | None) -> tuple[Markup | None, Markup | None]:
    """Two texts with the words that are only in one of them marked; as they are, where they have little in common."""
    if before is None or after is None:
        return before if before is None else escape(before), after if after is None else escape(after)
    was, became = _pieces(before), _pieces(after)
    matched = difflib.SequenceMatcher(None, was, became, autojunk=False)
    if matched.ratio() < 0.5:
        return escape(before), escape(after)
    left, right = Markup(), Markup()
    for kind, a, b, c, d in matched.get_opcodes():
        left += _mark("del", was[a:b], kind != "equal")
        right += _mark("ins", became[c:d], kind != "equal")
    return left, right


def _pieces(text: str) -> list[str]:
    """Words, each with the space after it."""
    return re.findall(r"\S+\s*", text)


MARKS = {"del": Markup("<del>{}</del>"), "ins": Markup("<ins>{}</ins>")}


def _mark(name: str, pieces: Sequence[str], differs: bool) -> Markup:
    text = "".join(pieces)
    if not differs or not text:
        return escape(text)
    bare = text.rstrip()
    return MARKS[name].format(bare) + text[len(bare) :]
