"""News and events, and the pages that gather what every room knows: home, organisation, network."""

from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView

from content.views import AddressedView, LocalisedPage, PublishableView
from metropoles.maps import Marker, map_around
from metropoles.models import Organisation
from networks.maps import maps_of_members
from networks.models import Membership, Network, NetworkKind, StatusCategory
from networks.views import FilteredList

from .filters import EventFilter, PostFilter
from .models import Event, Post


class Home(LocalisedPage, TemplateView):
    template_name = "news/home.html"

    def get_context_data(self, **kwargs):
        network, language = Network.objects.home(), get_language()
        today = timezone.localdate()
        members = network.members_on(today) if network else Membership.objects.none()
        events = Event.objects.visible(language).with_host()
        return super().get_context_data(
            network=network,
            maps=maps_of_members(members.sorted_by_name(language)) if network else {},
            counts=members.counts_by_status() if network else [],
            posts=Post.objects.visible(language).with_subjects().latest_first()[:5],
            coming_events=events.coming()[:3],
            past_events=events.past()[:3],
            **kwargs,
        )


class OrganisationView(AddressedView):
    section = "members"
    model = Organisation
    template_name = "news/organisation.html"

    def get_queryset(self):
        return Organisation.objects.with_page_content()

    def languages(self):
        """A language without a text of its own shows the other's, which is then the original."""
        with_text = [code for code in ("fr", "en") if self.object.texts(code)["summary"]]
        return with_text or super().languages()

    def get_context_data(self, **kwargs):
        organisation, language = self.object, get_language()
        day = timezone.localdate()
        memberships = Membership.objects.of(organisation).public_on(day)
        shown = memberships.select_related("network__parent").with_participants()
        posts = Post.objects.visible(language).with_subjects().latest_first()
        by_kind = group_by_kind(shown.order_by(f"network__sort_key_{language}"))
        home = next((m for ms in by_kind.values() for m in ms if m.network.is_home), None)
        return super().get_context_data(
            day=day,
            home_membership=home,
            memberships_by_kind=[(NetworkKind(k).label, ms) for k, ms in by_kind.items()],
            indirect_paths=memberships.indirect_paths(),
            map=self.map_of(organisation, home),
            posts=posts.about(organisation)[:6],
            mentions=posts.mentioning(organisation)[:6],
            events=organisation.hosted_events.visible(language).with_host()[:6],
            **kwargs,
        )

    @staticmethod
    def map_of(organisation, membership):
        if not organisation.is_located:
            return None
        category = membership.category if membership else StatusCategory.MEMBER
        place = (organisation.latitude, organisation.longitude)
        return map_around(Marker(*place, category, str(organisation), "#main"))


def group_by_kind(memberships) -> dict[str, list[Membership]]:
    """Return the memberships by the kind of their network, in the order of the kinds."""
    groups = {kind: [] for kind in NetworkKind.values}
    for membership in memberships:
        groups[membership.network.kind].append(membership)
    return {kind: members for kind, members in groups.items() if members}


class NetworkView(AddressedView):
    section = "networks"
    model = Network
    template_name = "news/network.html"

    def get_queryset(self):
        return Network.objects.select_related(
            "parent__parent", "organisation", "logo"
        ).prefetch_related("themes", "organisation__offices", "parts__themes")

    def get_context_data(self, **kwargs):
        network, language, day = self.object, get_language(), timezone.localdate()
        members = network.members_on(day)
        sorted_members = members.with_participants().sorted_by_name(language)
        return super().get_context_data(
            day=day,
            members=sorted_members[:200],
            maps=maps_of_members(sorted_members) if members else {},
            counts=members.counts_by_status(),
            parts=group_parts(network.parts.all()),
            posts=Post.objects.visible(language).filter(networks=network).with_subjects()[:6],
            events=network.events.visible(language).with_host()[:6],
            **kwargs,
        )


def group_parts(parts) -> list[tuple[str, list[Network]]]:
    """Return the parts of a network by kind: (label of the kind, networks)."""
    groups = [(kind.label, [p for p in parts if p.kind == kind]) for kind in NetworkKind]
    return [(label, networks) for label, networks in groups if networks]


class PostList(FilteredList):
    section = "news"
    filterset_class = PostFilter
    template_name = "news/posts.html"
    paginate_by = 20

    def get_queryset(self):
        return Post.objects.visible(get_language()).with_subjects().latest_first()


class PostView(PublishableView):
    section = "news"
    model = Post
    template_name = "news/post.html"

    def get_queryset(self):
        return super().get_queryset().with_subjects().prefetch_related("attachments", "gallery")

    def get_context_data(self, **kwargs):
        around = Post.objects.visible(get_language()).exclude(pk=self.object.pk).latest_first()
        related = around.filter(themes__in=self.object.themes.all()).distinct()
        return super().get_context_data(related=related[:3], **kwargs)


class EventList(FilteredList):
    section = "events"
    filterset_class = EventFilter
    template_name = "news/events.html"
    paginate_by = 20

    def get_queryset(self):
        return Event.objects.visible(get_language()).with_host()

    def get_context_data(self, **kwargs):
        return super().get_context_data(now=timezone.now(), **kwargs)


class EventView(PublishableView):
    section = "events"
    model = Event
    template_name = "news/event.html"

    def get_queryset(self):
        return super().get_queryset().with_host()

    def get_context_data(self, **kwargs):
        posts = self.object.posts.visible(get_language()).with_subjects()
        return super().get_context_data(posts=posts, **kwargs)
