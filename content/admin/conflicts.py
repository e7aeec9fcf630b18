"""Two people in one form: the second sees what the first saved, and decides."""

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext
from reversion.models import Version

from content.models import Translated

COMPUTED = {"checked_against_fr", "checked_against_en", "folded", "sort_key_fr", "sort_key_en"}
COMPUTED |= {"width", "height", "widths"}  # of a picture


def latest_version(item: models.Model) -> Version | None:
    """Return the last version of an object in the history, or None."""
    return Version.objects.get_for_object(item).select_related("revision__user").first()


class GuardedForm(forms.ModelForm):
    """A form that remembers which version it showed and refuses to overwrite a later one unseen.

    The refusal lists both versions and keeps what was typed; saving again keeps one's own.
    """

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
    when = localize(localtime(latest.revision.date_created))
    message = gettext(
        "%(who)s saved this while you were editing, on %(when)s. What you typed is kept below. "
        "Save again to keep your values, or leave the page to keep theirs."
    )
    rows = format_html_join("", "<li>{}: {} → {}</li>", differences(shown, latest))
    return format_html("{}<ul>{}</ul>", message % {"who": who, "when": when}, rows)


def differences(shown: int, latest: Version) -> list[tuple[str, str, str]]:
    """Return (field, value shown, value saved since) for an object and the rows of its form."""
    rows = []
    for version in latest.revision.version_set.select_related("content_type"):
        known = Version.objects.filter(
            content_type=version.content_type, object_id=version.object_id, pk__lte=shown
        )
        before = known.order_by("-pk").first()
        rows += compare(before.field_dict if before else {}, version)
    return rows


def compare(before: dict, version: Version) -> list[tuple[str, str, str]]:
    model = version.content_type.model_class()
    bases = set(model.translated_fields()) if issubclass(model, Translated) else set()
    rows = []
    for name, value in version.field_dict.items():
        if name in COMPUTED | bases or before.get(name) == value:
            continue
        rows.append((label(model, name), shown_value(before.get(name)), shown_value(value)))
    return rows


def label(model: type[models.Model], name: str) -> str:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return f"{model._meta.verbose_name} – {field.verbose_name}"


def shown_value(value) -> str:
    return "–" if value in (None, "", []) else str(localize(value))
