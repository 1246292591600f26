"""The stories that cases tell, each from the notification to its end. The numbers are paragraphs of the panel's second report.

How many there are of each, and when, is in `plan`.
"""

from functools import partial

from casereview.rules.codes import Ground, Matter, Position, ProposedRoute, PublicationRoute, View
from casereview.sample import circumstances, papers
from casereview.sample.circumstances import CRITERIA_MET, CRITERIA_NOT_MET, Circumstances
from casereview.sample.diary import some_day
from casereview.sample.papers import AGREES_TO, DOUBTS, OVER_REVIEW, USUAL_DOUBTS, Doubt
from casereview.sample.periods import PANEL_BEGAN
from casereview.sample.places import TRANSITION_BEGAN
from casereview.sample.tale import ROUTE, Tale

NON_PUBLICATION = Matter.NON_PUBLICATION


# ── Reviewed ────────────────────────────────────────────────────────────────────────────────────────────────────────


def reviewed(tale: Tale) -> None:
    """A review is decided on, held and published in full: the main road (paragraphs 2, 21 and 29)."""
    under_review(tale)
    tale.reported()
    tale.published(route=_in_full(tale))


def under_review(tale: Tale) -> None:
    """A review is decided on, and is still being held."""
    tale.notified(*CRITERIA_MET)
    tale.decided(initiate=True, told=tale.rng.choice((0, 0, 0, 1, 1, 2, 3, 7, 12)))


def report_awaits_publication(tale: Tale) -> None:
    """The report is completed, and is not yet published."""
    under_review(tale)
    tale.reported()


def report_completed_here(tale: Tale) -> None:
    """The report is completed; the board sends it to the panel from here, as `reviewing` tells."""
    under_review(tale)
    tale.completed()


def in_hand_when_the_panel_began(tale: Tale) -> None:
    """A review begun before there was a panel: its board tells the new panel of it in June 2013 (paragraph 23)."""
    tale.notified(*CRITERIA_MET)
    tale.decided(initiate=True, told=None)
    tale.told_the_panel(some_day(PANEL_BEGAN, tale.rng))
    tale.reported(months=tale.rng.uniform(4, 18))
    tale.published(route=_in_full(tale))


def published_before_the_panel_began(tale: Tale) -> None:
    """A review begun, completed and published before June 2013: no panel heard of it."""
    tale.notified(*CRITERIA_MET)
    tale.decided(initiate=True, told=None)
    tale.published(route=_in_full(tale), wait=tale.rng.randint(300, 900))


def published_without_a_copy_to_the_panel(tale: Tale) -> None:
    """The report is published, and the panel had no copy before."""
    under_review(tale)
    tale.published(wait=tale.rng.randint(500, 900))


def reconsidered(tale: Tale) -> None:
    """The Chair decides not to review, hears more from the police, and decides to review before the panel has met."""
    tale.notified(*CRITERIA_MET)
    tale.decided(initiate=False, told=None)
    tale.decided(initiate=True, wait=tale.rng.randint(5, 25), what="reconsidered")
    tale.reported()
    tale.published()


def harmed_and_later_died(tale: Tale) -> None:
    """A child is seriously harmed and later dies of it. What was notified stays serious harm."""
    tale.notified(circumstances.INJURED_BABY, circumstances.NEGLECTED)
    tale.decided(initiate=True)
    tale.learned_of_death()
    tale.reported()
    tale.published()


def _in_full(tale: Tale) -> PublicationRoute:
    """In full; with redactions now and then, and more often in the early years (paragraph 27)."""
    redacted = tale.rng.random() < (0.3 if tale.day.year < 2014 else 0.06)
    return PublicationRoute.REDACTED if redacted else PublicationRoute.FULL


# ── Not reviewed ────────────────────────────────────────────────────────────────────────────────────────────────────


def agreed(tale: Tale, of: tuple[Circumstances, ...] = CRITERIA_NOT_MET) -> None:
    """The Chair decides not to review, and the panel agrees at once (paragraph 6)."""
    _decided_not_to_review(tale, *of)
    tale.checked()
    tale.advised(View.AGREE, text=_agreement(tale))


