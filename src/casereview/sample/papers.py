"""What passes between boards and the panel in the sample: reasons, papers, advice on its grounds, and answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from random import Random

from casereview.casework.acts import Attached
from casereview.documents import store
from casereview.documents.typeset import typeset
from casereview.guidance.editions import Edition
from casereview.rules.cautions import COST_PLAYED_NO_PART
from casereview.rules.codes import Finding, Ground, ProposedRoute
from casereview.rules.packs import Pack
from casereview.sample import circumstances
from casereview.sample.circumstances import Circumstances

# ── The decision ────────────────────────────────────────────────────────────────────────────────────────────────────

DECISIVE = ("abuse_or_neglect", "death", "serious_harm", "joint_working", "multi_agency_concern", "improvement")


def reasons(edition: Edition, *, initiate: bool, findings: Mapping[str, tuple[str, str]], further: str = "") -> str:
    """The reasons for a decision, under the terms of the edition: what was decided, and the limbs that decided it."""
    review = edition.terms.review.name.lower()
    opening = f"A {review} will be held." if initiate else f"A {review} will not be held."
    deciding = Finding.MET if initiate else Finding.NOT_MET
    limbs = [limb for limb in DECISIVE if findings.get(limb, ("",))[0] == deciding]
    if not initiate:
        limbs = [limb for limb in limbs if not (limb == "death" or "does not arise" in findings[limb][1])]
    words = [findings[limb][1] for limb in limbs[: 3 if initiate else 2]]
    return " ".join([opening, *words, *([further] if further else [])])


FURTHER = (
    "A multi-agency learning review will be held instead and reported to the board within four months.",
    "The agencies' own reviews will be brought together at the board's next meeting.",
    "The child death overview panel will look at the death in the ordinary way.",
    "The subgroup was unanimous.",
    COST_PLAYED_NO_PART,
    "Two agencies took another view, which is recorded in the minutes of the subgroup.",
    "",
    "",
)
"""What a Chair who does not order a review says besides."""


# ── Papers ──────────────────────────────────────────────────────────────────────────────────────────────────────────

ITEMS = {
    "notification_copy": "Attached, as it was sent.",
    "explanation": "The Chair's signed statement takes each limb in turn.",
    "dates": "A table of the dates is attached, from the incident to the decision.",
    "abuse_or_neglect": "Set out in the paediatrician's and the police's summaries.",
    "post_mortem": "The pathologist's report is attached.",
    "serious_harm": "The consultant's letter on the injuries and the outlook is attached.",
    "joint_working": "Each agency was asked; the answers are attached.",
    "definite_evidence": "An audit of the joint work in this case is attached.",
    "victim": "The victim is the child named in the notification.",
    "parallel_processes": "The police and the coroner have been asked; no proceedings are affected.",
    "delay": "The decision waited for the results of medical tests.",
    "cost": COST_PLAYED_NO_PART,
    "agency_summaries": "Half a page from each of five agencies.",
    "family": "The family was told by the social worker, in person.",
    "facts": "A chronology of two pages.",
    "immediate_action": "The other children of the household were seen on the same day.",
    "improvements": "Three points, with who will act on each.",
    "next_steps": "The partners' decision and the reasons for it.",
    "report": "The completed report.",
    "route": "The proposal, with the board's minutes.",
    "expert_advice": "A consultant psychiatrist, who knows none of those concerned, has advised the board.",
    "threat": "The threat is to the surviving child, S.",
    "alternatives": "Publishing later, a summary, and leaving out the board's name were each considered.",
    "legal": "Counsel's advice is attached.",
    "reasons": "The partners' reasons, on one page.",
}
"""What a board says to each thing that the panel asks for."""


def packed(pack: Pack, *, leaving_out: int = 0, rng: Random) -> dict[str, tuple[bool, str]]:
    """The items of a submission: each that the case needs, supplied with a word or left out."""
    codes = [part.item.code for part in pack.parts if part.needed]
    forgotten = rng.sample([code for code in codes if code in OFTEN_FORGOTTEN], leaving_out)
    return {code: (code not in forgotten, "" if code in forgotten else ITEMS[code]) for code in codes}


OFTEN_FORGOTTEN = ("agency_summaries", "family", "dates", "parallel_processes", "improvements", "immediate_action")


# ── The panel's doubts about a decision not to review ───────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why the panel does not agree at once, what it writes, how a board answers, and how the panel then concludes."""

    grounds: tuple[Ground, ...]
    of: tuple[Circumstances, ...]
    writes: str
    answer: str
    concludes: str
    chair_said: str = ""
    delay_explained: bool | None = None
    post_mortem_pending: bool = False


