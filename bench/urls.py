"""The site, and pages of its layouts with nothing on them, to measure the others by."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from casereview.web import urls


def empty_list(request: HttpRequest) -> HttpResponse:
    return render(request, "layouts/list.jinja", {"page": Paginator([], 25).get_page(1)})


def empty_page(request: HttpRequest) -> HttpResponse:
    return render(request, "layouts/page.jinja")


urlpatterns = [path("empty/list", empty_list), path("empty/page", empty_page), *urls.urlpatterns]
