"""What a search finds, in the language of a page first and then in the other one."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property, reduce
from itertools import islice
from operator import or_
from typing import NamedTuple

from django.db.models import QuerySet, Value
from django.utils import timezone

from content.models import LANGUAGES, OTHER, SearchEntry

from . import words
from .query import Query
from .spelling import meant

MANY = 1000  # hits in the page's language, after which nobody asks for those in the other one


class Hits:
    """Entries in parts, the best first; a slice makes and asks for no more parts than it reaches.

    What several parts hold stands in the first of them.
    """

    def __init__(self, parts: Callable[[], Iterator[QuerySet]]):
        self.parts = parts

    def __getitem__(self, wanted: slice) -> list[SearchEntry]:
        start, stop, found, before = wanted.start or 0, wanted.stop, [], []
        for whole in self.parts():
            part = whole
            for earlier in before:
                part = part.exclude(pk__in=earlier.order_by().values("pk"))
            some = list(part[start:stop])
            found += some
            if len(some) == stop - start:
                break
            passed = start + len(some) if some or not start else part.count()
            before += [whole] if passed else []
            start, stop = max(start - passed, 0), stop - passed
        return found


class Outcome(NamedTuple):
    """What is searched, by language, the page's own first, and how many of each kind are found."""

    query: Query
    searched: dict[str, QuerySet]
    counts: Counter[str]


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

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many hits there are of each kind that has some, in the kinds' order."""
        kinds = (model._meta.model_name for model in SearchEntry.searchable_models())
        return {kind: n for kind in kinds if (n := self.outcome.counts[kind])}

    @property
    def count(self) -> int:
        return self.outcome.counts.total()

    def entries(self, kind: str = "") -> Hits:
        """Return the entries found, the best first; of one kind only, if one is given."""
        return Hits(lambda: self.parts(kind))

    def parts(self, kind: str) -> Iterator[QuerySet]:
        """Yield the entries found in parts, the best first, marked where found elsewhere."""
        of_kind = {"kind": kind} if kind else {}
        for language, entries in self.outcome.searched.items():
            for part in entries.best_first(self.query, language):
                yield part.filter(**of_kind).annotate(elsewhere=Value(language != self.language))

    def suggestions(self, most: int) -> list[SearchEntry]:
        """Return the best entries that have what was typed, or probably meant, in name or title."""
        found = self.suggested(self.asked, most)
        if self.asked and not found and (corrected := self.corrected()):
            return self.suggested(corrected, most)
        return found

    def suggested(self, query: Query, most: int) -> list[SearchEntry]:
        if not query:
            return []
        visible = SearchEntry.objects.visible(self.language, self.at)
        entries = visible.annotate(elsewhere=Value(False))
        return Hits(lambda: islice(entries.best_first(query, self.language), 2))[:most]

    def outcome_of(self, query: Query) -> Outcome:
        """Look in the page's language, and in the other one too unless there are many hits."""
        outcome = Outcome(query, {}, Counter())
        for language in (self.language, OTHER[self.language]):
            if query and outcome.counts.total() <= MANY:
                entries = SearchEntry.objects.visible(language, self.at)
                shown_already = outcome.searched if outcome.counts else {}
                for already, others in shown_already.items():
                    entries = entries.exclude(pk__in=others.found(query, already).values("pk"))
                outcome.searched[language] = entries
                outcome.counts.update(entries.found(query, language).count_by_kind())
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
        asked = Query(word)
        found = (
            SearchEntry.objects.visible(code, self.at).found(asked, code) for code in LANGUAGES
        )
        return reduce(or_, found).exists()

    def known_names(self) -> set[str]:
        """Return the words of the names of all that is public in some language."""
        return set(SearchEntry.objects.names_known(self.at).replace("|", " ").split())
