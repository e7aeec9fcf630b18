"""What keeps something from being deleted, by the names that people know."""

from collections.abc import Collection, Iterator

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS, models
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext

ENOUGH = 5  # of each kind of what would lose its link


def form_link(item: models.Model):
    """Return an object's kind and name, leading to its form in the admin if it has one."""
    kind = capfirst(item._meta.verbose_name)
    name = gettext("%(kind)s: %(name)s") % {"kind": kind, "name": item}
    try:
        url = reverse(
            f"admin:{item._meta.app_label}_{item._meta.model_name}_change", args=[item.pk]
        )
    except NoReverseMatch:
        return name
    return format_html('<a href="{}">{}</a>', url, name)


def users(items: Collection[models.Model]) -> list:
    """Return a link to all that protects objects, and to a few that would lose their link."""
    collector = NestedObjects(DEFAULT_DB_ALIAS)
    collector.collect(items)
    rows = sorted(collector.protected, key=lambda row: (row._meta.label, row.pk))
    rows += [row for item in items for row in referrers(item)]
    return list(dict.fromkeys(form_link(owner(row, items)) for row in rows))


def referrers(item: models.Model) -> Iterator[models.Model]:
    """Yield what refers to an object and would silently lose its link with it."""
    for relation in item._meta.related_objects:
        loses_its_link = relation.many_to_many or relation.on_delete is models.SET_NULL
        if not loses_its_link or relation.hidden:
            continue
        name = relation.get_accessor_name()
        if relation.one_to_one:
            yield from [getattr(item, name)] if hasattr(item, name) else []
        else:
            yield from getattr(item, name).all()[:ENOUGH]


def owner(row: models.Model, items: Collection[models.Model]) -> models.Model:
    """Return a row of another's form as that other: of a subject of a post, the post."""
    if admin.site.is_registered(type(row)):
        return row
    keys = (field for field in row._meta.fields if field.many_to_one)
    owners = (getattr(row, key.name) for key in keys if admin.site.is_registered(key.related_model))
    return next((found for found in owners if found and found not in items), row)
