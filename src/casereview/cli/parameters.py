"""What people write on the command line: days, moments, periods and people."""

import getpass
from datetime import date, datetime
from typing import Any

import click

from casereview.rules.figures import Period


class Day(click.ParamType):
    """A day, written 2015-10-31."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a day; write it as 2015-10-31.", param, ctx)


class Moment(click.ParamType):
    """A moment with its offset, written 2015-11-10T09:30:00+00:00."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a moment; write it as 2015-11-10T09:30:00+00:00.", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"“{value}” has no offset; write it as {moment.isoformat()}+00:00.", param, ctx)
        return moment


class Days(click.ParamType):
    """A period, written 2014-07-01:2015-06-30; both days are included."""

    name = "first:last"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        if isinstance(value, Period):
            return value
        first, colon, last = value.partition(":")
        if not colon:
            self.fail(f"“{value}” is not a period; write its first and last day as 2014-07-01:2015-06-30.", param, ctx)
        try:
            period = Period(Day().convert(first, param, ctx), Day().convert(last, param, ctx))
            period.year_before()  # which every figure is set beside; there is none before the year 1
        except ValueError as wrong:
            self.fail(str(wrong), param, ctx)
        return period


def operator() -> str:
    """Who is at the command line: the name that the operating system knows them by."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "operator"
