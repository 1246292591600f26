from django.apps import AppConfig


class People(AppConfig):
    name = "casereview.people"
    label = "people"