DOUBTS = {
    "information_quality": Doubt(
        grounds=(Ground.INFORMATION_QUALITY,),
        of=circumstances.CRITERIA_NOT_MET,
        writes="The papers do not let the panel follow how the Chair reached the decision on each limb. Please set it out.",
        answer="The Chair has set out the finding on each limb, with the evidence for it.",
        concludes="The fuller account answers the panel's questions.",
    ),
    "information_quantity": Doubt(
        grounds=(Ground.INFORMATION_QUANTITY,),
        of=circumstances.CRITERIA_NOT_MET,
        writes="The panel has only the notification and a short letter. Please send a summary from each agency.",
        answer="Summaries from six agencies are enclosed.",
        concludes="With the agencies' summaries the panel is satisfied.",
    ),
    "post_mortem": Doubt(
        grounds=(Ground.POST_MORTEM_PENDING,),
        of=(circumstances.NATURAL_DEATH, circumstances.UNSAFE_SLEEP),
        writes="The decision is premature: the post-mortem results are not confirmed. Please reconsider once they are.",
        answer="The results are now confirmed and show a natural cause. The Chair has considered the case again.",
        concludes="With the results confirmed, the panel is satisfied.",
        chair_said="The final results of the post-mortem are awaited and are not expected to change this.",
        post_mortem_pending=True,
    ),
    "delay": Doubt(
        grounds=(Ground.UNEXPLAINED_DELAY,),
        of=circumstances.CRITERIA_NOT_MET,
        writes="Many months passed between the incident and the decision, and nothing explains it. Please explain.",
        answer="The post of business manager was vacant, and the case was not brought to the Chair. This has been put right.",
        concludes="The delay should not have happened; the explanation is accepted.",
        delay_explained=False,
    ),
    "serious_harm": Doubt(
        grounds=(Ground.SERIOUS_HARM,),
        of=(circumstances.HEALED_INJURY, circumstances.OVERDOSE),
        writes="That the child recovered does not rule out serious harm. Please look again at the definition.",
        answer="The consultant has confirmed that there was no risk to life and that no lasting effect is expected.",
        concludes="On the consultant's further opinion the panel is satisfied.",
    ),
    "abuse_or_neglect": Doubt(
        grounds=(Ground.ABUSE_OR_NEGLECT,),
        of=(circumstances.NATURAL_DEATH, circumstances.ACCIDENT, circumstances.UNFORESEEN_SUICIDE),
        writes="Suspicion is enough for the criteria. The papers mention earlier concerns about care; please address them.",
        answer="The earlier concerns were about housing. No agency has suspected abuse or neglect.",
        concludes="The panel is satisfied that abuse or neglect was not suspected.",
    ),
    "joint_working": Doubt(
        grounds=(Ground.JOINT_WORKING, Ground.INFORMATION_QUALITY),
        of=(circumstances.WELL_PROTECTED,),
        writes="The panel does not see definite evidence that agencies worked well together. Please send it.",
        answer="The audit of joint work, and the minutes of both strategy discussions, are enclosed.",
        concludes="The audit is the definite evidence that the guidance asks for.",
    ),
    "perpetrator": Doubt(
        grounds=(Ground.PERPETRATOR_NOT_VICTIM,),
        of=(circumstances.PERPETRATOR_ONLY,),
        writes="The papers speak of the young person who did the harm. Please say whether any child was the victim of it.",
        answer="No child was a victim. The person harmed is an adult.",
        concludes="The criteria concern a victim who is a child. The panel is satisfied that there is none.",
    ),
    "many_children": Doubt(
        grounds=(Ground.MANY_CHILDREN, Ground.SERIOUS_HARM),
        of=(circumstances.MANY_CHILDREN,),
        writes="Please say whether the harm to any one of these children was serious.",
        answer="Each child was seen. The harm to none of them meets the definition taken alone.",
        concludes="Harm to many that is not serious to any one falls outside the definition as it stands.",
    ),
    "in_utero": Doubt(
        grounds=(Ground.IN_UTERO,),
        of=(circumstances.IN_UTERO,),
        writes="Please confirm whether the child was born alive.",
        answer="The child was stillborn. Had the child lived and then died, a review would have been held.",
        concludes="The definition does not reach a child who is stillborn. The panel will raise it with Ministers.",
    ),
    "cost": Doubt(
        grounds=(Ground.COST_CITED,),
        of=(circumstances.WELL_PROTECTED, circumstances.HEALED_INJURY),
        writes="The reasons speak of the cost of a review. Cost should not be a factor in this decision.",
        answer="The Chair withdraws that sentence. The decision would have been the same without it.",
        concludes="The reasons that remain are sufficient.",
        chair_said="The board has two reviews under way and could not fund a third this year.",
    ),
}
"""The panel's doubts by name. A story of referral back takes one, or the plan names it."""

