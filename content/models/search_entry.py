from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connections, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from content.search import index
from content.search.query import Query
from content.search.words import key, stemmed

from .translated import LANGUAGES, OTHER

if TYPE_CHECKING:
    from .searchable import Searchable

EXACT_NAME, START_OF_NAME, NAME, TITLE, TEXT = range(5)  # where a query matches, the best first
MOST_TOKENS = 20_000  # of one text: a long book
BATCH = 200  # entries made at once


class SearchEntryQuerySet(models.QuerySet):
    def about(self, model: "type[Searchable]"):
        return self.filter(kind=model._meta.model_name)

    def public(self, language: str, at: datetime):
        """Entries of what visitors may read in a language at an instant, asked of the objects."""
        return self.filter(self.is_public(language, at))

    def is_public(self, language: str, at: datetime) -> Q:
        gate = Q(pk=None)
        for model in self.model.searchable_models():
            objects = model.search_public(language, at).order_by().values("pk")
            gate |= Q(kind=model._meta.model_name, object_id__in=objects)
        return gate & ~Q(**{f"title_{language}": ""})

    def found(self, query: Query, language: str, at: datetime):
        """Return what matches in a page's language or else in the other, `elsewhere` telling."""
        other = OTHER[language]
        matches = {
            code: Q(pk__in=index.matching(f"all_{code}", query.terms(code)))
            & self.is_public(code, at)
            for code in LANGUAGES
        }
        elsewhere = Case(
            When(matches[language], then=False),
            When(matches[other], then=True),
            output_field=models.BooleanField(),
        )
        return self.annotate(elsewhere=elsewhere).filter(elsewhere__isnull=False)

    def best_first(self, query: Query):
        """Order by language, then by the part that matches, then newest first; adds `part`."""
        names = index.matching("names", query.terms())
        titles = [index.matching(f"title_{code}", query.terms(code)) for code in LANGUAGES]
        part = Case(
            When(names__contains=f"|{query.key}|", then=EXACT_NAME),
            When(names__contains=f"|{query.key}", then=START_OF_NAME),
            When(pk__in=names, then=NAME),
            *(When(pk__in=title, then=TITLE) for title in titles),
            default=TEXT,
            output_field=models.SmallIntegerField(),
        )
        newest = F("dated").desc(nulls_last=True)
        return self.annotate(part=part).order_by(
            "elsewhere", "part", "position", newest, "object_id"
        )

    def rebuild(self) -> Iterator[tuple["type[Searchable]", int, int]]:
        """Make every entry anew, few at a time; yields (model, how many are done, of how many)."""
        for model in self.model.searchable_models():
            objects = model.search_queryset().order_by("pk")
            self.about(model).exclude(object_id__in=objects.order_by().values("pk")).forget()
            total, done = objects.count(), 0
            for batch in batches(objects.iterator(chunk_size=BATCH)):
                self.write(map(self.model.of, batch))
                done += len(batch)
                yield model, done, total

    def complete(self):
        """Make every entry anew if their number says that some are missing or left over."""
        if is_migrated(self.db) and any(
            self.about(model).count() != model._base_manager.count()
            for model in self.model.searchable_models()
        ):
            deque(self.rebuild(), maxlen=0)

    def refresh(self, model: "type[Searchable]", keys: Iterable[int]):
        """Bring the entries of some objects of a model, given by key, in line with the objects."""
        self.write(self.model.of(item) for item in model.search_queryset().filter(pk__in=keys))

    @transaction.atomic
    def write(self, entries: "Iterable[SearchEntry]"):
        """Save entries made by `SearchEntry.of` and their tokens, in place of the former ones."""
        saved = self.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=self.model.CONTENT,
        )
        index.write({entry.pk: entry.tokens() for entry in saved})

    @transaction.atomic
    def forget(self):
        """Delete the entries and their tokens."""
        index.remove(list(self.values_list("pk", flat=True)))
        self.delete()


def batches(items: Iterable) -> Iterator[list]:
    items = iter(items)
    while batch := list(islice(items, BATCH)):
        yield batch


def is_migrated(database: str) -> bool:
    """Say whether every table of a database is as the models want it."""
    executor = MigrationExecutor(connections[database])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


class SearchEntry(models.Model):
    """What the search keeps of an object: its names and, per language, title, text and address.

    It says nothing of what is public: a query asks the objects themselves.
    """

    CONTENT = (
        *("position", "dated", "names"),
        *("title_fr", "title_en", "url_fr", "url_en", "text_fr", "text_en"),
    )

    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    position = models.PositiveSmallIntegerField()
    dated = models.DateField(null=True)
    names = models.TextField()
    title_fr = models.CharField(max_length=250)
    title_en = models.CharField(max_length=250)
    url_fr = models.CharField(max_length=500)
    url_en = models.CharField(max_length=500)
    text_fr = models.TextField()
    text_en = models.TextField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"], name="one_search_entry_per_object"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id}"

    @staticmethod
    def searchable_models() -> "list[type[Searchable]]":
        """Return the models that the search finds, in the order of their hits."""
        found = [model for model in apps.get_models() if hasattr(model, "search_public")]
        return sorted(found, key=lambda model: model.search_position)

    @classmethod
    def of(cls, item: "Searchable") -> "SearchEntry":
        """Return the entry of an object as it is now, not saved."""
        names = dict.fromkeys(filter(None, map(key, item.search_names())))
        entry = cls(
            kind=item._meta.model_name,
            object_id=item.pk,
            position=item.search_position,
            dated=item.search_date(),
            names="".join(f"|{name}" for name in names) + "|",
        )
        written = item.search_languages()
        for code in LANGUAGES:
            there = code in written
            setattr(entry, f"title_{code}", item.search_title(code) if there else "")
            setattr(entry, f"url_{code}", item.search_url(code) if there else "")
            setattr(entry, f"text_{code}", item.search_text(code) if there else "")
        return entry

    def tokens(self) -> dict[str, list[str]]:
        """Return the tokens of the entry for each column of the index."""
        names = list(dict.fromkeys(self.names.replace("|", " ").split()))
        tokens = {"names": names}
        for code in LANGUAGES:
            title, text = getattr(self, f"title_{code}"), getattr(self, f"text_{code}")
            tokens[f"title_{code}"] = stemmed(title, code)
            everything = [*names, *stemmed(f"{title} {text}", code)] if title else []
            tokens[f"all_{code}"] = list(dict.fromkeys(everything))[:MOST_TOKENS]
        return tokens
