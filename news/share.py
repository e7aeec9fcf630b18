"""Which card stands for which page, and its picture: drawn once, kept under its content's name."""

import logging
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, override

from content.models import LANGUAGES, Page
from content.share import Card, card, page_card, points_of, section_card
from content.templatetags.texts import date_range, long_date
from metropoles.models import Organisation, Strategy
from metropoles.share import draw, strategy_card
from networks.models import Membership, Network
from networks.roll import Roll

from .exports import words
from .models import Event, Post, Role

log = logging.getLogger(__name__)
FOR_EVER = "public, max-age=31536000, immutable"


# --- Cards


def organisation_card(organisation: Organisation, membership: Membership | None) -> Card:
    """Return the card of an organisation; `membership` is that of the home network, with status."""
    category, status = "", ""
    if membership:
        category = membership.category
        status = f"{capfirst(str(membership.status_change.status))} · {membership.network}"
    return card(
        "organisation",
        organisation.pk,
        organisation,
        line=organisation.country_name,
        category=category,
        status=status,
        points=points_of([organisation], category or "place"),
        near=True,
    )


def network_card(network: Network, roll: Roll) -> Card:
    """Return the card of a network with the places of those on its roll, each once."""
    categories = {pk: status.category for pk, status in roll.statuses.items()}
    located = Organisation.objects.located().filter(memberships__network=network)
    places = {body: place for body, *place in located.values_list("pk", "latitude", "longitude")}
    points = {
        (*(round(float(degrees), 2) for degrees in places[line.body]), categories[line.status])
        for line in roll.lines
        if line.body in places
    }
    name, _ = network.text_in("name", get_language())
    line = name if network.acronym and name != network.acronym else network.get_kind_display()
    return card("network", network.pk, network, line=capfirst(line), points=tuple(sorted(points)))


def post_card(post: Post) -> Card:
    """Return the card of a post, loaded `with_subjects`."""
    concerned = post.post_organisations.all()
    subjects = [each.organisation for each in concerned if each.role == Role.SUBJECT]
    line = f"{long_date(post.displayed_on)} · {post.get_kind_display()}"
    return card("post", post.pk, words(post)[0], line=line, points=points_of(subjects))


def event_card(event: Event) -> Card:
    """Return the card of an event, loaded `with_host`."""
    days = date_range(event.local_start.date(), event.last_day)
    place, _ = event.text_in("place", get_language())
    return card(
        "event",
        event.pk,
        words(event)[0],
        line=f"{days} · {place}" if place else days,
        points=points_of([event.host] if event.host else []),
        near=True,
    )


def home_membership(organisation: Organisation) -> Membership | None:
    held = Membership.objects.of(organisation).public_on(timezone.localdate())
    return held.filter(network__is_home=True).select_related("network").first()


def card_of_organisation(key: int) -> Card | None:
    found = Organisation.objects.filter(pk=key).first()
    return found and organisation_card(found, home_membership(found))


def card_of_network(key: int) -> Card | None:
    found = Network.objects.filter(pk=key).first()
    return found and network_card(found, Roll(found, timezone.localdate()))


def card_of_strategy(key: int) -> Card | None:
    found = Strategy.objects.select_related("organisation").filter(pk=key).first()
    return found and strategy_card(found)


def card_of_post(key: int) -> Card | None:
    found = Post.objects.visible_somewhere().with_subjects().filter(pk=key).first()
    return found and post_card(found)


def card_of_event(key: int) -> Card | None:
    found = Event.objects.visible_somewhere().with_host().filter(pk=key).first()
    return found and event_card(found)


def card_of_page(key: int) -> Card | None:
    found = Page.objects.visible_somewhere().filter(pk=key).first()
    return found and page_card(found)


CARDS = {
    "organisation": card_of_organisation,
    "network": card_of_network,
    "strategy": card_of_strategy,
    "post": card_of_post,
    "event": card_of_event,
    "page": card_of_page,
}
LONGEST_KEY = 18  # digits that every database holds


def card_of(kind: str, key: str) -> Card | None:
    """Return the card of something public in the active language, or None."""
    if kind == "section":
        return section_card(key)
    if kind not in CARDS or not key.isdecimal() or len(key) > LONGEST_KEY:
        return None
    return CARDS[kind](int(key))


# --- Pictures


def share(request: HttpRequest, language: str, kind: str, key: str, digest: str) -> HttpResponse:
    """Answer with the picture; an address made of something else leads to the true one."""
    if language not in LANGUAGES:
        raise Http404
    with override(language):
        card = card_of(kind, key)
    if card is None:
        raise Http404
    if card.digest != digest:
        return redirect(card)
    headers = {"Cache-Control": FOR_EVER, "Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(picture(card), content_type="image/png", headers=headers)


def picture(card: Card) -> bytes:
    """Return the card's picture, from the storage if it was drawn before."""
    name = f"share/{card.language}/{card.kind}-{card.key}/{card.digest}.png"
    try:
        with default_storage.open(name) as file:
            return file.read()
    except OSError:
        drawn = draw(card)
    keep(name, drawn)
    return drawn


def keep(name: str, drawn: bytes):
    """Store a picture in place of what was drawn for the page before; a full disk is no error."""
    folder = str(PurePosixPath(name).parent)
    try:
        default_storage.save(name, ContentFile(drawn))
        for other in default_storage.listdir(folder)[1]:
            if f"{folder}/{other}" != name:
                default_storage.delete(f"{folder}/{other}")
    except OSError as error:
        log.warning("The sharing picture %s is not kept: %s", name, error)
