from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from content.admin.base import (
    PUBLICATION,
    PlainInline,
    PublishableAdmin,
    TabularInline,
    TranslatedAdmin,
)
from content.admin.checklist import CheckedForm, WithChecklist

from .forms import EventForm
from .models import Attachment, Event, EventSeries, Post, PostOrganisation


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


WHEN = _("When")


@admin.register(Event)
class EventAdmin(WithChecklist, PublishableAdmin):
    form = EventForm
    list_display = ["__str__", "when", "place", "publication", "translations"]
    list_filter = ["first_day", "series", "network", "themes"]
    search_fields = ["title_fr", "title_en", "place_fr", "place_en"]
    date_hierarchy = "first_day"
    takes_place = ("start", "end")
    autocomplete_fields = ["host", "network", "series", "themes"]
    readonly_fields = ["posts_about"]
    fieldsets = [
        (None, {"fields": ["title", "summary", "body"]}),
        (
            WHEN,
            {
                "fields": [("start_day", "start_time"), ("end_day", "end_time"), "zone"],
                "description": _("Days and times of the place where it happens."),
            },
        ),
        (_("Where"), {"fields": ["place", ("latitude", "longitude")]}),
        (_("Who and what"), {"fields": ["host", "network", ("series", "edition"), "themes"]}),
        PUBLICATION,
        (_("News about it"), {"fields": ["posts_about"]}),
        (_("Address and website"), {"fields": ["slug", "website"]}),
    ]

    def may_set_times(self, request, obj) -> bool:
        if obj is None:
            return True
        return self.has_change_permission(request, obj) and self.may_add(request, obj)

    def get_form(self, request, obj=None, **kwargs):
        form = self.form if self.may_set_times(request, obj) else CheckedForm
        return super().get_form(request, obj, **{"form": form, **kwargs})

    def get_fieldsets(self, request, obj=None):
        """Who may not set the days and times reads them as visitors do."""
        fieldsets = super().get_fieldsets(request, obj)
        if self.may_set_times(request, obj):
            return fieldsets
        return [(name, {"fields": ["when"]} if name == WHEN else o) for name, o in fieldsets]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "when"]

    @admin.display(description=_("when"), ordering="start")
    def when(self, event) -> str:
        return render_to_string("news/_event_time.html", {"event": event})

    @admin.display(description=_("posts"))
    def posts_about(self, event) -> str:
        if event.pk is None:
            return "–"
        add = f"{reverse('admin:news_post_add')}?event={event.pk}"
        link = format_html('<p><a href="{}">{}</a></p>', add, _("Write a post about it"))
        return links_to(event.posts.all()) + link


@admin.register(EventSeries)
class EventSeriesAdmin(TranslatedAdmin):
    list_display = ["__str__", "network", "rhythm", "translations"]
    list_select_related = ["network"]
    list_filter = ["network"]
    search_fields = ["name_fr", "name_en", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["network"]
    readonly_fields = ["editions"]
    fields = ["name", "slug", "rhythm", "summary", "network", "editions"]

    @admin.display(description=_("editions"))
    def editions(self, series) -> str:
        """The events of the series in their order; an event joins in its own form."""
        return links_to(series.events.order_by("start", "pk")) if series.pk else "–"


def links_to(items) -> str:
    """Return a list of links to the forms of published items, each with where it stands online."""
    if not items:
        return format_html("<p>{}</p>", _("None yet."))
    rows = ((change_url(i), i, PublishableAdmin.publication(None, i)) for i in items)
    return format_html(
        "<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a> · {}</li>', rows)
    )


def change_url(item) -> str:
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_change", args=[item.pk])
