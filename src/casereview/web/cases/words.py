"""What a case page says of children, of who is awaited and of who looked; and which acts it offers."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from casereview.casework.files import Opened
from casereview.rules import opinions, permits
from casereview.rules.awaited import Awaited
from casereview.rules.codes import ChildRole, Ethnicity, Known, LivingAt, Matter, Role, Sex
from casereview.rules.permits import Who
from casereview.rules.stages import before_the_panel, with_the_board
from casereview.web.tags import day, moment


def link(href: str, text: str) -> Markup:
    return Markup('<a class="govuk-link" href="{}">{}</a>').format(href, text)


def joined(*parts: Any) -> Markup:
    """Pieces of text and markup, one after another."""
    return Markup(" ").join(parts)


def awaited_of(one: Awaited, file: Opened, authorities: Mapping[str, str]) -> str:
    """Of whom something is awaited, by name."""
    kind, _, code = one.scope.partition(":")
    if kind == "board":
        return file.board.name
    return authorities.get(code, code) if kind == "authority" else "the national panel"


def child_name(child: Any, names: Mapping[int, Any], file: Opened) -> str:
    """A child's name, for those who see it; otherwise which child of the case it is."""
    known = names.get(child.child)
    if known is None or not file.sight.names:
        return f"Child {child.child}"
    name = " ".join(part for part in (known.forenames, known.surname) if part)
    also = f" (also known as {known.also_known_as})" if known.also_known_as else ""
    return f"Child {child.child}: {name}{also}"


def child_actions(child: Any, names: Mapping[int, Any], who: Who, file: Opened) -> list[dict[str, str]]:
    """What this person may do about a child: add what has been learned, or correct a name."""
    found = []
    if child.child in names and permits.correct(who, file, "identities"):
        href = reverse("correct", args=[file.reference, "identities", names[child.child].id])
        found.append({"href": href, "text": "Correct the name"})
    if permits.correct(who, file, "particulars"):
        found.append(
            {"href": reverse("learn", args=[file.reference, child.child]), "text": "Add what has been learned"}
        )
    return [action | {"visuallyHiddenText": f"of child {child.child}"} for action in found]


def child_rows(child: Any, file: Opened) -> list[dict[str, Any]]:
    """What is known of a child. A role that does not see names sees ages, not birthdays."""
    dates = [("Date of birth", _day(child.born)), ("Date of death", _day(child.died))]
    if not file.sight.names:
        dates = [("Age at the incident", age(child, file)), ("Has died", "Yes" if child.died else "No")]
    said = [
        ("Part in the incident", ChildRole.words_for(child.role)),
        ("Sex", _words(Sex.words_for(child.sex))),
        *dates,
        ("Ethnicity", _words(Ethnicity.words_for(child.ethnicity))),
        ("Disability", _words(Known.words_for(child.disability))),
        ("Looked after", _words(Known.words_for(child.looked_after))),
        ("Child protection plan", _words(Known.words_for(child.protection_plan))),
        ("Living at", _words(LivingAt.words_for(child.living_at))),
    ]
    return [{"key": {"text": key}, "value": {"text": value or "Not recorded"}} for key, value in said]


BANDS = ((1, "Under 1"), (6, "1 to 5"), (11, "6 to 10"), (16, "11 to 15"), (18, "16 to 17"))


def age(child: Any, file: Opened) -> str:
    """The band of a child's age on the day of the incident, as national statistics give it."""
    if child.born is None or not file.incidents:
        return ""
    on = file.incidents[0].on
    years = on.year - child.born.year - ((on.month, on.day) < (child.born.month, child.born.day))
    if years < 0:
        return "Before birth"
    return next((words for limit, words in BANDS if years < limit), "18 or over")


PURPOSES = {
    "page": "Opened the case",
    "clock": "Saw how a clock was counted",
    "looks": "Saw who had looked",
    "correct": "Went to correct a fact",
    "answer": "Read the panel’s advice, to answer it",
    "advise": "Went to put advice on record",
    "agenda": "Saw it on an agenda",
    "ask": "Went to ask the board",
    "own view": "Went to give their own view",
    "pack": "Had it in the pack of a meeting",
    "check": "Went to check papers",
    "decide": "Went to decide",
    "duplicates": "Met it as a likely duplicate",
    "learn": "Went to add what had been learned",
    "notified": "Saw the notification that was sent",
    "papers": "Saw or prepared papers",
    "prepare a decision": "Went to prepare a decision",
    "letter": "Read or wrote a letter",
    "publication": "Went to record a publication",
    "report": "Went to record a report",
    "recuse": "Went to put on record who takes no part",
    "review": "Saw the review, or went to put something of it on record",
    "chronology": "Saw the chronology, or added to it",
    "publishing": "Saw the report's way to publication, or went a step on it",
    "report file": "Saved a file of the report",
    "harm after publication": "Met it in the register of harm after publication",
    "ageing of reviews": "Met it in the list of open reviews",
    "respond": "Went to record an answer",
    "tell the panel": "Went to tell the panel",
    "withdraw": "Went to withdraw a notification",
    "withdrawn": "Saw the withdrawal",
}
"""What somebody looked for, where the word that is kept is not plain enough."""


