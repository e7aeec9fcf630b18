import hashlib
import json
from functools import cache

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from .choices import NamedChoices
from .prepared import Prepared

LANGUAGES = ("fr", "en")
OTHER = {"fr": "en", "en": "fr"}


class TranslationState(NamedChoices):
    MISSING = "missing", _("missing")
    DRAFT = "draft", _("unfinished")
    UP_TO_DATE = "up_to_date", _("up to date")
    STALE = "stale", _("out of date")

    @classmethod
    def together(cls, states: set["TranslationState"]) -> "TranslationState":
        """Return the state of a language in several texts read as one; `states` are theirs."""
        if states <= {cls.MISSING}:
            return cls.MISSING
        if states & {cls.MISSING, cls.DRAFT}:
            return cls.DRAFT
        return cls.STALE if cls.STALE in states else cls.UP_TO_DATE


def filled_in(field: str, language: str) -> Q:
    """Return the condition that a translated field has text in "fr" or "en"."""
    name = f"{field}_{language}"
    return Q(**{f"{name}__isnull": False}) & ~Q(**{name: ""})


def filled(field: str) -> Q:
    """Return the condition that a translated field has text in at least one language."""
    return filled_in(field, "fr") | filled_in(field, "en")


def filled_in_both(field: str) -> Q:
    """Return the condition that a translated field has text in both languages."""
    return filled_in(field, "fr") & filled_in(field, "en")


def digest_of(texts: dict[str, str]) -> str:
    """Return the SHA-256 of texts by field, as 64 hexadecimal digits.

    Browsers send line ends as CRLF: a form sent back untouched must not read as an edit.
    """
    read = {name: text.replace("\r\n", "\n") for name, text in texts.items()}
    told = json.dumps(read, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


class Translated(Prepared):
    """A model with texts in French and English that knows whether they still say the same.

    Each language keeps the digest of the other language's text it was last checked against.
    The state is computed from these and the texts, never stored, so it cannot lie:

    - missing: no text in this language;
    - unfinished: a field filled in the other language is still empty in this one;
    - up to date: checked against the other language as it reads now, or the only one there is;
    - out of date: the other language has changed since.

    Editing a language that was up to date makes the other one out of date, unless both changed
    or the edit is minor. Editing one that was not brings the two together: that is translating.
    """

    checked_against_fr = models.CharField(max_length=64, blank=True, default="", editable=False)
    checked_against_en = models.CharField(max_length=64, blank=True, default="", editable=False)

    edit_is_minor = False  # holds for one save; forms set it, code says save(minor=True)

    class Meta:
        abstract = True

    @classmethod
    @cache
    def translated_fields(cls) -> list[str]:
        """Return the names of the fields that hold text in both languages, addresses left out."""
        names = translator.get_options_for_model(cls).all_fields
        return [name for name in names if name != "slug"]

    def texts(self, language: str) -> dict[str, str]:
        """Return the text of every translated field in one language, "" where there is none."""
        names = self.translated_fields()
        return {name: getattr(self, f"{name}_{language}") or "" for name in names}

    def has_text(self, language: str) -> bool:
        return any(self.texts(language).values())

    def text_in(self, name: str, language: str) -> tuple[str, str]:
        """Return (text, its language) for a page in `language`: the other one where it is empty."""
        text = getattr(self, f"{name}_{language}")
        if text:
            return text, language
        other = OTHER[language]
        return getattr(self, f"{name}_{other}") or "", other

    def digest(self, language: str) -> str:
        """Return the SHA-256 of one language's texts, as 64 hexadecimal digits."""
        return digest_of(self.texts(language))

    def translation_state(self, language: str) -> TranslationState:
        """Return the state of one language ("fr" or "en") against the other."""
        here, there = self.texts(language), self.texts(OTHER[language])
        if not any(here.values()):
            return TranslationState.MISSING
        if not any(there.values()):
            return TranslationState.UP_TO_DATE
        if any(there[name] and not here[name] for name in here):
            return TranslationState.DRAFT
        if getattr(self, f"checked_against_{language}") == self.digest(OTHER[language]):
            return TranslationState.UP_TO_DATE
        return TranslationState.STALE

    def mark_checked(self, language: str):
        """Record that this language was read against the other one as it stands; does not save."""
        setattr(self, f"checked_against_{language}", self.digest(OTHER[language]))

    def mark_in_step(self):
        """Record that both languages say the same as they stand; does not save."""
        self.mark_checked("fr")
        self.mark_checked("en")

    def save(self, *args, minor: bool = False, update_fields=None, **kwargs):
        """Save; `minor` says that the edit changes no meaning and leaves translations valid."""
        self.edit_is_minor = minor or self.edit_is_minor
        if update_fields is not None:
            update_fields = {*update_fields, "checked_against_fr", "checked_against_en"}
        super().save(*args, update_fields=update_fields, **kwargs)
        self.edit_is_minor = False

    save.alters_data = True

    def before_save(self, stored, raw):
        restored = raw and self.checked_against_fr and self.checked_against_en
        if not restored:  # a row from the history brings the digests of its own time
            self.compare_with(stored)
        super().before_save(stored, raw)

    def compare_with(self, stored: "Translated | None"):
        """Bring the digests in line with what this save changes."""
        changed = [
            language
            for language in LANGUAGES
            if stored is None or stored.digest(language) != self.digest(language)
        ]
        if len(changed) == 2:
            self.mark_in_step()
        elif changed:
            self.mark_edited(changed[0], stored)
        else:  # a row of a fixture brings no digests
            self.checked_against_fr = self.checked_against_fr or stored.checked_against_fr
            self.checked_against_en = self.checked_against_en or stored.checked_against_en

    def mark_edited(self, language: str, stored: "Translated"):
        other = OTHER[language]
        other_was_current = stored.translation_state(other) == TranslationState.UP_TO_DATE
        was_current = stored.translation_state(language) == TranslationState.UP_TO_DATE
        if not was_current:
            self.mark_checked(language)
        if not was_current or (self.edit_is_minor and other_was_current):
            self.mark_checked(other)
