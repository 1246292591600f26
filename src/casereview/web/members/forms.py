"""The forms of the panel's members: their terms, an interest, and a case in which somebody takes no part."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from casereview.web.fields import Form, date_field, drop_down, text, words


class AppointForm(Form):
    """Somebody becomes a member of the panel."""

    heading = "Appoint a member"
    member = text(
        "Under which name does the person sign in?",
        required="Enter the name under which the person signs in",
        limit=150,
        width=20,
        hint="Whoever runs the system adds people who can sign in, and gives this name to each",
    )
    on = date_field("What is the first day of the term?", called="The first day", required="Enter the first day")
    until = date_field("What is the last?", called="The last day", hint="Leave empty if it is not set yet")


class TermForm(Form):
    """A term gets another last day."""

    why = words(
        "Why?",
        rows=3,
        limit=1_000,
        required="Enter why, such as who decided it and when",
        hint="It is shown beside the term",
    )


class ExtendForm(TermForm):
    """A term lasts longer than was set."""

    heading = "Extend a term"
    until = date_field("Until when?", called="The last day", required="Enter the new last day")
    field_order = ("until", "why")


class StepDownForm(TermForm):
    """A member leaves before the term is over."""

    heading = "Step down"
    until = date_field(
        "What is the last day on the panel?",
        called="The last day",
        required="Enter the last day on the panel",
        hint="All that they might see and do ends with it. For example, 27 3 2015",
    )
    field_order = ("until", "why")


class DeclareForm(Form):
    """An interest that somebody on the panel holds."""

    heading = "Declare an interest"
    member = drop_down("Whose interest is it?", [], required="Select whose interest it is")
    interest = words(
        "What is the interest?",
        rows=4,
        limit=2_000,
        required="Enter what the interest is",
        hint="Such as an office held, work done for a board, or a person known. Use no child’s name",
    )
    board = drop_down("Which board does it concern?", [], hint="Leave it out if it concerns no board")
    on = date_field(
        "Since when is it held?", called="The day", past=True, required="Enter the day since which it is held"
    )
    until = date_field("Until when?", called="The last day", hint="Leave empty while it is held")

    def __init__(self, *args: Any, members: Mapping[str, str], boards: Mapping[str, str], **options: Any):
        super().__init__(*args, **options)
        _choose_from(self, members)
        by_name = sorted(boards.items(), key=lambda one: one[1])
        self.fields["board"].choices = [("", "No board"), *by_name]  # type: ignore[attr-defined]


class RecuseForm(Form):
    """Somebody takes no part in a case."""

    heading = "Take no part in this case"
    member = drop_down("Who takes no part?", [], required="Select who takes no part")
    reason = words(
        "Why?",
        rows=4,
        limit=2_000,
        required="Enter why they take no part",
        hint="The board sees this on the case. Use no child’s name",
    )

    def __init__(self, *args: Any, members: Mapping[str, str], **options: Any):
        super().__init__(*args, **options)
        _choose_from(self, members)

    @property
    def on(self) -> Any:
        """Files close on the day on which it is said."""
        return timezone.localdate()


def _choose_from(form: Form, members: Mapping[str, str]) -> None:
    """Offer these people; where there is one alone, it is they."""
    one = list(members.items()) if len(members) == 1 else [("", "Select one"), *members.items()]
    form.fields["member"].choices = one  # type: ignore[attr-defined]
