"""The plan of the sample: how many cases tell which story, and in which of the panel's years each thing in them happens.

The panel's year runs from 1 July, and goes here by the year in which it begins: 2014 is July 2014 to June 2015. No figure
is written down: `rules.figures` counts them from the records, and they are those of the panel's second report.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from casereview.rules.codes import ContactKind, ProposedRoute
from casereview.rules.figures import Period, panel_year
from casereview.sample import circumstances, stories
from casereview.sample.diary import moment
from casereview.sample.periods import (
    AFTER_THE_REPORT,
    BEFORE_THE_PANEL,
    BY_THE_REPORT,
    BY_THE_RESTATEMENT,
    EVER_SINCE,
    ON_ADVICE_IN_2014,
)
from casereview.sample.tale import Setting, Tale

Story = Callable[[Tale], None]


@dataclass(frozen=True, slots=True)
class Strand:
    """So many cases of one story. `windows` say when things in it happen; `days`, `recorded` and `place` leave no choice."""

    count: int
    story: Story
    notified: Period
    windows: Mapping[str, Period]
    days: Mapping[str, date]
    recorded: Mapping[str, datetime]
    place: str
    incident: str
    name: str
    """What its case is an example of, where it is one."""

    @property
    def key(self) -> str:
        """What the strand's draws come from: only what it says itself, so that no other strand moves them."""
        story = self.story
        told = story.__name__ if not isinstance(story, partial) else f"{story.func.__name__} {sorted(story.keywords)}"
        return f"{told} {self.notified} {self.windows} {self.days} {self.place} {self.name}"

    def settings(self) -> Iterator[Setting]:
        for number in range(self.count):
            key = f"{self.key} {number}"
            yield Setting(key, self.notified, self.days, self.recorded, self.place, self.incident)


def cases(
    count: int,
    story: Story,
    *,
    notified: int | Period,
    days: Mapping[str, date] | None = None,
    recorded: Mapping[str, datetime] | None = None,
    place: str = "",
    incident: str = "",
    name: str = "",
    **windows: int | Period,
) -> Strand:
    """A strand; a whole number stands for the panel's year that begins in it. What is told in a year is decided in it."""
    if "told" in windows:
        windows.setdefault("decided", windows["told"])
    periods = {what: _period(window) for what, window in windows.items()}
    return Strand(count, story, _period(notified), periods, days or {}, recorded or {}, place, incident, name)


def _period(window: int | Period) -> Period:
    return panel_year(window) if isinstance(window, int) else window


def _minute_before_midnight(what: str, on: date) -> dict[str, datetime]:
    return {what: moment(on, 23, 59)}


def _minute_after_midnight(what: str, on: date) -> dict[str, datetime]:
    return {what: moment(on, 0, 1)}


reviewed, agreed, explained = stories.reviewed, stories.agreed, stories.explained_and_satisfied
in_hand, incomplete = stories.in_hand_when_the_panel_began, stories.agreed_once_the_papers_were_complete
not_published = partial(stories.agreed_not_to_publish, route=ProposedRoute.NOT_PUBLISHED)
anonymous = partial(stories.agreed_not_to_publish, route=ProposedRoute.ANONYMOUS)
summary = partial(stories.agreed_not_to_publish, route=ProposedRoute.SUMMARY)
old_not_published, old_anonymous = partial(not_published, begun=True), partial(anonymous, begun=True)
old_summary, old_did_publish = partial(summary, begun=True), partial(stories.advised_to_publish_and_did, begun=True)
did_publish, did_not_publish = stories.advised_to_publish_and_did, stories.advised_to_publish_and_did_not

MIDSUMMER_2014, MIDSUMMER_2015 = date(2014, 6, 30), date(2015, 6, 30)
JULY_2013, JULY_2014, JULY_2015 = date(2013, 7, 1), date(2014, 7, 1), date(2015, 7, 1)
EARLY = Period(BEFORE_THE_PANEL.first, date(2010, 6, 30))

