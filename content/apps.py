from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = _("Content")

    def ready(self):
        post_migrate.connect(self.complete_search_index, sender=self)

    def complete_search_index(self, **kwargs):
        """Index what is not: a database that is new to the search, or was filled past it."""
        self.get_model("SearchEntry").objects.complete()
