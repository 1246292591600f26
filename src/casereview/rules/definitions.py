"""What each figure counts, in words: the one text of it, for the pages, the annual report and `docs/figures.md`.

A test holds the document to these words. The rules themselves are in `figures`. Paragraphs are those of the panel's
second report (2015).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pile:
    """A pile in words: what it is called, and what puts a case into it."""

    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class Note:
    """Where a careless reader would go wrong, and the paragraph that shows it."""

    text: str
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A figure in words. `day` is what puts one into the period, `dated` that day as the heading of a column."""

    title: str
    counts: str
    day: str
    dated: str
    paragraphs: str
    total: str
    piles: Mapping[str, Pile]
    headline: str = "total"
    """The pile that stands for the figure where each has one number."""
    subsets: Mapping[str, Pile] = field(default_factory=dict)
    breakdowns: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    def words(self, pile: str) -> str:
        """What a pile is called; a part of a breakdown goes by its own name."""
        found = self.piles.get(pile) or self.subsets.get(pile)
        return found.words if found else pile


PERIOD = (
    "Both the first and the last day of the period count. The panel’s year runs from 1 July to 30 June.",
    "As at a day: nothing that happened after that day is counted. An outcome is the latest by that day, whatever the "
    "period.",
    "As known at a moment: nothing recorded after that moment is counted, and a fact that was corrected later counts as "
    "it was recorded.",
)
"""How the three dates work."""

NO_COHORT = Note(
    "Figures of one period are about different incidents: a decision of the period may be about a notification of the "
    "period before. Do not divide one figure by another. In 2014 to 2015 there were 326 notifications and 275 decisions.",
    "paragraphs 2 and 6",
)
SETTLING = Note(
    "Outcomes are counted by the as-at day, which may be long after the period. The year before has had a year longer to "
    "settle.",
    "paragraph 6",
)

