"""How much one address may ask of the public site: so much at once, and then so much a minute.

Kept in the memory of each server process, for minutes, and nowhere else: nobody is tracked. An address counts by its
network where it is IPv6, since one household has a whole one. Who asks from this machine itself is not held up.
"""

import ipaddress
import math
import threading
import time

from django.conf import settings
from django.http import HttpRequest

MOST_HELD = 20_000
_lock = threading.Lock()
_left: dict[str, tuple[float, float]] = {}


def wait(request: HttpRequest, cost: int = 1) -> int:
    """How many seconds somebody has to wait before this is answered; 0 where it is answered now."""
    rate = settings.PUBLIC_RATE
    whose = address(request)
    if not rate or not whose:
        return 0
    return _take(whose, cost, rate, time.monotonic())


def _take(whose: str, cost: int, rate: int, now: float) -> int:
    """Take from what is left to somebody. It fills up again within a minute."""
    with _lock:
        if len(_left) >= MOST_HELD:
            _forget(now)
        left, then = _left.get(whose, (float(rate), now))
        left = min(float(rate), left + (now - then) * rate / 60)
        if left < cost:
            _left[whose] = (left, now)
            return max(1, math.ceil((cost - left) * 60 / rate))
        _left[whose] = (left - cost, now)
        return 0


def _forget(now: float) -> None:
    """Forget who has been quiet for a minute: by then all is theirs again. In a flood, forget everybody."""
    for whose in [whose for whose, (_, then) in _left.items() if now - then > 60]:
        del _left[whose]
    if len(_left) >= MOST_HELD:
        _left.clear()


def address(request: HttpRequest) -> str:
    """Whose request this is; nothing for this machine. A proxy's word is taken only where one is said to be there."""
    given = request.META.get("REMOTE_ADDR", "")
    if proxies := settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        given = forwarded[-proxies] if len(forwarded) >= proxies else given
    try:
        found = ipaddress.ip_address(given)
    except ValueError:
        return "unknown"
    if found.is_loopback:
        return ""
    return str(ipaddress.ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)
