"""The forms of a letter: what it is made of, and that it was read."""

from typing import Any

from django.core.exceptions import ValidationError

from casereview.casework.letters import Composed
from casereview.web.fields import Form, hidden, several, words
from casereview.web.preparing import show_again


class WriteForm(Form):
    """Which paragraphs a letter has, and what is added to them. `version` is that of the draft as it was shown."""

    heading = "Write the letter"
    version = hidden()
    chosen = several(
        "Which paragraphs does it have?", [], hint="Those that fit this letter. Each says what is on record"
    )
    own = words(
        "What else does it say?",
        hint="An empty line begins a paragraph. This rests on no record, and the preview says so. Use no child’s name",
        rows=6,
    )

    def __init__(self, *args: Any, letter: Composed, **options: Any):
        super().__init__(*args, **options)
        self.fields["chosen"].choices = [(one.code, one.text) for one in letter.offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if not found.get("chosen") and not found.get("own") and not self.errors:
            self.add_error("chosen", ValidationError("Select at least one paragraph, or write one"))
        return found


class ReadForm(Form):
    """That a letter was read, as it stood: where it does no longer, it is read again first."""

    seen = hidden()

    def __init__(self, *args: Any, letter: Composed, **options: Any):
        self.letter = letter
        super().__init__(*args, **options)
        self.initial["seen"] = letter.sha256

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("seen") != self.letter.sha256:
            show_again(self, "seen", self.letter.sha256)
            raise ValidationError("The letter was changed while you had the page open. Read it again first")
        return self.cleaned_data
