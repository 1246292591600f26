"""OAI-PMH 2.0: the protocol by which libraries harvest the catalogue. Dublin Core, sets, and what was withdrawn.

https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm; the numbers in the docstrings are its sections. Pure: it is
told the request's arguments and given a `Holding` to ask; it answers the document.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from xml.etree.ElementTree import Element

from django.core import signing

from casereview.web.public import dublin, xml
from casereview.web.public.atom import moment
from casereview.web.public.records import Record

DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
LOCATION = f"{xml.OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
BATCH = 100

Arguments = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Header:
    """What harvesters are told of a record first: what it is, when it last changed, and whether it is gone."""

    id: str
    changed: datetime
    sets: Sequence[str] = ()
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """After which record the next batch begins, and how many came before: moments and names, so nothing can shift it."""

    changed: datetime
    id: str
    before: int


class Holding(Protocol):
    """What is asked of the catalogue."""

    name: str
    address: str
    email: str
    host: str

    def sets(self) -> Sequence[tuple[str, str]]: ...

    def earliest(self) -> datetime: ...

    def changes(self, since: datetime | None, until: datetime | None, of: str) -> Sequence[tuple[datetime, str]]:
        """When each record changed, and which, from one moment to another, both included, in that order."""
        ...

    def headers(self, changes: Sequence[tuple[datetime, str]]) -> Sequence[Header]: ...

    def header(self, id: str) -> Header | None: ...

    def records(self, ids: Sequence[str]) -> Mapping[str, Record]: ...


class Wrong(Exception):
    """An error of the protocol (3.6), by its code."""

    def __init__(self, code: str, words: str):
        super().__init__(words)
        self.code = code


def answer(asked: Sequence[tuple[str, str]], holding: Holding, now: datetime) -> bytes:
    """The answer to a request, given as its arguments in order: a repeated one is an error, not a last one that wins."""
    document = xml.root("OAI-PMH", xmlns=xml.OAI, xmlns_xsi=xml.XSI, xsi_schemaLocation=LOCATION)
    xml.add(document, "responseDate", moment(now))
    request = xml.add(document, "request", holding.address)
    arguments = dict(asked)
    try:
        verb = _verb(asked)
        body = Element(verb)
        try:
            _check(verb, asked)
            VERBS[verb][0](body, arguments, holding)
        except Wrong as wrong:
            if wrong.code != "badArgument":
                _repeat(request, arguments)
            raise
        _repeat(request, arguments)
        document.append(body)
    except Wrong as wrong:
        xml.add(document, "error", str(wrong), code=wrong.code)
    return xml.written(document)


def _repeat(request: Element, arguments: Arguments) -> None:
    """The request's arguments as attributes; but for bad verbs and arguments, of which nothing is repeated (3.2)."""
    for name, value in arguments.items():
        request.set(name, xml.said(value))


# ── What may be asked ───────────────────────────────────────────────────────────────────────────────────────────────


