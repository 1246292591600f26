"""From a finished report to its publication, and what comes after. The panel's second report, paragraphs 21 to 28.

Each act names a file by the hash of its bytes: what was decided of one file says nothing of another.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from casereview.casework.acts.act import act
from casereview.casework.acts.checks import chosen, first_decision_to_review, new, no_impossible_days
from casereview.casework.acts.commissioning import under_review
from casereview.casework.files import Opened
from casereview.casework.models import (
    Approval,
    Embargo,
    ExpertAdvice,
    Harm,
    HitDecision,
    IdentifiabilityCheck,
    Notice,
    Publication,
    PublicationWithdrawal,
    RedactedPassage,
    Report,
    ReportPoint,
    ReportVersion,
    Sighting,
)
from casereview.ledger.models import Recorded, Refused
from casereview.rules import involvement, permits, publishing
from casereview.rules.codes import PublicationRoute
from casereview.rules.facts import Publication as Published
from casereview.rules.involvement_codes import Person
from casereview.rules.permits import Who
from casereview.rules.publishing_codes import (
    Cause,
    HitAction,
    NoticeTo,
    PersonHarmed,
    Point,
    RedactionReason,
    Severity,
    VersionKind,
)

# ── The file ────────────────────────────────────────────────────────────────────────────────────────────────────────


@act
def upload(
    file: Opened,
    *,
    by: Who,
    on: date,
    document: str,
    kind: str,
    file_name: str = "",
    title: str = "",
    pages: int | None = None,
    words: int | None = None,
    hits: Collection[str] | None = None,
) -> Sequence[Recorded]:
    """Put a file of the report on record as its latest version, with what the check of it found. Approvals of others are void."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    chosen(VersionKind, kind, "kind")
    if (latest := publishing.current(file)) and latest.document == document:
        raise Refused("This is the very file that is here already: not a byte is different.", field="upload")
    row = new(
        ReportVersion,
        file,
        on=on,
        document=document,
        kind=kind,
        file_name=file_name,
        title=title,
        pages=pages,
        words=words,
    )
    return _sound([row, *_check(file, on, document, hits)])


def _check(file: Opened, on: date, document: str, hits: Collection[str] | None) -> list[Recorded]:
    if hits is None:
        return []
    return [new(IdentifiabilityCheck, file, on=on, document=document, hits=";".join(sorted(set(hits))))]


@act
def confirm(
    file: Opened, *, by: Who, on: date, document: str, points: Sequence[Mapping[str, Any]]
) -> Sequence[Recorded]:
    """Confirm findings and recommendations to be in a file, each with its passage."""
    permits.manage_review(by, file).require()
    _version(file, document)
    if not points:
        raise Refused("Tick what is a finding or a recommendation of the report.")
    for one in points:
        chosen(Point, str(one.get("point", "")), "point")
    return _sound([new(ReportPoint, file, on=on, document=document, **one) for one in points])


# ── What would identify somebody ────────────────────────────────────────────────────────────────────────────────────


@act
def check_again(file: Opened, *, by: Who, on: date, document: str, hits: Collection[str]) -> Sequence[Recorded]:
    """Put on record what the check finds in a file, read against the case as it is known now."""
    permits.manage_review(by, file).require()
    _version(file, document)
    return _sound(_check(file, on, document, hits))


@act
def decide_hits(
    file: Opened, *, by: Who, on: date, document: str, decisions: Mapping[str, tuple[str, str, str]]
) -> Sequence[Recorded]:
    """Decide of things found that they go, or may stay and why: by the key of each, the action, its words and the reason."""
    permits.manage_review(by, file).require()
    found = publishing.checked(file, document)
    if found is None:
        raise Refused("This file has not been checked yet.")
    if unknown := set(decisions) - found.hits:
        raise Refused(f"{len(unknown)} of these were not found in this file. Load the page again.")
    rows = []
    for hit, (action, text, reason) in decisions.items():
        chosen(HitAction, action, "action")
        if action == HitAction.ACCEPT and not reason.strip():
            raise Refused(f"Say why “{text}” may stay.", field="reason")
        was = found.decided.get(hit)
        if was is None or (was.action, getattr(was, "reason", "")) != (action, reason):
            rows.append(
                new(HitDecision, file, on=on, document=document, hit=hit, action=action, text=text, reason=reason)
            )
    if not rows:
        raise Refused("Nothing is decided otherwise than it was. Decide on at least one thing.")
    return _sound(rows)


