"""Changes of status from a spreadsheet: the same rules as in the form, all rows or none."""

import reversion
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export import fields, resources
from import_export.admin import ImportMixin

from content.admin.base import FoldedSearch, TranslatedAdmin
from networks.models import Membership, MembershipStatus, StatusChange

from .spreadsheet import (
    ConfirmForm,
    DayWidget,
    MembershipWidget,
    PrecisionWidget,
    StatusWidget,
    Table,
)


class StatusChangeResource(resources.ModelResource):
    """One row a change: network and organisation by the end of their address, status by code."""

    network = fields.Field("membership__network__slug", "network", readonly=True)
    membership = fields.Field("membership", "organisation", MembershipWidget(Membership))
    status = fields.Field("status", "status", StatusWidget(MembershipStatus, "code"))
    effective_on = fields.Field("effective_on", "effective_on", DayWidget())
    precision = fields.Field("effective_on_precision", "precision", PrecisionWidget())

    class Meta:
        model = StatusChange
        import_id_fields = ["effective_on"]  # with the membership: see get_instance
        fields = [
            "network",
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
        try:
            membership = self.fields["membership"].clean(row)
            day = self.fields["effective_on"].clean(row)
        except ValueError:
            return None  # the row is refused when all its cells are read
        return membership.changes.filter(effective_on=day).first()

    def import_data(self, dataset, dry_run=False, **kwargs):
        self.lines = {}  # where the file names a membership and a day
        kwargs |= {"use_transactions": True, "rollback_on_validation_errors": True}
        if dry_run:
            return super().import_data(dataset, dry_run=True, **kwargs)
        with reversion.create_revision():
            reversion.set_user(kwargs["user"])
            reversion.set_comment(gettext("Import of changes of status"))
            return super().import_data(dataset, dry_run=False, **kwargs)

    def import_row(self, row, instance_loader, **kwargs):
        """Put what is refused in a row under the columns of the file."""
        result = super().import_row(row, instance_loader, **kwargs)
        if hasattr(result.validation_error, "error_dict"):
            columns = {field.attribute: field.column_name for field in self.fields.values()}
            result.validation_error = ValidationError(
                {columns.get(n, n): e for n, e in result.validation_error.error_dict.items()}
            )
        return result

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        line = kwargs["row_number"] + 1  # below the one that names the columns
        instance.settle_dates()
        first = self.lines.setdefault((instance.membership_id, instance.effective_on), line)
        if first != line:
            message = gettext("Line %s gives this membership a status on the same day: keep one.")
            raise ValidationError({"effective_on": message % first})

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Judge a change once all its cells are read."""
        if import_validation_errors:
            raise ValidationError(import_validation_errors)
        super().validate_instance(instance, {}, validate_unique)

    def before_save_instance(self, instance, row, **kwargs):
        instance.recorded_by = instance.recorded_by or kwargs.get("user")

    def after_save_instance(self, instance, row, **kwargs):
        if reversion.is_active():
            reversion.add_to_revision(instance.membership)


@admin.register(StatusChange)
class StatusChangeAdmin(FoldedSearch, ImportMixin, TranslatedAdmin):
    """Every change of every membership, to look through and to import."""

    resource_classes = [StatusChangeResource]
    import_template_name = "admin/networks/statuschange/import.html"
    confirm_form_class = ConfirmForm
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
        """A planned change may go; one in force is corrected, or undone by an administrator."""
        planned = obj and obj.effective_on and obj.effective_on > timezone.localdate()
        allowed = super().has_delete_permission(request, obj)
        return allowed and (planned or obj is None or request.user.is_superuser)

    def get_import_formats(self):
        return [Table]

    def add_data_read_fail_error_to_form(self, form, e):
        message = _(
            "This file cannot be read. In your spreadsheet program choose “Save as”, then the"
            " format “CSV UTF-8”, and send that file."
        )
        form.add_error("import_file", e if isinstance(e, ValidationError) else message)

    def process_import(self, request, **kwargs):
        """Write what was shown; its file is kept for one confirmation."""
        try:
            if request.method != "POST" or self.create_confirm_form(request).is_valid():
                return super().process_import(request, **kwargs)
        except (OSError, UnicodeError, ValidationError):
            pass  # gone already, or no file of ours
        message = _("Nothing is left to confirm: the file is imported already, or choose it again.")
        return self.back_to_import(request, message)

    def process_result(self, result, request):
        if result.has_errors() or result.has_validation_errors():
            message = _("Something has changed since the preview. Nothing was written: try again.")
            return self.back_to_import(request, message)
        return super().process_result(result, request)

    def back_to_import(self, request, message):
        messages.error(request, message)
        return redirect("admin:networks_statuschange_import")

    def get_queryset(self, request):
        changes = super().get_queryset(request).select_related("membership__network")
        return changes.prefetch_related("membership__participants__organisation")

    def save_model(self, request, obj, form, change):
        obj.recorded_by = obj.recorded_by or request.user
        super().save_model(request, obj, form, change)
