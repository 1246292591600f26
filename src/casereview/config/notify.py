"""E-mail by GOV.UK Notify, by setting: CASEREVIEW_EMAIL=casereview.config.notify.EmailBackend.

Notify sends templates, not messages: make one of the kind “email” whose subject is ((subject)) and whose text is ((body)),
followed by ((file)). A letter goes as a link to the file, which Notify keeps behind the reader's own e-mail address.
This was written from Notify's published interface and tried against a stand-in: there was no way from here to Notify itself.
"""

import base64
import hashlib
import hmac
import json
import time
import urllib.request
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

ADDRESS = "https://api.notifications.service.gov.uk/v2/notifications/email"
UUID = 36


class EmailBackend(BaseEmailBackend):
    """Sends each message to each of its addressees. `NOTIFY_KEY` and `NOTIFY_TEMPLATE` say by which service and template."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(self._sent(message) for message in email_messages)

    def _sent(self, message: EmailMessage) -> bool:
        try:
            for address in message.recipients():
                _post(_asked(message, address))
        except OSError:
            if not self.fail_silently:
                raise
            return False
        return True


def _asked(message: EmailMessage, address: str) -> dict[str, Any]:
    """What Notify is asked to send to one addressee."""
    told: dict[str, Any] = {"subject": message.subject, "body": message.body, "file": ""}
    for attachment in message.attachments:
        name, content, _ = attachment
        raw = content if isinstance(content, bytes) else str(content).encode()
        told["file"] = {"file": base64.b64encode(raw).decode(), "filename": name, "confirm_email_before_download": True}
    return {
        "email_address": address,
        "template_id": settings.NOTIFY_TEMPLATE,
        "personalisation": told,
        "reference": message.extra_headers.get("Message-ID", ""),
    }


def _post(asked: dict[str, Any]) -> None:
    """Ask Notify; an answer of refusal is an error, and so is none."""
    request = urllib.request.Request(
        ADDRESS,
        data=json.dumps(asked).encode(),
        headers={"Authorization": f"Bearer {token(settings.NOTIFY_KEY)}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=20):  # noqa: S310
        pass


def token(key: str, now: float | None = None) -> str:
    """The signed token that Notify asks for. A key ends in the service's id and the secret, two UUIDs joined by a dash."""
    service, secret = key[-2 * UUID - 1 : -UUID - 1], key[-UUID:]
    said = {"iss": service, "iat": int(time.time() if now is None else now)}
    parts = [_coded(json.dumps(one).encode()) for one in ({"typ": "JWT", "alg": "HS256"}, said)]
    signed = hmac.new(secret.encode(), ".".join(parts).encode(), hashlib.sha256).digest()
    return ".".join([*parts, _coded(signed)])


def _coded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
