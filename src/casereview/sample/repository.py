"""Invented published reviews for the repository: what a national repository looks like with some years of reports in it.

No child, family, board or event here is real. Each report says so on its first page and in its abstract.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from casereview.library import acts, proposing
from casereview.library.codes import Licence, Origin
from casereview.library.proposing import Source
from casereview.rules.codes import Role
from casereview.sample import people, places

INVENTED = "Invented for demonstration: no child, family, agency or event in this report is real."

FIRST, LAST = 2010, 2025
REPORTS = 90


@dataclass(frozen=True, slots=True)
class Strand:
    """What a report tells where a theme is in it: what happened, what was found and why, and what is recommended to whom."""

    theme: str
    happened: tuple[str, ...]
    finding: str
    recommendation: str
    addressed_to: str
    from_year: int = FIRST
    often: float = 0.3


STRANDS = (
    Strand(
        "neglect",
        (
            "The health visitor recorded that the home was cold and that there was little food in the kitchen.",
            "The school noted that {child} came hungry and in clothes that had not been washed, and that neglect was talked of "
            "in the staff room but not written down.",
            "Three referrals about home conditions were each looked at alone and closed. Nobody put the neglect together.",
        ),
        "Neglect was described by every agency and named by none, because each saw one part of it and no tool brought the "
        "parts together",
        "agree one tool for assessing neglect, used by all agencies, and audit its use after a year",
        "{board}",
        often=0.45,
    ),
    Strand(
        "domestic-abuse",
        (
            "The police attended the address on four occasions after reports of domestic abuse between the adults.",
            "A notice of domestic abuse was sent to the health visiting service but reached no health visitor.",
            "{child}’s mother told the midwife that she was afraid. The midwife did not ask of whom, as the partner was present.",
        ),
        "Notices of domestic abuse did not reach those who visited the home, due to an electronic mailbox that nobody owned",
        "review how notices of domestic abuse reach midwives, health visitors and schools on the day they are made",
        "The Chief Constable",
        often=0.4,
    ),
    Strand(
        "men",
        (
            "The mother’s partner had moved in some months before. No agency knew his name, and no agency asked.",
            "He was seen at two visits and was written down as “a friend of the family”.",
            "The father, who lived apart, told the children’s centre that he was worried. He was asked to speak to the mother.",
        ),
        "Men in the household were unknown to those who assessed its risks, because assessments were made with mothers alone",
        "require every assessment to say who lives in and visits the home, and to include fathers who live apart",
        "Children’s social care",
        often=0.3,
    ),
    Strand(
        "information-sharing",
        (
            "The general practitioner knew of the mother’s depression, the housing officer of the eviction, and the school of "
            "the bruise. No two of them spoke.",
            "A strategy discussion was held without the hospital, whose paediatrician had seen the injury.",
            "Consent was thought to be needed where it was not, and information sharing stopped there.",
        ),
        "Information was held in five places and shared in none, as a result of a mistaken belief that consent was needed",
        "issue one page on what may be shared without consent and have every team discuss it in supervision",
        "All partner agencies",
        often=0.4,
    ),
    Strand(
        "professional-curiosity",
        (
            "The explanation that {child} had fallen off the sofa was accepted, although {child} had not been near it.",
            "Professionals spoke of good engagement. Visits that had been announced were kept, and no others were made.",
            "A rule of optimism prevailed: each small improvement was recorded, and its end was not.",
        ),
        "What parents said was taken at face value, because workloads left no time to test it and supervision did not ask",
        "provide supervision that asks of each case what else could explain what is seen",
        "Heads of service",
        often=0.35,
    ),
    Strand(
        "childs-voice",
        (
            "{child} was seen eleven times and seen alone once. What {child} said then is not recorded.",
            "The record of the family is long; of {child}’s daily life it says almost nothing.",
        ),
        "The child’s voice is missing from the record, since visits were arranged to talk with adults",
        "ensure that children are seen alone and that what they say and show is written in their own words",
        "{board}",
        often=0.35,
    ),
    Strand(
        "exploitation",
        (
            "{child} went missing seventeen times in a year, and twice was found in another county with older young people.",
            "County lines were suspected by the school. {child} was said to be making choices.",
            "A return home interview was offered by letter.",
        ),
        "Exploitation was seen as behaviour, because no agency’s assessment asked who gained from it",
        "commission a service for children at risk of exploitation outside the home that works in the evening and at weekends",
        "The local authority and the police",
        from_year=2018,
        often=0.9,
    ),
    Strand(
        "thresholds",
        (
            "The referral was judged not to meet the threshold, and the referrer was not told.",
            "The case was stepped down to early help in the week in which the family moved.",
        ),
        "Agencies did not agree on thresholds and did not say so, as escalation was felt to be a complaint",
        "make the escalation policy one page long and count how often it is used",
        "{board}",
        often=0.3,
    ),
    Strand(
        "sudi",
        (
            "{child} slept with both adults on a sofa after a night on which alcohol had been drunk.",
            "Advice on safe sleeping had been given in hospital on the day of birth and not again.",
            "The death was recorded as a sudden unexpected death in infancy.",
        ),
        "Advice on co-sleeping was given once and to one parent, because it is part of the discharge form",
        "give advice on safe sleeping to everybody who will care for the baby at night, and see where the baby sleeps",
        "The health visiting service",
        often=0.2,
    ),
    Strand(
        "suicide",
        (
            "{child} had told a friend, who told a teacher, who told the nurse. The wait for an appointment was 31 weeks.",
            "After the second overdose {child} was discharged at four in the morning.",
        ),
        "Self-harm was treated as an illness to be waited for, because nobody held the risk meanwhile",
        "name one professional who holds the risk for each young person who waits for treatment",
        "The integrated care board",
        from_year=2013,
        often=0.25,
    ),
)

FRONT = """{board}

