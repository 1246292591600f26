"""The register of advice that was not accepted: which case has an entry, and from when it is shown. Report paragraphs 6 and 21.

An entry is a case in the pile “not accepted” of the figures; the register and the figures cannot disagree. It is shown
once the board has had notice of it for as long as `answers.toml` says: by the letter about its refusal or, of a board that
refused nothing and perhaps never answered, about the panel's own note that its advice was not accepted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casereview.rules.answers import register_from
from casereview.rules.codes import LetterKind, Matter, Position, View
from casereview.rules.facts import Advice, CaseFile, Response, after
from casereview.rules.figures import non_initiation, non_publication


@dataclass(frozen=True, slots=True)
class Entry:
    """Advice that a board did not accept: when it was given, when it was refused or noted, and when the board had notice."""

    file: CaseFile
    matter: Matter
    advice: Advice
    answer: Response | None
    noted: Advice | None

    @property
    def about(self) -> Response | Advice | None:
        """What the board is given notice about; None where it has refused nothing and the panel has not noted it yet."""
        return self.answer or self.noted

    @property
    def noticed_on(self) -> date | None:
        """The day on which the board was first given notice."""
        letters = self.file.letters_about(self.about) if self.about else []
        return next((letter.on for letter in letters if letter.kind == LetterKind.NOTICE), None)

    @property
    def listed_from(self) -> date | None:
        """From when it is on the register; None until the board has been given notice."""
        return register_from(self.noticed_on) if self.noticed_on else None

    @property
    def listed(self) -> bool:
        return self.listed_from is not None and self.file.as_at >= self.listed_from


def entries(file: CaseFile) -> Iterator[Entry]:
    """The entries of a case: at most one on each matter."""
    outcomes = {
        Matter.NON_INITIATION: non_initiation(file) == "not_accepted",
        Matter.NON_PUBLICATION: non_publication(file) == "disagreed_not_published",
    }
    for matter, not_accepted in outcomes.items():
        if not_accepted:
            doubts = [one for one in file.advice_on(matter) if one.view in (View.REFER_BACK, View.DISAGREE)]
            answers = [one for one in after(file.responses_on(matter), doubts[-1]) if one.position == Position.DECLINES]
            noted = [one for one in after(file.advice_on(matter), doubts[-1]) if one.view == View.NOTED]
            yield Entry(file, matter, doubts[-1], answers[-1] if answers else None, noted[-1] if noted else None)