def agreed_once_the_papers_were_complete(tale: Tale) -> None:
    """Something is missing from the papers; once it has come, the panel agrees (paragraph 12)."""
    _decided_not_to_review(tale, *CRITERIA_NOT_MET, complete=False)
    tale.checked(complete=False)
    tale.submitted()
    tale.checked()
    tale.advised(View.AGREE, text=_agreement(tale))


def agreed_to_lie_outside_the_definition(tale: Tale, of: Circumstances, ground: Ground, text: str) -> None:
    """What happened is grave, and the panel agrees that the definition does not reach it (paragraphs 16 to 18)."""
    _decided_not_to_review(tale, of)
    tale.checked()
    tale.advised(View.AGREE, grounds=(ground,), text=text)


harm_by_a_child = partial(
    agreed_to_lie_outside_the_definition,
    of=circumstances.PERPETRATOR_ONLY,
    ground=Ground.PERPETRATOR_NOT_VICTIM,
    text="A review relates to a victim, not to a perpetrator. The panel agrees.",
)
harm_to_many_children = partial(
    agreed_to_lie_outside_the_definition,
    of=circumstances.MANY_CHILDREN,
    ground=Ground.MANY_CHILDREN,
    text="Harm to a considerable number, not serious to any one, falls outside the definition. The panel agrees.",
)
harm_before_birth = partial(
    agreed_to_lie_outside_the_definition,
    of=circumstances.IN_UTERO,
    ground=Ground.IN_UTERO,
    text="The child was stillborn, which the definition does not reach. The panel agrees, and will tell Ministers.",
)


def agreed_although_premature(tale: Tale) -> None:
    """The post-mortem results were not confirmed, and the panel says why it agrees nonetheless (paragraph 14)."""
    doubt = DOUBTS["post_mortem"]
    tale.notified(circumstances.LONG_ILLNESS)
    tale.decided(initiate=False, doubt=doubt)
    tale.submitted()
    tale.checked()
    tale.advised(
        View.AGREE, text="The death was long expected, so that the outstanding test cannot change the decision."
    )


def explained_and_satisfied(tale: Tale, doubt: str = "") -> None:
    """The panel refers the decision back; the board explains it further, and the panel is satisfied (paragraph 6)."""
    found = DOUBTS[doubt or tale.rng.choice(USUAL_DOUBTS)]
    of = (circumstances.NATURAL_DEATH,) if found.post_mortem_pending else found.of
    _referred_back(tale, found, of=of)
    if found.post_mortem_pending:
        tale.decided(initiate=False, wait=tale.rng.randint(20, 60), what="reconsidered")
    tale.answered(Position.INFORMS if "enclosed" in found.answer else Position.EXPLAINS, found.answer)
    tale.advised(View.SATISFIED, text=found.concludes)


def advice_not_accepted(tale: Tale) -> None:
    """The board stands by its decision against the panel's advice, and the panel notes it (paragraph 6)."""
    _referred_back(tale, OVER_REVIEW, view=View.DISAGREE)
    tale.answered(Position.DECLINES, papers.STANDS_BY_IT)
    tale.advised(View.NOTED, text=OVER_REVIEW.concludes)


def initiated_on_advice(tale: Tale) -> None:
    """The board takes the panel's advice and holds a review after all (paragraph 6)."""
    _referred_back(tale, OVER_REVIEW, view=tale.rng.choice((View.REFER_BACK, View.DISAGREE)))
    tale.answered(Position.INITIATES, OVER_REVIEW.answer)
    tale.decided(initiate=True, wait=tale.rng.randint(3, 30), what="initiated")
    tale.reported()
    tale.published()


