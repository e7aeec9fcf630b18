"""Organisations, networks, posts and events as JSON documents."""

from collections.abc import Iterable

from content.documents import available, document, words
from content.exports import absolute, position
from content.templatetags.texts import iso_date
from metropoles.models import Organisation
from networks.exports import membership
from networks.models import Membership, Network

from .exports import event, post
from .models import Event, Post


def organisation_document(organisation: Organisation, memberships: Iterable[Membership]) -> dict:
    """Return an organisation, loaded `with_page_content`, with its public memberships."""
    longitude, latitude = position(organisation) or (None, None)
    return document(
        organisation,
        "organisation",
        slug=organisation.slug,
        **words(organisation, "name", "summary", "description"),
        pages=available(organisation),
        kind=organisation.kind,
        official_name=organisation.official_name or None,
        official_name_language=organisation.official_name_language or None,
        acronym=organisation.acronym or None,
        other_names=[
            {"name": known.name, "language": known.language or None, "type": known.type}
            for known in organisation.names.all()
        ],
        country=organisation.country,
        seat=organisation.seat or None,
        lat=latitude,
        lon=longitude,
        website=organisation.website or None,
        founded=iso_date(organisation.founded, organisation.founded_precision) or None,
        dissolved=iso_date(organisation.dissolved, organisation.dissolved_precision) or None,
        themes=[theme.slug for theme in organisation.themes.all()],
        relations=[
            {"type": relation.type, "to": relation.to_organisation.slug}
            for relation in organisation.relations_from.all()
        ],
        memberships=[membership(held, held.network) for held in memberships],
        strategies=[strategy.pk for strategy in organisation.strategies.all()],
    )


def network_document(network: Network, members_path: str, count: int) -> dict:
    """Return a network; `members_path` is the address of the list of its `count` memberships."""
    return document(
        network,
        "network",
        slug=network.slug,
        **words(network, "name", "summary", "description"),
        pages=available(network),
        kind=network.kind,
        acronym=network.acronym or None,
        parent=network.parent.slug if network.parent else None,
        parts=[part.slug for part in network.parts.all()],
        organisation=network.organisation.slug if network.organisation else None,
        website=network.website or None,
        founded=iso_date(network.founded, network.founded_precision) or None,
        themes=[theme.slug for theme in network.themes.all()],
        declared_members=network.declared_members,
        memberships=count,
        members=absolute(members_path),
    )


def post_document(item: Post) -> dict:
    """Return a post, loaded `with_subjects`, with its whole text."""
    texts = words(item, "body")
    facts = {**post(item), "body": texts["body"], "source": item.source_url or None}
    return {**document(item, "post", pages=available(item)), **facts}


def event_document(item: Event) -> dict:
    """Return an event, loaded `with_host`, with its whole text."""
    texts = words(item, "body", "place")
    facts = {
        **event(item),
        "body": texts["body"],
        "place": texts["place"],
        "zone": item.zone,
        "edition": item.edition,
        "website": item.website or None,
    }
    return {**document(item, "event", pages=available(item)), **facts}
