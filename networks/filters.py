from datetime import date

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter

from content.countries import country_name
from content.folding import fold
from content.models import Theme
from metropoles.models import Organisation

from .models import Membership, MembershipStatus, Network, NetworkKind


class SearchFilter(CharFilter):
    """Free text, passed to the queryset's `named_like`."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Search"))
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "search"}))
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)

    def filter(self, qs, value):
        return qs.named_like(value) if value else qs


def countries_of_members() -> list[tuple[str, str]]:
    held = Organisation.objects.filter(participations__isnull=False, country__isnull=False)
    codes = held.order_by().values_list("country", flat=True).distinct()
    return sorted(((code, country_name(code)) for code in codes), key=lambda c: fold(c[1]))


class DirectoryFilter(FilterSet):
    """Who belongs to a network on a day, narrowed by what the visitor asks."""

    q = SearchFilter()
    status = ModelChoiceFilter(
        queryset=lambda request: MembershipStatus.objects.public(),
        field_name="status_id",
        to_field_name="code",
        label=_("Status"),
        empty_label=_("All statuses"),
    )
    country = ChoiceFilter(
        choices=countries_of_members,
        field_name="participants__organisation__country",
        label=_("Country"),
        empty_label=_("All countries"),
        distinct=True,
    )
    theme = ModelChoiceFilter(
        queryset=lambda request: Theme.objects.filter(organisations__memberships__isnull=False)
        .distinct(),
        field_name="participants__organisation__themes",
        to_field_name="slug",
        label=_("Theme"),
        empty_label=_("All themes"),
        distinct=True,
    )
    network = ModelChoiceFilter(
        queryset=lambda request: Network.objects.joined(),
        to_field_name="slug",
        method="chooses_the_members",
        label=_("Network"),
        empty_label=None,
    )
    at = DateFilter(
        method="chooses_the_members",
        label=_("Situation on"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    sort = ChoiceFilter(
        choices=[("name", _("by name")), ("number", _("by number"))],
        method="sorts_the_members",
        label=_("Order"),
        empty_label=None,
    )

    def __init__(self, data=None, *args, **kwargs):
        data = data.copy() if data else {}
        self.home = Network.objects.home()
        if self.home and not data.get("network"):
            data["network"] = self.home.slug
        if not data.get("at"):
            data["at"] = timezone.localdate().isoformat()
        if not data.get("sort"):
            data["sort"] = "name"
        super().__init__(data, *args, **kwargs)

    @cached_property
    def day(self) -> date:
        """The day shown: the one asked for, or today."""
        return self.asked("at") or timezone.localdate()

    @cached_property
    def network(self) -> Network | None:
        """The network shown: the one asked for, or the one this site speaks for."""
        return self.asked("network") or self.home

    def asked(self, name: str):
        return self.form.cleaned_data.get(name) if self.form.is_bound else None

    def filter_queryset(self, queryset):
        if self.network is None:
            return Membership.objects.none()
        return super().filter_queryset(self.network.members_on(self.day))

    def chooses_the_members(self, queryset, name, value):
        return queryset  # network and day decide in filter_queryset whom the filter starts from

    def sorts_the_members(self, queryset, name, value):
        if value == "number":
            return queryset.sorted_by_number()
        return queryset.sorted_by_name(get_language())


class NetworkFilter(FilterSet):
    q = SearchFilter()
    kind = ChoiceFilter(choices=NetworkKind.choices, label=_("Kind"), empty_label=_("All kinds"))
    theme = ModelChoiceFilter(
        queryset=lambda request: Theme.objects.filter(networks__isnull=False).distinct(),
        field_name="themes",
        to_field_name="slug",
        label=_("Theme"),
        empty_label=_("All themes"),
    )
