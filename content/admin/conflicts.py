"""Two people in one form: the second sees what the first saved, and decides."""

from collections.abc import Iterator
from datetime import date, datetime

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.template.defaultfilters import yesno
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from modeltranslation.translator import translator
from reversion.models import Version

from content.models import Translated
from content.templatetags.moments import moment
from content.templatetags.texts import long_date


def latest_version(item: models.Model) -> Version | None:
    """Return the last version of an object in the history, or None."""
    return Version.objects.get_for_object(item).select_related("revision__user").first()


class GuardedForm(forms.ModelForm):
    """A form that remembers which version it showed and refuses to overwrite a later one unseen.

    The refusal lists both versions and keeps what was typed; saving again keeps one's own.
    """

    def add_error(self, field, error):
        """A text that is refused as it was typed is not said to be missing as well."""
        if field is None and hasattr(error, "error_dict"):
            said = error.error_dict.items()
            new = {n: e for n, e in said if n == NON_FIELD_ERRORS or n not in self._errors}
            if not new:
                return
            error = ValidationError(new)
        super().add_error(field, error)

    def clean(self):
        data = super().clean()
        shown, latest = (
            self.data.get("_seen", ""),
            self.instance.pk and latest_version(self.instance),
        )
        if latest and shown.isdecimal() and int(shown) < latest.pk:
            raise ValidationError(explain(int(shown), latest), code="saved_meanwhile")
        return data


def explain(shown: int, latest: Version):
    """Return what was saved since a version was shown: who, when, each value before and after."""
    who = latest.revision.user or gettext("Someone")
    message = gettext(
        "%(who)s saved this while you were editing, on %(when)s. What you typed is kept below. "
        "Save again to keep your values, or leave the page to keep theirs."
    )
    told = message % {"who": who, "when": moment(latest.revision.date_created)}
    row = gettext("%(what)s: %(before)s → %(after)s")
    rows = format_html_join("", "<li>{}</li>", ((row % r,) for r in differences(shown, latest)))
    return format_html("{}<ul>{}</ul>", told, rows)


def differences(shown: int, latest: Version) -> Iterator[dict[str, str]]:
    """Yield what differs for an object and the rows of its form: {"what", "before", "after"}."""
    history = Version.objects.filter(
        content_type=latest.content_type, object_id=latest.object_id, pk__gt=shown
    )
    first = history.order_by("pk").first()  # its rows may have been written before or after it
    for version in latest.revision.version_set.select_related("content_type"):
        former = Version.objects.filter(
            content_type=version.content_type,
            object_id=version.object_id,
            revision__lt=first.revision_id,
        )
        yield from compare(former.order_by("pk").last(), version, latest)


def compare(former: Version | None, version: Version, of: Version):
    """Yield the same for one row of an object's form; one without a former version is new."""
    owner = of.content_type.model_class()
    for field in fields_typed(version.content_type.model_class()):
        value = version.field_dict.get(field.attname)
        before = former.field_dict.get(field.attname) if former else field.get_default()
        leads_to_owner = former is None and field.related_model is owner
        if comparable(value) != comparable(before) and not leads_to_owner:
            yield {
                "what": label(field, version, of),
                "before": shown_value(field, before) if former else "–",
                "after": shown_value(field, value),
            }


def label(field: models.Field, version: Version, of: Version) -> str:
    if version == of:
        return str(field.verbose_name)
    row = {"kind": field.model._meta.verbose_name, "row": version.object or version.object_repr}
    return gettext("%(kind)s “%(row)s” – %(field)s") % {**row, "field": field.verbose_name}


def fields_typed(model: type[models.Model]) -> list[models.Field]:
    """Return the fields that people fill in, each language by itself."""
    is_translated = issubclass(model, Translated)
    bases = translator.get_options_for_model(model).all_fields if is_translated else {}
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return [f for f in fields if f.editable and not f.primary_key and f.name not in bases]


def comparable(value):
    """Return a value so that neither an order without meaning nor an empty text differs."""
    if isinstance(value, list):
        value = sorted(map(str, value))
    return None if value in ("", []) else value


def shown_value(field: models.Field, value) -> str:
    """Return a value of a field as its readers know it: names, labels, days, times on the clock."""
    if value in (None, "", []):
        return "–"
    if field.related_model:
        keys = value if isinstance(value, list) else [value]
        named = field.related_model._base_manager.filter(pk__in=keys)
        return ", ".join(map(str, named)) or "–"
    match value:
        case bool():
            return yesno(value)
        case datetime():
            return moment(value)
        case date():
            return long_date(value)
    return str(dict(field.flatchoices).get(value) or localize(value))