@act
def redact(
    file: Opened,
    *,
    by: Who,
    on: date,
    document: str,
    made: str,
    passages: Sequence[tuple[int, str, str, str]],
    pages: int | None = None,
    words: int | None = None,
    hits: Collection[str] | None = None,
) -> Sequence[Recorded]:
    """Put on record a file from which passages were taken out, and each passage by its page, words, reason and more of it."""
    permits.manage_review(by, file).require()
    was: Any = _version(file, document)
    if not passages:
        raise Refused("Choose what is to be taken out.")
    for _, _, reason, _ in passages:
        chosen(RedactionReason, reason, "reason")
    version = new(
        ReportVersion,
        file,
        on=on,
        document=made,
        kind=VersionKind.REDACTED,
        file_name="redacted report.pdf",
        title=was.title,
        pages=pages,
        words=words,
        made_from=document,
    )
    taken_out = [
        new(RedactedPassage, file, on=on, document=document, page=page, text=text, ground=reason, more=more)
        for page, text, reason, more in passages
    ]
    return _sound([version, *taken_out, *_check(file, on, made, hits)])


# ── Approval, and who is told before ────────────────────────────────────────────────────────────────────────────────


@act
def approve(file: Opened, *, by: Who, on: date, document: str, route: str) -> Sequence[Recorded]:
    """Approve a file, by the hash of its bytes, for a route."""
    permits.approve_report(by, file).require()
    chosen(PublicationRoute, route, "route")
    latest = publishing.current(file)
    if latest is None or latest.document != document:
        raise Refused("Another file has been uploaded since you opened this page. Read that one before you approve it.")
    found = publishing.checked(file, document)
    if found is None or found.outdated or found.undecided or found.still_there:
        raise Refused("What the check found in this file is not settled yet, so there is nothing to approve.")
    if any(approval.recorded_by == by.username for approval in publishing.approvals(file, document, route)):
        raise Refused("You have approved this file for this route already. It takes another person now.")
    return _sound([new(Approval, file, on=on, document=document, route=route)])


@act
def copy_to_panel(file: Opened, *, by: Who, on: date, redactions: int | None = None) -> Sequence[Recorded]:
    """Send the panel its copy of the report before publication: the file as it now stands."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    latest: Any = publishing.current(file)
    if latest is None:
        raise Refused("Upload the report first: the panel’s copy is that very file.")
    return _sound(
        [
            new(
                Report,
                file,
                on=on,
                title=latest.title,
                pages=latest.pages,
                redactions=redactions if redactions is not None else _taken_out(file, latest),
                document=latest.document,
            )
        ]
    )


def _taken_out(file: Opened, version: Any) -> int:
    return sum(1 for passage in file.redacted_passages if passage.document == version.made_from)


@act
def tell_of_publication(
    file: Opened, *, by: Who, on: date, to: str, text: str = "", left_alone: bool = False
) -> Sequence[Recorded]:
    """Put on record that somebody was told of what is to be published; or why nobody was.

    Where some of the family asked not to be contacted, `left_alone` says that they were not.
    """
    permits.manage_review(by, file).require()
    under_review(file, on)
    chosen(NoticeTo, to, "to")
    if to == NoticeTo.FAMILY and (wishing := involvement.family_left_alone(file)) and not left_alone:
        who = ", ".join(one.who or Person.words_for(one.person).lower() for one in wishing)
        raise Refused(
            f"Nothing is sent to {who}, who asked not to be contacted. Confirm that they were left alone.",
            field="left_alone",
        )
    if not text.strip():
        raise Refused("Say who told them and what was said; or, if nobody was told, why.", field="text")
    return _sound([new(Notice, file, on=on, to=to, text=text)])


@act
def embargo(file: Opened, *, by: Who, on: date, until: date | None = None, text: str = "") -> Sequence[Recorded]:
    """Say until when nothing is published, and why; without a day the embargo is lifted."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    if not text.strip():
        raise Refused("Say why.", field="text")
    return _sound([new(Embargo, file, on=on, until=until, text=text)])


@act
def take_expert_advice(
    file: Opened,
    *,
    by: Who,
    on: date,
    expert: str,
    independent: bool | None,
    threatened: str,
    threat: str,
    alternatives: str = "",
    legal: str = "",
) -> Sequence[Recorded]:
    """Put on record the expert, independent advice on what publishing would do to particular people (paragraph 24)."""
    permits.manage_review(by, file).require()
    under_review(file, on)
    for field, value, words in (
        ("expert", expert, "Enter what kind of expert advised."),
        ("threat", threat, "Enter the particular and serious threat."),
        ("threatened", threatened, "Enter who is threatened, by a word that names nobody."),
    ):
        if not value.strip():
            raise Refused(words, field=field)
    row = new(
        ExpertAdvice,
        file,
        on=on,
        expert=expert,
        independent=independent,
        threatened=threatened,
        threat=threat,
        alternatives=alternatives,
        legal=legal,
    )
    return _sound([row])