{kind}

Child {letter}

Overview report

Published: {published}

{invented}
"""

OPENING = (
    "This review was commissioned by the Chair after {child} {what}. It asks what happened, why, and what needs to change.",
    "{child} was aged {age} and lived with {household}. The family had been known to universal services throughout.",
    "Practitioners who had worked with the family took part. Family members were invited, and two of them met the reviewer.",
    "Individual management reviews were not asked for; the agencies’ chronologies were read together at two learning events.",
    "The reviewer is independent of all of the agencies. Facts that would tell who the family are have been left out.",
)
BETWEEN = (
    "There is no record of a management decision at this point.",
    "The next contact was eleven weeks later.",
    "The chronology shows that the family then moved, and that the records followed after two months.",
    "Staff described this time as one of many vacancies.",
    "The plan was reviewed and continued without change.",
    "A child in need meeting was held; three of the eight who were invited came.",
)
AGES = (
    ("under_1", "four months"),
    ("under_1", "seven weeks"),
    ("1_to_5", "three years"),
    ("6_to_10", "eight years"),
    ("11_to_15", "13 years"),
    ("11_to_15", "14 years"),
    ("16_to_17", "16 years"),
)
OLDER_FROM = 2018
"""The year from which more reports are of older children, and tell of exploitation: what a flagged theme looks like."""

HOUSEHOLDS = (
    "both parents",
    "the mother and two siblings",
    "the mother and her partner",
    "grandparents",
    "foster carers",
)
MONTHS = "January February March April May June July August September October November December".split()


def load(today: date, seed: object, tick: Callable[[int], object] = lambda _: None) -> None:
    """Put the reports into the catalogue, and leave some work for the cataloguer. Call it inside `chain.writing`."""
    rng = Random(f"{seed}/repository")
    by = people.signing_in(Role.CATALOGUER)
    published = []
    for number in range(REPORTS):
        draft = acts.draft(by=by, **_report(rng, number))
        published.append(acts.publish(draft.key, by=by, on=today).entry_id)
        tick(1)
    double = acts.publish(acts.draft(by=by, **_report(rng, 3)).key, by=by, on=today).entry_id
    acts.merge(
        double,
        by=by,
        on=today,
        into=published[3],
        why="The same report, handed in by the board and found again on its site.",
    )
    acts.withdraw(
        published[11],
        by=by,
        on=today,
        why="Withdrawn while a court considers whether the report identifies a surviving child.",
        asked_by="The board",
    )
    waiting = _report(rng, REPORTS + 1)
    waiting["answers"]["embargo"] = f"{today + timedelta(days=21)}T09:30"
    acts.publish(acts.draft(by=by, **waiting).key, by=by, on=today)
    for number in (REPORTS + 2, REPORTS + 3):
        _handed_in(_report(rng, number), today)


def _handed_in(report: dict[str, Any], today: date) -> None:
    """A report handed in by a board: its text was read, and a draft proposed that somebody must look at."""
    manager, by = people.signing_in(Role.MANAGER), people.signing_in(Role.CATALOGUER)
    pages = report["pages"]
    deposit = acts.deposit(
        by=manager,
        on=today - timedelta(days=3),
        origin=Origin.HANDED_IN,
        title=report["answers"]["title"],
        board=manager.organisation_name,
        pages=pages,
        note="Please publish as soon as you can. The family has read it.",
    )
    proposals = proposing.propose(Source(pages, "Serious Case Review", "largest words of the first page"))
    acts.draft(by=by, answers=proposing.answers(proposals), proposals=proposals, pages=pages, deposit=deposit.id)


def _report(rng: Random, number: int) -> dict[str, Any]:
    """A report as a draft of it takes it."""
    year = FIRST + number * (LAST - FIRST) // REPORTS if number < REPORTS else LAST
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    letter = f"{'ABCDEFGHJKLMNPRSTVWY'[number % 20]}{year % 100:02}"
    board = rng.choice(places.boards())
    name = board.partnership if year >= 2020 and board.partnership else board.name
    kind, words = (
        ("lcspr", "Local Child Safeguarding Practice Review") if year >= 2019 else ("scr", "Serious Case Review")
    )
    age_band, age = rng.choice(AGES if year < OLDER_FROM else (*AGES, *AGES[-3:]))
    died = rng.random() < 0.65
    strands = _strands(rng, year, age_band)
    told = {
        "board": name,
        "child": f"Child {letter}",
        "letter": letter,
        "kind": words,
        "published": f"{day} {MONTHS[month - 1]} {year}",
        "invented": INVENTED,
        "what": "died" if died else "was seriously harmed",
        "age": age,
        "household": rng.choice(HOUSEHOLDS),
    }
    pages = [page.format(**told) for page in _pages(rng, strands)]
    where = len(pages)
    labels = ", ".join(strand.theme.replace("-", " ") for strand in strands)
    return {
        "pages": pages,
        "answers": {
            "title": f"{words}: Child {letter}",
            "board": name,
            "anonymous": number in (7, 23),
            "author": people.FORENAMES[number % 50] + " " + people.SURNAMES[number * 3 % 90],
            "abstract": f"Child {letter}, aged {age}, {told['what']}. Learning on {labels}. {INVENTED}",
            "published_on": f"{year}-{month:02}-{day:02}",
            "kind": kind,
            "outcome": "death" if died else "serious_harm",
            "age_band": age_band,
            "method": rng.choice(["silp", "scie_learning_together", "welsh_cpr", "hybrid", "traditional_imr"]),
            "licence": Licence.OGL,
            "points": [
                *(
                    _point(
                        "recommendation", f"{s.addressed_to} should {s.recommendation}.", s.addressed_to, where, told
                    )
                    for s in strands
                ),
                *(_point("learning", f"{s.finding}.", "", where - 1, told) for s in strands),
            ],
            "themes": {strand.theme: True for strand in strands},
        },
    }


def _point(kind: str, text: str, addressed_to: str, page: int, told: dict[str, str]) -> dict[str, Any]:
    return {"kind": kind, "text": text.format(**told), "addressed_to": addressed_to.format(**told), "page": page}


def _strands(rng: Random, year: int, age_band: str) -> list[Strand]:
    """What a report of a year tells of: from two to five strands, those of babies in reports of babies alone."""
    young, old = age_band == "under_1", age_band in ("11_to_15", "16_to_17")
    fitting = [
        strand
        for strand in STRANDS
        if year >= strand.from_year
        and (strand.theme != "sudi" or young)
        and (strand.theme not in ("exploitation", "suicide") or old)
    ]
    chosen = [
        strand for strand in fitting if rng.random() < strand.often + 0.2 * (strand.theme in ("sudi", "exploitation"))
    ]
    return (chosen or rng.sample(fitting, 2))[:5]


def _pages(rng: Random, strands: Sequence[Strand]) -> Iterator[str]:
    """The pages of a report: its front, an introduction, what happened, what was found, and what is recommended."""
    yield FRONT
    yield "1. Introduction\n\n" + "\n\n".join(OPENING)
    for number, strand in enumerate(strands, 1):
        told = [line for happened in strand.happened for line in (happened, rng.choice(BETWEEN))]
        yield f"2. What happened, part {number}\n\n" + "\n\n".join(told)
    yield "3. Findings\n\n" + "\n\n".join(f"Finding {n}: {strand.finding}." for n, strand in enumerate(strands, 1))
    yield "4. Recommendations\n\n" + "\n\n".join(
        f"{n}. {strand.addressed_to} should {strand.recommendation}." for n, strand in enumerate(strands, 1)
    )
