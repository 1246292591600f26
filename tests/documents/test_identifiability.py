"""What tells a reader who the child is, found however it is written. Everything here is invented."""

import socket
from dataclasses import replace
from datetime import date

import pytest

from bench import identifiability as bench
from bench import planting
from casereview.documents.identifiability import (
    Person,
    Population,
    Published,
    Record,
    Sure,
    What,
    check,
    compare,
    singled_out,
)

CHILD = Person(
    "Siobhan Aoife O'Brien",
    "the child",
    child=True,
    aliases=("Baby Bear",),
    born=date(2010, 2, 28),
    died=date(2013, 12, 4),
    addresses=("Flat 3, 12 Acacia Avenue, Thornaby, LS6 2AB",),
    schools=("St Mary's Primary School",),
    surgeries=("Oakwood Surgery",),
    numbers=("943 476 5919", "CR/1234/13"),
)
RECORD = Record(
    people=(
        CHILD,
        Person("Mohammed Al-Hassan", "the stepfather"),
        Person("Grace Featherstone", "the mother", born=date(1985, 5, 6)),
    ),
    places=("Burrowdale",),
    days=((date(2013, 3, 1), "the incident"),),
    conditions=("cystinosis",),
    traits={"sex": "girl", "age": "3", "ethnicity": "Somali", "siblings": "5", "death": "drowning"},
    population=Population(60_000),
)


def found(text, record=RECORD):
    return [(hit.what, hit.words) for hit in check([text], record)]


@pytest.mark.parametrize(
    ("said", "whose"),
    [
        ("Siobhan", "the child"),
        ("SIOBHAN’S", "the child"),
        ("Shivaun", "the child"),
        ("Siobahn", "the child"),
        ("Sioban", "the child"),
        ("Eefa", "the child"),
        ("OBrien", "the child"),
        ("O’Brien", "the child"),
        ("O Brien", "the child"),
        ("S i o b h a n", "the child"),
        ("Siob-\nhan", "the child"),
        ("Baby bear", "the child"),
        ("Muhammad", "the stepfather"),
        ("Mo", "the stepfather"),
        ("Alhassan", "the stepfather"),
        ("Hasan", "the stepfather"),
        ("Fetherstone", "the mother"),
        ("Feathrestone", "the mother"),
        ("Faetherst0ne", "the mother"),
        ("Gracie", "the mother"),
        ("#JusticeForSiobhan", "the child"),
        ("Chiobhan", "the child"),
        ("O'Bryan", "the child"),
        ("All-Hasan", "the stepfather"),
    ],
)
def test_a_name_is_found_in_any_spelling_and_by_sound(said, whose):
    (hit, *others) = check([f"That week {said} was seen at home."], RECORD)
    assert not others
    assert hit.what == What.NAME
    assert hit.words == " ".join(said.lstrip("#").split())
    assert whose in hit.why


@pytest.mark.parametrize(
    "text",
    [
        "They were shown grace and courtesy. The brother came.",
        "Young people and A Baby Clinic; you ng; 2.9.10 is a paragraph. Their 18th birthday is far off.",
        "In May the Board met. The Review Panel, the Chair and Ofsted agreed.",
        "Child W and Ms A were seen by the GP on the ward.",
    ],
)
def test_words_that_are_no_names_are_not_found(text):
    assert found(text) == []


def test_initials_are_found_and_letters_that_stand_for_a_name():
    assert found("In the log S.A.O. is written.") == [(What.INITIALS, "S.A.O.")]
    assert found("In the log S. O. is written.") == [(What.INITIALS, "S. O.")]
    assert found("Child S was seen.") == [(What.INITIALS, "Child S")]
    assert found("She said so, and so did A. B.") == []


@pytest.mark.parametrize(
    "said",
    [
        "4 December 2013",
        "4th of December, 2013",
        "Dec 4th, 2013",
        "04/12/2013",
        "4.12.13",
        "2013-12-04",
        "Wednesday 4 December",
        "the fourth of December",
        "December 2013",
        "three weeks before Christmas 2013",
        "the day after her third birthday",
        "her third birthday",
        "three days after her birth",
        "03/2013",
        "a day after she turned three",
        "St David’s Day 2013",
    ],
)
def test_a_day_of_the_record_is_found_however_it_is_said(said):
    (hit,) = check([f"This was {said} and it rained."], RECORD)
    assert hit.what == What.DATE
    assert hit.words in said


def test_a_day_said_by_another_is_worked_out_and_shown():
    (hit,) = check(["She died three weeks before Christmas 2013."], RECORD)
    assert "4 December 2013, the death of the child" in hit.why
    (hit,) = check(["On the day after her third birthday they called."], RECORD)
    assert "1 March 2013, the incident" in hit.why


def test_days_outside_the_record_are_left_alone():
    assert (
        found("Working Together of March 2015 came into force on 26 March 2015; 5 may have known; on page 4/12.") == []
    )


