from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin.base import (
    FoldedSearch,
    PlainInline,
    StackedInline,
    TabularInline,
    TranslatedAdmin,
)

from .models import (
    Ambition,
    Figure,
    Milestone,
    Office,
    Organisation,
    OrganisationName,
    Relation,
    Strategy,
    Workstream,
)


class NameInline(PlainInline):
    model = OrganisationName
    fields = ["name", "type", "language", "used_from", "used_until"]


class RelationInline(PlainInline):
    model = Relation
    fk_name = "from_organisation"
    fields = ["type", "to_organisation", "start", "end"]
    autocomplete_fields = ["to_organisation"]


class FigureInline(StackedInline):
    model = Figure
    fields = [
        "label",
        ("value", "unit", "qualifier", "number"),
        ("period", "as_of"),
        ("source", "source_url", "position"),
        "declares_commitments",
    ]


class MilestoneInline(TabularInline):
    model = Milestone
    fields = ["date", "date_precision", "title", "kind"]


class OfficeInline(StackedInline):
    model = Office
    autocomplete_fields = ["shared_with"]
    fields = [
        ("name", "role"),
        "address",
        ("opened", "opened_precision"),
        ("closed", "closed_precision"),
        "shared_with",
        "position",
    ]


@admin.register(Organisation)
class OrganisationAdmin(FoldedSearch, TranslatedAdmin):
    list_display = ["__str__", "kind", "country", "seat", "translations"]
    list_filter = ["kind", ("country", admin.AllValuesFieldListFilter), "themes"]
    search_fields = ["folded", "names__folded", "slug"]
    autocomplete_fields = ["themes", "logo", "cover"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [
        NameInline,
        RelationInline,
        FigureInline,
        MilestoneInline,
        OfficeInline,
    ]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "kind",
                    "name",
                    ("official_name", "official_name_language"),
                    ("acronym", "slug"),
                ]
            },
        ),
        (_("Place"), {"fields": [("country", "seat"), ("latitude", "longitude")]}),
        (_("Overview"), {"fields": ["summary", "description", "themes", "website"]}),
        (_("Pictures"), {"fields": [("logo", "cover")]}),
        (
            _("Beginning and end"),
            {"fields": [("founded", "founded_precision"), ("dissolved", "dissolved_precision")]},
        ),
    ]


class AmbitionInline(TabularInline):
    model = Ambition
    fields = ["position", "title"]


class NumberedWithoutGaps(BaseInlineFormSet):
    """Workstreams are numbered 1, 2, 3… through the whole strategy, under its own ambitions."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "ambition" in form.fields:
            form.fields["ambition"].queryset = Ambition.objects.filter(strategy=self.instance.pk)

    def clean(self):
        super().clean()
        kept = [f for f in self.forms if f.cleaned_data and not f.cleaned_data.get("DELETE")]
        numbers = sorted(f.cleaned_data["number"] for f in kept if f.cleaned_data.get("number"))
        if not any(self.errors) and numbers != list(range(1, len(numbers) + 1)):
            raise ValidationError(
                gettext("Number the workstreams 1 to %(count)s without a gap; now: %(numbers)s."),
                code="gap_in_numbers",
                params={"count": len(numbers), "numbers": ", ".join(map(str, numbers))},
            )


class WorkstreamInline(StackedInline):
    model = Workstream
    formset = NumberedWithoutGaps
    view_on_site = False  # it is on the page of its strategy
    autocomplete_fields = ["themes"]
    fields = [("number", "ambition"), "name", "sentence", "text", "themes"]


@admin.register(Strategy)
class StrategyAdmin(TranslatedAdmin):
    list_display = ["__str__", "organisation", "adopted_on", "replaced_by", "translations"]
    list_select_related = ["organisation", "replaced_by"]
    search_fields = ["title_fr", "title_en", "organisation__folded"]
    autocomplete_fields = ["organisation", "replaced_by"]
    inlines = [AmbitionInline, WorkstreamInline]
    fieldsets = [
        (None, {"fields": ["organisation", "title", "summary"]}),
        (_("Validity"), {"fields": [("adopted_on", "adopted_on_precision"), "replaced_by"]}),
        (_("For whom, in which words"), {"fields": ["audiences", "slogans"]}),
    ]
