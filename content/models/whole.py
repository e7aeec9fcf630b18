import hashlib
from collections.abc import Iterable

from .translated import LANGUAGES, Translated, TranslationState


def states_of(parts: Iterable[Translated], language: str) -> set[TranslationState]:
    """Return the states of one language in those parts that have a text in some language."""
    return {
        part.translation_state(language)
        for part in parts
        if any(part.has_text(code) for code in LANGUAGES)
    }


class Whole:
    """An item and the rows of text that belong to it, translated as one.

    A strategy's text stands in its ambitions and workstreams: its translation is up to date when
    theirs are.
    """

    def __init__(self, item: Translated, rows: Iterable[Translated] = ()):
        self.item = item
        self.parts = [item, *rows]

    def has_text(self) -> bool:
        """Say whether there is anything to translate: a text in some language."""
        return any(part.has_text(code) for part in self.parts for code in LANGUAGES)

    def translation_state(self, language: str) -> TranslationState:
        """Return the state of one language ("fr" or "en") in all parts together."""
        return TranslationState.together(states_of(self.parts, language))

    def waits(self, language: str) -> bool:
        """Say whether the other language has a text that this one lacks or lags behind."""
        states = states_of(self.parts, language)
        return bool(states) and TranslationState.together(states) != TranslationState.UP_TO_DATE

    def has_translation_to_keep(self) -> bool:
        """Say whether a part stands in both languages, each up to date."""
        current = {TranslationState.UP_TO_DATE}
        return any(
            all(part.has_text(code) and states_of([part], code) == current for code in LANGUAGES)
            for part in self.parts
        )

    def digest(self) -> str:
        """Return the SHA-256 of all texts in both languages, as 64 hexadecimal digits."""
        parts = (
            f"{part._meta.label} {part.pk} {part.digest(code)}"
            for part in self.parts
            for code in LANGUAGES
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def confirm(self, language: str):
        """Record that what was out of date in one language still says the same; saves."""
        for part in self.parts:
            if part.translation_state(language) == TranslationState.STALE:
                part.mark_in_step()
                part.save(update_fields=[])
