"""The forms of the guidance pages: two editions to compare, and a count of days."""

from typing import Any

from casereview.guidance import days
from casereview.guidance.days import NoCalendar, Span, Step, Unit
from casereview.guidance.editions import editions
from casereview.guidance.holidays import Holiday
from casereview.web.fields import Questions, choice, date_field, drop_down, whole_number

UNITS: list[tuple[Unit, str]] = [
    ("working_days", "Working days"),
    ("calendar_days", "Calendar days"),
    ("weeks", "Weeks"),
    ("months", "Months"),
]


class Compare(Questions):
    heading = "Compare two editions"
    a = drop_down("This edition", [], called="The first edition", required="Select the first edition")
    b = drop_down("With this one", [], called="The second edition", required="Select the second edition")

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        for name in ("a", "b"):
            held = [(edition.id, edition.short) for edition in editions()]
            self.fields[name].choices = [("", "Choose one"), *held]  # type: ignore[attr-defined]


class Count(Questions):
    heading = "Count days"
    start = date_field("From which day?", called="The day", required="Enter the day to count from")
    number = whole_number("How many?", least=1, most=366, required="Enter how many")
    unit = drop_down("Of what?", UNITS, required="Select what is counted")
    way = choice(
        "Which way?",
        [("after", "Forward: something is due by then"), ("before", "Back: something is due ahead of the day")],
        required="Select which way",
    )
    known_on = date_field(
        "As known on which day?",
        called="The day of knowledge",
        past=True,
        hint="Leave empty to use every bank holiday that is now held. A holiday may be proclaimed late.",
    )

    def clean(self) -> None:
        """Working days outside the years whose bank holidays are held cannot be counted."""
        if not self.errors and self.cleaned_data["start"]:
            try:
                self.steps()
            except NoCalendar:
                first, last = days.held_years()
                self.add_error(
                    "start",
                    f"Working days can be counted from {first} to {last}: those are the years whose bank holidays are held",
                )

    @property
    def span(self) -> Span:
        return Span(self.cleaned_data["number"], self.cleaned_data["unit"])

    @property
    def back(self) -> bool:
        return self.cleaned_data["way"] == "before"

    def steps(self) -> tuple[Step, ...]:
        """The count, day by day; its last step is the answer."""
        return days.explain(self.cleaned_data["start"], self.span, self.back, self.cleaned_data["known_on"])

    def moved_by(self) -> tuple[Holiday, ...]:
        """Holidays proclaimed after the day that moved the answer."""
        if self.back or self.span.unit != "working_days":
            return ()
        return days.moved_by(self.cleaned_data["start"], self.span, self.cleaned_data["known_on"])
