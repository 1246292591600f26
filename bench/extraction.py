"""Reading text out of PDFs in a confined process, against PDFium called bare on the same pages in this one.

`make bench ARGS=extraction` makes its reports; with `CASEREVIEW_DOCUMENTS` set, the PDFs of that folder are read as well.
"""

import io
import os
import tempfile
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name

from bench.measuring import against, table
from bench.planting import report
from casereview.documents import extract


def main() -> None:
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary) / "report.pdf"
        made.write_bytes(_pdf(report(3_000, pages=60).pages))
        rows.append(_measured("made, 60 pages", [made]))
        if folder := os.environ.get("CASEREVIEW_DOCUMENTS"):
            rows.append(_measured("reports by others", sorted(Path(folder).glob("*.pdf"))))
    table(
        "Text out of a PDF",
        "In a process split off for each file, with limits on time, memory and system calls, and back over a socket, against "
        "PDFium called bare in this process; and several at once, as a folder is read. The bar is 1.3.",
        ["files", "pages", "bare", "confined, one after another", "ratio", "several at once"],
        rows,
    )


def _measured(what: str, files: list[Path]) -> list[object]:
    pages = sum(len(extract.read(path).pages) for path in files)  # and the program that waits is started
    ours, bare, ratio = against(lambda: [extract.read(path) for path in files], lambda: [_bare(path) for path in files])
    together, _, _ = against(lambda: list(extract.read_several(files)), lambda: None, turns=3)
    return [what, pages, f"{bare * 1000:.0f} ms", f"{ours * 1000:.0f} ms", f"{ratio:.2f}", f"{together * 1000:.0f} ms"]


def _bare(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _pdf(pages: list[str]) -> bytes:
    document = pikepdf.new()
    font = document.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    for text in pages:
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        lines = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in text.split("\n")]
        drawn = "BT /F1 9 Tf 50 800 Td 11 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        page.Contents = document.make_stream(drawn.encode("cp1252", "replace"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


if __name__ == "__main__":
    main()