@pytest.mark.parametrize(
    "said", ["aged three", "three-year-old", "45 months old", "three years and nine months", "45-month-old"]
)
def test_an_age_of_the_record_is_found_in_figures_and_in_words(said):
    (hit,) = [hit for hit in check([f"She was {said}."], RECORD) if hit.what == What.AGE]
    assert hit.words in said
    assert "death" in hit.why


def test_an_age_that_is_nobody_s_is_left_alone_and_spans_of_time_are_no_ages():
    assert (
        found(
            "For three years and two weeks nothing was done; 45 months later, at a cost of £45, 10-year-old guidance."
        )
        == []
    )


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("12 Acacia Ave.", What.ADDRESS),
        ("Accacia Avenue", What.ADDRESS),
        ("12 Acacia", What.ADDRESS),
        ("7 Other Street", What.ADDRESS),
        ("LS6 2AB", What.POSTCODE),
        ("ls6 2AB", What.POSTCODE),
        ("LS6", What.POSTCODE),
        ("M1 1AE", What.POSTCODE),
        ("Thornaby", What.PLACE),
        ("Burowdale", What.PLACE),
        ("St. Mary’s School", What.SCHOOL),
        ("Saint Marys", What.SCHOOL),
        ("Oakwood", What.SURGERY),
        ("Larkfield Infant School", What.SCHOOL),
        ("Ferndale Health Centre", What.SURGERY),
        ("cystinosis", What.CONDITION),
        ("Prader–Willi syndrome", What.CONDITION),
        ("943 476 5919", What.NUMBER),
        ("943 476 5918", What.NUMBER),
        ("CR 1234 13", What.NUMBER),
        ("450 557 7104", What.NHS_NUMBER),
        ("A123456789012", What.UPN),
        ("AB 12 34 56 C", What.NI_NUMBER),
        ("AB12 CDE", What.VEHICLE),
        ("P123 ABC", What.VEHICLE),
        ("0113 496 0123", What.PHONE),
        ("+44 (0)7700 900123", What.PHONE),
        ("a.b@example.org", What.EMAIL),
        ("a.b (at) example (dot) org", What.EMAIL),
        ("facebook.com/someone", What.WEB),
    ],
)
def test_what_belongs_to_one_person_or_place_is_found(said, what):
    hits = [hit for hit in check([f"It was {said} that they wrote down"], RECORD) if hit.what == what]
    assert len(hits) == 1
    assert hits[0].words in said


