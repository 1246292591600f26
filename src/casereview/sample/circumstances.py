"""What happened to the children of the sample, in the restrained words of a notification, and what a Chair makes of it.

Nothing here is anybody's story. Each entry is a kind of case that the guidance and the panel's report speak of.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from casereview.rules.codes import (
    AbuseOrNeglect,
    ChildRole,
    Concern,
    Ethnicity,
    Finding,
    IncidentKind,
    Known,
    LivingAt,
    PostMortem,
    Sex,
)

DEATH, HARM, OTHER = IncidentKind
KNOWN, SUSPECTED, NOT_SUSPECTED = AbuseOrNeglect
NEWBORN, YEAR = 0, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """A kind of incident. `ages` are in months; `happened` says it, `because` is what a Chair finds on each limb."""

    kind: IncidentKind
    abuse: AbuseOrNeglect
    concern: Concern
    ages: tuple[int, int]
    happened: tuple[str, ...]
    because: Mapping[str, tuple[str, ...]]
    serious: bool = True
    siblings: int = 0
    role: ChildRole = ChildRole.VICTIM
    also: Mapping[str, bool] = field(default_factory=dict)

    def findings(self, rng: Random, months: int) -> dict[str, tuple[str, str]]:
        """What the Chair finds on each limb that any edition has, with a reason for it; of a child so many months old."""
        met = {
            "abuse_or_neglect": _finding(self.abuse != NOT_SUSPECTED),
            "death": _finding(self.kind == DEATH),
            "serious_harm": _finding(self.kind == HARM and self.serious),
            "joint_working": {Concern.YES: Finding.MET, Concern.NO: Finding.NOT_MET}.get(
                self.concern, Finding.NOT_KNOWN
            ),
        }
        said = {**_SAID[self.kind], "joint_working": self._joint_working(months), **self.because}
        found = {limb: (str(finding), rng.choice(said[limb])) for limb, finding in met.items()}
        lessons = self.concern == Concern.YES
        weighed = {
            name: (str(_finding(lessons)), rng.choice(words[lessons])) for name, words in _CONSIDERATIONS.items()
        }
        return found | weighed

    def _joint_working(self, months: int) -> tuple[str, ...]:
        if self.concern == Concern.YES:
            return tuple(words for since, until, words in CONCERNS if since <= months <= until)
        return NO_CONCERNS if self.concern == Concern.NO else NOT_YET_KNOWN


def _finding(met: bool) -> Finding:
    return Finding.MET if met else Finding.NOT_MET


_SAID: Mapping[IncidentKind, Mapping[str, tuple[str, ...]]] = {
    DEATH: {"death": ("The child has died.",), "serious_harm": ("The child died; this limb does not arise.",)},
    HARM: {
        "death": ("The child is alive.",),
        "serious_harm": (
            "The injuries were life-threatening when the child was admitted.",
            "In the consultant's opinion a lasting impairment is likely.",
            "The harm to the child's health and development is serious and likely to last.",
        ),
    },
    OTHER: {"death": ("Nobody has died.",), "serious_harm": ("No child has been seriously harmed.",)},
}
"""What is said of the limbs on death and on serious harm where the circumstances have nothing of their own to say."""

_CONSIDERATIONS: Mapping[str, Mapping[bool, tuple[str, ...]]] = {
    "improvement": {
        True: (
            "Practice in several agencies could be improved, and the rapid review did not show how.",
            "What happened points to improvements that go beyond this area.",
        ),
        False: (
            "What could be improved was found in the course of the rapid review and is being done.",
            "The rapid review found nothing that further work would add to.",
        ),
    },
    "recurrent_theme": {
        True: ("The theme has come up in an earlier review of ours.", "Two other areas have reported the same theme."),
        False: ("No theme that has come up before was found.", "The theme is known, and work on it is under way."),
    },
    "multi_agency_concern": {
        True: (
            "Agencies held different parts of the picture and did not put them together.",
            "Each agency thought that another was leading.",
        ),
        False: (
            "Agencies worked together well enough, and a review would not add to what is known of it.",
            "The agencies' chronologies agree and show timely work.",
        ),
    },
}
"""The considerations of regulation 11, weighed since 2018: what is said where there is much to learn, and little."""

LASTING_HARM = (
    "The harm to the child's health and development is serious and likely to last.",
    "A psychologist expects the effects on the child to last.",
)

CONCERNS = (
    (NEWBORN, 2 * YEAR, "Health visiting and the midwives each held information that the other did not have."),
    (NEWBORN, 2 * YEAR, "The hospital discharged the child without a strategy discussion."),
    (NEWBORN, 18 * YEAR, "Referrals were closed one by one and nobody looked at them together."),
    (NEWBORN, 18 * YEAR, "The conference did not hear from the service that was treating the parent."),
    (NEWBORN, 18 * YEAR, "The family moved twice and each area began its assessment afresh."),
    (NEWBORN, 18 * YEAR, "Nobody asked who else lived in the household."),
    (NEWBORN, 18 * YEAR, "Probation assessed the risk to adults and did not tell children's social care."),
    (NEWBORN, 18 * YEAR, "Missed appointments were treated as a reason to close the case."),
    (NEWBORN, 18 * YEAR, "Agencies took the parent's account as it was given and did not test it."),
    (NEWBORN, 18 * YEAR, "The police and children's social care disagreed about the threshold, and neither escalated."),
    (3 * YEAR, 18 * YEAR, "The child was not seen alone at any visit in the last year."),
    (5 * YEAR, 18 * YEAR, "The school's concerns were recorded and not passed on."),
)
"""Cause for concern about how agencies worked together, each for ages in months from and to."""

NO_CONCERNS = (
    "Each agency shared what it knew at the time, and there is definite evidence of it.",
    "The records of all agencies agree, and show timely and joined work.",
    "An audit of the case by the board found good practice throughout.",
)

KNOWN_BEFORE = (
    (NEWBORN, "The family was known to children's social care and to health visiting."),
    (NEWBORN, "The mother had moved from another area during the pregnancy."),
    (NEWBORN, "An older sibling had been looked after."),
    (NEWBORN, "The police had been called to the home for domestic abuse."),
    (NEWBORN, "A parent was in treatment for drug use."),
    (3, "There had been three referrals to children's social care in a year."),
    (3, "A child protection plan had ended some months before."),
    (6, "Several appointments with health services had been missed."),
    (2 * YEAR, "The nursery had recorded concerns about the child's appearance."),
    (5 * YEAR, "The school had recorded falling attendance."),
    (5 * YEAR, "The child had told a teacher of being afraid to go home."),
    (11 * YEAR, "Mental health services had offered an assessment."),
    (11 * YEAR, "The child had been reported missing several times."),
)
"""What agencies knew where abuse or neglect is known or suspected, each from an age in months on."""

NOT_YET_KNOWN = (
    "What each agency knew is still being brought together.",
    "Nothing points to a concern so far; not every agency has answered.",
)

LITTLE_KNOWN = (
    (NEWBORN, "The family was known to universal services only."),
    (NEWBORN, "The family was well known to the health visitor, who had no concerns."),
    (NEWBORN, "The parents had sought advice from the GP the week before."),
    (NEWBORN, "The family had not come to the notice of children's social care or the police."),
    (5 * YEAR, "The school described a happy and settled child."),
)
"""The same where it is not."""

INJURED_BABY = Circumstances(
    kind=HARM,
    abuse=SUSPECTED,
    concern=Concern.YES,
    ages=(1, 11),
    happened=(
        "{Child} was brought to hospital with a head injury for which no adequate explanation was given.",
        "{Child} was found in hospital to have fractures of different ages.",
        "{Child} was admitted with bleeding on the brain after becoming unwell at home.",
    ),
    because={
        "abuse_or_neglect": (
            "The consultant paediatrician's opinion is that the injuries were inflicted.",
            "The account given does not explain the injuries, and the police are investigating.",
        )
    },
)
NEGLECTED = Circumstances(
    kind=HARM,
    abuse=KNOWN,
    concern=Concern.YES,
    ages=(8, 9 * YEAR),
    siblings=2,
    happened=(
        "{Child} was admitted to hospital severely underweight.",
        "{Child} was found at home alone, dehydrated and unwell.",
        "Untreated illness was found when {child} was seen for the first time in a year.",
    ),
    because={
        "abuse_or_neglect": (
            "Neglect is not disputed.",
            "The paediatrician's report speaks of serious neglect.",
        ),
        "serious_harm": LASTING_HARM,
    },
)
KILLED_AT_HOME = Circumstances(
    kind=DEATH,
    abuse=KNOWN,
    concern=Concern.YES,
    ages=(2, 10 * YEAR),
    happened=(
        "{Child} died at home. A parent has been charged.",
        "{Child} was found dead at home, and a member of the household was arrested.",
        "{Child} died in hospital of injuries received at home.",
    ),
    because={"abuse_or_neglect": ("A person in the household has been charged.", "The police treat it as a homicide.")},
)
UNSAFE_SLEEP = Circumstances(
    kind=DEATH,
    abuse=SUSPECTED,
    concern=Concern.YES,
    ages=(0, 9),
    happened=(
        "{Child} died while sharing a sofa with a parent who had been drinking.",
        "{Child} was found lifeless in the morning in a home in very poor condition.",
    ),
    because={
        "abuse_or_neglect": (
            "The conditions at home and the parents' drinking raise a suspicion of neglect.",
            "Neglect is suspected to have played a part in the death.",
        )
    },
)
SWALLOWED = Circumstances(
    kind=DEATH,
    abuse=SUSPECTED,
    concern=Concern.YES,
    ages=(10, 40),
    happened=("{Child} died after swallowing medicine that was prescribed to an adult of the household.",),
    because={"abuse_or_neglect": ("Medicine was left within reach, after advice had been given about it.",)},
)
UNWATCHED = Circumstances(
    kind=DEATH,
    abuse=SUSPECTED,
    concern=Concern.YES,
    ages=(9, 40),
    happened=(
        "{Child} drowned at home while left without supervision.",
        "{Child} died in a fire at home while no adult was there.",
    ),
    because={"abuse_or_neglect": ("Lack of supervision had been a concern before, and neglect is suspected.",)},
)
TOOK_OWN_LIFE = Circumstances(
    kind=DEATH,
    abuse=SUSPECTED,
    concern=Concern.YES,
    ages=(13 * YEAR, 17 * YEAR),
    also={"suspected_suicide": True},
    happened=(
        "{Child} is thought to have taken their own life.",
        "{Child} died, apparently by their own act, some weeks after leaving a placement.",
    ),
    because={"abuse_or_neglect": ("The child had spoken of earlier abuse, which was being looked into.",)},
)
SEXUALLY_ABUSED = Circumstances(
    kind=HARM,
    abuse=KNOWN,
    concern=Concern.YES,
    ages=(5 * YEAR, 15 * YEAR),
    siblings=1,
    happened=(
        "{Child} disclosed sexual abuse by a member of the family over several years.",
        "{Child} was found to have been abused by a person known to several agencies.",
    ),
    because={
        "abuse_or_neglect": ("The abuse has been admitted.", "The police have charged the person."),
        "serious_harm": LASTING_HARM,
    },
)
EXPLOITED = Circumstances(
    kind=HARM,
    abuse=KNOWN,
    concern=Concern.YES,
    ages=(12 * YEAR, 17 * YEAR),
    happened=(
        "{Child} was exploited by adults outside the family over many months.",
        "{Child} was seriously injured while being used to carry drugs between towns.",
    ),
    because={
        "abuse_or_neglect": ("Exploitation is established; the police have charged two adults.",),
        "serious_harm": LASTING_HARM,
    },
)
HARMED_IN_PLACEMENT = Circumstances(
    kind=HARM,
    abuse=KNOWN,
    concern=Concern.YES,
    ages=(2 * YEAR, 14 * YEAR),
    also={"looked_after": True},
    happened=("{Child} was seriously harmed in a foster placement.", "{Child} was injured by a carer."),
    because={"abuse_or_neglect": ("The carer has admitted causing the injury.",)},
)
CONCEALED_BIRTH = Circumstances(
    kind=DEATH,
    abuse=SUSPECTED,
    concern=Concern.NOT_KNOWN,
    ages=(0, 0),
    happened=("{Child} was found dead after a birth that nobody had been told of.",),
    because={"abuse_or_neglect": ("The circumstances of the birth raise a suspicion of neglect.",)},
)
DIED_IN_CUSTODY = Circumstances(
    kind=DEATH,
    abuse=SUSPECTED,
    concern=Concern.YES,
    ages=(15 * YEAR, 17 * YEAR),
    also={"in_custody": True, "looked_after": True},
    happened=("{Child} died in a young offender institution.",),
    because={"abuse_or_neglect": ("Whether risks known outside were passed on is in question.",)},
)
STABBED = Circumstances(
    kind=DEATH,
    abuse=SUSPECTED,
    concern=Concern.YES,
    ages=(14 * YEAR, 17 * YEAR),
    happened=("{Child} was fatally injured in the street by other young people.",),
    because={"abuse_or_neglect": ("The child is thought to have been criminally exploited.",)},
)

CRITERIA_MET = (
    *(INJURED_BABY, INJURED_BABY, INJURED_BABY, NEGLECTED, NEGLECTED, KILLED_AT_HOME, KILLED_AT_HOME, UNSAFE_SLEEP),
    *(UNSAFE_SLEEP, SWALLOWED, UNWATCHED, TOOK_OWN_LIFE, SEXUALLY_ABUSED, SEXUALLY_ABUSED, EXPLOITED),
    *(HARMED_IN_PLACEMENT, CONCEALED_BIRTH, DIED_IN_CUSTODY, STABBED),
)
"""Where the criteria for a review are met; the commoner ones more than once."""

NATURAL_DEATH = Circumstances(
    kind=DEATH,
    abuse=NOT_SUSPECTED,
    concern=Concern.NO,
    ages=(0, 12),
    happened=("{Child} died suddenly at home.", "{Child} was found lifeless in the cot in the morning."),
    because={
        "abuse_or_neglect": (
            "The post-mortem found a natural cause, and nothing in any agency's records suggests abuse or neglect.",
            "Neither the police nor the paediatrician has any concern about the parents' care.",
        )
    },
)
LONG_ILLNESS = Circumstances(
    kind=DEATH,
    abuse=NOT_SUSPECTED,
    concern=Concern.NO,
    ages=(2 * YEAR, 16 * YEAR),
    also={"looked_after": True},
    happened=("{Child}, looked after, died in hospital of a condition known since birth.",),
    because={"abuse_or_neglect": ("The death was expected, and the care of the child was good.",)},
)
ACCIDENT = Circumstances(
    kind=DEATH,
    abuse=NOT_SUSPECTED,
    concern=Concern.NO,
    ages=(3 * YEAR, 16 * YEAR),
    happened=("{Child} died in a road accident.", "{Child} drowned on an outing with the family."),
    because={"abuse_or_neglect": ("The coroner's officer has no doubt that this was an accident.",)},
)
EXPLAINED_INJURY = Circumstances(
    kind=HARM,
    abuse=NOT_SUSPECTED,
    concern=Concern.NO,
    ages=(9, 36),
    happened=("{Child} was admitted with a broken leg after a fall.", "{Child} was scalded at home."),
    because={
        "abuse_or_neglect": ("A second opinion confirmed that the injury fits the account of an accident.",),
        "serious_harm": ("The injury was serious when it happened, and the child has recovered.",),
    },
)
HEALED_INJURY = Circumstances(
    kind=HARM,
    abuse=SUSPECTED,
    concern=Concern.NOT_KNOWN,
    ages=(6, 12 * YEAR),
    serious=False,
    happened=(
        "{Child} was seen in hospital with bruising that was not explained.",
        "Bruises were seen on {child} at school.",
    ),
    because={
        "abuse_or_neglect": ("The bruising is thought to have been inflicted.",),
        "serious_harm": (
            "The injuries healed within days and no lasting harm is expected.",
            "The harm, while it should not have happened, was not serious in the sense of the guidance.",
        ),
    },
)
WELL_PROTECTED = Circumstances(
    kind=HARM,
    abuse=KNOWN,
    concern=Concern.NO,
    ages=(4, 14 * YEAR),
    happened=("{Child} was seriously injured by an adult who was new to the household.",),
    because={"abuse_or_neglect": ("The adult has been charged.",)},
)
OVERDOSE = Circumstances(
    kind=HARM,
    abuse=SUSPECTED,
    concern=Concern.NOT_KNOWN,
    ages=(13 * YEAR, 17 * YEAR),
    serious=False,
    also={"looked_after": True, "regulated_setting": True},
    happened=("{Child} took an overdose in a children's home and recovered fully.",),
    because={
        "abuse_or_neglect": ("Earlier abuse is on record.",),
        "serious_harm": ("The child recovered fully within days.",),
    },
)
UNFORESEEN_SUICIDE = Circumstances(
    kind=DEATH,
    abuse=NOT_SUSPECTED,
    concern=Concern.NO,
    ages=(14 * YEAR, 17 * YEAR),
    also={"suspected_suicide": True},
    happened=("{Child} is thought to have taken their own life.",),
    because={"abuse_or_neglect": ("Neither the family nor any agency knew of abuse, neglect or bullying.",)},
)

CRITERIA_NOT_MET = (
    *(NATURAL_DEATH, NATURAL_DEATH, NATURAL_DEATH, LONG_ILLNESS, ACCIDENT, EXPLAINED_INJURY, HEALED_INJURY),
    *(HEALED_INJURY, WELL_PROTECTED, WELL_PROTECTED, OVERDOSE, UNFORESEEN_SUICIDE),
)
"""Where they are not, in a Chair's view with which few would quarrel."""