def premature_then_initiated(tale: Tale) -> None:
    """Decided before the post-mortem was confirmed and sent back for it. The results lead to a review (paragraph 14)."""
    doubt = DOUBTS["post_mortem"]
    _referred_back(tale, doubt, of=(circumstances.UNSAFE_SLEEP,))
    tale.answered(
        Position.INITIATES, "The post-mortem is confirmed and raises a suspicion of neglect. There will be a review."
    )
    tale.decided(initiate=True, wait=tale.rng.randint(3, 20), what="initiated")
    tale.reported()
    tale.published()


def slow_to_explain(tale: Tale) -> None:
    """The panel waits a long time for an answer, and is satisfied with it in the end."""
    doubt = _referred_back(tale, DOUBTS["information_quantity"])
    tale.answered(Position.INFORMS, doubt.answer, wait=tale.rng.randint(150, 700))
    tale.advised(View.SATISFIED, text=doubt.concludes)


def slow_to_initiate(tale: Tale) -> None:
    """The panel waits a long time, and the board then holds a review."""
    _referred_back(tale, OVER_REVIEW)
    tale.decided(initiate=True, wait=tale.rng.randint(150, 320), what="initiated")
    tale.reported()
    tale.published()


def _agreement(tale: Tale) -> str:
    return tale.rng.choice(papers.AGREES_SINCE_2018 if tale.day >= TRANSITION_BEGAN else papers.AGREES)


def _decided_not_to_review(tale: Tale, *of: Circumstances, doubt: Doubt | None = None, complete: bool = True) -> None:
    """The Chair decides not to review. The panel is told at once or, as often, by the papers."""
    slow = doubt is not None and doubt.delay_explained is False
    tale.notified(*of)
    tale.decided(
        initiate=False,
        told=tale.rng.choice((None, None, 0, 1, 2)),
        wait=tale.rng.randint(95, 230) if slow else None,
        doubt=doubt,
    )
    tale.submitted(complete=complete)


def _referred_back(
    tale: Tale, doubt: Doubt, *, view: View = View.REFER_BACK, of: tuple[Circumstances, ...] = ()
) -> Doubt:
    _decided_not_to_review(tale, *(of or doubt.of), doubt=doubt)
    tale.checked()
    tale.advised(view, grounds=doubt.grounds, text=doubt.writes)
    return doubt


# ── Not published ───────────────────────────────────────────────────────────────────────────────────────────────────


def agreed_not_to_publish(tale: Tale, route: ProposedRoute, begun: bool = False) -> None:
    """Expert advice shows a particular and serious threat, and the panel agrees to less than full publication (24)."""
    _proposed(tale, route, begun)
    tale.advised(View.AGREE, NON_PUBLICATION, route=route, text=AGREES_TO[route])
    if route in ROUTE:
        tale.published(ROUTE[route], wait=tale.rng.randint(14, 60))


def advised_to_publish_and_did(tale: Tale, begun: bool = False) -> None:
    """The panel is not persuaded of a threat; the board takes its advice and publishes (paragraph 21)."""
    _advised_to_publish(tale, begun)
    tale.answered(Position.WILL_PUBLISH, papers.WILL_PUBLISH, NON_PUBLICATION)
    tale.published(wait=tale.rng.randint(14, 90))


def advised_to_publish_and_did_not(tale: Tale, begun: bool = False) -> None:
    """The panel is not persuaded of a threat, and the board does not publish all the same (paragraph 21)."""
    _advised_to_publish(tale, begun)
    tale.answered(Position.DECLINES, papers.WILL_NOT_PUBLISH, NON_PUBLICATION)
    tale.advised(View.NOTED, NON_PUBLICATION, text=OVER_REVIEW.concludes)


def persuaded_a_year_later(tale: Tale) -> None:
    """Awaited when the panel reported in 2015; with an expert's advice it then agreed to anonymous publication."""
    _advised_to_publish(tale, begun=False)
    tale.answered(Position.INFORMS, papers.FURTHER_EXPERT_ADVICE, NON_PUBLICATION, wait=tale.rng.randint(180, 300))
    route = ProposedRoute.ANONYMOUS
    tale.advised(View.AGREE, NON_PUBLICATION, route=route, text=AGREES_TO[route])
    tale.published(ROUTE[route], wait=tale.rng.randint(14, 45))


