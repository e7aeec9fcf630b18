from django.db.models import Count
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from content.filters import ListFilter, SearchFilter, ThemeFilter, choices_of
from content.templatetags.texts import month_name
from metropoles.models import Organisation
from networks.models import Network

from .models import Event, EventSeries, Post, PostKind


def online_posts():
    return Post.objects.visible(get_language())


def online_events():
    return Event.objects.visible(get_language())


def years(days) -> list[tuple[str, str]]:
    return [(str(day.year), str(day.year)) for day in days]


def months() -> list[tuple[str, str]]:
    return [(str(number), capfirst(month_name(number))) for number in range(1, 13)]


class CountedFilter(ListFilter):
    """A list whose form offers what exists, each choice with how many it would show."""

    q = SearchFilter()

    def __init__(self, data=None, *args, **kwargs):
        super().__init__({} if data is None else data, *args, **kwargs)

    def said_in_title(self):
        asked = self.form.cleaned_data
        if not asked.get("year"):
            return {}
        return {name: asked[name] for name in ("year", "month") if asked.get(name)}

    @cached_property
    def named(self):
        """The items with the text asked for."""
        return self.filters["q"].filter(self.queryset.all(), self.form.cleaned_data.get("q"))

    def filter_queryset(self, queryset):
        return self.without("")

    def without(self, left_out: str):
        """Return the items that all filters but one let through."""
        items = self.named
        for name, value in self.form.cleaned_data.items():
            if name not in ("q", left_out):
                items = self.filters[name].filter(items, value)
        return items

    def count_choices(self):
        """Count each choice, the other filters as they are: one query a filter."""
        for name, narrowing in self.filters.items():
            if isinstance(narrowing, ChoiceFilter):
                self.offer(name, self.counts(name))

    def counts(self, name: str) -> dict[str, int]:
        """Return {value: number of items} of a filter that reads a column."""
        items, column = self.without(name).order_by(), self.filters[name].field_name
        rows = items.values_list(column).annotate(Count("pk", distinct=True))
        return {str(value): count for value, count in rows}


class YearFilter(ChoiceFilter):
    def __init__(self, **kwargs):
        super().__init__(label=_("Year"), empty_label=_("All years"), **kwargs)


class MonthFilter(ChoiceFilter):
    def __init__(self, **kwargs):
        labels = {"label": _("Month"), "empty_label": _("All months")}
        super().__init__(choices=months, **labels, **kwargs)


class PostFilter(CountedFilter):
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
    year = YearFilter(
        choices=lambda: years(online_posts().dates("displayed_on", "year", "DESC")),
        field_name="displayed_on__year",
    )
    month = MonthFilter(field_name="displayed_on__month")


class WhenFilter(ChoiceFilter):
    """Events that are coming, or those that are over."""

    def __init__(self):
        choices = [("coming", _("Upcoming")), ("past", _("Past"))]
        super().__init__(choices=choices, label=_("When"), empty_label=_("Upcoming and past"))

    def filter(self, qs, value):
        end = {"coming": "end__gte", "past": "end__lt"}.get(value)
        return qs.filter(**{end: timezone.now()}) if end else qs


class EventFilter(CountedFilter):
    when = WhenFilter()
    theme = ThemeFilter(field_name="themes__slug")
    organisation = ChoiceFilter(
        choices=lambda: choices_of(
            Organisation.objects.filter(hosted_events__in=online_events()).distinct()
        ),
        field_name="host__slug",
        label=_("Host"),
        empty_label=_("All hosts"),
    )
    network = ChoiceFilter(
        choices=lambda: choices_of(Network.objects.filter(events__in=online_events()).distinct()),
        field_name="network__slug",
        label=_("Network"),
        empty_label=_("All networks"),
    )
    series = ChoiceFilter(
        choices=lambda: choices_of(EventSeries.objects.all()),
        field_name="series__slug",
        label=_("Series"),
        empty_label=_("All series"),
    )
    year = YearFilter(
        choices=lambda: years(online_events().dates("first_day", "year", "DESC")),
        field_name="first_day__year",
    )
    month = MonthFilter(field_name="first_day__month")

    def counts(self, name):
        if name != "when":
            return super().counts(name)
        events = self.without(name)
        when = self.filters[name]
        return {value: when.filter(events, value).count() for value in ("coming", "past")}
