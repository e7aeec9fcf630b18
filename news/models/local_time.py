"""Days and times on the clock of a place, and the instants they are."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def zones() -> set[str]:
    """Return the names of the IANA time zone database that stand for a place or for UTC."""
    return available_timezones() - {"Factory", "localtime"}


def validate_zone(name: str) -> None:
    """Raise ValidationError unless the name is a time zone."""
    if name not in zones():
        raise ValidationError(
            _("%(zone)s is not a time zone. Example: Europe/Brussels."),
            code="unknown_zone",
            params={"zone": name},
        )


def instant(day: date, clock: time, zone: str) -> datetime:
    """Return the instant (aware, UTC) at which the clocks of a zone show a day and a time.

    Raise ValidationError for a time that clocks skip or show twice in the night they are changed.
    """
    shown = datetime.combine(day, clock, ZoneInfo(zone))
    before, after = shown.utcoffset(), shown.replace(fold=1).utcoffset()
    if before != after:
        words = _(
            "%(time)s does not exist on that day in %(zone)s: clocks go forward over it. Choose"
            " another time."
        )
        if before > after:
            words = _(
                "%(time)s comes twice on that day in %(zone)s: clocks go back over it. Choose"
                " another time."
            )
        params = {"time": f"{clock:%H:%M}", "zone": zone}
        raise ValidationError(words, code="clock_change", params=params)
    return shown.astimezone(UTC)


def start_of_day(day: date, zone: str) -> datetime:
    """Return the instant (aware, UTC) at which a day begins in a zone, whatever its clocks do."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def end_of_day(day: date, zone: str) -> datetime:
    """Return the instant (aware, UTC) at which a day is over in a zone: the next one begins."""
    return start_of_day(day + timedelta(days=1), zone)
