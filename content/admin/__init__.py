from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.models import Image, Page, Redirect, Theme

from .base import PUBLICATION, PublishableAdmin, TranslatedAdmin, Versioned
from .checklist import WithChecklist


@admin.register(Theme)
class ThemeAdmin(TranslatedAdmin):
    list_display = ["name_fr", "name_en", "slug"]
    search_fields = ["name_fr", "name_en", "slug"]
    fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Page)
class PageAdmin(WithChecklist, PublishableAdmin):
    list_display = ["__str__", "menu", "position", "publication", "translations"]
    list_filter = ["menu"]
    search_fields = ["title_fr", "title_en", "body_fr", "body_en"]
    fieldsets = [
        (None, {"fields": ["title", "summary", "body"]}),
        PUBLICATION,
        (_("Place on the site"), {"fields": ["slug", "menu", "position"]}),
    ]


@admin.register(Image)
class ImageAdmin(TranslatedAdmin):
    list_display = ["__str__", "credit", "decorative", "width", "height"]
    list_filter = ["decorative"]
    search_fields = ["alt_fr", "alt_en", "credit", "file"]
    fieldsets = [
        (None, {"fields": ["file", "alt", "decorative", "credit"]}),
        (
            _("Focal point"),
            {
                "fields": [("focal_x", "focal_y")],
                "description": _("What must stay visible when the picture is cropped."),
            },
        ),
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
