"""The checklist before publication: shown beside each language, and asked when one goes online."""

from copy import copy

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from content.models import LANGUAGES, ChecklistRule, Finding, RichTextField

from .base import Versioned
from .publication import PublishableForm


class CheckedForm(PublishableForm):
    """A form that puts nothing online in a language while something blocking is found in it."""

    def _post_clean(self):
        super()._post_clean()
        for language in LANGUAGES:
            name = f"publish_at_{language}"
            goes_online = name in self.changed_data and self.cleaned_data.get(name)
            if goes_online and (found := as_it_would_be(self.instance).blocking_findings(language)):
                self.add_error(name, ValidationError(refusal(found), code="checklist"))


def as_it_would_be(item):
    """Return a copy of an object as saving would leave it, to be looked at only."""
    item = copy(item)
    item.compare_with(type(item)._base_manager.filter(pk=item.pk).first() if item.pk else None)
    return item


def refusal(found: list[Finding]) -> str:
    items = format_html_join("", "<li>{}</li>", ((finding.message,) for finding in found))
    told = gettext("Not put online yet; what you typed is kept. To put right first:")
    return format_html("{}<ul>{}</ul>", told, items)


class WithChecklist:
    """An admin whose form shows what to put right, on what is saved or has just been sent."""

    form = CheckedForm

    def render_change_form(self, request, context, *args, **kwargs):
        item = context["adminform"].form.instance
        if item.pk or request.method == "POST":
            shown = as_it_would_be(item) if request.method == "POST" else item
            context["checklist"] = [
                (
                    language,
                    [(finding, anchor(item, finding)) for finding in shown.findings(language)],
                )
                for language in LANGUAGES
                if shown.has_text(language)
            ]
        return super().render_change_form(request, context, *args, **kwargs)


def anchor(item, finding: Finding) -> str:
    """Return the id of the field that a finding is about; a formatted text is typed in its own."""
    field = item._meta.get_field(finding.field)
    return f"id_{finding.field}_text" if isinstance(field, RichTextField) else f"id_{finding.field}"


@admin.register(ChecklistRule)
class ChecklistRuleAdmin(Versioned):
    list_display = ["__str__", "level"]
    list_editable = ["level"]
    fields = ["rule", "level"]
    readonly_fields = ["rule"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
