"""Typed times that the night of a clock change leaves out or repeats: explained, never guessed."""

import re
from datetime import UTC, datetime, time, timedelta, timezone

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.models.days import NO_SUCH_DAY
from content.templatetags.texts import clock, long_date

WITH_OFFSET = re.compile(
    r"(?P<time>[\d:.]+)\s*(?:UTC)?\s*(?P<sign>[+-])(?P<h>\d\d?)(?::?(?P<m>\d\d))?"
)
HOUR = timedelta(hours=1)


def readings(local: datetime) -> list[datetime]:
    """Return the aware instants that a naive time on the site's clock may mean: one, none or two.

    On the night summer time begins an hour is left out, on the night it ends one comes twice.
    """
    zone = get_current_timezone()
    found = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    back = (instant.astimezone(zone) for instant in sorted(found))
    return [instant for instant in back if instant.replace(tzinfo=None, fold=0) == local]


class ZonedTimeField(forms.TimeField):
    """A time of day, with its offset from UTC where it would else mean two: 02:30+01:00."""

    def to_python(self, value):
        match = WITH_OFFSET.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            return super().to_python(value)
        sign = -1 if match["sign"] == "-" else 1
        ahead = timedelta(hours=int(match["h"]), minutes=int(match["m"] or 0))
        if ahead >= 24 * HOUR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(match["time"]).replace(tzinfo=timezone(sign * ahead))


class ClockWidget(AdminSplitDateTime):
    """Two inputs; a time that the clock shows twice is shown with its offset."""

    def decompress(self, value):
        parts = super().decompress(value)
        if value and len(readings(localtime(value).replace(tzinfo=None, fold=0))) == 2:
            parts[1] = as_typed(localtime(value))
        return parts


class ClockField(forms.SplitDateTimeField):
    """A day and a time on the site's clock; one that does not exist or is ambiguous is refused.

    The refusal names the times that would be right. Returns an aware datetime.
    """

    widget = ClockWidget
    default_error_messages = {
        **forms.SplitDateTimeField.default_error_messages,
        "invalid_date": NO_SUCH_DAY,
        "no_day": _("Give the day too, for example 31/12/2026."),
        "no_time": _("Give the time too, for example 09:00."),
    }

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        of_day = self.fields[1]
        clock_time = ZonedTimeField(error_messages=of_day.error_messages, required=False)
        self.fields = (self.fields[0], clock_time)

    def compress(self, data_list):
        for part, missing in zip(data_list, ("no_day", "no_time"), strict=False):
            if part is None:
                raise ValidationError(self.error_messages[missing], code=missing)
        if len(data_list) == 2 and isinstance(data_list[1], time) and data_list[1].tzinfo:
            return datetime.combine(*data_list)
        try:
            return super().compress(data_list)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise refusal(datetime.combine(*data_list)) from error


def refusal(local: datetime) -> ValidationError:
    """Return why a naive local time cannot stand and what could stand instead."""
    found = readings(local)
    said = {"day": long_date(local.date()), "time": clock(local)}
    if found:
        words = gettext(
            "On %(day)s, %(time)s comes twice: the clocks go back. Write %(first)s for the first"
            " time, before they do, or %(second)s for the second."
        )
        said |= {"first": as_typed(found[0]), "second": as_typed(found[-1])}
        return ValidationError(words % said, code="time_comes_twice")
    words = gettext(
        "On %(day)s, %(time)s does not exist: the clocks go forward. Write %(before)s or %(after)s."
    )
    said |= {"before": f"{local - HOUR:%H:%M}", "after": f"{local + HOUR:%H:%M}"}
    return ValidationError(words % said, code="time_left_out")


def as_typed(instant: datetime) -> str:
    """Return the time of day as the form takes it: 02:30+01:00, with seconds where there are."""
    return instant.isoformat(timespec="seconds" if instant.second else "minutes")[11:]
