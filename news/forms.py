"""The days and times of an event, as an editor types them: those of the clocks at the place."""

from datetime import date, datetime, time
from functools import cache

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from content.admin.checklist import CheckedForm
from content.models.days import FIRST_YEAR, LAST_YEAR, OUT_OF_REACH

from .models import Event, end_of_day, instant, start_of_day, zones


def day_field(label, **options) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[
            MinValueValidator(date(FIRST_YEAR, 1, 2), OUT_OF_REACH),  # in every zone
            MaxValueValidator(date(LAST_YEAR, 12, 30), OUT_OF_REACH),
        ],
        **options,
    )


def time_field(label, **options) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        required=False,
        **options,
    )


@cache
def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the time zones by continent, Europe first, as the choices of a list."""
    groups = {"Europe": []}
    for name in sorted(zones()):
        continent, _slash, city = name.partition("/")
        groups.setdefault(continent if city else "UTC", []).append((name, name.replace("_", " ")))
    return list(groups.items())


class EventForm(CheckedForm):
    """Days and times at the place stand in for the instants `start` and `end`.

    Without times the event takes whole days. Days and times left as they were keep their instants.
    """

    start_day = day_field(_("First day"))
    start_time = time_field(
        _("Starts at"), help_text=_("Leave both times empty if it takes whole days.")
    )
    end_day = day_field(
        _("Last day"), required=False, help_text=_("Leave empty if it lasts one day.")
    )
    end_time = time_field(_("Ends at"))
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        initial=Event._meta.get_field("zone").default,
        help_text=_("Where it happens; days and times are those of the clocks there."),
    )

    moments = ["start_day", "start_time", "end_day", "end_time", "zone"]

    class Meta:
        model = Event
        fields = "__all__"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.start:
            self.initial = self.days_and_times() | self.initial

    def days_and_times(self) -> dict:
        """Return what the form shows of an event that exists, to the minute."""
        event, start, end = self.instance, self.instance.local_start, self.instance.local_end
        last_day = event.last_day if event.all_day else end.date()
        shown = {"start_day": start.date()}
        if last_day != start.date():
            shown["end_day"] = last_day
        if not event.all_day:
            shown["start_time"] = start.time().replace(second=0, microsecond=0)
            shown["end_time"] = end.time().replace(second=0, microsecond=0)
        return shown

    def clean(self):
        data = super().clean()
        if self.errors.keys().isdisjoint(self.moments) and self.moments_changed():
            self.set_moments(data)
        return data

    def moments_changed(self) -> bool:
        return not self.instance.start or not set(self.moments).isdisjoint(self.changed_data)

    def set_moments(self, data: dict):
        """Give the event its instants, or say beside the fields what is wrong with them."""
        start_time, end_time = data.get("start_time"), data.get("end_time")
        first, last = data["start_day"], data.get("end_day") or data["start_day"]
        if (start_time is None) != (end_time is None):
            missing = "end_time" if end_time is None else "start_time"
            self.add_error(missing, _("Give both times, or neither for whole days."))
        elif last < first:
            self.add_error("end_day", _("The last day is before the first."))
        elif start_time is None:
            self.set_whole_days(first, last, data["zone"])
        else:
            self.set_times((first, start_time), (last, end_time), data["zone"])

    def set_whole_days(self, first: date, last: date, zone: str):
        self.instance.start, self.instance.end = start_of_day(first, zone), end_of_day(last, zone)
        self.instance.all_day = True

    def set_times(self, start: tuple[date, time], end: tuple[date, time], zone: str):
        moments = [self.instant("start_time", *start, zone), self.instant("end_time", *end, zone)]
        if None in moments:
            return
        self.instance.start, self.instance.end = moments
        self.instance.all_day = False
        if moments[1] < moments[0]:
            words = _("It ends before it starts. After midnight? Then give the last day too.")
            self.add_error("end_time", words)

    def instant(self, field: str, day: date, clock: time, zone: str) -> datetime | None:
        try:
            return instant(day, clock, zone)
        except ValidationError as error:
            self.add_error(field, error)
            return None
