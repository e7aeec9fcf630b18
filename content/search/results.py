"""What a search finds, in the language of a page first and then in the other one."""

from datetime import datetime
from functools import cached_property

from django.db.models import Count
from django.utils import timezone

from content.models import LANGUAGES, SearchEntry
from content.models.search_entry import TEXT

from . import words
from .query import Query
from .spelling import meant

SHORTEST_NAME = 4  # letters; shorter names are not meant by others


class Results:
    """What a query finds for visitors at an instant (aware; now by default)."""

    def __init__(self, asked: Query, language: str, at: datetime | None = None):
        self.asked, self.language, self.at = asked, language, at or timezone.now()

    @cached_property
    def query(self) -> Query:
        """The query as typed or, where that finds nothing, with the names probably meant."""
        if self.counted(self.asked):
            return self.asked
        corrected = self.corrected()
        return corrected if corrected and self.counted(corrected) else self.asked

    @cached_property
    def counts(self) -> dict[str, int]:
        """The number of hits of each kind that has some, in the order of the kinds."""
        return self.counted(self.query)

    @property
    def count(self) -> int:
        return sum(self.counts.values())

    def entries(self, kind: str = ""):
        """Return the entries found, the best first; of one kind only, if one is given."""
        if not self.query:
            return SearchEntry.objects.none()
        entries = self.found(self.query).best_first(self.query)
        return entries.filter(kind=kind) if kind else entries

    def suggestions(self, most: int):
        """Return the best entries that have what was typed in a name or in a title."""
        if not self.asked:
            return SearchEntry.objects.none()
        return self.found(self.asked).best_first(self.asked).filter(part__lt=TEXT)[:most]

    def found(self, query: Query):
        return SearchEntry.objects.found(query, self.language, self.at)

    def counted(self, query: Query) -> dict[str, int]:
        if not query:
            return {}
        rows = self.found(query).order_by().values_list("kind").annotate(Count("pk"))
        numbers = dict(rows)
        kinds = (model._meta.model_name for model in SearchEntry.searchable_models())
        return {kind: numbers[kind] for kind in kinds if kind in numbers}

    def corrected(self) -> Query | None:
        """Return the query with known names in the place of words that nothing public holds."""
        unknown = [word for word in self.asked.telling_words if not self.counted(Query(word))]
        names = self.known_names() if unknown else set()
        nearest = {word: meant(words.token(word), names) for word in unknown}
        replaced = {word: name.capitalize() for word, name in nearest.items() if name}
        return self.asked.with_words(replaced) if replaced else None

    def known_names(self) -> set[str]:
        """Return the words of the names of all that is public in some language."""
        named = SearchEntry.objects.exclude(names="|")
        french, english = (
            named.visible(code, self.at).values_list("names", flat=True) for code in LANGUAGES
        )
        found = (word for names in french.union(english) for word in names.split("|"))
        return {word for name in found for word in name.split() if len(word) >= SHORTEST_NAME}
