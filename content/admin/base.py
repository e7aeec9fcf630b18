"""What every admin screen of this site shares; each app builds on it."""

import js_asset
import reversion
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.forms.widgets import Script
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from modeltranslation.admin import (
    TranslationAdmin,
    TranslationStackedInline,
    TranslationTabularInline,
)
from reversion.admin import VersionAdmin

from content.folding import fold
from content.models import LANGUAGES, SearchEntry
from content.models.days import NO_SUCH_DAY

from .autocomplete import Autocompleted
from .conflicts import GuardedForm, latest_version
from .deletion import users
from .lists import SturdyList
from .publication import PublicationDesk
from .times import ClockField, ClockWidget
from .translation import Translations

admin.site.site_header = _("Administration")
admin.site.site_title = _("Administration")
admin.site.index_title = _("What would you like to work on?")

# Django's own words, taken into our catalogue where its French trips over « de article ».
WORDS_OF_DJANGO = [
    gettext_noop("Add %s"),
    gettext_noop("Change %s"),
    gettext_noop("View %s"),
    gettext_noop("Select %s to change"),
    gettext_noop("Select %s to view"),
    gettext_noop("Recover deleted %(name)s"),
]
PUBLICATION = (
    _("Publication"),
    {
        "fields": (("publish_at_fr", "expire_at_fr"), ("publish_at_en", "expire_at_en")),
        "description": _(
            "Each language goes online and leaves by itself at the times given here, Brussels time."
        ),
    },
)
FIELDS = {
    models.URLField: {"assume_scheme": "https"},
    models.DateField: {"error_messages": {"invalid": NO_SUCH_DAY}},
}


class TextsForTranslators:
    """Who may change but not add is a translator: texts and addresses only, the rest is shown."""

    def get_readonly_fields(self, request, obj=None):
        readonly = [*super().get_readonly_fields(request, obj)]
        if obj is None or self.may_add(request, obj):
            return readonly
        names = (field.name for field in (*self.opts.fields, *self.opts.many_to_many))
        texts = {f"{name}_{code}" for name in self.trans_opts.all_fields for code in LANGUAGES}
        hidden = {*self.trans_opts.all_fields, *readonly, "id"}
        editable = {field.name for field in self.opts.get_fields() if getattr(field, "editable", 0)}
        return [*readonly, *(n for n in names if n in editable and n not in texts | hidden)]


class Versioned(SturdyList, Autocompleted, VersionAdmin):
    """History, revert and recovery of what was deleted; a conflict in the database is explained."""

    form = GuardedForm
    history_latest_first = True
    formfield_overrides = FIELDS
    save_on_top = True
    list_per_page = 50

    def get_prepopulated_fields(self, request, obj=None):
        readonly = self.get_readonly_fields(request, obj)
        fields = super().get_prepopulated_fields(request, obj)
        return {name: sources for name, sources in fields.items() if name not in readonly}

    def revision_view(self, request, *args, **kwargs):
        """Going back to a former version moves everything, so it is not for translators."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            return super().revision_view(request, *args, **kwargs)
        except IntegrityError as error:
            return self.explain_conflict(request, error)

    def recover_view(self, request, *args, **kwargs):
        try:
            return super().recover_view(request, *args, **kwargs)
        except IntegrityError as error:
            return self.explain_conflict(request, error)

    def get_deleted_objects(self, objs, request):
        """What others refer to is not deleted: the history could not give them their link back."""
        *deleted, _protected = super().get_deleted_objects(objs, request)
        return *deleted, users(objs)

    def render_change_form(self, request, context, *args, **kwargs):
        nonce = str(request.csp_nonce)  # the editor's import map needs it under the strict policy
        context["media"] = js_asset.Media.from_media(context["media"], nonce=nonce)
        if context.get("original"):
            context["seen_version"] = latest_version(context["original"])
        if request.FILES and context.get("errors"):
            names = ", ".join(file.name for file in request.FILES.values())
            told = _("Choose the file again: %(names)s. Browsers do not keep it after an error.")
            messages.warning(request, told % {"names": names})
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(self, request, *args, **kwargs):
        try:
            with transaction.atomic(), SearchEntry.objects.refreshed_at_the_end():
                return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            return self.explain_conflict(request, error)

    def explain_conflict(self, request, error: IntegrityError) -> HttpResponse:
        """Say which rule the database kept; the browser still holds what was typed."""
        rules = (c for m in self.saved_models() for c in m._meta.constraints)
        rule = next((r for r in rules if r.name in str(error)), None)
        context = {
            **self.admin_site.each_context(request),
            "title": _("This could not be saved"),
            "rule": rule.get_violation_error_message() if rule else "",
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/conflict.html", context, status=409)

    def saved_models(self):
        return [self.model, *(inline.model for inline in self.inlines)]

    def log_addition(self, request, obj, message):
        return note(super().log_addition(request, obj, message))

    def log_change(self, request, obj, message):
        return note(super().log_change(request, obj, message))

    def delete_model(self, request, obj):
        with reversion.create_revision():
            reversion.set_user(request.user)
            reversion.set_comment(_("Before deletion"))
            reversion.add_to_revision(obj)
        super().delete_model(request, obj)

    def get_view_on_site_url(self, obj=None):
        if obj is None or not self.view_on_site or not hasattr(obj, "get_absolute_url"):
            return None
        return obj.get_absolute_url()


def note(entry: LogEntry) -> LogEntry:
    """Keep what the journal says with the revision, to be put in words for whoever reads it."""
    if reversion.is_active():
        reversion.set_comment(entry.change_message)
    return entry


class TranslatedAdmin(Translations, TextsForTranslators, Versioned, TranslationAdmin):
    """Something with texts in French and English, both in one form with one switch."""

    class Media:
        js = [Script("admin/language-switch.js", defer=True)]

    def may_add(self, request, obj) -> bool:
        return self.has_add_permission(request)


class PublishableAdmin(PublicationDesk, TranslatedAdmin):
    """Something that goes online per language."""

    formfield_overrides = {
        **FIELDS,
        models.DateTimeField: {"form_class": ClockField, "widget": ClockWidget},
    }

    def get_view_on_site_url(self, obj=None):
        online = obj is not None and any(obj.is_visible(code) for code in LANGUAGES)
        return super().get_view_on_site_url(obj) if online else None

    @admin.display(description=_("publication"))
    def publication(self, obj) -> str:
        """Show where each language stands: "FR online · EN draft"."""
        states = ((code.upper(), obj.publication_state(code).label) for code in LANGUAGES)
        return format_html_join(" · ", "{} {}", states)


class FoldedSearch:
    """Search without accents or case, in every known name."""

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term))


class InlineOfTexts(Autocompleted, TextsForTranslators):
    extra = 0
    classes = ["collapse"]
    formfield_overrides = FIELDS
    show_change_link = False

    def may_add(self, request, obj) -> bool:
        return self.has_add_permission(request, obj)


class StackedInline(InlineOfTexts, TranslationStackedInline):
    """Rows with several texts in two languages."""


class TabularInline(InlineOfTexts, TranslationTabularInline):
    """Rows with one or two short texts in two languages."""


class PlainInline(Autocompleted, admin.TabularInline):
    """Rows without texts to translate."""

    extra = 0
    classes = ["collapse"]
