from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django_filters.views import FilterView

from content.views import LocalisedPage

from .filters import DirectoryFilter, NetworkFilter
from .maps import maps_of_members
from .models import Membership, Network


class FilteredList(LocalisedPage, FilterView):
    """A list narrowed by a form; a bad value shows the form with its error and an empty list."""

    paginate_by = 30

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not context["page_obj"].object_list:
            context["wider"] = self.filterset.wider()
        return context


def members_table(memberships) -> dict:
    """Return what networks/_members.html shows of memberships (with status and participants)."""
    unknown = [m.status_change for m in memberships if m.since is None]
    sources = dict.fromkeys(change.source for change in unknown if change.source)
    return {
        "memberships": memberships,
        "is_numbered": any(membership.number for membership in memberships),
        "sources": list(sources),
    }


class Directory(FilteredList):
    section = "members"
    filterset_class = DirectoryFilter
    template_name = "networks/directory.html"
    paginate_by = 100

    def get_queryset(self):
        return Membership.objects.none()  # the filter starts from the network and day asked for

    def page_title(self):
        network = self.filterset.network_shown
        if network is None:
            return gettext("Members")
        return gettext("Members of %(network)s") % {"network": network}

    def page_description(self):
        return gettext(
            "Who belongs to %(network)s, with which status on which day: list and map, by country,"
            " status and theme."
        ) % {"network": self.filterset.network_shown or gettext("the network")}

    def get_context_data(self, **kwargs):
        day = self.filterset.day
        context = super().get_context_data(
            network=self.filterset.network_shown,
            day=day,
            is_today=day == timezone.localdate(),
            **kwargs,
        )
        if context["page_obj"].object_list:
            members = self.object_list
            context["table"] = members_table(context["page_obj"].object_list)
            context["totals"] = members.totals()
            context["counts"] = members.counts_by_status()
            context["maps"] = maps_of_members(members)
        return context

    def paginate_queryset(self, queryset, page_size):
        return super().paginate_queryset(queryset.with_participants(), page_size)


class NetworkList(FilteredList):
    section = "networks"
    filterset_class = NetworkFilter
    template_name = "networks/networks.html"
    paginate_by = 60
    title = _("Networks")
    description = _(
        "Associations, working groups, commitments, programmes and projects that European"
        " metropolises belong to, and who takes part in each."
    )

    def get_queryset(self):
        day = timezone.localdate()
        recorded = Membership.objects.public_on(day).count_in_network()
        networks = Network.objects.with_parent().annotate(recorded_members=recorded)
        return networks.sorted_by_name(get_language())
