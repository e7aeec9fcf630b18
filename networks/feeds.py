"""The changes of a network as an Atom feed (RFC 4287)."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext

from content.templatetags.texts import partial_date

from .changes import Entry
from .models import Network

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


class ChangesFeed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Return when an entry last changed; a feed without entries never has."""
        return super().latest_post_date() if self.items else BEGINNING


def changes_feed(network: Network, entries: list[Entry]) -> ChangesFeed:
    """Return the feed of entries that `tell` has filled, the newest first."""
    query = urlencode({"network": network.slug})
    page = f"{settings.SITE_URL}{reverse('members_changes')}?{query}"
    feed = ChangesFeed(
        title=gettext("What changed in %(network)s") % {"network": network},
        link=page,
        description=None,
        language=get_language(),
        author_name=str(network),
        feed_url=f"{settings.SITE_URL}{reverse('members_changes_feed')}?{query}",
        feed_guid=tag(f"changes:{network.slug}:{get_language()}"),
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=f"{page}&year={entry.day.year}#{entry.anchor}",
            description=partial_date(entry.day, entry.precision),
            unique_id=tag(entry.anchor),
            updateddate=entry.updated,
        )
    return feed


def tag(name: str) -> str:
    """Return an identifier that outlasts addresses (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{BEGINNING.year}:{name}"