def _verb(asked: Sequence[tuple[str, str]]) -> str:
    verbs = [value for name, value in asked if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise Wrong("badVerb", f"Ask with one verb of {', '.join(VERBS)}.")
    return verbs[0]


def _check(verb: str, asked: Sequence[tuple[str, str]]) -> None:
    """Every argument that is needed, none that is not known, and none twice."""
    _, needed, allowed = VERBS[verb]
    names = [name for name, _ in asked if name != "verb"]
    if len(set(names)) < len(names):
        raise Wrong("badArgument", "An argument is given twice.")
    if unknown := set(names) - needed - allowed - ({"resumptionToken"} if verb in LISTS else set()):
        raise Wrong("badArgument", f"{verb} takes no argument {sorted(unknown)[0]!r}.")
    if "resumptionToken" in names:
        if len(names) > 1:
            raise Wrong("badArgument", "A resumptionToken stands alone.")
    elif missing := needed - set(names):
        raise Wrong("badArgument", f"{verb} needs the argument {sorted(missing)[0]!r}.")


# ── The six verbs ───────────────────────────────────────────────────────────────────────────────────────────────────


def _identify(body: Element, asked: Arguments, holding: Holding) -> None:
    """4.2"""
    xml.add(body, "repositoryName", holding.name)
    xml.add(body, "baseURL", holding.address)
    xml.add(body, "protocolVersion", "2.0")
    xml.add(body, "adminEmail", holding.email)
    xml.add(body, "earliestDatestamp", moment(holding.earliest()))
    xml.add(body, "deletedRecord", "persistent")
    xml.add(body, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    said = xml.add(xml.add(body, "description"), "oai-identifier")
    said.set("xmlns", "http://www.openarchives.org/OAI/2.0/oai-identifier")
    said.set(
        "xsi:schemaLocation",
        "http://www.openarchives.org/OAI/2.0/oai-identifier http://www.openarchives.org/OAI/2.0/oai-identifier.xsd",
    )
    xml.add(said, "scheme", "oai")
    xml.add(said, "repositoryIdentifier", holding.host)
    xml.add(said, "delimiter", ":")
    xml.add(said, "sampleIdentifier", identifier("SAMPLE", holding))


def _formats(body: Element, asked: Arguments, holding: Holding) -> None:
    """4.4: there is one, for every record."""
    if "identifier" in asked:
        _found(asked["identifier"], holding)
    made = xml.add(body, "metadataFormat")
    xml.add(made, "metadataPrefix", "oai_dc")
    xml.add(made, "schema", DC_SCHEMA)
    xml.add(made, "metadataNamespace", xml.OAI_DC)


def _sets(body: Element, asked: Arguments, holding: Holding) -> None:
    """4.6: all of them at once, so that no token of ours can be right here."""
    if "resumptionToken" in asked:
        raise Wrong("badResumptionToken", "The sets are listed at once.")
    for spec, name in holding.sets():
        made = xml.add(body, "set")
        xml.add(made, "setSpec", spec)
        xml.add(made, "setName", name)


def _identifiers(body: Element, asked: Arguments, holding: Holding) -> None:
    """4.3"""
    batch, token = _batch("ListIdentifiers", asked, holding)
    for header in batch:
        _write_header(body, header, holding)
    _write_token(body, token)


def _records(body: Element, asked: Arguments, holding: Holding) -> None:
    """4.5"""
    batch, token = _batch("ListRecords", asked, holding)
    held = holding.records([header.id for header in batch if not header.gone])
    for header in batch:
        _write_record(body, header, held, holding)
    _write_token(body, token)


def _record(body: Element, asked: Arguments, holding: Holding) -> None:
    """4.1"""
    header = _found(asked["identifier"], holding)
    _require_format(asked["metadataPrefix"])
    _write_record(body, header, holding.records([] if header.gone else [header.id]), holding)


VERBS = {
    "Identify": (_identify, set(), set()),
    "ListMetadataFormats": (_formats, set(), {"identifier"}),
    "ListSets": (_sets, set(), set()),
    "ListIdentifiers": (_identifiers, {"metadataPrefix"}, {"from", "until", "set"}),
    "ListRecords": (_records, {"metadataPrefix"}, {"from", "until", "set"}),
    "GetRecord": (_record, {"identifier", "metadataPrefix"}, set()),
}
"""Each verb with what it does, the arguments that it needs, and those that it takes besides."""

LISTS = {"ListIdentifiers", "ListRecords", "ListSets"}


# ── Parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def identifier(id: str, holding: Holding) -> str:
    return f"oai:{holding.host}:{id}"


def _found(name: str, holding: Holding) -> Header:
    prefix = identifier("", holding)
    header = holding.header(name.removeprefix(prefix)) if name.startswith(prefix) else None
    if header is None:
        raise Wrong("idDoesNotExist", "There is no record of this identifier here.")
    return header


def _require_format(prefix: str) -> None:
    if prefix != "oai_dc":
        raise Wrong("cannotDisseminateFormat", "Records are given as oai_dc alone.")


@dataclass(frozen=True, slots=True)
class Token:
    """What a resumption token says; nothing where the list is complete at once."""

    text: str
    whole: int
    before: int


def _batch(verb: str, asked: Arguments, holding: Holding) -> tuple[Sequence[Header], Token | None]:
    """The next headers of a list, and how to go on."""
    place: Place | None = None
    if "resumptionToken" in asked:
        asked, place = _resumed(verb, asked["resumptionToken"])
    _require_format(asked["metadataPrefix"])
    since, until = _range(asked)
    of = asked.get("set", "")
    every = holding.changes(since, until, of)
    rest = every if place is None else [one for one in every if one > (place.changed, place.id)]
    if not rest:
        raise Wrong("noRecordsMatch", "Nothing in the catalogue answers to that.")
    batch, before = rest[:BATCH], place.before if place else 0
    headers = holding.headers(batch)
    if len(rest) > BATCH:
        return headers, Token(_resuming(verb, asked, batch[-1], before + BATCH), len(every), before)
    return headers, Token("", len(every), before) if place else None


def _resuming(verb: str, asked: Arguments, last: tuple[datetime, str], before: int) -> str:
    """A token: the list that was asked for and where it goes on, signed, so that nothing is kept here."""
    kept = {name: asked[name] for name in ("metadataPrefix", "from", "until", "set") if name in asked}
    return signing.dumps([verb, kept, last[0].isoformat(), last[1], before], salt="casereview.oai")


def _resumed(verb: str, token: str) -> tuple[Arguments, Place]:
    try:
        for_verb, kept, changed, id, before = signing.loads(token, salt="casereview.oai")
    except (signing.BadSignature, ValueError) as bad:
        raise Wrong("badResumptionToken", "This token is none of ours, or was cut off.") from bad
    if for_verb != verb:
        raise Wrong("badResumptionToken", f"This token is for {for_verb}.")
    return kept, Place(datetime.fromisoformat(changed), id, before)


def _range(asked: Arguments) -> tuple[datetime | None, datetime | None]:
    """From and until, both of one granularity: days, or seconds. A day ends with its last second."""
    since, until = asked.get("from", ""), asked.get("until", "")
    if since and until and len(since) != len(until):
        raise Wrong("badArgument", "from and until are both days, or both moments.")
    first = _moment(since) if since else None
    last = _moment(until, end=True) if until else None
    if first and last and first > last:
        raise Wrong("badArgument", "from is later than until.")
    return first, last


def _moment(text: str, end: bool = False) -> datetime:
    for form, length in (("%Y-%m-%d", timedelta(days=1)), ("%Y-%m-%dT%H:%M:%SZ", timedelta(seconds=1))):
        try:
            found = datetime.strptime(text, form).replace(tzinfo=UTC)
            return found + length - timedelta(microseconds=1) if end else found
        except (ValueError, OverflowError):
            continue
    raise Wrong("badArgument", "A moment is written 2015-10-31 or 2015-10-31T09:30:00Z.")


def _write_header(parent: Element, header: Header, holding: Holding) -> None:
    made = xml.add(parent, "header")
    if header.gone:
        made.set("status", "deleted")
    xml.add(made, "identifier", identifier(header.id, holding))
    xml.add(made, "datestamp", moment(header.changed))
    for spec in header.sets:
        xml.add(made, "setSpec", spec)


def _write_record(parent: Element, header: Header, held: Mapping[str, Record], holding: Holding) -> None:
    """A record that is gone has its header alone (2.5.1); so has one that went while it was being asked for."""
    made = xml.add(parent, "record")
    _write_header(made, header, holding)
    if not header.gone and header.id in held:
        xml.add(made, "metadata").append(dublin.oai_dc(held[header.id]))


def _write_token(parent: Element, token: Token | None) -> None:
    """The token to go on with; an empty one ends a list that came in parts (3.5)."""
    if token:
        xml.add(parent, "resumptionToken", token.text, completeListSize=str(token.whole), cursor=str(token.before))
