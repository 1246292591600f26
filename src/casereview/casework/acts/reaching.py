"""What the panel writes that belongs to no case, and the nil returns that boards send it. Report paragraphs 8 and 19."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from casereview.casework import files, post
from casereview.casework.acts.act import written
from casereview.casework.acts.checks import new_id, no_impossible_days
from casereview.casework.files import organisations
from casereview.casework.models import Contact, Despatch
from casereview.casework.outside import reply_text, silent_text
from casereview.ledger import chain
from casereview.ledger.models import Recorded, Refused
from casereview.rules import permits
from casereview.rules.codes import ContactKind, DespatchKind, OrganisationKind, Signpost
from casereview.rules.permits import Who


def nil_return(*, by: Who, on: date, subject: str = "", **how: Any) -> Contact:
    """A board tells the panel itself that it has had no serious incident to tell of."""

    def rows() -> Sequence[Recorded]:
        permits.nil_return(by).require()
        row = Contact(id=new_id(), on=on, kind=ContactKind.NIL_RETURN, board=by.organisation, subject=subject)
        no_impossible_days([row])
        return [row]

    returned: Contact = written(rows, act="nil_return", by=by, **how)
    return returned


def write_to_silent(*, by: Who, boards: Collection[str], on: date, **how: Any) -> Despatch:
    """Write to boards that the panel has not heard of, in one batch; answers with the first letter."""

    def rows() -> Sequence[Recorded]:
        permits.correspond(by).require()
        known = organisations(OrganisationKind.BOARD, boards)
        if not boards or set(boards) - set(known):
            raise Refused("Choose the boards that are to be written to.", field="boards")
        head = "{}:{}".format(*chain.head())
        found = [
            _despatch(DespatchKind.SILENT, on, head, *silent_text(known[code].name), board=code) for code in boards
        ]
        no_impossible_days(found)
        if on == timezone.localdate():
            for row in found:
                post.put_in("despatches", row.id, row.board)
        return found

    despatched: Despatch = written(rows, act="write_to_silent", by=by, **how)
    return despatched


def reply(*, by: Who, contact: str, on: date, signpost: str, text: str = "", **how: Any) -> Despatch:
    """Answer somebody who approached the panel about a case, which is not for it to take up, with where to turn to.

    An approach is kept off every case, so no case can say whether this is somebody of a family who asked their board to be
    left alone (`rules.involvement`): whoever asked the panel itself is answered by nothing being sent, and that is recorded.
    """

    def rows() -> Sequence[Recorded]:
        permits.correspond(by).require()
        asked = next((one for one in files.loose(Contact) if one.id == contact), None)
        if asked is None or asked.kind != ContactKind.OUT_OF_REMIT:
            raise Refused("There is no such approach to answer.")
        if any(one.contact == contact for one in files.loose(Despatch)):
            raise Refused("This approach has been answered already, by somebody else perhaps.")
        if signpost not in Signpost._value2member_map_:
            raise Refused("Select where the person can turn to.", field="signpost")
        if signpost == Signpost.LEFT_ALONE and text.strip():
            wrong = "Nothing is sent to a person who asked not to be contacted. Take out what you have added."
            raise Refused(wrong, field="text")
        if on < asked.on:
            raise Refused(f"This cannot have happened before the approach on {asked.on}.", field="on")
        head = "{}:{}".format(*chain.head())
        row = _despatch(
            DespatchKind.REPLY, on, head, *reply_text(Signpost(signpost), text), contact=contact, signpost=signpost
        )
        no_impossible_days([row])
        return [row]

    replied: Despatch = written(rows, act="reply", by=by, **how)
    return replied


def _despatch(kind: DespatchKind, on: date, head: str, subject: str, text: str, **fields: str) -> Despatch:
    sha256 = hashlib.sha256(f"{subject}\n\n{text}".encode()).hexdigest()
    return Despatch(id=new_id(), kind=kind, on=on, subject=subject, text=text, sha256=sha256, head=head, **fields)
