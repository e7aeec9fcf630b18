from itertools import groupby

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views import View

from content.feeds import feed_response
from content.former import follow_former

from ..changes import tell
from ..exports import ChangeExport
from ..feeds import changes_feed
from ..filters import ChangesFilter
from ..models import StatusChange
from .lists import FilteredList


class Changes(FilteredList):
    section = "members"
    filterset_class = ChangesFilter
    export_class = ChangeExport
    template_name = "networks/changes.html"
    paginate_by = 50

    def get_queryset(self):
        return StatusChange.objects.none()  # the filter starts from the network asked for

    def export(self):
        network = self.filterset.network_shown
        name = f"{network.slug if network else 'network'}-changes-{timezone.localdate()}"
        return ChangeExport(self.page_title(), name, self.filterset.qs, tell)

    def page_title(self):
        network = self.filterset.network_shown
        if network is None:
            return gettext("What changed")
        return gettext("What changed in %(network)s") % {"network": network}

    def page_description(self):
        return gettext(
            "Who joined %(network)s, who left, whose status or name changed: month by month, the"
            " latest first."
        ) % {"network": self.filterset.network_shown or gettext("the network")}

    def trail(self):
        return [*super().trail(), (gettext("Members"), reverse("members"))]

    def get_context_data(self, **kwargs):
        self.filterset.count_choices()
        context = super().get_context_data(network=self.filterset.network_shown, **kwargs)
        shown = tell(list(context["page_obj"].object_list))
        months = groupby(shown, key=lambda entry: entry.heading)
        context["months"] = [(heading, list(lines)) for heading, lines in months]
        everything = self.filterset.everything
        context["undated"] = sum(entry.day is None for entry in everything)
        context["has_entries"] = context["undated"] < len(everything)
        return context


class ChangesFeed(View):
    """The latest changes of a network, for feed readers; an unchanged feed is not sent again."""

    newest = 50

    def get(self, request):
        filterset = ChangesFilter(request.GET, StatusChange.objects.none(), request=request)
        if not filterset.is_valid():
            return follow_former(request, list(filterset.form.errors))
        if filterset.network_shown is None:
            raise Http404
        feed = changes_feed(filterset.network_shown, tell(filterset.qs[: self.newest]))
        return feed_response(feed, request)
