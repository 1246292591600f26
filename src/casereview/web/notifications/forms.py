"""The questions of a notification: a form a page. Each is fitted to what has been answered on the pages before it."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from casereview.casework.soundness import EARLIEST
from casereview.rules.codes import (
    AbuseOrNeglect,
    ChildRole,
    Code,
    Concern,
    Ethnicity,
    IncidentKind,
    Known,
    LivingAt,
    Sex,
)
from casereview.web import preparing
from casereview.web.fields import (
    DateField,
    Form,
    Words,
    choice,
    date_field,
    drop_down,
    hidden,
    text,
    words,
    yes_no,
)
from casereview.web.notifications import words as guidance
from casereview.web.tags import day

if TYPE_CHECKING:
    from casereview.web.notifications.steps import SoFar


class Page(preparing.Page):
    """A page of the form. `so_far` is what the draft says; `child` the number in it of the child that this is about."""

    goes_without_saying: Collection[str] = ()
    """Questions whose yes is told by the answer to the next."""

    def __init__(self, *args: Any, so_far: "SoFar", child: int | None = None, **options: Any):
        super().__init__(*args, **options)
        self.so_far, self.child = so_far, child
        if child is not None:
            self.caption = f"Child {so_far.place(child)}"
        self.fit()

    def fit(self) -> None:
        """Fit the questions to what has been answered so far."""

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        for name, answer in list(answers.items()):
            if isinstance(answer, date) and answer < EARLIEST:
                self.add_error(name, f"{self.called(name)} is before any case held here. Check the year")
        return answers

    def said(self) -> Iterator[tuple[str, str, str]]:
        """Each question that was answered: the id of its box, what it asks in short, and the answer in words."""
        for bound in self.questions:
            if bound.name in self.goes_without_saying and bound.data == "yes":
                continue
            if answer := _in_words(bound):
                part = "-day" if isinstance(bound.field, DateField) else ""
                yield f"{bound.auto_id}{part}", self.called(bound.name), answer

    def called(self, name: str) -> str:
        return str(getattr(self.fields[name], "called", self.fields[name].label))

    def beside(self, name: str, words: Words | None) -> None:
        """Set words of the guidance beside a question."""
        self.fields[name].words = words  # type: ignore[attr-defined]

    def need(self, name: str, message: str) -> None:
        """An error where a question that is needed after all was left empty."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)


def _in_words(bound: BoundField) -> str:
    value: Any = bound.form.cleaned_data.get(bound.name) if hasattr(bound.form, "cleaned_data") else None
    if isinstance(value, date):
        return day(value)
    typed = " ".join(bound.data) if isinstance(bound.data, tuple) else str(bound.data or "")
    return str(dict(getattr(bound.field, "choices", ())).get(typed, typed)).strip()


def known(label: str, called: str, **asked: Any) -> Any:
    """Yes, no, or not known yet: three different answers."""
    required = f"Select yes if {called}, or that this is not known yet"
    classes = "govuk-radios--inline"
    return choice(label, Known.choices(), called=asked.pop("short", label), required=required, classes=classes, **asked)


# ── The incident ────────────────────────────────────────────────────────────────────────────────────────────────────


class Aware(Page):
    aware_on = date_field(
        "When did your authority become aware of the incident?",
        called="The day your authority became aware",
        hint="The clock for notifying runs from this day. For example, 27 3 2015",
        past=True,
        required="Enter the day on which your authority became aware of the incident",
    )


class Happened(Page):
    incident_on = date_field(
        "When did the incident happen?",
        called="The day of the incident",
        hint="If it went on for some time, or the day is not certain, enter the last day on which it can have been, and "
        "say so in the description. For example, 27 3 2015",
        past=True,
        required="Enter the day on which the incident happened",
    )

    def clean_incident_on(self) -> date:
        happened: date = self.cleaned_data["incident_on"]
        aware_on = self.so_far.aware_on
        if aware_on and happened > aware_on:
            raise ValidationError(
                f"The day of the incident cannot be after {day(aware_on)}, when your authority became aware. Check both days"
            )
        return happened