BEFORE_THE_FIRST_YEAR = (
    cases(2, stories.published_before_the_panel_began, notified=EARLY, published=BEFORE_THE_PANEL),
    cases(12, stories.published_before_the_panel_began, notified=2010, published=BEFORE_THE_PANEL),
    cases(10, stories.published_before_the_panel_began, notified=2011, published=BEFORE_THE_PANEL),
    cases(3, in_hand, notified=EARLY, reported=2014),
    cases(8, in_hand, notified=2010, reported=2013),
    cases(6, in_hand, notified=2010, reported=2014),
    cases(5, in_hand, notified=2010, reported=2015),
    cases(25, in_hand, notified=2011, reported=2013),
    cases(8, in_hand, notified=2011, reported=2014),
    cases(1, in_hand, notified=2011, reported=2015),
    cases(35, in_hand, notified=2012, reported=2013),
    cases(17, in_hand, notified=2012, reported=2014),
    cases(2, stories.withdrawn, notified=2012),
)
"""Before there was a panel. What was in hand when it began gives most of the reports of its first two years."""

REVIEWS_TOLD_IN_2013 = (
    cases(
        1,
        reviewed,
        notified=2012,
        days={"decided": date(2013, 6, 28), "told": JULY_2013},
        reported=2015,
        published=AFTER_THE_REPORT,
        name="decided in one year and told in the next",
    ),
    cases(
        2,
        reviewed,
        notified=2012,
        days={"decided": date(2013, 6, 26), "told": date(2013, 7, 2)},
        reported=2015,
        published=AFTER_THE_REPORT,
    ),
    cases(5, reviewed, notified=2012, told=2013, reported=2013, published=BY_THE_REPORT),
    cases(
        1,
        reviewed,
        notified=2013,
        told=2013,
        days={"reported": MIDSUMMER_2014},
        recorded=_minute_before_midnight("reported", MIDSUMMER_2014),
        published=BY_THE_REPORT,
        name="report received a minute before midnight on 30 June",
    ),
    cases(10, reviewed, notified=2012, told=2013, reported=2014, published=BY_THE_REPORT),
    cases(19, reviewed, notified=2013, told=2013, reported=2014, published=BY_THE_REPORT),
    cases(
        1,
        reviewed,
        notified=2013,
        told=2013,
        days={"reported": JULY_2014},
        recorded=_minute_after_midnight("reported", JULY_2014),
        published=BY_THE_REPORT,
        name="report received a minute after midnight on 1 July",
    ),
    cases(6, reviewed, notified=2013, told=2013, reported=2015, published=BY_THE_REPORT),
    cases(2, reviewed, notified=2012, told=2013, reported=2014, published=AFTER_THE_REPORT),
    cases(11, reviewed, notified=2013, told=2013, reported=2014, published=AFTER_THE_REPORT),
    cases(
        1,
        stories.address_mistyped,
        notified=2013,
        told=2013,
        reported=2014,
        published=AFTER_THE_REPORT,
        name="address of a report corrected",
    ),
    cases(6, reviewed, notified=2012, told=2013, reported=2015, published=AFTER_THE_REPORT),
    cases(40, reviewed, notified=2013, told=2013, reported=2015, published=AFTER_THE_REPORT),
    cases(5, stories.harmed_and_later_died, notified=2013, told=2013, reported=2015, published=AFTER_THE_REPORT),
    cases(49, reviewed, notified=2013, told=2013, reported=2016),
    cases(8, reviewed, notified=2013, told=2013, reported=2017),
    cases(2, stories.published_without_a_copy_to_the_panel, notified=2013, told=2013, published=AFTER_THE_REPORT),
)
"""Reviews of which the panel was told in its first year, but for those not to be published in full."""

