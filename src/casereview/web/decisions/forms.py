"""The forms by which a prepared decision is called ready, signed, and told."""

from typing import Any

from django.core.exceptions import ValidationError

from casereview.web.decisions.prepared import Prepared
from casereview.web.fields import Form, confirmation, date_field, hidden
from casereview.web.preparing import show_again


class Ready(Form):
    heading = "Prepare the decision"


class Sign(Form):
    """Signing what was read: where it is no longer what stands there, it is read again first."""

    heading = "Decide"
    seen = hidden()
    read = confirmation("I have read these warnings", required="Tick the box once you have read the warnings")

    def __init__(self, *args: Any, prepared: Prepared, version: str, **options: Any):
        self.prepared = prepared
        self.shows = f"{version}:{';'.join(prepared.cautions)}"
        super().__init__(*args, **options)
        self.initial["seen"] = self.shows
        if not prepared.cautions:
            del self.fields["read"]

    def clean(self) -> dict[str, Any]:
        if self.prepared.unanswered:
            raise ValidationError("Answer every question first. Those without an answer are marked below")
        if self.cleaned_data.get("seen") != self.shows:
            show_again(self, "seen", self.shows)
            raise ValidationError("The decision was changed while you had the page open. Read it again before you sign")
        return self.cleaned_data


class TellPanel(Form):
    on = date_field(
        "On which day was it told?", called="The day", past=True, required="Enter the day on which it was told"
    )
