"""England's authorities and boards, as they are loaded by `casereview init --england`."""

from datetime import date

import pytest

from casereview.casework.acts.notifying import board_for
from casereview.casework.files import boards_of, organisations
from casereview.ledger import chain
from casereview.people import england
from casereview.rules.codes import OrganisationKind
from casereview.rules.figures import in_being

pytestmark = pytest.mark.django_db

END_OF_THE_YEAR = date(2015, 6, 30)


@pytest.fixture
def loaded(db) -> tuple[int, int]:
    return england.load(by="tests")


def test_the_boards_in_being_at_the_end_of_2014_15_are_those_that_the_report_implies(loaded):
    boards = organisations(OrganisationKind.BOARD).values()
    assert sum(in_being(board, END_OF_THE_YEAR) for board in boards) == 113 + 33


def test_the_authorities_in_being_then_are_152_and_each_has_one_board(loaded):
    authorities = [one for one in organisations(OrganisationKind.AUTHORITY).values() if in_being(one, END_OF_THE_YEAR)]
    assert len(authorities) == 152
    for authority in authorities:
        assert len([board for board in boards_of(authority.code) if in_being(board, END_OF_THE_YEAR)]) == 1
        assert board_for(authority.code, on=END_OF_THE_YEAR)


def test_to_load_them_again_adds_nothing(loaded):
    before = chain.head()
    assert england.load(by="tests") == (0, 0)
    assert chain.head() == before


def test_how_many_were_loaded_is_said(loaded):
    authorities, boards = loaded
    assert authorities == organisations(OrganisationKind.AUTHORITY).__len__()
    assert boards == organisations(OrganisationKind.BOARD).__len__()


def test_every_authority_has_a_region_and_every_board_an_authority(loaded):
    assert all(one.region for one in organisations(OrganisationKind.AUTHORITY).values())
    codes = set(organisations(OrganisationKind.AUTHORITY))
    for board in organisations(OrganisationKind.BOARD).values():
        assert board.authority_codes
        assert set(board.authority_codes) <= codes


def test_the_boards_that_served_several_authorities_are_known(loaded):
    joint = {board.name for board in organisations(OrganisationKind.BOARD).values() if board.code.count("-") > 1}
    assert joint == {f"{name} Local Safeguarding Children Board" for name in england.JOINT}
