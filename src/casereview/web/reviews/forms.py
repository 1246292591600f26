"""The forms by which a board puts on record how its review goes: one for each thing that can be said of it."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from casereview.casework.acts.involving import outstanding
from casereview.casework.files import Opened
from casereview.casework.reviewers import conflicts, entries
from casereview.people.capacities import holders
from casereview.rules.codes import Role
from casereview.rules.involvement_codes import Asked, Contact, CostItem, Marker, Person, Took
from casereview.rules.permits import Who
from casereview.rules.progress import expected
from casereview.rules.review_codes import DelayCause, Method, Part, Process, ProcessState, ReviewStage
from casereview.web.fields import Form, choice, date_field, drop_down, several, whole_number, words, yes_no
from casereview.web.fields import text as line
from casereview.web.tags import day


class OnReview(Form):
    """A form about the review of a case. It knows the file and who asks, and begins with today."""

    caption = ""

    def __init__(self, *args: Any, file: Opened, who: Who, **options: Any):
        super().__init__(*args, **options)
        self.file, self.by = file, who
        self.caption = f"Case {file.reference}, {file.board.name}"
        if "on" in self.fields:
            self.initial.setdefault("on", timezone.localdate())
        self.fit()

    def fit(self) -> None:
        """Fit the questions to the case."""


class TermsForm(OnReview):
    heading = "Terms of reference"
    on = date_field("When were they agreed?", called="The day", past=True, required="Enter the day they were agreed")
    terms = words(
        "What is the review to find out?",
        limit=20_000,
        rows=10,
        required="Enter the terms of reference",
        hint="The questions it asks of practice, and what makes its form fit this case",
    )
    scope_from = date_field("First day of the period it looks at", called="The first day", past=True)
    scope_to = date_field("Last day of that period", called="The last day", past=True)
    method = drop_down("Method", Method.choices(), hint="Kept for research. Nothing depends on it")

    def fit(self) -> None:
        if self.file.commissions:
            latest: Any = self.file.commissions[-1]
            for name in ("terms", "scope_from", "scope_to", "method"):
                self.initial.setdefault(name, getattr(latest, name))


class EngageForm(OnReview):
    heading = "Appoint a reviewer"
    on = date_field("When were they appointed?", called="The day", past=True, required="Enter the day of appointment")
    reviewer = drop_down("Reviewer", [], required="Select a reviewer from the register")
    part = choice("Which part do they have?", Part.choices(), required="Select their part in the review")
    username = drop_down(
        "Do they sign in here?",
        [],
        hint="They then see the terms, the stages, the chronology and the report until the contract ends",
    )
    independent = yes_no(
        "Have they declared that they are independent of the case and of the organisations in it?",
        required="Select yes if they have declared their independence",
    )
    declaration = words("What did they declare?", rows=3)
    conflict = words(
        "What did the check of past posts find, and what was made of it?",
        rows=3,
        hint="Posts in the organisations of this case stand beside each reviewer’s name above",
    )
    contract_from = date_field("First day of the contract", called="The first day")
    contract_until = date_field("Last day of the contract", called="The last day")

    def fit(self) -> None:
        self.fields["reviewer"].choices = [("", "Choose one"), *self._reviewers()]  # type: ignore[attr-defined]
        signing_in = holders(Role.REVIEWER, self.file.board.code, timezone.localdate())
        self.fields["username"].choices = [("", "No"), *signing_in.items()]  # type: ignore[attr-defined]

    def _reviewers(self) -> Sequence[tuple[str, str]]:
        found = []
        for one in entries(by=self.by):
            held = [f"{c.post.post or 'a post'} in {c.post.organisation}" for c in conflicts(one, self.file)]
            said = ["no review here yet"] if one.untried else []
            said += [f"past post: {', '.join(held)}"] if held else []
            found.append((one.key, f"{one.row.name}{' (' + '; '.join(said) + ')' if said else ''}"))
        return found


class PlanForm(OnReview):
    heading = "Set the day on which a stage is expected"
    what = drop_down("Stage", ReviewStage.choices(), required="Select the stage")
    day = date_field("On which day is it expected?", called="The day", required="Enter the expected day")
    reason = words("Why that day?", rows=3, hint="Needed where another day was expected before")
    on = date_field("When was that settled?", called="The day", past=True, required="Enter the day it was settled")

    def fit(self) -> None:
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            ("", "Choose one"),
            *((one.value, f"{one.words}{_expected(self.file, one)}") for one in ReviewStage),
        ]


class StageForm(OnReview):
    heading = "Record a stage as done"
    stage = drop_down("Stage", ReviewStage.choices(), required="Select the stage")
    on = date_field("When was it done?", called="The day", past=True, required="Enter the day")
    text = words("What was done?", rows=4)


class ProcessForm(OnReview):
    heading = "A process beside the review"
    process = drop_down("Process", Process.choices(), required="Select the process")
    owner = line("Who conducts it?", hint="For example, the coroner’s area or the police force")
    state = choice("How does it stand?", ProcessState.choices(), required="Select how it stands")
    blocks = several(
        "Which stages wait for it?", ReviewStage.choices(), hint="Select all that cannot be done before it ends"
    )
    next_on = date_field("Its next day", called="Its next day", hint="Such as that of a hearing")
    text = words("What does it mean for the review?", rows=4)
    on = date_field("Since when does it stand so?", called="The day", past=True, required="Enter the day")


class DelayForm(OnReview):
    heading = "Say why the review stood still"
    cause = choice("Why?", DelayCause.choices(), required="Select the cause")
    since = date_field("From which day?", called="The first day", past=True, required="Enter the first day")
    until = date_field("Until which day?", called="The last day", past=True, hint="Leave empty while it goes on")
    text = words("What happened?", rows=4)
    on = date_field("When did you learn of it?", called="The day", past=True, required="Enter the day")


def _expected(file: Opened, one: ReviewStage) -> str:
    found = expected(file, one)
    return f" (expected {day(found)})" if found else ""


class RequestForm(OnReview):
    heading = "Ask an agency"
    agency = line("Which agency?", required="Enter the agency")
    asked = choice("What is it asked for?", Asked.choices(), required="Select what it is asked for")
    due = date_field("By which day?", called="The day it is due", hint="It is reminded every week after that day")
    text = words("What exactly?", rows=3)
    on = date_field("When was it asked?", called="The day", past=True, required="Enter the day on which it was asked")


class ReturnForm(OnReview):
    heading = "An agency has answered"
    request = choice("What did it answer?", [], required="Select what it answered")
    text = words("What did it send?", rows=3)
    on = date_field("When did it come?", called="The day", past=True, required="Enter the day on which it came")

    def fit(self) -> None:
        waiting = [(one.id, f"{one.agency}: {Asked.words_for(one.asked).lower()}") for one in outstanding(self.file)]
        self.fields["request"].choices = waiting  # type: ignore[attr-defined]


class InvolvementForm(OnReview):
    heading = "Somebody’s part in the review"
    person = choice("Who?", Person.choices(), required="Select who it is")
    who = line("Name", hint="Only those who act for the child’s area are shown it")
    took = choice("What part did they have?", Took.choices(), required="Select what part they had")
    contact = choice(
        "May they be contacted?", Contact.choices(), hint="A wish not to be stops whatever would be sent to them"
    )
    text = words("How, with what support? If they had no part, why?", rows=4)
    on = date_field("When?", called="The day", past=True, required="Enter the day")


class CostForm(OnReview):
    heading = "A cost of the review"
    item = choice("What is it?", CostItem.choices(), required="Select what it is")
    agency = line("Which agency?", hint="For an agency’s hours")
    pounds = whole_number("Pounds", most=10_000_000)
    hours = whole_number("Hours", most=100_000)
    text = words("What for?", rows=3)
    on = date_field("On which day?", called="The day", past=True, required="Enter the day")


class MarkerForm(OnReview):
    heading = "Evidence of quality"
    marker = drop_down("Which marker?", Marker.choices(), required="Select the marker")
    text = words(
        "What is the evidence?",
        required="Enter the evidence, in words",
        hint="No mark is given. Another assessor sees this once they have written of the same marker, and you theirs",
    )
    page = whole_number("Page of the report that it rests on", least=1, most=10_000)
    on = date_field("On which day?", called="The day", past=True, required="Enter the day")
