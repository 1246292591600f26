"""Documents that go with papers: kept, refused in plain words, shown beside those before, taken back, and exchanged."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casereview.casework import acts
from casereview.casework.exchange.exporting import export_records
from casereview.casework.exchange.faults import NotImported
from casereview.casework.exchange.importing import import_records
from casereview.casework.models import Attachment
from casereview.documents import store
from tests.factories import ANALYST, MANAGER, MEMBER, NOTIFIER, OTHER_MANAGER, SECRETARY, a_case, day, the_file
from tests.web.test_panel import text_of

pytestmark = pytest.mark.django_db

MATTER = "non_initiation"
PDF = b"%PDF-1.7 invented"


@pytest.fixture
def case() -> str:
    return a_case(notified="2015-05-01", decided_not_to_initiate="2015-05-12")


def item_of(client, case: str) -> str:
    page = client.get(f"/cases/{case}/papers/{MATTER}/documents").content.decode()
    return re.findall(r'<option value="([a-z_]+)"', page)[0]


def attach(client, case: str, name: str = "summary.pdf", content: bytes = PDF):
    form = {"item": item_of(client, case), "document": SimpleUploadedFile(name, content)}
    return client.post(f"/cases/{case}/papers/{MATTER}/documents", form)


def test_a_document_is_kept_at_once_and_goes_with_the_papers(client_of, case):
    client = client_of(MANAGER)
    assert attach(client, case).status_code == 302
    assert "summary.pdf" in text_of(client.get(f"/cases/{case}/papers/{MATTER}"))
    assert not Attachment.objects.exists()
    client.post(f"/cases/{case}/papers/{MATTER}", send(client, case))
    [sent] = the_file(case).attachments
    assert (sent.name, sent.size, store.read(sent.sha256)) == ("summary.pdf", len(PDF), PDF)
    address = f"/cases/{case}/attachments/{sent.id}"
    for who in (MANAGER, SECRETARY, MEMBER):
        assert "summary.pdf" in text_of(client_of(who).get(f"/cases/{case}/submissions/{sent.submission}"))
        got = client_of(who).get(address)
        assert got.content == PDF
        assert got["Content-Disposition"].startswith("attachment; filename=")
    assert client_of(ANALYST).get(address).status_code == 403
    for who in (OTHER_MANAGER, NOTIFIER):
        assert client_of(who).get(address).status_code == 404


def send(client, case: str) -> dict[str, str]:
    page = client.get(f"/cases/{case}/papers/{MATTER}").content.decode()
    hidden = dict(re.findall(r'name="(token|seen)" value="([^"]*)"', page))
    return hidden | {"incomplete": "on"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.pdf", b"", "empty"),
        ("accounts.pdf", b"PK\x03\x04", "is named .pdf and is something else inside"),
        ("tool.exe", b"MZ", "is of a kind that is not taken in. Send one of these: pdf"),
        ("noending", b"text", "is of a kind that is not taken in"),
        ("binary.txt", b"a\x00b", "is named .txt and is no text"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_in_plain_words(client_of, case, name, content, words):
    response = attach(client_of(MANAGER), case, name, content)
    assert response.status_code == 200
    assert words in text_of(response)
    assert "No document is attached" in text_of(client_of(MANAGER).get(f"/cases/{case}/papers/{MATTER}"))


def test_a_document_is_taken_out_again(client_of, case):
    client = client_of(MANAGER)
    attach(client, case)
    attach(client, case, "other.pdf", PDF + b" two")
    page = client.get(f"/cases/{case}/papers/{MATTER}/documents").content.decode()
    [first, _] = re.findall(r'name="take_out" value="([^"]+)"', page)
    client.post(f"/cases/{case}/papers/{MATTER}/documents", {"take_out": first})
    shown = text_of(client.get(f"/cases/{case}/papers/{MATTER}/documents"))
    assert "summary.pdf" not in shown
    assert "other.pdf" in shown


def sent_with(case: str, on: str, text: str, *documents: tuple[str, bytes]) -> str:
    kept = [(name, store.keep(BytesIO(content))) for name, content in documents]
    own = [acts.Attached("dates", name, one.sha256, one.size) for name, one in kept]
    items = {"dates": (True, text)}
    return acts.submit(case, by=MANAGER, matter=MATTER, on=day(on), items=items, attachments=own).id


def test_papers_sent_again_show_what_has_changed_and_the_board_is_told_what_was_missing(client_of, case):
    first = sent_with(case, "2015-05-20", "In April.", ("a.pdf", PDF), ("b.pdf", PDF + b"b"))
    said = {"result": "incomplete", "missing": ["agency_summaries"], "text": "By June, please."}
    acts.check(case, by=SECRETARY, submission=first, on=day("2015-05-21"), **said)
    board = text_of(client_of(MANAGER).get(f"/cases/{case}/papers/{MATTER}"))
    assert "Your papers came incomplete" in board
    assert "A summary from each agency that knew the child" in board
    assert "By June, please." in board
    assert "a.pdf" in board  # what went before is offered again
    again = sent_with(case, "2015-05-28", "On 1 April.", ("a.pdf", PDF), ("c.pdf", PDF + b"c"))
    shown = text_of(client_of(MEMBER).get(f"/cases/{case}/submissions/{again}"))
    assert "It said before: In April." in shown
    assert "c.pdf , 1 kB New since 20 May 2015" in shown
    assert "b.pdf No longer there" in shown


def test_papers_are_taken_back_until_the_panel_has_advised(client_of, case):
    sent = sent_with(case, "2015-05-20", "In April.")
    client, address = client_of(MANAGER), f"/cases/{case}/submissions/{sent}/take-back"
    assert "Say why the papers are taken back" in text_of(client.post(address, {}))
    assert client.post(address, {"reason": "New facts have come."}).status_code == 302
    assert "The board took these papers back" in text_of(client_of(SECRETARY).get(f"/cases/{case}/submissions/{sent}"))
    assert "taken back already" in text_of(client.post(address, {"reason": "Again."}))
    again = sent_with(case, "2015-05-28", "In April.")
    acts.advise(case, by=SECRETARY, on=day("2015-06-08"), matter=MATTER, view="agree")
    response = client.post(f"/cases/{case}/submissions/{again}/take-back", {"reason": "No."})
    assert "Answer its advice instead" in text_of(response)


def test_documents_go_with_an_export_and_come_in_again(case, tmp_path, settings):
    sent_with(case, "2015-05-20", "In April.", ("a.pdf", PDF))
    [sent] = the_file(case).attachments
    export_records(tmp_path / "out")
    assert (tmp_path / "out" / "documents" / sent.sha256).read_bytes() == PDF
    settings.HOME = tmp_path / "elsewhere"
    with pytest.raises(store.Changed):
        store.read(sent.sha256)
    assert export_records(tmp_path / "without").missing == [sent.sha256]
    import_records(tmp_path / "out", by="tests")
    assert store.read(sent.sha256) == PDF
    (tmp_path / "out" / "documents" / sent.sha256).write_bytes(b"changed")
    with pytest.raises(NotImported) as refused:
        import_records(tmp_path / "out", by="tests")
    assert "is not the document that its name says" in str(refused.value.faults[0])


def test_a_document_whose_bytes_are_gone_is_said_to_be(client_of, case, tmp_path, settings):
    sent_with(case, "2015-05-20", "In April.", ("a.pdf", PDF))
    [sent] = the_file(case).attachments
    settings.HOME = tmp_path
    assert "a backup has them" in text_of(client_of(MANAGER).get(f"/cases/{case}/attachments/{sent.id}"))
