"""What the check of a report looks for: what would tell who somebody of the case is, and what is published of it elsewhere.

The panel's second report, paragraphs 23 and 24.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from casereview.casework.acts.act import act
from casereview.casework.acts.checks import chosen, new, no_impossible_days
from casereview.casework.acts.commissioning import under_review
from casereview.casework.files import Opened
from casereview.casework.models import KeptOut, PressText
from casereview.documents.identifying.numbers import nhs_number, upn
from casereview.ledger.models import Recorded, Refused
from casereview.rules import permits
from casereview.rules.permits import Who
from casereview.rules.publishing_codes import Kept

CHECKED: Mapping[str, Callable[[str], bool]] = {Kept.NHS_NUMBER: nhs_number, Kept.UPN: upn}
"""Numbers whose own digits tell that they were mistyped."""


@act
def keep_out(file: Opened, *, by: Who, on: date, entries: Sequence[Mapping[str, Any]]) -> Sequence[Recorded]:
    """Put on record what is to be kept out of the report: of each entry its kind, its words and what else is known of it."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    there = {_same(vars(one)) for one in file.kept_out if not one.withdrawn}
    rows = []
    for one in entries:
        kind, words = chosen(Kept, str(one.get("kind", "")), "kind"), str(one.get("words", "")).strip()
        if not words:
            raise Refused("Enter the words that are to be kept out.", field="words")
        if not CHECKED.get(kind, bool)(words):
            raise Refused(f"“{words}” has a digit wrong: it is no {kind.words}. Check it.", field=kind.value)
        entry = {**one, "kind": kind.value, "words": words}
        if _same(entry) not in there:
            rows.append(new(KeptOut, file, on=on, **entry))
            there.add(_same(entry))
    if not rows:
        raise Refused("Enter something that is not on record yet.")
    no_impossible_days(rows)
    return rows


SAID = ("kind", "words", "whose", "relationship", "also_known_as", "born", "pseudonym")


def _same(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """By what two entries are the same, whatever their capitals and spaces."""
    return tuple(" ".join(str(entry.get(name) or "").casefold().split()) for name in SAID)


@act
def add_press_text(file: Opened, *, by: Who, on: date, source: str, text: str) -> Sequence[Recorded]:
    """Put on record what the press or a court published about the case on a day. Nothing of it is looked up anywhere."""
    permits.manage_review(by, file).require()
    if not source.strip():
        raise Refused("Enter where it was published.", field="source")
    if not text.strip():
        raise Refused("Paste what was published.", field="text")
    if any(getattr(one, "text", "") == text and not one.withdrawn for one in file.press_texts):
        raise Refused("This very text is on record already.", field="text")
    row = new(PressText, file, on=on, source=source, text=text)
    no_impossible_days([row])
    return [row]
