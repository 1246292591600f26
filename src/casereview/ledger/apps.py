from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Ledger(AppConfig):
    name = "casereview.ledger"
    label = "ledger"

    def ready(self) -> None:
        from casereview.ledger.triggers import guard

        post_migrate.connect(guard, dispatch_uid="ledger.guard")