def look_rows(looks: Iterable[Any], people: Mapping[str, str]) -> list[list[str]]:
    """Looks as the rows of a table, with what the people are called."""
    return [
        [
            moment(look.at),
            people.get(look.by, look.by),
            f"{Role.words_for(look.role)}, {look.organisation}",
            PURPOSES.get(look.purpose, look.purpose.capitalize()),
        ]
        for look in looks
    ]


def prepared(drafts: Iterable[Any], who: Who) -> Markup:
    """The decisions that wait for the Chair, as links."""
    route = "decide" if who.role == Role.CHAIR else "prepare_decision"
    links = [link(reverse(route, args=[draft.case]), draft.case) for draft in drafts if draft.case]
    if not links:
        return Markup("")
    return Markup("Decisions prepared and not yet made: ") + Markup(", ").join(links) + "."


def acts_offered(who: Who, file: Opened) -> list[tuple[str, str]]:
    """The acts that this person may do on the case now: what each is called, and its address."""
    reference = file.reference
    decision = file.decision
    undecided = not (decision and decision.initiate)
    matter = before_the_panel(file)
    offers: list[tuple[bool, str, str, tuple[str, ...]]] = [
        (
            undecided and bool(permits.decide(who, file)),
            "Decide again" if decision else "Decide whether to hold a review",
            "decide",
            (reference,),
        ),
        (
            undecided and who.role == Role.MANAGER and bool(permits.prepare(who, file)),
            "Prepare another decision for the Chair" if decision else "Prepare the decision for the Chair",
            "prepare_decision",
            (reference,),
        ),
        (
            bool(decision and not decision.told_panel_on and permits.tell_panel(who, file)),
            "Tell the panel of the decision",
            "tell_panel",
            (reference,),
        ),
        (
            bool(decision and not decision.initiate and permits.submit(who, file)),
            "Prepare the papers on the decision not to review",
            "papers",
            (reference, Matter.NON_INITIATION),
        ),
        (
            bool(decision and decision.initiate and permits.submit(who, file)),
            "Propose not to publish in full",
            "papers",
            (reference, Matter.NON_PUBLICATION),
        ),
    ]
    if permits.check(who, file) and matter and file.submissions_on(matter):
        offers.append((True, "Check the papers", "check", (reference, file.submissions_on(matter)[-1].id)))
    for one in Matter:
        if file.submissions_on(one):
            words = one.words.lower()
            room = bool(permits.panel_room(who))
            given = bool(permits.opine(who, file)) and not opinions.closed(file, one) and matter == one
            offers.append((given, f"Give your own view: {words}", "opine", (reference, one)))
            offers.append((room, f"Members' views: {words}", "views", (reference, one)))
            offers.append((room, f"Like cases, and what was advised: {words}", "like", (reference, one)))
            asks = matter == one and bool(permits.ask(who, file))
            offers.append((asks, f"Ask the board before advising: {words}", "ask", (reference, one)))
            offers.append(
                (
                    bool(permits.advise(who, file)),
                    f"Put the panel's advice on record: {words}",
                    "advise",
                    (reference, one),
                )
            )
        if file.advice_on(one):
            words = one.words.lower()
            offers.append(
                (bool(permits.respond(who, file)), f"Record the board's answer: {words}", "respond", (reference, one))
            )
            asked = with_the_board(file) == one and bool(permits.answer(who, file))
            offers.append((asked, f"Answer the panel's advice: {words}", "answer", (reference, one)))
    offers.append((bool(permits.recuse(who, file)), "Take no part in this case", "recuse", (reference,)))
    if file.first_initiation:
        offers.append((bool(permits.review(who, file)), "See the review", "review", (reference,)))
        offers.append(
            (bool(permits.document(who, file)), "See the report and its publication", "publishing", (reference,))
        )
        offers.append(
            (bool(permits.receive_report(who, file)), "Record the completed report", "receive_report", (reference,))
        )
        offers.append((bool(permits.record_publication(who, file)), "Record the publication", "publish", (reference,)))
    return [(text, reverse(route, args=args)) for allowed, text, route, args in offers if allowed]


def _day(value: Any) -> str:
    return day(value) if value else ""


def _words(value: str) -> str:
    """An answer that is on no list of ours as words: an underline is a space."""
    return value.replace("_", " ")[:1].upper() + value.replace("_", " ")[1:] if value.islower() else value