DEFINITIONS: Mapping[str, Definition] = {
    "notifications": Definition(
        title="Serious incident notifications",
        counts="Notifications of serious incidents that have not been withdrawn. A case that two authorities notified "
        "counts twice.",
        day="the day of the notification",
        dated="Notified",
        paragraphs="paragraph 2",
        total="Notifications",
        piles={"notifications": Pile("Notifications", "Not withdrawn by the as-at day.")},
        breakdowns={"incident_kind": "Kind of incident", "region": "Region of the authority"},
        notes=(
            NO_COHORT,
            Note(
                "The kind is the one that was notified: a child who dies later still counts as seriously harmed.",
                "paragraph 2",
            ),
            Note(
                "The panel’s years are not Ofsted’s, which run from April to March. Figures of the two differ.",
                "paragraph 2",
            ),
        ),
    ),
    "initiations": Definition(
        title="Reviews initiated",
        counts="Cases by their first decision to hold a review, unless the panel had first referred back, or disagreed "
        "with, a decision not to hold one.",
        day="the day on which the panel was told of that decision",
        dated="Panel told",
        paragraphs="paragraphs 2, 6 and 7",
        total="Reviews initiated",
        piles={"initiations": Pile("Reviews initiated", "Every case counted.")},
        notes=(
            Note(
                "Not all reviews: one that began on the panel’s advice is an outcome of a decision not to review. Add "
                "that pile for all reviews that the panel was told of.",
                "paragraph 6, “a further 107”",
            ),
            Note(
                "A decision that the panel has not been told of is not counted yet, on whatever day it was made.",
                "paragraph 6",
            ),
        ),
    ),
    "non_initiations": Definition(
        title="Decisions not to review",
        counts="Cases by the panel’s first advice on a decision not to hold a review. Where several outcomes fit a case, "
        "it has the first of them.",
        day="the day of that first advice",
        dated="First advice",
        paragraphs="paragraphs 6 and 7",
        total="Decisions not to review considered",
        piles={
            "agreed": Pile("The panel agreed", "The first advice is that the panel agrees."),
            "initiated": Pile(
                "A review was held on the panel’s advice", "A decision to hold a review came after the first advice."
            ),
            "satisfied": Pile(
                "The panel was satisfied in the end", "A later advice is that the panel is satisfied, or agrees."
            ),
            "not_accepted": Pile(
                "The board did not accept the advice",
                "The board’s latest answer is that it does not accept the advice, or a later advice notes that it was "
                "not accepted.",
            ),
            "awaited": Pile("An answer or information is awaited", "None of these by the as-at day."),
        },
        notes=(
            SETTLING,
            Note(
                "The second report gives only the number agreed for the year before: the other outcomes of 2013 to 2014 "
                "have nothing in print to be compared with.",
                "paragraph 7",
            ),
        ),
    ),
    "completed_reports": Definition(
        title="Completed reports received before publication",
        counts="Cases by the first completed report that the panel received, where the board has not proposed, by the "
        "as-at day, to publish it otherwise than in full.",
        day="the day on which the panel received the report",
        dated="Report received",
        paragraphs="paragraphs 21 and 22",
        total="Completed reports",
        piles={"completed_reports": Pile("Completed reports", "Every case counted.")},
        notes=(
            Note(
                "Not all reports: proposals not to publish are counted apart, “in addition”. A proposal made later takes "
                "a report out of this figure.",
                "paragraph 21",
            ),
        ),
    ),
    "non_publications": Definition(
        title="Proposals not to publish",
        counts="Cases by the panel’s first advice on a proposal not to publish the report in full. Where several "
        "outcomes fit a case, it has the first of them.",
        day="the day of that first advice",
        dated="First advice",
        paragraphs="paragraphs 21 and 22",
        total="Proposals not to publish considered",
        piles={
            "agreed_not_published": Pile(
                "Agreed: not published", "The latest advice in which the panel agrees is to not publishing."
            ),
            "agreed_anonymous": Pile(
                "Agreed: published anonymously",
                "The latest advice in which the panel agrees is to publishing without naming the board, through the "
                "national repository.",
            ),
            "agreed_summary": Pile(
                "Agreed: a summary only", "The latest advice in which the panel agrees is to publishing a summary only."
            ),
            "disagreed_published": Pile(
                "Disagreed: published since",
                "The panel has not agreed, and the report has been published by any route.",
            ),
            "disagreed_not_published": Pile(
                "Disagreed: not published",
                "The panel has not agreed, and the board’s latest answer is that it does not accept the advice.",
            ),
            "disagreed_awaited": Pile("Disagreed: awaited", "None of these by the as-at day."),
        },
        subsets={"disagreed": Pile("Disagreed, in all", "The three piles in which the panel has not agreed.")},
        notes=(
            Note(
                "“Disagreed” includes proposals on which the panel asked for more information. When it agrees later the "
                "case moves: the year 2014 to 2015 was printed as 8, 2, 1 and 5, and restated as 8, 3, 1 and 4.",
                "paragraph 21, and the panel’s third report",
            ),
            Note(
                "The first report counted more: there, every report not published in full on the board’s site was a "
                "non-publication.",
                "footnote 2",
            ),
        ),
    ),
    "boards": Definition(
        title="Boards in contact with the panel",
        counts="Boards in being on the last day of the period. A contact is a decision that the panel was told of, a "
        "submission, an answer, a completed report, a letter, a meeting or a nil return.",
        day="any contact, on the day on which it reached the panel",
        dated="Latest contact",
        paragraphs="paragraph 8",
        total="Boards",
        headline="contacted",
        piles={
            "contacted": Pile("In contact with the panel", "At least one contact in the period."),
            "silent": Pile("Not in contact", "No contact in the period."),
        },
        subsets={
            "never": Pile(
                "Of those not in contact, never since June 2013",
                "No contact from 1 June 2013, the month in which the panel first met, to the last day of the period.",
            )
        },
        notes=(
            Note(
                "The report compares boards that did not “contact the panel” with boards that “had not submitted any "
                "information” the year before. Here one test serves both years.",
                "paragraph 8",
            ),
            Note(
                "Silence may mean that nothing happened. It is boards that are counted here, and local authorities that "
                "notify: there are more authorities than boards.",
                "paragraphs 8 and 9",
            ),
        ),
    ),
    "out_of_remit": Definition(
        title="Approaches out of remit",
        counts="Approaches to the panel by people with no board, asking it to step in.",
        day="the day of the approach",
        dated="Approached",
        paragraphs="paragraph 19",
        total="Approaches",
        piles={"out_of_remit": Pile("Approaches", "Every approach counted.")},
        notes=(
            Note(
                "The report does not say over which period it counted three. The period’s own are counted here.",
                "paragraph 19",
            ),
        ),
    ),
    "published_of_initiated": Definition(
        title="Initiated reviews published since",
        counts="Cases by their first decision to hold a review, whether or not it came on the panel’s advice.",
        day="the day of that decision",
        dated="Decided",
        paragraphs="paragraph 29",
        total="Reviews initiated, on advice or not",
        headline="published",
        piles={
            "published": Pile("Published", "Published by any route, on or before the as-at day."),
            "not_published": Pile("Not published yet", "Not published by the as-at day."),
        },
        notes=(
            Note(
                "The percentage grows with the as-at day. Reviews begun lately have had less time, so do not read a fall "
                "from the year before as slowing down.",
                "paragraph 29",
            ),
            Note(
                "These are counted by the day of the decision, and the reviews initiated above by the day on which the "
                "panel was told: the two totals differ.",
                "paragraphs 6 and 29",
            ),
        ),
    ),
}
