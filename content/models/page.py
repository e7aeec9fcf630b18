from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .choices import NamedChoices
from .publishable import Publishable
from .rich_text import RichTextField


class Menu(NamedChoices):
    NONE = "none", _("in no menu")
    HEADER = "header", _("in the header")
    FOOTER = "footer", _("in the footer")


class Page(Publishable):
    """A page of the site itself: about, join, legal notice, accessibility."""

    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, shown under the title.")
    )
    body = RichTextField(_("text"), blank=True)
    menu = models.CharField(_("menu"), max_length=6, choices=Menu.labelled, default=Menu.NONE)
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Pages with a lower number come first in the menu.")
    )

    class Meta(Publishable.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "pk"]
        constraints = [*Publishable.Meta.constraints, Menu.known("menu", "page_menu_is_known")]

    def get_absolute_url(self):
        return reverse("page", args=[self.current_slug])
