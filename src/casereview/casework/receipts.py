"""Signed receipts: what was received, when, by its hash, and what the ledger's head was then.

A receipt is a text with its signature below it, made with the system's key. Whoever holds one can have it checked here:
that it is ours to the letter, and that the ledger still has the link that it names.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Self

from django.core import signing
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from casereview.ledger import chain
from casereview.ledger.models import Link
from casereview.rules.permits import Who

SALT = "casereview.receipt"
SIGNATURE = "Signature: "


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was received of whom."""

    what: str
    of: str
    at: str
    sha256: str
    size: int
    head: str

    @classmethod
    def now(cls, what: str, *, by: Who, sha256: str, size: int) -> Self:
        at = timezone.localtime().isoformat(timespec="seconds")
        return cls(what, f"{by.name}, {by.organisation_name}", at, sha256, size, "{}:{}".format(*chain.head()))

    @property
    def words(self) -> Mapping[str, str]:
        return {
            "What was received": self.what,
            "From": self.of,
            "Received at": self.at,
            "SHA-256 of the file": self.sha256,
            "Bytes": str(self.size),
            "Head of the ledger": self.head,
        }

    @property
    def text(self) -> str:
        """The receipt to be kept, with its signature."""
        body = "".join(f"{name}: {value}\n" for name, value in self.words.items())
        body = f"Casereview: receipt\n\n{body}"
        return f"{body}{SIGNATURE}{_signature(body)}\n"

    def sealed(self) -> str:
        """The receipt as part of an address, which nobody can make up."""
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    @classmethod
    def opened(cls, sealed: str) -> Self | None:
        try:
            return cls(**signing.loads(sealed, salt=SALT))
        except signing.BadSignature:
            return None


def fault(text: str) -> str:
    """What is wrong with a text that is to be a receipt of ours; nothing where nothing is."""
    body, _, signature = text.replace("\r\n", "\n").rstrip("\n").rpartition(SIGNATURE)
    if not constant_time_compare(signature.strip(), _signature(body)):
        return "This is no receipt of this system’s, or it was changed."
    head = re.search(r"^Head of the ledger: ([0-9]+):([0-9a-f]{64})$", body, re.MULTILINE)
    if head is None or (head[1] != "0" and not Link.objects.filter(number=head[1], hash=head[2]).exists()):
        return "The receipt is ours, and the ledger no longer has the link that it names: something recorded is lost."
    return ""


def _signature(body: str) -> str:
    return salted_hmac(SALT, body, algorithm="sha256").hexdigest()
