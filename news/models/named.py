from django.db import models
from django.utils.translation import get_language

from content.folding import fold


class Named(models.QuerySet):
    """Items found by their words in the active language, whatever their accents and capitals."""

    searched = ["title", "summary"]

    def named_like(self, text: str):
        """Return the items with a text that contains this one; folded here, as no database does."""
        wanted = fold(text)
        columns = [f"{name}_{get_language() or 'fr'}" for name in self.searched]
        rows = self.order_by().values_list("pk", *columns)
        found = [pk for pk, *texts in rows if wanted in fold(" ".join(filter(None, texts)))]
        return self.filter(pk__in=found)
