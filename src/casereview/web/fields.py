"""Forms whose fields show themselves as GOV.UK components. A form class is one line a question.

    class DecisionForm(Form):
        initiate = yes_no("Will there be a review?", required="Select yes if the Chair has decided to hold a review")
        on = date_field("When was that decided?", called="Date of the decision", past=True, required="Enter the day")
        reasons = words("Why?", limit=4000, required="Enter the Chair's reasons")

`required` is the message for a question left unanswered; a question without one is optional, and says so. `called` is
what its other errors call it. `words` are the words of the guidance, set beside the question.
"""

import re
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import singledispatch
from typing import Any, NamedTuple, Self

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from markupsafe import Markup

from casereview.ledger.models import Refused
from casereview.web import sessions
from casereview.web.tags import days_in_words


class Renderer(TemplatesSetting):
    """Shows forms and their fields by our templates: the FORM_RENDERER setting."""

    form_template_name = "fields/form.jinja"
    field_template_name = "fields/field.jinja"


# ── Forms ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class Questions(forms.Form):
    """A form as a page. Where it has no heading it asks a single question, and that is the heading."""

    heading = ""
    caption = ""
    restored = False
    may_wait = False
    """Whether the page offers to save the answers and come back later; its view then asks `waits`."""

    @property
    def questions(self) -> list[BoundField]:
        return self.visible_fields()

    @property
    def title(self) -> str:
        return self.heading or str(self.questions[0].label)

    def error_summary(self) -> list[dict[str, str]]:
        """Each error with a link to the answer that it is about, in the order of the questions."""
        own = [{"text": str(error)} for error in self.non_field_errors()]
        return own + [_pointing(bound, str(error)) for bound in self for error in bound.errors]

    def refuse(self, refused: Refused) -> None:
        """Show a refusal as an error, at the answer that it names if the form has one."""
        self.add_error(refused.field if refused.field in self.fields else None, days_in_words(refused.message))

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Inside it, a refused act becomes an error on the form, and the view goes on."""
        try:
            yield
        except Refused as refused:
            self.refuse(refused)


class Form(Questions):
    """A form that does something once: its token goes with the answers, and posting it twice is posting it once."""

    token = forms.CharField(
        widget=forms.HiddenInput,
        required=False,
        max_length=64,
        error_messages={"max_length": "This page has been changed on its way. Load it again."},
        initial=lambda: secrets.token_urlsafe(16),
    )

    @classmethod
    def of(cls, request: HttpRequest, **options: Any) -> Self:
        """The form as it was posted; before that, with what was typed on this page when an earlier session ended."""
        if request.method == "POST":
            return cls(request.POST, request.FILES, **options)
        form = cls(**options)
        if typed := sessions.kept(request):
            form.restore(typed)
        return form

    def clean_token(self) -> str:
        return self.cleaned_data["token"] or secrets.token_urlsafe(16)

    def typed(self) -> dict[str, Any]:
        """The answers as they were typed, right or wrong: for a draft, and as `initial` when it is opened again."""
        return {bound.name: bound.data for bound in self.questions if not _secret(bound.field)}

    def restore(self, typed: QueryDict) -> None:
        """Offer again what was typed, in place of the initial answers."""
        for name, field in self.fields.items():
            if not _secret(field):
                self.initial[name] = field.widget.value_from_datadict(typed, {}, self.add_prefix(name))
        self.restored = True

    @property
    def waits(self) -> bool:
        """Whether the person chose to save and come back later. The answers then need not be right yet."""
        return self.may_wait and "later" in self.data


def _secret(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.PasswordInput)


def _pointing(bound: BoundField, error: str) -> dict[str, str]:
    if bound.is_hidden:
        return {"text": error}
    part = next(iter(_wrong_parts(bound)), "")
    return {"text": error, "href": f"#{bound.auto_id}{part and '-' + part}"}


# ── Questions ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Words:
    """A passage of the guidance, to be read with a question. Paragraphs are set apart by an empty line."""

    text: str
    source: str = ""

    @property
    def long(self) -> bool:
        """Too long to stand before the answers: it is folded away until asked for."""
        return len(self.text) > 600


class Asked:
    """What our fields know besides Django's."""

    called: str
    words: Words | None
    classes: str
    hints: Mapping[str, str]
    unsaid: bool
    """Whether “(optional)” is left unsaid, since another answer on the page tells whether this one is needed."""

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        required: str = "",
        called: str = "",
        words: Words | str | None = None,
        classes: str = "",
        hints: Mapping[str, str] | None = None,
        unsaid: bool = False,
        **options: Any,
    ):
        messages = {"required": required} if required else {}
        super().__init__(label=label, help_text=hint, required=bool(required), error_messages=messages, **options)  # type: ignore[call-arg]
        self.called = called or label
        self.words = Words(words) if isinstance(words, str) else words
        self.classes = classes
        self.hints = hints or {}
        self.unsaid = unsaid


