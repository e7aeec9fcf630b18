"""The changes of a network as an Atom feed (RFC 4287)."""

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext

from content.feeds import AtomFeed
from content.identifiers import tag
from content.templatetags.texts import partial_date

from .changes import Entry
from .models import Network


def changes_feed(network: Network, entries: list[Entry]) -> AtomFeed:
    """Return the feed of entries that `tell` has filled, the newest first."""
    query = urlencode({"network": network.slug})
    page = f"{settings.SITE_URL}{reverse('members_changes')}?{query}"
    feed = AtomFeed(
        title=gettext("What changed in %(network)s") % {"network": network},
        link=page,
        description=None,
        language=get_language(),
        author_name=str(network),
        feed_url=f"{settings.SITE_URL}{reverse('members_changes_feed')}?{query}",
        feed_guid=tag(f"changes:{network.pk}:{get_language()}"),
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
