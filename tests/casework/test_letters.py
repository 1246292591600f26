"""The panel's letters: each sentence rests on the file, a second officer countersigns, and what is issued stays as it was."""

import io

import docx
import pikepdf
import pypdfium2
import pytest
from django.core import mail
from django.utils import timezone

from casereview.casework import acts, correspondence, drafts, letters, post
from casereview.casework.acts.writing import as_drafted
from casereview.casework.models import Draft, Letter, Outgoing
from casereview.ledger import chain
from casereview.ledger.models import Refused
from casereview.rules import register
from casereview.rules.permits import Refusal
from tests.factories import (
    CHAIR,
    MANAGER,
    SECOND,
    SECRETARY,
    a_case,
    a_letter,
    a_user,
    begun_letter,
    day,
    on_the_panel,
    the_file,
)

TODAY = day("2015-06-09")


@pytest.fixture
def referred(db):
    """A case that the panel referred back for its post-mortem, the child's name in nothing but the identity."""
    reference = a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20", post_mortem="pending")
    acts.advise(
        reference,
        by=SECRETARY,
        on=day("2015-06-08"),
        matter="non_initiation",
        view="refer_back",
        grounds=["post_mortem_pending", "unexplained_delay"],
        text="Come back to us in the autumn.",
    )
    return reference


def advice(reference):
    return the_file(reference).advice[-1].id


def composed(reference, **options):
    return letters.compose(the_file(reference), advice(reference), **options)


def test_every_sentence_with_a_day_in_it_rests_on_a_fact_of_that_day(referred):
    letter = composed(referred)
    sentences = {s.text: [(type(f).__name__, f.on.isoformat()) for f in s.rests_on] for s in letter.sentences}
    assert sentences["It had before it the Chair’s decision of 12 May 2015 not to hold a serious case review."] == [
        ("Decision", "2015-05-12")
    ]
    delay = next(text for text in sentences if text.startswith("From the notification"))
    assert delay.startswith("From the notification of 7 April 2015 to the decision of 12 May 2015 were 35 days.")
    assert sentences[delay] == [("Notification", "2015-04-07"), ("Decision", "2015-05-12")]
    assert sentences["Come back to us in the autumn."] == [("Advice", "2015-06-08")]
    assert letter.gaps == []


def test_the_paragraphs_are_those_that_the_view_and_its_grounds_call_for(referred):
    assert composed(referred).chosen == [
        "considered", "decision", "doubt", "post_mortem", "delay", "panel_words", "answer",
    ]  # fmt: skip
    assert "proportionate" in [one.code for one in composed(referred).offered]
    agreed = a_case(decided_not_to_initiate="2015-05-12", submitted="2015-05-20", advised=("2015-06-08", "agree"))
    assert composed(agreed).chosen == ["considered", "decision", "agree", "panel_words"]


def test_what_the_file_does_not_tell_is_a_gap_and_no_such_letter_is_issued(db):
    reference = a_case(decided_to_initiate="2015-05-12", told="2015-05-12", reported="2015-06-01")
    acts.submit(reference, by=MANAGER, matter="non_publication", on=day("2015-06-02"), proposed_route="summary")
    check = acts.check(
        reference,
        by=SECRETARY,
        submission=the_file(reference).submissions[0].id,
        on=day("2015-06-03"),
        result="incomplete",
        text="Nearly all of it.",
    )
    letter = letters.compose(the_file(reference), check.id)
    assert letter.gaps == ["missing"]
    assert "The panel cannot consider it until it has: [missing: not on record]." in letter.text
    draft = begun_letter(reference, check.id)
    with pytest.raises(Refused, match="gaps: missing"):
        acts.countersign(reference, by=SECOND, draft=draft.key, sha256=letter.sha256, on=TODAY)
    taken_out = letters.compose(the_file(reference), check.id, chosen=["received", "check_words"])
    assert taken_out.gaps == []


