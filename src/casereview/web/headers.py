"""The headers that every response has, whatever it is and whatever went wrong. It is the outermost middleware."""

from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

NEVER_USED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)


class Headers:
    """Adds the headers that later middleware had no chance to add; a stricter policy of the response's own stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.always = {
            "Content-Security-Policy": build_policy(),
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": ", ".join(f"{feature}=()" for feature in NEVER_USED),
            "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": settings.X_FRAME_OPTIONS,
            "Cache-Control": "no-store",
            "Server": "casereview",  # instead of the name of the server's software
        }
        if settings.HTTPS:
            self.always["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(response, "for_everybody", False):  # a page of the public repository, which depends on no session
            del response["Vary"]
            response.cookies.clear()  # caches keep it for everybody: nobody's session may go with it
        elif hasattr(request, "session"):  # a page, not a file of ours: nothing of it may stay in a browser or a proxy
            del response["Cache-Control"]
        for name, value in self.always.items():
            response.setdefault(name, value)
        return response
