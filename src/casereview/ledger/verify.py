"""Verify an exported ledger with nothing but Python: `python verify.py LEDGER.jsonl [--head NUMBER:HASH]`.

It stands alone, so that anyone who holds an export and an earlier head can check that nothing recorded before that
head was changed, removed, inserted or put in another order. It imports nothing of the system that it checks.

Each line of the export is one link: `{"number", "body", "hash", "row"}`. `body` is the link's text: the act, the
moment, the person, the table, the row's key and, for each field, the SHA-256 of its salt, name and value. `hash` is
the SHA-256 of the hash before it and of `body`. `row` holds the row's salt and values as they stand now; it is null
where the row is gone.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator

GENESIS = "0" * 64


def digest(salt: str, field: str, value: str) -> str:
    """The salted digest of one field; `value` is its JSON text."""
    return hashlib.sha256(f"{salt}\n{field}\n{value}".encode()).hexdigest()


def chained(previous: str, body: str) -> str:
    """The hash of a link, from the hash before it and its own text."""
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def faults(
    links: Iterable[dict], head: tuple[int, str] | None = None, follows: tuple[int, str] = (1, GENESIS)
) -> Iterator[str]:
    """Everything that is wrong, in words; nothing where all is well. `links` come in order of number.

    `follows`: the number of the first of them, and the hash before it, where they are only a part of the ledger.
    """
    expected, previous = follows
    head_seen = head is None or head[0] == 0
    for link in links:
        number, body = link["number"], link["body"]
        if number != expected:
            yield f"link {expected}: missing; the next one held is {number}"
        if chained(previous, body) != link["hash"]:
            yield f"link {number}: its hash does not follow from its text and the link before it"
        if head and number == head[0]:
            head_seen = True
            if link["hash"] != head[1]:
                yield f"link {number}: its hash is not that of the head you hold; something before it was changed"
        if said := read(body):
            yield from _row_faults(number, said, link["row"])
        else:
            yield f"link {number}: its text cannot be read"
        previous, expected = link["hash"], number + 1
    if not head_seen and head:
        yield f"link {head[0]}: missing; the ledger ends at {expected - 1}, before the head you hold"


def read(body: str) -> dict | None:
    """What a link says; None where its text is not what a link's is."""
    try:
        said = json.loads(body)
    except ValueError:
        return None
    sound = isinstance(said, dict) and {"table", "row"} <= said.keys() and isinstance(said.get("fields"), dict)
    return said if sound else None


def _row_faults(number: int, link: dict, row: dict | None) -> Iterator[str]:
    name = f"link {number}: {link['table']} {link['row']}"
    if row is None:
        yield f"{name}: the row is gone"
        return
    values = row["values"]
    for field in sorted(set(link["fields"]) | set(values)):
        if field not in values:
            yield f"{name}: {field} is gone"
        elif field not in link["fields"]:
            yield f"{name}: {field} is not in the link"
        elif digest(row["salt"], field, json.dumps(values[field], ensure_ascii=False)) != link["fields"][field]:
            yield f"{name}: {field} was changed"


def main(arguments: list[str]) -> int:
    if not arguments or (len(arguments) > 1 and (arguments[1] != "--head" or len(arguments) != 3)):
        print("usage: python verify.py LEDGER.jsonl [--head NUMBER:HASH]")
        return 2
    head = None
    if len(arguments) == 3:
        number, _, hashed = arguments[2].partition(":")
        if not number.isdecimal():
            print(f"{arguments[2]} is not a head; it is written NUMBER:HASH")
            return 2
        head = (int(number), hashed)
    wrong, last = 0, {"number": 0, "hash": GENESIS}
    with open(arguments[0], encoding="utf-8") as file:  # noqa: PTH123 - the least that Python offers

        def read() -> Iterator[dict]:
            nonlocal last
            for line in file:
                last = json.loads(line)
                yield last

        for fault in faults(read(), head):
            wrong += 1
            print(fault)
    print(
        f"{last['number']} links, {'no fault found' if not wrong else f'{wrong} faults'}; head {last['number']}:{last['hash']}"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
