"""What a search finds, in the language of a page first and then in the other one."""

from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from content.models import LANGUAGES, OTHER, SearchEntry

from . import words
from .query import Query
from .spelling import meant

SHORTEST_NAME = 4  # letters; shorter names are not meant by others
MANY = 1000  # hits in the page's language, after which nobody asks for those in the other one


class Outcome(NamedTuple):
    """Entries found in some languages, with how many there are of each kind, by code."""

    query: Query
    languages: tuple[str, ...]
    entries: QuerySet
    counts: dict[str, int]


class Results:
    """What a query finds for visitors at an instant (aware; now by default)."""

    def __init__(self, asked: Query, language: str, at: datetime | None = None):
        self.asked, self.language, self.at = asked, language, at or timezone.now()

    @cached_property
    def outcome(self) -> Outcome:
        """What is found as typed or, where that is nothing, with the names probably meant."""
        outcome = self.outcome_of(self.asked)
        if self.asked and not outcome.counts and (corrected := self.corrected()):
            meant_to_be = self.outcome_of(corrected)
            return meant_to_be if meant_to_be.counts else outcome
        return outcome

    @property
    def query(self) -> Query:
        return self.outcome.query

    @property
    def counts(self) -> dict[str, int]:
        return self.outcome.counts

    @property
    def count(self) -> int:
        return sum(self.counts.values())

    def entries(self, kind: str = ""):
        """Return the entries found, the best first; of one kind only, if one is given."""
        found = self.outcome.entries
        if not self.query:
            return found
        entries = found.filter(kind=kind) if kind else found
        return entries.best_first(self.query, self.outcome.languages)

    def suggestions(self, most: int):
        """Return the best entries that have what was typed in a name or in a title."""
        if not self.asked:
            return SearchEntry.objects.none()
        called = SearchEntry.objects.called(self.asked, self.language, self.at)
        return called.best_first(self.asked, [self.language])[:most]

    def outcome_of(self, query: Query) -> Outcome:
        """Look in the page's language, and in the other one too unless there are many hits."""
        outcome = Outcome(query, (), SearchEntry.objects.none(), {})
        for languages in ((self.language,), (self.language, OTHER[self.language])):
            if query and sum(outcome.counts.values()) <= MANY:
                entries = SearchEntry.objects.found(query, languages, self.at)
                outcome = Outcome(query, languages, entries, entries.count_by_kind())
        return outcome

    def corrected(self) -> Query | None:
        """Return the query with known names in the place of words that nothing public holds."""
        names = self.known_names()
        nearest = {word: meant(words.token(word), names) for word in self.asked.telling_words}
        replaced = {
            word: name.capitalize()
            for word, name in nearest.items()
            if name and name != words.token(word) and not self.is_known(word)
        }
        return self.asked.with_words(replaced) if replaced else None

    def is_known(self, word: str) -> bool:
        """Say whether something public holds a word; what was asked, if it is all, is not."""
        if self.asked.telling_words == [word]:
            return False
        return SearchEntry.objects.found(Query(word), LANGUAGES, self.at).exists()

    def known_names(self) -> set[str]:
        """Return the words of the names of all that is public in some language."""
        names = SearchEntry.objects.named(self.at).values_list("names", flat=True)
        words_of_names = " ".join(names).replace("|", " ").split()
        return {word for word in words_of_names if len(word) >= SHORTEST_NAME}
