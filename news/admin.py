from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin.base import PUBLICATION, PlainInline, PublishableAdmin, TabularInline
from content.admin.checklist import WithChecklist

from .models import Attachment, Event, Post, PostOrganisation


class PostOrganisationInline(PlainInline):
    model = PostOrganisation
    classes = []
    autocomplete_fields = ["organisation"]
    fields = ["organisation", "role"]


class AttachmentInline(TabularInline):
    model = Attachment
    fields = ["title", "file", "position"]


@admin.register(Post)
class PostAdmin(WithChecklist, PublishableAdmin):
    list_display = ["__str__", "kind", "displayed_on", "publication", "translations"]
    list_filter = ["kind", "displayed_on", "themes", "networks"]
    search_fields = ["title_fr", "title_en", "summary_fr", "summary_en"]
    date_hierarchy = "displayed_on"
    autocomplete_fields = ["networks", "themes", "lead_image", "gallery", "event"]
    inlines = [PostOrganisationInline, AttachmentInline]
    fieldsets = [
        (None, {"fields": [("kind", "displayed_on"), "title", "summary", "body"]}),
        (_("What it concerns"), {"fields": ["themes", "networks", "event"]}),
        (_("Pictures"), {"fields": ["lead_image", "gallery"]}),
        PUBLICATION,
        (_("Address and source"), {"fields": ["slug", "source_url", "pinned_until"]}),
    ]


@admin.register(Event)
class EventAdmin(WithChecklist, PublishableAdmin):
    list_display = ["__str__", "start", "end", "place", "publication", "translations"]
    list_filter = ["start", "network", "themes"]
    search_fields = ["title_fr", "title_en", "place_fr", "place_en"]
    date_hierarchy = "start"
    autocomplete_fields = ["host", "network", "themes"]
    fieldsets = [
        (None, {"fields": ["title", "summary", "body"]}),
        (_("When"), {"fields": [("start", "end"), ("all_day", "zone")]}),
        (_("Where and who"), {"fields": ["place", "host", "network", "edition", "themes"]}),
        PUBLICATION,
        (_("Address and website"), {"fields": ["slug", "website"]}),
    ]
