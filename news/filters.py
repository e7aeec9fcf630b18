from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from content.models import Theme
from metropoles.models import Organisation
from networks.models import Network

from .models import Event, Post, PostKind


class PostFilter(FilterSet):
    kind = ChoiceFilter(choices=PostKind.choices, label=_("Kind"), empty_label=_("All kinds"))
    theme = ModelChoiceFilter(
        queryset=lambda request: Theme.objects.filter(posts__isnull=False).distinct(),
        field_name="themes",
        to_field_name="slug",
        label=_("Theme"),
        empty_label=_("All themes"),
    )
    organisation = ModelChoiceFilter(
        queryset=lambda request: Organisation.objects.filter(posts__isnull=False).distinct(),
        field_name="organisations",
        to_field_name="slug",
        label=_("Organisation"),
        empty_label=_("All organisations"),
    )
    network = ModelChoiceFilter(
        queryset=lambda request: Network.objects.filter(posts__isnull=False).distinct(),
        field_name="networks",
        to_field_name="slug",
        label=_("Network"),
        empty_label=_("All networks"),
    )
    year = ChoiceFilter(
        choices=lambda: [
            (day.year, day.year) for day in Post.objects.dates("displayed_on", "year", "DESC")
        ],
        field_name="displayed_on__year",
        label=_("Year"),
        empty_label=_("All years"),
    )


class EventFilter(FilterSet):
    theme = ModelChoiceFilter(
        queryset=lambda request: Theme.objects.filter(events__isnull=False).distinct(),
        field_name="themes",
        to_field_name="slug",
        label=_("Theme"),
        empty_label=_("All themes"),
    )
    network = ModelChoiceFilter(
        queryset=lambda request: Network.objects.filter(events__isnull=False).distinct(),
        field_name="network",
        to_field_name="slug",
        label=_("Network"),
        empty_label=_("All networks"),
    )
    year = ChoiceFilter(
        choices=lambda: [
            (start.year, start.year) for start in Event.objects.datetimes("start", "year", "DESC")
        ],
        field_name="start__year",
        label=_("Year"),
        empty_label=_("All years"),
    )
