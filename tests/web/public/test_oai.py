"""OAI-PMH: each verb, each error, and the shape that its schema demands of every answer."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from casereview.web.public import oai, xml
from tests.web.public.records import a_record

NOW = datetime(2016, 2, 1, tzinfo=UTC)
OAI = f"{{{xml.OAI}}}"


class Held:
    """A catalogue of so many entries, one a minute, of which every third is gone."""

    name, address, email, host = "A repository", "https://a.example/oai", "them@a.example", "a.example"

    def __init__(self, size: int = 5):
        start = datetime(2016, 1, 1, tzinfo=UTC)
        self.all = [
            oai.Header(f"R{n}", start + timedelta(minutes=n), () if n % 3 == 0 else ("kind:scr",), n % 3 == 0)
            for n in range(1, size + 1)
        ]

    def sets(self):
        return [("kind:scr", "Serious case review")]

    def earliest(self):
        return self.all[0].changed

    def changes(self, since, until, of):
        return [
            (one.changed, one.id)
            for one in self.all
            if (not since or one.changed >= since) and (not until or one.changed <= until)
            if not of or of in one.sets
        ]

    def headers(self, changes):
        by_id = {one.id: one for one in self.all}
        return [by_id[id] for _, id in changes]

    def header(self, id):
        return next((one for one in self.all if one.id == id), None)

    def records(self, ids: Sequence[str]):
        return {id: a_record(id=id) for id in ids}


def ask(*arguments: tuple[str, str], held: Held | None = None) -> Element:
    answer = fromstring(oai.answer(arguments, held or Held(), NOW))
    assert_shape(answer)
    return answer


def asked(held: Held | None = None, **arguments: str) -> Element:
    given = {{"from_": "from"}.get(name, name): value for name, value in arguments.items()}
    return ask(*given.items(), held=held)


ORDER = {
    "OAI-PMH": ["responseDate", "request", "*"],
    "Identify": [
        "repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp", "deletedRecord",
        "granularity", "description",
    ],
    "metadataFormat": ["metadataPrefix", "schema", "metadataNamespace"],
    "set": ["setSpec", "setName"],
    "header": ["identifier", "datestamp", "setSpec"],
    "record": ["header", "metadata"],
    "ListRecords": ["record", "resumptionToken"],
    "ListIdentifiers": ["header", "resumptionToken"],
    "ListSets": ["set"],
    "ListMetadataFormats": ["metadataFormat"],
    "GetRecord": ["record"],
}  # fmt: skip
"""The sequences of OAI-PMH.xsd: what an element holds, in which order."""


def assert_shape(answer: Element) -> None:
    """The rules of OAI-PMH.xsd and oai_dc.xsd that an answer of ours could break."""
    assert answer.tag == f"{OAI}OAI-PMH"
    assert len(answer) == 3
    for element in answer.iter():
        name = element.tag.removeprefix(OAI)
        if name in ORDER:
            held = [child.tag.removeprefix(OAI) for child in element]
            places = [ORDER[name].index(one) if one in ORDER[name] else ORDER[name].index("*") for one in held]
            assert places == sorted(places), (name, held)
        if name in ("datestamp", "responseDate", "earliestDatestamp"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.text or "")
        if name == "header" and element.get("status"):
            assert element.get("status") == "deleted"
        if name == "setSpec":
            assert all(part.replace("-", "").replace("_", "").isalnum() for part in (element.text or "").split(":"))
    for record in answer.iter(f"{OAI}record"):
        gone = record.find(f"{OAI}header").get("status") == "deleted"  # type: ignore[union-attr]
        assert (record.find(f"{OAI}metadata") is None) == gone
    for dc in answer.iter(f"{{{xml.OAI_DC}}}dc"):
        assert {child.tag.partition("}")[0] for child in dc} == {f"{{{xml.DC}"}
        assert dc.get(f"{{{xml.XSI}}}schemaLocation", "").split()[0] == xml.OAI_DC


def error(answer: Element) -> str | None:
    found = answer.find(f"{OAI}error")
    return None if found is None else found.get("code")


def identifiers(answer: Element) -> list[str]:
    return [(one.text or "").removeprefix("oai:a.example:") for one in answer.iter(f"{OAI}identifier")]


def test_it_says_what_it_is():
    said = asked(verb="Identify").find(f"{OAI}Identify")
    assert said.findtext(f"{OAI}deletedRecord") == "persistent"
    assert said.findtext(f"{OAI}earliestDatestamp") == "2016-01-01T00:01:00Z"


def test_it_has_one_format_and_says_its_sets():
    assert asked(verb="ListMetadataFormats").find(f".//{OAI}metadataPrefix").text == "oai_dc"
    assert not error(asked(verb="ListMetadataFormats", identifier="oai:a.example:R1"))
    assert asked(verb="ListSets").find(f".//{OAI}setSpec").text == "kind:scr"


def test_a_record_is_given_with_its_dublin_core():
    found = asked(verb="GetRecord", identifier="oai:a.example:R1", metadataPrefix="oai_dc")
    assert found.find(f".//{{{xml.DC}}}title").text == a_record().title
    assert found.find(f"{OAI}request").attrib == {
        "verb": "GetRecord",
        "identifier": "oai:a.example:R1",
        "metadataPrefix": "oai_dc",
    }


def test_one_that_was_withdrawn_is_told_of_as_deleted():
    found = asked(verb="GetRecord", identifier="oai:a.example:R3", metadataPrefix="oai_dc")
    assert found.find(f".//{OAI}header").get("status") == "deleted"


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_a_long_list_comes_in_parts_none_lost_and_none_twice(verb):
    held = Held(2 * oai.BATCH + 20)
    answer, found = asked(held, verb=verb, metadataPrefix="oai_dc"), []
    while True:
        found += identifiers(answer)
        token = answer.find(f".//{OAI}resumptionToken")
        assert token.get("completeListSize") == "220"
        if not token.text:
            break
        assert int(token.get("cursor")) == len(found) - oai.BATCH
        answer = asked(held, verb=verb, resumptionToken=token.text)
    assert found == [one.id for one in held.all]
    assert token.get("cursor") == "200"


def test_what_comes_meanwhile_does_not_shift_the_list():
    held = Held(oai.BATCH + 1)
    token = asked(held, verb="ListIdentifiers", metadataPrefix="oai_dc").find(f".//{OAI}resumptionToken").text
    del held.all[:3]  # they changed, and are at the end now
    assert identifiers(asked(held, verb="ListIdentifiers", resumptionToken=token)) == [f"R{oai.BATCH + 1}"]


def test_a_short_list_needs_no_token():
    assert asked(verb="ListIdentifiers", metadataPrefix="oai_dc").find(f".//{OAI}resumptionToken") is None


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2016-01-01T00:02:00Z", "2016-01-01T00:04:00Z", ["R2", "R3", "R4"]),
        ("2016-01-01", "2016-01-01", ["R1", "R2", "R3", "R4", "R5"]),
    ],
)
def test_both_ends_of_a_time_belong_to_it(since, until, found):
    asking = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "from_": since, "until": until}
    assert identifiers(asked(**asking)) == found


def test_a_set_is_given_alone():
    found = asked(verb="ListIdentifiers", metadataPrefix="oai_dc", set="kind:scr")
    assert identifiers(found) == ["R1", "R2", "R4", "R5"]


LIST = ("verb", "ListRecords")
DC = ("metadataPrefix", "oai_dc")


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("badVerb", []),
        ("badVerb", [("verb", "Steal")]),
        ("badVerb", [("verb", "Identify"), ("verb", "Identify")]),
        ("badArgument", [LIST]),
        ("badArgument", [LIST, DC, DC]),
        ("badArgument", [LIST, DC, ("frm", "2016")]),
        ("badArgument", [LIST, DC, ("from", "yesterday")]),
        ("badArgument", [LIST, DC, ("from", "2016-01-01"), ("until", "2016-01-01T00:00:00Z")]),
        ("badArgument", [LIST, DC, ("from", "2016-01-02"), ("until", "2016-01-01")]),
        ("badArgument", [LIST, DC, ("resumptionToken", "x")]),
        ("badArgument", [("verb", "Identify"), ("metadataPrefix", "oai_dc")]),
        ("badArgument", [("verb", "GetRecord"), DC]),
        ("badArgument", [LIST, DC, ("from", "9999-12-31"), ("until", "9999-12-31")]),
        ("cannotDisseminateFormat", [LIST, ("metadataPrefix", "marc21")]),
        (
            "cannotDisseminateFormat",
            [("verb", "GetRecord"), ("identifier", "oai:a.example:R1"), ("metadataPrefix", "x")],
        ),
        ("idDoesNotExist", [("verb", "GetRecord"), ("identifier", "oai:a.example:R99"), DC]),
        ("idDoesNotExist", [("verb", "GetRecord"), ("identifier", "oai:b.example:R1"), DC]),
        ("idDoesNotExist", [("verb", "ListMetadataFormats"), ("identifier", "R1")]),
        ("badResumptionToken", [LIST, ("resumptionToken", "x")]),
        ("badResumptionToken", [("verb", "ListSets"), ("resumptionToken", "x")]),
        ("noRecordsMatch", [LIST, DC, ("from", "2017-01-01")]),
        ("noRecordsMatch", [LIST, DC, ("set", "kind:none")]),
    ],
)
def test_what_cannot_be_answered_is_said_to_be_wrong_by_its_code(code, arguments):
    answer = ask(*arguments)
    assert error(answer) == code
    attributes = answer.find(f"{OAI}request").attrib
    assert attributes == ({} if code in ("badVerb", "badArgument") else dict(arguments))


def test_a_token_is_for_the_list_that_it_was_given_for():
    held = Held(oai.BATCH + 1)
    token = asked(held, verb="ListRecords", metadataPrefix="oai_dc").find(f".//{OAI}resumptionToken").text
    assert error(asked(held, verb="ListIdentifiers", resumptionToken=token)) == "badResumptionToken"
    assert error(asked(held, verb="ListRecords", resumptionToken=token + "x")) == "badResumptionToken"
