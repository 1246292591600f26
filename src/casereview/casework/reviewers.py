"""The register of reviewers: who is in it, what they have done, and whether a past post speaks against them in a case."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from casereview.casework import files
from casereview.casework.files import Opened
from casereview.casework.models import Engagement, Reviewer, ReviewerFeedback, ReviewerPost
from casereview.people.models import Organisation
from casereview.rules import permits
from casereview.rules.codes import OrganisationKind
from casereview.rules.permits import Who


@dataclass(frozen=True, slots=True)
class Entry:
    """A reviewer with their posts, what boards say of them, and how many reviews they were appointed to here."""

    row: Reviewer
    posts: Sequence[ReviewerPost]
    feedback: Sequence[ReviewerFeedback]
    engagements: int

    @property
    def key(self) -> str:
        return self.row.reviewer

    @property
    def skills(self) -> list[str]:
        return [code for code in self.row.skills.split(";") if code]

    @property
    def methods(self) -> list[str]:
        return [code for code in self.row.methods.split(";") if code]

    @property
    def untried(self) -> bool:
        """Whether no review here has been theirs. Boards avoid such people, and so never find out (report paragraph 33)."""
        return not self.engagements


def entries(*, by: Who, skill: str = "", untried: bool = False) -> list[Entry]:
    """The register in order of name; those of a skill, or those not yet tried."""
    permits.reviewers(by).require()
    posts, feedback = _by_reviewer(ReviewerPost), _by_reviewer(ReviewerFeedback)
    engaged: dict[str, set[str]] = defaultdict(set)
    for reviewer, case in Engagement.objects.filter(corrected_by=None).values_list("reviewer", "case"):
        engaged[reviewer].add(case)
    found = [
        Entry(row, posts.get(row.reviewer, []), feedback.get(row.reviewer, []), len(engaged[row.reviewer]))
        for row in files.loose(Reviewer)
    ]
    wanted = [one for one in found if (not skill or skill in one.skills) and (one.untried or not untried)]
    return sorted(wanted, key=lambda one: (one.row.name.casefold(), one.key))


def entry(key: str, *, by: Who) -> Entry | None:
    return next((one for one in entries(by=by) if one.key == key), None)


def name_of(key: str) -> str:
    """What a reviewer is called, for whoever may read that they were appointed; the key, where the register has nobody."""
    return next((row.name for row in files.loose(Reviewer) if row.reviewer == key), key)


def _by_reviewer(model: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in files.loose(model):
        found[row.reviewer].append(row)
    return found


# ── Conflicts ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Conflict:
    """A post that speaks against a reviewer's independence in a case: it is or was held in an organisation of the case."""

    post: ReviewerPost
    agency: str


def conflicts(entry: Entry, file: Opened) -> list[Conflict]:
    """Posts of a reviewer in the organisations of a case, by their names, whatever is spelt or added differently."""
    return [
        Conflict(post, agency) for post in entry.posts for agency in agencies(file) if _same(post.organisation, agency)
    ]


def agencies(file: Opened) -> list[str]:
    """The organisations in a case: its board, the authorities that it serves or that notified, and the agencies asked."""
    board: Any = file.board
    codes = {*getattr(board, "authority_codes", ()), *(sent.authority for sent in file.notifications)}
    authorities = Organisation.objects.filter(kind=OrganisationKind.AUTHORITY, code__in=codes, corrected_by=None)
    asked = [request.agency for request in file.agency_requests]
    return list(dict.fromkeys([board.name, *(one.name for one in authorities), *asked]))


def _same(one: str, other: str) -> bool:
    """Whether two names may be of one organisation: every telling word of the shorter is in the longer."""
    first, second = sorted((_telling(one), _telling(other)), key=len)
    return bool(first) and first <= second


def _telling(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", name.casefold())) - ORDINARY


ORDINARY = frozenset(
    """
    the of and for s nhs foundation trust council county borough city metropolitan district unitary local authority
    safeguarding children childrens board partnership service services constabulary police hospital hospitals university
    clinical commissioning group integrated care primary health department""".split()  # noqa: SIM905 - as they are read
)
"""Words that the names of many organisations have, and that tell none from another."""
