"""The gateway to the national repository: casework and the library know nothing of each other, and meet here.

What is handed over is the published file, by the hash of its bytes, so that what was approved is what is catalogued.
Anonymously, nothing goes with it that would tell whose it is.
"""

from typing import Any

from casereview.casework import reading
from casereview.casework.files import Opened
from casereview.ledger.models import Refused
from casereview.library import acts as library
from casereview.rules.codes import PublicationRoute
from casereview.rules.permits import Who


def hand_over(file: Opened, publication: Any, *, by: Who) -> None:
    """Deposit a published file with the repository. One that it has already is not handed in twice."""
    anonymous = publication.route == PublicationRoute.ANONYMOUS
    latest: Any = file.report_versions[-1]
    try:
        library.deposit(
            by=by,
            on=publication.on,
            title="" if anonymous else latest.title,
            board="" if anonymous else file.board.name,
            anonymous=anonymous,
            file=publication.document,
            file_name="report" if anonymous else latest.file_name,
            pages=reading.text(publication.document).pages,
            token=f"publication-{publication.id}",
        )
    except Refused:  # the repository has this very file: it was handed in by another way
        return
