"""What is asked of the figures: a period, as at which day, as known at which moment. The query string says it all.

A day may be typed as 31 October 2015, 31/10/2015 or 2015-10-31. Links of ours write the last.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from casereview.casework import counting
from casereview.rules.figures import Period, panel_year
from casereview.web import tags
from casereview.web.fields import MONTHS, Asked, Questions

ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
SAID = re.compile(r"([0-9]{1,2})[ ./-]+([A-Za-z]+|[0-9]{1,2})\.?[ ./-]+([0-9]{4})")
INSTANT = re.compile(r"([0-9-]{10})[T ]([0-9]{2}:[0-9]{2}(?::[0-9.]+)?)(Z|[+ -][0-9]{2}:[0-9]{2})?")
YEARS = range(1900, 2101)


def read_day(text: str) -> date | None:
    """A day as people write it; None where it is none."""
    if found := ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := SAID.fullmatch(text):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), MONTHS[month.lower()], int(day)) if int(year) in YEARS else None
    except (KeyError, ValueError):
        return None


def read_moment(text: str) -> datetime | None:
    """A moment with its offset, or in London time where it has none; of a day, its end. None where it is neither."""
    if day := read_day(text):
        return end_of(day)
    if not (found := INSTANT.fullmatch(text)):
        return None
    day_part, clock, offset = found.groups(default="")
    try:
        moment = datetime.fromisoformat(f"{day_part}T{clock}{offset.replace(' ', '+')}")  # a + may come as a space
    except ValueError:
        return None
    if moment.year not in YEARS:
        return None
    return moment if moment.tzinfo else timezone.make_aware(moment)


def end_of(day: date) -> datetime:
    """The last moment of a day in London."""
    return datetime.combine(day, time.max, tzinfo=timezone.get_default_timezone())


# ── The question ────────────────────────────────────────────────────────────────────────────────────────────────────


class Day(Asked, forms.Field):
    """A day in one box, as it comes in an address."""

    def __init__(self, label: str, **asked: Any):
        super().__init__(label, widget=forms.TextInput(attrs={"autocomplete": "off"}), **asked)

    def clean(self, value: Any) -> date | datetime | None:
        text = (value or "").strip()
        self.validate(text)
        if not text:
            return None
        found = self.read(text)
        if found is None:
            raise ValidationError(f"{self.called} must be a real date, like 31 October 2015")
        return found

    def read(self, text: str) -> date | datetime | None:
        return read_day(text)

    def prepare_value(self, value: Any) -> Any:
        """What was typed, put in words where it is a day."""
        found = read_day(str(value or "").strip())
        return tags.day(found) if found else value


class Moment(Day):
    """A day, of which the end is meant, or a moment."""

    def read(self, text: str) -> datetime | None:
        return read_moment(text)


class QuestionForm(Questions):
    """The period and the two days of a count, as boxes above the figures."""

    first = Day("First day", called="The first day", required="Enter the first day of the period")
    last = Day("Last day", called="The last day", required="Enter the last day of the period")
    as_at = Day("As at", called="The as-at day", hint="What had happened by this day. Empty: today")
    known_at = Moment("As known at", called="The as-known-at day", hint="What was recorded by then. Empty: all of it")

    names: ClassVar[tuple[str, ...]] = ("from", "to", "as_at", "known_at")

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """The form of an address; where it names no period, that of the latest panel year on record."""
        typed = {name: query.get(name, "") for name in cls.names}
        if not typed["from"].strip() and not typed["to"].strip():
            year = counting.latest_year(timezone.localdate())
            typed |= {"from": year.first.isoformat(), "to": year.last.isoformat()}
        return cls(typed)

    def add_prefix(self, name: str) -> str:
        return {"first": "from", "last": "to"}.get(name, name)

    def clean_as_at(self) -> date:
        return self.come("as_at") or timezone.localdate()

    def clean_known_at(self) -> datetime | None:
        return self.come("known_at")

    def clean(self) -> None:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", f"The last day must be {tags.day(first)} or later")

    def come(self, name: str) -> Any:
        """A day that has come: nobody can say what will have happened by one that has not."""
        value = self.cleaned_data[name]
        day = timezone.localdate(value) if isinstance(value, datetime) else value
        if day and day > timezone.localdate():
            raise ValidationError(f"{self.fields[name].called} must be today or in the past")  # type: ignore[attr-defined]
        return value

    def question(self) -> "Question":
        """What was asked, once it is valid."""
        found = self.cleaned_data
        return Question(Period(found["first"], found["last"]), found["as_at"], found["known_at"])


@dataclass(frozen=True, slots=True)
class Question:
    """A period, the day as at which it is counted, and the moment as known at, if not now."""

    period: Period
    as_at: date
    known_at: datetime | None = None

    @property
    def is_now(self) -> bool:
        """Whether it is counted as things stand today."""
        return self.known_at is None and self.as_at == timezone.localdate()

    def now(self) -> "Question":
        return Question(self.period, timezone.localdate())

    def year_before(self) -> "Question":
        return replace(self, period=self.period.year_before())

    def days(self) -> dict[str, str]:
        """As at and as known at, as they stand in an address; nothing where that is now."""
        as_at = {} if self.as_at == timezone.localdate() else {"as_at": self.as_at.isoformat()}
        return as_at | ({"known_at": written(self.known_at)} if self.known_at else {})

    def query(self, **more: str) -> str:
        """The query string of this question, and whatever else the address says."""
        period = {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()}
        return urlencode(period | self.days() | {name: value for name, value in more.items() if value})

    def counted(self) -> str:
        """As at 31 October 2015, as known at the end of 10 November 2015."""
        return f"as at {'today, ' if self.as_at == timezone.localdate() else ''}{tags.day(self.as_at)}" + (
            f", as known at {moment_in_words(self.known_at)}" if self.known_at else ""
        )


def written(moment: datetime) -> str:
    """A moment as an address has it: a day, where the end of it is meant."""
    local = timezone.localtime(moment)
    if local.time() == time.max:
        return local.date().isoformat()
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def moment_in_words(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"the end of {tags.day(local.date())}" if local.time() == time.max else tags.moment(moment)


def called(period: Period) -> str:
    """2014/15 for a panel year; the days of any other period."""
    if period == panel_year(period.first.year):
        return f"{period.first.year}/{period.last.year % 100:02}"
    return f"{tags.day(period.first)} to {tags.day(period.last)}"


# ── Questions to begin with ─────────────────────────────────────────────────────────────────────────────────────────

REPORTED = date(2015, 10, 31)
"""The panel's second report, of 10 November 2015, cites figures of 22 October: it was closed by the end of the month."""
RESTATED = date(2016, 6, 30)

PRESETS = (
    ("2014/15 as the report of November 2015 had it", Question(panel_year(2014), REPORTED)),
    ("2014/15 as restated later, as at 30 June 2016", Question(panel_year(2014), RESTATED)),
    ("2013/14 as the report of November 2015 had it", Question(panel_year(2013), REPORTED)),
)


def panel_years() -> list[tuple[str, Question]]:
    """The panel years on record, latest first, each as things stand today."""
    today = timezone.localdate()
    return [(called(year), Question(year, today)) for year in counting.years(today)]