class Text(Asked, forms.CharField):
    def __init__(self, label: str, *, limit: int, **asked: Any):
        super().__init__(label, **asked)
        self.limit = limit

    def to_python(self, value: Any) -> str:
        """Lines end alike whatever the browser, so that they count alike; and no database keeps a null character."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\0", "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.limit:
            raise ValidationError(f"{self.called} must be {self.limit:,} characters or fewer; it has {len(value):,}")


class WholeNumber(Asked, forms.IntegerField):
    def __init__(self, label: str, *, least: int, most: int, **asked: Any):
        super().__init__(label, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **asked)
        self.least, self.most = least, most
        self.error_messages["invalid"] = f"{self.called} must be a whole number, like {least}"

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and not self.least <= value <= self.most:
            raise ValidationError(f"{self.called} must be between {self.least:,} and {self.most:,}")


class Choice(Asked, forms.ChoiceField):
    def validate(self, value: str) -> None:
        forms.Field.validate(self, value)
        if value and not self.valid_value(value):
            raise ValidationError(self.error_messages["required"] if self.required else "Select one of these answers")


class YesNo(Choice):
    """Yes is True, no is False, and no answer None."""

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)

    def clean(self, value: Any) -> bool | None:
        answer = super().clean(value)
        return answer == "yes" if answer else None


class Several(Asked, forms.MultipleChoiceField):
    def validate(self, value: list[str]) -> None:
        forms.Field.validate(self, value)
        if not all(self.valid_value(one) for one in value):
            raise ValidationError(self.error_messages["required"] if self.required else "Select from these answers")


class Confirmation(Asked, forms.BooleanField):
    pass


class Upload(Asked, forms.FileField):
    """A file. What it is, and whether it can be read, is for whoever reads it to say."""

    def __init__(self, label: str, *, most: int, **asked: Any):
        super().__init__(label, widget=forms.FileInput(), **asked)
        self.most = most
        self.error_messages |= {"empty": f"{self.called} must not be empty", "missing": f"Select {self.called.lower()}"}

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file.size > self.most:
            raise ValidationError(f"{self.called} must be smaller than {self.most // 1_000_000} MB")
        return file


class Typed(NamedTuple):
    """A date as it was typed, right or wrong."""

    day: str = ""
    month: str = ""
    year: str = ""


class DateInput(forms.Widget):
    """Three boxes, since nobody types a date of some years ago with a calendar."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        return Typed(*(str(data.get(f"{name}-{part}", "")).strip() for part in Typed._fields))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in Typed._fields)

    @staticmethod
    def typed(value: date | Sequence[str] | None) -> Typed:
        """What to show in the boxes: a date, or what was typed, of which a draft keeps a list."""
        if isinstance(value, date):
            return Typed(str(value.day), str(value.month), str(value.year))
        return Typed(*value) if value else Typed()


WIDTHS = {"day": 2, "month": 3, "year": 4}

MONTHS = {
    name: number
    for number in range(1, 13)
    for full in [f"{date(2000, number, 1):%B}".lower()]
    for name in (full, full[:3], str(number), f"{number:02}")
} | {"sept": 9}


class DateField(Asked, forms.Field):
    widget = DateInput

    def __init__(self, label: str, *, past: bool, **asked: Any):
        super().__init__(label, **asked)
        self.past = past

    def clean(self, value: Typed) -> date | None:
        if not any(value):
            self.validate(None)
            return None
        if missing := [part for part, typed in value._asdict().items() if not typed]:
            raise self._wrong(f"must include a {' and '.join(missing)}", missing)
        if not re.fullmatch("[0-9]{4}", value.year):
            raise self._wrong("must have a year of 4 numbers, like 2015", ["year"])
        day = self._real(value)
        if self.past and day > timezone.localdate():
            raise self._wrong("must be today or in the past")
        return day

    def _real(self, typed: Typed) -> date:
        try:
            day = date(int(typed.year), MONTHS[typed.month.lower().rstrip(".")], int(typed.day))
        except (ValueError, KeyError):
            raise self._wrong("must be a real date") from None
        if not 1900 <= day.year <= 2100:
            raise self._wrong("must have a year between 1900 and 2100", ["year"])
        return day

    def _wrong(self, what: str, parts: Collection[str] = Typed._fields) -> ValidationError:
        return ValidationError(f"%(called)s {what}", params={"called": self.called, "parts": parts})