PERPETRATOR_ONLY = Circumstances(
    kind=OTHER,
    abuse=NOT_SUSPECTED,
    concern=Concern.NOT_KNOWN,
    ages=(13 * YEAR, 17 * YEAR),
    role=ChildRole.PERPETRATOR,
    happened=("{Child}, known to several agencies, was charged with seriously injuring an adult.",),
    because={
        "abuse_or_neglect": ("The child is the one who caused the harm, and is not known to have been abused.",),
        "serious_harm": ("The person harmed is an adult.",),
    },
)
MANY_CHILDREN = Circumstances(
    kind=HARM,
    abuse=KNOWN,
    concern=Concern.YES,
    ages=(11 * YEAR, 16 * YEAR),
    siblings=3,
    serious=False,
    also={"many_children": True, "regulated_setting": True},
    happened=("{Child} and more than thirty others were photographed by a member of staff at a school.",),
    because={
        "abuse_or_neglect": ("The member of staff has been charged.",),
        "serious_harm": ("The harm was to a great many children, and was not serious to any one of them.",),
    },
)
IN_UTERO = Circumstances(
    kind=OTHER,
    abuse=SUSPECTED,
    concern=Concern.NOT_KNOWN,
    ages=(-1, -1),
    also={"in_utero": True},
    happened=("A baby was stillborn some days after the mother had been assaulted.",),
    because={
        "abuse_or_neglect": ("The assault is under investigation.",),
        "serious_harm": ("The definition does not reach a child who was never born alive.",),
    },
)


