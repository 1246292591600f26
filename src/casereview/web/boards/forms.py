"""As which days boards are asked for, whom the panel writes to, and a nil return."""

from typing import Any

from casereview.web.fields import Form, Questions, date_field, several, text


class AskForm(Questions):
    """From which day to which. It is asked by address, so that it can be kept."""

    heading = "Boards in contact with the panel"
    since = date_field("From which day?", called="The first day", required="Enter the first day")
    until = date_field("To which day?", called="The last day", past=True, required="Enter the last day")

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("since") and found.get("until") and found["until"] < found["since"]:
            self.add_error("until", "The last day must be the first day or a later one")
        return found


class WriteForm(Form):
    heading = "Write to the silent boards"
    boards = several(
        "To which boards?", [], hint="All that the panel has not heard of are ticked", required="Select the boards"
    )


class NilReturnForm(Form):
    heading = "Send a nil return"
    subject = text("For which time?", hint="For example, April to June 2026", required="Enter the time that it is for")
