"""The words of the guidance in force, as they stand beside the questions of a notification."""

from collections.abc import Callable

from casereview.guidance.contents import Edition, Statement
from casereview.web.fields import Words
from casereview.web.tags import cited


def beside(edition: Edition | None, says: Callable[[Edition], Statement | None]) -> Words | None:
    """What an edition says on something, with what it lists there; nothing where no edition is held, or it says nothing."""
    said = says(edition) if edition else None
    if said is None:
        return None
    return Words("\n\n".join([said.says, *getattr(said, "includes", ())]), cited(said, edition))


def notifiable(edition: Edition | None) -> Words | None:
    """Which incidents are notified."""
    if edition is None:
        return None
    combine = edition.notification.combine
    criteria = [criterion.words for criterion in edition.notification.criteria]
    return Words("\n\n".join([combine.says, *criteria]), cited(combine, edition))


def serious_harm(edition: Edition | None) -> Words | None:
    return beside(edition, lambda held: held.criteria.serious_harm)


def part_in_it(edition: Edition | None) -> Words | None:
    """Whom the criteria are about: the child who was harmed."""
    return beside(edition, lambda held: held.criteria.perpetrator)


def before_birth(edition: Edition | None) -> Words | None:
    return beside(edition, lambda held: held.criteria.unborn)


def joint_working(edition: Edition | None) -> Words | None:
    return beside(edition, lambda held: held.criteria.joint_working)


def who_leads(edition: Edition | None) -> Words | None:
    return beside(edition, lambda held: held.consequences.lead_area)


def tell_board(edition: Edition | None) -> Words | None:
    """Until when the board is told, where the edition says."""
    return beside(edition, lambda held: held.clocks.get("report_to_lscb"))
