"""The board's answer to the panel's advice."""

from typing import Any

from django.core.exceptions import ValidationError

from casereview.rules.codes import Matter, Position, Role
from casereview.rules.permits import Who
from casereview.web.fields import Form, choice, words

MEANS = {
    Position.INITIATES: "The Chair then decides to hold a review; the decision itself is made on the case",
    Position.EXPLAINS: "The panel considers the explanation at its next meeting",
    Position.INFORMS: "The panel considers the information at its next meeting",
    Position.DECLINES: "The panel advises and cannot compel. It notes this, and after due notice lists it on its register",
    Position.WILL_PUBLISH: "The report is published after all",
}
OF_THE_CHAIR = (Position.INITIATES, Position.DECLINES, Position.WILL_PUBLISH)
NO_ANSWER = {Matter.NON_INITIATION: Position.WILL_PUBLISH, Matter.NON_PUBLICATION: Position.INITIATES}


class AnswerForm(Form):
    heading = "Answer the panel’s advice"
    position = choice("What does the board answer?", [], required="Select what the board answers")
    text = words("What does the board say to the panel?", hint="Use no child’s name", rows=8, limit=8_000, unsaid=True)

    def __init__(self, *args: Any, matter: Matter, who: Who, **options: Any):
        super().__init__(*args, **options)
        offered = [
            one for one in Position if one != NO_ANSWER[matter] and (who.role == Role.CHAIR or one not in OF_THE_CHAIR)
        ]
        self.fields["position"].choices = [(str(one), one.words) for one in offered]  # type: ignore[attr-defined]
        self.fields["position"].hints = {str(one): MEANS[one] for one in offered}  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whoever promises what was asked need say no more; everybody else has something to say."""
        found = self.cleaned_data
        position = found.get("position")
        if position in (Position.EXPLAINS, Position.INFORMS, Position.DECLINES) and not found.get("text", "").strip():
            self.add_error("text", ValidationError("Enter what the board says to the panel"))
        return found
