"""What stands between a report and its publication. Report paragraphs 21 to 24; the advance copy by the edition in force.

An approval is of one file, by the hash of its bytes, and by somebody who decided nothing of what the identifiability
check found in it. Another file uploaded since voids it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from casereview.guidance.contents import Clock
from casereview.rules.clocks import edition_on
from casereview.rules.codes import Matter, ProposedRoute, PublicationRoute, View
from casereview.rules.facts import Approval, CaseFile, HitDecision, IdentifiabilityCheck, Report, ReportVersion
from casereview.rules.publishing_codes import HitAction, NoticeTo, VersionKind
from casereview.rules.stages import before_the_panel

APPROVERS = 2

KIND_OF_ROUTE = {
    PublicationRoute.FULL: VersionKind.FULL,
    PublicationRoute.REDACTED: VersionKind.REDACTED,
    PublicationRoute.SUMMARY: VersionKind.SUMMARY,
}
"""What file goes out by which route; by the anonymous one any does."""

AGREED_AS = {PublicationRoute.ANONYMOUS: ProposedRoute.ANONYMOUS, PublicationRoute.SUMMARY: ProposedRoute.SUMMARY}
"""Routes that are taken in place of full publication, and so only with the panel's view (paragraph 24)."""


def current(file: CaseFile) -> ReportVersion | None:
    """The file of the report as it now stands: the latest."""
    return file.report_versions[-1] if file.report_versions else None


def before(file: CaseFile, version: ReportVersion) -> ReportVersion | None:
    """The version before one."""
    earlier = list(file.report_versions)[: list(file.report_versions).index(version)]
    return earlier[-1] if earlier else None


def released(file: CaseFile) -> dict[str, str]:
    """The files of the report that have left the board's hands, by hash, and how each did; taken down, it is out all the same."""
    found = {one.document: f"the file copied to the panel on {one.on}" for one in file.reports if one.document}
    taken_down = {one.publication: one.on for one in file.publication_withdrawals}
    for one in file.publications:
        if one.document:
            gone = next((taken_down[id] for id in file.versions(one) if id in taken_down), None)
            later = f" and taken down on {gone}" if gone else ""
            found[one.document] = f"the file published on {one.on}{later}"
    return found


# ── What was found ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of a file found, by its keys, and what is decided of it."""

    check: IdentifiabilityCheck
    hits: frozenset[str]
    decided: Mapping[str, HitDecision]
    earlier: frozenset[str]
    outdated: bool
    """Whether something that the check looks for was put on record since."""

    @property
    def undecided(self) -> frozenset[str]:
        return self.hits - self.decided.keys()

    @property
    def still_there(self) -> frozenset[str]:
        """Hits of which it was decided that they go, and that this file has nonetheless."""
        return frozenset(key for key in self.hits & self.decided.keys() if self.decided[key].action == HitAction.REMOVE)

    @property
    def new(self) -> frozenset[str]:
        """Hits that the file checked before had not."""
        return self.hits - self.earlier

    @property
    def gone(self) -> frozenset[str]:
        return self.earlier - self.hits


def checked(file: CaseFile, document: str) -> Checked | None:
    """The latest check of a file; None where it has not been checked."""
    checks = [check for check in file.identifiability_checks if check.document == document]
    if not checks:
        return None
    latest = checks[-1]
    others = [check for check in file.identifiability_checks if check.document != document]
    decided = {decision.hit: decision for decision in file.hit_decisions}
    known = [*file.kept_out, *file.press_texts, *(one for one in file.involvements if one.who)]
    return Checked(
        check=latest,
        hits=keys(latest),
        decided=decided,
        earlier=keys(others[-1]) if others else frozenset(),
        outdated=any(one.recorded_at > latest.recorded_at for one in known),
    )


def keys(check: IdentifiabilityCheck) -> frozenset[str]:
    return frozenset(key for key in check.hits.split(";") if key)


def deciders(file: CaseFile) -> frozenset[str]:
    """Who decided anything of what the check found: they approve nothing."""
    return frozenset(decision.recorded_by for decision in file.hit_decisions)


# ── Approval ────────────────────────────────────────────────────────────────────────────────────────────────────────


