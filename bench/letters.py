"""A letter: composed from its file, made a tagged PDF, and made a Word document. The bar is 200 ms for all of it."""

import time

from bench.measuring import prepare, table

LETTERS = 40


def main() -> None:
    prepare(200)
    from django.utils import timezone

    from casereview.casework import files, letters
    from casereview.casework.models import Advice, Letter

    took: dict[str, list[float]] = {"composed from the file": [], "as PDF": [], "as Word": []}
    for advice in Advice.objects.order_by("number")[:LETTERS]:
        start = time.perf_counter()
        [file] = files.read([advice.case_id])
        composed = letters.compose(file, advice.id)
        assert composed is not None
        took["composed from the file"].append(time.perf_counter() - start)
        letter = Letter(
            id="bench",
            case_id=file.reference,
            on=advice.on,
            kind=composed.kind,
            subject=composed.subject,
            text=composed.text,
            sha256=composed.sha256,
            head="1:" + "0" * 64,
            recorded_at=timezone.now(),
        )
        for what, make in (("as PDF", letters.as_pdf), ("as Word", letters.as_word)):
            start = time.perf_counter()
            make(letter, file.board.name)
            took[what].append(time.perf_counter() - start)
    rows = [
        [what, f"{1000 * sorted(each)[len(each) // 2]:.0f} ms", f"{1000 * max(each):.0f} ms"]
        for what, each in took.items()
    ]
    rows.append(["all of it", f"{sum(1000 * sorted(each)[len(each) // 2] for each in took.values()):.0f} ms", ""])
    table(
        "A letter", f"{LETTERS} letters of advice. The bar is 200 ms.", ["", "half of them within", "the slowest"], rows
    )


if __name__ == "__main__":
    main()