@pytest.mark.parametrize(
    ("answered", "words"),
    [
        (None, "An answer was due by 6 July 2015, and none is on record."),
        ("explains", "On 20 June 2015 the board answered: “Explains its decision further”."),
    ],
)
def test_a_board_that_never_refused_has_notice_by_the_note_that_advice_was_not_accepted(db, answered, words):
    case = a_case(
        decided_not_to_initiate="2015-05-12",
        submitted="2015-05-20",
        advised=("2015-06-08", "disagree"),
        responded=("2015-06-20", answered) if answered else None,
        then_advised=("2015-10-12", "noted"),
    )
    noted = advice(case)
    [to_write] = [one for one in correspondence.to_write(SECRETARY, day("2015-10-13")) if one.about == noted]
    assert to_write.kind == "notice"
    [entry] = register.entries(the_file(case))
    assert (entry.noticed_on, entry.listed) == (None, False)
    letter = composed(case)
    assert (letter.kind, letter.gaps) == ("notice", [])
    assert words in letter.text
    assert "On 12 October 2015 it noted that its advice was not accepted." in letter.text
    a_letter(case, noted, on="2015-10-14")
    [entry] = register.entries(the_file(case))
    assert (entry.noticed_on, entry.listed) == (day("2015-10-14"), True)
    assert [one.about for one in correspondence.to_write(SECRETARY, day("2015-10-15")) if one.about == noted] == []


def test_a_board_that_declined_is_told_of_the_register_with_its_own_answer(db):
    reference = a_case(
        decided_not_to_initiate="2015-05-12",
        submitted="2015-05-20",
        advised=("2015-06-08", "disagree"),
        responded=("2015-06-20", "declines"),
    )
    letter = letters.compose(the_file(reference), the_file(reference).responses[0].id)
    assert "On 20 June 2015 the board answered: “Does not accept the advice”." in letter.text
    assert letter.kind == "notice"
    assert letter.gaps == []


def test_a_letter_says_who_of_the_panel_took_no_part(referred):
    assert "took no part" not in composed(referred).text
    on_the_panel()
    acts.recuse(referred, by=SECRETARY, on=day("2015-06-01"), member="milo", reason="Worked there.")
    sentence = next(one for one in composed(referred).sentences if "took no part" in one.text)
    assert sentence.text == "Milo Member took no part in this."
    assert [type(fact).__name__ for fact in sentence.rests_on] == ["Recusal"]
    assert "Worked there" not in composed(referred).text


def test_a_childs_name_in_a_letter_is_noticed(referred):
    assert not letters.children_named(the_file(referred), composed(referred).text)
    assert letters.children_named(the_file(referred), composed(referred, own="We are sorry about ada.").text)
    assert not letters.children_named(the_file(referred), "Canada and avalanches")


def test_own_words_are_marked_as_resting_on_nothing(referred):
    letter = composed(referred, own="We are grateful. Write soon.\n\nIt was a pleasure.")
    assert [s.text for s in letter.sentences if s.own] == ["We are grateful.", "Write soon.", "It was a pleasure."]
    assert letter.chosen[-3:] == ["own", "own", "answer"]


def test_the_writer_does_not_countersign(referred):
    draft = begun_letter(referred, advice(referred))
    sha256 = as_drafted(the_file(referred), draft).sha256
    with pytest.raises(Refused, match="second officer"):
        acts.countersign(referred, by=SECRETARY, draft=draft.key, sha256=sha256, on=TODAY)
    with pytest.raises(Refusal, match="secretariat"):
        acts.countersign(referred, by=CHAIR, draft=draft.key, sha256=sha256, on=TODAY)


def test_nothing_is_issued_without_a_countersignature(referred):
    draft = begun_letter(referred, advice(referred))
    sha256 = as_drafted(the_file(referred), draft).sha256
    with pytest.raises(Refused, match="must countersign"):
        acts.issue(referred, by=SECRETARY, draft=draft.key, sha256=sha256, on=TODAY)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("change", ["the draft", "its paragraphs", "the file"])
