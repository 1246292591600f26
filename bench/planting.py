"""Reports made up with identifiers planted in them, for `identifiability`. It shares no code and no list with what finds them.

Each report has a made-up child and family, some thousands of words of ordinary prose with things that only look like
identifiers, and, at known places, identifiers written as people write them: right, and wrong in the ways of people.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from casereview.documents.identifiability import Person, Population, Published, Record

GIRLS = [
    "Ngozi", "Zofia", "Priya", "Caitriona", "Oluwaseun", "Leticia", "Marguerite", "Tamsin", "Fenella", "Ayodele",
    "Rukhsana", "Magdalena", "Yewande", "Parveen", "Kimberlyn", "Chantelle", "Ottoline", "Philomena", "Samira",
    "Beatrix", "Tallulah", "Henrietta", "Nazreen", "Dorota", "Kerensa", "Angharad", "Mairead", "Temitope", "Sunniva",
    "Delphine", "Rowena", "Chidinma", "Latoya", "Shakira", "Bronwen", "Genevieve", "Ludmila", "Anjali", "Halima",
    "Josephina", "Kirsten", "Lorraine", "Monique", "Estelle", "Verity", "Corinne",
]  # fmt: skip
BOYS = [
    "Kwame", "Tadeusz", "Arjun", "Deshawn", "Fergus", "Olumide", "Rafael", "Cornelius", "Lachlan", "Barnaby",
    "Zbigniew", "Hamza", "Tariq", "Emeka", "Gethin", "Leopold", "Sanjay", "Marlon", "Dashiell", "Cedric", "Winston",
    "Yannick", "Rupert", "Bartholomew", "Ignatius", "Jermaine", "Kelvin", "Lorcan", "Montague", "Nikhil", "Osman",
    "Percival", "Quentin", "Rohan", "Sylvester", "Terrance", "Ulrich", "Vikram", "Wilfred", "Xavier", "Yusef",
    "Zaheer", "Alasdair", "Benedict", "Cillian", "Desmond",
]  # fmt: skip
SURNAMES = [
    "Okonkwo", "Wisniewska", "Chaudhry", "Fitzgerald", "Adebayo", "Trelawney", "Featherstone", "Mbeki", "Kowalczyk",
    "Rahmani", "Pemberton", "Llewellyn", "Balogun", "Hathersage", "Szymanska", "Venkatesan", "Drummond",
    "McAllister", "O'Flaherty", "Al-Rashid", "Castellano", "Thistlewood", "Abernathy", "Gunawardena", "Pritchard",
    "Osei", "Braithwaite", "Nakamura", "Villanueva", "Hendricks", "Ashworth", "Ferreira", "Kuznetsov", "Petrenko",
    "Bickerstaffe", "Carruthers", "Dhaliwal", "Etherington", "Fairweather", "Gallagher", "Higginbotham", "Ibekwe",
    "Jankowski", "Kavanagh", "Lombardi", "Mukherjee", "Nwosu",
]  # fmt: skip
STREETS = [
    "Alderney", "Bramcote", "Culverhay", "Dunkeld", "Ennerdale", "Fullwell", "Gorsebrook", "Haverstock",
    "Inverleith", "Kelmscott", "Lansdowne", "Mossvale",
]  # fmt: skip
STREET_KINDS = {"Road": "Rd", "Avenue": "Ave", "Close": "Cl", "Crescent": "Cres", "Lane": "Ln", "Drive": "Dr"}
TOWNS = [
    "Wetherham", "Thornaby", "Castleshaw", "Oldbridge", "Marsdenby", "Hexworth", "Kilnsey", "Burrowdale", "Saltcote",
    "Penhallow",
]  # fmt: skip
SCHOOLS = [
    "Larkfield Primary School",
    "St Wilfrid's Catholic Primary School",
    "Hollins Wood Academy",
    "Bishop Ridley School",
]
SURGERIES = ["Quarry Bank Surgery", "Ferndale Medical Centre", "Moorside Practice"]
CONDITIONS = [
    "Prader-Willi syndrome",
    "osteogenesis imperfecta",
    "Duchenne muscular dystrophy",
    "epidermolysis bullosa",
    "cystinosis",
]
CARDINALS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NTH = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
]  # fmt: skip
_TEENS = "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
_TWENTIES = (
    "twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth"
)
DAYS_IN_WORDS = [*NTH, *f"{_TEENS} {_TWENTIES} twenty-ninth thirtieth thirty-first".split(" ")]

PROSE = [
    "The health visitor made two attempts to see the family and recorded neither in full.",
    "Agencies did not share what they knew, and each assumed that another had the whole picture.",
    "A strategy discussion was held by telephone, without the school or the community nurse.",
    "The social worker carried a caseload of 27 and had been in post for ten weeks.",
    "Supervision took place monthly, but reflection on the child’s experience was thin.",
    "Working Together to Safeguard Children (2013) says that the child must be seen and heard.",
    "The Board agreed on 14 January 2019 to publish this report in full.",
    "The review panel met on seven occasions and spoke with 31 practitioners.",
    "Professionals were over-optimistic about the capacity of the parents to change.",
    "The LSCB accepted all recommendations, and an action plan was agreed with partners.",
    "Police officers attended three domestic abuse incidents and submitted notifications for each.",
    "The General Practitioner was not told of the child protection plan.",
    "Child W lived with her mother and her mother’s partner at the time of the incident.",
    "Housing arrears stood at £1,250, and a notice had been served.",
    "There was no evidence that anyone asked the child what life was like at home.",
    "The midwife noted a disclosure and passed it to the duty desk by secure e-mail.",
    "Research shows that bruising in babies who do not yet move is rarely accidental.",
    "The Designated Nurse will audit a sample of 40 records by the end of the year.",
    "Information was held on three systems that could not speak to one another.",
    "Hindsight makes the signs look plainer than they were on the day.",
    "The Local Authority’s thresholds were revised in 2012 and again in 2016.",
    "Ofsted inspected the authority and judged its services to require improvement.",
    "Father was not included in assessments, although he was known to services.",
    "The reference for this procedure is 4010 2345 67 and its version is 12.3.",
    "Of 150 contacts, 12% led to an assessment within 45 working days.",
    "The Emergency Department saw the child twice in four months, on different sites.",
    "A multi-agency meeting was cancelled because of snow and never held.",
    "Staff described the pressure of that winter, with vacancies of one in four.",
    "The Core Group met irregularly; its minutes name actions but no owners.",
    "Neighbours had heard shouting, and told nobody, because they feared to be wrong.",
    "Managers signed off the closure of the case without reading the chronology.",
    "The Crown Court heard evidence over five days, and the Judge praised the witnesses.",
    "Appendix B sets out the terms of reference, and Appendix C the methods.",
    "The review took 14 months; the delay was caused by criminal proceedings.",
    "Two of the nine recommendations are addressed to national bodies.",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planted:
    kind: str
    page: int
    start: int
    end: int
    words: str
    exact: bool
    """Whether it stands as the record has it, or in the standard form of its kind."""


@dataclass(slots=True)
class Report:
    record: Record
    pages: list[str] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(len(page.split()) for page in self.pages)


def report(seed: int, pages: int = 20) -> Report:
    """A made-up report of so many pages, with eight to twelve identifiers planted on each."""
    lot = random.Random(f"planting {seed}")
    made = Report(_record(lot))
    kinds = list(_KINDS)
    for number in range(1, pages + 1):
        page = ""
        for _ in range(lot.randint(8, 12)):
            page += " ".join(lot.sample(PROSE, lot.randint(1, 3))) + " "
            kind = lot.choice(kinds)
            before, words, after, exact = _KINDS[kind](lot, made.record)
            start = len(page) + len(before)
            page += f"{before}{words}{after} "
            made.planted.append(Planted(kind, number, start, start + len(words), words, exact))
            page += "\n" * lot.randint(0, 1)
        made.pages.append(_broken(page))
    return made


def _broken(page: str) -> str:
    """The page in lines, as a printed one has them: spaces become line ends, so every place stays what it was."""
    out, width = [], 0
    for sign in page:
        if sign == " " and width > 85:
            sign = "\n"
        width = 0 if sign == "\n" else width + 1
        out.append(sign)
    return "".join(out)


# ── A family that never was ─────────────────────────────────────────────────────────────────────────────────────────


def _record(lot: random.Random) -> Record:
    girl = lot.random() < 0.5
    born = date(lot.randint(2002, 2010), lot.randint(1, 12), lot.randint(1, 28))
    died = born + timedelta(lot.randint(200, 2_500))
    surname, other = lot.sample(SURNAMES, 2)
    forenames = lot.sample(GIRLS if girl else BOYS, 2)
    street, kind, town = lot.choice(STREETS), lot.choice(list(STREET_KINDS)), lot.choice(TOWNS)
    district = f"{lot.choice(['LS', 'M', 'B', 'NE', 'BD'])}{lot.randint(1, 29)}"
    postcode = f"{district} {lot.randint(1, 9)}{_letters(lot, 2, 'ABDEFGHJLNPQRSTUWXYZ')}"
    address = f"{lot.randint(2, 180)} {street} {kind}, {town}, {postcode}"
    child = Person(
        f"{' '.join(forenames)} {surname}",
        "the child",
        True,
        born=born,
        died=died,
        addresses=(address,),
        schools=(lot.choice(SCHOOLS),),
        surgeries=(lot.choice(SURGERIES),),
        numbers=(nhs(lot),),
    )
    mother = Person(
        f"{lot.choice(GIRLS)} {surname}",
        "the mother",
        born=date(1980 + lot.randint(0, 9), lot.randint(1, 12), lot.randint(1, 28)),
    )
    partner = Person(f"{lot.choice(BOYS)} {other}", "the mother’s partner")
    incident = died - timedelta(lot.randint(20, 150))
    return Record(
        people=(child, mother, partner),
        places=(lot.choice([one for one in TOWNS if one != town]),),
        days=((incident, "the incident"),),
        conditions=(lot.choice(CONDITIONS),),
        phrases=tuple(lot.sample(TOYS, 2)),
        published=(_article(lot, died),),
        traits={"sex": "girl" if girl else "boy", "siblings": "5", "ethnicity": "Somali"},
        population=Population(40_000),
    )


# ── What a newspaper wrote ──────────────────────────────────────────────────────────────────────────────────────────

TOYS = [
    "Captain Biscuit",
    "the yellow submarine",
    "Wobbly Bob",
    "a tin full of marbles",
    "Mister Tumnus",
    "the squeaky giraffe",
]
ESTATES = ["Gannet Fold", "Puffin Wharf", "Tolpuddle Green", "Barley Mow", "Quince Hollow"]
WITNESSES = ["Ambrose Tuffnell", "Clementine Rusk", "Horatio Pym", "Perpetua Sloane", "Obadiah Crick"]
TOLD = [
    "a kettle boiled dry beside the upturned pram",
    "she painted over the bloodied skirting board twice",
    "crows pecked at nappies piled against the fence",
    "his tricycle rusted under a torn blue tarpaulin",
]


def _article(lot: random.Random, died: date) -> Published:
    """An article that gives a day, an age, a neighbour and an estate that are not on the record, and a thing that was seen."""
    heard = died + timedelta(lot.randint(200, 400))
    words = (
        f"Life for lodger. The trial ended on {heard.day} {heard:%B} after {lot.choice(WITNESSES)}, who lives at "
        f"{lot.choice(ESTATES)}, told how {lot.choice(TOLD)}. The lodger is aged {lot.randint(61, 89)}."
    )
    return Published(f"the Courier of {heard.day} {heard:%B} {heard.year}", words)


def _of_the_article(record: Record, choices: list[str]) -> str:
    """Which of these the article has."""
    return next(one for one in choices if one in record.published[0].text)


def _day_of_the_article(lot: random.Random, record: Record) -> str:
    heard = record.published[0].source.removeprefix("the Courier of ")
    day, month, year = heard.split(" ")
    return lot.choice([heard, f"{month} {day}, {year}", f"the {DAYS_IN_WORDS[int(day)]} of {month}"])


def _age_of_the_article(lot: random.Random, record: Record) -> str:
    years = record.published[0].text.rstrip(".").split(" ")[-1]
    return lot.choice([f"aged {years}", f"{years} years old", f"{years}-year-old"])


def _letters(lot: random.Random, count: int, of: str) -> str:
    return "".join(lot.choice(of) for _ in range(count))


# ── Numbers with check digits, reckoned here by their published rules ───────────────────────────────────────────────


def nhs(lot: random.Random, right: bool = True) -> str:
    while True:
        nine = [lot.randint(4, 7)] + [lot.randint(0, 9) for _ in range(8)]
        total = sum(digit * (10 - place) for place, digit in enumerate(nine))
        check = (11 - total % 11) % 11
        if check < 10:
            last = check if right else (check + lot.randint(1, 9)) % 10
            text = "".join(map(str, nine)) + str(last)
            return f"{text[:3]} {text[3:6]} {text[6:]}" if lot.random() < 0.7 else text


def upn(lot: random.Random, right: bool = True) -> str:
    alphabet = "ABCDEFGHJKLMNPQRTUVWXYZ"
    twelve = [lot.randint(0, 9) for _ in range(12)]
    total = sum((place + 2) * digit for place, digit in enumerate(twelve))
    place = total % 23 if right else (total + lot.randint(1, 22)) % 23
    return alphabet[place] + "".join(map(str, twelve))


def _ni(lot: random.Random) -> str:
    prefix = lot.choice(["AB", "JG", "NW", "PX", "SE", "WM", "YT"])
    digits = [f"{lot.randint(0, 99):02}" for _ in range(3)]
    return lot.choice(["", " "]).join([prefix, *digits, lot.choice("ABCD")])


def _phone(lot: random.Random) -> str:
    return lot.choice(
        [
            f"0113 496 0{lot.randint(100, 999)}",
            f"07700 900{lot.randint(100, 999)}",
            f"+44 7700 900{lot.randint(100, 999)}",
            f"(0114) 496 0{lot.randint(100, 999)}",
            f"020 7946 0{lot.randint(100, 999)}",
            f"0161-496-0{lot.randint(100, 999)}",
        ]
    )


def _vehicle(lot: random.Random) -> str:
    return lot.choice(
        [
            _letters(lot, 2, "ABCDEFGHKLMNOPRSVWY")
            + lot.choice(["04", "12", "54", "63", "04 ", "12 ", "54 ", "63 "])
            + _letters(lot, 3, "ABCDEFGHJKLMNOPRSTUVWXYZ"),
            f"{lot.choice('HJKLMNPRSTVWX')}{lot.randint(21, 999)} {_letters(lot, 3, 'ABCDEFGHJKLMNOPRSTUVWXY')}",
        ]
    )


# ── People's ways of writing, and of going wrong ────────────────────────────────────────────────────────────────────

_SOUNDS = [
    ("ph", "f"),
    ("c", "k"),
    ("k", "c"),
    ("y", "i"),
    ("ie", "ei"),
    ("ee", "ea"),
    ("s", "z"),
    ("x", "ks"),
    ("qu", "kw"),
    ("ck", "k"),
    ("w", "v"),
    ("i", "y"),
]


def misspelt(lot: random.Random, name: str) -> str:
    """A name with one thing wrong, as people and scanners get names wrong; long ones sometimes with two."""
    word = name
    for _ in range(2 if len(name) > 8 and lot.random() < 0.25 else 1):
        at = lot.randint(1, len(word) - 2)
        how = lot.choice(["drop", "double", "swap", "vowel", "sound", "key"])
        if how == "drop":
            word = word[:at] + word[at + 1 :]
        elif how == "double":
            word = word[:at] + word[at] + word[at:]
        elif how == "swap":
            word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        elif how == "vowel" and (places := [place for place, letter in enumerate(word) if place and letter in "aeiou"]):
            place = lot.choice(places)
            word = word[:place] + lot.choice("aeiou") + word[place + 1 :]
        elif how == "sound" and (able := [pair for pair in _SOUNDS if pair[0] in word[1:]]):
            one, other = lot.choice(able)
            word = word[0] + word[1:].replace(one, other, 1)
        else:
            word = word[:at] + lot.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :]
    return word if word != name else name + name[-1]


def _a_name(lot: random.Random, record: Record) -> str:
    person = lot.choice(record.people)
    return lot.choice([person.name, person.name.split()[0], person.name.split()[-1], person.name.split()[-1]])


def _exact_name(lot: random.Random, record: Record) -> tuple[str, str, str, bool]:
    name = _a_name(lot, record)
    name = lot.choice([name, name, name.upper(), name.replace("'", "’")])
    before, after = lot.choice(
        [
            ("She said that ", " had been seen."),
            ("", " was seen at home."),
            ("The file of ", " was closed."),
            ("It was ", "’s first visit."),
        ]
    )
    return before, name, after, True


def _misspelt_name(lot: random.Random, record: Record) -> tuple[str, str, str, bool]:
    name = lot.choice(lot.choice(record.people).name.split())
    return "The note says that ", misspelt(lot, name), " was not at home.", False


def _altered_name(lot: random.Random, record: Record) -> tuple[str, str, str, bool]:
    """Apart, without its apostrophe or hyphen, or with its letters apart."""
    name = lot.choice(record.people).name.split()[-1]
    if "'" in name or "-" in name:
        return (
            "Mail came for ",
            lot.choice([name.replace("'", "").replace("-", ""), name.replace("'", " ").replace("-", " ")]),
            " that week.",
            False,
        )
    return "The poster read ", " ".join(name), " in red.", False


def _initials(lot: random.Random, record: Record) -> tuple[str, str, str, bool]:
    letters = [part[0] for part in record.people[0].name.split()]
    return (
        "In the log ",
        lot.choice([".".join(letters) + ".", ". ".join(letters) + "."]),
        " is written throughout.",
        True,
    )


def _exact_date(lot: random.Random, record: Record) -> tuple[str, str, str, bool]:
    child = record.people[0]
    on = lot.choice([child.born, child.died, record.days[0][0]])
    month = on.strftime("%B")
    return (
        "It was on ",
        lot.choice(
            [
                f"{on.day} {month} {on.year}",
                f"{on.day}{_suffix(on.day)} {month} {on.year}",
                f"{month} {on.day}, {on.year}",
                on.strftime("%d/%m/%Y"),
                on.strftime("%d.%m.%y"),
                on.isoformat(),
                f"{on.strftime('%A')} {on.day} {month}",
                f"{on.day} {on.strftime('%b')} {on.year}",
            ]
        ),
        " that it happened.",
        True,
    )


def _suffix(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _date_in_words(lot: random.Random, record: Record) -> tuple[str, str, str, bool]:
    child = record.people[0]
    nth = max(1, (child.died.year - child.born.year))
    on = lot.choice([child.born, child.died, record.days[0][0]])
    christmas = date(child.died.year, 12, 25)
    weeks = (christmas - child.died).days // 7
    ways = [
        ("This was on ", f"the {DAYS_IN_WORDS[on.day]} of {on.strftime('%B')}", ""),
        ("He was ill on ", f"{'her' if record.traits['sex'] == 'girl' else 'his'} {NTH[min(nth, 12)]} birthday", ""),
        (
            "It was ",
            f"the day before {'her' if record.traits['sex'] == 'girl' else 'his'} {NTH[min(nth, 12)]} birthday",
            " when they called.",
        ),
        ("They moved ", f"{CARDINALS[lot.randint(2, 9)]} days after the birth", " of the child."),
    ]
    if 1 <= weeks <= 12:
        ways.append(
            ("The death came ", f"{CARDINALS[weeks]} week{'s' * (weeks > 1)} before Christmas {child.died.year}", "")
        )
    before, words, after = lot.choice(ways)
    return before, words, f"{after}.", False


def _age(lot: random.Random, record: Record) -> tuple[str, str, str, bool]:
    child = record.people[0]
    months = (
        (child.died.year - child.born.year) * 12
        + child.died.month
        - child.born.month
        - (child.died.day < child.born.day)
    )
    years, rest = divmod(months, 12)
    ways = [f"{months} months old", f"{months}-month-old"]
    if years:
        ways.append(f"{years} years and {rest} months" if years > 1 else f"one year and {rest} months")
    if months <= 12:
        ways.append(f"{CARDINALS[months]} months old")
    return "The notes describe a child ", lot.choice(ways), " at the death.", True


def _address(lot: random.Random, record: Record) -> tuple[str, str, str, bool]:
    street = record.people[0].addresses[0].split(",")[0]
    kind = street.split()[-1]
    words = lot.choice([street, street.split(" ", 1)[1], street.replace(kind, STREET_KINDS[kind])])
    return "They moved to ", words, " in the spring.", True


def _misspelt_address(lot: random.Random, record: Record) -> tuple[str, str, str, bool]:
    number, street, kind = record.people[0].addresses[0].split(",")[0].split(" ")
    return "They were found at ", f"{number} {misspelt(lot, street)} {kind}", " that night.", False


def _said(before: str, after: str, make):
    def plant(lot: random.Random, record: Record) -> tuple[str, str, str, bool]:
        return before, make(lot, record), after, True

    return plant


def _school(lot: random.Random, record: Record) -> str:
    name = record.people[0].schools[0]
    return lot.choice([name, name.replace("'", "’"), name.replace("St ", "St. "), name.replace("'", "")])


def _postcode(lot: random.Random, record: Record) -> str:
    return record.people[0].addresses[0].split(", ")[-1].replace(" ", lot.choice(["", " "]))


def _email(lot: random.Random, record: Record) -> str:
    return (
        f"{record.people[1].name.split()[0].lower()}.{lot.randint(1, 99)}@example.{lot.choice(['org', 'co.uk', 'com'])}"
    )


_KINDS = {
    "name": _exact_name,
    "name, misspelt": _misspelt_name,
    "name, altered": _altered_name,
    "initials": _initials,
    "date": _exact_date,
    "date in words": _date_in_words,
    "age": _age,
    "address": _address,
    "address, misspelt": _misspelt_address,
    "postcode": _said("The family lived in ", " until then.", _postcode),
    "school": _said("The head of ", " wrote twice.", _school),
    "surgery": _said("Letters went to ", " instead.", lambda lot, record: record.people[0].surgeries[0]),
    "telephone": _said("The number given was ", ", which rang out.", lambda lot, record: _phone(lot)),
    "NHS number": _said("The label reads ", " in the margin.", lambda lot, record: nhs(lot)),
    "UPN": _said("The pupil’s number is ", " there.", lambda lot, record: upn(lot)),
    "NI number": _said("On the form is ", " in pencil.", lambda lot, record: _ni(lot)),
    "vehicle": _said("A car, ", ", was seen outside.", lambda lot, record: _vehicle(lot)),
    "e-mail": _said("It was sent to ", " by mistake.", _email),
    "place": _said("They came from ", " that year.", lambda lot, record: record.places[0]),
    "words to keep out": _said("He held ", " all night.", lambda lot, record: lot.choice(record.phrases)),
    "day in the press": _said("A letter of ", " says so.", _day_of_the_article),
    "age in the press": _said("A man ", " was in the room.", _age_of_the_article),
    "name in the press": _said("They had asked ", " for help.", lambda lot, record: _of_the_article(record, WITNESSES)),
    "place in the press": _said("The van went to ", " and back.", lambda lot, record: _of_the_article(record, ESTATES)),
    "words in the press": _said("It is noted that ", " that spring.", lambda lot, record: _of_the_article(record, TOLD)),
    "condition": _said("A consultant had diagnosed ", " by then.", lambda lot, record: record.conditions[0]),
}  # fmt: skip


def decoys(seed: int, count: int = 200) -> list[tuple[str, str]]:
    """Numbers with wrong check digits: what they look like, and their words. None of them should be found."""
    lot = random.Random(f"decoys {seed}")
    return [lot.choice([("NHS number", nhs(lot, right=False)), ("UPN", upn(lot, right=False))]) for _ in range(count)]
