from collections import Counter
from datetime import date

from django import forms
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter

from content.countries import REGION_NAMES, country_choices
from content.filters import ListFilter, SearchFilter, ThemeFilter, sorted_by_label
from content.models import Theme
from metropoles.models import Organisation

from .changes import Entry, entries, public_changes
from .day_filter import DayFilter
from .members import Member, as_printed
from .models import (
    Membership,
    MembershipStatus,
    Network,
    NetworkKind,
    StatusCategory,
)
from .roll import Roll, united


class OfOneNetwork(ListFilter):
    """A list about one network: the one asked for, or the one this site speaks for."""

    network = ChoiceFilter(label=_("Network"), empty_label=None)

    def __init__(self, data=None, *args, **kwargs):
        asked = {name: value for name, value in (data or {}).items() if value}
        super().__init__(self.defaults() | asked, *args, **kwargs)
        self.filters["network"].extra["choices"] = [(n.slug, str(n)) for n in self.networks]

    def defaults(self) -> dict[str, str]:
        return {"network": self.home.slug} if self.home else {}

    @cached_property
    def networks(self) -> list[Network]:
        held = Membership.objects.filter(network=OuterRef("pk"))
        joined = Network.objects.filter(Q(is_home=True) | Exists(held))
        return list(joined.sorted_by_name(get_language()).named())

    @cached_property
    def home(self) -> Network | None:
        return next((network for network in self.networks if network.is_home), None)

    @cached_property
    def network_shown(self) -> Network | None:
        asked = self.form.cleaned_data.get("network")
        return next((n for n in self.networks if n.slug == asked), self.home)

    def said_in_title(self):
        shown = self.network_shown
        return {"network": shown.slug} if shown and not shown.is_home else {}


class MembersFilter(OfOneNetwork):
    """The members of a network on the day asked for, or today."""

    at = DayFilter(label=_("As of"))

    def defaults(self):
        return super().defaults() | {"at": timezone.localdate().isoformat()}

    @cached_property
    def day(self) -> date:
        """The day shown: the one asked for, or today."""
        return self.form.cleaned_data.get("at") or timezone.localdate()

    def said_in_title(self):
        day = {} if self.day == timezone.localdate() else {"at": self.day.isoformat()}
        return super().said_in_title() | day

    @cached_property
    def statuses(self) -> dict[int, MembershipStatus]:
        return MembershipStatus.objects.in_bulk()

    @cached_property
    def everyone(self) -> Roll:
        """All members of the network on the day."""
        return Roll(self.network_shown, self.day, self.statuses)

    @property
    def found(self) -> Roll:
        """The members shown."""
        return self.everyone

    def filter_queryset(self, queryset) -> list[Member]:
        network = self.network_shown
        return as_printed(self.found.members(), network.numbering) if network else []