def _advised_to_publish(tale: Tale, begun: bool) -> None:
    _proposed(tale, tale.rng.choice((ProposedRoute.NOT_PUBLISHED, ProposedRoute.SUMMARY)), begun)
    text = tale.rng.choice(papers.NO_THREAT_SHOWN)
    tale.advised(View.DISAGREE, NON_PUBLICATION, grounds=(Ground.OTHER,), text=text)


def _proposed(tale: Tale, route: ProposedRoute, begun: bool) -> None:
    """A review whose report the board proposes not to publish in full; `begun` before there was a panel."""
    if begun:
        tale.notified(*CRITERIA_MET)
        tale.decided(initiate=True, told=None)
        tale.told_the_panel(some_day(PANEL_BEGAN, tale.rng))
    else:
        under_review(tale)
    tale.reported()
    tale.submitted(NON_PUBLICATION, route=route)
    tale.checked()


# ── Neither ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def withdrawn(tale: Tale) -> None:
    """The authority finds that the criteria for notifying were not met, and withdraws the notification."""
    tale.notified(circumstances.EXPLAINED_INJURY, circumstances.ACCIDENT)
    reason = "On further information from the hospital the criteria for notifying were not met."
    tale.withdrawn(after=tale.rng.randint(2, 30), reason=reason)


def withdrawn_years_later(
    tale: Tale, of: tuple[Circumstances, ...] = (circumstances.HEALED_INJURY, circumstances.EXPLAINED_INJURY)
) -> None:
    """Counted in its year, and withdrawn only when the department asked about notifications without a decision."""
    tale.notified(*of)
    reason = (
        "The department asked for notifications without a decision to be gone through. This one never met the criteria."
    )
    tale.withdrawn(after=tale.rng.randint(800, 1000), reason=reason)


def never_decided(tale: Tale) -> None:
    """Notified, and no decision has ever been put on record."""
    tale.notified(circumstances.HEALED_INJURY, circumstances.EXPLAINED_INJURY)


# ── Put right ───────────────────────────────────────────────────────────────────────────────────────────────────────


def notified_on_the_wrong_day(tale: Tale) -> None:
    """Logged on 1 July as of that day. It had come the evening before, and so belongs to the year before."""
    tale.notified(*CRITERIA_NOT_MET)
    came = tale.setting.days["came"]
    tale.corrected("notifications", "It came on the evening before it was logged.", after=30, on=came)
    tale.decided(initiate=False, wait=4)
    tale.submitted()
    tale.checked()
    tale.advised(View.AGREE, text=_agreement(tale))


def route_recorded_wrongly(tale: Tale) -> None:
    """The panel's agreement to a summary was recorded as one to anonymous publication, until the letter was compared."""
    _proposed(tale, ProposedRoute.SUMMARY, begun=True)
    tale.advised(View.AGREE, NON_PUBLICATION, route=ProposedRoute.ANONYMOUS, text=AGREES_TO[ProposedRoute.SUMMARY])
    tale.corrected("advice", "The letter says a summary.", route=ProposedRoute.SUMMARY)
    tale.published(PublicationRoute.SUMMARY, wait=30)


def address_mistyped(tale: Tale) -> None:
    """The address of the published report was typed wrongly."""
    reviewed(tale)
    tale.corrected(
        "publications", "The address had a letter too many.", after=6, url="https://repository.example/full/7"
    )


def name_misspelt(tale: Tale) -> None:
    """A child's surname was misspelt in the notification."""
    tale.notified(*CRITERIA_NOT_MET)
    tale.corrected("identities", "The name is spelt otherwise on the birth certificate.", after=5, surname="Whyte")
    tale.decided(initiate=False, wait=12)
    tale.submitted()
    tale.checked()
    tale.advised(View.AGREE, text=_agreement(tale))