REVIEWS_TOLD_IN_2014 = (
    cases(
        1,
        reviewed,
        notified=2013,
        days={"decided": MIDSUMMER_2014, "told": JULY_2014},
        recorded=_minute_after_midnight("told", JULY_2014),
        reported=2016,
        name="told a minute after midnight on 1 July",
    ),
    cases(2, reviewed, notified=2013, days={"decided": date(2014, 6, 27), "told": date(2014, 7, 3)}, reported=2016),
    cases(2, reviewed, notified=2014, told=2014, reported=2014),
    cases(15, reviewed, notified=2013, told=2014, reported=2015),
    cases(25, reviewed, notified=2014, told=2014, reported=2015),
    cases(4, stories.harmed_and_later_died, notified=2014, told=2014, reported=2015, name="harmed, and later died"),
    cases(10, reviewed, notified=2013, told=2014, reported=2016),
    cases(66, reviewed, notified=2014, told=2014, reported=2016),
    cases(
        1,
        reviewed,
        notified=2014,
        days={"decided": date(2015, 6, 29), "told": MIDSUMMER_2015},
        recorded=_minute_before_midnight("told", MIDSUMMER_2015),
        reported=2016,
        name="told a minute before midnight on 30 June",
    ),
    cases(3, stories.reconsidered, notified=2014, told=2014, reported=2016, name="reconsidered before the panel met"),
    cases(4, reviewed, notified=2013, told=2014, reported=2017),
    cases(21, reviewed, notified=2014, told=2014, reported=2017),
    cases(2, reviewed, notified=2014, told=2014, reported=2018),
    cases(2, stories.published_without_a_copy_to_the_panel, notified=2014, told=2014, published=AFTER_THE_REPORT),
)
"""Reviews of which the panel was told in its second year, but for those not to be published in full."""

NOT_REVIEWED_2013 = (
    cases(6, agreed, notified=2012, considered=2013),
    cases(24, agreed, notified=2013, considered=2013),
    cases(
        1,
        agreed,
        notified=2013,
        days={"notified": JULY_2013},
        recorded=_minute_after_midnight("notified", JULY_2013),
        considered=2013,
        name="notified a minute after midnight on 1 July 2013",
    ),
    cases(2, incomplete, notified=2013, considered=2013),
    cases(1, stories.harm_by_a_child, notified=2013, considered=2013),
    cases(1, stories.name_misspelt, notified=2013, considered=2013, name="name corrected"),
    cases(2, explained, notified=2012, considered=2013, concluded=BY_THE_REPORT),
    cases(8, explained, notified=2013, considered=2013, concluded=BY_THE_REPORT),
    *(
        cases(
            1,
            partial(explained, doubt=doubt),
            notified=2013,
            considered=2013,
            concluded=BY_THE_REPORT,
            name=f"referred back: {doubt}",
        )
        for doubt in ("perpetrator", "many_children", "in_utero", "cost", "post_mortem", "delay", "serious_harm")
    ),
    cases(1, partial(explained, doubt="joint_working"), notified=2013, considered=2013, concluded=BY_THE_REPORT),
    cases(1, stories.advice_not_accepted, notified=2012, considered=2013, concluded=BY_THE_REPORT),
    cases(4, stories.advice_not_accepted, notified=2013, considered=2013, concluded=BY_THE_REPORT),
    cases(
        6,
        stories.initiated_on_advice,
        notified=2013,
        considered=2013,
        initiated=ON_ADVICE_IN_2014,
        reported=EVER_SINCE,
    ),
    cases(1, stories.slow_to_explain, notified=2012, considered=2013, answered=AFTER_THE_REPORT),
    cases(1, stories.slow_to_explain, notified=2013, considered=2013, answered=AFTER_THE_REPORT),
)
"""Decisions not to review that the panel first considered in its first year."""

