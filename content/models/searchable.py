import re
from datetime import date, datetime
from html import unescape

from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import override

from .addressed import Addressed
from .prepared import Prepared
from .search_entry import ALWAYS, SearchEntry

HEADING_END = re.compile(r"(?<![.!?…:\s>])(?=(?:\s|</(?!h\d)\w+>)*</h\d>)")
BLOCK = re.compile(r"<(?=/?(p|br|h\d|li|t[dhr]|blockquote)\b)")
SPACES = re.compile(r"[ \t\n\r\f\v]+")  # those that may end a line


class Searchable(Addressed):
    """A model with a page of its own that the search finds, by names and texts it gives itself.

    Its texts are indexed whatever their state; each query asks the clock what is online.
    """

    search_label = ""  # what visitors call many of them
    search_label_of_one = ""  # where that is not the verbose name
    search_position = 0  # before others that match as well; the first come first

    class Meta:
        abstract = True

    @classmethod
    def search_queryset(cls) -> models.QuerySet:
        """Return all objects with what the index reads of them, in a fixed number of queries."""
        return cls._default_manager.all()

    def search_languages(self) -> list[str]:
        """Return the languages in which the object has a text of its own."""
        return self.languages()

    def search_times(self) -> dict[str, datetime | None]:
        """Return when visitors may read each language: `publish_at_fr`, `expire_at_fr`, …"""
        return {f"publish_at_{code}": ALWAYS for code in self.search_languages()}

    def search_names(self) -> list[str]:
        """Return every name the object is known by, in whatever language."""
        return []

    def search_title(self, language: str) -> str:
        return self.text_in("title", language)[0]

    def search_texts(self, language: str) -> list[str | None]:
        """Return the other texts of the object's page in a language, as HTML or plain."""
        return []

    def search_date(self) -> date | None:
        """Return the day by which the object is older or newer than others."""
        return None

    def search_url(self, language: str) -> str:
        with override(language):
            return self.get_absolute_url()

    def search_text(self, language: str) -> str:
        """Return the texts, then the other names, which are in any language, without markup."""
        title = self.search_title(language)
        names = dict.fromkeys(name for name in self.search_names() if name and name != title)
        return plain(*self.search_texts(language), " · ".join(names))

    def after_save(self):
        super().after_save()
        SearchEntry.objects.refresh(type(self), [self.pk])

    def after_delete(self):
        super().after_delete()
        SearchEntry.objects.about(type(self)).filter(object_id=self.pk).forget()


class SearchedWith(Prepared):
    """A row whose texts are found on the page of the object it belongs to."""

    searched_with = ""  # the foreign key to that object

    class Meta:
        abstract = True

    def before_save(self, stored, raw):
        super().before_save(stored, raw)
        self.former_owner = stored and stored.owner_key

    def after_save(self):
        super().after_save()
        self.refresh_owners({self.owner_key, self.former_owner} - {None})

    def after_delete(self):
        super().after_delete()
        self.refresh_owners({self.owner_key})

    @property
    def owner_key(self) -> int:
        return getattr(self, f"{self.searched_with}_id")

    def refresh_owners(self, keys: set[int]):
        owners = self._meta.get_field(self.searched_with).related_model
        SearchEntry.objects.refresh(owners, keys)


def plain(*texts: str | None) -> str:
    """Return texts without tags or entities on one line, each ending like a sentence.

    So do the headings in them. Spaces that do not break stay so.
    """
    ended = (HEADING_END.sub(".", text) for text in texts if text)
    bare = (unescape(strip_tags(BLOCK.sub(" <", text))) for text in ended)
    lines = filter(None, (SPACES.sub(" ", text).strip() for text in bare))
    return " ".join(line if line[-1] in ".!?…" else f"{line}." for line in lines)
