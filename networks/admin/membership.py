from datetime import date
from itertools import pairwise

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin.base import FoldedSearch, PlainInline, StackedInline, TranslatedAdmin
from networks.models import Membership, MembershipStatus, Participant, StatusChange

from .change_status import ChangeStatusView
from .withdrawal import WithdrawalView, may_withdraw


class SomebodyHolds(BaseInlineFormSet):
    """A membership is held by at least one body."""

    def clean(self):
        super().clean()
        kept = [f for f in self.forms if f.cleaned_data and not f.cleaned_data.get("DELETE")]
        if not any(self.errors) and not kept:
            raise ValidationError(gettext("Name at least one organisation that holds it."))


class ParticipantInline(PlainInline):
    model = Participant
    formset = SomebodyHolds
    classes = []  # a membership is its bodies and its changes: both stand open
    autocomplete_fields = ["organisation"]
    fields = ["position", "organisation"]


class ChangesInOrder(BaseInlineFormSet):
    """Several changes sent together obey the rules among themselves, not only one by one."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        kept = [f for f in self.forms if f.cleaned_data and not f.cleaned_data.get("DELETE")]
        unknown = [form for form in kept if form.instance.effective_on is None]
        if len(unknown) > 1:
            raise ValidationError(
                gettext("Only the first change may have an unknown day."), code="one_unknown_start"
            )
        in_order = sorted(kept, key=lambda form: form.instance.effective_on or date.min)
        for before, after in pairwise(in_order):
            if before.has_changed() or after.has_changed():
                self.refuse(before.instance, after.instance)

    @staticmethod
    def refuse(before: StatusChange, after: StatusChange):
        if before.effective_on == after.effective_on:
            raise ValidationError(gettext("Another change already takes effect on that day."))
        try:
            StatusChange.refuse_move(before.status, after.status)
        except ValidationError as error:
            raise ValidationError(error.messages) from error


class StatusChangeInline(StackedInline):
    model = StatusChange
    formset = ChangesInOrder
    can_delete = False  # what was in force is corrected or taken back, with a reason
    classes = []
    autocomplete_fields = ["status"]
    readonly_fields = ["recorded_by", "recorded_at", "withdrawal"]
    fields = [
        "status",
        ("effective_on", "effective_on_precision"),
        "attested_on",
        ("decided_by", "reason"),
        ("source", "source_url"),
        "correction",
        ("recorded_by", "recorded_at"),
    ]

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        return [*fields, "withdrawal"] if may_withdraw(request) else fields

    @admin.display(description=_("entered by mistake"))
    def withdrawal(self, change) -> str:
        if change.pk is None:
            return "–"
        keys = [change.membership_id, change.pk]
        address = reverse("admin:networks_membership_withdraw", args=keys)
        return format_html('<a href="{}">{}</a>', address, _("Take this change back"))


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
    list_display = ["name", "network", "number", "status_today", "section", "translations"]
    list_filter = [StatusToday, ("network", admin.RelatedOnlyFieldListFilter)]
    search_fields = [
        "participants__organisation__folded",
        "participants__organisation__names__folded",
        "network__folded",
        "=number",
    ]
    autocomplete_fields = ["network"]
    inlines = [ParticipantInline, StatusChangeInline]
    actions = ["change_status"]
    fieldsets = [
        (None, {"fields": [("network", "number"), "section"]}),
        (_("For the secretariat"), {"fields": ["note"]}),
    ]

    def get_urls(self):
        def screen(view):
            return self.admin_site.admin_view(view.as_view(model_admin=self))

        change, withdraw = screen(ChangeStatusView), screen(WithdrawalView)
        one = "<int:membership>/withdraw/<int:change>/"
        return [
            path("change-status/", change, name="networks_membership_change_status"),
            path(one, withdraw, name="networks_membership_withdraw"),
            *super().get_urls(),
        ]

    @admin.action(
        description=_("Change the status of the selected memberships"), permissions=["change"]
    )
    def change_status(self, request, queryset):
        chosen = urlencode({"memberships": list(queryset.values_list("pk", flat=True))}, doseq=True)
        return redirect(f"{reverse('admin:networks_membership_change_status')}?{chosen}")

    def get_readonly_fields(self, request, obj=None):
        """A number once given and the network of a history stay; administrators correct slips."""
        readonly = super().get_readonly_fields(request, obj)
        if obj is None or request.user.is_superuser:
            return readonly
        numbered = Membership.objects.filter(pk=obj.pk, number__isnull=False).exists()
        if numbered:
            return [*readonly, "number", "network"]
        return [*readonly, "network"] if obj.changes.exists() else readonly

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
