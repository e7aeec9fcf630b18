from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Case, Count, F, When
from django.utils.translation import gettext_lazy as _

from content.search import index
from content.search.query import Query
from content.search.words import key, stemmed

from .online import online, online_anywhere
from .translated import LANGUAGES

if TYPE_CHECKING:
    from .searchable import Searchable

ALWAYS = datetime(1, 1, 2, tzinfo=UTC)
MOST_TOKENS = 20_000  # of one text: a long book
BATCH = 200  # entries made at once

# Keys by model of what is to be brought in line later, within `refreshed_at_the_end()`.
waiting: ContextVar[dict["type[Searchable]", set[int]] | None] = ContextVar("waiting", default=None)


class Joined(models.Aggregate):
    """Texts one after the other: thousands of rows cost more to hand over than to read."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, '')"
    output_field = models.TextField()

    def as_sqlite(self, compiler, connection):
        return self.as_sql(compiler, connection, function="GROUP_CONCAT")


class SearchEntryQuerySet(models.QuerySet):
    def about(self, model: "type[Searchable]"):
        return self.filter(kind=model._meta.model_name)

    def visible(self, language: str, at: datetime):
        """Entries of what visitors may read in a language at an instant."""
        return self.filter(online(language, at))

    def names_known(self, at: datetime) -> str:
        """Return the names, each between bars, of what visitors may read in some language."""
        named = self.exclude(names="|").filter(online_anywhere(at))
        return named.aggregate(all=Joined("names"))["all"] or ""

    def found(self, query: Query, language: str):
        """Return the entries that hold a query in what they say in a language."""
        return self.filter(index.holds(f"all_{language}", query.terms(language)))

    def best_first(self, query: Query, language: str) -> Iterator["SearchEntryQuerySet"]:
        """Yield those of whom a name holds the query, then a title, then all who hold it.

        Whole names and beginnings of names come before others, then the newest of a kind.
        No more of an entry is read than a hit shows, so that little is sorted.
        """
        name = Case(
            When(names__contains=f"|{query.key}|", then=0),
            When(names__contains=f"|{query.key}", then=1),
            default=2,
        )
        entries = self.only("kind", "object_id", "dated")
        order = ("position", F("dated").desc(nulls_last=True), "object_id")
        in_names = index.holds("names", query.terms())
        yield entries.filter(in_names).order_by(name, *order)
        in_title = index.holds(f"title_{language}", query.terms(language))
        yield entries.filter(in_title).order_by(*order)
        yield entries.found(query, language).order_by(*order)

    def count_by_kind(self) -> Counter[str]:
        """Return how many entries there are of each kind that has some."""
        return Counter(dict(self.values_list("kind").annotate(Count("pk"))))

    # --- Kept in line with the objects

    def rebuild(self) -> Iterator[tuple["type[Searchable]", int, int]]:
        """Make every entry anew, few at a time; yields (model, how many are done, of how many)."""
        for model in self.model.searchable_models():
            objects = model.search_queryset().order_by("pk")
            self.about(model).exclude(object_id__in=objects.order_by().values("pk")).forget()
            total, done = objects.count(), 0
            items = objects.iterator(chunk_size=BATCH)
            while batch := list(islice(items, BATCH)):
                self.write(batch)
                done += len(batch)
                yield model, done, total

    def complete(self):
        """Make every entry anew if their number says that some are missing or left over."""
        if is_migrated() and any(
            self.about(model).count() != model._base_manager.count()
            for model in self.model.searchable_models()
        ):
            deque(self.rebuild(), maxlen=0)

    def refresh(self, model: "type[Searchable]", keys: Iterable[int]):
        """Bring the entries of some objects of a model, given by key, in line with the objects."""
        if (later := waiting.get()) is not None:
            later[model].update(keys)
            return
        objects = iter(model.search_queryset().filter(pk__in=keys))
        while batch := list(islice(objects, BATCH)):
            self.write(batch)

    @contextmanager
    def refreshed_at_the_end(self) -> Iterator[None]:
        """Within, refresh each object once, at the end, however often it is saved."""
        token = waiting.set(defaultdict(set))
        try:
            yield
            saved = waiting.get()
        finally:
            waiting.reset(token)
        for model, keys in saved.items():
            self.refresh(model, keys)

    @transaction.atomic
    def write(self, items: "list[Searchable]"):
        """Save the entries of objects with texts and tokens, in place of the former ones."""
        entries = self.bulk_create(
            [self.model.of(item) for item in items],
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=self.model.CONTENT,
        )
        texts = SearchText.objects.bulk_create(
            [SearchText.of(item, entry) for item, entry in zip(items, entries, strict=True)],
            update_conflicts=True,
            unique_fields=["entry"],
            update_fields=SearchText.CONTENT,
        )
        index.write({text.pk: text.tokens() for text in texts})

    @transaction.atomic
    def forget(self):
        """Delete the entries with their texts and tokens."""
        index.remove(list(self.values_list("pk", flat=True)))
        self.delete()


def is_migrated() -> bool:
    """Say whether every table is as the models want it."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


