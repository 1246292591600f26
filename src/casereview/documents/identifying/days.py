"""Dates and ages, in figures and in words, compared with the days of the record.

A day is found however it is said: “4 March 2014”, “04/03/14”, “the fourth of March”, “on her third birthday”, “three weeks before
Christmas 2013”, “when he was eleven weeks old”.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from casereview.documents.identifying.record import Found, Pages, Person, Record, Sure, What, numbered

MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]  # fmt: skip
_SHORT = {month[:3]: number for number, month in enumerate(MONTHS, 1)} | {"sept": 9}
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|"
    r"jun|jul|aug|sept?|oct|nov|dec)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)"
_YEAR = r"(?:(?:19|20)\d\d|[’'‘]\d\d)"

ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "thirtieth",
]  # fmt: skip

_NUMBER_WORD = (
    rf"(?:(?:{'|'.join(TENS)})(?:[\s-](?:{'|'.join(ONES[1:10])}))?|{'|'.join(sorted(ONES, key=len, reverse=True))})"
)
_ORDINAL_WORD = (
    rf"(?:(?:twenty|thirty)[\s-](?:{'|'.join(_ORDINALS[:9])})|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
)
_NUMBER = rf"(?:\d{{1,3}}|{_NUMBER_WORD})"
_ORDINAL = rf"(?:\d{{1,2}}\s?(?:st|nd|rd|th)|{_ORDINAL_WORD})"

_DAY = rf"(?:\d{{1,2}}\s?(?:st|nd|rd|th)?|{_ORDINAL_WORD}|{_NUMBER_WORD})"
_DATES = re.compile(
    rf"(?<![\w/.-])(?:(?:{_WEEKDAY},?\s+)?(?:the\s+)?(?P<day>{_DAY})[\s-]+(?:day\s+)?(?:of\s+)?(?P<month>{_MONTH})(?:,?[\s-]+(?:in\s+)?(?P<year>{_YEAR}|\d\d(?!\d)))?"
    rf"|(?P<month2>{_MONTH})\s+(?:the\s+)?(?P<day2>\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL_WORD})(?!\d)(?:,?\s+(?P<year2>{_YEAR}))?"
    rf"|(?P<iso>(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}})"
    rf"|(?P<figures>\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:(?:19|20)\d\d|\d\d))"
    rf"|(?P<month3>{_MONTH}),?\s+(?:of\s+)?(?P<year3>{_YEAR})|(?P<month4>0?[1-9]|1[0-2])/(?P<year4>(?:19|20)\d\d))(?![\w/]|[.-]\d)",
    re.I,
)
_FEASTS = (
    r"christmas(?:\s+(?:day|eve))?|boxing day|new year[’']?s?(?:\s+(?:day|eve))?|easter(?:\s+(?:sunday|monday|"
    r"saturday))?|good friday|"
    r"halloween|hallowe[’']en|bonfire night|guy fawkes night|valentine[’']?s day|mother[’']?s day|"
    r"mothering sunday|father[’']?s day|"
    r"st\.? (?:patrick|george|david|andrew)[’']?s day|may day|remembrance sunday|shrove tuesday|pancake day|"
    r"ash wednesday|leap day|midsummer(?:[’']s)?(?:\s+(?:day|eve))?"
)
_WHOSE = r"(?:his|her|their|its|the (?:child|baby|boy|girl|infant|twin)[’']?s|[A-Z][\w’'-]+(?:\s[A-Z])?[’']s?)"
_EVENT = r"(?:birth|death|discharge|birthday)"
_BIRTHDAY = rf"(?:(?P<nth>{_ORDINAL})[\s-]+birthday|(?:he|she|they|[A-Z]\w+)\s+turned\s+(?P<turned>{_NUMBER})\b)"
_SPAN = (
    rf"(?:(?P<count>{_NUMBER}|an?|the|some|about|nearly|just)\s+(?P<unit>day|week|fortnight|month|year)s?"
    rf"(?:\s+and\s+(?P<count2>{_NUMBER}|a)\s+(?P<unit2>day|week|month)s?)?\s+(?P<way>before|after|short of|from|"
    rf"past|following|prior to|until|since|away from|later than)"
    r"|(?P<eve>on the eve of|the eve of))"
)
_SAID = re.compile(
    rf"(?<!\w)(?:{_SPAN}\s+)?(?:{_WHOSE}\s+|the\s+|what would have been {_WHOSE}\s+)?(?:{_BIRTHDAY}|"
    rf"(?P<born>(?:birth|was born|being born)\b(?!\s*(?:certificate|weight|plan|mother|father|family|parent)))"
    rf"|(?P<feast>{_FEASTS})(?:,?\s+(?:of\s+|in\s+)?(?P<year>{_YEAR}))?)(?!\w)",
    re.I,
)

Age = tuple[str, int]
"""How old, and in which unit: `("months", 11)`."""

_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_LOOSE = {"day": 0, "week": 3, "fortnight": 4, "month": 10, "year": 30}
"""How many days either way a span in such units may be out: “three weeks before” is seldom said of exactly 21 days."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that the record knows."""

    on: date
    what: str
    whose: str
    child: bool


