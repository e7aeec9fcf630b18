"""Forms of texts: the whole item in both languages, or one language of it beside the other."""

from collections.abc import Iterator
from functools import partial

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modeltranslation.translator import translator

from content.models import RichTextField, Translated

from .conflicts import GuardedForm
from .marked_changes import marked_html, marked_text, texts_last_checked


class TranslatedForm(GuardedForm):
    """A form whose edit may be called minor: it then leaves a valid translation valid."""

    minor = forms.BooleanField(
        label=_("Minor edit"),
        required=False,
        help_text=_("Changes no meaning, for example a typing error: keeps the translation valid."),
    )


class OneLanguage(forms.ModelForm):
    """A form with the texts of one language; the rules of the whole item hold all the same."""

    def add_error(self, field, error):
        """What is wrong in a field that this form does not show is said above it."""
        if field is not None or not hasattr(error, "error_dict"):
            super().add_error(field, error)
            return
        for name, errors in error.error_dict.items():
            shown = name == NON_FIELD_ERRORS or name in self.fields
            super().add_error(name if shown else None, errors)

    def _post_clean(self):
        """Ask every constraint: Django leaves out those that name a field outside the form."""
        super()._post_clean()
        if not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self.add_error(None, error)


class ItemInOneLanguage(OneLanguage, TranslatedForm):
    pass


class Section:
    """A part of an item: the texts of the source beside the fields of the target.

    `admin` is the admin of the part, or the inline that shows it.
    """

    def __init__(self, part: Translated, admin, request, source: str, target: str):
        self.part, self.source, self.target = part, source, target
        self.is_item = not hasattr(admin, "parent_model")
        self.state = part.translation_state(target)
        texts = translator.get_options_for_model(type(part)).all_fields
        self.names = [field.name for field in part._meta.fields if field.name in texts]
        self.is_behind = self.find_whether_behind()
        self.former = texts_last_checked(part, source, target) if self.is_behind else None
        self.originals = {name: getattr(part, f"{name}_{source}") or "" for name in self.names}
        self.form = self.make_form(admin, request)

    def find_whether_behind(self) -> bool:
        """Say whether the source has changed since a text of the target was checked against it."""
        checked = getattr(self.part, f"checked_against_{self.target}")
        bilingual = self.part.has_text(self.source) and self.part.has_text(self.target)
        return bilingual and checked != self.part.digest(self.source)

    def make_form(self, admin, request) -> forms.ModelForm:
        form_class = forms.modelform_factory(
            type(self.part),
            form=ItemInOneLanguage if self.is_item else OneLanguage,
            fields=[f"{name}_{self.target}" for name in self.names],
            formfield_callback=partial(admin.formfield_for_dbfield, request=request),
        )
        return form_class(
            request.POST if request.method == "POST" else None,
            instance=self.part,
            prefix=None if self.is_item else f"{self.part._meta.model_name}-{self.part.pk}",
            empty_permitted=not self.is_item,  # a row left as it was is not judged
            use_required_attribute=False,
        )

    @property
    def heading(self) -> str:
        return f"{capfirst(self.part._meta.verbose_name)} – {self.part}"

    def rows(self) -> Iterator[dict]:
        """Yield each text: its label, the source as HTML, the field of the target."""
        for name in self.names:
            field = self.part._meta.get_field(name)
            rich = isinstance(field, RichTextField)
            yield {
                "label": self.part._meta.get_field(f"{name}_{self.source}").verbose_name,
                "source": self.source_text(name, rich),
                "rich": rich,
                "field": self.form[f"{name}_{self.target}"],
            }

    def source_text(self, name: str, rich: bool) -> SafeString:
        """Return a text of the source as HTML, changes since the last check marked if known."""
        text = self.originals[name]
        former = self.former.get(name, text) if self.former else text
        if former != text:
            return marked_html(former, text) if rich else marked_text(former, text)
        return mark_safe(text if rich else escape(text))  # noqa: S308 (cleaned on its way in)

    def told(self) -> dict:
        """Return what was changed, as Django's journal writes it: in no language yet."""
        changed = self.form.changed_data
        with override(None):
            told = {"fields": [str(self.form.fields[name].label) for name in changed]}
            if not self.is_item:
                told |= {"name": str(self.part._meta.verbose_name), "object": str(self.part)}
        return told