class SearchEntry(models.Model):
    """What the search knows of an object: its names, and when each language is online."""

    CONTENT = (
        *("position", "dated", "names"),
        *("publish_at_fr", "publish_at_en", "expire_at_fr", "expire_at_en"),
    )

    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    position = models.PositiveSmallIntegerField()
    dated = models.DateField(null=True)
    names = models.TextField()
    publish_at_fr = models.DateTimeField(null=True)
    publish_at_en = models.DateTimeField(null=True)
    expire_at_fr = models.DateTimeField(null=True)
    expire_at_en = models.DateTimeField(null=True)

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
    @cache
    def searchable_models() -> "tuple[type[Searchable], ...]":
        """Return the models that the search finds, in the order of their hits."""
        found = [model for model in apps.get_models() if hasattr(model, "search_queryset")]
        return tuple(sorted(found, key=lambda model: model.search_position))

    @classmethod
    def of(cls, item: "Searchable") -> "SearchEntry":
        """Return the entry of an object as it is now, not saved."""
        names = dict.fromkeys(filter(None, map(key, filter(None, item.search_names()))))
        return cls(
            kind=item._meta.model_name,
            object_id=item.pk,
            position=item.search_position,
            dated=item.search_date(),
            names="".join(f"|{name}" for name in names) + "|",
            **item.search_times(),
        )


class SearchText(models.Model):
    """What a hit shows of an object in each language; empty where that has no text of its own."""

    CONTENT = ("title_fr", "title_en", "url_fr", "url_en", "text_fr", "text_en")

    entry = models.OneToOneField(
        SearchEntry, models.CASCADE, primary_key=True, related_name="texts"
    )
    title_fr = models.CharField(max_length=250)
    title_en = models.CharField(max_length=250)
    url_fr = models.CharField(max_length=500)
    url_en = models.CharField(max_length=500)
    text_fr = models.TextField()
    text_en = models.TextField()

    class Meta:
        verbose_name = _("search text")
        verbose_name_plural = _("search texts")

    def __str__(self):
        return self.title_fr or self.title_en

    @classmethod
    def of(cls, item: "Searchable", entry: SearchEntry) -> "SearchText":
        """Return the texts of an object as it is now, not saved."""
        text = cls(entry=entry)
        for code in LANGUAGES:
            written = code in item.search_languages()
            setattr(text, f"title_{code}", item.search_title(code) if written else "")
            setattr(text, f"url_{code}", item.search_url(code) if written else "")
            setattr(text, f"text_{code}", item.search_text(code) if written else "")
        return text

    def tokens(self) -> dict[str, list[str]]:
        """Return the tokens of names and texts for each column of the index."""
        names = list(dict.fromkeys(self.entry.names.replace("|", " ").split()))
        tokens = {"names": names}
        for code in LANGUAGES:
            title, text = getattr(self, f"title_{code}"), getattr(self, f"text_{code}")
            tokens[f"title_{code}"] = stemmed(title, code)
            everything = [*names, *stemmed(f"{title} {text}", code)] if title else []
            tokens[f"all_{code}"] = list(dict.fromkeys(everything))[:MOST_TOKENS]
        return tokens