# ── One line a question ─────────────────────────────────────────────────────────────────────────────────────────────

Choices = Iterable[tuple[str, str]]


def text(label: str, *, limit: int = 200, width: int = 0, autocomplete: str = "off", **asked: Any) -> Text:
    """A line. `width` fits the box to what is expected: 2, 3, 4, 5, 10, 20 or 30 characters."""
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return Text(label, limit=limit, widget=widget, classes=f"govuk-input--width-{width}" if width else "", **asked)


def words(label: str, *, limit: int = 4_000, rows: int = 8, **asked: Any) -> Text:
    """Several lines, with a count of the characters left."""
    return Text(label, limit=limit, widget=forms.Textarea(attrs={"rows": rows}), **asked)


def whole_number(label: str, *, least: int = 0, most: int = 9_999, **asked: Any) -> WholeNumber:
    return WholeNumber(label, least=least, most=most, classes="govuk-input--width-4", **asked)


def date_field(label: str, *, past: bool = False, hint: str = "For example, 27 3 2015", **asked: Any) -> DateField:
    """A day, typed in three boxes. `past` refuses one that has not come yet."""
    return DateField(label, past=past, hint=hint, **asked)


def yes_no(label: str, **asked: Any) -> YesNo:
    return YesNo(
        label, choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect, classes="govuk-radios--inline", **asked
    )


def choice(label: str, choices: Choices, **asked: Any) -> Choice:
    """One of a few answers, all in view. `hints` explain some of them: `{"death": "…"}`."""
    return Choice(label, choices=choices, widget=forms.RadioSelect, **asked)


def drop_down(label: str, choices: Choices, **asked: Any) -> Choice:
    """One of many answers."""
    return Choice(label, choices=[("", "Choose one"), *choices], widget=forms.Select, **asked)


def several(label: str, choices: Choices, hint: str = "Select all that apply", **asked: Any) -> Several:
    """Any number of a few answers."""
    return Several(label, choices=choices, widget=forms.CheckboxSelectMultiple, hint=hint, **asked)


def confirmation(label: str, **asked: Any) -> Confirmation:
    """One box to tick."""
    return Confirmation(label, **asked)


