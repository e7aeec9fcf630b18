from django.core.exceptions import ValidationError
from django.db import models
from django.urls import resolve
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from .choices import NamedChoices
from .image import Image
from .publishable import Publishable
from .rich_text import RichTextField
from .translated import LANGUAGES


class Menu(NamedChoices):
    NONE = "none", _("in no menu")
    HEADER = "header", _("in the header")
    FOOTER = "footer", _("in the footer")


class Page(Publishable):
    """A page of the site itself: about, join, legal notice, accessibility."""

    url_name = "page"
    search_label = _("Pages")
    search_position = 4

    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, shown under the title.")
    )
    body = RichTextField(_("text"), blank=True)
    lead_image = models.ForeignKey(
        Image,
        models.SET_NULL,
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        related_name="+",
    )
    menu = models.CharField(_("menu"), max_length=6, choices=Menu.labelled, default=Menu.NONE)
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Pages with a lower number come first in the menu.")
    )

    class Meta(Publishable.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "pk"]
        constraints = [*Publishable.Meta.constraints, Menu.known("menu", "page_menu_is_known")]

    def clean(self):
        super().clean()
        for field in ("slug_fr", "slug_en"):
            slug = getattr(self, field)
            if slug and any(not self.answers(language, slug) for language in LANGUAGES):
                refusal = ValidationError(_("This address belongs to a section."), code="section")
                raise ValidationError({field: refusal})

    @staticmethod
    def answers(language: str, slug: str) -> bool:
        """Say whether an address shows a page and not a section of the site."""
        with override(language):
            return resolve(f"/{language}/{slug}/").url_name == Page.url_name