USUAL_DOUBTS = (
    *("information_quality", "information_quantity", "information_quantity", "post_mortem", "delay", "serious_harm"),
    *("abuse_or_neglect", "joint_working"),
)

OVER_REVIEW = Doubt(
    grounds=(Ground.ABUSE_OR_NEGLECT, Ground.JOINT_WORKING),
    of=(circumstances.UNSAFE_SLEEP, circumstances.INJURED_BABY, circumstances.UNWATCHED, circumstances.NEGLECTED),
    writes="On the papers the criteria appear to be met. The panel advises that the decision be reconsidered.",
    answer="The Chair has read the panel's letter with the subgroup and will hold a review.",
    concludes="The panel notes that its advice was not accepted.",
)
"""The doubt of the cases that end in a review, or in a board's refusal of one."""

STANDS_BY_IT = "The Chair has considered the panel's advice and stands by the decision."

AGREES = (
    "The panel agrees that the criteria are not met.",
    "The panel agrees with the decision, and commends the clear account of each limb.",
    "The panel agrees, and suggests that the learning be shared with neighbouring boards.",
    "The panel agrees that an appropriate decision was made.",
)
AGREES_SINCE_2018 = (
    "The Panel agrees that a local review would add little to the rapid review.",
    "The Panel agrees, and thanks the partners for a thorough rapid review.",
    "The Panel agrees, and would like to hear in six months what was done.",
)


# ── The proposal not to publish ─────────────────────────────────────────────────────────────────────────────────────

AGREES_TO = {
    ProposedRoute.NOT_PUBLISHED: "The expert's advice shows a particular and serious threat to the surviving child.",
    ProposedRoute.ANONYMOUS: "The panel agrees to publication through the national repository, without the board's name.",
    ProposedRoute.SUMMARY: "The panel agrees to the publication of a summary.",
}
NO_THREAT_SHOWN = (
    "No expert, independent advice shows a particular and serious threat to anyone. The panel advises publication.",
    "That the press may take an interest is not a reason not to publish. The panel advises publication.",
    "A threat of litigation is not in itself a reason. The panel would expect the report to be published.",
)
WILL_PUBLISH = "The board accepts the advice and will publish."
WILL_NOT_PUBLISH = "The board has taken legal advice and will not publish."
FURTHER_EXPERT_ADVICE = "A psychiatrist's advice to the board has been obtained and is enclosed."


def attached(items: Mapping[str, tuple[bool, str]], most: int) -> list[Attached]:
    """The first few things that are supplied, each as a document of a page."""
    found = []
    for code, (_, said) in [one for one in items.items() if one[1][0] and one[1][1]][:most]:
        title = code.replace("_", " ").capitalize()
        pdf = typeset("= #data.title\n#paragraphs(data.said)", {"title": title, "said": said}, title=title)
        kept = store.keep(BytesIO(pdf))
        found.append(Attached(code, f"{title}.pdf", kept.sha256, kept.size))
    return found
