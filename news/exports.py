"""News and events as machines and spreadsheets read them."""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from content.exports import Export, absolute, place_of, position
from content.templatetags.texts import iso_date

from .models import Event, Post


class NewsExport(Export):
    """What news and events have in common."""

    def headings(self):
        return [
            gettext("Date"),
            gettext("End"),
            gettext("Kind"),
            gettext("Title"),
            gettext("Summary"),
            gettext("Place"),
            gettext("Organisations"),
            gettext("Networks"),
            gettext("Themes"),
            gettext("Latitude"),
            gettext("Longitude"),
            gettext("Page"),
            gettext("Identifier"),
        ]


class PostExport(NewsExport):
    def record(self, row: Post):
        return post(row)

    def cells(self, row: Post):
        title, summary = words(row)
        return [
            iso_date(row.displayed_on),
            "",
            capfirst(row.get_kind_display()),
            title,
            summary,
            "",
            ", ".join(str(concerned) for concerned in row.post_organisations.all()),
            ", ".join(str(network) for network in row.networks.all()),
            ", ".join(str(theme) for theme in row.themes.all()),
            None,
            None,
            absolute(row.get_absolute_url()),
            row.pk,
        ]


class EventExport(NewsExport):
    """Events, each where its host is."""

    formats = ["csv", "json", "geojson"]

    def geometry(self, row: Event):
        return place_of(row.host) if row.host else None

    def record(self, row: Event):
        return event(row)

    def cells(self, row: Event):
        title, summary = words(row)
        longitude, latitude = (row.host and position(row.host)) or (None, None)
        return [
            starts(row),
            ends(row),
            gettext("Event"),
            title,
            summary,
            row.text_in("place", get_language())[0],
            str(row.host or ""),
            str(row.network or ""),
            ", ".join(str(theme) for theme in row.themes.all()),
            latitude,
            longitude,
            absolute(row.get_absolute_url()),
            row.pk,
        ]


def post(row: Post) -> dict:
    """Return a post, loaded `with_subjects`, in the shape that posts and events share."""
    return {
        **told(row, row.kind),
        "published": row.displayed_on.isoformat(),
        "starts": None,
        "ends": None,
        "organisations": [
            concerned.organisation.slug for concerned in row.post_organisations.all()
        ],
        "networks": [network.slug for network in row.networks.all()],
        "themes": [theme.slug for theme in row.themes.all()],
    }


def event(row: Event) -> dict:
    """Return an event, loaded `with_host`, in the shape that posts and events share."""
    online_from = getattr(row, f"publish_at_{row.shown_language(get_language())}")
    return {
        **told(row, "event"),
        "published": timezone.localdate(online_from).isoformat(),
        "starts": starts(row),
        "ends": ends(row),
        "organisations": [row.host.slug] if row.host else [],
        "networks": [row.network.slug] if row.network else [],
        "themes": [theme.slug for theme in row.themes.all()],
    }


def told(row: Post | Event, kind: str) -> dict:
    title, summary = words(row)
    return {
        "id": row.pk,
        "kind": kind,
        "title": title,
        "summary": summary or None,
        "url": absolute(row.get_absolute_url()),
        "language": row.shown_language(get_language()),
    }


def words(row: Post | Event) -> tuple[str, str]:
    """Return the title and the summary, in the language that is online."""
    language = get_language()
    return row.text_in("title", language)[0], row.text_in("summary", language)[0]


def starts(row: Event) -> str:
    """Return when an event starts (ISO 8601): a day where it takes whole days, else the instant."""
    return (row.local_start.date() if row.all_day else row.local_start).isoformat()


def ends(row: Event) -> str:
    """Return when an event ends (ISO 8601): its last day where it takes whole days."""
    return (row.last_day if row.all_day else row.local_end).isoformat()