class DirectoryFilter(MembersFilter):
    """Who belongs to a network on a day, narrowed by what the visitor asks."""

    q = SearchFilter()
    status = ChoiceFilter(label=_("Status"), empty_label=_("All statuses"))
    category = ChoiceFilter(
        choices=[(c.value, capfirst(c.label)) for c in StatusCategory],
        label=_("Category"),
        empty_label=_("All categories"),
    )
    country = ChoiceFilter(
        choices=country_choices, label=_("Country"), empty_label=_("All countries")
    )
    region = ChoiceFilter(
        choices=list(REGION_NAMES.items()), label=_("Region"), empty_label=_("All regions")
    )
    theme = ChoiceFilter(label=_("Theme"), empty_label=_("All themes"))
    sort = ChoiceFilter(
        choices=[("name", _("By name")), ("number", _("By number"))],
        label=_("Order"),
        empty_label=None,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        public = [status for status in self.statuses.values() if status.public]
        self.filters["status"].extra["choices"] = [(s.code, capfirst(str(s))) for s in public]
        self.filters["theme"].extra["choices"] = sorted_by_label(self.themes.items())

    def defaults(self):
        return super().defaults() | {"sort": "name"}

    def filter_queryset(self, queryset) -> list[int]:
        """Return the keys of the memberships shown, in the order asked for."""
        return self.found.by_number() if self.is_by_number else self.found.by_name()

    @property
    def is_by_number(self) -> bool:
        return self.form.cleaned_data.get("sort") == "number"

    @cached_property
    def found(self) -> Roll:
        keys = self.let_through(self.asked)
        return self.everyone if keys is None else self.everyone.narrowed(keys)

    @property
    def asked(self) -> dict[str, str]:
        """The values asked for, by the name of the filter."""
        values = {name: self.form.cleaned_data.get(name) for name in ("q", *self.holders)}
        return {name: value for name, value in values.items() if value}

    def let_through(self, asked: dict[str, str]) -> set[int] | None:
        """Return the memberships (keys) that have all that is asked for; None for everyone."""
        sets = [
            self.known_as if name == "q" else self.holders[name].get(value, set())
            for name, value in asked.items()
        ]
        return set.intersection(*sets) if sets else None

    @cached_property
    def known_as(self) -> set[int]:
        """The memberships of those known by a name that contains the text asked for."""
        bodies = Organisation.objects.named_like(self.asked["q"]).values_list("pk", flat=True)
        return self.everyone.held_by(set(bodies))

    @cached_property
    def holders(self) -> dict[str, dict[str, set[int]]]:
        """The memberships (keys) that each value of each narrowing filter would show alone."""
        bodies = united((theme, {body}) for theme, _name, body in self.tagged if body)
        themes = {theme: self.everyone.held_by(tagged) for theme, tagged in bodies.items()}
        return {**self.everyone.holders(), "theme": themes}

    @cached_property
    def tagged(self) -> list[tuple]:
        """Each (theme, its name, organisation that has it), and themes that nobody has."""
        rows = Theme.objects.order_by().annotate(body=F("organisations"))
        return list(rows.values_list("slug", "name", "body"))

    @cached_property
    def themes(self) -> dict[str, str]:
        return {slug: name or slug for slug, name, _body in self.tagged}

    def count_choices(self):
        """Say beside each choice how many it would show, the other filters as they are.

        Categories are not offered where they would only say again what the statuses say. The
        network is what the page is about: it is kept, and chosen on the page of all networks.
        """
        for name, held in self.holders.items():
            others = {other: value for other, value in self.asked.items() if other != name}
            kept = self.let_through(others)
            counts = {v: len(keys if kept is None else keys & kept) for v, keys in held.items()}
            self.offer(name, counts)
        if not self.data.get("category") and self.one_status_a_category:
            self.form.fields.pop("category", None)
        if self.network_shown and "network" not in self.form.errors:
            self.form.fields["network"].widget = forms.HiddenInput()

    @property
    def one_status_a_category(self) -> bool:
        return len(self.holders["category"]) == len(self.holders["status"])


class ChangesFilter(OfOneNetwork):
    """What changed in a network, in a year or ever."""

    year = ChoiceFilter(
        choices=lambda: [(str(y), str(y)) for y in range(timezone.localdate().year, 1499, -1)],
        label=_("Year"),
        empty_label=_("All years"),
    )

    @cached_property
    def everything(self) -> list[Entry]:
        return entries(self.network_shown) if self.network_shown else []

    def filter_queryset(self, queryset) -> list[Entry]:
        """Return the changes of known day; those of the year if one is asked for."""
        year = self.form.cleaned_data.get("year")
        known = [entry for entry in self.everything if entry.day]
        return [entry for entry in known if str(entry.day.year) == year] if year else known

    def count_choices(self):
        """Say beside each year how many changes it has; offer networks that have some."""
        years = Counter(str(entry.day.year) for entry in self.everything if entry.day)
        self.offer("year", years)
        field, shown = self.form.fields["network"], self.network_shown
        listed = MembershipStatus.objects.listed().values("pk")
        seen = public_changes(OuterRef("pk"), listed).filter(effective_on__lte=timezone.localdate())
        changed = set(Network.objects.filter(Exists(seen)).values_list("slug", flat=True))
        field.choices = [
            (slug, name)
            for slug, name in field.choices
            if slug in changed or (shown and slug == shown.slug)
        ]


class NetworkFilter(ListFilter):
    q = SearchFilter()
    kind = ChoiceFilter(
        choices=[(kind.value, capfirst(kind.label)) for kind in NetworkKind],
        label=_("Kind"),
        empty_label=_("All kinds"),
    )
    member = CharFilter(
        method="of_member",
        label=_("Member"),
        max_length=150,
        help_text=_("Any name it is known by."),
    )
    theme = ThemeFilter(field_name="themes__slug")

    def of_member(self, queryset, name, value):
        """Networks to which a body known by this name belongs today."""
        bodies = Organisation.objects.named_like(value)
        held = Membership.objects.filter(network=OuterRef("pk")).public_on(timezone.localdate())
        return queryset.filter(Exists(held.filter(participants__organisation__in=bodies)))
