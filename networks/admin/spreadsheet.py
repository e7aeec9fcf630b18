"""Files and cells that people send to be imported: read as they mean them, or refused in words."""

from contextlib import suppress
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from import_export import widgets
from import_export.formats.base_formats import CSV
from import_export.forms import ConfirmImportForm
from tablib import InvalidDimensions

from content.models import Precision
from content.models.days import READ_AS
from networks.models import Membership, MembershipStatus

SEPARATORS = ",;\t"
NEEDED = ["network", "organisation", "status", "effective_on"]


class Table(CSV):
    """A CSV file whose separator is found in its first line, which names the columns."""

    def create_dataset(self, in_stream):
        """Return the rows; ValidationError if columns are missing or a row is too long."""
        head = in_stream.partition("\n")[0]
        separator = max(SEPARATORS, key=head.count)
        try:
            dataset = super().create_dataset(in_stream, delimiter=separator)
        except InvalidDimensions as error:
            message = gettext("A line has more cells than the first line names columns.")
            raise ValidationError(message, code="cells") from error
        missing = [name for name in NEEDED if name not in (dataset.headers or [])]
        if missing:
            message = gettext("These columns are missing in the first line: %s.")
            raise ValidationError(message % ", ".join(missing), code="columns")
        return dataset


class ConfirmForm(ConfirmImportForm):
    format = forms.ChoiceField(choices=[("0", "CSV")], widget=forms.HiddenInput)


class MembershipWidget(widgets.ForeignKeyWidget):
    """The membership of an organisation in a network, both by the end of their address."""

    def clean(self, value, row=None, **kwargs):
        network = row.get("network")
        if not (network and value):
            raise ValueError(gettext("Name both the network and the organisation."))
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
            known = ", ".join(MembershipStatus.objects.values_list("code", flat=True))
            message = gettext(
                "There is no status with the code “%(code)s”. Write one of: %(known)s."
            )
            raise ValueError(message % {"code": value, "known": known})
        return status


class DayWidget(widgets.Widget):
    """A day as 2024-03-31, or as spreadsheet programs rewrite it; empty where nobody knows."""

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        for form in READ_AS:
            with suppress(ValueError):
                return datetime.strptime(value, form).date()
        message = gettext(
            "“%s” is not a day: write it as 2024-03-31 or 31/03/2024, or leave it empty."
        )
        raise ValueError(message % value)


class PrecisionWidget(widgets.Widget):
    """How much of the day is known, by code; a day where nothing is said."""

    def clean(self, value, row=None, **kwargs):
        try:
            return Precision(value or Precision.DAY)
        except ValueError as error:
            message = gettext("“%(value)s” is not a precision. Write one of: %(known)s.")
            known = ", ".join(Precision.values)
            raise ValueError(message % {"value": value, "known": known}) from error