class Kind(Page):
    kind = choice(
        "What happened?",
        IncidentKind.choices(),
        called="What happened",
        hints={
            IncidentKind.DEATH: "Also where suicide is suspected",
            IncidentKind.OTHER: "Such as a child who did the harm, and who may have been abused or neglected too",
        },
        required="Select what happened",
    )

    def fit(self) -> None:
        self.beside("kind", guidance.serious_harm(self.so_far.edition))


class Abuse(Page):
    abuse_or_neglect = choice(
        "Is abuse or neglect of a child known or suspected?",
        AbuseOrNeglect.choices(),
        called="Abuse or neglect",
        hints={AbuseOrNeglect.NOT_SUSPECTED: "On what is known now"},
        required="Select whether abuse or neglect is known, suspected or not suspected",
    )

    def fit(self) -> None:
        self.beside("abuse_or_neglect", guidance.notifiable(self.so_far.edition))


# ── Each child ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Named(Code):
    """Whether a child has a name. A child without one and a child whose name nobody knows yet are not the same."""

    YES = "yes", "Yes"
    NOT_NAMED = "not_named", "No: the child is not yet named, or was not born"
    NOT_KNOWN = "not_known", "Not known yet"


class Name(Page):
    heading = "What is the child’s name?"
    goes_without_saying = ("named",)
    named = choice(
        "Does the child have a name?", Named.choices(), called="Named", required="Select whether the child has a name"
    )
    forenames = text("Forenames", hint="If they are known", unsaid=True)
    surname = text("Surname", hint="If it is known", unsaid=True)
    also_known_as = text("Other names that the child is known by", hint="If there are any", unsaid=True)

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        given = [answers.get(name) for name in ("forenames", "surname", "also_known_as")]
        if answers.get("named") == Named.YES and not any(given):
            self.need("forenames", "Enter the child’s forenames or surname, or select that the name is not known yet")
        if answers.get("named") in (Named.NOT_NAMED, Named.NOT_KNOWN) and any(given):
            self.add_error("named", "Select yes, or take out the names that you entered")
        return answers


class BirthKnown(Code):
    YES = "yes", "Yes"
    NOT_KNOWN = "not_known", "Not known yet"
    UNBORN = "unborn", "Does not apply: the child was not born alive, or is not born yet"


class Birth(Page):
    heading = "When was the child born?"
    goes_without_saying = ("birth",)
    birth = choice(
        "Is the date of birth known?",
        BirthKnown.choices(),
        called="Date of birth known",
        required="Select whether the date of birth is known",
    )
    born = date_field("Date of birth", past=True, hint="If it is known. For example, 27 3 2015", unsaid=True)
    sex = choice("Sex", Sex.choices(), required="Select the child’s sex, or that it is not known yet")

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("birth") == BirthKnown.YES:
            self.need("born", "Enter the date of birth, or select that it is not known yet")
        if answers.get("birth") in (BirthKnown.NOT_KNOWN, BirthKnown.UNBORN) and answers.get("born"):
            self.add_error("birth", "Select yes, or take out the date of birth that you entered")
        return answers


class Part(Page):
    role = choice(
        "What was the child’s part in the incident?",
        ChildRole.choices(),
        called="Part in the incident",
        hints={
            ChildRole.VICTIM: "The child whom this notification is about",
            ChildRole.ALSO_HARMED: "Such as a brother or sister",
            ChildRole.PERPETRATOR: "The child did the harm",
        },
        required="Select the child’s part in the incident",
    )
    died = yes_no("Has this child died?", called="Has died", required="Select yes if this child has died")
    died_on = date_field(
        "Date of death",
        past=True,
        hint="If the child has died. Leave it empty if it is not known yet. For example, 27 3 2015",
        unsaid=True,
    )

    def fit(self) -> None:
        self.beside("role", guidance.part_in_it(self.so_far.edition))
        if self.so_far.kind != IncidentKind.DEATH or self.so_far.is_unborn(self.child):
            del self.fields["died"], self.fields["died_on"]
        else:
            self.heading = "What happened to this child?"

    def said(self) -> Iterator[tuple[str, str, str]]:
        yield from super().said()
        if self.data.get("died") == "yes" and "died_on" in self.fields and not any(self["died_on"].data):
            yield f"{self['died_on'].auto_id}-day", self.called("died_on"), "Not known yet"

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        died_on, born = answers.get("died_on"), self.so_far.of_child(self.child).get("born")
        if died_on and born and died_on < born:
            self.add_error("died_on", f"Date of death cannot be before the date of birth, {day(born)}")
        if died_on and answers.get("died") is False:
            self.add_error("died", "Select yes, or take out the date of death that you entered")
        return answers


