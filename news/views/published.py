"""News and events, listed and one by one."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from content.models import Precision
from content.templatetags.texts import partial_date
from content.views import PublishableView
from metropoles.models import Organisation
from networks.models import Membership, Network
from networks.views import FilteredList

from ..archive import archive
from ..calendars import calendar_address, webcal
from ..exports import EventExport, PostExport
from ..feeds import asked_of
from ..filters import EventFilter, PostFilter
from ..machines import (
    EventForMachines,
    PostForMachines,
)
from ..maps import map_of_event
from ..models import Event, EventSeries, Post, Role


class CountedList(FilteredList):
    """A list of what is published, with its archive by year and month."""

    paginate_by = 20

    def page_title(self):
        """Return what is listed and, if they were asked for, its year or month."""
        asked = self.said_in_title()
        if not asked:
            return str(self.title)
        day = date(int(asked["year"]), int(asked.get("month", 1)), 1)
        period = partial_date(day, Precision.MONTH if "month" in asked else Precision.YEAR)
        return gettext("%(list)s: %(period)s") % {"list": self.title, "period": period}

    def trail(self):
        whole = [(str(self.title), self.request.path)] if self.said_in_title() else []
        return [*super().trail(), *whole]

    def get_context_data(self, **kwargs):
        if self.filterset.is_valid():
            self.filterset.count_choices()
        return super().get_context_data(**kwargs)


class PostList(CountedList):
    section = "news"
    filterset_class = PostFilter
    export_class = PostExport
    template_name = "news/posts.html"
    title = _("News")
    description = _(
        "News, press releases, opinions and publications of the networks and of their members, the"
        " latest first."
    )

    def get_queryset(self):
        return Post.objects.visible(get_language()).with_subjects().latest_first()

    def get_context_data(self, **kwargs):
        asked = asked_of(self.filterset)
        query = f"?{urlencode(asked)}" if asked else ""
        years = archive(Post.objects.visible(get_language()), "displayed_on")
        return super().get_context_data(archive=years, feed_query=query, **kwargs)


class PostView(PostForMachines, PublishableView):
    section = "news"
    model = Post
    template_name = "news/post.html"

    def get_queryset(self):
        return super().get_queryset().with_subjects().prefetch_related("attachments", "gallery")

    def get_context_data(self, **kwargs):
        post = self.object
        around = Post.objects.visible(get_language())
        concerned = post.post_organisations.all()
        return super().get_context_data(
            subjects=with_status([c.organisation for c in concerned if c.role == Role.SUBJECT]),
            mentioned=[c.organisation for c in concerned if c.role == Role.MENTIONED],
            event=Event.objects.visible(get_language()).filter(posts=post).first(),
            previous=around.before(post).first(),
            next=around.after(post).first(),
            related=around.related_to(post).with_subjects()[:3],
            **kwargs,
        )


def with_status(organisations) -> list[tuple[Organisation, Membership | None]]:
    """Return each organisation with its membership of the home network today, if it has one."""
    network = Network.objects.home()
    if network is None or not organisations:
        return [(organisation, None) for organisation in organisations]
    members = network.members_on(timezone.localdate()).with_participants()
    held = members.filter(participants__organisation__in=organisations).by_organisation()
    return [(organisation, held.get(organisation.pk)) for organisation in organisations]


class EventList(CountedList):
    section = "events"
    filterset_class = EventFilter
    export_class = EventExport
    template_name = "news/events.html"
    title = _("Events")
    description = _(
        "Conferences, meetings and celebrations of the networks and of their members: what is"
        " coming, and what has been."
    )

    def get_queryset(self):
        return Event.objects.visible(get_language()).with_host().coming_first()

    def get_context_data(self, **kwargs):
        asked, calendar = self.request.GET.get("series"), calendar_address(self.request.GET)
        online = Event.objects.visible(get_language())
        all_series = list(EventSeries.objects.select_related("network"))
        series = next((series for series in all_series if series.slug == asked), None)
        return super().get_context_data(
            archive=archive(online, "first_day"),
            all_series=all_series,
            series=series,
            series_has_editions=online.filter(series=series).exists() if series else False,
            calendar=calendar,
            calendar_webcal=webcal(calendar),
            **kwargs,
        )


class EventView(EventForMachines, PublishableView):
    section = "events"
    model = Event
    template_name = "news/event.html"

    def get_queryset(self):
        return super().get_queryset().with_host().select_related("series")

    def get_context_data(self, **kwargs):
        event, language = self.object, get_language()
        posts = event.posts.visible(language).with_subjects().order_by("-displayed_on", "-pk")
        around = Event.objects.visible(language)
        editions = around.filter(series=event.series) if event.series else around.none()
        return super().get_context_data(
            posts_before=[post for post in posts if post.displayed_on < event.first_day],
            posts_since=[post for post in posts if post.displayed_on >= event.first_day],
            previous=editions.before(event).first(),
            next=editions.after(event).first(),
            related=around.related_to(event).with_host()[:3],
            map=map_of_event(event),
            calendar=event.is_visible(language) and reverse("event_calendar", args=[event.pk]),
            **kwargs,
        )
