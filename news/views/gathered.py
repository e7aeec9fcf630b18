"""The pages that gather what every room knows: home, organisation, network."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from content.models import Page
from content.views import AddressedView, LocalisedPage
from metropoles.maps import Marker
from metropoles.models import Figure, Organisation, workplaces
from metropoles.surroundings import surroundings
from networks.maps import maps_of_members
from networks.matrix import matrix
from networks.models import KIND_PLURALS, Membership, Network, NetworkKind, StatusChange
from networks.roll import Roll
from networks.timeline import timeline

from ..machines import (
    HomeForMachines,
    NetworkForMachines,
    OrganisationForMachines,
)
from ..models import Attachment, Event, Post

MOST_POSTS = 3  # of each sort on the page of an organisation: its news has them all
MOST_DOCUMENTS = 12
JOIN_PAGE = "join"  # the English address of the page that says how to become a member


def join_page() -> Page | None:
    """Return the page that says how to become a member, if it is online in this language."""
    return Page.objects.visible(get_language()).filter(slug_en=JOIN_PAGE).first()


class Home(HomeForMachines, LocalisedPage, TemplateView):
    template_name = "news/home.html"
    title = _("Europe’s metropolises, in one network")
    description = _(
        "The metropolises of Europe on one map: who belongs to the network and with which status,"
        " their news and their events."
    )

    def get_context_data(self, **kwargs):
        network, language = Network.objects.home(), get_language()
        roll = Roll(network, timezone.localdate())
        events = Event.objects.visible(language).with_host()
        return super().get_context_data(
            network=network,
            maps=maps_of_members(roll),
            counts=roll.counts_by_status(),
            totals=roll.totals(),
            join_page=join_page(),
            posts=Post.objects.visible(language).with_subjects().latest_first()[:5],
            coming_events=events.coming()[:3],
            past_events=events.past()[:3],
            **kwargs,
        )


class OrganisationView(OrganisationForMachines, AddressedView):
    model = Organisation
    template_name = "news/organisation.html"

    def get_queryset(self):
        return Organisation.objects.with_page_content().prefetch_related("networks_behind")

    def page_title(self):
        country = self.object.country_name
        return f"{self.object}, {country}" if country else str(self.object)

    def get_context_data(self, **kwargs):
        organisation, language = self.object, get_language()
        day = timezone.localdate()
        held = Membership.objects.of(organisation)
        memberships = held.public_on(day)
        shown = self.shown(memberships)
        home = next((membership for membership in shown if membership.network.is_home), None)
        posts = Post.objects.visible(language).with_subjects().latest_first()
        relations = organisation.relations()
        self.section = "members" if home else ""
        groups = group_by_kind(shown, lambda membership: membership.network.kind)
        declared, figures = told_apart(organisation.figures_with_past(), shown)
        return super().get_context_data(
            home_membership=home,
            memberships=shown,
            memberships_by_kind=[
                (label, memberships, sources_of(memberships)) for label, memberships in groups
            ],
            indirect_paths=memberships.indirect_paths(),
            timeline=timeline(held.with_status(day).select_related("network"), day),
            relations=relations,
            map=self.map_of(organisation, home, relations),
            declared_commitments=declared,
            offices=workplaces(organisation),
            figures=figures_by_reference(figures[:6]),
            more_figures=figures_by_reference(figures[6:]),
            posts=posts.about(organisation)[:MOST_POSTS],
            mentions=posts.mentioning(organisation)[:MOST_POSTS],
            events=organisation.hosted_events.visible(language).with_host()[:6],
            attachments=Attachment.objects.about(organisation, language)[:MOST_DOCUMENTS],
            **kwargs,
        )

    def trail(self):
        """Return what is above it: the members, or the home page alone if it is not one of them."""
        return super().trail() if self.section else LocalisedPage.trail(self)

    @staticmethod
    def map_of(organisation, membership, relations):
        if not organisation.is_located:
            return None
        category = membership.category if membership else "place"
        place = (organisation.latitude, organisation.longitude)
        related = {other for others in relations.values() for other in others if other.is_located}
        return surroundings(
            Marker(*place, category, str(organisation)),
            [Marker(o.latitude, o.longitude, "place", str(o)) for o in sorted(related, key=str)],
        )


def group_by_kind(items: list, kind_of) -> list[tuple[str, list]]:
    """Return (kind of network, items of that kind), in the order of the kinds."""
    groups = [(kind, [item for item in items if kind_of(item) == kind]) for kind in NetworkKind]
    return [(KIND_PLURALS[kind], members) for kind, members in groups if members]


def told_apart(figures: list[Figure], memberships: list[Membership]) -> tuple[list, list]:
    """Return the figures to show beside the commitments among the memberships, and all others."""
    names = any(m.network.kind == NetworkKind.COMMITMENT for m in memberships)
    declared = [figure for figure in figures if names and figure.declares_commitments]
    return declared, [figure for figure in figures if figure not in declared]


def figures_by_reference(figures: list[Figure]) -> list[list[Figure]]:
    """Return the figures that share period and source together, to tell these once below."""
    groups = {}
    for figure in figures:
        groups.setdefault(figure.reference, []).append(figure)
    return list(groups.values())


def sources_of(memberships: list[Membership]) -> list[tuple[StatusChange, list[Network]]]:
    """Return each source of the statuses, as a change that names it, with its networks."""
    sources = {}
    for membership in memberships:
        change = membership.status_change
        if change.source:
            _change, networks = sources.setdefault((change.source, change.source_url), (change, []))
            networks.append(membership.network)
    return list(sources.values())


class NetworkView(NetworkForMachines, AddressedView):
    section = "networks"
    model = Network
    template_name = "news/network.html"

    def get_queryset(self):
        return Network.objects.select_related(
            "parent__parent", "organisation", "logo"
        ).prefetch_related("themes", "organisation__offices", "parts__parent")

    def page_title(self):
        network = self.object
        shares_its_name = network.acronym or network.organisation  # with its legal body
        return f"{network} ({network.get_kind_display()})" if shares_its_name else str(network)

    def trail(self):
        above = self.object.path()[:-1]
        return [*super().trail(), *((str(n), n.get_absolute_url()) for n in above)]

    def get_context_data(self, **kwargs):
        network, language, day = self.object, get_language(), timezone.localdate()
        roll = Roll(network, day)
        posts = Post.objects.visible(language).filter(networks=network)
        return super().get_context_data(
            day=day,
            join_page=join_page() if network.is_home else None,
            roll=roll,
            members_by_status=self.group_by_status(roll),
            totals=roll.totals(),
            maps=maps_of_members(roll),
            parts=group_by_kind(network.parts.all(), lambda part: part.kind),
            matrix=matrix(network, day),
            partners=self.partners(network, day),
            posts=posts.with_subjects().latest_first()[:6],
            events=network.events.visible(language).with_host()[:6],
            series=list(network.event_series.all()),
            **kwargs,
        )

    @staticmethod
    def partners(network, day):
        """Return (kind, memberships) of what the network's legal body takes part in itself."""
        if network.organisation is None:
            return []
        held = Membership.objects.of(network.organisation).public_on(day)
        order = f"network__sort_key_{get_language()}"
        elsewhere = held.exclude(network=network).select_related("network__parent").order_by(order)
        return group_by_kind(list(elsewhere), lambda membership: membership.network.kind)

    @staticmethod
    def group_by_status(roll):
        """Return (count with its label, members) for each status held."""
        held = roll.members()
        return [
            (count, [member for member in held if member.status == count["status"]])
            for count in roll.counts_by_status()
        ]
