"""The answer to somebody who approaches the panel about a case."""

from casereview.rules.codes import Signpost
from casereview.web.fields import Form, choice, words


class ReplyForm(Form):
    heading = "Answer the approach"
    signpost = choice(
        "Where can the person turn to?", Signpost.choices(), required="Select where the person can turn to"
    )
    text = words(
        "Anything to add?", hint="Nothing about a case: name no child, no board and no decision", rows=5, limit=2_000
    )
