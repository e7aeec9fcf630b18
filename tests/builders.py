"""Plain builders with sensible defaults: what a test does not name does not matter to it."""

from datetime import UTC, date, datetime
from itertools import count

from django.core.files.base import ContentFile
from PIL import Image as Picture

from content.models import Image, Page, SearchEntry, Theme
from metropoles.models import Ambition, Organisation, Strategy, Workstream
from networks.models import Membership, MembershipStatus, Network, Participant, StatusChange
from news.models import Event, Post, PostOrganisation

serial = count(1)
LONG_AGO = datetime(2020, 1, 1, 12, tzinfo=UTC)


def make_theme(slug="mobility", name_fr="Mobilité", name_en="Mobility"):
    return Theme.objects.create(slug=slug, name_fr=name_fr, name_en=name_en)


def make_organisation(name_fr="Lille", name_en=None, **fields):
    fields.setdefault("slug", f"organisation-{next(serial)}")
    fields.setdefault("kind", "city")
    fields.setdefault("country", "FR")
    fields.setdefault("latitude", "50.63")
    fields.setdefault("longitude", "3.06")
    name_en = name_fr if name_en is None else name_en
    return Organisation.objects.create(name_fr=name_fr, name_en=name_en, **fields)


def make_network(acronym="METREX", **fields):
    fields.setdefault("slug", f"network-{next(serial)}")
    fields.setdefault("kind", "association")
    fields.setdefault("name_fr", "Réseau des métropoles")
    fields.setdefault("name_en", "Network of metropolises")
    return Network.objects.create(acronym=acronym, **fields)


def make_status(code="member", **fields):
    """Return the status with this code and, unless said otherwise, the category of that name."""
    fields.setdefault("category", code)
    fields.setdefault("counts_as_member", code == "member")
    fields.setdefault("label_fr", f"{code} (fr)")
    fields.setdefault("label_en", code)
    fields.setdefault("plural_fr", f"{code}s (fr)")
    fields.setdefault("plural_en", f"{code}s")
    return MembershipStatus.objects.get_or_create(code=code, defaults=fields)[0]


def make_membership(*organisations, network=None, status=None, since=None, **fields):
    """Return a membership held by the organisations; with a status since a day if one is named."""
    network = network or Network.objects.first() or make_network()
    membership = Membership.objects.create(network=network, **fields)
    for position, organisation in enumerate(organisations or [make_organisation()], start=1):
        Participant.objects.create(
            membership=membership, organisation=organisation, position=position
        )
    if status:
        make_changes(membership, {since: status})
    return membership


def make_changes(membership, history):
    """Give a membership statuses (by code) since days (None where unknown), as an import would."""
    StatusChange.objects.bulk_create(
        StatusChange(
            membership=membership,
            status=make_status(code),
            effective_on=since,
            effective_on_precision="day" if since else "unknown",
        )
        for since, code in history.items()
    )


def make_post(title_fr="Une nouvelle", title_en="A piece of news", subjects=(), **fields):
    """Return a post online in each language that has a title, unless dates are named."""
    fields.setdefault("publish_at_fr", LONG_AGO if title_fr else None)
    fields.setdefault("publish_at_en", LONG_AGO if title_en else None)
    fields.setdefault("displayed_on", date(2023, 3, 31))
    post = Post.objects.create(title_fr=title_fr, title_en=title_en, **fields)
    for organisation in subjects:
        PostOrganisation.objects.create(post=post, organisation=organisation)
    return post


def make_event(title_fr="Un forum", title_en="A forum", **fields):
    fields.setdefault("publish_at_fr", LONG_AGO if title_fr else None)
    fields.setdefault("publish_at_en", LONG_AGO if title_en else None)
    fields.setdefault("start", datetime(2023, 4, 5, 8, tzinfo=UTC))
    fields.setdefault("end", datetime(2023, 4, 7, 16, tzinfo=UTC))
    return Event.objects.create(title_fr=title_fr, title_en=title_en, **fields)


def make_page(title_fr="À propos", title_en="About", **fields):
    fields.setdefault("publish_at_fr", LONG_AGO if title_fr else None)
    fields.setdefault("publish_at_en", LONG_AGO if title_en else None)
    return Page.objects.create(title_fr=title_fr, title_en=title_en, **fields)


@SearchEntry.objects.refreshed_at_the_end()
def make_strategy(organisation=None, ambitions=1, workstreams=2, **fields):
    fields.setdefault("title_fr", "Le projet")
    fields.setdefault("title_en", "The project")
    organisation = organisation or make_organisation()
    strategy = Strategy.objects.create(organisation=organisation, **fields)
    for position in range(1, ambitions + 1):
        title = {"title_fr": f"Ambition {position}", "title_en": f"Ambition {position}"}
        Ambition.objects.create(strategy=strategy, position=position, **title)
    first = strategy.ambitions.first()
    for number in range(1, workstreams + 1):
        Workstream.objects.create(
            strategy=strategy, ambition=first, number=number, name_fr=f"Chantier {number}"
        )
    return strategy


def make_image(alt_fr="Un pont", alt_en="A bridge", size=(60, 40), **fields):
    """Return a picture of the library with its file, as many pixels wide and high."""
    file = ContentFile(b"", "picture.png")
    Picture.new("RGB", size, "navy").save(file, "PNG")
    return Image.objects.create(file=file, alt_fr=alt_fr, alt_en=alt_en, **fields)