NOT_REVIEWED_2014 = (
    cases(16, agreed, notified=2013, considered=2014),
    cases(2, incomplete, notified=2013, considered=2014),
    cases(
        1,
        agreed,
        notified=2013,
        days={"notified": MIDSUMMER_2014},
        recorded=_minute_before_midnight("notified", MIDSUMMER_2014),
        considered=2014,
        name="notified a minute before midnight on 30 June 2014",
    ),
    cases(
        1,
        stories.notified_on_the_wrong_day,
        notified=2013,
        days={"notified": JULY_2014, "came": MIDSUMMER_2014, "aware": MIDSUMMER_2014, "incident": date(2014, 6, 28)},
        considered=2014,
        name="notified on the wrong day",
    ),
    cases(
        1,
        agreed,
        notified=2014,
        days={"notified": JULY_2014},
        recorded=_minute_after_midnight("notified", JULY_2014),
        considered=2014,
        name="notified a minute after midnight on 1 July 2014",
    ),
    cases(
        1,
        partial(agreed, of=(circumstances.WELL_PROTECTED,)),
        notified=2014,
        days={"incident": date(2014, 9, 12), "aware": date(2014, 9, 15), "notified": date(2014, 9, 17)},
        considered=2014,
        place="Ternhaven",
        incident="notified twice",
        name="one incident, notified by two authorities",
    ),
    cases(50, agreed, notified=2014, considered=2014),
    cases(6, incomplete, notified=2014, considered=2014, name="agreed once the papers were complete"),
    cases(4, stories.harm_by_a_child, notified=2014, considered=2014, name="harm by a child"),
    cases(1, stories.harm_to_many_children, notified=2014, considered=2014, name="harm to many children"),
    cases(2, stories.harm_before_birth, notified=2014, considered=2014, name="harm before birth"),
    cases(1, stories.agreed_although_premature, notified=2014, considered=2014, name="agreed although premature"),
    cases(2, partial(explained, doubt="delay"), notified=2013, considered=2014, concluded=BY_THE_REPORT),
    cases(2, explained, notified=2014, considered=2014, concluded=BY_THE_REPORT),
    *(
        cases(
            1,
            partial(explained, doubt=doubt),
            notified=2014,
            considered=2014,
            concluded=BY_THE_REPORT,
            name=f"referred back: {doubt}",
        )
        for doubt in ("perpetrator", "many_children", "in_utero", "cost", "post_mortem", "abuse_or_neglect")
    ),
    cases(1, stories.advice_not_accepted, notified=2013, considered=2014, concluded=BY_THE_REPORT),
    cases(2, stories.advice_not_accepted, notified=2014, considered=2014, concluded=BY_THE_REPORT, name="not accepted"),
    cases(2, stories.initiated_on_advice, notified=2013, considered=2014, initiated=BY_THE_REPORT, reported=EVER_SINCE),
    cases(3, stories.initiated_on_advice, notified=2014, considered=2014, initiated=BY_THE_REPORT, reported=EVER_SINCE),
    cases(
        1,
        stories.premature_then_initiated,
        notified=2014,
        considered=2014,
        initiated=BY_THE_REPORT,
        reported=EVER_SINCE,
        name="premature, then initiated",
    ),
    cases(
        1,
        stories.slow_to_explain,
        notified=2014,
        considered=2014,
        answered=AFTER_THE_REPORT,
        concluded=BY_THE_RESTATEMENT,
        name="awaited in 2015, and explained since",
    ),
    cases(
        1,
        stories.slow_to_initiate,
        notified=2014,
        considered=2014,
        initiated=BY_THE_RESTATEMENT,
        reported=EVER_SINCE,
        name="awaited in 2015, and initiated since",
    ),
)
"""Decisions not to review that the panel first considered in its second year."""

