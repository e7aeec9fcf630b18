from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.models import Page, Redirect, Theme

from .base import PUBLICATION, PublishableAdmin, TranslatedAdmin, Versioned
from .checklist import WithChecklist
from .image import ImageAdmin
from .people import PersonAdmin, RoleAdmin

__all__ = ["ImageAdmin", "PageAdmin", "PersonAdmin", "RedirectAdmin", "RoleAdmin", "ThemeAdmin"]


@admin.register(Theme)
class ThemeAdmin(TranslatedAdmin):
    list_display = ["name_fr", "name_en", "slug", "translations"]
    search_fields = ["name_fr", "name_en", "slug"]
    fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}

    def get_readonly_fields(self, request, theme=None):
        """Feeds and calendars are followed by the slug of their theme: it stays."""
        kept = ["slug"] if theme else []
        return [*super().get_readonly_fields(request, theme), *kept]

    def get_prepopulated_fields(self, request, theme=None):
        return {} if theme else super().get_prepopulated_fields(request, theme)


@admin.register(Page)
class PageAdmin(WithChecklist, PublishableAdmin):
    list_display = ["__str__", "menu", "position", "publication", "translations"]
    list_filter = ["menu"]
    search_fields = ["title_fr", "title_en", "body_fr", "body_en"]
    autocomplete_fields = ["lead_image"]
    fieldsets = [
        (None, {"fields": ["title", "summary", "lead_image", "body"]}),
        PUBLICATION,
        (_("Place on the site"), {"fields": ["slug", "menu", "position"]}),
    ]


@admin.register(Redirect)
class RedirectAdmin(Versioned):
    list_display = ["old_path", "language", "leads_to"]
    list_filter = ["language", "content_type"]
    search_fields = ["old_path"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("target")

    @admin.display(description=_("leads to"))
    def leads_to(self, redirect):
        return redirect.target
