"""The site map of the public site where it is served alone: the repository, and nothing else."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import path, reverse

from casereview.web.public import views
from casereview.web.public.door import for_everybody, page
from casereview.web.public.shown import shown
from casereview.web.public.urls import urlpatterns as repository


@page
def start(request: HttpRequest) -> HttpResponseBase:
    return HttpResponseRedirect(reverse("repository"))


@page
def health(request: HttpRequest) -> HttpResponseBase:
    """For whatever watches the site: whether it runs and its database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [path("", start, name="home"), path("health", health, name="health"), *repository]


def malformed(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    return for_everybody(shown(request, "malformed", {}, status=400), kept=False)


def absent(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    return for_everybody(views.absent(request), kept=False)


def broken(request: HttpRequest) -> HttpResponseBase:
    return for_everybody(shown(request, "broken", {}, status=500), kept=False)


handler400 = malformed
handler403 = absent
handler404 = absent
handler500 = broken
