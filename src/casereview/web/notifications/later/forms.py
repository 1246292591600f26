"""What is learned of a child after the notification: one thing at a time. Each form says what is put on record, and when."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from casereview.casework.files import Opened
from casereview.casework.soundness import EARLIEST
from casereview.rules.codes import ChildRole, Ethnicity, Known, LivingAt, Sex
from casereview.web.fields import Form, choice, date_field, drop_down, text
from casereview.web.tags import day

INLINE = "govuk-radios--inline"
YES_OR_NO = Known.choices()[:2]


class Learned(Form):
    """`file` is the case, and `number` the child's in it."""

    title_in_list: ClassVar[str]
    kind: ClassVar[str] = "particulars"
    """The kind of fact that is put on record; and so who may."""

    def __init__(self, *args: Any, file: Opened, number: int, today: date, **options: Any):
        super().__init__(*args, **options)
        self.file, self.number, self.today = file, number, today
        self.known = next(child for child in file.children if child.child == number)
        self.caption = f"Case {file.reference}, child {number}"

    def happened_on(self) -> date:
        """The day from which it is so: the day on which it came to be known, where it has none of its own."""
        return self.today

    def learned(self) -> dict[str, Any]:
        """The answers that say something new."""
        return {name: answer for name, answer in self.cleaned_data.items() if name != "token" and answer}

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        for name, answer in list(answers.items()):
            if isinstance(answer, date) and answer < EARLIEST:
                self.add_error(name, "This is before any case held here. Check the year")
        if not self.errors and not self.learned():
            self.add_error(None, "Enter what has been learned")
        return answers


class Died(Learned):
    title_in_list = "The child has died"
    died = date_field(
        "When did the child die?", called="Date of death", past=True, required="Enter the day on which the child died"
    )

    def happened_on(self) -> date:
        died: date = self.cleaned_data["died"]
        return died

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        died, born = answers.get("died"), getattr(self.known, "born", None)
        if died and born and died < born:
            self.add_error("died", f"Date of death cannot be before the date of birth, {day(born)}")
        return answers


class Born(Learned):
    title_in_list = "When the child was born"
    born = date_field(
        "When was the child born?",
        called="Date of birth",
        past=True,
        required="Enter the day on which the child was born",
    )

    def happened_on(self) -> date:
        """A child who was born after the notification is born from that day; an earlier birth is known from today."""
        born: date = self.cleaned_data["born"]
        notified = [notification.on for notification in self.file.notifications]
        return born if notified and born > min(notified) else self.today

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        born, died = answers.get("born"), getattr(self.known, "died", None)
        if born and died and born > died:
            self.add_error("born", f"Date of birth cannot be after the date of death, {day(died)}")
        return answers


class Named(Learned):
    title_in_list = "The child’s name"
    kind = "identities"
    heading = "What is the child’s name?"
    forenames = text("Forenames", unsaid=True)
    surname = text("Surname", unsaid=True)
    also_known_as = text("Other names that the child is known by", unsaid=True)

    def learned(self) -> dict[str, Any]:
        """All the names together, since they take the place of those that were known; nothing where there are none."""
        names = {name: self.cleaned_data.get(name, "") for name in ("forenames", "surname", "also_known_as")}
        return names if any(names.values()) else {}


class More(Learned):
    title_in_list = "Anything else about the child"
    heading = "What else has been learned of the child?"
    sex = choice("Sex", Sex.choices()[:2], unsaid=True, classes=INLINE)
    role = choice("Part in the incident", ChildRole.choices(), unsaid=True)
    looked_after = choice("Looked after by a local authority", YES_OR_NO, unsaid=True, classes=INLINE)
    protection_plan = choice("The subject of a child protection plan", YES_OR_NO, unsaid=True, classes=INLINE)
    disability = choice("Disabled", YES_OR_NO, unsaid=True, classes=INLINE)
    ethnicity = drop_down("Ethnicity", Ethnicity.choices()[:-1], unsaid=True)
    living_at = drop_down("Living at", LivingAt.choices()[:-1], unsaid=True)


LEARNED: Mapping[str, type[Learned]] = {"death": Died, "birth": Born, "name": Named, "more": More}
"""What can be learned of a child, by the last part of its address."""


def offered(file: Opened, number: int) -> Iterator[tuple[str, str]]:
    """What may still be learned of this child: its address and what the list calls it."""
    child = next(one for one in file.children if one.child == number)
    for what, form in LEARNED.items():
        if not (what == "death" and getattr(child, "died", None)):
            yield what, form.title_in_list
