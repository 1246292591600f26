"""The register of advice not accepted, as a person may read it."""

from casereview.casework import files
from casereview.casework.models import Advice, Response
from casereview.rules import permits
from casereview.rules.codes import Position, Role, View
from casereview.rules.permits import Who
from casereview.rules.register import Entry, entries


def entries_for(by: Who) -> list[Entry]:
    """The entries that are listed, latest advice first; for the secretariat, and of one's own board, also those to come.

    Whoever may open cases reads it through their door, so that what is closed to a member is closed here as well. A board
    reads of the others what is public: which board, and when, never which case.
    """
    permits.register(by).require()
    declined = Response.objects.filter(position=Position.DECLINES).values_list("case", flat=True)
    noted = Advice.objects.filter(view=View.NOTED).values_list("case", flat=True)
    references = {*declined, *noted}
    if by.role in (Role.MANAGER, Role.CHAIR):
        files.log(by, "register", cases=len(references))
        opened = files.read(references)
    else:
        opened = files.open_files(references, by=by, purpose="register")
    found = [entry for file in opened for entry in entries(file)]
    seen = [entry for entry in found if entry.listed or by.role == Role.SECRETARY or _own(by, entry)]
    return sorted(seen, key=lambda entry: (entry.advice.on, entry.file.reference), reverse=True)


def _own(by: Who, entry: Entry) -> bool:
    return by.role in (Role.MANAGER, Role.CHAIR) and entry.file.board.code == by.organisation