NOT_TO_BE_PUBLISHED = (
    cases(2, old_not_published, notified=2011, proposal_considered=2013),
    cases(2, old_not_published, notified=2012, proposal_considered=2013),
    cases(1, old_anonymous, notified=2011, proposal_considered=2013),
    cases(1, old_anonymous, notified=2012, proposal_considered=2013),
    cases(1, old_summary, notified=2012, proposal_considered=2013),
    cases(1, old_not_published, notified=2011, proposal_considered=2014),
    cases(2, old_not_published, notified=2012, proposal_considered=2014),
    cases(2, old_anonymous, notified=2012, proposal_considered=2014),
    cases(
        1,
        stories.route_recorded_wrongly,
        notified=2012,
        proposal_considered=2014,
        corrected=BY_THE_REPORT,
        name="route of an agreement corrected",
    ),
    cases(2, old_did_publish, notified=2012, proposal_considered=2014, published=BY_THE_REPORT),
    cases(2, not_published, notified=2012, told=2013, proposal_considered=2014),
    cases(3, not_published, notified=2013, told=2013, proposal_considered=2014),
    cases(
        2,
        did_not_publish,
        notified=2012,
        told=2013,
        proposal_considered=2014,
        proposal_answered=BY_THE_REPORT,
        name="not published against advice",
    ),
    cases(
        1,
        stories.persuaded_a_year_later,
        notified=2013,
        told=2013,
        proposal_considered=2014,
        proposal_answered=AFTER_THE_REPORT,
        proposal_concluded=BY_THE_RESTATEMENT,
        name="awaited in 2015, and published anonymously since",
    ),
    cases(2, not_published, notified=2013, told=2013, reported=2015, proposal_considered=2015),
    cases(
        3,
        did_publish,
        notified=2013,
        told=2013,
        reported=2015,
        proposal_considered=2015,
        published=AFTER_THE_REPORT,
    ),
    cases(1, did_not_publish, notified=2013, told=2013, reported=2015, proposal_considered=2015),
    cases(1, anonymous, notified=2013, told=2013, reported=2015, proposal_considered=2015, published=AFTER_THE_REPORT),
    cases(1, not_published, notified=2013, told=2014, reported=2015, proposal_considered=2015),
    cases(3, did_publish, notified=2013, told=2014, reported=2015, proposal_considered=2015),
    cases(1, not_published, notified=2014, told=2014, reported=2015, proposal_considered=2015),
    cases(2, did_not_publish, notified=2014, told=2014, reported=2015, proposal_considered=2015),
    cases(2, anonymous, notified=2014, told=2014, reported=2015, proposal_considered=2015),
    cases(1, summary, notified=2014, told=2014, reported=2015, proposal_considered=2015),
)
"""Reviews whose boards proposed not to publish in full, of which the panel was told by June 2015."""

NOTIFIED_BUT_NOT_YET_DECIDED = (
    cases(4, reviewed, notified=2013, told=2015, reported=EVER_SINCE),
    cases(4, agreed, notified=2013, considered=2015),
    cases(1, stories.never_decided, notified=2013, place="Beehythe"),
    cases(1, stories.never_decided, notified=2013, place="Foxglen"),
    cases(58, reviewed, notified=2014, told=2015, reported=EVER_SINCE),
    cases(
        1,
        agreed,
        notified=2014,
        days={"notified": MIDSUMMER_2015},
        recorded=_minute_before_midnight("notified", MIDSUMMER_2015),
        considered=2015,
        name="notified a minute before midnight on 30 June 2015",
    ),
    cases(35, agreed, notified=2014, considered=2015),
    cases(3, incomplete, notified=2014, considered=2015),
    cases(5, explained, notified=2014, considered=2015),
    cases(1, stories.advice_not_accepted, notified=2014, considered=2015),
    cases(1, stories.initiated_on_advice, notified=2014, considered=2015, reported=EVER_SINCE),
    cases(1, stories.never_decided, notified=2014, place="Figholm"),
    cases(1, stories.never_decided, notified=2014, place="Jayfold"),
    cases(1, stories.never_decided, notified=2014, place="Voleford"),
    cases(
        1,
        partial(stories.withdrawn_years_later, of=(circumstances.WELL_PROTECTED,)),
        notified=2014,
        days={"incident": date(2014, 9, 12), "aware": date(2014, 9, 16), "notified": date(2014, 9, 19)},
        place="Tealwater",
        incident="notified twice",
        name="the same incident, notified by the other authority",
    ),
    cases(4, stories.withdrawn_years_later, notified=2014),
    cases(6, stories.withdrawn, notified=2013),
    cases(8, stories.withdrawn, notified=2014, name="withdrawn"),
)
"""Notified in the two years, and neither reviewed nor considered in them: more notifications than decisions (14.4, A3)."""

