"""The forms of the panel's meetings: the agenda, attendance, a member's own view, and what is asked of a board."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from casereview.rules.codes import Asked, Ground, Matter, View
from casereview.web.fields import Form, choice, date_field, several, text, words

OWN_VIEWS = (View.AGREE, View.REFER_BACK, View.DISAGREE)
ON_PUBLISHING = (Ground.INFORMATION_QUALITY, Ground.INFORMATION_QUANTITY, Ground.OTHER)


class PlanForm(Form):
    """A meeting to come."""

    heading = "Plan a meeting of the panel"
    day = date_field("On which day will the panel meet?", called="The day", required="Enter the day of the meeting")
    note = text("A note for the members", hint="Such as where it is held")


class AgendaForm(Form):
    """Which of the cases that stand before the panel are put on the agenda."""

    heading = "The agenda"
    cases = several("Which cases are put on the agenda?", [], required="Select at least one case")

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], hints: Mapping[str, str], **options: Any):
        super().__init__(*args, **options)
        self.fields["cases"].choices = choices  # type: ignore[attr-defined]
        self.fields["cases"].hints = hints  # type: ignore[attr-defined]


class TakeOffForm(Form):
    heading = "Take the case off the agenda"
    why = words("Why?", rows=3, limit=2_000, required="Say why it is taken off", hint="The reason is kept")


class AttendanceForm(Form):
    """Which members were present, and who else attended."""

    heading = "Who was present"
    members = several("Which members were present?", [], required="Select the members who were present")
    others = words("Who else attended?", rows=3, limit=2_000, hint="One name a line. Leave empty for nobody")

    def __init__(self, *args: Any, members: Mapping[str, str], **options: Any):
        super().__init__(*args, **options)
        self.fields["members"].choices = list(members.items())  # type: ignore[attr-defined]

    @property
    def other_names(self) -> list[str]:
        lines = self.cleaned_data["others"].replace(";", ",").split("\n")
        return [line.strip() for line in lines if line.strip()]


class OpineForm(Form):
    """A member's own view, before the meeting."""

    heading = "Give your own view"
    view = choice("What is your view?", [(one.value, one.words) for one in OWN_VIEWS], required="Select your view")
    grounds = several("On which grounds?", [], hint="Only if you refer back or disagree. Select all that apply")
    text = words("Why?", rows=8, limit=8_000, required="Say why")

    def __init__(self, *args: Any, matter: Matter, **options: Any):
        super().__init__(*args, **options)
        grounds: Collection[Ground] = list(Ground) if matter == Matter.NON_INITIATION else ON_PUBLISHING
        self.fields["grounds"].choices = [(one.value, one.words) for one in grounds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("view") == View.AGREE and found.get("grounds"):
            wrong = "Untick the grounds, or select that you refer back or disagree"
            self.add_error("grounds", ValidationError(wrong))
        return found


class UnsealForm(Form):
    """Opening the views takes no answer: it is confirmed by the button alone."""

    heading = "Open the members’ views"


class AskForm(Form):
    """What the panel asks of a board before it advises."""

    heading = "Ask the board before advising"
    on = date_field(
        "On which day was it asked?", called="The day", past=True, required="Enter the day on which it was asked"
    )
    asked = choice("What is asked for?", Asked.choices(), required="Select what is asked for")
    text = words("In the panel’s words", rows=6, limit=8_000, required="Say what is asked for")
