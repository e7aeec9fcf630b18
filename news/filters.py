from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from metropoles.models import Organisation
from networks.filters import ListFilter, ThemeFilter, choices_of
from networks.models import Network

from .models import Event, Post, PostKind


def online_posts():
    return Post.objects.visible(get_language())


def online_events():
    return Event.objects.visible(get_language())


def years(days) -> list[tuple[int, int]]:
    return [(day.year, day.year) for day in days]


class PostFilter(ListFilter):
    kind = ChoiceFilter(
        choices=[(kind.value, capfirst(kind.label)) for kind in PostKind],
        label=_("Kind"),
        empty_label=_("All kinds"),
    )
    theme = ThemeFilter(field_name="themes__slug")
    organisation = ChoiceFilter(
        choices=lambda: choices_of(
            Organisation.objects.filter(posts__in=online_posts()).distinct()
        ),
        field_name="organisations__slug",
        label=_("Organisation"),
        empty_label=_("All organisations"),
    )
    network = ChoiceFilter(
        choices=lambda: choices_of(Network.objects.filter(posts__in=online_posts()).distinct()),
        field_name="networks__slug",
        label=_("Network"),
        empty_label=_("All networks"),
    )
    year = ChoiceFilter(
        choices=lambda: years(online_posts().dates("displayed_on", "year", "DESC")),
        field_name="displayed_on__year",
        label=_("Year"),
        empty_label=_("All years"),
    )


class EventFilter(ListFilter):
    theme = ThemeFilter(field_name="themes__slug")
    network = ChoiceFilter(
        choices=lambda: choices_of(Network.objects.filter(events__in=online_events()).distinct()),
        field_name="network__slug",
        label=_("Network"),
        empty_label=_("All networks"),
    )
    year = ChoiceFilter(
        choices=lambda: years(online_events().datetimes("start", "year", "DESC")),
        field_name="start__year",
        label=_("Year"),
        empty_label=_("All years"),
    )
