"""The draft of a report, invented, with what should not go out: in its words, and hidden in the file. To try the check on."""

import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape

from casereview.casework import identifying, reading
from casereview.casework.files import Opened
from casereview.documents import store
from casereview.rules.publishing_codes import Kept, VersionKind

NAME, REVISED = "draft overview report.docx", "draft overview report, revised.docx"


def kept_out(file: Opened) -> list[dict[str, Any]]:
    """What the board enters to be kept out of the report, as `acts.keep_out` takes it."""
    child = _name(file)
    surname = child.split()[-1]
    return [
        {"kind": Kept.PERSON, "words": child, "pseudonym": "Child W"},
        {"kind": Kept.PERSON, "words": f"Marianne {surname}", "relationship": "the mother", "pseudonym": "Mother"},
        {"kind": Kept.ADDRESS, "words": "14 Saltmarsh Close", "whose": child},
        {"kind": Kept.SCHOOL, "words": "Hollowbrook Primary School", "whose": child},
        {"kind": Kept.SURGERY, "words": "Brookside Surgery", "whose": child},
        {"kind": Kept.TELEPHONE, "words": "01632 960 114"},
        {"kind": Kept.VEHICLE, "words": "AB12 CDE"},
    ]


PRESS = {
    "source": "The Evening Lantern",
    "text": """Neighbours tell of hungry child

A court heard yesterday how nobody asked. A teaching assistant noted that the child was often hungry, and passed it on to
nobody, the jury was told. The family had lived in Saltmarsh Close since the spring. The trial goes on.""",
}
"""What a newspaper, invented, wrote of the case: the report has a sentence and a street of it."""


def uploaded(file: Opened, *, name: str = NAME) -> dict[str, Any]:
    """The draft as `acts.upload` takes it: kept, read, and checked against the case. Revised, it has one recommendation more."""
    written = _TEXT if name == NAME else f"{_TEXT}\n\n{_ADDED}"
    document = store.keep(io.BytesIO(_word(file, written))).sha256
    text = reading.text(document)
    return {
        "document": document,
        "kind": VersionKind.FULL,
        "file_name": name,
        "title": text.title,
        "pages": len(text.pages),
        "words": text.words,
        "hits": [hit.key for hit in identifying.hits(file, document, name)],
    }


def _name(file: Opened) -> str:
    named: Any = next((one for one in file.identities if one.forenames and one.surname), None)
    return f"{named.forenames} {named.surname}" if named else "Robin Hallam"


def _word(file: Any, written: str) -> bytes:
    """A Word document, the same bytes from the same case."""
    child, name = file.children[0], _name(file)
    born = f"{child.born.day} {child.born:%B %Y}" if child.born else "a day in spring"
    told = {"name": name, "first": name.split()[0], "born": born}
    paragraphs = [_paragraph(" ".join(line.format(**told).split())) for line in written.split("\n\n")]
    paragraphs[0] = paragraphs[0].replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>')
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r></w:p>".format(
        escape(f"Check with {name.split()[0]}’s aunt.")
    )
    comment = f'<w:comment w:id="0" w:author="M Oldroyd">{_paragraph("Should we name the school?")}</w:comment>'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": f"<w:document {_W}><w:body>{''.join(paragraphs)}{hidden}</w:body></w:document>",
        "word/_rels/document.xml.rels": _RELATIONS.replace('officeDocument"', 'comments"').replace(
            "word/document", "comments"
        ),
        "word/comments.xml": f"<w:comments {_W}>{comment}</w:comments>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(zipfile.ZipInfo(part, (2015, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>"


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/comments.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>'
)
_TEXT = """The review of Child W

What happened

{name} was born on {born} and lived with two older siblings at 14 Saltmarsh Close. Until the autumn {first} went to Hollowbrook
Primary School, where a teaching assistant noted that the child was often hungry. The family was known to the Brookside Surgery.

The mother rang the health visitor on 01632 960 114 and was told to ring again. A neighbour’s car, AB12 CDE, was seen outside
that night.

Findings

Finding 1: Nobody saw the child alone between the first referral and the incident, because each agency thought that another had.

Finding 2: The strategy meeting was held without the school.

Finding 3: Supervision of newly qualified staff lapsed for five months, since two managers had left and were not replaced.

Recommendations

Recommendation 1: The Director of Children’s Services should ensure that no strategy meeting is held without the child’s school.
Lead: Head of Safeguarding. By 31 March 2027.

Recommendation 2: Social workers must record at each visit whether they saw the child alone.

Recommendation 3: The Department for Education should say in guidance who is to see a child when agencies disagree."""
_ADDED = "Recommendation 4: Better use of chronologies."