def test_any_change_after_the_countersignature_voids_it(referred, change):
    draft = begun_letter(referred, advice(referred))
    sha256 = as_drafted(the_file(referred), draft).sha256
    acts.countersign(referred, by=SECOND, draft=draft.key, sha256=sha256, on=TODAY)
    match change:
        case "the draft":
            drafts.keep(draft, {"own": "One word more."}, by=SECRETARY)
        case "its paragraphs":
            drafts.keep(draft, {"chosen": ["considered"]}, by=SECRETARY)
        case "the file":
            fact = the_file(referred).decisions[0].id
            acts.correct(referred, by=CHAIR, kind="decisions", fact=fact, why="A slip.", on=day("2015-05-11"))
    now = as_drafted(the_file(referred), Draft.objects.get(pk=draft.key)).sha256
    assert now != sha256
    with pytest.raises(Refused, match="no longer what you read"):
        acts.issue(referred, by=SECRETARY, draft=draft.key, sha256=sha256, on=TODAY)
    with pytest.raises(Refused, match="must countersign"):
        acts.issue(referred, by=SECRETARY, draft=draft.key, sha256=now, on=TODAY)


def test_a_countersignature_is_void_also_where_its_giver_then_changes_nothing_but_who_wrote_last(referred):
    draft = begun_letter(referred, advice(referred))
    sha256 = as_drafted(the_file(referred), draft).sha256
    a_user(SECOND)
    acts.countersign(referred, by=SECOND, draft=draft.key, sha256=sha256, on=TODAY)
    drafts.keep(draft, {}, by=SECOND)
    with pytest.raises(Refused, match="must countersign"):
        acts.issue(referred, by=SECOND, draft=draft.key, sha256=sha256, on=TODAY)


def test_what_was_issued_is_kept_to_the_word_whatever_happens_afterwards(referred):
    head = chain.head()
    letter = a_letter(referred, advice(referred), on="2015-06-09", own="In our own words.")
    number, digest = letter.head.split(":")
    assert int(number) > head[0]
    assert (int(number), digest) != chain.head()
    kept = letter.text
    fact = the_file(referred).decisions[0].id
    acts.correct(referred, by=CHAIR, kind="decisions", fact=fact, why="A slip.", on=day("2015-05-11"))
    assert Letter.objects.get().text == kept
    assert "In our own words." in kept
    assert not Draft.objects.filter(journey="letter").exists()
    assert (letter.written_by, letter.countersigned_by, letter.recorded_by) == ("sara", "sven", "sara")


def test_a_letter_issued_twice_by_one_form_is_issued_once(referred):
    draft = begun_letter(referred, advice(referred))
    sha256 = as_drafted(the_file(referred), draft).sha256
    acts.countersign(referred, by=SECOND, draft=draft.key, sha256=sha256, on=TODAY, token="t1")
    again = acts.countersign(referred, by=SECOND, draft=draft.key, sha256=sha256, on=TODAY, token="t1")
    assert again.id == the_file(referred).countersignatures[0].id
    first = acts.issue(referred, by=SECRETARY, draft=draft.key, sha256=sha256, on=TODAY, token="t2")
    assert acts.issue(referred, by=SECRETARY, draft=draft.key, sha256=sha256, on=TODAY, token="t2").id == first.id
    with pytest.raises(Refused, match="issued or thrown away"):
        acts.issue(referred, by=SECOND, draft=draft.key, sha256=sha256, on=TODAY, token="t3")
    assert Letter.objects.count() == 1


def test_a_letter_is_no_longer_to_be_written_once_it_is_issued(referred):
    assert [(one.case, one.kind) for one in correspondence.to_write(SECRETARY, TODAY)] == [(referred, "advice")]
    begun_letter(referred, advice(referred))
    assert correspondence.to_write(SECRETARY, TODAY)[0].draft is not None
    a_letter(referred, advice(referred), on="2015-06-09")
    assert correspondence.to_write(SECRETARY, TODAY) == []


def test_a_letter_in_hand_stays_on_the_list_until_it_is_issued_however_long_that_takes(referred):
    much_later = day("2016-06-09")
    assert correspondence.to_write(SECRETARY, much_later) == []
    begun_letter(referred, advice(referred))
    [in_hand] = correspondence.to_write(SECRETARY, much_later)
    assert (in_hand.case, in_hand.draft is not None) == (referred, True)
    a_letter(referred, advice(referred), on="2015-06-09")
    assert correspondence.to_write(SECRETARY, much_later) == []