YEAR_2015 = (
    cases(
        1,
        agreed,
        notified=2015,
        days={"notified": JULY_2015},
        recorded=_minute_after_midnight("notified", JULY_2015),
        name="notified a minute after midnight on 1 July 2015",
    ),
    cases(24, reviewed, notified=2015, reported=EVER_SINCE),
    cases(1, stories.published_without_a_copy_to_the_panel, notified=2015),
    cases(16, agreed, notified=2015),
    cases(2, incomplete, notified=2015),
    cases(4, explained, notified=2015),
    cases(1, stories.advice_not_accepted, notified=2015),
    cases(2, stories.initiated_on_advice, notified=2015, reported=EVER_SINCE),
    cases(2, did_publish, notified=2015, reported=EVER_SINCE),
    cases(1, anonymous, notified=2015, reported=EVER_SINCE),
    cases(2, stories.withdrawn, notified=2015),
)


def a_later_year(year: int) -> tuple[Strand, ...]:
    """A year since then: a lighter one, in which nothing is counted against a report."""
    return (
        cases(13, reviewed, notified=year),
        cases(1, stories.harmed_and_later_died, notified=year),
        cases(13, agreed, notified=year),
        cases(2, incomplete, notified=year),
        cases(1, stories.harm_by_a_child, notified=year),
        cases(3, explained, notified=year),
        cases(1, stories.advice_not_accepted, notified=year),
        cases(1, stories.initiated_on_advice, notified=year),
        cases(1, did_publish, notified=year),
        cases(1, anonymous if year % 2 else not_published, notified=year),
        cases(1, stories.withdrawn, notified=year),
    )


def strands(today: date) -> list[Strand]:
    """Every strand that has begun by a day. A story is played up to that day: the rest of it has not happened yet."""
    last = today.year if today.month > 6 else today.year - 1
    return [
        *BEFORE_THE_FIRST_YEAR,
        *REVIEWS_TOLD_IN_2013,
        *REVIEWS_TOLD_IN_2014,
        *NOT_REVIEWED_2013,
        *NOT_REVIEWED_2014,
        *NOT_TO_BE_PUBLISHED,
        *NOTIFIED_BUT_NOT_YET_DECIDED,
        *YEAR_2015,
        *(strand for year in range(2016, last + 1) for strand in a_later_year(year)),
    ]


CONTACTS = (
    (date(2013, 11, 12), ContactKind.LETTER, "Yarrowstow", "How the new panel would like to be told of decisions."),
    (date(2014, 3, 4), ContactKind.MEETING, "Brackenmere", "The Chair met two members about the first months."),
    (date(2014, 9, 9), ContactKind.OUT_OF_REMIT, "", "A relative asks the panel to have a review held."),
    (date(2014, 12, 2), ContactKind.MEETING, "Ternhaven", "Three authorities and one board: who leads when."),
    (date(2015, 1, 20), ContactKind.NIL_RETURN, "Vetchley", "No serious incident in the year; nothing to submit."),
    (date(2015, 2, 3), ContactKind.OUT_OF_REMIT, "", "A campaigner asks the panel to look at a case of 2009."),
    (date(2015, 5, 19), ContactKind.LETTER, "Lindenport", "On the definition of serious harm in the new guidance."),
    (date(2015, 6, 11), ContactKind.OUT_OF_REMIT, "", "A former carer asks for a review of a placement."),
    (date(2015, 9, 22), ContactKind.OUT_OF_REMIT, "", "A reader of the first report asks about a local case."),
    (date(2016, 2, 10), ContactKind.NIL_RETURN, "Beehythe", "No case to submit since the last return."),
)
"""Dealings with the panel that belong to no case: the day, what it was, the board's place, and what it was about."""
