"""Numbers that belong to one person, found by their form and check digit, or because the record has them; and e-mail addresses.

The rules: NHS number, modulus 11 (NHS Data Dictionary); UPN, check letter by modulus 23 (DfE, Unique pupil numbers); National
Insurance number, prefixes never given out (HMRC, NIM39110); vehicle marks (DVLA, INF104); telephone numbers (Ofcom's plan).
"""

import re
from collections.abc import Callable, Iterator

from rapidfuzz.distance import DamerauLevenshtein

from casereview.documents.identifying.record import Found, Pages, Person, Record, Sure, What, numbered

_GAP = r"[\s.\u2010-\u2015-]?"
_NHS = re.compile(rf"(?<![\d£])\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}(?!\d)")
_UPN = re.compile(r"(?<![^\W_])[A-HJ-NP-RT-Z]\s?(?:\d\s?){11}[\dA-HJ-NP-RT-Z](?![^\W_])")
_NI = re.compile(
    rf"(?<![^\W_])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]{_GAP}\d\d{_GAP}\d\d{_GAP}\d\d{_GAP}[A-D](?![^\W_])",
    re.I,
)
_VEHICLE = re.compile(
    r"(?<![^\W_])(?:[A-HJ-PR-Y][A-HJ-PR-Y](?:0[1-9]|[1-7]\d)\s?[A-HJ-PR-Z]{3}|[A-HJ-NPR-TV-Y]\d{1,3}\s?[A-HJ-PR-Y]{3}|"
    r"[A-HJ-PR-Y]{3}\s?\d{1,3}[A-HJ-NPR-TV-Y])(?![^\W_])"
)
_PHONE = re.compile(
    r"(?<![\d.,/£-])(?:\+\s?44[\s-]?(?:\(0\)[\s-]?)?|0044[\s-]?|\(?0)(?:[\s()-]{0,2}\d){9,10}(?!\d|[.,/]\d)"
)
_DOT = r"(?:\.|\s?\(dot\)\s?|\s?\[dot\]\s?|\sdot\s)"
_EMAIL = re.compile(
    rf"[\w.+%’'-]+(?:\s?(?:@|\(at\)|\[at\])\s?|\sat\s(?=[\w-]+\sdot\s))[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[a-z]{{2,12}}(?![^\W_])",
    re.I,
)
_WEB = re.compile(
    r"(?<![^\W_])(?:(?:www\.)?(?:facebook|instagram|twitter|tiktok|snapchat|youtube|linkedin|gofundme|"
    r"justgiving|x)\.com/[\w./?=&%-]+|"
    r"(?<!\w)@[A-Za-z_][\w.]{2,30})",
    re.I,
)

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def find(pages: Pages, record: Record) -> Iterator[Found]:
    known = {_bare(number): person for person in record.people for number in person.numbers}
    for number, page in numbered(pages):
        yield from _by_form(number, page)
        yield from _of_the_record(number, page, known)


def nhs_number(text: str) -> bool:
    """Whether ten digits are an NHS number: the last checks the others."""
    digits = [int(digit) for digit in text if digit.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return check % 11 == digits[9] and check != 10


def upn(text: str) -> bool:
    """Whether this is a unique pupil number: its first letter checks what follows, where a letter at the end counts too."""
    bare = _bare(text)
    if len(bare) != 13 or bare[0] not in _UPN_LETTERS:
        return False
    values = [int(sign) if sign.isdigit() else _UPN_LETTERS.find(sign) for sign in bare[1:]]
    return _UPN_LETTERS[sum(weight * value for weight, value in zip(range(2, 14), values, strict=True)) % 23] == bare[0]


def telephone(text: str) -> bool:
    """Whether this is a telephone number of the United Kingdom, by its length and beginning."""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    digits = re.sub(r"^(?:0044|44)", "0", digits)
    return len(digits) in (10, 11) and digits[0] == "0" and digits[1] in "123578" and digits[1:3] != "00"


_FORMS: tuple[tuple[What, re.Pattern[str], Callable[[str], bool], str], ...] = (
    (What.NHS_NUMBER, _NHS, nhs_number, "an NHS number: its check digit is right"),
    (What.UPN, _UPN, upn, "a unique pupil number: its check letter is right"),
    (What.NI_NUMBER, _NI, lambda text: True, "a National Insurance number"),
    (What.VEHICLE, _VEHICLE, lambda text: True, "a vehicle’s registration mark"),
    (What.PHONE, _PHONE, telephone, "a telephone number"),
    (What.EMAIL, _EMAIL, lambda text: True, "an e-mail address"),
    (What.WEB, _WEB, lambda text: True, "an account or page of a person"),
)


def _by_form(number: int, page: str) -> Iterator[Found]:
    for what, pattern, holds, why in _FORMS:
        for match in pattern.finditer(page):
            if holds(match.group()):
                yield Found(what, number, match.start(), match.end(), why, "", Sure.BY_FORM)


_ANY = re.compile(r"(?<![^\W_])[A-Z]{0,4}[ /-]?\d(?:[\s/.-]?[A-Za-z]?\d){3,20}[A-Za-z]?(?![^\W_])")


def _of_the_record(number: int, page: str, known: dict[str, Person]) -> Iterator[Found]:
    """A number that the record has, however it is spaced; and one that differs from it by a digit, or by two changed about."""
    long = [one for one in known if len(one) >= 9]
    whole = page.upper()
    for one, person in known.items():
        if len(one) < 4:
            continue
        pattern = r"(?<![^\W_])" + r"[\s./()\u2010-\u2015-]{0,2}".join(map(re.escape, one)) + r"(?![^\W_])"
        for match in re.finditer(pattern, whole):
            yield Found(
                What.NUMBER, number, match.start(), match.end(), f"a number of {person.part} in the record", person.name
            )
    for match in _ANY.finditer(page) if long else ():
        bare = _bare(match.group())
        for one in long:
            if (
                bare != one
                and abs(len(bare) - len(one)) <= 1
                and DamerauLevenshtein.distance(bare, one, score_cutoff=1) == 1
            ):
                person = known[one]
                why = f"one sign away from a number of {person.part} in the record"
                yield Found(What.NUMBER, number, match.start(), match.end(), why, person.name, Sure.NEARLY)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).upper()
