"""Which past submissions are most like one."""

from casereview.analysis.likeness import likeness, nearest, traits
from casereview.rules.codes import Matter
from tests.factories import AChild, a_fact, a_file, advised, decided, incident, submitted

MATTER = Matter.NON_INITIATION


def a_case(reference: str, *, kind: str = "death", concern: str = "no", finding: str = "not_met", advice: bool = True):
    decision = decided("2015-05-12")
    found = a_fact("limb_findings", "2015-05-12", decision=decision.id, limb="joint_working", finding=finding)
    facts = [incident("2015-04-01", kind=kind, joint_working_concern=concern), decision, found, submitted("2015-05-20")]
    return a_file(*facts, *([advised("2015-06-08")] if advice else []), reference=reference, children=[AChild()])


def test_the_nearest_come_first_and_say_what_is_the_same():
    own = a_case("own", advice=False)
    found = nearest(own, MATTER, [a_case("other", kind="serious_harm", concern="yes", finding="met"), a_case("twin")])
    assert [one.reference for one in found] == ["twin", "other"]
    assert found[0].likeness == 1
    assert "What happened" in found[1].different
    assert "Limb: joint_working" in found[1].different


def test_a_case_is_not_like_itself_nor_one_that_was_not_advised_on():
    own = a_case("own")
    assert nearest(own, MATTER, [own, a_case("undecided", advice=False)]) == []


def test_what_is_not_known_counts_neither_way_but_rests_on_less():
    own, unsure = a_case("own"), a_case("unsure", concern="not_known")
    assert "Concern about joint working" not in traits(unsure, MATTER)
    score, _, different = likeness(traits(own, MATTER), traits(unsure, MATTER))
    assert not different
    assert 0.8 < score < 1
    assert likeness({}, {"a": "b"})[0] == 0