# ── One child's circumstances ───────────────────────────────────────────────────────────────────────────────────────

GIRLS = """
    Abigail Amina Aoife Beth Chloe Daisy Ebony Elsie Erin Freya Grace Holly Isla Jasmine Kayla Layla Lily Maisie Martha
    Niamh Nia Paige Poppy Priya Rosie Ruby Safiya Scarlett Summer Tia Violet Zara""".split()
BOYS = """
    Aaron Adam Aidan Alfie Archie Bilal Callum Charlie Dexter Dylan Ethan Finley Freddie George Hassan Jacob Jayden Josh
    Kai Kian Leo Liam Mason Noah Oscar Reece Riley Sami Theo Toby Tyler Zack""".split()
SURNAMES = """
    Ames Arden Barker Blythe Bray Cope Cowan Dace Denny Ellery Emmett Farley Frayne Garner Gaskin Hales Hobday Jarvis Keene
    Lacey Lamb Mabey Marlow Neal Noakes Orme Pascoe Peel Quick Rudd Sayer Selwyn Tapp Teale Unwin Varley Wade Wicks Yarnold
    Yates""".split()
ETHNICITIES = (*[Ethnicity.WBRI] * 30, *Ethnicity)


def incident(of: Circumstances, months: int, sex: str, rng: Random) -> dict[str, Any]:
    """The answers about the incident."""
    child = _described(months, sex)
    happened = rng.choice(of.happened).format(child=child, Child=child[0].upper() + child[1:])
    unknown = of.abuse == NOT_SUSPECTED and of.role == ChildRole.VICTIM
    backgrounds = LITTLE_KNOWN if unknown else KNOWN_BEFORE
    background = rng.choice([words for since, words in backgrounds if months >= since] or [""])
    asked = ("looked_after", "regulated_setting", "in_custody", "suspected_suicide", "in_utero", "many_children")
    return {
        "kind": of.kind,
        "abuse_or_neglect": of.abuse,
        "joint_working_concern": of.concern,
        **{name: of.also.get(name, False) for name in asked},
        "description": f"{happened} {background}".strip(),
    }


