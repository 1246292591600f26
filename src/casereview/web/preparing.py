"""What a board prepares together, a page at a time, in the one draft that it keeps of it on a case.

Every answer is kept as it was typed, right or wrong. Where somebody else has changed an answer meanwhile, both versions
are shown, and neither is lost.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Self, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from casereview.casework import drafts
from casereview.casework.drafts import ChangedMeanwhile, NoSuchDraft
from casereview.people.capacities import name_of
from casereview.rules.permits import Who
from casereview.web.fields import Choice, DateField, DateInput, Form, Several, Typed, hidden
from casereview.web.tags import day


class Page(Form):
    """A page of what is prepared. `was` tells how its answers stood when it was shown."""

    may_wait = True
    was = hidden()
    theirs: Sequence[tuple[str, str]] = ()
    """Answers that somebody else gave meanwhile, in words."""

    @classmethod
    def asks(cls) -> list[str]:
        return [name for name in cls.base_fields if name not in ("token", "was")]

    @classmethod
    def answered(cls, answers: Mapping[str, Any], **options: Any) -> Self:
        """The page with the answers of a draft, to be checked as if they were posted."""
        data: dict[str, Any] = {}
        for name in cls.asks():
            value = answers.get(name)
            if value is None:
                continue
            if isinstance(cls.base_fields[name], DateField):
                data |= {f"{name}-{part}": one for part, one in DateInput.typed(value)._asdict().items()}
            else:
                data[name] = value
        return cls(data, **options)

    @property
    def is_answered(self) -> bool:
        return (
            bool(self.data)
            and any(name in self.data or f"{name}-day" in self.data for name in self.asks())
            and self.is_valid()
        )

    def in_words(self) -> list[tuple[str, str]]:
        """Each question with the answer in words, as it was typed."""
        return [(str(bound.label), _in_words(bound.field, bound.value())) for bound in self.questions]

    def set_beside(self, theirs: "Page", was: str, changed_by: str) -> None:
        """Show what somebody else answered meanwhile beside what is typed here. To continue now is to keep the latter."""
        self.add_error(
            None,
            f"{changed_by} changed this while you had the page open. Both answers are shown. "
            "Continue to keep yours, or change it first",
        )
        self.theirs = theirs.in_words()
        show_again(self, "was", was)


F = TypeVar("F", bound=Page)


class Preparation:
    """The draft of a journey on a case, and its answers as they stand."""

    def __init__(self, journey: str, reference: str, *, by: Who):
        self.journey, self.reference, self.by = journey, reference, by
        self.draft = next(iter(drafts.kept(journey, by=by, case=reference)), None)

    @property
    def answers(self) -> dict[str, Any]:
        return dict(self.draft.answers) if self.draft else {}

    @property
    def version(self) -> str:
        """Which draft it is, and how often it was changed."""
        return f"{self.draft.key}:{self.draft.version}" if self.draft else ""

    @property
    def changed_by(self) -> str:
        """The name of the person who last changed it."""
        return name_of(self.draft.changed_by) if self.draft else ""

    def page(self, request: HttpRequest, page: type[F], **offered: Any) -> F:
        """A page as it was posted; before that, with the answers kept, or what is offered where there are none."""
        own = self._own(page)
        known = {name: value for name, value in own.items() if value is not None}
        return page.of(request, initial={**offered, **known, "was": digest(own)})

    def keep(self, page: Page) -> bool:
        """Keep the answers of a page as typed. False where somebody else has changed them since it was shown."""
        typed = {name: value for name, value in page.typed().items() if name in page.asks()}
        while True:
            if self._changed(page, typed):
                self._show_both(page)
                return False
            try:
                self.keep_answers(typed)
            except ChangedMeanwhile as changed:
                self.draft = changed.draft
            except NoSuchDraft:
                self.draft = None
            else:
                show_again(page, "was", digest(typed))
                return True

    def keep_answers(self, answers: Mapping[str, Any]) -> None:
        draft = self.draft or drafts.sole(self.journey, by=self.by, case=self.reference)
        self.draft = drafts.keep(draft, dict(answers), by=self.by, version=draft.version)

    def discard(self) -> None:
        """Its work is done."""
        if self.draft:
            drafts.discard(self.draft)
            self.draft = None

    def _own(self, page: type[Page]) -> dict[str, Any]:
        return {name: self.answers.get(name) for name in page.asks()}

    def _changed(self, page: Page, typed: Mapping[str, Any]) -> bool:
        """Whether the answers are no longer those that were shown, nor those that were typed."""
        own = self._own(type(page))
        return bool(self.draft) and page.data.get("was", digest({})) != digest(own) and digest(own) != digest(typed)

    def _show_both(self, page: Page) -> None:
        own = self._own(type(page))
        page.set_beside(type(page)(initial=own), digest(own), self.changed_by)


def show_again(form: Form, name: str, value: str) -> None:
    """Show a posted form again with another value of a hidden question: what it speaks of has changed meanwhile."""
    posted = QueryDict(mutable=True)
    posted.update(form.data)
    posted[name] = value
    form.data = posted


def digest(answers: Mapping[str, Any]) -> str:
    """By which answers are known again, however they are kept."""
    plain = {name: value for name, value in answers.items() if value not in (None, "", [], ["", "", ""], Typed())}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).replace("\\u0000", "").encode()).hexdigest()[:16]


def _day_in_words(field: DateField, typed: Typed) -> str:
    """The day that was typed; where there is none such, what was."""
    try:
        found = field.clean(typed)
    except ValidationError:
        found = None
    return day(found) if found else " ".join(typed).strip()


def _in_words(field: forms.Field, value: Any) -> str:
    match field:
        case Choice() | Several():
            chosen = value if isinstance(value, list | tuple) else [value]
            labels = {str(key): str(label) for key, label in field.choices}  # type: ignore[union-attr]
            return ", ".join(labels.get(str(one), "") for one in chosen)
        case DateField():
            return _day_in_words(field, DateInput.typed(value))
    return str(value or "")
