"""What is not published is not public: promise 6, at the one gate."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone

from casereview.ledger import chain
from casereview.ledger.models import Refused
from casereview.library import acts, desk, gate, shelf
from casereview.library.codes import PointKind
from casereview.library.gate import Gone, Moved, Review
from casereview.library.models import Shelved
from casereview.rules.permits import Refusal
from tests.factories import ANALYST, MANAGER
from tests.library.shelves import CATALOGUER, DAY, a_draft, an_entry, recommending

pytestmark = pytest.mark.django_db

LATER = timedelta(days=3)


def everything_public() -> str:
    """All that the gate says, as text."""
    ids = [f"R{n}" for n in range(1, 12)]
    return repr(
        [
            [gate.find(id) for id in ids],
            gate.catalogue(),
            gate.added(),
            list(gate.everything()),
            gate.changes(),
            gate.texts(ids),
            [gate.file(id) for id in ids],
            [gate.page(id, 1) for id in ids],
        ]
    )


def test_a_published_entry_is_found_with_all_that_a_reader_needs():
    id = an_entry(points=recommending("Agree a lead."), themes={"neglect": True, "men": False}, pages=("One.", "Two."))
    found = gate.find(id)
    assert isinstance(found, Review)
    assert (found.title, found.board, found.year, found.pages, found.themes) == (
        "Child V",
        "Aldermarsh Board",
        "2015",
        2,
        ("neglect",),
    )
    assert [(said.number, said.text) for said in found.recommendations] == [(1, "Agree a lead.")]
    assert gate.page(id, 2).text == "Two."
    assert gate.page(id, 3) is None


def test_nothing_of_a_draft_is_public_nor_of_a_deposit():
    a_draft(title="Qdraft", pages=("Qdraftpage",))
    acts.deposit(by=MANAGER, on=DAY, title="Qdeposit", file=io.BytesIO(b"Qfile"), file_name="Qname.pdf")
    assert "Q" not in everything_public()
    assert gate.count() == 0


def test_an_embargoed_entry_is_not_there_until_its_moment():
    id = an_entry(title="Qembargoed", pages=("Qpage",), embargo=(timezone.now() + LATER).isoformat())
    assert gate.find(id) is None
    assert "Q" not in everything_public()


def test_an_entry_whose_embargo_has_ended_is_there_without_anybody_doing_anything(monkeypatch):
    id = an_entry(title="Patience", embargo=(timezone.now() + LATER).isoformat())
    before = gate.state()
    ended = timezone.now() + 2 * LATER
    monkeypatch.setattr(gate.timezone, "now", lambda: ended)
    assert gate.find(id).title == "Patience"
    assert gate.state() != before


def test_a_withdrawn_entry_is_a_tombstone_that_says_why_and_nothing_else():
    id = an_entry(title="Qwithdrawn", pages=("Qpage",), withdrawn="A court so ordered.")
    found = gate.find(id)
    assert isinstance(found, Gone)
    assert found.why == "A court so ordered."
    assert "Q" not in everything_public()
    assert (found.at, id) in gate.changes()


def test_an_entry_withdrawn_before_it_was_ever_public_leaves_no_trace():
    id = an_entry(title="Qnever", embargo=(timezone.now() + LATER).isoformat(), withdrawn="Qwhy")
    assert gate.find(id) is None
    assert "Q" not in everything_public()


def test_a_merged_entry_leads_to_the_other():
    kept = an_entry()
    double = an_entry(title="Qdouble", merged_into=kept)
    assert gate.find(double).into == kept
    assert isinstance(gate.find(double), Moved)
    assert "Q" not in everything_public()


def test_a_new_version_takes_the_place_of_the_old_and_the_old_is_not_public():
    id = an_entry(title="Qold", pages=("Qoldpage",), points=recommending("First.", "Second."))
    draft = acts.revise(id, by=CATALOGUER)
    points = [*reversed(draft.answers["points"]), *recommending("Third.")]
    acts.keep(draft.key, by=CATALOGUER, edits=draft.edits, answers={"title": "New", "points": points})
    draft.refresh_from_db()
    draft.body = "A new page"
    draft.save()
    acts.publish(draft.key, by=CATALOGUER, on=DAY)
    found = gate.find(id)
    assert (found.title, found.version) == ("New", 2)
    assert {said.text: said.number for said in found.recommendations} == {"First.": 1, "Second.": 2, "Third.": 3}
    assert "Q" not in everything_public()


def test_while_a_new_version_is_embargoed_the_old_one_stays():
    id = an_entry(title="Old")
    draft = acts.revise(id, by=CATALOGUER)
    embargo = (timezone.now() + LATER).isoformat()
    acts.keep(draft.key, by=CATALOGUER, edits=0, answers={"title": "Qnew", "embargo": embargo})
    acts.publish(draft.key, by=CATALOGUER, on=DAY)
    assert gate.find(id).title == "Old"
    assert "Q" not in everything_public()


def test_a_number_of_a_recommendation_is_never_given_to_another():
    id = an_entry(points=recommending("First.", "Second."))
    for texts in (["First."], ["First.", "Third."]):
        draft = acts.revise(id, by=CATALOGUER)
        held = {point["text"]: point for point in draft.answers["points"]}
        points = [held.get(text) or recommending(text)[0] for text in texts]
        acts.keep(draft.key, by=CATALOGUER, edits=0, answers={"points": points})
        acts.publish(draft.key, by=CATALOGUER, on=DAY)
    assert {said.text: said.number for said in gate.find(id).recommendations} == {"First.": 1, "Third.": 3}


def test_a_review_published_without_the_boards_name_names_neither_board_nor_author():
    id = an_entry(board="Qboard", author="Qauthor", anonymous=True)
    assert gate.find(id).board_words == "Anonymous"
    assert "Q" not in everything_public()


def test_a_file_is_served_under_the_entrys_identifier_whatever_it_was_called():
    deposit = acts.deposit(by=CATALOGUER, on=DAY, file=io.BytesIO(b"%PDF-1.4"), file_name="Qchild.pdf")
    id = an_entry(deposit=deposit.id, file=deposit.file, media="application/pdf")
    assert gate.file(id).name == f"{id}.pdf"
    assert gate.file(id).read() == b"%PDF-1.4"
    assert "Q" not in everything_public()


def test_the_shelf_made_again_is_the_shelf_that_was_kept():
    kept = an_entry()
    an_entry(withdrawn="So.")
    an_entry(merged_into=kept)
    an_entry(embargo=(timezone.now() + LATER).isoformat())
    acts.publish(acts.revise(kept, by=CATALOGUER).key, by=CATALOGUER, on=DAY)
    before = list(
        Shelved.objects.order_by("serial", "public_from").values_list("entry", "version", "public_from", "public_until")
    )
    with chain.writing():
        shelf.keep()
    after = list(
        Shelved.objects.order_by("serial", "public_from").values_list("entry", "version", "public_from", "public_until")
    )
    assert before == after
    assert len(before) == 5


def test_an_entry_withdrawn_can_be_published_again():
    id = an_entry(withdrawn="By mistake.")
    acts.publish(acts.revise(id, by=CATALOGUER).key, by=CATALOGUER, on=DAY)
    assert isinstance(gate.find(id), Review)


def test_the_catalogue_is_in_the_order_of_publication_the_latest_first():
    for published in ("2014", "2015-03-04", "2015-03", ""):
        an_entry(published_on=published)
    assert [review.published_on for review in gate.catalogue()] == ["2015-03-04", "2015-03", "2014", ""]
    assert [review.published_on for review in gate.catalogue(1, 2)] == ["2015-03", "2014"]


# ── Acts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_only_the_repositorys_staff_catalogue_and_boards_may_hand_in():
    for act in (
        lambda: acts.draft(by=MANAGER, answers={}),
        lambda: acts.withdraw("R1", by=MANAGER, on=DAY, why="So."),
        lambda: acts.deposit(by=ANALYST, on=DAY, title="A report"),
        lambda: desk.queue(by=MANAGER),
    ):
        with pytest.raises(Refusal):
            act()


def test_a_deposit_waits_until_it_is_published_or_declined():
    one = acts.deposit(by=MANAGER, on=DAY, title="One")
    two = acts.deposit(by=MANAGER, on=DAY, title="Two")
    assert desk.queue(by=CATALOGUER) == [one, two]
    an_entry(deposit=one.id)
    acts.decline(two.id, by=CATALOGUER, on=DAY, why="It is no review.")
    assert desk.queue(by=CATALOGUER) == []
    with pytest.raises(Refused, match="dealt with already"):
        acts.decline(one.id, by=CATALOGUER, on=DAY, why="Too late.")


def test_what_is_there_already_by_its_content_is_not_taken_in_again():
    acts.deposit(by=MANAGER, on=DAY, title="One", file=io.BytesIO(b"the same"))
    with pytest.raises(Refused, match="has this report already"):
        acts.deposit(by=MANAGER, on=DAY, title="Other", file=io.BytesIO(b"the same"))


def test_two_cataloguers_do_not_overwrite_each_other():
    draft = a_draft()
    acts.keep(draft.key, by=CATALOGUER, edits=0, answers={"title": "One"})
    with pytest.raises(Refused, match="Somebody else"):
        acts.keep(draft.key, by=CATALOGUER, edits=0, answers={"title": "Two"})


def test_a_form_posted_twice_publishes_once():
    key = a_draft().key
    one = acts.publish(key, by=CATALOGUER, on=DAY, token="t")
    assert acts.publish(key, by=CATALOGUER, on=DAY, token="t") == one
    assert gate.count() == 1


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": ""}, "kind"),
        ({"kind": "novel"}, "kind"),
        ({"published_on": "31 October"}, "published_on"),
        ({"published_on": "2015-02-30"}, "published_on"),
        ({"published_on": "2999"}, "published_on"),
        ({"embargo": "soon"}, "embargo"),
    ],
)
def test_what_a_reader_could_not_use_is_refused_at_the_field_that_is_at_fault(answers, field):
    with pytest.raises(Refused) as refused:
        an_entry(**answers)
    assert refused.value.field == field
    assert gate.count() == 0


def test_a_machines_suggestion_and_a_persons_decision_are_both_kept():
    suggested = {"theme": "neglect", "words": ["neglected", "hungry"], "page": 1, "times": 4}
    id = an_entry(proposals={"themes": [suggested]})
    [suggestion] = desk.undecided(by=CATALOGUER)
    assert suggestion.words == "neglected;hungry"
    assert gate.find(id).themes == ()
    acts.code(id, by=CATALOGUER, on=DAY, theme="neglect", applies=True, suggestion=suggestion.id)
    assert gate.find(id).themes == ("neglect",)
    acts.code(id, by=CATALOGUER, on=DAY, theme="neglect", applies=False, why="Only in passing.")
    assert gate.find(id).themes == ()
    assert desk.undecided(by=CATALOGUER) == []
    assert [one.what for one in desk.history(id, by=CATALOGUER)] == [
        "Version 1 published",
        "Theme “neglect” applies",
        "Theme “neglect” does not apply",
    ]


def test_points_keep_their_kinds_apart():
    learning = {"kind": "learning", "text": "Fathers were not seen."}
    found = gate.find(an_entry(points=[*recommending("See fathers."), learning]))
    assert [(said.kind, said.number) for said in (*found.learning, *found.recommendations)] == [
        (PointKind.LEARNING, 1),
        (PointKind.RECOMMENDATION, 1),
    ]