class Care(Page):
    heading = "About the child at the time of the incident"
    looked_after = known(
        "Was the child looked after by a local authority?", "the child was looked after", short="Looked after"
    )
    protection_plan = known(
        "Was the child the subject of a child protection plan?",
        "the child was the subject of a child protection plan",
        short="Child protection plan",
    )
    disability = known("Was the child disabled?", "the child was disabled", short="Disability")
    ethnicity = drop_down(
        "Ethnicity", Ethnicity.choices(), required="Choose the child’s ethnicity, or that it is not known yet"
    )
    living_at = choice(
        "Where was the child living?",
        LivingAt.choices(),
        called="Living at",
        required="Select where the child was living, or that it is not known yet",
    )

    def fit(self) -> None:
        if self.so_far.is_unborn(self.child):
            for name in ("looked_after", "disability", "living_at"):
                del self.fields[name]


MOST_CHILDREN = 12


class Children(Page):
    heading = "The children of this incident"
    more = yes_no(
        "Do you need to add another child?",
        called="Add another child",
        hint="Add each child who was harmed or who did the harm",
        required="Select yes if you need to add another child",
    )
    count = hidden()

    def fit(self) -> None:
        self.initial["count"] = len(self.so_far.children)

    @property
    def was_added_to(self) -> bool:
        """Whether a child has been added or taken out since the page was shown: a button pressed twice adds one."""
        return self.data.get("count", "") not in ("", str(len(self.so_far.children)))

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("more") and len(self.so_far.children) >= MOST_CHILDREN:
            self.add_error("more", f"No more than {MOST_CHILDREN} children. Tell of the others in the description")
        elif answers.get("more") is False and self.so_far.nobody_died:
            self.add_error("more", "You said that a child has died. Change the answers of the child who has")
        return answers


# ── Likely duplicates ───────────────────────────────────────────────────────────────────────────────────────────────


class Duplicate(Page):
    """The answer “a different incident” names the cases it was given of: where others are found later, it is asked again."""

    heading = "This incident may have been notified already"
    same_as = choice(
        "Is it the same incident?",
        [],
        called="Same as a case already notified",
        required="Select the case that it is the same as, or that it is a different incident",
    )

    def fit(self) -> None:
        found = [likely.file.reference for likely in self.so_far.likely]
        different = "none of " + ", ".join(found)
        self.fields["same_as"].choices = [  # type: ignore[attr-defined]
            *((reference, f"Yes, the same as {reference}") for reference in found),
            (different, "No, it is a different incident"),
        ]
        self.different = different

    @property
    def same(self) -> str:
        """The case that it is the same as, if it is."""
        answer: str = self.cleaned_data["same_as"]
        return "" if answer == self.different else answer


# ── What else is known ──────────────────────────────────────────────────────────────────────────────────────────────


class Circumstances(Page):
    heading = "The circumstances"
    regulated_setting = known(
        "Did it happen in a regulated setting or service?",
        "it happened in a regulated setting or service",
        short="In a regulated setting or service",
        hint="Such as a children’s home, a foster placement, a school’s boarding house or a nursery",
    )
    in_custody = known("Was a child in custody?", "a child was in custody", short="In custody")
    suspected_suicide = known("Is suicide suspected?", "suicide is suspected", short="Suspected suicide")
    in_utero = known("Was the harm done before birth?", "the harm was done before birth", short="Harm before birth")
    many_children = known(
        "Were many children harmed, none of them seriously?",
        "many children were harmed, none of them seriously",
        short="Harm to many children",
    )

    def fit(self) -> None:
        for name in self.so_far.circumstances_ruled_out:
            del self.fields[name]
        if "in_utero" in self.fields:
            self.beside("in_utero", guidance.before_birth(self.so_far.edition))