def children(of: Circumstances, months: int, sex: str, on: date, rng: Random) -> list[dict[str, Any]]:
    """The answers about the child and, where others were harmed as well, about them."""
    family = {"surname": rng.choice(SURNAMES), "ethnicity": rng.choice(ETHNICITIES), "living_at": _living_at(of, rng)}
    first = _child(of, months, sex, of.role, on, rng)
    others = [
        _child(of, rng.randrange(2, 15 * YEAR), rng.choice((Sex.FEMALE, Sex.MALE)), ChildRole.ALSO_HARMED, on, rng)
        for _ in range(rng.randint(0, of.siblings))
    ]
    return [family | child for child in (first, *others)]


def _child(of: Circumstances, months: int, sex: str, role: ChildRole, on: date, rng: Random) -> dict[str, Any]:
    described: dict[str, Any] = {
        "sex": sex,
        "disability": rng.choices(tuple(Known), (10, 85, 5))[0],
        "looked_after": Known.YES if of.also.get("looked_after") else Known.NO,
        "protection_plan": rng.choices((Known.NO, Known.YES), (85, 15))[0],
        "role": role,
    }
    if months < 0:
        return {"sex": Sex.NOT_KNOWN, "role": role}
    if of.kind == DEATH and role == ChildRole.VICTIM:
        described["died"] = on
    born = on - timedelta(days=round(months * 30.44) + rng.randrange(3, 26))
    return described | {"born": born, "forenames": rng.choice(GIRLS if sex == Sex.FEMALE else BOYS)}


def _living_at(of: Circumstances, rng: Random) -> LivingAt:
    if of.also.get("in_custody"):
        return LivingAt.CUSTODY
    if of.also.get("looked_after"):
        return LivingAt.CHILDRENS_HOME if of.also.get("regulated_setting") else LivingAt.FOSTER_CARE
    return rng.choices((LivingAt.HOME, LivingAt.RELATIVES, LivingAt.MOTHER_AND_BABY), (90, 8, 2))[0]


def post_mortem(of: Circumstances, *, pending: bool = False) -> PostMortem:
    """Where the post-mortem stands when the Chair decides."""
    if of.kind != DEATH:
        return PostMortem.NOT_APPLICABLE
    return PostMortem.PENDING if pending else PostMortem.CONFIRMED


def _described(months: int, sex: str) -> str:
    """A child of an age, in words."""
    noun = "girl" if sex == Sex.FEMALE else "boy"
    if months < 1:
        return "a newborn baby"
    if months < YEAR:
        return f"a baby of {months} month{'s' if months > 1 else ''}"
    if months < 2 * YEAR:
        return f"a {noun} of {months} months"
    return f"a {noun} of {months // YEAR}"