@pytest.mark.parametrize(
    "text",
    [
        "The number 450 557 7105 has a wrong check digit.",
        "So has B123456789012.",
        "The Primary School and the Medical Centre were told; each local surgery was.",
        "Reference 2013/45, £1,250,000, 12%, 45 days, section 47 of the Children Act 1989.",
        "BG123456C was never given out.",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert found(text) == []


# ── Combinations ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_traits_that_together_fit_few_children_are_found_wherever_they_are_told():
    (one,) = singled_out(["A Somali girl.", "She was one of six children."], RECORD)
    assert {said.trait for said in one.said} == {"ethnicity", "siblings"}
    assert [said.page for said in one.said] == [1, 2]
    assert one.fits < 5


def test_traits_that_fit_many_single_nobody_out():
    assert singled_out(["A girl, aged three, of whom more below."], RECORD) == []


def test_traits_of_others_are_not_the_child_s():
    assert singled_out(["A Chinese boy, one of three children, aged nine."], RECORD) == []


def test_the_area_s_own_shares_come_before_the_country_s():
    at_home = Population(60_000, {"ethnicity": {"somali": 0.3}})
    record = Record(people=RECORD.people, traits={**RECORD.traits, "death": ""}, population=at_home)
    assert singled_out(["A Somali girl, one of six children."], record) == []


def test_a_combination_is_a_hit_that_says_how_many_fit():
    hit = next(hit for hit in check(["A Somali girl, one of six."], RECORD) if hit.what == What.COMBINATION)
    assert "of 60,000 children of the area about" in hit.why


# ── What is entered to be kept out, pseudonyms, and what is published elsewhere ─────────────────────────────────────


def test_words_that_are_to_be_kept_out_are_found_in_any_case():
    record = Record(phrases=("the purple elephant",))
    assert found("She had The Purple  elephant with her.", record) == [(What.WORDS, "The Purple elephant")]


def test_a_pseudonym_is_told_of_where_the_name_stands_beside_it_or_two_people_share_it():
    child, mother = (
        replace(person, pseudonym=name) for person, name in zip(PEOPLE, ("Child Q", "Mother"), strict=True)
    )
    record = Record(people=(child, mother))
    pages = ["Child Q lived with Mother. A mother knows.", "Grace was seen by a nurse."]
    [hit] = [hit for hit in check(pages, record) if hit.what == What.PSEUDONYM]
    assert (hit.words, hit.page) == ("Mother", 1)
    assert "whose name stands in this file as well, on page 2" in hit.why
    assert not [hit for hit in check(pages[:1], record) if hit.what == What.PSEUDONYM]
    shared = Record(people=(child, replace(mother, pseudonym="Child Q")))
    [hit] = [hit for hit in check(pages[:1], shared) if hit.what == What.PSEUDONYM]
    assert "of the child and the mother alike" in hit.why


PEOPLE = (CHILD, Person("Grace Featherstone", "the mother"))
LANTERN = Published(
    "the Lantern of 3 May 2015",
    "A two-year-old from Kestrel Rise died on 5 March 2015. Neighbours heard her crying behind the locked green door, "
    "said Hugo Plume.",
)
ASSIZES = Published(
    "the Assizes of 9 June 2015", "The door was locked. Mr Plume of Kestrel Rise gave evidence on 5 March 2016."
)


@pytest.mark.parametrize(
    ("draft", "words", "joined"),
    [
        ("It was on 5 March 2015 that it was opened.", "5 March 2015", ["Lantern"]),
        ("On 5 March they called.", "5 March", ["Lantern", "Assizes"]),
        ("He was 2 years old at the time.", "2 years old", ["Lantern"]),
        ("They moved to Kestrel Rise that year.", "Kestrel Rise", ["Lantern", "Assizes"]),
        ("A friend, Hugo, was asked.", "Hugo", ["Lantern"]),
        ("Two heard her\ncrying behind the locked door.", "heard her crying behind the locked", ["Lantern"]),
    ],
)
def test_what_the_press_or_a_court_has_too_is_found_with_the_text_that_it_joins(draft, words, joined):
    hits = check([draft], Record(published=(LANTERN, ASSIZES)))
    [hit] = [hit for hit in hits if hit.what == What.JOINS]
    assert hit.words == words
    assert [name for name in ("Lantern", "Assizes") if name in hit.why] == joined


@pytest.mark.parametrize(
    "draft",
    [
        "Nobody knew. Neighbours were not asked; the door of the house was shut.",
        "It was on 5 March 2014 that a health visitor called.",
        "The child died at home in the night, and the police were called to the house.",
        "He was three years old on 6 March.",
    ],
)
def test_what_any_two_texts_of_the_field_share_joins_nothing(draft):
    told = "The child died at home in the night, and the police were called to the house. He is now 40 years old."
    published = (LANTERN, ASSIZES, Published("the Echo of 1 June 2015", told))
    assert not [hit for hit in check([draft], Record(published=published)) if hit.what == What.JOINS]


# ── Versions ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_decision_holds_for_the_next_version_though_the_page_changed():
    before = check(["Then Siobhan was seen at home. In Thornaby it rained."], RECORD)
    now = check(["A new first page.", "Then Siobhan was seen at home. Mohammed came."], RECORD)
    compared = compare([hit.key for hit in before], now)
    assert [hit.words for hit in compared.left] == ["Siobhan"]
    assert [hit.words for hit in compared.new] == ["Mohammed"]
    assert len(compared.gone) == 1


def test_the_same_words_twice_are_two_hits():
    hits = check(["Siobhan said. Siobhan said."], RECORD)
    assert len({hit.key for hit in hits}) == 2


def test_a_hit_gives_its_words_at_its_place():
    pages = ["One.", "Then\nSiobhan O’Brien left."]
    (hit,) = check(pages, RECORD)
    assert pages[hit.page - 1][hit.start : hit.end] == hit.words == "Siobhan O’Brien"
    assert (hit.page, hit.sure, hit.whose) == (2, Sure.EXACTLY, CHILD.name)


def test_an_empty_draft_and_an_empty_record_give_nothing():
    assert check([], RECORD) == ()
    assert check(["Nobody is known here."], Record()) == ()


# ── Measured ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_planted_identifiers_are_found_on_seeds_it_was_not_written_by(monkeypatch):
    """`make bench ARGS=identifiability` measures it on thirty reports; here are two, with sockets of every kind closed."""

    def closed(*_args, **_more):
        raise AssertionError("The check wanted to make a connection.")

    monkeypatch.setattr(socket, "socket", closed)
    for seed in (7_001, 7_002):
        made = planting.report(seed, pages=12)
        hits = check(made.pages, made.record)
        missed = [one for one in made.planted if not bench.hit_by(one, hits)]
        assert len([one for one in missed if one.exact]) <= 0.01 * len(made.planted)
        assert len([one for one in missed if not one.exact]) <= max(1, 0.05 * len(made.planted))


def test_planted_numbers_with_a_wrong_check_digit_are_not_found():
    assert not [words for _, words in planting.decoys(7_003, 40) if check([f"It reads {words} there."], RECORD)]