class Agencies(Page):
    joint_working_concern = choice(
        "Is there cause for concern about how agencies worked together to safeguard the child?",
        Concern.choices(),
        called="Concern about how agencies worked together",
        required="Select whether there is cause for concern, or that this is not known yet",
    )

    def fit(self) -> None:
        self.beside("joint_working_concern", guidance.joint_working(self.so_far.edition))


class Description(Page):
    description = words(
        "What is known so far?",
        called="What is known",
        hint="What happened, who was there, and what has been done to keep children safe. Write initials for names: "
        "who the children are is kept apart, and fewer people see it.",
        limit=10_000,
        rows=12,
        required="Say what is known so far",
    )


# ── The board ───────────────────────────────────────────────────────────────────────────────────────────────────────


class Board(Page):
    board = drop_down(
        "Which board leads?",
        [],
        called="The board that leads",
        hint="It sees the notification as soon as you send it.",
        required="Choose the board that leads",
    )

    def fit(self) -> None:
        self.fields["board"].choices = [("", "Choose one"), *self.so_far.boards.items()]  # type: ignore[attr-defined]
        self.beside("board", guidance.who_leads(self.so_far.edition))
        if self.so_far.serving:
            self.initial.setdefault("board", self.so_far.serving.code)


class HowTold(Code):
    EARLIER = "earlier", "Yes"
    BY_THIS = "by_this", "No: this notification tells it"
    SEPARATELY = "separately", "No: we will tell it in another way"


class BoardTold(Page):
    heading = "Telling the board"
    told = choice(
        "Has the board been told of the incident?",
        HowTold.choices(),
        called="The board was told",
        required="Select whether the board has been told of the incident",
    )
    told_on = date_field(
        "When was it told?",
        called="The day the board was told",
        past=True,
        hint="If it has been told. For example, 27 3 2015",
        unsaid=True,
    )

    def fit(self) -> None:
        self.beside("told", guidance.tell_board(self.so_far.edition))

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        told_on, happened = answers.get("told_on"), self.so_far.incident_on
        if answers.get("told") == HowTold.EARLIER:
            self.need("told_on", "Enter the day on which the board was told")
        elif answers.get("told") and told_on:
            self.add_error("told", "Select yes, or take out the day that you entered")
        if told_on and happened and told_on < happened:
            self.add_error("told_on", f"The board cannot have been told before the incident, {day(happened)}")
        return answers


class Late(Page):
    late_reason = words(
        "Why is this notification late?",
        called="Why it is late",
        limit=2_000,
        rows=5,
        required="Say why the notification is late",
    )


class Send(Form):
    """The last page: nothing but the button, and the version of the draft that was read."""

    heading = "Check your answers before you send this notification"
    version = hidden()

    @classmethod
    def to_be_read_again(cls, version: int, token: str, changed_by: str) -> Self:
        form = cls({"version": str(version), "token": token})
        form.add_error(
            None, f"{changed_by} has changed this draft since you opened this page. Read it again before you send it"
        )
        return form

    def clean_version(self) -> int:
        typed: str = self.cleaned_data["version"]
        return int(typed) if typed.isdecimal() else -1


class TakeOut(Form):
    take_out = yes_no(
        "Take this child out of the notification?",
        hint="What you typed about the child is thrown away.",
        required="Select yes to take this child out",
    )


class Discard(Form):
    discard = yes_no(
        "Throw this draft away?",
        hint="It is thrown away for your colleagues too. Nothing of it has been sent.",
        required="Select yes to throw the draft away",
    )


class Begin(Form):
    """Nothing but the button that begins a draft."""

    heading = "Notify a serious incident"


class Withdraw(Form):
    heading = "Withdraw a notification"
    reason = words(
        "Why are the criteria for notifying not met after all?",
        called="The reason",
        limit=4_000,
        hint="The board sees it. The notification stays on the file with your reason, and is no longer counted.",
        required="Say why the criteria for notifying are not met",
    )