def approvals(file: CaseFile, document: str, route: str) -> list[Approval]:
    """The approvals that hold of a file and a route: one of each person, and none of somebody who decided on hits."""
    latest = current(file)
    if latest is None or latest.document != document:
        return []
    holding = {
        approval.recorded_by: approval
        for approval in file.approvals
        if approval.document == document and approval.route == route and approval.recorded_by not in deciders(file)
    }
    return list(holding.values())


def approved_route(file: CaseFile) -> PublicationRoute | None:
    """The route by which the file as it now stands is approved by enough people."""
    latest = current(file)
    if latest is None:
        return None
    return next(
        (route for route in PublicationRoute if len(approvals(file, latest.document, route)) >= APPROVERS), None
    )


# ── The panel's copy ────────────────────────────────────────────────────────────────────────────────────────────────


def advance(file: CaseFile, on: date) -> tuple[Clock, date] | None:
    """The clock of the panel's copy for a publication on a day, and the last day for the copy; None where there is none."""
    edition = edition_on(file, on)
    clock = edition.clocks.get("copy_to_panel") if edition else None
    return (clock, clock.due(on, None)) if clock else None


def copied(file: CaseFile) -> Report | None:
    """When the panel first had the file of the report as it now stands; a copy of an earlier file says nothing of this one."""
    latest = current(file)
    return next((report for report in file.reports if latest and report.document == latest.document), None)


def copy_due(file: CaseFile) -> ReportVersion | None:
    """The file of the report of which the panel is to have a copy, since it had its copy of an earlier one."""
    return current(file) if file.reports and not copied(file) else None


# ── What stands in the way ──────────────────────────────────────────────────────────────────────────────────────────


def obstacles(file: CaseFile, on: date, route: str) -> list[str]:
    """Why the report cannot be published on a day by a route, each in words; none where it can."""
    return list(_obstacles(file, on, PublicationRoute(route)))


def _obstacles(file: CaseFile, on: date, route: PublicationRoute) -> Iterator[str]:
    latest = current(file)
    if latest is None:
        yield "No file of the report has been uploaded."
        return
    wanted = KIND_OF_ROUTE.get(route)
    if wanted and latest.kind != wanted:
        yield f"The latest file is “{VersionKind.words_for(latest.kind)}”, and this route publishes “{wanted.words}”."
    yield from _found(file, latest)
    signed = len(approvals(file, latest.document, route))
    if signed < APPROVERS:
        yield f"{signed} of {APPROVERS} people have approved this file for this route; those who decided on hits do not count."
    yield from _in_advance(file, on)
    for told in (NoticeTo.FAMILY, NoticeTo.PRACTITIONERS):
        if not any(notice.to == told and notice.on <= on for notice in file.notices):
            yield f"{told.words} have not been told. Where nobody is to be told, record why."
    if file.embargoes and (until := file.embargoes[-1].until) and on < until:
        yield f"There is an embargo until {until}."
    yield from _of_the_panel(file, route)


def _found(file: CaseFile, latest: ReportVersion) -> Iterator[str]:
    found = checked(file, latest.document)
    if found is None:
        yield "This file has not been checked for what would identify somebody."
        return
    if found.outdated:
        yield "What the check looks for has changed since this file was checked. Check it again."
    if found.undecided:
        yield f"{len(found.undecided)} of the things found in this file are not decided on."
    if found.still_there:
        yield f"{len(found.still_there)} of the things that are to go are still in this file."


def _in_advance(file: CaseFile, on: date) -> Iterator[str]:
    found = advance(file, on)
    if found is None:
        return
    clock, last = found
    copy = copied(file)
    if not file.reports:
        yield f"The report has not been copied to the panel. {clock.says}"
    elif copy is None:
        yield f"The panel’s copy of {file.reports[-1].on} is not of this file. Send it this one. {clock.says}"
    elif copy.on > last:
        yield f"The panel had its copy of this file on {copy.on}: for that day it had to have it by {last}. {clock.says}"


def _of_the_panel(file: CaseFile, route: PublicationRoute) -> Iterator[str]:
    if before_the_panel(file) == Matter.NON_PUBLICATION:
        yield "A proposal not to publish is before the panel."
    proposed = AGREED_AS.get(route)
    agreed = {advice.route for advice in file.advice_on(Matter.NON_PUBLICATION) if advice.view == View.AGREE}
    if proposed and proposed not in agreed:
        yield "The panel has not agreed to this route. Propose it to the panel first, with expert, independent advice."