# ── As a file, and by e-mail ────────────────────────────────────────────────────────────────────────────────────────


def test_the_pdf_is_tagged_holds_the_text_its_hash_and_the_head_and_is_the_same_each_time(referred):
    letter = a_letter(referred, advice(referred), on="2015-06-09")
    made = letters.as_pdf(letter, "Aldermarsh Board")
    assert made == letters.as_pdf(letter, "Aldermarsh Board")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo.Title) == f"The national panel’s advice: case {referred}"
    words = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)).split()
    flowing = " ".join(words)
    for paragraph in letter.text.split("\n\n"):
        assert " ".join(paragraph.split()[:6]) in flowing
    assert letter.sha256 in flowing.replace(" ", "")
    assert letter.head.split(":")[1] in flowing.replace(" ", "")


def test_the_word_document_says_the_same(referred):
    letter = a_letter(referred, advice(referred), on="2015-06-09")
    document = docx.Document(io.BytesIO(letters.as_word(letter, "Aldermarsh Board")))
    assert [one.text for one in document.paragraphs][-len(letter.text.split("\n\n")) :] == letter.text.split("\n\n")
    assert letter.sha256 in document.sections[0].footer.paragraphs[0].text


CANARY = "Zq7child"


@pytest.fixture
def named(db):
    """A case with a child whose names stand nowhere else, and people of the board with addresses."""
    child = {"sex": "female", "role": "victim", "forenames": f"{CANARY}fore", "surname": f"{CANARY}sur"}
    reference = a_case(
        decided_not_to_initiate="2015-05-12",
        submitted="2015-05-20",
        advised=("2015-06-08", "refer_back"),
        children=[child],
    )
    a_user(CHAIR)
    a_user(MANAGER)
    return reference


def test_no_childs_name_is_in_a_subject_or_in_a_files_name(named):
    letter = a_letter(named, advice(named), on=timezone.localdate().isoformat(), own=f"About {CANARY}fore.")
    assert post.send(timezone.localdate(), fact=letter.id).went == 1
    [message] = mail.outbox
    assert sorted(message.to) == ["carl@example.org", "mina@example.org"]
    [(name, _, kind)] = message.attachments
    assert kind == "application/pdf"
    for text in (message.subject, message.body, name, letter.subject, letters.file_name(letter, "docx")):
        assert CANARY not in text
    assert CANARY in letter.text


def test_what_cannot_be_sent_waits_and_what_was_sent_is_not_sent_again(named, monkeypatch):
    letter = a_letter(named, advice(named), on=timezone.localdate().isoformat())
    monkeypatch.setattr("django.core.mail.EmailMessage.send", _refused)
    assert post.send(timezone.localdate()).failed == 1
    assert Outgoing.objects.get().fault == "ConnectionRefusedError"
    monkeypatch.undo()
    assert post.send(timezone.localdate()).went == 1
    assert post.send(timezone.localdate()).went == 0
    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == [f"<letters-{letter.id}@casereview>"]


def _refused(*_, **__):
    raise ConnectionRefusedError


def test_a_board_that_nobody_can_write_to_is_said_to_be_one(referred):
    a_letter(referred, advice(referred), on=timezone.localdate().isoformat())
    assert post.send(timezone.localdate()).nobody == 1
    assert mail.outbox == []


def test_what_was_being_sent_when_the_system_was_killed_is_sent_again_by_a_person_alone(named, monkeypatch):
    a_letter(named, advice(named), on=timezone.localdate().isoformat())
    monkeypatch.setattr("django.core.mail.EmailMessage.send", _killed)
    with pytest.raises(KeyboardInterrupt):
        post.send(timezone.localdate())
    monkeypatch.undo()
    assert post.send(timezone.localdate()).went == 0
    [envelope] = post.uncertain()
    post.send_again(envelope.pk)
    assert post.send(timezone.localdate()).went == 1
    assert len(mail.outbox) == 1


def _killed(*_, **__):
    raise KeyboardInterrupt
