"""The secretariat's forms: each puts on record something that came to the panel, or that it did."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from casereview.guidance.contents import Edition
from casereview.rules.codes import (
    Approacher,
    Cast,
    CheckResult,
    ContactKind,
    Ground,
    Matter,
    Position,
    ProposedRoute,
    PublicationRoute,
    View,
)
from casereview.rules.packs import Pack
from casereview.web.fields import (
    Form,
    Words,
    choice,
    date_field,
    drop_down,
    several,
    text,
    whole_number,
    words,
)
from casereview.web.tags import cited

DOUBTS = (View.REFER_BACK, View.DISAGREE)
AFTER_DOUBTS = (View.SATISFIED, View.NOTED)
VIEWS = {
    View.AGREE: "The panel has no further question",
    View.REFER_BACK: "The board is to send more, or to decide again",
    View.DISAGREE: "The board is asked to do otherwise, and may decline",
    View.SATISFIED: "What the board has sent since answers the panel’s doubts",
    View.NOTED: "The panel advises and cannot compel: it notes that the board keeps to its decision",
}
ON_PUBLISHING = (Ground.INFORMATION_QUALITY, Ground.INFORMATION_QUANTITY, Ground.OTHER)
"""Grounds that a proposal not to publish can be doubted on; the others are about the criteria."""
NO_ANSWER = {Matter.NON_INITIATION: Position.WILL_PUBLISH, Matter.NON_PUBLICATION: Position.INITIATES}
"""What is no answer to advice on a matter."""


class CheckForm(Form):
    """What the secretariat finds in a submission."""

    caption = ""
    heading = "Check the papers"
    on = date_field(
        "On which day were they checked?", called="The day", past=True, required="Enter the day of the check"
    )
    result = choice("Is the submission complete?", CheckResult.choices(), required="Select whether it is complete")
    missing = several("What is missing?", [], hint="Only if something is. Ticked is what seems to be missing")
    text = words("What is the board told?", hint="Say what to send, and by when", rows=5)

    def __init__(self, *args: Any, pack: Pack, **options: Any):
        super().__init__(*args, **options)
        self.fields["missing"].choices = [(part.item.code, part.item.asks) for part in pack.asked]  # type: ignore[attr-defined]
        lacking = [part.item.code for part in pack.missing]
        result = CheckResult.INCOMPLETE if lacking else CheckResult.COMPLETE
        self.initial = {**self.initial, "on": timezone.localdate(), "missing": lacking, "result": result}


class AdviseForm(Form):
    """The panel's view, with its grounds."""

    heading = "Put the panel’s advice on record"
    on = date_field(
        "On which day did the panel meet?", called="The day", past=True, required="Enter the day of the meeting"
    )
    view = choice("What is the panel’s view?", [], required="Select the panel’s view")
    route = choice("To which route does the panel agree?", ProposedRoute.choices(), hint="Only if it agrees")
    grounds = several("On which grounds?", [], hint="Only if the panel refers back or disagrees. Select all that apply")
    text = words("What does the panel say to the board?", rows=10, limit=8_000)

    override = words(
        "Why does the panel advise so, whatever its rules warn of?",
        rows=4,
        limit=4_000,
        hint="Only if its own rules speak against this view, or there was no quorum",
    )

    def __init__(
        self,
        *args: Any,
        matter: Matter,
        doubted: bool,
        edition: Edition | None,
        voters: Mapping[str, str] | None = None,
        warned: Callable[[View], Sequence[str]] = lambda _: (),
        **options: Any,
    ):
        super().__init__(*args, **options)
        self.voters, self.warned = voters or {}, warned
        for number, name in enumerate(self.voters.values(), start=1):
            self.fields[f"vote_{number}"] = choice(
                f"How did {name} vote?", [*Cast.choices(), ("", "Was not there, or does not vote")]
            )
            self.fields[f"dissent_{number}"] = words(f"What does {name} hold, if they dissent?", rows=3, limit=4_000)
        views = [view for view in View if doubted or view not in AFTER_DOUBTS]
        _offer(self, "view", {view: view.words for view in views}, {view: VIEWS[view] for view in views})
        if matter == Matter.NON_INITIATION:
            del self.fields["route"]
        else:
            exceptions = edition and edition.publication.exceptions
            self.fields["view"].words = Words(exceptions.says, cited(exceptions, edition)) if exceptions else None  # type: ignore[attr-defined]
        grounds = list(Ground) if matter == Matter.NON_INITIATION else ON_PUBLISHING
        rules = (
            {rule.ground: f"{rule.words} ({cited(rule)})" for rule in edition.panel_rules if rule.ground}
            if edition
            else {}
        )
        _offer(self, "grounds", {ground: ground.words for ground in grounds}, rules)

    def clean(self) -> dict[str, Any]:
        """Grounds belong to doubts, and a route to an agreement: one that is left ticked would go unnoticed."""
        found = self.cleaned_data
        if found.get("view") and found["view"] not in DOUBTS and found.get("grounds"):
            self.add_error(
                "grounds", ValidationError("Untick the grounds, or select that the panel refers back or disagrees")
            )
        if found.get("view") and found["view"] != View.AGREE and found.get("route"):
            self.add_error("route", ValidationError("Select a route only if the panel agrees"))
        for number, name in enumerate(self.voters.values(), start=1):
            if found.get(f"dissent_{number}") and found.get(f"vote_{number}") != Cast.AGAINST:
                wrong = f"Select that {name} voted against, or leave out what they hold"
                self.add_error(f"vote_{number}", ValidationError(wrong))
        against = self.warned(View(found["view"])) if found.get("view") else ()
        if against and not found.get("override"):
            self.add_error("override", ValidationError(f"Say why the panel advises so. {against[0]}"))
        return found

    @property
    def votes(self) -> dict[str, tuple[str, str]]:
        """The votes that were cast, by username, each with what a dissenting member holds."""
        cast = self.cleaned_data
        return {
            username: (cast[f"vote_{number}"], cast[f"dissent_{number}"])
            for number, username in enumerate(self.voters, start=1)
            if cast.get(f"vote_{number}")
        }

    @property
    def advice(self) -> dict[str, Any]:
        """The answers as the act takes them."""
        mine = {"vote_", "dissent_"}
        kept = {name: value for name, value in self.cleaned_data.items() if not any(map(name.startswith, mine))}
        return kept | {"votes": self.votes}


