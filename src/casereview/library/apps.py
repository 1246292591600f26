from django.apps import AppConfig


class Library(AppConfig):
    name = "casereview.library"
    label = "library"