# ── Publication, and after ──────────────────────────────────────────────────────────────────────────────────────────


@act
def release(
    file: Opened, *, by: Who, on: date, route: str, document: str, url: str = "", checked_on: date | None = None
) -> Sequence[Recorded]:
    """Publish the file of the report as it now stands, by a route, once nothing stands in the way."""
    permits.manage_review(by, file).require()
    begun = first_decision_to_review(file, "to publish")
    if on < begun.on:
        raise Refused(f"Publication cannot come before the review was decided on, {begun.on}.", field="on")
    chosen(PublicationRoute, route, "route")
    latest = publishing.current(file)
    if latest is None or latest.document != document:
        raise Refused("Another file has been uploaded since you opened this page. It is to be approved first.")
    if found := publishing.obstacles(file, on, route):
        raise Refused(" ".join(found))
    if url and not url.startswith(("https://", "http://")):
        raise Refused("Write the address of the report with https:// in front.", field="url")
    standing = [one for one in file.publications if not _taken_down(file, one)]
    if any((one.document, one.route, one.url) == (document, route, url) for one in standing):
        raise Refused("This file is published by this route already.", field="route")
    return _sound([new(Publication, file, on=on, route=route, url=url, checked_on=checked_on, document=document)])


@act
def take_down(
    file: Opened, *, by: Who, on: date, publication: str, reason: str, asked_by: str = ""
) -> Sequence[Recorded]:
    """Put on record that a published report was taken down. That it was published stays, with the reason."""
    permits.manage_review(by, file).require()
    found = _publication(file, publication, on)
    if _taken_down(file, found):
        raise Refused("This publication has been taken down already.", field="publication")
    if not reason.strip():
        raise Refused("Say why it is taken down.", field="reason")
    row = new(PublicationWithdrawal, file, on=on, publication=found.id, reason=reason, asked_by=asked_by)
    return _sound([row])


@act
def sight(
    file: Opened, *, by: Who, on: date, publication: str, there: bool | None, url: str = "", text: str = ""
) -> Sequence[Recorded]:
    """Put on record that somebody looked whether a report is where it is said to be, and what they saw."""
    permits.record_publication(by, file).require()
    found = _publication(file, publication, on)
    if there is None:
        raise Refused("Say whether it was there.", field="there")
    return _sound([new(Sighting, file, on=on, publication=found.id, url=url, there=there, text=text)])


@act
def record_harm(
    file: Opened,
    *,
    by: Who,
    on: date,
    publication: str,
    person: str,
    severity: str,
    cause: str,
    text: str,
    source: str = "",
    verified_by: str = "",
    verified_on: date | None = None,
) -> Sequence[Recorded]:
    """Put an instance of harm after a publication on record. What nobody has verified is no instance (recommendation four)."""
    permits.record_harm(by, file).require()
    found = _publication(file, publication, on)
    chosen(PersonHarmed, person, "person")
    chosen(Severity, severity, "severity")
    chosen(Cause, cause, "cause")
    if not text.strip():
        raise Refused("Say what happened: one instance, specifically.", field="text")
    if not verified_by.strip():
        raise Refused(
            "Say who verified it. The panel has heard of fears; an instance is one that somebody has verified.",
            field="verified_by",
        )
    row = new(
        Harm,
        file,
        on=on,
        publication=found.id,
        person=person,
        severity=severity,
        cause=cause,
        text=text,
        source=source,
        verified_by=verified_by,
        verified_on=verified_on,
    )
    return _sound([row])


# ── Parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sound(rows: Sequence[Recorded]) -> Sequence[Recorded]:
    no_impossible_days(rows)
    return rows


def _version(file: Opened, document: str) -> Any:
    """The version of the report with this file; refused where it is none."""
    found = next((version for version in reversed(file.report_versions) if version.document == document), None)
    if found is None:
        raise Refused("There is no such file of the report.")
    return found


def _taken_down(file: Opened, published: Published) -> bool:
    return any(one.publication in file.versions(published) for one in file.publication_withdrawals)


def _publication(file: Opened, publication: str, on: date) -> Published:
    found = next((one for one in file.publications if one.id == publication), None)
    if found is None:
        raise Refused("Choose the publication.", field="publication")
    if on < found.on:
        raise Refused(f"This cannot have happened before the publication on {found.on}.", field="on")
    return found
