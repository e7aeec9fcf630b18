"""Organisations, networks, posts and events in the words of schema.org and of W3C's ORG.

https://schema.org and https://www.w3.org/TR/vocab-org/.
"""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from content.exports import absolute
from content.identifiers import uri
from content.linked_data import dated, known, publisher, texts
from content.templatetags.texts import iso_date
from metropoles.models import Organisation
from networks.members import Member
from networks.models import Membership, Network

from .exports import ends, starts, words
from .models import Event, Post, Role

# --- schema.org, in pages


def website() -> dict:
    return {
        **publisher(),
        "@type": "WebSite",
        "inLanguage": get_language(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute(reverse("search")) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def organisation_node(organisation: Organisation, networks: Iterable[Network], url: str) -> dict:
    """Return an organisation, loaded `with_page_content`, a member of the networks."""
    return known(
        {
            "@type": "Organization",
            "@id": uri("organisation", organisation.pk),
            "name": str(organisation),
            "legalName": organisation.official_name,
            "alternateName": sorted({known.name for known in organisation.names.all()}),
            "description": organisation.text_in("summary", get_language())[0],
            "url": url,
            "sameAs": organisation.website,
            "foundingDate": iso_date(organisation.founded, organisation.founded_precision),
            "dissolutionDate": iso_date(organisation.dissolved, organisation.dissolved_precision),
            "address": address(organisation),
            "location": place(organisation),
            "memberOf": [network_reference(network) for network in networks],
        }
    )


def address(organisation: Organisation) -> dict | None:
    found = {"addressLocality": organisation.seat, "addressCountry": organisation.country}
    return {"@type": "PostalAddress", **known(found)} if known(found) else None


def place(organisation: Organisation) -> dict | None:
    if not organisation.is_located:
        return None
    latitude, longitude = float(organisation.latitude), float(organisation.longitude)
    geo = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return known(
        {
            "@type": "Place",
            "name": organisation.seat or str(organisation),
            "address": address(organisation),
            "geo": geo,
        }
    )


def organisation_reference(organisation: Organisation) -> dict:
    return {
        "@type": "Organization",
        "@id": uri("organisation", organisation.pk),
        "name": str(organisation),
        "url": absolute(organisation.get_absolute_url()),
    }


def network_reference(network: Network) -> dict:
    return {
        "@type": "Organization",
        "@id": uri("network", network.pk),
        "name": str(network),
        "url": absolute(network.get_absolute_url()),
    }


def network_node(network: Network, url: str) -> dict:
    names = {network.name_fr, network.name_en} - {None, "", str(network)}
    return known(
        {
            **network_reference(network),
            "url": url,
            "alternateName": sorted(names),
            "description": network.text_in("summary", get_language())[0],
            "sameAs": network.website,
            "foundingDate": iso_date(network.founded, network.founded_precision),
            "parentOrganization": network.parent and network_reference(network.parent),
        }
    )


def article(post: Post, url: str, picture: str, edited: datetime | None) -> dict:
    """Return a post, loaded `with_subjects` and last `edited` then, as a news article."""
    title, summary = words(post)
    language = post.shown_language(get_language())
    concerned = post.post_organisations.all()
    subjects = [c.organisation for c in concerned if c.role == Role.SUBJECT]
    mentioned = [c.organisation for c in concerned if c.role == Role.MENTIONED]
    return known(
        {
            "@type": "NewsArticle",
            "@id": uri("post", post.pk),
            "headline": title,
            "description": summary,
            "url": url,
            "mainEntityOfPage": url,
            "image": picture,
            "inLanguage": language,
            "datePublished": post.displayed_on.isoformat(),
            "dateModified": edited and timezone.localtime(edited).isoformat(timespec="seconds"),
            "author": publisher(),
            "publisher": publisher(),
            "about": [organisation_reference(organisation) for organisation in subjects],
            "mentions": [
                *[organisation_reference(organisation) for organisation in mentioned],
                *[network_reference(network) for network in post.networks.all()],
            ],
            "keywords": [str(theme) for theme in post.themes.all()],
        }
    )


def event_node(event: Event, url: str, picture: str) -> dict:
    """Return an event, loaded `with_host`."""
    title, summary = words(event)
    where, _ = event.text_in("place", get_language())
    organiser = event.network and network_reference(event.network)
    location = place(event.host) if event.host else None
    if where:
        named = location or {"@type": "Place", "address": where}
        location = {**named, "name": where}
    return known(
        {
            "@type": "Event",
            "@id": uri("event", event.pk),
            "name": title,
            "description": summary,
            "url": url,
            "image": picture,
            "inLanguage": event.shown_language(get_language()),
            "startDate": starts(event),
            "endDate": ends(event),
            "eventStatus": "https://schema.org/EventScheduled",
            "location": location,
            "organizer": organiser or (event.host and organisation_reference(event.host)),
            "sameAs": event.website,
        }
    )


# --- ORG, in exports


def organisation_graph(organisation: Organisation, memberships: Iterable[Membership]) -> list:
    """Return the nodes of an organisation and of its public memberships."""
    identifier = uri("organisation", organisation.pk)
    site = known(
        {
            "@type": "org:Site",
            "org:siteAddress": known(
                {"vcard:locality": organisation.seat, "vcard:country-name": organisation.country}
            ),
            "geo:lat": float(organisation.latitude) if organisation.is_located else None,
            "geo:long": float(organisation.longitude) if organisation.is_located else None,
        }
    )
    parents = [r for r in organisation.relations_from.all() if r.type == "part_of"]
    node = {
        "@id": identifier,
        "@type": "org:FormalOrganization",
        "skos:prefLabel": texts(organisation, "name"),
        "skos:altLabel": sorted({known.name for known in organisation.names.all()}),
        "skos:notation": organisation.acronym,
        "dcterms:description": texts(organisation, "summary"),
        "dcterms:created": dated(iso_date(organisation.founded, organisation.founded_precision)),
        "org:classification": concept("kind", organisation.kind),
        "org:hasPrimarySite": site if len(site) > 1 else None,
        "org:subOrganizationOf": [
            {"@id": uri("organisation", relation.to_organisation_id)} for relation in parents
        ],
        "org:memberOf": [{"@id": uri("network", held.network_id)} for held in memberships],
        "foaf:homepage": {"@id": organisation.website} if organisation.website else None,
        "foaf:page": {"@id": absolute(organisation.get_absolute_url())},
    }
    return [known(node), *(membership_node(held, held.network) for held in memberships)]


def network_graph(network: Network, members: Iterable[Member]) -> list[dict]:
    """Return the nodes of a network and of its public memberships."""
    node = {
        "@id": uri("network", network.pk),
        "@type": "org:Organization",
        "skos:prefLabel": texts(network, "name"),
        "skos:altLabel": network.acronym,
        "dcterms:description": texts(network, "summary"),
        "dcterms:created": dated(iso_date(network.founded, network.founded_precision)),
        "org:classification": concept("kind", network.kind),
        "org:subOrganizationOf": reference("network", network.parent_id),
        "org:linkedTo": reference("organisation", network.organisation_id),
        "foaf:homepage": {"@id": network.website} if network.website else None,
        "foaf:page": {"@id": absolute(network.get_absolute_url())},
    }
    return [known(node), *(membership_node(member, network) for member in members)]


def membership_node(member: Member | Membership, network: Network) -> dict:
    """Return a membership: who, of what, as what, since when."""
    change = member.status_change
    since = iso_date(change.effective_on, change.effective_on_precision)
    return known(
        {
            "@id": uri("membership", member.pk),
            "@type": "org:Membership",
            "org:member": [agent(body) for body in member.bodies],
            "org:organization": {"@id": uri("network", network.pk)},
            "org:role": {
                **concept("status", change.status.code),
                "@type": ["org:Role", "skos:Concept"],
                "skos:prefLabel": texts(change.status, "label"),
            },
            "org:memberDuring": interval(since),
        }
    )


def agent(body) -> dict:
    return {"@id": uri("organisation", body.pk), "skos:prefLabel": texts(body, "name")}


def interval(since: str) -> dict | None:
    """Return the time from a date on, as far as the date is known."""
    if not since:
        return None
    written = {4: "time:inXSDgYear", 7: "time:inXSDgYearMonth"}.get(len(since), "time:inXSDDate")
    start = {"@type": "time:Instant", written: dated(since)}
    return {"@type": "time:Interval", "time:hasBeginning": start}


def concept(scheme: str, code: str) -> dict:
    return {"@id": uri(scheme, code)}


def reference(kind: str, key: int | None) -> dict | None:
    return {"@id": uri(kind, key)} if key else None
