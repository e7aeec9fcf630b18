"""Where each translation stands, in lists and forms, and how a person brings it in step."""

import reversion
from django.contrib import admin, messages
from django.db import models, transaction
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.models import LANGUAGES, OTHER, Translated, TranslationState, Whole

from .side_by_side import NAMES, SideBySideView, StillCorrectView
from .translation_forms import TranslatedForm


def state_mark(state: TranslationState, language: str = ""):
    """Return a state in words behind a mark that does not rest on colour: "✓ FR up to date"."""
    words = f"{language.upper()} {state.label}".strip()
    return format_html('<span class="translation-state is-{}">{}</span>', state.value, words)


class Translations:
    """Part of every admin of texts in two languages."""

    form = TranslatedForm
    show_full_result_count = False  # one count of the list is enough

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        views = {"translate": SideBySideView, "still-correct": StillCorrectView}
        ours = [
            path(
                f"<path:object_id>/{end}/",
                self.admin_site.admin_view(view.as_view(model_admin=self)),
                name=f"{name}_{end.replace('-', '_')}",
            )
            for end, view in views.items()
        ]
        return [*ours, *super().get_urls()]

    def address(self, action: str, item: models.Model, **query) -> str:
        """Return the address of an action on an item: "change", "translate", "still_correct"."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{action}"
        return reverse(name, args=[item.pk]) + (f"?{urlencode(query)}" if query else "")

    # --- What is translated together

    def rows_of_texts(self) -> list[tuple[type, models.ForeignKey]]:
        """Return (inline, its key to this model) of rows whose texts have no admin of their own."""
        inlines = [
            inline
            for inline in self.inlines
            if issubclass(inline.model, Translated)
            and not self.admin_site.is_registered(inline.model)
        ]
        return [(inline, self.key_of(inline)) for inline in inlines]

    def key_of(self, inline) -> models.ForeignKey:
        fields = inline.model._meta.fields
        keys = (field for field in fields if field.related_model is self.model)
        return next(key for key in keys if inline.fk_name in (None, key.name))

    def accessors(self) -> list[str]:
        return [key.remote_field.get_accessor_name() for _inline, key in self.rows_of_texts()]

    def whole(self, item: Translated) -> Whole:
        """Return an item with its rows of texts, as last saved or as already fetched with it."""
        rows = (row for name in self.accessors() for row in getattr(item, name).all())
        return Whole(item, rows)

    # --- The list

    @admin.display(description=_("languages"))
    def translations(self, obj) -> str:
        """Show the state of each language, where there is a text: "FR up to date · EN missing"."""
        whole = self.whole(obj)
        if not whole.has_text():
            return "–"
        states = ((code, whole.translation_state(code)) for code in LANGUAGES)
        return format_html_join(" ", "{}", ((state_mark(state, code),) for code, state in states))

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        if "translations" in changelist.list_display:
            changelist.result_list = list(changelist.result_list)
            prefetch_related_objects(changelist.result_list, *self.accessors())
        return changelist

    # --- The form

    def get_fieldsets(self, request, obj=None):
        fieldsets = [*super().get_fieldsets(request, obj)]
        may_change = obj and self.has_change_permission(request, obj)
        if may_change and self.whole(obj).has_translation_to_keep():
            fieldsets.append((_("Translation"), {"fields": ["minor"]}))
        return fieldsets

    def save_form(self, request, form, change):
        item = super().save_form(request, form, change)
        item.edit_is_minor = form.cleaned_data["minor"]
        return item

    def save_formset(self, request, form, formset, change):
        for row in formset.forms:
            row.instance.edit_is_minor = form.cleaned_data["minor"]
        super().save_formset(request, form, formset, change)

    def response_change(self, request, obj):
        language = request.POST.get("_still_correct")
        if language not in LANGUAGES:
            return super().response_change(request, obj)
        self.confirm(request, obj, language)
        return redirect(self.address("change", obj))

    def render_change_form(self, request, context, *args, **kwargs):
        item = context.get("original")
        if item and not (context.get("revert") or context.get("recover")):
            stored = self.model._base_manager.get(pk=item.pk)  # not what was typed and refused
            context["translation"] = self.translation_of(request, stored)
        return super().render_change_form(request, context, *args, **kwargs)

    def translation_of(self, request, item: Translated) -> list[dict]:
        """Return what the form says of each language: its name, its state, what can be done.

        Nothing where there is no text to translate.
        """
        whole, may_change = self.whole(item), self.has_change_permission(request, item)
        if not whole.has_text():
            return []
        return [
            {
                "code": code,
                "name": NAMES[code],
                "state": whole.translation_state(code),
                "other": NAMES[OTHER[code]],
                "address": self.address("translate", item, **{"from": OTHER[code]}),
                "may_change": may_change,
            }
            for code in LANGUAGES
        ]

    # --- "Still correct"

    def confirm(self, request, item: models.Model, language: str):
        """Mark one language checked without an edit; written in the history and the journal."""
        stored = self.model._base_manager.get(pk=item.pk)
        message = gettext("%(language)s: still correct.") % {"language": capfirst(NAMES[language])}
        with transaction.atomic(), self.create_revision(request):
            self.whole(stored).confirm(language)
            reversion.add_to_revision(stored)
            self.log_change(request, stored, message)
        messages.success(request, message)
