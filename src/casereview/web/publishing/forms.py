"""The forms by which a report goes its way to publication, and by which what comes after is put on record."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils import timezone

from casereview.casework import identifying
from casereview.rules import involvement, publishing
from casereview.rules.codes import PublicationRoute
from casereview.rules.publishing_codes import Cause, Kept, NoticeTo, PersonHarmed, Severity, VersionKind
from casereview.web.fields import choice, confirmation, date_field, drop_down, words, yes_no
from casereview.web.fields import text as line
from casereview.web.fields import upload as sent_file
from casereview.web.reviews.forms import OnReview
from casereview.web.tags import day


class UploadForm(OnReview):
    heading = "Upload the report"
    upload = sent_file(
        "The report, as PDF or Word",
        called="The report",
        required="Select the file of the report",
        hint="It is read here, by a process that can do no harm, and sent nowhere. Up to 200 MB",
    )
    kind = choice("What is it?", VersionKind.choices(), required="Select what the file is")
    called = line("Title of the report", hint="Leave empty to take the one that the file has")
    on = date_field("When was it completed?", called="The day", past=True, required="Enter the day")


class ToKeepOut(OnReview):
    """A form by which something is entered that the check of the report is to look for."""

    def clean(self) -> dict[str, Any]:
        """What the act is told: the entries, as of today."""
        said: dict[str, Any] = super().clean() or {}
        return {"token": said.get("token", ""), "on": timezone.localdate(), "entries": self.entries(said)}

    def entries(self, said: dict[str, Any]) -> list[dict[str, Any]]:
        """What was entered, as `acts.keep_out` takes it. Each form has its own way."""
        raise NotImplementedError

    def choose_among_people(self, field: str, otherwise: str) -> None:
        """Offer the people of the record by name."""
        people = [(one.name, f"{one.name}, {one.part}") for one in identifying.record(self.file).people if one.name]
        self.fields[field].choices = [("", otherwise), *people]  # type: ignore[attr-defined]


class PersonForm(ToKeepOut):
    heading = "A person of the case, and what the report calls them"
    known = drop_down(
        "Who is it?", [], hint="What you enter of somebody who is on the record is added to that", unsaid=True
    )
    name = line("Name", hint="Of somebody who is not on the record yet", unsaid=True)
    relationship = line("Who are they to the child?", hint="Such as the mother, or a social worker", unsaid=True)
    also_known_as = line("Other names and nicknames", limit=500, hint="With a comma between them", unsaid=True)
    born = date_field("Date of birth", past=True, unsaid=True)
    pseudonym = line(
        "What does the report call them?",
        hint="Such as Child Q, or Mother. No two people have the same one",
        unsaid=True,
    )

    def fit(self) -> None:
        self.choose_among_people("known", "Somebody who is not on the record yet")

    def entries(self, said: dict[str, Any]) -> list[dict[str, Any]]:
        known, name = said.pop("known", ""), said.pop("name", "")
        if not (known or name):
            self.add_error("name", "Enter the name, or choose who it is")
        more = {field: value for field, value in said.items() if field != "token"}
        if known and not any(more.values()):
            self.add_error("known", f"Enter what is to be added of {known}")
        return [{"kind": Kept.PERSON.value, "words": known or name, **more}]


ONE_A_LINE = "One a line"


def _lines(label: str, hint: str = ONE_A_LINE) -> Field:
    return words(label, rows=2, limit=5_000, hint=hint, unsaid=True)


class KeepOutForm(ToKeepOut):
    heading = "What is to be kept out of the report"
    whose = drop_down("Whose is it?", [], unsaid=True)
    address = _lines("Addresses", "One a line, with a comma between street, town and postcode")
    postcode = _lines("Postcodes")
    school = _lines("Schools and nurseries")
    surgery = _lines("Surgeries")
    telephone = _lines("Telephone numbers")
    nhs_number = _lines("NHS numbers")
    upn = _lines("Unique pupil numbers")
    ni_number = _lines("National Insurance numbers")
    vehicle = _lines("Vehicle marks")
    place = _lines("Places")
    condition = _lines("Rare conditions")
    words = _lines("Other words", "One a line, such as what the family’s dog is called")

    def fit(self) -> None:
        self.choose_among_people("whose", "Nobody’s in particular")

    def entries(self, said: dict[str, Any]) -> list[dict[str, Any]]:
        whose = said.get("whose", "")
        found = [
            {"kind": kind.value, "words": one.strip(), "whose": whose}
            for kind in Kept
            for one in said.get(kind.value, "").splitlines()
            if one.strip()
        ]
        if not found and not self.errors:
            raise ValidationError("Enter at least one thing that is to be kept out")
        return found


class PressForm(OnReview):
    heading = "What the press or a court has published"
    source = line(
        "Where was it published?",
        required="Enter where it was published",
        hint="Such as the name of the newspaper or of the court",
    )
    on = date_field("When?", called="The day", past=True, required="Enter the day on which it was published")
    text = words(
        "What was published?",
        limit=200_000,
        rows=14,
        required="Paste what was published",
        hint="Paste the text. It is kept here, and nothing is looked up anywhere",
    )


class CopyForm(OnReview):
    heading = "Copy the report to the panel"
    on = date_field("When was it sent?", called="The day", past=True, required="Enter the day on which it was sent")


class NoticeForm(OnReview):
    heading = "Somebody told of the publication"
    to = choice("Who was told?", NoticeTo.choices(), required="Select who was told")
    text = words(
        "What was said, and by whom?",
        rows=4,
        required="Enter what was said or, if nobody was told, why",
        hint="If nobody was told, say why: somebody may have asked not to be",
    )
    on = date_field("When?", called="The day", past=True, required="Enter the day")
    left_alone = confirmation("Those who asked not to be contacted were left alone")

    def fit(self) -> None:
        if not involvement.family_left_alone(self.file):
            del self.fields["left_alone"]


class EmbargoForm(OnReview):
    heading = "Embargo"
    until = date_field(
        "Before which day is nothing published?", called="The day", hint="Leave empty to lift the embargo"
    )
    text = words("Why?", rows=3, required="Enter why", hint="Such as a trial or an inquest")
    on = date_field("When was that settled?", called="The day it was settled", past=True, required="Enter the day")


class ExpertForm(OnReview):
    heading = "Expert, independent advice"
    expert = line(
        "What kind of expert?", required="Enter what kind of expert advised", hint="Such as a child psychiatrist"
    )
    independent = yes_no(
        "Are they independent of the board and its agencies?", required="Select whether they are independent"
    )
    threatened = line(
        "Who is threatened?",
        required="Enter who is threatened",
        hint="A word that names nobody, such as the older sister",
    )
    threat = words(
        "What is the particular and serious threat?",
        rows=5,
        required="Enter the threat",
        hint="Fear of the press, of litigation or of a profession’s displeasure has not been enough for the panel",
    )
    alternatives = words(
        "What was considered instead?",
        rows=4,
        hint="Another time, a summary, no names, other words: and why it would not do",
    )
    legal = words("Legal advice, or an order of a court", rows=3)
    on = date_field("When did they advise?", called="The day", past=True, required="Enter the day of the advice")


class OfTheFile(OnReview):
    """A form about the file that was before the person when they opened the page."""

    def fit(self) -> None:
        latest = publishing.current(self.file)
        self.document = latest.document if latest else ""


ROUTES = PublicationRoute.choices()


class ApproveForm(OfTheFile):
    heading = "Approve the report for publication"
    route = choice("By which route?", ROUTES, required="Select the route for which you approve it")
    on = date_field("On which day?", called="The day", past=True, required="Enter the day")


class ReleaseForm(OfTheFile):
    heading = "Publish the report"
    route = choice("By which route?", ROUTES, required="Select the route")
    on = date_field("On which day?", called="The day", past=True, required="Enter the day of publication")
    url = line(
        "Web address of the report",
        limit=2_000,
        hint="Leave empty if it is not on a website of yours. Begins with https://",
    )

    def fit(self) -> None:
        super().fit()
        if route := publishing.approved_route(self.file):
            self.initial.setdefault("route", route.value)

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        if url and not url.startswith(("https://", "http://")):
            raise ValidationError("Enter a web address that begins with https:// or http://")
        return url


class OfAPublication(OnReview):
    """A form about something that was published."""

    publication = choice("Which publication?", [], required="Select the publication")

    def fit(self) -> None:
        found = [(one.id, f"{PublicationRoute.words_for(one.route)}, {day(one.on)}") for one in self.file.publications]
        self.fields["publication"].choices = found  # type: ignore[attr-defined]
        if found:
            self.initial.setdefault("publication", found[-1][0])


class SightForm(OfAPublication):
    heading = "Look whether the report is where it is said to be"
    there = yes_no("Was it there?", required="Select whether it was there")
    url = line("Where did you look?", limit=2_000)
    text = words("What did you see?", rows=3)
    on = date_field("When did you look?", called="The day", past=True, required="Enter the day on which you looked")


class TakeDownForm(OfAPublication):
    heading = "Take a report down"
    reason = words(
        "Why is it taken down?", rows=4, required="Enter why it is taken down", hint="The reason stays in its place"
    )
    asked_by = line("Who asked for it?")
    on = date_field("When was it taken down?", called="The day", past=True, required="Enter the day")


class HarmForm(OfAPublication):
    heading = "Harm after publication"
    person = choice("To whom?", PersonHarmed.choices(), required="Select to whom it happened")
    severity = choice("How grave was it?", Severity.choices(), required="Select how grave it was")
    text = words(
        "What happened?",
        rows=5,
        required="Enter what happened",
        hint="One instance, specifically: what, when, and where. Name nobody",
    )
    cause = choice(
        "Did the publication cause it?", Cause.choices(), required="Select whether the publication caused it"
    )
    source = line("How is it known?")
    verified_by = line("Who verified it?", required="Enter who verified it", hint="Their office, not their name")
    verified_on = date_field("When was it verified?", called="The day it was verified", past=True)
    on = date_field("When did it happen?", called="The day", past=True, required="Enter the day")