def find(pages: Pages, record: Record) -> Iterator[Found]:
    days = list(_days(record))
    life = _life(record, days)
    for number, page in numbered(pages):
        yield from _dates(number, page, days, life)
        yield from _said(number, page, days, life, record)
        yield from _ages(number, page, record, days)


def _days(record: Record) -> Iterator[Day]:
    for person in record.people:
        if person.born:
            yield Day(person.born, f"the birth of {person.part}", person.name, person.child)
        if person.died:
            yield Day(person.died, f"the death of {person.part}", person.name, person.child)
    for on, what in record.days:
        yield Day(on, what, "", True)


def _life(record: Record, days: list[Day]) -> tuple[date, date]:
    """From the first to the last day on which the record says anything of the children, with some weeks either way."""
    own = [day.on for day in days if day.child]
    if not own:
        return date.max, date.min
    return min(own) - timedelta(280), max(own) + timedelta(28)


# ── Dates ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _dates(number: int, page: str, days: list[Day], life: tuple[date, date]) -> Iterator[Found]:
    for match in _DATES.finditer(page):
        year, month, day = _read(match)
        if not month or (not year and re.search(r"\b(?:may|march)\b", match.group())):
            continue  # “5 may have known”
        start = match.start()
        if matched := [one for one in days if _is(one.on, year, month, day)]:
            one = next((one for one in matched if one.child), matched[0])
            if day is None and not one.child:
                continue
            how = "the day of" if year and day else "the day, without its year, of" if day else "the month of"
            yield Found(What.DATE, number, start, match.end(), f"{how} {one.what}", one.whose)
        elif (
            year
            and day
            and not _may_be_a_paragraph(match.group())
            and (exact := _date(year, month, day))
            and life[0] <= exact <= life[1]
        ):
            why = "an exact day of the time in which the record says something of the child"
            yield Found(What.DATE, number, start, match.end(), why, "", Sure.BY_FORM)


def _may_be_a_paragraph(said: str) -> bool:
    """“2.9.10” is a paragraph of a long report as well as a day."""
    return bool(re.fullmatch(r"\d{1,2}\.\s?\d{1,2}\.\s?\d\d", said))


