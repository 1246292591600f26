"""The cataloguers' forms: what an entry says, and what is done with one."""

from collections.abc import Iterable, Mapping
from typing import Any

from casereview.library.codes import AgeBand, Licence, Method, Outcome, ReviewKind
from casereview.web.fields import Form, confirmation, drop_down, text, upload, whole_number, words

SAID = {"name": "title"}
"""What a question is called in the draft, where a form has another use for the name."""

ASKED = {said: asked for asked, said in SAID.items()}


class NewForm(Form):
    """A report that somebody brings."""

    heading = "Add a report"
    file = upload(
        "The report’s file",
        hint="A PDF, Word document, web page or text file. Leave empty for an entry without its report.",
        called="The file",
    )
    called = text("Title", limit=500, hint="Leave empty to take it from the file.")
    board = text("Published by", limit=200, hint="The board’s whole name")
    note = words("A note for the other cataloguers", limit=2_000, rows=3)

    def clean(self) -> None:
        if not self.errors and not (self.cleaned_data["file"] or self.cleaned_data["called"].strip()):
            self.add_error("file", "Choose the report’s file, or enter its title")


class EntryForm(Form):
    """All that an entry says, save its learning points and recommendations, which have pages of their own."""

    heading = "The entry"
    name = text("Title", limit=500, required="Enter the report’s title")
    board = text("Published by", limit=200, hint="The board’s whole name, as it was on the day of publication")
    anonymous = confirmation("Publish it without the board’s name")
    author = text("Written by", limit=300)
    abstract = words("Abstract", limit=4_000, rows=8, hint="What happened and what was learned, in a few sentences")
    published_on = text(
        "Published on",
        width=10,
        hint="As far as it is known: 2015, 2015-03 or 2015-03-04. Without the board’s name only the month is shown.",
    )
    kind = drop_down("Kind of review", ReviewKind.choices(), required="Select the kind of review")
    outcome = drop_down("What happened", Outcome.choices(), required="Select what happened, or that it is not said")
    age_band = drop_down("How old was the child?", AgeBand.choices(), required="Select the age, or that it is not said")
    method = drop_down("Method", Method.choices(), required="Select the method, or that it is not said")
    licence = drop_down("On what terms may the report be used again?", Licence.choices(), required="Select the licence")
    embargo = text(
        "Not to be public before", width=20, hint="Leave empty to publish at once. Otherwise like 2015-03-04T09:30."
    )

    def clean(self) -> None:
        if not self.errors and not self.cleaned_data["board"].strip() and not self.cleaned_data["anonymous"]:
            self.add_error("board", "Enter who published it, or tick that it is published without the board’s name")


class PointForm(Form):
    """A learning point or a recommendation."""

    said = words("What does the report say?", limit=4_000, rows=6, required="Enter the words of the report")
    addressed_to = text("To whom is it addressed?", limit=300)
    page = whole_number("On which page does it stand?", least=1, most=9_999)

    def __init__(self, *given: Any, heading: str = "", **options: Any):
        super().__init__(*given, **options)
        self.heading = heading


class PublishForm(Form):
    heading = "Publish the entry"
    why = words("What has changed since the version before?", limit=1_000, rows=3)
    sure = confirmation(
        "I have checked that nothing in the report or the entry says who the child or the family is",
        required="Check the report and the entry, and tick that you have",
    )

    def __init__(self, *given: Any, again: bool, **options: Any):
        super().__init__(*given, **options)
        if again:
            self.fields["why"].required = True
            self.fields["why"].error_messages["required"] = "Enter what has changed"
        else:
            del self.fields["why"]


class ReasonForm(Form):
    """Why something is set aside."""

    why = words("Why?", limit=2_000, rows=4, required="Enter the reason")

    def __init__(self, *given: Any, heading: str, label: str = "", hint: str = "", **options: Any):
        super().__init__(*given, **options)
        self.heading = heading
        self.fields["why"].label = label or "Why?"
        self.fields["why"].help_text = hint


class WithdrawForm(ReasonForm):
    asked_by = text("Who asked for it?", limit=300, hint="This is kept, and shown to cataloguers alone.")


class MergeForm(Form):
    heading = "Merge it with another entry"
    into = text(
        "Which entry is the same review?", width=10, hint="Its identifier, like R12", required="Enter the entry"
    )
    why = words(
        "How do you know that they are the same?",
        limit=1_000,
        rows=3,
        required="Enter how you know that they are the same",
    )


class CodeForm(Form):
    """A theme given to an entry, or taken from it, by a person."""

    heading = "Decide on a theme"
    theme = drop_down("Theme", [], required="Select a theme")
    applies = drop_down(
        "Does it apply?", [("yes", "It applies"), ("no", "It does not apply")], required="Select whether it applies"
    )
    why = text("Why?", limit=500)

    def __init__(self, *given: Any, themes: Iterable[tuple[str, str]], **options: Any):
        super().__init__(*given, **options)
        self.fields["theme"].choices = [("", "Choose one"), *themes]  # type: ignore[attr-defined]


def answered(form: EntryForm) -> Mapping[str, Any]:
    """The answers as a draft keeps them."""
    return {SAID.get(name, name): value for name, value in form.cleaned_data.items() if name != "token"}
