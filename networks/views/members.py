from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext

from content.templatetags.texts import long_date

from ..changes import neighbouring_days
from ..exports import MemberExport, StatisticExport
from ..filters import DirectoryFilter, MembersFilter
from ..maps import maps_of_members
from ..members import members_table, sections, sources_of
from ..models import Membership
from ..statistics import Group, statistics
from .lists import FilteredList


class MembersOnADay(FilteredList):
    """The members of a network on the day asked for."""

    section = "members"

    export_class = MemberExport

    def export(self):
        return MemberExport(
            title=self.page_title(),
            network=self.filterset.network_shown,
            day=self.filterset.day,
            keys=self.filterset.qs,
            read=self.whole,
        )

    def whole(self, shown):
        """Return the members that the filter gave, whole."""
        return shown

    def get_queryset(self):
        return Membership.objects.none()  # the filter starts from the network and day asked for

    def get_context_data(self, **kwargs):
        network, day = self.filterset.network_shown, self.filterset.day
        statuses = self.filterset.statuses
        return super().get_context_data(
            network=network,
            day=day,
            is_today=day == timezone.localdate(),
            neighbours=neighbouring_days(network, day, statuses) if network else {},
            totals=self.filterset.found.totals(),
            **kwargs,
        )


class Directory(MembersOnADay):
    filterset_class = DirectoryFilter
    template_name = "networks/directory.html"
    paginate_by = 8

    def page_title(self):
        network = self.filterset.network_shown
        if network is None:
            return gettext("Members")
        if self.filterset.day == timezone.localdate():
            return gettext("Members of %(network)s") % {"network": network}
        said = {"network": network, "day": long_date(self.filterset.day)}
        return gettext("Members of %(network)s on %(day)s") % said

    def page_description(self):
        return gettext(
            "Who belongs to %(network)s, with which status on which day: list and map, by country,"
            " status and theme."
        ) % {"network": self.filterset.network_shown or gettext("the network")}

    def trail(self):
        members = [(gettext("Members"), self.request.path)] if self.said_in_title() else []
        return [*super().trail(), *members]

    def whole(self, shown):
        return self.filterset.found.members(shown)

    def get_context_data(self, **kwargs):
        self.filterset.count_choices()
        context = super().get_context_data(counts=self.filterset.found.counts_by_status(), **kwargs)
        if self.object_list:
            shown = context["page_obj"].object_list
            members, listed = self.whole(shown), shown if context["is_paginated"] else ()
            context["table"] = members_table(members, self.filterset.is_by_number)
            context["maps"] = maps_of_members(self.filterset.found, self.request.GET, listed)
        return context


class Statistics(MembersOnADay):
    """How many members there are on a day: by status, place and kind, and over the years."""

    filterset_class = MembersFilter
    export_class = StatisticExport
    template_name = "networks/statistics.html"
    paginate_by = None

    def page_title(self):
        network = self.filterset.network_shown
        if network is None:
            return gettext("Statistics")
        if self.filterset.day == timezone.localdate():
            return gettext("Statistics of %(network)s") % {"network": network}
        said = {"network": network, "day": long_date(self.filterset.day)}
        return gettext("Statistics of %(network)s on %(day)s") % said

    def page_description(self):
        return gettext(
            "How many members %(network)s has: by status, region, country and kind of body, and"
            " over the years."
        ) % {"network": self.filterset.network_shown or gettext("the network")}

    def trail(self):
        return [*super().trail(), (gettext("Members"), reverse("members"))]

    def export(self):
        return StatisticExport(
            self.page_title(),
            self.filterset.network_shown,
            self.filterset.day,
            [each for group in self.groups for each in group.statistics],
        )

    @cached_property
    def groups(self) -> list[Group]:
        return statistics(self.filterset.found)

    def get_context_data(self, **kwargs):
        return super().get_context_data(groups=self.groups, **kwargs)


class PrintedList(MembersOnADay):
    """The leaflet: everyone on one page made for paper, under the headings it is printed with."""

    filterset_class = MembersFilter
    template_name = "networks/printed_list.html"
    paginate_by = None

    def page_title(self):
        network = self.filterset.network_shown
        if network is None:
            return gettext("List of members")
        if self.filterset.day == timezone.localdate():
            return gettext("List of the members of %(network)s") % {"network": network}
        said = {"network": network, "day": long_date(self.filterset.day)}
        return gettext("List of the members of %(network)s on %(day)s") % said

    def page_description(self):
        return gettext(
            "The members of %(network)s on %(day)s on one page to print: by number, with the bodies"
            " that belong together, then everyone else."
        ) % {
            "network": self.filterset.network_shown or gettext("the network"),
            "day": long_date(self.filterset.day),
        }

    def trail(self):
        return [*super().trail(), (gettext("Members"), reverse("members"))]

    def get_context_data(self, **kwargs):
        members = list(self.object_list)
        return super().get_context_data(
            sections=sections(members), sources=sources_of(members), **kwargs
        )
