"""What the pages of news hand to machines: data blocks, documents and sharing pictures."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from content.history import last_edits
from content.linked_data import graph
from networks.models import Membership
from networks.roll import Roll

from .documents import event_document, network_document, organisation_document, post_document
from .linked_data import (
    article,
    event_node,
    network_graph,
    network_node,
    organisation_graph,
    organisation_node,
    website,
)
from .models import Post
from .share import event_card, network_card, organisation_card, post_card

LINKED = {"json": "application/json", "jsonld": "application/ld+json"}


class HomeForMachines:
    def structured_data(self, context):
        return [website()]


class OrganisationForMachines:
    documents = LINKED

    @staticmethod
    def shown(memberships):
        """Return public memberships as the page and the documents show them, by network."""
        held = memberships.select_related("network__parent").with_participants()
        return list(held.order_by(f"network__sort_key_{get_language()}"))

    def card(self, context):
        return organisation_card(self.object, context["home_membership"])

    def structured_data(self, context):
        networks = [membership.network for membership in context["memberships"]]
        node = organisation_node(self.object, networks, context["canonical_url"])
        return [*super().structured_data(context), node]

    def document(self, form):
        held = Membership.objects.of(self.object).public_on(timezone.localdate())
        if form == "jsonld":
            return graph(organisation_graph(self.object, self.shown(held)))
        return organisation_document(self.object, self.shown(held))


class NetworkForMachines:
    documents = LINKED

    def card(self, context):
        return network_card(self.object, context["roll"])

    def structured_data(self, context):
        node = network_node(self.object, context["canonical_url"])
        return [*super().structured_data(context), node]

    def document(self, form):
        roll = Roll(self.object, timezone.localdate())
        if form == "jsonld":
            return graph(network_graph(self.object, roll.members()))
        members = f"{reverse('members')}?network={self.object.slug}&format=json"
        return network_document(self.object, members, len(roll))


class PostForMachines:
    def card(self, context):
        return post_card(self.object)

    def structured_data(self, context):
        edited = last_edits(Post, [self.object.pk]).get(self.object.pk)
        address, picture = context["canonical_url"], context["share_picture"]
        node = article(self.object, address, picture, edited)
        return [*super().structured_data(context), node]

    def document(self, form):
        return post_document(self.object)


class EventForMachines:
    def card(self, context):
        return event_card(self.object)

    def structured_data(self, context):
        node = event_node(self.object, context["canonical_url"], context["share_picture"])
        return [*super().structured_data(context), node]

    def document(self, form):
        return event_document(self.object)