def _offer(form: Form, name: str, answers: Mapping[Any, str], hints: Mapping[Any, str]) -> None:
    form.fields[name].choices = [(str(value), label) for value, label in answers.items()]  # type: ignore[attr-defined]
    form.fields[name].hints = {str(value): hint for value, hint in hints.items()}  # type: ignore[attr-defined]


class RespondForm(Form):
    """The board's answer to advice."""

    heading = "Record the board’s answer"
    on = date_field("On which day did it come?", called="The day", past=True, required="Enter the day on which it came")
    position = choice("What does the board answer?", [], required="Select what the board answers")
    text = words("In its own words", rows=8, limit=8_000)

    def __init__(self, *args: Any, matter: Matter, **options: Any):
        super().__init__(*args, **options)
        _offer(self, "position", {one: one.words for one in Position if one != NO_ANSWER[matter]}, {})


class ReportForm(Form):
    """A completed report that came before its publication."""

    heading = "Record the completed report"
    on = date_field("On which day did it come?", called="The day", past=True, required="Enter the day on which it came")
    title = text(  # type: ignore[assignment]
        "Title of the report", hint="As on its cover. Use no child’s name", required="Enter the title of the report"
    )
    pages = whole_number("How many pages has it?", called="The number of pages", least=1)
    redactions = whole_number("How many passages are redacted?", called="The number of redactions")


class PublicationForm(Form):
    """A report published: by which route, and where."""

    heading = "Record the publication"
    on = date_field("When was it published?", called="The day", past=True, required="Enter the day of publication")
    route = choice("By which route?", PublicationRoute.choices(), required="Select by which route it was published")
    url = text(
        "Web address of the report", limit=2_000, hint="Leave empty if it is not on a website. Begins with https://"
    )
    checked_on = date_field("When was it last seen there?", called="The day it was seen", past=True)

    def __init__(self, *args: Any, edition: Edition | None, begun: Any, **options: Any):
        super().__init__(*args, **options)
        if edition and begun:
            expected = edition.publication.route(begun)
            self.fields["route"].words = Words(expected.says, cited(expected, edition))  # type: ignore[attr-defined]

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        if url and not url.startswith(("https://", "http://")):
            raise ValidationError("Enter a web address that begins with https:// or http://")
        return url


class ContactForm(Form):
    """A dealing with the panel that belongs to no case."""

    heading = "Log a contact"
    on = date_field("On which day?", called="The day", past=True, required="Enter the day of the contact")
    kind = choice("What was it?", ContactKind.choices(), required="Select what it was")
    board = drop_down("With which board?", [], hint="Leave it out if the person spoke for no board")
    approacher = choice(
        "Who approached the panel?", Approacher.choices(), hint="Only if it was a person with no board", unsaid=True
    )
    subject = words("What was it about?", rows=4, limit=2_000, hint="Use no child’s name")

    def __init__(self, *args: Any, boards: Mapping[str, str], **options: Any):
        super().__init__(*args, **options)
        by_name = sorted(boards.items(), key=lambda one: one[1])
        self.fields["board"].choices = [("", "No board"), *by_name]  # type: ignore[attr-defined]


class MeetForm(Form):
    """A meeting of the panel."""

    heading = "Record a meeting of the panel"
    on = date_field(
        "On which day did the panel meet?", called="The day", past=True, required="Enter the day of the meeting"
    )
    attended = words("Who attended?", hint="One name a line", required="Enter who attended", rows=6, limit=2_000)

    def __init__(self, *args: Any, members: Iterable[str], **options: Any):
        super().__init__(*args, **options)
        self.initial["attended"] = "\n".join(members)

    @property
    def names(self) -> list[str]:
        lines = self.cleaned_data["attended"].replace(";", ",").split("\n")
        return [line.strip() for line in lines if line.strip()]
