"""The map of the site for people: every section, what it offers, every page of its own."""

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from content.models import Page
from content.views import LocalisedPage


class SiteMap(LocalisedPage, TemplateView):
    template_name = "news/site_map.html"
    title = _("Site map")
    description = _("All the sections and pages of this site on one page.")

    def get_context_data(self, **kwargs):
        pages = Page.objects.visible(get_language())
        return super().get_context_data(sections=sections(), pages=pages, **kwargs)


def sections() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return (label, address, [(label, address) of what stands below]) of each section."""
    return [
        (
            gettext("Members"),
            reverse("members"),
            [
                (gettext("List to print"), reverse("members_list")),
                (gettext("What changed"), reverse("members_changes")),
                (gettext("Statistics"), reverse("members_statistics")),
                (gettext("Compare metropolises"), reverse("members_compare")),
            ],
        ),
        (gettext("Networks"), reverse("networks"), []),
        (
            gettext("Strategies"),
            reverse("strategies"),
            [(gettext("Atlas of strategies"), reverse("atlas"))],
        ),
        (
            gettext("News"),
            reverse("news"),
            [(gettext("News feed (Atom)"), reverse("news_feed"))],
        ),
        (gettext("Events"), reverse("events"), []),
        (gettext("Search"), reverse("search"), []),
        (gettext("Open data"), reverse("data"), []),
    ]
