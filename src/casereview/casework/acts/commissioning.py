"""Commissioning a review: its terms and its reviewers; and the register in which reviewers are found.

The panel's second report, paragraphs 29 to 33 and recommendation five.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.utils import timezone

from casereview.casework.acts.act import act, written
from casereview.casework.acts.checks import chosen, new, new_id, no_impossible_days
from casereview.casework.files import Opened
from casereview.casework.models import Commission, Engagement, Reviewer, ReviewerFeedback, ReviewerPost
from casereview.ledger.models import Recorded, Refused
from casereview.people.capacities import holders
from casereview.rules import permits
from casereview.rules.codes import Role
from casereview.rules.permits import Who
from casereview.rules.review_codes import Method, Part, Skill


@act
def commission(
    file: Opened,
    *,
    by: Who,
    on: date,
    terms: str,
    scope_from: date | None = None,
    scope_to: date | None = None,
    method: str = "",
) -> Sequence[Recorded]:
    """Put the terms of reference on record as they were agreed. The method is kept and decides nothing (paragraph 29)."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    if not terms.strip():
        raise Refused("Enter the terms of reference.", field="terms")
    if scope_from and scope_to and scope_to < scope_from:
        raise Refused("The period looked at cannot end before it begins.", field="scope_to")
    row = new(Commission, file, on=on, terms=terms, scope_from=scope_from, scope_to=scope_to, method=method)
    no_impossible_days([row])
    return [row]


@act
def engage(
    file: Opened,
    *,
    by: Who,
    on: date,
    reviewer: str,
    part: str,
    username: str = "",
    independent: bool | None = None,
    declaration: str = "",
    conflict: str = "",
    contract_from: date | None = None,
    contract_until: date | None = None,
) -> Sequence[Recorded]:
    """Appoint a reviewer from the register, with what was declared and what the check of past posts found.

    With a `username` they see the review when they sign in, until the contract ends.
    """
    permits.manage_review(by, file).require()
    under_review(file, on)
    chosen(Part, part, "part")
    if not Reviewer.objects.filter(reviewer=reviewer).exists():
        raise Refused("Choose a reviewer from the register; enter them there first.", field="reviewer")
    if username and username not in holders(Role.REVIEWER, file.board.code, timezone.localdate()):
        raise Refused("Choose somebody who signs in as a reviewer of this board.", field="username")
    if not independent:
        raise Refused(
            "A reviewer is independent of the case and of the organisations in it. Record their declaration, or choose another.",
            field="independent",
        )
    if contract_from and contract_until and contract_until < contract_from:
        raise Refused("The contract cannot end before it begins.", field="contract_until")
    row = new(
        Engagement,
        file,
        on=on,
        reviewer=reviewer,
        username=username,
        part=part,
        independent=independent,
        declaration=declaration,
        conflict=conflict,
        contract_from=contract_from,
        contract_until=contract_until,
    )
    no_impossible_days([row])
    return [row]


def under_review(file: Opened, on: date) -> None:
    """Refuse what belongs to a review where none is held, or on a day before it was decided on."""
    if not (file.first_initiation and file.decision and file.decision.initiate):
        raise Refused("No review was decided on in this case.")
    if on < file.first_initiation.on:
        raise Refused(
            f"This cannot have happened before the review was decided on, {file.first_initiation.on}.", field="on"
        )


# ── The register ────────────────────────────────────────────────────────────────────────────────────────────────────


def register(
    *,
    by: Who,
    on: date,
    name: str,
    skills: Collection[str] = (),
    training: str = "",
    methods: Collection[str] = (),
    sample_title: str = "",
    sample_url: str = "",
    available: str = "",
    token: str = "",
    recorded_at: datetime | None = None,
) -> Reviewer:
    """Enter a reviewer in the register."""

    def rows() -> Sequence[Recorded]:
        permits.keep_reviewers(by).require()
        if not name.strip():
            raise Refused("Enter the reviewer’s name.", field="name")
        for field, codes, given in (("skills", Skill, skills), ("methods", Method, methods)):
            for one in given:
                chosen(codes, one, field)
        if sample_url and not sample_url.startswith(("https://", "http://")):
            raise Refused("Write the address of the report with https:// in front.", field="sample_url")
        row = Reviewer(
            id=new_id(),
            on=on,
            reviewer=new_id(),
            name=name,
            skills=";".join(skills),
            training=training,
            methods=";".join(methods),
            sample_title=sample_title,
            sample_url=sample_url,
            available=available,
        )
        no_impossible_days([row])
        return [row]

    found: Reviewer = written(rows, act="register", by=by, token=token, recorded_at=recorded_at)
    return found


def add_post(
    *,
    by: Who,
    on: date,
    reviewer: str,
    organisation: str,
    post: str = "",
    since: date | None = None,
    until: date | None = None,
    token: str = "",
    recorded_at: datetime | None = None,
) -> ReviewerPost:
    """Add a post that a reviewer holds or held, with its days: what independence is checked against."""

    def rows() -> Sequence[Recorded]:
        _in_the_register(by, reviewer)
        if not organisation.strip():
            raise Refused("Enter the organisation.", field="organisation")
        if since and until and until < since:
            raise Refused("The post cannot end before it begins.", field="until")
        held = {"organisation": organisation, "post": post, "since": since, "until": until}
        row = ReviewerPost(id=new_id(), on=on, reviewer=reviewer, **held)
        no_impossible_days([row])
        return [row]

    found: ReviewerPost = written(rows, act="add_post", by=by, token=token, recorded_at=recorded_at)
    return found


def add_feedback(
    *,
    by: Who,
    on: date,
    reviewer: str,
    text: str,
    again: bool | None = None,
    token: str = "",
    recorded_at: datetime | None = None,
) -> ReviewerFeedback:
    """Add what one's board says of a reviewer's work."""

    def rows() -> Sequence[Recorded]:
        _in_the_register(by, reviewer)
        if not text.strip():
            raise Refused("Say how their work was.", field="text")
        said = {"board": by.organisation, "again": again, "text": text}
        row = ReviewerFeedback(id=new_id(), on=on, reviewer=reviewer, **said)
        no_impossible_days([row])
        return [row]

    found: ReviewerFeedback = written(rows, act="add_feedback", by=by, token=token, recorded_at=recorded_at)
    return found


def _in_the_register(by: Who, reviewer: str) -> None:
    """Refuse what is said of somebody who is not in the register, or by somebody who does not keep it."""
    permits.keep_reviewers(by).require()
    if not Reviewer.objects.filter(reviewer=reviewer).exists():
        raise Refused("There is no such reviewer in the register.")
