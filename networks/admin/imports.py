"""Changes of status from a spreadsheet: the same rules as in the form, all rows or none."""

from datetime import date

import reversion
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export import fields, resources, widgets
from import_export.admin import ImportMixin
from import_export.formats.base_formats import CSV

from content.admin.base import FoldedSearch, TranslatedAdmin
from content.models import Precision
from networks.models import Membership, MembershipStatus, StatusChange


class MembershipWidget(widgets.ForeignKeyWidget):
    """The membership of an organisation in a network, both by the end of their address."""

    def clean(self, value, row=None, **kwargs):
        network = row.get("network")
        found = Membership.objects.filter(
            network__slug=network, participants__organisation__slug=value
        )
        if len(found) != 1:
            message = gettext("%(body)s has %(count)s memberships of %(network)s: one is needed.")
            raise ValueError(message % {"body": value, "count": len(found), "network": network})
        return found[0]

    def render(self, value, obj=None, **kwargs):
        return str(value) if value else ""


class StatusWidget(widgets.ForeignKeyWidget):
    def clean(self, value, row=None, **kwargs):
        status = MembershipStatus.objects.filter(code=value).first()
        if status is None:
            raise ValueError(gettext("There is no status with the code “%s”.") % value)
        return status


class DayWidget(widgets.Widget):
    """A day as 2024-03-31; empty where nobody knows."""

    def clean(self, value, row=None, **kwargs):
        try:
            return date.fromisoformat(value) if value else None
        except ValueError as error:
            message = gettext("“%s” is not a day: write it as 2024-03-31, or leave it empty.")
            raise ValueError(message % value) from error


class StatusChangeResource(resources.ModelResource):
    """One row a change: network and organisation by the end of their address, status by code."""

    membership = fields.Field("membership", "organisation", MembershipWidget(Membership))
    status = fields.Field("status", "status", StatusWidget(MembershipStatus, "code"))
    effective_on = fields.Field("effective_on", "effective_on", DayWidget())
    precision = fields.Field("effective_on_precision", "precision", default=Precision.DAY)

    class Meta:
        model = StatusChange
        import_id_fields = ["effective_on"]  # with the membership: see get_instance
        fields = [
            "membership",
            "effective_on",
            "precision",
            "status",
            "decided_by",
            "reason",
            "source_fr",
            "source_en",
            "source_url",
            "correction",
        ]
        clean_model_instances = True
        skip_unchanged = True

    def get_instance(self, instance_loader, row):
        """Return the change that the row corrects: the same membership, the same day."""
        membership, day = (
            self.fields["membership"].clean(row),
            self.fields["effective_on"].clean(row),
        )
        return membership.changes.filter(effective_on=day).first()

    def import_data(self, dataset, dry_run=False, **kwargs):
        kwargs |= {"use_transactions": True, "rollback_on_validation_errors": True}
        if dry_run:
            return super().import_data(dataset, dry_run=True, **kwargs)
        with reversion.create_revision():
            reversion.set_user(kwargs["user"])
            reversion.set_comment(gettext("Import of changes of status"))
            return super().import_data(dataset, dry_run=False, **kwargs)

    def before_save_instance(self, instance, row, **kwargs):
        instance.recorded_by = instance.recorded_by or kwargs.get("user")

    def after_save_instance(self, instance, row, **kwargs):
        if reversion.is_active():
            reversion.add_to_revision(instance.membership)


@admin.register(StatusChange)
class StatusChangeAdmin(FoldedSearch, ImportMixin, TranslatedAdmin):
    """Every change of every membership, to look through and to import."""

    resource_classes = [StatusChangeResource]
    list_display = [
        "membership",
        "status",
        "start",
        "decided_by",
        "recorded_by",
        "translations",
    ]
    list_filter = ["status", ("membership__network", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["status", "recorded_by"]
    search_fields = [
        "membership__participants__organisation__folded",
        "membership__participants__organisation__names__folded",
        "membership__network__folded",
    ]
    date_hierarchy = "effective_on"
    autocomplete_fields = ["membership", "status"]
    readonly_fields = ["recorded_by", "recorded_at"]
    fieldsets = [
        (
            None,
            {"fields": ["membership", "status", ("effective_on", "effective_on_precision")]},
        ),
        (
            _("Decision and source"),
            {"fields": ["decided_by", "attested_on", "source", "source_url"]},
        ),
        (_("For the secretariat"), {"fields": ["reason", "correction"]}),
        (_("Record"), {"fields": [("recorded_by", "recorded_at")]}),
    ]

    @admin.display(description=_("effective on"), ordering="effective_on")
    def start(self, change) -> str:
        return change.start

    def get_actions(self, request):
        """No deletion in bulk: what was in force is corrected, with a reason."""
        return {
            n: action
            for n, action in super().get_actions(request).items()
            if n != "delete_selected"
        }

    def has_delete_permission(self, request, obj=None):
        """A planned change may be taken back; one in force is corrected, or undone by the boss."""
        planned = obj and obj.effective_on and obj.effective_on > timezone.localdate()
        allowed = super().has_delete_permission(request, obj)
        return allowed and (planned or obj is None or request.user.is_superuser)

    def get_import_formats(self):
        return [CSV]

    def get_queryset(self, request):
        changes = super().get_queryset(request).select_related("membership__network")
        return changes.prefetch_related("membership__participants__organisation")

    def save_model(self, request, obj, form, change):
        obj.recorded_by = obj.recorded_by or request.user
        super().save_model(request, obj, form, change)
