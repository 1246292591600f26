"""Sending the papers."""

from typing import Any

from django.core.exceptions import ValidationError

from casereview.rules.codes import Matter
from casereview.web.fields import Form, confirmation, drop_down, hidden, upload, words
from casereview.web.papers.pages import Papers
from casereview.web.preparing import show_again


class Send(Form):
    """Sending what was read: where it is no longer what stands there, it is read again first."""

    heading = "Send the papers"
    seen = hidden()
    incomplete = confirmation(
        "Send them although something is missing", required="Tick the box to send them although something is missing"
    )

    def __init__(self, *args: Any, papers: Papers, version: str, **options: Any):
        self.papers, self.version = papers, version
        super().__init__(*args, **options)
        self.initial = {**self.initial, "seen": version}
        if not papers.pack.missing:
            del self.fields["incomplete"]

    def clean(self) -> dict[str, Any]:
        if self.papers.matter == Matter.NON_PUBLICATION and not self.papers.route:
            raise ValidationError("Choose what you propose in place of full publication")
        if self.cleaned_data.get("seen") != self.version:
            show_again(self, "seen", self.version)
            raise ValidationError(
                "The papers were changed while you had the page open. Read them again before you send"
            )
        return self.cleaned_data


class AttachForm(Form):
    """A document that goes with the papers, and for which thing."""

    heading = "Attach a document"
    item = drop_down("What is it for?", [], required="Select what it is for")
    document = upload("Document", most=50_000_000, required="Select the document")

    def __init__(self, *args: Any, papers: Papers, **options: Any):
        super().__init__(*args, **options)
        choices = [(part.item.code, part.item.asks) for part in papers.pack.asked]
        self.fields["item"].choices = [("", "Select one"), *choices]  # type: ignore[attr-defined]


class TakeBackForm(Form):
    """Papers that the board takes back."""

    heading = "Take these papers back"
    reason = words(
        "Why?",
        rows=4,
        limit=4_000,
        required="Say why the papers are taken back",
        hint="The panel sees this. The papers stay on the file, and others can be sent",
    )
