from django.apps import AppConfig


class Casework(AppConfig):
    name = "casereview.casework"
    label = "casework"