def _read(match: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    """Year, month and day, each as far as it is said."""
    if iso := match["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-/.]", iso))
    elif figures := match["figures"]:
        day, month, year = (int(part) for part in re.split(r"\s?[./-]\s?", figures))
        year = _full(year)
    elif match["month4"]:
        return int(match["year4"]), int(match["month4"]), None
    else:
        name = next(match[group] for group in ("month", "month2", "month3") if match[group]).lower().rstrip(".")
        said = match["day"] or match["day2"]
        short = match["year"] or match["year2"] or match["year3"]
        return (
            _full(int(short.lstrip("’'‘"))) if short else None,
            _SHORT.get(name[:4]) or _SHORT.get(name[:3]),
            number_of(said) if said else None,
        )
    return (year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else (None, None, None)


def _full(year: int) -> int:
    return year if year > 99 else 2000 + year if year < 50 else 1900 + year


def _is(on: date, year: int | None, month: int, day: int | None) -> bool:
    return (
        on.month == month
        and (day is None or on.day == day)
        and (year is None or on.year == year)
        and not (year is None and day is None)
    )


def _date(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


@cache
def number_of(said: str) -> int | None:
    """A number or ordinal, in figures or in words."""
    said = said.lower().strip()
    if match := re.match(r"\d+", said):
        return int(match.group())
    if said in ("a", "an", "the", "one"):
        return 1
    total = 0
    for part in re.split(r"[\s-]+", said):
        if part in ONES:
            total += ONES.index(part)
        elif part in TENS:
            total += 10 * (TENS.index(part) + 2)
        elif part in ("twentieth", "thirtieth"):
            total += 20 if part == "twentieth" else 30
        elif part in _ORDINALS:
            total += _ORDINALS.index(part) + 1
        else:
            return None
    return total


# ── Days said by what they are near ─────────────────────────────────────────────────────────────────────────────────


def _said(number: int, page: str, days: list[Day], life: tuple[date, date], record: Record) -> Iterator[Found]:
    for match in _SAID.finditer(page):
        spanned = bool(match["count"] or match["eve"])
        if match["born"] and not spanned:
            continue
        meant = list(_meant(match, record, life))
        if not meant:
            continue
        found = next(
            (
                (day, one)
                for one, loose in meant
                for day in days
                if abs((day.on - one).days) <= loose
                and (spanned or not day.what.startswith("the birth") or match["feast"])
            ),
            None,
        )
        if found:
            day, one = found
            yield Found(
                What.DATE,
                number,
                match.start(),
                match.end(),
                f"{_shown(one)}, {day.what}, once it is worked out from the record",
                day.whose,
                Sure.NEARLY,
            )
        elif ((match["nth"] or match["turned"]) and record.children) or (match["born"] and spanned):
            why = f"{_shown(meant[0][0])}, once it is worked out from the date of birth"
            yield Found(What.DATE, number, match.start(), match.end(), why, "", Sure.BY_FORM)
        elif (match["year"] or spanned) and any(life[0] <= one <= life[1] for one, _ in meant):
            yield Found(
                What.DATE,
                number,
                match.start(),
                match.end(),
                f"a day that can be worked out: {_shown(meant[0][0])}",
                "",
                Sure.BY_FORM,
            )


def _meant(match: re.Match[str], record: Record, life: tuple[date, date]) -> Iterator[tuple[date, int]]:
    """The days that may be meant, each with how many days it may be out."""
    shift, loose = _span(match)
    if said := match["nth"] or match["turned"] or match["born"]:
        nth = 0 if match["born"] else number_of(re.sub(r"(?i)(\d)\s?(?:st|nd|rd|th)$", r"\1", said))
        for person in record.children or record.people:
            if (
                person.born
                and nth is not None
                and (nth < 2 or years_after(person.born, nth) <= life[1] + timedelta(366))
            ):
                yield years_after(person.born, nth) + shift, loose
        return
    years = (
        [_full(int(match["year"].lstrip("’'‘")))]
        if match["year"]
        else range(life[0].year, min(life[1].year, life[0].year + 25) + 1)
    )
    if life[0] > life[1] and not match["year"]:
        return
    for year in years:
        if on := feast(match["feast"], year):
            yield on + shift, loose


def _span(match: re.Match[str]) -> tuple[timedelta, int]:
    if match["eve"]:
        return timedelta(-1), 0
    if not match["count"]:
        return timedelta(0), 0
    total = loose = 0
    for count, unit in ((match["count"], match["unit"]), (match["count2"], match["unit2"])):
        if unit:
            total += (number_of(count) or 1) * _DAYS[unit.lower()]
            loose = _LOOSE[unit.lower()]
    back = match["way"].lower() in ("before", "short of", "prior to", "until", "from", "away from")
    return timedelta(-total if back else total), loose


def years_after(born: date, years: int) -> date:
    """A birthday; in a common year, that of 29 February is 28 February's morrow in law, and is kept on the 28th here."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return born.replace(year=born.year + years, day=28)


@cache
def feast(said: str, year: int) -> date | None:
    """The day of a feast in a year."""
    name = re.sub(r"[’'.]", "", said.lower())
    easter = _easter(year)
    fixed = {
        "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
        "new year": (1, 1), "new years": (1, 1), "new years day": (1, 1), "new year day": (1, 1), "new years eve": (12, 31),
        "new year eve": (12, 31), "halloween": (10, 31), "bonfire night": (11, 5), "guy fawkes night": (11, 5),
        "valentines day": (2, 14), "valentine day": (2, 14), "st patricks day": (3, 17), "st georges day": (4, 23),
        "st davids day": (3, 1), "st andrews day": (11, 30), "may day": (5, 1),
    }  # fmt: skip
    moving = {
        "easter": 0, "easter sunday": 0, "easter monday": 1, "easter saturday": -1, "good friday": -2, "shrove tuesday": -47,
        "pancake day": -47, "ash wednesday": -46, "mothers day": -21, "mother day": -21, "mothering sunday": -21,
    }  # fmt: skip
    if name in fixed:
        return date(year, *fixed[name])
    if name in moving:
        return easter + timedelta(moving[name])
    if name in ("fathers day", "father day"):
        return _sunday(year, 6, 3)
    if name == "remembrance sunday":
        return _sunday(year, 11, 2)
    if name == "leap day":
        return _date(year, 2, 29)
    return date(year, 6, 23 if name.endswith("eve") else 24) if name.startswith("midsummer") else None


def _sunday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta((6 - first.weekday()) % 7 + 7 * (nth - 1))


def _easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    last = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * last) // 451
    month, day = divmod(h + last - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _shown(on: date) -> str:
    return f"{on.day} {MONTHS[on.month - 1].capitalize()} {on.year}"


# ── Ages ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_UNIT = r"(?:y/?o|years?|yrs?|months?|mths?|weeks?|wks?|days?)"
_AGE = re.compile(
    rf"(?<![\w.£])(?:(?P<lead>aged?(?:\s+of)?|at(?: the age of)?|turned|nearly|almost|just|"
    rf"only)\s+)?(?P<count>{_NUMBER})(?P<half>\s+and\s+a\s+half)?[\s-]*(?P<unit>{_UNIT})?"
    rf"(?:,?\s*(?:and\s+)?(?P<count2>{_NUMBER})[\s-]+(?P<unit2>{_UNIT}))?(?P<old>[\s-]+(?:old|of age))?(?![\w%])",
    re.I,
)


_IN_YEAR = re.compile(
    rf"\bin (?:his|her|their) (?P<nth>{_ORDINAL_WORD}) year\b(?! (?:at|of|in) (?:school|secondary|primary|college))",
    re.I,
)


def _ages(number: int, page: str, record: Record, days: list[Day]) -> Iterator[Found]:
    known = _known_ages(record, days)
    for match in _IN_YEAR.finditer(page):
        age = ("years", (number_of(match["nth"]) or 0) - 1)
        if age in known:
            why = f"the age of {known[age][1]}; alone it fits many children"
            yield Found(What.AGE, number, match.start(), match.end(), why, known[age][0])
    for match, said, fine in _said_ages(page):
        if said in known:
            why = (
                f"the age of {known[said][1]}" if fine else f"the age of {known[said][1]}; alone it fits many children"
            )
            yield Found(What.AGE, number, match.start(), match.end(), why, known[said][0])
        elif fine and record.children and (match["old"] or _lead(match)):
            yield Found(What.AGE, number, match.start(), match.end(), "an exact age", "", Sure.BY_FORM)


def _said_ages(page: str) -> Iterator[tuple[re.Match[str], Age, bool]]:
    """Every age that a page says of anybody, and whether it is said more finely than in years."""
    for match in _AGE.finditer(page):
        unit = (match["unit"] or "").lower()
        aged = _lead(match)
        spelt = unit.startswith("y") and (match["unit2"] or "").lower().startswith("m")
        if not (aged or match["old"] or spelt or unit in ("yo", "y/o")):
            continue
        if not unit and not aged:
            continue
        if (said := _age(match)) is not None:
            yield match, said, said[0] != "years" or bool(match["half"])


def _lead(match: re.Match[str]) -> bool:
    """Whether the words before a number make it an age: “aged 5”, “at five months”."""
    lead, unit = (match["lead"] or "").lower(), (match["unit"] or "").lower()
    return lead.startswith(("age", "at the age")) or (lead == "at" and unit[:1] in ("m", "w"))


def _age(match: re.Match[str]) -> Age | None:
    count = number_of(match["count"])
    unit = (match["unit"] or "years").lower()[0]
    if count is None:
        return None
    if match["half"] and unit == "y":
        return "months", count * 12 + 6
    if match["unit2"] and unit == "y" and match["unit2"].lower()[0] == "m":
        return "months", count * 12 + (number_of(match["count2"]) or 0)
    return {"y": "years", "m": "months", "w": "weeks", "d": "days"}[unit], count


def _known_ages(record: Record, days: list[Day]) -> dict[Age, tuple[str, str]]:
    """The ages of the children on the days of the record, in each unit."""
    known: dict[Age, tuple[str, str]] = {}
    for person in record.children:
        for day in days:
            if person.born and day.on > person.born and (day.whose in ("", person.name)):
                for age in ages(person, day.on):
                    known.setdefault(
                        age, (person.name, f"{person.part} at {day.what.replace(f' of {person.part}', '')}")
                    )
    return known


def ages(person: Person, on: date) -> Iterator[Age]:
    """A person's age on a day, in completed years, months, weeks and days as far as one counts in them."""
    assert person.born
    days = (on - person.born).days
    months = (on.year - person.born.year) * 12 + on.month - person.born.month - (on.day < person.born.day)
    yield "years", months // 12
    yield "months", months
    if days <= 7 * 60:
        yield "weeks", days // 7
    if days <= 120:
        yield "days", days


# ── What a text says, whoever it is about ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Said:
    """A day or an age as a text says it, of whomever. Two that mean the same have the same `means`."""

    start: int
    end: int
    what: str
    means: tuple[Any, ...]
    year: int | None = None
    """Of a day, its year, if it is said."""

    def is_also(self, other: "Said") -> bool:
        """Whether the two may mean the same: a year that is left unsaid may be any."""
        return self.means == other.means and (self.year == other.year or None in (self.year, other.year))


def said(page: str) -> Iterator[Said]:
    """Every day of a month that a text names, and every age."""
    for match in _DATES.finditer(page):
        year, month, day = _read(match)
        sure = year or not re.search(r"\b(?:may|march)\b", match.group())
        if month and day and sure and not _may_be_a_paragraph(match.group()):
            yield Said(match.start(), match.end(), "a day", (month, day), year)
    for match, age, _ in _said_ages(page):
        yield Said(match.start(), match.end(), "an age", age)
