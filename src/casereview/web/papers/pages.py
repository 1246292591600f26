"""The papers that the panel asks for, an item a page, and what the answers come to."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from casereview.casework.acts import Attached
from casereview.casework.files import Opened, open_file
from casereview.guidance.contents import Edition
from casereview.rules import packs, permits
from casereview.rules.awaited import What
from casereview.rules.codes import Matter, ProposedRoute
from casereview.rules.packs import Pack, Part, Said
from casereview.rules.stages import before_the_panel
from casereview.web.capacity import Request
from casereview.web.fields import Words, choice, date_field, words
from casereview.web.preparing import Page
from casereview.web.tags import cited, day

YES, NO, DOES_NOT_APPLY = "yes", "no", "does_not_apply"
SUPPLIED = {YES: True, NO: False, DOES_NOT_APPLY: None}
DAY = "day"
ROUTE = "route"
"""The item that is answered by choosing what is proposed, and has no page of its own."""
DOCUMENTS = "documents"
UNSAID = "Enter the words of it, or where they are; if it is not supplied, say why"


def to_send(request: Request, reference: str) -> Opened:
    """The case, for somebody who sends papers on it."""
    file = open_file(reference, by=request.who, purpose="papers")
    permits.submit(request.who, file).require()
    return file


def nothing_to_send(file: Opened, matter: Matter) -> str:
    """Why there are no papers to send on a matter; nothing where there are."""
    if matter == Matter.NON_INITIATION and (file.decision is None or file.decision.initiate):
        return "There is no decision not to review on this case to send papers on."
    return ""


def journey(matter: Matter) -> str:
    """The journey of which the papers on a matter are the draft."""
    return f"papers:{matter}"


class Papers:
    """The papers on a matter, as far as a draft has them; what it lacks is taken from those sent before, and the file."""

    def __init__(self, file: Opened, matter: Matter, answers: Mapping[str, Any]):
        self.file, self.matter = file, matter
        self.chosen: list[dict[str, Any]] | None = answers.get(DOCUMENTS)
        self.on = _sent_on(file, matter, answers)
        self.route = self._route(answers)
        bare = packs.pack(file, matter, self.on)
        asked = [part for part in bare.asked if part.item.code != ROUTE]
        self.pages = {part.item.code: item_page(part, bare.edition, matter) for part in asked}
        self.pack: Pack = packs.pack(file, matter, self.on, self._said_before() | self._said_now(answers))

    @property
    def edition(self) -> Edition | None:
        return self.pack.edition

    @property
    def not_needed(self) -> list[Part]:
        asked = self.pack.asked
        return [part for part in self.pack.parts if part not in asked]

    @property
    def with_the_panel(self) -> bool:
        """Whether the panel has the latest papers, and has neither advised on them nor sent them back."""
        sent_back = any(one.what in (What.MISSING_PAPERS, What.REQUEST) for one in self.file.awaited)
        return before_the_panel(self.file) == self.matter and not sent_back

    @property
    def items(self) -> dict[str, tuple[bool | None, str]]:
        """The items as `acts.submit` takes them: what is asked for, and what the board says to it."""
        return {
            part.item.code: (part.said.supplied if part.said else part.supplied, part.text)
            for part in self.pack.asked
            if part.needed or part.said
        }

    @property
    def documents(self) -> list[Attached]:
        """The documents that go with the papers: those chosen now or, before any choice, those of the latest papers."""
        if self.chosen is not None:
            return [Attached(**one) for one in self.chosen]
        latest = self.file.submissions_on(self.matter)[-1:]
        return [
            Attached(one.item, one.name, one.sha256, one.size) for sent in latest for one in attached(self.file, sent)
        ]

    @property
    def route_words(self) -> str:
        return ProposedRoute.words_for(self.route)

    @property
    def expert_advice(self) -> bool | None:
        """Whether expert advice is enclosed; None where the edition does not ask for it."""
        return next((part.supplied for part in self.pack.asked if part.item.code == "expert_advice"), None)

    def _route(self, answers: Mapping[str, Any]) -> str:
        if self.matter != Matter.NON_PUBLICATION:
            return ""
        page = route_page(None).answered(answers)
        if page.is_answered:
            return str(page.cleaned_data["proposed_route"])
        submissions = self.file.submissions_on(self.matter)
        return submissions[-1].proposed_route if submissions else ""

    def _said_before(self) -> dict[str, Said]:
        """What the board itself said to each item in its latest papers; what was told by the file is told anew."""
        latest = self.file.submissions_on(self.matter)[-1:]
        parts = [part for submission in latest for part in packs.sent(self.file, submission).parts]
        return {
            part.item.code: part.said
            for part in parts
            if part.said and (part.said.supplied or part.said.text) and part.said.text != part.on_file.words
        }

    def _said_now(self, answers: Mapping[str, Any]) -> dict[str, Said]:
        pages = {code: page.answered(answers) for code, page in self.pages.items()}
        said = {
            code: Said(SUPPLIED[page.cleaned_data[f"supplied_{code}"]], page.cleaned_data[f"text_{code}"])
            for code, page in pages.items()
            if page.is_answered
        }
        return said | ({ROUTE: Said(True, self.route_words)} if self.route else {})


def attached(file: Opened, submission: Any) -> list[Any]:
    """The documents that came with papers."""
    versions = file.versions(submission)
    return [one for one in file.attachments if one.submission in versions]


def _sent_on(file: Opened, matter: Matter, answers: Mapping[str, Any]) -> date:
    """The day on which they are sent: today, unless another is given. The edition in force on it asks for them."""
    page = day_page(file, matter).answered(answers)
    return page.cleaned_data["sent_on"] if page.is_answered else timezone.localdate()


def day_page(file: Opened, matter: Matter) -> type[Page]:
    class DayPage(Page):
        sent_on = date_field(
            "On which day are they sent?", called="The day", past=True, required="Enter the day on which they are sent"
        )

        def clean_sent_on(self) -> date:
            on: date = self.cleaned_data["sent_on"]
            if matter == Matter.NON_INITIATION and file.decision and on < file.decision.on:
                raise ValidationError(f"The papers cannot be sent before the decision of {day(file.decision.on)}")
            return on

    return DayPage


def route_page(edition: Edition | None) -> type[Page]:
    exceptions = edition and edition.publication.exceptions
    question = choice(
        "What do you propose in place of full publication?",
        ProposedRoute.choices(),
        required="Select what you propose",
        words=Words(exceptions.says, cited(exceptions, edition)) if exceptions else None,
    )
    return type("RoutePage", (Page,), {"proposed_route": question})


def item_page(part: Part, edition: Edition | None, matter: Matter) -> type[Page]:
    """The page of an item: whether it is supplied, and the words of it or where it is."""
    item = part.item
    answers = [(YES, "Yes"), (NO, "No")]
    if item.needed == "if_relied_on":
        answers.append((DOES_NOT_APPLY, f"It does not apply: needed only {item.when}"))
    supplied, text = f"supplied_{item.code}", f"text_{item.code}"

    def clean(self: Page) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get(supplied) in (YES, NO) and text in found and not found[text]:
            self.add_error(text, ValidationError(UNSAID))
        return found

    questions: dict[str, Any] = {
        "heading": item.asks,
        supplied: choice(
            "Is it supplied?", answers, required="Select whether it is supplied", words=_beside(part, edition, matter)
        ),
        text: words(
            "The words of it, or where they are; if it is not supplied, why",
            required="" if DOES_NOT_APPLY in dict(answers) else UNSAID,
            limit=8_000,
            rows=8,
        ),
        "clean": clean,
    }
    return type("ItemPage", (Page,), questions)


def offered(part: Part) -> dict[str, Any]:
    """What the page of an item offers before it is answered: what was sent before, or what the file tells."""
    code = part.item.code
    if part.said:
        given = {supplied: answer for answer, supplied in SUPPLIED.items()}[part.said.supplied]
        return {f"supplied_{code}": given, f"text_{code}": part.said.text}
    return {f"supplied_{code}": YES if part.on_file.enough else None, f"text_{code}": part.on_file.words}


def _beside(part: Part, edition: Edition | None, matter: Matter) -> Words:
    """What is asked for in full; with the test that the panel applies, where the item is about passing it."""
    test = edition.publication.exceptions if edition and matter == Matter.NON_PUBLICATION else None
    if test and part.item.code in ("expert_advice", "threat"):
        return Words(f"{part.item.help}\n\n{test.says}", cited(test, edition))
    return Words(part.item.help, cited(part.item))
