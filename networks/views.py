from django.utils.translation import get_language
from django_filters.views import FilterView

from content.views import LocalisedPage

from .filters import DirectoryFilter, NetworkFilter
from .maps import maps_of_members
from .models import Membership, Network


class FilteredList(LocalisedPage, FilterView):
    """A list narrowed by a form; a bad value shows the form with its error and an empty list."""

    paginate_by = 30


class Directory(FilteredList):
    section = "members"
    filterset_class = DirectoryFilter
    template_name = "networks/directory.html"
    paginate_by = 100

    def get_queryset(self):
        return Membership.objects.none()  # the filter starts from the network and day asked for

    def get_context_data(self, **kwargs):
        members = self.object_list
        return super().get_context_data(
            network=self.filterset.network,
            day=self.filterset.day,
            maps=maps_of_members(members) if members else {},
            counts=members.counts_by_status() if members else [],
            **kwargs,
        )

    def paginate_queryset(self, queryset, page_size):
        return super().paginate_queryset(queryset.with_participants(), page_size)


class NetworkList(FilteredList):
    section = "networks"
    filterset_class = NetworkFilter
    template_name = "networks/networks.html"

    def get_queryset(self):
        return Network.objects.with_parent().sorted_by_name(get_language())
