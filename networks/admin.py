from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin.base import FoldedSearch, PlainInline, StackedInline, TranslatedAdmin

from .models import Membership, MembershipStatus, Network, Participant, StatusChange


@admin.register(Network)
class NetworkAdmin(FoldedSearch, TranslatedAdmin):
    list_display = ["__str__", "kind", "parent", "is_home", "translations"]
    list_select_related = ["parent"]
    list_filter = ["kind", "themes"]
    search_fields = ["folded", "slug"]
    autocomplete_fields = ["parent", "organisation", "logo", "themes"]
    prepopulated_fields = {"slug": ["acronym"]}
    fieldsets = [
        (None, {"fields": ["kind", ("acronym", "slug"), "name", "parent"]}),
        (_("Presentation"), {"fields": ["summary", "description", "themes", "website", "logo"]}),
        (
            _("Legal body and founding"),
            {"fields": ["organisation", ("founded", "founded_precision"), "is_home"]},
        ),
        (
            _("What the network says of itself"),
            {"fields": [("declared_members", "declared_qualifier"), "declared_source"]},
        ),
    ]


@admin.register(MembershipStatus)
class MembershipStatusAdmin(TranslatedAdmin):
    list_display = ["__str__", "code", "category", "counts_as_member", "public", "position"]
    list_filter = ["category", "public"]
    search_fields = ["label_fr", "label_en", "code"]
    fieldsets = [
        (None, {"fields": [("code", "category"), "label", "plural", "definition"]}),
        (_("What follows from it"), {"fields": ["counts_as_member", "public", "position"]}),
    ]


class ParticipantInline(PlainInline):
    model = Participant
    classes = []  # a membership is its bodies and its changes: both stand open
    autocomplete_fields = ["organisation"]
    fields = ["position", "organisation"]


class OneUnknownStart(BaseInlineFormSet):
    """Several changes sent together obey what the database would refuse one by one."""

    def clean(self):
        super().clean()
        kept = [f for f in self.forms if f.cleaned_data and not f.cleaned_data.get("DELETE")]
        if sum(form.instance.effective_on is None for form in kept) > 1:
            raise ValidationError(
                gettext("Only the first change may have an unknown day."), code="one_unknown_start"
            )


class StatusChangeInline(StackedInline):
    model = StatusChange
    formset = OneUnknownStart
    classes = []
    autocomplete_fields = ["status"]
    readonly_fields = ["recorded_by", "recorded_at"]
    fields = [
        "status",
        ("effective_on", "effective_on_precision"),
        "attested_on",
        ("decided_by", "reason"),
        ("source", "source_url"),
        ("recorded_by", "recorded_at"),
    ]


class StatusToday(admin.SimpleListFilter):
    title = _("status today")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return [(status.code, str(status)) for status in MembershipStatus.objects.all()]

    def queryset(self, request, queryset):
        status = MembershipStatus.objects.filter(code=self.value()).values("pk")
        return queryset.filter(status_id__in=status) if self.value() else queryset


@admin.register(Membership)
class MembershipAdmin(FoldedSearch, TranslatedAdmin):
    list_display = ["name", "network", "number", "status_today", "section"]
    list_filter = [StatusToday, ("network", admin.RelatedOnlyFieldListFilter)]
    search_fields = [
        "participants__organisation__folded",
        "participants__organisation__names__folded",
        "network__folded",
        "=number",
    ]
    autocomplete_fields = ["network"]
    inlines = [ParticipantInline, StatusChangeInline]
    fieldsets = [
        (None, {"fields": [("network", "number"), "section"]}),
        (_("For the secretariat"), {"fields": ["note"]}),
    ]

    def get_queryset(self, request):
        memberships = super().get_queryset(request).select_related("network")
        return memberships.with_status(timezone.localdate()).with_participants()

    @admin.display(description=_("name"))
    def name(self, membership):
        return ", ".join(str(body) for body in membership.bodies) or "–"

    @admin.display(description=_("status today"))
    def status_today(self, membership):
        change = membership.status_change
        return change.status if change else _("none yet")

    def save_formset(self, request, form, formset, change):
        if formset.model is StatusChange:
            for row in formset.forms:
                row.instance.recorded_by = row.instance.recorded_by or request.user
        super().save_formset(request, form, formset, change)
