"""Autocomplete fields that survive whatever a browser sends in place of a key."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

LONGEST_KEY = 18  # digits that every database takes


class Select(AutocompleteSelect):
    def optgroups(self, name, value, attrs=None):
        """Show those of the chosen values that are keys: the form's error tells of the rest."""
        return super().optgroups(name, [key for key in value if is_key(key)], attrs)


class SelectMultiple(Select, AutocompleteSelectMultiple):
    def value_from_datadict(self, data, files, name):
        """Cut what is too long for a key, so that the field refuses it as no key at all."""
        chosen = super().value_from_datadict(data, files, name) or []
        return [key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}…" for key in chosen]


def is_key(value) -> bool:
    text = str(value)
    return not text or (text.isdecimal() and len(text) <= LONGEST_KEY)


class Autocompleted:
    """For admins and inlines with `autocomplete_fields`."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(
            db_field, request, **self.with_widget(Select, db_field, request, kwargs)
        )

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(
            db_field, request, **self.with_widget(SelectMultiple, db_field, request, kwargs)
        )

    def with_widget(self, widget, db_field, request, kwargs: dict) -> dict:
        if db_field.name not in self.get_autocomplete_fields(request):
            return kwargs
        return {"widget": widget(db_field, self.admin_site, using=kwargs.get("using")), **kwargs}
