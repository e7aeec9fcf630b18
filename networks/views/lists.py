from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters.views import FilterView

from content.exports import HandsOut
from content.views import LocalisedPage

from ..exports import NetworkExport
from ..filters import NetworkFilter
from ..models import Membership, Network


class FilteredList(HandsOut, LocalisedPage, FilterView):
    """A list narrowed by a form; a bad value shows the form with its error and an empty list."""

    paginate_by = 30

    def refused(self):
        self.filterset = self.get_filterset(self.get_filterset_class())
        return {} if self.filterset.is_valid() else self.filterset.form.errors.get_json_data()

    def said_in_title(self):
        return self.filterset.said_in_title() if self.filterset.is_valid() else {}

    def export(self):
        return self.export_class.of(self.filterset.qs, str(self.page_title()), self.file_name())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not context["object_list"]:
            context["wider"] = self.filterset.wider()
        return context


class NetworkList(FilteredList):
    section = "networks"
    filterset_class = NetworkFilter
    export_class = NetworkExport
    template_name = "networks/networks.html"
    paginate_by = 60
    title = _("Networks")
    description = _(
        "Associations, working groups, commitments, programmes and projects that European"
        " metropolises belong to, and who takes part in each."
    )

    def get_queryset(self):
        members = Membership.objects.public_on(timezone.localdate()).count_in_network()
        networks = Network.objects.with_parent().annotate(recorded_members=members)
        return networks.sorted_by_name(get_language())

    def export(self):
        """Return the list with the bodies counted too, which the page does not show."""
        recorded = Membership.objects.public_on(timezone.localdate())
        networks = self.filterset.qs.annotate(recorded_bodies=recorded.count_bodies_in_network())
        return self.export_class.of(networks, str(self.page_title()), self.file_name())
