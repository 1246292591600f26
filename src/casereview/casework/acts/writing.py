"""The panel's letters: countersigned by a second officer, issued to the word, and the reminders that follow them."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from casereview.casework import drafts, post
from casereview.casework.acts.act import act, written
from casereview.casework.acts.checks import new, no_impossible_days, not_before
from casereview.casework.drafts import NoSuchDraft
from casereview.casework.files import Opened, read
from casereview.casework.letters import Composed, compose
from casereview.casework.models import Chaser, Countersignature, Draft, Letter
from casereview.ledger import chain
from casereview.ledger.models import Recorded, Refused
from casereview.rules import permits
from casereview.rules.answers import owed, practice
from casereview.rules.codes import Matter
from casereview.rules.facts import Countersignature as Signature
from casereview.rules.permits import Who

JOURNEY = "letter"
DAILY = Who("casereview", "Casereview, by its daily run")
"""Who sends reminders: nobody in person. The rule says when they go."""


@act
def countersign(file: Opened, *, by: Who, draft: str, sha256: str, on: date) -> Sequence[Recorded]:
    """Countersign a letter that somebody else wrote, as it was read: `sha256` is that of the text that was shown."""
    permits.write_letter(by, file).require()
    kept, letter = _as_it_stands(file, draft, by=by, sha256=sha256)
    if kept.changed_by == by.username:
        raise Refused("You wrote this letter, or changed it last. A second officer countersigns it.")
    if countersigned(file, kept, letter):
        raise Refused("This letter is countersigned already, as it stands.")
    row = new(Countersignature, file, on=on, draft=draft, sha256=sha256)
    no_impossible_days([row])
    return [row]


@act
def issue(file: Opened, *, by: Who, draft: str, sha256: str, on: date) -> Sequence[Recorded]:
    """Issue a countersigned letter: its text is kept to the word, and the draft is thrown away."""
    permits.write_letter(by, file).require()
    kept, letter = _as_it_stands(file, draft, by=by, sha256=sha256)
    signature = countersigned(file, kept, letter)
    if signature is None:
        raise Refused("A second officer must countersign this letter, as it now stands, before it is issued.")
    not_before(on, letter.about, words="what it conveys")
    number, digest = chain.head()
    row = new(
        Letter,
        file,
        on=on,
        kind=letter.kind,
        about=letter.about.id,
        draft=draft,
        subject=letter.subject,
        text=letter.text,
        sha256=letter.sha256,
        head=f"{number}:{digest}",
        written_by=kept.changed_by,
        countersigned_by=signature.recorded_by,
    )
    no_impossible_days([row])
    drafts.discard(kept)
    if on == timezone.localdate():
        post.put_in("letters", row.id, file.board.code)
    return [row]


def countersigned(file: Opened, draft: Draft, letter: Composed) -> Signature | None:
    """The countersignature that stands for a letter as it would be issued now. Any change since leaves it none."""
    found = (
        one
        for one in reversed(file.countersignatures)
        if one.draft == draft.key and one.sha256 == letter.sha256 and one.recorded_by != draft.changed_by
    )
    return next(found, None)


def as_drafted(file: Opened, draft: Draft) -> Composed | None:
    """The letter that a draft is of, as the file now stands."""
    answers = draft.answers
    return compose(file, answers["about"], chosen=answers.get("chosen"), own=answers.get("own", ""))


def _as_it_stands(file: Opened, draft: str, *, by: Who, sha256: str) -> tuple[Draft, Composed]:
    """The draft and the letter, where it is still what was read and nothing is missing in it."""
    try:
        kept = drafts.resume(draft, JOURNEY, by=by)
    except NoSuchDraft:
        kept = None
    letter = as_drafted(file, kept) if kept and kept.case == file.reference else None
    if kept is None or letter is None:
        raise Refused("This letter has been issued or thrown away meanwhile. Look at the letters on the case.")
    if letter.sha256 != sha256:
        raise Refused("The letter is no longer what you read: it, or the case file, has changed. Read it again.")
    if letter.gaps:
        raise Refused(
            f"The letter has gaps: {', '.join(letter.gaps)}. Take the sentence out, or put it on record first."
        )
    return kept, letter


# ── Reminders ───────────────────────────────────────────────────────────────────────────────────────────────────────


def remind(reference: str, *, on: date) -> Chaser | None:
    """Send the reminder that is due on a case, if one is; once, however often and by however many this is asked.

    It is asked of the file while nobody else writes: whoever comes second finds the first one's fact on it.
    """
    with chain.writing():
        found = read([reference], as_at=on)
        answer = owed(found[0]) if found else None
        if answer is None or answer.next_on is None or answer.next_on > on or answer.next_step is None:
            return None
        file, step = found[0], answer.next_step
        row = new(Chaser, file, on=on, advice=answer.advice.id, step=step, text=_reminder(file, answer.matter, step))
        no_impossible_days([row])
        post.put_in("chasers", row.id, file.board.code)
        chaser: Chaser = written(lambda: [row], act="remind", by=DAILY)
        return chaser


def _reminder(file: Opened, matter: Matter, step: int) -> str:
    answer = owed(file)
    assert answer is not None
    last = (
        " This is the last reminder: the panel will take the case up again."
        if step == len(practice().reminders)
        else ""
    )
    return (
        f"The panel advised the board on {matter.words.lower()} on {answer.advice.on:%-d %B %Y}, and asked for an answer "
        f"by {answer.due:%-d %B %Y}. None has come. Please answer it now.{last}"
    )
