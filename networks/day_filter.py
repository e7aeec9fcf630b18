from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import DateFilter

from content.models.days import NO_SUCH_DAY, READ_AS


class DayInput(forms.DateInput):
    """Shows the day of a link (ISO 8601) as people write it, anything else as it was typed.

    The browser's own field for dates drops what it cannot read and stops the keyboard four times.
    """

    def format_value(self, value):
        try:
            day = datetime.strptime(value or "", "%Y-%m-%d")
        except ValueError:
            return value
        return f"{day:%d/%m}/{day.year:04}"


class DayFilter(DateFilter):
    """A day, as people write it (31/12/2019) or as links give it (2019-12-31)."""

    def __init__(self, **kwargs):
        kwargs.setdefault("input_formats", READ_AS)
        kwargs.setdefault("widget", DayInput)
        kwargs.setdefault("help_text", _("For example 31/12/2019."))
        kwargs.setdefault("error_messages", {"invalid": NO_SUCH_DAY})
        super().__init__(**kwargs)
