"""The pages on which a decision is prepared: what is asked on each, beside the words of the edition in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from casereview.guidance.contents import Edition, Limb
from casereview.rules.cautions import COST_PLAYED_NO_PART, has_died, is_late
from casereview.rules.codes import Finding, Ground, PostMortem
from casereview.rules.facts import CaseFile
from casereview.web.fields import Words, choice, date_field, words, yes_no
from casereview.web.preparing import Page
from casereview.web.tags import cited, day

NO_PART, CONSIDERED = "no_part", "considered"
COST_WAS_CONSIDERED = "Cost was among what was considered."
COST = {NO_PART: COST_PLAYED_NO_PART, CONSIDERED: COST_WAS_CONSIDERED}
"""What is kept with the reasons, by the answer about cost."""


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its name in the address, what it is about in a few words, and its questions."""

    key: str
    title: str
    page: type[Page]
    limb: Limb | None = None


def steps(file: CaseFile, on: date | None, edition: Edition | None) -> Iterator[Step]:
    """The pages for a case, were the decision made on a day: before that is known, the page that asks for it."""
    yield Step("day", "Day of the decision", _day(file))
    if on is None:
        return
    if has_died(file):
        yield Step("post-mortem", "Post-mortem", _post_mortem(edition))
    for limb in edition.criteria.limbs if edition else ():
        yield Step(f"limb-{limb.code}", limb.question, _limb(limb, edition), limb)
    yield Step("review", f"Hold a {edition.terms.review.name if edition else 'review'}", _review(edition))
    yield Step("reasons", "Reasons", _reasons())
    if is_late(file, on):
        yield Step("delay", "Why it is late", _delay(edition))
    yield Step("cost", "Part that cost played", _cost(edition))


def _page(heading: str = "", **questions: forms.Field) -> type[Page]:
    return type("DecisionPage", (Page,), {"heading": heading, **questions})


def _day(file: CaseFile) -> type[Page]:
    question = date_field(
        "When is the decision made?",
        called="The day of the decision",
        past=True,
        required="Enter the day on which the decision is made",
    )

    class DayPage(Page):
        on = question

        def clean_on(self) -> date:
            on: date = self.cleaned_data["on"]
            if file.incidents and on < file.incidents[0].on:
                raise ValidationError(f"The decision cannot come before the incident of {day(file.incidents[0].on)}")
            if file.decision and on < file.decision.on:
                raise ValidationError(
                    f"A decision of {day(file.decision.on)} is on the file; this one cannot be earlier"
                )
            return on

    return DayPage


def _post_mortem(edition: Edition | None) -> type[Page]:
    answers = [(one.value, one.words) for one in PostMortem if one != PostMortem.NOT_APPLICABLE]
    return _page(
        post_mortem=choice(
            "Are the results of the post-mortem fully confirmed?",
            answers,
            required="Select whether the results of the post-mortem are confirmed",
            words=_rule(edition, Ground.POST_MORTEM_PENDING),
        )
    )


def _limb(limb: Limb, edition: Edition | None) -> type[Page]:
    assert edition
    questions: dict[str, Any] = {
        f"finding_{limb.code}": choice(
            "What do you find?",
            Finding.choices(),
            required="Select whether this is met",
            words=Words(f"“{limb.words}”", cited(limb, edition)),
        ),
        f"reason_{limb.code}": words(
            "Why?",
            hint="What is known, from whom, and what is not known yet",
            required="Enter the reason for what you find",
            rows=6,
        ),
    }
    return _page(limb.question, **questions)


def _review(edition: Edition | None) -> type[Page]:
    review = edition.terms.review.name if edition else "review"
    combine = edition and edition.criteria.combine
    return _page(
        initiate=yes_no(
            f"Will there be a {review}?",
            required=f"Select yes if there will be a {review}",
            words=Words(combine.says, cited(combine, edition)) if combine else None,
        )
    )


def _reasons() -> type[Page]:
    return _page(
        reasons=words(
            "What are the reasons for the decision?",
            hint="Overall, beyond what is said to each of the criteria",
            required="Enter the reasons for the decision",
            limit=8_000,
            rows=12,
        )
    )


def _delay(edition: Edition | None) -> type[Page]:
    return _page(
        delay=words(
            "Why is the decision late?",
            hint="What held it up, and until when. Your answer is kept with the reasons",
            words=_rule(edition, Ground.UNEXPLAINED_DELAY),
        )
    )


def _cost(edition: Edition | None) -> type[Page]:
    return _page(
        cost=choice(
            "Did cost play any part in the decision?",
            [(NO_PART, "No, cost played no part"), (CONSIDERED, "Yes, cost was among what was considered")],
            required="Select whether cost played any part",
            hint="Your answer is kept with the reasons",
            words=_rule(edition, Ground.COST_CITED),
        )
    )


def _rule(edition: Edition | None, ground: Ground) -> Words | None:
    """The panel's rule on which a ground for sending back rests, where the edition has one."""
    found = next((rule for rule in edition.panel_rules if rule.ground == ground), None) if edition else None
    return Words(found.words, cited(found)) if found else None
