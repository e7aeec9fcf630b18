from django.db import models
from django.utils.translation import gettext_lazy as _

from .translated import Translated


class Theme(Translated):
    """A subject that organisations, networks, workstreams and news have in common."""

    name = models.CharField(_("name"), max_length=80, blank=True)
    slug = models.SlugField(
        _("code"), unique=True, help_text=_("Used in the addresses of lists, for example mobility.")
    )

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["slug"]

    def __str__(self):
        return self.name or self.slug
