"""The forms of the register of reviewers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from casereview.rules.review_codes import Method, Skill
from casereview.web.fields import Form, Questions, confirmation, date_field, drop_down, several, text, words, yes_no


class Find(Questions):
    skill = drop_down("Good at", Skill.choices(), unsaid=True)
    untried = confirmation("Only those whom no board here has tried yet")


class RegisterForm(Form):
    heading = "Enter a reviewer in the register"
    name = text("Name", required="Enter their name")
    skills = several("What are they good at?", Skill.choices())
    training = words("Training and accreditation", rows=3)
    methods = several("Which methods do they work by?", Method.choices())
    sample_title = text("A report that they wrote", hint="Its title. Read it for why things happened, not only what")
    sample_url = text("Where it can be read", limit=2_000, hint="Begins with https://")
    available = text("When do they have time for a review?")
    on = date_field("As of which day?", called="The day", past=True, required="Enter the day")

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.initial.setdefault("on", timezone.localdate())

    def clean_sample_url(self) -> str:
        url = str(self.cleaned_data["sample_url"])
        if url and not url.startswith(("https://", "http://")):
            raise ValidationError("Enter a web address that begins with https:// or http://")
        return url


class PostForm(Form):
    heading = "Add a post"
    organisation = text("In which organisation?", required="Enter the organisation")
    post = text("Which post?")
    since = date_field("From", past=True)
    until = date_field("Until", past=True, hint="Leave empty while it is held")
    on = date_field("When did you learn of it?", called="The day", past=True, required="Enter the day")

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.initial.setdefault("on", timezone.localdate())


class FeedbackForm(Form):
    heading = "Say how their work was"
    text = words(
        "How was their work?",
        required="Say how their work was",
        hint="The analysis, the writing, and how families and practitioners were heard. Name no child",
    )
    again = yes_no("Would your board engage them again?")
    on = date_field("On which day is that said?", called="The day", past=True, required="Enter the day")

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.initial.setdefault("on", timezone.localdate())
