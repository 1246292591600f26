from django.apps import AppConfig


class Web(AppConfig):
    name = "casereview.web"
    label = "web"
