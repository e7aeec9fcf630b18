"""Events as iCalendar (RFC 5545, with the names of RFC 7986): to follow, or one to keep."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language, gettext
from django.views import View
from django_filters import ChoiceFilter
from icalendar import Calendar, Timezone
from icalendar import Event as CalendarEvent

from content.filters import choices_of
from content.former import follow_former
from content.gone import gone
from content.models import OTHER
from metropoles.models import Organisation
from networks.models import Network

from .filters import EventFilter
from .models import Event

MOST = 1000  # the latest events of a calendar: an address to follow is asked for often
REFRESH = timedelta(hours=12)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # no text of a calendar holds them


def calendar_address(asked: QueryDict) -> str:
    """Return the path of the calendar of a list of events, with the list's filters."""
    query = asked.copy()
    for name in ("page", "format"):
        query.pop(name, None)
    path = reverse("events_calendar")
    return f"{path}?{query.urlencode()}" if query else path


def webcal(path: str) -> str:
    """Return the address at which calendar programs subscribe by themselves."""
    return f"webcal://{urlsplit(settings.SITE_URL).netloc}{path}"


class CalendarFilter(EventFilter):
    """The filter of the list; a calendar that is followed stands while there are no events."""

    organisation = ChoiceFilter(
        choices=lambda: choices_of(Organisation.objects.all()), field_name="host__slug"
    )
    network = ChoiceFilter(
        choices=lambda: choices_of(Network.objects.all()), field_name="network__slug"
    )


class EventsCalendar(View):
    """The events of a list, with its filters, for calendars that follow them."""

    def get(self, request):
        events = Event.objects.visible(get_language()).with_host().order_by("-start", "-pk")
        filterset = CalendarFilter(request.GET, events, request=request)
        if not filterset.is_valid():
            return follow_former(request, list(filterset.form.errors))
        name = calendar_name(filterset)
        address = settings.SITE_URL + calendar_address(request.GET)
        return answer(request, calendar(filterset.qs[:MOST], name, address))


class EventCalendar(View):
    """One event to add to one's calendar; its number outlasts changes of its page's address."""

    def get(self, request, pk):
        language, events = get_language(), Event.objects.filter(pk=pk)
        event = events.visible(language).with_host().first()
        if event is None:
            return self.gone(get_object_or_404(events.expired(language)))
        response = answer(request, calendar([event], str(event)))
        response["Content-Disposition"] = f'inline; filename="{event.current_slug}.ics"'
        return response

    def gone(self, event: Event) -> HttpResponse:
        """Answer that an event has left the site in this language, and where it still is."""
        other = OTHER[get_language()]
        twin = event.addresses()[other] if event.is_visible(other) else ""
        return gone(self.request, "events", twin)


def answer(request: HttpRequest, content: bytes) -> HttpResponse:
    """Return the response; a calendar that has not changed is not sent again."""
    etag = quote_etag(sha256(content).hexdigest())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    return get_conditional_response(request, etag, None, response)


def calendar_name(filterset: EventFilter) -> str:
    """Return what a calendar is called: "Métropoles – Events", and what it is narrowed to."""
    asked = filterset.form.cleaned_data
    labels = []
    for name, field in filterset.form.fields.items():
        if asked.get(name):
            labels.append(dict(getattr(field, "choices", ())).get(asked[name], asked[name]))
    return " – ".join(map(str, [settings.SITE_NAME, gettext("Events"), *labels]))


def calendar(events: Iterable[Event], name: str, address: str = "") -> bytes:
    """Return a VCALENDAR in the active language; `address` is where one that is followed stands."""
    found = Calendar()
    found.add("PRODID", f"-//{host()}//{settings.SITE_NAME}//{get_language().upper()}")
    found.add("VERSION", "2.0")
    found.add("NAME", clean(name))
    found.add("X-WR-CALNAME", clean(name))
    if address:
        found.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
        found.add("X-PUBLISHED-TTL", REFRESH, parameters={"VALUE": "DURATION"})
        found.add("SOURCE", address, parameters={"VALUE": "URI"})
    for event in events:
        found.add_component(entry(event))
    found.add_missing_timezones()
    if not found.subcomponents:  # RFC 5545, 3.6: a calendar has at least one component
        found.add_component(Timezone.from_tzid(settings.TIME_ZONE))
    return found.to_ical()


def entry(event: Event) -> CalendarEvent:
    """Return the VEVENT of an event, with its texts in the active language."""
    language = get_language()
    found = CalendarEvent()
    found.add("UID", f"event-{event.pk}@{host()}")
    found.add("DTSTAMP", changed_at(event, language))
    found.add("LAST-MODIFIED", changed_at(event, language))
    add_times(found, event)
    found.add("SUMMARY", clean(event.title))
    found.add("URL", settings.SITE_URL + event.get_absolute_url())
    if event.summary:
        found.add("DESCRIPTION", clean(event.summary))
    if event.place:
        found.add("LOCATION", clean(event.place))
    if event.position:
        found.add("GEO", tuple(map(float, event.position)))
    themes = [clean(str(theme)) for theme in event.themes.all()]
    if themes:
        found.add("CATEGORIES", themes)
    return found


def add_times(found: CalendarEvent, event: Event):
    """Add whole days with an exclusive end, or times in the zone of the place; RFC 5545, 3.6.1."""
    if event.all_day:
        found.add("DTSTART", event.local_start.date())
        found.add("DTEND", event.last_day + timedelta(days=1))
        return
    found.add("DTSTART", event.local_start)
    if event.end > event.start:  # an end at the start itself is left out
        found.add("DTEND", event.local_end)


def changed_at(event: Event, language: str) -> datetime:
    """Return when what the calendar says was last changed, or first appeared in a language."""
    return max(event.modified_at, getattr(event, f"publish_at_{language}"))


def host() -> str:
    return urlsplit(settings.SITE_URL).hostname


def clean(text: str) -> str:
    return CONTROLS.sub(" ", text)
