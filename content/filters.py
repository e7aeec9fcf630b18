"""The forms over lists: what all of them share."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from .folding import fold
from .models import Theme


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

    def said_in_title(self) -> dict[str, str]:
        """Return the values asked for that the title of the page says, by name of filter."""
        return {}

    def wider(self) -> dict[str, str]:
        """Return the {"address", "label"} of the nearest list that shows something."""
        path, refused = self.request.path, set(self.form.errors)
        asked = [n for n in self.form.fields if self.request.GET.get(n) and n not in refused]
        narrowest_first = [{name} for name in reversed(asked)]  # forms ask the widest first
        for left_out in [refused] if refused else narrowest_first:
            query = self.request.GET.copy()
            for name in {*left_out, "page"}:
                query.pop(name, None)
            wider = type(self)(query, queryset=self.queryset, request=self.request)
            if wider.is_valid() and wider.qs[:1]:
                address = f"{path}?{query.urlencode()}" if query else path
                return {"address": address, "label": self.label_without(left_out)}
        return {"address": path, "label": ""}

    def label_without(self, names: set[str]) -> str:
        labels = [str(field.label) for name, field in self.form.fields.items() if name in names]
        return gettext("Show the list without the filter “%(labels)s”") % {
            "labels": ", ".join(labels)
        }

    def offer(self, name: str, counts: dict[str, int]):
        """Offer the choices of a field that would show something, counted, and the one made.

        A field that would offer none is left out.
        """
        field, made = self.form.fields[name], self.form.cleaned_data.get(name)
        field.choices = [
            (value, f"{label} ({counts.get(value, 0)})")
            for value, label in field.choices
            if counts.get(value) or (value and value == made)
        ]
        if name not in self.form.errors and not any(value for value, _label in field.choices):
            del self.form.fields[name]
