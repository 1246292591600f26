"""Reports taken in from files: each read in a process that can do no harm, catalogued as a draft, or published at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from casereview.documents import extract, hidden, store
from casereview.documents.extract import Text, Unreadable
from casereview.ledger.models import Refused
from casereview.library import acts, proposing
from casereview.library.codes import Origin
from casereview.rules.permits import Who

READ = {".pdf", ".docx", ".doc", ".html", ".htm", ".txt", ".text", ".md", ".rtf", ".odt"}
MEDIA = {
    "PDF": "application/pdf",
    "Word document": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "web page": "text/html",
    "plain text": "text/plain",
}


@dataclass(slots=True)
class Added:
    """What became of the files: entries or drafts by file, what was there already, what was not read and why."""

    taken: dict[Path, str] = field(default_factory=dict)
    """The entry's identifier where it was published; else the draft's key."""

    unsure: dict[Path, list[str]] = field(default_factory=dict)
    held: dict[Path, str] = field(default_factory=dict)
    scanned: dict[Path, str] = field(default_factory=dict)
    withheld: dict[Path, str] = field(default_factory=dict)
    """Files of which the text alone goes into the catalogue, since something hides in the file, and what."""

    broken: dict[Path, str] = field(default_factory=dict)


def files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named that may be reports, in order; each once."""
    found: list[Path] = []
    for path in paths:
        within = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [
            one
            for one in within
            if one == path or (one.is_file() and one.suffix.lower() in READ and not one.name.startswith("."))
        ]
    return list(dict.fromkeys(found))


def add(
    paths: Sequence[Path],
    *,
    by: Who,
    on: date,
    publish: bool = False,
    tick: Callable[[int], object] = lambda _: None,
) -> Added:
    """Take files in. One that cannot be read stops none of the others, and one that is there already is left alone."""
    added = Added()
    new = list(_new(paths, added, tick))
    for path, text in extract.read_several(new, scans=True):
        if isinstance(text, Unreadable):
            added.broken[path] = str(text)
        else:
            _take(path, text, added, by=by, on=on, publish=publish)
        tick(1)
    return added


def _new(paths: Sequence[Path], added: Added, tick: Callable[[int], object]) -> Iterator[Path]:
    """The files that are not held yet by their content. Of two that are the same, the first."""
    seen: dict[str, Path] = {}
    for path in paths:
        try:
            sha256 = store.hash_of(path)
        except OSError as fault:
            added.broken[path] = f"could not be opened ({fault.strerror})"
            tick(1)
            continue
        held = f"the same as {seen[sha256].name}" if sha256 in seen else acts.held_already(file=sha256)
        if held:
            added.held[path] = held
            tick(1)
            continue
        seen[sha256] = path
        yield path


def _take(path: Path, text: Text, added: Added, *, by: Who, on: date, publish: bool) -> None:
    if text.scanned:
        which = (
            "all of its pages are" if len(text.scanned) == len(text.pages) else f"{len(text.scanned)} of its pages are"
        )
        added.scanned[path] = f"{which} pictures without text"
    proposals = proposing.propose(proposing.Source(text.pages, text.title, text.title_from, text.metadata, path.name))
    try:
        if hides := _hiding(path):
            added.withheld[path] = f"its text is catalogued and the file is not given out, since it holds: {hides}"
        key = _drafted(path, text, proposals, hides, by=by, on=on)
        added.unsure[path] = proposals["unsure"]
        added.taken[path] = acts.publish(key, by=by, on=on).entry_id if publish else key
    except Refused as refused:
        if refused.field == "file":
            added.held[path] = refused.message
        else:
            added.broken[path] = f"was not published: {refused.message}"


def _hiding(path: Path) -> str:
    """What hides in a file that must not be published with it, in words; nothing where nothing does."""
    try:
        finds = [find.what for find in hidden.find(path) if find.must_go]
    except Unreadable as refusal:
        return f"what may hide in it could not be looked for: it {refusal}"
    return "; ".join(f"{what} ({count})" for what, count in Counter(finds).most_common())


def _drafted(path: Path, text: Text, proposals: dict[str, Any], hides: str, *, by: Who, on: date) -> str:
    """The key of the draft that is made of a file. A file in which something hides stays with the deposit."""
    answers = proposing.answers(proposals)
    with path.open("rb") as file:
        deposit = acts.deposit(
            by=by,
            on=on,
            origin=Origin.FOLDER,
            title=answers.get("title", ""),
            board=answers.get("board", ""),
            file=file,
            file_name=path.name,
            pages=text.pages,
            note=" ".join(text.problems),
        )
    if not hides:
        answers = {**answers, "file": deposit.file, "media": MEDIA.get(text.kind, "")}
    return acts.draft(by=by, answers=answers, pages=text.pages, proposals=proposals, deposit=deposit.id).key