def password(label: str, *, autocomplete: str = "current-password", **asked: Any) -> Text:
    """A password, which is never shown again and never kept."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return Text(label, limit=1_000, strip=False, widget=widget, **asked)


def upload(label: str, *, most: int = 200_000_000, **asked: Any) -> Upload:
    """A file to be sent, of so many bytes at most."""
    return Upload(label, most=most, **asked)


def hidden(*, limit: int = 200, **options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.HiddenInput, required=False, max_length=limit, **options)


# ── Questions as components ─────────────────────────────────────────────────────────────────────────────────────────


def shown_as(bound: BoundField) -> tuple[str, dict[str, Any]]:
    """The GOV.UK component by which a question is shown, and its parameters."""
    return _component(bound.field.widget, bound)


@singledispatch
def _component(widget: forms.Widget, bound: BoundField) -> tuple[str, dict[str, Any]]:
    raise NotImplementedError(f"There is no component for {type(widget).__name__}.")


@_component.register
def _(widget: forms.TextInput, bound: BoundField) -> tuple[str, dict[str, Any]]:
    words = _words(bound)
    return "input", _question(bound) | _label(bound) | {
        "value": bound.value(),
        "type": widget.attrs.get("type", widget.input_type),
        "autocomplete": widget.attrs.get("autocomplete"),
        "inputmode": widget.attrs.get("inputmode"),
        "formGroup": {"beforeInput": words},
        "inputWrapper": {"classes": "app-after-words" if words else ""},
        "attributes": _validity(bound),
    }


@_component.register
def _(widget: forms.PasswordInput, bound: BoundField) -> tuple[str, dict[str, Any]]:
    autocomplete = widget.attrs.get("autocomplete")
    return "password_input", _question(bound) | _label(bound) | {
        "autocomplete": autocomplete,
        "attributes": _validity(bound),
    }


@_component.register
def _(widget: forms.Textarea, bound: BoundField) -> tuple[str, dict[str, Any]]:
    return "character_count", _question(bound) | _label(bound) | {
        "value": bound.value() or "",
        "rows": widget.attrs["rows"],
        "maxlength": getattr(bound.field, "limit", None),
        "formGroup": {"beforeInput": _words(bound)},
        "attributes": _validity(bound),
    }


@_component.register
def _(widget: forms.Select, bound: BoundField) -> tuple[str, dict[str, Any]]:
    return "select", _question(bound) | _label(bound) | {
        "items": _items(bound, "selected"),
        "formGroup": {"beforeInput": _words(bound)},
        "attributes": _validity(bound),
    }


@_component.register
def _(widget: forms.RadioSelect, bound: BoundField) -> tuple[str, dict[str, Any]]:
    return "radios", _question(bound) | _legend(bound) | {
        "items": _items(bound, "checked"),
        "formGroup": {"beforeInputs": _words(bound)},
    }


@_component.register
def _(widget: forms.CheckboxSelectMultiple, bound: BoundField) -> tuple[str, dict[str, Any]]:
    return "checkboxes", _question(bound) | _legend(bound) | {
        "items": _items(bound, "checked"),
        "formGroup": {"beforeInputs": _words(bound)},
    }


@_component.register
def _(widget: forms.CheckboxInput, bound: BoundField) -> tuple[str, dict[str, Any]]:
    return "checkboxes", _question(bound) | {
        "items": [{"value": "yes", "text": bound.label, "checked": bool(bound.value())}],
        "formGroup": {"beforeInputs": _words(bound)},
    }


@_component.register
def _(widget: forms.FileInput, bound: BoundField) -> tuple[str, dict[str, Any]]:
    return "file_upload", _question(bound) | _label(bound) | {"attributes": _validity(bound)}


@_component.register
def _(widget: DateInput, bound: BoundField) -> tuple[str, dict[str, Any]]:
    wrong = _wrong_parts(bound)
    items = [
        {
            "name": part,
            "value": typed,
            "classes": f"govuk-input--width-{WIDTHS[part]} {'govuk-input--error' if part in wrong else ''}",
            "attributes": {"aria-invalid": "true"} if part in wrong else {},
        }
        for part, typed in widget.typed(bound.value())._asdict().items()
    ]
    return "date_input", _question(bound) | _legend(bound) | {
        "namePrefix": bound.html_name,
        "items": items,
        "formGroup": {"beforeInputs": _words(bound)},
    }


def _question(bound: BoundField) -> dict[str, Any]:
    """What every component takes."""
    return {
        "id": bound.auto_id,
        "idPrefix": bound.auto_id,
        "name": bound.html_name,
        "classes": getattr(bound.field, "classes", ""),
        "hint": {"html": bound.help_text} if bound.help_text else None,
        "errorMessage": {"text": " ".join(str(error) for error in bound.errors)} if bound.errors else None,
    }


def _label(bound: BoundField) -> dict[str, Any]:
    return {"label": _heading(bound, "govuk-label")}


def _legend(bound: BoundField) -> dict[str, Any]:
    return {"fieldset": {"legend": _heading(bound, "govuk-fieldset__legend")}}


def _heading(bound: BoundField, style: str) -> dict[str, Any]:
    """A label or legend; where the form asks a single question, and has no other heading, it is that of the page."""
    is_heading = isinstance(bound.form, Questions) and not bound.form.heading and len(bound.form.questions) == 1
    return {
        "text": bound.label if bound.field.required or _unsaid(bound) else f"{bound.label} (optional)",
        "classes": f"{style}--{'l' if is_heading else 's'}",
        "isPageHeading": is_heading,
    }


def _unsaid(bound: BoundField) -> bool:
    return getattr(bound.field, "unsaid", False)


def _items(bound: BoundField, chosen: str) -> list[dict[str, Any]]:
    """The answers to choose from; `chosen` is what the component calls the ones that are."""
    value = bound.value()
    values = {str(one) for one in value} if isinstance(value, list | tuple) else {str(value)}
    hints = getattr(bound.field, "hints", {})
    return [
        {
            "value": key,
            "text": label,
            chosen: str(key) in values,
            "hint": {"text": hints[key]} if key in hints else None,
        }
        for key, label in bound.field.choices  # type: ignore[attr-defined]
    ]


def _validity(bound: BoundField) -> dict[str, str]:
    return {"aria-invalid": "true"} if bound.errors else {}


def _wrong_parts(bound: BoundField) -> Collection[str]:
    """Which parts of a date are at fault: those that its error names, or all."""
    if not isinstance(bound.field.widget, DateInput) or not bound.errors:
        return ()
    named = [error.params["parts"] for error in bound.errors.as_data() if error.params and "parts" in error.params]
    return named[0] if named else Typed._fields


def _words(bound: BoundField) -> dict[str, Any] | None:
    words = getattr(bound.field, "words", None)
    if words is None:
        return None
    return {"html": Markup(render_to_string("fields/words.jinja", {"words": words}))}  # noqa: S704 (it escapes)
