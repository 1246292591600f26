"""A decision as far as it is prepared: its answers, what gives pause about them, and what they come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from casereview.casework.drafts import kept
from casereview.guidance.contents import Edition
from casereview.rules import cautions, criteria
from casereview.rules.cautions import Caution, Proposed
from casereview.rules.clocks import edition_on
from casereview.rules.codes import Finding, PostMortem
from casereview.rules.facts import CaseFile
from casereview.rules.permits import Who
from casereview.web.decisions.pages import CONSIDERED, COST, Step, steps
from casereview.web.preparing import Page

JOURNEY = "decision"
READY = "ready"
"""The answer of a draft that says who has called it ready for the Chair."""

CONCERNS = {
    Caution.PREMATURE: "post-mortem",
    Caution.LATE: "delay",
    Caution.CRITERIA_MET: "review",
    Caution.PERPETRATOR: "limb-abuse_or_neglect",
    Caution.MANY_CHILDREN: "limb-serious_harm",
    Caution.IN_UTERO: "limb-serious_harm",
}
"""The page whose answer each caution concerns; cost is looked for where it is written of."""


@dataclass(frozen=True, slots=True)
class Draft:
    """That a decision is being prepared: by whom it was last changed, and whether it is ready for the Chair."""

    changed_by: str
    ready: bool


def decision_draft(who: Who, reference: str) -> Draft | None:
    """The decision that this person's board is preparing on a case, if it is."""
    found = kept(JOURNEY, by=who, case=reference)
    return Draft(found[0].changed_by, bool(found[0].answers.get(READY))) if found else None


class Prepared:
    """The decision that a draft's answers come to, on a file."""

    def __init__(self, file: CaseFile, answers: Mapping[str, Any]):
        self.file = file
        self.on = _day(file, answers)
        self.edition: Edition | None = edition_on(file, self.on) if self.on else None
        self.steps: Sequence[Step] = list(steps(file, self.on, self.edition))
        self.pages: dict[str, Page] = {step.key: step.page.answered(answers) for step in self.steps}
        self.values: dict[str, Any] = {}
        for page in self.pages.values():
            if page.is_answered:
                self.values |= {name: page.cleaned_data[name] for name in page.asks()}

    @property
    def unanswered(self) -> list[Step]:
        return [step for step in self.steps if not self.pages[step.key].is_answered]

    def following(self, key: str) -> Step | None:
        """The next page without an answer, going on from one and then from the beginning."""
        keys = [step.key for step in self.steps]
        place = keys.index(key) + 1 if key in keys else 0
        return next((s for s in [*self.steps[place:], *self.steps[:place]] if s in self.unanswered), None)

    # What it comes to

    @property
    def findings(self) -> dict[str, tuple[str, str]]:
        limbs = [step.limb.code for step in self.steps if step.limb]
        return {
            limb: (self.values[f"finding_{limb}"], self.values[f"reason_{limb}"])
            for limb in limbs
            if f"finding_{limb}" in self.values
        }

    @property
    def met(self) -> Finding | None:
        """What the findings on each limb add up to; None before there are any."""
        if not self.edition or not self.findings:
            return None
        return criteria.met(self.edition, {limb: finding for limb, (finding, _) in self.findings.items()})

    @property
    def reasons(self) -> str:
        """The reasons as they are put on record: with why it is late, and the declaration about cost."""
        delay = f"Why the decision is late: {self.values['delay']}" if self.values.get("delay") else ""
        parts = [self.values.get("reasons", ""), delay, COST.get(self.values.get("cost", ""), "")]
        return "\n\n".join(part for part in parts if part)

    @property
    def decision(self) -> dict[str, Any]:
        """The answers of `acts.decide`, once nothing is left unanswered."""
        return {
            "on": self.on,
            "initiate": self.values["initiate"],
            "reasons": self.reasons,
            "post_mortem": self.values.get("post_mortem", PostMortem.NOT_APPLICABLE),
            "delay_explained": bool(self.values["delay"]) if "delay" in self.pages else None,
            "findings": self.findings,
        }

    # What gives pause

    @property
    def cautions(self) -> dict[Caution, str]:
        """What gives pause, with the page that each concerns. Nothing does before it is known what is decided."""
        if "initiate" not in self.values:
            return {}
        found = dict.fromkeys(cautions.on_decision(self.file, self._proposed()))
        if self.values.get("cost") == CONSIDERED or self._speaking_of_cost():
            found[Caution.COST] = None
        keys = {step.key for step in self.steps}
        return {one: place if (place := self._place(one)) in keys else "review" for one in found}

    def _place(self, caution: Caution) -> str:
        if caution != Caution.COST:
            return CONCERNS[caution]
        return next(iter(self._speaking_of_cost()), "cost")

    def _speaking_of_cost(self) -> list[str]:
        """The pages on which the reasons, or the reason on a limb, mention cost."""
        written = {step.key: f"reason_{step.limb.code}" for step in self.steps if step.limb}
        written |= {"reasons": "reasons", "delay": "delay"}
        return [key for key, name in written.items() if cautions.mentions_cost(self.values.get(name) or "")]

    def _proposed(self) -> Proposed:
        return Proposed(
            on=self.on or timezone.localdate(),
            initiate=self.values["initiate"],
            post_mortem=self.values.get("post_mortem", PostMortem.NOT_APPLICABLE),
            delay_explained=bool(self.values.get("delay")),
            reasons=self.reasons,
            findings={limb: finding for limb, (finding, _) in self.findings.items()},
        )


def _day(file: CaseFile, answers: Mapping[str, Any]) -> date | None:
    """The day of the decision, where one is given that could be."""
    [asking] = steps(file, None, None)
    first = asking.page.answered(answers)
    return first.cleaned_data["on"] if first.is_answered else None
