from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet

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


class ThemeFilter(ChoiceFilter):
    """A subject. All are offered, so that a theme shown anywhere leads to any list."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Theme"))
        kwargs.setdefault("empty_label", _("All themes"))
        super().__init__(choices=lambda: choices_of(Theme.objects.all()), **kwargs)


def choices_of(items: Iterable) -> list[tuple[str, str]]:
    """Return (slug, name) for each item, sorted as readers expect."""
    return sorted_by_label((item.slug, str(item)) for item in items)


def sorted_by_label(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(choices, key=lambda choice: fold(choice[1]))


class ListFilter(FilterSet):
    """The form over a list. Where the list is empty, it knows the nearest wider one."""

    def wider(self) -> dict[str, str]:
        """Return the {"address", "label"} of the nearest list that shows something."""
        path, refused = self.request.path, set(self.form.errors)
        asked = [n for n in self.form.fields if self.request.GET.get(n) and n not in refused]
        for left_out in [refused] if refused else [{name} for name in asked]:
            query = self.request.GET.copy()
            for name in {*left_out, "page"}:
                query.pop(name, None)
            wider = type(self)(query, queryset=self.queryset, request=self.request)
            if wider.is_valid() and wider.qs.exists():
                address = f"{path}?{query.urlencode()}" if query else path
                return {"address": address, "label": self.label_without(left_out)}
        return {"address": path, "label": ""}

    def label_without(self, names: set[str]) -> str:
        labels = [str(field.label) for name, field in self.form.fields.items() if name in names]
        return gettext("Show the list without the filter “%(labels)s”") % {
            "labels": ", ".join(labels)
        }


def countries_of_members() -> list[tuple[str, str]]:
    held = Organisation.objects.filter(participations__isnull=False, country__isnull=False)
    codes = held.order_by().values_list("country", flat=True).distinct()
    return sorted_by_label((code, country_name(code)) for code in codes)


class DirectoryFilter(ListFilter):
    """Who belongs to a network on a day, narrowed by what the visitor asks."""

    q = SearchFilter()
    status = ChoiceFilter(
        choices=lambda: [
            (status.code, capfirst(str(status))) for status in MembershipStatus.objects.public()
        ],
        method="has_the_status",
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
    theme = ThemeFilter(field_name="participants__organisation__themes__slug", distinct=True)
    network = ChoiceFilter(
        choices=lambda: choices_of(Network.objects.joined()),
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
        choices=[("name", _("By name")), ("number", _("By number"))],
        method="sorts_the_members",
        label=_("Order"),
        empty_label=None,
    )

    def __init__(self, data=None, *args, **kwargs):
        asked = {name: value for name, value in (data or {}).items() if value}
        self.home = Network.objects.home()
        defaults = {"at": timezone.localdate().isoformat(), "sort": "name"}
        if self.home:
            defaults["network"] = self.home.slug
        super().__init__(defaults | asked, *args, **kwargs)

    @cached_property
    def day(self) -> date:
        """The day shown: the one asked for, or today."""
        return self.form.cleaned_data.get("at") or timezone.localdate()

    @cached_property
    def network_shown(self) -> Network | None:
        """The network shown: the one asked for, or the one this site speaks for."""
        slug = self.form.cleaned_data.get("network")
        if self.home and slug in ("", None, self.home.slug):
            return self.home
        return Network.objects.filter(slug=slug).first()

    def filter_queryset(self, queryset):
        if self.network_shown is None:
            return Membership.objects.none()
        return super().filter_queryset(self.network_shown.members_on(self.day))

    def has_the_status(self, queryset, name, value):
        return queryset.filter(status_id__in=MembershipStatus.objects.filter(code=value))

    def chooses_the_members(self, queryset, name, value):
        return queryset  # network and day decide in filter_queryset whom the filter starts from

    def sorts_the_members(self, queryset, name, value):
        if value == "number":
            return queryset.sorted_by_number()
        return queryset.sorted_by_name(get_language())


class NetworkFilter(ListFilter):
    q = SearchFilter()
    kind = ChoiceFilter(
        choices=[(kind.value, capfirst(kind.label)) for kind in NetworkKind],
        label=_("Kind"),
        empty_label=_("All kinds"),
    )
    theme = ThemeFilter(field_name="themes__slug")
