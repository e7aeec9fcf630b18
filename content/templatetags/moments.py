"""Instants, and how far away they are, in the words and on the clock of those who publish."""

from datetime import date, datetime, timedelta

from babel.dates import format_date, format_skeleton
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext

from content.models import PublicationState, Publishable

from .texts import clock, language, long_date

register = template.Library()
DAY = timedelta(days=1)


@register.filter
def moment(at: datetime) -> str:
    """Return an instant on the site's clock: "1 December 2026, 09:00"."""
    here = localtime(at)
    return gettext("%(day)s, %(time)s") % {"day": long_date(here.date()), "time": clock(here)}


@register.simple_tag
def moment_tag(at: datetime):
    """Return the same as an element that machines read too, with its offset: "… (UTC+1)"."""
    return format_html(
        '<time datetime="{}">{}</time> ({})', localtime(at).isoformat(), moment(at), offset(at)
    )


@register.filter
def offset(at: datetime) -> str:
    """Return how far the site's clock is from UTC at an instant: "UTC+1", "UTC−3:30"."""
    minutes = int(localtime(at).utcoffset().total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes >= 0 else "−"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


@register.simple_tag
def zone_now() -> str:
    """Return the site's time zone with its present offset: "Europe/Brussels, UTC+1"."""
    return f"{timezone.get_current_timezone_name()}, {offset(timezone.now())}"


@register.simple_tag
def distance(start: datetime, end: datetime) -> str:
    """Return the time between two instants: "12 min", "2 h 10", "3 days"."""
    length = end - start
    if length >= 2 * DAY:
        days = round(length / DAY)
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    minutes = max(1, -(-int(length.total_seconds()) // 60))  # never "in 0 min"
    if minutes < 60:
        return gettext("%(minutes)s min") % {"minutes": minutes}
    hours, minutes = divmod(minutes, 60)
    if not minutes:
        return gettext("%(hours)s h") % {"hours": hours}
    return gettext("%(hours)s h %(minutes)02d") % {"hours": hours, "minutes": minutes}


@register.simple_tag
def publication_in_words(item: Publishable, code: str, at: datetime) -> str:
    """Return where one language of an item stands at an instant: "online in 2 h 10, on …"."""
    start, end = item.times_online(code)
    match item.publication_state(code, at):
        case PublicationState.DRAFT:
            return gettext("draft")
        case PublicationState.SCHEDULED:
            words = gettext("online in %(distance)s, on %(moment)s")
            return words % {"distance": distance(at, start), "moment": moment(start)}
        case PublicationState.EXPIRED:
            return gettext("expired since %(moment)s") % {"moment": moment(end)}
    if end is None:
        return gettext("online since %(moment)s") % {"moment": moment(start)}
    words = gettext("online since %(start)s, until %(end)s (%(distance)s left)")
    return words % {"start": moment(start), "end": moment(end), "distance": distance(at, end)}


# --- The calendar


@register.filter
def month_and_year(day: date) -> str:
    """Return the month of a day with its year: "December 2026"."""
    return format_skeleton("yMMMM", day, locale=language())


@register.filter
def weekday(day: date) -> str:
    """Return the name of a day of the week: "Monday"."""
    return format_date(day, "EEEE", locale=language())
